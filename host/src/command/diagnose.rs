//! `greenlight diagnose`: tells what is wrong with a machine.

use std::path::PathBuf;

use clap::Args;
use greenlight_core::case::{Day, Instant};
use greenlight_core::diagnosis::{Conclusion, Diagnosis};

use super::about::{AboutFile, Answered};
use super::options::{self, Format};
use crate::document::CliError;
use crate::engine::Verb;
use crate::exit::Exit;
use crate::render;
use crate::terminal::Terminal;

/// Tell what is wrong with a machine: what its status and error mean, the likely causes, whether waiting helps, what to do next.
#[derive(Debug, Args)]
pub(crate) struct Diagnose {
    /// A case in YAML or JSON that holds the machine; `-` reads standard input. It needs no request.
    #[arg(value_name = "CASE")]
    file: PathBuf,

    /// The machine: a name under `machines`.
    #[arg(long, value_name = "NAME")]
    machine: String,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,

    /// Judge by what was published by this day instead of by the newest rulebook.
    #[arg(long, value_name = "DATE", value_parser = options::day)]
    rulebook: Option<Day>,

    /// The instant looked at, over the one in the case: `2024-02-12T09:00:00Z`, `2024-02-12` or `now`.
    #[arg(long, value_name = "INSTANT", value_parser = options::instant)]
    as_of: Option<Instant>,
}

impl Diagnose {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        self.print(terminal).map_err(|trouble| self.format.refused(terminal, trouble))
    }

    fn print(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let about = AboutFile {
            verb: Verb::Diagnose,
            file: &self.file,
            machine: Some(&self.machine),
            rule: None,
            places: &[],
            rulebook: self.rulebook,
            as_of: self.as_of,
        };
        let Answered { document, text, read: diagnosis } = about.ask::<Diagnosis>()?;
        match self.format {
            Format::Json => terminal.print_document(&text),
            Format::Words => terminal.print(&render::diagnosis::words(&diagnosis, &document)),
        }
        Ok(match diagnosis.conclusion {
            Conclusion::UnknownError => Exit::Unusable,
            Conclusion::NeedsFacts => Exit::NeedsFacts,
            Conclusion::CauseFound | Conclusion::Explained | Conclusion::NothingFound => Exit::Done,
        })
    }
}
