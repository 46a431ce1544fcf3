//! The engine's verbs on text: what every door (wasmtime, browser, native tests) exports, byte for byte.

use crate::case::Case;
use crate::context::Context;
use crate::error::{Code, Error, closest};
use crate::evaluate;
use crate::instant::Day;
use crate::ledger::Ledger;
use crate::object::object;
use crate::parse;
use crate::pointer::Pointer;
use crate::report::{ENGINE, Engine, Fixer, Level, Provenance, Receipt, Report, Source};
use crate::rule::Rule;
use crate::rulebook::{self, Rulebook};
use crate::rules;
use crate::scenario::Scenario;
use crate::simulate::{self, summary::Summary};
use crate::trace::Recorder;
use crate::words;
use crate::write::{Written, text, written};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// Room for an answer of usual length, so that it need not be moved while it grows.
const USUAL_BYTES: usize = 2048;

/// What the engine tells while it works; its answers do not depend on it.
pub trait Host {
    /// Takes whole JSON Lines of a trace, at least 64 KiB at a time or the rest at the end.
    fn emit(&mut self, chunk: &str);

    /// Hears how far a long computation is, at most every 2^16 events; `false` stops it.
    fn progress(&mut self, done: u64, total: u64) -> bool;
}

/// A host that hears nothing and never stops the engine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Host for Silent {
    fn emit(&mut self, _chunk: &str) {}

    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// What [`check`] is asked.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct CheckRequest {
    /// The case.
    pub case: Case,
    /// How it is to be judged.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: CheckOptions,
}

object!(CheckRequest, "a request: `{case: …, options: …}`", { case: required, options });

/// How a case is to be judged.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct CheckOptions {
    /// Judge by what was published by this day; by the newest complete rulebook unless said.
    pub rulebook: Option<Day>,
    /// List every verdict.
    pub all: bool,
    /// Add digests of request and report.
    pub receipt: bool,
}

object!(CheckOptions, "options: `{rulebook: …, all: …, receipt: …}`", { rulebook, all, receipt });

/// What [`explain`] is asked.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ExplainRequest {
    /// The rule's code, in any case.
    pub code: String,
}

object!(ExplainRequest, "a code: `{code: …}`", { code: required });

/// Names and versions of the engine and of its rulebooks.
pub fn describe() -> String {
    text(&described(), 0)
}

/// [`describe`], before it is text.
pub fn described() -> Description {
    Description {
        engine: ENGINE,
        format_version: crate::report::FORMAT_VERSION,
        rulebook: rulebook::DEFAULT,
        rules: u32::try_from(rules::ALL.len()).unwrap_or(u32::MAX),
    }
}

/// Judges a case: the request `{"case": …, "options": …}` gives a report, or `{"error": …}`.
pub fn check(request: &str) -> String {
    answer(checked(request))
}

/// [`check`], before it is text.
///
/// # Errors
/// What is wrong with the request.
pub fn checked(request: &str) -> Result<Report, Error> {
    let asked: CheckRequest = parse::document(request).map_err(|error| error.relative_to("case"))?;
    let mut report = judged(&asked.case, asked.options.rulebook, asked.options.all)?;
    if asked.options.receipt {
        report.receipt = Some(receipt(request, &report)?);
    }
    Ok(report)
}

/// Judges a batch: one request a line, one answer a line. Empty lines stay empty.
pub fn check_lines(requests: &str) -> String {
    let mut answers = String::with_capacity(requests.len());
    for line in requests.lines() {
        if !line.trim().is_empty() {
            answers.push_str(&check(line));
        }
        answers.push('\n');
    }
    answers
}

/// Judges a case that is already read.
///
/// # Errors
/// A name that refers to nothing, no request or instant, or an instant before the first rulebook.
pub fn judged(case: &Case, rulebook: Option<Day>, all: bool) -> Result<Report, Error> {
    case.resolve()?;
    let missing = |field: &str, help: &str| {
        Error::new(
            Code::MissingField,
            Pointer::ROOT.key(field),
            format!("the field `{field}` is missing"),
            help,
        )
    };
    let now =
        case.as_of.ok_or_else(|| missing("as_of", "say which instant is judged: `as_of: 2024-02-12`"))?;
    let help = "say who wants to do what: `request: {actor: maker-a, create-machine: {environment: prod}}`";
    let request = case.request.as_ref().ok_or_else(|| missing("request", help))?;
    let ledger = Ledger::default();
    let cx = Context { case, ledger: &ledger, request, now, book: book(rulebook)?, simulated: None };
    evaluate::report(&cx, all)
}

/// What [`simulate`] is asked.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct SimulateRequest {
    /// The scenario.
    pub scenario: Scenario,
    /// How it is to be simulated.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: SimulateOptions,
}

object!(SimulateRequest, "a scenario and options: `{scenario: …, options: …}`", { scenario: required, options });

/// How a scenario is to be simulated.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct SimulateOptions {
    /// Judge by what was published by this day; by the newest complete rulebook unless said.
    pub rulebook: Option<Day>,
    /// Tell the trace through the host.
    pub trace: bool,
    /// List each request and each machine even when they are many.
    pub each: bool,
}

