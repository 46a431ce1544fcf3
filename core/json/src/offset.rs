//! Byte offsets of values, and the JSON Pointers that a second reading finds for them.

use crate::error::ParseError;
use crate::pointer::Pointer;
use crate::reader::{Json, Reader};
use std::borrow::Cow;

/// Where a value begins, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByteOffset(pub(crate) usize);

/// The way to a value, from it outwards. Most are never told, and cost nothing but a word on the stack.
pub(crate) enum Path<'w> {
    /// The value that was read from.
    Whole,
    /// A field.
    Key(&'w Path<'w>, Cow<'w, str>),
    /// A value of a list, counted from 0.
    Index(&'w Path<'w>, usize),
}

impl Path<'_> {
    /// As a pointer.
    pub(crate) fn pointer(&self) -> Pointer {
        match self {
            Self::Whole => Pointer::ROOT,
            Self::Key(outer, key) => outer.pointer().key(key),
            Self::Index(outer, index) => outer.pointer().index(*index),
        }
    }
}

/// Where the values stand that begin at these bytes; the whole document where none does.
///
/// # Errors
/// That the text is not JSON.
pub(crate) fn locate(text: &str, places: &[ByteOffset]) -> Result<Vec<Pointer>, ParseError> {
    let mut reader = Reader::new(text);
    let mut found = vec![Pointer::ROOT; places.len()];
    reader.value()?;
    each(&mut reader, &Path::Whole, &mut |begin, way| {
        for (pointer, _) in found.iter_mut().zip(places).filter(|(_, place)| **place == begin) {
            *pointer = way.pointer();
        }
    })?;
    reader.end()?;
    Ok(found)
}

/// Reads the rest of the last value, to which `way` leads, and shows every value in it to `visit`, itself first.
///
/// # Errors
/// That the text is not JSON.
pub(crate) fn each(
    reader: &mut Reader<'_>,
    way: &Path<'_>,
    visit: &mut dyn FnMut(ByteOffset, &Path<'_>),
) -> Result<(), ParseError> {
    visit(reader.here(), way);
    let mut first = true;
    match reader.json() {
        Json::Array => {
            let mut index = 0;
            while reader.item(&mut first)? {
                each(reader, &Path::Index(way, index), visit)?;
                index += 1;
            }
        }
        Json::Object => {
            while reader.key(&mut first)? {
                let there = Path::Key(way, reader.key_read());
                reader.value()?;
                each(reader, &there, visit)?;
            }
        }
        _ => {}
    }
    Ok(())
}
