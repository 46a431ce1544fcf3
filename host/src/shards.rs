//! A simulation in shards: on several threads at once, or in files, one for each shard.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::{fmt, thread};

use greenlight_core::case::{Day, Instant};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::document::{CliError, SourceText};
use crate::engine::{self, Engine, Failure, Limits, Observer, Verb};
use crate::observer::SimulationObserver;
use crate::request;

/// One of several shards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShardIndex {
    pub(crate) number: u32,
    pub(crate) of: u32,
}

impl ShardIndex {
    /// Reads `2/7`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let read = text.split_once('/').and_then(|(number, of)| {
            let (number, of): (u32, u32) = (number.trim().parse().ok()?, of.trim().parse().ok()?);
            (1..=of).contains(&number).then_some(Self { number, of })
        });
        read.ok_or_else(|| "write which shard of how many, counted from 1, as in `2/7`".to_owned())
    }

    /// The request for this shard of what is asked.
    pub(crate) fn request(self, asked: &str) -> String {
        let Self { number, of } = self;
        let members = format!("{},\"shard\":{{\"number\":{number},\"of\":{of}}}", by_this_engine());
        request::with(asked, &members)
    }
}

impl fmt::Display for ShardIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// The member of a request that says by which build of the engine it is answered.
fn by_this_engine() -> String {
    format!("\"engine_digest\":\"{}\"", engine::DIGEST)
}

/// The request to merge shards, given what was asked of the whole.
pub(crate) fn merging<'s>(asked: &str, shards: impl Iterator<Item = &'s str>, partial: bool) -> String {
    let mut members = format!("{},\"partial\":{partial},\"shards\":[", by_this_engine());
    for (place, shard) in shards.enumerate() {
        if place > 0 {
            members.push(',');
        }
        members.push_str(shard);
    }
    members.push(']');
    request::with(asked, &members)
}

/// What is read of a shard here; the rest is the engine's.
#[derive(Debug, Deserialize)]
pub(crate) struct ShardHead {
    pub(crate) simulation: ShardSimulation,
    pub(crate) number: u32,
    pub(crate) stopped_at: Option<Instant>,
}

/// What is read of what a shard is a part of.
#[derive(Debug, Deserialize)]
pub(crate) struct ShardSimulation {
    pub(crate) engine: String,
    pub(crate) engine_digest: Option<String>,
    pub(crate) shards: u32,
}

/// A shard as a file holds it: a line with what was asked, the same for all of its simulation, and a line with what came of it.
#[derive(Debug)]
pub(crate) struct ShardFile {
    pub(crate) name: String,
    pub(crate) asked: String,
    pub(crate) shard: String,
    pub(crate) told: ShardHead,
}

/// What was asked, as a file holds it.
#[derive(Debug, Deserialize)]
pub(crate) struct ShardedRequest<'a> {
    #[serde(borrow)]
    pub(crate) scenario: &'a RawValue,
    #[serde(borrow)]
    pub(crate) options: ShardedOptions<'a>,
}

/// The options of what was asked.
#[derive(Debug, Deserialize)]
pub(crate) struct ShardedOptions<'a> {
    pub(crate) rulebook: Option<Day>,
    #[serde(borrow)]
    pub(crate) overlay: Option<&'a RawValue>,
}

impl ShardFile {
    /// Reads a file.
    ///
    /// # Errors
    /// [`CliError`] when it cannot be read, or is no shard.
    pub(crate) fn read(path: &Path) -> Result<Self, CliError> {
        let source = SourceText::read(path)?;
        let name = source.name.clone();
        let mut lines = source.text.lines();
        let (asked, shard) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let told = serde_json::from_str(shard).ok().filter(|_| lines.next().is_none());
        let told = told.filter(|_| serde_json::from_str::<ShardedRequest<'_>>(asked).is_ok());
        let told = told.ok_or_else(|| {
            CliError::new("not-a-shard", format!("`{name}` is no shard"))
                .named(&name)
                .help("give files that `greenlight simulate --shard` wrote")
        })?;
        Ok(Self { name, asked: asked.to_owned(), shard: shard.to_owned(), told })
    }

    /// Whether it is this shard of what is asked, as this engine simulates it.
    pub(crate) fn fits(&self, asked: &str, part: ShardIndex, version: &str) -> bool {
        let ShardHead { simulation, number, stopped_at } = &self.told;
        self.asked == asked
            && (*number, simulation.shards) == (part.number, part.of)
            && simulation.engine == version
            && simulation.engine_digest.as_deref() == Some(engine::DIGEST)
            && stopped_at.is_none()
    }
}

/// So many shards for each thread: who is done early takes another.
const SHARDS_PER_JOB: u32 = 4;

/// Simulates on so many threads at once. Where anything but a stop keeps a shard from its end, there is no answer: then the whole should be
/// simulated by itself, for what it says of that.
pub(crate) struct Threads<'e> {
    pub(crate) engine: &'e Engine,
    pub(crate) observer: Arc<SimulationObserver>,
    pub(crate) jobs: u32,
}

