//! The verbs on JSON text, as every binding exports them: each takes a request in JSON and returns an answer in JSON, or `{"error": …}`.

use super::asks::{answered, for_phrases};
use super::{
    check, describe, diagnose, explain, licences, open, open_case, outcomes, roles, shards, simulate, values,
    why,
};
#[cfg(feature = "import")]
use super::{import_facts, missing_facts, redact};
use crate::simulation::{self, Progress, summary::Summary};
use crate::vocabulary::error::Error;
use crate::vocabulary::{NoObserver, Observer};
use greenlight_json::{Pointer, write};
use serde::Serialize;

/// Returns names and versions of the engine and of its rulebooks.
pub fn describe() -> String {
    write::text(&describe::describe())
}

/// Judges a case: takes `{"case": …, "options": …}` and returns a report.
pub fn check(request: &str) -> String {
    answer(check::on_text(request))
}

/// Judges a batch: one request per line, one answer per line. Empty lines stay empty.
pub fn check_lines(requests: &str) -> String {
    each_line(requests, requests.len(), check)
}

/// Judges a batch in brief: one request to `check` per line, one line for its outcome and the codes of broken rules. Empty lines stay
/// empty.
pub fn outcomes(requests: &str) -> String {
    each_line(requests, requests.len() / 16, outcomes::on_text)
}

fn each_line(requests: &str, expected: usize, answer: fn(&str) -> String) -> String {
    let mut answers = String::with_capacity(expected);
    for line in requests.lines() {
        if !line.trim().is_empty() {
            answers.push_str(&answer(line));
        }
        answers.push('\n');
    }
    answers
}

/// Explains a rule, or a code that Microsoft publishes: takes `{"code": "IMG004"}`, in upper or lower case.
pub fn explain(request: &str) -> String {
    answer(explain::on_text(request))
}

/// Returns all rules, without their pages.
pub fn rules() -> String {
    write::text(&explain::rules())
}

/// Diagnoses a machine: takes `{"case": …, "machine": …, "options": …}` and returns what its status and error mean, the likely causes,
/// whether waiting helps and what to do next.
pub fn diagnose(request: &str) -> String {
    answer(diagnose::on_text(request))
}

/// Returns what is still open in a case: takes `{"case": …, "options": …}` and returns whether the outcome is decided, what each choice
/// leads to and what to ask first.
pub fn open(request: &str) -> String {
    answer(open::on_text(request))
}

/// A case that stays open while it changes; its answers are those of [`check`] and of [`open`].
#[derive(Debug)]
pub struct OpenCase {
    held: Result<open_case::OpenCase, Error>,
    with_phrases: bool,
}

impl OpenCase {
    /// Opens the case of a request to [`check`]; if the request is invalid, every answer is its error.
    pub fn new(request: &str) -> Self {
        let held = answered(request, |request| {
            let asked = check::read(request)?;
            open_case::OpenCase::new(asked.case, asked.options)
        });
        Self { held, with_phrases: for_phrases(request) }
    }

    /// Applies changes, all of them or none: takes `[{"step": "set", "at": "/images/finance/generation", "value": 2}]` and returns their
    /// number.
    pub fn change(&mut self, changes: &str) -> String {
        self.answer(|held| {
            let changes = open_case::changes(changes)?;
            held.change(&changes)?;
            Ok(open_case::Changed { changed: changes.len() })
        })
    }

    /// Runs [`check`] on the case as it stands.
    pub fn check(&mut self) -> String {
        self.answer(|held| held.check())
    }

    /// Runs [`open`] on the case as it stands, for everything that is asked for, or for a list of places such as
    /// `["/images/finance/generation"]`.
    pub fn open(&mut self, places: Option<&str>) -> String {
        self.answer(|held| {
            let places: Option<Vec<Pointer>> = places.map(greenlight_json::from_str).transpose()?;
            held.open(places.as_deref())
        })
    }

    fn answer<T: Serialize>(
        &mut self,
        look: impl FnOnce(&mut open_case::OpenCase) -> Result<T, Error>,
    ) -> String {
        let answered = match &mut self.held {
            Ok(held) => {
                look(held).map_err(|error| if self.with_phrases { error.with_phrases() } else { error })
            }
            Err(error) => Err(error.clone()),
        };
        answer(answered)
    }
}

/// Explains the verdict of a rule on a case: takes `{"case": …, "rule": "IMG004", "options": …}` and returns a minimal set of facts that
/// forces it; without `rule`, explains the outcome.
pub fn why(request: &str) -> String {
    answer(why::on_text(request))
}

/// Returns the ledger of a case: takes `{"case": …, "options": …}` and returns who owns, was allocated, uses and needs which licences.
pub fn licences(request: &str) -> String {
    answer(licences::on_text(request))
}

/// Returns who may do what: takes `{"can": …, "case": …, "person": …, "environment": …}`, all optional, and returns the privileges of each
/// role, the roles that allow each action, and whether the person can.
pub fn roles(request: &str) -> String {
    answer(roles::on_text(request))
}

/// Returns the rulebook's values in force, with their sources: takes `{"rulebook": …, "as_of": …, "filter": …}`; with `"since"`, returns
/// what changed since that rulebook.
pub fn rulebook(request: &str) -> String {
    answer(values::on_text(request))
}

