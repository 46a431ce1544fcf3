//! A case, scenario or overlay as it was read: its JSON text, and where in the source each value stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

mod cli_error;
mod edit;
mod export;
mod json;
mod places;
mod source;
mod toml;
mod yaml;

use crate::limits::{DEPTH_MAX, values_max};
pub(crate) use cli_error::CliError;
pub(crate) use export::ExportText;
pub(crate) use places::NodeSpan;
use places::Places;
pub(crate) use source::{BOM, SourceText, is_stdin, name_of, open};

/// One document and its places.
#[derive(Debug)]
pub(crate) struct Document {
    /// Where it was read.
    pub(crate) source: Arc<SourceText>,
    /// As JSON, where the source is something else.
    json: Option<String>,
    places: Places,
    /// The fields of the document in its JSON, in their order; `None` when it is no mapping.
    fields: Option<Vec<(String, Range<usize>)>>,
    /// The fields that are written over or added.
    set: BTreeMap<String, String>,
    /// In which file each fact was read, by its JSON Pointer, where the document was made of the files of other tools.
    origins: BTreeMap<String, String>,
}

impl Document {
    /// A document as it was read.
    const fn new(
        source: Arc<SourceText>,
        json: Option<String>,
        places: Places,
        fields: Option<Vec<(String, Range<usize>)>>,
    ) -> Self {
        Self { source, json, places, fields, set: BTreeMap::new(), origins: BTreeMap::new() }
    }

    /// Reads all documents of a source: YAML with several documents, or one in JSON.
    /// After the first unreadable one nothing more is read.
    pub(crate) fn read_all(source: &Arc<SourceText>) -> Vec<Result<Self, CliError>> {
        if source.is_json() { vec![json::read(source)] } else { yaml::read(source) }
    }

    /// Reads a file that holds one document of this kind.
    ///
    /// # Errors
    /// A file that cannot be read, or that holds none or several.
    pub(crate) fn read_one(file: &Path, kind: &str) -> Result<Self, CliError> {
        let source = SourceText::read(file)?;
        let mut documents = Self::read_all(&source).into_iter();
        let first = documents
            .next()
            .unwrap_or_else(|| Err(CliError::new("empty", "there is no document").in_source(&source)));
        let document = first?;
        if let Some(second) = documents.next() {
            let trouble = second.map(|_| {
                CliError::new("several-documents", format!("`{}` holds several documents", source.name))
            });
            return Err(trouble?.in_source(&source).help(format!("write one {kind} to a file")));
        }
        Ok(document)
    }

    /// Reads a source in TOML.
    ///
    /// # Errors
    /// What is wrong with the text, and where.
    pub(crate) fn read_toml(source: &Arc<SourceText>) -> Result<Self, CliError> {
        toml::read(source)
    }

    /// Reads one line of a batch: a document in JSON.
    ///
    /// # Errors
    /// As for any other document in JSON.
    pub(crate) fn read_line(name: &str, lines_before: usize, line: &str) -> Result<Self, CliError> {
        json::read(&Arc::new(SourceText { name: name.to_owned(), text: line.to_owned(), lines_before }))
    }

    /// Writes a text into a field of the document, over one that is there only when told to.
    pub(crate) fn set(&mut self, field: &str, text: &str, over: bool) {
        if over || !self.has(field) {
            self.set_json(field, &serde_json::Value::from(text).to_string());
        }
    }

    /// Whether a field of the document is given.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.fields.iter().flatten().any(|(name, _)| name == field)
    }

    /// Writes a value into a field of the document, over one that is there.
    pub(crate) fn set_json(&mut self, field: &str, value: &str) {
        self.set.insert(field.to_owned(), value.to_owned());
    }

    /// The same document, and in which files its facts were read.
    pub(crate) fn observed(mut self, origins: BTreeMap<String, String>) -> Self {
        self.origins = origins;
        self
    }

    /// In which file a fact was read.
    pub(crate) fn origin(&self, pointer: &str) -> Option<&str> {
        let around = std::iter::successors(Some(pointer), |at| Some(at.rsplit_once('/')?.0));
        around.filter_map(|at| self.origins.get(at)).map(String::as_str).next()
    }

    /// What the engine reads.
    pub(crate) fn json(&self) -> Cow<'_, str> {
        if self.set.is_empty() {
            return self.text().into();
        }
        let mut out = String::with_capacity(self.text().len() + 64);
        self.write(&mut out);
        out.into()
    }

    /// Appends what the engine reads.
    pub(crate) fn write(&self, out: &mut String) {
        let text = self.text();
        let (Some(fields), Some(brace)) = (&self.fields, text.find('{')) else {
            out.push_str(text);
            return;
        };
        out.push_str(text.get(..=brace).unwrap_or_default());
        let added = self.set.iter().filter(|(field, _)| fields.iter().all(|(name, _)| name != *field));
        let added: Vec<String> = added
            .map(|(name, value)| format!("{}:{value}", serde_json::Value::from(name.as_str())))
            .collect();
        out.push_str(&added.join(","));
        if !added.is_empty() && !fields.is_empty() {
            out.push(',');
        }
        let mut at = brace + 1;
        for (name, range) in fields {
            if let Some(value) = self.set.get(name) {
                out.push_str(text.get(at..range.start).unwrap_or_default());
                out.push_str(value);
                at = range.end;
            }
        }
        out.push_str(text.get(at..).unwrap_or_default());
    }

    fn text(&self) -> &str {
        self.json.as_deref().unwrap_or(&self.source.text)
    }

    /// The place of a JSON Pointer.
    pub(crate) fn place(&self, pointer: &str) -> Option<NodeSpan> {
        self.places.place(pointer)
    }

    /// The place of a JSON Pointer, or of the nearest value around it that was written.
    pub(crate) fn nearest(&self, pointer: &str) -> Option<NodeSpan> {
        let mut rest = pointer;
        loop {
            match self.places.place(rest) {
                Some(place) => return Some(place),
                None => rest = rest.rsplit_once('/')?.0,
            }
        }
    }
}

fn duplicate_key(source: &Arc<SourceText>, key: &str, first: Range<usize>, second: Range<usize>) -> CliError {
    CliError::new("duplicate-key", format!("the key `{key}` is given twice"))
        .in_source(source)
        .mark(second, "given again here")
        .mark(first, "first given here")
        .help("keep one of the two")
}

fn too_deep(source: &Arc<SourceText>, at: usize) -> CliError {
    CliError::new("too-deep", format!("values are nested deeper than {DEPTH_MAX} levels"))
        .in_source(source)
        .mark(at..at, "")
        .help("a case or scenario needs fewer than ten levels; `greenlight init` writes one to start from")
}

/// Only aliases make more of a text than it has letters.
fn too_many(source: &Arc<SourceText>, at: Range<usize>) -> CliError {
    let most = values_max(source.text.len());
    CliError::new(
        "too-many-values",
        format!("with its aliases expanded, the document holds more than {most} values, or too long a text"),
    )
    .in_source(source)
    .mark(at, "")
    .help("write fewer aliases (`*name`), or split the file into several")
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
