//! The rulebook's data as read from its TOML files, and what must hold of it before anything is compiled.

use anyhow::{Context as _, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use toml::{Table, Value};

/// Everything in `core/rulebook`.
pub(crate) struct Data {
    pub(crate) pages: Vec<Page>,
    pub(crate) vocabularies: Vec<Vocabulary>,
    pub(crate) keys: Vec<Key>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) countries: Vec<(String, String, bool)>,
    pub(crate) windows: Vec<Windows>,
    /// What else a region is called, without spaces and in lower case, and its programmatic name.
    pub(crate) regions: Vec<(String, String)>,
    /// The programmatic names of the regions there are.
    pub(crate) azure_regions: BTreeSet<String>,
}

/// One version of a cited page.
pub(crate) struct Page {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) date: String,
    pub(crate) retrieved: String,
    /// Why what it says is taken to have held before its date, where something rests on that.
    pub(crate) held_before: String,
}

/// One version of Windows.
pub(crate) struct Windows {
    pub(crate) family: String,
    pub(crate) version: String,
    pub(crate) build: i64,
    /// The last day on which its Enterprise edition is serviced, where that is known.
    pub(crate) serviced_until: Option<String>,
    /// Where that day is said.
    pub(crate) source: String,
}

/// Words of one kind.
pub(crate) struct Vocabulary {
    pub(crate) name: String,
    pub(crate) what: String,
    pub(crate) terms: Vec<Term>,
}

/// One word with its other names.
pub(crate) struct Term {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) guid: String,
}

/// What can be looked up.
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) of: Option<String>,
    pub(crate) kind: String,
    pub(crate) doc: String,
}

/// One dated value.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) key: usize,
    pub(crate) of: usize,
    pub(crate) value: Value,
    pub(crate) since: String,
    pub(crate) until: Option<String>,
    pub(crate) published: String,
    pub(crate) page: usize,
    pub(crate) section: String,
    pub(crate) provenance: String,
}

impl Data {
    /// The vocabulary of this name.
    pub(crate) fn vocabulary(&self, name: &str) -> Result<&Vocabulary> {
        self.vocabularies.iter().find(|v| v.name == name).with_context(|| format!("no vocabulary `{name}`"))
    }

    /// The vocabulary of this name, to be added to.
    pub(crate) fn vocabulary_mut(&mut self, name: &str) -> Result<&mut Vocabulary> {
        let found = self.vocabularies.iter_mut().find(|vocabulary| vocabulary.name == name);
        found.with_context(|| format!("no vocabulary `{name}`"))
    }

    /// The position of a term in its vocabulary.
    pub(crate) fn term(&self, vocabulary: &str, id: &str) -> Result<usize> {
        self.vocabulary(vocabulary)?
            .terms
            .iter()
            .position(|term| term.id == id)
            .with_context(|| format!("`{id}` is not in the vocabulary `{vocabulary}`"))
    }

