//! What evidence can hold, as words.

use super::{Phrase, Word};
use crate::inline_str::InlineStr;

/// What can fill a sentence.
pub trait ToWord {
    /// As a word.
    fn to_word(&self) -> Word;
}

impl ToWord for str {
    fn to_word(&self) -> Word {
        Word::Text(self.into())
    }
}

impl ToWord for String {
    fn to_word(&self) -> Word {
        self.as_str().to_word()
    }
}

impl ToWord for InlineStr {
    fn to_word(&self) -> Word {
        Word::Text(self.clone())
    }
}

impl ToWord for u64 {
    fn to_word(&self) -> Word {
        Word::Number(*self)
    }
}

impl ToWord for u32 {
    fn to_word(&self) -> Word {
        Word::Number((*self).into())
    }
}

impl ToWord for usize {
    fn to_word(&self) -> Word {
        Word::Number(u64::try_from(*self).unwrap_or(u64::MAX))
    }
}

impl ToWord for Word {
    fn to_word(&self) -> Word {
        self.clone()
    }
}

impl ToWord for Phrase {
    fn to_word(&self) -> Word {
        self.clone().into()
    }
}

/// What is not there says nothing.
impl<T: ToWord> ToWord for Option<T> {
    fn to_word(&self) -> Word {
        self.as_ref().map_or_else(|| "".to_word(), T::to_word)
    }
}

impl<T: ToWord + ?Sized> ToWord for &T {
    fn to_word(&self) -> Word {
        T::to_word(self)
    }
}
