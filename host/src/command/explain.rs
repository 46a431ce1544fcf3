//! `greenlight explain`: prints the page of a rule.

use anstyle::Style;
use clap::Args;
use serde::Deserialize;

use super::ask_once;
use crate::answer::{self, Level, Source};
use crate::document::Trouble;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::terminal::Terminal;

/// Explain a rule: what it asks for, why, and how to meet it.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The rule's code, such as `IMG004`, in any case.
    code: String,
}

#[derive(Deserialize)]
struct Page {
    code: String,
    name: String,
    level: Level,
    actions: Vec<String>,
    provenance: String,
    source: Source,
    fixers: Vec<String>,
    #[serde(rename = "page")]
    text: String,
}

impl Explain {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        let request = serde_json::json!({ "code": self.code }).to_string();
        let page: Page = answer::read(&ask_once(Verb::Explain, &request)?, None)?;
        let bold = Style::new().bold();
        terminal.print_line(&format!("{bold}{} {}{bold:#}\n", page.code, page.name));
        terminal.print_line(page.text.trim());
        terminal.print_line("");
        for (label, words) in [
            ("level", render::level(page.level).to_owned()),
            ("judges", page.actions.join(", ")),
            ("who can mend it", render::fixers(&page.fixers)),
            ("source", render::source(&page.source, &page.provenance)),
            ("", page.source.url),
        ] {
            terminal.print_line(&format!("{label:>16}  {words}"));
        }
        Ok(Exit::Done)
    }
}
