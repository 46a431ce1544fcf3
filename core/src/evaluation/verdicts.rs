//! The verdicts of all rules on one case: one bit for each rule that is met, and the full verdict of the others.

use crate::rules::rule::Rule;
use crate::rules::{ALL, Looked, RuleId, RuleSet, Verdict};
use greenlight_json::Pointer;

/// The verdict of each rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    met: RuleSet,
    /// The verdicts other than "met" and "not applicable", in the order of [`ALL`].
    notable: Vec<(RuleId, Verdict)>,
    /// What the rules looked at besides facts, if that was [wanted](super::Subject::looking).
    pub looked: Looked,
}

impl Verdicts {
    /// Returns the verdict of a rule.
    pub fn of(&self, rule: RuleId) -> &Verdict {
        match self.place(rule).ok().and_then(|place| self.notable.get(place)) {
            Some((_, verdict)) => verdict,
            None if self.met.contains(rule) => &Verdict::Met,
            None => &Verdict::NotApplicable,
        }
    }

    /// Returns all verdicts, in the order of [`ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (&'static Rule, &Verdict)> {
        ALL.iter().map(|rule| (*rule, self.of(rule.id)))
    }

    /// Returns the verdicts other than "met" and "not applicable", in the order of [`ALL`].
    pub fn notable(&self) -> impl Iterator<Item = (&'static Rule, &Verdict)> {
        self.notable.iter().filter_map(|(rule, verdict)| Some((rule.rule()?, verdict)))
    }

    /// Consuming version of [`notable`](Self::notable).
    pub fn into_notable(self) -> impl Iterator<Item = (&'static Rule, Verdict)> {
        self.notable.into_iter().filter_map(|(rule, verdict)| Some((rule.rule()?, verdict)))
    }

    /// Returns the missing facts of all verdicts, with duplicates.
    pub fn missing(&self) -> impl Iterator<Item = &Pointer> {
        self.notable.iter().flat_map(|(_, verdict)| verdict.missing())
    }

    /// Returns the rules that lack the fact at a pointer, one below it, or one above it.
    pub fn asking(&self, at: &Pointer) -> RuleSet {
        let mut asking = RuleSet::NONE;
        for (rule, verdict) in &self.notable {
            if verdict.missing().any(|path| path.is_in(at) || at.is_in(path)) {
                asking.insert(*rule);
            }
        }
        asking
    }

    /// Returns the number of rules that are met, and of those that do not apply.
    pub fn quiet(&self) -> (u32, u32) {
        let met = self.met.count();
        let others = ALL.len().saturating_sub(self.notable.len());
        (met, u32::try_from(others).unwrap_or(u32::MAX).saturating_sub(met))
    }

    /// Records that a rule is met.
    pub(super) fn meet(&mut self, rule: RuleId) {
        self.met.insert(rule);
    }

    /// Records the verdict of a rule that has none yet.
    pub(super) fn note(&mut self, rule: RuleId, verdict: Verdict) {
        match verdict {
            Verdict::NotApplicable => {}
            Verdict::Met => self.meet(rule),
            notable => {
                let (Ok(place) | Err(place)) = self.place(rule);
                self.notable.insert(place, (rule, notable));
            }
        }
    }

    /// Replaces the verdicts of some rules by new ones.
    pub(crate) fn replace(&mut self, rules: RuleSet, said: Self) {
        self.notable.retain(|(rule, _)| !rules.contains(*rule));
        self.met = said.met.or(self.met.without(rules));
        for (rule, verdict) in said.notable {
            self.note(rule, verdict);
        }
    }

    /// Returns the index of a rule's verdict in `notable`, or the index to insert it at.
    fn place(&self, rule: RuleId) -> Result<usize, usize> {
        self.notable.binary_search_by_key(&rule, |(rule, _)| *rule)
    }
}
