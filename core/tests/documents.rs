//! Documents as text: read as serde reads them, and refused with the place of the slip.

use greenlight_core::facts::Case;
use greenlight_json::{from_str, from_value};
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn documents_are_read_through_serde_too() {
    let text = r#"{"images": {"finance": {"generation": 2}}}"#;
    let case: Case = serde_json::from_str(text).unwrap();
    assert_eq!(Ok(case), from_str(text));
    let error = serde_json::from_str::<Case>(r#"{"images": {"finance": {"generaton": 2}}}"#).unwrap_err();
    let words = error.to_string();
    assert!(words.contains("`/images/finance/generaton`; did you mean `generation`?"), "{words}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    /// A case in which a letter slipped is told to be no JSON where it is none, and is the same however it is spaced where it is.
    #[test]
    fn cases_are_json_first(
        at: prop::sample::Index,
        odd in prop::sample::select(vec!["", ",", "\"", "}", "]", ":", "\\", " ", "é", "\u{1}"]),
        insert: bool,
        pretty: bool,
    ) {
        let golden: Value = serde_json::from_str(include_str!("../src/rules/golden.json")).unwrap();
        let text = if pretty { serde_json::to_string_pretty(&golden).unwrap() } else { golden.to_string() };
        let mut letters: Vec<String> = text.chars().map(String::from).collect();
        let at = at.index(letters.len());
        if insert {
            letters.insert(at, odd.to_owned());
        } else {
            odd.clone_into(&mut letters[at]);
        }
        let text = letters.concat();
        let ours = from_str::<Case>(&text);
        match serde_json::from_str::<Value>(&text) {
            Err(error) => prop_assert_eq!(ours.map_err(|error| error.to_string()), Err(error.to_string())),
            Ok(whole) if whole == golden => prop_assert_eq!(ours, Ok(from_value::<Case>(&golden).unwrap())),
            Ok(_) => {}
        }
    }
}
