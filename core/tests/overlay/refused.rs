//! What is refused of an overlay.

use expect_test::{Expect, expect};
use greenlight_json::patch::merge;
use serde_json::json;

use crate::answer;

/// What is wrong with each overlay, where, and how to mend it.
fn refused(overlays: &[&str], expected: &Expect) {
    let said = overlays.iter().map(|overlay| {
        let error = &answer("{}", overlay, &json!({}))["error"];
        let part = |name: &str| error[name].as_str().unwrap_or("-").to_owned();
        format!("{} {}: {}; {}\n", part("at"), part("code"), part("message"), part("help"))
    });
    expected.assert_eq(&said.collect::<String>());
}

#[test]
fn what_cannot_be_meant() {
    refused(
        &[
            r#"{"name": " "}"#,
            r#"{"date": null}"#,
            r#"{"rules": {"IMG4": {"level": "error"}}}"#,
            r#"{"rules": {"ORG001": {"level": "error"}}}"#,
            r#"{"rules": {"IMG009": {"level": "errror"}}}"#,
            r#"{"rules": {"IMG004": {"level": "warning"}}}"#,
            r#"{"rules": {"IMG004": {"level": "warning", "reason": ""}}}"#,
            r#"{"rules": {"IMG004": "warning"}}"#,
            r#"{"rule": {}}"#,
            r#"{"allow": {"geographies": []}}"#,
            r#"{"allow": {"geographies": ["Europa"]}}"#,
            r#"{"allow": {"images": []}}"#,
        ],
        &expect![[r#"
            /options/overlay/name invalid-value: the name is empty; write the name of the organisation or of the policy
            /options/overlay missing-field: the field `date` is missing; add `date`
            /options/overlay/rules/IMG4 unknown-code: there is no rule `IMG4`; did you mean `IMG004`?
            /options/overlay/rules/ORG001 unknown-code: there is no rule `ORG001`; it is the organisation's own: what it allows is said under `allow`
            /options/overlay/rules/IMG009/level unknown-value: `errror` is not one of error, warning, note; did you mean `error`?
            /options/overlay/rules/IMG004 missing-field: `IMG004` is relaxed from error to warning without a reason; add a `reason`
            /options/overlay/rules/IMG004/reason invalid-value: the reason is empty; say it in words that somebody else will understand
            /options/overlay/rules/IMG004 wrong-type: `warning` stands where the level of a rule: `{level: …, reason: …}` belongs; write the level of a rule: `{level: …, reason: …}`
            /options/overlay/rule unknown-field: there is no field `rule` here; did you mean `rules`?
            /options/overlay/allow/geographies invalid-value: an empty list allows nothing at all; name what is allowed, or leave the list out
            /options/overlay/allow/geographies/0 unknown-value: the rulebook knows no `Europa` that belongs here; did you mean `europe`?
            /options/overlay/allow/images invalid-value: an empty list allows nothing at all; name what is allowed, or leave the list out
        "#]],
    );
}

#[test]
fn waivers_of_too_much_or_nothing() {
    let waiver = |change: &str| {
        let mut waiver = json!({"rule": "IMG004", "reason": "agreed", "until": "2024-06-01"});
        merge(&mut waiver, &serde_json::from_str(change).unwrap());
        json!({"waivers": [waiver]}).to_string()
    };
    let one = json!({"rule": "IMG004", "image": "finance", "reason": "agreed", "until": "2024-06-01"});
    let other = json!({"rule": "IMG004", "image": "finance", "reason": "again", "until": "2025-06-01"});
    refused(
        &[
            &waiver("{}"),
            &waiver(r#"{"tenant": false}"#),
            &waiver(r#"{"tenant": true, "image": "finance"}"#),
            &waiver(r#"{"tenant": true, "reason": " "}"#),
            &waiver(r#"{"tenant": true, "until": null}"#),
            &waiver(r#"{"tenant": true, "until": "2024-02-30"}"#),
            &waiver(r#"{"tenant": true, "rule": "XYZ"}"#),
            &json!({"waivers": [one, other]}).to_string(),
        ],
        &expect![[r#"
            /options/overlay/waivers/0 missing-field: the waiver does not say which requests it is for; add `environment`, `machine`, `image`, `network` or `person`, or `tenant = true`
            /options/overlay/waivers/0/tenant invalid-value: a waiver that is not for the tenant says what it is for; leave it out; only `tenant = true` says something
            /options/overlay/waivers/0/tenant contradiction: a waiver for the whole tenant cannot be for a part of it as well; leave `tenant` out, or everything that narrows it
            /options/overlay/waivers/0/reason invalid-value: the reason is empty; say it in words that somebody else will understand
            /options/overlay/waivers/0 missing-field: the field `until` is missing; add `until`
            /options/overlay/waivers/0/until invalid-value: `2024-02-30` is not a day such as 2024-02-12; write a day such as 2024-02-12
            /options/overlay/waivers/0/rule unknown-code: there is no rule `XYZ`; `greenlight rules` lists them all
            /options/overlay/waivers/1 duplicate-key: `IMG004` is waived for image `finance` twice: by waiver 1 as well; keep one of the two
        "#]],
    );
}

#[test]
fn values_that_are_not_the_organisations_to_say() {
    refused(
        &[
            r#"{"values": {"network.per-tenant": 31}}"#,
            r#"{"values": {"network.per-tennant": 3}}"#,
            r#"{"values": {"network.per-tenant": ["many"]}}"#,
            r#"{"values": {"network": {"per-tenant": 3}}}"#,
            r#"{"values": {"network.per-tenant": -1}}"#,
            r#"{"values": {"image.uploader-roles": 3}}"#,
            r#"{"values": {"image.uploader-roles": []}}"#,
            r#"{"values": {"image.uploader-roles": ["Ownr"]}}"#,
            r#"{"values": {"geography.region": 3}}"#,
        ],
        &expect![[r#"
            /options/overlay/values/network.per-tenant invalid-value: `network.per-tenant` is 30 by Microsoft's word, which 31 would relax; write 30 or a lower number
            /options/overlay/values/network.per-tennant unknown-field: the rulebook has no value `network.per-tennant`; did you mean `network.per-tenant`?
            /options/overlay/values/network.per-tenant wrong-type: a list of names stands where a number belongs; write a whole number
            /options/overlay/values/network wrong-type: `network` is a table here: a key with a point in it is written in quotes; write `"network.…" = …`
            /options/overlay/values/network.per-tenant invalid-value: `-1` is not a whole number of 0 or more, or a list of names; write a whole number of 0 or more, or a list of names
            /options/overlay/values/image.uploader-roles wrong-type: a number stands where a list of names belongs; write the names as a list: `["…"]`
            /options/overlay/values/image.uploader-roles invalid-value: an empty list names nobody; name one, or leave the key out
            /options/overlay/values/image.uploader-roles/0 unknown-value: the rulebook knows no `Ownr` that belongs here; did you mean `owner`?
            /options/overlay/values/geography.region invalid-value: `geography.region` is Microsoft's to say, and no limit that can be made stricter; to be set are domain.contact-days, image.admins, image.group.edge-minimum, image.group.os-disk-max-gb, image.minimum-build.windows-10, image.minimum-build.windows-11, image.os-disk-max-gb, image.uploader-roles, licence.effective-minutes, licence.plans, licence.windows-365, licence.windows-doubtful, machine.administrators, network.administrators, network.group.sufficient-roles, network.including-roles, network.per-tenant, provisioning.long-minutes, queue.flows-per-connection, queue.large-group, queue.runs-per-machine, report.stale-days, restart.minutes, trial.addon.extensions, trial.addon.seats, trial.addon.starters, trial.self.extensions, trial.self.machines
        "#]],
    );
}

#[test]
fn what_is_of_the_wrong_kind() {
    refused(
        &[
            "3",
            r#"{"name": 3}"#,
            r#"{"date": "yesterday"}"#,
            r#"{"rules": ["IMG004"]}"#,
            r#"{"rules": {"IMG008": {"levle": "error"}}}"#,
            r#"{"rules": {"IMG008": {"level": "error", "reason": 3}}}"#,
            r#"{"waivers": {"rule": "IMG004"}}"#,
            r#"{"waivers": [{"rule": "IMG004", "tenant": "yes", "reason": "agreed", "until": "2024-06-01"}]}"#,
            r#"{"waivers": [{"rule": "IMG004", "tenant": true, "untill": "2024-06-01"}]}"#,
            r#"{"allow": {"regions": ["France"]}}"#,
            r#"{"allow": {"images": "finance"}}"#,
            r#"{"values": {"network.per-tenant": "3"}}"#,
            r#"{"values": {"network.per-tenant": 3.5}}"#,
        ],
        &expect![[r#"
            /options/overlay wrong-type: `3` stands where an overlay belongs; write an overlay
            /options/overlay/name wrong-type: `3` stands where a text belongs; write a text
            /options/overlay/date invalid-value: `yesterday` is not a day such as 2024-02-12; write a day such as 2024-02-12
            /options/overlay/rules wrong-type: a list stands where an object of names and their facts belongs; write an object of names and their facts
            /options/overlay/rules/IMG008/levle unknown-field: there is no field `levle` here; did you mean `level`?
            /options/overlay/rules/IMG008/reason wrong-type: `3` stands where a text belongs; write a text
            /options/overlay/waivers wrong-type: an object stands where a list belongs; write a list
            /options/overlay/waivers/0/tenant wrong-type: `yes` stands where true or false belongs; write true or false
            /options/overlay/waivers/0/untill unknown-field: there is no field `untill` here; did you mean `until`?
            /options/overlay/allow/regions unknown-field: there is no field `regions` here; known here: geographies, images
            /options/overlay/allow/images wrong-type: `finance` stands where a list belongs; write a list
            /options/overlay/values/network.per-tenant wrong-type: `3` stands where a whole number of 0 or more, or a list of names belongs; write a whole number of 0 or more, or a list of names
            /options/overlay/values/network.per-tenant wrong-type: `3.5` stands where a whole number of 0 or more, or a list of names belongs; write a whole number of 0 or more, or a list of names
        "#]],
    );
}

#[test]
fn values_are_kept_within_bounds() {
    refused(
        &[
            r#"{"values": {"restart.minutes": 1000001}}"#,
            r#"{"values": {"image.minimum-build.windows-11": 1}}"#,
            r#"{"values": {"image.os-disk-max-gb": 257}}"#,
            r#"{"values": {"image.uploader-roles": ["Owner", 3]}}"#,
        ],
        &expect![[r#"
            /options/overlay/values/restart.minutes invalid-value: 1000001 is more than 1000000, the most that can be set; write a smaller number
            /options/overlay/values/image.minimum-build.windows-11 invalid-value: `image.minimum-build.windows-11` is 22000 by Microsoft's word, which 1 would relax; write 22000 or a higher number
            /options/overlay/values/image.os-disk-max-gb invalid-value: `image.os-disk-max-gb` is 256 by Microsoft's word, which 257 would relax; write 256 or a lower number
            /options/overlay/values/image.uploader-roles/1 wrong-type: `3` stands where a text belongs; write a text
        "#]],
    );
}
