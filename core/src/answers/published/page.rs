//! Renders published codes as Markdown: the page of one code, and the catalogue of all.

use crate::lifecycle::provisioning_error::{Foresight, Retry};
use crate::lifecycle::published::{Group, Mode, Published, all};
use crate::rules;
use crate::vocabulary::Provenance;
use std::fmt::Write as _;

/// Returns the whole page of a code.
pub fn page(published: &Published) -> String {
    let mut out = format!("# `{}`\n\n{}.\n", published.code, sentence(published.meaning));
    let _ =
        write!(out, "\n## What to do\n\n{}.\n\n{}\n", sentence(published.remedy), retried(published.retry));
    if let Some(note) = published.note {
        let _ = write!(out, "\nMind: {note}.\n");
    }
    out.push_str("\n## Could it have been foreseen\n\n");
    out.push_str(&foreseen(published.foresight, |code, name| format!("{code} `{name}`")));
    out.push_str("\n\n## At a glance\n\n| | |\n|---|---|\n");
    let mut row = |name: &str, value: &str| {
        let _ = writeln!(out, "| {name} | {value} |");
    };
    row("about", group_name(published.group));
    if !published.also.is_empty() {
        row("also called", &published.also.join(", "));
    }
    if let Some(number) = published.windows {
        row("number", &format!("{number}, 0x{:08X}", number.cast_unsigned()));
    }
    row("when", published.when);
    if let Some(number) = published.number {
        row("status code", &number.to_string());
    }
    if let Some(http) = published.http {
        row("HTTP status", &http.to_string());
    }
    if let Some(mode) = published.mode {
        row("run mode", mode_name(mode));
    }
    let source = published.cited();
    let cited =
        format!("[{}]({}), *{}*, version of {}", source.page, source.url, source.section, source.date);
    row("source", &cited);
    row("provenance", provenance_name(published.provenance));
    out.push_str(
        "\nWhen it occurs, whether trying again helps and what foresees it are Greenlight's own mapping.\n",
    );
    out
}

/// Returns all codes in tables, one for each group.
pub fn catalogue() -> String {
    let number = all().count();
    let mut out = format!(
        "# Published codes\n\n{number} codes that Microsoft publishes about hosted machines, restated; `greenlight explain CODE` says more of one. \
         Code, meaning and remedy are Microsoft's; when a code occurs, whether trying again helps and which rules foresee it are Greenlight's own mapping.\n"
    );
    for group in Group::ALL {
        let _ = write!(out, "\n## {}\n\n", sentence(group_name(*group)));
        sources(&mut out, *group);
        out.push_str("\n| code | what it means | when | what to do | trying again | foreseen by |\n|---|---|---|---|---|---|\n");
        for published in all().filter(|published| published.group == *group) {
            line(&mut out, &published);
        }
    }
    out
}

/// Writes the pages that publish the codes of a group.
fn sources(out: &mut String, group: Group) {
    let mut pages: Vec<(&str, &str)> = Vec::new();
    for published in all().filter(|published| published.group == group) {
        if !pages.contains(&published.source) {
            pages.push(published.source);
            let (source, provenance) = (published.cited(), provenance_name(published.provenance));
            let _ = writeln!(
                out,
                "- [{}]({}), *{}*, version of {}: {provenance}",
                source.page, source.url, source.section, source.date
            );
        }
    }
}

fn line(out: &mut String, published: &Published) {
    let mut comes_with = Vec::new();
    comes_with.extend(published.number.map(|number| format!("status code {number}")));
    comes_with.extend(published.windows.map(|number| number.to_string()));
    comes_with.extend(published.http.map(|http| format!("HTTP {http}")));
    comes_with.extend(published.mode.map(|mode| mode_name(mode).to_owned()));
    let comes_with =
        if comes_with.is_empty() { String::new() } else { format!(" ({})", comes_with.join(", ")) };
    let note = published.note.map_or_else(String::new, |note| format!(". Mind: {note}"));
    let _ = writeln!(
        out,
        "| `{}` | {}{note} | {}{comes_with} | {} | {} | {} |",
        published.code,
        published.meaning,
        published.when,
        published.remedy,
        published.retry.word(),
        foreseen(published.foresight, |code, name| format!("[{code}](rules/{code}.md) `{name}`"))
    );
}

/// Returns what could have predicted a code; `rule` formats a rule from its code and its name.
fn foreseen(foresight: Foresight, rule: impl Fn(&str, &str) -> String) -> String {
    let named = foresight.rules();
    let found = named.iter().filter_map(|code| rules::find(code));
    let shown: Vec<String> = found.map(|found| rule(found.id.code(), found.name())).collect();
    match (foresight.fact(), foresight.reason()) {
        (Some(fact), _) => format!("by a fact that no rule asks for: {fact}"),
        (None, Some(reason)) => format!("not foreseeable: {reason}"),
        (None, None) => shown.join(", "),
    }
}

/// Returns the text with a capital, as the beginning of a sentence.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const fn retried(retry: Retry) -> &'static str {
    match retry {
        Retry::No => "There is nothing to try again.",
        Retry::AfterWaiting => "Waiting helps: the cause may go away by itself.",
        Retry::AfterFix => "Waiting does not help: it fails again until somebody removes the cause.",
        Retry::Once => "Try once more; if it fails again, somebody must look for the cause.",
    }
}

