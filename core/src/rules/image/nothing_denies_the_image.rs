//! IMG047: no deny assignment keeps Windows 365, or hosted machine groups, from reading a custom image.

use crate::facts::known::Known;
use crate::facts::value::Scope;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Judgement, rule};

rule! {
    /// No deny assignment should keep the service principal that fetches a custom image from reading it: that of Windows 365 for hosted machines,
    /// that of Power Automate Hosted Machine Groups for groups.
    ///
    /// # Why
    /// A deny assignment goes before every role: where it covers the subscription, or for groups the gallery or its resource group, the image cannot be
    /// read, whatever roles the service principal holds. Azure creates them for managed applications and deployment stacks, hardly anywhere else. What
    /// each of them denies is not looked at, so this is a warning.
    ///
    /// # How to fix it
    /// Have the managed application or the deployment stack changed that the deny assignment belongs to, or keep the image in another subscription.
    code: IMG047,
    name: "nothing-denies-the-image",
    level: Warning,
    provenance: Adjacent,
    source: "azure-deny-assignments" / "How deny assignments are created",
    judges: [CreateMachine, CreateImage, CreateGroup, EditGroup],
    fixers: [AzureRoleAssignmentAdministrator],
    says: "a deny assignment takes rights from the service principal {app} in subscription `{found}`, in which image `{image}` lies; there should be {expected}",
    steps: [
        "in the Azure portal, open the gallery of `{image}`, Access control (IAM), Deny assignments, and see what denies and to what it belongs",
        "change the managed application or the deployment stack that it belongs to, or keep the image in another subscription",
    ],
    examples: [
        broken "on the subscription" {
            "/subscriptions/sub-a/deny_assignments": [{ "principal": "windows-365", "scope": "subscription" }]
        },
        broken "on the gallery's resource group, for a hosted machine group" {
            "/subscriptions/sub-a/deny_assignments": [
                { "principal": "hosted-machine-groups", "scope": "resource-group/RG-Images" }
            ],
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "finance", "max_bots": 1 }
        },
        broken "on the gallery, when a hosted machine group gets the image" {
            "/subscriptions/sub-a/deny_assignments": [
                { "principal": "hosted-machine-groups", "scope": "gallery/finance" }
            ],
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        met "none" {},
        met "for somebody else" {
            "/subscriptions/sub-a/deny_assignments": [{ "principal": "maker-b", "scope": "subscription" }]
        },
        met "below the subscription, which Windows 365 reads" {
            "/subscriptions/sub-a/deny_assignments": [
                { "principal": "windows-365", "scope": "resource-group/rg-images" }
            ]
        },
        unknown "nobody has looked" { "/subscriptions/sub-a/deny_assignments": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    cx.for_each_app(|served, app| {
        let (image, owed) = cx.image_for(served)?;
        let subscription = image.subscription().and_then(|name| cx.subscription(name));
        let groups = served == Served::Groups;
        let covers = |scope: &Scope| -> Known<bool> {
            Ok(match scope {
                Scope::Subscription => true,
                Scope::ResourceGroup(name) => {
                    groups && name.eq_ignore_ascii_case(image.gallery().resource_group()?)
                }
                Scope::Gallery(of) => groups && of == image.key(),
                Scope::VirtualNetwork(_) => false,
            })
        };
        cx.nothing_denies((app, owed), subscription, covers, ("image", image.key()))
    })
}
