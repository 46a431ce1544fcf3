//! What an overlay does to a report.

use expect_test::expect;
use serde_json::json;

use crate::{answer, check, told};

/// Breaks IMG008, a warning, and nothing else.
const UNUSUAL_DISK: &str = r#"{"images": {"finance": {"os_disk_gb": 128}}}"#;
/// Breaks IMG004, an error, and nothing else.
pub(crate) const FIRST_GENERATION: &str = r#"{"images": {"finance": {"generation": 1}}}"#;

#[test]
fn levels_are_tightened_and_relaxed() {
    check(
        UNUSUAL_DISK,
        "{}",
        &expect![[r#"
            ready
            warning IMG008
        "#]],
    );
    check(
        UNUSUAL_DISK,
        r#"{"rules": {"IMG008": {"level": "error"}}}"#,
        &expect![[r#"
            blocked
            error IMG008 (was warning)
            levels {"code":"IMG008","level":"error","was":"warning"}
        "#]],
    );
    check(
        FIRST_GENERATION,
        r#"{"rules": {"IMG004": {"level": "warning", "reason": "we convert it"}}}"#,
        &expect![[r#"
            ready
            warning IMG004 (was error, because: we convert it)
            levels {"code":"IMG004","level":"warning","reason":"we convert it","was":"error"}
        "#]],
    );
    // A rule that lacks facts has the organisation's level too.
    let unknown = r#"{"images": {"finance": {"os_disk_gb": null}}}"#;
    check(
        unknown,
        r#"{"rules": {"IMG009": {"level": "note", "reason": "all of ours have 64 GB"}}}"#,
        &expect![[r#"
            ready
            asks /images/finance/os_disk_gb for ["IMG008","IMG009"]
            levels {"code":"IMG009","level":"note","reason":"all of ours have 64 GB","was":"error"}
        "#]],
    );
    // What is not broken is not told.
    check(
        "{}",
        r#"{"rules": {"IMG008": {"level": "error"}}}"#,
        &expect![[r#"
        ready
    "#]],
    );
}

/// Waives IMG004 for the image until a day.
pub(crate) fn waiver(until: &str) -> String {
    json!({"waivers": [{"rule": "IMG004", "image": "finance", "reason": "converted in March", "until": until}]}).to_string()
}

#[test]
fn a_waived_rule_does_not_count_until_its_day() {
    check(
        FIRST_GENERATION,
        &waiver("2024-02-13"),
        &expect![[r#"
        ready
        waived {"at":"/images/finance/generation","code":"IMG004","level":"error","message":"image `finance` is of generation 1, but hosted machines need generation 2","name":"image-is-generation-2","reason":"converted in March","until":"2024-02-13","waiver":"/options/overlay/waivers/0"}
    "#]],
    );
    check(
        FIRST_GENERATION,
        &waiver("2024-02-12"),
        &expect![[r#"
        blocked
        error IMG004
        warning OVL001 at /options/overlay/waivers/0: the waiver of IMG004 for image `finance` ended on 2024-02-12: the rule counts again
    "#]],
    );
    // The day begins at midnight.
    let midnight = r#"{"as_of": "2024-02-13T00:00:00Z", "images": {"finance": {"generation": 1}}}"#;
    check(
        midnight,
        &waiver("2024-02-13"),
        &expect![[r#"
            blocked
            error IMG004
            warning NET035
            warning OVL001 at /options/overlay/waivers/0: the waiver of IMG004 for image `finance` ended on 2024-02-13: the rule counts again
        "#]],
    );
    let before = r#"{"as_of": "2024-02-12T23:59:59.999Z", "images": {"finance": {"generation": 1}}}"#;
    check(
        before,
        &waiver("2024-02-13"),
        &expect![[r#"
            ready
            warning NET035
            waived {"at":"/images/finance/generation","code":"IMG004","level":"error","message":"image `finance` is of generation 1, but hosted machines need generation 2","name":"image-is-generation-2","reason":"converted in March","until":"2024-02-13","waiver":"/options/overlay/waivers/0"}
        "#]],
    );
}

#[test]
fn a_waiver_is_for_its_scope() {
    let of = |scope: &str| {
        format!(
            r#"{{"waivers": [{{"rule": "IMG004", {scope}, "reason": "agreed", "until": "2024-06-01"}}]}}"#
        )
    };
    let outcome = |scope: &str| answer(FIRST_GENERATION, &of(scope), &json!({}))["outcome"].clone();
    for scope in [
        r#""tenant": true"#,
        r#""environment": "prod""#,
        r#""person": "maker-a""#,
        r#""image": "finance", "environment": "prod", "person": "maker-a", "network": "corp""#,
    ] {
        assert_eq!(outcome(scope), "ready", "{scope}");
    }
    for scope in [
        r#""environment": "trial""#,
        r#""person": "maker-b""#,
        r#""image": "default""#,
        r#""image": "finance", "environment": "trial""#,
        r#""network": "branch""#,
        r#""machine": "bot-01""#,
    ] {
        assert_eq!(outcome(scope), "blocked", "{scope}");
    }
}

#[test]
fn what_a_waiver_is_for_may_be_unknown() {
    let run = r#"{"machines": {"bot-01": {"status": "failed", "network": null}},
        "request": {"create-machine": null, "run-unattended": {"machine": "bot-01"}}}"#;
    let waived =
        r#"{"waivers": [{"rule": "LCY010", "network": "corp", "reason": "agreed", "until": "2024-06-01"}]}"#;
    check(
        run,
        waived,
        &expect![[r#"
            needs-facts
            asks /machines/bot-01/network for ["NET025","LCY010"]
            open "/options/overlay/waivers/0"
        "#]],
    );
}

#[test]
fn a_waiver_of_no_use_is_told_unless_the_case_is_one_of_many() {
    check(
        "{}",
        &waiver("2024-06-01"),
        &expect![[r#"
        ready
        note OVL002 at /options/overlay/waivers/0: the waiver of IMG004 for image `finance` waives nothing here
    "#]],
    );
    let many = answer("{}", &waiver("2024-06-01"), &json!({"one_of_many": true}));
    expect![[r#"
        ready
    "#]]
    .assert_eq(&told(&many));
}

/// IMG009 says more than IMG008 of a disk that is too large; once it does not count, IMG008 speaks.
#[test]
fn a_rule_that_does_not_count_covers_no_other() {
    let large = r#"{"images": {"finance": {"os_disk_gb": 300}}}"#;
    check(
        large,
        "{}",
        &expect![[r#"
            blocked
            error IMG009
        "#]],
    );
    check(
        large,
        r#"{"rules": {"IMG009": {"level": "note", "reason": "agreed with support"}}}"#,
        &expect![[r#"
            ready
            warning IMG008
            note IMG009 (was error, because: agreed with support)
            levels {"code":"IMG009","level":"note","reason":"agreed with support","was":"error"}
        "#]],
    );
    let waived =
        r#"{"waivers": [{"rule": "IMG009", "tenant": true, "reason": "agreed", "until": "2024-06-01"}]}"#;
    check(
        large,
        waived,
        &expect![[r#"
            ready
            warning IMG008
            waived {"at":"/images/finance/os_disk_gb","code":"IMG009","level":"error","message":"the OS disk of image `finance` has 300 GB, but a hosted machine's has no more than 256 GB","name":"image-os-disk-fits-the-machine","reason":"agreed","until":"2024-06-01","waiver":"/options/overlay/waivers/0"}
        "#]],
    );
}

#[test]
fn new_things_are_restricted() {
    check(
        "{}",
        r#"{"allow": {"geographies": ["Europe", "france"], "images": ["finance"]}}"#,
        &expect![[r#"
        ready
    "#]],
    );
    check(
        "{}",
        r#"{"allow": {"geographies": ["Switzerland"], "images": ["default", "claims"]}}"#,
        &expect![[r#"
            blocked
            error ORG001 at /environments/prod/geography: environment `prod` lies in the geography `europe`, but the organisation allows new things only in `switzerland`
            error ORG002 at /request/create-machine/image: image `finance` is not among those that the organisation allows: `default`, `claims`
        "#]],
    );
    let unsaid =
        r#"{"environments": {"prod": {"geography": null}}, "request": {"create-machine": {"image": null}}}"#;
    let asked =
        answer(unsaid, r#"{"allow": {"geographies": ["Europe"], "images": ["finance"]}}"#, &json!({}));
    let questions = asked["questions"].as_array().unwrap().iter();
    let own: Vec<String> = questions
        .filter(|question| question["rules"].to_string().contains("ORG"))
        .map(|question| format!("{} {}", question["at"], question["rules"]))
        .collect();
    expect![[r#"
        [
            "\"/request/create-machine/image\" [\"PRE011\",\"PRE026\",\"IMG001\",\"IMG002\",\"IMG003\",\"IMG004\",\"IMG005\",\"IMG006\",\"IMG007\",\"IMG008\",\"IMG009\",\"IMG010\",\"IMG012\",\"IMG013\",\"IMG014\",\"IMG017\",\"IMG019\",\"IMG025\",\"IMG031\",\"IMG032\",\"IMG047\",\"LCY016\",\"ORG002\"]",
            "\"/environments/prod/geography\" [\"GEO001\",\"GEO004\",\"GEO011\",\"GEO012\",\"GEO018\",\"IMG013\",\"NET002\",\"ORG001\"]",
        ]
    "#]].assert_debug_eq(&own);
    // What is there already may be run.
    let run = r#"{"request": {"create-machine": null, "run-unattended": {"machine": "bot-01"}}}"#;
    check(
        run,
        r#"{"allow": {"geographies": ["Switzerland"], "images": ["default"]}}"#,
        &expect![[r#"
        ready
    "#]],
    );
}

#[test]
fn assumptions_are_set_and_limits_tightened() {
    let slow = r#"{"machines": {"bot-01": {"status": "provisioning", "requested": "2024-02-12T06:00:00Z",
        "restarted": "none", "last_run": "none", "last_desktop_use": "none"}},
        "request": {"create-machine": null, "run-unattended": {"machine": "bot-01"}}}"#;
    check(
        slow,
        "{}",
        &expect![[r#"
        blocked
        error LCY010
        warning LCY008
    "#]],
    );
    check(
        slow,
        r#"{"values": {"provisioning.long-minutes": 240}}"#,
        &expect![[r#"
        blocked
        error LCY010
        note LCY007 (provisioning.long-minutes is 240, was 120)
        values {"key":"provisioning.long-minutes","value":240,"was":120}
    "#]],
    );
    let fifth = r#"{"request": {"create-machine": null,
        "create-network": {"environment": "prod", "name": "new", "network": "corp", "subnet": "bots"}}}"#;
    check(
        fifth,
        r#"{"values": {"network.per-tenant": 4}}"#,
        &expect![[r#"
        blocked
        error NET001 (network.per-tenant is 4, was 30)
        values {"key":"network.per-tenant","value":4,"was":30}
    "#]],
    );
    // What Microsoft says anyway changes nothing.
    check(
        fifth,
        r#"{"values": {"network.per-tenant": 30}}"#,
        &expect![[r#"
        ready
    "#]],
    );
}

#[test]
fn a_group_keeps_its_image_when_it_is_edited() {
    let edit = |more: &str| {
        format!(r#"{{"request": {{"create-machine": null, "edit-group": {{"group": "invoices"{more}}}}}}}"#)
    };
    let allow = r#"{"allow": {"images": ["default"]}}"#;
    let codes = |change: &str| {
        let report = answer(change, allow, &json!({}));
        let findings = report["findings"].as_array().unwrap_or_else(|| panic!("{report}"));
        findings.iter().any(|finding| finding["code"] == "ORG002")
    };
    assert!(!codes(&edit(r#", "max_bots": 2"#)));
    assert!(codes(&edit(r#", "image": "finance""#)));
}
