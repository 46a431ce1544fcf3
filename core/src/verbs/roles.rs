//! Who may do what.

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

/// What [`roles()`] is asked.
#[derive(Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct RolesRequest {
    /// What was published by this day; by the newest complete rulebook unless said.
    pub rulebook: Option<Day>,
    /// The instant looked at; that of the case, or the rulebook's own day, unless said.
    pub as_of: Option<Instant>,
    /// What is to be done, in words such as `create image`; everything unless said.
    pub can: Option<String>,
    /// The case that holds the person.
    pub case: Option<Case>,
    /// Whether this person can: a name under `people` of the case.
    pub person: Option<String>,
    /// In which environment; that of the case's request, or its only one, unless said.
    pub environment: Option<String>,
    /// With what is wrong with the request, add what fills its sentences in the catalogue of messages, so that it can be told in another
    /// language.
    pub parameters: bool,
}

object!(RolesRequest, expected::ROLES_REQUEST, {
    rulebook, as_of, can, case, person, environment, parameters,
});

/// Who may do what: what each role brings, who could do each action, and whether a person can.
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
/// A person without a case, or one that it does not hold; an action that is none; an instant before the first rulebook.
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

/// [`roles()`] on the text of a [`RolesRequest`].
///
/// # Errors
/// What is wrong with the request.
pub fn on_text(request: &str) -> Result<Roles, Error> {
    answered(request, |request| {
        roles(&greenlight_json::from_str(request).map_err(|error| of_case(error.into()))?)
    })
}
