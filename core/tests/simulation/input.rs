//! Scenarios that cannot run say what is wrong, where, and how to mend it.

use super::{answer, create, rollout, steady};
use crate::TestObserver;
use expect_test::{Expect, expect};
use greenlight_core::verbs;
use serde_json::{Value, json};

fn error(scenario: &Value) -> String {
    let answer: Value =
        serde_json::from_str(&answer(scenario, json!({}), &mut TestObserver::default())).unwrap();
    let error = &answer["error"];
    let text = |key: &str| error[key].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
    format!("{} {}: {}; {}", text("code"), text("at"), text("message"), text("help"))
}

fn check(patch: Value, expected: Expect) {
    expected.assert_eq(&error(&steady(patch)));
}

fn entry(entry: Value, expected: Expect) {
    check(json!({"timeline": [create("d0T09:00", "m", json!({"count": 2})), entry]}), expected);
}

#[test]
fn times_must_lie_inside() {
    check(
        json!({"as_of": null}),
        expect![
            "missing-field /as_of: the field `as_of` is missing; say when simulated time begins: `as_of: 2024-02-12T09:00:00Z`"
        ],
    );
    check(
        json!({"as_of": "2022-12-11T23:59:59.999Z"}),
        expect![
            "not-in-force /as_of: nothing is known about 2022-12-11T23:59:59.999Z: the first rulebook begins on 2022-12-12; choose an instant on or after that day"
        ],
    );
    check(
        json!({"as_of": "9999-12-31", "horizon": "36525d"}),
        expect![
            "invalid-value /horizon: simulated time would end after the year 9999; choose an earlier `as_of` or a shorter `horizon`"
        ],
    );
    check(
        json!({"horizon": "soon"}),
        expect![
            "invalid-value /horizon: `soon` is not a duration of at most 36525d such as `90s`, `2m`, `1h30m` or `14d`; write a duration of at most 36525d such as `90s`, `2m`, `1h30m` or `14d`"
        ],
    );
    entry(
        json!({"at": "d0", "change": {}}),
        expect![
            "invalid-value /timeline/1/at: `d0` is 2024-02-12T00:00:00Z, but the scenario lasts from 2024-02-12T08:00:00Z to 2024-02-17T08:00:00Z; choose a time inside, or change `as_of` or `horizon`"
        ],
    );
    entry(
        json!({"at": "2024-02-17T08:00:00.001Z", "change": {}}),
        expect![
            "invalid-value /timeline/1/at: `2024-02-17T08:00:00.001Z` is 2024-02-17T08:00:00.001Z, but the scenario lasts from 2024-02-12T08:00:00Z to 2024-02-17T08:00:00Z; choose a time inside, or change `as_of` or `horizon`"
        ],
    );
}

#[test]
fn names_must_refer_to_something() {
    entry(
        json!({"at": "d1", "actor": "anna", "edit": {"machine": "m-01"}}),
        expect![
            "unknown-reference /timeline/1/actor: there is no `anna` under `people`; did you mean `ana`?"
        ],
    );
    entry(
        json!({"at": "d1", "actor": "ana", "edit": {"machine": "m-1"}}),
        expect![
            "unknown-reference /timeline/1/edit/machine: no machine `m-1` is there or is created; did you mean `m-01`?"
        ],
    );
    entry(
        json!({"at": "d1", "actor": "ana", "edit": {"machine": "m-03"}}),
        expect![
            "unknown-reference /timeline/1/edit/machine: no machine `m-03` is there or is created; did you mean `m-01`?"
        ],
    );
    entry(
        json!({"at": "d1", "connection-lost": {"machine": "nowhere"}}),
        expect![
            "unknown-reference /timeline/1/connection-lost/machine: no machine `nowhere` is there or is created; name a machine under `machines`, or one that the timeline creates"
        ],
    );
    entry(
        json!({"at": "d1", "prepared": {"machine": "m-01", "connections": ["benn"]}}),
        expect![
            "unknown-reference /timeline/1/prepared/connections: there is no `benn` under `people`; did you mean `ben`?"
        ],
    );
    let mut replacing = create("d1", "n", json!({}));
    replacing["replaces"] = json!("nobody");
    entry(
        replacing,
        expect![
            "unknown-reference /timeline/1/replaces: no machine `nobody` is there or is created; name a machine under `machines`, or one that the timeline creates"
        ],
    );
    entry(
        create("d1", "n", json!({"network": "pari"})),
        expect![
            "unknown-reference /timeline/1/create-machine/network: there is no `pari` under `networks`; did you mean `paris`?"
        ],
    );
    entry(
        create("d1", "n", json!({"count": 0})),
        expect![
            "invalid-value /timeline/1/create-machine/count: 0 is not between 1 and 4294967295; choose a number between them"
        ],
    );
}

