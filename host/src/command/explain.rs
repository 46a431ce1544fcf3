//! `greenlight explain`: prints the page of a rule or of a published code.

use anstyle::Style;
use clap::Args;
use serde::Deserialize;

use super::ask_once;
use super::options::Format;
use crate::answer::{self, Level, Source};
use crate::document::Trouble;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::terminal::Terminal;

/// Explain a rule, or an error or status code that Microsoft publishes: what it means, why, and what to do.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code of a rule, such as `IMG004`, or a published one, such as `noEnoughIpAddress`, in any case.
    code: String,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Page {
    Rule(Box<Rule>),
    Published(Box<Published>),
}

#[derive(Deserialize)]
struct Rule {
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

#[derive(Deserialize)]
struct Published {
    code: String,
    group: String,
    #[serde(rename = "page")]
    text: String,
}

impl Explain {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        let request = serde_json::json!({ "code": self.code }).to_string();
        let answer = ask_once(Verb::Explain, &request)?;
        let page: Page = answer::read(&answer, None)?;
        if self.format == Format::Json {
            terminal.print_line(&answer);
            return Ok(Exit::Done);
        }
        let bold = Style::new().bold();
        match page {
            Page::Rule(page) => {
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
            }
            Page::Published(page) => {
                let group = page.group.replace('-', " ");
                terminal.print_line(&format!("{bold}{} {group}{bold:#}\n", page.code));
                terminal.print_line(page.text.trim());
            }
        }
        Ok(Exit::Done)
    }
}
