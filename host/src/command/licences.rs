//! `greenlight licences`: prints the ledger of licences.

use clap::Args;
use greenlight_core::licences::Licences as Ledger;

use super::about::{CaseFile, Subject};
use crate::document::CliError;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::terminal::Terminal;

/// Count licences: what is owned, allocated to each environment, used, needed by each person, and free. The case needs no request.
#[derive(Debug, Args)]
pub(crate) struct Licences {
    #[command(flatten)]
    case: CaseFile,
}

impl Licences {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let subject = Subject::default();
        self.case.answer::<Ledger>(Verb::Licences, subject, terminal, render::licences::words)?;
        Ok(Exit::Done)
    }
}
