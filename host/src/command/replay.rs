//! `greenlight replay`: runs a trace again.

use std::io::{self, Read as _};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use greenlight_core::summary::Replay as Compared;

use super::options::Format;
use crate::answer;
use crate::document::{BOM, CliError, name_of, open};
use crate::engine::{Engine, Limits, Verb};
use crate::exit::Exit;
use crate::limits::TRACE_BYTES_MAX;
use crate::observer::SimulationObserver;
use crate::render::printable;
use crate::terminal::Terminal;

/// Run a trace again, and tell the first step that comes out differently.
#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// A trace that `simulate --trace` wrote; `-` reads standard input.
    file: PathBuf,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,
}

impl Replay {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let trace = self.read()?;
        let engine = Engine::load()?;
        let observer = Arc::new(SimulationObserver::new(None, None));
        let called =
            engine.worker(Limits::SIMULATE, Arc::clone(&observer) as Arc<_>).call(Verb::Replay, &trace);
        observer.leave();
        let name = name_of(&self.file);
        let answer = called.map_err(|failure| CliError::from(failure).named(&name))?;
        let compared: Compared =
            answer::read(&answer, None).map_err(|trouble: CliError| trouble.named(&format!("{name}:1")))?;
        match self.format {
            Format::Json => terminal.print_document(&answer),
            Format::Words => terminal.print(&words(&name, &compared)),
        }
        if compared.same && observer.was_stopped() {
            terminal.tell("stopped: the rest of the trace was not looked at");
            return Ok(Exit::Unusable);
        }
        Ok(if compared.same { Exit::Done } else { Exit::Blocked })
    }

    /// Reads the trace. What is none is refused by its beginning, and what goes on and on by what was read of it.
    fn read(&self) -> Result<String, CliError> {
        let name = name_of(&self.file);
        let unreadable = |error: io::Error| CliError::unreadable(&name, &error);
        let mut input = open(&self.file).map_err(unreadable)?;
        let mut bytes = Vec::new();
        input.by_ref().take(HEAD_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
        let trace = |bytes: &[u8]| bytes.trim_ascii_start().starts_with(b"{") && !bytes.contains(&0);
        if !trace(bytes.strip_prefix(BOM).unwrap_or(&bytes)) {
            return Err(no_trace(&name));
        }
        input.take(TRACE_BYTES_MAX as u64 + 1 - HEAD_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() > TRACE_BYTES_MAX {
            let what = format!("`{name}` is larger than {} MiB", TRACE_BYTES_MAX >> 20);
            return Err(CliError::new("too-large", what)
                .named(&name)
                .help("trace a shorter horizon or fewer replicates"));
        }
        if bytes.starts_with(BOM) {
            bytes.drain(..BOM.len());
        }
        String::from_utf8(bytes).map_err(|_| no_trace(&name))
    }
}

/// So much is read before it is looked at.
const HEAD_BYTES: u64 = 64 << 10;

fn no_trace(name: &str) -> CliError {
    CliError::new("not-a-trace", format!("`{name}` is no trace"))
        .named(name)
        .help("give a file that `greenlight simulate --trace` wrote")
}

fn words(name: &str, compared: &Compared) -> String {
    let Compared { partial, steps, line, expected, found, .. } = compared;
    let name = printable(name);
    let Some(line) = line else {
        return if *partial {
            format!(
                "same so far, partial: the first {steps} lines of {name} came out again; there it was stopped\n"
            )
        } else {
            format!("same: all {steps} lines of {name} came out again\n")
        };
    };
    let or_end = |text: &Option<String>| {
        text.as_deref().map_or("the end".to_owned(), |text| printable(text).into_owned())
    };
    format!(
        "different: {name}:{line}\n  the trace says  {}\n  now happens     {}\n",
        or_end(expected),
        or_end(found)
    )
}
