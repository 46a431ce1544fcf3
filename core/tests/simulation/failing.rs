//! Ways to fail: each published code by a fault, by a fact that changes on the way, and by what runs out.

use super::{create, ended, machine, run, steady};
use expect_test::{Expect, expect};
use greenlight_core::lifecycle::machine::Signal;
use greenlight_core::vocabulary::ProvisioningCode;
use serde_json::{Value, json};

#[test]
fn every_published_code_is_reached_by_a_fault_and_explained() {
    for &code in ProvisioningCode::ALL {
        let summary = run(&steady(json!({
            "timeline": [create("d0T09:00", "m", json!({}))],
            "faults": [{"code": code.word()}],
        })));
        let failure = &summary["failures"][0];
        assert_eq!(failure["code"], code.word());
        for key in ["meaning", "remedy", "retry"] {
            assert!(failure[key].as_str().is_some_and(|text| !text.is_empty()), "{code} {key}");
        }
        let foreseen = ["foreseen_by", "told_by", "not_foreseeable"];
        assert_eq!(foreseen.iter().filter(|key| failure.get(**key).is_some()).count(), 1, "{code}");
        let warning = code.signal() == Signal::Warned;
        assert_eq!(machine(&summary, "m")["ended"], if warning { "active" } else { "failed" }, "{code}");
        assert_eq!(failure["attempts"], if warning { 1 } else { 3 }, "{code}");
    }
}

/// A fact changes while the first phase lasts, and so the attempts fail.
fn on_the_way(change: Value, expected: Expect) {
    let summary = run(&steady(json!({
        "timeline": [create("d0T09:00", "m", json!({})), {"at": "d0T09:05", "change": change}],
    })));
    expected.assert_eq(&ended(&summary, "m"));
}

#[test]
fn facts_that_change_on_the_way_fail_with_their_code() {
    on_the_way(json!({}), expect!["active"]);
    on_the_way(
        json!({"people": {"ana": {"account": "deleted"}}}),
        expect!["userNotFound (fact), userNotFound (fact), userNotFound (fact), failed"],
    );
    on_the_way(
        json!({"people": {"ana": {"plans": []}}}),
        expect!["licenseNotFound (fact), licenseNotFound (fact), licenseNotFound (fact), failed"],
    );
    on_the_way(
        json!({"environments": {"finance": {"hosted_rpa_addons": 0}}}),
        expect!["licenseNotFound (fact), licenseNotFound (fact), licenseNotFound (fact), failed"],
    );
    on_the_way(
        json!({"people": {"ana": {"licences": ["Windows", "Entra ID"]}}}),
        expect![
            "intuneEnroll_InvalidIntuneSubscriptionOrLicense (fact), intuneEnroll_InvalidIntuneSubscriptionOrLicense (fact), intuneEnroll_InvalidIntuneSubscriptionOrLicense (fact), failed"
        ],
    );
    on_the_way(
        json!({"tenant": {"intune": {"windows_corporate_enrolment": "blocked"}}}),
        expect![
            "intuneEnroll_BlockedByEnrollmentRestriction (fact), intuneEnroll_BlockedByEnrollmentRestriction (fact), intuneEnroll_BlockedByEnrollmentRestriction (fact), failed"
        ],
    );
    on_the_way(
        json!({"tenant": {"intune": {"state": "absent"}}}),
        expect![
            "intuneEnroll_InvalidIntuneSubscriptionOrLicense (fact), intuneEnroll_InvalidIntuneSubscriptionOrLicense (fact), intuneEnroll_InvalidIntuneSubscriptionOrLicense (fact), failed"
        ],
    );
    on_the_way(
        json!({"subscriptions": {"contoso-automation": {"state": "disabled"}}}),
        expect![
            "CreateNic_ReadOnlyDisabledSubscription (fact), CreateNic_ReadOnlyDisabledSubscription (fact), CreateNic_ReadOnlyDisabledSubscription (fact), failed"
        ],
    );
    on_the_way(
        json!({"subscriptions": {"contoso-automation": {"grants": []}}}),
        expect![
            "CreateNic_ArmAuthorizationFailed (fact), CreateNic_ArmAuthorizationFailed (fact), CreateNic_ArmAuthorizationFailed (fact), failed"
        ],
    );
    on_the_way(
        json!({"images": {"finance-desktop": {"generation": 1}}}),
        expect!["imageNotSupportTPM (fact), imageNotSupportTPM (fact), imageNotSupportTPM (fact), failed"],
    );
    on_the_way(
        json!({"images": {"finance-desktop": {"os_disk_gb": 300}}}),
        expect![
            "imageDiskSizeOverMatch (fact), imageDiskSizeOverMatch (fact), imageDiskSizeOverMatch (fact), failed"
        ],
    );
    on_the_way(
        json!({"images": {"finance-desktop": {"os": {"version": "20H1", "build": 100}}}}),
        expect![
            "imageNotSupportedFail (fact), imageNotSupportedFail (fact), imageNotSupportedFail (fact), failed"
        ],
    );
    on_the_way(
        json!({"networks": {"paris": {"subnet": {"free": 0}}}}),
        expect![
            "noEnoughIpAddress (no-address), noEnoughIpAddress (no-address), noEnoughIpAddress (no-address), failed"
        ],
    );
}

