//! `greenlight simulate`: runs a scenario.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use greenlight_core::Description;
use greenlight_core::case::{Day, Instant};
use greenlight_core::summary::Summary;
use serde::Deserialize;

use super::options::{self, Format};
use crate::answer;
use crate::document::{CliError, Document, name_of};
use crate::engine::{Engine, Failure, Limits, Verb};
use crate::exit::Exit;
use crate::observer::SimulationObserver;
use crate::output::{Existing, Output};
use crate::overlay::Choice;
use crate::render::{self, printable};
use crate::request::{self, EachShard, RawJson, ShardOptions, SimulateOptions};
use crate::shards::{ShardFile, ShardHead, ShardIndex, Threads};
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
    #[arg(long, value_name = "FILE", group = "written")]
    trace: Option<PathBuf>,

    /// Overwrite a file that is there.
    #[arg(long, requires = "written")]
    force: bool,

    /// Simulate so many replicates at once, each in a thread of its own: the answer is the same to the byte, only sooner.
    #[arg(long, value_name = "COUNT", default_value_t = 1, conflicts_with = "trace")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=1024))]
    jobs: u32,

    /// Simulate one of several shards, such as `2/7`, into the file of `--output`; on any machine, in any order. `greenlight merge` makes of all
    /// shards the answer that there is without them.
    #[arg(long, value_name = "I/N", value_parser = ShardIndex::parse, requires = "output")]
    #[arg(conflicts_with_all = ["trace", "jobs", "each", "objectives", "format"])]
    shard: Option<ShardIndex>,

    /// Where the shard is written: beside at first, and under this name once it is whole. A shard that is there already and fits is not
    /// simulated again, so that a rerun does what is missing.
    #[arg(short, long, value_name = "FILE", requires = "shard", group = "written")]
    output: Option<PathBuf>,

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
    /// Shares and percentiles are over all machines that are asked for: those refused, failed or not ready at the end count as never ready, and
    /// under `removed` as well, which is about machines that are not there. An objective holds in a share of the replicates: in 95 % of them, or in as many as it says, as in `failed = 0 in 90% of replicates`.
    #[arg(long = "objective", value_name = "OBJECTIVE")]
    objectives: Vec<String>,

    /// Stop after so long, such as `30s`, with what there is by then.
    #[arg(long, value_name = "DURATION", value_parser = options::duration)]
    time_limit: Option<Duration>,
}

