//! Facts from files that `az`, Microsoft Graph, Dataverse, Power Platform, Terraform, Bicep and `Microsoft365DSC` print.
//!
//! A file is known by its content. Its records are read twice: first for who and what their ids stand for, across all files, then for the facts
//! they say. What is absent, null or cut off is unknown; a list is whole only where its call, or a person, says so.

mod answer;
mod azure;
pub mod by_hand;
pub mod calls;
mod claims;
mod dataverse;
mod document;
mod dsc;
pub mod gather;
mod graph;
mod held;
mod ids;
mod names;
mod plan;
mod power_platform;
mod probe;
mod problem;
mod reading;
mod refresh;
pub mod report;
mod row;
mod rows;
pub mod stated;
pub mod supplier;
mod text;

use crate::facts::Case;
use crate::vocabulary::expected;
use crate::vocabulary::instant::Instant;
use answer::{Answer, Opened, Partial};
use calls::{Call, Whole};
pub use claims::Sources;
use claims::{Claiming, Claims, Joined};
use greenlight_json::{Pointer, object};
use names::{NameHints, Names};
pub use problem::{Problem, ProblemCode};
use reading::Reading;
use report::{AnswerReport, FileReport, Imported};
use row::{ReadMembers, Row};
use serde_json::Value;
use stated::{FactsWithOrigins, Origins};

/// A file to import.
#[derive(Clone, Debug, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "ImportFile", deny_unknown_fields)
)]
pub struct File {
    /// By which name it is told of.
    pub name: String,
    /// What stands in it.
    pub text: String,
    /// When it was written.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub observed_at: Option<Instant>,
}

object!(File, expected::FILE, { name: required, text: required, observed_at });

/// What the files do not say by themselves.
#[derive(Clone, Debug, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "ImportHints", deny_unknown_fields, default)
)]
pub struct Hints {
    /// The environment of files that do not say theirs.
    pub environment: Option<String>,
    /// The person of files that do not say whose they are.
    pub person: Option<String>,
    /// The network connection, or the subnet, that is meant where one virtual network has several.
    pub network: Option<String>,
    /// The VM image that is meant where several are made of one image definition.
    pub image: Option<String>,
    /// Calls, by their ids, whose lists somebody vouches to be whole.
    pub whole: Vec<String>,
    /// Whether each fact is written with the file it was read from and when it was observed.
    pub origins: bool,
}

object!(Hints, expected::HINTS, {
    environment, person, network, image, whole, origins,
});

/// An answer that was recognised, with what its readers asked for.
#[derive(Debug)]
struct RecognisedAnswer {
    answer: Answer,
    call: &'static Call,
    asked: ReadMembers,
    /// Why a list of it is not whole, although somebody vouches for it.
    open: Option<&'static str>,
}

/// Facts that are known beside the files.
#[derive(Clone, Copy, Debug, Default)]
pub struct KnownFacts<'f> {
    /// Those of an older tenant file, which stay where the files say nothing.
    pub tenant: Option<&'f Case>,
    /// Those of a case, which hold whatever the files say.
    pub case: Option<&'f Case>,
}

impl KnownFacts<'_> {
    const fn is_nothing(&self) -> bool {
        self.tenant.is_none() && self.case.is_none()
    }
}

/// Reads facts out of files, over those of an older tenant file and below those of a case. The order of the files does not matter.
pub fn import(files: &[File], beside: KnownFacts<'_>, hints: &Hints) -> Imported {
    let mut read = Files::default();
    for file in files {
        read.begin(&file.name, file.observed_at);
        read.add(&file.text);
    }
    read.joined(beside, hints)
}

/// Files that are read one after the other, each of them in pieces; of their texts only what is not understood yet is held.
#[derive(Debug, Default)]
pub struct Files {
    names: Vec<String>,
    open: Option<(Reading, Option<Instant>)>,
    known: Vec<RecognisedAnswer>,
    problems: Vec<Problem>,
}

