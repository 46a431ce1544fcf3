//! Determines whether a person can do something in an environment, and what exactly they lack.

use super::operation::{Needs, Operation, granting_roles};
use super::{at, names};
use crate::answers::licences::{Answer, Questions};
use crate::answers::phrases;
use crate::answers::roles::words as say;
use crate::evaluation::access::{self, Access};
use crate::facts::At;
use crate::facts::entities::Person;
use crate::facts::known::Known;
use crate::rulebook::term::Term;
use crate::rulebook::{AdminRole, Key, Role};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Stop, require};
use crate::vocabulary::Text;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::phrases::NOT_UNDER;
use greenlight_json::closest;
use greenlight_json::{did_you_mean, field_is_missing};
use serde::Serialize;

/// What a person may do in an environment.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct PersonMay {
    /// The name of the person.
    pub name: String,
    /// The name of the environment.
    pub environment: String,
    /// Their security roles there, as far as known.
    pub roles: Vec<String>,
    /// The actions, and whether they can do each.
    pub actions: Vec<PersonCan>,
}

/// Whether a person can do something.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct PersonCan {
    /// The name of the action.
    pub action: Text,
    /// Whether their roles allow it.
    pub can: Answer,
    /// The privileges that they lack, by table and operation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<String>,
    /// The roles that would allow it, the least privileged first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Text>,
    /// If they cannot: the smallest sets of roles and privileges that would allow it, and who can grant them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// The result in a sentence, with the conditions that no role satisfies.
    pub says: String,
}

/// Returns what a person may do.
///
/// # Errors
/// If the person or the environment does not exist, or the environment is ambiguous.
pub(super) fn may(
    cx: &Context<'_>,
    name: &str,
    environment: Option<&str>,
    operations: &[Operation],
    ranked: &[(Term<Role>, u64)],
    questions: &mut Questions,
) -> Result<PersonMay, Error> {
    let people = &cx.case.facts.people;
    let (name, person) = people
        .row(name)
        .ok_or_else(|| nobody("person", "people", name, people.iter().map(|row| row.0.as_str())))?;
    let person = At::of(&"people", name, person);
    let place = place(cx, person, environment)?;
    let roles = person.roles().of(place).items().iter().map(|role| role.name().to_owned()).collect();
    let one = |operation: &Operation| can(cx, person, place, *operation, ranked, questions);
    let actions = operations.iter().map(one).collect();
    Ok(PersonMay { name: name.to_string(), environment: place.to_owned(), roles, actions })
}

/// Returns the environment: the named one, or else that of the request, or else the only one.
fn place<'a>(cx: &Context<'a>, person: At<'a, Person>, named: Option<&str>) -> Result<&'a str, Error> {
    let environments = &cx.case.facts.environments;
    if let Some(name) = named {
        let row = environments.row(name).map(|row| row.0.as_str());
        // Roles may be stated for an environment that has no facts of its own.
        let row = row.or_else(|| person.it.roles.row(name).map(|row| row.0.as_str()));
        let known = environments.iter().map(|row| row.0.as_str());
        return row.ok_or_else(|| nobody("environment", "environments", name, known));
    }
    let of_request = cx
        .case
        .request
        .as_ref()
        .and_then(|_| cx.environment().ok())
        .map(|environment| environment.key().as_str());
    let mut known = environments.iter().map(|row| row.0.as_str());
    let only = known.next().filter(|_| environments.len() == 1);
    of_request.or(only).ok_or_else(|| {
        let message = field_is_missing("environment");
        Error::new(ErrorCode::MissingField, at("environment"), message, phrases::IN_WHICH_ENVIRONMENT)
    })
}

fn nobody<'n>(what: &str, collection: &str, name: &str, known: impl Iterator<Item = &'n str>) -> Error {
    let declare = || phrases::DECLARE_UNDER.with("collection", collection);
    let help = closest(name, known).map_or_else(declare, did_you_mean);
    let message = NOT_UNDER.with("name", name).with("collection", collection);
    Error::new(ErrorCode::UnknownReference, at(what), message, help)
}

fn can<'a>(
    cx: &Context<'a>,
    person: At<'a, Person>,
    place: &'a str,
    operation: Operation,
    ranked: &[(Term<Role>, u64)],
    questions: &mut Questions,
) -> PersonCan {
    let (known, lacks) = holds(cx, person, place, operation.needs);
    let can = questions.answer(known);
    let needed = if lacks == 0 { operation.needs } else { Needs::Privileges(lacks) };
    let roles: Vec<Text> = match can {
        Answer::No => granting_roles(cx, needed, ranked).into_iter().map(|it| it.role).collect(),
        Answer::Yes | Answer::Unknown => Vec::new(),
    };
    let access = if can == Answer::No { could(cx, person.key(), place, operation) } else { None };
    let lacks = names(lacks);
    let says = say::can(cx, person.key().as_str(), place, operation.name, can, &lacks, &roles);
    PersonCan { action: operation.name.into(), can, lacks, roles, access, says }
}

/// Finds what would allow a person to do something.
fn could(cx: &Context<'_>, name: &str, place: &str, operation: Operation) -> Option<Access> {
    access::of_person(cx, name, place, |cx| {
        let person = cx.person(name)?;
        let (holds, lacks) = holds(cx, person, place, operation.needs);
        require(holds, || Evidence::new(person.field("roles"), lacks, 0_u64))
    })
}

/// Returns whether a person has what an operation needs in an environment, and the privileges that they lack.
fn holds<'a>(cx: &Context<'a>, person: At<'a, Person>, place: &'a str, needs: Needs) -> (Known<bool>, u64) {
    match needs {
        Needs::Privileges(needed) => match cx.lacking(person, place, needed) {
            Ok(lacking) => (Ok(lacking == 0), lacking),
            Err(missing) => (Err(missing), 0),
        },
        Needs::Role(key) => (in_role(cx, person, place, key), 0),
        Needs::AdminRole(key) => {
            let wanted: Vec<Term<AdminRole>> = cx.terms(key).into_iter().flatten().collect();
            (person.admin_roles().any(|role| wanted.iter().any(|term| *role == *term)), 0)
        }
        Needs::Nothing => (Ok(true), 0),
    }
}

fn in_role<'a>(cx: &Context<'a>, person: At<'a, Person>, place: &'a str, key: Key) -> Known<bool> {
    match cx.has_role(person, place, key) {
        Ok(truth) => Ok(truth),
        Err(Stop::Unknown(missing)) => Err(missing),
        Err(_) => Ok(false),
    }
}
