//! Several waivers of one rule, and waivers where facts are missing.

use expect_test::expect;

use crate::check;
use crate::effects::{FIRST_GENERATION, waiver};

#[test]
fn one_waiver_is_used_and_the_other_is_recorded() {
    let row = |scope: &str, until: &str| {
        format!(r#"{{"rule": "IMG004", {scope}, "reason": "agreed", "until": "{until}"}}"#)
    };
    let two = |first: String, second: String| format!(r#"{{"waivers": [{first}, {second}]}}"#);
    let (image, tenant) = (r#""image": "finance""#, r#""tenant": true"#);
    check(
        FIRST_GENERATION,
        &two(row(image, "2024-06-01"), row(tenant, "2024-06-01")),
        &expect![[r#"
            ready
            note OVL002 at /options/overlay/waivers/1: the waiver of IMG004 for the whole tenant waives nothing here
            waived {"at":"/images/finance/generation","code":"IMG004","level":"error","message":"image `finance` is of generation 1, but hosted machines need generation 2","name":"image-is-generation-2","reason":"agreed","until":"2024-06-01","waiver":"/options/overlay/waivers/0"}
        "#]],
    );
    // One that has ended is of no use beside one that is in force.
    check(
        FIRST_GENERATION,
        &two(row(image, "2024-02-12"), row(tenant, "2024-06-01")),
        &expect![[r#"
            ready
            note OVL002 at /options/overlay/waivers/0: the waiver of IMG004 for image `finance` waives nothing here
            waived {"at":"/images/finance/generation","code":"IMG004","level":"error","message":"image `finance` is of generation 1, but hosted machines need generation 2","name":"image-is-generation-2","reason":"agreed","until":"2024-06-01","waiver":"/options/overlay/waivers/1"}
        "#]],
    );
    // One that has ended, and would be of no use.
    check(
        "{}",
        &two(row(image, "2024-02-12"), row(tenant, "2024-02-12")),
        &expect![[r#"
        ready
        note OVL002 at /options/overlay/waivers/0: the waiver of IMG004 for image `finance` waives nothing here
        note OVL002 at /options/overlay/waivers/1: the waiver of IMG004 for the whole tenant waives nothing here
    "#]],
    );
}

#[test]
fn what_is_missing_is_asked_for_as_the_rule_and_the_waiver_need_it() {
    // Waived for certain: what the rule lacks is no more than a note.
    let unknown = r#"{"images": {"finance": {"generation": null}}}"#;
    check(
        unknown,
        &waiver("2024-06-01"),
        &expect![[r#"
            ready
            asks /images/finance/generation for ["IMG004"]
            open "/options/overlay/waivers/0"
        "#]],
    );
    // Ended: it is asked for again.
    check(
        unknown,
        &waiver("2024-02-12"),
        &expect![[r#"
            needs-facts
            asks /images/finance/generation for ["IMG004"]
            open "/options/overlay/waivers/0"
        "#]],
    );
    // An own rule that lacks its fact leaves the answer open.
    check(
        r#"{"request": {"create-machine": {"image": null}}}"#,
        r#"{"allow": {"images": ["finance"]}}"#,
        &expect![[r#"
            needs-facts
            asks /request/create-machine/image for ["PRE011","PRE026","IMG001","IMG002","IMG003","IMG004","IMG005","IMG006","IMG007","IMG008","IMG009","IMG010","IMG012","IMG013","IMG014","IMG017","IMG019","IMG025","IMG031","IMG032","IMG047","LCY016","ORG002"]
        "#]],
    );
}

/// Without Microsoft Entra nothing is enrolled: the waiver of what lies between says nothing about that.
#[test]
fn what_speaks_for_a_waived_rule_speaks_for_those_behind_it() {
    let absent = r#"{"tenant": {"entra": "absent", "intune": {"state": "absent", "windows_corporate_enrolment": "blocked", "automatic_enrolment": "disabled"}}}"#;
    let row = |rule: &str| {
        format!(r#"{{"rule": "{rule}", "tenant": true, "reason": "agreed", "until": "2024-06-01"}}"#)
    };
    check(
        absent,
        &format!(r#"{{"waivers": [{}]}}"#, row("PRE002")),
        &expect![[r#"
        blocked
        error PRE001
        note OVL002 at /options/overlay/waivers/0: the waiver of PRE002 for the whole tenant waives nothing here
    "#]],
    );
    check(
        absent,
        &format!(r#"{{"waivers": [{}, {}]}}"#, row("PRE001"), row("PRE002")),
        &expect![[r#"
        blocked
        error PRE003
        error PRE015
        waived {"at":"/tenant/entra","code":"PRE001","level":"error","message":"the Microsoft Entra tenant that hosted machines join is absent","name":"entra-tenant-is-present","reason":"agreed","until":"2024-06-01","waiver":"/options/overlay/waivers/0"}
        waived {"at":"/tenant/intune/state","code":"PRE002","level":"error","message":"Intune is absent in the tenant, and hosted machines must enrol in it","name":"intune-is-set-up","reason":"agreed","until":"2024-06-01","waiver":"/options/overlay/waivers/1"}
    "#]],
    );
}