impl Threads<'_> {
    /// The answer to what is asked of the whole; `part` is what is asked of each shard.
    ///
    /// # Errors
    /// [`Failure`] when the engine gives no answer.
    pub(crate) fn simulate(
        &self,
        whole: &str,
        part: &str,
        replicates: u32,
    ) -> Result<Option<String>, Failure> {
        let of = self.jobs.saturating_mul(SHARDS_PER_JOB).min(replicates.saturating_sub(1)).max(1);
        let Some(shards) = self.shards(part, of) else { return Ok(None) };
        let partial = self.observer.was_stopped();
        let request = merging(whole, shards.iter().map(String::as_str), partial);
        drop(shards);
        let patient = Arc::new(Patient(Arc::clone(&self.observer)));
        let answer = self.engine.worker(Limits::SIMULATE, patient).call(Verb::Merge, &request)?;
        Ok(Some(answer).filter(|answer| !is_refused(answer)))
    }

    fn shards(&self, asked: &str, of: u32) -> Option<Vec<String>> {
        let (next, failed) = (AtomicU32::new(1), AtomicBool::new(false));
        let progress = Arc::new(Progress {
            whole: Arc::clone(&self.observer),
            of: of.into(),
            done: AtomicU64::new(0),
            under_way: (0..self.jobs).map(|_| AtomicU64::new(0)).collect(),
        });
        let work = |place: usize| {
            let observer = Arc::new(Hearing { progress: Arc::clone(&progress), place });
            let mut worker = self.engine.worker(Limits::SIMULATE, observer);
            let mut shards = Vec::new();
            while !self.observer.was_stopped() && !failed.load(Ordering::Relaxed) {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number > of {
                    break;
                }
                match worker.call(Verb::Shard, &ShardIndex { number, of }.request(asked)) {
                    Ok(answer) if !is_refused(&answer) => shards.push(answer),
                    Err(Failure::Stopped) => break,
                    _ => failed.store(true, Ordering::Relaxed),
                }
                progress.finish(place);
            }
            shards
        };
        let shards = thread::scope(|scope| {
            let work = &work;
            let others: Vec<_> =
                (1..self.jobs as usize).map(|place| scope.spawn(move || work(place))).collect();
            let mut shards = work(0);
            for other in others {
                match other.join() {
                    Ok(more) => shards.extend(more),
                    Err(_) => failed.store(true, Ordering::Relaxed),
                }
            }
            shards
        });
        (!failed.load(Ordering::Relaxed)).then_some(shards)
    }
}

fn is_refused(answer: &str) -> bool {
    answer.starts_with("{\"error\":")
}

/// How far all threads are together.
struct Progress {
    whole: Arc<SimulationObserver>,
    of: u64,
    /// Shards that are done.
    done: AtomicU64,
    /// Thousandths of the shard that each thread is at.
    under_way: Vec<AtomicU64>,
}

const THOUSANDTHS: u64 = 1000;

impl Progress {
    fn finish(&self, place: usize) {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.at(place, 0);
    }

    fn at(&self, place: usize, thousandths: u64) {
        if let Some(under_way) = self.under_way.get(place) {
            under_way.store(thousandths, Ordering::Relaxed);
        }
    }

    fn told(&self) -> bool {
        let under_way = self.under_way.iter().map(|thread| thread.load(Ordering::Relaxed)).sum::<u64>();
        let done = self.done.load(Ordering::Relaxed) * THOUSANDTHS;
        self.whole.progress(done + under_way, self.of * THOUSANDTHS)
    }
}

/// Hears one of the threads.
struct Hearing {
    progress: Arc<Progress>,
    place: usize,
}

impl Observer for Hearing {
    fn emit(&self, _chunk: &str) {}

    fn progress(&self, done: u64, total: u64) -> bool {
        let thousandths = u128::from(done) * u128::from(THOUSANDTHS) / u128::from(total.max(1));
        self.progress.at(self.place, u64::try_from(thousandths).unwrap_or(THOUSANDTHS));
        self.progress.told()
    }

    fn waits(&self) -> bool {
        self.progress.whole.waits()
    }
}

/// Hears shards brought together: that takes the time it takes, even where the simulation was stopped.
pub(crate) struct Patient(pub(crate) Arc<SimulationObserver>);

impl Observer for Patient {
    fn emit(&self, _chunk: &str) {}

    fn progress(&self, _done: u64, _total: u64) -> bool {
        self.0.goes_on()
    }
}

#[cfg(test)]
mod tests {
    use super::ShardIndex;

    #[test]
    fn parts_are_counted_from_one() {
        let check = |text: &str, expected: Option<(u32, u32)>| {
            assert_eq!(ShardIndex::parse(text).ok().map(|part| (part.number, part.of)), expected, "{text}");
        };
        check("1/1", Some((1, 1)));
        check("2/7", Some((2, 7)));
        for wrong in ["", "7", "0/7", "8/7", "1/0", "-1/7", "1/7/2", "a/b"] {
            check(wrong, None);
        }
    }
}
