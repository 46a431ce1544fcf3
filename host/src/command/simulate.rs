//! `greenlight simulate`: runs a scenario.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use greenlight_core::case::{Day, Instant};
use greenlight_core::summary::Summary;

use super::options::{self, Format};
use crate::answer;
use crate::document::{Document, Trouble};
use crate::engine::{Engine, Limits, Verb};
use crate::exit::Exit;
use crate::observer::SimulationObserver;
use crate::output::{Existing, Output};
use crate::overlay::Choice;
use crate::render;
use crate::request::{self, SimulateOptions, Written};
use crate::terminal::Terminal;

/// Simulate a scenario: what becomes of hosted machines over time.
#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// The scenario in YAML or JSON; `-` reads standard input.
    file: PathBuf,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,

    /// Write every step to this file, one JSON document a line. The file is there when the simulation has ended or was stopped.
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,

    /// Overwrite a trace that is there.
    #[arg(long, requires = "trace")]
    force: bool,

    /// What randomness grows from, over the seed of the scenario.
    #[arg(long)]
    seed: Option<String>,

    /// How often to simulate, over what the scenario says.
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    replicates: Option<u32>,

    /// List each machine and request, even when they are many.
    #[arg(long)]
    each: bool,

    /// Judge by what was published by this day instead of by the newest rulebook.
    #[arg(long, value_name = "DATE", value_parser = options::day)]
    rulebook: Option<Day>,

    #[command(flatten)]
    overlay: Choice,

    /// When simulated time begins, over what the scenario says; a scenario that names no instant begins now.
    #[arg(long, value_name = "INSTANT", value_parser = options::instant)]
    as_of: Option<Instant>,

    /// What must come of it, such as `share(ready within 90m) >= 95%`, `p90 < 45m`, `ready >= 5` or `failed = 0`; missed, the exit code is 4.
    ///
    /// Shares and percentiles are over all machines that are asked for: those refused, failed or not ready at the end count as never ready. An
    /// objective holds in a share of the replicates: in 95 % of them, or in as many as it says, as in `failed = 0 in 90% of replicates`.
    #[arg(long = "objective", value_name = "OBJECTIVE")]
    objectives: Vec<String>,

    /// Stop after so long, such as `30s`, with what there is by then.
    #[arg(long, value_name = "DURATION", value_parser = options::duration)]
    time_limit: Option<Duration>,
}

impl Simulate {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        let document = self.document()?;
        let engine = Engine::load()?;
        let overlay = match self.overlay.of(&engine, std::slice::from_ref(&self.file)) {
            Ok(overlay) => overlay.into_iter().next().flatten(),
            Err(trouble) => return Err(self.format.refused(terminal, trouble)),
        };
        let request = self.request(&document, overlay.as_deref())?;
        let observer = Arc::new(SimulationObserver::new(self.output(overlay.as_deref())?, self.time_limit));
        let called =
            engine.worker(Limits::SIMULATE, Arc::clone(&observer) as Arc<_>).call(Verb::Simulate, &request);
        observer.leave();
        let answer = called.map_err(|failure| Trouble::from(failure).in_source(&document.source));
        let read = answer.and_then(|answer| Ok((answer::read::<Summary>(&answer, Some(&document))?, answer)));
        let kept = observer.keep_trace(read.is_ok());
        let ended = match read {
            Ok((summary, answer)) => {
                match self.format {
                    Format::Json => terminal.print_document(&answer),
                    Format::Words => terminal.print(&render::summary::words(&summary, self.each)),
                }
                Ok(exit(&summary, terminal))
            }
            Err(trouble) => Err(self.format.refused(terminal, trouble)),
        };
        if let Err(trouble) = kept {
            terminal.complain(&trouble);
            return ended.map(|_| Exit::Unusable);
        }
        ended
    }

    /// The trace, if one is asked for.
    fn output(&self, overlay: Option<&Document>) -> Result<Option<Output>, Trouble> {
        let Some(path) = &self.trace else { return Ok(None) };
        let overlay = overlay.map(|overlay| Path::new(&overlay.source.name));
        let inputs: Vec<&Path> = [Some(self.file.as_path()), overlay].into_iter().flatten().collect();
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        Output::create(path, existing, &inputs).map(Some)
    }

    fn document(&self) -> Result<Document, Trouble> {
        let mut document = Document::read_one(&self.file, "scenario")?;
        document.set("as_of", &options::or_now(self.as_of)?.to_string(), self.as_of.is_some());
        if let Some(seed) = &self.seed {
            document.set("seed", seed, true);
        }
        if let Some(replicates) = self.replicates {
            document.set_json("replicates", &replicates.to_string());
        }
        Ok(document)
    }

    fn request(&self, scenario: &Document, overlay: Option<&Document>) -> Result<String, Trouble> {
        let options = SimulateOptions {
            rulebook: self.rulebook,
            trace: self.trace.is_some(),
            each: self.each,
            objectives: &self.objectives,
            overlay: overlay.map(Written::from),
        };
        request::text(&request::Simulate { scenario: scenario.into(), options })
    }
}

/// How the command ends: each objective that is missed, or that so few replicates do not decide, is told.
fn exit(summary: &Summary, terminal: &mut Terminal) -> Exit {
    let mut exit = Exit::Done;
    for objective in &summary.objectives {
        if !objective.met {
            exit = Exit::Missed;
        }
        if !objective.met || !objective.decided {
            terminal.tell(&format!("objective {}", objective.message));
        }
    }
    if let Some(stopped_at) = summary.stopped_at.filter(|_| summary.partial) {
        terminal
            .tell(&format!("stopped at {stopped_at} of simulated time: what is told is what came before"));
        exit = Exit::Unusable;
    }
    exit
}
