//! Simulating, and running a trace again.

use super::{book, overlay};
use crate::facts::scenario::Scenario;
use crate::facts::scenario::changing::is_patched;
use crate::overlay::document::Document;
use crate::simulation::objective::Objective;
use crate::simulation::trace::Recorder;
use crate::simulation::{self, Under, Wanted, summary::Summary};
use crate::vocabulary::Observer;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::Day;
use greenlight_json::{Pointer, object};

/// What [simulate](on_text) is asked.
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
    /// What must come of it, such as `share(ready within 90m) >= 95%`, `p90 < 45m` or `failed = 0`: each in 95 % of the replicates, or in
    /// as many as it says (`… in 90% of replicates`).
    pub objectives: Vec<String>,
    /// What the organisation lays over rules and rulebook, where requests are judged.
    pub overlay: Option<Document>,
}

object!(SimulateOptions, "options: `{rulebook: …, trace: …, each: …, objectives: …, overlay: …}`", {
    rulebook, trace, each, objectives, overlay,
});

/// Reads the objectives.
fn wanted(options: &SimulateOptions) -> Result<Wanted, Error> {
    let read = |(place, text): (usize, &String)| {
        Objective::parse(text).map_err(|help| {
            let at = Pointer::ROOT.key("options").key("objectives").index(place);
            Error::new(ErrorCode::InvalidValue, at, format!("`{text}` is no objective"), help)
        })
    };
    let objectives = options.objectives.iter().enumerate().map(read).collect::<Result<_, _>>()?;
    Ok(Wanted { each: options.each, objectives })
}

/// Simulates the text of a [`SimulateRequest`].
///
/// # Errors
/// What is wrong with the request.
pub fn on_text(request: &str, observer: &mut dyn Observer) -> Result<Summary, Error> {
    let asked: SimulateRequest =
        greenlight_json::from_str(request).map_err(|error| Error::from(error).relative_to("scenario"))?;
    let SimulateRequest { scenario, options } = asked;
    let laid_over = overlay(options.overlay.as_ref())?;
    let wanted = wanted(&options)?;
    let mut whole = serde_json::Value::Null;
    if options.trace || is_patched(&scenario) {
        whole = greenlight_json::from_str(request)?;
    }
    let mut take = |pointer: &str| whole.pointer_mut(pointer).map(serde_json::Value::take);
    let document = take("/scenario").unwrap_or_default();
    let under = Under {
        book: book(options.rulebook)?,
        overlay: laid_over.as_ref(),
        overlay_document: take(crate::overlay::place().as_str()),
    };
    let mut recorder = if options.trace { Recorder::emitting() } else { Recorder::Off };
    let summary = simulation::run(&scenario, &document, &under, &wanted, &mut recorder, observer)?;
    // A recorder that only tells finds nothing that differs.
    let _ = recorder.finish(observer);
    Ok(summary)
}
