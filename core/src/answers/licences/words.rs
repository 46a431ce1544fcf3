//! The sentences of the ledger of licences.

use crate::answers::licences::{Amount, Answer, BalanceState, LedgerItem, Over, Product, TrialState};
use crate::evaluation::words::many;
use crate::facts::At;
use crate::facts::entities::Machine;
use crate::facts::fact::Tally;
use crate::facts::known::Known;
use crate::facts::value::Status;
use crate::rulebook::term::Term;
use crate::rulebook::{self, Key, Licence, Offering, Plan, Value};
use crate::rules::context::{Context, Sum};
use crate::vocabulary::Provenance;
use crate::vocabulary::instant::Instant;

/// The trial that replaces a plan while it runs.
pub(crate) const SELF_ASSISTED: &str = "the self-assisted trial";
/// The plan that every Microsoft Entra tenant has.
pub(crate) const FREE_ENTRA: &str = "the tenant's own plan of Microsoft Entra ID";

/// Returns the current and the other name of a unit of hosted capacity.
pub(crate) fn product(cx: &Context<'_>) -> Product {
    let name = cx.capacity_name();
    let (former, later) =
        (Term::<Offering>::HOSTED_RPA_ADD_ON.name(), Term::<Offering>::HOSTED_PROCESS.name());
    let turned =
        rulebook::entries(Key::LicenceHostedProcess).iter().find(|entry| entry.value == Value::Flag(true));
    let since = turned.map_or_else(String::new, |entry| entry.since.to_string());
    let (other, says) = if name == later {
        (
            former,
            format!(
                "a unit of {later} is what was called a {former} before {since}; add-ons were converted one for one"
            ),
        )
    } else {
        (later, format!("a {former} is what is called a unit of {later} from {since}"))
    };
    Product { name: name.into(), other: other.into(), says }
}

/// Returns a tally in words: `3 units`, `at least 3 units`, `an unknown number of units`.
pub(crate) fn counted(tally: Tally, thing: &str) -> String {
    match tally {
        Tally { number, at_least: false } => many(number, thing),
        Tally { number: 0, .. } => format!("an unknown number of {thing}s"),
        Tally { number, .. } => format!("at least {}", many(number, thing)),
    }
}

fn is(amount: Tally) -> &'static str {
    if amount.number == 1 { "is" } else { "are" }
}

/// Returns the sentences on the tenant's trial seats and how many of them are allocated.
pub(crate) fn seats(cx: &Context<'_>, owned: Tally, allocated: Tally) -> Vec<String> {
    let name = cx.capacity_name();
    let mut says = vec![format!(
        "the tenant owns {} of the {name} trial; {} {} allocated to environments",
        counted(owned, "seat"),
        counted(allocated, "unit"),
        is(allocated)
    )];
    if owned.number > allocated.number && !allocated.at_least {
        let idle = Tally { number: owned.number - allocated.number, ..owned };
        says.push(format!(
            "what is not allocated to an environment, {}, licenses nothing",
            counted(idle, "seat")
        ));
    }
    if allocated.number > owned.number && !owned.at_least {
        let over = Tally { number: allocated.number - owned.number, ..allocated };
        says.push(format!(
            "{} more {} allocated than the tenant owns seats",
            counted(over, "unit"),
            is(over)
        ));
    }
    says
}

/// Returns the sentence on the add-on trial.
pub(crate) fn addon_trial(
    cx: &Context<'_>,
    state: TrialState,
    extended: Answer,
    started: Option<Instant>,
    ends: Option<Instant>,
) -> String {
    let trial = format!("the {} trial of the organisation", cx.capacity_name());
    let end = match (ends, extended) {
        (Some(end), Answer::Yes) => format!("{end}, extended once"),
        (Some(end), _) => format!("{end}, not extended"),
        (None, _) => "an unknown instant".to_owned(),
    };
    match (state, started) {
        (TrialState::Runs, _) if ends.is_some() => format!("{trial} runs until {end}"),
        (TrialState::Runs, _) => format!("{trial} runs; until when depends on whether it was extended"),
        (TrialState::Ended, _) if ends.is_some() => {
            format!("{trial} ended at {end}: its units license nothing since")
        }
        (TrialState::Ended, _) => {
            format!("{trial} has ended, extended or not: its units license nothing since")
        }
        (TrialState::NotBegun, Some(start)) => format!("{trial} begins only at {start}"),
        (TrialState::NotBegun | TrialState::Unknown, _) => format!("whether {trial} runs is not known"),
    }
}

