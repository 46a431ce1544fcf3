//! The text of a file or of standard input, and what can be wrong with it.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use super::CliError;
use crate::limits::SOURCE_BYTES_MAX;

/// Some editors and shells put it before a text in UTF-8.
pub(crate) const BOM: &[u8] = "\u{feff}".as_bytes();

/// A text and the name it goes by.
#[derive(Debug)]
pub(crate) struct SourceText {
    /// As the user wrote it; `<stdin>` for standard input.
    pub(crate) name: String,
    /// The text without byte order mark.
    pub(crate) text: String,
    /// How many lines of the file stand before the text: a batch is read line by line.
    pub(crate) lines_before: usize,
}

impl SourceText {
    /// Reads a file, or standard input for `-`.
    ///
    /// # Errors
    /// [`CliError`] when it cannot be read, is too large or is not UTF-8 text.
    pub(crate) fn read(path: &Path) -> Result<Arc<Self>, CliError> {
        let name = &*name_of(path);
        let text = decode(name, bytes(path, name)?)?;
        if text.trim().is_empty() {
            return Err(CliError::new("empty", format!("`{name}` is empty"))
                .named(name)
                .help("`greenlight init` writes a case and a scenario to start from"));
        }
        Ok(Arc::new(Self { name: name.to_owned(), text, lines_before: 0 }))
    }

    /// Whether to read it as JSON: by its name, or, from standard input, because it is.
    pub(super) fn is_json(&self) -> bool {
        match Path::new(&self.name).extension() {
            Some(extension) => extension.eq_ignore_ascii_case("json"),
            None => serde_json::from_str::<serde::de::IgnoredAny>(&self.text).is_ok(),
        }
    }

    /// Whether its first lines are each a JSON object of its own.
    pub(super) fn is_json_lines(&self) -> bool {
        let mut lines =
            self.text.lines().filter(|line| !line.trim().is_empty()).take(2).map(|line| {
                line.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
            });
        lines.next() == Some(true) && lines.next() == Some(true)
    }

    /// Line and column of a byte, both counted from 1, columns in characters.
    pub(crate) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(line_start..).map_or(0, |line| line.chars().count());
        (self.lines_before + before.bytes().filter(|&byte| byte == b'\n').count() + 1, column + 1)
    }
}

/// The bytes of a file.
fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    open(path)
        .and_then(|input| input.take(SOURCE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| CliError::unreadable(name, &error))?;
    if bytes.len() > SOURCE_BYTES_MAX {
        let message = format!("`{name}` is larger than {} MiB", SOURCE_BYTES_MAX >> 20);
        let help = "split it into several files, or write one case per line in a `.jsonl` file";
        return Err(CliError::new("too-large", message).named(name).help(help));
    }
    Ok(bytes)
}

/// The name of an input in what is told of it.
pub(crate) fn name_of(path: &Path) -> Cow<'_, str> {
    if is_stdin(path) { "<stdin>".into() } else { path.to_string_lossy() }
}

/// Whether standard input is meant.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Opens a file, or standard input for `-`.
pub(crate) fn open(path: &Path) -> io::Result<Box<dyn io::Read + Send>> {
    if is_stdin(path) {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(Box::new(file))
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<String, CliError> {
    refuse_wide(name, &bytes)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        not_utf_8(SourceText { name: name.to_owned(), text, lines_before: 0 }, valid)
    })?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    match text.find('\0') {
        Some(at) => Err(not_text(SourceText { name: name.to_owned(), text, lines_before: 0 }, at)),
        None => Ok(text),
    }
}

/// Refuses UTF-16, by its mark or by its looks.
///
/// # Errors
/// That it is.
pub(super) fn refuse_wide(name: &str, bytes: &[u8]) -> Result<(), CliError> {
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if !marked && !looks_wide(bytes) {
        return Ok(());
    }
    Err(CliError::new("not-utf-8", format!("`{name}` is UTF-16 text"))
        .named(name)
        .help("save it as UTF-8; in PowerShell: `Set-Content -Encoding utf8`"))
}

/// From one byte on a text is not UTF-8.
pub(super) fn not_utf_8(source: SourceText, at: usize) -> CliError {
    CliError::new("not-utf-8", format!("`{}` is not UTF-8 text", source.name))
        .in_source(&Arc::new(source))
        .mark(at..at + char::REPLACEMENT_CHARACTER.len_utf8(), "not UTF-8 from here")
        .help("save it as UTF-8; if it is a spreadsheet or an archive, export it first")
}

/// A text holds what no text has.
pub(super) fn not_text(source: SourceText, at: usize) -> CliError {
    CliError::new("not-text", format!("`{}` holds a NUL character", source.name))
        .in_source(&Arc::new(source))
        .mark(at..at + 1, "")
        .help("remove it; if this is not a text file, export it as YAML or JSON first")
}

/// UTF-16 without byte order mark: every other byte of the beginning is zero.
fn looks_wide(bytes: &[u8]) -> bool {
    let (pairs, _) = bytes.as_chunks::<2>();
    let head = pairs.get(..pairs.len().min(8)).unwrap_or_default();
    !head.is_empty() && (head.iter().all(|pair| pair[0] == 0) || head.iter().all(|pair| pair[1] == 0))
}
