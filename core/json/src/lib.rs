//! JSON read in place, written as it comes, and told of with its place: what is wrong, where, and how to mend it.
//!
//! A type says how it is read from the value that a [`Reader`] stands on ([`FromJson`], or [`object!`] for a struct); nothing is built on
//! the way. The first thing that is wrong is a [`DocumentError`] with a JSON [`Pointer`], the nearest known word, and help.
//!
//! ```
//! use greenlight_json::{DocumentError, from_str, object};
//!
//! #[derive(Debug, Default)]
//! struct Disk {
//!     size_gb: Option<u64>,
//! }
//! object!(Disk, "a disk: `{size_gb: …}`", { size_gb });
//!
//! let disk: Disk = from_str(r#"{"size_gb": 64}"#)?;
//! assert_eq!(disk.size_gb, Some(64));
//!
//! let error = from_str::<Disk>(r#"{"sise_gb": 64}"#).unwrap_err();
//! assert_eq!(error.pointer.as_str(), "/sise_gb");
//! assert_eq!(error.help, "did you mean `size_gb`?");
//! # Ok::<(), DocumentError>(())
//! ```

mod canonical;
pub mod casefold;
mod error;
mod faults;
mod fixed;
mod from_json;
mod inline_str;
pub mod join;
mod marks;
mod nearest;
mod object;
mod offset;
pub mod patch;
mod phrases;
pub mod pointer;
mod reader;
mod sort;
pub mod swar;
pub mod unseen;
mod with_text;
mod word;
pub mod write;

pub use canonical::Canonical;
pub use error::{DocumentError, ErrorKind, ParseError, Said, field_is_missing, known_here, no_field_here};
pub use faults::FAULTS_MAX;
pub use fixed::{Fixed, Text};
pub use from_json::{FromJson, FromJsonInPlace};
#[doc(hidden)]
pub use from_json::{Required, RequiredInPlace, Slot, absent, fields};
pub use inline_str::InlineStr;
pub use nearest::{closest, did_you_mean, misspelt, same, significant};
#[doc(hidden)]
pub use object::concat;
pub use offset::ByteOffset;
#[doc(hidden)]
pub use phrases::{ALL as PHRASES, fixed::ALL as FIXED_WORDS};
pub use pointer::Pointer;
pub use reader::{Json, Reader};
#[doc(hidden)]
pub use serde_json::Value;
pub use sort::sort;
pub use with_text::WithText;
pub use word::{Joint, Phrase, ToWord, Word, Words};

/// The longest text that is read, in bytes.
pub const TEXT_BYTES_MAX: usize = 288 << 20;

/// Reads a document.
///
/// # Errors
/// What is wrong with the text, with a JSON Pointer where it is JSON, with line and column where it is not.
pub fn from_str<T: FromJson>(text: &str) -> Result<T, DocumentError> {
    let mut document = None;
    read(text, &mut |reader| T::from_json_into(&mut document, reader))?;
    // What is read without a fault is there.
    document.ok_or_else(|| ByteOffset(0).missing_field("").in_text(text))
}

/// Reads a document to its place, as large ones are better not moved.
///
/// # Errors
/// As [`from_str`].
pub fn read_str(place: &mut dyn FromJsonInPlace, text: &str) -> Result<(), DocumentError> {
    read(text, &mut |reader| place.read_in_place(reader))
}

fn read(
    text: &str,
    document: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), ParseError>,
) -> Result<(), DocumentError> {
    if text.len() > TEXT_BYTES_MAX {
        let message = phrases::TEXT_TOO_LONG.with("bytes", text.len()).with("most", TEXT_BYTES_MAX);
        let said = Said::new(message, phrases::SPLIT_IT);
        return Err(DocumentError::new(ErrorKind::TooLong, Pointer::ROOT, said));
    }
    let mut reader = Reader::new(text);
    let read = reader.value().and_then(|()| document(&mut reader)).and_then(|()| reader.end());
    let faults = reader.all_faults(read);
    if faults.is_empty() { Ok(()) } else { Err(ParseError::all_in_text(faults, text)) }
}

/// Reads a document from a value that is already parsed.
///
/// # Errors
/// As [`from_str`].
pub fn from_value<T: FromJson>(value: &Value) -> Result<T, DocumentError> {
    from_str(&value.to_string())
}

/// Implements serde's `Deserialize` for types that are read by [`FromJson`], for programs that hold a document in another of serde's
/// formats: what is wrong with it is told with its place.
#[macro_export]
macro_rules! deserialize {
    ($($document:ty),+ $(,)?) => {$(
        impl<'de> ::serde::Deserialize<'de> for $document {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let whole = <$crate::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                $crate::from_value(&whole).map_err($crate::custom)
            }
        }
    )+};
}

/// A document's error as one of serde's.
#[doc(hidden)]
pub fn custom<E: serde::de::Error>(error: DocumentError) -> E {
    let DocumentError { pointer, message, help, .. } = error;
    E::custom(format_args!("{message} at `{pointer}`; {help}"))
}
