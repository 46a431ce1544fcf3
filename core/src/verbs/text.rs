//! The verbs on text, which every door exports: a request in JSON gives an answer in JSON, or `{"error": …}`.

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

/// Names and versions of the engine and of its rulebooks.
pub fn describe() -> String {
    write::text(&describe::describe())
}

/// Judges a case: `{"case": …, "options": …}` gives a report.
pub fn check(request: &str) -> String {
    answer(check::on_text(request))
}

/// Judges a batch: one request a line, one answer a line. Empty lines stay empty.
pub fn check_lines(requests: &str) -> String {
    each_line(requests, requests.len(), check)
}

/// Judges a batch in brief: one request to `check` a line, one line for its outcome and the codes of what is broken. Empty lines stay empty.
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

/// Everything about one rule, or one code that Microsoft publishes: `{"code": "IMG004"}`, in any case.
pub fn explain(request: &str) -> String {
    answer(explain::on_text(request))
}

/// All rules, without their pages.
pub fn rules() -> String {
    write::text(&explain::rules())
}

/// What is wrong with a machine: `{"case": …, "machine": …, "options": …}` gives what its status and error mean, the likely causes, whether
/// waiting helps and what to do next.
pub fn diagnose(request: &str) -> String {
    answer(diagnose::on_text(request))
}

/// What is still open in a case: `{"case": …, "options": …}` gives whether the outcome is decided, what each choice leads to and what to ask
/// first.
pub fn open(request: &str) -> String {
    answer(open::on_text(request))
}

/// A case that is held open while it changes; its answers are those of [`check`] and of [`open`].
#[derive(Debug)]
pub struct OpenCase {
    held: Result<open_case::OpenCase, Error>,
    with_phrases: bool,
}

impl OpenCase {
    /// Opens the case of a request to [`check`]; what is wrong with it is every answer.
    pub fn new(request: &str) -> Self {
        let held = answered(request, |request| {
            let asked = check::read(request)?;
            open_case::OpenCase::new(asked.case, asked.options)
        });
        Self { held, with_phrases: for_phrases(request) }
    }

    /// Makes changes, all of them or none: `[{"step": "set", "at": "/images/finance/generation", "value": 2}]` gives how many.
    pub fn change(&mut self, changes: &str) -> String {
        self.answer(|held| {
            let changes = open_case::changes(changes)?;
            held.change(&changes)?;
            Ok(open_case::Changed { changed: changes.len() })
        })
    }

    /// [`check`] of the case as it stands.
    pub fn check(&mut self) -> String {
        self.answer(|held| held.check())
    }

    /// [`open`] of the case as it stands: of all that is asked for, or of the places of a list such as `["/images/finance/generation"]`.
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

/// Why a rule says what it says of a case: `{"case": …, "rule": "IMG004", "options": …}` gives the fewest facts that force it; without `rule`,
/// why the outcome is what it is.
pub fn why(request: &str) -> String {
    answer(why::on_text(request))
}

/// The ledger of a case: `{"case": …, "options": …}` gives who owns, was allocated, uses and needs which licences.
pub fn licences(request: &str) -> String {
    answer(licences::on_text(request))
}

/// Who may do what: `{"can": …, "case": …, "person": …, "environment": …}`, all of them optional, gives what each role brings, who could do
/// each action and whether the person can.
pub fn roles(request: &str) -> String {
    answer(roles::on_text(request))
}

/// The rulebook's values in force, with their sources: `{"rulebook": …, "as_of": …, "filter": …}`; with `"since"`, what changed since that
/// rulebook.
pub fn rulebook(request: &str) -> String {
    answer(values::on_text(request))
}

/// Reads facts out of files of other tools: `{"files": [{"name": …, "text": …}], "case": …, "hints": …}` gives the facts, what each file was, what
/// was not read, and where each fact stands.
#[cfg(feature = "import")]
pub fn import_facts(request: &str) -> String {
    answer(import_facts::on_text(request))
}

/// [`import_facts`] of files that come in pieces, so that they are never held as a whole.
#[cfg(feature = "import")]
#[derive(Debug)]
pub struct Import(Result<import_facts::Import, Error>);

#[cfg(feature = "import")]
impl Import {
    /// Begins an import; files of the request itself come before all others, and what is wrong with it is the [answer](Self::finish).
    pub fn start(request: &str) -> Self {
        Self(answered(request, |request| import_facts::Import::start(greenlight_json::from_str(request)?)))
    }