#[test]
fn what_is_mended_in_time_does_no_harm() {
    let blocked = |to: &str| json!({"tenant": {"intune": {"windows_corporate_enrolment": to}}});
    let summary = run(&steady(json!({
        "timeline": [
            create("d0T09:00", "m", json!({})),
            {"at": "d0T09:05", "change": blocked("blocked")},
            {"at": "d0T09:15", "change": blocked("allowed")},
        ],
    })));
    assert_eq!(ended(&summary, "m"), "active");
}

#[test]
fn a_fault_lasts_from_its_beginning_to_just_before_its_end() {
    // The network interface of the first attempt is done at 09:30.
    for (from, until, faults) in [
        ("d0T09:30", "d0T09:31", true),
        ("d0T09:29", "d0T09:30", false),
        ("2024-02-12T09:29:00Z", "2024-02-12T09:30:00.001Z", true),
        ("2024-02-12T09:30:00.001Z", "d1", false),
    ] {
        let summary = run(&steady(json!({
            "timeline": [create("d0T09:00", "m", json!({}))],
            "faults": [{"code": "requestDisallowedByPolicy", "from": from, "until": until}],
        })));
        let expected = if faults { "requestDisallowedByPolicy (fault), active" } else { "active" };
        assert_eq!(ended(&summary, "m"), expected, "{from} to {until}");
    }
}

#[test]
fn a_fault_strikes_whom_it_names() {
    let fault = |only: Value| {
        let mut fault = json!({"code": "internalError", "phase": "registration"});
        greenlight_json::patch::merge(&mut fault, &only);
        let summary = run(&steady(json!({
            "environments": {"lab": {"hosted_rpa_addons": 2}},
            "people": {"ana": {"roles": {"lab": ["Environment Maker"]}}},
            "timeline": [
                create("d0T09:00", "a", json!({})),
                create("d0T09:00", "b", json!({"network": null})),
                create("d0T09:00", "c", json!({"network": null, "image": "default", "environment": "lab"})),
            ],
            "faults": [fault],
        })));
        ["a", "b", "c"].map(|name| machine(&summary, name)["ended"] == "failed")
    };
    assert_eq!(fault(json!({})), [true, true, true]);
    assert_eq!(fault(json!({"machines": ["a", "c"]})), [true, false, true]);
    assert_eq!(fault(json!({"network": "paris"})), [true, false, false]);
    assert_eq!(fault(json!({"image": "finance-desktop"})), [true, true, false]);
    assert_eq!(fault(json!({"image": "default"})), [false, false, true]);
    assert_eq!(fault(json!({"environment": "lab"})), [false, false, true]);
    assert_eq!(fault(json!({"environment": "lab", "machines": ["a"]})), [false, false, false]);
    assert_eq!(fault(json!({"probability_ppm": 0})), [false, false, false]);
}

