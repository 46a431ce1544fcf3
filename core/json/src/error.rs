//! What is wrong with a document, where, what would have been right there and how to mend it.

use crate::nearest::{closest, did_you_mean};
use crate::offset::{ByteOffset, locate};
use crate::phrases::{self, fixed::TOO_DEEP};
use crate::pointer::Pointer;
use crate::reader::{Json, Reader};
use crate::word::{Joint, Phrase, ToWord, Word};
use serde::Serialize;
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
    /// The same, so that it can be said in another language.
    pub said: Box<Said>,
    /// Line, counted from 1, where the text is not JSON.
    pub line: Option<u32>,
    /// Column, counted from 1, where the text is not JSON.
    pub column: Option<u32>,
    /// What else is wrong with the document, in its order; at most [`FAULTS_MAX`](crate::FAULTS_MAX) faults are told.
    pub others: Vec<Self>,
}

impl DocumentError {
    pub(crate) fn new(kind: ErrorKind, pointer: Pointer, said: Box<Said>) -> Self {
        let (message, help) = said.text();
        Self { kind, pointer, message, help, said, line: None, column: None, others: Vec::new() }
    }
}

/// What an error says: phrases of a catalogue, with what fills them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Said {
    /// What is wrong.
    pub message: Word,
    /// How to mend it.
    pub help: Word,
}

impl Said {
    /// What is wrong, and how to mend it.
    #[inline(never)]
    pub fn new(message: impl Into<Word>, help: impl Into<Word>) -> Box<Self> {
        Box::new(Self { message: message.into(), help: help.into() })
    }

    /// Both in English.
    pub fn text(&self) -> (String, String) {
        let text = |word: &Word| {
            let mut out = String::new();
            word.write(&mut out);
            out
        };
        (text(&self.message), text(&self.help))
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
    said: Box<Said>,
}

impl ParseError {
    fn new(kind: ErrorKind, at: ByteOffset, said: Box<Said>) -> Self {
        Self(Some(Box::new(FaultDetails { kind, at, field: None, said })))
    }

    /// Something is wrong that the reader keeps in mind already.
    pub(crate) const fn recorded() -> Self {
        Self(None)
    }

    /// Whether the reader keeps it in mind already.
    pub(crate) const fn is_recorded(&self) -> bool {
        self.0.is_none()
    }

    /// Whether it is the text that is wrong, and not what it says.
    pub(crate) fn is_of_text(&self) -> bool {
        let kind = self.0.as_ref().map(|details| details.kind);
        matches!(kind, Some(ErrorKind::Malformed | ErrorKind::TooDeep))
    }

    /// The text is not JSON.
    pub(crate) fn malformed(words: &'static str, at: usize) -> Self {
        let (kind, help) = match words {
            TOO_DEEP => (ErrorKind::TooDeep, phrases::NEST_LESS),
            _ => (ErrorKind::Malformed, phrases::ONE_JSON_VALUE),
        };
        Self::new(kind, ByteOffset(at), Said::new(Word::fixed(words), help))
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
                    let said = Said::new(Word::fixed(""), Word::fixed(""));
                    DocumentError::new(ErrorKind::Malformed, Pointer::ROOT, said)
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
        DocumentError::new(self.kind, pointer, self.said)
    }

    fn in_lines(self, text: &str) -> DocumentError {
        let before = text.as_bytes().get(..self.at.0).unwrap_or_default();
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        let lines = before.split(|byte| *byte == b'\n').count();
        DocumentError {
            line: u32::try_from(lines).ok(),
            column: u32::try_from(self.at.0 - line_start).ok(),
            ..DocumentError::new(self.kind, Pointer::ROOT, self.said)
        }
    }
}

impl ByteOffset {
    /// The object lacks a field.
    #[cold]
    pub fn missing_field(self, name: &str) -> ParseError {
        let said = Said::new(field_is_missing(name), phrases::ADD_IT.with("name", name));
        ParseError::new(ErrorKind::MissingField, self, said)
    }

    /// The object has a field twice.
    #[cold]
    pub fn duplicate_field(self, name: &str) -> ParseError {
        let said = Said::new(phrases::STANDS_HERE_TWICE.with("name", name), phrases::KEEP_ONE_OF_THE_TWO);
        ParseError::new(ErrorKind::DuplicateKey, self, said)
    }

