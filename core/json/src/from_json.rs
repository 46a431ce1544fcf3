//! Traits of types that are read from JSON, and the reader of all objects.

use crate::error::{ParseError, names};
use crate::inline_str::InlineStr;
use crate::nearest::same;
use crate::offset::ByteOffset;
use crate::phrases::{self, fixed};
use crate::pointer::Pointer;
use crate::reader::{Json, Reader};

/// A type that is read from JSON.
pub trait FromJson: Sized {
    /// Reads the value that the reader stands on.
    ///
    /// # Errors
    /// What is wrong with it.
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError>;

    /// Reads it into an `Option`.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    fn from_json_into(place: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        *place = Some(Self::from_json(reader)?);
        Ok(())
    }

    /// Reads it as the last entry of a map.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    fn from_json_row(
        rows: &mut Vec<(InlineStr, Self)>,
        name: InlineStr,
        reader: &mut Reader<'_>,
    ) -> Result<(), ParseError> {
        rows.push((name, Self::from_json(reader)?));
        Ok(())
    }
}

/// A type that is read into an existing default: an optional field.
pub trait FromJsonInPlace {
    /// Reads the value that the reader stands on.
    ///
    /// # Errors
    /// What is wrong with it; what was to be filled then holds nothing of use.
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError>;
}

impl<T: FromJsonInPlace + Default> FromJson for T {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let mut it = Self::default();
        it.read_in_place(reader)?;
        Ok(it)
    }

    fn from_json_into(place: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        place.insert(Self::default()).read_in_place(reader)
    }

    /// In place, since entries are large.
    fn from_json_row(
        rows: &mut Vec<(InlineStr, Self)>,
        name: InlineStr,
        reader: &mut Reader<'_>,
    ) -> Result<(), ParseError> {
        rows.push((name, Self::default()));
        rows.last_mut().map_or(Ok(()), |(_, it)| it.read_in_place(reader))
    }
}

/// A field to be read, until it is.
pub type Slot<'s> = Option<&'s mut dyn FromJsonInPlace>;

/// Reads an object field by field: by name only, each at most once, none that is not known. `null` has no fields.
///
/// # Errors
/// What is wrong with it or with a field.
pub fn fields(
    reader: &mut Reader<'_>,
    what: &'static str,
    names: &[&str],
    slots: &mut [Slot<'_>],
) -> Result<(), ParseError> {
    if reader.is_null() {
        return Ok(());
    }
    if !reader.is_object() {
        return Err(reader.wrong_type(what));
    }
    let here = reader.here();
    let mut first = true;
    loop {
        let fault = match reader.name(&mut first, names) {
            Ok(None) => return Ok(()),
            Ok(Some(place)) => match slots.get_mut(place).and_then(Option::take) {
                Some(field) => {
                    reader.value_here()?;
                    let begin = reader.begin();
                    if let Err(fault) = field.read_in_place(reader) {
                        reader.pass_over(begin, fault)?;
                    }
                    continue;
                }
                None => here.duplicate_field(names.get(place).copied().unwrap_or_default()),
            },
            Err(fault) => fault,
        };
        let begin = reader.begin_of_next();
        reader.pass_over(begin, fault)?;
    }
}

/// A field that must be there.
#[derive(Debug)]
pub struct Required<T> {
    value: Option<T>,
    stated: bool,
}

impl<T> Required<T> {
    /// Nothing yet; the type is that of a field of `S`.
    pub const fn of<S>(_: fn(&S) -> &T) -> Self {
        Self { value: None, stated: false }
    }

    /// What was read.
    ///
    /// # Errors
    /// That the object which begins at `here` lacks it; or that it was wrong, which is told already.
    pub fn get(self, here: ByteOffset, name: &str) -> Result<T, ParseError> {
        self.value.ok_or_else(|| if self.stated { ParseError::recorded() } else { here.missing_field(name) })
    }
}

impl<T: FromJson> FromJsonInPlace for Required<T> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        self.stated = true;
        T::from_json_into(&mut self.value, reader)
    }
}

/// A field that must be there, and is read in its place.
pub struct RequiredInPlace<'f> {
    field: &'f mut dyn FromJsonInPlace,
    /// Whether it was read.
    pub is: bool,
}

impl<'f> RequiredInPlace<'f> {
    /// A field that is not read yet.
    pub fn of(field: &'f mut dyn FromJsonInPlace) -> Self {
        Self { field, is: false }
    }
}

impl FromJsonInPlace for RequiredInPlace<'_> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        self.is = true;
        self.field.read_in_place(reader)
    }
}

/// What a field of `S` is while nothing is said.
pub fn absent<S, T: Default>(_: fn(&S) -> &T) -> T {
    T::default()
}

