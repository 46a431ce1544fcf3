//! The capacity of one environment: what is allocated, what uses it, and what remains after the request.

use super::overage::{self, Overage};
use super::{Amount, Answer, BalanceState, LedgerBalance, LedgerItem, LedgerLine, Questions};
use crate::answers::licences::words as say;
use crate::facts::At;
use crate::facts::entities::{Environment, Machine, MachineGroup};
use crate::facts::fact::Tally;
use crate::facts::known::{Known, Missing, all, not};
use crate::facts::request::Action;
use crate::rulebook::Key;
use crate::rules::context::{AddOns, Balance, Context, Sum};
use crate::vocabulary::Text;
use crate::vocabulary::instant::Instant;
use serde::Serialize;

/// The capacity of an environment and what uses it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct EnvironmentLedger {
    /// The name of the environment.
    pub name: String,
    /// The field of the case that holds its capacity.
    pub given_as: Text,
    /// What is there and what uses it.
    pub lines: Vec<LedgerLine>,
    /// The machines that the case lists in it.
    pub machines: Vec<LedgerMachine>,
    /// Its hosted machine groups that the case lists and that have committed bots.
    pub groups: Vec<LedgerGroup>,
    /// What remains now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<LedgerBalance>,
    /// What the request asks of this environment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<LedgerRequest>,
    /// Whether the capacity suffices for machines alone, after the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machines_alone: Option<LedgerBalance>,
    /// What remains after the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<LedgerBalance>,
    /// Whether the capacity suffices only with trial units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rests_on_trial: Option<Answer>,
    /// What is marked as over capacity, in the order in which Microsoft marks it.
    pub overage: Vec<Overage>,
    /// Further remarks, in sentences.
    pub remarks: Vec<String>,
}

/// A machine in a ledger.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct LedgerMachine {
    /// The name of the machine.
    pub name: String,
    /// The person who created it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
    /// Whether it uses a unit.
    pub counts: Answer,
    /// The reason, in a sentence.
    pub says: String,
}

/// A hosted machine group with committed bots, in a ledger.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct LedgerGroup {
    /// The name of the group.
    pub name: String,
    /// The number of bots committed to it.
    pub committed_bots: u64,
    /// When that number was set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
}

/// What a request would use of an environment's capacity, or add to it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct LedgerRequest {
    /// The requested action.
    pub action: Action,
    /// Whether the request is licensed, by capacity or by a self-assisted trial in place of it.
    pub covered: BalanceState,
    /// The result in a sentence.
    pub says: String,
}

/// The sums from which the ledger of an environment is made.
struct Sums {
    bought: Sum,
    trial: Sum,
    machines: Sum,
    committed: Sum,
    elsewhere: Option<Sum>,
}

impl Sums {
    fn of<'a>(cx: &Context<'a>, environment: At<'a, Environment>) -> Option<Self> {
        let each = cx.number(Key::LicenceUnitsPerMachine).ok()?;
        let add_ons = cx.add_ons(Ok(environment)).ok()?;
        let (bought, trial) = add_ons.parts();
        let hosted_process = cx.flag(Key::LicenceHostedProcess) == Ok(true);
        let elsewhere = || {
            Sum::exactly(0).with(environment.hosted_process_elsewhere(), || {
                environment.field("hosted_process_elsewhere")
            })
        };
        Some(Self {
            bought: bought.clone(),
            trial: trial.clone(),
            machines: cx.machines_in(environment).times(each),
            committed: cx.committed_bots(environment, |_| Ok(true)),
            elsewhere: hosted_process.then(elsewhere),
        })
    }

    /// Returns the sum of all capacity.
    fn owned(&self) -> Sum {
        self.bought.clone().plus(self.trial.clone())
    }

    /// Returns the sum of all capacity used.
    fn needed(&self) -> Sum {
        let taken = self.machines.clone().plus(self.committed.clone());
        self.elsewhere.iter().cloned().fold(taken, Sum::plus)
    }
}

