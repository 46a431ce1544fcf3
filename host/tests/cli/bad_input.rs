//! Inputs that cannot be used: every one gets a place, a remedy and exit code 2, and costs nothing that came before.

use std::fmt::Write as _;
use std::io::Read as _;
use std::process::Stdio;

use expect_test::{Expect, expect};

use crate::support::{CASE, Folder};

/// What standard error says about one file; the exit code must be 2, and nothing may have been answered.
pub(super) fn check(name: &str, content: impl AsRef<[u8]>, said: Expect) {
    let ended = Folder::with(name, content).run(&format!("check {name}"));
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{name}: {}", ended.err);
    said.assert_eq(&ended.err);
}

/// As [`check`], where what is said is too long to show.
fn check_says(name: &str, content: impl AsRef<[u8]>, said: &str) {
    let ended = Folder::with(name, content).run(&format!("check {name}"));
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{name}: {:.500}", ended.err);
    assert!(ended.err.contains(said), "{name}: {:.500}", ended.err);
    assert!(ended.err.contains("help: "), "{name}: {:.500}", ended.err);
    assert!(ended.err.len() < 3000, "{name} says {} bytes", ended.err.len());
}

/// As [`check_says`], in the second line of a batch whose first is ready.
fn check_line(line: String, said: &str) {
    let golden = greenlight_core::rules::examples::GOLDEN.replace('\n', " ");
    let ended = Folder::with("case.jsonl", golden + "\n" + &line).run("check case.jsonl");
    assert_eq!(ended.code, 2, "{:.500}", ended.err);
    assert!(ended.out.starts_with("2 cases: 1 ready"), "{:.500}", ended.out);
    assert!(ended.err.contains(said) && ended.err.contains("case.jsonl:2:"), "{:.500}", ended.err);
    assert!(ended.err.contains("help: ") && ended.err.len() < 3000, "{:.500}", ended.err);
}

