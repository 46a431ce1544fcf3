//! IMG001: a Windows 10 image is recent enough.

use crate::facts::value::OsFamily;
use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// A custom image with Windows 10 must have version 20H2 or later.
    ///
    /// # Why
    /// An older Windows is past Microsoft's support and is refused when the image is taken over (`osVersionNotSupported`) or when the
    /// machine is provisioned (`imageNotSupportedFail`). Version names of Windows 10 and 11 are not compared with each other: 21H2 is one
    /// of both.
    ///
    /// # How to fix it
    /// Upgrade Windows in the virtual machine the image is made of, generalize it again, and add a version of the image.
    code: IMG001,
    name: "image-windows-10-is-recent",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements"
        + "hosted-machines-2022-12-12" / "Image requirements",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` has Windows 10, {found}, but hosted machines need {expected} or later",
    steps: [
        "upgrade Windows 10 to {expected} or later in the virtual machine that `{image}` is made of",
        "generalize it and add a version of the image",
    ],
    examples: [
        broken "one version too old" {
            "/images/finance/os": { "family": "windows-10", "version": "2004", "build": 19041 }
        },
        broken "a version without its build" {
            "/images/finance/os": { "family": "windows-10", "version": "1909", "build": null }
        },
        broken "a build without its version" {
            "/images/finance/os": { "family": "windows-10", "version": null, "build": 17763 }
        },
        met "the oldest version that is taken" {
            "/images/finance/os": { "family": "windows-10", "version": "20H2", "build": 19042 }
        },
        met "a later version, without its build" {
            "/images/finance/os": { "family": "windows-10", "version": "22h2", "build": null }
        },
        met "a later build, without its version" {
            "/images/finance/os": { "family": "windows-10", "version": null, "build": 19043 }
        },
        unknown "neither version nor build" {
            "/images/finance/os": { "family": "windows-10", "version": null, "build": null }
        },
        unknown "a version name that says nothing" {
            "/images/finance/os": { "family": "windows-10", "version": "Autumn", "build": null }
        },
        unknown "the family is not known" { "/images/finance/os": { "family": null, "version": null, "build": 19041 } },
        met "Windows 11, which is another requirement's matter" {},
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    super::windows_is_recent(cx, OsFamily::Windows10)
}
