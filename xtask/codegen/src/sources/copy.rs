//! A copy of a page in Markdown: its date, its headings, and the lines of its text.

use super::cited::Version;
use super::text;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::Path;

/// A copy of a page.
#[derive(Debug)]
pub(super) struct Copy {
    /// Where it lies in the folder, with `/`.
    pub(super) path: String,
    /// Its title.
    pub(super) title: String,
    /// Its date, the year first.
    pub(super) date: String,
    /// Its headings.
    pub(super) headings: Vec<Heading>,
    /// Its text without code and links: the place of the heading above each line, and the line.
    pub(super) lines: Vec<(usize, String)>,
}

/// A heading.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) level: usize,
    pub(super) text: String,
}

/// Every page below a folder that bears a date, in the order of their paths.
pub(super) fn of_folder(folder: &Path) -> Result<Vec<Copy>> {
    let mut copies = Vec::new();
    read(folder, "", &mut copies)?;
    copies.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(copies)
}

fn read(folder: &Path, below: &str, copies: &mut Vec<Copy>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))? {
        let path = entry?.path();
        let name = format!("{below}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            read(&path, &format!("{name}/"), copies)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{name}`"))?;
            copies.extend(Copy::of(&name, &text));
        }
    }
    Ok(())
}

impl Copy {
    /// The page that a Markdown text holds, if it bears a date.
    pub(super) fn of(path: &str, markdown: &str) -> Option<Self> {
        let (front, body) = markdown.strip_prefix("---")?.split_once("\n---")?;
        let field = |name: &str| {
            let mut lines = front.lines();
            lines.find_map(|line| {
                Some(line.strip_prefix(name)?.strip_prefix(':')?.trim().trim_matches(['"', '\'']))
            })
        };
        let mut copy = Self {
            path: path.to_owned(),
            title: field("title").unwrap_or_default().to_owned(),
            date: text::date(field("ms.date")?)?,
            headings: Vec::new(),
            lines: Vec::new(),
        };
        let mut fenced = false;
        for line in body.lines() {
            if line.trim_start().starts_with("```") {
                fenced = !fenced;
            } else if let Some((level, heading)) = text::heading(line).filter(|_| !fenced) {
                copy.headings.push(Heading { level, text: heading });
            } else if !fenced {
                copy.lines.push((copy.headings.len().saturating_sub(1), text::plain(line)));
            }
        }
        Some(copy)
    }

    /// The name of its file, without ending and date.
    pub(super) fn file(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        text::undated(name.strip_suffix(".md").unwrap_or(name))
    }

    /// How much its path is like the address of a version: the number of steps that are the same, from behind.
    pub(super) fn likeness(&self, version: &Version) -> usize {
        let path = self.path.strip_suffix(".md").unwrap_or(&self.path);
        if path.rsplit('/').next() == Some(version.id.as_str()) {
            return usize::MAX;
        }
        let steps = text::undated(path).rsplit('/').zip(version.url.trim_end_matches('/').rsplit('/'));
        steps.take_while(|(step, other)| step.eq_ignore_ascii_case(other)).count()
    }

    /// Whether it is a copy of the page of a version.
    pub(super) fn is_of(&self, version: &Version) -> bool {
        self.likeness(version) > 0
    }

    /// The place of a heading; case, quotation marks and spaces do not matter. The title is one as well.
    pub(super) fn place(&self, section: &str) -> Option<usize> {
        let asked = text::folded(section);
        self.headings.iter().position(|heading| text::folded(&heading.text) == asked)
    }

    /// The heading above a heading.
    pub(super) fn above(&self, place: usize) -> &str {
        let level = self.headings.get(place).map_or(0, |heading| heading.level);
        let mut before = self.headings.iter().take(place).rev();
        before.find(|heading| heading.level < level).map_or(self.title.as_str(), |heading| &heading.text)
    }

    /// The heading that shares most words with one that is not there, if that is more than half of them.
    pub(super) fn nearest(&self, section: &str) -> Option<&str> {
        let words = |text: &str| text::folded(text).split(' ').map(str::to_owned).collect::<Vec<_>>();
        let asked = words(section);
        let shared = |heading: &Heading| {
            let found = words(&heading.text);
            2 * asked.iter().filter(|word| found.iter().any(|other| text::akin(word, other))).count() * 100
                / (asked.len() + found.len())
        };
        let nearest = self.headings.iter().max_by_key(|heading| shared(heading))?;
        (shared(nearest) > 50).then_some(nearest.text.as_str())
    }
}
