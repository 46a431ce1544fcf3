//! What evidence can hold, in words.

use crate::case::value::{Country, Version};
use crate::text::Text;

/// What evidence can hold, in words: mostly a text already, for which `Display` would go a long way.
pub trait Told {
    /// In words.
    fn told(&self) -> String;
}

impl Told for str {
    fn told(&self) -> String {
        self.to_owned()
    }
}

impl Told for String {
    fn told(&self) -> String {
        self.clone()
    }
}

impl Told for Text {
    fn told(&self) -> String {
        self.as_str().to_owned()
    }
}

macro_rules! displayed {
    ($($type:ty),+) => {$(
        impl Told for $type {
            fn told(&self) -> String {
                self.to_string()
            }
        }
    )+};
}

displayed!(u64, usize, Country, Version);

impl<T: Told + ?Sized> Told for &T {
    fn told(&self) -> String {
        T::told(self)
    }
}
