//! The case, the input of one evaluation: the instant, the facts, and the requested action with its actor.

pub mod apply;
mod as_tools_write;
pub(crate) mod azure_action;
pub mod change;
pub(crate) mod choice;
pub(crate) mod contradictions;
pub mod entities;
pub mod fact;
pub mod known;
pub mod ledger;
pub mod list;
pub mod origin;
pub mod part;
pub mod phrases;
pub mod place;
#[cfg(feature = "import")]
pub mod redact;
pub mod request;
mod resolve;
mod root;
pub mod scenario;
mod spelling;
pub(crate) mod stated;
pub mod table;
pub mod typed;
pub(crate) mod undo;
pub mod usual;
pub mod value;
mod word;
mod written;

use crate::vocabulary::error::{Error, Faults};
use crate::vocabulary::expected;
use crate::vocabulary::instant::Instant;
use entities::{Facts, Tenant};
use greenlight_json::{FAULTS_MAX, InlineStr, Pointer, object};
use origin::Origins;
use request::Request;

pub use place::{At, Field, Name, Place};
pub(crate) use resolve::named;

/// The name by which a request or a machine means the default image.
pub const DEFAULT_IMAGE: &str = "default";

/// The word for "none of its kind" in a reference: a machine that replaces none, belongs to no group, or is on no custom network.
pub const NONE: &str = "none";

/// The input of one evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Case {
    /// The JSON Schema of the document, for editors; ignored.
    #[cfg_attr(feature = "schema", schemars(rename = "$schema"))]
    pub schema: Option<InlineStr>,
    /// The instant for which the case is judged.
    pub as_of: Option<Instant>,
    /// The facts.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub facts: Facts,
    /// The requested action to judge.
    pub request: Option<Request>,
    /// The origins of the facts that state one.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub origins: Origins,
}

object!(Case, expected::CASE, { schema = "$schema", as_of } with facts: Facts { request } then origins);

greenlight_json::deserialize!(Case);

impl Case {
    /// Returns the tenant and its place.
    pub fn tenant(&self) -> At<'_, Tenant> {
        self.facts.tenant()
    }

    /// Checks that all names refer to something that exists, and that no two facts contradict each other.
    ///
    /// # Errors
    /// The names that refer to nothing, in document order of the collections; then the facts that contradict each other.
    pub fn resolve(&self) -> Result<(), Error> {
        self.faults(FAULTS_MAX)
    }

    /// Does the same as [`Self::resolve`], with at most `most` errors.
    pub(crate) fn faults(&self, most: usize) -> Result<(), Error> {
        let mut faults = Faults::at_most(most);
        faults.note(self.resolve_request());
        faults.note(self.facts.refer(most));
        faults.note(self.facts.agree(self.as_of, most));
        faults.all()
    }

    /// Checks that all names in the request refer to something that exists.
    ///
    /// # Errors
    /// The names that refer to nothing.
    pub fn resolve_request(&self) -> Result<(), Error> {
        let request = |request| self.facts.resolve_request(request, &|| Pointer::ROOT.key("request"));
        self.request.as_ref().map_or(Ok(()), request)
    }
}
