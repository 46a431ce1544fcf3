//! Files of other tools: found in folders, told from cases by what stands in them, and read into facts.

use std::cell::Cell;
use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::{self, BufReader, Read as _};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::UNIX_EPOCH;

use greenlight_core::case::Instant;
use greenlight_core::facts_of_files::{Imported, Problem, ProblemCode};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::answer;
use crate::document::{BOM, CliError, Document, ExportText, SourceText, is_stdin, name_of, open};
use crate::engine::{Engine, Limits, NoObserver, Piece, Verb};
use crate::render::facts::Sources;
use crate::request::{self, Export, Hints, ImportFacts};

/// What came of an import, the facts as the engine wrote them.
pub(super) type Read<'a, S = Sources> = Imported<&'a RawValue, S>;

/// How many facts were read; where is passed over, as of many facts it is long.
pub(super) struct Count(pub(super) u64);

/// How deep folders are looked through.
const FOLDERS_DEEP: usize = 8;

/// Members by which a document in JSON is known to be ours; the last ones are of scenarios.
const OURS: &[&str] = &[
    "$schema",
    "as_of",
    "tenant",
    "subscriptions",
    "azure_roles",
    "environments",
    "people",
    "images",
    "networks",
    "machines",
    "machines_complete",
    "groups",
    "groups_complete",
    "flows",
    "request",
    "horizon",
    "seed",
    "timeline",
];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A case, a tenant file or a scenario.
    Ours,
    /// What another tool printed.
    Export,
    /// Neither can be told.
    Unclear,
}

/// The files that are meant: those named, and those in the folders that are named.
///
/// # Errors
/// A folder that cannot be read.
pub(super) fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
    let mut files = Vec::new();
    for file in named {
        if file.is_dir() { list(file, 0, &mut files)? } else { files.push(file.clone()) }
    }
    Ok(files)
}

/// The files of a folder that a tool may have written, by name.
fn list(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), CliError> {
    let unreadable = |error: io::Error| CliError::unreadable(&folder.to_string_lossy(), &error);
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        entries.push(entry.map_err(unreadable)?.path());
    }
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            if depth < FOLDERS_DEEP {
                list(&entry, depth + 1, files)?;
            }
        } else if is_one_of(&entry, &["json", "jsonl", "ndjson", "txt", "ps1", "yaml", "yml"]) {
            files.push(entry);
        }
    }
    Ok(())
}

/// Whether the name of a file ends in one of these ways.
fn is_one_of(file: &Path, extensions: &[&str]) -> bool {
    let extension = file.extension().and_then(OsStr::to_str).unwrap_or_default();
    extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// What a file is, by what stands in it. Only ours are written in YAML; standard input and named pipes can be read only once, and are not
/// looked at before.
pub(super) fn kind(file: &Path) -> Kind {
    if is_one_of(file, &["yaml", "yml"]) {
        return Kind::Ours;
    }
    if is_one_of(file, &["ps1"]) {
        return Kind::Export;
    }
    if is_stdin(file) || !file.is_file() { Kind::Unclear } else { open(file).map_or(Kind::Unclear, kind_of) }
}

fn kind_of(text: impl io::Read) -> Kind {
    let mut text = BufReader::new(text);
    let mut head = [0; 3];
    let Ok(length) = text.by_ref().take(3).read(&mut head) else { return Kind::Unclear };
    let head = head.get(..length).unwrap_or_default();
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return Kind::Export;
    }
    let rest = if head == BOM { &[][..] } else { head };
    let seen = Cell::new(Kind::Unclear);
    // Where the first member tells, no more is read, and the parser says that it did not end.
    let _ = serde_json::Deserializer::from_reader(rest.chain(text)).deserialize_any(Peek(&seen));
    seen.get()
}

/// Looks at the members of a document until one says whose it is.
struct Peek<'c>(&'c Cell<Kind>);

impl<'de> Visitor<'de> for Peek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut any = false;
        while let Some(name) = members.next_key::<String>()? {
            if OURS.contains(&&*name) {
                self.0.set(Kind::Ours);
                return Ok(());
            }
            any = true;
            if name == "value" {
                members.next_value_seed(PeekList(self.0))?;
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        self.0.set(if any { Kind::Export } else { Kind::Ours });
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        if items.next_element::<IgnoredAny>()?.is_some() {
            self.0.set(Kind::Export);
        }
        Ok(())
    }
}

/// Looks whether a value is a list, as services wrap their records: of such an answer no more is read.
struct PeekList<'c>(&'c Cell<Kind>);

