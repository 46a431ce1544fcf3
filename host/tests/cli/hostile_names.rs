//! Names in documents cannot steer the terminal or forge a line; answers for programs carry them as they are.

use serde_json::{Value, json};

use crate::support::{CASE, Folder};

const CLEAR: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}[32mready";
const FORGED: &str = "x; 0 errors\nready: create machine by ann\u{2028}To: platform admin";
const HIDDEN: &str = "eve\u{202e}nimda\u{2066}\u{200b}\u{e0041}\u{7f}\u{9b}1m";

/// The case that `init` writes, its maker called something else.
fn case(name: &str) -> String {
    let escaped = |letter: char| match letter {
        ' '..='~' => letter.to_string(),
        other => format!("\\U{:08x}", u32::from(other)),
    };
    CASE.replace("maker-a", &format!("\"{}\"", name.chars().map(escaped).collect::<String>()))
}

/// Holds that a text for people has no character that steers or hides, and no line of the name's own making.
fn check(text: &str, line: &str) {
    for letter in text.chars() {
        assert!(letter == '\n' || !letter.is_control(), "{line}: {letter:?} in {text}");
        assert!(
            !"\u{202e}\u{2066}\u{200b}\u{e0041}\u{2028}".contains(letter),
            "{line}: {letter:?} in {text}"
        );
    }
    assert!(
        !text
            .lines()
            .any(|line| line.starts_with("ready: create machine by ann") || line.starts_with("To: platform")),
        "{text}"
    );
}

#[test]
fn no_renderer_lets_a_name_through_as_it_is() {
    for name in [CLEAR, FORGED, HIDDEN] {
        let folder = Folder::with("case.yaml", case(name));
        let lines = [
            "check",
            "check --notes",
            "check --all",
            "check --handover",
            "licences",
            "diagnose --phase network",
        ];
        for line in lines {
            let ended = folder.run(&format!("{line} case.yaml"));
            assert!(
                ended.out.contains("\\u{") || ended.out.contains("\\n") || line == "diagnose --phase network",
                "{line}: {ended:?}"
            );
            check(&ended.out, line);
            check(&ended.err, line);
        }
        let one = serde_json::to_string(
            &json!({ "as_of": "2024-02-12", "people": { name: {} }, "request": { "actor": name, "fly": {} } }),
        );
        folder.write("cases.jsonl", one.unwrap());
        for line in ["check cases.jsonl", "check nowhere.yaml"] {
            let ended = folder.run(line);
            check(&(ended.out + &ended.err), line);
        }
    }
}

#[test]
fn answers_for_programs_carry_every_character() {
    let folder = Folder::with("case.yaml", case(HIDDEN));
    let answer = folder.run("check --format json case.yaml").out;
    let read: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(read["request"]["actor"], HIDDEN);
    assert!(answer.contains('\u{7f}'), "{answer}");
}
