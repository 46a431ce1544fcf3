//! Sets of rules as bit sets, computed at compile time: which rules judge an action, and which hold in a rulebook.

#![expect(
    clippy::indexing_slicing,
    reason = "a rule's place is below the size of a set, which is held below"
)]

use super::{ALL, RuleId};
use crate::facts::request::Action;
use crate::rulebook::{Rulebook, Turn};
use crate::rules::rule::Rule;
use crate::vocabulary::instant::Day;

const WORDS: usize = 4;
const _: () = assert!(ALL.len() <= WORDS * 64, "a set has too few bits");

/// A set of rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleSet([u64; WORDS]);

static JUDGING: [RuleSet; Action::ALL.len()] = {
    let mut sets = [RuleSet::NONE; Action::ALL.len()];
    let mut place = 0;
    while place < ALL.len() {
        let mut action = 0;
        while action < sets.len() {
            if ALL[place].judges.contain(Action::ALL[action]) {
                sets[action] = sets[action].with(place);
            }
            action += 1;
        }
        place += 1;
    }
    sets
};

/// The rules that each turn of the rulebook adds, and those that it drops.
static TURNING: [(RuleSet, RuleSet); Turn::ALL.len()] = {
    let mut sets = [(RuleSet::NONE, RuleSet::NONE); Turn::ALL.len()];
    let mut place = 0;
    while place < ALL.len() {
        let (from, until) = ALL[place].holds.turns();
        sets[from as usize].0 = sets[from as usize].0.with(place);
        if let Some(until) = until {
            sets[until as usize].1 = sets[until as usize].1.with(place);
        }
        place += 1;
    }
    sets
};

impl RuleSet {
    /// The empty set.
    pub const NONE: Self = Self([0; WORDS]);

    /// Returns the set of all rules.
    pub fn all() -> Self {
        ALL.iter().fold(Self::NONE, |set, rule| set.with(rule.id as usize))
    }

    /// Returns the set of one rule.
    pub const fn only(rule: RuleId) -> Self {
        Self::NONE.with(rule as usize)
    }

    /// Returns the rules that judge an action.
    pub fn judging(action: Action) -> Self {
        JUDGING.get(action as usize).copied().unwrap_or_default()
    }

    /// Returns the rules that hold on a day, as far as the rulebook knows: see [`Lifetime::holds`](crate::rulebook::Lifetime::holds).
    pub fn holding(known: Rulebook, on: Day) -> Self {
        let mut set = Self::NONE;
        for (turn, (brought, dropped)) in Turn::ALL.iter().zip(&TURNING) {
            if turn.is_reached(known, on) {
                set = Self(std::array::from_fn(|word| (set.0[word] | brought.0[word]) & !dropped.0[word]));
            }
        }
        set
    }

    /// Returns the intersection.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] & other.0[word]))
    }

    /// Returns the union.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] | other.0[word]))
    }

    /// Returns the difference: the rules that are in this set only.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] & !other.0[word]))
    }

    /// Inserts a rule.
    pub fn insert(&mut self, rule: RuleId) {
        self.0[rule as usize / 64] |= 1 << (rule as usize % 64);
    }

    /// Removes a rule; returns whether it was in the set.
    pub fn remove(&mut self, rule: RuleId) -> bool {
        let was = self.contains(rule);
        self.0[rule as usize / 64] &= !(1 << (rule as usize % 64));
        was
    }

    /// Whether the set contains a rule.
    pub const fn contains(self, rule: RuleId) -> bool {
        let place = rule as usize;
        self.0[place / 64] >> (place % 64) & 1 == 1
    }

    /// Removes and returns the first rule, in the order of [`ALL`].
    pub fn take_first(&mut self) -> Option<&'static Rule> {
        let word = self.0.iter().position(|word| *word != 0)?;
        let bit = self.0[word].trailing_zeros() as usize;
        self.0[word] &= self.0[word] - 1;
        ALL.get(64 * word + bit).copied()
    }

    /// Returns the number of rules.
    pub fn count(self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Returns the rules in the order of [`ALL`].
    pub fn iter(self) -> impl Iterator<Item = &'static Rule> {
        let words = self.0.into_iter().zip((0..).step_by(64));
        let places = words.flat_map(|(word, first)| Bits(word).map(move |bit| first + bit));
        places.filter_map(|place| ALL.get(place).copied())
    }

    const fn with(mut self, place: usize) -> Self {
        self.0[place / 64] |= 1 << (place % 64);
        self
    }
}

/// The indices of the set bits.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.checked_sub(1)?;
        Some(bit as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_say_what_rules_say() {
        for action in Action::ALL {
            let set: Vec<_> = RuleSet::judging(*action).iter().map(|rule| rule.id).collect();
            let rules = ALL.iter().filter(|rule| rule.judges.contain(*action));
            assert_eq!(set, rules.map(|rule| rule.id).collect::<Vec<_>>(), "{action:?}");
        }
        for known in Turn::ALL {
            for on in Turn::ALL {
                let book = Rulebook { date: known.date() };
                let set = RuleSet::holding(book, on.date());
                for rule in ALL {
                    let holds = rule.holds.holds(book, on.date());
                    assert_eq!(set.contains(rule.id), holds, "{:?} by {known:?} on {on:?}", rule.id);
                }
            }
        }
    }

    #[test]
    fn a_rule_is_taken_out_once() {
        let last = ALL.len() - 1;
        let mut set = RuleSet::NONE.with(last).with(0);
        assert!(set.remove(ALL[0].id));
        assert!(!set.remove(ALL[0].id));
        assert_eq!(set.iter().map(|rule| rule.id).collect::<Vec<_>>(), [ALL[last].id]);
    }
}
