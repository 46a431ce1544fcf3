//! Made-up pages, and the headings and dates of true ones.

use super::cited::{self, Cited, Version};
use super::copy::{self, Copy};
use super::known::{self, KnownTerms};
use super::{check, text, told};
use expect_test::{Expect, expect};

/// A page and what is cited of it.
fn page(id: &str, url: &str, date: &str, sections: &[(&str, &str)]) -> Version {
    let mut version = Version {
        id: id.to_owned(),
        title: "Robots".to_owned(),
        url: format!("https://example.com/{url}"),
        date: date.to_owned(),
        ..Version::default()
    };
    for (section, by) in sections {
        version.rests(section, by);
    }
    version
}

fn robots() -> Cited {
    let old =
        page("robots-2024-01-01", "docs/robots", "2024-01-01", &[("Limits", "ROB001"), ("Where", "ROB002")]);
    let new = page(
        "robots-2025-01-01",
        "docs/robots",
        "2025-01-01",
        &[
            ("Limits", "ROB001"),
            ("Limits", "robots.most"),
            ("Roles you need", "ROB003"),
            ("Repair", "ROB004"),
        ],
    );
    let other = page("toasters-2024-05-05", "docs/toasters", "2024-05-05", &[("Bread", "TOA001")]);
    Cited { versions: vec![old, other, new] }
}

fn robots_known() -> KnownTerms {
    KnownTerms {
        numbers: [("robots-2025-01-01".to_owned(), [30, 14].into())].into(),
        regions: ["North Europe".to_owned()].into(),
        azure: ["North Europe", "Sweden Central", "East US", "East US 2"].map(str::to_owned).to_vec(),
        ids: ["0af06dc6-e4b5-4f28-818e-e78e62d137a5".to_owned()].into(),
        roles: ["Reader", "Robot Network User"].map(str::to_owned).into(),
    }
}

fn of(path: &str, date: &str, body: &str) -> Copy {
    Copy::of(path, &format!("---\ntitle: Robots\nms.date: {date}\n---\n{body}")).unwrap()
}

fn tells(copies: &[Copy], to_do: bool, expected: &Expect) {
    let told = told(&robots(), &robots_known(), copies);
    expected.assert_eq(&told.text);
    assert_eq!(told.to_do, to_do);
}

