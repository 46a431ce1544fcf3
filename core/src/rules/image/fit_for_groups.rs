//! IMG023: an image for both usages also meets the requirements of hosted machine groups.

use crate::case::request::{Action, Actions};
use crate::case::value::Usage;
use crate::context::{Context, Principal};
use crate::known::all;
use crate::rule::{Evidence, Judgement, alongside, applies, require, rule};
use crate::rulebook::Key;
use crate::rulebook::term::Term;

rule! {
    /// An image for both usages must also meet what hosted machine groups demand.
    ///
    /// # Why
    /// Hosted machine groups have limits of their own: a smaller disk (127 GB), Microsoft Edge 80 or later in the image, and their own service
    /// principal as Reader on the gallery. An image that is added for both must serve both. Their region is another requirement.
    ///
    /// # How to fix it
    /// Mend what is named, or add the image for hosted machines only.
    IMG023 "image-for-both-meets-the-groups-requirements" Error Adjacent,
    source: "hosted-machine-groups-2023-11-09" / "Image requirements",
    judges: Actions::of(&[Action::CreateMachine, Action::CreateImage]),
    fixers: [ImageOrNetworkOwner, AzureRoleAssignmentAdministrator],
    says: "image `{image}` is for both usages, but for hosted machine groups it has {found} where {expected} is needed",
    steps: [
        "build the image anew with a disk of at most {disk} GB and Microsoft Edge {edge} or later, where that is lacking",
        "assign {role} on the gallery to the service principal {app} (application id {id}), where that is lacking",
        "or add the image to Power Automate for hosted machines only",
    ],
    command: "az role assignment create --assignee {id} --role {role} --scope GALLERY_ID",
    examples: [
        broken "the disk is 1 GB too large" r#"{"images": {"finance": {"usage": "both", "os_disk_gb": 128}}, "subscriptions": {"sub-a": {"grants": [{"principal": "hosted-machine-groups", "role": "Reader", "scope": "gallery/finance"}]}}}"#,
        broken "Edge is one version too old" r#"{"images": {"finance": {"usage": "both", "edge_version": 79}}, "subscriptions": {"sub-a": {"grants": [{"principal": "hosted-machine-groups", "role": "Reader", "scope": "gallery/finance"}]}}}"#,
        broken "Edge is not there" r#"{"images": {"finance": {"usage": "both", "edge_version": 0, "os_disk_gb": null}}}"#,
        broken "the service principal of hosted machine groups has no role" r#"{"images": {"finance": {"usage": "both"}}}"#,
        broken "everything at once" r#"{"images": {"finance": {"usage": "both", "os_disk_gb": 200, "edge_version": 79}}}"#,
        met "the largest disk and the oldest Edge" r#"{"images": {"finance": {"usage": "both", "os_disk_gb": 127, "edge_version": 80}}, "subscriptions": {"sub-a": {"grants": [{"principal": "hosted-machine-groups", "role": "Reader", "scope": "gallery/finance"}]}}}"#,
        met "a smaller disk and a later Edge, and a role on the subscription" r#"{"images": {"finance": {"usage": "both", "os_disk_gb": 126, "edge_version": 81}}, "subscriptions": {"sub-a": {"grants": [{"principal": "hosted-machine-groups", "role": "Contributor", "scope": "subscription"}]}}}"#,
        unknown "nobody has looked at Edge" r#"{"images": {"finance": {"usage": "both", "edge_version": null}}, "subscriptions": {"sub-a": {"grants": [{"principal": "hosted-machine-groups", "role": "Reader", "scope": "gallery/finance"}]}}}"#,
        unknown "assignments to groups were not expanded" r#"{"images": {"finance": {"usage": "both"}}, "subscriptions": {"sub-a": {"grants": {"items": [], "complete": false}}}}"#,
        unknown "the usage is not known" r#"{"images": {"finance": {"usage": null}}}"#,
        not_applicable "for hosted machines only" r#"{"images": {"finance": {"os_disk_gb": 200, "edge_version": 0}}}"#,
        not_applicable "the default image" r#"{"request": {"create-machine": {"image": "default"}}}"#,
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let image = cx.custom_image()?;
    let disk = cx.number(Key::ImageGroupOsDiskMaxGb)?;
    let edge = cx.number(Key::ImageGroupEdgeMinimum)?;
    let role = cx.term(Key::ImageGroupGalleryRole)?;
    let app = Term::HOSTED_MACHINE_GROUPS;
    let small = image.os_disk_gb().map(|size| *size <= disk);
    let recent = image.edge_version().map(|version| *version >= edge);
    let read = super::reads_gallery(cx, image, Principal::App(app), role);
    let fit = || all([small.clone(), recent.clone(), read.clone()]);
    applies(*alongside(image.usage(), fit())? == Usage::Both)?;
    require(fit(), || {
        let size = image.it.os_disk_gb.value().copied().unwrap_or_default();
        let version = image.it.edge_version.value().copied().unwrap_or_default();
        let parts = [
            (
                small == Ok(false),
                image.field("os_disk_gb"),
                format!("a disk of {size} GB"),
                format!("at most {disk} GB"),
            ),
            (
                recent == Ok(false),
                image.field("edge_version"),
                match version {
                    0 => "no Microsoft Edge".to_owned(),
                    _ => format!("Microsoft Edge {version}"),
                },
                format!("Microsoft Edge {edge} or later"),
            ),
            (
                read == Ok(false),
                image.field("subscription"),
                format!("no role of {} on the gallery", app.name()),
                format!("{} on the gallery", role.name()),
            ),
        ];
        let broken = || parts.iter().filter(|part| part.0);
        let join = |texts: Vec<&str>| texts.join(" and ");
        let found = join(broken().map(|part| part.2.as_str()).collect());
        let expected = join(broken().map(|part| part.3.as_str()).collect());
        let at = broken()
            .next()
            .map_or_else(|| image.pointer(), |part| part.1.clone());
        let evidence = Evidence::new(at, found, expected)
            .with("image", image.key())
            .with("disk", disk)
            .with("edge", edge)
            .with("role", role.name())
            .with("app", app.name())
            .with("id", app.guid())
            .related(image.field("usage"));
        broken()
            .skip(1)
            .fold(evidence, |evidence, part| evidence.related(part.1.clone()))
    })
}
