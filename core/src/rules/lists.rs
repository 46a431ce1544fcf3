//! Names that evidence tells in one line.

use crate::vocabulary::{Joint, Phrase, ToWord, Word};

/// Of at most so many machines one sentence says what keeps them; its finding holds the places of all.
pub const NAMED_MAX: usize = 3;

/// The names, separated by commas.
pub fn commas<N: ToWord>(names: impl IntoIterator<Item = N>) -> Word {
    Word::list(Joint::Comma, words(names))
}

/// All of the names together.
pub fn all_of<N: ToWord>(names: impl IntoIterator<Item = N>) -> Word {
    Word::list(Joint::And, words(names))
}

/// The names, any of which will do.
pub fn either<N: ToWord>(names: impl IntoIterator<Item = N>) -> Word {
    Word::list(Joint::Or, words(names))
}

/// The names, separated by commas; `none` where there are none.
pub fn listed<N: ToWord>(names: impl IntoIterator<Item = N>, none: Phrase) -> Word {
    or_none(Joint::Comma, words(names), none)
}

/// The names, each in backticks, as what a document says is shown in sentences; `none` where there are none.
pub fn quoted<N: ToWord>(names: impl IntoIterator<Item = N>, none: Phrase) -> Word {
    or_none(Joint::Quoted, words(names), none)
}

fn words<N: ToWord>(names: impl IntoIterator<Item = N>) -> Vec<Word> {
    let mut words = Vec::new();
    names.into_iter().for_each(|name| push(&mut words, &name));
    words
}

/// Apart, so that one list of another type costs little code.
#[inline(never)]
fn push(words: &mut Vec<Word>, name: &dyn ToWord) {
    words.push(name.to_word());
}

fn or_none(joint: Joint, words: Vec<Word>, none: Phrase) -> Word {
    if words.is_empty() { none.into() } else { Word::list(joint, words) }
}