object!(SimulateOptions, "options: `{rulebook: …, trace: …, each: …}`", { rulebook, trace, each });

/// Simulates a scenario: the request `{"scenario": …, "options": …}` gives a summary, or `{"error": …}`.
pub fn simulate(request: &str, host: &mut dyn Host) -> String {
    answer(simulated(request, host))
}

/// [`simulate`], before it is text.
///
/// # Errors
/// What is wrong with the request.
pub fn simulated(request: &str, host: &mut dyn Host) -> Result<Summary, Error> {
    let asked: SimulateRequest = parse::document(request).map_err(|error| error.relative_to("scenario"))?;
    let SimulateRequest { scenario, options } = asked;
    let mut document = serde_json::Value::Null;
    if options.trace || simulate::needs_document(&scenario) {
        let mut whole: serde_json::Value = parse::document(request)?;
        document = whole.get_mut("scenario").map(serde_json::Value::take).unwrap_or_default();
    }
    let book = book(options.rulebook)?;
    let mut recorder = if options.trace { Recorder::emitting() } else { Recorder::Off };
    let summary = simulate::run(&scenario, &document, book, options.each, &mut recorder, host)?;
    // A recorder that only tells finds nothing that differs.
    let _ = recorder.finish(host);
    Ok(summary)
}

/// Runs a trace again: whether every line is the same, and the first that is not; or `{"error": …}`.
pub fn replay(trace: &str, host: &mut dyn Host) -> String {
    answer(simulate::replay::replay(trace, host))
}

/// The rulebook of a day, or the newest complete one.
///
/// # Errors
/// When the day lies before the first rulebook.
pub fn book(day: Option<Day>) -> Result<Rulebook, Error> {
    let day = day.unwrap_or(rulebook::DEFAULT);
    Rulebook::of(day).ok_or_else(|| {
        let message = format!("there is no rulebook of {day}: the first is of {}", rulebook::FIRST);
        Error::new(
            Code::NotInForce,
            Pointer::ROOT.key("options").key("rulebook"),
            message,
            "choose a later day",
        )
    })
}

/// Everything about one rule: `{"code": "IMG004"}`, in any case.
pub fn explain(request: &str) -> String {
    answer(explained(request))
}

/// [`explain`], before it is text.
///
/// # Errors
/// When there is no such rule.
pub fn explained(request: &str) -> Result<Entry, Error> {
    let asked: ExplainRequest = parse::document(request)?;
    let code = asked.code.trim();
    let rule = rules::find(code).ok_or_else(|| {
        let codes = rules::ALL.iter().map(|rule| rule.id.code());
        let help = match closest(code, codes) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`greenlight rules` lists them all".to_owned(),
        };
        let message = format!("there is no rule `{code}`");
        Error::new(Code::UnknownCode, Pointer::ROOT.key("code"), message, help)
    })?;
    Ok(Entry::of(rule, true))
}

/// All rules, without their pages.
pub fn list_rules() -> String {
    text(&listed_rules(), 0)
}

/// [`list_rules`], before it is text.
pub fn listed_rules() -> Rules {
    Rules { rules: rules::ALL.iter().map(|rule| Entry::of(rule, false)).collect() }
}

written! {
    /// What the engine is.
    pub struct Description {
        engine: Engine,
        /// Version of the documents' shape.
        format_version: &'static str,
        /// The newest complete rulebook.
        rulebook: Day,
        /// How many rules there are.
        rules: u32,
    }

    /// All rules.
    pub struct Rules {
        rules: Vec<Entry>,
    }

    /// What is said about a rule.
    pub struct Entry {
        code: &'static str,
        name: &'static str,
        family: &'static str,
        level: Level,
        /// The actions it judges.
        actions: Vec<&'static str>,
        provenance: Provenance,
        source: Source,
        /// Who can mend it, the least role first.
        fixers: &'static [Fixer],
        /// The page about it, in Markdown, where pages are compiled in; the npm package has them in `pages.json`, by code.
        #[left_out = "Option::is_none"]
        page: Option<String>,
    }
}

impl Entry {
    fn of(rule: &Rule, page: bool) -> Self {
        Self {
            code: rule.id.code(),
            name: rule.name,
            family: rule.id.family(),
            level: rule.level,
            actions: rule.judges.iter().map(crate::case::request::Action::word).collect(),
            provenance: rule.provenance,
            source: words::source(rule),
            fixers: rule.fixers,
            page: if page { whole_page(rule) } else { None },
        }
    }
}

/// The page about a rule, where pages are compiled in.
#[cfg(feature = "pages")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn whole_page(rule: &Rule) -> Option<String> {
    Some(rules::page::page(rule))
}

#[cfg(not(feature = "pages"))]
fn whole_page(_: &Rule) -> Option<String> {
    None
}

/// Digests of the request, whatever its spacing and order of keys, and of the report.
fn receipt(request: &str, report: &Report) -> Result<Receipt, Error> {
    Ok(Receipt { request: digest(&parse::canonical(request)?), report: digest(&text(report, USUAL_BYTES)) })
}

fn digest(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn answer<T: Written>(result: Result<T, Error>) -> String {
    match result {
        Ok(value) => text(&value, USUAL_BYTES),
        Err(error) => error.answer(),
    }
}
