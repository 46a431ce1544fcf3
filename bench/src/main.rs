//! Prints the figures: the whole rulebook against the hand-written floor, measured in turns in one run.

use greenlight_bench::measure::{Contender, Figure, compare, median_us, table};
use greenlight_bench::neutral::{self, Request};
use greenlight_bench::{convert, corpus, floor};
use greenlight_core::context::Context;
use greenlight_core::ledger::Ledger;
use greenlight_core::verbs::{self, CheckRequest};
use greenlight_core::{evaluate, parse};
use serde::de::IgnoredAny;
use std::error::Error;
use std::hint::black_box;

/// Turns that each contender takes.
const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn Error>> {
    let lines = corpus::requests();
    let requests: Vec<Request<'_>> = lines
        .iter()
        .map(|line| neutral::parse(line))
        .collect::<Result<_, _>>()?;
    let texts: Vec<String> = requests.iter().map(convert::check_request).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let bytes = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>() / lines.len();
    println!(
        "{} requests of {} bytes, as cases {} bytes; reports {} bytes\n",
        lines.len(),
        bytes(&lines),
        bytes(&texts),
        texts.iter().map(|text| verbs::check(text).len()).sum::<usize>() / texts.len(),
    );

    println!(
        "{}",
        table("JSON text to answer", &text_to_answer(&lines, &texts))
    );
    println!(
        "median of single requests: floor {:.1} µs, greenlight {:.1} µs\n",
        median_us(20, &lines, floor::check),
        median_us(20, &texts, verbs::check),
    );
    println!(
        "{}",
        table("parsed input to verdicts", &parsed(&requests, &texts)?)
    );
    Ok(())
}

fn text_to_answer(lines: &[&str], texts: &[&str]) -> Vec<Figure> {
    let halves = |odd: bool| -> Vec<&str> {
        let rows = texts.iter().enumerate();
        rows.filter(|(row, _)| (row % 2 == 1) == odd)
            .map(|(_, text)| *text)
            .collect()
    };
    let (valid, broken) = (halves(false), halves(true));
    compare(
        ROUNDS,
        vec![
            pass("floor, 25 rules", lines, floor::check),
            pass("greenlight, whole rulebook", texts, verbs::check),
            pass("… the valid half", &valid, verbs::check),
            pass("… the broken half", &broken, verbs::check),
            pass("… reading alone", texts, parse::document::<CheckRequest>),
            pass("serde_json skipping the request", lines, |line| {
                serde_json::from_str::<IgnoredAny>(line)
            }),
            pass("serde_json skipping the case", texts, |text| {
                serde_json::from_str::<IgnoredAny>(text)
            }),
        ],
    )
}

fn parsed(requests: &[Request<'_>], texts: &[&str]) -> Result<Vec<Figure>, Box<dyn Error>> {
    let cases: Vec<CheckRequest> = texts
        .iter()
        .map(|text| parse::document(text).map_err(|error| error.message))
        .collect::<Result<_, _>>()?;
    let ledger = Ledger::default();
    let book = verbs::book(None).map_err(|error| error.message)?;
    let contexts: Vec<Context<'_>> = cases
        .iter()
        .filter_map(|asked| {
            Some(Context {
                case: &asked.case,
                ledger: &ledger,
                request: asked.case.request.as_ref()?,
                now: asked.case.as_of?,
                book,
                simulated: None,
            })
        })
        .collect();
    let references: Vec<&Request<'_>> = requests.iter().collect();
    let (contexts, cases): (Vec<&Context<'_>>, Vec<&CheckRequest>) =
        (contexts.iter().collect(), cases.iter().collect());
    Ok(compare(
        ROUNDS,
        vec![
            pass("floor, 25 rules", &references, floor::judge),
            pass("greenlight, whole rulebook", &contexts, evaluate::judge),
            pass("… with the report in words", &cases, |asked| {
                verbs::judged(&asked.case, None, false)
            }),
        ],
    ))
}

/// A contender that does its work on each item.
fn pass<'a, T: Copy, R>(name: &'static str, items: &'a [T], work: impl Fn(T) -> R + 'a) -> Contender<'a> {
    Contender::new(name, move || {
        for item in items {
            drop(black_box(work(black_box(*item))));
        }
        items.len()
    })
}
