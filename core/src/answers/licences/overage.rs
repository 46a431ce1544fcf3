//! Finds what is marked as over capacity: first committed bots, the latest setting first, then machines, the newest first.

use super::{Amount, Questions};
use crate::answers::licences::words as say;
use crate::facts::At;
use crate::facts::entities::{Environment, MachineGroup};
use crate::facts::fact::Tally;
use crate::facts::known::{Known, all};
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::vocabulary::choices;
use crate::vocabulary::instant::Instant;
use greenlight_json::sort;
use serde::Serialize;

/// Something marked as over capacity.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Overage {
    /// What it is.
    pub kind: Over,
    /// Its name; absent for machines that the case does not list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The units that are marked.
    pub units: Amount,
    /// When it began to use them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// The entry in a sentence.
    pub says: String,
}

choices! {
    /// The kind of thing that is over capacity.
    #[cfg_attr(feature = "schema", schemars(rename = "OverageKind"))]
    pub enum Over {
        /// Bots committed to a hosted machine group.
        CommittedBots = "committed-bots",
        /// The machines of the request.
        Request = "request",
        /// A hosted machine.
        Machine = "machine",
        /// Hosted machines that the case does not list.
        OtherMachines = "other-machines",
    }
}

/// Something that uses units, and since when.
struct Taker<'a> {
    kind: Over,
    name: &'a str,
    units: u64,
    since: Option<Instant>,
}

/// Returns what is marked if `short` units are lacking; `asked` is what the requested machines would use.
pub(super) fn marked<'a>(
    cx: &Context<'a>,
    environment: At<'a, Environment>,
    short: Tally,
    asked: u64,
    questions: &mut Questions,
) -> Vec<Overage> {
    let each = cx.number(Key::LicenceUnitsPerMachine).unwrap_or(0);
    let mut takers = committed(cx, environment, questions);
    if cx.action() == crate::facts::request::Action::CreateMachine && asked > 0 {
        takers.push(Taker { kind: Over::Request, name: "", units: asked, since: Some(cx.now) });
    }
    takers.extend(machines(cx, environment, each, questions));
    let mut left = short.number;
    let mut marked: Vec<Overage> = Vec::new();
    for taker in takers {
        let units = taker.units.min(left);
        if units > 0 {
            left -= units;
            marked.push(entry(&taker, units));
        }
    }
    if left > 0 {
        marked.push(entry(&Taker { kind: Over::OtherMachines, name: "", units: left, since: None }, left));
    }
    marked
}

fn entry(taker: &Taker<'_>, units: u64) -> Overage {
    let Taker { kind, name, since, .. } = *taker;
    let says = say::marked(kind, name, units, since);
    let name = Some(name).filter(|name| !name.is_empty()).map(str::to_owned);
    Overage { kind, name, units: Amount(Tally::exactly(units)), since, says }
}

/// Returns the groups with committed bots, the latest setting first.
fn committed<'a>(
    cx: &Context<'a>,
    environment: At<'a, Environment>,
    questions: &mut Questions,
) -> Vec<Taker<'a>> {
    let taker = |group: At<'a, MachineGroup>| Taker {
        kind: Over::CommittedBots,
        name: group.key(),
        units: group.committed_bots().copied().unwrap_or(0),
        since: questions.note(group.committed_since().copied()),
    };
    newest_first(cx.committed_groups(environment).map(taker).collect())
}

/// Returns the machines, the newest first.
fn machines<'a>(
    cx: &Context<'a>,
    environment: At<'a, Environment>,
    each: u64,
    questions: &mut Questions,
) -> Vec<Taker<'a>> {
    let mut takers: Vec<Taker<'a>> = Vec::new();
    for machine in cx.machines_perhaps_in(environment) {
        let here: Known<bool> = machine.environment().map(|name| name == environment.key());
        if all([here, cx.takes_unit(machine)]) == Ok(true) {
            let since = questions.note(machine.requested().copied());
            takers.push(Taker { kind: Over::Machine, name: machine.key(), units: each, since });
        }
    }
    newest_first(takers)
}

/// Sorts by date, the newest first; entries without a date come last.
fn newest_first(mut takers: Vec<Taker<'_>>) -> Vec<Taker<'_>> {
    sort(&mut takers, |one, other| other.since.cmp(&one.since));
    takers
}
