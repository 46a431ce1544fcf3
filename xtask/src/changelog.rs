//! The changelog, in the form of *Keep a Changelog*: one dated section a version, the newest first.

use anyhow::{Context as _, Result, ensure};

/// What a version's entries may be sorted under.
#[cfg(test)]
const KINDS: [&str; 6] = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

/// The section of a version, without its heading.
pub(crate) fn notes<'a>(changelog: &'a str, version: &str) -> Result<&'a str> {
    let heading = format!("## [{version}] - ");
    let section = changelog.split_once(&heading).map(|(_, rest)| rest);
    let section = section.with_context(|| format!("the changelog has no section `{heading}DATE`"))?;
    let (_, rest) = section.split_once('\n').unwrap_or_default();
    let notes = rest.split("\n## ").next().unwrap_or_default().trim();
    ensure!(!notes.is_empty(), "the changelog says nothing of {version}");
    Ok(notes)
}

/// What is wrong with the form of a changelog.
#[cfg(test)]
fn faults(changelog: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let versions: Vec<&str> = changelog.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let mut later = None;
    for (place, heading) in versions.iter().enumerate() {
        let day = heading.split_once("] - ").map(|(_, day)| day);
        match day {
            None if place == 0 && *heading == "[Unreleased]" => continue,
            Some(day) if is_day(day) && later.is_none_or(|later| day <= later) => {}
            _ => faults.push(format!("`{heading}` is no `[VERSION] - DAY`, or stands in the wrong order")),
        }
        later = day;
    }
    let kinds = changelog.lines().filter_map(|line| line.strip_prefix("### "));
    faults.extend(
        kinds.filter(|kind| !KINDS.contains(kind)).map(|kind| format!("`{kind}` is no kind of change")),
    );
    faults
}

#[cfg(test)]
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::{faults, notes};
    use crate::shell;
    use std::fs;

    #[test]
    fn the_changelog_is_in_its_form_and_tells_of_this_version() {
        let changelog = fs::read_to_string(shell::root().join("CHANGELOG.md")).unwrap();
        assert_eq!(faults(&changelog), [""; 0]);
        assert!(changelog.contains("\n## [Unreleased]\n"));
        notes(&changelog, env!("CARGO_PKG_VERSION")).unwrap();
    }

    #[test]
    fn faults_are_seen() {
        for (changelog, count) in [
            ("## [Unreleased]\n### Added\n- x\n## [0.2.0] - 2026-11-30\n## [0.1.0] - 2026-11-29\n", 0),
            ("## [0.1.0] - 2026-11-29\n## [0.2.0] - 2026-11-30\n", 1),
            ("## [0.1.0]\n", 1),
            ("## [0.1.0] - 29.11.2026\n", 1),
            ("## [0.1.0] - 2026-11-29\n## [Unreleased]\n", 1),
            ("## [Unreleased]\n### New\n", 1),
        ] {
            assert_eq!(faults(changelog).len(), count, "{changelog}: {:?}", faults(changelog));
        }
    }

    #[test]
    fn the_notes_of_a_version_end_where_the_next_begins() {
        let changelog = "# Changelog\n\n## [0.2.0] - 2026-11-30\n\n- b\n\n## [0.1.0] - 2026-11-29\n\n- a\n";
        assert_eq!(notes(changelog, "0.2.0").unwrap(), "- b");
        assert_eq!(notes(changelog, "0.1.0").unwrap(), "- a");
        assert!(notes(changelog, "0.3.0").is_err());
        assert!(notes("## [0.1.0] - 2026-11-29\n", "0.1.0").is_err());
    }
}
