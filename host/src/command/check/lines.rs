//! Judging a batch: a case a line, by several workers at once.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use greenlight_core::report::{Brief, Level, Outcome, Report};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{Check, Format, quoted};
use crate::answer;
use crate::batch::{self, Chunk, Line};
use crate::document::{CliError, Document, name_of};
use crate::engine::{Engine, Failure, Verb, Worker};
use crate::exit::Exit;
use crate::overlay::{self, OverlayDocument, Usage};
use crate::render;
use crate::request;
use crate::terminal::Terminal;

/// Judges a file of lines.
pub(super) fn judge(
    check: &Check,
    engine: &Engine,
    file: &Path,
    overlay: &OverlayDocument,
    usage: &mut Usage,
    terminal: &mut Terminal,
) -> Result<Exit, CliError> {
    let name = name_of(file);
    let judge = Judge {
        check,
        name: &name,
        quoted: quoted(&name),
        options: request::text(&check.options(overlay.as_deref(), true))?,
        verb: if check.format == Format::Outcome { Verb::Outcomes } else { Verb::CheckLines },
        plain: check.as_of.is_none() && !check.asked.is_given(),
    };
    let mut tally = render::lines::Tally::default();
    let mut exit = Exit::Done;
    batch::run(engine, file, &|worker, chunk| judge.chunk(worker, chunk), &mut |judged| {
        let ChunkResult { said, exit: worst, tally: counted, waivers } = judged;
        exit = exit.min(worst);
        tally.append(counted);
        if let Some(overlay) = overlay {
            usage.add(overlay, waivers.iter().map(String::as_str));
        }
        for said in said {
            match said {
                LineResult::Text(text) if check.format == Format::Words => terminal.print(&text),
                LineResult::Text(text) => terminal.print_documents(&text),
                LineResult::Error(trouble) => exit = exit.min(check.refuse(terminal, &trouble)),
            }
        }
        !terminal.is_deserted()
    })?;
    if check.format == Format::Words && !check.handover {
        terminal.print_line(&tally.words());
    }
    Ok(exit)
}

/// A brief answer with the file and the number of its case.
pub(super) fn brief(file: &str, number: usize, answer: &str) -> String {
    format!("{{\"file\":{file},\"number\":{number},{}", answer.strip_prefix('{').unwrap_or(answer))
}

/// What is the same for all lines of a file.
struct Judge<'c> {
    check: &'c Check,
    name: &'c str,
    quoted: String,
    options: String,
    verb: Verb,
    /// A line that names its instant is a case as it stands.
    plain: bool,
}

/// What became of some lines.
#[derive(Default)]
struct ChunkResult {
    said: Vec<LineResult>,
    exit: Exit,
    tally: render::lines::Tally,
    waivers: BTreeSet<String>,
}

/// What is told of them.
enum LineResult {
    Text(String),
    Error(CliError),
}

/// A line that was asked about, as it stands or as it was read.
struct Pending<'c> {
    number: usize,
    text: &'c str,
    plain: bool,
}

/// What alone counts of a report that nobody reads here.
#[derive(Deserialize)]
struct ReportOutcome {
    outcome: Outcome,
    findings: Vec<SeenFinding>,
    #[serde(default)]
    old: Vec<SeenFinding>,
}

#[derive(Deserialize)]
struct SeenFinding {
    level: Level,
}

