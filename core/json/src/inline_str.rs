//! An owned string; up to 40 bytes inline. With `String` a report from a text takes 1.9 % more instructions, with `compact_str`
//! 1.4 %; the browser's small module is 1.5 KB smaller after brotli with the one and 0.6 KB larger with the other.

use arrayvec::ArrayString;
use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;

/// An owned, immutable string; up to 40 bytes inline, which holds a GUID.
pub struct InlineStr(Storage);

#[derive(Clone)]
enum Storage {
    Inline(ArrayString<40>),
    Heap(String),
}

impl InlineStr {
    /// The empty string.
    pub const EMPTY: Self = Self(Storage::Inline(ArrayString::new_const()));

    /// The string slice.
    #[inline]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Storage::Inline(text) => text,
            Storage::Heap(text) => text,
        }
    }
}

impl Clone for InlineStr {
    /// Not inlined: many cold call sites; inlining grows the module.
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Default for InlineStr {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl PartialEq for InlineStr {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for InlineStr {}

impl PartialOrd for InlineStr {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for InlineStr {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl std::hash::Hash for InlineStr {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl serde::Serialize for InlineStr {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(feature = "deserialize")]
impl<'de> serde::Deserialize<'de> for InlineStr {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <String as serde::Deserialize>::deserialize(deserializer).map(Self::from)
    }
}

impl Deref for InlineStr {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for InlineStr {
    fn from(text: &str) -> Self {
        Self(ArrayString::from(text).map_or_else(|_| Storage::Heap(text.into()), Storage::Inline))
    }
}

impl From<String> for InlineStr {
    fn from(text: String) -> Self {
        match ArrayString::from(&text) {
            Ok(short) => Self(Storage::Inline(short)),
            Err(_) => Self(Storage::Heap(text)),
        }
    }
}

impl FromIterator<char> for InlineStr {
    fn from_iter<I: IntoIterator<Item = char>>(letters: I) -> Self {
        letters.into_iter().collect::<String>().into()
    }
}

impl Borrow<str> for InlineStr {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq<str> for InlineStr {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for InlineStr {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<InlineStr> for str {
    fn eq(&self, other: &InlineStr) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<InlineStr> for &str {
    fn eq(&self, other: &InlineStr) -> bool {
        *self == other.as_str()
    }
}

impl fmt::Display for InlineStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for InlineStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for InlineStr {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        String::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}
