//! Words with several names: read from a document in any of them, told apart by their place in the vocabulary.

use crate::vocabulary::kind::{Kind, Valued};
use crate::vocabulary::phrases::SUCH_AS;
use greenlight_json::{FromJson, InlineStr, ParseError, Reader, same, significant};
use std::marker::PhantomData;

/// One word: its id, its name in Microsoft's own words, other names, and its GUID if it has one.
#[derive(Debug)]
pub struct Word {
    /// How Greenlight writes it.
    pub id: &'static str,
    /// How Microsoft writes it.
    pub name: &'static str,
    /// What else it has been called.
    pub aliases: &'static [&'static str],
    /// The id that Microsoft's systems print, or nothing.
    pub guid: &'static str,
    /// With what letters and digits any of these begins, a bit for each: most other texts are told apart by it.
    begins: u32,
}

impl Word {
    pub(crate) const fn new(
        id: &'static str,
        name: &'static str,
        aliases: &'static [&'static str],
        guid: &'static str,
    ) -> Self {
        let mut begins = begin(id) | begin(name) | begin(guid);
        let mut left = aliases;
        while let [alias, rest @ ..] = left {
            begins |= begin(alias);
            left = rest;
        }
        Self { id, name, aliases, guid, begins }
    }
}

/// The bit of a text's first letter or digit, whether it is a capital or not.
const fn begin(text: &str) -> u32 {
    match text.as_bytes() {
        [first, ..] => 1 << (*first & 31),
        [] => 0,
    }
}

/// A kind of words.
pub trait Vocabulary: Copy + 'static {
    /// Name of the vocabulary.
    const NAME: &'static str;
    /// What one word of it is, with its article.
    const WHAT: &'static str;
    /// Its words.
    const WORDS: &'static [Word];
}

/// A word that the rulebook knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term<V> {
    place: u8,
    of: PhantomData<V>,
}

/// A word as a document gives it: one that the rulebook knows, or another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<V> {
    /// Known to the rulebook.
    Term(Term<V>),
    /// Not known to the rulebook: kept as it was written.
    Other(InlineStr),
}

impl<V: Vocabulary> Term<V> {
    /// The word at this place of its vocabulary.
    pub(crate) const fn at(place: u8) -> Self {
        Self { place, of: PhantomData }
    }

    /// Its place in the vocabulary.
    pub(crate) const fn place(self) -> u8 {
        self.place
    }

    /// All words of the vocabulary.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).zip(V::WORDS).map(|(place, _)| Self::at(place))
    }

    fn word(self) -> Option<&'static Word> {
        V::WORDS.get(usize::from(self.place))
    }

    /// How Greenlight writes it.
    pub fn id(self) -> &'static str {
        self.word().map_or("", |word| word.id)
    }

    /// How Microsoft writes it.
    pub fn name(self) -> &'static str {
        self.word().map_or("", |word| word.name)
    }

    /// The id that Microsoft's systems print, or nothing.
    pub fn guid(self) -> &'static str {
        self.word().map_or("", |word| word.guid)
    }

    /// The word with this id, name, alias or GUID; case, spaces, hyphens and underscores do not matter.
    pub fn find(text: &str) -> Option<Self> {
        find(V::WORDS, text).map(Self::at)
    }
}

/// The place of the word with this id, name, alias or GUID; case, spaces, hyphens and underscores do not matter.
pub(crate) fn find(words: &'static [Word], text: &str) -> Option<u8> {
    let (first, last) = (significant(text).next()?, significant(text).next_back()?);
    let may_be = |word: &Word| word.begins >> (first & 31) & 1 == 1;
    let is = |name: &str| name == text;
    let written = |word: &Word| {
        may_be(word)
            && (is(word.name) || is(word.id) || is(word.guid) || word.aliases.iter().any(|alias| is(alias)))
    };
    // Names begin and end with a letter: few with the same ones.
    let called = |name: &str| match name.as_bytes() {
        [begin, .., end] => {
            begin.to_ascii_lowercase() == first && end.to_ascii_lowercase() == last && same(name, text)
        }
        _ => false,
    };
    let named = |word: &Word| {
        may_be(word)
            && (called(word.id)
                || called(word.name)
                || word.aliases.iter().any(|alias| called(alias))
                || word.guid.eq_ignore_ascii_case(text))
    };
    // No two words share a name, so that the usual spellings can be tried first: they are quick to compare.
    let place = words.iter().position(written);
    let place = place.or_else(|| words.iter().position(named))?;
    u8::try_from(place).ok()
}

