//! The rulebook's data as Rust source.

use super::data::{Data, Entry, Key, Windows};
use crate::Generated;
use anyhow::{Context as _, Result, bail};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use toml::Value;

/// The tables of Dataverse that hosted machines live in, in the order of their bits.
const TABLES: [&str; 5] = [
    "flow-machine",
    "flow-machine-group",
    "flow-machine-image",
    "flow-machine-network",
    "flow-capacity-assignment",
];
/// The operations on a table, in the order of their bits.
const OPERATIONS: [&str; 8] = ["create", "read", "write", "delete", "append", "append-to", "assign", "share"];

/// `data.rs` and `terms.rs`.
pub(super) fn files(data: &Data) -> Result<Vec<Generated>> {
    Ok(vec![
        generated("core/src/rulebook/generated/data.rs", &values(data)?)?,
        generated("core/src/rulebook/generated/terms.rs", &terms(data)?)?,
    ])
}

fn generated(path: &str, source: &str) -> Result<Generated> {
    Ok(Generated { path: path.to_owned(), text: formatted(source)? })
}

fn values(data: &Data) -> Result<String> {
    let mut out = String::from(
        "//! The rulebook's values, compiled from `core/rulebook/*.toml` by `cargo xtask codegen`.\n\n\
         use crate::rulebook::{Citation, Entry, Page, Value, Windows};\nuse crate::vocabulary::instant::Day;\nuse crate::vocabulary::Provenance::{Adjacent, Assumed, Stated};\n\n",
    );
    writeln!(
        out,
        "/// What can be looked up in the rulebook.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]\npub enum Key {{"
    )?;
    for key in &data.keys {
        writeln!(out, "/// {}\n{},", key.doc, camel(&key.name))?;
    }
    out.push_str("}\n\nimpl Key {\n/// Every key, in the order of the table.\npub const ALL: &[Self] = &[\n");
    for key in &data.keys {
        writeln!(out, "Self::{},", camel(&key.name))?;
    }
    out.push_str("];\n}\n\n/// Name, parameter and vocabulary of the value of each key.\npub(in crate::rulebook) static KEYS: &[(&str, &str, &str)] = &[\n");
    for key in &data.keys {
        writeln!(
            out,
            "({:?}, {:?}, {:?}),",
            key.name,
            key.of.as_deref().unwrap_or(""),
            key.kind.split_once(':').map_or("", |kind| kind.1)
        )?;
    }
    out.push_str("];\n\n/// What each key means: apart, as who judges has no use for it.\npub(in crate::rulebook) static MEANINGS: &[&str] = &[\n");
    for key in &data.keys {
        writeln!(out, "{:?},", key.doc)?;
    }
    out.push_str("];\n\n/// The pages that are cited.\npub(in crate::rulebook) static PAGES: &[Page] = &[\n");
    for page in &data.pages {
        writeln!(
            out,
            "Page {{ id: {:?}, title: {:?}, url: {:?}, date: {}, retrieved: {}, #[cfg(feature = \"pages\")] held_before: {:?} }},",
            page.id,
            page.title,
            page.url,
            day(&page.date)?,
            day(&page.retrieved)?,
            page.held_before
        )?;
    }
    out.push_str("];\n\n");
    citations_and_entries(data, &mut out)?;
    out.push_str("/// Country, geography and whether no other geography could reasonably claim it.\npub(in crate::rulebook) static COUNTRIES: &[([u8; 2], u8, bool)] = &[\n");
    for (country, geography, sure) in &data.countries {
        writeln!(out, "(*b{country:?}, {}, {sure}),", data.term("Geography", geography)?)?;
    }
    out.push_str("];\n\n/// What else an Azure region is called, and its programmatic name.\npub(in crate::rulebook) static REGIONS: &[(&str, &str)] = &[\n");
    for (alias, name) in &data.regions {
        writeln!(out, "({alias:?}, {name:?}),")?;
    }
    out.push_str("];\n\n/// Azure's regions by their programmatic names, in order.\npub(in crate::rulebook) static AZURE_REGIONS: &[&str] = &[\n");
    for name in data.azure_regions.union(&data.regions_of_entries()) {
        writeln!(out, "{name:?},")?;
    }
    out.push_str("];\n\n/// Versions of Windows, oldest first in each family.\npub(in crate::rulebook) static WINDOWS: &[Windows] = &[\n");
    windows(data, &mut out)?;
    out.push_str("];\n");
    Ok(out)
}