/// Returns the sentence on a person's self-assisted trial.
pub(crate) fn self_assisted_trial(
    cx: &Context<'_>,
    person: &str,
    state: TrialState,
    suspended: bool,
    ends: Option<Instant>,
) -> String {
    let trial = format!("the self-assisted trial of `{person}`");
    let end = ends.map_or_else(String::new, |end| end.to_string());
    let mut says = match state {
        TrialState::Runs => format!("{trial} runs until {end}; it cannot be extended"),
        TrialState::Ended => format!("{trial} ended at {end}"),
        TrialState::NotBegun => format!("{trial} has not begun"),
        TrialState::Unknown => {
            format!("whether there is a self-assisted trial of `{person}`, and since when, is not known")
        }
    };
    if suspended {
        let entry = cx.book.entry(Key::TrialSelfOffered, 0, cx.now);
        let since = entry.map_or_else(String::new, |entry| format!(" (by {})", entry.since));
        says.push_str("; Microsoft suspended it for hosted machines");
        says.push_str(&since);
    }
    says
}

/// Returns the sentence on what is allocated to an environment.
pub(crate) fn allocated(cx: &Context<'_>, units: Amount, field: &str) -> String {
    let name = cx.capacity_name();
    let units = counted(units.0, "unit");
    format!("{units} of {name} bought and allocated to this environment (stated as `{field}`)")
}

/// Returns the sentence on the trial units allocated to an environment.
pub(crate) fn trial_units(cx: &Context<'_>, units: Amount) -> String {
    let runs = match cx.addon_trial_runs() {
        Ok(Ok(true)) => "which runs",
        Ok(Ok(false)) => "which does not run",
        Ok(Err(_)) => "of which nobody knows whether it runs",
        Err(_) => "which this rulebook does not know",
    };
    let of_trial = if units.0 == Tally::exactly(0) { String::new() } else { format!(", {runs}") };
    format!(
        "{} of the organisation's trial allocated to this environment{of_trial}",
        counted(units.0, "unit")
    )
}

/// Returns the sentence that the rulebook counts no units at this instant.
pub(crate) fn not_counted_here(cx: &Context<'_>) -> String {
    format!("the rulebook of {} does not say what a hosted machine takes: nothing is reckoned", cx.book.date)
}

/// Returns the sentence on the units that machines use.
pub(crate) fn machines(units: Amount, stated: bool) -> String {
    let how = if stated { "as their number is stated" } else { "as they are listed" };
    format!("{} taken by hosted machines, {how}", counted(units.0, "unit"))
}

/// Returns the sentence on the units that committed bots use.
pub(crate) fn committed(units: Amount) -> String {
    format!("{} committed to bots of hosted machine groups", counted(units.0, "unit"))
}

/// Returns the sentence on the units used elsewhere.
pub(crate) fn elsewhere(units: Amount) -> String {
    format!("{} used as Process licences of machines of the organisation's own", counted(units.0, "unit"))
}

/// Returns the sentence on the units that a request would use or add.
pub(crate) fn request(cx: &Context<'_>, item: LedgerItem, units: Amount) -> String {
    let action = cx.action().word().replace('-', " ");
    let verb = if item == LedgerItem::Requested { "brought, once granted," } else { "taken" };
    format!("{} {verb} by this request ({action} by `{}`)", counted(units.0, "unit"), cx.actor_told().text())
}

/// Returns the sentence on whether the request is licensed.
pub(crate) fn covered(cx: &Context<'_>, state: BalanceState, on_trial: bool) -> String {
    let asked = cx.action().word().replace('-', " ");
    match state {
        BalanceState::Enough if on_trial => {
            format!(
                "to {asked} takes no unit: the self-assisted trial of `{}` stands in for it",
                cx.actor_told().text()
            )
        }
        BalanceState::Enough => format!("the environment has enough to {asked}"),
        BalanceState::Short => format!("the environment has too little to {asked}"),
        BalanceState::Unknown => {
            format!("whether the environment has enough to {asked} is not known")
        }
    }
}

/// Returns the sentence that capacity suffices only with trial units.
pub(crate) fn rests_on_trial(cx: &Context<'_>) -> String {
    let bought = "what was bought does not suffice: the environment rests on units of the trial";
    match cx.addon_trial_runs() {
        Ok(Ok(true)) => format!("{bought}, which runs"),
        Ok(Ok(false)) => format!("{bought}, which does not run: they license nothing"),
        _ => bought.to_owned(),
    }
}

/// Returns the sentence on what remains or is lacking.
pub(crate) fn balance(state: BalanceState, owned: &Sum, needed: &Sum, units: Option<Amount>) -> String {
    let (owned, needed) = (owned.tally(), needed.tally());
    let of = format!("{} there, {} needed", counted(owned, "unit"), counted(needed, "unit"));
    let units = units.map_or_else(String::new, |units| many_or_at_least(units.0));
    match state {
        BalanceState::Enough => format!("{units} free: {of}"),
        BalanceState::Short => format!("{units} short: {of}"),
        BalanceState::Unknown if owned.at_least || owned.number < needed.number => {
            format!("free or short is not known: {of}")
        }
        BalanceState::Unknown => {
            format!("at most {} free: {of}", many(owned.number - needed.number, "unit"))
        }
    }
}

fn many_or_at_least(tally: Tally) -> String {
    if tally.at_least && tally.number == 0 { "0 units or more".to_owned() } else { counted(tally, "unit") }
}

