//! The sentences of a simulation.

use super::log::HeldBack;
use super::machine_state::{Failure, FailureCause, Root, RootOrigin};
use crate::evaluation::words::many;
use crate::vocabulary::Phase;
use crate::vocabulary::duration::Duration;
use crate::vocabulary::instant::Day;
use greenlight_json::Pointer;
use serde_json::Value;
use std::fmt::Write as _;

/// A phase, as what a machine is.
pub const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Requested => "asked for",
        Phase::Refused => "refused",
        Phase::Checks
        | Phase::Capacity
        | Phase::Network
        | Phase::Image
        | Phase::VirtualMachine
        | Phase::EntraJoin
        | Phase::IntuneEnrolment
        | Phase::Registration => "still being provisioned",
        Phase::Active => "active",
        Phase::Restarting => "restarting",
        Phase::Failed => "failed",
        Phase::Removed => "removed for inactivity",
        Phase::Deleting => "being deleted",
        Phase::Deleted => "deleted",
    }
}

/// A length of time in words, to the second.
pub fn lasted(ms: u64) -> String {
    Duration::of_ms(ms - ms % 1000).to_string()
}

/// A share in parts per million, in hundredths.
pub fn percent(ppm: u64) -> String {
    let (whole, part) = (ppm / 10_000, ppm % 10_000);
    if part == 0 {
        return format!("{whole} %");
    }
    format!("{whole}.{} %", format!("{part:04}").trim_end_matches('0'))
}

/// That a machine became active.
pub fn active(name: &str, after: u64, attempt: u8) -> String {
    let after = lasted(after);
    if attempt > 1 {
        format!("`{name}` is active after {after}, on attempt {attempt}")
    } else {
        format!("`{name}` is active after {after}")
    }
}

/// Why an attempt failed.
pub(super) fn attempt_failed(name: &str, attempt: u8, failure: Failure) -> String {
    let code = failure.code;
    let mut text = format!("attempt {attempt} of `{name}` failed with `{code}`: {}", code.about().meaning);
    match failure.cause {
        FailureCause::NoAddress { held, root: Some(root) } => {
            let _ = write!(text, "; {}", still_held(u32::from(held), root));
        }
        FailureCause::NoCapacity => text.push_str("; Azure has no capacity left in the region"),
        FailureCause::NoAddress { root: None, .. } | FailureCause::Fault | FailureCause::Fact => {}
    }
    text
}

/// That addresses are held which nobody uses.
pub(super) fn still_held(addresses: u32, root: Root) -> String {
    let (count, are) = if addresses == 1 {
        ("1 address".to_owned(), "is")
    } else {
        (format!("{addresses} addresses"), "are")
    };
    let by = match root.origin {
        RootOrigin::Gone => "machines that are gone".to_owned(),
        _ => format!("attempts that failed with `{}`", root.code),
    };
    format!("{count} {are} still held by {by}")
}

/// That requests are refused because addresses are held which nobody uses; of so many, where it is not all.
pub(super) fn held_back(held: HeldBack, refused: u32) -> String {
    let HeldBack { root, addresses, requests } = held;
    let held = still_held(addresses, root);
    if requests < refused { format!("{held}, which alone refuses {requests} of them") } else { held }
}

/// That a machine failed for good: what its first attempt and its last one go back to, and what to do about it.
pub(super) fn failed(name: &str, attempts: u8, first: Root, last: Failure) -> String {
    let after = many(u64::from(attempts), "attempt");
    let root = last.root();
    let mut text = if first.code == root.code {
        format!(
            "`{name}` failed for good after {after} because of `{}`: {}",
            root.code,
            root.code.about().remedy
        )
    } else {
        format!(
            "`{name}` failed for good after {after}, first because of `{}` ({}), at last because of `{}` ({})",
            first.code,
            first.code.about().remedy,
            root.code,
            root.code.about().remedy
        )
    };
    if last.code != root.code {
        let _ = write!(
            text,
            "; addresses were still held after that, so that the last attempt failed with `{}`",
            last.code
        );
    } else if root.origin == RootOrigin::Gone {
        text.push_str("; machines that are gone still held addresses");
    }
    text
}

/// The first few of them.
fn few(names: &[String]) -> String {
    const NAMED: usize = 3;
    let told: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(NAMED) {
        0 => told.join(", "),
        more => format!("{} and {more} more", told.join(", ")),
    }
}

/// That the trial of hosted capacity ends.
pub(super) fn trial_ended(day: Day) -> String {
    format!("the trial of the hosted capacity ends on {day}: its units are gone")
}