/// The first fault is mended, and the addresses that failed attempts hold let the last machine fail all the same.
#[test]
fn held_addresses_let_one_fault_become_another() {
    let failing = |free: u64| {
        let summary = run(&steady(json!({
            "networks": {"paris": {"subnet": {"free": free}}},
            "durations": {"address-hold": "3h"},
            "timeline": [create("d0T09:00", "m", json!({"count": 2}))],
            "faults": [{"code": "endpointCheckFailed", "until": "d0T10:00"}],
        })));
        let address = summary["resources"][1].clone();
        assert_eq!((&address["resource"], &address["held"]), (&json!("address"), &Value::Null), "{address}");
        (["m-01", "m-02"].map(|name| ended(&summary, name)), address["peak"].clone())
    };
    let twice = "endpointCheckFailed (fault), active";
    let starved =
        "endpointCheckFailed (fault), noEnoughIpAddress (no-address), noEnoughIpAddress (no-address), failed";
    assert_eq!(failing(4), ([twice, twice].map(str::to_owned), json!(4)));
    assert_eq!(failing(3), ([twice, starved].map(str::to_owned), json!(3)));
    assert_eq!(failing(2), ([starved, starved].map(str::to_owned), json!(2)));
}

/// What refusals go back to, once the attempts of the first machines have failed for good: in the words of the summary, and counted.
fn held_back(scenario: Value, expected: Expect) {
    let mut steady = steady(json!({
        "durations": {"address-hold": "3h"},
        "assumptions": {"attempts": 1},
        "faults": [{"code": "endpointCheckFailed", "until": "d0T10:30"}],
    }));
    greenlight_json::patch::merge(&mut steady, &scenario);
    let summary = run(&steady);
    let mut lines: Vec<String> = Vec::new();
    for part in ["requests", "each_machine"] {
        let messages = summary[part].as_array().unwrap().iter().map(|line| line["message"].as_str().unwrap());
        lines.extend(messages.map(str::to_owned));
    }
    for refusal in summary["refusals"].as_array().unwrap() {
        lines.push(format!("{} {} {}", refusal["code"], refusal["requests"], refusal["held_back"]));
    }
    for failure in summary["failures"].as_array().unwrap() {
        let [code, because, attempts, refused] =
            ["code", "because", "attempts", "refused"].map(|key| &failure[key]);
        lines.push(format!("{code} {because} {attempts} {refused}"));
    }
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn a_request_that_held_addresses_alone_refuse_goes_back_to_what_they_are_held_after() {
    let free = |free: u64| json!({"paris": {"subnet": {"free": free}}});
    let b = |more: Value| create("d0T11:00", "b", more);
    held_back(
        json!({"networks": free(1), "timeline": [create("d0T09:00", "a", json!({})), b(json!({})), create("d0T13:00", "c", json!({}))]}),
        expect![[r#"
            `ana` asks for `a`: accepted
            `ana` asks for `b`: refused, because of NET005; 1 address is still held by attempts that failed with `endpointCheckFailed`
            `ana` asks for `c`: accepted
            `a` failed for good after 1 attempt because of `endpointCheckFailed`: let the required addresses of Windows 365 through
            `c` is active after 1h20m
            `b` is refused: the subnet of network `paris` has 0 addresses free, but 1 is needed; 1 address is still held by attempts that failed with `endpointCheckFailed`
            "NET005" 1 1
            "endpointCheckFailed" "fault" 1 1"#]],
    );
    // Two addresses are held, and there were not enough for five anyway.
    held_back(
        json!({"networks": free(2), "timeline": [create("d0T09:00", "a", json!({"count": 2})), b(json!({"count": 5}))]}),
        expect![[r#"
            `ana` asks for 2 machines, `a-01` to `a-02`: all accepted
            `ana` asks for 5 machines, `b-01` to `b-05`: refused, because of NET005; 2 addresses are still held by attempts that failed with `endpointCheckFailed`, which alone refuses 2 of them
            `a-01` failed for good after 1 attempt because of `endpointCheckFailed`: let the required addresses of Windows 365 through
            `a-02` failed for good after 1 attempt because of `endpointCheckFailed`: let the required addresses of Windows 365 through
            `b-01` is refused: the subnet of network `paris` has 0 addresses free, but 1 is needed; 2 addresses are still held by attempts that failed with `endpointCheckFailed`
            `b-02` is refused: the subnet of network `paris` has 0 addresses free, but 1 is needed; 2 addresses are still held by attempts that failed with `endpointCheckFailed`
            `b-03` is refused: the subnet of network `paris` has 0 addresses free, but 1 is needed
            `b-04` is refused: the subnet of network `paris` has 0 addresses free, but 1 is needed
            `b-05` is refused: the subnet of network `paris` has 0 addresses free, but 1 is needed
            "NET005" 5 2
            "endpointCheckFailed" "fault" 2 2"#]],
    );
    // What else refuses it as well is no matter of addresses.
    let no_unit =
        json!({"at": "d0T10:50", "change": {"environments": {"finance": {"hosted_rpa_addons": 0}}}});
    held_back(
        json!({"networks": free(1), "timeline": [create("d0T09:00", "a", json!({})), no_unit, b(json!({}))]}),
        expect![[r#"
            `ana` asks for `a`: accepted
            `ana` asks for `b`: refused, because of LIC001, NET005
            `a` failed for good after 1 attempt because of `endpointCheckFailed`: let the required addresses of Windows 365 through
            `b` is refused: environment `finance` has no unit of hosted RPA add-on, but needs 1 unit
            "LIC001" 1 null
            "NET005" 1 null
            "endpointCheckFailed" "fault" 1 null"#]],
    );
    // Machines that are gone hold theirs as well.
    held_back(
        json!({
            "networks": free(1), "faults": [],
            "timeline": [create("d0T09:00", "a", json!({})), {"at": "d0T10:40", "actor": "ana", "delete": {"machine": "a"}}, b(json!({}))],
        }),
        expect![[r#"
            `ana` asks for `a`: accepted
            `ana` wants to delete (`a`): accepted
            `ana` asks for `b`: refused, because of NET005; 1 address is still held by machines that are gone
            `a` is deleted
            `b` is refused: the subnet of network `paris` has 0 addresses free, but 1 is needed; 1 address is still held by machines that are gone
            "NET005" 1 1
            "noEnoughIpAddress" "machines-gone" 0 1"#]],
    );
}

#[test]
fn a_held_address_can_be_taken_again_once_it_is_released() {
    // The attempt fails at 09:50; the second one asks for an address at 10:30.
    for (hold, expected) in
        [("39m59s", "active"), ("40m", "active"), ("40m1s", "noEnoughIpAddress (no-address), active")]
    {
        let summary = run(&steady(json!({
            "networks": {"paris": {"subnet": {"free": 1}}},
            "durations": {"address-hold": hold},
            "timeline": [create("d0T09:00", "m", json!({}))],
            "faults": [{"code": "endpointCheckFailed", "until": "d0T10:00"}],
        })));
        assert_eq!(ended(&summary, "m"), format!("endpointCheckFailed (fault), {expected}"), "{hold}");
    }
}

#[test]
fn azure_capacity_runs_out_and_comes_back() {
    let with = |timeline: Value| {
        let mut entries = vec![create("d0T09:00", "m", json!({"count": 2}))];
        entries.extend(timeline.as_array().unwrap().clone());
        let summary = run(&steady(json!({
            "resources": {"azure_capacity": {"North Europe": 1}}, "timeline": entries,
        })));
        ["m-01", "m-02"].map(|name| ended(&summary, name))
    };
    let none = "internalError (no-capacity)";
    assert_eq!(with(json!([])), ["active".to_owned(), format!("{none}, {none}, {none}, failed")]);
    let more = json!([{"at": "d0T09:25", "azure-capacity": {"northeurope": 2}}]);
    assert_eq!(with(more), ["active".to_owned(), format!("{none}, active")]);
    let freed = json!([{"at": "d0T09:21", "actor": "ana", "delete": {"machine": "m-01"}}]);
    assert_eq!(with(freed), ["deleted".to_owned(), format!("{none}, active")]);
}

#[test]
fn those_who_enrol_wait_for_each_other() {
    let active = |limit: Value| {
        let summary = run(&steady(json!({
            "resources": {"enrolments_at_once": limit},
            "timeline": [create("d0T09:00", "m", json!({"count": 3}))],
        })));
        ["m-01", "m-02", "m-03"]
            .map(|name| machine(&summary, name)["time_to_active_ms"].as_u64().unwrap() / 60_000)
    };
    assert_eq!(active(Value::Null), [80, 80, 80]);
    assert_eq!(active(json!(3)), [80, 80, 80]);
    assert_eq!(active(json!(2)), [80, 80, 90]);
    assert_eq!(active(json!(1)), [80, 90, 100]);
    let waited = run(&steady(json!({
        "resources": {"enrolments_at_once": 1}, "timeline": [create("d0T09:00", "m", json!({"count": 3}))],
    })));
    // A wait is no shortage.
    let places = json!({
        "resource": "enrolment", "limit": 1, "taken": 0, "peak": 1, "refusals": 0, "waits": 2, "longest_wait_ms": 1_200_000,
    });
    assert_eq!(waited["resources"][2], places);
}

#[test]
fn a_deleted_machine_leaves_its_place_in_the_queue() {
    let summary = run(&steady(json!({
        "resources": {"enrolments_at_once": 1},
        "timeline": [
            create("d0T09:00", "m", json!({"count": 3})),
            {"at": "d0T10:05", "actor": "ana", "delete": {"machine": "m-02"}},
            {"at": "d0T10:06", "actor": "ana", "delete": {"machine": "m-01"}},
        ],
    })));
    assert_eq!(["m-01", "m-02"].map(|name| ended(&summary, name)), ["deleted", "deleted"]);
    assert_eq!(machine(&summary, "m-03")["active_at"], "2024-02-12T10:26:00Z");
    assert_eq!(summary["resources"][2]["taken"], 0);
}

#[test]
fn machines_wait_for_an_image_that_is_still_replicated() {
    let active = |at_once: Value| {
        let image = |name: &str| json!({"at": "d0T08:30", "actor": "ana", "create-image": {"environment": "finance", "name": name, "image": name}});
        let mut scenario = steady(json!({
            "durations": {"image-replication": "2h"},
            "resources": {"replications_at_once": at_once},
            "timeline": [
                image("one"), image("two"),
                create("d0T09:00", "a", json!({"image": "one"})),
                create("d0T09:00", "b", json!({"image": "two"})),
                create("d0T09:00", "c", json!({})),
            ],
        }));
        for name in ["one", "two"] {
            let mut image = scenario["images"]["finance-desktop"].clone();
            image["owner"] = Value::Null;
            image["shared_with"] = json!([]);
            scenario["images"][name] = image;
        }
        let summary = run(&scenario);
        ["a", "b", "c"].map(|name| {
            machine(&summary, name)["time_to_active_ms"]
                .as_u64()
                .unwrap_or_else(|| panic!("{}", super::told(&summary)))
                / 60_000
        })
    };
    // Ready at 10:30, or at 10:30 and 12:30; the image phase begins at 09:30 and takes ten minutes.
    assert_eq!(active(Value::Null), [140, 140, 80]);
    assert_eq!(active(json!(1)), [140, 260, 80]);
}