/// So much of a text is looked at in one piece.
const PIECE: usize = 1 << 16;

impl Files {
    /// Begins the next file; the one before is at its end.
    pub fn begin(&mut self, name: &str, observed_at: Option<Instant>) {
        self.end();
        self.names.push(name.to_owned());
        self.open = Some((Reading::default(), observed_at));
    }

    /// Takes the next piece of the file's text, however it was cut.
    pub fn add(&mut self, mut text: &str) {
        let Some((reading, _)) = &mut self.open else { return };
        while !text.is_empty() {
            let (piece, rest) = text.split_at(text.floor_char_boundary(PIECE));
            reading.add(piece);
            text = rest;
        }
    }

    /// The file is at its end: what it answers to is looked for.
    fn end(&mut self) {
        let Some((reading, observed_at)) = self.open.take() else { return };
        let place = self.names.len().saturating_sub(1);
        let name = self.names.last().map_or("", String::as_str);
        let opened = match reading.finish(name) {
            Ok(values) => answer::open(place, name, observed_at, values),
            Err(problem) => Opened { answers: Vec::new(), problems: vec![problem] },
        };
        self.problems.extend(opened.problems);
        for answer in opened.answers {
            let empty = (answer.rows.is_empty() && answer.listed).then_some(&calls::EMPTY);
            let call = calls::recognise(&answer.context, answer.rows.first()).or(empty);
            if let Some(call) = call.filter(|call| answer.rows.serve(call)) {
                self.known.push(RecognisedAnswer { answer, call, asked: ReadMembers::of(call), open: None });
                continue;
            }
            let help = "`greenlight facts --help` tells whose answers are understood";
            let message = "no call that is known answers like this";
            let problem = Problem::new(ProblemCode::Unrecognised, name, message, help);
            self.problems.push(problem.at(answer.at));
        }
    }

    /// What all of them say, over the facts of an older tenant file and below those of a case.
    pub fn joined(mut self, beside: KnownFacts<'_>, hints: &Hints) -> Imported {
        self.end();
        let Self { names, known, problems, .. } = self;
        joined(&names, known, problems, beside, hints)
    }
}

fn joined(
    files: &[String],
    mut known: Vec<RecognisedAnswer>,
    problems: Vec<Problem>,
    beside: KnownFacts<'_>,
    hints: &Hints,
) -> Imported {
    // Plans last: what is told by whole ids comes first.
    known.sort_by_key(|it| it.call.planned);
    let names = names(&known, hints);
    let mut claims = Claims::default();
    for it in &mut known {
        let records = it.answer.rows.taken();
        it.open =
            facts(it, records, &names, Claiming::of(&mut claims, &it.answer, it.call, whole(it, hints)));
    }
    drop(names);
    let reports = file_reports(files, &known, &claims, hints);
    drop(known);
    let Joined { facts, sources, contradictions } = claims.join(files);
    let (mut changes, mut overruled) = (Vec::new(), Vec::new());
    let from = |fact: &Pointer| sources.first(fact);
    let mut told = (contradictions, problems);
    let facts = if beside.is_nothing() {
        facts
    } else {
        let mut facts = document::canonical(facts, &from, &mut told);
        if let Some(Value::Object(old)) =
            beside.tenant.and_then(|tenant| serde_json::to_value(&tenant.facts).ok())
        {
            facts = refresh::over(old, &facts, &mut changes);
        }
        if let Some(Value::Object(case)) = beside.case.and_then(|case| serde_json::to_value(&case.facts).ok())
        {
            facts = refresh::over(facts, &case, &mut overruled);
        }
        Value::Object(facts).to_string()
    };
    let facts = document::read(facts, &from, &mut told);
    let (contradictions, mut problems) = told;
    problems.sort_by(|one, other| (&one.file, one.line, &one.at).cmp(&(&other.file, other.line, &other.at)));
    let origins = hints.origins.then(|| Origins::of(sources.clone(), beside)).flatten();
    Imported {
        format_version: 1,
        facts: FactsWithOrigins { facts, origins },
        files: reports,
        problems,
        contradictions,
        changes,
        overruled,
        sources,
    }
}

