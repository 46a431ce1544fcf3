//! An overlay while requests are judged: what it changes, and what of it counted.

use super::effects::{OwnValue, OwnWords};
use super::waiver::Waiver;
use super::{Overlay, own};
use crate::facts::known::Missing;
use crate::rulebook::{self, Entry, Key, Value};
use crate::rules::context::Context;
use crate::rules::rule::Rule;
use crate::rules::{Looked, Overrides, OwnUse, RuleId, Verdict};
use crate::vocabulary::Level;
use std::borrow::Cow;

/// An overlay while requests are judged.
#[derive(Debug)]
pub struct Applied<'a> {
    /// The overlay.
    pub overlay: Cow<'a, Overlay>,
    /// Whether waivers that a request has no use for are worth telling: not when it is one of many.
    pub tells_unused: bool,
}

impl<'a> Applied<'a> {
    /// The overlay.
    pub const fn new(overlay: &'a Overlay, tells_unused: bool) -> Self {
        Self::of_either(Cow::Borrowed(overlay), tells_unused)
    }

    /// An overlay that nobody else has.
    pub const fn owning(overlay: Overlay, tells_unused: bool) -> Self {
        Self::of_either(Cow::Owned(overlay), tells_unused)
    }

    const fn of_either(overlay: Cow<'a, Overlay>, tells_unused: bool) -> Self {
        Self { overlay, tells_unused }
    }

    /// The values that counted: for this rule, or for anyone; each once, in the order of the overlay.
    pub(crate) fn values(&self, looked: &Looked, by: Option<RuleId>) -> Vec<OwnValue> {
        let of = |place| looked.own.iter().find(|own| own.place == place && (by.is_none() || own.by == by));
        (0..self.overlay.values.len()).filter_map(|place| self.own_value(of(place)?)).collect()
    }

    fn own_value(&self, used: &OwnUse) -> Option<OwnValue> {
        let own = self.overlay.values.get(used.place)?;
        let was = match used.instead_of {
            Value::Number(number) => OwnWords::Number(number),
            Value::Terms(places) => OwnWords::Words(own::ids(own.key, places)),
            _ => return None,
        };
        Some(OwnValue { key: rulebook::describe(own.key).0.into(), value: own.to_words(), was })
    }

    /// The level of a rule's finding that would be of level `own` without the overlay.
    pub(crate) fn level(&self, rule: RuleId, own: Level) -> Level {
        self.overlay.shift(rule).map_or(own, |shift| shift.of(own))
    }

    /// The level that a rule which is broken, or lacks facts, would have without the overlay, and the one that it has: where they differ.
    pub(crate) fn shifted(&self, cx: &Context<'_>, rule: &Rule, verdict: &Verdict) -> Option<(Level, Level)> {
        let was = match verdict {
            Verdict::Broken(evidence) => evidence.level.unwrap_or(rule.level),
            Verdict::Unknown(_) => rule.open_level(cx),
            _ => return None,
        };
        let level = self.level(rule.id, was);
        (level != was).then_some((was, level))
    }

    /// The level of what a rule has still to be told: a note where the rule is waived, whatever the answer.
    pub(crate) fn open_level(&self, cx: &Context<'_>, rule: &Rule) -> Level {
        if self.waived(cx, rule.id).is_ok_and(|waiver| waiver.is_some()) {
            return Level::Note;
        }
        self.level(rule.id, rule.open_level(cx))
    }

    /// A verdict in the light of the waivers.
    pub(crate) fn settle(&self, cx: &Context<'_>, rule: RuleId, verdict: Verdict) -> Verdict {
        match (verdict, self.waived(cx, rule)) {
            (Verdict::Broken(evidence), Ok(Some(waiver))) => Verdict::Waived(evidence, waiver),
            (Verdict::Broken(_), Err(missing)) => Verdict::Unknown(missing),
            (Verdict::Unknown(lacking), Err(missing)) => Verdict::Unknown(lacking.and(missing)),
            (verdict, _) => verdict,
        }
    }

    /// The waiver, by its place, that keeps the rule from counting.
    ///
    /// # Errors
    /// The facts that are missing to say whether there is one.
    fn waived(&self, cx: &Context<'_>, rule: RuleId) -> Result<Option<usize>, Missing> {
        let mut open: Option<Missing> = None;
        for (place, waiver) in self.of(rule) {
            if waiver.has_ended(cx.now) {
                continue;
            }
            match waiver.is_for(cx) {
                Ok(true) => return Ok(Some(place)),
                Ok(false) => {}
                Err(missing) => open = Some(missing.after(open)),
            }
        }
        open.map_or(Ok(None), Err)
    }

    fn of(&self, rule: RuleId) -> impl Iterator<Item = (usize, &Waiver)> {
        self.overlay.waivers.iter().enumerate().filter(move |(_, waiver)| waiver.rule == rule)
    }
}

impl Overrides for Applied<'_> {
    fn number(&self, key: Key, entry: &Entry, microsofts: u64) -> Option<(usize, u64)> {
        let (place, own) = self.overlay.value(key)?;
        Some((place, own.number(entry, microsofts)?))
    }

    fn words(&self, key: Key, entry: &Entry, greenlights: &[u8]) -> Option<(usize, &[u8])> {
        let (place, own) = self.overlay.value(key)?;
        Some((place, own.words(entry, greenlights)?))
    }

    fn passes_over(&self, cx: &Context<'_>, rule: RuleId) -> bool {
        self.overlay.relaxes(rule) || self.waived(cx, rule).is_ok_and(|waiver| waiver.is_some())
    }
}
