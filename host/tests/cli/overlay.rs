//! `greenlight.toml`: where it is found, what it changes, and how what is wrong with it is shown.

use std::fs;

use expect_test::expect;

use crate::support::{CASE, Folder, case};

const NAMED: &str = "name = \"Contoso\"\ndate = 2024-02-01\n";

fn first_generation() -> String {
    case("generation: 2 ", "generation: 1 ")
}

/// Relaxes IMG004, with which [`first_generation`] is ready.
fn relaxed() -> String {
    format!("{NAMED}[rules.IMG004]\nlevel = \"warning\"\nreason = \"we convert it\"\n")
}

#[test]
fn it_is_found_beside_the_case_and_above_it_within_the_repository() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("repository/cases/deep")).unwrap();
    folder.write("repository/cases/deep/case.yaml", first_generation());
    let line = "check repository/cases/deep/case.yaml";
    let place = |name: &str| folder.path(name).join("greenlight.toml");

    fs::write(place("repository"), relaxed()).unwrap();
    assert_eq!(folder.run(line).code, 1, "no repository: what lies above is somebody else's");
    fs::create_dir(folder.path("repository/.git")).unwrap();
    assert_eq!(folder.run(line).code, 0, "at the root of the repository");
    assert_eq!(folder.run(&format!("{line} --no-overlay")).code, 1);

    fs::rename(place("repository"), place("")).unwrap();
    assert_eq!(folder.run(line).code, 1, "above the repository");
    fs::rename(place(""), place("repository/cases/deep")).unwrap();
    assert_eq!(folder.run(line).code, 0, "beside the case");

    folder.write("other.toml", NAMED);
    assert_eq!(folder.run(&format!("{line} --overlay other.toml")).code, 1, "another one instead");
    assert_eq!(folder.run(&format!("{line} --overlay missing.toml")).code, 2);
}

#[test]
fn a_report_shows_what_was_changed() {
    let folder = Folder::with("case.yaml", first_generation());
    folder.write("greenlight.toml", relaxed());
    let ended = folder.run("check case.yaml");
    expect!["warning[IMG004]: image `finance` is of generation 1, but hosted machines need generation 2"]
        .assert_eq(ended.out.lines().next().unwrap());
    expect![[r#"
           = overlay: was error, because: we convert it

        once the machine exists
          LCY010 machine `bot-03` is not created yet; to be used it must be active and connected (machine creator)
            open the details page of `bot-03` in Power Automate and check that it is active and connected
          LCY022 running flows on machine `bot-03` takes a desktop flow connection to it, and there is none yet (maker, or machine creator)
            in Power Automate, under Connections, create a desktop flow connection to `bot-03`
            choose it in the cloud flow's action that runs the desktop flow

        ready: create machine by maker-a; 1 warning, 1 note, 63 rules met; as of 2024-02-12T09:00:00Z, rulebook of 2025-03-10, overlay Contoso of 2024-02-01 (greenlight.toml)
    "#]].assert_eq(&from(&ended.out, "overlay"));
}

#[test]
fn a_report_shows_what_was_waived() {
    let folder = Folder::with("case.yaml", first_generation());
    let waiver = "[[waivers]]\nrule = \"IMG004\"\nimage = \"finance\"\nreason = \"rebuilt in March\"\nuntil = 2024-04-01\n";
    folder.write("greenlight.toml", format!("{NAMED}{waiver}"));
    let ended = folder.run("check case.yaml");
    assert_eq!(ended.code, 0);
    expect![[r#"
        waived
          IMG004 image `finance` is of generation 1, but hosted machines need generation 2
            until 2024-04-01: rebuilt in March
          --> greenlight.toml:3:1

        ready: create machine by maker-a; 1 note, 63 rules met, 1 waived; as of 2024-02-12T09:00:00Z, rulebook of 2025-03-10, overlay Contoso of 2024-02-01 (greenlight.toml)
    "#]].assert_eq(&from(&ended.out, "waived"));
    let ended = folder.run("check case.yaml --format json");
    assert!(ended.out.contains(r#""reason":"rebuilt in March""#), "{}", ended.out);
}

/// The lines from the first that holds a word on.
fn from(out: &str, word: &str) -> String {
    out.split_inclusive('\n').skip_while(|line| !line.contains(word)).collect()
}

#[test]
fn what_is_wrong_is_shown_at_its_place_and_nothing_is_judged() {
    let folder = Folder::with("case.yaml", CASE);
    let wrong = |overlay: &str| {
        folder.write("greenlight.toml", overlay);
        let ended = folder.run("check case.yaml");
        assert_eq!((ended.code, ended.out.as_str()), (2, ""));
        ended.err
    };
    expect![[r#"
        error: there is no rule `IMG4`
         --> greenlight.toml:3:8
          |
        3 | [rules.IMG4]
          |        ^^^^
          |
          = help: did you mean `IMG004`?

    "#]]
    .assert_eq(&wrong(&format!("{NAMED}[rules.IMG4]\nlevel = \"error\"\n")));
    expect![[r#"
        error: `network` is a table here: a key with a point in it is written in quotes
         --> greenlight.toml:4:1
          |
        4 | network.per-tenant = 3
          | ^^^^^^^
          |
          = help: write `"network.…" = …`

    "#]]
    .assert_eq(&wrong(&format!("{NAMED}[values]\nnetwork.per-tenant = 3\n")));
    expect![[r#"
        error: this is not valid TOML: unclosed array table, expected `]`
         --> greenlight.toml:3:11
          |
        3 | [[waivers]
          |           ^
          |
          = help: texts stand in quotes, dates and numbers do not; each key is given once

    "#]]
    .assert_eq(&wrong(&format!("{NAMED}[[waivers]\n")));
}

#[test]
fn a_waiver_that_no_case_needs_is_told_once() {
    let folder = Folder::with("case.yaml", CASE);
    folder.write("second.yaml", CASE);
    folder.write("needs.yaml", first_generation());
    let waiver = "[[waivers]]\nrule = \"IMG004\"\ntenant = true\nreason = \"agreed\"\nuntil = 2024-04-01\n";
    folder.write("greenlight.toml", format!("{NAMED}{waiver}"));
    let told = |line: &str| {
        let ended = folder.run(line);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""));
        ended.out.lines().filter(|line| line.contains("OVL002")).collect::<Vec<_>>().join("\n")
    };
    expect!["greenlight.toml:3:1: note[OVL002]: the waiver of IMG004 waived nothing in any of the cases"]
        .assert_eq(&told("check case.yaml second.yaml --notes"));
    expect!["note[OVL002]: the waiver of IMG004 for the whole tenant waives nothing here"]
        .assert_eq(&told("check case.yaml --notes"));
    assert_eq!(told("check case.yaml needs.yaml --notes"), "");
    assert_eq!(told("check case.yaml second.yaml"), "");
}

/// The page's example is an overlay, and does what the page says of it.
#[test]
fn the_page_does_not_rot() {
    let page = include_str!("../../../docs/overlay.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let folder = Folder::with("case.yaml", first_generation());
    folder.write("greenlight.toml", example);
    let ended = folder.run("check case.yaml");
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("rebuilt as generation 2 in the March release"), "{}", ended.out);
    folder.write("case.yaml", case("geography: Europe", "geography: Norway"));
    assert!(folder.run("check case.yaml").out.contains("ORG001"));
}
