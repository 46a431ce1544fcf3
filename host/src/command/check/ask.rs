//! `greenlight check --ask`: asks what is open, one question after another, the one that decides most first, and writes the answers down.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anstyle::Style;
use greenlight_core::open::{Decided, Open, OpenPlace};
use greenlight_core::report::{Outcome, Report};
use serde_json::Value;

use super::{Check, levels};
use crate::answer;
use crate::batch;
use crate::document::{CliError, Document, is_stdin};
use crate::engine::{Engine, Limits, NoObserver, Verb, Worker};
use crate::exit::Exit;
use crate::output::{Existing, Output};
use crate::overlay::OverlayDocument;
use crate::render::{self, plural, printable};
use crate::request::{self, AboutCase, OpenOptions, RawJson};
use crate::terminal::Terminal;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

const HELP: &str = "answer as a case has it: a word, a number, true or false, a day, or a list such as `a, b`; nothing skips the question; `?` shows what can be chosen; `q` ends";

impl Check {
    /// The one case about which can be asked.
    pub(super) fn only_case(&self) -> Result<(Document, &Path), CliError> {
        match self.files.as_slice() {
            [file] if !is_stdin(file) && !batch::is_lines(file) => {
                Ok((Document::read_one(file, "case")?, file))
            }
            _ => {
                let help = "give one file with one case; answers are read from standard input";
                Err(CliError::new("one-case", "`--ask` asks about one case in a file").help(help))
            }
        }
    }

    /// Asks what is open in a case, and judges it with the answers.
    pub(super) fn converse(
        &self,
        engine: &Engine,
        mut document: Document,
        file: PathBuf,
        overlay: &OverlayDocument,
        terminal: &mut Terminal,
    ) -> Result<Exit, CliError> {
        if let Some(request) = self.asked.json()
            && let Some(text) = document.with("/request", &request)
        {
            document = document.rewritten(text)?;
        }
        let mut worker = engine.worker(Limits::SEARCH, Arc::new(NoObserver));
        let mut look = |document: &mut Document| self.look(&mut worker, overlay, document);
        if !can_answer() {
            let seen = look(&mut document)?;
            terminal.print(&order(&seen));
            return Ok(self.exit(seen.report.outcome, levels(&seen.report)));
        }
        let conversation = Conversation { document, look: &mut look, file };
        let document = conversation.hold(&mut io::stdin().lock(), terminal)?;
        self.judge(&mut worker, (1, document), overlay, None, terminal)
    }

    /// Asks the engine about a case as it stands.
    fn look(
        &self,
        worker: &mut Worker<'_>,
        overlay: &OverlayDocument,
        document: &mut Document,
    ) -> Result<CaseAnswers, CliError> {
        self.lay_over(document)?;
        let options = OpenOptions { rulebook: self.rulebook, overlay: overlay.as_deref().map(RawJson::from) };
        let open = AboutCase { machine: None, rule: None, places: &[], case: (&*document).into(), options };
        let open = worker.call(Verb::Open, &request::text(&open)?)?;
        let check = self.request((&*document).into(), overlay.as_deref(), false)?;
        let report = worker.call(Verb::Check, &check)?;
        Ok(CaseAnswers {
            open: answer::read(&open, Some(document))?,
            report: answer::read(&report, Some(document))?,
        })
    }
}

/// Whether somebody sits there who can be asked.
fn can_answer() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What the engine says of a document.
struct CaseAnswers {
    open: Open,
    report: Report,
}

/// A conversation about one case.
struct Conversation<'a> {
    /// The case as it is known now.
    document: Document,
    /// Asks the engine.
    look: &'a mut dyn FnMut(&mut Document) -> Result<CaseAnswers, CliError>,
    /// Where the answers are written to.
    file: PathBuf,
}

