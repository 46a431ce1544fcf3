//! Documents: what they become, where their values stand, and every way to be unreadable.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;

fn source(name: &str, text: &str) -> Arc<SourceText> {
    Arc::new(SourceText { name: name.to_owned(), text: text.to_owned(), lines_before: 0 })
}

fn shown(name: &str, text: &str) -> String {
    let mut out = String::new();
    for document in Document::read_all(&source(name, text)) {
        match document {
            Ok(document) => {
                out.push_str(&document.json());
                out.push('\n');
            }
            Err(trouble) => {
                let (line, column) = trouble.line_and_column().unwrap_or_default();
                let _ = writeln!(out, "{line}:{column} {}: {}", trouble.code, trouble.message);
            }
        }
    }
    out
}

fn check_yaml(text: &str, expect: Expect) {
    expect.assert_eq(&shown("case.yaml", text));
}

fn check_json(text: &str, expect: Expect) {
    expect.assert_eq(&shown("case.json", text));
}

#[test]
fn scalars_follow_the_core_schema_of_yaml_1_2() {
    let cases = [
        ("NO", r#""NO""#),
        ("yes", r#""yes""#),
        ("true", "true"),
        ("False", "false"),
        ("~", "null"),
        ("", "null"),
        ("'null'", r#""null""#),
        ("12", "12"),
        ("+12", "12"),
        ("-3", "-3"),
        ("007", "7"),
        ("0x1F", "31"),
        ("0o17", "15"),
        ("1.5", "1.5"),
        (".5", "0.5"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("2024-01-24", r#""2024-01-24""#),
        ("2024-02-12T09:00:00Z", r#""2024-02-12T09:00:00Z""#),
        ("10:30", r#""10:30""#),
        ("\"a\\tb\"", r#""a\u0009b""#),
        ("!!str 12", r#""12""#),
        ("! 12", r#""12""#),
        ("\"\\U0001F600\"", "\"\u{1F600}\""),
        ("infinity", r#""infinity""#),
    ];
    for (yaml, json) in cases {
        assert_eq!(shown("case.yaml", &format!("a: {yaml}\n")), format!("{{\"a\":{json}}}\n"), "{yaml}");
    }
}

#[test]
fn several_documents_and_aliases() {
    check_yaml(
        "--- \na: &x {b: [1, 2]}\nc: *x\n---\n---\nd: 1\n",
        expect![[r#"
            {"a":{"b":[1,2]},"c":{"b":[1,2]}}
            {"d":1}
        "#]],
    );
}

#[test]
fn what_comes_before_a_malformed_document_is_kept() {
    check_yaml(
        "a: 1\n---\nb: [1\nc: 2\n",
        expect![[r#"
            {"a":1}
            4:2 malformed: this is not valid YAML: illegal placement of ':' indicator
        "#]],
    );
}

#[test]
fn unreadable_yaml() {
    check_yaml(
        "a: 1\nb: 2\na: 3\n",
        expect![[r#"
        3:1 duplicate-key: the key `a` is given twice
    "#]],
    );
    check_yaml(
        "a:\n\t- 1\n",
        expect![[r#"
        2:2 malformed: this is not valid YAML: tabs disallowed within this context (block indentation)
    "#]],
    );
    check_yaml(
        "a: 'b\n",
        expect![[r#"
        1:4 malformed: this is not valid YAML: while scanning a quoted scalar, found unexpected end of stream
    "#]],
    );
    check_yaml(
        "? [a]\n: b\n",
        expect![[r#"
        1:3 malformed: a key must be plain text
    "#]],
    );
    check_yaml(
        "a: .inf\n",
        expect![[r#"
        1:4 malformed: `.inf` is not a number that a document can hold
    "#]],
    );
    check_yaml(
        "a: *nowhere\n",
        expect![[r#"
        1:4 malformed: this is not valid YAML: while parsing node, found unknown anchor
    "#]],
    );
    check_yaml(
        "a: &x 1\n---\nb: *x\n",
        expect![[r#"
        {"a":1}
        3:4 malformed: this alias names an anchor of another document
    "#]],
    );
    check_yaml(
        "a: &x [*x]\n",
        expect![[r#"
        1:8 too-deep: values are nested deeper than 100 levels
    "#]],
    );
    check_yaml(
        "# only a comment\n",
        expect![[r#"
        0:0 empty: `case.yaml` holds no document
    "#]],
    );
}

#[test]
fn unreadable_json() {
    check_json(
        "{\"a\": 1,\n \"b\": {\"x\": 1, \"x\": 2}}",
        expect![[r#"
            2:16 duplicate-key: the key `x` is given twice
        "#]],
    );
    check_json(
        "{\"a\": 1,}",
        expect![[r#"
        1:9 malformed: this is not valid JSON: key must be a string
    "#]],
    );
    check_json(
        "{\"a\": 1",
        expect![[r#"
            1:7 malformed: this is not valid JSON: the text ends within an object
        "#]],
    );
    check_json(
        "{\"a\": NaN}",
        expect![[r#"
        1:7 malformed: this is not valid JSON: expected value
    "#]],
    );
    check_json(
        "{} {}",
        expect![[r#"
        1:4 malformed: this is not valid JSON: trailing characters
    "#]],
    );
    check_json(
        "{\"\\u00e9\": 1, \"é\": 2}",
        expect![[r#"
        1:15 duplicate-key: the key `é` is given twice
    "#]],
    );
}

#[test]
fn hostile_documents_end_soon_and_where_they_pass_a_limit() {
    let mut bomb = "a0: &a0 x
"
    .to_owned();
    for (i, b) in (1..20).zip(0..) {
        let aliases = vec![format!("*a{b}"); 9].join(", ");
        let _ = writeln!(bomb, "a{i}: &a{i} [{aliases}]");
    }
    let mut steps = String::new();
    for depth in 0..1000 {
        let _ = writeln!(steps, "{}a:", " ".repeat(depth));
    }
    let deep = 100_000;
    let cases = [
        ("a.yaml", bomb, "too-many-values"),
        ("a.yaml", "[".repeat(deep), "too-deep"),
        ("a.yaml", "{a: ".repeat(deep), "too-deep"),
        ("a.yaml", "- ".repeat(deep), "too-deep"),
        ("a.yaml", steps, "too-deep"),
        ("a.yaml", "? ".repeat(deep), "too-deep"),
        ("a.json", "[".repeat(deep) + &"]".repeat(deep), "too-deep"),
        ("a.json", "{\"a\":".repeat(deep) + "1" + &"}".repeat(deep), "too-deep"),
        ("a.json", "[".repeat(110) + &"]".repeat(110), "too-deep"),
    ];
    for (name, text, code) in cases {
        let said = shown(name, &text);
        assert!(said.contains(code), "{name}: {said:.200}");
    }
}

#[test]
fn places_are_those_of_the_source() {
    let yaml =
        "# é\ncase:\n  list: [one, 'tŵo']\n  long: a\n    b\n\n  \"k/~\": 3\nback: &b {x: 1}\nagain: *b\n";
    let json = "{\"case\": {\"list\": [\"one\", \"tŵo\"], \"k/~\": 3}, \"back\": {\"x\" : 1}}";
    let cases = [
        ("a.yaml", yaml, "/case", "case"),
        ("a.yaml", yaml, "/case/list", "list"),
        ("a.yaml", yaml, "/case/list/1", "'tŵo'"),
        ("a.yaml", yaml, "/case/long", "a\n    b"),
        ("a.yaml", yaml, "/case/k~1~0", "3"),
        ("a.yaml", yaml, "/again/x", "1"),
        ("a.json", json, "/case", "\"case\""),
        ("a.json", json, "/case/list/1", "\"tŵo\""),
        ("a.json", json, "/case/k~1~0", "3"),
        ("a.json", json, "/back/x", "1"),
    ];
    for (name, text, pointer, expected) in cases {
        let source = source(name, text);
        let document = Document::read_all(&source).remove(0).unwrap();
        let place = document.place(pointer).unwrap().shown();
        assert_eq!(&text[place], expected, "{pointer} of {name}");
    }
}

#[test]
fn json_becomes_the_same_places_as_the_same_text_read_as_yaml() {
    let text = r#"{"a": {"b": [1, {"c": "d"}], "e": []}, "f": -1.5, "g": "h, i"}"#;
    let read = |name| Document::read_all(&source(name, text)).remove(0).unwrap();
    let (json, yaml) = (read("a.json"), read("a.yaml"));
    for pointer in ["/a/b/0", "/a/b/1/c", "/f", "/g"] {
        let place = json.place(pointer).unwrap();
        assert_eq!((place.holds, Some(place)), (false, yaml.place(pointer)), "{pointer}");
    }
    for pointer in ["", "/a", "/a/b", "/a/b/1", "/a/e"] {
        let (of_json, of_yaml) = (json.place(pointer).unwrap(), yaml.place(pointer).unwrap());
        assert_eq!((of_json.holds, of_json.key), (of_yaml.holds, of_yaml.key), "{pointer}");
    }
    for pointer in ["/b", "/a/b/2", "/a/b/x", "/f/0", "/a/b/1/d"] {
        assert_eq!((json.place(pointer), yaml.place(pointer)), (None, None), "{pointer}");
    }
}

#[test]
fn fields_are_set_in_whatever_was_written() {
    let check = |name: &str, text: &str, expected: &str| {
        let mut document = Document::read_all(&source(name, text)).remove(0).unwrap();
        document.set("a", "new", false);
        document.set("b", "new", true);
        document.set_json("c", "[1]");
        assert_eq!(document.json(), expected, "{name}: {text}");
    };
    check("a.json", " {}", r#" {"a":"new","b":"new","c":[1]}"#);
    check("a.json", r#"{ "x" : 1 }"#, r#"{"a":"new","b":"new","c":[1], "x" : 1 }"#);
    check("a.json", r#"{"c": {"a": 2}, "a": 1, "b": 3}"#, r#"{"c": [1], "a": 1, "b": "new"}"#);
    check("a.json", "[{}]", "[{}]");
    check("a.yaml", "b: 1\nx: {b: 2}\n", r#"{"a":"new","c":[1],"b":"new","x":{"b":2}}"#);
    check("a.yaml", "{}", r#"{"a":"new","b":"new","c":[1]}"#);
    check("a.yaml", "- {}", "[{}]");
}

#[test]
fn tags_that_mean_nothing_are_refused() {
    let said = |text: &str| shown("a.yaml", text);
    for (yaml, json) in [
        ("a: !!str 1", r#"{"a":"1"}"#),
        ("a: !!int 1", r#"{"a":1}"#),
        ("a: !!float 1.5", r#"{"a":1.5}"#),
        ("a: !!bool true", r#"{"a":true}"#),
        ("a: !!null ~", r#"{"a":null}"#),
        ("a: !!map {b: !!seq [1]}", r#"{"a":{"b":[1]}}"#),
        ("!!str a: 1", r#"{"a":1}"#),
        ("a: ! 1", r#"{"a":"1"}"#),
    ] {
        assert_eq!(said(yaml), format!("{json}\n"), "{yaml}");
    }
    for (yaml, what) in [
        ("a: !include other.yaml", "1:4 malformed: the tag `!include` has no meaning here"),
        ("a: !Ref {b: 1}", "malformed: the tag `!Ref` has no meaning here"),
        ("a: !!set [b]", "malformed: the tag `!!set` has no meaning here"),
        ("a: !!binary aGk=", "malformed: the tag `!!binary` has no meaning here"),
        ("a: !!map [b]", "malformed: the tag `!!map` has no meaning here"),
        ("!x a: 1", "malformed: the tag `!x` has no meaning here"),
        ("a: !!int text", "malformed: `text` is not what its tag `!!int` says"),
        ("a: !!bool 1", "malformed: `1` is not what its tag `!!bool` says"),
    ] {
        assert!(said(yaml).contains(what), "{yaml}: {}", said(yaml));
    }
}

#[test]
fn what_an_alias_names_is_written_once_more() {
    let text = "a: &a {b: &b [1, 2]}\nc: *b\nd: {e: *a}\n";
    let document = Document::read_all(&source("a.yaml", text)).remove(0).unwrap();
    assert_eq!(document.json(), r#"{"a":{"b":[1,2]},"c":[1,2],"d":{"e":{"b":[1,2]}}}"#);
    let at = |pointer: &str| &text[document.place(pointer).unwrap().shown()];
    assert_eq!([at("/c/1"), at("/d/e/b/0"), at("/d/e")], ["2", "1", "e"]);
    let deep =
        format!("a: &a {}1{}\nb: {}*a{}\n", "[".repeat(60), "]".repeat(60), "[".repeat(60), "]".repeat(60));
    assert!(shown("a.yaml", &deep).contains("too-deep"));
}
