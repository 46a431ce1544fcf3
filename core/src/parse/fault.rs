//! What is wrong with a document, where, what would have been right there and how to mend it.

use super::place::{Place, locate};
use super::reader::{Json, Reader, TOO_DEEP};
use crate::error::{Code, Error, closest};
use crate::line::joined;
use crate::pointer::Pointer;

/// Something wrong with a document.
#[derive(Debug)]
pub struct Fault(Box<Trouble>);

#[derive(Debug)]
struct Trouble {
    code: Code,
    /// Where the value begins; in a text that is not JSON, the byte before which the reader stood.
    at: Place,
    /// A field of that value.
    field: Option<&'static str>,
    message: String,
    help: String,
}

const SEE_SCHEMA: &str = "see the JSON Schema of the document";
const KEEP_ONE: &str = "keep one of the two";

impl Fault {
    fn new(code: Code, at: Place, message: String, help: impl Into<String>) -> Self {
        Self(Box::new(Trouble { code, at, field: None, message, help: help.into() }))
    }

    /// The text is not JSON.
    pub(super) fn malformed(words: &str, at: usize) -> Self {
        let (code, help) = match words {
            TOO_DEEP => (Code::TooLarge, "no document of ours nests deeper than ten levels"),
            _ => (Code::MalformedJson, "the text must be one JSON value"),
        };
        Self::new(code, Place(at), words.to_owned(), help)
    }

    /// The same fault, told of another value.
    #[must_use]
    pub fn of(mut self, place: Place) -> Self {
        self.0.at = place;
        self
    }

    /// The same fault, told of a field of that value.
    #[must_use]
    pub fn below(mut self, field: &'static str) -> Self {
        self.0.field = Some(field);
        self
    }

    /// What is wrong with the text: first of all that it is not JSON.
    pub(super) fn told(self, text: &str) -> Error {
        match locate(text, self.0.at) {
            Ok(place) => {
                let place = match self.0.field {
                    Some(field) => place.key(field),
                    None => place,
                };
                Error::new(self.0.code, place, self.0.message, self.0.help)
            }
            Err(malformed) => malformed.in_lines(text),
        }
    }

    fn in_lines(self, text: &str) -> Error {
        let before = text.as_bytes().get(..self.0.at.0).unwrap_or_default();
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        let lines = before.split(|byte| *byte == b'\n').count();
        Error {
            line: u32::try_from(lines).ok(),
            column: u32::try_from(self.0.at.0 - line_start).ok(),
            ..Error::new(self.0.code, Pointer::ROOT, self.0.message, self.0.help)
        }
    }
}

impl Place {
    /// The object lacks a field.
    #[cold]
    pub fn lacks(self, name: &str) -> Fault {
        let message = format!("the field `{name}` is missing");
        Fault::new(Code::MissingField, self, message, format!("add `{name}`"))
    }

    /// The object has a field twice.
    #[cold]
    pub fn has_twice(self, name: &str) -> Fault {
        Fault::new(Code::DuplicateKey, self, format!("`{name}` stands here twice"), KEEP_ONE)
    }

    /// The names in it are free, but one stands there twice.
    #[cold]
    pub fn has_key_twice(self, key: &str) -> Fault {
        Fault::new(Code::DuplicateKey, self, format!("duplicate key `{key}`"), KEEP_ONE)
    }

    /// It stands under a name that the object around it does not have.
    #[cold]
    pub fn has_no_name(self, name: &str, names: &[&str]) -> Fault {
        let message = format!("there is no field {} here", cut(format!("`{name}`")));
        Fault::new(Code::UnknownField, self, message, near(name, names).unwrap_or_else(|| known(names)))
    }

    /// It cannot be, for another reason.
    #[cold]
    pub fn is_wrong(self, message: impl Into<String>) -> Fault {
        Fault::new(Code::InvalidValue, self, message.into(), SEE_SCHEMA)
    }
}

impl Reader<'_> {
    /// The last value should be something else altogether, such as a text.
    #[cold]
    pub fn is_no(&self, expected: &str) -> Fault {
        let message = format!("{} stands where {expected} belongs", self.shown());
        Fault::new(Code::WrongType, self.here(), message, format!("write {expected}"))
    }

    /// The last value is of the right type, but cannot be.
    #[cold]
    pub fn cannot_be(&self, expected: &str) -> Fault {
        let message = format!("{} is not {expected}", self.shown());
        Fault::new(Code::InvalidValue, self.here(), message, format!("write {expected}"))
    }

    /// The last value is not one of the words that may stand here.
    #[cold]
    pub fn is_none_of(&self, words: &[&str]) -> Fault {
        let message = format!("{} is not one of {}", self.shown(), joined(words, ", "));
        let help = near(self.word(), words).unwrap_or_else(|| "choose one of these".to_owned());
        Fault::new(Code::UnknownValue, self.here(), message, help)
    }

    /// The last value in words.
    fn shown(&self) -> String {
        match self.json() {
            Json::Null => "nothing".to_owned(),
            Json::Truth(truth) => format!("`{truth}`"),
            Json::Number(text) => cut(format!("`{}`", plainly(text))),
            Json::Text(text) => cut(format!("`{text}`")),
            Json::List => "a list".to_owned(),
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
