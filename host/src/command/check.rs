//! `greenlight check`: judges cases.

mod ask;
mod lines;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use greenlight_core::case::{Day, Instant};
use greenlight_core::report::{Brief, Level, Outcome, Report};

use super::exports::{self, Count, Kind};
use super::options;
use super::request_options::RequestOptions;
use crate::answer;
use crate::batch;
use crate::document::{CliError, Document, SourceText, is_stdin, name_of};
use crate::engine::{Engine, Failure, Limits, NoObserver, Verb, Worker};
use crate::exit::Exit;
use crate::overlay::{self, Choice, OverlayDocument, Usage};
use crate::render::{self, report::ReportDisplay};
use crate::request::{self, AboutCase, CheckOptions, RawJson};
use crate::terminal::Terminal;

/// Judge cases: whether what is asked can be done, and if not, why and who can mend it.
///
/// Files that `az`, Microsoft Graph and other tools printed are a case too, once it is said what is to be done: by a case beside them, whose
/// facts hold over theirs, or by `--create-machine` or `--action` with their options. Files are told apart by what stands in them.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Check {
    /// Cases in YAML or JSON; `-` reads standard input; a `.jsonl` file holds one case a line. Or what other tools printed, in files and folders.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Words)]
    format: Format,

    /// Show notes too, not only errors and warnings.
    #[arg(long)]
    notes: bool,

    /// List every rule's verdict, and the values of the rulebook that rules asked for.
    #[arg(long)]
    all: bool,

    /// Add digests of what was asked and answered.
    #[arg(long)]
    receipt: bool,

    /// Where facts are missing, say as well what the outcome would be if what is usual were so and all else that is asked for were met. The
    /// outcome and the exit code stay.
    #[arg(long)]
    suppose_met: bool,

    /// Where the case is blocked, say which least changes of roles, privileges, shares and licences would clear what they can clear, and who
    /// can grant them.
    #[arg(long)]
    access: bool,

    /// With each sentence in JSON, add what fills it in the catalogue of messages, so that it can be told in another language.
    #[arg(long)]
    parameters: bool,

    /// Judge by what was published by this day instead of by the newest rulebook.
    #[arg(long, value_name = "DATE", value_parser = options::day)]
    rulebook: Option<Day>,

    /// The instant judged, over the one in the case: `2024-02-12T09:00:00Z`, `2024-02-12` or `now`.
    /// A case that names none is judged now.
    #[arg(long, value_name = "INSTANT", value_parser = options::instant)]
    as_of: Option<Instant>,

    /// The least level of a finding that makes the exit code 1.
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "LEVEL")]
    fail_on: FailOn,

    #[command(flatten)]
    overlay: Choice,

    #[command(flatten)]
    asked: RequestOptions,

    /// Vouch that the lists of this call are whole, as its reader may see everything; calls are named where lists are not whole. May be given
    /// several times.
    #[arg(long, value_name = "CALL")]
    whole: Vec<String>,

    /// Read one case a line, whatever an input is called: of standard input or a pipe, say.
    #[arg(long, conflicts_with = "ask")]
    lines: bool,

    /// Write what to ask of whom, as plain text to send on.
    #[arg(long, conflicts_with = "format")]
    handover: bool,

    /// Ask what is open, one question after another, the one that decides most first, and write the answers into a copy of the case. Where
    /// nobody can answer, print the questions in that order.
    #[arg(long, conflicts_with_all = ["format", "handover"])]
    ask: bool,

    /// Write the answers into the case itself.
    #[arg(long, requires = "ask")]
    write: bool,
}

/// Files of other tools, and a case beside them.
struct Mixed {
    exports: Vec<PathBuf>,
    case: Option<PathBuf>,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Words,
    /// As the engine gives it, one report a line.
    Json,
    /// In brief, one JSON document a line: the file, the case's number in it, the outcome, and the codes of broken rules by level.
    Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    fn counts(self, level: Level) -> bool {
        match self {
            Self::Error => level <= Level::Error,
            Self::Warning => level <= Level::Warning,
            Self::Note => level <= Level::Note,
            Self::Never => false,
        }
    }
}

