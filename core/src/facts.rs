//! The case: what one evaluation looks at. The instant, the facts, and the requested action with its actor.

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

/// What a reference says that means nothing of its kind: a machine that replaces none, belongs to no group, or is on no network of its own.
pub const NONE: &str = "none";

/// What one evaluation looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Case {
    /// The JSON Schema of the document, for editors; not read.
    #[cfg_attr(feature = "schema", schemars(rename = "$schema"))]
    pub schema: Option<InlineStr>,
    /// The instant judged.
    pub as_of: Option<Instant>,
    /// The facts.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub facts: Facts,
    /// What is to be judged.
    pub request: Option<Request>,
    /// Where facts come from that say it.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub origins: Origins,
}

object!(Case, expected::CASE, { schema = "$schema", as_of } with facts: Facts { request } then origins);

greenlight_json::deserialize!(Case);

impl Case {
    /// The tenant.
    pub fn tenant(&self) -> At<'_, Tenant> {
        self.facts.tenant()
    }

    /// Holds that whatever is referred to by name is there, and that no two facts exclude each other.
    ///
    /// # Errors
    /// The names that refer to nothing, in document order of the collections; then the facts that do.
    pub fn resolve(&self) -> Result<(), Error> {
        self.faults(FAULTS_MAX)
    }

    /// As [`Self::resolve`], with so many faults at most.
    pub(crate) fn faults(&self, most: usize) -> Result<(), Error> {
        let mut faults = Faults::at_most(most);
        faults.note(self.resolve_request());
        faults.note(self.facts.refer(most));
        faults.note(self.facts.agree(self.as_of, most));
        faults.all()
    }

    /// Holds that whatever the request refers to by name is there.
    ///
    /// # Errors
    /// The names that refer to nothing.
    pub fn resolve_request(&self) -> Result<(), Error> {
        let request = |request| self.facts.resolve_request(request, &|| Pointer::ROOT.key("request"));
        self.request.as_ref().map_or(Ok(()), request)
    }
}