    /// The names in it are free, but one stands there twice.
    #[cold]
    pub fn duplicate_key(self, key: &str) -> ParseError {
        let said = Said::new(phrases::DUPLICATE_KEY.with("name", key), phrases::KEEP_ONE_OF_THE_TWO);
        ParseError::new(ErrorKind::DuplicateKey, self, said)
    }

    /// It stands under a name that the object around it does not have.
    #[cold]
    pub fn unknown_field(self, name: &str, names: &[&str]) -> ParseError {
        let message = no_field_here(name);
        let help = near(name, names).unwrap_or_else(|| known_here(names));
        ParseError::new(ErrorKind::UnknownField, self, Said::new(message, help))
    }

    /// It cannot be, for another reason.
    #[cold]
    pub fn invalid_value(self, message: impl Into<Word>) -> ParseError {
        ParseError::new(ErrorKind::InvalidValue, self, Said::new(message, phrases::SEE_THE_SCHEMA))
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
    pub fn wrong_type(&self, expected: &'static str) -> ParseError {
        self.stands_where(Word::fixed(expected))
    }

    /// The last value should be something else altogether.
    #[cold]
    pub fn stands_where(&self, expected: Word) -> ParseError {
        self.found_instead(ErrorKind::WrongType, phrases::STANDS_WHERE, expected)
    }

    /// The last value is of the right type, but cannot be.
    #[cold]
    pub fn invalid(&self, expected: &'static str) -> ParseError {
        self.is_not(Word::fixed(expected))
    }

    /// The last value is of the right type, but is not what it should be.
    #[cold]
    pub fn is_not(&self, expected: Word) -> ParseError {
        self.found_instead(ErrorKind::InvalidValue, phrases::IS_NOT, expected)
    }

    fn found_instead(&self, kind: ErrorKind, phrase: Phrase, expected: Word) -> ParseError {
        let message = phrase.with("found", self.shown()).with("expected", &expected);
        let said = Said::new(message, phrases::WRITE.with("expected", expected));
        ParseError::new(kind, self.here(), said)
    }

    /// The last value is not one of the words that may stand here.
    #[cold]
    pub fn unknown_word(&self, words: &[&str]) -> ParseError {
        let message = phrases::IS_NOT_ONE_OF.with("found", self.shown()).with("words", names(words));
        let help = near(self.word(), words).unwrap_or_else(|| phrases::CHOOSE_ONE_OF_THESE.into());
        ParseError::new(ErrorKind::UnknownValue, self.here(), Said::new(message, help))
    }

    /// The last value in words.
    fn shown(&self) -> Word {
        match self.json() {
            Json::Null => phrases::NOTHING.into(),
            Json::Bool(truth) => quoted(if truth { "true" } else { "false" }),
            Json::Number(text) => quoted(plainly(text)),
            Json::String(text) => quoted(text),
            Json::Array => phrases::A_LIST.into(),
            Json::Object => phrases::AN_OBJECT.into(),
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

/// What a document says, between backticks; the beginning of it where it is long.
fn quoted(text: &str) -> Word {
    let letters = || text.chars();
    if letters().count() > 78 {
        let begin: String = letters().take(75).collect();
        ["`", &begin, "…`"].concat().to_word()
    } else {
        ["`", text, "`"].concat().to_word()
    }
}

/// That there is no such field.
pub fn no_field_here(name: &str) -> Word {
    phrases::NO_FIELD_HERE.with("name", quoted(name))
}

/// That a field is missing.
pub fn field_is_missing(name: &str) -> Word {
    phrases::FIELD_IS_MISSING.with("name", name)
}

/// `did you mean …?` when one of the words is near.
fn near(given: &str, words: &[&str]) -> Option<Word> {
    closest(given, words.iter().copied()).map(did_you_mean)
}

/// What helps where a word is near to none of these.
pub fn known_here(words: &[&str]) -> Word {
    if words.is_empty() {
        phrases::NOTHING_CAN_BE_NAMED.into()
    } else {
        phrases::KNOWN_HERE.with("names", names(words))
    }
}

/// Words in one line.
pub(crate) fn names(words: &[&str]) -> Word {
    Word::list(Joint::Comma, words.iter().map(ToWord::to_word).collect())
}