#[test]
fn malformed() {
    check(
        "case.yaml",
        "tenant: {country: FR\nimages: {}\n",
        expect![[r#"
            error: this is not valid YAML: while parsing a flow mapping, did not find expected ',' or '}'
             --> case.yaml:2:7
              |
            2 | images: {}
              |       ^
              |
              = help: check the indentation (spaces, no tabs), the brackets and the quotes here and on the line before

        "#]],
    );
    check(
        "case.json",
        "{\"tenant\": {\"country\": \"FR\",}}",
        expect![[r#"
            error: this is not valid JSON: key must be a string
             --> case.json:1:29
              |
            1 | {"tenant": {"country": "FR",}}
              |                             ^
              |
              = help: look for a missing comma, quote or bracket just before this place

        "#]],
    );
}

#[test]
fn duplicate_keys() {
    check(
        "case.yaml",
        "tenant: {}\nimages: {}\ntenant: {}\n",
        expect![[r#"
            error: the key `tenant` is given twice
             --> case.yaml:3:1
              |
            1 | tenant: {}
              | ------ first given here
            2 | images: {}
            3 | tenant: {}
              | ^^^^^^ given again here
              |
              = help: keep one of the two

        "#]],
    );
    check(
        "case.json",
        "{\"tenant\": {}, \"images\": {\"a\": {}, \"a\": {}}}",
        expect![[r#"
            error: the key `a` is given twice
             --> case.json:1:36
              |
            1 | {"tenant": {}, "images": {"a": {}, "a": {}}}
              |                           ---      ^^^ given again here
              |                           |
              |                           first given here
              |
              = help: keep one of the two

        "#]],
    );
}

#[test]
fn no_is_norway() {
    let folder = Folder::with("case.yaml", CASE.replace("country: FR", "country: NO"));
    let ended = folder.run("check case.yaml --format json");
    assert_eq!(ended.err, "");
    assert!(ended.out.contains("\"outcome\""), "{ended:?}");
}

#[test]
fn unknown_fields() {
    check(
        "case.yaml",
        "images:\n  finance:\n    generatoin: 2\n",
        expect![[r#"
            error: there is no field `generatoin` here
             --> case.yaml:3:5
              |
            3 |     generatoin: 2
              |     ^^^^^^^^^^
              |
              = help: did you mean `generation`?

        "#]],
    );
}

#[test]
fn wrong_types() {
    check(
        "case.yaml",
        "tenant:\n  custom_networks: many\n",
        expect![[r#"
            error: `many` stands where a count of 0 or more, or `{at_least: …}` belongs
             --> case.yaml:2:20
              |
            2 |   custom_networks: many
              |                    ^^^^
              |
              = help: write a count of 0 or more, or `{at_least: …}`

        "#]],
    );
    check(
        "case.yaml",
        "- a\n- list\n",
        expect![[r#"
            error: a list stands where a case belongs
             --> case.yaml:1:1
              |
            1 | - a
              | ^
              |
              = help: write a case

        "#]],
    );
    check(
        "case.yaml",
        "just text\n",
        expect![[r#"
            error: `just text` stands where a case belongs
             --> case.yaml:1:1
              |
            1 | just text
              | ^^^^^^^^^
              |
              = help: write a case

        "#]],
    );
}

#[test]
fn impossible_dates_and_negative_counts() {
    check(
        "case.yaml",
        "as_of: 2024-02-30\n",
        expect![[r#"
            error: `2024-02-30` is not an instant such as 2024-02-12T09:00:00Z, or a day such as 2024-02-12
             --> case.yaml:1:8
              |
            1 | as_of: 2024-02-30
              |        ^^^^^^^^^^
              |
              = help: write an instant such as 2024-02-12T09:00:00Z, or a day such as 2024-02-12

        "#]],
    );
    check(
        "case.yaml",
        "tenant: {custom_networks: -1}\n",
        expect![[r#"
            error: `-1` is not a count of 0 or more, or `{at_least: …}`
             --> case.yaml:1:27
              |
            1 | tenant: {custom_networks: -1}
              |                           ^^
              |
              = help: write a count of 0 or more, or `{at_least: …}`

        "#]],
    );
}

#[test]
fn alias_bombs() {
    let mut bomb = "a0: &a0 x\n".to_owned();
    for (this, before) in (1..30).zip(0..) {
        let aliases = vec![format!("*a{before}"); 9].join(", ");
        let _ = writeln!(bomb, "a{this}: &a{this} [{aliases}]");
    }
    check_says("case.yaml", bomb, "with its aliases expanded, the document holds more than 500000 values");
    check_says("case.yaml", "images: &a [*a]\n", "nested deeper");
}

#[test]
fn large_files() {
    // A hole in a file costs no disk, and is refused by its length before it is looked at.
    let folder = Folder::new();
    for name in ["case.yaml", "case.json"] {
        std::fs::File::create(folder.path(name)).unwrap().set_len(257 << 20).unwrap();
        let ended = folder.run(&format!("check {name}"));
        assert_eq!(ended.code, 2);
        assert!(ended.err.contains("is larger than 256 MiB") && ended.err.contains("help: "), "{ended:?}");
    }
    check_line("x".repeat(10_000_000), "not valid JSON");
    check_says("case.yaml", format!("tenant: {}", "x".repeat(1_000_000)), "case.yaml:1:9");
    check_says("case.yaml", format!("tenant: {}", "x".repeat(15_000_000)), "case.yaml:1:9");
}

#[test]
fn deep_nesting() {
    let deep = 100_000;
    let cases = [
        ("case.yaml", "[".repeat(deep)),
        ("case.yaml", "{a: ".repeat(deep)),
        ("case.yaml", "- ".repeat(deep)),
        ("case.yaml", "? ".repeat(deep)),
        ("case.json", "[".repeat(deep) + &"]".repeat(deep)),
        ("case.json", "{\"a\":".repeat(deep) + "1" + &"}".repeat(deep)),
    ];
    for (name, content) in cases {
        check_says(name, content, "values are nested deeper than 100 levels");
    }
    check_line("[".repeat(deep) + &"]".repeat(deep), "values are nested deeper than 100 levels");
}

#[test]
fn what_is_no_file() {
    let folder = Folder::new();
    expect![[r#"
        error: there is no file `nowhere.yaml`
        --> nowhere.yaml
         = help: check the name, or write a first case with `greenlight init`

    "#]]
    .assert_eq(&folder.run("check nowhere.yaml").err);
    expect![[r#"
        error: `.` is a folder
        --> .
         = help: name the files in it, for example with `*.yaml` after the folder

    "#]]
    .assert_eq(&folder.run("check .").err);
    expect![[r#"
        error: `.` is a folder
        --> .
         = help: name the files in it, for example with `*.yaml` after the folder

        error: there is no file `nowhere.jsonl`
        --> nowhere.jsonl
         = help: check the name, or write a first case with `greenlight init`

    "#]]
    .assert_eq(&folder.run("check . nowhere.jsonl").err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_fails_while_it_is_read() {
    // Reading the memory of a process at address 0 fails for everybody, root included.
    let ended = Folder::new().run("check /proc/self/mem");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("`/proc/self/mem` cannot be read"), "{ended:?}");
}

#[test]
fn earlier_results_are_kept() {
    let folder = Folder::with("cases.yaml", format!("{CASE}\n---\nimages: [\n"));
    let ended = folder.run("check cases.yaml nowhere.yaml");
    assert_eq!(ended.code, 2);
    assert!(ended.out.contains("cases.yaml: ready"), "{ended:?}");
    assert!(ended.err.contains("not valid YAML") && ended.err.contains("nowhere.yaml"), "{ended:?}");
}

#[test]
fn a_reader_that_leaves_early() {
    let line = CASE.lines().next().unwrap();
    assert!(line.starts_with('#'));
    let golden = greenlight_core::rules::examples::GOLDEN.replace('\n', " ");
    let folder = Folder::with("cases.jsonl", format!("{golden}\n").repeat(2000));
    let mut child =
        folder.command("check cases.jsonl --format json --all").stdin(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    expect![[r#"
        error: the reader of the output closed it before the end
         |
         = help: write to a file, or read to the end

    "#]]
    .assert_eq(&err);
}

#[test]
fn what_a_document_says_does_not_steer_the_terminal() {
    let ended = Folder::with("case.yaml", "\"\\e[31mred\": 1\n").run("check case.yaml");
    assert_eq!(ended.code, 2);
    assert!(!ended.err.contains('\u{1b}'), "{ended:?}");
}
