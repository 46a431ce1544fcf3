//! What a batch and a simulation tell of an overlay.

use expect_test::expect;

use crate::overlay::{NAMED, WAIVER, first_generation, from, relaxed};
use crate::support::{CASE, Folder};

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

#[test]
fn in_a_batch_waived_findings_are_counted_and_an_unused_waiver_is_told_once() {
    let ready = greenlight_core::rules::examples::GOLDEN.replace('\n', " ");
    let waived = ready.replace("\"generation\": 2", "\"generation\": 1");
    let folder = Folder::with("cases.jsonl", format!("{ready}\n{waived}\n"));
    folder.write("greenlight.toml", format!("{NAMED}{WAIVER}"));
    expect![[r#"
        2 cases: 2 ready, 0 blocked, 0 with facts missing, 0 unreadable; 1 finding waived, overlay Contoso of 2024-02-01
    "#]].assert_eq(&folder.run("check cases.jsonl --notes").out);
    folder.write("cases.jsonl", format!("{ready}\n{ready}\n"));
    expect![[r#"
        2 cases: 2 ready, 0 blocked, 0 with facts missing, 0 unreadable, overlay Contoso of 2024-02-01
        greenlight.toml:3:1: note[OVL002]: the waiver of IMG004 waived nothing in any of the cases
    "#]]
    .assert_eq(&folder.run("check cases.jsonl --notes").out);
    // What is not known may still be waived.
    let open = ready.replace("\"generation\": 2", "\"generation\": null");
    folder.write("cases.jsonl", format!("{ready}\n{open}\n"));
    expect![[r#"
        2 cases: 2 ready, 0 blocked, 0 with facts missing, 0 unreadable, overlay Contoso of 2024-02-01
    "#]]
    .assert_eq(&folder.run("check cases.jsonl --notes").out);
}

#[test]
fn in_a_batch_a_finding_says_what_the_overlay_changed() {
    let ready = greenlight_core::rules::examples::GOLDEN.replace('\n', " ");
    let broken = ready.replace("\"generation\": 2", "\"generation\": 1");
    let folder = Folder::with("cases.jsonl", format!("{broken}\n"));
    folder.write("greenlight.toml", relaxed());
    expect![[r#"
        cases.jsonl:1: warning[IMG004]: image `finance` is of generation 1, but hosted machines need generation 2 (overlay: was error, because: we convert it)
        1 case: 1 ready, 0 blocked, 0 with facts missing, 0 unreadable, overlay Contoso of 2024-02-01
    "#]].assert_eq(&folder.run("check cases.jsonl --notes").out);
}

#[test]
fn a_simulation_tells_what_it_did_to_requests() {
    let scenario = include_str!("../../templates/rollout.yaml").replace("generation: 2", "generation: 1");
    let folder = Folder::with("rollout.yaml", scenario);
    let level = "[rules.IMG004]\nlevel = \"warning\"\nreason = \"we convert it\"\n";
    let waiver = "[[waivers]]\nrule = \"LIC001\"\ntenant = true\nreason = \"on order\"\nuntil = 2024-06-01\n";
    let value = "[values]\n\"licence.effective-minutes\" = 120\n";
    folder.write("greenlight.toml", format!("{NAMED}{level}{waiver}{value}"));
    let ended = folder.run("simulate rollout.yaml");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let told = from(&ended.out, "waived");
    let told: String = told.split_inclusive("\n\n").take(3).collect();
    expect![[r#"
        waived
          LIC001 environment-has-an-add-on-per-machine (4 requests)
            until 2024-06-01: on order

        at another level
          IMG004 image-is-generation-2 (10 requests)
            warning, was error: we convert it

        own values
          licence.effective-minutes  120, was 60

    "#]]
    .assert_eq(&told);
}

#[test]
fn a_simulation_names_it_and_tells_what_it_refused() {
    let folder = Folder::with("rollout.yaml", include_str!("../../templates/rollout.yaml"));
    folder.write("greenlight.toml", format!("{NAMED}allow.geographies = [\"France\"]\n"));
    let ended = folder.run("simulate rollout.yaml");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let told = from(&ended.out, "refused by the rules");
    expect![[r#"
        refused by the rules
          ORG001 geography-is-allowed (10 requests)
            environment `prod` lies in the geography `europe`, but the organisation allows new things only in `france`
            - choose an environment in one of the geographies that are allowed
            - or have whoever keeps the overlay allow this one
            who can mend it: maker, or policy owner

    "#]].assert_eq(told.split_inclusive("\n\n").next().unwrap());
    expect!["simulated       2024-02-12 08:00 to 2024-03-13 08:00: 4 events, seed `7`, rulebook of 2025-10-02, overlay Contoso of 2024-02-01"].assert_eq(ended.out.lines().last().unwrap());
    assert!(!folder.run("simulate rollout.yaml --no-overlay").out.contains("overlay"));
    folder.write("greenlight.toml", format!("{NAMED}[rules.IMG4]\nlevel = \"error\"\n"));
    let ended = folder.run("simulate rollout.yaml");
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(ended.err.contains("greenlight.toml:3:8"), "{}", ended.err);
}
