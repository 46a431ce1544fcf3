//! What is wrong with a document, where, what would have been right there and how to mend it.

use crate::join::joined;
use crate::nearest::closest;
use crate::offset::{ByteOffset, locate};
use crate::pointer::Pointer;
use crate::reader::{Json, Reader, TOO_DEEP};
use std::fmt;

/// What kind of trouble a document is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not JSON.
    Malformed,
    /// Lists and objects nest deeper than is read.
    TooDeep,
    /// The text is longer than is read.
    TooLong,
    /// A field that the document does not have.
    UnknownField,
    /// A word that is not among those allowed.
    UnknownValue,
    /// A value of another type than the field takes.
    WrongType,
    /// A value of the right type that cannot be.
    InvalidValue,
    /// A field without which nothing can be said.
    MissingField,
    /// The same name twice.
    DuplicateKey,
}

/// What is wrong with a document, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    /// What kind of trouble.
    pub kind: ErrorKind,
    /// The value that is wrong; the whole document where the text is not JSON.
    pub pointer: Pointer,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// Line, counted from 1, where the text is not JSON.
    pub line: Option<u32>,
    /// Column, counted from 1, where the text is not JSON.
    pub column: Option<u32>,
    /// What else is wrong with the document, in its order; at most [`FAULTS_MAX`](crate::FAULTS_MAX) faults are told.
    pub others: Vec<Self>,
}

impl DocumentError {
    pub(crate) const fn new(kind: ErrorKind, pointer: Pointer, message: String, help: String) -> Self {
        Self { kind, pointer, message, help, line: None, column: None, others: Vec::new() }
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, " at line {line} column {column}"),
            _ => write!(f, " at `{}`", self.pointer),
        }
    }
}

impl std::error::Error for DocumentError {}

/// What is wrong with the value that is being read. It knows only the byte at which the value begins, so that handing it on costs nothing;
/// [`from_str`](crate::from_str) makes a [`DocumentError`] of it.
#[derive(Debug)]
pub struct ParseError(Option<Box<FaultDetails>>);

#[derive(Debug)]
struct FaultDetails {
    kind: ErrorKind,
    /// Where the value begins; in a text that is not JSON, the byte before which the reader stood.
    at: ByteOffset,
    /// A field of that value.
    field: Option<&'static str>,
    message: String,
    help: String,
}

const SEE_SCHEMA: &str = "see the JSON Schema of the document";
const KEEP_ONE: &str = "keep one of the two";

impl ParseError {
    fn new(kind: ErrorKind, at: ByteOffset, message: String, help: impl Into<String>) -> Self {
        Self(Some(Box::new(FaultDetails { kind, at, field: None, message, help: help.into() })))
    }

    /// Something is wrong that the reader keeps in mind already.
    pub(crate) const fn told() -> Self {
        Self(None)
    }

    /// Whether the reader keeps it in mind already.
    pub(crate) const fn is_told(&self) -> bool {
        self.0.is_none()
    }

    /// Whether it is the text that is wrong, and not what it says.
    pub(crate) fn is_of_text(&self) -> bool {
        let kind = self.0.as_ref().map(|details| details.kind);
        matches!(kind, Some(ErrorKind::Malformed | ErrorKind::TooDeep))
    }

    /// The text is not JSON.
    pub(crate) fn malformed(words: &str, at: usize) -> Self {
        let (kind, help) = match words {
            TOO_DEEP => (ErrorKind::TooDeep, "nest lists and objects less deeply"),
            _ => (ErrorKind::Malformed, "the text must be one JSON value"),
        };
        Self::new(kind, ByteOffset(at), words.to_owned(), help)
    }

    /// The same error, of another value.
    #[must_use]
    pub fn at(mut self, place: ByteOffset) -> Self {
        if let Some(details) = &mut self.0 {
            details.at = place;
        }
        self
    }

    /// The same error, of a field of that value.
    #[must_use]
    pub fn below(mut self, field: &'static str) -> Self {
        if let Some(details) = &mut self.0 {
            details.field = Some(field);
        }
        self
    }

    /// What is wrong with the text: first of all that it is not JSON.
    pub(crate) fn in_text(self, text: &str) -> DocumentError {
        Self::all_in_text(vec![self], text)
    }

    /// The first of several faults of a text, with the others.
    pub(crate) fn all_in_text(faults: Vec<Self>, text: &str) -> DocumentError {
        let mut faults: Vec<FaultDetails> =
            faults.into_iter().filter_map(|fault| fault.0).map(|it| *it).collect();
        if let [only] = faults.as_slice()
            && matches!(only.kind, ErrorKind::Malformed | ErrorKind::TooDeep)
            && let Some(only) = faults.pop()
        {
            return only.in_lines(text);
        }
        let places: Vec<ByteOffset> = faults.iter().map(|fault| fault.at).collect();
        match locate(text, &places) {
            Ok(pointers) => {
                let mut told = faults.into_iter().zip(pointers).map(|(fault, pointer)| fault.at(pointer));
                let first = told.next();
                let first = first.unwrap_or_else(|| {
                    DocumentError::new(ErrorKind::Malformed, Pointer::ROOT, String::new(), String::new())
                });
                DocumentError { others: told.collect(), ..first }
            }
            Err(malformed) => malformed.in_text(text),
        }
    }
}

