//! What evidence can hold, in words.

use crate::case::value::{Country, Version};
use greenlight_json::InlineStr;

/// What evidence can hold, in words: mostly a text already, for which `Display` would go a long way.
pub trait Told {
    /// In words.
    fn told(&self) -> InlineStr;
}

impl Told for str {
    fn told(&self) -> InlineStr {
        self.into()
    }
}

impl Told for String {
    fn told(&self) -> InlineStr {
        self.as_str().into()
    }
}

impl Told for InlineStr {
    fn told(&self) -> InlineStr {
        self.clone()
    }
}

macro_rules! displayed {
    ($($type:ty),+) => {$(
        impl Told for $type {
            fn told(&self) -> InlineStr {
                self.to_string().into()
            }
        }
    )+};
}

displayed!(u64, usize, Country, Version);

impl<T: Told + ?Sized> Told for &T {
    fn told(&self) -> InlineStr {
        T::told(self)
    }
}
