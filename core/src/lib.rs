//! Greenlight says whether a Power Automate hosted machine can be created and used, why not, what to change, and what would happen over time.
//!
//! A [`Case`] holds what is known about a tenant, and a requested action. A fact that is left out is unknown, never false. [`check()`]
//! judges the case by all rules at once: the [`Report`](report::Report) is ready, blocked or in need of facts, with every reason, who can
//! fix it and how.
//!
//! ```
//! use greenlight_core::report::Outcome;
//! use greenlight_core::{Case, CheckOptions, Error, check, json};
//!
//! let case: Case = json::from_str(
//!     r#"{
//!         "as_of": "2024-02-12T09:00:00Z",
//!         "environments": {"prod": {"geography": "Europe", "hosted_rpa_addons": 2, "hosted_machines": 2}},
//!         "people": {"ann": {"roles": {"prod": ["Environment Maker"]}}},
//!         "images": {"finance": {"generation": 1, "regions": ["West Europe"]}},
//!         "request": {"actor": "ann", "create-machine": {"environment": "prod", "name": "bot-03", "image": "finance"}}
//!     }"#,
//! )?;
//! let report = check(&case, &CheckOptions::default())?;
//! assert_eq!(report.outcome, Outcome::Blocked);
//! let codes: Vec<_> = report.findings.iter().map(|finding| &*finding.code).collect();
//! assert!(codes.contains(&"IMG004"), "{codes:?}");
//! # Ok::<(), Error>(())
//! ```
//!
//! The other verbs are [`open()`] and [`why()`], [`diagnose()`], [`licences()`], [`roles()`], [`simulate()`], [`rulebook()`],
//! [`explain()`], [`rules()`] and [`describe()`], and with the feature `import` also `import_facts`, `missing_facts` and `redact`. The
//! module [`text`] has the same verbs on JSON text; it returns the same bytes everywhere: here, in WebAssembly under wasmtime, and in
//! browsers.
//!
//! The crate reads no files, clocks or network, and no input panics: bad input is an [`Error`] with a stable code, a JSON Pointer and help.

#![cfg_attr(
    not(any(feature = "internals", test)),
    expect(
        dead_code,
        unreachable_pub,
        unused_imports,
        clippy::unused_self,
        reason = "what only our own tests and commands reach is public under the feature `internals` alone"
    )
)]

#[cfg(not(feature = "internals"))]
mod answers;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod answers;
#[cfg(not(feature = "internals"))]
mod evaluation;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod evaluation;
#[cfg(not(feature = "internals"))]
mod facts;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod facts;
#[cfg(all(feature = "import", not(feature = "internals")))]
mod import;
#[cfg(all(feature = "import", feature = "internals"))]
#[doc(hidden)]
pub mod import;
#[cfg(not(feature = "internals"))]
mod lifecycle;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod lifecycle;
#[cfg(not(feature = "internals"))]
mod overlay;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod overlay;
#[cfg(not(feature = "internals"))]
mod rulebook;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod rulebook;
#[cfg(not(feature = "internals"))]
mod rules;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod rules;
#[cfg(all(feature = "schema", feature = "internals"))]
#[doc(hidden)]
pub mod schema;
#[cfg(all(feature = "schema", not(feature = "internals")))]
mod schema;
#[cfg(not(feature = "internals"))]
mod simulation;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod simulation;
#[cfg(not(feature = "internals"))]
mod verbs;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod verbs;
#[cfg(not(feature = "internals"))]
mod vocabulary;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod vocabulary;

pub use facts::Case;
pub use facts::scenario::Scenario;
pub use greenlight_json as json;
pub use simulation::{Progress, Simulation};
pub use verbs::check::{CheckOptions, check};
pub use verbs::describe::{Description, describe};
pub use verbs::diagnose::diagnose;
pub use verbs::explain::{Explanation, PublishedCodes, RuleEntry, Rules, explain, rules};
#[cfg(feature = "import")]
pub use verbs::import_facts::{Import, ImportRequest, import_facts};
pub use verbs::judge::{Judge, JudgeOptions};
pub use verbs::licences::licences;
#[cfg(feature = "import")]
pub use verbs::missing_facts::missing_facts;
pub use verbs::open::{OpenOptions, open};
pub use verbs::open_case::OpenCase;
#[cfg(feature = "import")]
pub use verbs::redact::{RedactRequest, Redacted, redact};
pub use verbs::roles::{RolesRequest, roles};
pub use verbs::simulate::{SimulateOptions, simulate};
pub use verbs::values::{RulebookAnswer, RulebookRequest, rulebook};
pub use verbs::why::why;
pub use verbs::{ByRulebook, text};
pub use vocabulary::error::{Error, ErrorCode, Refusal};
pub use vocabulary::{Fixed, NoObserver, Observer, Text};