impl FaultDetails {
    /// The fault, of the value at this place or of its field.
    fn at(self, pointer: Pointer) -> DocumentError {
        let pointer = match self.field {
            Some(field) => pointer.key(field),
            None => pointer,
        };
        DocumentError::new(self.kind, pointer, self.message, self.help)
    }

    fn in_lines(self, text: &str) -> DocumentError {
        let before = text.as_bytes().get(..self.at.0).unwrap_or_default();
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        let lines = before.split(|byte| *byte == b'\n').count();
        DocumentError {
            line: u32::try_from(lines).ok(),
            column: u32::try_from(self.at.0 - line_start).ok(),
            ..DocumentError::new(self.kind, Pointer::ROOT, self.message, self.help)
        }
    }
}

impl ByteOffset {
    /// The object lacks a field.
    #[cold]
    pub fn missing_field(self, name: &str) -> ParseError {
        let message = format!("the field `{name}` is missing");
        ParseError::new(ErrorKind::MissingField, self, message, format!("add `{name}`"))
    }

    /// The object has a field twice.
    #[cold]
    pub fn duplicate_field(self, name: &str) -> ParseError {
        ParseError::new(ErrorKind::DuplicateKey, self, format!("`{name}` stands here twice"), KEEP_ONE)
    }

    /// The names in it are free, but one stands there twice.
    #[cold]
    pub fn duplicate_key(self, key: &str) -> ParseError {
        ParseError::new(ErrorKind::DuplicateKey, self, format!("duplicate key `{key}`"), KEEP_ONE)
    }

    /// It stands under a name that the object around it does not have.
    #[cold]
    pub fn unknown_field(self, name: &str, names: &[&str]) -> ParseError {
        let message = format!("there is no field {} here", cut(format!("`{name}`")));
        ParseError::new(
            ErrorKind::UnknownField,
            self,
            message,
            near(name, names).unwrap_or_else(|| known(names)),
        )
    }

    /// It cannot be, for another reason.
    #[cold]
    pub fn invalid_value(self, message: impl Into<String>) -> ParseError {
        ParseError::new(ErrorKind::InvalidValue, self, message.into(), SEE_SCHEMA)
    }
}

impl Reader<'_> {
    /// Something wrong with the byte that comes next.
    #[cold]
    pub(crate) fn before(&self, words: &'static str) -> ParseError {
        ParseError::malformed(words, self.text.len().min(self.read() + 1))
    }

    /// Something wrong with the byte that was read last.
    #[cold]
    pub(crate) fn behind(&self, words: &'static str) -> ParseError {
        ParseError::malformed(words, self.read())
    }

    /// The last value should be something else altogether, such as a text.
    #[cold]
    pub fn wrong_type(&self, expected: &str) -> ParseError {
        let message = format!("{} stands where {expected} belongs", self.shown());
        ParseError::new(ErrorKind::WrongType, self.here(), message, format!("write {expected}"))
    }

    /// The last value is of the right type, but cannot be.
    #[cold]
    pub fn invalid(&self, expected: &str) -> ParseError {
        let message = format!("{} is not {expected}", self.shown());
        ParseError::new(ErrorKind::InvalidValue, self.here(), message, format!("write {expected}"))
    }

    /// The last value is not one of the words that may stand here.
    #[cold]
    pub fn unknown_word(&self, words: &[&str]) -> ParseError {
        let message = format!("{} is not one of {}", self.shown(), joined(words, ", "));
        let help = near(self.word(), words).unwrap_or_else(|| "choose one of these".to_owned());
        ParseError::new(ErrorKind::UnknownValue, self.here(), message, help)
    }

    /// The last value in words.
    fn shown(&self) -> String {
        match self.json() {
            Json::Null => "nothing".to_owned(),
            Json::Bool(truth) => format!("`{truth}`"),
            Json::Number(text) => cut(format!("`{}`", plainly(text))),
            Json::String(text) => cut(format!("`{text}`")),
            Json::Array => "a list".to_owned(),
            Json::Object => "an object".to_owned(),
        }
    }
}

/// A number without zeros at its end that say nothing: as JavaScript writes it, so that a text and an object are told the same.
fn plainly(number: &str) -> &str {
    if number.contains('.') && !number.contains(['e', 'E']) {
        number.trim_end_matches('0').trim_end_matches('.')
    } else {
        number
    }
}

fn cut(words: String) -> String {
    if words.chars().count() > 80 {
        let cut: String = words.chars().take(76).collect();
        format!("{cut}…`")
    } else {
        words
    }
}

/// `did you mean …?` when one of the words is near.
fn near(given: &str, words: &[&str]) -> Option<String> {
    closest(given, words.iter().copied()).map(|word| format!("did you mean `{word}`?"))
}

fn known(words: &[&str]) -> String {
    if words.is_empty() {
        "nothing can be named here".to_owned()
    } else {
        format!("known here: {}", joined(words, ", "))
    }
}