impl Conversation<'_> {
    /// Asks until the outcome is decided, nothing is left to ask, or the other side ends. Gives the case with its answers.
    ///
    /// # Errors
    /// A case that cannot be judged, or answers that cannot be written.
    fn hold(mut self, input: &mut dyn BufRead, terminal: &mut Terminal) -> Result<Document, CliError> {
        let mut seen = (self.look)(&mut self.document)?;
        let mut passed = BTreeSet::new();
        let mut answered = 0_u64;
        terminal.print_line(&standing(&seen));
        terminal.print_line(&format!("{DIM}{HELP}{DIM:#}"));
        while let Some(place) = next(&seen, &passed).filter(|_| seen.open.decided != Decided::Yes) {
            terminal.prompt(&question(place));
            let mut line = String::new();
            let read = input.read_line(&mut line).map_err(|error| CliError::unreadable("<stdin>", &error))?;
            match line.trim() {
                _ if read == 0 => break,
                "q" => break,
                "" => {
                    passed.insert(place.at.as_str().to_owned());
                }
                "?" => terminal.print(&render::open::choices_of(place)),
                answer => match self.answer(place, answer) {
                    Ok((document, now)) => {
                        write(&self.file, &document)?;
                        terminal.print_line(&led(&seen, &now));
                        (self.document, seen, answered) = (document, now, answered + 1);
                    }
                    Err(trouble) => terminal.complain(&trouble),
                },
            }
        }
        if answered > 0 {
            let file = self.file.to_string_lossy();
            terminal.print_line(&format!("\n{} in `{}`\n", plural(answered, "answer"), printable(&file)));
        }
        Ok(self.document)
    }

    /// The case with an answer, understood as the first of its meanings that the engine takes.
    fn answer(&mut self, place: &OpenPlace, answer: &str) -> Result<(Document, CaseAnswers), CliError> {
        let mut refused = None;
        for value in meanings(answer, place.whole.is_some()) {
            let taken = self.document.with(place.at.as_str(), &value).ok_or_else(|| {
                CliError::new("not-writable", format!("the case has no place for `{}`", place.at.as_str()))
            });
            let seen = taken.and_then(|text| {
                let mut document = self.document.rewritten(text)?;
                let seen = (self.look)(&mut document)?;
                Ok((document, seen))
            });
            match seen {
                Ok(seen) => return Ok(seen),
                Err(trouble) => {
                    refused.get_or_insert(trouble);
                }
            }
        }
        Err(refused.unwrap_or_else(|| CliError::new("no-answer", "this means nothing").help(HELP)))
    }
}

/// The open places in the order in which they are asked, a line each.
fn order(seen: &CaseAnswers) -> String {
    let mut out = String::new();
    for place in places(seen) {
        let _ = writeln!(out, "{}: {}", printable(place.at.as_str()), printable(&place.message));
    }
    out
}

/// Where the answers of a case are written to: a copy beside it that is not there yet.
pub(super) fn copy_of(case: &Path) -> PathBuf {
    let stem = case.file_stem().unwrap_or_default().to_string_lossy();
    let extension = case.extension().map_or("json".into(), |extension| extension.to_string_lossy());
    let name = |number: u32| match number {
        1 => case.with_file_name(format!("{stem}.answered.{extension}")),
        number => case.with_file_name(format!("{stem}.answered-{number}.{extension}")),
    };
    // Whoever has a thousand of them writes over the first.
    (1..1000).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(1))
}

/// The fields of the request that are asked for, then the facts.
fn places(seen: &CaseAnswers) -> impl Iterator<Item = &OpenPlace> {
    let asked = |place: &&OpenPlace| seen.report.questions.iter().any(|question| question.at == place.at);
    seen.open.fields.iter().filter(asked).chain(&seen.open.questions)
}

fn next<'s>(seen: &'s CaseAnswers, passed: &BTreeSet<String>) -> Option<&'s OpenPlace> {
    places(seen).find(|place| !passed.contains(place.at.as_str()))
}

fn question(place: &OpenPlace) -> String {
    let (at, rules) = (printable(place.at.as_str()), render::open::rules(&place.rules));
    format!("\n{BOLD}{}{BOLD:#}\n{DIM}{at}  {rules}{DIM:#}\n> ", printable(&place.message))
}

fn standing(seen: &CaseAnswers) -> String {
    let left = plural(places(seen).count() as u64, "question");
    match (seen.open.decided, seen.open.outcome) {
        (Decided::Yes, outcome) => format!("{}, whatever else is said", outcome.word()),
        (_, Outcome::NeedsFacts) => format!("still open: {left}"),
        (_, outcome) => format!("{}: {left}", outcome.word()),
    }
}

/// What an answer did: what is broken now and was not, and how things stand.
fn led(before: &CaseAnswers, now: &CaseAnswers) -> String {
    let known = |code: &str, at: &str| {
        before.report.findings.iter().any(|finding| &*finding.code == code && finding.at.as_str() == at)
    };
    let mut out = String::new();
    for finding in now.report.findings.iter().filter(|finding| !known(&finding.code, finding.at.as_str())) {
        let style = render::level_style(finding.level);
        let _ = writeln!(out, "{style}{}{style:#} {}", finding.code, printable(&finding.message));
    }
    out + &standing(now)
}

