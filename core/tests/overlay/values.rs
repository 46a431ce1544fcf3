//! Values of the organisation's own.

use expect_test::expect;
use greenlight_core::overlay::own;
use greenlight_core::rules::{self, examples};
use serde_json::json;

use crate::{answer, check, judged};

#[test]
fn what_is_higher_may_be_the_stricter() {
    check(
        "{}",
        r#"{"values": {"image.minimum-build.windows-11": 22622, "image.os-disk-max-gb": 63}}"#,
        &expect![[r#"
            blocked
            error IMG002 (image.minimum-build.windows-11 is 22622, was 22000)
            error IMG009 (image.os-disk-max-gb is 63, was 256)
            values {"key":"image.minimum-build.windows-11","value":22622,"was":22000}
            values {"key":"image.os-disk-max-gb","value":63,"was":256}
        "#]],
    );
}

#[test]
fn names_are_set_in_place_of_an_assumption() {
    let upload = r#"{"request": {"create-machine": null,
        "create-image": {"environment": "prod", "name": "new", "image": "finance"}}}"#;
    check(
        upload,
        "{}",
        &expect![[r#"
        ready
    "#]],
    );
    check(
        upload,
        r#"{"values": {"image.uploader-roles": ["Service Administrator", "Co-Administrator"]}}"#,
        &expect![[r#"
            ready
            warning IMG016 (image.uploader-roles is service-administrator, co-administrator, was owner, service-administrator, co-administrator)
            values {"key":"image.uploader-roles","value":["service-administrator","co-administrator"],"was":["owner","service-administrator","co-administrator"]}
        "#]],
    );
    // In another order they are the same.
    check(
        upload,
        r#"{"values": {"image.uploader-roles": ["Co-Administrator", "owner", "Service Administrator"]}}"#,
        &expect![[r#"
            ready
        "#]],
    );
}

#[test]
fn a_value_of_the_report_itself_is_recorded() {
    let report = answer("{}", r#"{"values": {"report.stale-days": 5}}"#, &json!({}));
    assert_eq!(report["warnings"][0]["code"], "stale-rulebook", "{}", report["warnings"]);
    expect![[
        r#"{"date":"2024-02-01","name":"Contoso","values":[{"key":"report.stale-days","value":5,"was":180}]}"#
    ]]
    .assert_eq(&report["overlay"].to_string());
}

/// Every number at its least and at its most, as far as it may be set: no case becomes one that cannot be judged.
#[test]
fn no_number_is_too_small_or_too_great_to_judge_by() {
    let set = |own: u64, lower: u64, higher: u64| {
        let values = own::all().filter_map(|(key, takes)| {
            let number = match takes {
                "any number" => own,
                "a lower number than Microsoft's" => lower,
                "a higher number than Microsoft's" => higher,
                _ => return None,
            };
            Some((key.to_owned(), json!(number)))
        });
        json!({"values": values.collect::<serde_json::Map<_, _>>()}).to_string()
    };
    for overlay in [set(0, 0, 1_000_000), set(1_000_000, 0, 1_000_000)] {
        for (_, book, case) in rules::ALL.iter().flat_map(|rule| examples::of(rule)) {
            let case = case.unwrap();
            let plain = judged(book, &case, "{}", &json!({}));
            let report = judged(book, &case, &overlay, &json!({}));
            assert_eq!(report["error"], plain["error"], "{case}");
        }
    }
}
