//! `greenlight.toml`: where it is found, what it changes, and how what is wrong with it is shown.

use std::fs;

use expect_test::expect;

use crate::support::{CASE, Folder, case};

pub(crate) const NAMED: &str = "name = \"Contoso\"\ndate = 2024-02-01\n";

/// Waives IMG004 for the image.
pub(crate) const WAIVER: &str = "[[waivers]]\nrule = \"IMG004\"\nimage = \"finance\"\nreason = \"rebuilt in March\"\nuntil = 2024-04-01\n";

pub(crate) fn first_generation() -> String {
    case("generation: 2 ", "generation: 1 ")
}

/// Relaxes IMG004, with which [`first_generation`] is ready.
pub(crate) fn relaxed() -> String {
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

        ready: create machine by maker-a; 1 warning, 1 note, 72 rules met; as of 2024-02-12T09:00:00Z, rulebook of 2025-10-02, overlay Contoso of 2024-02-01 (greenlight.toml)
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

        ready: create machine by maker-a; 1 note, 72 rules met, 1 waived; as of 2024-02-12T09:00:00Z, rulebook of 2025-10-02, overlay Contoso of 2024-02-01 (greenlight.toml)
    "#]].assert_eq(&from(&ended.out, "waived"));
    let ended = folder.run("check case.yaml --format json");
    assert!(ended.out.contains(r#""reason":"rebuilt in March""#), "{}", ended.out);
}

/// The lines from the first that holds a word on.
pub(crate) fn from(out: &str, word: &str) -> String {
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
fn folders_on_the_way_that_do_not_hold_the_case_do_not_count() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("repository/.git")).unwrap();
    fs::create_dir_all(folder.path("elsewhere")).unwrap();
    folder.write("repository/greenlight.toml", relaxed());
    folder.write("elsewhere/case.yaml", first_generation());
    assert_eq!(folder.run("check repository/../elsewhere/case.yaml").code, 1);
    folder.write("repository/case.yaml", first_generation());
    assert_eq!(folder.run("check elsewhere/../repository/case.yaml").code, 0);
    fs::create_dir(folder.path("repository/cases")).unwrap();
    folder.write("repository/cases/case.yaml", first_generation());
    assert_eq!(folder.run("check elsewhere/../repository/cases/case.yaml").code, 0);
}

#[test]
fn one_overlay_found_from_several_folders_is_one() {
    let folder = Folder::with("case.yaml", first_generation());
    fs::create_dir_all(folder.path(".git")).unwrap();
    fs::create_dir_all(folder.path("below")).unwrap();
    folder.write("below/case.yaml", CASE);
    folder.write("greenlight.toml", format!("{NAMED}{WAIVER}"));
    let ended = folder.run("check case.yaml below/case.yaml --notes");
    assert!(!ended.out.contains("OVL002"), "the first case needs it: {}", ended.out);
    let ended = folder.run("check below/case.yaml");
    assert!(ended.out.ends_with("overlay Contoso of 2024-02-01 (greenlight.toml)\n"), "{}", ended.out);
}

#[test]
fn a_rule_of_the_organisations_own_is_shown_as_its_own() {
    let folder = Folder::with("case.yaml", CASE);
    folder.write("greenlight.toml", format!("{NAMED}allow.images = [\"claims\"]\n"));
    let ended = folder.run("check case.yaml");
    assert_eq!(ended.code, 1);
    expect![[r#"
        error[ORG002]: image `finance` is not among those that the organisation allows: `claims`
           --> case.yaml:110:60
            |
        110 |   create-machine: {environment: prod, name: bot-03, image: finance, network: corp}
            |                                                            ^^^^^^^
            |
            = help: 1. choose one of the images that are allowed
                    2. or have whoever keeps the overlay allow this one
            = who can mend it: maker, or policy owner
            = source: Contoso, allow.images, 2024-02-01 (the organisation's own)

    "#]]
    .assert_eq(ended.out.split_inclusive("\n\n").next().unwrap());
    expect![[r#"
        To: maker

        maker-a asks for `create-machine` in Power Automate. For that, please:

        - image `finance` is not among those that the organisation allows: `claims` [ORG002]
          choose one of the images that are allowed
          or have whoever keeps the overlay allow this one
          See Contoso, allow.images, 2024-02-01 (the organisation's own)
        - once the machine exists: running flows on machine `bot-03` takes a desktop flow connection to it, and there is none yet [LCY022]
          in Power Automate, under Connections, create a desktop flow connection to `bot-03`
          choose it in the cloud flow's action that runs the desktop flow

        To: machine creator

        maker-a asks for `create-machine` in Power Automate. For that, please:

        - once the machine exists: machine `bot-03` is not created yet; to be used it must be active and connected [LCY010]
          open the details page of `bot-03` in Power Automate and check that it is active and connected

    "#]].assert_eq(&folder.run("check case.yaml --handover").out);
}

#[test]
fn a_waiver_that_has_ended_is_shown_where_it_stands() {
    let folder = Folder::with("case.yaml", first_generation());
    folder.write("greenlight.toml", format!("{NAMED}{}", WAIVER.replace("2024-04-01", "2024-02-13")));
    let ended = folder.run("check case.yaml --as-of 2024-02-13T00:00:00Z");
    assert_eq!(ended.code, 1);
    let told = from(&ended.out, "OVL001");
    expect![[r#"
        warning[OVL001]: the waiver of IMG004 for image `finance` ended on 2024-02-13: the rule counts again
         --> greenlight.toml:3:1
          |
        3 | [[waivers]]
          | ^^^^^^^^^^^
          |
          = help: 1. mend what IMG004 finds, and take the waiver out
                  2. or decide the waiver anew, with a later `until` and the reason why
          = who can mend it: policy owner
          = source: Contoso, waivers, 2024-02-01 (the organisation's own)

    "#]]
    .assert_eq(told.split_inclusive("\n\n").next().unwrap());
    // The day before.
    assert_eq!(folder.run("check case.yaml --as-of 2024-02-12T23:59:59Z").code, 0);
}

#[test]
fn whatever_is_wrong_has_its_line_and_column() {
    let folder = Folder::with("case.yaml", CASE);
    let mut said = String::new();
    for wrong in [
        "date = 2024-02-01T09:00:00Z\n",
        "name = \"again\"\n",
        "owner = \"Ana\"\n",
        "[values]\n\"restart.minutes\" = nan\n",
        "[values]\n\"network.per-tenant\" = 31\n",
        "[rules.IMG004]\nlevel = \"warning\"\n",
        "[allow]\ngeographies = [\"Europe\", \"Europa\"]\n",
        "[[waivers]]\nrule = \"IMG004\"\nreason = \"agreed\"\nuntil = 2024-04-01\n",
        "[[waivers]]\nrule = \"IMG004\"\ntenant = true\nreason = \"\"\nuntil = 2024-04-01\n",
        &format!("{WAIVER}\n{WAIVER}"),
    ] {
        let named = if wrong.starts_with("date") { "name = \"Contoso\"\n" } else { NAMED };
        folder.write("own.toml", format!("{named}{wrong}"));
        let ended = folder.run("check case.yaml --overlay own.toml");
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{wrong}");
        let lines = ended.err.lines().map(str::trim).take(2).collect::<Vec<_>>().join(" ");
        said.push_str(&lines.replace(" --> ", " at "));
        said.push('\n');
    }
    expect![[r#"
        error: `2024-02-01T09:00:00Z` is not a day such as 2024-02-12 at own.toml:2:8
        error: this is not valid TOML: duplicate key at own.toml:3:1
        error: there is no field `owner` here at own.toml:3:1
        error: `nan` stands where a whole number of 0 or more, or a list of names belongs at own.toml:4:21
        error: `network.per-tenant` is 30 by Microsoft's word, which 31 would relax at own.toml:4:24
        error: `IMG004` is relaxed from error to warning without a reason at own.toml:3:8
        error: the rulebook knows no `Europa` that belongs here at own.toml:4:26
        error: the waiver does not say which requests it is for at own.toml:3:1
        error: the reason is empty at own.toml:6:10
        error: `IMG004` is waived for image `finance` twice: by waiver 1 as well at own.toml:9:1
    "#]]
    .assert_eq(&said);
}

#[test]
fn what_is_no_overlay_is_refused() {
    let folder = Folder::with("case.yaml", CASE);
    fs::create_dir(folder.path("greenlight.toml")).unwrap();
    assert_eq!(folder.run("check case.yaml").code, 0, "a folder of that name is none");
    assert!(folder.run("check case.yaml --overlay greenlight.toml").err.contains("is a folder"));
    assert_eq!(folder.run("check case.yaml --overlay own.toml --no-overlay").code, 2);
    folder.write("own.toml", [0xff, 0xfe, 0]);
    let ended = folder.run("check case.yaml --overlay own.toml --format json");
    assert_eq!(ended.code, 2);
    assert!(ended.out.starts_with("{\"error\":"), "{ended:?}");
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

#[test]
fn the_page_lists_every_value_that_may_be_set() {
    let page = include_str!("../../../docs/overlay.md");
    let listed: Vec<&str> =
        page.lines().filter(|line| line.starts_with("| `") && line.matches('|').count() == 4).collect();
    let all: Vec<(&str, &str)> = greenlight_core::overlay::own::all().collect();
    assert_eq!(listed.len(), all.len(), "{listed:#?}");
    for (row, (key, takes)) in listed.iter().zip(all) {
        assert!(row.starts_with(&format!("| `{key}` | {takes} | ")), "{row} is not of {key}: {takes}");
    }
}
