//! Diagnoses a machine: combines its status and its error with the verdicts of the rules on the facts.

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
    /// The conclusion of a diagnosis.
    pub enum Conclusion {
        /// A broken rule explains the problem.
        CauseFound = "cause-found",
        /// The status or the error explains the problem, but no broken rule does.
        Explained = "explained",
        /// There is an error that this rulebook does not know.
        UnknownError = "unknown-error",
        /// Nothing is wrong as far as the facts show.
        NothingFound = "nothing-found",
        /// Too few facts are known for a conclusion.
        NeedsFacts = "needs-facts",
    }

    /// How a rule relates to the problem.
    pub enum Likelihood {
        /// The rule is broken and leads to the error, or to a failure if no error is known.
        Likely = "likely",
        /// The rule would predict the error, but facts are missing to judge it.
        Possible = "possible",
        /// The rule is broken as well, but does not lead to this error.
        Beside = "beside",
    }

    /// Whether waiting helps.
    pub enum Patience {
        /// The cause goes away by itself.
        Helps = "helps",
        /// It may: another attempt is worth it.
        MayHelp = "may-help",
        /// It does not.
        Useless = "does-not-help",
    }
}

/// The diagnosis of a machine, as far as the facts allow.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Diagnosis {
    /// The version of this format.
    pub format_version: Text,
    /// The instant for which the machine was examined.
    pub as_of: Instant,
    /// The date of the rulebook: everything published by this day is taken into account.
    pub rulebook: Day,
    /// The engine that produced the diagnosis.
    pub engine: Engine,
    /// The name of the machine.
    pub machine: String,
    /// The conclusion.
    pub conclusion: Conclusion,
    /// The conclusion in a sentence.
    pub says: String,
    /// The status of the machine, as the case states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Whether the machine's runtime can be reached, as the case states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connectivity: Option<Connectivity>,
    /// The error of the machine, as the case states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// What is published about the error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_code: Option<PublishedCode>,
    /// What is published about the failed check of the network connection, if the error is that one failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_code: Option<PublishedCode>,
    /// What is published about the status under its name in Dataverse.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<PublishedCode>,
    /// Whether waiting helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
    /// The possible causes, the most likely first.
    pub causes: Vec<Cause>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextStep>,
    /// Questions about facts that would improve the diagnosis.
    pub questions: Vec<Question>,
    /// Notices about the diagnosis itself.
    pub warnings: Vec<Notice>,
}

/// Whether waiting helps, and why.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Waiting {
    /// Whether it does.
    pub helps: Patience,
    /// The reason, in a sentence.
    pub says: String,
}

/// What to do next, and who can do it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct NextStep {
    /// The step, in a sentence.
    pub says: String,
    /// Who can do it, the least privileged role first.
    pub by: Vec<Fixer>,
}

/// A rule that relates to the problem.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Cause {
    /// How the rule relates to the problem.
    pub likelihood: Likelihood,
    /// The code of the rule.
    pub rule: Text,
    /// The name of the rule.
    pub name: Text,
    /// How severe it is if the rule is broken.
    pub level: Level,
    /// The provisioning error that the rule leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leads_to: Option<Text>,
    /// What is wrong, or what is unknown, in a sentence.
    pub says: String,
    /// The place in the case, if the rule is broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Pointer>,
    /// Who can fix it, the least privileged role first.
    pub fixers: Fixed<[Fixer]>,
    /// How to fix it, step by step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// The command that fixes it, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// The places of the missing facts, if the rule cannot be judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Pointer>,
}

/// What is diagnosed: the machine, and what is published about its error and its status.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patient<'a> {
    /// The machine.
    pub(crate) machine: At<'a, Machine>,
    /// Its status.
    pub(crate) status: Option<Status>,
    /// Its error, if it has one.
    pub(crate) error: Option<&'a InlineStr>,
    /// What is published about the error.
    pub(crate) code: Option<Published>,
    /// The network it was created on, if the case declares it.
    pub(crate) network: Option<At<'a, Network>>,
    /// What is published about the failed check of the network connection, if the error is that one failed.
    pub(crate) check: Option<Published>,
    /// What is published about the status.
    pub(crate) status_code: Option<Published>,
}

impl Patient<'_> {
    /// Whether the error is that a check of the network connection failed, without naming the check.
    pub(crate) fn lacks_the_check(&self) -> bool {
        self.code.is_some_and(says_that_a_check_failed) && self.check.is_none()
    }
}

/// Whether a code means that some check of a network connection failed.
fn says_that_a_check_failed(code: Published) -> bool {
    code.code == ProvisioningCode::CanaryCheckUnpass.word() || code.group == Group::ConnectionStatus
}

/// Diagnoses one machine of a case.
///
/// # Errors
/// If the case has no such machine, or the instant lies before the first rulebook.
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

/// Returns the name of a status in Dataverse (`assumed` for those that the portal shows under another name).
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

/// Returns the conclusion.
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
