//! A simulation in words: what happened, what was refused and failed and why, and the figures.

use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::case::{Duration, Instant};
use greenlight_core::report::{Finding, Level, OwnWords, Provenance};
use greenlight_core::summary::{FailureLine, Machines, OverlayLines, RefusalLine, Resource, Summary};

use super::{fixers, level_style, overlaid, plural, printable};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The summary in words; each machine by itself when that is asked for.
pub(crate) fn words(summary: &Summary, each: bool) -> String {
    let mut out = String::new();
    timeline(&mut out, summary);
    if each {
        section(
            &mut out,
            "each machine",
            summary.each_machine.as_deref().unwrap_or_default(),
            |out, machine| {
                let _ = writeln!(out, "  {}", printable(&machine.message));
            },
        );
    }
    section(&mut out, "refused by the rules", &summary.refusals, |out, refusal| {
        refused(out, refusal, summary);
    });
    if let Some(overlay) = &summary.overlay {
        laid(&mut out, overlay);
    }
    section(&mut out, "facts missing", &summary.missing, |out, fact| {
        let _ = writeln!(out, "  {} ({})", printable(&fact.message), plural(fact.requests, "request"));
        let _ = writeln!(out, "    {DIM}{}{DIM:#}", printable(fact.at.as_str()));
    });
    section(&mut out, "provisioning failed with", &summary.failures, failure);
    section(&mut out, "shared", &summary.resources, resource);
    section(&mut out, "left to do", &summary.obligations, |out, todo| {
        let due = todo.due.map_or_else(String::new, |due| format!("by {}: ", minute(due)));
        let _ = writeln!(out, "  {due}{}", printable(&todo.message));
    });
    section(&mut out, "assumed", &summary.assumptions, |out, assumed| {
        let whose = match (assumed.by_scenario, assumed.provenance) {
            (true, provenance) => format!("by the scenario, {provenance}"),
            (false, Provenance::Assumed) => "ours".to_owned(),
            (false, provenance) => provenance.to_string(),
        };
        let _ = writeln!(out, "  {:<18}  {} {DIM}({whose}){DIM:#}", assumed.name, printable(&assumed.value));
    });
    for notice in &summary.warnings {
        let style = level_style(Level::Warning);
        let _ = writeln!(out, "{style}warning[{}]{style:#}: {}\n", notice.code, printable(&notice.message));
    }
    figures(&mut out, summary);
    out
}

fn section<T>(out: &mut String, title: &str, items: &[T], line: impl Fn(&mut String, &T)) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "{BOLD}{title}{BOLD:#}");
    for item in items {
        line(out, item);
    }
    out.push('\n');
}

fn timeline(out: &mut String, summary: &Summary) {
    section(out, "timeline", summary.timeline.as_deref().unwrap_or_default(), |out, happening| {
        let style = happening.level.map_or(Style::new(), level_style);
        let _ = writeln!(
            out,
            "  {DIM}{}{DIM:#}  {style}{}{style:#}",
            minute(happening.at),
            printable(&happening.message)
        );
    });
}

/// What the overlay did to requests.
fn laid(out: &mut String, overlay: &OverlayLines) {
    section(out, "waived", &overlay.waived, |out, waived| {
        let (code, name, requests) = (&waived.code, &waived.name, plural(waived.requests, "request"));
        let _ = writeln!(out, "  {code} {name} ({requests})");
        let _ = writeln!(out, "    until {}: {}", waived.until, printable(&waived.reason));
    });
    section(out, "at another level", &overlay.levels, |out, shifted| {
        let (code, name, requests) = (&shifted.code, &shifted.name, plural(shifted.requests, "request"));
        let _ = writeln!(out, "  {code} {name} ({requests})");
        let reason =
            shifted.reason.as_deref().map_or_else(String::new, |reason| format!(": {}", printable(reason)));
        let _ = writeln!(out, "    {}, was {}{reason}", shifted.level, shifted.was);
    });
    section(out, "own values", &overlay.values, |out, own| {
        let (value, was) = (own_words(&own.value), own_words(&own.was));
        let _ = writeln!(out, "  {:<18}  {}, was {}", own.key, printable(&value), printable(&was));
    });
}

/// A value of the organisation's, or the rulebook's in its place.
fn own_words(words: &OwnWords) -> String {
    match words {
        OwnWords::Number(number) => number.to_string(),
        OwnWords::Words(words) if words.is_empty() => "nothing".to_owned(),
        OwnWords::Words(words) => words.join(", "),
    }
}

/// A rule that refused requests, with the first of its findings.
fn refused(out: &mut String, refusal: &RefusalLine, summary: &Summary) {
    let style = level_style(Level::Error);
    let _ = writeln!(
        out,
        "  {style}{}{style:#} {} ({})",
        refusal.code,
        refusal.name,
        plural(refusal.requests, "request")
    );
    let requests = summary.requests.as_deref().unwrap_or_default();
    let broken = |finding: &&Finding| finding.code == refusal.code && finding.level == Level::Error;
    let Some(finding) = requests.iter().flat_map(|request| &request.findings).find(broken) else {
        return;
    };
    let _ = writeln!(out, "    {}", printable(&finding.message));
    for step in &finding.steps {
        let _ = writeln!(out, "    - {}", printable(step));
    }
    let _ = writeln!(out, "    {DIM}who can mend it: {}{DIM:#}", fixers(&finding.fixers));
}