/// That somebody's self-assisted trial ends.
pub(super) fn self_assisted_trial_ended(person: &str) -> String {
    format!("the self-assisted trial of `{person}` ends: it stands in for no plan and no unit any more")
}

/// That committed bots and machines stand without a unit.
pub(super) fn units_short(environment: &str, units: u32, without: (u32, u32), machines: &[String]) -> String {
    let counted = |count: u32, one: &str| (count > 0).then(|| many(u64::from(count), one));
    let (bots, count) = (counted(without.0, "committed bot"), counted(without.1, "machine"));
    let who: Vec<String> = bots.into_iter().chain(count).collect();
    let who = who.join(" and ");
    let named = if machines.is_empty() { String::new() } else { format!(": {}", few(machines)) };
    let stand = if without.0.saturating_add(without.1) == 1 { "stands" } else { "stand" };
    format!(
        "environment `{environment}` has {}, and {who} {stand} without one{named}",
        many(u64::from(units), "unit")
    )
}

/// That somebody is gone, and what becomes of their machines.
pub(super) fn person_gone(person: &str, under_way: &[String], there: &[String]) -> String {
    let mut text = format!("`{person}` no longer exists");
    if !under_way.is_empty() {
        let _ = write!(
            text,
            "; what is being provisioned for `{person}` does not become ready: {}",
            few(under_way)
        );
    }
    if !there.is_empty() {
        let _ = write!(text, "; nobody else can sign in to {}", few(there));
    }
    text
}

/// That flows stop, as they ran with the connection of somebody who is gone.
pub(super) fn flows_stop(machine: &str, person: &str, with: &[&str]) -> String {
    let with: Vec<String> = with.iter().map(|name| format!("`{name}`")).collect();
    format!(
        "`{machine}` is shared with {}, whose flows ran on it with the connection of `{person}`: they stop until another connection is theirs",
        with.join(", ")
    )
}

/// How a request for machines ended.
pub fn asked_machines(
    actor: &str,
    names: (&str, &str),
    accepted: u32,
    refused: u32,
    because: &str,
) -> String {
    let (first, last) = names;
    let asked = accepted.saturating_add(refused);
    let what = if asked == 1 {
        format!("`{actor}` asks for `{first}`")
    } else {
        format!("`{actor}` asks for {asked} machines, `{first}` to `{last}`")
    };
    match (accepted, refused) {
        (_, 0) if asked == 1 => format!("{what}: accepted"),
        (_, 0) => format!("{what}: all accepted"),
        (0, _) => format!("{what}: refused, {because}"),
        _ => format!("{what}: {accepted} accepted, {refused} refused, {because}"),
    }
}

/// How another request ended.
pub fn asked(actor: &str, action: &str, on: &str, ended: &str) -> String {
    let action = action.replace('-', " ");
    if on.is_empty() {
        format!("`{actor}` wants to {action}: {ended}")
    } else {
        format!("`{actor}` wants to {action} (`{on}`): {ended}")
    }
}

/// Why something was refused: the rules that are broken, else the facts that are not known.
pub fn because(codes: &[&str], unknown: &[&Pointer]) -> String {
    match (codes, unknown) {
        ([], []) => "for no reason".to_owned(),
        ([], [fact]) => format!("because `{fact}` is not known"),
        ([], [first, second]) => format!("because `{first}` and `{second}` are not known"),
        ([], [first, more @ ..]) => {
            format!("because `{first}` and {} facts more are not known", more.len())
        }
        (codes, _) => format!("because of {}", codes.join(", ")),
    }
}

/// The facts that a merge patch changes: path and new value.
pub fn leaves(change: &Value, path: &str, out: &mut Vec<(String, String)>) {
    let Value::Object(fields) = change else {
        let to = if change.is_null() { "unknown".to_owned() } else { change.to_string().replace('"', "") };
        out.push((path.to_owned(), to));
        return;
    };
    for (key, value) in fields {
        let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        leaves(value, &below, out);
    }
}

/// That facts change; the first few are named.
pub fn changed(leaves: &[(String, String)]) -> String {
    const TOLD: usize = 3;
    let told: Vec<String> =
        leaves.iter().take(TOLD).map(|(path, to)| format!("`{path}` becomes {to}")).collect();
    match leaves.len().saturating_sub(TOLD) {
        0 if told.is_empty() => "no fact changes".to_owned(),
        0 => told.join(", "),
        more => format!("{} and {more} more", told.join(", ")),
    }
}
