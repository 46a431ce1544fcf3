//! Scalars of YAML as JSON: what is text, what is a number, and what a tag says of it.

use std::borrow::Cow;
use std::fmt::Write as _;

use saphyr_parser::{ScalarStyle, Tag};

/// The tag `!`, which only says that a scalar is text.
pub(super) fn is_unspecific(tag: &Tag) -> bool {
    tag.handle.is_empty() && tag.suffix == "!"
}

pub(super) fn no_meaning(tag: &Tag) -> String {
    let handle = if tag.is_yaml_core_schema() { "!!" } else { tag.handle.as_str() };
    format!("the tag `{handle}{}` has no meaning here", tag.suffix)
}

/// A scalar as JSON, by the core schema of YAML 1.2: `NO` and `2024-01-24` are text.
pub(super) fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<String, String> {
    let Some(tag) = tag else {
        return if style == ScalarStyle::Plain { plain(text) } else { Ok(quoted(text)) };
    };
    if is_unspecific(tag) {
        return Ok(quoted(text));
    }
    let core = if tag.is_yaml_core_schema() { tag.suffix.as_str() } else { "" };
    let read = match core {
        "str" => return Ok(quoted(text)),
        "null" | "bool" | "int" | "float" => plain(text)?,
        _ => return Err(no_meaning(tag)),
    };
    let number = !read.starts_with(['"', 'n', 't', 'f']);
    let fits = match core {
        "null" => read == "null",
        "bool" => read == "true" || read == "false",
        "int" => number && !read.contains(['.', 'e', 'E']),
        _ => number,
    };
    if fits { Ok(read) } else { Err(format!("`{text}` is not what its tag `!!{core}` says")) }
}

/// A scalar without quotes.
fn plain(text: &str) -> Result<String, String> {
    Ok(match text {
        "" | "~" | "null" | "Null" | "NULL" => "null".to_owned(),
        "true" | "True" | "TRUE" => "true".to_owned(),
        "false" | "False" | "FALSE" => "false".to_owned(),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" | "-.inf" | "-.Inf" | "-.INF" | ".nan"
        | ".NaN" | ".NAN" => {
            return Err(format!("`{text}` is not a number that a document can hold"));
        }
        _ => number(text).map_or_else(|| quoted(text), Cow::into_owned),
    })
}

/// A number in the spelling of JSON, with all the digits that were written.
fn number(text: &str) -> Option<Cow<'_, str>> {
    let first = text.trim_start_matches(['+', '-']).chars().next()?;
    if !(first.is_ascii_digit() || first == '.') {
        return None;
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return i64::from_str_radix(hex, 16).ok().map(|n| n.to_string().into());
    }
    if let Some(octal) = text.strip_prefix("0o") {
        return i64::from_str_radix(octal, 8).ok().map(|n| n.to_string().into());
    }
    if serde_json::from_str::<serde_json::Number>(text).is_ok() {
        return Some(text.into());
    }
    if let Ok(integer) = text.parse::<i128>() {
        return Some(integer.to_string().into());
    }
    // What is left is a fraction in a spelling that JSON lacks: `.5`, `+1.5`, `1.`.
    text.parse::<f64>().ok().filter(|float| float.is_finite()).map(|float| float.to_string().into())
}

fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    quote(&mut json, text);
    json
}

/// Appends a text as JSON.
pub(super) fn quote(json: &mut String, text: &str) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            c if c < ' ' => {
                let _ = write!(json, "\\u{:04x}", u32::from(c));
            }
            c => json.push(c),
        }
    }
    json.push('"');
}
