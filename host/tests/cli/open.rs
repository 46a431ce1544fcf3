//! `greenlight open` and `greenlight why`: what is still open, and why something is as it is.

use expect_test::expect;

use crate::support::{Folder, case};

const BY: &str = "--rulebook 2024-01-24";

#[test]
fn what_is_open_in_words() {
    let folder = Folder::with("case.yaml", case("    hosted_rpa_addons: 3\n", ""));
    let ended = folder.run(&format!("open case.yaml {BY}"));
    assert_eq!((ended.code, ended.err.as_str()), (3, ""));
    let (said, _) = ended.out.split_once("fields of the request").unwrap();
    expect![[r#"
        open: it can still become ready, and it can still be blocked

        ready once
          /environments/prod/hosted_rpa_addons is 3

        blocked once
          /environments/prod/hosted_rpa_addons is 0

    "#]]
    .assert_eq(said);
    let (_, asked) = ended.out.split_once("facts to ask for").unwrap();
    expect![[r#"
        , the one that decides most first
          /environments/prod/hosted_rpa_addons case.yaml:44:3  LIC001
            for environment `prod`: hosted RPA add-ons bought and assigned to it
            possible: 3 or more
            impossible: 0 to 2 (LIC001)

        1 question; as of 2024-02-12T09:00:00Z, rulebook of 2024-01-24
    "#]]
    .assert_eq(asked);
}

#[test]
fn what_else_could_stand_at_a_place() {
    let folder = Folder::with("case.yaml", case("generation: 2", "generation: 1"));
    let ended = folder.run(&format!("open case.yaml --at /images/finance/generation {BY}"));
    assert_eq!((ended.code, ended.err.as_str()), (1, ""));
    expect![[r#"
        blocked: whatever else is stated: IMG004

        facts
          /images/finance/generation case.yaml:76:17  IMG004
            for image `finance`: Hyper-V generation of its definition
            possible: 2
            impossible: 0 to 1, 3 or more (IMG004)

        as of 2024-02-12T09:00:00Z, rulebook of 2024-01-24
    "#]]
    .assert_eq(&ended.out);
    let ended = folder.run("open case.yaml --at /images/finance/genration");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("did you mean `generation`?"), "{}", ended.err);
    let ended = folder.run("open case.yaml --at images/finance");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("a JSON Pointer") && !ended.err.contains("case.yaml:"), "{}", ended.err);
}

#[test]
fn why_in_words() {
    let folder = Folder::with("case.yaml", case("generation: 2", "generation: 1"));
    let ended = folder.run(&format!("why case.yaml image-is-generation-2 {BY}"));
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    expect![[r#"
        IMG004 is broken

        these facts force it, whatever else is stated:
          /images/finance/generation = 1 case.yaml:76:17
            for image `finance`: Hyper-V generation of its definition

        as of 2024-02-12T09:00:00Z, rulebook of 2024-01-24
    "#]]
    .assert_eq(&ended.out);
    assert_eq!(folder.run("why case.yaml IMG04").code, 2);
    let ended = folder.run(&format!("open case.yaml {BY}"));
    assert_eq!(ended.code, 1);
    expect!["blocked: whatever else is stated: IMG004"].assert_eq(ended.out.lines().next().unwrap());
}
