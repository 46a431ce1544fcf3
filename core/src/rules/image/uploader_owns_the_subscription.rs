//! IMG016: whoever adds a custom image is owner or administrator of its subscription.

use crate::facts::At;
use crate::facts::entities::Image;
use crate::facts::value::Scope;
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{AzureRole, Key};
use crate::rules::context::{Context, Principal, Served};
use crate::rules::rule::{Evidence, Judgement, either, owing, require, rule};

rule! {
    /// Whoever adds a custom image should be an owner or administrator of the Azure subscription in which it lies.
    ///
    /// # Why
    /// The instructions say so of the account that uploads the image. They also let makers who may only read the gallery add images
    /// from it, and do not say what happens to an uploader without the role; so this is a warning. "Administrator" is read here as one of the classic roles, Service
    /// Administrator and Co-Administrator: Azure has no role of that name.
    ///
    /// # How to fix it
    /// Have the owner of the subscription add the image and share it, or let them make you an owner.
    code: IMG016,
    name: "uploader-owns-the-subscription",
    level: Warning,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the reader permission on Azure subscription with Windows 365 service principal"
        + "hosted-machines-2022-12-12" / "Share the reader permission on Azure subscription with Windows 365 service principal",
    holds: ALWAYS,
    judges: [CreateImage],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "`{actor}` has {found} on subscription `{subscription}`, but whoever adds image `{image}` should be {expected}",
    steps: [
        "have an owner of subscription `{subscription}` add the image and share it with `{actor}`",
    ],
    examples: [
        broken "no role on the subscription" {
            "/subscriptions/sub-a/grants": [{ "principal": "windows-365", "role": "Reader", "scope": "subscription" }],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "Contributor is not Owner" {
            "/subscriptions/sub-a/grants": [{ "principal": "maker-a", "role": "Contributor", "scope": "subscription" }],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "Owner of the gallery only" {
            "/subscriptions/sub-a/grants": [{ "principal": "maker-a", "role": "Owner", "scope": "gallery/finance" }],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "Owner" { "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" } },
        met "Co-Administrator" {
            "/subscriptions/sub-a/grants": [
                { "principal": "maker-a", "role": "Co-Administrator", "scope": "subscription" }
            ],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "assignments to groups were not expanded" {
            "/subscriptions/sub-a/grants": { "items": [], "complete": false },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        unknown "the image's subscription is not known" {
            "/images/finance/subscription": null,
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        not_applicable "a machine is created, no image is added" {},
        met "an image for hosted machine groups only" {
            "/images/finance/usage": "hosted-machine-group",
            "/subscriptions/sub-a/grants": [],
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    owing(owed, || owns(cx, image))
}

fn owns(cx: &Context<'_>, image: At<'_, Image>) -> Judgement {
    let subscription = cx.subscription(image.subscription()?)?;
    let roles = cx.terms::<AzureRole>(Key::ImageUploaderRoles)?;
    let actor = cx.actor_name().ok();
    let enough = |role: &Named<AzureRole>| Ok(roles.clone().any(|wanted| *role == wanted));
    let granted = cx.actor_name().and_then(|actor| {
        cx.granted(subscription, Principal::Person(actor), enough, |scope| *scope == Scope::Subscription)
    });
    require(granted, || {
        let held = super::roles_on(
            subscription,
            |grant| matches!(&grant.principal, Named::Other(name) if Some(name) == actor),
        );
        Evidence::new(subscription.field("grants"), held, either(roles.clone().map(Term::name)))
            .with("actor", cx.actor_told())
            .with("subscription", subscription.key())
            .with("image", image.key())
    })
}