impl Reader<'_> {
    /// A text that must be there.
    ///
    /// # Errors
    /// That it is something else than `expected`.
    pub fn text(&self, expected: &'static str) -> Result<&str, ParseError> {
        if self.is_string() { Ok(self.word()) } else { Err(self.wrong_type(expected)) }
    }

    /// What a text means.
    ///
    /// # Errors
    /// That it is no text, or one that means nothing.
    pub fn meaning<T>(
        &self,
        expected: &'static str,
        find: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, ParseError> {
        find(self.text(expected)?).ok_or_else(|| self.invalid(expected))
    }

    /// The place among `words` of the one that stands here, or of the one for which it stands: case, spaces, hyphens and underscores do not
    /// matter, and `also` has for each what others write, numbers and truths among it.
    ///
    /// # Errors
    /// That it is none of them.
    pub fn choice(&self, words: &[&str], also: &[&[&str]]) -> Result<usize, ParseError> {
        let text = self.letters();
        match words.iter().position(|word| word.as_bytes() == text) {
            Some(place) => Ok(place),
            None => self.called(words, also),
        }
    }

    #[cold]
    fn called(&self, words: &[&str], also: &[&[&str]]) -> Result<usize, ParseError> {
        let written = match self.json() {
            Json::String(text) | Json::Number(text) => text,
            Json::Bool(true) => "true",
            Json::Bool(false) => "false",
            Json::Null | Json::Array | Json::Object => "",
        };
        let is = |name: &str| same(name, written);
        let place = words.iter().position(|word| is(word));
        let place = place.or_else(|| also.iter().position(|names| names.iter().any(|name| is(name))));
        place.ok_or_else(|| match self.json() {
            Json::String(_) => self.unknown_word(words),
            _ => self.stands_where(phrases::ONE_OF.with("words", names(words))),
        })
    }

    /// A whole number of 0 or more.
    ///
    /// # Errors
    /// That it is another number than `expected`, or none.
    pub fn whole(&self, expected: &'static str, most: u64) -> Result<u64, ParseError> {
        let Some(text) = self.numeral() else { return Err(self.wrong_type(expected)) };
        match text.parse() {
            Ok(number) if number <= most => Ok(number),
            Err(_) if !self.is_plain() => Err(self.wrong_type(expected)),
            _ => Err(self.invalid(expected)),
        }
    }

    /// Whether this is one value: a truth, a whole number or a text.
    pub fn is_plain(&self) -> bool {
        match self.json() {
            Json::Bool(_) | Json::String(_) => true,
            Json::Number(text) => {
                text.parse::<u64>().is_ok() || text.parse::<i64>().is_ok_and(i64::is_negative)
            }
            Json::Null | Json::Array | Json::Object => false,
        }
    }
}

impl FromJsonInPlace for bool {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        let Json::Bool(truth) = reader.json() else { return Err(reader.wrong_type(fixed::TRUTH)) };
        *self = truth;
        Ok(())
    }
}

macro_rules! numbers {
    ($($type:ident $expected:path),+) => {$(
        impl FromJsonInPlace for $type {
            fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
                let number = reader.whole($expected, $type::MAX.into())?;
                *self = $type::try_from(number).unwrap_or($type::MAX);
                Ok(())
            }
        }
    )+};
}

numbers! {
    u8 fixed::UP_TO_255,
    u32 fixed::UP_TO_U32,
    u64 fixed::WHOLE_NUMBER
}

impl FromJsonInPlace for InlineStr {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        *self = reader.text(fixed::TEXT)?.into();
        Ok(())
    }
}

impl FromJsonInPlace for String {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        reader.text(fixed::TEXT)?.clone_into(self);
        Ok(())
    }
}

impl<T: FromJson> FromJsonInPlace for Option<T> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        if reader.is_null() {
            *self = None;
            return Ok(());
        }
        T::from_json_into(self, reader)
    }
}

impl<T: FromJson> FromJsonInPlace for Vec<T> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        let begins = reader.here();
        items(reader, &mut |reader| {
            if self.capacity() == 0 {
                // A list that grows from nothing goes a longer way.
                *self = Vec::with_capacity(4);
            } else if self.len() == self.capacity() {
                // A long one that is moved each time is held twice.
                self.reserve_exact(reader.more(begins, self.len()));
            }
            self.push(T::from_json(reader)?);
            Ok(())
        })
    }
}

/// Reads a list, each of its values by `read`.
fn items(
    reader: &mut Reader<'_>,
    read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), ParseError>,
) -> Result<(), ParseError> {
    if !reader.is_array() {
        return Err(reader.wrong_type(fixed::LIST));
    }
    let mut first = true;
    while reader.item(&mut first)? {
        reader.value_by(read)?;
    }
    Ok(())
}

/// A document as it is, for whoever changes it.
impl FromJson for Pointer {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        reader.meaning(fixed::POINTER, Self::parse)
    }
}

impl FromJson for serde_json::Value {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let mut first = true;
        Ok(match reader.json() {
            Json::Null => Self::Null,
            Json::Bool(truth) => Self::Bool(truth),
            Json::Number(text) => Self::Number(
                text.parse().map_err(|_| reader.here().invalid_value(phrases::NUMBER_TOO_LARGE))?,
            ),
            Json::String(text) => Self::String(text.to_owned()),
            Json::Array => {
                let mut items = Vec::new();
                while reader.item(&mut first)? {
                    items.push(Self::from_json(reader)?);
                }
                Self::Array(items)
            }
            Json::Object => {
                let mut fields = serde_json::Map::new();
                while reader.key(&mut first)? {
                    let key = reader.word().to_owned();
                    reader.value()?;
                    fields.insert(key, Self::from_json(reader)?);
                }
                Self::Object(fields)
            }
        })
    }
}
