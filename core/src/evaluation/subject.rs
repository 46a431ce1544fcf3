//! What is judged: a case with the organisation's overlay.

use crate::facts::entities::Machine;
use crate::overlay::Applied;
use crate::rules::context::Context;
use crate::rules::{Overrides, Recorder, RuleId};
use greenlight_json::InlineStr;
use std::ops::Deref;

/// The case as rules see it, and the overlay that applies to their verdicts.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    cx: Context<'a>,
    /// The overlay, if the organisation has one.
    pub overlay: Option<&'a Applied<'a>>,
    /// Whether sentences come with their parameters.
    pub parameters: bool,
    /// Whether verdicts come with a record of what rules looked at besides facts.
    pub looks: bool,
}

impl<'a> Subject<'a> {
    /// Creates a subject from a case and an overlay.
    pub fn new(cx: Context<'a>, overlay: Option<&'a Applied<'a>>) -> Self {
        Self {
            cx: cx.overridden(overlay.map(|applied| applied as &dyn Overrides)),
            overlay,
            parameters: false,
            looks: false,
        }
    }

    /// Returns the subject with or without parameters of sentences.
    #[must_use]
    pub const fn telling(self, parameters: bool) -> Self {
        Self { parameters, ..self }
    }

    /// Returns the subject with or without a record of what rules look at besides facts.
    #[must_use]
    pub const fn looking(self, looks: bool) -> Self {
        Self { looks, ..self }
    }

    /// Returns the subject with a recorder of what is looked at by a rule, or by the report itself without one.
    #[must_use]
    pub fn watched(self, recorder: &'a Recorder, by: Option<RuleId>) -> Self {
        Self { cx: self.cx.watched(recorder, by), ..self }
    }

    /// Returns the subject with a machine that a simulation made and that is not among the facts.
    #[must_use]
    pub fn with_machine(self, simulated: Option<(&'a InlineStr, &'a Machine)>) -> Self {
        Self { cx: self.cx.with_machine(simulated), ..self }
    }

    /// Returns the subject without the overlay.
    #[must_use]
    pub fn without_overlay(self) -> Self {
        Self { cx: self.cx.overridden(None), overlay: None, ..self }
    }
}

impl<'a> From<Context<'a>> for Subject<'a> {
    fn from(cx: Context<'a>) -> Self {
        Self { cx, overlay: None, parameters: false, looks: false }
    }
}

impl<'a> Deref for Subject<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        &self.cx
    }
}
