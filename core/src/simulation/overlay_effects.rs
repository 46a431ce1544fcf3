//! What an organisation's overlay did to the requests of a simulation, counted.

use super::shard::{LevelCount, OverlayCounts, ReplacedValue, WaiverCount};
use super::summary::{LevelLine, OverlayLines, WaiverLine};
use crate::evaluation::report::OwnValue;
use crate::evaluation::{Subject, Verdicts, words};
use crate::overlay::Overlay;
use crate::rules::{self, RuleId, Verdict};
use crate::vocabulary::{Level, Text};
use greenlight_json::Pointer;
use std::collections::BTreeMap;

/// One thing that an overlay did to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OverlayEffect {
    /// The waiver at this place let a broken rule not count.
    Waived(usize),
    /// A rule that is broken, or lacks facts, was of another level than this.
    Shifted(RuleId, Level),
}

/// What an overlay did to one request.
#[derive(Debug, Default)]
pub(super) struct Touched {
    pub(super) effects: Vec<OverlayEffect>,
    values: Vec<OwnValue>,
}

impl Touched {
    /// What the overlay under which a request was judged did to it.
    pub(super) fn of(cx: &Subject<'_>, verdicts: &Verdicts) -> Self {
        let Some(applied) = cx.overlay else { return Self::default() };
        let effects = verdicts.notable().filter_map(|(rule, verdict)| match verdict {
            Verdict::Waived(_, place) => Some(OverlayEffect::Waived(*place)),
            verdict => {
                applied.shifted(cx, rule, verdict).map(|(was, _)| OverlayEffect::Shifted(rule.id, was))
            }
        });
        Self { effects: effects.collect(), values: applied.values(&verdicts.looked, None) }
    }
}

/// What an overlay did to requests.
#[derive(Debug, Default)]
pub(super) struct OverlayEffects {
    times: BTreeMap<OverlayEffect, u64>,
    values: BTreeMap<Text, OwnValue>,
}

impl OverlayEffects {
    /// Counts one effect for so many requests.
    pub(super) fn count(&mut self, effect: OverlayEffect, requests: u64) {
        if requests > 0 {
            let times = self.times.entry(effect).or_default();
            *times = times.saturating_add(requests);
        }
    }

    /// Counts what was done to so many requests alike.
    pub(super) fn add(&mut self, touched: &Touched, requests: u64) {
        for effect in &touched.effects {
            self.count(*effect, requests);
        }
        if requests > 0 {
            self.keep_values(touched);
        }
    }

    /// Keeps the values in mind that were used.
    pub(super) fn keep_values(&mut self, touched: &Touched) {
        self.values.extend(touched.values.iter().map(|value| (value.key.clone(), value.clone())));
    }

    /// Adds what was counted elsewhere.
    pub(super) fn append(&mut self, other: &mut Self) {
        for (effect, requests) in &other.times {
            self.count(*effect, *requests);
        }
        self.values.append(&mut other.values);
    }

    /// The same in numbers that add up.
    pub(super) fn to_counts(&self) -> OverlayCounts {
        let mut counts = OverlayCounts::default();
        for (effect, requests) in &self.times {
            let requests = *requests;
            match *effect {
                OverlayEffect::Waived(place) => {
                    let waiver = u32::try_from(place).unwrap_or(u32::MAX);
                    counts.waived.push(WaiverCount { waiver, requests });
                }
                OverlayEffect::Shifted(rule, was) => {
                    counts.levels.push(LevelCount { code: rule.code().to_owned(), was, requests });
                }
            }
        }
        let replaced =
            |value: &OwnValue| ReplacedValue { key: value.key.to_string(), was: value.was.written() };
        counts.values = self.values.values().map(replaced).collect();
        counts
    }

    /// Adds what was counted elsewhere under this overlay.
    ///
    /// # Errors
    /// The place of what the overlay does not say.
    pub(super) fn add_counts(
        &mut self,
        counts: &OverlayCounts,
        overlay: Option<&Overlay>,
    ) -> Result<(), Pointer> {
        let at = |list: &str, index: usize| Pointer::ROOT.key(list).index(index);
        for (index, LevelCount { code, was, requests }) in counts.levels.iter().enumerate() {
            let rule = rules::find(code).filter(|rule| overlay.is_some_and(|it| it.shift(rule.id).is_some()));
            let rule = rule.ok_or_else(|| at("levels", index))?;
            self.count(OverlayEffect::Shifted(rule.id, *was), *requests);
        }
        for (index, WaiverCount { waiver, requests }) in counts.waived.iter().enumerate() {
            let place = usize::try_from(*waiver).unwrap_or(usize::MAX);
            overlay.and_then(|overlay| overlay.waivers().get(place)).ok_or_else(|| at("waived", index))?;
            self.count(OverlayEffect::Waived(place), *requests);
        }
        for (index, ReplacedValue { key, was }) in counts.values.iter().enumerate() {
            let value = overlay.and_then(|overlay| overlay.instead_of(key, was));
            let value = value.ok_or_else(|| at("values", index))?;
            self.values.insert(value.key.clone(), value);
        }
        Ok(())
    }

    /// The overlay and what it did.
    pub(super) fn to_lines(&self, overlay: &Overlay) -> OverlayLines {
        let levels = self.times.iter().filter_map(|(effect, requests)| match effect {
            OverlayEffect::Shifted(rule, was) => {
                let shift = overlay.shift(*rule)?;
                let reason = shift.reason.as_ref().map(ToString::to_string);
                let (code, name) = (rule.code(), rule.rule()?.name());
                Some(LevelLine {
                    code: code.into(),
                    name: name.into(),
                    level: shift.of(*was),
                    was: *was,
                    reason,
                    requests: *requests,
                })
            }
            OverlayEffect::Waived(_) => None,
        });
        let waived = self.times.iter().filter_map(|(effect, requests)| match effect {
            OverlayEffect::Waived(place) => {
                let waiver = overlay.waivers().get(*place)?;
                Some(WaiverLine {
                    code: waiver.rule.code().into(),
                    name: waiver.rule.rule()?.name().into(),
                    waiver: words::overlay::at(*place),
                    reason: waiver.reason.to_string(),
                    until: waiver.until,
                    requests: *requests,
                })
            }
            OverlayEffect::Shifted(..) => None,
        });
        OverlayLines {
            name: overlay.name.to_string(),
            date: overlay.date,
            levels: levels.collect(),
            waived: waived.collect(),
            values: self.values.values().cloned().collect(),
        }
    }
}