impl<V: Vocabulary> Named<V> {
    /// Reads a word; what the rulebook does not know is kept as it is.
    pub fn new(text: &str) -> Self {
        // Azure writes the id of a role definition from the subscription on.
        let word = text.rsplit_once("/roleDefinitions/").map_or(text, |(_, id)| id);
        Term::find(word).map_or_else(|| Self::Other(text.into()), Self::Term)
    }

    /// The word, if the rulebook knows it.
    pub fn term(&self) -> Option<Term<V>> {
        match self {
            Self::Term(term) => Some(*term),
            Self::Other(_) => None,
        }
    }

    /// Microsoft's name of it, or what the document wrote.
    pub fn name(&self) -> &str {
        match self {
            Self::Term(term) => term.name(),
            Self::Other(text) => text,
        }
    }
}

impl<V: Vocabulary> From<&str> for Named<V> {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl<V: Vocabulary> PartialEq<Term<V>> for Named<V>
where
    V: PartialEq,
{
    fn eq(&self, other: &Term<V>) -> bool {
        self.term().is_some_and(|term| term.place == other.place)
    }
}

/// One word of the vocabulary as an example.
fn such_as<V: Vocabulary>() -> greenlight_json::Word {
    SUCH_AS.with("what", greenlight_json::Word::fixed(V::WHAT)).with("example", Term::<V>::at(0).id())
}

impl<V: Vocabulary> Valued for Named<V> {
    const KIND: Kind = Kind::Word(|place| V::WORDS.get(place).map(|word| word.id));
}

impl<V: Vocabulary> Valued for Term<V> {
    const KIND: Kind = Named::<V>::KIND;
}

impl<V: Vocabulary> FromJson for Named<V> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        if reader.is_string() {
            Ok(Self::new(reader.word()))
        } else {
            Err(reader.stands_where(such_as::<V>()))
        }
    }
}

impl<V: Vocabulary> FromJson for Term<V> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        if !reader.is_string() {
            return Err(reader.stands_where(such_as::<V>()));
        }
        Self::find(reader.word()).ok_or_else(|| reader.is_not(such_as::<V>()))
    }
}

impl<V: Vocabulary> serde::Serialize for Named<V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Term(term) => term.id(),
            Self::Other(text) => text,
        })
    }
}

#[cfg(feature = "schema")]
fn word_schema<V: Vocabulary>(open: bool) -> schemars::Schema {
    let ids: Vec<&str> = V::WORDS.iter().map(|word| word.id).collect();
    let examples: Vec<&str> = V::WORDS.iter().map(|word| word.name).collect();
    if open {
        schemars::json_schema!({"type": "string", "description": V::WHAT, "examples": examples})
    } else {
        schemars::json_schema!({"type": "string", "description": format!("{}: one of {}, or another of its names", V::WHAT, ids.join(", ")), "examples": ids})
    }
}

#[cfg(feature = "schema")]
impl<V: Vocabulary> schemars::JsonSchema for Named<V> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        V::NAME.into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        word_schema::<V>(true)
    }
}

#[cfg(feature = "schema")]
impl<V: Vocabulary> schemars::JsonSchema for Term<V> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Known{}", V::NAME).into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        word_schema::<V>(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{AdminRole, App, AzureRole, Geography, Licence, Offering, Plan, Role};

    #[test]
    fn two_names_are_one_role() {
        let configuration = Named::<Role>::new("Desktop Flows Machine Configuration Admin");
        assert_eq!(configuration, Named::new("Desktop Flow Machine Image Admin"));
        assert_eq!(configuration, Named::new("configuration-admin"));
        assert_eq!(Named::<Role>::new("Finance Maker").name(), "Finance Maker");
        assert_eq!(Named::<Role>::new("").term(), None);
    }

    fn no_name_twice<V: Vocabulary>() {
        for (place, word) in V::WORDS.iter().enumerate() {
            for name in [word.id, word.name, word.guid].iter().chain(word.aliases) {
                for spelling in [(*name).to_owned(), name.to_ascii_uppercase()] {
                    let found = Term::<V>::find(&spelling).map(|t| usize::from(t.place()));
                    let only = name.is_empty() || found == Some(place);
                    assert!(only, "{spelling} of {} means two things, or none", V::NAME);
                }
            }
        }
    }

    #[test]
    fn every_name_means_one_word() {
        no_name_twice::<Geography>();
        no_name_twice::<Role>();
        no_name_twice::<AdminRole>();
        no_name_twice::<AzureRole>();
        no_name_twice::<App>();
        no_name_twice::<Plan>();
        no_name_twice::<Licence>();
        no_name_twice::<Offering>();
    }
}