#[test]
fn a_page_as_it_is_cited_needs_nothing() {
    let copy = of(
        "robots.md",
        "01/01/2025",
        "# Robots\n## Limits\n## Roles you need\n### Repair\n99 things are no news here.\n",
    );
    tells(
        &[copy],
        false,
        &expect![[r"
            robots.md: of 2025-01-01, as robots-2025-01-01 cites it
              3 of 3 cited headings stand as they are cited
            without a copy in the folder: toasters-2024-05-05
        "]],
    );
}

#[test]
fn a_newer_page_is_told_with_what_moved_what_is_gone_and_what_nobody_knows() {
    let former =
        of("old/robots-2025-01-01.md", "1/1/2025", "# Robots\n## Limits\n## Roles you need\n## Repair\n");
    let body = "# Robots\n## Advanced\n### Limits\nA group has 30 robots, at most 2,500 of them on Windows 365, idle for 21 days.\n\
        1. Robots live in North Europe and [Sweden Central](https://example.com/99), or in East US 2.\n\
        ## Roles that you need\nAssign **Robot Network User** or Robot Grand Operator to 0af06dc6-e4b5-4f28-818e-e78e62d137a5 and \
        `51699864-8078-4c9e-a688-09a1db1b2e09`.\n```\n## 77 no heading\n```\n";
    let newer = of("new/robots.md", "2026-02-03", body);
    let toasters = of("toasters.md", "05/05/2024", "# Toasters\n## Bread\n## Repair\n");
    tells(
        &[newer, former, toasters],
        true,
        &expect![[r#"
            new/robots.md: of 2026-02-03, newer than robots-2025-01-01, the newest that is cited
              moved: "Limits" from under "Robots" to under "Advanced"; touches ROB001, robots.most
              moved: "Repair" stands in toasters.md now; touches ROB004
              gone: "Roles you need"; perhaps it is "Roles that you need" now; touches ROB003
              0 of 3 cited headings stand as they are cited
              rests on this page: ROB001, ROB002, ROB003, ROB004, robots.most
              no entry knows the number 2500 (of), under "Limits"
              no entry knows the number 21 (days), under "Limits"
              no entry knows the region Sweden Central, under "Limits"
              no entry knows the region East US 2, under "Limits"
              no entry knows the id 51699864-8078-4c9e-a688-09a1db1b2e09, under "Roles that you need"
              no entry knows the role Robot Grand Operator, under "Roles that you need"
            old/robots-2025-01-01.md: of 2025-01-01, as robots-2025-01-01 cites it
              3 of 3 cited headings stand as they are cited
            toasters.md: of 2024-05-05, as toasters-2024-05-05 cites it
              1 of 1 cited headings stand as they are cited
        "#]],
    );
}

#[test]
fn a_version_between_is_compared_with_the_one_before_it_and_a_strange_page_is_named() {
    let between = of("robots.md", "06/30/2024", "# Robots\n## Limits\n");
    let strange = of("kettles.md", "06/30/2024", "# Kettles\n");
    tells(
        &[between, strange],
        true,
        &expect![[r#"
            robots.md: of 2024-06-30, compared with robots-2024-01-01
              gone: "Where"; touches ROB002
              1 of 2 cited headings stand as they are cited
            kettles.md: of 2024-06-30, not cited
            without a copy in the folder: toasters-2024-05-05
        "#]],
    );
}

#[test]
fn dates_headings_and_names_are_read_as_pages_write_them() {
    for (written, read) in [
        ("01/24/2024", Some("2024-01-24")),
        ("3/9/2025", Some("2025-03-09")),
        ("2025-03-10", Some("2025-03-10")),
        ("2025-03-10T00:00:00Z", Some("2025-03-10")),
        ("soon", None),
    ] {
        assert_eq!(text::date(written).as_deref(), read, "{written}");
    }
    for (line, read) in [
        ("## A **bold** [link](there.md#here) and `code` ##", Some((2, "A bold link and code"))),
        ("### <a name=\"x\"></a>Limits", Some((3, "Limits"))),
        ("#hashtag", None),
        ("text", None),
    ] {
        assert_eq!(text::heading(line), read.map(|(level, text)| (level, text.to_owned())), "{line}");
    }
    assert_eq!(text::undated("hosted-machines-2024-01-24"), "hosted-machines");
    assert_eq!(text::undated("hosted-machines"), "hosted-machines");
}

#[test]
fn citations_are_found_in_rules_and_in_rows_of_codes() {
    let rule = "rule! {\n    code: ROB001,\n    source: \"robots-2025-01-01\" / \"Limits\"\n        + \"robots-2024-01-01\" / \"Where\",\n}\n";
    let rows = "rows! {\n    Run \"robots-2024-01-01\" / \"Errors\";\n    \"noOil\" from \"robots-2025-01-01\" / \"Repair\" Stated:\n        \"it squeaks\",\n}\n";
    let owned = |list: &[(&str, &str, &str)]| {
        list.iter().map(|(a, b, c)| (a.to_string(), b.to_string(), c.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(
        cited::citations(rule, "robots"),
        owned(&[("robots-2025-01-01", "Limits", "ROB001"), ("robots-2024-01-01", "Where", "ROB001")])
    );
    let found = cited::citations(rows, "run");
    for wanted in owned(&[("robots-2024-01-01", "Errors", "run"), ("robots-2025-01-01", "Repair", "noOil")]) {
        assert!(found.contains(&wanted), "{found:?}");
    }
}

#[test]
fn every_section_that_is_cited_stands_under_its_heading() {
    let cited = cited::read().unwrap();
    let copies = copy::of_folder(&crate::root().join("xtask/codegen/fixtures/pages")).unwrap();
    let mut sections = 0;
    for copy in &copies {
        let versions = cited.versions_of(copy);
        let version = versions.iter().find(|version| version.date == copy.date).unwrap();
        sections += version.sections.len();
        for (section, by) in &version.sections {
            assert!(copy.place(section).is_some(), "{} has no \"{section}\", which {by:?} cite", version.id);
        }
    }
    assert!(sections > 70, "only {sections} sections were looked at");
    assert!(!check(&crate::root().join("xtask/codegen/fixtures/pages")).unwrap().to_do);
}

#[test]
fn what_there_is_knows_what_it_cites() {
    let known = known::read().unwrap();
    let copy = of(
        "hosted-machines.md",
        "2030-01-01",
        "Up to 30 networks in North Europe or Mexico Central, with Reader and Windows 365 Network User.\n",
    );
    assert_eq!(
        known.unknown(&copy, &["hosted-machines-2024-01-24"]),
        ["the region Mexico Central, under \"Robots\""]
    );
}
