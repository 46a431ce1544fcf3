//! IMG030: a custom image is not shared with people whose account is deactivated.

use crate::case::At;
use crate::case::facts::Person;
use crate::case::request::{Action, Actions};
use crate::case::value::Account;
use crate::context::Context;
use crate::known::{all, any, not};
use crate::rule::{Evidence, Judgement, listed, quoted, require, rule};
use smol_str::SmolStr;

rule! {
    /// A custom image should not be shared with people who are no longer part of the environment.
    ///
    /// # Why
    /// Whoever leaves an environment stays among the people that its images are shared with, marked as deactivated, and Manage access
    /// points it out. Until somebody removes them, the list says more than is true. That is for those who manage the shares, not for
    /// those who create machines, so it is judged when shares change.
    ///
    /// # How to fix it
    /// Take back the share: Monitor, Machines, VM images, the image, Manage access.
    IMG030 "image-is-not-shared-with-deactivated-users" Warning Stated,
    source: "hosted-machines-2024-01-24" / "Share the image",
    judges: Actions::of(&[Action::ShareImage, Action::UnshareImage]),
    fixers: [ImageOrNetworkOwner, EnvironmentAdministrator],
    says: "image `{image}` {is} shared with people whose account is deactivated: {people}",
    steps: [
        "in Power Automate, open image `{image}` (Monitor, Machines, VM images), Manage access, and take {people} out",
    ],
    examples: [
        broken "somebody is blocked" r#"{"images": {"finance": {"shared_with": ["maker-a", "maker-b"]}}, "people": {"maker-b": {"account": "disabled"}}, "request": {"create-machine": null, "share-image": {"environment": "prod", "image": "finance", "with": "admin"}}}"#,
        broken "somebody no longer exists, seen in a partial list" r#"{"images": {"finance": {"shared_with": {"items": ["maker-b"], "complete": false}}}, "people": {"maker-b": {"account": "deleted"}}, "request": {"create-machine": null, "share-image": {"environment": "prod", "image": "finance", "with": "admin"}}}"#,
        broken "about to be shared with somebody deactivated" r#"{"people": {"maker-b": {"account": "disabled"}}, "request": {"create-machine": null, "share-image": {"environment": "prod", "image": "finance", "with": "maker-b"}}}"#,
        broken "shared once more with somebody deactivated" r#"{"images": {"finance": {"shared_with": ["maker-b"]}}, "people": {"maker-b": {"account": "deleted"}}, "request": {"create-machine": null, "share-image": {"environment": "prod", "image": "finance", "with": "maker-b"}}}"#,
        broken "another share is taken back" r#"{"images": {"finance": {"shared_with": ["maker-a", "maker-b"]}}, "people": {"maker-b": {"account": "disabled"}}, "request": {"create-machine": null, "unshare-image": {"environment": "prod", "image": "finance", "with": "maker-a"}}}"#,
        met "everybody's account is enabled" r#"{"request": {"create-machine": null, "share-image": {"environment": "prod", "image": "finance", "with": "maker-b"}}}"#,
        met "that very share is taken back" r#"{"images": {"finance": {"shared_with": ["maker-a", "maker-b"]}}, "people": {"maker-b": {"account": "disabled"}}, "request": {"create-machine": null, "unshare-image": {"environment": "prod", "image": "finance", "with": "maker-b"}}}"#,
        met "the last share is taken back" r#"{"request": {"create-machine": null, "unshare-image": {"environment": "prod", "image": "finance", "with": "maker-a"}}}"#,
        unknown "an account was not looked up" r#"{"images": {"finance": {"shared_with": ["maker-b"]}}, "people": {"maker-b": {"account": null}}, "request": {"create-machine": null, "share-image": {"environment": "prod", "image": "finance", "with": "admin"}}}"#,
        unknown "nothing is known of a person" r#"{"images": {"finance": {"shared_with": ["somebody"]}}, "request": {"create-machine": null, "share-image": {"environment": "prod", "image": "finance", "with": "admin"}}}"#,
        unknown "a partial list" r#"{"images": {"finance": {"shared_with": {"items": ["maker-a"], "complete": false}}}, "request": {"create-machine": null, "share-image": {"environment": "prod", "image": "finance", "with": "admin"}}}"#,
        unknown "nobody chosen to share with yet" r#"{"request": {"create-machine": null, "share-image": {"environment": "prod", "image": "finance"}}}"#,
        unknown "nobody chosen whose share to take back, and somebody is deactivated" r#"{"images": {"finance": {"shared_with": ["maker-b"]}}, "people": {"maker-b": {"account": "disabled"}}, "request": {"create-machine": null, "unshare-image": {"environment": "prod", "image": "finance"}}}"#,
        met "nobody chosen whose share to take back, and everybody is active" r#"{"request": {"create-machine": null, "unshare-image": {"environment": "prod", "image": "finance"}}}"#,
        not_applicable "a machine is created, nothing is shared" r#"{"images": {"finance": {"shared_with": ["maker-b"]}}, "people": {"maker-b": {"account": "disabled"}}}"#,
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = cx.custom_image()?;
    let shared_with = image.shared_with();
    let sharing = cx.action() == Action::ShareImage;
    let with = cx.details().with.as_deref();
    let listed_already = |name: &str| shared_with.items().iter().any(|item| item == name);
    let added = with.filter(|with| sharing && !listed_already(with));
    let stay = |name: &&str| sharing || with != Some(*name);
    let names = || {
        let items = shared_with.items().iter().map(SmolStr::as_str);
        items.chain(added).filter(stay)
    };
    let gone = |name| {
        let account = cx.person(name).and_then(At::<Person>::account);
        account.map(|account| *account != Account::Enabled)
    };
    let rest = std::iter::once_with(|| shared_with.whole().map(|_| false));
    let some = any(names().map(gone).chain(rest));
    let some = match cx.with() {
        Err(missing) if sharing => any([some, Err(missing)]),
        // The share that is taken back may be the very one.
        Err(missing) => all([some, Err(missing)]),
        Ok(_) => some,
    };
    require(not(some), || {
        let gone: Vec<&str> = names().filter(|name| gone(name) == Ok(true)).collect();
        let (at, is) = if sharing && with.is_some_and(|with| gone.contains(&with)) {
            (cx.asked("with"), "would be")
        } else {
            (shared_with.pointer(), "is")
        };
        let people = || gone.iter().copied();
        let evidence = Evidence::new(at, listed(people(), ""), "people whose account is enabled")
            .with("image", image.key())
            .with("people", quoted(people(), ""))
            .with("is", is);
        let accounts = people().filter_map(|name| cx.person(name).ok());
        accounts.fold(evidence, |evidence, person| {
            evidence.related(person.field("account"))
        })
    })
}