    /// The regions that entries have.
    pub(crate) fn regions_of_entries(&self) -> BTreeSet<String> {
        let about = |name: &str| ["geography.region", "geography.siblings", "group.region"].contains(&name);
        let has = |entry: &&Entry| self.keys.get(entry.key).is_some_and(|key| about(&key.name));
        let values = self.entries.iter().filter(has).flat_map(|entry| match &entry.value {
            Value::Array(several) => several.iter().collect(),
            one => vec![one],
        });
        values.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Holds the data to its own rules: nothing overlaps, nothing is cited before it was published.
    pub(crate) fn verify(&self) -> Result<()> {
        for (index, key) in self.keys.iter().enumerate() {
            ensure!(self.entries.iter().any(|e| e.key == index), "key `{}` has no value", key.name);
        }
        for pair in self.entries.windows(2) {
            if let [a, b] = pair {
                let same = (a.key, a.of, &a.since, &a.published) == (b.key, b.of, &b.since, &b.published);
                let key = self.keys.get(a.key).map_or("", |key| key.name.as_str());
                ensure!(!same, "two values of `{key}` begin on {} and were published together", a.since);
            }
        }
        for entry in &self.entries {
            let page = self.pages.get(entry.page).context("a page")?;
            ensure!(
                page.date <= entry.published || !page.held_before.is_empty(),
                "a value published on {} rests on `{}` of {}, which does not say why it held before",
                entry.published,
                page.id,
                page.date
            );
            ensure!(
                entry.until.as_ref().is_none_or(|until| *until > entry.since),
                "an entry ends before it begins: {} to {:?}",
                entry.since,
                entry.until
            );
        }
        Ok(())
    }

    fn read_countries(&mut self, file: &Table) -> Result<()> {
        for row in tables(file, "countries")? {
            let sure = row.get("sure").and_then(Value::as_bool).context("`sure` must be true or false")?;
            self.term("Geography", text(row, "geography")?)?;
            self.countries.push((text(row, "country")?.to_owned(), text(row, "geography")?.to_owned(), sure));
        }
        self.countries.sort();
        Ok(())
    }

    fn read_regions(&mut self, file: &Table) -> Result<()> {
        for row in tables(file, "regions")? {
            let name = text(row, "name")?;
            let aliases = row.get("aliases").and_then(Value::as_array).context("`aliases` must be a list")?;
            for alias in aliases.iter().filter_map(Value::as_str) {
                let letters = alias.chars().filter(|c| !matches!(c, ' ' | '-'));
                self.regions.push((letters.flat_map(char::to_lowercase).collect(), name.to_owned()));
            }
        }
        self.regions.sort();
        let path = crate::root().join("core/rulebook/data/azure-regions.json");
        let list: serde_json::Value = serde_json::from_str(&fs::read_to_string(path)?)?;
        let list = list.get("regions").and_then(serde_json::Value::as_array).context("no list `regions`")?;
        let names = list.iter().filter_map(|region| region.get("name")?.as_str());
        self.azure_regions = names.map(str::to_owned).collect();
        Ok(())
    }

    fn read_windows(&mut self, file: &Table) -> Result<()> {
        let sources = file.get("sources").and_then(Value::as_table).context("no table `sources`")?;
        for row in tables(file, "versions")? {
            let build = row.get("build").and_then(Value::as_integer).context("`build` must be a number")?;
            let family = text(row, "family")?;
            let last = row.contains_key("serviced_until").then(|| date(row, "serviced_until"));
            self.windows.push(Windows {
                family: family.to_owned(),
                version: text(row, "version")?.to_owned(),
                build,
                serviced_until: last.transpose()?,
                source: text(sources, family)?.to_owned(),
            });
        }
        Ok(())
    }
}

/// Reads all files of `core/rulebook`.
pub(crate) fn read() -> Result<Data> {
    let mut files = tables_of("core/rulebook")?;
    let mut take = |name: &str| files.remove(name).with_context(|| format!("`{name}.toml` is missing"));
    let (terms, keys, countries, windows) =
        (take("terms")?, take("keys")?, take("countries")?, take("windows")?);
    let (regions, licences) = (take("regions")?, take("licences")?);
    let mut pages = Vec::new();
    for file in tables_of("core/rulebook/pages")?.values() {
        pages.extend(tables(file, "page")?.into_iter().map(page).collect::<Result<Vec<_>>>()?);
    }
    let mut data = Data {
        pages,
        vocabularies: tables(&terms, "vocabulary")?.into_iter().map(vocabulary).collect::<Result<_>>()?,
        keys: keys_of(&keys)?,
        entries: Vec::new(),
        countries: Vec::new(),
        windows: Vec::new(),
        regions: Vec::new(),
        azure_regions: BTreeSet::new(),
    };
    data.read_countries(&countries)?;
    data.read_windows(&windows)?;
    data.read_regions(&regions)?;
    super::licences::read(&mut data, &licences).context("in `licences.toml`")?;
    for (file, table) in &files {
        for group in tables(table, "group")? {
            let entries = group_entries(&data, group).with_context(|| format!("in `{file}.toml`"))?;
            data.entries.extend(entries);
        }
    }
    data.entries
        .sort_by(|a, b| (a.key, a.of, &a.since, &a.published).cmp(&(b.key, b.of, &b.since, &b.published)));
    Ok(data)
}

/// Every file of a folder, by its name without the ending.
fn tables_of(folder: &str) -> Result<BTreeMap<String, Table>> {
    let folder = crate::root().join(folder);
    let mut files = BTreeMap::new();
    for file in fs::read_dir(&folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path)?;
            let table: Table = toml::from_str(&text).with_context(|| format!("in `{}`", path.display()))?;
            files.insert(name, table);
        }
    }
    Ok(files)
}

