//! Bad input: a stable code, the place, what is wrong and how to mend it.

use crate::letters::lower;
use crate::pointer::Pointer;
use serde::Serialize;

/// What kind of trouble the input is in. The words are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The text is not JSON.
    MalformedJson,
    /// The text is longer, or nested deeper, than the engine reads.
    TooLarge,
    /// A field that the document does not have.
    UnknownField,
    /// A word that is not among those allowed.
    UnknownValue,
    /// A value of another type than the field takes.
    WrongType,
    /// A value of the right type that cannot be.
    InvalidValue,
    /// A field without which nothing can be said.
    MissingField,
    /// The same name twice.
    DuplicateKey,
    /// A name that refers to nothing.
    UnknownReference,
    /// An instant or a rulebook before the first that is known.
    NotInForce,
    /// Two facts of which only one can be.
    Contradiction,
    /// A verb, rule or published code that does not exist.
    UnknownCode,
    /// A simulation that would not end within its budget.
    BudgetExceeded,
}

/// Bad input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "InputError"))]
pub struct Error {
    /// What kind of trouble.
    pub code: Code,
    /// Where.
    pub at: Pointer,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// Line, counted from 1, where the text is not JSON at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column, counted from 1, where the text is not JSON at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

impl Error {
    /// Trouble at a place.
    pub fn new(code: Code, at: Pointer, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, at, message: message.into(), help: help.into(), line: None, column: None }
    }

    /// The same trouble, its place told from `member` of the document where it lies there: whoever wrote a case reads of
    /// `/images/finance`, and not of where their case stands in a request.
    #[must_use]
    pub fn relative_to(mut self, member: &str) -> Self {
        if let Some(inner) = self.at.below(member) {
            self.at = inner;
        }
        self
    }

    /// The answer that carries it: `{"error": …}`.
    pub fn answer(&self) -> String {
        crate::write::text(&Refusal { error: self })
    }
}

/// The answer to bad input.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refusal<'a> {
    /// What is wrong with it.
    pub error: &'a Error,
}

/// The word nearest to `given`, if one is near enough to be what was meant.
pub fn closest<'a>(given: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut nearest = Nearest::to(given);
    words.into_iter().for_each(|word| nearest.try_out(word));
    nearest.found.map(|(_, word)| word)
}

/// The word that is nearest to another, of those that were tried out.
struct Nearest<'a> {
    given: Vec<char>,
    /// How many letters may differ.
    limit: usize,
    found: Option<(usize, &'a str)>,
}

impl<'a> Nearest<'a> {
    #[inline(never)]
    fn to(given: &str) -> Self {
        let given: Vec<char> = given.chars().take(64).map(lower).collect();
        Self { limit: given.len().div_ceil(3).clamp(1, 4), given, found: None }
    }

    /// Of words that are as near, the first by the alphabet.
    #[inline(never)]
    fn try_out(&mut self, word: &'a str) {
        let Some(edits) = edits(&self.given, word, self.limit) else { return };
        if self.found.is_none_or(|found| (edits, word) < found) {
            self.found = Some((edits, word));
        }
    }
}

/// How many letters must be changed, added, dropped or swapped with their neighbour to make `word` of `given`, where they are at most `most`.
fn edits(given: &[char], word: &str, most: usize) -> Option<usize> {
    let word: Vec<char> = word.chars().take(64).map(lower).collect();
    if given.len().abs_diff(word.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=word.len()).collect();
    for (row, g) in given.iter().enumerate() {
        let mut line = Vec::with_capacity(above.len());
        line.push(row + 1);
        for (column, w) in word.iter().enumerate() {
            let at = |cells: &[usize], place: usize| cells.get(place).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&above, column) + usize::from(g != w);
            let mut least = replaced.min(at(&above, column + 1) + 1).min(at(&line, column) + 1);
            let swapped =
                row > 0 && column > 0 && given.get(row - 1) == Some(w) && word.get(column - 1) == Some(g);
            if swapped {
                least = least.min(at(&before, column - 1) + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
        if before.iter().chain(&above).all(|edits| *edits > most) {
            return None;
        }
    }
    above.last().copied().filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn the_nearest_word_is_offered_only_when_near() {
        let words = ["generation", "generalized", "regions", "os", "usage"];
        assert_eq!(closest("generatoin", words), Some("generation"));
        assert_eq!(closest("Regions", words), Some("regions"));
        assert_eq!(closest("region", words), Some("regions"));
        assert_eq!(closest("so", words), Some("os"));
        assert_eq!(closest("colour", words), None);
        assert_eq!(closest("", words), None);
        assert_eq!(closest(&"x".repeat(1_000_000), words), None);
    }
}
