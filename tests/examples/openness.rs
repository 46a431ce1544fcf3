//! Figures of what is open, over the corpus as it stands and with a third of its facts erased: how many cases are decided, how long an answer
//! takes, and whether every witness does what it says. `cargo run --release --example openness -- 600` draws cases for ten minutes.

use greenlight_core::case::Day;
use greenlight_core::json::Pointer;
use greenlight_core::open::{Change, Decided, Step};
use greenlight_core::report::Outcome;
use greenlight_core::{Case, CheckOptions, OpenOptions, check, json, open, why};
use serde_json::Value;
use std::collections::BTreeSet;
use std::error::Error;
use std::time::{Duration, Instant};

/// A case and the rulebook by which it is judged.
struct Asked {
    case: Case,
    rulebook: Option<Day>,
    facts: Vec<Pointer>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.next().map_or(Ok(0), |text| text.parse())?;
    let every: usize = arguments.next().map_or(Ok(1), |text| text.parse())?;
    let all = corpus()?;
    let chosen: Vec<&Asked> = all.iter().step_by(every).collect();
    let as_it_stands: Vec<_> = chosen.iter().map(|asked| (asked.case.clone(), asked.rulebook)).collect();
    figures("the corpus as it stands", &as_it_stands);
    let erased: Vec<_> =
        (1..).zip(&chosen).map(|(seed, asked)| (without_a_third(asked, seed), asked.rulebook)).collect();
    figures("a third of the facts erased", &erased);
    witnesses(&all, Duration::from_secs(seconds));
    Ok(())
}

/// Every case of the corpus that can be judged, each once.
fn corpus() -> Result<Vec<Asked>, Box<dyn Error>> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for call in conformance::corpus()?.into_iter().filter(|call| call.verb == "check") {
        let Ok(request) = serde_json::from_str::<Value>(&call.input) else { continue };
        let (Some(document), rulebook) = (request.get("case"), request.pointer("/options/rulebook")) else {
            continue;
        };
        let rulebook = rulebook.and_then(Value::as_str).and_then(Day::parse);
        let text = document.to_string();
        let Ok(case) = json::from_str::<Case>(&text) else { continue };
        if !seen.insert((text, rulebook)) || open(&case, &options(rulebook)).is_err() {
            continue;
        }
        let mut facts = Vec::new();
        places(document, &Pointer::ROOT, &mut facts);
        all.push(Asked { case, rulebook, facts });
    }
    Ok(all)
}

/// The places of plain facts and of lists.
fn places(value: &Value, at: &Pointer, out: &mut Vec<Pointer>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| places(value, &at.clone().key(key), out));
        }
        _ if at.keys().count() > 1 && at.below("request").is_none() => out.push(at.clone()),
        _ => {}
    }
}

/// A number that is the same in every run.
const fn drawn(seed: usize, below: usize) -> usize {
    let mixed = (seed.wrapping_add(1)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33) % below
}

fn without_a_third(asked: &Asked, seed: usize) -> Case {
    let mut case = asked.case.clone();
    for (place, at) in asked.facts.iter().enumerate() {
        if drawn(seed.wrapping_mul(1009).wrapping_add(place), 3) == 0
            && let Ok(forget) = Change::new(Step::Forget, at.clone(), &Value::Null)
        {
            let before = case.clone();
            if case.apply(&forget).is_err() {
                case = before;
            }
        }
    }
    case
}

fn options(rulebook: Option<Day>) -> OpenOptions {
    OpenOptions { rulebook, ..OpenOptions::default() }
}

fn outcome(case: &Case, rulebook: Option<Day>) -> Option<Outcome> {
    let options = CheckOptions { rulebook, ..CheckOptions::default() };
    check(case, &options).ok().map(|report| report.outcome)
}

/// The least of three times.
fn timed<T>(mut work: impl FnMut() -> T) -> Duration {
    let times = (0..3).map(|_| {
        let begin = Instant::now();
        drop(std::hint::black_box(work()));
        begin.elapsed()
    });
    times.min().unwrap_or_default()
}

fn figures(title: &str, cases: &[(Case, Option<Day>)]) {
    let (mut opens, mut whys, mut checks) = (Vec::new(), Vec::new(), Vec::new());
    let (mut undecided, mut open_cases) = (0_u32, 0_u32);
    for (place, (case, rulebook)) in cases.iter().enumerate() {
        let Ok(told) = open(case, &options(*rulebook)) else { continue };
        undecided += u32::from(told.decided == Decided::NotWithinBound);
        open_cases += u32::from(told.decided != Decided::Yes);
        opens.push((timed(|| open(case, &options(*rulebook))), place));
        checks.push((timed(|| outcome(case, *rulebook)), place));
        whys.push((timed(|| why(case, None, &options(*rulebook))), place));
    }
    println!("{title}: {} cases, {open_cases} open, of which {undecided} not within the bound", opens.len());
    for (name, mut times) in [("open", opens), ("why", whys), ("check", checks)] {
        times.sort();
        let at = |share: usize| times.get(times.len().saturating_sub(1) * share / 100);
        let told = [50, 90, 99, 100].map(|share| at(share).map(|(time, _)| time.as_secs_f64() * 1e3));
        println!(
            "  {name}: p50, p90, p99, most in ms: {told:.3?}; the longest is case {:?}",
            at(100).map(|it| it.1)
        );
    }
}

/// Draws cases and holds the witnesses of each to what they say.
fn witnesses(all: &[Asked], long: Duration) {
    let begin = Instant::now();
    let (mut cases, mut held, mut failed) = (0_u64, 0_u64, 0_u64);
    let mut undecided = 0_u64;
    for seed in 0_usize.. {
        let Some(asked) = all.get(drawn(seed, all.len().max(1))) else { return };
        if begin.elapsed() >= long {
            break;
        }
        let case = without_a_third(asked, seed);
        let Ok(told) = open(&case, &options(asked.rulebook)) else { continue };
        cases += 1;
        undecided += u64::from(told.decided == Decided::NotWithinBound);
        for (changes, wanted) in [(&told.ready_if, Outcome::Ready), (&told.blocked_if, Outcome::Blocked)] {
            let Some(changes) = changes else { continue };
            let mut stated = case.clone();
            let made = changes.iter().try_for_each(|change| stated.apply(change));
            held += 1;
            if made.is_err() || outcome(&stated, asked.rulebook) != Some(wanted) {
                failed += 1;
                println!("seed {seed}: {wanted:?} is not so after {changes:?}");
            }
        }
    }
    println!(
        "witnesses: {cases} cases, {undecided} not within the bound; {held} witnesses held, {failed} wrong"
    );
}