fn group_entries(data: &Data, group: &Table) -> Result<Vec<Entry>> {
    let page_id = text(group, "page")?;
    let page =
        data.pages.iter().position(|p| p.id == page_id).with_context(|| format!("no page `{page_id}`"))?;
    let provenance = text(group, "provenance")?.to_owned();
    ensure!(["stated", "adjacent", "assumed"].contains(&provenance.as_str()), "provenance `{provenance}`");
    let mut entries = Vec::new();
    for row in tables(group, "values")? {
        let name = text(row, "key")?;
        let key =
            data.keys.iter().position(|k| k.name == name).with_context(|| format!("no key `{name}`"))?;
        let of = match (data.keys.get(key).and_then(|k| k.of.as_deref()), row.get("of")) {
            (Some(vocabulary), Some(Value::String(id))) => data.term(vocabulary, id)?,
            (None, None) => 0,
            (Some(_), _) => bail!("`{name}` needs `of`"),
            (None, Some(_)) => bail!("`{name}` takes no `of`"),
        };
        entries.push(Entry {
            key,
            of,
            value: row.get("value").with_context(|| format!("`{name}` has no value"))?.clone(),
            since: date(group, "since")?,
            until: group.contains_key("until").then(|| date(group, "until")).transpose()?,
            published: date(group, "published")?,
            page,
            section: text(group, "section")?.to_owned(),
            provenance: provenance.clone(),
        });
    }
    Ok(entries)
}

fn keys_of(file: &Table) -> Result<Vec<Key>> {
    let mut keys = Vec::new();
    for section in file.values() {
        for (name, spec) in section.as_table().context("keys stand in sections")? {
            let spec = spec.as_table().with_context(|| format!("`{name}` must be a table"))?;
            keys.push(Key {
                name: name.clone(),
                of: spec.get("of").and_then(Value::as_str).map(str::to_owned),
                kind: text(spec, "type")?.to_owned(),
                doc: text(spec, "doc")?.to_owned(),
            });
        }
    }
    keys.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(keys)
}

fn page(table: &Table) -> Result<Page> {
    Ok(Page {
        id: text(table, "id")?.to_owned(),
        title: text(table, "title")?.to_owned(),
        url: text(table, "url")?.to_owned(),
        date: date(table, "date")?,
        retrieved: date(table, "retrieved")?,
        held_before: table.get("held_before").and_then(Value::as_str).unwrap_or_default().to_owned(),
    })
}

fn vocabulary(table: &Table) -> Result<Vocabulary> {
    let mut terms = Vec::new();
    for term in tables(table, "terms")? {
        let aliases = term.get("aliases").and_then(Value::as_array).into_iter().flatten();
        terms.push(Term {
            id: text(term, "id")?.to_owned(),
            name: text(term, "name")?.to_owned(),
            aliases: aliases.filter_map(Value::as_str).map(str::to_owned).collect(),
            guid: term.get("guid").and_then(Value::as_str).unwrap_or_default().to_owned(),
        });
    }
    Ok(Vocabulary { name: text(table, "name")?.to_owned(), what: text(table, "what")?.to_owned(), terms })
}

/// The tables in a list.
pub(crate) fn tables<'a>(table: &'a Table, key: &str) -> Result<Vec<&'a Table>> {
    let list = table.get(key).and_then(Value::as_array).with_context(|| format!("no list `{key}`"))?;
    list.iter().map(|item| item.as_table().with_context(|| format!("`{key}` must hold tables"))).collect()
}

/// A text.
pub(crate) fn text<'a>(table: &'a Table, key: &str) -> Result<&'a str> {
    table.get(key).and_then(Value::as_str).with_context(|| format!("`{key}` must be a text in {table:?}"))
}

/// A day.
pub(crate) fn date(table: &Table, key: &str) -> Result<String> {
    let value =
        table.get(key).and_then(Value::as_datetime).with_context(|| format!("`{key}` must be a date"))?;
    Ok(value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_is_one_of_azures() {
        let data = read().unwrap();
        let strange: Vec<String> =
            data.regions_of_entries().difference(&data.azure_regions).cloned().collect();
        assert!(strange.is_empty(), "{strange:?}");
        for (alias, name) in &data.regions {
            assert!(
                data.azure_regions.contains(name),
                "`{alias}` is called {name}, which Azure does not have"
            );
            assert!(!data.azure_regions.contains(alias), "`{alias}` is a region of its own");
        }
    }
}
