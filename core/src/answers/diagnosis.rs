//! What is wrong with a machine: its status and its error, joined with what the rules say of the facts.

mod causes;
mod next;
pub(crate) mod words;

use crate::answers::published::PublishedCode;
use crate::evaluation;
use crate::evaluation::report::{ENGINE, Engine, FORMAT_VERSION, Notice, Question};
use crate::facts::entities::{Machine, Network};
use crate::facts::value::{Connectivity, Status};
use crate::facts::{At, Case, NONE, named};
use crate::lifecycle::published::{self, Group, Published};
use crate::rulebook::Rulebook;
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Fixed, Fixer, Level, ProvisioningCode, Text, choices};
use greenlight_json::{InlineStr, Pointer};
use serde::Serialize;

choices! {
    /// What a diagnosis comes to.
    pub enum Conclusion {
        /// A rule that is broken explains it.
        CauseFound = "cause-found",
        /// Status or error say what is wrong, and no rule that is broken explains it.
        Explained = "explained",
        /// There is an error, and it is not known to this rulebook.
        UnknownError = "unknown-error",
        /// Nothing is wrong, as far as is known.
        NothingFound = "nothing-found",
        /// Too little is known to say anything.
        NeedsFacts = "needs-facts",
    }

    /// How a rule is connected with what is wrong.
    pub enum Likelihood {
        /// It is broken, and that leads to the error, or to a failure where no error is known.
        Likely = "likely",
        /// It foresees the error, and facts are missing to judge it.
        Possible = "possible",
        /// It is broken as well, and does not lead to this error.
        Beside = "beside",
    }

    /// Whether waiting helps.
    pub enum Patience {
        /// The cause goes away by itself.
        Helps = "helps",
        /// It may: one more attempt is worth it.
        MayHelp = "may-help",
        /// It does not.
        Useless = "does-not-help",
    }
}

/// What is wrong with a machine, as far as can be told.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Diagnosis {
    /// Version of this shape.
    pub format_version: Text,
    /// The instant looked at.
    pub as_of: Instant,
    /// Everything published by this day was known.
    pub rulebook: Day,
    /// The engine.
    pub engine: Engine,
    /// The machine.
    pub machine: String,
    /// What it comes to.
    pub conclusion: Conclusion,
    /// That, in a sentence.
    pub says: String,
    /// Its status, as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Whether its runtime can be reached, as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connectivity: Option<Connectivity>,
    /// Its error, as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// What is published about the error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_code: Option<PublishedCode>,
    /// What is published about the check of the network connection that failed, where the error is that one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_code: Option<PublishedCode>,
    /// What is published about the status, as Dataverse has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<PublishedCode>,
    /// Whether waiting helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
    /// What could be the cause, the likeliest first.
    pub causes: Vec<Cause>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextStep>,
    /// Facts that would tell more.
    pub questions: Vec<Question>,
    /// What to know about the diagnosis itself.
    pub warnings: Vec<Notice>,
}

/// Whether waiting helps, and why.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Waiting {
    /// Whether it does.
    pub helps: Patience,
    /// That, in a sentence.
    pub says: String,
}

/// What to do next, and who can.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct NextStep {
    /// What, in a sentence.
    pub says: String,
    /// Who can, the least role first.
    pub by: Vec<Fixer>,
}

/// A rule that is connected with what is wrong.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Cause {
    /// How.
    pub likelihood: Likelihood,
    /// The rule.
    pub rule: Text,
    /// Its name.
    pub name: Text,
    /// How bad it is when it is broken.
    pub level: Level,
    /// The provisioning error it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leads_to: Option<Text>,
    /// What is wrong, or what is not known, in a sentence.
    pub says: String,
    /// Where in the case, where it is broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Pointer>,
    /// Who can mend it, the least role first.
    pub fixers: Fixed<[Fixer]>,
    /// How, step by step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// The command that does it, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// The facts that are missing, where it cannot be judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Pointer>,
}

/// What is looked at: the machine, and what is published about its error and its status.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patient<'a> {
    /// The machine.
    pub(crate) machine: At<'a, Machine>,
    /// Its status.
    pub(crate) status: Option<Status>,
    /// Its error, unless it has none.
    pub(crate) error: Option<&'a InlineStr>,
    /// What is published about the error.
    pub(crate) code: Option<Published>,
    /// The network it was made on, where that is declared.
    pub(crate) network: Option<At<'a, Network>>,
    /// What is published about the check of its connection that failed, where the error is that one did.
    pub(crate) check: Option<Published>,
    /// What is published about the status.
    pub(crate) status_code: Option<Published>,
}

