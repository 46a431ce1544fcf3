//! A case, scenario or overlay as it was read: its JSON text, and where in the source each value stands.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

mod json;
mod source;
mod toml;
mod trouble;
mod yaml;

pub(crate) use source::{SOURCE_BYTES_MAX, Source};
pub(crate) use trouble::Trouble;

/// Values nested deeper than this are refused: no document of ours needs a tenth of it, and parsers recurse.
const DEPTH_MAX: usize = 100;
/// One document may hold this many values, aliases expanded.
const VALUES_MAX: usize = 500_000;
/// One document may be this long as JSON, aliases expanded.
const JSON_BYTES_MAX: usize = 32 << 20;

/// One document and its places.
#[derive(Debug)]
pub(crate) struct Document {
    /// Where it was read.
    pub(crate) source: Rc<Source>,
    /// What the engine reads.
    pub(crate) json: String,
    places: BTreeMap<String, Place>,
}

/// Where a value stands, in bytes of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its key, when it stands in a mapping.
    pub(crate) key: Option<Range<usize>>,
    /// The value itself.
    pub(crate) value: Range<usize>,
    /// Whether it holds other values.
    pub(crate) holds: bool,
}

impl Place {
    /// What to underline when the value is meant: a whole mapping is better named by its key.
    pub(crate) fn shown(&self) -> Range<usize> {
        match &self.key {
            Some(key) if self.holds => key.clone(),
            _ => self.value.clone(),
        }
    }
}

impl Document {
    /// Reads all documents of a source: YAML with several documents, or one in JSON.
    /// After the first unreadable one nothing more is read.
    pub(crate) fn read_all(source: &Rc<Source>) -> Vec<Result<Self, Trouble>> {
        if source.is_json() { vec![json::read(source)] } else { yaml::read(source) }
    }

    /// Reads a file that holds one document of this kind.
    ///
    /// # Errors
    /// A file that cannot be read, or that holds none or several.
    pub(crate) fn read_one(file: &str, kind: &str) -> Result<Self, Trouble> {
        let source = Source::read(file)?;
        let mut documents = Self::read_all(&source).into_iter();
        let first = documents
            .next()
            .unwrap_or_else(|| Err(Trouble::new("empty", "there is no document").in_source(&source)));
        let document = first?;
        if let Some(second) = documents.next() {
            let trouble = second.map(|_| {
                Trouble::new("several-documents", format!("`{}` holds several documents", source.name))
            });
            return Err(trouble?.in_source(&source).help(format!("write one {kind} to a file")));
        }
        Ok(document)
    }

    /// Reads a source in TOML.
    ///
    /// # Errors
    /// What is wrong with the text, and where.
    pub(crate) fn read_toml(source: &Rc<Source>) -> Result<Self, Trouble> {
        toml::read(source)
    }

    /// Reads one line of a batch: a document in JSON.
    ///
    /// # Errors
    /// As for any other document in JSON.
    pub(crate) fn read_line(name: &str, lines_before: usize, line: &str) -> Result<Self, Trouble> {
        json::read(&Rc::new(Source { name: name.to_owned(), text: line.to_owned(), lines_before }))
    }

    /// Writes a text into a field of the document, over one that is there only when told to.
    pub(crate) fn set(&mut self, field: &str, text: &str, over: bool) {
        if over || !self.places.contains_key(&format!("/{field}")) {
            self.set_json(field, &serde_json::Value::from(text).to_string());
        }
    }

    /// Writes a value into a field of the document, over one that is there.
    pub(crate) fn set_json(&mut self, field: &str, value: &str) {
        let json = Source { name: String::new(), text: std::mem::take(&mut self.json), lines_before: 0 };
        self.json = json::with_field(json, field, value);
    }

    /// The place of a JSON Pointer.
    pub(crate) fn place(&self, pointer: &str) -> Option<&Place> {
        self.places.get(pointer)
    }

    /// The place of a JSON Pointer, or of the nearest value around it that was written.
    pub(crate) fn nearest(&self, pointer: &str) -> Option<&Place> {
        let mut rest = pointer;
        loop {
            match self.places.get(rest) {
                Some(place) => return Some(place),
                None => rest = rest.rsplit_once('/')?.0,
            }
        }
    }
}

/// Writes one more segment at the end of a JSON Pointer.
fn push_segment(pointer: &mut String, segment: &str) {
    pointer.push('/');
    for c in segment.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

fn duplicate_key(source: &Rc<Source>, key: &str, first: Range<usize>, second: Range<usize>) -> Trouble {
    Trouble::new("duplicate-key", format!("the key `{key}` is given twice"))
        .in_source(source)
        .mark(second, "given again here")
        .mark(first, "first given here")
        .help("keep one of the two")
}

fn too_deep(source: &Rc<Source>, at: usize) -> Trouble {
    Trouble::new("too-deep", format!("values are nested deeper than {DEPTH_MAX} levels"))
        .in_source(source)
        .mark(at..at, "")
        .help("a case or scenario needs fewer than ten levels; `greenlight init` writes one to start from")
}

fn too_many(source: &Rc<Source>, at: Range<usize>) -> Trouble {
    Trouble::new(
        "too-many-values",
        format!("the document holds more than {VALUES_MAX} values or 32 MiB of text, aliases expanded"),
    )
    .in_source(source)
    .mark(at, "")
    .help("write fewer aliases (`*name`), or split the file into several")
}

#[cfg(test)]
mod tests;
