//! Simulates in shards, and merges the shards.

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

/// The request of [`shard_on_text`].
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ShardRequest {
    /// The scenario, the same for all shards.
    pub scenario: WithText<Scenario>,
    /// The shard to simulate.
    pub shard: ShardIndex,
    /// The options of the simulation, the same for all shards.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: WithText<ShardOptions>,
    /// The digest of the sources that this engine was built from, if known: shards of other builds are not merged with this one.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub engine_digest: Option<String>,
}

object!(ShardRequest, expected::SHARD_REQUEST, {
    scenario: required, shard: required, options, engine_digest,
});

/// The index of a shard.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ShardIndex {
    /// The number of the shard, counted from 1.
    pub number: u32,
    /// The total number of shards.
    pub of: u32,
}

object!(ShardIndex, expected::SHARD_INDEX, { number: required, of: required });

/// The options of a shard; options of the whole summary are given at the merge.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct ShardOptions {
    /// The day up to which publications are taken into account; by default that of the newest complete rulebook.
    pub rulebook: Option<Day>,
    /// Include in errors the phrases of their sentences in the catalogue of messages, for translation.
    pub parameters: bool,
    /// The organisation's overlay on rules and rulebook, by which requests are judged.
    pub overlay: Option<Document>,
}

object!(ShardOptions, expected::SHARD_OPTIONS, { rulebook, parameters, overlay });

/// The request of [`merge_on_text`].
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct MergeRequest {
    /// The scenario that the shards simulated.
    pub scenario: WithText<Scenario>,
    /// The shards, in any order.
    pub shards: Vec<Shard>,
    /// Merge incomplete shards, if some are missing or were stopped; the summary is then marked as partial.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub partial: bool,
    /// The options of the simulation, and of its summary.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: WithText<SimulateOptions>,
    /// The digest of the sources that this engine was built from, if known: shards of other builds are rejected.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub engine_digest: Option<String>,
}

object!(MergeRequest, expected::MERGE_REQUEST, {
    scenario: required, shards: required, partial, options, engine_digest,
});

/// Simulates one shard of a scenario's replicates. All replicates but the first are distributed over the shards in order; the first is
/// simulated by the [merge](merge_on_text).
///
/// # Errors
/// If the request is invalid, or the simulation exceeds the limits of the scenario.
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

/// Merges shards: the summary has the same bytes as that of [`simulate`](super::simulate::on_text), whatever the number of shards.
///
/// # Errors
/// If the request is invalid; a shard is of another simulation, given twice or missing; or the whole exceeds the limits of the scenario.
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

/// Returns the scenario as JSON if the timeline patches facts, else `null`.
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

/// Returns the digest of a document, independent of spacing and order of keys.
fn digest_of(document: &str) -> Result<String, Error> {
    let canonical: Canonical = greenlight_json::from_str(document)?;
    Ok(digest(canonical.as_str()))
}
