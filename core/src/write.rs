//! Documents to text: JSON without spaces, fields in the order of their declaration.

use smol_str::SmolStr;
use std::fmt::Write as _;

/// What can be written.
pub trait Written {
    /// Adds it to a text.
    fn write(&self, out: &mut String);

    /// Whether there is nothing in it, so that a field which may be left out is.
    fn is_nothing(&self) -> bool {
        false
    }
}

/// Declares documents and parts of them that are only written. A field marked `#[left_out = …]` is left out when there is nothing in it.
macro_rules! written {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident $(<$life:lifetime>)? {
        $($(#[doc = $doc:literal])* $(#[left_out = $when:literal])? $shown:vis $field:ident: $type:ty),+ $(,)?
    })+) => {$(
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$meta])*
        $vis struct $name $(<$life>)? {
            $(
                $(#[doc = $doc])*
                $(#[cfg_attr(feature = "schema", schemars(skip_serializing_if = $when))])?
                $shown $field: $type
            ),+
        }

        impl $(<$life>)? $crate::write::Written for $name $(<$life>)? {
            fn write(&self, out: &mut String) {
                const FIELDS: &[(&str, bool)] =
                    &[$((concat!(",\"", stringify!($field), "\":"), <[&str]>::is_empty(&[$($when)?]))),+];
                $crate::write::object(out, FIELDS, &[$(&self.$field),+]);
            }
        }
    )+};
}

pub(crate) use written;

/// A document as text; `usual` is room for what it usually takes, so that it need not be moved while it grows.
pub(crate) fn text(document: &(impl Written + ?Sized), usual: usize) -> String {
    let mut out = String::with_capacity(usual);
    document.write(&mut out);
    out
}

/// Adds an object; each field has a name, written `,"name":`, and whether it is written even when there is nothing in it.
pub(crate) fn object(out: &mut String, fields: &[(&str, bool)], values: &[&dyn Written]) {
    out.push('{');
    let mut skipped = 1;
    for ((name, always), value) in fields.iter().zip(values) {
        if *always || !value.is_nothing() {
            out.push_str(name.get(skipped..).unwrap_or_default());
            skipped = 0;
            value.write(out);
        }
    }
    out.push('}');
}

/// Adds a text.
pub(crate) fn quoted(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some((plain, special)) = rest.split_at_checked(crate::parse::plain(rest.as_bytes())) {
        out.push_str(plain);
        let mut letters = special.chars();
        let Some(letter) = letters.next() else { break };
        let short = match letter {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            _ => "",
        };
        out.push_str(short);
        if short.is_empty() {
            let _ = write!(out, "\\u{:04x}", u32::from(letter));
        }
        rest = letters.as_str();
    }
    out.push('"');
}

/// Adds a number.
fn digits(out: &mut String, number: u64) {
    if number >= 10 {
        digits(out, number / 10);
    }
    out.push(char::from_digit(u32::try_from(number % 10).unwrap_or(0), 10).unwrap_or('0'));
}

impl Written for str {
    fn write(&self, out: &mut String) {
        quoted(out, self);
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Written for String {
    fn write(&self, out: &mut String) {
        quoted(out, self);
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Written for SmolStr {
    fn write(&self, out: &mut String) {
        quoted(out, self);
    }
}

impl Written for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

macro_rules! numbers {
    ($($type:ident)+) => {$(
        impl Written for $type {
            fn write(&self, out: &mut String) {
                digits(out, (*self).into());
            }

            fn is_nothing(&self) -> bool {
                *self == 0
            }
        }
    )+};
}

numbers! { u8 u32 u64 }

impl<T: Written + ?Sized> Written for &T {
    fn write(&self, out: &mut String) {
        (**self).write(out);
    }

    fn is_nothing(&self) -> bool {
        (**self).is_nothing()
    }
}

impl<T: Written> Written for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(it) => it.write(out),
            None => out.push_str("null"),
        }
    }

    fn is_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T: Written> Written for [T] {
    fn write(&self, out: &mut String) {
        let mut before = '[';
        for item in self {
            out.push(before);
            before = ',';
            item.write(out);
        }
        out.push_str(if before == '[' { "[]" } else { "]" });
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Written> Written for Vec<T> {
    fn write(&self, out: &mut String) {
        self.as_slice().write(out);
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

/// A document as it is, from whoever changes it.
impl Written for serde_json::Value {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "{self}");
    }
}
