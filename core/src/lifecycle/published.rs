//! Every error and status code that Microsoft publishes about hosted machines: what it means, when it occurs, and what to do about it.

mod cloud_pc;
mod connection_status;
pub mod elsewhere;
mod find;
mod health;
mod image;
mod image_status;
mod refusal;
mod run;
mod sign_in;
mod status;

use crate::lifecycle::provisioning_error::{Foresight, Retry};
use crate::rulebook;
use crate::rulebook::Source;
use crate::vocabulary::{Phase, Provenance, ProvisioningCode, choices};

pub use find::{find, named};

choices! {
    /// What a published code is about.
    #[cfg_attr(feature = "schema", schemars(rename = "PublishedGroup"))]
    pub enum Group {
        /// Making a hosted machine.
        Provisioning = "provisioning",
        /// Taking in a custom image.
        ImageUpload = "image-upload",
        /// The health check of a network connection.
        NetworkHealth = "network-health",
        /// Running a desktop flow.
        Run = "run",
        /// What Dataverse, Intune and Azure refuse, in codes of their own.
        Refusal = "refusal",
        /// The status of a machine in Dataverse.
        MachineStatus = "machine-status",
        /// The status of a Cloud PC in Microsoft Graph.
        CloudPcStatus = "cloud-pc-status",
        /// The status of a custom image in Microsoft Graph.
        ImageStatus = "image-status",
        /// The status of a network connection in Microsoft Graph.
        ConnectionStatus = "connection-status",
    }

    /// The run mode in which an error of a run occurs.
    pub enum Mode {
        /// Attended runs.
        Attended = "attended",
        /// Unattended runs.
        Unattended = "unattended",
        /// Attended and unattended runs.
        Both = "both",
        /// Recording and testing on the machine itself.
        Designer = "designer",
    }
}

/// One published code.
#[derive(Clone, Copy, Debug)]
pub struct Published {
    /// Its spelling.
    pub code: &'static str,
    /// What it is about.
    pub group: Group,
    /// When it occurs (`assumed`): a phase of provisioning, a health check, a stage of a run or of a machine's life.
    pub when: &'static str,
    /// Whether trying again helps (`assumed`).
    pub retry: Retry,
    /// What could have told (`assumed`).
    pub foresight: Foresight,
    /// The page that publishes it, by id, and the section.
    pub source: (&'static str, &'static str),
    /// How far code, meaning and remedy can be shown to hold for hosted machines.
    pub provenance: Provenance,
    /// The HTTP status that comes with it.
    pub http: Option<u16>,
    /// What else it is called: by older pages, or in other places.
    pub also: &'static [&'static str],
    /// Its number, where it is a status.
    pub number: Option<u16>,
    /// The number that Windows or Dataverse has for it, as a signed number of 32 bits.
    pub windows: Option<i32>,
    /// The run mode in which it occurs.
    pub mode: Option<Mode>,
    /// What it means, restated.
    #[cfg(feature = "texts")]
    pub meaning: &'static str,
    /// What to do about it, restated.
    #[cfg(feature = "texts")]
    pub remedy: &'static str,
    /// What to know about how it is published.
    #[cfg(feature = "texts")]
    pub note: Option<&'static str>,
}

/// Every published code, group by group.
pub fn all() -> impl Iterator<Item = Published> {
    let others = [
        image::ROWS,
        health::ROWS,
        run::ROWS,
        sign_in::ROWS,
        refusal::ROWS,
        status::ROWS,
        cloud_pc::ROWS,
        image_status::ROWS,
        connection_status::ROWS,
    ];
    ProvisioningCode::ALL.iter().map(|code| provisioning(*code)).chain(others.into_iter().flatten().copied())
}

