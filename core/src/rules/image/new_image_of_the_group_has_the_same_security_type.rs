//! IMG024: another image for a hosted machine group has the security type of the old one.

use crate::facts::known::{Known, Missing, both};
use crate::facts::{At, DEFAULT_IMAGE};
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};
use greenlight_json::Pointer;

rule! {
    /// The image that takes the place of another in a hosted machine group must have the same security type.
    ///
    /// # Why
    /// The bots of a group are made anew from the new image, and a group cannot go from trusted launch to another security type or back. The
    /// security type belongs to the image's definition. That of the default image is not published, so only custom images are compared.
    ///
    /// # How to fix it
    /// Add an image whose definition has the security type of the old one, or create a new group with the new image.
    code: IMG024,
    name: "new-image-of-the-group-has-the-same-security-type",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2025-02-03" / "Update VM Image used by the hosted machine group",
    holds: SINCE_MARCH_2025,
    judges: [EditGroup],
    fixers: [ImageOrNetworkOwner],
    covered_by: [IMG010],
    says: "image `{image}` has security type `{found}`, but the present image `{present}` of group `{group}` has `{expected}`",
    steps: [
        "choose an image whose definition has security type `{expected}`",
        "or create a new hosted machine group with image `{image}`",
    ],
    examples: [
        not_judged "from trusted launch to none, which another requirement forbids" {
            "/images/claims/security_type": "standard",
            "/groups/invoices/image": "finance",
            "/groups/invoices/default_image_build": "none",
            "/request/edit-group": { "group": "invoices", "image": "claims" }
        },
        broken "from none to trusted launch" {
            "/images/claims/security_type": "standard",
            "/groups/invoices/image": "claims",
            "/groups/invoices/default_image_build": "none",
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        broken "another security type, of which the group's requirement only warns" {
            "/groups/invoices/image": "claims",
            "/images/claims": { "usage": "hosted-machine-group", "security_type": "trusted-launch" },
            "/images/finance/security_type": "trusted-launch-supported",
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        met "both with trusted launch" {
            "/images/claims/security_type": "trusted-launch",
            "/groups/invoices/image": "finance",
            "/groups/invoices/default_image_build": "none",
            "/request/edit-group": { "group": "invoices", "image": "claims" }
        },
        met "the same image once more" {
            "/images/finance/security_type": null,
            "/groups/invoices/image": "finance",
            "/groups/invoices/default_image_build": "none",
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        unknown "the new one was not looked up" {
            "/images/claims/generation": 2,
            "/groups/invoices/image": "finance",
            "/groups/invoices/default_image_build": "none",
            "/request/edit-group": { "group": "invoices", "image": "claims" }
        },
        unknown "the present image is not known" {
            "/images/claims/security_type": "trusted-launch",
            "/groups/invoices/image": null,
            "/request/edit-group": { "group": "invoices", "image": "claims" }
        },
        unknown "the kind of the group is not known" {
            "/images/claims/security_type": "trusted-launch",
            "/images/finance/security_type": "standard",
            "/groups/invoices": { "image": "finance", "default_image_build": "none", "kind": null },
            "/request/edit-group": { "group": "invoices", "image": "claims" }
        },
        not_applicable "the default image until now" {
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        not_applicable "the default image from now on" {
            "/groups/invoices/image": "finance",
            "/groups/invoices/default_image_build": "none",
            "/request/edit-group": { "group": "invoices", "image": "default" }
        },
        not_applicable "a group whose image stays" { "/request/edit-group": { "group": "invoices", "max_bots": 2 } },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (new, _) = cx.image_for(Served::Groups)?;
    let group = cx.group()?;
    let security_of = |name: &str| -> Known<_> {
        let row = cx.case.facts.images.row(name);
        let (name, image) = row.ok_or_else(|| Missing::fact(Pointer::ROOT.key("images").key(name)))?;
        At::of(&"images", name, image).security_type().copied()
    };
    let compared = || -> Known<_> {
        let present = group.image()?.as_str();
        if present == new.key() || present == DEFAULT_IMAGE {
            return Ok((present, None));
        }
        Ok((present, Some(both(new.security_type().copied(), security_of(present))?)))
    };
    alongside(cx.makes_hosted_bots(), compared)?;
    let (present, types) = alongside(compared(), || new.security_type())?;
    applies(present != DEFAULT_IMAGE)?;
    let Some((new_type, present_type)) = types else { return Ok(()) };
    require(Ok(new_type == present_type), || {
        Evidence::new(new.field("security_type"), new_type, present_type)
            .with("image", new.key())
            .with("present", present)
            .with("group", group.key())
            .related(group.field("image"))
    })
}
