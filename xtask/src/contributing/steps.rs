//! The steps of a page's worked examples: what its fenced blocks say is to be changed, written and run.

use anyhow::{Context as _, Result, ensure};
use std::fmt;

/// Where the steps begin and the next heading of its rank ends them.
const HEADING: &str = "\n## Worked examples\n";

/// One thing to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// To change lines of a file: a block of `diff` whose opening names the file.
    Change { file: &'a str, lines: Vec<&'a str> },
    /// To write a whole file: a block of another language whose opening names the file.
    Write { file: &'a str, text: &'a str },
    /// To run a command: a line of a block of `sh`.
    Run(&'a str),
}

impl Step<'_> {
    /// The file that is written whole.
    #[cfg(test)]
    pub(super) fn written(&self) -> Option<&str> {
        if let Self::Write { file, .. } = self { Some(file) } else { None }
    }
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Change { file, .. } => write!(f, "change {file}"),
            Self::Write { file, .. } => write!(f, "write {file}"),
            Self::Run(command) => write!(f, "$ {command}"),
        }
    }
}

/// The steps in the order of the page.
pub(super) fn steps(page: &str) -> Result<Vec<Step<'_>>> {
    let (_, examples) = page.split_once(HEADING).context("the page has no worked examples")?;
    let examples = examples.split("\n## ").next().unwrap_or_default();
    let mut steps = Vec::new();
    let mut rest = examples;
    while let Some((_, block)) = rest.split_once("\n```") {
        let (opening, block) = block.split_once('\n').context("a block that nothing ends")?;
        let (text, after) = block.split_once("\n```\n").context("a block that nothing ends")?;
        match opening.split_once(' ') {
            Some(("diff", file)) => steps.push(Step::Change { file, lines: text.lines().collect() }),
            Some((_, file)) => {
                steps.push(Step::Write { file, text: block.get(..=text.len()).unwrap_or(block) });
            }
            None if opening == "sh" => steps.extend(text.lines().map(Step::Run)),
            None => {}
        }
        rest = block.get(block.len() - after.len() - 1..).unwrap_or_default();
    }
    ensure!(!steps.is_empty(), "the page shows nothing to do");
    Ok(steps)
}

/// A text with the lines of a change in the place of those that it takes away or keeps, which must stand there once.
pub(super) fn replaced(text: &str, lines: &[&str]) -> Result<String> {
    let side = |gone: char| -> String {
        let kept = lines.iter().filter(|line| !line.starts_with(gone));
        kept.map(|line| line.get(1..).unwrap_or_default().to_owned() + "\n").collect()
    };
    let (before, after) = (side('+'), side('-'));
    ensure!(before != after, "nothing changes");
    let whole = format!("\n{text}");
    let sought = format!("\n{before}");
    match whole.matches(&sought).count() {
        1 => Ok(whole.replacen(&sought, &format!("\n{after}"), 1).split_off(1)),
        count => anyhow::bail!("these lines stand there {count} times:\n{before}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, replaced, steps};

    #[test]
    fn blocks_are_steps() {
        let page = "# A\n\n```sh\ncargo no\n```\n\n## Worked examples\n\n```sh\ncargo a b\ncargo c\n```\n\nText `x`.\n\n\
                    ```diff a.rs\n x\n+y\n```\n```rust b.rs\nfn b() {}\n\n```\n```text\nz\n```\n\n## After\n\n```sh\ncargo no\n```\n";
        let expected = [
            Step::Run("cargo a b"),
            Step::Run("cargo c"),
            Step::Change { file: "a.rs", lines: vec![" x", "+y"] },
            Step::Write { file: "b.rs", text: "fn b() {}\n\n" },
        ];
        assert_eq!(steps(page).unwrap(), expected);
        for faulty in ["", "\n## Worked examples\n", "\n## Worked examples\n\n```sh\ncargo a\n"] {
            assert!(steps(faulty).is_err(), "{faulty}");
        }
    }

    #[test]
    fn a_change_is_made_where_its_lines_stand_once() {
        let text = "a\nb\nc\nb\n";
        for (lines, expected) in [
            (&[" a", "+x"][..], Some("a\nx\nb\nc\nb\n")),
            (&["-c", "+x"], Some("a\nb\nx\nb\n")),
            (&["-a", " b"], Some("b\nc\nb\n")),
            (&["-b"], None),
            (&["-d", "+x"], None),
            (&["-"], None),
            (&[" a"], None),
        ] {
            assert_eq!(replaced(text, lines).ok().as_deref(), expected, "{lines:?}");
        }
    }
}
