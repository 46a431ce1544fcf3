//! The parts of a case that can be changed one by one: found by key and read without knowing their type.

use super::fact::{Count, Fact};
use super::list::Listing;
use super::table::Table;
use crate::vocabulary::kind::{Kind, Valued};
use greenlight_json::{FromJson, FromJsonInPlace, InlineStr, ParseError, Reader, write};
use serde::Serialize;

/// A part of a document: a fact, a list, a group of facts, or a table.
pub trait Part: FromJsonInPlace {
    /// Returns the part under a key; `None` if it is missing and `make` is false. With `make`, a missing part is created.
    ///
    /// # Errors
    /// If there can be no such part.
    fn part(&mut self, _key: &str, _make: bool) -> Result<Option<&mut dyn Part>, Refused> {
        Err(Refused::NoSuch(&[]))
    }

    /// Returns the kind of value that can stand here.
    fn kind(&self) -> Kind {
        Kind::Group
    }

    /// Returns whether anything is stated of it. Groups of facts return true without looking at their fields.
    fn is_stated(&self) -> bool {
        true
    }

    /// Returns what is known of a list or a count, as JSON text, since more can be stated of it later; `None` for other parts.
    fn known_in_part(&self) -> Option<String> {
        None
    }

    /// Makes it unknown.
    fn reset(&mut self);

    /// Removes the part under a key, if that differs from resetting it; `None` if it does not.
    ///
    /// # Errors
    /// If the part is required.
    fn take_out(&mut self, _key: &str) -> Option<Result<(), Refused>> {
        None
    }

    /// Returns it as a list, if it is one.
    fn list(&mut self) -> Option<&mut dyn Members> {
        None
    }
}

/// The members of a list, accessible without knowing their type.
pub trait Members {
    /// Adds a member (`there`), or removes it. Adding a member to an unknown list makes it a partial one.
    ///
    /// # Errors
    /// If the member is not valid.
    fn put(&mut self, member: &mut Reader<'_>, there: bool) -> Result<(), ParseError>;

    /// States that the known members are all there are.
    fn complete(&mut self);
}

/// The reason why a part cannot be reached or forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such part; these are the names of those there are.
    NoSuch(&'static [&'static str]),
    /// The part is required.
    Needed,
    /// The request holds another action.
    OtherAction,
}

/// Declares a struct whose fields can be changed one by one: it is read field by field, serialized without unstated fields, and its fields
/// are accessible by key ([`Part`]) and by method ([`TypedPointer`](super::typed::TypedPointer)).
macro_rules! parts {
    ($what:path: $(#[$meta:meta])* pub struct $name:ident {
        $(#[doc = $doc:literal] $(#[$of_field:meta])* $field:ident: $type:ty),+ $(,)?
    }) => {
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(default))]
        $(#[$meta])*
        pub struct $name {
            $(
                #[doc = $doc]
                $(#[$of_field])*
                #[serde(skip_serializing_if = "crate::facts::part::unstated")]
                pub $field: $type,
            )+
        }

        impl $name {
            /// The names of its fields.
            pub(crate) const NAMES: &'static [&'static str] = &[$(stringify!($field)),+];

            /// Returns the slot that each field is read into, in the order of [`Self::NAMES`].
            pub(crate) fn slots(&mut self) -> [greenlight_json::Slot<'_>; Self::NAMES.len()] {
                [$(Some(&mut self.$field)),+]
            }
        }

        impl greenlight_json::FromJsonInPlace for $name {
            fn read_in_place(&mut self, reader: &mut greenlight_json::Reader<'_>) -> Result<(), greenlight_json::ParseError> {
                greenlight_json::fields(reader, $what, Self::NAMES, &mut self.slots())
            }
        }

        impl crate::facts::part::Part for $name {
            fn part(
                &mut self,
                key: &str,
                _make: bool,
            ) -> Result<Option<&mut dyn crate::facts::part::Part>, crate::facts::part::Refused> {
                let parts: [&mut dyn crate::facts::part::Part; Self::NAMES.len()] = [$(&mut self.$field),+];
                crate::facts::part::named(key, Self::NAMES, parts)
            }

            fn reset(&mut self) {
                *self = Self::default();
            }
        }

        impl crate::facts::typed::TypedPointer<$name> {
            $(#[doc = $doc] #[must_use] pub fn $field(self) -> crate::facts::typed::TypedPointer<$type> {
                self.below(stringify!($field))
            })+
        }
    };
}

pub(crate) use parts;

/// Returns whether nothing is stated of a value, so that a document can omit it.
pub(crate) fn unstated<T: Default + PartialEq>(it: &T) -> bool {
    *it == T::default()
}

/// Returns the part of this name.
pub(crate) fn named<'p, const N: usize>(
    key: &str,
    names: &'static [&'static str],
    parts: [&'p mut dyn Part; N],
) -> Result<Option<&'p mut dyn Part>, Refused> {
    let found = names.iter().zip(parts).find(|(name, _)| **name == key);
    found.map(|(_, part)| Some(part)).ok_or(Refused::NoSuch(names))
}

macro_rules! alone {
    ($([$($generic:ident)?] $type:ty: $kind:expr, $stated:expr);+) => {$(
        impl$(<$generic: FromJson + Valued>)? Part for $type {
            fn kind(&self) -> Kind {
                $kind
            }

            fn is_stated(&self) -> bool {
                $stated(self)
            }

            fn reset(&mut self) {
                *self = Self::default();
            }
        }
    )+};
}

impl Part for Count {
    fn kind(&self) -> Kind {
        Kind::Count
    }

    fn is_stated(&self) -> bool {
        *self != Self::default()
    }

    fn known_in_part(&self) -> Option<String> {
        self.is_stated().then(|| write::text(self))
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

alone!(
    [] InlineStr: InlineStr::KIND, |_: &Self| true;
    [T] Fact<T>: T::KIND, |fact: &Self| fact.value().is_some();
    [T] Option<T>: T::KIND, Self::is_some
);

impl<T: FromJson + Serialize + PartialEq + Valued> Part for Listing<T> {
    fn kind(&self) -> Kind {
        Kind::List(&T::KIND)
    }

    fn is_stated(&self) -> bool {
        *self != Self::default()
    }

    fn known_in_part(&self) -> Option<String> {
        self.is_stated().then(|| write::text(self))
    }

    fn reset(&mut self) {
        *self = Self::default();
    }

    fn list(&mut self) -> Option<&mut dyn Members> {
        Some(self)
    }
}

impl<T: Part + Default> Part for Table<T> {
    fn kind(&self) -> Kind {
        Kind::Table
    }

    fn is_stated(&self) -> bool {
        Self::is_stated(self)
    }

    fn part(&mut self, key: &str, make: bool) -> Result<Option<&mut dyn Part>, Refused> {
        let row = if make { self.made(key) } else { self.get_mut(key) };
        Ok(row.map(|row| row as &mut dyn Part))
    }

    fn reset(&mut self) {
        *self = Self::default();
    }

    fn take_out(&mut self, key: &str) -> Option<Result<(), Refused>> {
        self.remove(key);
        Some(Ok(()))
    }
}