/// Returns the ledger of one environment.
pub(super) fn ledger<'a>(
    cx: &Context<'a>,
    environment: At<'a, Environment>,
    questions: &mut Questions,
) -> EnvironmentLedger {
    let (units, given_as) = cx.capacity(environment);
    let allocated = Sum::exactly(0).with(units, || environment.field(given_as));
    let trial = Sum::exactly(0)
        .with(environment.hosted_rpa_trial_addons(), || environment.field("hosted_rpa_trial_addons"));
    let mut lines = vec![
        line(LedgerItem::Allocated, &allocated, questions, |units| say::allocated(cx, units, given_as)),
        line(LedgerItem::Trial, &trial, questions, |units| say::trial_units(cx, units)),
    ];
    let mut out = EnvironmentLedger {
        name: environment.key().to_string(),
        given_as: given_as.into(),
        lines: Vec::new(),
        machines: machines(cx, environment, questions),
        groups: groups(cx, environment, questions),
        now: None,
        request: None,
        machines_alone: None,
        after: None,
        rests_on_trial: None,
        overage: Vec::new(),
        remarks: Vec::new(),
    };
    match Sums::of(cx, environment) {
        Some(sums) => balances(cx, environment, sums, &mut lines, &mut out, questions),
        None => out.remarks.push(say::not_counted_here(cx)),
    }
    out.lines = lines;
    out
}

/// Returns the lines of what uses capacity, and the balances.
fn balances<'a>(
    cx: &Context<'a>,
    environment: At<'a, Environment>,
    mut sums: Sums,
    lines: &mut Vec<LedgerLine>,
    out: &mut EnvironmentLedger,
    questions: &mut Questions,
) {
    let stated = environment.hosted_machines().is_ok();
    lines.push(line(LedgerItem::Machines, &sums.machines, questions, |units| say::machines(units, stated)));
    lines.push(line(LedgerItem::CommittedBots, &sums.committed, questions, say::committed));
    if let Some(elsewhere) = &sums.elsewhere {
        lines.push(line(LedgerItem::Elsewhere, elsewhere, questions, say::elsewhere));
    }
    out.now = Some(balance(&sums.owned(), &sums.needed()));
    let asked = asked(cx, environment, &mut sums);
    if let Some((item, taken)) = &asked {
        lines.push(line(*item, taken, questions, |units| say::request(cx, *item, units)));
        let covered = covered(cx, environment, &sums, *item);
        questions.note(covered.clone());
        let state = match covered {
            Ok(true) => BalanceState::Enough,
            Ok(false) => BalanceState::Short,
            Err(_) => BalanceState::Unknown,
        };
        let says =
            say::covered(cx, state, cx.on_self_assisted_trial() == Ok(true) && *item == LedgerItem::Request);
        out.request = Some(LedgerRequest { action: cx.action(), covered: state, says });
    }
    let needed = sums.needed();
    let rests = all([sums.trial.covers(&Sum::exactly(1)), not(sums.bought.covers(&needed))]);
    if rests == Ok(true) {
        out.remarks.push(say::rests_on_trial(cx));
    }
    out.rests_on_trial = Some(questions.answer(rests));
    out.machines_alone = Some(balance(&sums.owned(), &sums.machines));
    out.after = Some(balance(&sums.owned(), &needed));
    if let Ok(Balance::Short(short)) = sums.owned().balance(&needed) {
        let asked = asked.filter(|(item, _)| *item == LedgerItem::Request).map(|(_, taken)| taken.least());
        out.overage = overage::marked(cx, environment, short, asked.unwrap_or(0), questions);
    }
}

