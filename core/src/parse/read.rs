//! Values to what they mean: one small reader a type, and one for all objects.

use super::fault::Fault;
use super::tree::{Json, Node};
use smol_str::SmolStr;

/// What can be read.
pub trait Read: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with the value.
    fn read(node: Node<'_>) -> Result<Self, Fault>;
}

/// What can be read over what it is while nothing is said: a field that may be absent.
pub trait Fill {
    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with the value; what was filled then holds nothing of use.
    fn fill(&mut self, node: Node<'_>) -> Result<(), Fault>;
}

impl<T: Fill + Default> Read for T {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        let mut it = Self::default();
        it.fill(node)?;
        Ok(it)
    }
}

/// A field to be read, until it is.
pub(crate) type Slot<'s> = Option<&'s mut dyn Fill>;

/// A field that must be there.
#[derive(Debug)]
pub(crate) struct Required<T>(Option<T>);

impl<T> Required<T> {
    /// Nothing yet; the type is that of a field of `S`.
    pub(crate) const fn of<S>(_: fn(&S) -> &T) -> Self {
        Self(None)
    }

    /// What was read.
    ///
    /// # Errors
    /// That the object lacks it.
    pub(crate) fn get(self, object: Node<'_>, name: &str) -> Result<T, Fault> {
        self.0.ok_or_else(|| object.lacks(name))
    }
}

impl<T: Read> Fill for Required<T> {
    fn fill(&mut self, node: Node<'_>) -> Result<(), Fault> {
        self.0 = Some(T::read(node)?);
        Ok(())
    }
}

/// What a field of `S` is while nothing is said.
pub(crate) fn absent<S, T: Default>(_: fn(&S) -> &T) -> T {
    T::default()
}

/// Reads an object field by field: by name only, each at most once, none that is not known. `null` has no fields.
///
/// # Errors
/// What is wrong with it or with a field.
pub(crate) fn fields(
    node: Node<'_>,
    what: &str,
    names: &[&str],
    slots: &mut [Slot<'_>],
) -> Result<(), Fault> {
    let fields = match node.json() {
        Json::Null => return Ok(()),
        Json::Object(fields) => fields,
        _ => return Err(node.is_no(what)),
    };
    for (key, value) in fields {
        let Some(place) = names.iter().position(|name| *name == key) else {
            return Err(value.has_no_place(key, names));
        };
        match slots.get_mut(place).and_then(Option::take) {
            Some(field) => field.fill(value)?,
            None => return Err(node.has_twice(key)),
        }
    }
    Ok(())
}

impl<'t> Node<'t> {
    /// A text that must be there.
    ///
    /// # Errors
    /// That it is something else than `expected`.
    pub fn text(self, expected: &str) -> Result<&'t str, Fault> {
        match self.json() {
            Json::Text(text) => Ok(text),
            _ => Err(self.is_no(expected)),
        }
    }

    /// What a text means.
    ///
    /// # Errors
    /// That it is no text, or one that means nothing.
    pub(crate) fn meaning<T>(
        self,
        expected: &str,
        find: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Fault> {
        find(self.text(expected)?).ok_or_else(|| self.cannot_be(expected))
    }

    /// The place among `words` of the one that stands here.
    ///
    /// # Errors
    /// That it is none of them.
    pub(crate) fn choice(self, words: &[&str]) -> Result<usize, Fault> {
        match self.json() {
            Json::Text(text) => {
                words.iter().position(|word| *word == text).ok_or_else(|| self.is_none_of(words))
            }
            _ => Err(self.is_no(&format!("one of {}", words.join(", ")))),
        }
    }

    /// A whole number of 0 or more.
    ///
    /// # Errors
    /// That it is another number than `expected`, or none.
    pub(crate) fn whole(self, expected: &str, most: u64) -> Result<u64, Fault> {
        let Json::Number(text) = self.json() else { return Err(self.is_no(expected)) };
        match text.parse() {
            Ok(number) if number <= most => Ok(number),
            Ok(_) => Err(self.cannot_be(expected)),
            Err(_) if text.parse::<i64>().is_ok_and(|number| number < 0) => Err(self.cannot_be(expected)),
            Err(_) => Err(self.is_no(expected)),
        }
    }

    /// The values of a list.
    ///
    /// # Errors
    /// That it is something else.
    pub(crate) fn list(self) -> Result<super::Items<'t>, Fault> {
        match self.json() {
            Json::List(items) => Ok(items),
            _ => Err(self.is_no("a sequence")),
        }
    }
}

impl Fill for bool {
    fn fill(&mut self, node: Node<'_>) -> Result<(), Fault> {
        let Json::Truth(truth) = node.json() else { return Err(node.is_no("a boolean")) };
        *self = truth;
        Ok(())
    }
}

macro_rules! numbers {
    ($($type:ident $expected:literal),+) => {$(
        impl Fill for $type {
            fn fill(&mut self, node: Node<'_>) -> Result<(), Fault> {
                let number = node.whole($expected, $type::MAX.into())?;
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

impl Fill for SmolStr {
    fn fill(&mut self, node: Node<'_>) -> Result<(), Fault> {
        *self = node.text("a text")?.into();
        Ok(())
    }
}

impl Fill for String {
    fn fill(&mut self, node: Node<'_>) -> Result<(), Fault> {
        node.text("a text")?.clone_into(self);
        Ok(())
    }
}

impl<T: Read> Fill for Option<T> {
    fn fill(&mut self, node: Node<'_>) -> Result<(), Fault> {
        *self = if matches!(node.json(), Json::Null) { None } else { Some(T::read(node)?) };
        Ok(())
    }
}

impl<T: Read> Fill for Vec<T> {
    fn fill(&mut self, node: Node<'_>) -> Result<(), Fault> {
        for item in node.list()? {
            self.push(T::read(item)?);
        }
        Ok(())
    }
}

/// A document as it is, for whoever changes it.
impl Read for serde_json::Value {
    fn read(node: Node<'_>) -> Result<Self, Fault> {
        Ok(match node.json() {
            Json::Null => Self::Null,
            Json::Truth(truth) => Self::Bool(truth),
            Json::Number(text) => {
                Self::Number(text.parse().map_err(|_| node.is_wrong("this number is out of range"))?)
            }
            Json::Text(text) => Self::String(text.to_owned()),
            Json::List(items) => Self::Array(items.map(Self::read).collect::<Result<_, _>>()?),
            Json::Object(fields) => {
                let field = |(key, value): (&str, Node<'_>)| Ok((key.to_owned(), Self::read(value)?));
                Self::Object(fields.map(field).collect::<Result<_, Fault>>()?)
            }
        })
    }
}