fn names(known: &[RecognisedAnswer], hints: &Hints) -> Names {
    let Hints { environment, person, network, image, .. } = hints.clone();
    let mut names = Names::told(NameHints { environment, person, network, image });
    for it in known {
        let mut first = 0;
        for rows in it.answer.rows.blocks() {
            for row in Row::of(&rows, first, &it.answer, &it.asked) {
                (it.call.names)(&row, &mut names);
            }
            first += rows.len();
        }
    }
    names.settle();
    names
}

/// What the records of an answer say; why a list of it is not whole, although somebody vouches for it.
fn facts(
    it: &RecognisedAnswer,
    records: impl Iterator<Item = Vec<Value>>,
    names: &Names,
    mut claims: Claiming<'_>,
) -> Option<&'static str> {
    let mut read = |records: &[Value], first: usize| {
        let rows: Vec<Row<'_>> = Row::of(records, first, &it.answer, &it.asked).collect();
        (it.call.facts)(&rows, names, &mut claims);
    };
    if it.call.each {
        let mut first = 0;
        for records in records {
            read(&records, first);
            first += records.len();
        }
    } else {
        read(&records.flatten().collect::<Vec<_>>(), 0);
    }
    claims.finish()
}

/// Whether the lists of an answer are whole: by its call, or because somebody vouches for it; never when it was cut off.
fn whole(it: &RecognisedAnswer, hints: &Hints) -> bool {
    let vouched = hints.whole.iter().any(|call| call == it.call.id);
    match (it.answer.partial, it.call.whole) {
        (Some(Partial::Cut), _) | (_, Whole::Never(_)) => false,
        (Some(Partial::Paged), _) | (None, Whole::Told(_)) => vouched,
        (None, Whole::One | Whole::Unpaged) => true,
    }
}

fn file_reports(
    files: &[String],
    known: &[RecognisedAnswer],
    claims: &Claims,
    hints: &Hints,
) -> Vec<FileReport> {
    let facts = claims.facts_below(known.iter().map(|it| (it.answer.file, &it.answer.at)));
    let mut reports: Vec<FileReport> =
        files.iter().map(|name| FileReport { name: name.clone(), answers: Vec::new() }).collect();
    for it in known {
        let place = (it.answer.file, it.answer.at.as_str());
        let report = AnswerReport {
            call: it.call.id.into(),
            at: it.answer.at.clone(),
            records: number(it.answer.rows.len()),
            facts: number(facts.get(&place).copied().unwrap_or_default()),
            planned: it.call.planned,
            partial: partial(it, whole(it, hints)),
            unread: it.asked.unread(it.answer.rows.members()),
            unlike: it.asked.wrong(),
        };
        if let Some(file) = reports.get_mut(it.answer.file) {
            file.answers.push(report);
        }
    }
    reports
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Why an answer is partial, and what would make it whole; of one that says no facts, nothing.
fn partial(it: &RecognisedAnswer, whole: bool) -> Option<String> {
    match (it.answer.partial, it.call.whole) {
        _ if it.open.is_some() => it.open.map(|why| format!("not whole, although it is vouched for: {why}")),
        _ if whole || it.call.supplies.is_empty() => None,
        (Some(Partial::Cut), _) => {
            Some("it was cut off: print it with `ConvertTo-Json -Depth 10`".to_owned())
        }
        (_, Whole::Never(why)) => Some(format!("never whole: {why}")),
        (Some(Partial::Paged), _) => {
            Some(format!("there are more pages: fetch them all, and say `--whole {}`", it.call.id))
        }
        (None, Whole::Told(what)) => {
            Some(format!("it takes {what}: say `--whole {}` where that is so", it.call.id))
        }
        (None, Whole::One | Whole::Unpaged) => None,
    }
}
