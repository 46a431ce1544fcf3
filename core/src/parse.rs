//! Text to documents: fast when it is right; when it is not, read again with care to say what is wrong, where and how to mend it.

mod careful;
mod tree;

use crate::error::{Code, Error};
use crate::pointer::Pointer;
use serde::de::DeserializeOwned;

/// The longest text the engine reads, in bytes: a hundred thousand machines fit in, a runaway file does not.
pub const TEXT_BYTES_MAX: usize = 64 << 20;

/// Reads a document.
///
/// # Errors
/// What is wrong with the text, with a JSON Pointer where it is JSON, with line and column where it is not.
pub fn document<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    if text.len() > TEXT_BYTES_MAX {
        let message =
            format!("the text has {} bytes, more than the {TEXT_BYTES_MAX} that are read", text.len());
        return Err(Error::new(Code::TooLarge, Pointer::ROOT, message, "split it into several documents"));
    }
    serde_json::from_str(text).or_else(|error| {
        let tree = tree::read(text)?;
        careful::read(&tree).and_then(|_: T| Err(not_json(&error)))
    })
}

/// Reads a document from a value that is already parsed.
///
/// # Errors
/// As [`document`].
pub fn value<T: DeserializeOwned>(value: &serde_json::Value) -> Result<T, Error> {
    careful::read(&tree::Tree::from(value))
}

/// What `serde_json` says of a text that is not JSON, in our shape.
fn not_json(error: &serde_json::Error) -> Error {
    let mut words = error.to_string();
    if let Some(at) = words.rfind(" at line ") {
        words.truncate(at);
    }
    let (code, words, help) = if words.contains("recursion limit") {
        let words = "the text is nested deeper than 127 levels".to_owned();
        (Code::TooLarge, words, "no document of ours nests deeper than ten levels")
    } else {
        (Code::MalformedJson, words, "the text must be one JSON value")
    };
    Error {
        line: u32::try_from(error.line()).ok(),
        column: u32::try_from(error.column()).ok(),
        ..Error::new(code, Pointer::ROOT, words, help)
    }
}
