//! Writing a value into a document as it stands in its source: spacing, comments and the order of keys stay.

use std::borrow::Cow;
use std::sync::Arc;

use greenlight_core::json::Pointer;
use serde_json::{Map, Value};

use super::{CliError, Document, SourceText};

impl Document {
    /// The text of the source with a value at a JSON Pointer, what stands around it made where it is not there; `None` where the pointer
    /// leads into something that holds nothing. Where the value fits in nowhere, all is laid out anew.
    pub(crate) fn with(&self, pointer: &str, value: &Value) -> Option<String> {
        let mut wanted: Value = serde_json::from_str(self.text()).ok()?;
        put(&mut wanted, &keys(pointer), value)?;
        let fits = |text: &String| self.reads(text).is_some_and(|read| read == wanted);
        self.edits(pointer, value)
            .into_iter()
            .find(fits)
            .or_else(|| serde_json::to_string_pretty(&wanted).ok())
    }

    /// The document that its source would be with another text.
    ///
    /// # Errors
    /// What is wrong with that text.
    pub(crate) fn rewritten(&self, text: String) -> Result<Self, CliError> {
        let source = Arc::new(SourceText { name: self.source.name.clone(), text, lines_before: 0 });
        let nothing = || Err(CliError::new("empty", "there is no document").in_source(&source));
        Self::read_all(&source).pop().unwrap_or_else(nothing)
    }

    /// What a text of this source would mean.
    fn reads(&self, text: &str) -> Option<Value> {
        serde_json::from_str(self.rewritten(text.to_owned()).ok()?.text()).ok()
    }

    /// Ways to write it, the one that reads best first.
    fn edits(&self, pointer: &str, value: &Value) -> Vec<String> {
        let keys = keys(pointer);
        let mut around = keys.len();
        while around > 0 && self.place(joined(keys.get(..around).unwrap_or_default()).as_str()).is_none() {
            around -= 1;
        }
        let Some(place) = self.place(joined(keys.get(..around).unwrap_or_default()).as_str()) else {
            return Vec::new();
        };
        let rest = keys.get(around..).unwrap_or_default();
        let text = &self.source.text;
        let written =
            |from: usize, to: usize, new: &str| Some([text.get(..from)?, new, text.get(to..)?].concat());
        // Where nothing stands, it belongs behind the colon.
        let colon = place
            .key
            .filter(|_| place.value.is_empty() && !place.holds)
            .and_then(|key| Some(key.end + text.get(key.end..)?.find(':')? + 1));
        let (from, to) = colon.map_or((place.value.start, place.value.end), |colon| (colon, colon));
        let Some((key, inner)) = rest.split_first().filter(|_| place.holds) else {
            let values = ways(&around_with(rest, value));
            let spaced: Vec<String> = values.iter().map(|value| format!(" {value}")).collect();
            return values.iter().chain(&spaced).filter_map(|value| written(from, to, value)).collect();
        };
        let values = ways(&around_with(inner, value));
        let pairs = values.iter().flat_map(|value| {
            ways(&Value::from(key.as_str())).into_iter().map(move |key| format!("{key}: {value}"))
        });
        if text.get(from..).is_some_and(|text| text.starts_with('{')) {
            let pairs: Vec<String> = pairs.collect();
            let spaced = text.get(from + 1..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
            let comma = if spaced { "," } else { ", " };
            let ends = pairs.iter().flat_map(|pair| [pair.clone(), format!("{pair}{comma}")]);
            return ends.filter_map(|pair| written(from + 1, from + 1, &pair)).collect();
        }
        let column = text.get(..from).map_or(0, |before| from - before.rfind('\n').map_or(0, |end| end + 1));
        pairs.filter_map(|pair| written(from, from, &format!("{pair}\n{}", " ".repeat(column)))).collect()
    }
}

/// The keys of a JSON Pointer.
fn keys(pointer: &str) -> Vec<String> {
    let pointer = Pointer::parse(pointer).unwrap_or_default();
    pointer.keys().map(Cow::into_owned).collect()
}

/// The JSON Pointer of keys.
fn joined(keys: &[String]) -> Pointer {
    keys.iter().fold(Pointer::ROOT, |pointer, key| pointer.key(key))
}

/// A value inside objects, one a key.
fn around_with(keys: &[String], value: &Value) -> Value {
    keys.iter().rev().fold(value.clone(), |value, key| Map::from_iter([(key.clone(), value)]).into())
}

/// A value as it can be written on one line: first without quotation marks, where it is a text.
fn ways(value: &Value) -> Vec<String> {
    let plain = value
        .as_str()
        .filter(|text| !text.is_empty() && !text.contains(['\n', '#', ':', ',']))
        .map(str::to_owned);
    plain.into_iter().chain([value.to_string()]).collect()
}

/// Puts a value into a document; objects that are not there are made.
fn put(document: &mut Value, keys: &[String], value: &Value) -> Option<()> {
    let Some((key, rest)) = keys.split_first() else {
        *document = value.clone();
        return Some(());
    };
    if document.is_null() {
        *document = Map::new().into();
    }
    let inner = match document {
        Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?)?,
        document => document.as_object_mut()?.entry(key.as_str()).or_insert(Value::Null),
    };
    put(inner, rest, value)
}