#[test]
fn facts_change_as_facts_only() {
    entry(
        json!({"at": "d1", "change": []}),
        expect![
            "wrong-type /timeline/1/change: a change is an object of facts; write the facts that change: `change: {environments: {prod: {hosted_rpa_addons: 8}}}`"
        ],
    );
    entry(
        json!({"at": "d1", "change": {"horizon": "1d"}}),
        expect![
            "invalid-value /timeline/1/change/horizon: `horizon` is not a fact that can change; change facts such as `environments` or `people`"
        ],
    );
    entry(
        json!({"at": "d1", "change": {"machines": {}}}),
        expect![
            "invalid-value /timeline/1/change/machines: machines change by what happens to them; change facts such as `environments` or `people`"
        ],
    );
    entry(
        json!({"at": "d1", "change": {"environments": {"finance": {"hosted_rpa_addon": 1}}}}),
        expect![
            "unknown-field /timeline/1/change/environments/finance/hosted_rpa_addon: there is no field `hosted_rpa_addon` here; did you mean `hosted_rpa_addons`?"
        ],
    );
    entry(
        json!({"at": "d1", "change": {"images": {"finance-desktop": {"subscription": "gone"}}}}),
        expect![
            "unknown-reference /timeline/1/change/images/finance-desktop/subscription: there is no `gone` under `subscriptions`; declare it, even if nothing is known about it: `subscriptions: {gone: {}}`"
        ],
    );
    // A name that a change brings can be used from then on, and not before.
    let change = json!({"at": "d1", "change": {"people": {"dan": {}}}});
    let act = |at: &str| json!({"at": at, "actor": "dan", "edit": {"machine": "m"}});
    let with = |act: Value| json!({"timeline": [create("d0T09:00", "m", json!({})), act, change]});
    check(
        with(act("d0T23:59")),
        expect![
            "unknown-reference /timeline/1/actor: there is no `dan` under `people`; declare it, even if nothing is known about it: `people: {dan: {}}`"
        ],
    );
    let summary = super::run(&steady(with(act("d1T00:01"))));
    assert_eq!(summary["actions"]["refused"], 1);
}

#[test]
fn faults_must_make_sense() {
    let fault = |fault: Value, expected: Expect| check(json!({"faults": [fault]}), expected);
    fault(
        json!({"code": "internalErorr"}),
        expect![
            "unknown-value /faults/0/code: `internalErorr` is not one of intuneEnrollFailed, intuneEnroll_BlockedByEnrollmentRestriction, intuneEnroll_BlockedByGroupPolicyOrConfigMgr, intuneEnroll_InvalidIntuneSubscriptionOrLicense, intuneEnroll_NetworkConnectivityIssue, intuneEnroll_MdmDiscoveryUrlMisconfigured, intuneEnroll_DelayedEffectivenessOfIntuneLicense, intuneEnroll_TenantUnderAccountMove, noEnoughIpAddress, userNotFound, AzureADUser_ResourceNotFound, licenseNotFound, requestDisallowedByPolicy, canaryCheckUnpass, imageDiskSizeOverMatch, internalError, userNotAvailableInLocalAD, CpuOrRamNotFitImageOS, imageNotSupportTPM, imageNotSupportedWarning, imageNotSupportedFail, endpointCheckFailed, scriptDownloadFailed, cmdAgentMSIDownloadFailed, rdAgentPackageDownloadFailed, CreateNic_ReadOnlyDisabledSubscription, CreateNic_ResourceGroupNotFound, CreateNic_ArmAuthorizationFailed; did you mean `internalError`?"
        ],
    );
    fault(
        json!({"code": "internalError", "phase": "active"}),
        expect![
            "invalid-value /faults/0/phase: nothing is provisioned in phase `active`; choose a phase from `checks` to `registration`"
        ],
    );
    fault(
        json!({"code": "noEnoughIpAddress", "phase": "checks"}),
        expect![
            "invalid-value /faults/0/phase: `noEnoughIpAddress` strikes in phase `network` and in no other; leave `phase` out"
        ],
    );
    fault(
        json!({"code": "internalError", "from": "d2", "until": "d2"}),
        expect!["invalid-value /faults/0/until: it is over before it begins; choose a later time"],
    );
    fault(
        json!({"code": "internalError", "probability_ppm": 1_000_001}),
        expect![
            "invalid-value /faults/0/probability_ppm: 1000001 is not between 0 and 1000000; choose a number between them"
        ],
    );
    fault(
        json!({"code": "internalError", "machines": ["m"]}),
        expect![
            "unknown-reference /faults/0/machines: no machine `m` is there or is created; name a machine under `machines`, or one that the timeline creates"
        ],
    );
    fault(
        json!({"code": "internalError", "network": "pari"}),
        expect![
            "unknown-reference /faults/0/network: there is no `pari` under `networks`; did you mean `paris`?"
        ],
    );
    fault(json!({"from": "d2"}), expect!["missing-field /faults/0: the field `code` is missing; add `code`"]);
}

