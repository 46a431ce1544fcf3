//! A ledger of licences in words: the tenant, its trials, each environment with what is left, each person, and what is missing.

use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::json::Pointer;
use greenlight_core::licences::{
    Answer, BalanceState, EnvironmentLedger, LedgerBalance, LedgerItem, Licences, PersonLedger,
};
use greenlight_core::report::Level;

use super::{level_style, printable};
use crate::document::Document;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The ledger in words.
pub(crate) fn words(ledger: &Licences, document: &Document) -> String {
    let mut out = format!("{}\n\n", printable(&ledger.product.says));
    let _ = writeln!(out, "{BOLD}tenant{BOLD:#}");
    let trials = ledger.trials.iter().map(|trial| &trial.says);
    for line in ledger.tenant.says.iter().chain(trials) {
        let _ = writeln!(out, "  {}", printable(line));
    }
    out.push('\n');
    for one in &ledger.environments {
        environment(&mut out, one);
    }
    for one in &ledger.people {
        person(&mut out, one);
    }
    questions(&mut out, ledger.questions.iter().map(|asked| (&asked.at, asked.message.as_str())), document);
    for notice in &ledger.warnings {
        let style = level_style(Level::Warning);
        let _ = writeln!(out, "{style}warning{style:#}: {} ({})\n", printable(&notice.message), notice.code);
    }
    let _ = writeln!(out, "as of {}, rulebook of {}", ledger.as_of, ledger.rulebook);
    out
}

fn environment(out: &mut String, one: &EnvironmentLedger) {
    let _ = writeln!(out, "{BOLD}environment `{}`{BOLD:#}", printable(&one.name));
    for line in &one.lines {
        let sign = if matches!(line.what, LedgerItem::Allocated | LedgerItem::Trial | LedgerItem::Requested) {
            '+'
        } else {
            '-'
        };
        let _ = writeln!(out, "  {sign} {}", printable(&line.says));
        if line.what == LedgerItem::Machines {
            for machine in one.machines.iter().filter(|machine| machine.counts != Answer::Yes) {
                let _ = writeln!(out, "      `{}` {}", printable(&machine.name), printable(&machine.says));
            }
        }
    }
    match (&one.now, &one.request, &one.after) {
        (Some(now), Some(request), Some(after)) => {
            balance(out, "now", now);
            balance(out, "after this request", after);
            if let Some(alone) = one.machines_alone.as_ref().filter(|alone| alone.says != after.says) {
                balance(out, "counting machines alone", alone);
            }
            let _ = writeln!(out, "  {}", printable(&request.says));
        }
        (_, _, Some(after)) => balance(out, "", after),
        _ => {}
    }
    for remark in &one.remarks {
        let style = level_style(Level::Warning);
        let _ = writeln!(out, "  {style}{}{style:#}", printable(remark));
    }
    if !one.overage.is_empty() {
        let _ = writeln!(out, "  marked as over capacity, in this order:");
        for (place, marked) in (1_u32..).zip(&one.overage) {
            let _ = writeln!(out, "  {place}. {}", printable(&marked.says));
        }
    }
    out.push('\n');
}

fn balance(out: &mut String, when: &str, balance: &LedgerBalance) {
    let style = level_style(match balance.state {
        BalanceState::Enough => Level::Note,
        BalanceState::Short => Level::Error,
        BalanceState::Unknown => Level::Warning,
    });
    let when = if when.is_empty() { String::new() } else { format!("{when}: ") };
    let _ = writeln!(out, "  = {when}{style}{}{style:#}", printable(&balance.says));
}

fn person(out: &mut String, one: &PersonLedger) {
    let creates: Vec<String> = one.creates.iter().map(|name| format!("`{name}`")).collect();
    let creates =
        if creates.is_empty() { String::new() } else { format!(", creates {}", creates.join(", ")) };
    let _ = writeln!(out, "{BOLD}person `{}`{BOLD:#}{}", printable(&one.name), printable(&creates));
    let plans = one.plans.iter().map(|plan| &plan.says);
    for says in plans.chain(one.licences.iter().map(|licence| &licence.says)) {
        let _ = writeln!(out, "  {}", printable(says));
    }
    out.push('\n');
}

/// What is missing, with the place in the source where it would stand.
pub(super) fn questions<'a>(
    out: &mut String,
    asked: impl Iterator<Item = (&'a Pointer, &'a str)>,
    document: &Document,
) {
    let mut asked = asked.peekable();
    if asked.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "{BOLD}facts missing{BOLD:#}");
    for (at, message) in asked {
        let at = at.as_str();
        let place = document.nearest(at).map(|place| document.source.line_and_column(place.shown().start));
        let place = place.map_or_else(String::new, |(line, column)| {
            format!("{}:{line}:{column} ", printable(&document.source.name))
        });
        let _ = writeln!(out, "  {}", printable(message));
        let _ = writeln!(out, "  {DIM}--> {place}{}{DIM:#}", printable(at));
    }
    out.push('\n');
}
