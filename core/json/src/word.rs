//! What fills a sentence: what a case says as it says it, numbers, and phrases of a closed list, which can be told in another language.

mod outside;
mod to_word;

use crate::fixed::Text;
use crate::inline_str::InlineStr;
use crate::swar;
use serde::{Serialize, Serializer};

pub use to_word::ToWord;

/// What fills a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[serde(untagged)]
pub enum Word {
    /// What the case or the rulebook says: it stays as it is in every language.
    Text(InlineStr),
    /// A number.
    Number(u64),
    /// A word of a closed set, such as a state.
    Value {
        /// As documents write it.
        value: Text,
    },
    /// A phrase of the catalogue.
    Phrase {
        /// Which.
        phrase: Phrase,
        /// What fills it. Its `count`, if it has one, chooses among its forms.
        #[serde(default, skip_serializing_if = "Words::is_empty")]
        with: Words,
    },
    /// Several in one line.
    List {
        /// How they are joined.
        list: Joint,
        /// What.
        of: Vec<Word>,
    },
}

/// How the members of a list are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Joint {
    /// By commas.
    Comma,
    /// By commas, each of them in backticks.
    Quoted,
    /// By semicolons.
    Semicolon,
    /// All of them together.
    And,
    /// Any of them will do.
    Or,
}

impl Joint {
    /// Every one of them.
    pub const ALL: &'static [Self] = &[Self::Comma, Self::Quoted, Self::Semicolon, Self::And, Self::Or];

    /// Its name in the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Quoted => "quoted",
            Self::Semicolon => "semicolon",
            Self::And => "and",
            Self::Or => "or",
        }
    }

    /// What stands between two members, in English.
    pub const fn between(self) -> &'static str {
        match self {
            Self::Comma | Self::Quoted => ", ",
            Self::Semicolon => "; ",
            Self::And => " and ",
            Self::Or => " or ",
        }
    }
}

impl Serialize for Joint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl Word {
    /// Words that are always the same, and their own name in the catalogue.
    pub const fn fixed(words: &'static str) -> Self {
        Self::Value { value: Text::new(words) }
    }

    /// Several in one line.
    pub const fn list(list: Joint, of: Vec<Self>) -> Self {
        Self::List { list, of }
    }

    /// With a word that fills it, where it is a phrase.
    #[must_use]
    pub fn with(self, word: &'static str, is: impl ToWord) -> Self {
        self.filled(word, &is)
    }

    #[inline(never)]
    fn filled(mut self, word: &'static str, is: &dyn ToWord) -> Self {
        if let Self::Phrase { with, .. } = &mut self {
            with.push(word, is.to_word());
        }
        self
    }

    /// What fills it, where it is a phrase.
    pub fn into_words(self) -> Words {
        if let Self::Phrase { with, .. } = self { with } else { Words::default() }
    }

    /// In English.
    pub fn text(&self) -> InlineStr {
        if let Self::Text(text) = self {
            return text.clone();
        }
        let mut out = String::new();
        self.write(&mut out);
        out.into()
    }

    /// Writes it in English.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Value { value } => out.push_str(value),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Phrase { phrase, with } => {
                with.fill(phrase.form(with), out);
            }
            Self::List { list, of } => {
                let quote = if *list == Joint::Quoted { "`" } else { "" };
                for (place, word) in of.iter().enumerate() {
                    out.push_str(if place == 0 { "" } else { list.between() });
                    out.push_str(quote);
                    word.write(out);
                    out.push_str(quote);
                }
            }
        }
    }
}

/// A phrase of the catalogue: its name there, and what it says in English, a line each. Where it counts, the first form is for one, the second
/// for more, and a third for none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase(Text);

impl Phrase {
    /// One of a name and its forms, a line each.
    pub const fn new(lines: &'static str) -> Self {
        Self(Text::new(lines))
    }

    /// Its name in the catalogue.
    pub fn id(&self) -> &str {
        self.lines().next().unwrap_or_default()
    }

