//! Values to what they mean: one small reader a type, and one for all objects.

use super::fault::Fault;
use super::reader::{Json, Reader};
use crate::line::joined;
use crate::scan::equal;
use crate::text::Text;

/// What can be read.
pub trait Read: Sized {
    /// Reads the value that the reader stands on.
    ///
    /// # Errors
    /// What is wrong with it.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault>;

    /// Reads it to its place.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    fn read_to(place: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *place = Some(Self::read(reader)?);
        Ok(())
    }

    /// Reads it as the last row of a table.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    fn read_row(rows: &mut Vec<(Text, Self)>, name: Text, reader: &mut Reader<'_>) -> Result<(), Fault> {
        rows.push((name, Self::read(reader)?));
        Ok(())
    }
}

/// What can be read over what it is while nothing is said: a field that may be absent.
pub trait Fill {
    /// Reads the value that the reader stands on.
    ///
    /// # Errors
    /// What is wrong with it; what was to be filled then holds nothing of use.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault>;
}

impl<T: Fill + Default> Read for T {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut it = Self::default();
        it.fill(reader)?;
        Ok(it)
    }

    fn read_to(place: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), Fault> {
        place.insert(Self::default()).fill(reader)
    }

    /// In its place, as rows are large.
    fn read_row(rows: &mut Vec<(Text, Self)>, name: Text, reader: &mut Reader<'_>) -> Result<(), Fault> {
        rows.push((name, Self::default()));
        rows.last_mut().map_or(Ok(()), |(_, it)| it.fill(reader))
    }
}

/// A field to be read, until it is.
pub(crate) type Slot<'s> = Option<&'s mut dyn Fill>;

/// Reads an object field by field: by name only, each at most once, none that is not known. `null` has no fields.
///
/// # Errors
/// What is wrong with it or with a field.
pub(crate) fn fields(
    reader: &mut Reader<'_>,
    what: &str,
    names: &[&str],
    slots: &mut [Slot<'_>],
) -> Result<(), Fault> {
    if reader.is_null() {
        return Ok(());
    }
    if !reader.is_object() {
        return Err(reader.is_no(what));
    }
    let here = reader.here();
    let mut first = true;
    while let Some(place) = reader.name(&mut first, names)? {
        let Some(field) = slots.get_mut(place).and_then(Option::take) else {
            return Err(here.has_twice(names.get(place).copied().unwrap_or_default()));
        };
        reader.value_here()?;
        field.fill(reader)?;
    }
    Ok(())
}

/// A field that must be there.
#[derive(Debug)]
pub(crate) struct Required<T>(Option<T>);

impl<T> Required<T> {
    /// Nothing yet; the type is that of a field of `S`.
    pub(crate) const fn of<S>(_: fn(&S) -> &T) -> Self {
        Self(None)
    }

    /// What was read, if it was.
    pub(crate) fn get(self) -> Option<T> {
        self.0
    }
}

impl<T: Read> Fill for Required<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        T::read_to(&mut self.0, reader)
    }
}

/// A field that must be there, and is read in its place.
pub(crate) struct Stated<'f> {
    field: &'f mut dyn Fill,
    /// Whether it was read.
    pub(crate) is: bool,
}

impl<'f> Stated<'f> {
    pub(crate) fn of(field: &'f mut dyn Fill) -> Self {
        Self { field, is: false }
    }
}

impl Fill for Stated<'_> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        self.is = true;
        self.field.fill(reader)
    }
}

/// What a field of `S` is while nothing is said.
pub(crate) fn absent<S, T: Default>(_: fn(&S) -> &T) -> T {
    T::default()
}

