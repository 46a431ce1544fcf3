//! Sentences about what is wrong with a machine.

use crate::answers::diagnosis::{Cause, Likelihood, Patience, Patient};
use crate::facts::value::{Connectivity, Status};
use crate::lifecycle::published;
use crate::rules::rule::Rule;
use greenlight_json::closest;

/// Returns the sentence of the conclusion.
pub(crate) fn conclusion(patient: &Patient<'_>, causes: &[Cause]) -> String {
    let error = match (patient.error, patient.code) {
        (None, _) => String::new(),
        (Some(_), Some(code)) => match patient.check {
            Some(check) => format!(", with the error `{}` and the failed check `{}`", code.code, check.code),
            None => format!(", with the error `{}`", code.code),
        },
        (Some(error), None) => {
            format!(", with the error `{error}`, which is not known to this rulebook{}", meant(error))
        }
    };
    let number = |likelihood| causes.iter().filter(|cause| cause.likelihood == likelihood).count();
    let (likely, possible) = (number(Likelihood::Likely), number(Likelihood::Possible));
    let found = match (likely, possible, patient.code.is_some()) {
        (0, 0, true) => "; no rule that is broken explains it".to_owned(),
        (0, 0, false) => String::new(),
        (0, 1, _) => "; whether the cause is one that a rule foresees cannot be said yet".to_owned(),
        (0, possible, _) => {
            format!("; whether it is one of {possible} causes that rules foresee cannot be said yet")
        }
        (1, _, _) => "; the likely cause is found".to_owned(),
        (likely, _, _) => format!("; {likely} likely causes are found"),
    };
    format!("machine `{}` {}{error}{found}", patient.machine.key(), state(patient))
}

fn state(patient: &Patient<'_>) -> String {
    let connected = patient.machine.it.connectivity.value();
    match patient.status {
        None => "has a status that is not known".to_owned(),
        Some(Status::Active) => match connected {
            Some(Connectivity::Disconnected) => "is active and disconnected".to_owned(),
            Some(Connectivity::Connected) => "is active and connected".to_owned(),
            None => "is active".to_owned(),
        },
        Some(Status::Provisioning) => "is still being made".to_owned(),
        Some(Status::Restarting) => "is restarting".to_owned(),
        Some(Status::Failed) => "could not be made".to_owned(),
        Some(Status::ProvisionedWithError) => "was made, and its making ended with an error".to_owned(),
        Some(Status::Error) => "has something wrong with it".to_owned(),
        Some(Status::RequiresReconnection) => "has to be connected again".to_owned(),
        Some(Status::OverCapacity) => "is over the capacity of its environment".to_owned(),
        Some(Status::OverCapacityDisabled) => "was turned off for want of capacity".to_owned(),
        Some(Status::OverCapacityDeleted) => "was deleted for want of capacity".to_owned(),
        Some(Status::Removed) => "was removed for inactivity".to_owned(),
        Some(Status::Deleted) => "no longer exists".to_owned(),
    }
}

/// Returns the published code that was probably meant.
fn meant(error: &str) -> String {
    match closest(error, published::names()) {
        Some(near) => format!(" (did you mean `{near}`?)"),
        None => String::new(),
    }
}

/// Returns the sentence for a rule that would predict the error but cannot be judged.
pub(crate) fn open(rule: &Rule) -> String {
    format!("whether `{}` is met is not known", rule.name())
}

/// Returns the sentence on whether waiting helps.
pub(crate) fn waiting(helps: Patience) -> String {
    match helps {
        Patience::Helps => "waiting helps: the cause may go away by itself; then try again",
        Patience::MayHelp => "try once more; if it fails again, somebody must look for the cause",
        Patience::Useless => "waiting does not help: it fails again until somebody removes the cause",
    }
    .to_owned()
}

/// Returns the sentence on whether waiting helps a machine that is being provisioned.
pub(crate) fn provisioning(since: Option<u64>, usual: Option<u64>, long: bool) -> String {
    let usual = usual.map_or_else(String::new, |usual| format!("; more than {} is usual", minutes(usual)));
    match since {
        Some(since) if long => {
            format!(
                "it has been in the making for {}, and an attempt may have failed: look for an error",
                minutes(since)
            )
        }
        Some(since) => format!("waiting helps: it has been in the making for {}{usual}", minutes(since)),
        None => format!("waiting helps, unless it has been in the making for hours{usual}"),
    }
}

/// Returns the sentence that a restart ends by itself.
pub(crate) fn restarting() -> String {
    "waiting helps: a restart takes a few minutes".to_owned()
}

/// Returns the sentence that a fact should be found out.
pub(crate) fn find_out(question: &str) -> String {
    format!("find out, {question}")
}

fn minutes(number: u64) -> String {
    if number == 1 { "1 minute".to_owned() } else { format!("{number} minutes") }
}
