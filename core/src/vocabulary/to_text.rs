//! What evidence can hold, in words.

use greenlight_json::InlineStr;

/// What evidence can hold, in words: mostly a text already, for which `Display` would go a long way.
pub trait ToText {
    /// In words.
    fn told(&self) -> InlineStr;
}

impl ToText for str {
    fn told(&self) -> InlineStr {
        self.into()
    }
}

impl ToText for String {
    fn told(&self) -> InlineStr {
        self.as_str().into()
    }
}

impl ToText for InlineStr {
    fn told(&self) -> InlineStr {
        self.clone()
    }
}

macro_rules! displayed {
    ($($type:ty),+) => {$(
        impl $crate::vocabulary::ToText for $type {
            fn told(&self) -> InlineStr {
                self.to_string().into()
            }
        }
    )+};
}

displayed!(u64, usize);

impl<T: ToText + ?Sized> ToText for &T {
    fn told(&self) -> InlineStr {
        T::told(self)
    }
}