/// Returns the sentence on why a machine uses a unit, or none.
pub(crate) fn machine<'a>(cx: &Context<'a>, machine: At<'a, Machine>, counts: &Known<bool>) -> String {
    let status = machine.status().copied();
    match counts {
        Ok(true) => "takes a unit".to_owned(),
        Ok(false) => match status {
            Ok(Status::Removed) => "takes none: it was removed for inactivity".to_owned(),
            Ok(Status::Deleted | Status::OverCapacityDeleted) => "takes none: it was deleted".to_owned(),
            Ok(Status::ProvisionedWithError) => "takes none: it was provisioned with an error".to_owned(),
            _ => {
                let creator = machine.creator().map_or("its creator", |creator| creator.as_str());
                let ends = cx.person(creator).and_then(At::self_assisted_trial).ok();
                let ends = ends.and_then(|began| began.instant()).zip(cx.number(Key::TrialSelfDays).ok());
                let ends = ends.map(|(start, days)| crate::rules::context::after_days(start, days));
                let until = ends.map_or_else(String::new, |end| format!(", which runs until {end}"));
                format!("takes none: it rests on the self-assisted trial of `{creator}`{until}")
            }
        },
        Err(_) => "whether it takes a unit is not known".to_owned(),
    }
}

/// Returns the sentence on something marked as over capacity.
pub(crate) fn marked(kind: Over, name: &str, units: u64, since: Option<Instant>) -> String {
    let when = since.map_or_else(String::new, |since| since.to_string());
    let since = |what: &str| {
        if when.is_empty() { format!(" (nobody knows {what})") } else { format!(" ({what} {when})") }
    };
    match kind {
        Over::CommittedBots => {
            format!("{} of hosted machine group `{name}`{}", many(units, "committed bot"), since("set"))
        }
        Over::Request => format!("{} that this request would take", many(units, "unit")),
        Over::Machine => format!("hosted machine `{name}`{}", since("created")),
        Over::OtherMachines => format!("{} of machines that are not listed", many(units, "unit")),
    }
}

/// Returns the sentence on the plan of a person who creates machines.
pub(crate) fn plan(
    cx: &Context<'_>,
    environment: Option<&str>,
    needed: bool,
    covered: Answer,
    by: Option<&str>,
    wanted: &[Term<Plan>],
) -> String {
    let names: Vec<&str> = wanted.iter().map(|plan| plan.name()).collect();
    let (names, name) = (names.join(" or "), cx.capacity_name());
    let place = environment.map_or_else(String::new, |name| format!(" in `{name}`"));
    let has = match (covered, by) {
        (Answer::Yes, Some(by)) => format!("{by} covers it"),
        (Answer::Yes, None) => "it is covered".to_owned(),
        (Answer::No, _) => "no plan that counts is assigned to this person".to_owned(),
        (Answer::Unknown, _) => "which plans are assigned to this person is not known".to_owned(),
    };
    if needed {
        format!(
            "needs {names} to create hosted machines{place}, beside the {name} allocated to the environment: {has}"
        )
    } else {
        format!(
            "needs no plan to create hosted machines{place}, which {name} licenses; {names} is needed for attended runs and for developing desktop flows: {has}"
        )
    }
}

/// Returns the sentence on the plan of a person who creates none.
pub(crate) fn plan_of_onlooker(cx: &Context<'_>, covered: Answer, by: Option<&str>) -> String {
    let uses = if cx.flag(Key::LicencePlanRequired) == Ok(true) {
        "creating hosted machines"
    } else {
        "attended runs and for developing desktop flows"
    };
    match (covered, by) {
        (_, Some(by)) => {
            format!("creates no hosted machine: {by} is assigned to this person, and counts for {uses}")
        }
        (Answer::No, None) => {
            format!(
                "creates no hosted machine: no plan is assigned to this person that would count for {uses}"
            )
        }
        _ => "creates no hosted machine: which plans are assigned to this person is not known".to_owned(),
    }
}

/// Returns the sentence on a licence that a machine's creator must have.
pub(crate) fn licence(
    wanted: Term<Licence>,
    held: Answer,
    by: Option<&str>,
    provenance: Provenance,
    doubtful: bool,
) -> String {
    let name = wanted.name();
    let asked = if provenance == Provenance::Stated { "" } else { " (asked for by Windows 365)" };
    match (held, by) {
        (Answer::Yes, Some(by)) if by == name => format!("{name}{asked}: assigned to this person"),
        (Answer::Yes, Some(by)) => format!("{name}{asked}: brought by {by}"),
        (Answer::Yes, None) => format!("{name}{asked}: held"),
        (Answer::No, _) if doubtful => {
            format!("{name}{asked}: only Windows Business, of which it is not published whether it is enough")
        }
        (Answer::No, _) => format!("{name}{asked}: not assigned to this person, alone or in a suite"),
        (Answer::Unknown, _) => format!("{name}{asked}: not known"),
    }
}
