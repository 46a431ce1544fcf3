//! What rules about licences and trials ask: whose plan counts, what the add-ons cover, which trial runs.

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

/// What an environment owns of the add-on, against what its machines, its committed bots and those asked for need.
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

    /// Whether those bought and those of a trial together suffice.
    ///
    /// # Errors
    /// The counts that could still decide it.
    pub fn suffice(&self) -> Known<bool> {
        self.owned.covers(&self.needed)
    }

    /// Whether those of a trial are needed: there are some, and those bought do not suffice.
    ///
    /// # Errors
    /// The counts that could still decide it.
    pub fn rely_on_trial(&self) -> Known<bool> {
        all([self.trial.covers(&Sum::exactly(1)), not(self.bought_suffice())])
    }

    /// Whether those bought suffice.
    ///
    /// # Errors
    /// The counts that could still decide it.
    pub fn bought_suffice(&self) -> Known<bool> {
        self.bought.covers(&self.needed)
    }

    /// How many there are, at least.
    pub const fn owned(&self) -> u64 {
        self.owned.least()
    }

    /// How many are needed, at least.
    pub const fn needed(&self) -> u64 {
        self.needed.least()
    }

    /// Those bought, and those of a trial.
    pub const fn parts(&self) -> (&Sum, &Sum) {
        (&self.bought, &self.trial)
    }
}

impl<'a> Context<'a> {
    /// Whose plan and trial license the machine: who creates it, or who created the one that is used.
    ///
    /// # Errors
    /// The machine's creator; everything about them.
    pub fn licensee(&self) -> Known<At<'a, Person>> {
        if self.action() == Action::CreateMachine {
            self.actor()
        } else {
            self.person(self.machine()?.creator()?)
        }
    }

    /// The trial that the request names.
    ///
    /// # Errors
    /// The name, when the request does not give it.
    pub fn trial(&self) -> Known<Trial> {
        let given = self.details().trial;
        given.ok_or_else(|| Missing::fact(self.asked("trial")))
    }

    /// The add-ons of an environment, against its machines and committed bots and what is asked for; open where the environment is.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook does not count add-ons.
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

    /// The hosted capacity bought for an environment, under whichever of its two names it is given, and that name. Where it is not given, the
    /// name that is in use.
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

    /// What a unit of hosted capacity is called.
    pub fn capacity_name(&self) -> &'static str {
        let later = self.flag(Key::LicenceHostedProcess) == Ok(true);
        let sold: Term<Offering> = if later { Term::HOSTED_PROCESS } else { Term::HOSTED_RPA_ADD_ON };
        sold.name()
    }

    /// Whether the environment's add-ons license the machine: those bought suffice, or with those of a trial that runs.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook knows no such trial.
    pub fn licensed_by(&self, add_ons: &AddOns) -> Result<Known<bool>, Stop> {
        let with_trial = all([add_ons.suffice(), self.addon_trial_runs()?]);
        Ok(any([add_ons.bought_suffice(), with_trial]))
    }

    /// Whether the person has one of the rulebook's plans, or the environment one that belongs to environments.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook has no such value at that time.
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

    /// Whether runs in the environment are paid for one by one, and take neither unit nor plan. An environment of which it is not said is
    /// paid for beforehand.
    ///
    /// # Errors
    /// The environment, where some are paid for in this way.
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

    /// What a run costs where each is paid for, if the rulebook knows it.
    pub fn run_price(&self) -> Option<&'static str> {
        match self.value(Key::LicenceRunPrice, self.now)? {
            Value::Text(price) => Some(price),
            _ => None,
        }
    }

    /// Whether the person has one of the rulebook's plans.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook has no such value at that time.
    pub fn plan_among(&self, person: At<'a, Person>, key: Key) -> Result<Known<bool>, Stop> {
        let wanted = self.terms::<Plan>(key)?;
        Ok(plan_of(person, |plan| wanted.clone().any(|term| *plan == term)))
    }

    /// Whether the person has one of the rulebook's plans that is no trial.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook has no such value at that time.
    pub fn bought_plan(&self, person: At<'a, Person>) -> Result<Known<bool>, Stop> {
        let bought = self.plans_to_buy(Key::LicencePlans)?;
        Ok(plan_of(person, |plan| bought.iter().any(|term| *plan == *term)))
    }

    /// Those of the rulebook's plans that are no trials.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook has no such value at that time.
    pub fn plans_to_buy(&self, key: Key) -> Result<Vec<Term<Plan>>, Stop> {
        let trials: Vec<_> = self.terms::<Plan>(Key::LicenceTrialPlans).into_iter().flatten().collect();
        Ok(self.terms(key)?.filter(|plan| !trials.contains(plan)).collect())
    }

    /// Whether the person has the licence, alone or in another one.
    ///
    /// # Errors
    /// The licences, when they are not all known or one is not known to the rulebook, and none of the others brings it.
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

    /// Whether the trial of the add-on has begun and not ended.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where the rulebook knows no such trial.
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

    /// Whether the licensee's self-assisted trial runs, stands in for plan and add-on, and is offered at all.
    ///
    /// # Errors
    /// When the trial began, where that is not known.
    pub fn on_self_assisted_trial(&self) -> Known<bool> {
        if self.flag(Key::TrialSelfOffered) != Ok(true) {
            return Ok(false);
        }
        self.self_assisted_trial_runs(self.licensee()?)
    }

    /// Whether the person's self-assisted trial runs, whatever it is still good for.
    ///
    /// # Errors
    /// When the trial began, where that is not known.
    pub fn self_assisted_trial_runs(&self, person: At<'a, Person>) -> Known<bool> {
        let Ok(days) = self.number(Key::TrialSelfDays) else {
            return Ok(false);
        };
        Ok(match person.self_assisted_trial()? {
            Started::Never => false,
            Started::On(start) => self.within(*start, days),
        })
    }

    /// Whether what is asked for is licensed by the environment's add-ons, bought or of a trial, or by a self-assisted trial.
    ///
    /// # Errors
    /// The counts and dates that could still decide it.
    pub fn capacity_suffices(&self, add_ons: &AddOns) -> Known<bool> {
        any([add_ons.suffice(), self.on_self_assisted_trial()])
    }

    /// Whether the instant lies in the first so many days after `start`.
    fn within(&self, start: Instant, days: u64) -> bool {
        self.now >= start && self.now < after_days(start, days)
    }
}

/// Whether the person has a plan that is wanted.
fn plan_of(person: At<'_, Person>, wanted: impl Fn(&Named<Plan>) -> bool) -> Known<bool> {
    let plans = person.plans();
    let held = plans.any(&wanted);
    // A plan that the rulebook does not know may be one of them by another name.
    let other = || plans.items().iter().any(|plan| plan.term().is_none());
    match held {
        Ok(false) if other() => Err(Missing::fact(plans.pointer())),
        held => held,
    }
}

/// So many days later.
pub fn after_days(start: Instant, days: u64) -> Instant {
    let days = i64::try_from(days).unwrap_or(i64::MAX);
    start.plus_ms(days.saturating_mul(DAY_MS))
}
