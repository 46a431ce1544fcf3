//! Every error and status code that Microsoft publishes about hosted machines: what it means, when it occurs, and what to do about it.

mod health;
mod image;
#[cfg(feature = "pages")]
mod page;
mod run;
mod status;

use crate::case::choice::choices;
use crate::fault::{Code, Foresight, Retry};
use crate::machine::Phase;
use crate::report::{Provenance, Source};
use crate::rulebook;
use crate::words;
use serde::Serialize;

#[cfg(feature = "pages")]
pub use page::{catalogue, page};

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
        /// The status of a machine in Dataverse.
        MachineStatus = "machine-status",
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
    /// Its number, where it is a status.
    pub number: Option<u16>,
    /// The run mode in which it occurs.
    pub mode: Option<Mode>,
    /// What it means, restated.
    #[cfg(feature = "pages")]
    pub meaning: &'static str,
    /// What to do about it, restated.
    #[cfg(feature = "pages")]
    pub remedy: &'static str,
    /// What to know about how it is published.
    #[cfg(feature = "pages")]
    pub note: Option<&'static str>,
}

/// What is said about a published code.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublishedCode {
    /// Its spelling.
    pub code: &'static str,
    /// What it is about.
    pub group: Group,
    /// When it occurs.
    pub when: &'static str,
    /// Whether trying again helps: `no` where there is nothing to retry, `once`, `after-waiting` or `after-fix`.
    pub retry: &'static str,
    /// The rules that could have told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub foreseen_by: Vec<&'static str>,
    /// The fact that could have told, which no rule asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_by: Option<&'static str>,
    /// Why nothing could have told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_foreseeable: Option<&'static str>,
    /// The HTTP status that comes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http: Option<u16>,
    /// Its number, where it is a status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u16>,
    /// The run mode in which it occurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<&'static str>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<&'static str>,
    /// What to know about how it is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// How far code, meaning and remedy can be shown to hold; when it occurs, whether trying again helps and what could have told are
    /// assumed.
    pub provenance: Provenance,
    /// Where it is published.
    pub source: Source,
    /// The page about it, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// Every published code, group by group.
pub fn all() -> impl Iterator<Item = Published> {
    let others = [image::ROWS, health::ROWS, run::ROWS, status::ROWS];
    Code::ALL.iter().map(|code| provisioning(*code)).chain(others.into_iter().flatten().copied())
}

/// The published code of this spelling, in any case.
pub fn find(code: &str) -> Option<Published> {
    all().find(|published| published.code.eq_ignore_ascii_case(code))
}

/// A code of provisioning, of which the simulation knows as well.
fn provisioning(code: Code) -> Published {
    let about = code.about();
    Published {
        code: code.word(),
        group: Group::Provisioning,
        when: about.phase.map_or("any phase", Phase::word),
        retry: about.retry,
        foresight: about.foresight,
        source: ("troubleshoot-hosted-machines-2024-03-12", "Hosted machine provisioning errors"),
        provenance: Provenance::Stated,
        http: None,
        number: None,
        mode: None,
        #[cfg(feature = "pages")]
        meaning: about.meaning,
        #[cfg(feature = "pages")]
        remedy: about.remedy,
        #[cfg(feature = "pages")]
        note: None,
    }
}

impl Published {
    /// Where it is published.
    pub fn cited(&self) -> Source {
        let (page, section) = self.source;
        words::cited(rulebook::page(page), section)
    }

    /// Everything said about it, its page left out.
    pub fn told(&self) -> PublishedCode {
        let (meaning, remedy, note) = self.texts();
        PublishedCode {
            code: self.code,
            group: self.group,
            when: self.when,
            retry: self.retry.word(),
            foreseen_by: self.foresight.rules(),
            told_by: self.foresight.fact(),
            not_foreseeable: self.foresight.reason(),
            http: self.http,
            number: self.number,
            mode: self.mode,
            meaning,
            remedy,
            note,
            provenance: self.provenance,
            source: self.cited(),
            page: None,
        }
    }

    /// Meaning, remedy and note, where texts are compiled in.
    #[cfg(feature = "pages")]
    const fn texts(&self) -> (Option<&'static str>, Option<&'static str>, Option<&'static str>) {
        (Some(self.meaning), Some(self.remedy), self.note)
    }

    #[cfg(not(feature = "pages"))]
    const fn texts(&self) -> (Option<&'static str>, Option<&'static str>, Option<&'static str>) {
        let _ = self;
        (None, None, None)
    }
}

/// Declares the codes of one group: spelling, what comes with it, when it occurs, whether trying again helps, what could have told,
/// meaning, remedy.
macro_rules! rows {
    (
        $group:ident $provenance:ident $page:literal / $section:literal;
        $(
            $code:literal $(http $http:literal)? $(number $number:literal)? $(mode $mode:ident)?
            $(from $own_page:literal / $own_section:literal $own_provenance:ident)?:
            $when:literal, $retry:ident, $foresight:expr, $meaning:literal, $remedy:literal $(, note $note:literal)?;
        )+
    ) => {
        pub(super) const ROWS: &[$crate::published::Published] = &[$($crate::published::Published {
            code: $code,
            group: $crate::published::Group::$group,
            when: $when,
            retry: $crate::fault::Retry::$retry,
            foresight: $foresight,
            source: $crate::published::or(&[$(($own_page, $own_section))?], ($page, $section)),
            provenance: $crate::published::or(
                &[$($crate::report::Provenance::$own_provenance)?],
                $crate::report::Provenance::$provenance,
            ),
            http: $crate::published::first(&[$($http)?]),
            number: $crate::published::first(&[$($number)?]),
            mode: $crate::published::first(&[$($crate::published::Mode::$mode)?]),
            #[cfg(feature = "pages")]
            meaning: $meaning,
            #[cfg(feature = "pages")]
            remedy: $remedy,
            #[cfg(feature = "pages")]
            note: $crate::published::first(&[$($note)?]),
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