/// Reads facts from files of other tools: takes `{"files": [{"name": …, "text": …}], "case": …, "hints": …}` and returns the facts, what
/// each file was, what was not read, and where each fact was found.
#[cfg(feature = "import")]
pub fn import_facts(request: &str) -> String {
    answer(import_facts::on_text(request))
}

/// Imports like [`import_facts`], but takes files in pieces, so that they are never held whole.
#[cfg(feature = "import")]
#[derive(Debug)]
pub struct Import(Result<import_facts::Import, Error>);

#[cfg(feature = "import")]
impl Import {
    /// Starts an import; files in the request itself come before all others. If the request is invalid, the [answer](Self::finish) is its
    /// error.
    pub fn start(request: &str) -> Self {
        Self(answered(request, |request| import_facts::Import::start(greenlight_json::from_str(request)?)))
    }

    /// Starts the next file: takes `{"name": …, "text": …, "observed_at": …}`, whose text is empty or the beginning of the file.
    pub fn begin(&mut self, file: &str) {
        let Ok(import) = &mut self.0 else { return };
        match greenlight_json::from_str::<crate::import::File>(file) {
            Ok(file) => {
                import.begin(&file.name, file.observed_at);
                import.add(&file.text);
            }
            Err(error) => self.0 = Err(Error::from(error)),
        }
    }

    /// Adds the next piece of the file's text, which may be cut anywhere.
    pub fn add(&mut self, text: &str) {
        if let Ok(import) = &mut self.0 {
            import.add(text);
        }
    }

    /// Returns the facts of all files.
    pub fn finish(self) -> String {
        answer(self.0.map(import_facts::Import::finish))
    }

    /// Like [`finish`](Self::finish), but passes the answer to `take` piece by piece as it is written, and returns the rest.
    pub fn finish_in_pieces(self, take: fn(&str)) -> String {
        match self.0.map(import_facts::Import::finish) {
            Ok(value) => write::in_pieces(&value, take),
            Err(error) => error.answer(),
        }
    }
}

/// Returns which call supplies each missing fact of a case: takes `{"case": …, "options": …}` and returns the facts in the order in which
/// to ask, each with its call and who may make it, or where a person finds it.
#[cfg(feature = "import")]
pub fn missing_facts(request: &str) -> String {
    answer(missing_facts::on_text(request))
}

/// Removes names from a case: takes `{"case": …, "names": …}` and returns the case with names, ids and domains replaced, each by the same
/// text everywhere, and the replacement of each.
#[cfg(feature = "import")]
pub fn redact(request: &str) -> String {
    answer(redact::on_text(request))
}

/// Simulates a scenario: takes `{"scenario": …, "options": …}` and returns a summary.
pub fn simulate(request: &str, observer: &mut dyn Observer) -> String {
    summary(simulate::on_text(request, observer), observer)
}

/// A [`simulate`] in steps, which the caller can pause or abandon between any two of them.
#[derive(Debug)]
pub struct Simulation {
    going: Result<simulation::Simulation, Error>,
    with_phrases: bool,
}

impl Simulation {
    /// Prepares a request; if it is invalid, the [answer](Self::finish) is its error.
    pub fn start(request: &str) -> Self {
        Self { going: simulation::Simulation::start(request), with_phrases: for_phrases(request) }
    }

    /// Continues for about `work` units, as [`Simulation::step`](crate::Simulation::step) counts them; the simulation is complete when
    /// `done` equals `total`.
    pub fn step(&mut self, work: u64) -> Progress {
        let Ok(simulation) = &mut self.going else { return Progress { done: 1, total: 1 } };
        simulation.step(work).unwrap_or_else(|_| {
            let Progress { total, .. } = simulation.progress();
            Progress { done: total, total }
        })
    }

    /// Stops the simulation where it is.
    pub fn stop(&mut self) {
        if let Ok(simulation) = &mut self.going {
            simulation.stop();
        }
    }

    /// Takes the lines of the trace written so far: whole lines, in order.
    pub fn take_trace(&mut self) -> String {
        self.going.as_mut().map(simulation::Simulation::take_trace).unwrap_or_default()
    }

    /// Returns the answer of [`simulate`]; if the simulation is not complete, the answer of a stopped one.
    pub fn finish(self) -> String {
        let result = self.going.and_then(simulation::Simulation::finish);
        let told = |error: Error| if self.with_phrases { error.with_phrases() } else { error };
        summary(result.map_err(told), &mut NoObserver)
    }
}

/// Simulates one shard of a scenario's replicates: takes `{"scenario": …, "shard": {"number": 2, "of": 7}, "options": …}` and returns a
/// shard.
pub fn shard(request: &str, observer: &mut dyn Observer) -> String {
    answer(shards::shard_on_text(request, observer))
}

/// Merges shards: takes `{"scenario": …, "shards": […], "options": …}` and returns the summary that `simulate` returns.
pub fn merge(request: &str, observer: &mut dyn Observer) -> String {
    summary(shards::merge_on_text(request, observer), observer)
}

/// Replays a trace: returns whether every line is the same, and the first that differs.
pub fn replay(trace: &str, observer: &mut dyn Observer) -> String {
    answer(simulation::replay::replay(trace, observer))
}

fn summary(result: Result<Summary, Error>, observer: &mut dyn Observer) -> String {
    result.map_or_else(|error| error.answer(), |summary| simulation::summary::text(summary, observer))
}

fn answer<T: Serialize>(result: Result<T, Error>) -> String {
    match result {
        Ok(value) => write::text(&value),
        Err(error) => error.answer(),
    }
}
