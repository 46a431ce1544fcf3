//! The sentences of a simulation.

use crate::evaluation::words::many;
use crate::vocabulary::duration::Duration;
use crate::vocabulary::{Phase, ProvisioningCode};
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

/// That a machine became active.
pub fn active(name: &str, after: u64, attempt: u8) -> String {
    let after = lasted(after);
    if attempt > 1 {
        format!("`{name}` is active after {after}, on attempt {attempt}")
    } else {
        format!("`{name}` is active after {after}")
    }
}

/// Why an attempt failed; `held` addresses were held by earlier attempts, of which the first had failed with `blame`.
pub fn attempt_failed(
    name: &str,
    attempt: u8,
    code: ProvisioningCode,
    held: u16,
    blame: Option<ProvisioningCode>,
) -> String {
    let mut text = format!("attempt {attempt} of `{name}` failed with `{code}`: {}", code.about().meaning);
    if held > 0 {
        let (addresses, are) = if held == 1 { ("address", "is") } else { ("addresses", "are") };
        let _ = write!(text, "; {held} {addresses} {are} still held by failed attempts");
        if let Some(blame) = blame {
            let _ = write!(text, ", the first of which failed with `{blame}`");
        }
    }
    text
}

/// That a machine failed for good: what the first attempt and what the last one failed with, and what to do about it.
pub fn failed(name: &str, attempts: u8, first: ProvisioningCode, last: ProvisioningCode) -> String {
    let after = many(u64::from(attempts), "attempt");
    if first == last {
        return format!("`{name}` failed for good after {after} with `{last}`: {}", last.about().remedy);
    }
    format!(
        "`{name}` failed for good after {after}, first with `{first}` ({}), at last with `{last}` ({})",
        first.about().remedy,
        last.about().remedy
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
