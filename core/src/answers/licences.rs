//! The licence ledger: what the tenant owns, what each environment is allocated and uses, what each person needs and has, and which trials
//! run.

mod environment;
mod overage;
mod person;
mod trial;
pub(crate) mod words;

use crate::evaluation;
use crate::evaluation::report::{ENGINE, Engine, FORMAT_VERSION, Notice};
use crate::evaluation::words as sentences;
use crate::facts::fact::Tally;
use crate::facts::known::{Known, Missing};
use crate::rules::context::{self, Context, Inventory};
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Text, choices};
use greenlight_json::Pointer;
use serde::{Serialize, Serializer};

pub use environment::{EnvironmentLedger, LedgerGroup, LedgerMachine, LedgerRequest};
pub use overage::{Over, Overage};
pub use person::{LicenceHeld, PersonLedger, PlanNeed};
pub use trial::{TenantLedger, TrialLedger, TrialState};

/// The ledger of licences of a case.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Licences {
    /// The version of this format.
    pub format_version: Text,
    /// The engine that produced the ledger.
    pub engine: Engine,
    /// The instant for which the ledger was made.
    pub as_of: Instant,
    /// The date of the rulebook: everything published by this day is taken into account.
    pub rulebook: Day,
    /// The name of the capacity product, current and other.
    pub product: Product,
    /// What the tenant owns.
    pub tenant: TenantLedger,
    /// Every trial that was started, or may have been.
    pub trials: Vec<TrialLedger>,
    /// The ledger of each environment: what is allocated to it and what uses it.
    pub environments: Vec<EnvironmentLedger>,
    /// The ledger of each person: what they need and have.
    pub people: Vec<PersonLedger>,
    /// The facts that are still missing.
    pub questions: Vec<LedgerQuestion>,
    /// Notices about the ledger itself.
    pub warnings: Vec<Notice>,
}

/// The names of a unit of hosted capacity.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Product {
    /// The name in use at the instant.
    pub name: Text,
    /// The other name.
    pub other: Text,
    /// How the two names relate, in a sentence.
    pub says: String,
}

/// A missing fact.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct LedgerQuestion {
    /// The place in the case where the fact belongs.
    pub at: Pointer,
    /// The question, in a sentence.
    pub message: String,
}

/// An amount in the form in which documents write counts: `3`, `{"at_least": 3}`, or `null` if unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount(pub Tally);

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        match self.0 {
            Tally { number, at_least: false } => serializer.serialize_u64(number),
            Tally { number: 0, .. } => serializer.serialize_none(),
            Tally { number, .. } => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("at_least", &number)?;
                map.end()
            }
        }
    }
}

#[cfg(feature = "deserialize")]
impl<'de> serde::Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum AmountForm {
            Exactly(u64),
            AtLeast { at_least: u64 },
            Unknown(()),
        }
        let (number, at_least) = match <AmountForm as serde::Deserialize>::deserialize(deserializer)? {
            AmountForm::Exactly(number) => (number, false),
            AmountForm::AtLeast { at_least } => (at_least, true),
            AmountForm::Unknown(()) => (0, true),
        };
        Ok(Self(Tally { number, at_least }))
    }
}

/// Deserializes an amount that is present, even as `null` (unknown); an absent one is `None`.
#[cfg(feature = "deserialize")]
fn written<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Amount>, D::Error> {
    serde::Deserialize::deserialize(deserializer).map(Some)
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "how many; at least so many; or nothing, where nothing is known",
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "object", "properties": {"at_least": {"type": "integer"}}, "required": ["at_least"]},
                {"type": "null"}
            ]
        })
    }
}

/// One line of a ledger.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct LedgerLine {
    /// What it is about.
    pub what: LedgerItem,
    /// The number of units.
    pub units: Amount,
    /// The line in a sentence.
    pub says: String,
}

choices! {
    /// The subject of a line of a ledger.
    #[cfg_attr(feature = "schema", schemars(rename = "LedgerItem"))]
    pub enum LedgerItem {
        /// Bought capacity that is allocated to the environment.
        Allocated = "allocated",
        /// Trial units that are allocated to the environment.
        Trial = "trial",
        /// Capacity that hosted machines use.
        Machines = "machines",
        /// Capacity that bots committed to hosted machine groups use.
        CommittedBots = "committed-bots",
        /// Capacity that the organisation's own machines use.
        Elsewhere = "elsewhere",
        /// Capacity that the request would use.
        Request = "request",
        /// Capacity that the request would add.
        Requested = "requested",
    }
}

/// What remains or is lacking.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct LedgerBalance {
    /// Whether units remain or are lacking, if known.
    pub state: BalanceState,
    /// The units that remain or are lacking.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "deserialize", serde(default, deserialize_with = "written"))]
    pub units: Option<Amount>,
    /// The balance in a sentence.
    pub says: String,
}

choices! {
    /// Whether capacity suffices.
    pub enum BalanceState {
        /// Capacity suffices.
        Enough = "enough",
        /// Capacity does not suffice.
        Short = "short",
        /// Facts are missing.
        Unknown = "unknown",
    }
}

impl BalanceState {
    /// Returns the state of a comparison.
    pub(crate) fn of(balance: &Known<context::Balance>) -> Self {
        match balance {
            Ok(context::Balance::Free(_)) => Self::Enough,
            Ok(context::Balance::Short(_)) => Self::Short,
            Err(_) => Self::Unknown,
        }
    }
}

choices! {
    /// A yes or no, which may be unknown.
    pub enum Answer {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Facts are missing.
        Unknown = "unknown",
    }
}

/// The missing facts, collected along the way.
#[derive(Debug, Default)]
pub(crate) struct Questions(Vec<Missing>);

impl Questions {
    /// Returns the value, or `None` after adding a question.
    pub(crate) fn note<T>(&mut self, known: Known<T>) -> Option<T> {
        known.map_err(|missing| self.0.push(missing)).ok()
    }

    /// Returns the answer to a yes-or-no question, adding a question if it is unknown.
    pub(crate) fn answer(&mut self, known: Known<bool>) -> Answer {
        match self.note(known) {
            Some(true) => Answer::Yes,
            Some(false) => Answer::No,
            None => Answer::Unknown,
        }
    }

    /// Returns a sum as an amount, adding a question if it is not exact.
    pub(crate) fn amount(&mut self, sum: &context::Sum) -> Amount {
        self.0.extend(sum.missing().cloned());
        Amount(sum.tally())
    }

    pub(crate) fn asked(self) -> Vec<LedgerQuestion> {
        let all = self.0.into_iter().reduce(Missing::and);
        let paths = all.map_or_else(Vec::new, Missing::into_paths);
        paths.into_iter().map(|at| LedgerQuestion { message: sentences::question(&at), at }).collect()
    }
}

/// Returns the ledger of a case, including its request if it has one.
pub fn ledger(cx: &Context<'_>) -> Licences {
    let inventory = Inventory::of(cx.case);
    let cx = &cx.with_inventory(&inventory);
    let mut questions = Questions::default();
    let environments =
        cx.listed_environments().map(|it| environment::ledger(cx, it, &mut questions)).collect();
    let people = cx.listed_people().map(|it| person::ledger(cx, it, &mut questions)).collect();
    let trials = trial::ledger(cx, &mut questions);
    Licences {
        format_version: FORMAT_VERSION.into(),
        engine: ENGINE,
        as_of: cx.now,
        rulebook: cx.book.date,
        product: words::product(cx),
        tenant: trial::tenant(cx, &mut questions),
        trials,
        environments,
        people,
        questions: questions.asked(),
        warnings: evaluation::notices(&(*cx).into()),
    }
}
