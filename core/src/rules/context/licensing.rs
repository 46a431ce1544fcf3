//! Queries about licences and trials: whose plan counts, what the add-ons cover, which trial runs.

use super::Context;
use super::sum::Sum;
use crate::facts::At;
use crate::facts::entities::{Environment, Person, Started};
use crate::facts::fact::Tally;
use crate::facts::known::{Known, Missing, all, any, not};
use crate::facts::request::Action;
use crate::facts::value::{Billing, Trial};
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{Key, Licence, Offering, Plan, Value};
use crate::rules::rule::Stop;
use crate::vocabulary::instant::{DAY_MS, Instant};
use greenlight_json::Pointer;

/// The add-ons that an environment owns, and those that its machines, its committed bots and the request need.
#[derive(Clone, Debug)]
pub struct AddOns {
    bought: Sum,
    trial: Sum,
    owned: Sum,
    needed: Sum,
}

impl AddOns {
    fn open(missing: Missing) -> Self {
        let open = Sum::exactly(0).with(Err(missing), || Pointer::ROOT);
        Self { bought: open.clone(), trial: open.clone(), owned: open.clone(), needed: open }
    }

    /// Whether bought and trial add-ons together suffice.
    ///
    /// # Errors
    /// Missing facts: the counts that could still decide it.
    pub fn suffice(&self) -> Known<bool> {
        self.owned.covers(&self.needed)
    }

    /// Whether trial add-ons are needed: there are some, and the bought ones do not suffice.
    ///
    /// # Errors
    /// Missing facts: the counts that could still decide it.
    pub fn rely_on_trial(&self) -> Known<bool> {
        all([self.trial.covers(&Sum::exactly(1)), not(self.bought_suffice())])
    }

    /// Whether the bought add-ons suffice.
    ///
    /// # Errors
    /// Missing facts: the counts that could still decide it.
    pub fn bought_suffice(&self) -> Known<bool> {
        self.bought.covers(&self.needed)
    }

    /// Returns the minimum owned.
    pub const fn owned(&self) -> u64 {
        self.owned.least()
    }

    /// Returns the minimum needed.
    pub const fn needed(&self) -> u64 {
        self.needed.least()
    }

    /// Returns the bought add-ons and those of a trial.
    pub const fn parts(&self) -> (&Sum, &Sum) {
        (&self.bought, &self.trial)
    }
}

