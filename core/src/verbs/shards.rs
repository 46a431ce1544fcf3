//! Simulating in shards, and bringing the shards together.

use super::asks::answered;
use super::book;
use super::check::digest;
use super::phrases;
use super::simulate::{SimulateOptions, output};
use crate::facts::scenario::Scenario;
use crate::facts::scenario::changing::is_patched;
use crate::overlay::document::Document;
use crate::simulation::shard::{Shard, SimulationIdentity};
use crate::simulation::{self, MergeInput, RuleSources, summary::Summary};
use crate::vocabulary::Observer;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::expected;
use crate::vocabulary::instant::Day;
use greenlight_json::{Canonical, Pointer, WithText, object};
use serde_json::Value;

/// What [`shard_on_text`] is asked.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ShardRequest {
    /// The scenario, the same for all shards.
    pub scenario: WithText<Scenario>,
    /// Which shard.
    pub shard: ShardIndex,
    /// How it is to be simulated, the same for all shards.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: WithText<ShardOptions>,
    /// The digest of what this engine was built from, where that is known: shards of another are not merged with this one.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub engine_digest: Option<String>,
}

object!(ShardRequest, expected::SHARD_REQUEST, {
    scenario: required, shard: required, options, engine_digest,
});

/// One of several shards.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ShardIndex {
    /// Which one, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

object!(ShardIndex, expected::SHARD_INDEX, { number: required, of: required });

/// How a shard is to be simulated; what is wanted of the whole is said where shards are merged.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct ShardOptions {
    /// Judge by what was published by this day; by the newest complete rulebook unless said.
    pub rulebook: Option<Day>,
    /// With what is wrong with the request, add what fills its sentences in the catalogue of messages, so that it can be told in another
    /// language.
    pub parameters: bool,
    /// What the organisation lays over rules and rulebook, where requests are judged.
    pub overlay: Option<Document>,
}

object!(ShardOptions, expected::SHARD_OPTIONS, { rulebook, parameters, overlay });

/// What [`merge_on_text`] is asked.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct MergeRequest {
    /// The scenario of which the shards are.
    pub scenario: WithText<Scenario>,
    /// The shards, in any order.
    pub shards: Vec<Shard>,
    /// Take what there is where shards are missing or were stopped; the summary is marked as partial.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub partial: bool,
    /// How it was simulated, and what is wanted of the whole.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: WithText<SimulateOptions>,
    /// The digest of what this engine was built from, where that is known: shards of another are refused.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub engine_digest: Option<String>,
}

object!(MergeRequest, expected::MERGE_REQUEST, {
    scenario: required, shards: required, partial, options, engine_digest,
});

/// Simulates a share of a scenario's replicates: all but the first are shared out to the shards, in their order; that one is simulated by
/// whoever [merges](merge_on_text).
///
/// # Errors
/// What is wrong with the request, or that it goes past the limits of the scenario.
pub fn shard_on_text(request: &str, observer: &mut dyn Observer) -> Result<Shard, Error> {
    answered(request, |request| {
        let ShardRequest { scenario, shard, options, engine_digest } = read(request)?;
        let simulation = identity(&scenario, options.value.rulebook, &options.text, shard.of, engine_digest)?;
        let overlay = super::overlay(options.value.overlay.as_ref())?;
        let sources = RuleSources { book: book(options.value.rulebook)?, overlay, overlay_document: None };
        let document = document(&scenario)?;
        simulation::run_shard(scenario.value, document, sources, (simulation, shard.number), observer)
    })
}

/// Brings shards together: the summary is that of [`simulate`](super::simulate::on_text), byte for byte, whatever the number of shards.
///
/// # Errors
/// What is wrong with the request; a shard of another simulation, given twice or missing; or that all of it goes past the limits of the
/// scenario.
pub fn merge_on_text(request: &str, observer: &mut dyn Observer) -> Result<Summary, Error> {
    answered(request, |request| {
        let MergeRequest { scenario, shards, partial, options, engine_digest } = read(request)?;
        if options.value.trace {
            let at = Pointer::ROOT.key("options").key("trace");
            let message = phrases::NO_TRACE_OF_SHARDS;
            return Err(Error::new(ErrorCode::InvalidValue, at, message, phrases::WITHOUT_SHARDS));
        }
        let simulation = identity(&scenario, options.value.rulebook, &options.text, 1, engine_digest)?;
        let overlay = super::overlay(options.value.overlay.as_ref())?;
        let sources = RuleSources { book: book(options.value.rulebook)?, overlay, overlay_document: None };
        let output = output(&options.value)?;
        let document = document(&scenario)?;
        let input = MergeInput { shards, simulation, partial };
        simulation::merge(scenario.value, document, sources, output, input, observer)
    })
}

fn read<T: greenlight_json::FromJson>(request: &str) -> Result<T, Error> {
    greenlight_json::from_str(request).map_err(|error| Error::from(error).relative_to("scenario"))
}

/// The scenario as it was written, where the timeline patches facts.
fn document(scenario: &WithText<Scenario>) -> Result<Value, Error> {
    if is_patched(&scenario.value) { Ok(greenlight_json::from_str(&scenario.text)?) } else { Ok(Value::Null) }
}

fn identity(
    scenario: &WithText<Scenario>,
    rulebook: Option<Day>,
    options: &str,
    shards: u32,
    engine_digest: Option<String>,
) -> Result<SimulationIdentity, Error> {
    let written: Value = if options.is_empty() { Value::Null } else { greenlight_json::from_str(options)? };
    let overlay = written.get("overlay").filter(|overlay| !overlay.is_null());
    let overlay = overlay.map(|overlay| digest_of(&overlay.to_string())).transpose()?;
    let rulebook = book(rulebook)?.date;
    let scenario_digest = digest_of(&scenario.text)?;
    Ok(SimulationIdentity {
        engine_digest,
        ..SimulationIdentity::new(&scenario.value, rulebook, shards, scenario_digest, overlay)
    })
}

/// The digest of a document, whatever its spacing and order of keys.
fn digest_of(document: &str) -> Result<String, Error> {
    let canonical: Canonical = greenlight_json::from_str(document)?;
    Ok(digest(canonical.as_str()))
}
