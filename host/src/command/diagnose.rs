//! `greenlight diagnose`: tells what is wrong with a machine.

use clap::Args;
use greenlight_core::diagnosis::{Conclusion, Diagnosis};

use super::about::{CaseFile, Subject};
use crate::document::CliError;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::terminal::Terminal;

/// Tell what is wrong with a machine: what its status and error mean, the likely causes, whether waiting helps, what to do next.
/// The case holds the machine, and needs no request.
#[derive(Debug, Args)]
pub(crate) struct Diagnose {
    #[command(flatten)]
    case: CaseFile,

    /// The machine: a name under `machines`.
    #[arg(long, value_name = "NAME")]
    machine: String,
}

impl Diagnose {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let subject = Subject { machine: Some(&self.machine), ..Subject::default() };
        let words = render::diagnosis::words;
        let diagnosis = self.case.answer::<Diagnosis>(Verb::Diagnose, subject, terminal, words)?;
        Ok(match diagnosis.conclusion {
            Conclusion::UnknownError => Exit::Unusable,
            Conclusion::NeedsFacts => Exit::NeedsFacts,
            Conclusion::CauseFound | Conclusion::Explained | Conclusion::NothingFound => Exit::Done,
        })
    }
}
