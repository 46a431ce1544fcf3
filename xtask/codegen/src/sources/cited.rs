//! What is cited: every version of a page, its sections, and the rules, values and codes that rest on them.

use super::copy::Copy;
use crate::rulebook::data;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// All that is cited.
#[derive(Debug, Default)]
pub(super) struct Cited {
    /// Oldest first.
    pub(super) versions: Vec<Version>,
}

/// One version of a page.
#[derive(Debug, Default)]
pub(super) struct Version {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) url: String,
    pub(super) date: String,
    /// Every section that is cited, with what rests on it.
    pub(super) sections: BTreeMap<String, Vec<String>>,
}

impl Version {
    /// Notes that something rests on a section.
    pub(super) fn rests(&mut self, section: &str, entry: &str) {
        let by = self.sections.entry(section.to_owned()).or_default();
        if !by.iter().any(|one| one == entry) {
            by.push(entry.to_owned());
        }
    }

    /// Everything that rests on it.
    pub(super) fn entries(&self) -> impl Iterator<Item = &str> {
        self.sections.values().flatten().map(String::as_str)
    }
}

impl Cited {
    /// The versions of the page that a copy is of, oldest first.
    pub(super) fn versions_of(&self, copy: &Copy) -> Vec<&Version> {
        let likeness = |version: &Version| copy.likeness(version);
        let most = self.versions.iter().map(likeness).max().unwrap_or_default();
        let alike: Vec<&Version> =
            self.versions.iter().filter(|version| most > 0 && likeness(version) == most).collect();
        match alike.iter().find(|version| version.title == copy.title || alike.len() == 1).or(alike.first()) {
            Some(one) => self.versions.iter().filter(|version| version.url == one.url).collect(),
            None => Vec::new(),
        }
    }

    fn rests(&mut self, page: &str, section: &str, entry: &str) {
        if let Some(version) = self.versions.iter_mut().find(|version| version.id == page) {
            version.rests(section, entry);
        }
    }
}

/// What the rulebook's data and the sources of the core cite.
pub(super) fn read() -> Result<Cited> {
    let data = data::read()?;
    let mut cited = Cited::default();
    for page in &data.pages {
        cited.versions.push(Version {
            id: page.id.clone(),
            title: page.title.clone(),
            url: page.url.clone(),
            date: page.date.clone(),
            sections: BTreeMap::new(),
        });
    }
    cited.versions.sort_by(|a, b| (&a.date, &a.id).cmp(&(&b.date, &b.id)));
    for entry in &data.entries {
        if let (Some(page), Some(key)) = (data.pages.get(entry.page), data.keys.get(entry.key)) {
            cited.rests(&page.id, &entry.section, &key.name);
        }
    }
    for folder in ["core/src/rules", "core/src/lifecycle"] {
        for path in sources(&crate::root().join(folder))? {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            for (page, section, entry) in citations(&fs::read_to_string(&path)?, &name) {
                cited.rests(&page, &section, &entry);
            }
        }
    }
    Ok(cited)
}

/// Every Rust file below a folder, in the order of their names.
fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

/// Every pair of texts in a Rust file that could be a page and a section, with what cites it: the rule of the file, the published code of
/// the row, else the file.
pub(super) fn citations(text: &str, file: &str) -> Vec<(String, String, String)> {
    let rule = text.lines().find_map(|line| line.trim().strip_prefix("code: ")?.strip_suffix(','));
    let mut row = file;
    let mut found = Vec::new();
    let mut last: Option<&str> = None;
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('"') {
        let Some((literal, behind)) = behind.split_once('"') else { break };
        let begins_row = before.ends_with("\n    ");
        if begins_row && !literal.contains(' ') {
            row = literal;
        }
        if let (Some(page), "/" | ",") = (last, before.trim()) {
            found.push((page.to_owned(), literal.to_owned(), rule.unwrap_or(row).to_owned()));
        }
        last = Some(literal);
        rest = behind;
    }
    found
}
