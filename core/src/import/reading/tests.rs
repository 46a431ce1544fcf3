//! Whatever the pieces, a file is read as its whole text is.

use super::*;
use proptest::prelude::*;

/// What is wrong, or the values and the records that stand one a line.
type Read = Result<(Vec<(usize, Value)>, Vec<Value>), Problem>;

fn unpacked(values: Values) -> (Vec<(usize, Value)>, Vec<Value>) {
    let lines = values.lines.all().into_owned();
    (values.held.into_iter().map(|(number, value)| (number, value.unpacked())).collect(), lines)
}

/// The same text in pieces of so many letters.
fn in_pieces(text: &str, length: usize) -> Read {
    let mut reading = Reading::default();
    let letters: Vec<char> = text.chars().collect();
    for piece in letters.chunks(length) {
        reading.add(&piece.iter().collect::<String>());
    }
    reading.finish("file").map(unpacked)
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let whole = text::values("file", text).map(unpacked);
    for length in [1, 2, 5, 17, usize::MAX] {
        prop_assert_eq!(&in_pieces(text, length), &whole, "{} in {}", text, length);
    }
    Ok(())
}

#[test]
fn a_file_in_pieces_is_read_as_a_whole() {
    let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    let rows = r#"{"id": "a, [b]\\\"}"}, {"id": ["]"]}, 7, "x", null"#;
    let mut texts: Vec<String> = vec![
        String::new(),
        " \n ".to_owned(),
        "WARNING: old\n{}".to_owned(),
        "7".to_owned(),
        "[CmdletBinding()]\nImport-DscResource -ModuleName Microsoft365DSC".to_owned(),
        "[{\"a\": \"Import-DscResource Microsoft365DSC\"}]".to_owned(),
        format!("[{rows}]"),
        format!("\u{feff}\n [{rows}]\n\n"),
        format!("\u{feff}\u{feff}[{rows}]"),
        format!("[{rows}]\nwhat is more\nhere"),
        format!("[{rows}] [{rows}] {{\"a\": 1}}"),
        format!("[{rows},]"),
        format!("[{rows},\n,1]"),
        format!("[{rows}\n 5]"),
        format!("[{rows}}}"),
        format!("[{rows}, {{\"a\": 1]"),
        format!("[{rows}, \"a\nb\"]"),
        format!("{{\"@odata.context\": \"c\", \"value\" :\n [{rows}], \"nextLink\": \"n\"}}\n"),
        format!("{{\"value\": [{rows}]}}"),
        "{\"value\": [ ]}".to_owned(),
        format!("{{\"value\": 1, \"value\": [{rows}], \"value\": [2], \"a\": [\"value\"]}}"),
        format!("{{\"value\": [{rows}], \"value\": {{\"value\": [3]}}}}"),
        format!("{{\"a\": {{\"value\": [{rows}]}}, \"b\\\",\\\"value\": [1]}}"),
        format!("{{\"value\": [{rows}],\n}}"),
        format!("{{\"value\": [{rows}]\n x}}"),
        format!("{{\"a\" 1, \"value\": [{rows}]}}"),
        format!("{{\"value\": [{rows}]}}\n{{\"value\": [{rows}]}}\n{{\"id\": 1}}\nend\nof it"),
        "{\"a\": 1}\n{\"b\": \n{\"c\": 2}".to_owned(),
        "{\"a\": 1}\n\n  {\"b\": }\n".to_owned(),
        format!("[{}, {}]", deep(100), deep(126)),
        format!("[1, {}]", deep(127)),
        format!("{{\"value\": [1, {}]}}", deep(125)),
        format!("{{\"value\": [1,\n {}]}}", deep(126)),
    ];
    // And each of them cut off at any place.
    let cut = |text: &String| text.char_indices().map(|(at, _)| text[..at].to_owned()).collect::<Vec<_>>();
    let short: Vec<String> = texts.iter().filter(|text| text.len() < 200).flat_map(cut).collect();
    texts.extend(short);
    for text in &texts {
        check(text).unwrap();
    }
}

/// What is taken out is let go of: of a long list no more text is held than its longest record has.
#[test]
fn no_more_text_is_held_than_a_record_has() {
    for (head, tail) in [("[", "]"), ("{\"value\": [", "]}")] {
        let mut reading = Reading::default();
        reading.add(head);
        for number in 0..1000 {
            let comma = if number > 0 { "," } else { "" };
            reading.add(&format!("{comma}{{\"id\": {number},"));
            reading.add("\"name\": \"some\"}");
            assert!(reading.text.len() < 40, "{}", reading.text);
        }
        reading.add(tail);
        assert!(reading.finish("file").is_ok());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_text_in_pieces_is_read_as_a_whole(tokens in proptest::collection::vec(prop_oneof![
        8 => prop_oneof![Just("{"), Just("}"), Just("["), Just("]"), Just(","), Just(":")],
        4 => prop_oneof![Just("\"value\":["), Just("\"value\""), Just("\"a\":"), Just("\"b\""), Just("{}"), Just("[]")],
        3 => prop_oneof![Just("1"), Just("-2.5e3"), Just("true"), Just("nul"), Just(" "), Just("\n")],
        1 => prop_oneof![Just("\""), Just("\\"), Just("\u{feff}"), Just("é"), Just("\u{a0}"), Just("x")],
    ], 0..24)) {
        check(&tokens.concat())?;
    }
}
