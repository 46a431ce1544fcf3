//! The verb `simulate`: runs a scenario.

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

/// The request of [`simulate()`].
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct SimulateRequest {
    /// The scenario.
    pub scenario: Scenario,
    /// The options of the simulation.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: SimulateOptions,
}

object!(SimulateRequest, expected::SIMULATE_REQUEST, { scenario: required, options });

/// The options of a simulation.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct SimulateOptions {
    /// The day up to which publications are taken into account; by default that of the newest complete rulebook.
    pub rulebook: Option<Day>,
    /// Report the trace to the host.
    pub trace: bool,
    /// List each request and each machine even if there are many.
    pub each: bool,
    /// The objectives, such as `share(ready within 90m) >= 95%`, `p90 < 45m` or `failed = 0`: each must hold in 95 % of the replicates, or
    /// in the share it names (`… in 90% of replicates`). A machine that never became active counts as `removed`, as it does not exist
    /// either.
    pub objectives: Vec<String>,
    /// Include in errors the phrases of their sentences in the catalogue of messages, for translation.
    pub parameters: bool,
    /// The organisation's overlay on rules and rulebook, by which requests are judged.
    pub overlay: Option<Document>,
}

object!(SimulateOptions, expected::SIMULATE_OPTIONS, {
    rulebook, trace, each, objectives, parameters, overlay,
});

/// Parses the objectives.
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

/// Simulates a scenario: what happens to its machines over time, request by request, and what prevents them from working.
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
/// A trace contains the scenario as it was written, and is therefore only reported for a scenario given as [text](super::text::simulate).
///
/// # Errors
/// If the scenario or the options are invalid, or the simulation exceeds the limits of the scenario.
pub fn simulate(
    scenario: &Scenario,
    options: &SimulateOptions,
    observer: &mut dyn Observer,
) -> Result<Summary, Error> {
    let mut simulation = Simulation::of(scenario, options)?;
    simulation::drive(&mut simulation, observer)?;
    simulation.finish()
}

/// Runs [`simulate()`] on the text of a [`SimulateRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str, observer: &mut dyn Observer) -> Result<Summary, Error> {
    answered(request, |request| {
        let mut simulation = Simulation::start(request)?;
        simulation::drive(&mut simulation, observer)?;
        simulation.finish()
    })
}

/// The constructors of a stepped [`simulate()`].
impl Simulation {
    /// Prepares the text of a [`SimulateRequest`] for stepping.
    ///
    /// # Errors
    /// If the request is invalid.
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

    /// Prepares a scenario for stepping; there is no trace, as the text of the scenario is unknown.
    ///
    /// # Errors
    /// If the scenario or the options are invalid.
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
