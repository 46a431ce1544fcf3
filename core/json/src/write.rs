//! Documents to JSON text without spaces, letter for letter as `serde_json` writes them.

mod serializer;

use crate::swar::{is_plain, plain};
use serde::Serialize;
use serializer::{Output, Writer};

/// Room for an answer of usual length, so that it need not be moved while it grows.
const USUAL_BYTES: usize = 4096;

/// A document as text; an empty one if JSON has no words for it, as where a key is no text.
pub fn text<T: Serialize>(value: &T) -> String {
    written(value, None)
}

/// [`text()`] of a large document, of which pieces are given on as they are written; what is left of it is returned.
pub fn in_pieces<T: Serialize>(value: &T, take: fn(&str)) -> String {
    written(value, Some(take))
}

fn written<T: Serialize>(value: &T, pieces: Option<fn(&str)>) -> String {
    let mut out = Output { text: String::with_capacity(USUAL_BYTES), pieces };
    if value.serialize(Writer { out: &mut out }).is_err() {
        out.clear();
    }
    out.text
}

/// Writes a text with quotation marks, its letters escaped where they must be.
pub fn quote(out: &mut String, text: &str) {
    out.push('"');
    escape(out, text);
    out.push('"');
}

/// Writes a whole number.
pub fn number(out: &mut String, whole: u64) {
    if whole > 9 {
        number(out, whole / 10);
    }
    out.extend(char::from_digit((whole % 10) as u32, 10));
}

/// Writes a byte as two hexadecimal digits.
pub fn hex(out: &mut String, byte: u8) {
    out.extend([byte >> 4, byte & 15].into_iter().filter_map(|digit| char::from_digit(digit.into(), 16)));
}

fn escape(out: &mut String, text: &str) {
    if is_plain(text.as_bytes()) {
        out.push_str(text);
        return;
    }
    let mut rest = text;
    loop {
        let end = plain(rest.as_bytes());
        out.push_str(rest.get(..end).unwrap_or_default());
        let Some(byte) = rest.as_bytes().get(end) else { return };
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            8 => out.push_str("\\b"),
            12 => out.push_str("\\f"),
            other => {
                out.push_str("\\u00");
                hex(out, *other);
            }
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use serde::Serialize;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    struct Unit;

    #[derive(Serialize)]
    struct Wrapped(u8);

    #[derive(Serialize)]
    enum Shape {
        Unit,
        One(Wrapped),
        Many(i8, Option<char>),
        Named { wide: u64, low: i64, unit: Unit },
    }

    fn as_serde_json<T: Serialize>(value: &T) {
        assert_eq!(text(value), serde_json::to_string(value).unwrap());
    }

    #[test]
    fn every_shape() {
        as_serde_json(&[Shape::Unit, Shape::One(Wrapped(7)), Shape::Many(-1, Some('"'))]);
        as_serde_json(&Shape::Named { wide: u64::MAX, low: i64::MIN, unit: Unit });
        as_serde_json(&(Shape::Many(0, None), (), [0_u8; 0], 1.5_f32, -0.0, 1e300, f64::NAN, true));
        as_serde_json(&json!({"": [], "a\"b": {}, "c": [{"d": null}, [1, -2, 2.5, false]]}));
    }

    #[test]
    fn every_letter() {
        let few = (0..=0x2FF).step_by(if cfg!(miri) { 97 } else { 1 });
        for letter in few.chain([0x2028, 0xFFFF, 0x1_F4A1]).filter_map(char::from_u32) {
            for before in 0..9 {
                let value = format!("{}{letter}{letter}é", "x".repeat(before));
                as_serde_json(&value);
                as_serde_json(&Value::from(value));
            }
        }
    }

    #[test]
    fn what_tells_of_itself_is_escaped() {
        struct Sentence;
        impl std::fmt::Display for Sentence {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}\"\n\\é", 1 + 1)
            }
        }
        impl Serialize for Sentence {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        as_serde_json(&Sentence);
    }

    #[test]
    fn pieces_are_the_whole() {
        thread_local!(static GIVEN: std::cell::RefCell<Vec<String>> = const { std::cell::RefCell::new(Vec::new()) });
        let rows: Vec<Value> =
            (0..40_000).map(|n| json!({"name": format!("\"{n}"), "list": [n, null]})).collect();
        let rest =
            super::in_pieces(&rows, |piece| GIVEN.with_borrow_mut(|given| given.push(piece.to_owned())));
        let given = GIVEN.take();
        assert!(given.len() > 10 && given.iter().all(|piece| piece.len() < 70_000), "{}", given.len());
        assert!(given.concat() + &rest == text(&rows));
    }

    #[test]
    fn a_key_must_be_a_text() {
        as_serde_json(&BTreeMap::from([('k', 1)]));
        assert_eq!(text(&BTreeMap::from([([1], 1)])), "");
    }
}
