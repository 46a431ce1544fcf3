//! `greenlight merge`: brings the shards of a simulation together.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use greenlight_core::Refusal;
use greenlight_core::summary::Summary;

use super::options::Format;
use super::simulate;
use crate::answer;
use crate::document::CliError;
use crate::engine::{Engine, Failure, Limits, Verb};
use crate::exit::Exit;
use crate::observer::SimulationObserver;
use crate::request::{self, RawJson, SimulateOptions};
use crate::shards::{Patient, ShardFile, ShardedRequest, merging};
use crate::terminal::Terminal;

/// Bring the shards of a simulation together: the answer is that of `simulate` without shards, byte for byte.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// What `simulate --shard` wrote, all of it, in any order.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,

    /// List each machine and request, even when they are many.
    #[arg(long)]
    each: bool,

    /// What must come of it, as with `simulate`; missed, the exit code is 4.
    #[arg(long = "objective", value_name = "OBJECTIVE")]
    objectives: Vec<String>,

    /// Take what there is, where shards are missing: the summary is marked as partial, and the exit code is 2.
    #[arg(long)]
    partial: bool,
}

impl Merge {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let merged = self.merge().map_err(|trouble| self.format.refused(terminal, trouble))?;
        let summary: Summary = answer::read(&merged, None)?;
        Ok(simulate::tell(&summary, &merged, self.format, self.each, terminal))
    }

    fn merge(&self) -> Result<String, CliError> {
        let files = self.files.iter().map(|file| ShardFile::read(file)).collect::<Result<Vec<_>, _>>()?;
        let asked = files.first().map_or("", |file| &file.asked);
        let read: ShardedRequest<'_> = serde_json::from_str(asked)
            .map_err(|error| Failure::Broke(format!("what was asked cannot be read: {error}")))?;
        let options = SimulateOptions {
            rulebook: read.options.rulebook,
            trace: false,
            each: self.each,
            objectives: &self.objectives,
            overlay: read.options.overlay.map(|overlay| RawJson::from(overlay.get())),
        };
        let scenario = RawJson::from(read.scenario.get());
        let whole = request::text(&request::Simulate { scenario, options })?;
        let request = merging(&whole, files.iter().map(|file| file.shard.as_str()), self.partial);
        let engine = Engine::load()?;
        let observer = Arc::new(SimulationObserver::new(None, None));
        let patient = Arc::new(Patient(Arc::clone(&observer)));
        let called = engine.worker(Limits::SIMULATE, patient).call(Verb::Merge, &request);
        observer.leave();
        let answer = called?;
        match serde_json::from_str(&answer) {
            Ok(refusal) => Err(refused(&refusal, &files)),
            Err(_) => Ok(answer),
        }
    }
}

/// What the engine refuses, told of the files.
fn refused(Refusal { error, .. }: &Refusal, files: &[ShardFile]) -> CliError {
    let file = |at: &str| {
        let place = at.strip_prefix("/shards/")?.split('/').next()?;
        files.get(place.parse::<usize>().ok()?).map(|file| file.name.as_str())
    };
    let at = error.at.as_str();
    let mut message = error.message.clone();
    if let Some(other) = error.related.iter().find_map(|at| file(at.as_str())) {
        message = format!("{message}: it stands in `{other}` as well");
    }
    let trouble = CliError::new(error.code.word(), message).help(error.help.clone());
    if let Some(option) = at.strip_prefix("/options/") {
        let option = option.split('/').next().unwrap_or(option).trim_end_matches('s');
        return trouble.named(&format!("--{option}")).at(at.to_owned());
    }
    // What is wrong with the scenario is so in each of them.
    let first = files.first().filter(|_| !at.starts_with("/shards"));
    let name = file(at).or_else(|| first.map(|file| file.name.as_str()));
    trouble.named(name.unwrap_or_default()).at(at.to_owned())
}
