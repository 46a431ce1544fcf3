//! Values that the engine writes from its own tables, and that whoever reads an answer owns.

use serde::Serialize;
use std::borrow::Borrow;
#[cfg(feature = "deserialize")]
use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

#[cfg(not(feature = "deserialize"))]
type Inner<T> = &'static T;
#[cfg(feature = "deserialize")]
type Inner<T> = Cow<'static, T>;

/// A value of the engine's own tables; under the feature `deserialize` also one that was read.
pub struct Fixed<T: ?Sized + ToOwned + 'static>(Inner<T>);

/// A text of the engine's own tables; under the feature `deserialize` also one that was read.
pub type Text = Fixed<str>;

impl<T: ?Sized + ToOwned + 'static> Fixed<T> {
    /// Wraps a value of a table.
    #[cfg(not(feature = "deserialize"))]
    pub const fn new(value: &'static T) -> Self {
        Self(value)
    }

    /// Wraps a value of a table.
    #[cfg(feature = "deserialize")]
    pub const fn new(value: &'static T) -> Self {
        Self(Cow::Borrowed(value))
    }
}

impl<T: ?Sized + ToOwned + 'static> From<&'static T> for Fixed<T> {
    fn from(value: &'static T) -> Self {
        Self::new(value)
    }
}

impl<T: ?Sized + ToOwned + 'static> Deref for Fixed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let Self(kept) = self;
        kept
    }
}

impl<T: ?Sized + ToOwned + 'static> Borrow<T> for Fixed<T> {
    fn borrow(&self) -> &T {
        self
    }
}

impl<T: ?Sized + ToOwned + 'static> Clone for Fixed<T> {
    fn clone(&self) -> Self {
        Self(Inner::<T>::clone(&self.0))
    }
}

impl<T: ?Sized + ToOwned + std::fmt::Debug + 'static> std::fmt::Debug for Fixed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + ToOwned + std::fmt::Display + 'static> std::fmt::Display for Fixed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + ToOwned + PartialEq + 'static> PartialEq for Fixed<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: ?Sized + ToOwned + Eq + 'static> Eq for Fixed<T> {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl<T: ?Sized + ToOwned + PartialOrd + 'static> PartialOrd for Fixed<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: ?Sized + ToOwned + Ord + 'static> Ord for Fixed<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: ?Sized + ToOwned + Hash + 'static> Hash for Fixed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: ?Sized + ToOwned + Serialize + 'static> Serialize for Fixed<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

#[cfg(feature = "deserialize")]
impl<'de, T: ?Sized + ToOwned + 'static> serde::Deserialize<'de> for Fixed<T>
where
    T::Owned: serde::Deserialize<'de>,
{
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::Owned::deserialize(deserializer).map(|read| Self(Cow::Owned(read)))
    }
}

#[cfg(feature = "schema")]
impl<T: ?Sized + ToOwned + schemars::JsonSchema + 'static> schemars::JsonSchema for Fixed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}