    /// Begins the next file: `{"name": …, "text": …, "observed_at": …}`, with nothing or its beginning as its text.
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

    /// Takes the next piece of the file's text, however it was cut.
    pub fn add(&mut self, text: &str) {
        if let Ok(import) = &mut self.0 {
            import.add(text);
        }
    }

    /// What all files say.
    pub fn finish(self) -> String {
        answer(self.0.map(import_facts::Import::finish))
    }

    /// [`finish`](Self::finish) where the answer is given on as it is written; what is left of it is returned.
    pub fn finish_in_pieces(self, take: fn(&str)) -> String {
        match self.0.map(import_facts::Import::finish) {
            Ok(value) => write::in_pieces(&value, take),
            Err(error) => error.answer(),
        }
    }
}

/// Which call supplies each fact that a case lacks: `{"case": …, "options": …}` gives the facts in the order in which to ask, each with its call
/// and who may make it, or where it stands.
#[cfg(feature = "import")]
pub fn missing_facts(request: &str) -> String {
    answer(missing_facts::on_text(request))
}

/// A case without names: `{"case": …, "names": …}` gives the case with names, ids and domains replaced, each everywhere by the same, and what
/// stands in place of each.
#[cfg(feature = "import")]
pub fn redact(request: &str) -> String {
    answer(redact::on_text(request))
}

/// Simulates a scenario: `{"scenario": …, "options": …}` gives a summary.
pub fn simulate(request: &str, observer: &mut dyn Observer) -> String {
    summary(simulate::on_text(request, observer), observer)
}

/// [`simulate`] where it is stepped: between two steps its caller does what it likes, and lets go of it when it likes.
#[derive(Debug)]
pub struct Simulation {
    going: Result<simulation::Simulation, Error>,
    with_phrases: bool,
}

impl Simulation {
    /// Makes a request ready; what is wrong with it is the [answer](Self::finish).
    pub fn start(request: &str) -> Self {
        Self { going: simulation::Simulation::start(request), with_phrases: for_phrases(request) }
    }

    /// Goes on for about so much work, as [`Simulation::step`](crate::Simulation::step) counts it; nothing is left to do when what is done is
    /// the total.
    pub fn step(&mut self, work: u64) -> Progress {
        let Ok(simulation) = &mut self.going else { return Progress { done: 1, total: 1 } };
        simulation.step(work).unwrap_or_else(|_| {
            let Progress { total, .. } = simulation.progress();
            Progress { done: total, total }
        })
    }

    /// Stops it where it is.
    pub fn stop(&mut self) {
        if let Ok(simulation) = &mut self.going {
            simulation.stop();
        }
    }

    /// Takes the lines of the trace that are written: whole lines, in their order.
    pub fn take_trace(&mut self) -> String {
        self.going.as_mut().map(simulation::Simulation::take_trace).unwrap_or_default()
    }

    /// The answer of [`simulate`]; of what is not done yet, the one that it gives when it is stopped.
    pub fn finish(self) -> String {
        let result = self.going.and_then(simulation::Simulation::finish);
        let told = |error: Error| if self.with_phrases { error.with_phrases() } else { error };
        summary(result.map_err(told), &mut NoObserver)
    }
}

/// Simulates a share of a scenario's replicates: `{"scenario": …, "shard": {"number": 2, "of": 7}, "options": …}` gives a shard.
pub fn shard(request: &str, observer: &mut dyn Observer) -> String {
    answer(shards::shard_on_text(request, observer))
}

/// Brings shards together: `{"scenario": …, "shards": […], "options": …}` gives the summary that `simulate` gives.
pub fn merge(request: &str, observer: &mut dyn Observer) -> String {
    summary(shards::merge_on_text(request, observer), observer)
}

/// Runs a trace again: whether every line is the same, and the first that is not.
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
