//! Text to documents: what is wrong with them is told with its place, and how to mend it.

mod bytes;
mod canonical;
mod fault;
mod read;
mod reader;
#[cfg(test)]
mod tests;

use crate::error::{Code, Error};
use crate::pointer::Pointer;

pub(crate) use bytes::{equal, plain, until};
pub(crate) use canonical::canonical;
pub use fault::{Begin, Fault};
pub use read::{Fill, Read};
pub(crate) use read::{Required, Slot, absent, fields};
pub use reader::{Json, Reader};

/// The longest text the engine reads, in bytes: a hundred thousand machines fit in, a runaway file does not.
pub const TEXT_BYTES_MAX: usize = 64 << 20;

/// Reads a document.
///
/// # Errors
/// What is wrong with the text, with a JSON Pointer where it is JSON, with line and column where it is not.
pub fn document<T: Read>(text: &str) -> Result<T, Error> {
    if text.len() > TEXT_BYTES_MAX {
        let message =
            format!("the text has {} bytes, more than the {TEXT_BYTES_MAX} that are read", text.len());
        return Err(Error::new(Code::TooLarge, Pointer::ROOT, message, "split it into several documents"));
    }
    whole(&mut Reader::new(text)).map_err(|fault| fault.told(text))
}

fn whole<T: Read>(reader: &mut Reader<'_>) -> Result<T, Fault> {
    reader.value()?;
    let document = T::read(reader)?;
    reader.end()?;
    Ok(document)
}

/// Reads a document from a value that is already parsed.
///
/// # Errors
/// As [`document`].
pub fn value<T: Read>(value: &serde_json::Value) -> Result<T, Error> {
    document(&value.to_string())
}

/// The places of the names in sorted order, or a name that stands there twice. Apart from what
/// bears the names, so that one sort is compiled and not one for each kind of thing.
pub(crate) fn order<'n>(names: &[&'n str]) -> Result<Vec<usize>, &'n str> {
    let mut sorted: Vec<(&str, usize)> = names.iter().copied().zip(0..).collect();
    sorted.sort_unstable();
    let twice = sorted.windows(2).find_map(|pair| match pair {
        [(a, _), (b, _)] if a == b => Some(*a),
        _ => None,
    });
    match twice {
        Some(name) => Err(name),
        None => Ok(sorted.into_iter().map(|(_, place)| place).collect()),
    }
}