/// A published error code: what it means, what to do, and whether it could have been foreseen.
fn failure(out: &mut String, failure: &FailureLine) {
    let style = level_style(Level::Error);
    let (attempts, machines) = (plural(failure.attempts, "attempt"), plural(failure.machines, "machine"));
    let first = minute(failure.first_at);
    let _ = writeln!(
        out,
        "  {style}{}{style:#} ({attempts}, {machines} for good, first on {first})",
        failure.code
    );
    let _ = writeln!(out, "    {}", failure.meaning);
    let _ = writeln!(out, "    - {}", failure.remedy);
    let _ = writeln!(out, "    {DIM}trying again helps: {}{DIM:#}", failure.retry.replace('-', " "));
    if !failure.foreseen_by.is_empty() {
        let _ =
            writeln!(out, "    {DIM}could have been foreseen by {}{DIM:#}", failure.foreseen_by.join(", "));
    }
    if let Some(fact) = &failure.told_by {
        let _ = writeln!(out, "    {DIM}could have been told by {fact}{DIM:#}");
    }
    if let Some(reason) = &failure.not_foreseeable {
        let _ = writeln!(out, "    {DIM}not foreseeable: {reason}{DIM:#}");
    }
}

fn resource(out: &mut String, resource: &Resource) {
    let name = match resource.of.as_str() {
        "" => resource.resource.to_string(),
        of => format!("{} in {}", resource.resource, printable(of)),
    };
    let limit = resource.limit.map_or_else(String::new, |limit| format!(" of {limit}"));
    let _ = write!(out, "  {name:<24}  {} taken{limit}, at most {}", resource.taken, resource.peak);
    if resource.held > 0 {
        let _ = write!(out, ", {} held by failed attempts", resource.held);
    }
    if let Some(first) = resource.first_refusal {
        let style = level_style(Level::Warning);
        let _ = write!(
            out,
            ", {style}none left {} from {}{style:#}",
            plural(resource.refusals, "time"),
            minute(first)
        );
    }
    out.push('\n');
}

fn figures(out: &mut String, summary: &Summary) {
    let _ = writeln!(out, "{BOLD}machines{BOLD:#}        {}", counts(&summary.machines));
    if summary.machines_before.total > 0 {
        let _ = writeln!(out, "{BOLD}there before{BOLD:#}    {}", counts(&summary.machines_before));
    }
    if let Some(times) = &summary.time_to_active_ms {
        let times = [
            ("fastest", times.min),
            ("half within", times.p50),
            ("90 % within", times.p90),
            ("99 % within", times.p99),
            ("slowest", times.max),
        ];
        let times = times.map(|(label, ms)| format!("{label} {}", length(ms))).join(", ");
        let _ = writeln!(out, "{BOLD}time to active{BOLD:#}  {times}");
    }
    let actions = &summary.actions;
    if actions.accepted + actions.refused + actions.impossible > 0 {
        let (accepted, refused, impossible) = (actions.accepted, actions.refused, actions.impossible);
        let _ = writeln!(
            out,
            "{BOLD}other requests{BOLD:#}  {accepted} accepted, {refused} refused, {impossible} impossible at their time"
        );
    }
    let replicates =
        if summary.replicates > 1 { format!("{} replicates, ", summary.replicates) } else { String::new() };
    let (from, until) = (minute(summary.as_of), minute(summary.until));
    let (events, seed, rulebook) =
        (plural(summary.events, "event"), printable(&summary.seed), &summary.rulebook);
    let overlay = overlaid(summary.overlay.as_ref().map(|overlay| (overlay.name.as_str(), overlay.date)));
    let _ = writeln!(
        out,
        "{BOLD}simulated{BOLD:#}       {from} to {until}: {replicates}{events}, seed `{seed}`, rulebook of {rulebook}{overlay}"
    );
}

fn counts(machines: &Machines) -> String {
    let parts = [
        ("active", machines.active),
        ("refused", machines.refused),
        ("failed", machines.failed),
        ("provisioning", machines.provisioning),
        ("restarting", machines.restarting),
        ("removed", machines.removed),
        ("deleted", machines.deleted),
    ];
    let parts =
        parts.iter().filter(|(_, number)| *number > 0).map(|(word, number)| format!("{number} {word}"));
    let parts = parts.collect::<Vec<_>>().join(", ");
    if parts.is_empty() { "none".to_owned() } else { format!("{}: {parts}", machines.total) }
}

/// An instant to the minute.
fn minute(instant: Instant) -> String {
    let text = instant.to_string();
    text.get(..16).unwrap_or(&text).replace('T', " ")
}

/// A length of time to the second.
fn length(ms: u64) -> String {
    Duration::of_ms(ms / 1000 * 1000).to_string()
}
