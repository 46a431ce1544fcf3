//! What evidence can hold, as words.

use super::{Phrase, Word};
use crate::inline_str::InlineStr;

/// What can fill a sentence.
pub trait ToWord {
    /// As a word.
    fn told(&self) -> Word;
}

impl ToWord for str {
    fn told(&self) -> Word {
        Word::Text(self.into())
    }
}

impl ToWord for String {
    fn told(&self) -> Word {
        self.as_str().told()
    }
}

impl ToWord for InlineStr {
    fn told(&self) -> Word {
        Word::Text(self.clone())
    }
}

impl ToWord for u64 {
    fn told(&self) -> Word {
        Word::Number(*self)
    }
}

impl ToWord for u32 {
    fn told(&self) -> Word {
        Word::Number((*self).into())
    }
}

impl ToWord for usize {
    fn told(&self) -> Word {
        Word::Number(u64::try_from(*self).unwrap_or(u64::MAX))
    }
}

impl ToWord for Word {
    fn told(&self) -> Word {
        self.clone()
    }
}

impl ToWord for Phrase {
    fn told(&self) -> Word {
        self.clone().into()
    }
}

/// What is not there says nothing.
impl<T: ToWord> ToWord for Option<T> {
    fn told(&self) -> Word {
        self.as_ref().map_or_else(|| "".told(), T::told)
    }
}

impl<T: ToWord + ?Sized> ToWord for &T {
    fn told(&self) -> Word {
        T::told(self)
    }
}
