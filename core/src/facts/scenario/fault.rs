//! Faults of a scenario: a published error code, when it occurs, and for which machines.

use super::offset::Moment;
use crate::vocabulary::expected;
use crate::vocabulary::{Phase, ProvisioningCode};
use greenlight_json::{InlineStr, object};

/// A cause outside the facts that makes provisioning fail with a published error code.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Fault {
    /// The error code, spelled as published.
    pub code: ProvisioningCode,
    /// The phase in which it occurs, for a code that may occur in any.
    pub phase: Option<Phase>,
    /// When it begins; by default at the start of the scenario.
    pub from: Option<Moment>,
    /// When it ends; by default at the horizon.
    pub until: Option<Moment>,
    /// The machines it affects; by default any.
    pub machines: Option<Vec<InlineStr>>,
    /// The environment whose machines it affects.
    pub environment: Option<InlineStr>,
    /// The network whose machines it affects.
    pub network: Option<InlineStr>,
    /// The image whose machines it affects.
    pub image: Option<InlineStr>,
    /// The probability that it affects an attempt, in parts per million; by default it always does.
    pub probability_ppm: Option<u32>,
}

object!(Fault, expected::FAULT, {
    code: required, phase, from, until, machines, environment, network, image, probability_ppm,
});
