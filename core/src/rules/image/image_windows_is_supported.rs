//! IMG025: the Windows of a custom image is still supported.

use crate::facts::At;
use crate::facts::entities::Image;
use crate::facts::known::{Known, any, both, not};
use crate::facts::value::{OsFamily, Support};
use crate::rulebook::term::Term;
use crate::rulebook::{App, Licence, windows_serviced_until};
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, owing, require, rule};
use crate::vocabulary::Level;

rule! {
    /// The Windows in a custom image should still be supported.
    ///
    /// # Why
    /// The image requirements name the oldest version that is taken, and say nothing of its age. An image that satisfies them can be past
    /// the end of its servicing all the same, since the Enterprise edition of a version gets updates for three years at most. Windows 365 then
    /// either warns and takes it (`imageNotSupportedWarning`) or refuses it, and provisioning fails (`imageNotSupportedFail`). Which of the two
    /// it will be is not published: a date alone is a warning, and a refusal that Windows 365 has stated is an error. Past the end of
    /// servicing it is open which, until it is stated what Windows 365 says of the image.
    ///
    /// The last day of servicing is still a day of it: the first day that counts as past is the one after. Extended Security
    /// Updates, which are paid for, are not looked at.
    ///
    /// # How to fix it
    /// Upgrade Windows in the virtual machine the image is made of, generalize it again, and add a version of the image.
    code: IMG025,
    name: "image-windows-is-supported",
    level: Warning,
    at_worst: at_worst,
    provenance: Stated,
    source: "troubleshoot-hosted-machines-2024-03-12" / "Troubleshoot hosted machines in Power Automate for desktop",
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    covered_by: [IMG001, IMG002],
    says: "image `{image}` should hold {expected}: {found}",
    steps: [
        "upgrade Windows to a version that is still serviced, in the virtual machine that `{image}` is made of",
        "generalize it and add a version of the image",
    ],
    examples: [
        broken "the day after the last day of servicing" { "/as_of": "2025-10-15T00:00:00Z" },
        broken "a day later" { "/as_of": "2025-10-16T00:00:00Z" },
        met "a millisecond before the day after" { "/as_of": "2025-10-14T23:59:59.999Z" },
        met "the last day of servicing" { "/as_of": "2025-10-14T00:00:00Z" },
        met "the day before" { "/as_of": "2025-10-13T00:00:00Z" },
        broken "the oldest Windows 10 that the requirements take" {
            "/images/finance/os": { "family": "windows-10", "version": "20H2", "build": 19042 }
        },
        broken "past its end by the version's name alone" {
            "/as_of": "2024-10-09",
            "/images/finance/os": { "version": "21H2", "build": null }
        },
        unknown "past its end, and nobody asked Windows 365" {
            "/as_of": "2025-10-15",
            "/images/finance/windows_365_support": null
        },
        broken "Windows 365 warns" { "/images/finance/windows_365_support": "supported-with-warning" },
        broken "Windows 365 refuses it, which is an error" { "/images/finance/windows_365_support": "refused" },
        broken @March2025 "Windows 365 refuses a version that is still serviced" {
            "/images/finance/windows_365_support": "refused"
        },
        met @March2025 "serviced until 2027" {},
        met "a build of which no end is known" { "/images/finance/os": { "version": null, "build": 27000 } },
        met "a version without an end" { "/images/finance/os": { "version": "26H1", "build": 28000 } },
        not_judged "older than hosted machines take, which says it already" {
            "/images/finance/os": { "family": "windows-10", "version": "2004", "build": 19041 }
        },
        unknown "nobody asked Windows 365" { "/images/finance/windows_365_support": null },
        unknown "neither version nor build" { "/images/finance/os": { "version": null, "build": null } },
        unknown "the family is not known, and Windows 365 refuses it" {
            "/images/finance": { "os": { "family": null }, "windows_365_support": "refused" }
        },
        met "not a Windows for clients, which is another requirement's matter" {
            "/images/finance/os/family": "windows-server"
        },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    owing(owed, || supported(cx, image))
}

fn supported(cx: &Context<'_>, image: At<'_, Image>) -> Judgement {
    let os = image.os();
    let support = image.windows_365_support();
    let build = |family: OsFamily| super::build(os, family);
    // Until the family is known, any build and any answer of Windows 365 still matter.
    let family = *alongside(os.family(), || both(build(OsFamily::Windows11), support.clone()))?;
    applies(super::oldest_build(family).is_some())?;
    let ended = build(family).map(|build| {
        let last = windows_serviced_until(family.word(), build);
        last.filter(|last| cx.now.day() > *last)
    });
    let past: Known<bool> = ended.clone().map(|ended| ended.is_some());
    let objects = support.clone().map(|support| *support != Support::Supported);
    if past == Ok(true) {
        // How bad it is depends on what Windows 365 says.
        support.clone()?;
    }
    require(not(any([past, objects])), || {
        let refused = support == Ok(&Support::Refused);
        let service = Term::<App>::WINDOWS_365;
        let found = match (support, ended) {
            (Ok(Support::Refused), _) => say::SERVICE_REFUSES_IT.with("service", service.name()),
            (_, Ok(Some(last))) => say::SERVICING_ENDED.with("day", last),
            _ => say::SERVICE_WARNS.with("service", service.name()),
        };
        let at = if image.it.windows_365_support.value().is_some_and(|said| *said != Support::Supported) {
            image.field("windows_365_support")
        } else {
            os.field(if os.it.build.value().is_some() { "build" } else { "version" })
        };
        Evidence::new(at, found, say::SUPPORTED_SYSTEM.with("system", Term::<Licence>::WINDOWS.name()))
            .with("image", image.key())
            .level(if refused { Level::Error } else { Level::Warning })
    })
}

/// An error as long as Windows 365 may refuse the image.
fn at_worst(cx: &Context<'_>) -> Level {
    let support = cx.custom_image().ok().and_then(|image| image.it.windows_365_support.value());
    if support.is_none_or(|support| *support == Support::Refused) { Level::Error } else { Level::Warning }
}