    /// What it says in English; where it counts: of one, of more, and of none if that is said otherwise.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.lines().skip(1)
    }

    /// With a word that fills it.
    pub fn with(self, word: &'static str, is: impl ToWord) -> Word {
        self.filled(word, &is)
    }

    #[inline(never)]
    fn filled(self, word: &'static str, is: &dyn ToWord) -> Word {
        Word::from(self).filled(word, is)
    }

    /// Of so many.
    pub fn counting(self, count: u64) -> Word {
        self.with("count", count)
    }

    fn lines(&self) -> swar::Lines<'_> {
        swar::Lines::of(&self.0)
    }

    fn form(&self, with: &Words) -> &str {
        let forms = || self.forms();
        let form = match with.get("count") {
            None | Some(Word::Number(1)) => None,
            Some(Word::Number(0)) => forms().nth(2).or_else(|| forms().nth(1)),
            Some(_) => forms().nth(1),
        };
        form.or_else(|| forms().next()).unwrap_or_default()
    }
}

impl From<Phrase> for Word {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase { phrase, with: Words::default() }
    }
}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// What fills a sentence, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<(Text, Word)>);

impl Words {
    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// Whether nothing fills it.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The word of a name.
    pub fn get(&self, word: &str) -> Option<&Word> {
        self.0.iter().find(|(name, _)| **name == *word).map(|(_, is)| is)
    }

    /// Adds one.
    pub fn push(&mut self, word: &'static str, is: Word) {
        self.0.push((Text::new(word), is));
    }

    /// Writes a template with its `{words}` filled in, and says whether all of them are there; one that is not stays as it is.
    pub fn fill(&self, template: &str, out: &mut String) -> bool {
        let mut whole = true;
        let mut rest = template;
        while let Some((before, behind)) = swar::split(rest, b'{') {
            let Some((word, behind)) = swar::split(behind, b'}') else {
                whole = false;
                break;
            };
            out.push_str(before);
            if let Some(meaning) = self.get(word) {
                meaning.write(out);
            } else {
                whole = false;
                out.extend(["{", word, "}"]);
            }
            rest = behind;
        }
        out.push_str(rest);
        whole
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(word, is)| (word, is)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEATS: Phrase = Phrase::new("seats\n{count} seat\n{count} seats");

    fn text(word: &Word) -> String {
        word.text().to_string()
    }

    #[test]
    fn phrases_are_filled_and_counted() {
        assert_eq!(text(&SEATS.counting(1)), "1 seat");
        assert_eq!(text(&SEATS.counting(0)), "0 seats");
        assert_eq!(text(&Phrase::new("bots\n{count} bot\n{count} bots\nno bot").counting(0)), "no bot");
        let nested = Phrase::new("of\n{seats} of {trial}").with("seats", SEATS.counting(2));
        assert_eq!(text(&nested.clone().with("trial", "{seats}")), "2 seats of {seats}");
        assert_eq!(text(&nested), "2 seats of {trial}");
        let json = serde_json::to_string(&nested.with("trial", "a")).unwrap_or_default();
        let expected =
            r#"{"phrase":"of","with":{"seats":{"phrase":"seats","with":{"count":2}},"trial":"a"}}"#;
        assert_eq!(json, expected);
    }

    #[test]
    fn lists_are_joined() {
        let words = || vec!["a".to_word(), 2_u64.to_word(), SEATS.counting(1)];
        for (joint, line) in [
            (Joint::Comma, "a, 2, 1 seat"),
            (Joint::Quoted, "`a`, `2`, `1 seat`"),
            (Joint::And, "a and 2 and 1 seat"),
            (Joint::Or, "a or 2 or 1 seat"),
        ] {
            assert_eq!(text(&Word::list(joint, words())), line);
        }
        assert_eq!(text(&Word::list(Joint::Or, Vec::new())), "");
    }

    #[test]
    fn what_is_missing_stays_in_the_template() {
        let mut words = Words::default();
        words.push("expected", 2_u64.to_word());
        for (template, line, all) in [
            ("{open} {", "{open} {", false),
            ("{open} }{expected}", "{open} }2", false),
            ("{expected}", "2", true),
        ] {
            let mut out = String::new();
            assert_eq!((words.fill(template, &mut out), out.as_str()), (all, line));
        }
    }
}