const fn group_name(group: Group) -> &'static str {
    match group {
        Group::Provisioning => "provisioning of a hosted machine",
        Group::ImageUpload => "taking in a custom image",
        Group::NetworkHealth => "health check of a network connection",
        Group::Run => "runs of desktop flows",
        Group::Refusal => "refusals of Dataverse, Intune and Azure",
        Group::MachineStatus => "status of a machine in Dataverse",
        Group::CloudPcStatus => "status of a Cloud PC in Microsoft Graph",
        Group::ImageStatus => "status of a custom image in Microsoft Graph",
        Group::ConnectionStatus => "status of a network connection in Microsoft Graph",
    }
}

const fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Attended => "attended",
        Mode::Unattended => "unattended",
        Mode::Both => "attended and unattended",
        Mode::Designer => "recording and testing",
    }
}

const fn provenance_name(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Stated => "said of hosted machines and desktop flows",
        Provenance::Adjacent => "said of a neighbouring product, assumed to hold here",
        Provenance::Assumed | Provenance::Organisation => "not published by a page that was read",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// What became of every candidate for a rule: a rule of its own, or something else.
    const CANDIDATES: &str = include_str!("../../rules/candidates.toml");

    #[test]
    fn every_code_is_unique_sourced_and_explained() {
        let mut seen = BTreeSet::new();
        for published in all() {
            let code = published.code;
            assert!(seen.insert((published.group, code.to_lowercase())), "{code} stands twice");
            assert!(rules::find(code).is_none(), "{code} is a rule");
            assert!(crate::rulebook::page(published.source.0).is_some(), "{code} cites an unknown page");
            for text in [published.when, published.meaning, published.remedy, published.source.1] {
                assert!(!text.is_empty() && !text.ends_with('.'), "{code}: {text:?}");
            }
            let begins = |text: &str| text.chars().next().is_some_and(char::is_lowercase);
            let named = ["Windows", "Microsoft", "Intune", "Azure", "FSLogix"];
            let in_style = |text: &str| begins(text) || named.iter().any(|name| text.starts_with(name));
            assert!(
                in_style(published.meaning) && in_style(published.remedy),
                "{code}: {}",
                published.meaning
            );
            let page = page(&published);
            assert!(page.contains(code) && page.contains("## What to do"), "{page}");
        }
        assert!(seen.len() > 150, "only {} codes", seen.len());
        assert!(catalogue().lines().filter(|line| line.starts_with("| `")).count() == seen.len());
    }

    #[test]
    fn every_rule_that_foresees_a_code_exists_or_is_a_candidate() {
        for published in all() {
            let code = published.code;
            match published.foresight {
                Foresight::Rules(named) => {
                    assert!(!named.is_empty(), "{code} is foreseen by nothing");
                    for rule in named {
                        let candidate = CANDIDATES.contains(&format!("\n{rule} = {{ left_out"));
                        assert!(rules::find(rule).is_some() || candidate, "{code} is foreseen by {rule}");
                    }
                }
                Foresight::Fact { fact, .. } => assert!(!fact.is_empty(), "{code}"),
                Foresight::Nothing(reason) => assert!(!reason.is_empty(), "{code}"),
            }
        }
    }

    #[test]
    fn the_groups_have_what_is_published() {
        let number = |group| all().filter(|published| published.group == group).count();
        assert_eq!(
            Group::ALL.iter().map(|group| number(*group)).collect::<Vec<_>>(),
            [28, 14, 72, 90, 23, 15, 17, 8, 6]
        );
        for (place, status) in
            (1_u16..).zip(all().filter(|published| published.group == Group::MachineStatus))
        {
            assert_eq!(status.number, Some(place), "{}", status.code);
        }
        for published in all() {
            assert_eq!(published.mode.is_some(), published.group == Group::Run, "{}", published.code);
            assert!(published.http.is_none() || published.group == Group::Run, "{}", published.code);
        }
    }

    #[test]
    fn a_code_is_found_in_any_case() {
        let code = |given| crate::lifecycle::published::find(given).map(|published| published.code);
        assert_eq!(code("NOENOUGHIPADDRESS"), Some("noEnoughIpAddress"));
        assert_eq!(code("aadlogonfailure"), Some("MSEntraLogonFailure"));
        assert_eq!(code("no such code"), None);
    }

    /// Checks that every member of Graph's enumerations about Cloud PCs is explained, or the enumeration is listed as unrelated to hosted
    /// machines.
    #[test]
    fn every_member_of_graphs_enumerations_is_explained_or_listed() {
        use crate::lifecycle::published::{elsewhere::ELSEWHERE, named};
        let file = include_str!("../../../rulebook/data/graph-enums.json");
        let versions: serde_json::Value = serde_json::from_str(file).unwrap();
        let mut members: std::collections::BTreeMap<&str, BTreeSet<&str>> = std::collections::BTreeMap::new();
        for (name, list) in
            versions.as_object().unwrap().values().flat_map(|version| version.as_object().unwrap())
        {
            members
                .entry(name)
                .or_default()
                .extend(list.as_array().unwrap().iter().filter_map(|it| it.as_str()));
        }
        assert!(members.len() >= 40, "{}", members.len());
        for (name, list, reason) in ELSEWHERE {
            let known = members.remove(name).unwrap_or_default();
            assert_eq!(list.iter().copied().collect::<BTreeSet<_>>(), known, "{name}");
            assert!(!reason.is_empty() && !reason.ends_with('.'), "{name}");
        }
        for (name, list) in members {
            for member in list {
                assert!(!named(member).is_empty(), "`{member}` of {name} is neither explained nor listed");
            }
        }
    }
}
