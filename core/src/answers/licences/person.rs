//! The licences of one person: whether they need a plan and which counts, and which other licences a machine's creator must have.

use super::{Answer, Questions};
use crate::answers::licences::words as say;
use crate::facts::At;
use crate::facts::entities::{Environment, Person};
use crate::facts::known::{Known, any};
use crate::facts::request::Action;
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{Key, Licence, Plan, Value};
use crate::rules::context::Context;
use crate::vocabulary::{Provenance, Text};
use serde::Serialize;
use std::collections::BTreeSet;

/// What a person needs and has.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct PersonLedger {
    /// The name of the person.
    pub name: String,
    /// The machines they created or request.
    pub creates: Vec<String>,
    /// The plan they need, per environment in which they create machines; a single entry without environment if they create none.
    pub plans: Vec<PlanNeed>,
    /// The other licences that a machine's creator must have; empty for people who create none.
    pub licences: Vec<LicenceHeld>,
}

/// Whether a person needs a plan, and whether they have one.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct PlanNeed {
    /// The name of the environment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// Whether they need a plan to create machines there.
    pub needed: bool,
    /// Whether they have one, or a trial in place of it.
    pub covered: Answer,
    /// What covers the need.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Text>,
    /// Why they need a plan, or what they would need it for, and what they have, in a sentence.
    pub says: String,
}

/// A licence that a machine's creator must have.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct LicenceHeld {
    /// The name of the licence.
    pub licence: Text,
    /// Whether they have it.
    pub held: Answer,
    /// The licence or suite that includes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Text>,
    /// Who states the requirement.
    pub provenance: Provenance,
    /// The result in a sentence.
    pub says: String,
}

/// Whether a person has a machine or requests one.
pub(super) fn concerns<'a>(cx: &Context<'a>, person: At<'a, Person>) -> bool {
    asks(cx, person) || cx.machines_of(person).next().is_some()
}

fn asks<'a>(cx: &Context<'a>, person: At<'a, Person>) -> bool {
    cx.case.request.is_some()
        && cx.action() == Action::CreateMachine
        && cx.is_actor(Ok(person.key())) == Ok(true)
}

/// Returns the ledger of one person.
pub(super) fn ledger<'a>(
    cx: &Context<'a>,
    person: At<'a, Person>,
    questions: &mut Questions,
) -> PersonLedger {
    let mut creates = Vec::new();
    let mut places: Vec<Known<At<'a, Environment>>> = Vec::new();
    let mut names = BTreeSet::new();
    let mut add = |place: Known<At<'a, Environment>>| {
        if names.insert(place.as_ref().ok().map(|it| it.key())) {
            places.push(place);
        }
    };
    for machine in cx.machines_of(person) {
        if cx.exists(machine) != Ok(false) {
            creates.push(machine.key().to_string());
            let name = machine.environment();
            add(name.and_then(|name| cx.environment_named(name)));
        }
    }
    if asks(cx, person) {
        let names = cx.details().name.as_ref().map(ToString::to_string);
        creates.extend(names);
        add(cx.environment());
    }
    let mut plans: Vec<PlanNeed> =
        places.iter().filter_map(|place| plan(cx, person, place.clone(), questions)).collect();
    let licences = if places.is_empty() { Vec::new() } else { licences(cx, person, questions) };
    if places.is_empty() {
        plans.extend(onlooker(cx, person));
    }
    PersonLedger { name: person.key().to_string(), creates, plans, licences }
}

/// Returns the plan of a person who creates no machine.
fn onlooker<'a>(cx: &Context<'a>, person: At<'a, Person>) -> Option<PlanNeed> {
    let wanted: Vec<Term<Plan>> = cx.terms(Key::LicencePlans).ok()?.collect();
    let by = held_plan(person, &wanted);
    let covered = match by {
        Some(_) => Answer::Yes,
        None if person.plans().is_whole() => Answer::No,
        None => Answer::Unknown,
    };
    let says = say::plan_of_onlooker(cx, covered, by);
    Some(PlanNeed { environment: None, needed: false, covered, by: by.map(Text::from), says })
}