impl<'de> DeserializeSeed<'de> for PeekList<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for PeekList<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        self.0.set(Kind::Export);
        Err(A::Error::custom("enough was read"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(sources: D) -> Result<Self, D::Error> {
        sources.deserialize_map(CountMembers)
    }
}

struct CountMembers;

impl<'de> Visitor<'de> for CountMembers {
    type Value = Count;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("facts and where they were read")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Count, A::Error> {
        let mut count = 0;
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(Count(count))
    }
}

/// Reads the facts out of files of other tools, over those of an older tenant file and below those of a case: what the engine wrote, to be
/// [`read()`].
///
/// # Errors
/// A file that cannot be read at all; what is wrong with one that can stands in the answer.
pub(super) fn import(
    engine: &Engine,
    files: &[PathBuf],
    tenant: Option<&Document>,
    case: Option<&Document>,
    hints: Hints<'_>,
) -> Result<String, CliError> {
    let (older, over) = (tenant.map(Into::into), case.map(Into::into));
    let request = request::text(&ImportFacts { files: [], tenant: older, case: over, hints })?;
    let (failing, failed) = mpsc::channel();
    let mut reading = Reading { files: files.iter().cloned().collect(), open: None };
    let pieces = iter::from_fn(move || match reading.next() {
        Ok(piece) => piece,
        Err(error) => {
            // Nothing comes of the import; whoever holds the other end looks there first.
            let _ = failing.send(error);
            None
        }
    });
    let mut worker = engine.worker(Limits::IMPORT, Arc::new(NoObserver));
    let answer = worker.call_with(Verb::ImportFacts, &request, Box::new(pieces));
    if let Ok(error) = failed.try_recv() {
        return Err(error);
    }
    Ok(answer?)
}

/// What came of an import beside a document.
///
/// # Errors
/// What the engine refuses, with its place in the document.
pub(super) fn read<'a, S: Deserialize<'a>>(
    answer: &'a str,
    beside: Option<&Document>,
) -> Result<Read<'a, S>, CliError> {
    answer::read(answer, beside)
}

/// Files that are read one after the other.
struct Reading {
    files: VecDeque<PathBuf>,
    open: Option<ExportText>,
}

impl Reading {
    /// The next piece of them.
    fn next(&mut self) -> Result<Option<Piece>, CliError> {
        if let Some(text) = &mut self.open
            && let Some(piece) = text.piece()?
        {
            return Ok(Some(Piece::Text(piece)));
        }
        let Some(file) = self.files.pop_front() else { return Ok(None) };
        self.open = Some(ExportText::open(&file)?);
        let begins = Export { name: &name_of(&file), text: "", observed_at: written_at(&file) };
        Ok(Some(Piece::File(request::text(&begins)?)))
    }
}

/// A case of the facts that were read. Where there was a case among the files, its instant and its request stay; where the files name nobody,
/// whoever acts is somebody of whom nothing is known.
///
/// # Errors
/// An answer of the engine that is no document.
pub(super) fn case_of(
    read: &Read<'_>,
    case: Option<&Document>,
    actor: Option<&str>,
) -> Result<Document, CliError> {
    let broken = |error: serde_json::Error| CliError::new("engine-defect", error.to_string());
    let mut members: Map<String, Value> = serde_json::from_str(read.facts.get()).map_err(broken)?;
    if let Some(case) = case {
        let own: Map<String, Value> = serde_json::from_str(&case.json()).map_err(broken)?;
        members.extend(own.into_iter().filter(|(name, _)| name == "as_of" || name == "request"));
    }
    if let Some(actor) = actor.filter(|_| !members.contains_key("people")) {
        members.insert("people".to_owned(), serde_json::json!({actor: {}}));
    }
    let text = serde_json::to_string_pretty(&members).map_err(broken)?;
    let source = Arc::new(SourceText { name: "<facts>".to_owned(), text, lines_before: 0 });
    let origins = read.sources.iter().filter_map(|(fact, sources)| {
        let first = sources.first()?;
        let at = if first.at.as_str().is_empty() { String::new() } else { format!(", at `{}`", first.at) };
        Some((fact.as_str().to_owned(), format!("{}{at}", first.file)))
    });
    Document::read_all(&source)
        .pop()
        .unwrap_or_else(|| Err(CliError::new("empty", "there is no document")))
        .map(|document| document.observed(origins.collect()))
}

/// When a file was written last.
fn written_at(file: &Path) -> Option<Instant> {
    let since = fs::metadata(file).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Instant::from_ms(i64::try_from(since.as_secs()).ok()?.checked_mul(1000)?)
}

/// Whether a problem is that a service refused: the file is as good as it can be, and what it would have told stays unknown.
pub(super) const fn is_refusal(problem: &Problem) -> bool {
    matches!(problem.code, ProblemCode::NotAllowed | ProblemCode::NotFound | ProblemCode::Throttled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_told_from_what_other_tools_print_by_what_stands_in_them() {
        for (text, kind) in [
            (&br#"{"as_of": "2024-02-12", "tenant": {"#[..], Kind::Ours),
            (b"\xef\xbb\xbf{\"request\": {}}", Kind::Ours),
            (br#"{"enviroments": {}, "people": {}}"#, Kind::Ours),
            (b"{}", Kind::Ours),
            (br#"{"id": "/subscriptions/s", "type": "x"}"#, Kind::Export),
            (br#"[{"id": "/subscriptions/s"}]"#, Kind::Export),
            (br#"{"value": [{}], "tenant": "#, Kind::Export),
            (br#"{"value": {"a": [1]}, "tenant": "#, Kind::Ours),
            (br#"{"value": 1}"#, Kind::Export),
            (b"[", Kind::Unclear),
            (b"[]", Kind::Unclear),
            (b"\xff\xfe[\0]\0", Kind::Export),
            (b"WARNING: old\n{}", Kind::Unclear),
            (b"tenant: {}", Kind::Unclear),
            (b"", Kind::Unclear),
        ] {
            assert_eq!(kind_of(text), kind, "{}", String::from_utf8_lossy(text));
        }
    }
}