#[test]
fn numbers_must_be_in_range() {
    check(
        json!({"replicates": 0}),
        expect!["invalid-value /replicates: 0 is not between 1 and 10000; choose a number between them"],
    );
    check(
        json!({"replicates": -1}),
        expect![
            "invalid-value /replicates: `-1` is not a whole number from 0 to 4294967295; write a whole number from 0 to 4294967295"
        ],
    );
    check(
        json!({"assumptions": {"attempts": 0}}),
        expect![
            "invalid-value /assumptions/attempts: 0 is not between 1 and 255; choose a number between them"
        ],
    );
    check(
        json!({"assumptions": {"removal_ppm": 1_000_001}}),
        expect![
            "invalid-value /assumptions/removal_ppm: 1000001 is not between 0 and 1000000; choose a number between them"
        ],
    );
    check(
        json!({"resources": {"enrolments_at_once": 0}}),
        expect![
            "invalid-value /resources/enrolments_at_once: 0 is not between 1 and 4294967295; choose a number between them"
        ],
    );
    check(json!({"seed": 7}), expect!["wrong-type /seed: `7` stands where a text belongs; write a text"]);
    check(
        json!({"request": {}}),
        expect![
            "unknown-field /request: there is no field `request` here; known here: $schema, as_of, tenant, subscriptions, azure_roles, environments, people, roles, images, networks, machines, machines_complete, groups, groups_complete, flows, horizon, seed, replicates, timeline, durations, faults, resources, assumptions, limits"
        ],
    );
}

#[test]
fn a_scenario_that_would_not_end_is_given_up() {
    check(
        json!({"limits": {"machines": 4_000_000_000_u32}, "timeline": [create("d1", "m", json!({"count": 4_000_000_001_u32}))]}),
        expect![
            "budget-exceeded /limits/machines: the simulation would have more than 4000000000 machines; simulate less, or raise `limits: {machines: …}`"
        ],
    );
    check(
        json!({"limits": {"events": 10}, "timeline": [create("d1", "m", json!({"count": 3}))]}),
        expect![
            "budget-exceeded /limits/events: the simulation would have more than 10 events; simulate less, or raise `limits: {events: …}`"
        ],
    );
    let thrice = |limit: u64| json!({"limits": {"events": limit}, "replicates": 3, "timeline": [create("d1", "m", json!({}))]});
    check(
        thrice(26),
        expect![
            "budget-exceeded /limits/events: the simulation would have more than 26 events; simulate less, or raise `limits: {events: …}`"
        ],
    );
    assert_eq!(super::run(&steady(thrice(27)))["events"], 27);
    let at_once: serde_json::Map<String, Value> = greenlight_core::facts::scenario::length::Span::WORDS
        .iter()
        .map(|word| ((*word).to_owned(), json!("0s")))
        .collect();
    check(
        json!({"limits": {"events_at_once": 20}, "durations": at_once, "timeline": [create("d1", "m", json!({"count": 5}))]}),
        expect![
            "budget-exceeded /limits/events_at_once: the simulation would have more than 20 events at one instant; simulate less, or raise `limits: {events_at_once: …}`"
        ],
    );
    check(
        json!({"timeline": [create("d1", "m", json!({"count": 1_000_001}))]}),
        expect![
            "budget-exceeded /limits/machines: the simulation would have more than 1000000 machines; simulate less, or raise `limits: {machines: …}`"
        ],
    );
}

#[test]
fn requests_themselves_must_be_right() {
    let told = |text: &str| {
        let answer: Value =
            serde_json::from_str(&verbs::text::simulate(text, &mut TestObserver::default())).unwrap();
        format!("{} {}", answer["error"]["code"], answer["error"]["at"])
    };
    expect![[r#""malformed-json" """#]].assert_eq(&told("{"));
    expect![[r#""missing-field" """#]].assert_eq(&told("{}"));
    expect![[r#""not-in-force" "/options/rulebook""#]]
        .assert_eq(&told(r#"{"scenario": {}, "options": {"rulebook": "2020-01-01"}}"#));
    expect![[r#""invalid-value" "/timeline/0""#]]
        .assert_eq(&told(r#"{"scenario": {"as_of": "2024-02-12", "timeline": [{"at": "d1"}]}}"#));
    expect![[r#""not-in-force" "/options/rulebook""#]]
        .assert_eq(&told(&json!({"scenario": rollout(), "options": {"rulebook": "2020-01-01"}}).to_string()));
}
