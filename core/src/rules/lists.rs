//! Lists of names in one line of evidence.

use crate::vocabulary::{Joint, Phrase, ToWord, Word};

/// A sentence names at most this many machines; the finding has the places of all.
pub const NAMED_MAX: usize = 3;

/// Returns the names separated by commas.
pub fn commas<N: ToWord>(names: impl IntoIterator<Item = N>) -> Word {
    Word::list(Joint::Comma, words(names))
}

/// Returns the names joined by "and".
pub fn all_of<N: ToWord>(names: impl IntoIterator<Item = N>) -> Word {
    Word::list(Joint::And, words(names))
}

/// Returns the names joined by "or".
pub fn either<N: ToWord>(names: impl IntoIterator<Item = N>) -> Word {
    Word::list(Joint::Or, words(names))
}

/// Returns the names separated by commas, or `none` if there are none.
pub fn listed<N: ToWord>(names: impl IntoIterator<Item = N>, none: Phrase) -> Word {
    or_none(Joint::Comma, words(names), none)
}

/// Returns the names separated by commas and in backticks, as sentences quote documents, or `none` if there are none.
pub fn quoted<N: ToWord>(names: impl IntoIterator<Item = N>, none: Phrase) -> Word {
    or_none(Joint::Quoted, words(names), none)
}

fn words<N: ToWord>(names: impl IntoIterator<Item = N>) -> Vec<Word> {
    let mut words = Vec::new();
    names.into_iter().for_each(|name| push(&mut words, &name));
    words
}

/// A separate function, so that each list type adds little code.
#[inline(never)]
fn push(words: &mut Vec<Word>, name: &dyn ToWord) {
    words.push(name.to_word());
}

fn or_none(joint: Joint, words: Vec<Word>, none: Phrase) -> Word {
    if words.is_empty() { none.into() } else { Word::list(joint, words) }
}