impl Simulate {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let document = self.document()?;
        let engine = Engine::load()?;
        let overlay = match self.overlay.of(&engine, std::slice::from_ref(&self.file)) {
            Ok(overlay) => overlay.into_iter().next().flatten(),
            Err(trouble) => return Err(self.format.refused(terminal, trouble)),
        };
        if let Some(part) = self.shard {
            return self.run_shard(part, &engine, &document, overlay.as_deref(), terminal);
        }
        let observer = Arc::new(SimulationObserver::new(self.output(overlay.as_deref())?, self.time_limit));
        let called = self.ask(&engine, &document, overlay.as_deref(), &observer)?;
        observer.leave();
        let answer = called.map_err(|failure| CliError::from(failure).in_source(&document.source));
        let read = answer.and_then(|answer| Ok((answer::read::<Summary>(&answer, Some(&document))?, answer)));
        let kept = observer.keep_trace(read.is_ok());
        let ended = match read {
            Ok((summary, answer)) => Ok(tell(&summary, &answer, self.format, self.each, terminal)),
            Err(trouble) => Err(self.format.refused(terminal, trouble)),
        };
        if let Err(trouble) = kept {
            terminal.complain(&trouble);
            return ended.map(|_| Exit::Unusable);
        }
        ended
    }

    /// Has the scenario simulated, on as many threads as were asked for.
    fn ask(
        &self,
        engine: &Engine,
        document: &Document,
        overlay: Option<&Document>,
        observer: &Arc<SimulationObserver>,
    ) -> Result<Result<String, Failure>, CliError> {
        let request = self.request(document, overlay)?;
        let replicates = replicates(document);
        if self.jobs > 1 && replicates > 2 {
            let threads = Threads { engine, observer: Arc::clone(observer), jobs: self.jobs };
            let part = request::text(&self.each_shard(document, overlay))?;
            match threads.simulate(&request, &part, replicates) {
                Ok(Some(answer)) => return Ok(Ok(answer)),
                Err(failure) => return Ok(Err(failure)),
                // What is wrong is said as it is without threads.
                Ok(None) => {}
            }
        }
        Ok(engine.worker(Limits::SIMULATE, Arc::clone(observer) as Arc<_>).call(Verb::Simulate, &request))
    }

    /// Simulates one shard into its file, unless it is there.
    fn run_shard(
        &self,
        part: ShardIndex,
        engine: &Engine,
        scenario: &Document,
        overlay: Option<&Document>,
        terminal: &mut Terminal,
    ) -> Result<Exit, CliError> {
        let Some(path) = &self.output else { return Ok(Exit::Unusable) };
        if self.as_of.is_none() && !scenario.has("as_of") {
            let message =
                "the scenario does not say when simulated time begins, and now is another time in each shard";
            let help = "say it in the scenario, `as_of: 2024-02-12T09:00:00Z`, or with `--as-of`";
            return Err(CliError::new("missing-field", message).in_source(&scenario.source).help(help));
        }
        let asked = request::line(&self.each_shard(scenario, overlay))?;
        let name = name_of(path);
        if path.is_file() && !self.force {
            let version: Description = answer::read(&super::ask_once(Verb::Describe, "")?, None)?;
            let engine = format!("{} {}", version.engine.name, version.engine.version);
            if ShardFile::read(path).is_ok_and(|there| there.fits(&asked, part, &engine)) {
                terminal
                    .tell(&format!("shard {part} is there, and not simulated again: {}", printable(&name)));
                return Ok(Exit::Done);
            }
            let message = format!("`{name}` is there, and is not shard {part} of this simulation");
            let help = "name another file, or overwrite it with `--force`";
            return Err(CliError::new("already-there", message).named(&name).help(help));
        }
        let mut output = self.create(path, overlay)?;
        let observer = Arc::new(SimulationObserver::new(None, self.time_limit));
        let mut worker = engine.worker(Limits::SIMULATE, Arc::clone(&observer) as Arc<_>);
        let called = worker.call(Verb::Shard, &part.request(&asked));
        observer.leave();
        let shard = called.map_err(|failure| CliError::from(failure).in_source(&scenario.source))?;
        let told: ShardHead = answer::read(&shard, Some(scenario))?;
        if told.stopped_at.is_some() {
            terminal.tell(&format!("stopped: shard {part} is not written"));
            return Ok(Exit::Unusable);
        }
        output.write(&format!("{asked}\n{shard}\n")).map_err(|error| CliError::unwritable(path, &error))?;
        output.finish()?;
        terminal.tell(&format!("shard {part}: {}", printable(&name)));
        Ok(Exit::Done)
    }

    /// The trace, if one is asked for.
    fn output(&self, overlay: Option<&Document>) -> Result<Option<Output>, CliError> {
        self.trace.as_ref().map(|path| self.create(path, overlay)).transpose()
    }

    fn create(&self, path: &Path, overlay: Option<&Document>) -> Result<Output, CliError> {
        let overlay = overlay.map(|overlay| Path::new(&overlay.source.name));
        let inputs: Vec<&Path> = [Some(self.file.as_path()), overlay].into_iter().flatten().collect();
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        Output::create(path, existing, &inputs)
    }

    fn document(&self) -> Result<Document, CliError> {
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

    fn request(&self, scenario: &Document, overlay: Option<&Document>) -> Result<String, CliError> {
        let options = SimulateOptions {
            rulebook: self.rulebook,
            trace: self.trace.is_some(),
            each: self.each,
            objectives: &self.objectives,
            overlay: overlay.map(RawJson::from),
        };
        request::text(&request::Simulate { scenario: scenario.into(), options })
    }

    /// What all shards are asked alike.
    fn each_shard<'a>(&self, scenario: &'a Document, overlay: Option<&'a Document>) -> EachShard<'a> {
        let options = ShardOptions { rulebook: self.rulebook, overlay: overlay.map(RawJson::from) };
        EachShard { scenario: scenario.into(), options }
    }
}

/// How often the scenario is simulated; where it says something else than a number, that is the engine's to refuse.
fn replicates(scenario: &Document) -> u32 {
    #[derive(Deserialize)]
    struct Peeked {
        replicates: Option<u32>,
    }
    let peeked = serde_json::from_str::<Peeked>(&scenario.json());
    peeked.ok().and_then(|peeked| peeked.replicates).unwrap_or(1)
}

/// Tells the summary, and how the command ends.
pub(super) fn tell(
    summary: &Summary,
    answer: &str,
    format: Format,
    each: bool,
    terminal: &mut Terminal,
) -> Exit {
    match format {
        Format::Json => terminal.print_document(answer),
        Format::Words => terminal.print(&render::summary::words(summary, each)),
    }
    exit(summary, terminal)
}

/// How the command ends: each objective that is missed, or that so few replicates do not decide, is told.
fn exit(summary: &Summary, terminal: &mut Terminal) -> Exit {
    let mut exit = Exit::Done;
    for objective in &summary.objectives {
        if !objective.met {
            exit = Exit::Missed;
        }
        if !objective.met || !objective.decided {
            terminal.tell(&format!("objective {}", printable(&objective.message)));
        }
    }
    if summary.partial {
        terminal.tell(&partial(summary));
        exit = Exit::Unusable;
    }
    exit
}

/// Of what a summary is that is not of all that was asked for.
fn partial(summary: &Summary) -> String {
    let Summary { replicates_ended: ended, replicates, .. } = summary;
    match summary.stopped_at {
        Some(at) if *ended == 0 => {
            format!("stopped at {at} of simulated time: what is told is what came before")
        }
        Some(_) => format!("stopped: what is told is of {ended} of {replicates} replicates"),
        None if ended < replicates => {
            format!("partial: what is told is of {ended} of {replicates} replicates")
        }
        None => "stopped: each machine and request is left out".to_owned(),
    }
}
