//! Where in a document something stands: JSON Pointers (RFC 6901), built only when somebody must be told.

use std::borrow::{Borrow, Cow};
use std::fmt;

/// A JSON Pointer such as `/images/finance/generation`; the empty one is the whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub const ROOT: Self = Self(String::new());

    /// The pointer of these keys, those left out that are empty.
    pub fn of(keys: &[&str]) -> Self {
        let keys = keys.iter().filter(|key| !key.is_empty());
        let mut pointer = Self(String::with_capacity(keys.clone().map(|key| key.len() + 1).sum()));
        for key in keys {
            pointer.push(key);
        }
        pointer
    }

    /// Reads a pointer as the standard writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let escapes = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        ((text.is_empty() || text.starts_with('/')) && escapes).then(|| Self(text.to_owned()))
    }

    /// This pointer with one more key.
    #[must_use]
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        self.0.reserve(key.len() + 1);
        self.push(key);
        self
    }

    /// Adds a key, escaped as the standard asks.
    fn push(&mut self, key: &str) {
        self.0.push('/');
        if !key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
            self.0.push_str(key);
            return;
        }
        for c in key.chars() {
            match c {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                c => self.0.push(c),
            }
        }
    }

    /// This pointer with one more list position, counted from 0.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        use fmt::Write as _;
        let _ = write!(self.0, "/{index}");
        self
    }

    /// Its keys.
    pub fn keys(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0
            .split('/')
            .skip(1)
            .map(|key| if key.contains('~') { Cow::Owned(unescaped(key)) } else { Cow::Borrowed(key) })
    }

    /// The rest of this pointer below a member of the root, if it leads there.
    pub fn below(&self, member: &str) -> Option<Self> {
        let rest = self.0.strip_prefix('/')?.strip_prefix(member)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(rest.to_owned()))
    }

    /// Whether this pointer leads to what another one leads to, or into it.
    pub fn is_in(&self, whole: &Self) -> bool {
        self.0.strip_prefix(&whole.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The texts of the pointers to all that it leads through: the document, what holds the next, and at last itself.
    pub fn wholes(&self) -> impl Iterator<Item = &str> {
        let ends = self.0.match_indices('/').map(|(end, _)| end).chain([self.0.len()]);
        ends.filter_map(|end| self.0.get(..end))
    }

    /// This pointer followed by another.
    #[must_use]
    pub fn join(mut self, rest: &Self) -> Self {
        self.0.push_str(&rest.0);
        self
    }

    /// The text of the pointer.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A key as it is, and not as pointers write it.
fn unescaped(key: &str) -> String {
    let mut letters = key.chars();
    let mut plain = String::with_capacity(key.len());
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '~' if letters.next() == Some('1') => '/',
            letter => letter,
        });
    }
    plain
}

impl Borrow<str> for Pointer {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Pointer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Pointer {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pointer".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "json-pointer", "description": "where in the document"})
    }
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn keys_are_escaped() {
        let pointer = Pointer::ROOT.key("a/b").key("m~n").key("").index(2);
        assert_eq!(pointer.as_str(), "/a~1b/m~0n//2");
        assert_eq!(pointer.below("a~1b").map(|rest| rest.to_string()).as_deref(), Some("/m~0n//2"));
        assert_eq!(pointer.below("a"), None);
        assert_eq!(pointer.keys().collect::<Vec<_>>(), ["a/b", "m~n", "", "2"]);
        let wholes: Vec<&str> = pointer.wholes().collect();
        assert_eq!(wholes, ["", "/a~1b", "/a~1b/m~0n", "/a~1b/m~0n/", "/a~1b/m~0n//2"]);
        assert_eq!(Pointer::ROOT.wholes().collect::<Vec<_>>(), [""]);
    }
}
