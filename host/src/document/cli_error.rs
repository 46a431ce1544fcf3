//! What is wrong with an input, where, and what to do about it.

use std::io;
use std::ops::{Deref, Range};
use std::path::Path;
use std::sync::Arc;

use super::SourceText;

/// An input we cannot use: what is wrong, where, and what to do about it.
#[derive(Debug)]
pub(crate) struct CliError(Box<CliErrorDetails>);

/// What is told of a [`CliError`].
#[derive(Debug)]
pub(crate) struct CliErrorDetails {
    /// Stable code.
    pub(crate) code: String,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: Option<String>,
    /// The name of the input.
    pub(crate) name: String,
    /// The JSON Pointer, when the engine gave one.
    pub(crate) at: Option<String>,
    /// The text, when there is one to show.
    pub(crate) source: Option<Arc<SourceText>>,
    /// What to underline, the most important first.
    pub(crate) marks: Vec<(Range<usize>, String)>,
    /// What else is wrong with the same input.
    pub(crate) others: Vec<CliError>,
}

impl CliError {
    pub(crate) fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self(Box::new(CliErrorDetails {
            code: code.into(),
            message: message.into(),
            help: None,
            name: String::new(),
            at: None,
            source: None,
            marks: Vec::new(),
            others: Vec::new(),
        }))
    }

    /// A file that cannot be read.
    pub(crate) fn unreadable(name: &str, error: &io::Error) -> Self {
        let (code, message, help) = match error.kind() {
            io::ErrorKind::NotFound => (
                "no-such-file",
                format!("there is no file `{name}`"),
                "check the name, or write a first case with `greenlight init`",
            ),
            io::ErrorKind::IsADirectory => (
                "is-a-folder",
                format!("`{name}` is a folder"),
                "name the files in it, for example with `*.yaml` after the folder",
            ),
            io::ErrorKind::PermissionDenied => (
                "not-readable",
                format!("you may not read `{name}`"),
                "ask its owner for the right to read it, or copy it to where you can",
            ),
            _ => (
                "not-readable",
                format!("`{name}` cannot be read: {error}"),
                "check that it is an ordinary file",
            ),
        };
        Self::new(code, message).named(name).help(help)
    }

    /// A file that cannot be written.
    pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Self {
        let name = path.display();
        let trouble = if error.kind() == io::ErrorKind::AlreadyExists {
            Self::new("already-there", format!("`{name}` is already there"))
                .help("name another place, or overwrite it with `--force`")
        } else {
            Self::new("not-writable", format!("`{name}` cannot be written: {error}"))
                .help("choose another place, or make room there")
        };
        trouble.named(&path.to_string_lossy())
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    pub(crate) fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.0.name);
        self
    }

    pub(crate) fn in_source(mut self, source: &Arc<SourceText>) -> Self {
        self.0.source = Some(Arc::clone(source));
        self.named(&source.name)
    }

    pub(crate) fn mark(mut self, range: Range<usize>, label: impl Into<String>) -> Self {
        self.0.marks.push((range, label.into()));
        self
    }

    /// With what else is wrong with the same input.
    pub(crate) fn beside(mut self, others: Vec<Self>) -> Self {
        self.0.others = others;
        self
    }

    /// Everything that is wrong, this first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }

    /// Where the engine said it is.
    pub(crate) fn at(mut self, pointer: String) -> Self {
        self.0.at = Some(pointer);
        self
    }

    /// Line and column of the most important mark.
    pub(crate) fn line_and_column(&self) -> Option<(usize, usize)> {
        let (range, _) = self.marks.first()?;
        Some(self.source.as_ref()?.line_and_column(range.start))
    }
}

impl Deref for CliError {
    type Target = CliErrorDetails;

    fn deref(&self) -> &CliErrorDetails {
        &self.0
    }
}
