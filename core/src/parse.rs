//! Text to documents: what is wrong with them is told with its place, and how to mend it.

mod attested;
mod canonical;
mod fault;
mod place;
mod read;
mod reader;

use crate::error::{Code, Error};
use crate::pointer::Pointer;

pub use canonical::Canonical;
pub use fault::Fault;
pub use place::Place;
pub use read::{Fill, Read};
pub(crate) use read::{Required, Slot, Stated, absent, equal, fields};
pub use reader::{Json, Reader};

/// The longest text the engine reads, in bytes: a hundred thousand machines fit in, a runaway file does not.
pub const TEXT_BYTES_MAX: usize = 64 << 20;

/// Reads a document.
///
/// # Errors
/// What is wrong with the text, with a JSON Pointer where it is JSON, with line and column where it is not.
pub fn document<T: Read>(text: &str) -> Result<T, Error> {
    let mut document = None;
    read(text, &mut |reader| T::read_to(&mut document, reader))?;
    // What is read without a fault is there.
    document.ok_or_else(|| Place(0).lacks("").told(text))
}

/// Reads a document to its place, as large ones are better not moved.
///
/// # Errors
/// As [`document`].
pub(crate) fn document_to(place: &mut dyn Fill, text: &str) -> Result<(), Error> {
    read(text, &mut |reader| place.fill(reader))
}

fn read(text: &str, document: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Fault>) -> Result<(), Error> {
    if text.len() > TEXT_BYTES_MAX {
        let message =
            format!("the text has {} bytes, more than the {TEXT_BYTES_MAX} that are read", text.len());
        return Err(Error::new(Code::TooLarge, Pointer::ROOT, message, "split it into several documents"));
    }
    let mut reader = Reader::new(text);
    let read = reader.value().and_then(|()| document(&mut reader)).and_then(|()| reader.end());
    read.map_err(|fault| fault.told(text))
}

/// Reads a document from a value that is already parsed.
///
/// # Errors
/// As [`document`].
pub fn value<T: Read>(value: &serde_json::Value) -> Result<T, Error> {
    document(&value.to_string())
}

/// A document through any of serde's formats, for programs that hold one: what is wrong with it is told with its place.
macro_rules! deserialize {
    ($($document:ty),+) => {$(
        impl<'de> serde::Deserialize<'de> for $document {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let whole = serde_json::Value::deserialize(deserializer)?;
                value(&whole).map_err(|error| {
                    let Error { at, message, help, .. } = error;
                    serde::de::Error::custom(format_args!("{message} at `{at}`; {help}"))
                })
            }
        }
    )+};
}

deserialize!(crate::case::Case, crate::scenario::Scenario);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;

    #[test]
    fn documents_are_serde_s_too() {
        let text = r#"{"images": {"finance": {"generation": 2}}}"#;
        let case: Case = serde_json::from_str(text).unwrap();
        assert_eq!(Ok(case), document(text));
        let error = serde_json::from_str::<Case>(r#"{"images": {"finance": {"generaton": 2}}}"#).unwrap_err();
        let words = error.to_string();
        assert!(words.contains("`/images/finance/generaton`; did you mean `generation`?"), "{words}");
    }
}
