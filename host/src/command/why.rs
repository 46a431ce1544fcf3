//! `greenlight why`: tells why a rule says what it says of a case, or why the outcome is what it is.

use clap::Args;
use greenlight_core::open::Why as Reasons;

use super::about::{CaseFile, Subject};
use crate::document::CliError;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::terminal::Terminal;

/// Tell why a rule says what it says of a case, or why the outcome is what it is: the fewest facts that force it.
#[derive(Debug, Args)]
pub(crate) struct Why {
    #[command(flatten)]
    case: CaseFile,

    /// A rule by its code or name, such as `IMG004`; the outcome is explained without one.
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

impl Why {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let subject = Subject { rule: self.rule.as_deref(), ..Subject::default() };
        self.case.answer::<Reasons>(Verb::Why, subject, terminal, render::why::words)?;
        Ok(Exit::Done)
    }
}
