//! Texts to be read: JSON, JSON in which something is out of place, and heaps of what JSON is made of.

use proptest::prelude::*;

/// A document of every kind of field.
pub(crate) const WHOLE: &str = "{\"a\": {\"ä\": [1, -2.5e3, \"\\ud83d\\ude00\\n\", null]}, \"list\": [0, 255],\n\t\"on\": true, \"name\": \
                                \"é\\u0041\", \"count\": 18446744073709551615, \"inner\": {\"few\": 7}}";

/// Texts over which readers of JSON are known to stumble.
pub(crate) const KNOWN: &[&str] = &[
    "",
    " ",
    "\u{feff}null",
    "null\u{0}",
    "nul",
    "nulll",
    "NaN",
    "-Infinity",
    "'a'",
    "// no\n1",
    "[1,]",
    "[,1]",
    "{,}",
    "{\"a\":1,}",
    "{a:1}",
    "{1:1}",
    "{\"a\" 1}",
    "{\"a\":}",
    "{\"a\"}",
    "[1 2]",
    "[1:2]",
    "1 2",
    "]",
    "}",
    "[}",
    "{]",
    // Numbers that no type holds, or that are written as none is.
    "1e400",
    "-1e400",
    "1e-400",
    "[1e99999999999999999999]",
    "{\"count\": 18446744073709551616}",
    "{\"count\": 1.0}",
    "{\"count\": -0}",
    "{\"count\": -1}",
    "{\"count\": 1e2}",
    "{\"list\": [256]}",
    "{\"inner\": {\"few\": 4294967296}}",
    "123456789012345678901234567890.123456789",
    "-0",
    "-",
    "--1",
    "+1",
    "01",
    "-01",
    ".5",
    "5.",
    "5.e1",
    "1e",
    "1e+",
    "0x10",
    // Surrogates alone, in the wrong order, cut off, and whole.
    "\"\\ud800\"",
    "\"\\udc00\"",
    "\"\\udc00\\ud800\"",
    "\"\\ud800\\ud800\"",
    "\"\\ud800\\n\"",
    "\"\\ud800x\"",
    "\"\\ud800\\u\"",
    "\"\\ud800\\u00",
    "\"\\uD83D\\uDE00\"",
    "\"\\udbff\\udfff\"",
    "\"\\uffff\\ufffe\\u0000\"",
    "\"\\u12\"",
    "\"\\u+123\"",
    "\"\\u00é9\"",
    "\"\\u000😀\"",
    "{\"\\ud800\": 1}",
    // Escapes and control characters.
    "\"\\x41\"",
    "\"\\",
    "\"\\\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    "\"\u{7f}\u{80}\u{2028}\"",
    "\"line\nbreak\"",
    "\u{b}1",
    "\u{a0}1",
    // Keys that stand there twice, also where one of them is written with escapes.
    "{\"on\": true, \"on\": true}",
    "{\"on\": true, \"\\u006fn\": false}",
    "{\"a\": {\"b\": 1, \"b\": 2}}",
    "{\"\": 1}",
    "{\"a\": null, \"inner\": null}",
    "null",
    "{\"inner\": []}",
    "[]",
    "[null, [1], true, \"x\", 1, {}]",
    "{\"nmae\": \"\"}",
];

/// Whatever reading may meet.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let slipped = (any_json(), slip()).prop_map(|(text, slip)| slip.in_text(&text));
    let whole = slip().prop_map(|slip| slip.in_text(WHOLE));
    let cut = (any_json(), any::<prop::sample::Index>()).prop_map(|(text, end)| {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        text[..*end.get(&ends)].to_owned()
    });
    let heap = prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat());
    let number = "-?[0-9]{0,25}(\\.[0-9]{0,25})?([eE][+-]?[0-9]{0,5})?";
    let escapes = prop::collection::vec(prop::sample::select(ESCAPES), 0..8)
        .prop_map(|pieces| format!("\"{}\"", pieces.concat()));
    prop_oneof![any_json(), slipped, whole, cut, heap, number, escapes, ".*"]
}

/// A JSON text, with spaces here and there.
pub(crate) fn any_json() -> impl Strategy<Value = String> {
    let scalar = prop::sample::select(SCALARS).prop_map(str::to_owned);
    let space = || prop::sample::select(vec!["", "", "", " ", "\n", "\t "]);
    scalar.prop_recursive(4, 24, 4, move |inner| {
        let spaced =
            (space(), inner, space()).prop_map(|(before, it, behind)| format!("{before}{it}{behind}"));
        let field = (prop::sample::select(KEYS), spaced.clone()).prop_map(|(key, it)| format!("{key}:{it}"));
        prop_oneof![
            prop::collection::vec(spaced, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(field, 0..4).prop_map(|fields| format!("{{{}}}", fields.join(","))),
        ]
    })
}

/// A byte: mostly of those that mean something, or nearly do.
pub(crate) fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![
        6 => prop::sample::select(b"az09~ !#[]^\x7f".to_vec()),
        2 => any::<u8>(),
        1 => prop::sample::select(b"\"\\\x00\x1f\x80\xa2\xdc\xff".to_vec()),
    ]
}

const SCALARS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "7",
    "120",
    "-3",
    "1.50",
    "2e3",
    "\"\"",
    "\"plain\"",
    "\"a longer text than eight letters\"",
    "\"\\n\\u00e9\\ud83d\\ude00\"",
    "\"é\"",
];

const KEYS: &[&str] = &[
    "\"a\"",
    "\"list\"",
    "\"on\"",
    "\"name\"",
    "\"count\"",
    "\"inner\"",
    "\"few\"",
    "\"another_key\"",
    " \"\\u0061b\" ",
    "\"\"",
    "\"a/~b\"",
];

const PIECES: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "\"",
    "\\",
    "-",
    "+",
    ".",
    "e",
    "0",
    "1",
    "9",
    " ",
    "\n",
    "\t",
    "\u{1}",
    "true",
    "nul",
    "\"a\":",
    "\"on\":",
    "\"inner\":",
    "\\u",
    "d800",
    "é",
    "😀",
];

const ESCAPES: &[&str] =
    &["\\ud83d", "\\ude00", "\\u0000", "\\uffff", "\\u00", "\\n", "\\/", "\\q", "\\", "x", "é", "\u{1f}"];

/// One letter too many, another one, or one that lacks.
#[derive(Clone, Debug)]
struct Slip {
    at: prop::sample::Index,
    odd: &'static str,
    insert: bool,
}

fn slip() -> impl Strategy<Value = Slip> {
    let odd = vec!["", ",", "\"", "}", "]", ":", "\\", " ", "é", "\u{1}", "0", "1e999", "b", "nul", "1."];
    let odd = prop::sample::select(odd);
    (any::<prop::sample::Index>(), odd, any::<bool>()).prop_map(|(at, odd, insert)| Slip { at, odd, insert })
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