impl Check {
    /// Judges every file in turn; what is wrong with one does not keep the others from being judged.
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let engine = Engine::load()?;
        let (overlays, mixed) =
            match self.overlay.of(&engine, &self.files).and_then(|it| Ok((it, self.mixed(&engine)?))) {
                Ok(found) => found,
                Err(trouble) => return Ok(self.refuse(terminal, &trouble)),
            };
        if let Some(mixed) = mixed {
            let overlay = overlays.into_iter().next().flatten();
            let judged = self.judge_exports(&engine, &mixed, &overlay, terminal);
            return Ok(judged.unwrap_or_else(|trouble| self.refuse(terminal, &trouble)));
        }
        if self.ask {
            let overlay = overlays.into_iter().next().flatten();
            let asked = self.only_case().and_then(|(document, file)| {
                let file = if self.write { file.to_path_buf() } else { ask::copy_of(file) };
                self.converse(&engine, document, file, &overlay, terminal)
            });
            return Ok(asked.unwrap_or_else(|trouble| self.refuse(terminal, &trouble)));
        }
        let mut usage = Usage::default();
        let mut exit = Exit::Done;
        for (file, overlay) in self.files.iter().zip(&overlays) {
            let ended = if self.reads_lines(file) {
                lines::judge(self, &engine, file, overlay, &mut usage, terminal)
            } else {
                self.judge_file(&engine, file, overlay, &mut usage, terminal)
            };
            exit = exit.min(ended.unwrap_or_else(|trouble| self.refuse(terminal, &trouble)));
            if terminal.is_deserted() {
                break;
            }
        }
        if self.notes && self.format == Format::Words && !self.handover {
            terminal.print(&render::lines::unused(&usage.unused()));
        }
        Ok(exit)
    }

    /// Whether an input holds one case a line.
    fn reads_lines(&self, file: &Path) -> bool {
        self.lines || batch::is_lines(file)
    }

    /// Files of other tools, and the case beside them; none where there are only cases.
    fn mixed(&self, engine: &Engine) -> Result<Option<Mixed>, CliError> {
        let folder = self.files.iter().any(|file| file.is_dir());
        let files = if folder { exports::files(&self.files)? } else { self.files.clone() };
        let (mut cases, others): (Vec<_>, Vec<_>) = files
            .into_iter()
            .map(|file| (exports::kind(&file), file))
            .partition(|(kind, file)| *kind == Kind::Ours || is_stdin(file));
        // What nobody can tell is a case unless it is said that there is none.
        if !others.iter().any(|(kind, _)| *kind == Kind::Export || self.asked.is_given()) {
            return Ok(None);
        }
        let exports: Vec<PathBuf> = others.into_iter().map(|(_, file)| file).collect();
        if let Some((_, second)) = cases.get(1) {
            let message = "several cases stand beside the files of other tools";
            let help = "judge each case by itself with these files: their facts are those of one case";
            return Err(CliError::new("several-cases", message).named(&name_of(second)).help(help));
        }
        if let Some((_, lines)) = cases.iter().find(|(_, file)| self.reads_lines(file)) {
            let message = "a batch of cases stands beside the files of other tools";
            let help =
                "give one case, or none and say what is to be done: `--create-machine NAME --actor NAME`";
            return Err(CliError::new("several-cases", message).named(&name_of(lines)).help(help));
        }
        if cases.is_empty() && !self.asked.is_given() {
            let answer = exports::import(engine, &exports, None, None, self.asked.hints(&self.whole))?;
            let read = exports::read::<Count>(&answer, None)?;
            if !folder && read.files.iter().all(|file| file.answers.is_empty()) {
                // A case in which nothing is spelled right.
                return Ok(None);
            }
            let first = exports.first().map(|file| name_of(file).into_owned()).unwrap_or_default();
            let message =
                "this is no case, but an answer of another tool, and nothing says what is to be done";
            let help = "say it, for example `--create-machine NAME --environment NAME --actor NAME`; `greenlight facts` reads the facts alone";
            return Err(CliError::new("nothing-asked", message).named(&first).help(help));
        }
        Ok(Some(Mixed { exports, case: cases.pop().map(|(_, file)| file) }))
    }

    /// Judges what is asked by the facts of other tools' files.
    fn judge_exports(
        &self,
        engine: &Engine,
        mixed: &Mixed,
        overlay: &OverlayDocument,
        terminal: &mut Terminal,
    ) -> Result<Exit, CliError> {
        let own = mixed.case.as_deref().map(|file| Document::read_one(file, "case")).transpose()?;
        let hints = self.asked.hints(&self.whole);
        // What asks for nothing is a tenant file, which gives way to what was printed later.
        let (case, tenant): (Option<&Document>, Option<&Document>) = match &own {
            Some(own) if own.has("request") => (Some(own), None),
            own => (None, own.as_ref()),
        };
        let answer = exports::import(engine, &mixed.exports, tenant, case, hints)?;
        let read = exports::read(&answer, case.or(tenant))?;
        let told = render::facts::reservations(&read);
        if !told.is_empty() {
            terminal.tell(&told);
        }
        let document = exports::case_of(&read, own.as_ref(), hints.person)?;
        if self.ask {
            let file = ask::copy_of(Path::new("case.json"));
            return self.converse(engine, document, file, overlay, terminal);
        }
        let mut worker = engine.worker(Limits::JUDGE, Arc::new(NoObserver));
        let judged = self.judge(&mut worker, (1, document), overlay, None, terminal)?;
        let unusable = read.problems.iter().any(|problem| !exports::is_refusal(problem));
        Ok(if unusable { Exit::Unusable } else { judged })
    }

    fn judge_file(
        &self,
        engine: &Engine,
        file: &Path,
        overlay: &OverlayDocument,
        usage: &mut Usage,
        terminal: &mut Terminal,
    ) -> Result<Exit, CliError> {
        let source = SourceText::read(file)?;
        let mut worker = engine.worker(Limits::JUDGE, Arc::new(NoObserver));
        let mut exit = Exit::Done;
        let documents = Document::read_all(&source);
        let several = documents.len() > 1 || self.files.len() > 1;
        for (place, document) in documents.into_iter().enumerate() {
            let used = if several { Some(&mut *usage) } else { None };
            let judged = document
                .and_then(|document| self.judge(&mut worker, (place + 1, document), overlay, used, terminal));
            exit = exit.min(judged.unwrap_or_else(|trouble| self.refuse(terminal, &trouble)));
        }
        Ok(exit)
    }

    fn judge(
        &self,
        worker: &mut Worker<'_>,
        (number, mut document): (usize, Document),
        overlay: &OverlayDocument,
        usage: Option<&mut Usage>,
        terminal: &mut Terminal,
    ) -> Result<Exit, CliError> {
        let several = usage.is_some();
        self.lay_over(&mut document)?;
        let request = self.request((&document).into(), overlay.as_deref(), several)?;
        let failed = |failure: Failure| CliError::from(failure).in_source(&document.source);
        if self.format == Format::Outcome {
            let answer = worker.call(Verb::Outcomes, &request).map_err(failed)?;
            let brief: Brief = answer::read(&answer, Some(&document))?;
            terminal.print_document(&lines::brief(&quoted(&document.source.name), number, answer.trim_end()));
            return Ok(self.exit_of(&brief));
        }
        let answer = worker.call(Verb::Check, &request).map_err(failed)?;
        let report: Report = answer::read(&answer, Some(&document))?;
        if let (Some(usage), Some(overlay)) = (usage, overlay) {
            usage.add(overlay, overlay::waivers(&report));
        }
        if self.format == Format::Json {
            terminal.print_document(&answer);
        } else if self.handover {
            terminal.print(&render::handover::text(&report));
        } else {
            let shown = ReportDisplay { notes: self.notes, several };
            terminal.print(&render::report::words(&report, &document, overlay.as_deref(), shown));
        }
        Ok(self.exit(report.outcome, levels(&report)))
    }

    /// Writes into a case what the command line says of it.
    fn lay_over(&self, document: &mut Document) -> Result<(), CliError> {
        document.set("as_of", &options::or_now(self.as_of)?.to_string(), self.as_of.is_some());
        if let Some(request) = self.asked.json() {
            document.set_json("request", &request.to_string());
        }
        Ok(())
    }

    fn request(
        &self,
        case: RawJson<'_>,
        overlay: Option<&Document>,
        several: bool,
    ) -> Result<String, CliError> {
        let options = self.options(overlay, several);
        request::line(&AboutCase { machine: None, rule: None, places: &[], case, options })
    }

    fn options<'a>(&self, overlay: Option<&'a Document>, several: bool) -> CheckOptions<'a> {
        CheckOptions {
            rulebook: self.rulebook,
            all: self.all,
            receipt: self.receipt,
            suppose_met: self.suppose_met,
            access: self.access,
            parameters: self.parameters,
            // Where people read the questions. A receipt proves the same however it is shown.
            decisive_first: self.format == Format::Words && !several && !self.receipt,
            one_of_many: overlay.map(|_| several),
            overlay: overlay.map(RawJson::from),
        }
    }

    fn exit(&self, outcome: Outcome, mut levels: impl Iterator<Item = Level>) -> Exit {
        let no_way_out = outcome == Outcome::Blocked && self.fail_on.counts(Level::Error);
        if no_way_out || levels.any(|level| self.fail_on.counts(level)) {
            Exit::Blocked
        } else if outcome == Outcome::NeedsFacts {
            Exit::NeedsFacts
        } else {
            Exit::Done
        }
    }

    fn exit_of(&self, brief: &Brief) -> Exit {
        let Brief { outcome, errors, warnings, notes, old } = brief;
        let levels = [(Level::Error, errors), (Level::Warning, warnings), (Level::Note, notes)];
        let found = levels.into_iter().filter(|(_, codes)| !codes.is_empty()).map(|(level, _)| level);
        self.exit(*outcome, found.chain(milder(*old)))
    }

    fn refuse(&self, terminal: &mut Terminal, trouble: &CliError) -> Exit {
        if self.format != Format::Words {
            terminal.print_document(&render::trouble_json(trouble));
        }
        terminal.complain(trouble);
        Exit::Unusable
    }
}

/// How bad what is told is.
fn levels(report: &Report) -> impl Iterator<Item = Level> {
    report.findings.iter().map(|finding| finding.level).chain(milder(report.old.iter().map(|old| old.level)))
}

/// Levels of old facts that count: at level `error` they are unknown, and the outcome tells it.
fn milder(old: impl IntoIterator<Item = Level>) -> impl Iterator<Item = Level> {
    old.into_iter().filter(|level| *level > Level::Error)
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
