//! Queries about hosted machine groups: the bots committed to them, and the capacity that remains.

use super::Context;
use super::sum::Sum;
use crate::facts::At;
use crate::facts::entities::{Environment, MachineGroup};
use crate::facts::fact::Tally;
use crate::facts::known::{Known, Missing, all, any};
use crate::facts::request::Action;
use crate::facts::value::{GroupKind, GroupState};
use crate::rulebook::Key;
use crate::rules::rule::{Judgement, Stop, applies};
use greenlight_json::Pointer;

impl<'a> Context<'a> {
    /// Returns the hosted machine group that the action is on.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the request names no group, or a group of machines. Missing facts: the kind of the group.
    pub fn asked_hosted_group(&self) -> Result<At<'a, MachineGroup>, Stop> {
        let group = self.asked_group()?;
        applies(*group.kind()? == GroupKind::Hosted)?;
        Ok(group)
    }

    /// Continues only if the action creates a hosted machine group or is on one.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] for a group of machines. Missing facts: the kind of the group.
    pub fn makes_hosted_bots(&self) -> Judgement {
        if self.action() == Action::CreateGroup { Ok(()) } else { self.asked_hosted_group().map(|_| ()) }
    }

    /// Returns the total of bots committed to the hosted machine groups of an environment that are `wanted`.
    pub fn committed_bots(
        &self,
        environment: At<'a, Environment>,
        wanted: impl Fn(At<'a, MachineGroup>) -> Known<bool>,
    ) -> Sum {
        let mut bots = Sum::exactly(0);
        let mut listed = 0;
        for group in self.groups_perhaps_in(environment) {
            let here = hosted_in(group, environment);
            listed += u64::from(here == Ok(true));
            let committed = group.committed_bots().copied();
            bots = match (all([here, wanted(group)]), committed) {
                (Ok(false), _) | (_, Ok(0)) => bots,
                (Ok(true), committed) => {
                    bots.with(committed.map(Tally::exactly), || group.field("committed_bots"))
                }
                (Err(missing), Ok(number)) => bots.perhaps(number, missing),
                (Err(missing), Err(more)) => bots.with(Err(missing.and(more)), || Pointer::ROOT),
            };
        }
        match self.unlisted_groups(environment, listed) {
            Some(missing) => bots.with(Err(missing), || Pointer::ROOT),
            None => bots,
        }
    }

    /// Returns the listed hosted machine groups of an environment that are known to have committed bots.
    pub fn committed_groups(
        &self,
        environment: At<'a, Environment>,
    ) -> impl Iterator<Item = At<'a, MachineGroup>> {
        self.groups_perhaps_in(environment).filter(move |group| {
            hosted_in(*group, environment) == Ok(true) && group.committed_bots().is_ok_and(|bots| *bots > 0)
        })
    }

    /// Returns the units of hosted capacity that the machines and committed bots of an environment use, including those that the action
    /// adds.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook does not count units.
    pub fn units_taken(&self, environment: At<'a, Environment>) -> Result<Sum, Stop> {
        let details = self.details();
        let bots = || details.committed_bots.map(|bots| Tally::exactly(u64::from(bots)));
        let committed = match self.action() {
            Action::CreateGroup => self
                .committed_bots(environment, |_| Ok(true))
                .with(bots().ok_or_else(|| Missing::fact(self.asked("committed_bots"))), || {
                    self.asked("committed_bots")
                }),
            Action::EditGroup if details.committed_bots.is_some() => self
                .committed_bots(environment, |group| Ok(details.group.as_deref() != Some(group.key())))
                .with(Ok(bots().unwrap_or(Tally::exactly(0))), || self.asked("committed_bots")),
            _ => self.committed_bots(environment, |_| Ok(true)),
        };
        Ok(self.units_of_machines(environment)?.plus(committed))
    }

    /// Returns the units of hosted capacity that the machines of an environment use, including the requested ones.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook does not count units.
    pub fn units_of_machines(&self, environment: At<'a, Environment>) -> Result<Sum, Stop> {
        let each = self.number(Key::LicenceUnitsPerMachine)?;
        let asked = if self.action() == Action::CreateMachine { self.machines_asked() } else { 0 };
        Ok(Sum::exactly(asked).plus(self.machines_in(environment)).times(each))
    }

    /// Whether the hosted capacity of an environment plus `more` units covers what is needed: either the bought capacity alone, or together
    /// with what a running trial adds.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such trial.
    pub fn capacity_covers(
        &self,
        environment: At<'a, Environment>,
        more: Sum,
        needed: &Sum,
    ) -> Result<Known<bool>, Stop> {
        let (units, name) = self.capacity(environment);
        let bought = more.with(units, || environment.field(name));
        let enough = bought.covers(needed);
        if enough == Ok(true) {
            return Ok(enough);
        }
        let trial = environment.hosted_rpa_trial_addons();
        let owned = bought.with(trial, || environment.field("hosted_rpa_trial_addons"));
        Ok(any([enough, all([owned.covers(needed), self.addon_trial_runs()?])]))
    }

    /// Whether there is capacity for these bots of a hosted machine group: in what the hosted machines of its environment leave, or on its
    /// creator's self-assisted trial.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook does not count bots.
    pub fn finds_bots(&self, group: At<'a, MachineGroup>, bots: &Sum) -> Result<Known<bool>, Stop> {
        if self.pays_per_run() == Ok(true) {
            return Ok(Ok(true));
        }
        let left = match self.environment() {
            Ok(environment) => {
                let needed = self.units_of_machines(environment)?.plus(bots.clone());
                self.capacity_covers(environment, Sum::exactly(0), &needed)?
            }
            Err(missing) => Err(missing),
        };
        if left == Ok(true) {
            return Ok(left);
        }
        let few = Sum::exactly(self.number(Key::TrialSelfGroupBots)?).covers(bots);
        let creator = group.creator().and_then(|name| self.person(name));
        let trial = creator.and_then(|creator| self.self_assisted_trial_runs(creator));
        Ok(any([left, all([few, trial])]))
    }

    /// Returns the number of hosted machine groups in an environment, as stated or as listed.
    pub fn hosted_groups_in(&self, environment: At<'a, Environment>) -> Sum {
        let (stated, none) = (environment.hosted_machine_groups(), Sum::exactly(0));
        if stated.is_err() && self.lists_groups() {
            return self.groups_perhaps_in(environment).fold(none, |sum, group| {
                match hosted_in(group, environment) {
                    Ok(here) => sum.plus(Sum::exactly(u64::from(here))),
                    Err(missing) => sum.perhaps(1, missing),
                }
            });
        }
        none.with(stated, || environment.field("hosted_machine_groups"))
    }

    /// Whether the case lists every machine group.
    fn lists_groups(&self) -> bool {
        self.case.facts.lists_groups()
    }

    /// Returns the minimum of units of hosted capacity that an environment has, including those of a running trial.
    pub fn units_owned(&self, environment: At<'a, Environment>) -> u64 {
        let known = |tally: Known<Tally>| tally.map_or(0, |tally| tally.number);
        let bought = known(self.capacity(environment).0);
        match self.addon_trial_runs() {
            Ok(Ok(true)) => bought.saturating_add(known(environment.hosted_rpa_trial_addons())),
            _ => bought,
        }
    }

    /// Returns the facts missing to know the hosted machine groups of an environment besides the `listed` ones; `None` if there are no
    /// others.
    fn unlisted_groups(&self, environment: At<'a, Environment>, listed: u64) -> Option<Missing> {
        if self.lists_groups() {
            return None;
        }
        match environment.hosted_machine_groups() {
            Ok(stated) if stated.at_most(listed) == Some(true) => None,
            Ok(_) => Some(Missing::fact(Pointer::ROOT.key("groups"))),
            Err(missing) => Some(missing),
        }
    }
}