impl Patient<'_> {
    /// Whether the error is that a check of the network connection failed, and not which.
    pub(crate) fn lacks_the_check(&self) -> bool {
        self.code.is_some_and(says_that_a_check_failed) && self.check.is_none()
    }
}

/// Whether a code says that some check of a network connection failed.
fn says_that_a_check_failed(code: Published) -> bool {
    code.code == ProvisioningCode::CanaryCheckUnpass.word() || code.group == Group::ConnectionStatus
}

/// Looks at one machine of a case.
///
/// # Errors
/// A machine that is not there, or an instant before the first rulebook.
pub fn diagnose(case: &Case, machine: &InlineStr, now: Instant, book: Rulebook) -> Result<Diagnosis, Error> {
    named(&case.facts.machines, "machines", Some(machine), &|| Pointer::ROOT.key("machine"))?;
    evaluation::in_force(now)?;
    let row =
        case.facts.machines.row(machine).map_or((machine, None), |(name, machine)| (name, Some(machine)));
    let unstated = Machine::default();
    let machine = At::of(&"machines", row.0, row.1.unwrap_or(&unstated));
    let error = machine.it.error.value().filter(|error| *error != NONE);
    let status = machine.it.status.value().copied();
    let code = error.and_then(|error| published::find(error));
    let network = machine.it.network.value().and_then(|name| case.facts.networks.row(name));
    let network = network.map(|(name, network)| At::of(&"networks", name, network));
    let checked = network.filter(|_| code.is_some_and(says_that_a_check_failed));
    let check = checked.and_then(|network| network.it.connection.health_error.value());
    let patient = Patient {
        machine,
        status,
        error,
        code,
        network,
        check: check.and_then(|check| published::find(check)),
        status_code: status.and_then(shown_as).and_then(published::find),
    };
    let found = causes::find(case, &patient, now, book)?;
    let conclusion = concluded(&patient, &found.causes);
    Ok(Diagnosis {
        format_version: FORMAT_VERSION.into(),
        as_of: now,
        rulebook: book.date,
        engine: ENGINE,
        machine: machine.key().to_string(),
        conclusion,
        says: words::conclusion(&patient, &found.causes),
        status,
        connectivity: machine.it.connectivity.value().copied(),
        error: machine.it.error.value().map(ToString::to_string),
        error_code: patient.code.map(|code| code.published_code()),
        check_code: patient.check.map(|code| code.published_code()),
        status_code: patient.status_code.map(|code| code.published_code()),
        waiting: next::waiting(&patient, now, book),
        next: next::step(&patient, &found),
        causes: found.causes,
        questions: found.questions,
        warnings: found.notices,
    })
}

/// The name that Dataverse has for a status (`assumed`, for those that the portal shows otherwise).
const fn shown_as(status: Status) -> Option<&'static str> {
    Some(match status {
        Status::Active => "Active",
        Status::Provisioning => "Provisioning",
        Status::Failed | Status::Error => "Error",
        Status::ProvisionedWithError => "ProvisionedWithError",
        Status::RequiresReconnection => "RequiresReconnection",
        Status::OverCapacity => "HostedMachineOvercapacity",
        Status::OverCapacityDisabled => "HostedMachineOvercapacityDisabled",
        Status::OverCapacityDeleted => "HostedMachineOvercapacityDeleted",
        Status::Removed => "Disabled",
        Status::Restarting | Status::Deleted => return None,
    })
}

/// What it comes to.
fn concluded(patient: &Patient<'_>, causes: &[Cause]) -> Conclusion {
    let likely = causes.iter().any(|cause| cause.likelihood == Likelihood::Likely);
    if patient.error.is_some() && patient.code.is_none() {
        Conclusion::UnknownError
    } else if likely {
        Conclusion::CauseFound
    } else if patient.error.is_some()
        || patient.status.is_some_and(|status| status != Status::Active)
        || patient.machine.it.connectivity.value() == Some(&Connectivity::Disconnected)
    {
        Conclusion::Explained
    } else if patient.status.is_some() {
        Conclusion::NothingFound
    } else {
        Conclusion::NeedsFacts
    }
}