/// Adds to the sums what the request would use in this environment, or add to it, and returns that.
fn asked<'a>(
    cx: &Context<'a>,
    environment: At<'a, Environment>,
    sums: &mut Sums,
) -> Option<(LedgerItem, Sum)> {
    cx.case.request.as_ref()?;
    cx.environment().ok().filter(|asked| asked.key() == environment.key())?;
    let details = cx.details();
    let given = |number: Option<u32>, field| {
        number.map(|number| Tally::exactly(u64::from(number))).ok_or_else(|| Missing::fact(cx.asked(field)))
    };
    match cx.action() {
        Action::CreateMachine => {
            let units = cx.machines_asked().saturating_mul(cx.number(Key::LicenceUnitsPerMachine).ok()?);
            let taken = Sum::exactly(0).when(not(cx.on_self_assisted_trial()), units);
            sums.machines = sums.machines.clone().plus(taken.clone());
            Some((LedgerItem::Request, taken))
        }
        Action::CreateGroup => {
            let taken = Sum::exactly(0)
                .with(given(details.committed_bots, "committed_bots"), || cx.asked("committed_bots"));
            sums.committed = sums.committed.clone().plus(taken.clone());
            Some((LedgerItem::Request, taken))
        }
        Action::EditGroup => {
            let bots = u64::from(details.committed_bots?);
            let had = cx.group().ok()?.committed_bots().copied().unwrap_or(0);
            let others = |group: At<'a, MachineGroup>| Ok(details.group.as_deref() != Some(group.key()));
            sums.committed = cx.committed_bots(environment, others).plus(Sum::exactly(bots));
            Some((LedgerItem::Request, Sum::exactly(bots.saturating_sub(had))))
        }
        Action::RequestCapacity => {
            let brought = Sum::exactly(0).with(given(details.units, "units"), || cx.asked("units"));
            sums.bought = sums.bought.clone().plus(brought.clone());
            Some((LedgerItem::Requested, brought))
        }
        _ => None,
    }
}

/// Whether the request is licensed: for machines as the rules judge it, otherwise whether enough capacity remains.
fn covered<'a>(
    cx: &Context<'a>,
    environment: At<'a, Environment>,
    sums: &Sums,
    item: LedgerItem,
) -> Known<bool> {
    let add_ons: Option<AddOns> = cx.add_ons(Ok(environment)).ok();
    match add_ons {
        Some(add_ons) if cx.action() == Action::CreateMachine && item == LedgerItem::Request => {
            cx.capacity_suffices(&add_ons)
        }
        _ => sums.owned().covers(&sums.needed()),
    }
}

fn line(
    what: LedgerItem,
    sum: &Sum,
    questions: &mut Questions,
    says: impl FnOnce(Amount) -> String,
) -> LedgerLine {
    let units = questions.amount(sum);
    LedgerLine { what, units, says: says(units) }
}

fn balance(owned: &Sum, needed: &Sum) -> LedgerBalance {
    let balance = owned.balance(needed);
    let units = match balance {
        Ok(Balance::Free(units) | Balance::Short(units)) => Some(Amount(units)),
        Err(_) => None,
    };
    let state = BalanceState::of(&balance);
    LedgerBalance { state, units, says: say::balance(state, owned, needed, units) }
}

fn machines<'a>(
    cx: &Context<'a>,
    environment: At<'a, Environment>,
    questions: &mut Questions,
) -> Vec<LedgerMachine> {
    let here = |machine: &At<'a, Machine>| machine.environment().is_ok_and(|name| name == environment.key());
    let stated = environment.hosted_machines().is_ok();
    let entry = |machine: At<'a, Machine>| {
        let known = cx.takes_unit(machine);
        let says = say::machine(cx, machine, &known);
        let counts = match &known {
            Ok(true) => Answer::Yes,
            Ok(false) => Answer::No,
            // If the number of machines is stated, it does not matter which of them it counts.
            Err(_) if stated => Answer::Unknown,
            Err(_) => questions.answer(known),
        };
        let creator = machine.creator().ok().map(ToString::to_string);
        LedgerMachine { name: machine.key().to_string(), creator, counts, says }
    };
    cx.machines_perhaps_in(environment).filter(here).map(entry).collect()
}

fn groups<'a>(
    cx: &Context<'a>,
    environment: At<'a, Environment>,
    questions: &mut Questions,
) -> Vec<LedgerGroup> {
    if cx.number(Key::LicenceUnitsPerMachine).is_err() {
        return Vec::new();
    }
    let entry = |group: At<'a, MachineGroup>| LedgerGroup {
        name: group.key().to_string(),
        committed_bots: group.committed_bots().copied().unwrap_or(0),
        since: questions.note(group.committed_since().copied()),
    };
    cx.committed_groups(environment).map(entry).collect()
}
