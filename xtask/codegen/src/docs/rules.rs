//! `docs/rules`: a page for every rule, an index, and the pages of rules and published codes as one JSON file for browsers.

use super::MARK;
use crate::Generated;
use anyhow::Result;
use greenlight_core::facts::request::Action;
use greenlight_core::lifecycle::published;
use greenlight_core::rules::page::{fixer_name, page, rulebooks};
use greenlight_core::rules::rule::Rule;
use greenlight_core::rules::{ALL, RuleId};
use greenlight_core::vocabulary::Level;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The pages and their index.
pub(super) fn files() -> Result<Vec<Generated>> {
    let mut files: Vec<Generated> = ALL
        .iter()
        .map(|rule| Generated {
            path: format!("docs/rules/{}.md", rule.id.code()),
            text: format!(
                "{MARK}{}\n[All rules](README.md) · [source](../../core/src/rules/{})\n",
                page(rule),
                rule.id.file()
            ),
        })
        .collect();
    files.push(Generated { path: "docs/rules/README.md".to_owned(), text: index() });
    let rules = ALL.iter().map(|rule| (rule.id.code(), page(rule)));
    let codes = published::all()
        .map(|published| (published.code, greenlight_core::answers::published::page(&published)));
    let mut pages: BTreeMap<&str, String> = BTreeMap::new();
    // A name that several codes share has all of their pages.
    for (code, page) in rules.chain(codes) {
        let pages = pages.entry(code).or_default();
        if !pages.is_empty() {
            pages.push('\n');
        }
        pages.push_str(&page);
    }
    files.push(Generated {
        path: "docs/rules/pages.json".to_owned(),
        text: serde_json::to_string_pretty(&pages)? + "\n",
    });
    Ok(files)
}

fn index() -> String {
    let mut out =
        format!("{MARK}# Rules\n\n{} rules. `greenlight explain CODE` prints the page of one.\n", ALL.len());
    let mut family = "";
    for rule in ALL {
        if rule.id.family() != family {
            family = rule.id.family();
            let _ = write!(
                out,
                "\n## {}\n\n| code | name | level | rulebooks | who can fix it |\n|---|---|---|---|---|\n",
                titled(family)
            );
        }
        let fixers: Vec<&str> = rule.fixers.iter().map(|fixer| fixer_name(*fixer)).collect();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            link(rule),
            rule.name(),
            rule.level.word(),
            rulebooks(rule),
            fixers.join(", ")
        );
    }
    out.push_str("\n## By action\n\n| action | rules |\n|---|---|\n");
    for action in Action::ALL {
        let judging: Vec<String> =
            ALL.iter().filter(|rule| rule.judges.contain(*action)).map(|rule| link(rule)).collect();
        let _ = writeln!(out, "| {action} | {} |", judging.join(" "));
    }
    out.push_str("\n## By level\n\n| level | rules |\n|---|---|\n");
    for level in [Level::Error, Level::Warning, Level::Note] {
        let rules: Vec<String> =
            ALL.iter().filter(|rule| rule.level == level).map(|rule| link(rule)).collect();
        let _ = writeln!(out, "| {} | {} |", level.word(), rules.join(" "));
    }
    out.push_str("\n## By who can fix it\n\n| who | rules |\n|---|---|\n");
    let mut by_fixer: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for rule in ALL {
        for fixer in rule.fixers {
            by_fixer.entry(*fixer).or_default().push(link(rule));
        }
    }
    for (fixer, rules) in by_fixer {
        let _ = writeln!(out, "| {} | {} |", fixer_name(fixer), rules.join(" "));
    }
    out
}

fn link(rule: &Rule) -> String {
    let code = RuleId::code(rule.id);
    format!("[{code}]({code}.md)")
}

fn titled(family: &str) -> String {
    let mut letters = family.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
