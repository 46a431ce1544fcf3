//! Where values stand in a document: known by the byte at which they begin, told as JSON Pointers, which a second reading finds.

use super::fault::Fault;
use super::reader::{Json, Reader};
use crate::pointer::Pointer;
use std::borrow::Cow;

/// Where a value begins, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(pub(super) usize);

/// The way to a value, from it outwards. Most are never told, and cost nothing but a word on the stack.
pub(super) enum Way<'w> {
    /// The value that was read from.
    Whole,
    /// A field.
    Key(&'w Way<'w>, Cow<'w, str>),
    /// A value of a list, counted from 0.
    Index(&'w Way<'w>, usize),
}

impl Way<'_> {
    /// As a pointer.
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Self::Whole => Pointer::ROOT,
            Self::Key(outer, key) => outer.pointer().key(key),
            Self::Index(outer, index) => outer.pointer().index(*index),
        }
    }
}

/// Where the value stands that begins at this byte; the whole document where none does.
///
/// # Errors
/// That the text is not JSON.
pub(super) fn locate(text: &str, at: Place) -> Result<Pointer, Fault> {
    let mut reader = Reader::new(text);
    let mut found = None;
    reader.value()?;
    each(&mut reader, &Way::Whole, &mut |place, way| {
        if place == at {
            found = Some(way.pointer());
        }
    })?;
    reader.end()?;
    Ok(found.unwrap_or_default())
}

/// Reads the rest of the last value, to which `way` leads, and shows every value in it to `visit`, itself first.
///
/// # Errors
/// That the text is not JSON.
pub(super) fn each(
    reader: &mut Reader<'_>,
    way: &Way<'_>,
    visit: &mut dyn FnMut(Place, &Way<'_>),
) -> Result<(), Fault> {
    visit(reader.here(), way);
    let mut first = true;
    match reader.json() {
        Json::List => {
            let mut index = 0;
            while reader.item(&mut first)? {
                each(reader, &Way::Index(way, index), visit)?;
                index += 1;
            }
        }
        Json::Object => {
            while reader.key(&mut first)? {
                let there = Way::Key(way, reader.key_read());
                reader.value()?;
                each(reader, &there, visit)?;
            }
        }
        _ => {}
    }
    Ok(())
}
