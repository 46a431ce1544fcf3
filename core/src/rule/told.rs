//! What evidence can hold, in words.

use crate::case::value::{Country, Version};
use crate::text::Text;

/// What evidence can hold, in words: mostly a text already, for which `Display` would go a long way.
pub trait Told {
    /// In words.
    fn told(&self) -> Text;
}

impl Told for str {
    fn told(&self) -> Text {
        self.into()
    }
}

impl Told for String {
    fn told(&self) -> Text {
        self.as_str().into()
    }
}

impl Told for Text {
    fn told(&self) -> Text {
        self.clone()
    }
}

macro_rules! displayed {
    ($($type:ty),+) => {$(
        impl Told for $type {
            fn told(&self) -> Text {
                self.to_string().into()
            }
        }
    )+};
}

displayed!(u64, usize, Country, Version);

impl<T: Told + ?Sized> Told for &T {
    fn told(&self) -> Text {
        T::told(self)
    }
}
