//! What of the facts, or of a request, can be changed by itself: found by its key and read without knowing its type.

use super::fact::{Count, Fact};
use super::list::Listing;
use super::table::Table;
use crate::vocabulary::kind::{Kind, Valued};
use greenlight_json::{FromJson, FromJsonInPlace, InlineStr, ParseError, Reader, write};
use serde::Serialize;

/// A part of a document: a fact, a list, a group of facts, or things by name.
pub trait Part: FromJsonInPlace {
    /// The part of it under a key; none where nothing stands there and `make` does not ask for it.
    ///
    /// # Errors
    /// That there can be no such part.
    fn part(&mut self, _key: &str, _make: bool) -> Result<Option<&mut dyn Part>, Refused> {
        Err(Refused::NoSuch(&[]))
    }

    /// What can stand here.
    fn kind(&self) -> Kind {
        Kind::Group
    }

    /// Whether anything is said of it; of facts that stand together, as far as that can be told without looking into them.
    fn is_stated(&self) -> bool {
        true
    }

    /// What is known of it, as JSON text, where it is known in part: of a list or a count more can be said than there is.
    fn known_in_part(&self) -> Option<String> {
        None
    }

    /// Makes it unknown.
    fn reset(&mut self);

    /// Takes out what is under a key, where that is more than to make it unknown; none where it is not.
    ///
    /// # Errors
    /// That it must be there.
    fn take_out(&mut self, _key: &str) -> Option<Result<(), Refused>> {
        None
    }

    /// It as a list, where it is one.
    fn list(&mut self) -> Option<&mut dyn Members> {
        None
    }
}

/// The members of a list, without knowing their type.
pub trait Members {
    /// Adds a member, or removes it. A list that was not known is known in part once a member was added.
    ///
    /// # Errors
    /// What is wrong with the member.
    fn put(&mut self, member: &mut Reader<'_>, there: bool) -> Result<(), ParseError>;

    /// States that the members known are all there are.
    fn complete(&mut self);
}

/// Why a part cannot be had or forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There are these and no others.
    NoSuch(&'static [&'static str]),
    /// It must be there.
    Needed,
    /// A request holds one action, and this is another one.
    OtherAction,
}

/// Declares a struct whose fields can be changed one by one: it is read field by field, written without what is not stated, and leads to its
/// fields by key ([`Part`]) and by method ([`TypedPointer`](super::typed::TypedPointer)).
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

            /// Where each field is read to, in the order of their names.
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

/// Whether nothing is said of something, so that a document need not hold it.
pub(crate) fn unstated<T: Default + PartialEq>(it: &T) -> bool {
    *it == T::default()
}

/// The part of this name.
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
