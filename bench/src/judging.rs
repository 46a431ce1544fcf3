//! Judging, native and on one thread: from text to answer, and from parsed input to verdicts.

use crate::measure::{Contender, compare, median_us, table};
use crate::neutral::{self, Request};
use crate::{convert, corpus, floor};
use greenlight_core::evaluation::{self, Subject};
use greenlight_core::facts::ledger::Ledger;
use greenlight_core::json;
use greenlight_core::rules::context::Context;
use greenlight_core::verbs::{self, CheckOptions, CheckRequest};
use serde::de::IgnoredAny;
use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;

/// Turns that each contender takes.
pub(crate) const ROUNDS: usize = 15;

/// The corpus's requests for the engine.
///
/// # Errors
/// When the corpus is damaged.
pub fn texts() -> Result<Vec<String>, serde_json::Error> {
    let lines = corpus::requests();
    let requests = lines.iter().map(|line| neutral::parse(line));
    requests.map(|request| Ok(convert::check_request(&request?))).collect()
}

/// From JSON text to the answer.
///
/// # Errors
/// When the corpus is damaged.
pub fn text() -> Result<String, Box<dyn Error>> {
    let (lines, texts) = (corpus::requests(), texts()?);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let half = |odd: usize| -> Vec<&str> { texts.iter().copied().skip(odd).step_by(2).collect() };
    let (valid, broken) = (half(0), half(1));
    let figures = compare(
        ROUNDS,
        vec![
            pass("floor, 25 rules", &lines, floor::check),
            pass("greenlight, whole rulebook", &texts, verbs::text::check),
            pass("… the valid half", &valid, verbs::text::check),
            pass("… the broken half", &broken, verbs::text::check),
            pass("… reading alone", &texts, json::from_str::<CheckRequest>),
            pass("serde_json skipping the request", &lines, skip),
            pass("serde_json skipping the case", &texts, skip),
        ],
    );
    let mut told = table("JSON text to answer", &figures);
    let mean = |lengths: Vec<usize>| lengths.iter().sum::<usize>() / lengths.len().max(1);
    let _ = writeln!(
        told,
        "\nbytes on average: request {}, case {}, report {}; median of single requests: floor {:.1} µs, greenlight {:.1} µs",
        mean(lines.iter().map(|line| line.len()).collect()),
        mean(texts.iter().map(|text| text.len()).collect()),
        mean(texts.iter().map(|text| verbs::text::check(text).len()).collect()),
        median_us(20, &lines, floor::check),
        median_us(20, &texts, verbs::text::check),
    );
    Ok(told)
}

/// From parsed input to verdicts.
///
/// # Errors
/// When the corpus is damaged.
pub fn parsed() -> Result<String, Box<dyn Error>> {
    let lines = corpus::requests();
    let requests = lines.iter().map(|line| neutral::parse(line));
    let requests: Vec<Request<'_>> = requests.collect::<Result<_, _>>()?;
    let texts = texts()?;
    let cases = texts.iter().map(|text| json::from_str(text));
    let cases: Vec<CheckRequest> = cases.collect::<Result<_, _>>().map_err(|error| error.message)?;
    let ledger = Ledger::default();
    let book = convert::BOOK.rulebook();
    let contexts: Vec<Subject<'_>> = cases
        .iter()
        .filter_map(|asked| {
            let (request, now) = (asked.case.request.as_ref()?, asked.case.as_of?);
            Some(Context::new(&asked.case, &ledger, request, now, book).into())
        })
        .collect();
    let requests: Vec<&Request<'_>> = requests.iter().collect();
    let contexts: Vec<&Subject<'_>> = contexts.iter().collect();
    let cases: Vec<&CheckRequest> = cases.iter().collect();
    let figures = compare(
        ROUNDS,
        vec![
            pass("floor, 25 rules", &requests, floor::judge),
            pass("greenlight, whole rulebook", &contexts, evaluation::judge),
            pass("… with the report in words", &cases, |asked| {
                verbs::check::check(
                    &asked.case,
                    &CheckOptions {
                        rulebook: Some(convert::BOOK.date()),
                        all: false,
                        ..CheckOptions::default()
                    },
                )
            }),
        ],
    );
    Ok(table("parsed input to verdicts", &figures))
}

fn skip(text: &str) -> Result<IgnoredAny, serde_json::Error> {
    serde_json::from_str(text)
}

/// A contender that does its work on each item.
pub(crate) fn pass<'a, T: Copy, R>(
    name: &'static str,
    items: &'a [T],
    work: impl Fn(T) -> R + 'a,
) -> Contender<'a> {
    Contender::new(name, move || {
        for item in items {
            drop(black_box(work(black_box(*item))));
        }
        items.len()
    })
}