/// A code of provisioning, of which the simulation knows as well.
fn provisioning(code: ProvisioningCode) -> Published {
    let about = code.about();
    Published {
        code: code.word(),
        group: Group::Provisioning,
        when: about.phase.map_or("any phase", Phase::word),
        retry: about.retry,
        foresight: about.foresight,
        source: (
            "troubleshoot-hosted-machines-2024-03-12",
            "Troubleshoot hosted machines in Power Automate for desktop",
        ),
        provenance: Provenance::Stated,
        http: None,
        also: &[],
        number: None,
        windows: None,
        mode: None,
        #[cfg(feature = "texts")]
        meaning: about.meaning,
        #[cfg(feature = "texts")]
        remedy: about.remedy,
        #[cfg(feature = "texts")]
        note: None,
    }
}

/// Every name of every published code.
pub fn names() -> impl Iterator<Item = &'static str> {
    all().flat_map(|published| std::iter::once(published.code).chain(published.also.iter().copied()))
}

impl Group {
    /// Whether its codes are states of things, and ordinary words.
    pub const fn is_of_states(self) -> bool {
        matches!(self, Self::MachineStatus | Self::CloudPcStatus | Self::ImageStatus | Self::ConnectionStatus)
    }
}

impl Published {
    /// Whether it is called so, in any case.
    pub fn is_called(&self, name: &str) -> bool {
        self.code.eq_ignore_ascii_case(name) || self.also.iter().any(|also| also.eq_ignore_ascii_case(name))
    }

    /// Where it is published.
    pub fn cited(&self) -> Source {
        let (page, section) = self.source;
        rulebook::cited(rulebook::page(page), section)
    }
}

/// Declares the codes of one group: spelling, what comes with it, when it occurs, whether trying again helps, what could have told,
/// meaning, remedy.
macro_rules! rows {
    (
        $group:ident $provenance:ident $page:literal / $section:literal;
        $(
            $code:literal $(also [$($also:literal),+])? $(windows $windows:literal)? $(http $http:literal)?
            $(number $number:literal)? $(mode $mode:ident)?
            $(from $own_page:literal / $own_section:literal $own_provenance:ident)?:
            $when:literal, $retry:ident, $foresight:expr, $meaning:literal, $remedy:literal $(, note $note:literal)?;
        )+
    ) => {
        pub(super) const ROWS: &[$crate::lifecycle::published::Published] = &[$($crate::lifecycle::published::Published {
            code: $code,
            group: $crate::lifecycle::published::Group::$group,
            when: $when,
            retry: $crate::lifecycle::provisioning_error::Retry::$retry,
            foresight: $foresight,
            source: $crate::lifecycle::published::or(&[$(($own_page, $own_section))?], ($page, $section)),
            provenance: $crate::lifecycle::published::or(
                &[$($crate::vocabulary::Provenance::$own_provenance)?],
                $crate::vocabulary::Provenance::$provenance,
            ),
            http: $crate::lifecycle::published::first(&[$($http)?]),
            also: &[$($($also),+)?],
            number: $crate::lifecycle::published::first(&[$($number)?]),
            windows: $crate::lifecycle::published::first(&[$($windows)?]),
            mode: $crate::lifecycle::published::first(&[$($crate::lifecycle::published::Mode::$mode)?]),
            #[cfg(feature = "texts")]
            meaning: $meaning,
            #[cfg(feature = "texts")]
            remedy: $remedy,
            #[cfg(feature = "texts")]
            note: $crate::lifecycle::published::first(&[$($note)?]),
        }),+];
    };
}

use rows;

/// The first of at most one.
const fn first<T: Copy>(list: &[T]) -> Option<T> {
    if let [first, ..] = list { Some(*first) } else { None }
}

/// The first of at most one, or else the other.
const fn or<T: Copy>(list: &[T], other: T) -> T {
    if let [first, ..] = list { *first } else { other }
}

/// These rules could have told.
const fn rules(codes: &'static [&'static str]) -> Foresight {
    Foresight::Rules(codes)
}

/// A fact could have told, by a rule that one of the candidates became, if any did.
const fn fact(candidates: &'static [&'static str], fact: &'static str) -> Foresight {
    Foresight::Fact { candidates, fact }
}

/// Nothing could have told.
const fn nothing(reason: &'static str) -> Foresight {
    Foresight::Nothing(reason)
}