/// What an answer can mean, the likeliest first.
fn meanings(answer: &str, is_list: bool) -> Vec<Value> {
    let one = |text: &str| match text {
        "yes" => vec![Value::Bool(true), text.into()],
        "no" => vec![Value::Bool(false), text.into()],
        text => serde_json::from_str(text).into_iter().chain([text.into()]).collect(),
    };
    let members = answer.split(',').map(str::trim).filter(|member| !member.is_empty() && *member != "none");
    let listed = Value::from(members.map(Value::from).collect::<Vec<_>>());
    let mut meanings = one(answer);
    meanings.insert(if is_list { 0 } else { meanings.len() }, listed);
    meanings
}

fn write(file: &Path, document: &Document) -> Result<(), CliError> {
    let mut output = Output::create(file, Existing::Replace, &[])?;
    output.write(&document.source.text).map_err(|error| CliError::unwritable(file, &error))?;
    output.finish()
}

#[cfg(test)]
#[expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use std::cell::RefCell;
    use std::io::Write;
    use std::rc::Rc;

    use clap::Parser;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        check: Check,
    }

    /// What is printed, for the test to read.
    #[derive(Clone, Default)]
    struct ReportDisplay(Rc<RefCell<Vec<u8>>>);

    impl Write for ReportDisplay {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Holds a conversation about a case; what is shown, and what stands in the copy.
    fn check(case: &str, answers: &str, expected: Expect) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.yaml");
        std::fs::write(&path, case).unwrap();
        let arguments = ["check", path.to_str().unwrap(), "--ask", "--rulebook", "2024-01-24"];
        let command = Command::parse_from(arguments).check;
        let engine = Engine::load().unwrap();
        let (document, file) = command.only_case().unwrap();
        let copy = copy_of(file);
        let shown = ReportDisplay::default();
        let mut terminal = Terminal::writing_to(Box::new(shown.clone()));
        let mut worker = engine.worker(Limits::SEARCH, Arc::new(NoObserver));
        let mut look = |document: &mut Document| command.look(&mut worker, &None, document);
        let conversation = Conversation { document, look: &mut look, file: copy.clone() };
        conversation.hold(&mut answers.as_bytes(), &mut terminal).unwrap();
        let mut told = String::from_utf8(shown.0.borrow().clone()).unwrap();
        told = told.replace(&*folder.path().to_string_lossy(), "");
        let written = std::fs::read_to_string(&copy).unwrap_or_default();
        let before: Vec<&str> = case.lines().collect();
        for line in written.lines().filter(|line| !before.contains(line)) {
            let _ = writeln!(told, "+ {line}");
        }
        expected.assert_eq(&told);
    }

    const CASE: &str = include_str!("../../../templates/case.yaml");

    #[test]
    fn answers_are_asked_for_until_nothing_is_open() {
        let case = CASE.replace("generation: 2", "").replace("    hosted_rpa_addons: 3\n", "");
        check(
            &case,
            "?\nmany\n\n2\n5\n",
            expect![[r#"
                still open: 2 questions
                answer as a case has it: a word, a number, true or false, a day, or a list such as `a, b`; nothing skips the question; `?` shows what can be chosen; `q` ends

                for environment `prod`: hosted RPA add-ons bought and assigned to it
                /environments/prod/hosted_rpa_addons  LIC001
                >     possible: 3 or more
                    impossible: 0 to 2 (LIC001)

                for environment `prod`: hosted RPA add-ons bought and assigned to it
                /environments/prod/hosted_rpa_addons  LIC001
                > 
                for environment `prod`: hosted RPA add-ons bought and assigned to it
                /environments/prod/hosted_rpa_addons  LIC001
                > 
                for image `finance`: Hyper-V generation of its definition
                /images/finance/generation  IMG004
                > still open: 1 question

                1 answer in `/case.answered.yaml`

                +     generation: 2
            "#]],
        );
        check(
            &case,
            "q\n",
            expect![[r#"
            still open: 2 questions
            answer as a case has it: a word, a number, true or false, a day, or a list such as `a, b`; nothing skips the question; `?` shows what can be chosen; `q` ends

            for environment `prod`: hosted RPA add-ons bought and assigned to it
            /environments/prod/hosted_rpa_addons  LIC001
            > "#]],
        );
        check(
            &case,
            "0\n",
            expect![[r#"
                still open: 2 questions
                answer as a case has it: a word, a number, true or false, a day, or a list such as `a, b`; nothing skips the question; `?` shows what can be chosen; `q` ends

                for environment `prod`: hosted RPA add-ons bought and assigned to it
                /environments/prod/hosted_rpa_addons  LIC001
                > LIC001 environment `prod` has no unit of hosted RPA add-on, but needs 3 units
                blocked, whatever else is said

                1 answer in `/case.answered.yaml`

                +     hosted_rpa_addons: 0
            "#]],
        );
    }
}
