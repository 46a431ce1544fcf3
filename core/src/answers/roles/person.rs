//! Whether a person can do something in an environment, and what exactly they lack.

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
    /// The person.
    pub name: String,
    /// The environment.
    pub environment: String,
    /// Their security roles there, as far as they are known.
    pub roles: Vec<String>,
    /// What they may do.
    pub actions: Vec<PersonCan>,
}

/// Whether a person can do something.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct PersonCan {
    /// The action.
    pub action: Text,
    /// Whether their roles let them.
    pub can: Answer,
    /// The privileges that they lack, by table and operation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<String>,
    /// The role that would bring it, the least first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Text>,
    /// Where they cannot: the least changes of roles and privileges after which they can, and who can make them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// It in a sentence, with what no role brings.
    pub says: String,
}

/// What a person may do.
///
/// # Errors
/// A person or an environment that does not exist; no environment where it is not clear which is meant.
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

/// The environment that is meant: the one that is named, that of the request, or the only one.
fn place<'a>(cx: &Context<'a>, person: At<'a, Person>, named: Option<&str>) -> Result<&'a str, Error> {
    let environments = &cx.case.facts.environments;
    if let Some(name) = named {
        let row = environments.row(name).map(|row| row.0.as_str());
        // Roles may be stated for an environment of which nothing else is.
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

/// What would let a person do something.
fn could(cx: &Context<'_>, name: &str, place: &str, operation: Operation) -> Option<Access> {
    access::of_person(cx, name, place, |cx| {
        let person = cx.person(name)?;
        let (holds, lacks) = holds(cx, person, place, operation.needs);
        require(holds, || Evidence::new(person.field("roles"), lacks, 0_u64))
    })
}

/// Whether a person has what something needs in an environment; what they lack of privileges.
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