/// Whether a group is a hosted one of the environment that still exists.
fn hosted_in(group: At<'_, MachineGroup>, environment: At<'_, Environment>) -> Known<bool> {
    all([
        group.environment().map(|name| name == environment.key()),
        group.kind().map(|kind| *kind == GroupKind::Hosted),
        group.state().map(|state| *state != GroupState::Deleted),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Case;
    use crate::facts::ledger::Ledger;
    use crate::facts::request::Request;
    use crate::rulebook::Book;
    use expect_test::{Expect, expect};

    /// Checks from how many units on the bots committed in `prod` are covered, or may be as facts are missing.
    fn check(environment: &str, groups: &str, expected: &Expect) {
        said(environment, groups, |cx, environment| cx.committed_bots(environment, |_| Ok(true)), expected);
    }

    /// Returns whether 0 to 7 units cover a sum, or the missing facts.
    fn said(
        environment: &str,
        groups: &str,
        sum: impl for<'a> Fn(Context<'a>, At<'a, Environment>) -> Sum,
        expected: &Expect,
    ) {
        let text = format!(r#"{{"environments": {{"prod": {environment}, "dev": {{}}}}, {groups}}}"#);
        let case: Case = serde_json::from_str(&text).unwrap();
        let (ledger, request) = (Ledger::default(), Request::nobodys());
        let (now, book) = (Book::March2025.date().start(), Book::March2025.rulebook());
        let cx = Context::new(&case, &ledger, &request, now, book);
        let (name, environment) = case.facts.environments.row("prod").unwrap();
        let bots = sum(cx, At::of(&"environments", name, environment));
        let mut said: Vec<(u64, String)> = (0..8)
            .map(|units| match Sum::exactly(units).covers(&bots) {
                Ok(enough) => (units, enough.to_string()),
                Err(missing) => (units, missing.into_paths().iter().map(ToString::to_string).collect()),
            })
            .collect();
        said.dedup_by(|a, b| a.1 == b.1);
        let said: Vec<String> = said.into_iter().map(|(units, what)| format!("{units}: {what}")).collect();
        expected.assert_eq(&said.join(", "));
    }

    const HOSTED: &str = r#""environment": "prod", "kind": "hosted", "state": "active""#;

    #[test]
    fn committed_bots_are_those_of_the_hosted_groups_of_the_environment() {
        check(
            "{}",
            &format!(
                r#""groups": {{"a": {{{HOSTED}, "committed_bots": 2}}, "b": {{{HOSTED}, "committed_bots": 1}},
                    "c": {{"environment": "dev", "kind": "hosted", "state": "active", "committed_bots": 5}},
                    "d": {{"environment": "prod", "kind": "machines", "state": "active"}},
                    "e": {{"environment": "prod", "kind": "hosted", "state": "deleted", "committed_bots": 5}}}}"#
            ),
            &expect!["0: false, 3: true"],
        );
    }

    #[test]
    fn what_may_be_committed_counts_from_nothing_to_all_of_it() {
        check(
            "{}",
            &format!(
                r#""groups": {{"a": {{{HOSTED}, "committed_bots": 2}},
                    "b": {{"environment": "prod", "state": "active", "committed_bots": 3}}}}"#
            ),
            &expect!["0: false, 2: /groups/b/kind, 5: true"],
        );
        check(
            "{}",
            &format!(r#""groups": {{"a": {{{HOSTED}}}, "b": {{"committed_bots": 0}}}}"#),
            &expect!["0: /groups/a/committed_bots"],
        );
    }

    #[test]
    fn hosted_groups_are_counted_from_what_is_stated_or_listed() {
        let listed = format!(
            r#""groups": {{"a": {{{HOSTED}}}, "b": {{"environment": "prod", "state": "active"}},
                "c": {{"environment": "dev", "kind": "hosted", "state": "active"}}}}"#
        );
        let count = |environment, groups: &str, expected: &Expect| {
            said(environment, groups, |cx, environment| cx.hosted_groups_in(environment), expected);
        };
        count("{}", &listed, &expect!["0: false, 1: /groups/b/kind, 2: true"]);
        count(r#"{"hosted_machine_groups": 4}"#, &listed, &expect!["0: false, 4: true"]);
        count(
            "{}",
            &format!(r#"{listed}, "groups_complete": false"#),
            &expect!["0: /environments/prod/hosted_machine_groups"],
        );
        count("{}", r#""groups_complete": true"#, &expect!["0: true"]);
    }

    #[test]
    fn groups_that_are_not_listed_may_have_bots() {
        let one =
            format!(r#""groups": {{"a": {{{HOSTED}, "committed_bots": 6}}}}, "groups_complete": false"#);
        check("{}", &one, &expect!["0: false, 6: /environments/prod/hosted_machine_groups"]);
        check(r#"{"hosted_machine_groups": 1}"#, &one, &expect!["0: false, 6: true"]);
        check(r#"{"hosted_machine_groups": 2}"#, &one, &expect!["0: false, 6: /groups"]);
        check(r#"{"hosted_machine_groups": 0}"#, r#""groups": {}"#, &expect!["0: true"]);
        check("{}", r#""groups": {}"#, &expect!["0: true"]);
        check("{}", r#""groups_complete": true"#, &expect!["0: true"]);
    }
}