impl<'a> Context<'a> {
    /// Returns the person whose plan and trial license the machine: the actor who creates it, or else its creator.
    ///
    /// # Errors
    /// Missing facts: the machine's creator, or the whole person.
    pub fn licensee(&self) -> Known<At<'a, Person>> {
        if self.action() == Action::CreateMachine {
            self.actor()
        } else {
            self.person(self.machine()?.creator()?)
        }
    }

    /// Returns the trial that the request names.
    ///
    /// # Errors
    /// Missing facts: the name, if the request does not give it.
    pub fn trial(&self) -> Known<Trial> {
        let given = self.details().trial;
        given.ok_or_else(|| Missing::fact(self.asked("trial")))
    }

    /// Returns the add-ons of an environment, and what its machines, its committed bots and the request need. Open if the environment is
    /// unknown.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook does not count add-ons.
    pub fn add_ons(&self, environment: Known<At<'a, Environment>>) -> Result<AddOns, Stop> {
        self.number(Key::LicenceUnitsPerMachine)?;
        let environment = match environment {
            Ok(environment) => environment,
            Err(missing) => return Ok(AddOns::open(missing)),
        };
        let at = |field| move || environment.field(field);
        let trial = |sum: Sum| sum.with(environment.hosted_rpa_trial_addons(), at("hosted_rpa_trial_addons"));
        let (units, name) = self.capacity(environment);
        let bought = Sum::exactly(0).with(units, at(name));
        Ok(AddOns {
            owned: trial(bought.clone()),
            bought,
            trial: trial(Sum::exactly(0)),
            needed: self.units_taken(environment)?,
        })
    }

    /// Returns the hosted capacity bought for an environment, and the field that states it under one of its two names. If none is stated,
    /// the field of the current name.
    pub fn capacity(&self, environment: At<'a, Environment>) -> (Known<Tally>, &'static str) {
        let add_ons = environment.hosted_rpa_addons();
        if add_ons.is_ok() {
            return (add_ons, "hosted_rpa_addons");
        }
        let process = environment.hosted_process();
        if process.is_ok() || self.flag(Key::LicenceHostedProcess) == Ok(true) {
            (process, "hosted_process")
        } else {
            (add_ons, "hosted_rpa_addons")
        }
    }

    /// Returns the name of a unit of hosted capacity.
    pub fn capacity_name(&self) -> &'static str {
        let later = self.flag(Key::LicenceHostedProcess) == Ok(true);
        let sold: Term<Offering> = if later { Term::HOSTED_PROCESS } else { Term::HOSTED_RPA_ADD_ON };
        sold.name()
    }

    /// Whether the environment's add-ons license the machine: either the bought ones alone, or together with those of a running trial.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such trial.
    pub fn licensed_by(&self, add_ons: &AddOns) -> Result<Known<bool>, Stop> {
        let with_trial = all([add_ons.suffice(), self.addon_trial_runs()?]);
        Ok(any([add_ons.bought_suffice(), with_trial]))
    }

    /// Whether the person has one of the rulebook's plans, or the environment has one that is assigned to environments.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such value at that time.
    pub fn planned(
        &self,
        person: At<'a, Person>,
        environment: Known<At<'a, Environment>>,
        key: Key,
    ) -> Result<Known<bool>, Stop> {
        let own = self.plan_among(person, key)?;
        let of_environments: Term<Plan> = Term::POWER_AUTOMATE_PROCESS;
        if own == Ok(true) || !self.terms::<Plan>(key)?.any(|term| term == of_environments) {
            return Ok(own);
        }
        let shared = environment.and_then(|environment| {
            let some = environment.process_plans()?.reaches(1);
            some.ok_or_else(|| Missing::fact(environment.field("process_plans")))
        });
        Ok(any([own, shared]))
    }

    /// Whether each run in the environment is paid for separately, and uses neither unit nor plan. By default, an environment is prepaid.
    ///
    /// # Errors
    /// Missing facts: the environment, if some pay per run.
    pub fn pays_per_run(&self) -> Known<bool> {
        let pays = |environment: At<'a, Environment>| environment.billing() == Ok(&Billing::PayAsYouGo);
        if self.run_price().is_none() {
            return Ok(false);
        }
        match self.environment() {
            Err(missing) if self.listed_environments().any(pays) => Err(missing),
            environment => Ok(environment.is_ok_and(pays)),
        }
    }

    /// Returns the price of a run that is paid for separately, if the rulebook has it.
    pub fn run_price(&self) -> Option<&'static str> {
        match self.value(Key::LicenceRunPrice, self.now)? {
            Value::Text(price) => Some(price),
            _ => None,
        }
    }

    /// Whether the person has one of the rulebook's plans.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such value at that time.
    pub fn plan_among(&self, person: At<'a, Person>, key: Key) -> Result<Known<bool>, Stop> {
        let wanted = self.terms::<Plan>(key)?;
        Ok(plan_of(person, |plan| wanted.clone().any(|term| *plan == term)))
    }

    /// Whether the person has one of the rulebook's plans that is no trial.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such value at that time.
    pub fn bought_plan(&self, person: At<'a, Person>) -> Result<Known<bool>, Stop> {
        let bought = self.plans_to_buy(Key::LicencePlans)?;
        Ok(plan_of(person, |plan| bought.iter().any(|term| *plan == *term)))
    }

    /// Returns those of the rulebook's plans that are no trials.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such value at that time.
    pub fn plans_to_buy(&self, key: Key) -> Result<Vec<Term<Plan>>, Stop> {
        let trials: Vec<_> = self.terms::<Plan>(Key::LicenceTrialPlans).into_iter().flatten().collect();
        Ok(self.terms(key)?.filter(|plan| !trials.contains(plan)).collect())
    }

    /// Whether the person has the licence, by itself or as part of another.
    ///
    /// # Errors
    /// Missing facts: the licences, if the list is incomplete or contains one unknown to the rulebook, and none of the others includes it.
    pub fn has_licence(&self, person: At<'a, Person>, wanted: Term<Licence>) -> Known<bool> {
        let includes = |term: Term<Licence>| {
            let included = self.value_of(Key::LicenceIncludes, term, self.now);
            matches!(included, Some(Value::Terms(places)) if places.contains(&wanted.place()))
        };
        let licences = person.licences();
        let held =
            licences.any(|licence| licence.term().is_some_and(|term| term == wanted || includes(term)))?;
        if !held && licences.items().iter().any(|licence| licence.term().is_none()) {
            return Err(Missing::fact(licences.pointer()));
        }
        Ok(held)
    }

    /// Whether the add-on trial has begun and not ended.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if the rulebook has no such trial.
    pub fn addon_trial_runs(&self) -> Result<Known<bool>, Stop> {
        let (days, extended_days) =
            (self.number(Key::TrialAddonDays)?, self.number(Key::TrialAddonDaysExtended)?);
        let trial = self.case.tenant().addon_trial();
        let within = |days| trial.started().map(|start| self.within(*start, days));
        let extended = trial.extensions().and_then(|times| {
            let reaches = times.reaches(1);
            reaches.ok_or_else(|| Missing::fact(trial.field("extensions")))
        });
        Ok(any([within(days), all([within(extended_days), extended])]))
    }

    /// Whether the licensee's self-assisted trial runs and replaces plan and add-on, and such trials are offered at all.
    ///
    /// # Errors
    /// Missing facts: the start of the trial.
    pub fn on_self_assisted_trial(&self) -> Known<bool> {
        if self.flag(Key::TrialSelfOffered) != Ok(true) {
            return Ok(false);
        }
        self.self_assisted_trial_runs(self.licensee()?)
    }

    /// Whether the person's self-assisted trial runs, whatever it still covers.
    ///
    /// # Errors
    /// Missing facts: the start of the trial.
    pub fn self_assisted_trial_runs(&self, person: At<'a, Person>) -> Known<bool> {
        let Ok(days) = self.number(Key::TrialSelfDays) else {
            return Ok(false);
        };
        Ok(match person.self_assisted_trial()? {
            Started::Never => false,
            Started::On(start) => self.within(*start, days),
        })
    }

    /// Whether the request is licensed by the environment's add-ons, bought or on trial, or by a self-assisted trial.
    ///
    /// # Errors
    /// Missing facts: the counts and dates that could still decide it.
    pub fn capacity_suffices(&self, add_ons: &AddOns) -> Known<bool> {
        any([add_ons.suffice(), self.on_self_assisted_trial()])
    }

    /// Whether the instant judged lies within this number of days after `start`.
    fn within(&self, start: Instant, days: u64) -> bool {
        self.now >= start && self.now < after_days(start, days)
    }
}

/// Whether the person has a plan that is wanted.
fn plan_of(person: At<'_, Person>, wanted: impl Fn(&Named<Plan>) -> bool) -> Known<bool> {
    let plans = person.plans();
    let held = plans.any(&wanted);
    // A plan that the rulebook does not know may be a wanted one under another name.
    let other = || plans.items().iter().any(|plan| plan.term().is_none());
    match held {
        Ok(false) if other() => Err(Missing::fact(plans.pointer())),
        held => held,
    }
}

/// Returns the instant this number of days later.
pub fn after_days(start: Instant, days: u64) -> Instant {
    let days = i64::try_from(days).unwrap_or(i64::MAX);
    start.plus_ms(days.saturating_mul(DAY_MS))
}
