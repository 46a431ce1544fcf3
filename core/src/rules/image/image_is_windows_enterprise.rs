//! IMG003: a custom image holds Windows Enterprise.

use crate::facts::known::{all, implies};
use crate::facts::value::{Edition, OsFamily};
use crate::rulebook::term::Term;
use crate::rulebook::{Licence, Offering};
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, either, require, rule};
use crate::vocabulary::{ToWord, Word};

rule! {
    /// A custom image must hold the Enterprise edition of Windows 10 or Windows 11.
    ///
    /// # Why
    /// Other editions (Pro, Home, Education, the N editions, those for trying out and those of the Long-Term Servicing Channel), Windows Server and other systems are
    /// not taken. Neither Azure nor Microsoft Graph says which
    /// edition an image holds: look inside with `Get-ComputerInfo -Property WindowsEditionId` before it is generalized. `ServerRdsh` there is
    /// Enterprise multi-session, which is not taken either.
    ///
    /// # How to fix it
    /// Build the image on Windows 10 or 11 Enterprise.
    code: IMG003,
    name: "image-is-windows-enterprise",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements"
        + "hosted-machines-2022-12-12" / "Image requirements",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` holds {found}, but hosted machines need {expected}",
    steps: [
        "build the image anew on {expected} and add a version of it",
    ],
    examples: [
        broken "Windows 11 Pro" { "/images/finance/os/edition": "pro" },
        broken "Windows 10 Education" {
            "/images/finance/os": { "family": "windows-10", "edition": "education", "version": "22H2", "build": 19045 }
        },
        broken "Windows Server, whatever the edition" {
            "/images/finance/os": { "family": "windows-server", "edition": null }
        },
        broken "not Windows" {
            "/images/finance/os": { "family": "linux", "edition": null, "version": null, "build": null }
        },
        broken "Pro of some family" { "/images/finance/os": { "family": null, "edition": "pro" } },
        met "Windows 11 Enterprise" {},
        met "Windows 10 Enterprise" {
            "/images/finance/os": { "family": "windows-10", "version": "22H2", "build": 19045 }
        },
        unknown "the edition is not known" { "/images/finance/os/edition": null },
        unknown "the family is not known" { "/images/finance/os/family": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
        broken "Windows 11 Enterprise N" { "/images/finance/os/edition": "enterprise-n" },
        broken "Windows 11 IoT Enterprise" { "/images/finance/os/edition": "IoT Enterprise" },
        broken "Windows 11 Enterprise for trying out" { "/images/finance/os/edition": "EnterpriseEval" },
        broken "an edition of the Long-Term Servicing Channel" { "/images/finance/os/edition": "enterprise-ltsc" },
        broken "Enterprise multi-session" { "/images/finance/os/edition": "enterprise-multi-session" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let os = image.os();
    let taken = |family: &OsFamily| super::oldest_build(*family).is_some();
    let enterprise = edition_called(Edition::Enterprise);
    let fits = all([os.family().map(taken), os.edition().map(|edition| *edition == Edition::Enterprise)]);
    require(implies(owed, fits), || {
        let family = os.it.family.value();
        let edition = os.it.edition.value().map(|edition| edition_called(*edition));
        let found = match (family, edition) {
            (Some(family), Some(edition)) if taken(family) => {
                say::SYSTEM_EDITION.with("family", called(*family)).with("edition", edition)
            }
            (Some(family), _) => called(*family),
            (None, edition) => edition.unwrap_or_default().to_word(),
        };
        let at = if family.is_some_and(|family| !taken(family)) { "family" } else { "edition" };
        let taken = OsFamily::ALL
            .iter()
            .filter(|family| taken(family))
            .map(|family| say::SYSTEM_EDITION.with("family", called(*family)).with("edition", enterprise));
        Evidence::new(os.field(at), found, either(taken)).with("image", image.key())
    })
}

/// The family as people write it.
fn called(family: OsFamily) -> Word {
    let name = match family {
        OsFamily::Windows10 => Term::<Offering>::WINDOWS_10.name(),
        OsFamily::Windows11 => Term::<Offering>::WINDOWS_11.name(),
        OsFamily::WindowsServer => Term::<Offering>::WINDOWS_SERVER.name(),
        OsFamily::Linux => return say::ANOTHER_SYSTEM_THAN.with("system", Term::<Licence>::WINDOWS.name()),
    };
    name.to_word()
}

/// The edition as people write it.
const fn edition_called(edition: Edition) -> &'static str {
    match edition {
        Edition::Enterprise => "Enterprise",
        Edition::EnterpriseN => "Enterprise N",
        Edition::EnterpriseLtsc => "Enterprise LTSC",
        Edition::EnterpriseNLtsc => "Enterprise N LTSC",
        Edition::EnterpriseMultiSession => "Enterprise multi-session",
        Edition::Pro => "Pro",
        Edition::ProN => "Pro N",
        Edition::Education => "Education",
        Edition::EducationN => "Education N",
        Edition::Home => "Home",
        Edition::HomeN => "Home N",
        Edition::EnterpriseIot => "IoT Enterprise",
        Edition::EnterpriseEvaluation => "Enterprise Evaluation",
        Edition::EnterpriseG => "Enterprise G",
        Edition::Server => "Server",
    }
}
