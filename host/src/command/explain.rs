//! `greenlight explain`: prints the page of a rule or of a published code.

use anstyle::Style;
use clap::Args;
use greenlight_core::Explanation;
use greenlight_core::diagnosis::PublishedCode;
use greenlight_core::from_text::ExplainRequest;

use super::ask_once;
use super::options::Format;
use crate::answer;
use crate::document::CliError;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::request;
use crate::terminal::Terminal;

/// Explain a rule, or an error or status code that Microsoft publishes: what it means, why, and what to do.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code of a rule, such as `IMG004`, or a published one, such as `noEnoughIpAddress`, in any case; its number, such as `0xC000015B`;
    /// or a message that holds one.
    #[arg(allow_hyphen_values = true)]
    code: String,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,
}

impl Explain {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let request = request::text(&ExplainRequest { code: self.code.clone(), parameters: false })?;
        let answer = ask_once(Verb::Explain, &request)?;
        let page: Explanation = answer::read(&answer, None)?;
        if self.format == Format::Json {
            terminal.print_document(&answer);
            return Ok(Exit::Done);
        }
        let bold = Style::new().bold();
        match page {
            Explanation::Rule(page) => {
                terminal.print_line(&format!("{bold}{} {}{bold:#}\n", page.code, page.name));
                terminal.print_line(page.page.as_deref().unwrap_or_default().trim());
                terminal.print_line("");
                for (label, words) in [
                    ("level", page.level.to_string()),
                    ("judges", page.actions.join(", ")),
                    ("who can mend it", render::fixers(&page.fixers)),
                    ("source", render::source(&page.source, page.provenance)),
                    ("", page.source.url.to_string()),
                ] {
                    terminal.print_line(&format!("{label:>16}  {words}"));
                }
            }
            Explanation::Published(page) => published(terminal, &page),
            Explanation::Several(several) => {
                for (place, page) in several.codes.iter().enumerate() {
                    if place > 0 {
                        terminal.print_line("");
                    }
                    published(terminal, page);
                }
            }
        }
        Ok(Exit::Done)
    }
}

/// Prints what is published about a code.
fn published(terminal: &mut Terminal, page: &PublishedCode) {
    let bold = Style::new().bold();
    let group = page.group.word().replace('-', " ");
    terminal.print_line(&format!("{bold}{} {group}{bold:#}\n", page.code));
    terminal.print_line(page.page.as_deref().unwrap_or_default().trim());
}