#[cfg(test)]
#[expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn check(name: &str, text: &str, sets: &[(&str, Value)], expected: Expect) {
        let mut text = text.to_owned();
        for (pointer, value) in sets {
            let source = SourceText { name: name.to_owned(), text, lines_before: 0 };
            let document = Document::read_all(&Arc::new(source)).pop().unwrap().unwrap();
            text = document.with(pointer, value).unwrap();
        }
        expected.assert_eq(&text);
    }

    #[test]
    fn what_a_person_wrote_stays() {
        let case = "# ours\nimages:\n  finance:   # the image\n    generation: 1 # old\n  empty:\npeople: {ann: {}}\nlist:\n  - name: a\n";
        let sets = [
            ("/images/finance/generation", json!(2)),
            ("/images/finance/regions", json!(["westeurope"])),
            ("/images/finance/os/family", json!("windows-11")),
            ("/images/empty/generalized", json!(true)),
            ("/people/ann/account", json!("enabled")),
            ("/people/bob", json!({})),
            ("/list/0/other", json!("yes")),
            ("/list/0/number", json!("007")),
            ("/as_of", json!("2024-02-12")),
        ];
        check(
            "case.yaml",
            case,
            &sets,
            expect![[r##"
                # ours
                as_of: 2024-02-12
                images:
                  finance:   # the image
                    os: {"family":"windows-11"}
                    regions: ["westeurope"]
                    generation: 2 # old
                  empty: {"generalized":true}
                people: {bob: {}, ann: {account: enabled}}
                list:
                  - number: "007"
                    other: yes
                    name: a
            "##]],
        );
        let case =
            "{\n  \"images\": {\"finance\": {}},\n  \"people\": {\"ann\": {\"account\": \"disabled\"}}\n}\n";
        let sets = [
            ("/images/finance/generation", json!(2)),
            ("/people/ann/account", json!("enabled")),
            ("/people/ann/plans", json!([])),
        ];
        check(
            "case.json",
            case,
            &sets,
            expect![[r#"
            {
              "images": {"finance": {"generation": 2}},
              "people": {"ann": {"plans": [], "account": "enabled"}}
            }
        "#]],
        );
        check(
            "case.yaml",
            "images: &all\n  a: {x: 1}\nothers: *all\n",
            &[("/others/a/x", json!(2))],
            expect![[r#"
                {
                  "images": {
                    "a": {
                      "x": 1
                    }
                  },
                  "others": {
                    "a": {
                      "x": 2
                    }
                  }
                }"#]],
        );
    }

    #[test]
    fn nothing_is_put_into_what_holds_nothing() {
        let source =
            SourceText { name: "case.yaml".to_owned(), text: "a: [1]\nb: 2\n".to_owned(), lines_before: 0 };
        let document = Document::read_all(&Arc::new(source)).pop().unwrap().unwrap();
        for pointer in ["/a/1", "/a/x", "/b/c"] {
            assert_eq!(document.with(pointer, &json!(1)), None, "{pointer}");
        }
    }
}