fn windows(data: &Data, out: &mut String) -> Result<()> {
    for Windows { family, version, build, serviced_until, source } in &data.windows {
        let last = match serviced_until {
            Some(last) => format!("Some({})", day(last)?),
            None => "None".to_owned(),
        };
        writeln!(
            out,
            "Windows {{ family: {family:?}, version: {version:?}, build: {build}, serviced_until: {last}, source: {source:?} }},"
        )?;
    }
    Ok(())
}

fn citations_and_entries(data: &Data, out: &mut String) -> Result<()> {
    let mut citations: Vec<(usize, &str, &str)> = Vec::new();
    let mut entries = String::new();
    let mut spans = String::new();
    for index in 0..data.keys.len() {
        let first = data.entries.partition_point(|e| e.key < index);
        let last = data.entries.partition_point(|e| e.key <= index);
        writeln!(spans, "({first}, {last}),")?;
    }
    for entry in &data.entries {
        let citation = (entry.page, entry.section.as_str(), entry.provenance.as_str());
        let at = citations.iter().position(|c| *c == citation).unwrap_or_else(|| {
            citations.push(citation);
            citations.len() - 1
        });
        let key = data.keys.get(entry.key).context("a key")?;
        let until =
            entry.until.as_ref().map_or(Ok("None".to_owned()), |u| day(u).map(|d| format!("Some({d})")))?;
        writeln!(
            entries,
            "Entry {{ of: {}, value: {}, since: {}, until: {until}, published: {}, citation: {at} }},",
            entry.of,
            value(data, key, entry)?,
            day(&entry.since)?,
            day(&entry.published)?
        )?;
    }
    out.push_str("/// Where each key's entries stand in [`ENTRIES`].\npub(in crate::rulebook) static SPANS: &[(u16, u16)] = &[\n");
    out.push_str(&spans);
    out.push_str(
        "];\n\n/// The places that are cited.\npub(in crate::rulebook) static CITATIONS: &[Citation] = &[\n",
    );
    for (page, section, provenance) in citations {
        writeln!(
            out,
            "Citation {{ page: {page}, section: {section:?}, provenance: {} }},",
            camel(provenance)
        )?;
    }
    out.push_str("];\n\n/// All values, sorted by key, parameter, first day and publication.\npub(in crate::rulebook) static ENTRIES: &[Entry] = &[\n");
    out.push_str(&entries);
    out.push_str("];\n\n");
    Ok(())
}

fn value(data: &Data, key: &Key, entry: &Entry) -> Result<String> {
    let texts = || -> Result<Vec<&str>> {
        let list = entry.value.as_array().with_context(|| format!("`{}` wants a list", key.name))?;
        list.iter().map(|v| v.as_str().context("a list of texts")).collect()
    };
    Ok(match (key.kind.split_once(':'), key.kind.as_str(), &entry.value) {
        (None, "number", Value::Integer(n)) => format!("Value::Number({n})"),
        (None, "flag", Value::Boolean(b)) => format!("Value::Flag({b})"),
        (None, "text", Value::String(s)) => format!("Value::Text({s:?})"),
        (None, "texts", Value::Array(_)) => format!("Value::Texts(&{:?})", texts()?),
        (None, "privileges", Value::Array(_)) => {
            let bits = privileges(&texts()?)?;
            format!(
                "Value::Privileges(0x{:04x}_{:04x}_{:04x})",
                bits >> 32,
                bits >> 16 & 0xffff,
                bits & 0xffff
            )
        }
        (Some(("term", vocabulary)), _, Value::String(id)) => {
            format!("Value::Term({})", data.term(vocabulary, id)?)
        }
        (Some(("terms", vocabulary)), _, Value::Array(_)) => {
            let terms: Result<Vec<usize>> = texts()?.iter().map(|id| data.term(vocabulary, id)).collect();
            format!("Value::Terms(&{:?})", terms?)
        }
        _ => bail!("`{}` must be of type {}, not {:?}", key.name, key.kind, entry.value),
    })
}

