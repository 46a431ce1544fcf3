//! Simulating, and running a trace again.

use super::asks::answered;
use super::book;
use super::phrases;
use crate::facts::scenario::Scenario;
use crate::facts::scenario::changing::is_patched;
use crate::overlay::{self, document::Document};
use crate::simulation::objective::Objective;
use crate::simulation::{self, OutputOptions, RuleSources, Simulation, summary::Summary};
use crate::vocabulary::Observer;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::expected;
use crate::vocabulary::instant::Day;
use greenlight_json::{Pointer, object};
use serde_json::Value;

/// What [`simulate()`] is asked.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct SimulateRequest {
    /// The scenario.
    pub scenario: Scenario,
    /// How it is to be simulated.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: SimulateOptions,
}

object!(SimulateRequest, expected::SIMULATE_REQUEST, { scenario: required, options });

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
    /// What must come of it, such as `share(ready within 90m) >= 95%`, `p90 < 45m` or `failed = 0`: each in 95 % of the replicates, or in
    /// as many as it says (`… in 90% of replicates`). A machine that never became active counts as `removed`: it is not there either.
    pub objectives: Vec<String>,
    /// With what is wrong with the request, add what fills its sentences in the catalogue of messages, so that it can be told in another
    /// language.
    pub parameters: bool,
    /// What the organisation lays over rules and rulebook, where requests are judged.
    pub overlay: Option<Document>,
}

object!(SimulateOptions, expected::SIMULATE_OPTIONS, {
    rulebook, trace, each, objectives, parameters, overlay,
});

/// Reads the objectives.
pub(super) fn output(options: &SimulateOptions) -> Result<OutputOptions, Error> {
    let read = |(place, text): (usize, &String)| {
        Objective::parse(text).map_err(|help| {
            let at = Pointer::ROOT.key("options").key("objectives").index(place);
            Error::new(ErrorCode::InvalidValue, at, phrases::NO_OBJECTIVE.with("text", text), help)
        })
    };
    let objectives = options.objectives.iter().enumerate().map(read).collect::<Result<_, _>>()?;
    Ok(OutputOptions { each: options.each, objectives })
}

/// Simulates a scenario: what becomes of its machines over time, request by request, and what stands in the way.
///
/// ```
/// use greenlight_core::{NoObserver, Scenario, SimulateOptions, json, simulate};
///
/// let scenario: Scenario = json::from_str(
///     r#"{
///         "as_of": "2024-02-12",
///         "horizon": "2d",
///         "people": {"ann": {}},
///         "environments": {"prod": {"hosted_rpa_addons": 0}},
///         "timeline": [{"at": "d1", "actor": "ann", "create-machine": {"environment": "prod", "name": "bot-01", "image": "default"}}]
///     }"#,
/// )?;
/// let summary = simulate(&scenario, &SimulateOptions::default(), &mut NoObserver)?;
/// assert_eq!((summary.machines.total, summary.machines.refused), (1, 1));
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// A trace holds the scenario as it was written, and so is told only of a scenario that is [text](super::text::simulate).
///
/// # Errors
/// What is wrong with the scenario or the options, or that it goes past its limits.
pub fn simulate(
    scenario: &Scenario,
    options: &SimulateOptions,
    observer: &mut dyn Observer,
) -> Result<Summary, Error> {
    let mut simulation = Simulation::of(scenario, options)?;
    simulation::drive(&mut simulation, observer)?;
    simulation.finish()
}

/// [`simulate()`] on the text of a [`SimulateRequest`].
///
/// # Errors
/// What is wrong with the request.
pub fn on_text(request: &str, observer: &mut dyn Observer) -> Result<Summary, Error> {
    answered(request, |request| {
        let mut simulation = Simulation::start(request)?;
        simulation::drive(&mut simulation, observer)?;
        simulation.finish()
    })
}

/// How [`simulate()`] begins where it is to be stepped.
impl Simulation {
    /// Makes the text of a [`SimulateRequest`] ready to be stepped.
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn start(request: &str) -> Result<Self, Error> {
        let asked: SimulateRequest =
            greenlight_json::from_str(request).map_err(|error| Error::from(error).relative_to("scenario"))?;
        let SimulateRequest { scenario, options } = asked;
        let mut whole = Value::Null;
        if options.trace || is_patched(&scenario) {
            whole = greenlight_json::from_str(request)?;
        }
        let mut take = |pointer: &str| whole.pointer_mut(pointer).map(Value::take);
        let document = take("/scenario").unwrap_or_default();
        let overlay_document = take(overlay::place().as_str());
        begun(scenario, &options, document, overlay_document)
    }

    /// Makes a scenario ready to be stepped; without a trace, as its text is not known.
    ///
    /// # Errors
    /// What is wrong with the scenario or the options.
    pub fn of(scenario: &Scenario, options: &SimulateOptions) -> Result<Self, Error> {
        if options.trace {
            let at = Pointer::ROOT.key("options").key("trace");
            let message = phrases::TRACE_HOLDS_TEXT;
            return Err(Error::new(ErrorCode::InvalidValue, at, message, phrases::SIMULATE_ITS_TEXT));
        }
        let document = if is_patched(scenario) { scenario.facts_written()? } else { Value::Null };
        begun(scenario.clone(), options, document, None)
    }
}

fn begun(
    scenario: Scenario,
    options: &SimulateOptions,
    document: Value,
    overlay_document: Option<Value>,
) -> Result<Simulation, Error> {
    let laid_over = super::overlay(options.overlay.as_ref())?;
    let output = output(options)?;
    let sources = RuleSources { book: book(options.rulebook)?, overlay: laid_over, overlay_document };
    Simulation::begun(scenario, document, sources, output, options.trace)
}
