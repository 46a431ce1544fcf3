//! Files that are no text: each is named, and how to make text of it.

use expect_test::expect;

use crate::bad_input::check;
use crate::support::{CASE, Folder};

#[test]
fn what_holds_nothing() {
    check(
        "case.yaml",
        "",
        expect![[r#"
            error: `case.yaml` is empty
            --> case.yaml
             = help: `greenlight init` writes a case and a scenario to start from

        "#]],
    );
    check(
        "case.yaml",
        "# nothing\n---\n",
        expect![[r#"
            error: `case.yaml` holds no document
            --> case.yaml
             = help: `greenlight init` writes a case and a scenario to start from

        "#]],
    );
}

#[test]
fn what_holds_bytes_that_no_text_has() {
    check(
        "case.yaml",
        b"tenant: {}\n\0\n",
        expect![[r#"
            error: `case.yaml` holds a NUL character
             --> case.yaml:2:1
              |
            2 | \u{0}
              | ^^^^^
              |
              = help: remove it; if this is not a text file, export it as YAML or JSON first

        "#]],
    );
    check(
        "case.yaml",
        b"tenant: {}\n# caf\xe9\n",
        expect![[r#"
            error: `case.yaml` is not UTF-8 text
             --> case.yaml:2:6
              |
            2 | # caf�
              |      ^ not UTF-8 from here
              |
              = help: save it as UTF-8; if it is a spreadsheet or an archive, export it first

        "#]],
    );
}

#[test]
fn what_is_utf_16() {
    let wide: Vec<u8> = "\u{feff}tenant: {}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(
        "case.yaml",
        &wide,
        expect![[r#"
            error: `case.yaml` is UTF-16 text
            --> case.yaml
             = help: save it as UTF-8; in PowerShell: `Set-Content -Encoding utf8`

        "#]],
    );
    check(
        "case.yaml",
        &wide[2..],
        expect![[r#"
            error: `case.yaml` is UTF-16 text
            --> case.yaml
             = help: save it as UTF-8; in PowerShell: `Set-Content -Encoding utf8`

        "#]],
    );
}

#[test]
fn a_byte_order_mark_is_no_trouble() {
    let ended = Folder::with("case.yaml", format!("\u{feff}{CASE}")).run("check case.yaml");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
}
