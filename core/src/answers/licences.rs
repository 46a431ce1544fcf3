//! The ledger of licences: what the tenant owns, what each environment is allocated and uses, what each person needs and has, and which trial runs.

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

/// The ledger of a case.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Licences {
    /// Version of this shape.
    pub format_version: Text,
    /// The engine.
    pub engine: Engine,
    /// The instant looked at.
    pub as_of: Instant,
    /// Everything published by this day was known.
    pub rulebook: Day,
    /// What the capacity is called, then and now.
    pub product: Product,
    /// What the tenant owns.
    pub tenant: TenantLedger,
    /// Every trial that was begun, or may have been.
    pub trials: Vec<TrialLedger>,
    /// Each environment: what is allocated to it and what takes it.
    pub environments: Vec<EnvironmentLedger>,
    /// Each person: what they need and have.
    pub people: Vec<PersonLedger>,
    /// What is still to be said.
    pub questions: Vec<LedgerQuestion>,
    /// What to know about the ledger itself.
    pub warnings: Vec<Notice>,
}

/// The names of a unit of hosted capacity.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Product {
    /// The one in use.
    pub name: Text,
    /// The other one.
    pub other: Text,
    /// How the two are related, in a sentence.
    pub says: String,
}

/// A fact that the ledger lacks.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct LedgerQuestion {
    /// Where the fact would stand.
    pub at: Pointer,
    /// The question, in a sentence.
    pub message: String,
}

/// An amount as documents write counts: `3`, `{"at_least": 3}`, or `null` where nothing is known.
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

/// An amount that is written, though it may be `null`; one that is left out is none at all.
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
    /// Units.
    pub units: Amount,
    /// It in a sentence.
    pub says: String,
}

choices! {
    /// What a line of a ledger is about.
    #[cfg_attr(feature = "schema", schemars(rename = "LedgerItem"))]
    pub enum LedgerItem {
        /// Capacity that was bought and is allocated to the environment.
        Allocated = "allocated",
        /// Trial units that are allocated to the environment.
        Trial = "trial",
        /// What hosted machines take.
        Machines = "machines",
        /// What bots take that are guaranteed to hosted machine groups.
        CommittedBots = "committed-bots",
        /// What serves machines of the organisation's own.
        Elsewhere = "elsewhere",
        /// What is asked for takes.
        Request = "request",
        /// What is asked for brings.
        Requested = "requested",
    }
}

/// What is left or lacking.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct LedgerBalance {
    /// Which of the two, if it is known.
    pub state: BalanceState,
    /// Units left or lacking.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "deserialize", serde(default, deserialize_with = "written"))]
    pub units: Option<Amount>,
    /// It in a sentence.
    pub says: String,
}

choices! {
    /// Whether capacity suffices.
    pub enum BalanceState {
        /// It does.
        Enough = "enough",
        /// It does not.
        Short = "short",
        /// Nobody can say yet.
        Unknown = "unknown",
    }
}

impl BalanceState {
    /// The state that a comparison gives.
    pub(crate) fn of(balance: &Known<context::Balance>) -> Self {
        match balance {
            Ok(context::Balance::Free(_)) => Self::Enough,
            Ok(context::Balance::Short(_)) => Self::Short,
            Err(_) => Self::Unknown,
        }
    }
}

choices! {
    /// A yes or no that may not be known.
    pub enum Answer {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Nobody can say yet.
        Unknown = "unknown",
    }
}

/// What is missing, as it turns up.
#[derive(Debug, Default)]
pub(crate) struct Questions(Vec<Missing>);

impl Questions {
    /// The value, or nothing and one question more.
    pub(crate) fn note<T>(&mut self, known: Known<T>) -> Option<T> {
        known.map_err(|missing| self.0.push(missing)).ok()
    }

    /// The answer to a question of yes or no.
    pub(crate) fn answer(&mut self, known: Known<bool>) -> Answer {
        match self.note(known) {
            Some(true) => Answer::Yes,
            Some(false) => Answer::No,
            None => Answer::Unknown,
        }
    }

    /// The sum as an amount, and a question where it is not exact.
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

/// The ledger of a case, and of its request where it has one.
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
