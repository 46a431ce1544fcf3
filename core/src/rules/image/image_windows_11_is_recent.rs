//! IMG002: a Windows 11 image is recent enough.

use crate::facts::value::OsFamily;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// A custom image with Windows 11 must have version 21H2 or later.
    ///
    /// # Why
    /// 21H2 is the first Windows 11 that was released; what lies before it are previews, which are refused when the image is taken over
    /// (`osVersionNotSupported`) or when the machine is provisioned (`imageNotSupportedFail`).
    ///
    /// # How to fix it
    /// Upgrade Windows in the virtual machine the image is made of, generalize it again, and add a version of the image.
    code: IMG002,
    name: "image-windows-11-is-recent",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements"
        + "hosted-machines-2022-12-12" / "Image requirements",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` has Windows 11, {found}, but hosted machines need {expected} or later",
    steps: [
        "upgrade Windows 11 to {expected} or later in the virtual machine that `{image}` is made of",
        "generalize it and add a version of the image",
    ],
    examples: [
        broken "a preview, one build too old" { "/images/finance/os": { "version": null, "build": 21999 } },
        met "the first version" { "/images/finance/os": { "version": "21H2", "build": 22000 } },
        met "the first version, without its build" { "/images/finance/os": { "version": "21H2", "build": null } },
        met "one build later" { "/images/finance/os": { "version": null, "build": 22001 } },
        met "a later version" {},
        unknown "neither version nor build" { "/images/finance/os": { "version": null, "build": null } },
        unknown "a version of Windows 10 only" { "/images/finance/os": { "version": "20H2", "build": null } },
        unknown "nothing is known of the system" { "/images/finance/os": null },
        met "Windows 10, which is another requirement's matter" {
            "/images/finance/os": { "family": "windows-10", "version": "22H2", "build": 19045 }
        },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    super::windows_is_recent(cx, OsFamily::Windows11)
}
