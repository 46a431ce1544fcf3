//! What the entries know of numbers, regions, ids and roles, and what a newer page names beyond it.

use super::copy::Copy;
use super::text;
use crate::rulebook::data;
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use toml::Value;

/// The words with which names of roles end.
const ROLES: [&str; 10] = [
    "Contributor",
    "Reader",
    "Owner",
    "Administrator",
    "Admin",
    "Maker",
    "Customizer",
    "Operator",
    "User",
    "Manager",
];
/// Words that begin sentences, and are no part of a name.
const OPENERS: [&str; 12] =
    ["A", "An", "As", "Assign", "At", "Each", "For", "If", "In", "Select", "The", "Use"];
/// Words before which a number is part of a name.
const PRODUCTS: [&str; 6] = ["Windows", "Microsoft", "Office", "Edge", "Dynamics", "Version"];

/// What is known.
#[derive(Debug, Default)]
pub(super) struct KnownTerms {
    /// The numbers that entries have from each page, by its id.
    pub(super) numbers: BTreeMap<String, BTreeSet<u64>>,
    /// Names of regions that entries have, and those there are in Azure, as pages write them.
    pub(super) regions: BTreeSet<String>,
    pub(super) azure: Vec<String>,
    /// Ids, in lower case.
    pub(super) ids: BTreeSet<String>,
    /// Names of roles.
    pub(super) roles: BTreeSet<String>,
}

/// What the rulebook's data know.
pub(super) fn read() -> Result<KnownTerms> {
    let data = data::read()?;
    let mut known = KnownTerms::default();
    for entry in &data.entries {
        let page = data.pages.get(entry.page).map(|page| page.id.as_str()).unwrap_or_default();
        known.take(page, &entry.value);
    }
    known.regions.extend(data.regions.iter().map(|(_, name)| name.clone()));
    for term in data.vocabularies.iter().flat_map(|vocabulary| &vocabulary.terms) {
        known.ids.insert(term.guid.to_lowercase());
        known.roles.insert(term.name.clone());
        known.roles.extend(term.aliases.iter().cloned());
    }
    let path = "core/rulebook/data/azure-regions.json";
    let file = fs::read_to_string(crate::root().join(path)).with_context(|| path.to_owned())?;
    let file: serde_json::Value = serde_json::from_str(&file)?;
    let regions = file.get("regions").and_then(serde_json::Value::as_array);
    for region in regions.with_context(|| format!("`{path}` has no list `regions`"))? {
        let text = |field: &str| region.get(field).and_then(serde_json::Value::as_str).unwrap_or_default();
        if known.regions.contains(text("name")) {
            known.regions.insert(text("displayName").to_owned());
        }
        known.azure.push(text("displayName").to_owned());
    }
    Ok(known)
}

impl KnownTerms {
    fn take(&mut self, page: &str, value: &Value) {
        match value {
            Value::Integer(number) => {
                let numbers = self.numbers.entry(page.to_owned()).or_default();
                numbers.extend(u64::try_from(*number));
            }
            Value::String(text) if text::is_id(text) => {
                self.ids.insert(text.to_lowercase());
            }
            Value::String(text) => {
                self.regions.insert(text.clone());
            }
            Value::Array(values) => values.iter().for_each(|value| self.take(page, value)),
            _ => {}
        }
    }

    /// What a copy names that no entry knows, each with the heading it first stands under. Numbers are those of the entries that rest on the
    /// versions of its page: elsewhere the same number means something else.
    pub(super) fn unknown(&self, copy: &Copy, versions: &[&str]) -> Vec<String> {
        let numbers: BTreeSet<u64> =
            versions.iter().filter_map(|id| self.numbers.get(*id)).flatten().copied().collect();
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for (place, line) in &copy.lines {
            let heading = copy.headings.get(*place).map_or(copy.title.as_str(), |heading| &heading.text);
            for named in self.unknown_in(line, &numbers) {
                if seen.insert(named.clone()) {
                    found.push(format!("{named}, under \"{heading}\""));
                }
            }
        }
        found
    }

    fn unknown_in(&self, line: &str, numbers: &BTreeSet<u64>) -> Vec<String> {
        let mut found = Vec::new();
        let ids = line.split(|letter: char| !letter.is_ascii_hexdigit() && letter != '-');
        let ids = ids.filter(|word| text::is_id(word) && !self.ids.contains(&word.to_lowercase()));
        found.extend(ids.map(|id| format!("the id {id}")));
        let folded = text::folded(line);
        let regions = self.azure.iter().filter(|name| text::holds(&folded, &text::folded(name)));
        // A name may be the beginning of another's.
        let mut named: Vec<&String> = regions.collect();
        for region in &named {
            let longer = |other: &&String| other.len() > region.len() && other.contains(region.as_str());
            if !self.regions.contains(*region) && !named.iter().any(longer) {
                found.push(format!("the region {region}"));
            }
        }
        found.extend(
            roles(line)
                .into_iter()
                .filter(|role| !self.knows_role(role))
                .map(|role| format!("the role {role}")),
        );
        // A number in the name of a region counts nothing.
        named.sort_by_key(|region| std::cmp::Reverse(region.len()));
        let line = named.iter().fold(line.to_owned(), |line, region| line.replace(region.as_str(), ""));
        let counted = text::numbers(&line, &PRODUCTS).into_iter();
        found.extend(counted.filter(|(number, _)| !numbers.contains(number)).map(|(number, unit)| {
            if unit.is_empty() {
                format!("the number {number}")
            } else {
                format!("the number {number} ({unit})")
            }
        }));
        found
    }

    fn knows_role(&self, role: &str) -> bool {
        self.roles.iter().any(|known| {
            let before = role.strip_suffix(known.as_str());
            before.is_some_and(|before| before.is_empty() || before.ends_with(' ') && known.contains(' '))
        })
    }
}

/// Names in a line that end as those of roles do: at least two words, each with a capital or a digit in front.
fn roles(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for word in line.split([' ', '|']) {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let begins = bare.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
        if !begins || word.starts_with(['(', '"']) {
            name.clear();
        }
        if begins && !(name.is_empty() && OPENERS.contains(&bare)) {
            name.push(bare);
        }
        if ROLES.contains(&bare) && name.len() > 1 {
            found.push(name.join(" "));
            name.clear();
        }
        if word.ends_with(['.', ',', ';', ':', ')', '"']) {
            name.clear();
        }
    }
    found
}
