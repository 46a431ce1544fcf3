//! What rules about hosted machine groups ask: the bots that are guaranteed to them, and what of the capacity is left.

use super::Context;
use super::sum::Sum;
use crate::case::At;
use crate::case::fact::Tally;
use crate::case::facts::{Environment, MachineGroup};
use crate::case::value::{GroupKind, GroupState};
use crate::known::{Known, Missing, all, any};
use crate::pointer::Pointer;
use crate::rule::{Stop, applies};

impl<'a> Context<'a> {
    /// The machine group the action is on, where it is a hosted one.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the request names no group, or one of machines; the kind of the group.
    pub fn asked_hosted_group(&self) -> Result<At<'a, MachineGroup>, Stop> {
        let group = self.asked_group()?;
        applies(*group.kind()? == GroupKind::Hosted)?;
        Ok(group)
    }

    /// Bots committed to those hosted machine groups of an environment that are `wanted`, all of them added up.
    pub fn committed_bots(
        &self,
        environment: At<'a, Environment>,
        wanted: impl Fn(At<'a, MachineGroup>) -> Known<bool>,
    ) -> Sum {
        let mut bots = Sum::exactly(0);
        let mut listed = 0;
        for group in self.groups() {
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

    /// The hosted machine groups of an environment that are listed and have bots committed to them, as far as that is known.
    pub fn committed_groups(
        &self,
        environment: At<'a, Environment>,
    ) -> impl Iterator<Item = At<'a, MachineGroup>> {
        self.groups().filter(move |group| {
            hosted_in(*group, environment) == Ok(true) && group.committed_bots().is_ok_and(|bots| *bots > 0)
        })
    }

    /// Whether the hosted capacity of an environment covers so many units: what was bought, or with it what a trial that runs adds.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook knows no such trial.
    pub fn capacity_covers(
        &self,
        environment: At<'a, Environment>,
        needed: &Sum,
    ) -> Result<Known<bool>, Stop> {
        let (units, name) = self.capacity(environment);
        let bought = Sum::exactly(0).with(units, || environment.field(name));
        let enough = bought.covers(needed);
        if enough == Ok(true) {
            return Ok(enough);
        }
        let trial = environment.hosted_rpa_trial_addons();
        let owned = bought.with(trial, || environment.field("hosted_rpa_trial_addons"));
        Ok(any([enough, all([owned.covers(needed), self.addon_trial_runs()?])]))
    }

    fn groups(&self) -> impl Iterator<Item = At<'a, MachineGroup>> + use<'a> {
        self.case.groups.iter().map(|(name, group)| At::of("groups", name, group))
    }

    /// What is missing to know the hosted machine groups of an environment beside the `listed` ones; `None` where there are no others.
    fn unlisted_groups(&self, environment: At<'a, Environment>, listed: u64) -> Option<Missing> {
        let whole = self.case.groups_complete.unwrap_or(!self.case.groups.is_empty());
        if whole {
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
    use crate::case::Case;
    use crate::case::request::Request;
    use crate::ledger::Ledger;
    use crate::rulebook::Book;
    use expect_test::{Expect, expect};

    /// From how many units on the bots committed in `prod` are covered, or may be for want of a fact.
    fn check(environment: &str, groups: &str, expected: &Expect) {
        let text = format!(r#"{{"environments": {{"prod": {environment}, "dev": {{}}}}, {groups}}}"#);
        let case: Case = serde_json::from_str(&text).unwrap();
        let (ledger, request) = (Ledger::default(), Request::nobodys());
        let cx = Context {
            case: &case,
            ledger: &ledger,
            request: &request,
            now: Book::Newest.date().start(),
            book: Book::Newest.rulebook(),
            simulated: None,
            used: None,
        };
        let (name, environment) = case.environments.row("prod").unwrap();
        let bots = cx.committed_bots(At::of("environments", name, environment), |_| Ok(true));
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
    fn groups_that_are_not_listed_may_have_bots() {
        let one =
            format!(r#""groups": {{"a": {{{HOSTED}, "committed_bots": 6}}}}, "groups_complete": false"#);
        check("{}", &one, &expect!["0: false, 6: /environments/prod/hosted_machine_groups"]);
        check(r#"{"hosted_machine_groups": 1}"#, &one, &expect!["0: false, 6: true"]);
        check(r#"{"hosted_machine_groups": 2}"#, &one, &expect!["0: false, 6: /groups"]);
        check(r#"{"hosted_machine_groups": 0}"#, r#""groups": {}"#, &expect!["0: true"]);
        check("{}", r#""groups": {}"#, &expect!["0: /environments/prod/hosted_machine_groups"]);
        check("{}", r#""groups_complete": true"#, &expect!["0: true"]);
    }
}
