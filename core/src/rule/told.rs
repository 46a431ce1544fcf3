//! What evidence can hold, in words; names in one line.

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

/// The names in one line; `none` where there are none.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>, none: &str) -> String {
    let mut line = Line::default();
    names.into_iter().for_each(|name| line.add(", ", name, ""));
    line.told(none)
}

/// The names in one line, any of which will do.
pub fn either<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut line = Line::default();
    names.into_iter().for_each(|name| line.add(" or ", name, ""));
    line.told("")
}

/// The names in one line, each in backticks, as what a document says is shown in sentences; `none` where there are none.
pub fn quoted<'a>(names: impl IntoIterator<Item = &'a str>, none: &str) -> String {
    let mut line = Line::default();
    names.into_iter().for_each(|name| line.add(", ", name, "`"));
    line.told(none)
}

/// Names in one line.
#[derive(Default)]
struct Line(Option<String>);

impl Line {
    #[inline(never)]
    fn add(&mut self, joint: &str, name: &str, quote: &str) {
        if let Some(line) = &mut self.0 {
            line.push_str(joint);
        }
        let line = self.0.get_or_insert_default();
        for part in [quote, name, quote] {
            line.push_str(part);
        }
    }

    #[inline(never)]
    fn told(self, none: &str) -> String {
        self.0.unwrap_or_else(|| none.to_owned())
    }
}
