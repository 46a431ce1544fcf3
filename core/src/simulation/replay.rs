//! Running a trace again: its first line says what was run, the others what happened.

use super::phrases;
use super::run::STEP;
use super::trace::Comparer;
use super::{OutputOptions, Progress, RuleSources, Simulation};
use crate::facts::scenario::Scenario;
use crate::overlay::Overlay;
use crate::rulebook::Rulebook;
use crate::vocabulary::Observer;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::Day;
use greenlight_json::Pointer;
use serde::Serialize;
use serde_json::Value;

/// Whether a trace happens again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Replay {
    /// Whether every line is the same.
    pub same: bool,
    /// Whether that is so only as far as was looked: the trace was stopped before its end, or running it again was.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// Lines that were the same, the first one included.
    pub steps: u64,
    /// The first line that is not, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What the trace says there; nothing where it ends before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What happens now; nothing where it ends before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
}

/// Runs a trace again and compares.
///
/// # Errors
/// When the first line cannot be read, or what it says cannot run.
pub fn replay(trace: &str, observer: &mut dyn Observer) -> Result<Replay, Error> {
    let first = trace.lines().next().unwrap_or_default();
    let header: Value = greenlight_json::from_str(first)?;
    let document = header.get("scenario").ok_or_else(|| no_header("scenario"))?;
    let rulebook = header.get("rulebook").and_then(Value::as_str).and_then(Day::parse);
    let book = rulebook.and_then(Rulebook::of).ok_or_else(|| no_header("rulebook"))?;
    let scenario: Scenario = greenlight_json::from_value(document)?;
    let overlay_document = header.get("overlay").cloned();
    let overlay = match &overlay_document {
        Some(written) => Some(Overlay::new(&greenlight_json::from_value(written)?)?),
        None => None,
    };
    let sources = RuleSources { book, overlay, overlay_document };
    let mut run = Simulation::begun(scenario, document.clone(), sources, OutputOptions::default(), true)?;
    let comparer = compared(trace, &mut run, observer)?;
    let partial = comparer.is_cut();
    Ok(match comparer.finish() {
        Ok(steps) => Replay { same: true, partial, steps, line: None, expected: None, found: None },
        Err(difference) => Replay {
            same: false,
            partial: false,
            steps: difference.line.saturating_sub(1),
            line: Some(difference.line),
            expected: difference.expected,
            found: difference.found,
        },
    })
}

/// Runs until the trace is at its end, or no line that comes can change the answer, or the observer stops it.
fn compared<'a>(
    trace: &'a str,
    run: &mut Simulation,
    observer: &mut dyn Observer,
) -> Result<Comparer<'a>, Error> {
    let mut comparer = Comparer::new(trace);
    loop {
        let Progress { done, total } = run.step(STEP)?;
        comparer.compare(&run.take_trace());
        let goes_on = observer.progress(done, total);
        if run.is_done() || comparer.is_settled() {
            return Ok(comparer);
        }
        if !goes_on {
            comparer.stop();
            return Ok(comparer);
        }
    }
}

fn no_header(field: &str) -> Error {
    let message = phrases::NO_HEADER.with("field", field);
    let help = phrases::GIVE_THE_WHOLE_TRACE;
    Error::new(ErrorCode::MissingField, Pointer::ROOT.key(field), message, help)
}
