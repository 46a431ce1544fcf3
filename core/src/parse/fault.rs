//! What is wrong with a document, where, what would have been right there and how to mend it.

use super::tree::{Json, Node, Tree};
use crate::error::{Code, Error, closest};

/// Something wrong with a document.
#[derive(Debug)]
pub struct Fault(Box<Trouble>);

#[derive(Debug)]
struct Trouble {
    code: Code,
    at: usize,
    message: String,
    help: String,
}

const SEE_SCHEMA: &str = "see the JSON Schema of the document";
const KEEP_ONE: &str = "keep one of the two";

impl Fault {
    /// The same fault, told of another value.
    #[must_use]
    pub fn of(mut self, node: Node<'_>) -> Self {
        self.0.at = node.place();
        self
    }

    pub(super) fn told(self, tree: &Tree<'_>) -> Error {
        Error::new(self.0.code, tree.pointer(self.0.at), self.0.message, self.0.help)
    }
}

impl Node<'_> {
    fn fault(self, code: Code, message: String, help: impl Into<String>) -> Fault {
        Fault(Box::new(Trouble { code, at: self.place(), message, help: help.into() }))
    }

    /// It should be something else altogether, such as a text.
    #[cold]
    pub fn is_no(self, expected: &str) -> Fault {
        let message = format!("{} stands where {expected} belongs", self.shown());
        self.fault(Code::WrongType, message, format!("write {expected}"))
    }

    /// It is of the right type, but cannot be.
    #[cold]
    pub fn cannot_be(self, expected: &str) -> Fault {
        let message = format!("{} is not {expected}", self.shown());
        self.fault(Code::InvalidValue, message, format!("write {expected}"))
    }

    /// It is not one of the words that may stand here.
    #[cold]
    pub fn is_none_of(self, words: &[&str]) -> Fault {
        let message = format!("{} is not one of {}", self.shown(), words.join(", "));
        let word = if let Json::Text(word) = self.json() { word } else { "" };
        self.fault(Code::UnknownValue, message, offer(word, words))
    }

    /// It stands under a name that the object around it does not have.
    #[cold]
    pub fn has_no_place(self, name: &str, names: &[&str]) -> Fault {
        let message = format!("there is no field {} here", cut(format!("`{name}`")));
        self.fault(Code::UnknownField, message, offer(name, names))
    }

    /// The object lacks a field.
    #[cold]
    pub fn lacks(self, name: &str) -> Fault {
        self.fault(Code::MissingField, format!("the field `{name}` is missing"), format!("add `{name}`"))
    }

    /// The object has a field twice.
    #[cold]
    pub fn has_twice(self, name: &str) -> Fault {
        self.fault(Code::DuplicateKey, format!("`{name}` stands here twice"), KEEP_ONE)
    }

    /// The names in it are free, but one stands there twice.
    #[cold]
    pub fn has_key_twice(self, key: &str) -> Fault {
        self.fault(Code::DuplicateKey, format!("duplicate key `{key}`"), KEEP_ONE)
    }

    /// It cannot be, for another reason.
    #[cold]
    pub fn is_wrong(self, message: impl Into<String>) -> Fault {
        self.fault(Code::InvalidValue, message.into(), SEE_SCHEMA)
    }

    /// It in words.
    fn shown(self) -> String {
        match self.json() {
            Json::Null => "nothing".to_owned(),
            Json::Truth(truth) => format!("`{truth}`"),
            Json::Number(text) | Json::Text(text) => cut(format!("`{text}`")),
            Json::List(_) => "a list".to_owned(),
            Json::Object(_) => "an object".to_owned(),
        }
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

/// `did you mean …?` when one of the words is near, else all of them.
fn offer(given: &str, words: &[&str]) -> String {
    match closest(given, words.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None if words.is_empty() => "nothing can be named here".to_owned(),
        None => format!("known here: {}", words.join(", ")),
    }
}
