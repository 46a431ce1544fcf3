//! Licences by Microsoft's table of products and service plans: a word for each product, and what it brings.

use super::data::{Data, Entry, Term, date, tables, text};
use anyhow::{Context as _, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use toml::{Table, Value};

/// The vocabulary that the products join.
const VOCABULARY: &str = "Licence";

/// What a licence brings.
const INCLUDES: &str = "licence.includes";

/// A service plan: its name and its id.
type Plan = (String, String);

/// A product: its SKUs by name and id, and the service plans that all of them hold.
struct Product {
    name: String,
    skus: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Product {
    /// Whether every SKU of it holds one of these service plans.
    fn holds(&self, plans: &[String]) -> bool {
        self.skus.values().all(|held| plans.iter().any(|plan| held.contains(plan)))
    }
}

/// Adds words and what they bring.
///
/// # Errors
/// If the table or what is said about it is malformed, or names what does not exist.
pub(super) fn read(data: &mut Data, file: &Table) -> Result<()> {
    let products = products()?;
    let counts = counted(file)?;
    for (licence, plans) in &counts {
        for (name, id) in plans {
            rename(data, licence, [name.as_str(), id.as_str()])?;
        }
    }
    let called = tables(file, "called")?;
    for row in &called {
        let product = text(row, "product")?;
        ensure!(products.iter().any(|known| known.name == product), "no product `{product}` is in the table");
    }
    let doubt = file.get("doubtful").and_then(Value::as_table).context("no table `doubtful`")?;
    let (doubt_plans, doubt_of) = (ids(doubt)?, text(doubt, "licence")?);
    let mut doubtful = Vec::new();
    for product in &products {
        let row = called.iter().find(|row| row.get("product").and_then(Value::as_str) == Some(&product.name));
        let id = row.and_then(|row| row.get("id")).and_then(Value::as_str);
        let id = word(data, product, id.map_or_else(|| slug(&product.name), str::to_owned))?;
        rename(data, &id, listed(row.copied(), "names"))?;
        for (sku, guid) in product.skus.keys() {
            rename(data, &id, [sku.as_str(), guid.as_str()])?;
        }
        let holds = |plans: &Vec<Plan>| {
            product.holds(&plans.iter().map(|(_, plan)| plan.clone()).collect::<Vec<_>>())
        };
        let by_plan = counts.iter().filter(|(_, plans)| holds(plans)).map(|(licence, _)| licence.as_str());
        let brings: Vec<&str> =
            by_plan.chain(listed(row.copied(), "brings")).filter(|licence| *licence != id).collect();
        if product.holds(&doubt_plans) && !brings.contains(&doubt_of) {
            doubtful.push(Value::String(id.clone()));
        }
        if !brings.is_empty() {
            let of = data.term(VOCABULARY, &id)?;
            let brings = brings.into_iter().map(|licence| Value::String(licence.to_owned())).collect();
            enter(data, file, INCLUDES, of, brings)?;
        }
    }
    enter(data, file, text(doubt, "key")?, 0, doubtful)
}

/// The products of the table, by name.
fn products() -> Result<Vec<Product>> {
    let path = crate::root().join("core/rulebook/data/licence-service-plans.csv");
    let table = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut products: BTreeMap<String, BTreeMap<_, BTreeSet<String>>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells = cells(line);
        let [product, sku, guid, _, plan, _] = cells.as_slice() else {
            anyhow::bail!("`{line}` has not six cells");
        };
        let skus = products.entry(product.clone()).or_default();
        skus.entry((sku.clone(), guid.clone())).or_default().insert(plan.clone());
    }
    Ok(products.into_iter().map(|(name, skus)| Product { name, skus }).collect())
}

/// The cells of a line of comma-separated values, without the blanks around them; a cell in quotation marks may hold commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.last_mut().into_iter().for_each(|cell| cell.push(letter)),
        }
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Each licence with the names and ids of the service plans that count as it.
fn counted(file: &Table) -> Result<Vec<(String, Vec<Plan>)>> {
    let row = |row: &Table| {
        let plans = tables(row, "plans")?.into_iter();
        let plans = plans.map(|plan| Ok((text(plan, "name")?.to_owned(), text(plan, "id")?.to_owned())));
        Ok((text(row, "licence")?.to_owned(), plans.collect::<Result<Vec<_>>>()?))
    };
    tables(file, "counts")?.into_iter().map(row).collect()
}

fn ids(table: &Table) -> Result<Vec<String>> {
    tables(table, "plans")?.into_iter().map(|plan| text(plan, "id").map(str::to_owned)).collect()
}

fn listed<'t>(row: Option<&'t Table>, key: &str) -> Vec<&'t str> {
    let list = row.and_then(|row| row.get(key)).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The id of the product's word: of the one that is called so already, or of a new one.
fn word(data: &mut Data, product: &Product, id: String) -> Result<String> {
    let vocabulary = data.vocabulary(VOCABULARY)?;
    if let Some(term) = vocabulary.terms.iter().find(|term| names(term).any(|name| same(name, &product.name)))
    {
        return Ok(term.id.clone());
    }
    ensure!(vocabulary.terms.iter().all(|term| term.id != id), "two licences are called `{id}`");
    let name = product.name.clone();
    let term = Term { id: id.clone(), name, aliases: Vec::new(), guid: String::new() };
    data.vocabulary_mut(VOCABULARY)?.terms.push(term);
    Ok(id)
}

/// Gives the word with this id more names, as far as no word has them yet.
fn rename<'n>(data: &mut Data, id: &str, more: impl IntoIterator<Item = &'n str>) -> Result<()> {
    for name in more {
        let vocabulary = data.vocabulary_mut(VOCABULARY)?;
        if vocabulary.terms.iter().any(|term| names(term).any(|known| same(known, name))) {
            continue;
        }
        let term = vocabulary.terms.iter_mut().find(|term| term.id == id);
        term.with_context(|| format!("`{id}` is no licence"))?.aliases.push(name.to_owned());
    }
    Ok(())
}

fn names(term: &Term) -> impl Iterator<Item = &str> {
    let own = [term.id.as_str(), term.name.as_str(), term.guid.as_str()];
    own.into_iter().filter(|name| !name.is_empty()).chain(term.aliases.iter().map(String::as_str))
}

/// Whether documents cannot tell two names apart: case, blanks, hyphens and underscores do not matter.
fn same(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> String {
        name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect()
    };
    bare(one) == bare(other)
}

/// A name as an id: `microsoft-365-f3`.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// Adds a value by the file's citation.
fn enter(data: &mut Data, file: &Table, key: &str, of: usize, value: Vec<Value>) -> Result<()> {
    let page = text(file, "page")?;
    let known = |found: Option<usize>, what: &str| found.with_context(|| format!("no {what}"));
    let entry = Entry {
        key: known(data.keys.iter().position(|it| it.name == key), key)?,
        of,
        value: Value::Array(value),
        since: date(file, "since")?,
        until: None,
        published: date(file, "published")?,
        page: known(data.pages.iter().position(|it| it.id == page), page)?,
        section: text(file, "section")?.to_owned(),
        provenance: text(file, "provenance")?.to_owned(),
    };
    data.entries.push(entry);
    Ok(())
}
