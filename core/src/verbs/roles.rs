//! The verb `roles`: who may do what.

use super::asks::answered;
use super::phrases;
use super::{book_at, of_case};
use crate::answers::roles::{self as table, Roles, RolesQuery};
use crate::evaluation;
use crate::facts::Case;
use crate::facts::ledger::Ledger;
use crate::facts::request::Request;
use crate::rules::context::Context;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::expected;
use crate::vocabulary::instant::{Day, Instant};
use greenlight_json::field_is_missing;
use greenlight_json::{Pointer, object};

/// The request of [`roles()`].
#[derive(Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct RolesRequest {
    /// The day up to which publications are taken into account; by default that of the newest complete rulebook.
    pub rulebook: Option<Day>,
    /// The instant for which the answer holds; by default that of the case, or else the day of the rulebook.
    pub as_of: Option<Instant>,
    /// The action, in words such as `create image`; by default all actions.
    pub can: Option<String>,
    /// The case that declares the person.
    pub case: Option<Case>,
    /// The person to report on: a name under `people` of the case.
    pub person: Option<String>,
    /// The environment; by default that of the case's request, or its only one.
    pub environment: Option<String>,
    /// Include in errors the phrases of their sentences in the catalogue of messages, for translation.
    pub parameters: bool,
}

object!(RolesRequest, expected::ROLES_REQUEST, {
    rulebook, as_of, can, case, person, environment, parameters,
});

/// Returns who may do what: the privileges of each role, the roles that allow each action, and whether a person can.
///
/// ```
/// use greenlight_core::{RolesRequest, roles};
///
/// let who = roles(&RolesRequest { can: Some("create image".to_owned()), ..RolesRequest::default() })?;
/// assert_eq!(who.actions[0].action, "create-image");
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// # Errors
/// If the person is given without a case or the case does not declare them, the action does not exist, or the instant lies before the first
/// rulebook.
pub fn roles(asked: &RolesRequest) -> Result<Roles, Error> {
    if asked.person.is_some() && asked.case.is_none() {
        let at = Pointer::ROOT.key("case");
        let help = phrases::HOLDS_THE_PERSON;
        return Err(Error::new(ErrorCode::MissingField, at, field_is_missing("case"), help));
    }
    let nothing = Case::default();
    let case = asked.case.as_ref().unwrap_or(&nothing);
    case.resolve()?;
    let book = book_at(asked.rulebook, || Pointer::ROOT.key("rulebook"))?;
    let now = asked.as_of.or(case.as_of).unwrap_or(book.date.start());
    evaluation::in_force(now)?;
    let (ledger, nobodys) = (Ledger::default(), Request::nobodys());
    let request = case.request.as_ref().unwrap_or(&nobodys);
    let cx = Context::new(case, &ledger, request, now, book);
    let (can, person) = (asked.can.as_deref(), asked.person.as_deref());
    table::roles(&cx, RolesQuery { can, person, environment: asked.environment.as_deref() })
}

/// Runs [`roles()`] on the text of a [`RolesRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str) -> Result<Roles, Error> {
    answered(request, |request| {
        roles(&greenlight_json::from_str(request).map_err(|error| of_case(error.into()))?)
    })
}