fn plan<'a>(
    cx: &Context<'a>,
    person: At<'a, Person>,
    place: Known<At<'a, Environment>>,
    questions: &mut Questions,
) -> Option<PlanNeed> {
    let needed = cx.flag(Key::LicencePlanRequired).ok()?;
    let has = cx.planned(person, place.clone(), Key::LicencePlans).ok()?;
    let offered = cx.flag(Key::TrialSelfOffered) == Ok(true);
    let trial = if offered { cx.self_assisted_trial_runs(person) } else { Ok(false) };
    let known = if has == Ok(true) { Ok(true) } else { any([has.clone(), trial.clone()]) };
    let covered = questions.answer(known);
    let wanted: Vec<Term<Plan>> = cx.terms(Key::LicencePlans).ok()?.collect();
    let by = match (has, trial) {
        (Ok(true), _) => held_plan(person, &wanted),
        (_, Ok(true)) => Some(say::SELF_ASSISTED),
        _ => None,
    };
    let environment = place.ok().map(|it| it.key().to_string());
    let says =
        say::plan(cx, environment.as_deref(), needed, covered, by, &cx.plans_to_buy(Key::LicencePlans).ok()?);
    Some(PlanNeed { environment, needed, covered, by: by.map(Text::from), says })
}

/// Returns the first of the person's plans that is one of `wanted`.
fn held_plan(person: At<'_, Person>, wanted: &[Term<Plan>]) -> Option<&'static str> {
    let mut plans = person.plans().items().iter().filter_map(Named::term);
    plans.find(|plan| wanted.contains(plan)).map(Term::name)
}

fn licences<'a>(cx: &Context<'a>, person: At<'a, Person>, questions: &mut Questions) -> Vec<LicenceHeld> {
    let asked = [Key::LicencePrerequisites, Key::LicenceWindows365];
    let mut held = Vec::new();
    for key in asked {
        let entry = cx.book.entry(key, 0, cx.now);
        let provenance = entry.map_or(Provenance::Assumed, |entry| entry.provenance(cx.book));
        for wanted in cx.terms::<Licence>(key).into_iter().flatten() {
            held.push(licence(cx, person, wanted, provenance, questions));
        }
    }
    held
}

fn licence<'a>(
    cx: &Context<'a>,
    person: At<'a, Person>,
    wanted: Term<Licence>,
    provenance: Provenance,
    questions: &mut Questions,
) -> LicenceHeld {
    let own = |wanted| cx.has_licence(person, wanted);
    // Every Microsoft Entra tenant has a plan of Microsoft Entra ID, at least the free one; paid plans count as well.
    let free = wanted == Term::ENTRA;
    let tenant = || cx.case.tenant().entra().map(|it| *it == crate::facts::value::Presence::Present);
    let known = if free { any([own(wanted), own(Term::ENTRA_P1), tenant()]) } else { own(wanted) };
    let by = bringer(cx, person, wanted)
        .or_else(|| bringer(cx, person, Term::ENTRA_P1).filter(|_| free))
        .or_else(|| (free && tenant() == Ok(true)).then_some(say::FREE_ENTRA));
    let doubtful = wanted == Term::WINDOWS && known == Ok(false) && doubtful(cx, person);
    let held = questions.answer(known);
    let says = say::licence(wanted, held, by, provenance, doubtful);
    LicenceHeld { licence: wanted.name().into(), held, by: by.map(Text::from), provenance, says }
}

/// Returns the licence or suite of the person that includes the wanted licence.
fn bringer<'a>(cx: &Context<'a>, person: At<'a, Person>, wanted: Term<Licence>) -> Option<&'static str> {
    let brings = |held: Term<Licence>| {
        let included = cx.value_of(Key::LicenceIncludes, held, cx.now);
        held == wanted || matches!(included, Some(Value::Terms(places)) if places.contains(&wanted.place()))
    };
    let items = person.licences().items();
    let mut known = items.iter().filter_map(Named::term);
    if items.iter().any(|held| *held == wanted) {
        Some(wanted.name())
    } else {
        known.find(|held| brings(*held)).map(Term::name)
    }
}

/// Whether the person has a licence that includes another edition of Windows.
fn doubtful<'a>(cx: &Context<'a>, person: At<'a, Person>) -> bool {
    let mut terms = cx.terms::<Licence>(Key::LicenceWindowsDoubtful).into_iter().flatten();
    terms.any(|term| person.licences().items().iter().any(|held| *held == term))
}
