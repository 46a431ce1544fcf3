//! Names in documents cannot steer the terminal or forge a line; answers for programs carry them as they are.

use greenlight_core::json::unseen::is_unseen;
use serde_json::{Value, json};

use crate::support::{CASE, Ended, Folder};

const CLEAR: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}[32mready";
const FORGED: &str = "x; 0 errors\nready: create machine by ann\u{2028}To: platform admin";
const HIDDEN: &str = "eve\u{202e}nimda\u{2066}\u{200b}\u{e0041}\u{7f}\u{9b}1m";

const SPELT: &str = "a\u{34f}b\u{fe0f}\u{e0100}\u{17b4}\u{3164}\u{e000}\u{fdd0}\u{ffff}\u{2029}\u{85}\u{ad}";
const NAMES: [&str; 4] = [CLEAR, FORGED, HIDDEN, SPELT];

/// The scenario that `init` writes.
const SCENARIO: &str = include_str!("../../templates/rollout.yaml");

/// A document that `init` writes, with everything in it called otherwise.
fn renamed(document: &str, name: &str) -> String {
    let escaped = |letter: char| match letter {
        ' '..='~' => letter.to_string(),
        other => format!("\\U{:08x}", u32::from(other)),
    };
    let quoted = |text: &str| format!("\"{}\"", text.chars().map(escaped).collect::<String>());
    let mut document = document.to_owned();
    for scope in ["resource-group/rg-net", "virtual-network/corp"] {
        let kind = scope.split('/').next().unwrap_or_default();
        document = document.replace(scope, &quoted(&format!("{kind}/{name}")));
    }
    for thing in ["maker-a", "sub-a", "prod", "finance", "corp", "rg-net"] {
        let parts: Vec<&str> = document.split(thing).collect();
        let mut renamed = String::new();
        for (place, part) in parts.iter().enumerate() {
            let alone =
                renamed.ends_with([' ', '{', '[']) && part.starts_with([' ', ',', '}', ']', ':', '\n']);
            if place > 0 {
                renamed.push_str(&if alone { quoted(name) } else { thing.to_owned() });
            }
            renamed.push_str(part);
        }
        document = renamed;
    }
    document
}

/// The case that `init` writes, so renamed.
fn case(name: &str) -> String {
    renamed(CASE, name)
}

/// Holds that a text for people has no character that steers or hides, and no line of the name's own making.
fn check(text: &str, line: &str) {
    for letter in text.chars() {
        assert!(letter == '\n' || !is_unseen(letter), "{line}: {letter:?} in {text}");
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
    for name in NAMES {
        let folder = Folder::with("case.yaml", case(name));
        folder.write("rollout.yaml", renamed(SCENARIO, name));
        folder.write("blocked.yaml", case(name).replace("generation: 2", "generation: 1"));
        let lines = [
            "check case.yaml",
            "check --notes case.yaml",
            "check --all case.yaml",
            "check --handover blocked.yaml",
            "check blocked.yaml",
            "licences case.yaml",
            "open --choices blocked.yaml",
            "why blocked.yaml IMG004",
            "facts --missing case.yaml",
            "roles --case case.yaml",
            "simulate rollout.yaml --each",
            "diagnose --phase network case.yaml",
        ];
        for line in lines {
            let ended = folder.run(line);
            assert!(!ended.out.is_empty() || line.starts_with("diagnose"), "{line}: {ended:?}");
            check(&ended.out, line);
            check(&ended.err, line);
        }
        for line in ["check --handover blocked.yaml", "check blocked.yaml", "licences case.yaml"] {
            let ended = folder.run(line);
            assert!(ended.out.contains("\\u{") || ended.out.contains("\\n"), "{line}: {ended:?}");
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
fn what_is_wrong_with_arguments_repeats_none_of_them_as_it_is() {
    let folder = Folder::with("case.yaml", CASE);
    for name in NAMES {
        let option = format!("--{name}");
        for arguments in [
            &["check", "case.yaml", "--action", name][..],
            &["check", "case.yaml", "--as-of", name],
            &["check", "case.yaml", "--format", name],
            &["check", "case.yaml", &option],
            &["simulate", "case.yaml", "--jobs", name],
            &["simulate", "case.yaml", "--objective", name],
            &["collect", "--print", "--person", name],
            &["collect", "--print", "--subscription", name],
            &["schema", name],
            &["explain", name],
            &["completions", name],
            &[name],
            &["init", name, name],
        ] {
            let output = folder.command("").args(arguments).output().unwrap();
            let ended = Ended::from(output);
            let line = format!("{arguments:?}");
            assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{line}: {ended:?}");
            assert!(!ended.err.is_empty(), "{line}");
            check(&ended.err, &line);
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
