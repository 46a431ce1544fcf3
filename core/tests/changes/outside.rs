//! Changes that come from outside are held to what facts there are; those made inside need not be.

use super::{case, told};
use expect_test::{Expect, expect};
use greenlight_core::facts::change::{Change, Step};
use greenlight_core::facts::entities::Share;
use greenlight_core::facts::fact::Tally;
use greenlight_core::facts::request::Action;
use greenlight_core::facts::typed::{actor, facts, request};
use greenlight_core::facts::value::{Generation, Region, ShareLevel};
use greenlight_json::Pointer;
use serde_json::{Value, json};

fn check(step: Step, at: &str, value: Value, expected: Expect) {
    expected.assert_eq(&match Change::new(step, Pointer::parse(at).unwrap(), &value) {
        Ok(change) => told(&change),
        Err(error) => format!("{:?} {}: {}; {}", error.code, error.at, error.message, error.help),
    });
}

#[test]
fn what_there_is_can_be_changed() {
    check(Step::Set, "/images/finance/generation", json!(2), expect!["set /images/finance/generation 2"]);
    check(Step::Set, "/images/finance/generation", json!(null), expect!["forget /images/finance/generation"]);
    check(
        Step::Set,
        "/images/finance/gallery",
        json!({"sharing": "rbac"}),
        expect![[r#"set /images/finance/gallery {"sharing":"rbac"}"#]],
    );
    check(
        Step::Set,
        "/environments/prod/hosted_machines",
        json!({"at_least": 4}),
        expect![[r#"set /environments/prod/hosted_machines {"at_least":4}"#]],
    );
    check(Step::Set, "/images/a~1b", json!({}), expect!["set /images/a~1b {}"]);
    check(Step::Forget, "/images/finance", json!(null), expect!["forget /images/finance"]);
    check(
        Step::Add,
        "/images/finance/shared_with",
        json!("maker-a"),
        expect![[r#"add /images/finance/shared_with "maker-a""#]],
    );
    check(
        Step::Add,
        "/people/maker-a/roles/prod",
        json!("Environment Maker"),
        expect![[r#"add /people/maker-a/roles/prod "Environment Maker""#]],
    );
    check(
        Step::Remove,
        "/subscriptions/sub-a/grants",
        json!({"principal": "windows-365", "role": "Reader", "scope": "subscription"}),
        expect![[
            r#"remove /subscriptions/sub-a/grants {"principal":"windows-365","role":"Reader","scope":"subscription"}"#
        ]],
    );
    check(
        Step::Complete,
        "/images/finance/regions",
        json!(null),
        expect!["complete /images/finance/regions"],
    );
    check(
        Step::Set,
        "/request/create-machine/image",
        json!("finance"),
        expect![[r#"set /request/create-machine/image "finance""#]],
    );
    check(Step::Set, "/request/actor", json!("maker-b"), expect![[r#"set /request/actor "maker-b""#]]);
    check(Step::Forget, "/request", json!(null), expect!["forget /request"]);
}

#[test]
fn what_there_is_not_cannot() {
    check(
        Step::Set,
        "",
        json!({}),
        expect!["WrongType : the whole document is not one fact; change a fact in it"],
    );
    check(
        Step::Set,
        "/image/finance/generation",
        json!(2),
        expect!["UnknownField /image: there is no field `image` here; did you mean `images`?"],
    );
    check(
        Step::Set,
        "/images/finance/generatoin",
        json!(2),
        expect![
            "UnknownField /images/finance/generatoin: there is no field `generatoin` here; did you mean `generation`?"
        ],
    );
    check(
        Step::Set,
        "/images/finance/generation",
        json!("two"),
        expect![
            "WrongType /images/finance/generation: `two` stands where a whole number of 0 or more belongs; write a whole number of 0 or more"
        ],
    );
    check(
        Step::Set,
        "/images/finance/generation/value",
        json!(2),
        expect![
            "UnknownField /images/finance/generation/value: there is no field `value` here; nothing can be named here"
        ],
    );
    check(
        Step::Set,
        "/images/finance",
        json!({"gallery": {"sharing": "shared"}}),
        expect![
            "UnknownValue /images/finance/gallery/sharing: `shared` is not one of rbac, groups, community; choose one of these"
        ],
    );
    check(
        Step::Set,
        "/images/finance/shared_with/0",
        json!("maker-a"),
        expect![
            "UnknownField /images/finance/shared_with/0: there is no field `0` here; nothing can be named here"
        ],
    );
}

#[test]
fn only_lists_have_members_and_only_a_request_has_fields_of_its_action() {
    check(
        Step::Add,
        "/images/finance/generation",
        json!(2),
        expect!["WrongType /images/finance/generation: this is no list; set it, or forget it"],
    );
    check(
        Step::Add,
        "/images/finance/shared_with",
        json!(2),
        expect!["WrongType /images/finance/shared_with: `2` stands where a text belongs; write a text"],
    );
    check(
        Step::Complete,
        "/images",
        json!(null),
        expect!["WrongType /images: this is no list; set it, or forget it"],
    );
    check(
        Step::Set,
        "/request/edit/image",
        json!("finance"),
        expect!["UnknownField /request/edit/image: there is no field `image` here; known here: machine"],
    );
    check(
        Step::Set,
        "/request/fly/image",
        json!("finance"),
        expect!["UnknownField /request/fly: there is no field `fly` here; known here: actor"],
    );
    check(
        Step::Forget,
        "/request/edit",
        json!(null),
        expect!["MissingField /request/edit: `edit` must be there; choose another one"],
    );
    check(
        Step::Forget,
        "/images/finance/generatoin",
        json!(null),
        expect![
            "UnknownField /images/finance/generatoin: there is no field `generatoin` here; did you mean `generation`?"
        ],
    );
    check(
        Step::Remove,
        "/images/finance/sharedwith",
        json!("ana"),
        expect![
            "UnknownField /images/finance/sharedwith: there is no field `sharedwith` here; did you mean `shared_with`?"
        ],
    );
    check(
        Step::Forget,
        "/request/edit",
        json!(null),
        expect!["MissingField /request/edit: `edit` must be there; choose another one"],
    );
}

#[test]
fn pointers_are_written_as_the_standard_says() {
    for (text, is) in [("", true), ("/a~1b/~0", true), ("a", false), ("/a~2", false), ("/a~", false)] {
        assert_eq!(Pointer::parse(text).is_some(), is, "{text}");
    }
}

#[test]
fn what_is_made_inside_is_what_outside_would_be() {
    let finance = || facts().images().entry("finance");
    let share = Share { person: "maker-b".into(), level: ShareLevel::CoOwner };
    for change in [
        finance().generation().set(&Generation(2)),
        finance().regions().with_member(&Region::new("North Europe")),
        finance().regions().without_member(&Region::new("westeurope")),
        finance().regions().complete(),
        finance().forget(),
        finance().os().build().forget(),
        facts().machines().entry("bot-01").shared_with().with_member(&share),
        facts().machines_complete().set(&true),
        facts().environments().entry("prod").hosted_machines().set(Tally { number: 3, at_least: true }),
        facts().people().entry("maker-a").roles().entry("prod").complete(),
        request(Action::CreateMachine).image().set(&"finance".into()),
        request(Action::CreateMachine).count().set(&3),
        actor().set("maker-b"),
    ] {
        let value = change.value().cloned().unwrap_or_default();
        assert_eq!(Change::new(change.step(), change.at().clone(), &value), Ok(change));
    }
}

#[test]
fn who_vouched_for_what_is_changed_no_longer_does() {
    let document = json!({"images": {
        "finance": {"generation": {"value": 1, "attested": {"by": "a"}}},
        "claims": {"generation": {"value": 2, "attested": {"by": "b"}}},
    }});
    let mut case = case(&document);
    let generation = |name: &str| facts().images().entry(name).generation().pointer().clone();
    let vouched = json!({"value": 2, "attested": {"by": "c"}});
    case.apply(&Change::new(Step::Set, generation("finance"), &vouched).unwrap()).unwrap();
    case.apply(&facts().images().entry("claims").forget()).unwrap();
    let told: Vec<String> = case.origins.attested().map(|(at, by)| format!("{at} {}", by.by)).collect();
    assert_eq!(told, ["/images/finance/generation c"]);
}
