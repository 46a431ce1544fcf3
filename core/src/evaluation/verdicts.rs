//! What all rules say of one case: a bit for each that is met, and in full what the others say.

use crate::rules::rule::Rule;
use crate::rules::{ALL, Looked, RuleId, RuleSet, Verdict};
use greenlight_json::Pointer;

/// A verdict of each rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    met: RuleSet,
    /// The verdicts of rules that are not met and have something to say, in the order of [`ALL`].
    notable: Vec<(RuleId, Verdict)>,
    /// What the rules looked at beside facts, where that is [wanted](super::Subject::looking).
    pub looked: Looked,
}

impl Verdicts {
    /// The verdict of a rule.
    pub fn of(&self, rule: RuleId) -> &Verdict {
        match self.place(rule).ok().and_then(|place| self.notable.get(place)) {
            Some((_, verdict)) => verdict,
            None if self.met.contains(rule) => &Verdict::Met,
            None => &Verdict::NotApplicable,
        }
    }

    /// All verdicts, in the order of [`ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (&'static Rule, &Verdict)> {
        ALL.iter().map(|rule| (*rule, self.of(rule.id)))
    }

    /// Those of rules that are not met and have something to say, in the order of [`ALL`].
    pub fn notable(&self) -> impl Iterator<Item = (&'static Rule, &Verdict)> {
        self.notable.iter().filter_map(|(rule, verdict)| Some((rule.rule()?, verdict)))
    }

    /// [`notable`](Self::notable), to be taken apart.
    pub fn into_notable(self) -> impl Iterator<Item = (&'static Rule, Verdict)> {
        self.notable.into_iter().filter_map(|(rule, verdict)| Some((rule.rule()?, verdict)))
    }

    /// The facts that are missing, as they were noted.
    pub fn missing(&self) -> impl Iterator<Item = &Pointer> {
        self.notable.iter().flat_map(|(_, verdict)| verdict.missing())
    }

    /// The rules that lack a place, something in it, or what it lies in.
    pub fn asking(&self, at: &Pointer) -> RuleSet {
        let mut asking = RuleSet::NONE;
        for (rule, verdict) in &self.notable {
            if verdict.missing().any(|path| path.is_in(at) || at.is_in(path)) {
                asking.insert(*rule);
            }
        }
        asking
    }

    /// How many rules are met, and how many have nothing to say.
    pub fn quiet(&self) -> (u32, u32) {
        let met = self.met.count();
        let others = ALL.len().saturating_sub(self.notable.len());
        (met, u32::try_from(others).unwrap_or(u32::MAX).saturating_sub(met))
    }

    /// Notes that a rule is met.
    pub(super) fn meet(&mut self, rule: RuleId) {
        self.met.insert(rule);
    }

    /// Notes the verdict of a rule that has none yet.
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

    /// Puts what some rules say now in the place of what they said.
    pub(crate) fn replace(&mut self, rules: RuleSet, said: Self) {
        self.notable.retain(|(rule, _)| !rules.contains(*rule));
        self.met = said.met.or(self.met.without(rules));
        for (rule, verdict) in said.notable {
            self.note(rule, verdict);
        }
    }

    /// Where a rule's verdict stands among the notable, or would.
    fn place(&self, rule: RuleId) -> Result<usize, usize> {
        self.notable.binary_search_by_key(&rule, |(rule, _)| *rule)
    }
}
