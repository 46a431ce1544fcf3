//! A simulation in words: what happened, what was refused and failed and why, and the figures.

use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::case::{Duration, Instant};
use greenlight_core::report::{Finding, Level, OwnWords, Provenance};
use greenlight_core::summary::{
    FailureLine, Machines, OverlayLines, RefusalLine, Resource, Summary, TimeToActive, WarnedLine,
};

use super::{fixers, level_style, overlaid, plural, printable};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The summary in words; each machine by itself when that is asked for.
pub(crate) fn words(summary: &Summary, each: bool) -> String {
    let mut out = String::new();
    let shown = shown(summary);
    timeline(&mut out, summary, &shown);
    if each {
        section(
            &mut out,
            &format!("each machine{shown}"),
            summary.each_machine.as_deref().unwrap_or_default(),
            |out, machine| {
                let _ = writeln!(out, "  {}", printable(&machine.message));
            },
        );
    }
    let over = over(summary);
    section(&mut out, &format!("refused by the rules{over}"), &summary.refusals, |out, refusal| {
        refused(out, refusal, summary);
    });
    section(&mut out, &format!("warned of by the rules{over}"), &summary.warned, warned);
    if let Some(overlay) = &summary.overlay {
        overlay_lines(&mut out, overlay);
    }
    section(&mut out, &format!("facts missing{over}"), &summary.missing, |out, fact| {
        let _ = writeln!(out, "  {} ({})", printable(&fact.message), plural(fact.requests, "request"));
        let _ = writeln!(out, "    {DIM}{}{DIM:#}", printable(fact.at.as_str()));
    });
    section(&mut out, &format!("provisioning failed because of{over}"), &summary.failures, failure);
    section(&mut out, &format!("shared{shown}"), &summary.resources, resource);
    section(&mut out, &format!("left to do{shown}"), &summary.obligations, |out, todo| {
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
    section(&mut out, "objectives", &summary.objectives, |out, objective| {
        let style = level_style(if objective.met { Level::Note } else { Level::Error });
        let _ = writeln!(out, "  {style}{}{style:#}", printable(&objective.message));
    });
    figures(&mut out, summary);
    out
}

/// Over what totals are, where that is not plain.
fn over(summary: &Summary) -> String {
    let Summary { replicates, replicates_ended: ended, totals_over_replicates: told, .. } = summary;
    match (*told, *ended) {
        (0, _) => String::new(),
        (_, 0) if *replicates > 1 => ", one replicate that was cut off".to_owned(),
        (_, 0) => ", cut off".to_owned(),
        (1, _) if *replicates == 1 => String::new(),
        (1, _) => ", one replicate".to_owned(),
        _ => format!(", {told} replicates together"),
    }
}

/// How many replicates there are, and that it is not all that was asked for.
fn replicates(summary: &Summary) -> String {
    let Summary { replicates: asked, replicates_ended: ended, partial, .. } = summary;
    let mut text = if *partial { "partial, ".to_owned() } else { String::new() };
    if ended < asked && *asked > 1 {
        let _ = write!(text, "{ended} of {asked} replicates came to their end, ");
    } else if *asked > 1 {
        let _ = write!(text, "{asked} replicates, ");
    }
    if let Some(at) = summary.stopped_at.filter(|_| *asked == 1) {
        let _ = write!(text, "stopped at {at}, ");
    }
    text
}

/// Of which replicate something is, where there are several.
fn shown(summary: &Summary) -> String {
    if summary.replicates > 1 { format!(", replicate {}", summary.shown_replicate) } else { String::new() }
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

fn timeline(out: &mut String, summary: &Summary, shown: &str) {
    section(
        out,
        &format!("timeline{shown}"),
        summary.timeline.as_deref().unwrap_or_default(),
        |out, happening| {
            let style = happening.level.map_or(Style::new(), level_style);
            let _ = writeln!(
                out,
                "  {DIM}{}{DIM:#}  {style}{}{style:#}",
                minute(happening.at),
                printable(&happening.message)
            );
        },
    );
}

/// What the overlay did to requests.
fn overlay_lines(out: &mut String, overlay: &OverlayLines) {
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
    if refusal.held_back > 0 {
        let held_back = plural(refusal.held_back, "request");
        let _ = writeln!(
            out,
            "    of these, {held_back} only because addresses were still held: see what provisioning failed because of"
        );
    }
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

/// A rule that warned of requests, with what it said first.
fn warned(out: &mut String, warned: &WarnedLine) {
    let style = level_style(Level::Warning);
    let (code, name, requests) = (&warned.code, &warned.name, plural(warned.requests, "request"));
    let _ = writeln!(out, "  {style}{code}{style:#} {name} ({requests})");
    let _ = writeln!(out, "    {}", printable(&warned.message));
    for step in &warned.steps {
        let _ = writeln!(out, "    - {}", printable(step));
    }
}

/// What failures go back to: what it means, what to do, and whether it could have been foreseen.
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
    for consequence in &failure.led_to {
        let (attempts, code) = (plural(consequence.attempts, "attempt"), &consequence.code);
        let _ = writeln!(out, "    {attempts} of these ended with {code}: addresses were still held");
    }
    if failure.refused > 0 {
        let refused = plural(failure.refused, "request");
        let _ = writeln!(out, "    refused because of it alone, as addresses were still held: {refused}");
    }
    if failure.because == "machines-gone" {
        let _ = writeln!(out, "    machines that are gone still held their addresses");
    }
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
        let _ = write!(out, ", {} still held by failed attempts and machines that are gone", resource.held);
    }
    if resource.waits > 0 {
        let longest = length(resource.longest_wait_ms.unwrap_or_default());
        let _ =
            write!(out, ", {} for a place, the longest {longest}", plural(u64::from(resource.waits), "wait"));
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
    let over = over(summary);
    let _ = writeln!(out, "{BOLD}machines{BOLD:#}        {}{over}", counts(&summary.machines));
    if summary.machines_before.total > 0 {
        let _ = writeln!(out, "{BOLD}there before{BOLD:#}    {}{over}", counts(&summary.machines_before));
    }
    if let Some(times) = &summary.time_to_active_ms {
        ready(out, times);
    }
    let actions = &summary.actions;
    if actions.accepted + actions.refused + actions.impossible > 0 {
        let (accepted, refused, impossible) = (actions.accepted, actions.refused, actions.impossible);
        let _ = writeln!(
            out,
            "{BOLD}other requests{BOLD:#}  {accepted} accepted, {refused} refused, {impossible} impossible at their time{over}"
        );
    }
    let replicates = replicates(summary);
    let (from, until) = (minute(summary.as_of), minute(summary.until));
    let (events, seed, rulebook) =
        (plural(summary.events, "event"), printable(&summary.seed), &summary.rulebook);
    let overlay = overlaid(summary.overlay.as_ref().map(|overlay| (overlay.name.as_str(), overlay.date)));
    let _ = writeln!(
        out,
        "{BOLD}simulated{BOLD:#}       {from} to {until}: {replicates}{events}, seed `{seed}`, rulebook of {rulebook}{overlay}"
    );
}

/// How long it took, over all that were asked for, and beside it over those alone that became active.
fn ready(out: &mut String, times: &TimeToActive) {
    let (became, requested) = (times.became_active, times.requested);
    let within = |label: &str, ms: Option<u64>| match ms {
        Some(ms) => format!("{label} within {}", length(ms)),
        None => format!("{label} never"),
    };
    let shares = [("half", times.p50), ("90 %", times.p90), ("99 %", times.p99), ("all", times.max)]
        .map(|(label, ms)| within(label, ms));
    let fastest = times.min.map_or_else(String::new, |ms| format!("fastest {}, ", length(ms)));
    let shares = shares.join(", ");
    let _ = writeln!(
        out,
        "{BOLD}time to active{BOLD:#}  of {requested} requested, {became} became active: {fastest}{shares}"
    );
    if let Some(alone) = times.of_those_that_became_active.filter(|_| times.never > 0) {
        let shares = [("half", alone.p50), ("90 %", alone.p90), ("99 %", alone.p99), ("all", alone.max)]
            .map(|(label, ms)| within(label, Some(ms)));
        let _ = writeln!(out, "                of those that became active alone: {}", shares.join(", "));
    }
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
