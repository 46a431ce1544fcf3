//! Facts together with their place in the document, so that a missing one can be reported by its pointer.

use crate::facts::known::Missing;
use greenlight_json::{InlineStr, Pointer};

/// A name in the schema, one machine word long.
pub type Name = &'static &'static str;

/// The place of a group of facts: `/images/finance/gallery` is (`images`, `finance`, `gallery`). Rules pass it on all the time: its fields
/// are single machine words, so that this compiles to little code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    collection: Name,
    key: &'a InlineStr,
    group: Name,
}

/// The key of a thing that is the only one of its kind.
static NO_KEY: InlineStr = InlineStr::EMPTY;

/// Facts and their place. The accessors of each kind of facts are methods of this type.
#[derive(Debug)]
pub struct At<'a, T> {
    /// The facts.
    pub it: &'a T,
    /// Their place.
    pub place: Place<'a>,
}

impl<T> Clone for At<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<'_, T> {}

/// A type that can be read as a field of a group of facts.
pub trait Field {
    /// The type of the value read.
    type Read<'a>
    where
        Self: 'a;

    /// Reads the field `name` of the group at `place`.
    fn read<'a>(&'a self, place: Place<'a>, name: Name) -> Self::Read<'a>;
}

/// A group of facts inside another, such as an image's gallery.
pub trait Group {}

impl<T: Group> Field for T {
    type Read<'a>
        = At<'a, T>
    where
        T: 'a;

    fn read<'a>(&'a self, place: Place<'a>, name: Name) -> At<'a, T> {
        At { it: self, place: Place { group: name, ..place } }
    }
}

impl<'a> Place<'a> {
    /// Creates the place of one thing in a collection.
    pub const fn of(collection: Name, key: &'a InlineStr) -> Self {
        Self { collection, key, group: &"" }
    }

    /// Creates the place of the only thing of its kind, such as the tenant.
    pub const fn only(collection: Name) -> Self {
        Self::of(collection, &NO_KEY)
    }

    /// Returns the name of the thing in its collection.
    pub const fn key(self) -> &'a InlineStr {
        self.key
    }

    /// Returns the pointer to the group itself.
    pub fn pointer(self) -> Pointer {
        self.field("")
    }

    /// Returns the pointer to one field of the group, or to the group itself if the name is empty.
    #[inline(never)]
    pub fn field(self, name: &str) -> Pointer {
        Pointer::of(&[self.collection, self.key, self.group, name])
    }

    /// Returns the error that one field of the group is missing.
    #[cold]
    #[inline(never)]
    pub(super) fn lacks(self, name: &str) -> Missing {
        Missing::fact(self.field(name))
    }
}

impl<'a, T> At<'a, T> {
    /// Creates a view of the thing `key` of a collection.
    pub const fn of(collection: Name, key: &'a InlineStr, it: &'a T) -> Self {
        Self { it, place: Place::of(collection, key) }
    }

    /// Returns the name of the thing in its collection.
    pub const fn key(self) -> &'a InlineStr {
        self.place.key()
    }

    /// Returns the pointer to one field.
    pub fn field(self, name: &str) -> Pointer {
        self.place.field(name)
    }

    /// Returns the pointer to the thing.
    pub fn pointer(self) -> Pointer {
        self.place.pointer()
    }
}
