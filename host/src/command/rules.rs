//! `greenlight rules`: lists the rules.

use clap::Args;
use greenlight_core::Rules as Listed;

use super::ask_once;
use super::options::Format;
use crate::answer;
use crate::document::CliError;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::terminal::Terminal;

/// List the rules; `greenlight explain CODE` says more of one.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,
}

impl Rules {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let answer = ask_once(Verb::Rules, "")?;
        if self.format == Format::Json {
            terminal.print_document(&answer);
            return Ok(Exit::Done);
        }
        let Listed { rules } = answer::read(&answer, None)?;
        let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
        for rule in rules {
            let (code, word, name) = (rule.code, rule.level.word(), rule.name);
            let style = render::level_style(rule.level);
            let (provenance, date) = (rule.provenance.word(), rule.source.date);
            terminal.print_line(&format!(
                "{code}  {style}{word:<7}{style:#}  {name:<width$}  {provenance:<8}  {date}"
            ));
        }
        Ok(Exit::Done)
    }
}
