//! Determines whether waiting helps, and what to do next.

use super::causes::CausesFound;
use super::{Likelihood, NextStep, Patience, Patient, Waiting};
use crate::answers::diagnosis::words;
use crate::facts::value::Status;
use crate::lifecycle::provisioning_error::Retry;
use crate::lifecycle::published::Group;
use crate::rulebook::{Key, Rulebook, Value};
use crate::vocabulary::Fixer;
use crate::vocabulary::instant::{Instant, MINUTE_MS};

/// Returns whether waiting helps; `None` if there is nothing to wait for.
pub(super) fn waiting(patient: &Patient<'_>, now: Instant, book: Rulebook) -> Option<Waiting> {
    if patient.error.is_none() {
        match patient.status {
            Some(Status::Provisioning) => return Some(provisioning(patient, now, book)),
            Some(Status::Restarting) => {
                return Some(Waiting { helps: Patience::Helps, says: words::restarting() });
            }
            _ => {}
        }
    }
    let retry = patient.code.or(patient.status_code)?.retry;
    let helps = match retry {
        Retry::No => return None,
        Retry::AfterWaiting => Patience::Helps,
        Retry::Once => Patience::MayHelp,
        Retry::AfterFix => Patience::Useless,
    };
    Some(Waiting { helps, says: words::waiting(helps) })
}

/// Returns whether waiting helps a machine that is being provisioned: not if that has taken too long.
fn provisioning(patient: &Patient<'_>, now: Instant, book: Rulebook) -> Waiting {
    let number = |key| match book.value(key, now) {
        Some(Value::Number(minutes)) => Some(minutes),
        _ => None,
    };
    let since = patient.machine.it.requested.value().map(|asked| now.since(*asked) / MINUTE_MS);
    let since = since.and_then(|minutes| u64::try_from(minutes).ok());
    let long = number(Key::ProvisioningLongMinutes).zip(since).is_some_and(|(long, since)| since >= long);
    let helps = if long { Patience::MayHelp } else { Patience::Helps };
    Waiting { helps, says: words::provisioning(since, number(Key::ProvisioningUsualMinutes), long) }
}

/// Returns the next step: for the most likely cause, or else to find out more, or else the published remedy.
pub(super) fn step(patient: &Patient<'_>, found: &CausesFound) -> Option<NextStep> {
    let told = |likelihood| found.causes.iter().find(move |cause| cause.likelihood == likelihood);
    if let Some((cause, says)) =
        told(Likelihood::Likely).and_then(|cause| Some((cause, cause.steps.first()?)))
    {
        return Some(NextStep { says: says.clone(), by: cause.fixers.to_vec() });
    }
    if let Some(asked) = patient.network.filter(|_| patient.lacks_the_check()) {
        let at = asked.connection().field("health_error");
        let says = found.questions.iter().find(|question| question.at == at)?;
        return Some(NextStep {
            says: words::find_out(&says.message),
            by: vec![Fixer::ImageOrNetworkOwner, Fixer::NetworkAdministrator],
        });
    }
    if let Some(cause) = told(Likelihood::Possible) {
        let asked = found.questions.iter().find(|asked| cause.missing.contains(&asked.at))?;
        return Some(NextStep { says: words::find_out(&asked.message), by: cause.fixers.to_vec() });
    }
    let code = patient.check.or(patient.code);
    let code = code.or(patient.status_code.filter(|code| code.retry != Retry::No));
    if let Some(says) = code.and_then(|code| code.published_code().remedy) {
        let by = code.map(|code| by_group(code.group, code.retry)).unwrap_or_default();
        return Some(NextStep { says: (*says).to_owned(), by });
    }
    let asked = found.questions.first()?;
    Some(NextStep { says: words::find_out(&asked.message), by: vec![Fixer::MachineCreator] })
}

/// Returns who can apply a remedy that no rule covers (`assumed`).
fn by_group(group: Group, retry: Retry) -> Vec<Fixer> {
    let mut by = vec![match group {
        Group::Provisioning | Group::Run | Group::MachineStatus | Group::CloudPcStatus => {
            Fixer::MachineCreator
        }
        Group::ImageUpload | Group::ImageStatus => Fixer::ImageOrNetworkOwner,
        Group::NetworkHealth | Group::ConnectionStatus => Fixer::NetworkAdministrator,
        Group::Refusal => Fixer::EnvironmentAdministrator,
    }];
    if matches!(retry, Retry::AfterWaiting | Retry::Once) {
        by.push(Fixer::Microsoft);
    }
    by
}
