//! `greenlight rules`: lists the rules.

use clap::Args;
use serde::Deserialize;

use super::ask_once;
use super::options::Format;
use crate::answer::{self, Level};
use crate::document::Trouble;
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

#[derive(Deserialize)]
struct Listed {
    rules: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    level: Level,
    provenance: String,
    source: Dated,
}

#[derive(Deserialize)]
struct Dated {
    date: String,
}

impl Rules {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        let answer = ask_once(Verb::Rules, "")?;
        if self.format == Format::Json {
            terminal.print_line(&answer);
            return Ok(Exit::Done);
        }
        let Listed { rules } = answer::read(&answer, None)?;
        let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
        for Row { code, name, level, provenance, source } in rules {
            let word = render::level(level);
            let style = render::level_style(level);
            terminal.print_line(&format!(
                "{code}  {style}{word:<7}{style:#}  {name:<width$}  {provenance:<8}  {}",
                source.date
            ));
        }
        Ok(Exit::Done)
    }
}
