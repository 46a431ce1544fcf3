//! What is cited, compared with a folder of pages in Markdown: what moved, what is gone, and what a newer page names that no entry knows.

mod cited;
mod copy;
mod known;
#[cfg(test)]
mod tests;
mod text;

use anyhow::{Result, ensure};
use cited::{Cited, Version};
use copy::Copy;
use known::KnownTerms;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// What is to be told of a folder, and whether there is anything to do about it.
#[derive(Debug)]
pub struct SourcesReport {
    /// The lines to print.
    pub text: String,
    /// Whether a page is newer than what is cited, or a cited heading is not where it was.
    pub to_do: bool,
}

/// Compares what rules, values and codes cite with the pages of a folder.
///
/// # Errors
/// If the rulebook or a page cannot be read, or the folder holds no page that bears a date.
pub fn check(folder: &Path) -> Result<SourcesReport> {
    let copies = copy::of_folder(folder)?;
    ensure!(!copies.is_empty(), "`{}` holds no page in Markdown that bears `ms.date`", folder.display());
    Ok(told(&cited::read()?, &known::read()?, &copies))
}

fn told(cited: &Cited, known: &KnownTerms, copies: &[Copy]) -> SourcesReport {
    let mut told = SourcesReport { text: String::new(), to_do: false };
    let mut seen = BTreeSet::new();
    for copy in copies {
        let versions = cited.versions_of(copy);
        seen.extend(versions.iter().map(|version| version.id.as_str()));
        match against(&versions, copy) {
            Some(version) => told.compare(copy, version, &versions, known, copies),
            None => told.line(format_args!("{}: of {}, not cited", copy.path, copy.date)),
        }
    }
    let published = cited.versions.iter().filter(|version| version.url.starts_with("https:"));
    let lacking: Vec<&str> =
        published.map(|version| version.id.as_str()).filter(|id| !seen.contains(id)).collect();
    if !lacking.is_empty() {
        told.line(format_args!("without a copy in the folder: {}", lacking.join(", ")));
    }
    told
}

/// The version that a copy is compared with: the one of its date, else the newest before it, else the oldest.
fn against<'a>(versions: &[&'a Version], copy: &Copy) -> Option<&'a Version> {
    let before = versions.iter().rev().find(|version| version.date <= copy.date);
    before.or_else(|| versions.first()).copied()
}

impl SourcesReport {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.text, "{line}");
    }

    fn compare(
        &mut self,
        copy: &Copy,
        version: &Version,
        versions: &[&Version],
        known: &KnownTerms,
        copies: &[Copy],
    ) {
        let newer = versions.iter().all(|version| version.date < copy.date);
        let state = if copy.date == version.date {
            format!("of {}, as {} cites it", copy.date, version.id)
        } else if newer {
            format!("of {}, newer than {}, the newest that is cited", copy.date, version.id)
        } else {
            format!("of {}, compared with {}", copy.date, version.id)
        };
        self.line(format_args!("{}: {state}", copy.path));
        let former = copies.iter().find(|other| other.is_of(version) && other.date == version.date);
        let mut apart = 0;
        for (section, by) in &version.sections {
            let Some(change) = change(copy, section, former, copies) else { continue };
            apart += 1;
            self.line(format_args!("  {change}; touches {}", by.join(", ")));
        }
        let all = version.sections.len();
        self.line(format_args!("  {} of {all} cited headings stand as they are cited", all - apart));
        if newer {
            let resting: BTreeSet<&str> = versions.iter().flat_map(|version| version.entries()).collect();
            let resting: Vec<&str> = resting.into_iter().collect();
            self.line(format_args!("  rests on this page: {}", resting.join(", ")));
            let ids: Vec<&str> = versions.iter().map(|version| version.id.as_str()).collect();
            for unknown in known.unknown(copy, &ids) {
                self.line(format_args!("  no entry knows {unknown}"));
            }
        }
        self.to_do |= newer || apart > 0;
    }
}

/// What became of a heading that is cited, in words; nothing when it stands as it did.
fn change(copy: &Copy, section: &str, former: Option<&Copy>, copies: &[Copy]) -> Option<String> {
    let Some(place) = copy.place(section) else {
        let elsewhere =
            copies.iter().find(|other| other.file() != copy.file() && other.place(section).is_some());
        return Some(match (elsewhere, copy.nearest(section)) {
            (Some(other), _) => format!("moved: \"{section}\" stands in {} now", other.path),
            (None, Some(near)) => format!("gone: \"{section}\"; perhaps it is \"{near}\" now"),
            (None, None) => format!("gone: \"{section}\""),
        });
    };
    let (now, then) =
        (copy.above(place), former.and_then(|former| Some(former.above(former.place(section)?))));
    then.filter(|then| *then != now)
        .map(|then| format!("moved: \"{section}\" from under \"{then}\" to under \"{now}\""))
}
