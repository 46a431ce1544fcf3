//! The page of a rule in Markdown, as `explain` prints it and `docs/rules` contains it.

use super::examples::{book, patch, promised};
use super::values::asked;
use crate::rulebook::shown::DisplayValue;
use crate::rulebook::{self, Book};
use crate::rules::rule::{Example, Rule};
use crate::vocabulary::{Fixer, Provenance};
use std::fmt::Write as _;

/// Returns the whole page of a rule.
pub fn page(rule: &Rule) -> String {
    let mut out = format!("# {} `{}`\n\n{}\n", rule.id.code(), rule.name(), body(rule));
    out.push_str("\n## At a glance\n\n| | |\n|---|---|\n");
    let actions: Vec<&str> = rule.judges.iter().map(crate::facts::request::Action::word).collect();
    let fixers: Vec<&str> = rule.fixers.iter().map(|fixer| fixer_name(*fixer)).collect();
    let mut row = |name: &str, value: &str| {
        let _ = writeln!(out, "| {name} | {value} |");
    };
    row("level", rule.level.word());
    row("judges", &actions.join(", "));
    row("who can fix it", &fixers.join(", "));
    row("rulebooks", &rulebooks(rule));
    row("provenance", provenance_name(rule.provenance));
    for (page, section) in rule.pages() {
        let source = rulebook::cited(rulebook::page(page), section);
        row(
            "source",
            &format!("[{}]({}), section *{section}*, version of {}", source.page, source.url, source.date),
        );
    }
    if let Some(why) = taken_to_have_held(rule) {
        row("before that version", &format!("taken to have held: {why}"));
    }
    if !rule.covered_by.is_empty() {
        let covers: Vec<&str> = rule.covered_by.iter().map(|id| id.code()).collect();
        row("not judged when broken", &covers.join(", "));
    }
    match rule.command {
        None => {}
        Some(Rule::COMMANDS_OF_FINDING) => {
            out.push_str("\nThe finding holds a command for each thing that is missing.\n");
        }
        Some(command) => {
            let _ = write!(out, "\nCommand: `{command}`\n");
        }
    }
    let asked = asked(rule);
    if !asked.is_empty() {
        out.push_str("\n## Values it asks the rulebook for\n\n");
    }
    for asks in &asked {
        let _ = writeln!(out, "- `{}`: {} {}", asks.key, asks.meaning, values(&asks.values));
    }
    out.push_str("\n## Examples\n\nChanges to a case in which everything is right; each of them is executed as a test.\n");
    for example in rule.examples {
        one(&mut out, rule, example);
    }
    out
}

/// Returns the values of a key, each with the versions of the page that have it.
fn values(values: &[(Book, DisplayValue)]) -> String {
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for (book, value) in values {
        let (value, date) = (value.to_string(), book.date().to_string());
        match told.last_mut() {
            Some((last, dates)) if *last == value => dates.push(date),
            _ => told.push((value, vec![date])),
        }
    }
    match told.as_slice() {
        [] => "One value for each of them.".to_owned(),
        told => {
            let rows = told.iter().map(|(value, dates)| format!("**{value}** ({})", dates.join(", ")));
            rows.collect::<Vec<_>>().join("; ")
        }
    }
}

/// Returns why a rule is assumed to hold in a rulebook older than every page that states it, if there is one.
pub fn taken_to_have_held(rule: &Rule) -> Option<&'static str> {
    let cited = || rule.pages().filter_map(|(page, _)| rulebook::page(page));
    let oldest = cited().map(|page| page.date).min()?;
    let early = rule.holds.turns().0.date() < oldest;
    cited().next().filter(|_| early).map(|page| page.held_before)
}

/// Returns the rulebooks that contain a rule, by their dates.
pub fn rulebooks(rule: &Rule) -> String {
    let dates: Vec<String> = rule.holds.books().map(|book| book.date().to_string()).collect();
    dates.join(", ")
}

/// Returns the doc comment with its headings one level lower.
fn body(rule: &Rule) -> String {
    let lines = rule.page.trim_end().lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
    let lowered = lines.map(|line| if line.starts_with("# ") { format!("#{line}") } else { line.to_owned() });
    lowered.collect::<Vec<_>>().join("\n")
}

fn one(out: &mut String, rule: &Rule, example: &Example) {
    let verdict = promised(example);
    let book = book(rule, example);
    let by =
        if book == rule.holds.home() { String::new() } else { format!(" (rulebook of {})", book.date()) };
    let _ = match patch(example).as_deref().unwrap_or(example.change) {
        "{}" => write!(out, "\n- **{verdict}**: {}{by}\n", example.note),
        patch => write!(out, "\n- **{verdict}**: {}{by}\n\n  ```json\n  {patch}\n  ```\n", example.note),
    };
}

/// Returns a provenance in words.
pub const fn provenance_name(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Stated => "stated by Microsoft for hosted machines",
        Provenance::Adjacent => {
            "stated by Microsoft for a neighbouring product or page, assumed to hold here"
        }
        Provenance::Assumed => "Greenlight's own assumption",
        Provenance::Organisation => "the organisation's own rule",
    }
}

/// Returns a fixer in words.
pub const fn fixer_name(fixer: Fixer) -> &'static str {
    match fixer {
        Fixer::Maker => "the maker",
        Fixer::MachineCreator => "the machine's creator",
        Fixer::ImageOrNetworkOwner => "the owner of the image or network connection",
        Fixer::CoOwner => "a co-owner of the machine",
        Fixer::EnvironmentAdministrator => "an environment administrator (System Administrator)",
        Fixer::PowerPlatformAdministrator => "a Power Platform administrator",
        Fixer::EntraApplicationAdministrator => "an Entra application administrator",
        Fixer::EntraRoleAdministrator => "whoever assigns administrator roles in Microsoft Entra ID",
        Fixer::IntuneAdministrator => "an Intune administrator",
        Fixer::AzureRoleAssignmentAdministrator => {
            "whoever assigns Azure roles (Owner, User Access Administrator)"
        }
        Fixer::NetworkAdministrator => "a network or Active Directory administrator",
        Fixer::LicenceAdministrator => "a licence administrator",
        Fixer::Billing => "whoever buys licences",
        Fixer::PolicyOwner => "whoever keeps the organisation's overlay",
        Fixer::Microsoft => "Microsoft (support, allow-listing)",
    }
}
