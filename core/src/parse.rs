//! Text to documents: what is wrong with them is told with its place, and how to mend it.

mod attested;
mod canonical;
mod fault;
mod place;
mod read;
mod reader;

use crate::error::{Code, Error};
use crate::pointer::Pointer;

pub use canonical::Canonical;
pub use fault::Fault;
pub use place::Place;
pub use read::{Fill, Read};
pub(crate) use read::{Required, Slot, Stated, absent, fields};
pub use reader::{Json, Reader};

/// The longest text the engine reads, in bytes: two hundred thousand machines with everything stated fit in, a runaway file does not.
pub const TEXT_BYTES_MAX: usize = 288 << 20;

/// Reads a document.
///
/// # Errors
/// What is wrong with the text, with a JSON Pointer where it is JSON, with line and column where it is not.
pub fn document<T: Read>(text: &str) -> Result<T, Error> {
    let mut document = None;
    read(text, &mut |reader| T::read_to(&mut document, reader))?;
    // What is read without a fault is there.
    document.ok_or_else(|| Place(0).lacks("").told(text))
}

/// Reads a document to its place, as large ones are better not moved.
///
/// # Errors
/// As [`document`].
pub(crate) fn document_to(place: &mut dyn Fill, text: &str) -> Result<(), Error> {
    read(text, &mut |reader| place.fill(reader))
}

fn read(text: &str, document: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Fault>) -> Result<(), Error> {
    if text.len() > TEXT_BYTES_MAX {
        let message =
            format!("the text has {} bytes, more than the {TEXT_BYTES_MAX} that are read", text.len());
        return Err(Error::new(Code::TooLarge, Pointer::ROOT, message, "split it into several documents"));
    }
    let mut reader = Reader::new(text);
    let read = reader.value().and_then(|()| document(&mut reader)).and_then(|()| reader.end());
    read.map_err(|fault| fault.told(text))
}

/// Reads a document from a value that is already parsed.
///
/// # Errors
/// As [`document`].
pub fn value<T: Read>(value: &serde_json::Value) -> Result<T, Error> {
    document(&value.to_string())
}

/// A document through any of serde's formats, for programs that hold one: what is wrong with it is told with its place.
macro_rules! deserialize {
    ($($document:ty),+) => {$(
        impl<'de> serde::Deserialize<'de> for $document {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let whole = serde_json::Value::deserialize(deserializer)?;
                value(&whole).map_err(|error| {
                    let Error { at, message, help, .. } = error;
                    serde::de::Error::custom(format_args!("{message} at `{at}`; {help}"))
                })
            }
        }
    )+};
}

deserialize!(crate::case::Case, crate::scenario::Scenario);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use proptest::prelude::*;

    #[test]
    fn documents_are_serde_s_too() {
        let text = r#"{"images": {"finance": {"generation": 2}}}"#;
        let case: Case = serde_json::from_str(text).unwrap();
        assert_eq!(Ok(case), document(text));
        let error = serde_json::from_str::<Case>(r#"{"images": {"finance": {"generaton": 2}}}"#).unwrap_err();
        let words = error.to_string();
        assert!(words.contains("`/images/finance/generaton`; did you mean `generation`?"), "{words}");
    }

    /// A JSON text with spaces here and there, in which at most one byte is out of place.
    fn text() -> impl Strategy<Value = String> {
        let scalar = prop::sample::select(vec![
            "null",
            "true",
            "false",
            "0",
            "7",
            "120",
            "-3",
            "1.50",
            "2e3",
            "01",
            "1.",
            "-",
            "nul",
            "\"\"",
            "\"plain\"",
            "\"a longer text than eight letters\"",
            "\"\\n\\u00e9\\ud83d\\ude00\"",
            "\"\\x\"",
            "\"é\"",
            "\"\t\"",
        ]);
        let space = || prop::sample::select(vec!["", "", "", " ", "\n", "\t "]);
        let value = scalar.prop_map(str::to_owned).prop_recursive(4, 24, 4, move |inner| {
            let spaced =
                (space(), inner, space()).prop_map(|(before, it, behind)| format!("{before}{it}{behind}"));
            let key = prop::sample::select(vec!["\"a\"", "\"another_key\"", " \"\\u0061b\" ", "\"\"", "b"]);
            let field = (key, spaced.clone()).prop_map(|(key, value)| format!("{key}:{value}"));
            prop_oneof![
                prop::collection::vec(spaced, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
                prop::collection::vec(field, 0..4).prop_map(|fields| format!("{{{}}}", fields.join(","))),
            ]
        });
        (value, slip()).prop_map(|(text, slip)| slip.in_text(&text))
    }

    /// One letter too many or another one.
    #[derive(Clone, Debug)]
    struct Slip {
        at: prop::sample::Index,
        odd: &'static str,
        insert: bool,
    }

    fn slip() -> impl Strategy<Value = Slip> {
        let odd = prop::sample::select(vec!["", ",", "\"", "}", "]", ":", "\\", " ", "é", "\u{1}"]);
        (any::<prop::sample::Index>(), odd, any::<bool>()).prop_map(|(at, odd, insert)| Slip {
            at,
            odd,
            insert,
        })
    }

    impl Slip {
        fn in_text(&self, text: &str) -> String {
            let mut letters: Vec<String> = text.chars().map(String::from).collect();
            let at = self.at.index(letters.len());
            if self.insert {
                letters.insert(at, self.odd.to_owned());
            } else {
                self.odd.clone_into(&mut letters[at]);
            }
            letters.concat()
        }
    }

    /// What is wrong with a text, as `serde_json` says it.
    fn told(error: Error) -> String {
        let place = |number: Option<u32>| number.unwrap_or_default();
        format!("{} at line {} column {}", error.message, place(error.line), place(error.column))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

        /// Whatever is quick for most texts goes the long way for others: both say what `serde_json` says.
        #[test]
        fn texts_are_read_as_serde_json_reads_them(text in text()) {
            let ours = document::<serde_json::Value>(&text).map_err(told);
            let theirs = serde_json::from_str::<serde_json::Value>(&text).map_err(|error| error.to_string());
            prop_assert_eq!(ours, theirs);
        }

        /// A case in which a letter slipped is told to be no JSON where it is none, and is the same however it is spaced where it is.
        #[test]
        fn cases_are_json_first(slip in slip(), pretty: bool) {
            let golden: serde_json::Value = serde_json::from_str(include_str!("rules/golden.json")).unwrap();
            let text = if pretty { serde_json::to_string_pretty(&golden).unwrap() } else { golden.to_string() };
            let text = slip.in_text(&text);
            let ours = document::<Case>(&text);
            match serde_json::from_str::<serde_json::Value>(&text) {
                Err(error) => prop_assert_eq!(ours.map_err(told), Err(error.to_string())),
                Ok(whole) if whole == golden => {
                    prop_assert_eq!(ours, Ok(value::<Case>(&golden).unwrap()));
                }
                Ok(_) => {}
            }
        }
    }
}