/// A set of privileges as bits: eight operations for each table.
fn privileges(names: &[&str]) -> Result<u64> {
    let mut bits = 0;
    for name in names {
        let (wanted_table, wanted_operation) =
            if *name == "*" { ("*", "*") } else { name.split_once('.').context("table.operation")? };
        let mut found = false;
        for (t, table) in TABLES.iter().enumerate() {
            for (o, operation) in OPERATIONS.iter().enumerate() {
                if (wanted_table == "*" || wanted_table == *table)
                    && (wanted_operation == "*" || wanted_operation == *operation)
                {
                    bits |= 1_u64 << (t * OPERATIONS.len() + o);
                    found = true;
                }
            }
        }
        if !found {
            bail!("no privilege `{name}`");
        }
    }
    Ok(bits)
}

fn terms(data: &Data) -> Result<String> {
    let mut out = String::from(
        "//! The words that documents may use, compiled from `core/rulebook/terms.toml` and `licences.toml` by `cargo xtask codegen`.\n\nuse crate::rulebook::term::{Term, Vocabulary, Word};\n\n",
    );
    for vocabulary in &data.vocabularies {
        let name = &vocabulary.name;
        writeln!(
            out,
            "/// The vocabulary of {}.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub struct {name};\n",
            vocabulary.what
        )?;
        writeln!(
            out,
            "impl Vocabulary for {name} {{\nconst NAME: &'static str = {name:?};\nconst WHAT: &'static str = {:?};\nconst WORDS: &'static [Word] = &[",
            vocabulary.what
        )?;
        for term in &vocabulary.terms {
            writeln!(
                out,
                "Word::new({:?}, {:?}, &{:?}, {:?}),",
                term.id, term.name, term.aliases, term.guid
            )?;
        }
        writeln!(out, "];\n}}\n\nimpl Term<{name}> {{")?;
        for (index, term) in vocabulary.terms.iter().enumerate() {
            let name = if term.name.contains('_') { format!("`{}`", term.name) } else { term.name.clone() };
            writeln!(out, "/// {name}.\npub const {}: Self = Self::at({index});", camel_to_upper(&term.id))?;
        }
        out.push_str("}\n\n");
    }
    Ok(out)
}

fn camel_to_upper(id: &str) -> String {
    id.replace('-', "_").to_uppercase()
}

/// `geography.request-address` as `GeographyRequestAddress`.
fn camel(name: &str) -> String {
    name.split(['.', '-'])
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

fn day(text: &str) -> Result<String> {
    let parts: Vec<i32> = text.split('-').map(str::parse).collect::<Result<_, _>>()?;
    let [year, month, day] = parts[..] else { bail!("`{text}` is not a day") };
    Ok(format!("Day::from_days({})", days_from_civil(year, month, day)))
}

/// Days since 1970-01-01 in the Gregorian calendar, counting years from March.
fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = year - i32::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn formatted(source: &str) -> Result<String> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start rustfmt: `rustup component add rustfmt`")?;
    rustfmt.stdin.take().context("rustfmt's input")?.write_all(source.as_bytes())?;
    let output = rustfmt.wait_with_output()?;
    if !output.status.success() {
        bail!("rustfmt refused the generated source");
    }
    Ok(String::from_utf8(output.stdout)?)
}
