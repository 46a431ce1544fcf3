//! What is judged, and what an organisation lays over it.

use crate::facts::entities::Machine;
use crate::overlay::Applied;
use crate::rules::context::Context;
use crate::rules::{Overrides, Recorder, RuleId};
use greenlight_json::InlineStr;
use std::ops::Deref;

/// What rules see of a case, and the overlay under which their verdicts count.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    cx: Context<'a>,
    /// The overlay, where the organisation has one.
    pub overlay: Option<&'a Applied<'a>>,
    /// Whether sentences come with what fills them.
    pub parameters: bool,
    /// Whether verdicts come with what rules looked at beside facts.
    pub looks: bool,
}

impl<'a> Subject<'a> {
    /// A case under an overlay.
    pub fn new(cx: Context<'a>, overlay: Option<&'a Applied<'a>>) -> Self {
        Self {
            cx: cx.overridden(overlay.map(|applied| applied as &dyn Overrides)),
            overlay,
            parameters: false,
            looks: false,
        }
    }

    /// With what fills the sentences, where that is asked for.
    #[must_use]
    pub const fn telling(self, parameters: bool) -> Self {
        Self { parameters, ..self }
    }

    /// With what rules look at beside facts, where that is wanted.
    #[must_use]
    pub const fn looking(self, looks: bool) -> Self {
        Self { looks, ..self }
    }

    /// With what is looked at taken down: by a rule, or by the report itself.
    #[must_use]
    pub fn watched(self, recorder: &'a Recorder, by: Option<RuleId>) -> Self {
        Self { cx: self.cx.watched(recorder, by), ..self }
    }

    /// With a machine that is not among the facts, because a simulation made it.
    #[must_use]
    pub fn with_machine(self, simulated: Option<(&'a InlineStr, &'a Machine)>) -> Self {
        Self { cx: self.cx.with_machine(simulated), ..self }
    }

    /// The same without the overlay.
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
