//! Values of the organisation's own.

use expect_test::expect;
use serde_json::json;

use crate::{answer, check};

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
fn a_value_of_the_report_itself_is_told() {
    let report = answer("{}", r#"{"values": {"report.stale-days": 5}}"#, &json!({}));
    assert_eq!(report["warnings"][0]["code"], "stale-rulebook", "{}", report["warnings"]);
    expect![[
        r#"{"date":"2024-02-01","name":"Contoso","values":[{"key":"report.stale-days","value":5,"was":180}]}"#
    ]]
    .assert_eq(&report["overlay"].to_string());
}