impl Judge<'_> {
    fn chunk(&self, worker: &mut Worker<'_>, chunk: &Chunk) -> ChunkResult {
        let mut lines = Vec::with_capacity(chunk.count());
        let around = "{'case':,'options':}\n".len() + self.options.len();
        let mut requests = String::with_capacity(chunk.bytes() + chunk.count() * around);
        for Line { number, text } in chunk.lines(self.name) {
            lines.push(text.and_then(|text| {
                let plain = self.plain && text.contains("\"as_of\"");
                if plain {
                    self.ask(&mut requests, text);
                } else {
                    let mut document = Document::read_line(self.name, number - 1, text)?;
                    self.check.lay_over(&mut document)?;
                    self.ask(&mut requests, &document.json());
                }
                Ok(Pending { number, text, plain })
            }));
        }
        let answers = batch::ask(worker, self.verb, &requests);
        let mut answers = answers.iter();
        let mut judged = ChunkResult::default();
        for line in lines {
            let told = line.and_then(|line| {
                let missing = || Err(Failure::Broke("an answer is missing".to_owned()));
                let answer = answers.next().unwrap_or_else(missing);
                let answer = answer.map_err(|failure| self.failed(line.number, failure))?;
                let answer = self.answer(worker, &line, answer)?;
                self.tell(&mut judged, line.number, &answer)
            });
            match told {
                Ok(exit) => judged.exit = judged.exit.min(exit),
                Err(trouble) => {
                    judged.tally.unreadable += 1;
                    judged.said.push(LineResult::Error(trouble));
                }
            }
        }
        judged
    }

    /// Appends the request about a case.
    fn ask(&self, requests: &mut String, case: &str) {
        for part in ["{\"case\":", case, ",\"options\":", &self.options, "}\n"] {
            requests.push_str(part);
        }
    }

    fn failed(&self, number: usize, failure: Failure) -> CliError {
        CliError::from(failure).named(&format!("{}:{number}", self.name))
    }

    /// The answer, unless the engine refuses the line: only then it is read here, for the place of what is wrong or for an instant that it
    /// does not name.
    fn answer<'a>(
        &self,
        worker: &mut Worker<'_>,
        line: &Pending<'_>,
        answer: &'a str,
    ) -> Result<Cow<'a, str>, CliError> {
        if !answer.starts_with("{\"error\":") {
            return Ok(answer.into());
        }
        let mut document = Document::read_line(self.name, line.number - 1, line.text)?;
        let mut answer = Cow::Borrowed(answer);
        if line.plain && !document.has("as_of") {
            self.check.lay_over(&mut document)?;
            let mut request = String::new();
            self.ask(&mut request, &document.json());
            let again =
                worker.call(self.verb, &request).map_err(|failure| self.failed(line.number, failure))?;
            answer = again.trim_end().to_owned().into();
        }
        answer::read::<IgnoredAny>(&answer, Some(&document))?;
        Ok(answer)
    }

    /// Tells of a case, and how it ends.
    fn tell(&self, judged: &mut ChunkResult, number: usize, answer: &str) -> Result<Exit, CliError> {
        let check = self.check;
        let unread = |error: serde_json::Error| {
            CliError::from(Failure::Broke(format!("its answer cannot be read: {error}")))
        };
        match check.format {
            Format::Words => {
                let report: Report = serde_json::from_str(answer).map_err(unread)?;
                judged.tally.add(&report);
                if report.overlay.is_some() || check.notes {
                    judged.waivers.extend(overlay::waivers(&report).map(str::to_owned));
                }
                judged.print(&if check.handover {
                    render::handover::text(&report)
                } else {
                    render::lines::words(self.name, number, &report, check.notes)
                });
                Ok(check.exit(report.outcome, super::levels(&report)))
            }
            Format::Json => {
                let seen: ReportOutcome = serde_json::from_str(answer).map_err(unread)?;
                judged.print(answer);
                judged.print("\n");
                let old = super::milder(seen.old.iter().map(|old| old.level));
                Ok(check.exit(seen.outcome, seen.findings.iter().map(|finding| finding.level).chain(old)))
            }
            Format::Outcome => {
                let seen: Brief = serde_json::from_str(answer).map_err(unread)?;
                judged.print(&brief(&self.quoted, number, answer));
                judged.print("\n");
                Ok(check.exit_of(&seen))
            }
        }
    }
}

impl ChunkResult {
    fn print(&mut self, more: &str) {
        if let Some(LineResult::Text(text)) = self.said.last_mut() {
            text.push_str(more);
        } else {
            self.said.push(LineResult::Text(more.to_owned()));
        }
    }
}
