//! `greenlight replay`: runs a trace again.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use greenlight_core::simulation::replay::Replay as Compared;

use super::options::Format;
use crate::answer;
use crate::document::Trouble;
use crate::engine::{Engine, Limits, Verb};
use crate::exit::Exit;
use crate::listen::Attendant;
use crate::render::printable;
use crate::terminal::Terminal;

/// A longer trace does not fit beside the machines it tells of.
const TRACE_BYTES_MAX: u64 = 1 << 30;

/// Run a trace again, and tell the first step that comes out differently.
#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// A trace that `simulate --trace` wrote.
    file: String,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,
}

impl Replay {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        let trace = self.read()?;
        let engine = Engine::load()?;
        let attendant = Arc::new(Attendant::new(None, None));
        let called =
            engine.worker(Limits::SIMULATE, Arc::clone(&attendant) as Arc<_>).call(Verb::Replay, &trace);
        let _ = attendant.finish();
        let answer = called.map_err(|failure| Trouble::from(failure).named(&self.file))?;
        let compared: Compared = answer::read(&answer, None)
            .map_err(|trouble: Trouble| trouble.named(&format!("{}:1", self.file)))?;
        match self.format {
            Format::Json => terminal.print_line(&answer),
            Format::Words => terminal.print(&self.words(&compared)),
        }
        Ok(if compared.same { Exit::Done } else { Exit::Blocked })
    }

    fn read(&self) -> Result<String, Trouble> {
        let unreadable = |error| Trouble::unreadable(&self.file, &error);
        let file = fs::metadata(&self.file).map_err(unreadable)?;
        if file.len() > TRACE_BYTES_MAX {
            let what = format!("`{}` is larger than {} MiB", self.file, TRACE_BYTES_MAX >> 20);
            return Err(Trouble::new("too-large", what)
                .named(&self.file)
                .help("trace a shorter horizon or fewer replicates"));
        }
        let bytes = fs::read(Path::new(&self.file)).map_err(unreadable)?;
        String::from_utf8(bytes).map_err(|_| {
            Trouble::new("not-utf-8", format!("`{}` is no trace", self.file))
                .named(&self.file)
                .help("give a file that `greenlight simulate --trace` wrote")
        })
    }

    fn words(&self, compared: &Compared) -> String {
        let Compared { steps, line, expected, found, .. } = compared;
        let Some(line) = line else {
            return format!("same: all {steps} lines of {} came out again\n", self.file);
        };
        let or_end = |text: &Option<String>| {
            text.as_deref().map_or("the end".to_owned(), |text| printable(text).into_owned())
        };
        format!(
            "different: {}:{line}\n  the trace says  {}\n  now happens     {}\n",
            self.file,
            or_end(expected),
            or_end(found)
        )
    }
}
