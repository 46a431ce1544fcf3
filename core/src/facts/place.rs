//! A fact read together with the place it stands at, so that whoever misses it can say where it would stand.

use crate::facts::known::Missing;
use greenlight_json::{InlineStr, Pointer};

/// A name in the schema, one word long.
pub type Name = &'static &'static str;

/// Where a group of facts stands: `/images/finance/gallery` is (`images`, `finance`, `gallery`). Rules hand it on all the time: it is made of
/// single words, so that this costs little code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    collection: Name,
    key: &'a InlineStr,
    group: Name,
}

/// The key of what is the only one of its kind.
static NO_KEY: InlineStr = InlineStr::EMPTY;

/// Facts and where they stand. The accessors of each kind of facts are methods of this.
#[derive(Debug)]
pub struct At<'a, T> {
    /// The facts.
    pub it: &'a T,
    /// Where they stand.
    pub place: Place<'a>,
}

impl<T> Clone for At<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<'_, T> {}

/// What can be read as a field of a group of facts.
pub trait Field {
    /// What reading gives.
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
    /// The facts of one thing in a collection.
    pub const fn of(collection: Name, key: &'a InlineStr) -> Self {
        Self { collection, key, group: &"" }
    }

    /// The one thing of its kind, such as the tenant.
    pub const fn only(collection: Name) -> Self {
        Self::of(collection, &NO_KEY)
    }

    /// The name of the thing in its collection.
    pub const fn key(self) -> &'a InlineStr {
        self.key
    }

    /// The pointer to the group itself.
    pub fn pointer(self) -> Pointer {
        self.field("")
    }

    /// The pointer to one field of the group; to the group itself where the name is empty.
    #[inline(never)]
    pub fn field(self, name: &str) -> Pointer {
        Pointer::of(&[self.collection, self.key, self.group, name])
    }

    /// That one field of the group is missing.
    #[cold]
    #[inline(never)]
    pub(super) fn lacks(self, name: &str) -> Missing {
        Missing::fact(self.field(name))
    }
}

impl<'a, T> At<'a, T> {
    /// The thing `key` of a collection.
    pub const fn of(collection: Name, key: &'a InlineStr, it: &'a T) -> Self {
        Self { it, place: Place::of(collection, key) }
    }

    /// The name of the thing in its collection.
    pub const fn key(self) -> &'a InlineStr {
        self.place.key()
    }

    /// The pointer to one field.
    pub fn field(self, name: &str) -> Pointer {
        self.place.field(name)
    }

    /// The pointer to the thing.
    pub fn pointer(self) -> Pointer {
        self.place.pointer()
    }
}