impl Reader<'_> {
    /// A text that must be there.
    ///
    /// # Errors
    /// That it is something else than `expected`.
    pub fn text(&self, expected: &str) -> Result<&str, Fault> {
        if self.is_text() { Ok(self.word()) } else { Err(self.is_no(expected)) }
    }

    /// What a text means.
    ///
    /// # Errors
    /// That it is no text, or one that means nothing.
    pub fn meaning<T>(&self, expected: &str, find: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
        find(self.text(expected)?).ok_or_else(|| self.cannot_be(expected))
    }

    /// The place among `words` of the one that stands here.
    ///
    /// # Errors
    /// That it is none of them.
    pub fn choice(&self, words: &[&str]) -> Result<usize, Fault> {
        let text = self.letters();
        words.iter().position(|word| equal(word.as_bytes(), text)).ok_or_else(|| match self.json() {
            Json::Text(_) => self.is_none_of(words),
            _ => self.is_no(&format!("one of {}", joined(words, ", "))),
        })
    }

    /// A whole number of 0 or more.
    ///
    /// # Errors
    /// That it is another number than `expected`, or none.
    pub fn whole(&self, expected: &str, most: u64) -> Result<u64, Fault> {
        let Some(text) = self.numeral() else { return Err(self.is_no(expected)) };
        match text.parse() {
            Ok(number) if number <= most => Ok(number),
            Err(_) if !self.is_plain() => Err(self.is_no(expected)),
            _ => Err(self.cannot_be(expected)),
        }
    }

    /// Whether this is one value: a truth, a whole number or a text.
    pub fn is_plain(&self) -> bool {
        match self.json() {
            Json::Truth(_) | Json::Text(_) => true,
            Json::Number(text) => {
                text.parse::<u64>().is_ok() || text.parse::<i64>().is_ok_and(i64::is_negative)
            }
            Json::Null | Json::List | Json::Object => false,
        }
    }
}

impl Fill for bool {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let Json::Truth(truth) = reader.json() else { return Err(reader.is_no("true or false")) };
        *self = truth;
        Ok(())
    }
}

macro_rules! numbers {
    ($($type:ident $expected:literal),+) => {$(
        impl Fill for $type {
            fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
                let number = reader.whole($expected, $type::MAX.into())?;
                *self = $type::try_from(number).unwrap_or($type::MAX);
                Ok(())
            }
        }
    )+};
}

numbers! {
    u8 "a whole number from 0 to 255",
    u32 "a whole number from 0 to 4294967295",
    u64 "a whole number of 0 or more"
}

impl Fill for Text {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = reader.text("a text")?.into();
        Ok(())
    }
}

impl Fill for String {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.text("a text")?.clone_into(self);
        Ok(())
    }
}

impl<T: Read> Fill for Option<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        if reader.is_null() {
            *self = None;
            return Ok(());
        }
        T::read_to(self, reader)
    }
}

impl<T: Read> Fill for Vec<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        items(reader, &mut |reader| {
            if self.capacity() == 0 {
                // A list that grows from nothing goes a longer way.
                *self = Vec::with_capacity(4);
            }
            self.push(T::read(reader)?);
            Ok(())
        })
    }
}

/// Reads a list, each of its values by `read`.
fn items(
    reader: &mut Reader<'_>,
    read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    if !reader.is_list() {
        return Err(reader.is_no("a list"));
    }
    let mut first = true;
    while reader.item(&mut first)? {
        read(reader)?;
    }
    Ok(())
}

/// A document as it is, for whoever changes it.
impl Read for serde_json::Value {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut first = true;
        Ok(match reader.json() {
            Json::Null => Self::Null,
            Json::Truth(truth) => Self::Bool(truth),
            Json::Number(text) => {
                Self::Number(text.parse().map_err(|_| reader.here().is_wrong("this number is too large"))?)
            }
            Json::Text(text) => Self::String(text.to_owned()),
            Json::List => {
                let mut items = Vec::new();
                while reader.item(&mut first)? {
                    items.push(Self::read(reader)?);
                }
                Self::Array(items)
            }
            Json::Object => {
                let mut fields = serde_json::Map::new();
                while reader.key(&mut first)? {
                    let key = reader.word().to_owned();
                    reader.value()?;
                    fields.insert(key, Self::read(reader)?);
                }
                Self::Object(fields)
            }
        })
    }
}