/// The parts of a case: facts about the tenant, and the requested action.
///
/// A [`Case`] is parsed from text or built from these values; a value left at its default is unknown.
///
/// ```
/// use greenlight_core::case::{Action, Details, Environment, Facts, Image, Instant, Person, Region, Request};
/// use greenlight_core::{Case, CheckOptions, Error, check, report::Outcome};
///
/// let environment = Environment { geography: "Europe".into(), hosted_rpa_addons: 2.into(), ..Environment::default() };
/// let ann = Person { roles: [("prod", ["Environment Maker".into()].into())].into(), ..Person::default() };
/// let image = Image { generation: 1.into(), regions: [Region::new("West Europe")].into(), ..Image::default() };
/// let case = Case {
///     as_of: Instant::parse("2024-02-12T09:00:00Z"),
///     facts: Facts {
///         environments: [("prod", environment)].into(),
///         people: [("ann", ann)].into(),
///         images: [("finance", image)].into(),
///         ..Facts::default()
///     },
///     request: Some(Request::new(
///         "ann",
///         Action::CreateMachine,
///         Details {
///             environment: Some("prod".into()),
///             name: Some("bot-03".into()),
///             image: Some("finance".into()),
///             ..Details::default()
///         },
///     )),
///     ..Case::default()
/// };
/// assert_eq!(check(&case, &CheckOptions::default())?.outcome, Outcome::Blocked);
/// # Ok::<(), Error>(())
/// ```
pub mod case {
    pub use crate::facts::entities::*;
    pub use crate::facts::fact::{Count, Fact, Tally};
    pub use crate::facts::list::Listing;
    pub use crate::facts::origin::{Attestation, FactSource, Origin, Origins};
    pub use crate::facts::request::{Action, Details, Request};
    pub use crate::facts::table::Table;
    pub use crate::facts::value::*;
    pub use crate::rulebook::term::{Named, Term};
    pub use crate::vocabulary::duration::Duration;
    pub use crate::vocabulary::instant::{Day, Instant};
}

/// An organisation's overlay on rules and rulebook: levels, waivers, allowed names, and values of its own.
pub mod overlays {
    pub use crate::overlay::document::{AgesSetting, Allowed, Document, Exception, RawValue, Setting};
}

/// The parts of a scenario to simulate: the timeline, durations, and faults.
pub mod scenario {
    pub use crate::facts::scenario::fault::Fault;
    pub use crate::facts::scenario::length::{Length, Lengths, Span};
    pub use crate::facts::scenario::offset::{Moment, Offset};
    pub use crate::facts::scenario::timeline::{Preparation, TimelineAction, TimelineEntry};
    pub use crate::facts::scenario::{Assumptions, Limits, Resources};
    pub use crate::vocabulary::{Phase, ProvisioningCode};
}

/// The report of [`check()`].
pub mod report {
    pub use crate::evaluation::report::*;
    pub use crate::rulebook::{Source, UsedValue};
    pub use crate::verbs::outcomes::Brief;
    pub use crate::vocabulary::{Fixer, Joint, Level, Outcome, Phrase, Provenance, Word, Words};
}

/// A sharded simulation: the results of [`text::shard`] on some replicates, which [`text::merge`] combines.
pub mod shards {
    pub use crate::simulation::shard::*;
    pub use crate::verbs::shards::{MergeRequest, ShardIndex, ShardOptions, ShardRequest};
}

/// The summaries of [`simulate()`] and [`text::replay`].
pub mod summary {
    pub use crate::simulation::replay::Replay;
    pub use crate::simulation::summary::*;
}

/// Files of other tools, and the result of [`import_facts()`].
#[cfg(feature = "import")]
pub mod facts_of_files {
    pub use crate::import::by_hand::{BY_HAND, ByHand};
    pub use crate::import::calls::{Call, Whole, calls};
    pub use crate::import::gather::{Each, Gathered, gathered};
    pub use crate::import::report::*;
    pub use crate::import::stated::FactsWithOrigins;
    pub use crate::import::{File, Hints, Problem, ProblemCode, Sources};
    pub use crate::verbs::missing_facts::{Lacking, MissingFacts, SupplyingCall};
}

/// The diagnosis of [`diagnose()`].
pub mod diagnosis {
    pub use crate::answers::diagnosis::{
        Cause, Conclusion, Diagnosis, Likelihood, NextStep, Patience, Waiting,
    };
    pub use crate::answers::published::PublishedCode;
}

/// The ledger of [`licences()`].
pub mod licences {
    pub use crate::answers::licences::*;
}

/// The answers of [`open()`] and [`why()`].
pub mod open {
    pub use crate::answers::open::{Choice, Decided, Open, OpenPlace, Possibility, Span};
    pub use crate::answers::why::{Reason, Why};
    pub use crate::facts::change::{Change, Step};
}

/// The answer of [`roles()`].
pub mod roles {
    pub use crate::answers::roles::{
        ActionNeeds, GrantingRole, PersonCan, PersonMay, RolePrivileges, Roles, TablePrivileges,
    };
}

/// The answer of [`rulebook()`]: values and their changes.
pub mod values {
    pub use crate::answers::values::{
        AtInstant, Change, RuleChange, RulebookChanges, RulebookValue, RulebookValues, ValueChange,
    };
    pub use crate::rulebook::shown::DisplayValue;
}

/// The verbs on JSON text with typed answers, for bindings that return objects; [`text`] writes the same answers as JSON.
pub mod from_text {
    pub use crate::simulation::replay::replay;
    pub use crate::verbs::check::on_text as check;
    pub use crate::verbs::diagnose::on_text as diagnose;
    pub use crate::verbs::explain::on_text as explain;
    #[cfg(feature = "import")]
    pub use crate::verbs::import_facts::on_text as import_facts;
    pub use crate::verbs::licences::on_text as licences;
    #[cfg(feature = "import")]
    pub use crate::verbs::missing_facts::on_text as missing_facts;
    pub use crate::verbs::open::on_text as open;
    #[cfg(feature = "import")]
    pub use crate::verbs::redact::on_text as redact;
    pub use crate::verbs::roles::on_text as roles;
    pub use crate::verbs::shards::{merge_on_text as merge, shard_on_text as shard};
    pub use crate::verbs::simulate::on_text as simulate;
    pub use crate::verbs::values::on_text as rulebook;
    pub use crate::verbs::why::on_text as why;
    pub use crate::verbs::{
        CheckRequest, DiagnoseRequest, ExplainRequest, LicencesRequest, OpenRequest, SimulateRequest,
        WhyRequest,
    };
}
