//! Who may do what on the tables of hosted machines: the matrix of security roles, who could do an action, and whether a person can.

mod operation;
mod person;
pub(crate) mod words;

use crate::answers::licences::{LedgerQuestion, Questions};
use crate::answers::roles::words as say;
use crate::evaluation::report::{ENGINE, Engine, FORMAT_VERSION};
use crate::rulebook::term::{Term, Vocabulary as _};
use crate::rulebook::{Key, OPERATIONS, Role, Source, TABLES, Value, shown};
use crate::rules::context::Context;
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Provenance, Text};
use greenlight_json::{Pointer, sort};
use serde::Serialize;

pub use operation::{ActionNeeds, GrantingRole};
pub use person::{PersonCan, PersonMay};

/// The privileges on the tables of hosted machines, by role, by action and for a person.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Roles {
    /// The version of this format.
    pub format_version: Text,
    /// The engine that produced the answer.
    pub engine: Engine,
    /// The instant for which the answer holds.
    pub as_of: Instant,
    /// The date of the rulebook: everything published by this day is taken into account.
    pub rulebook: Day,
    /// The privileges of each security role, the role with the fewest first.
    pub matrix: Vec<RolePrivileges>,
    /// What each action (or only the one asked about) needs, and the roles that grant it.
    pub actions: Vec<ActionNeeds>,
    /// What the person asked about may do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonMay>,
    /// The facts that are still missing.
    pub questions: Vec<LedgerQuestion>,
}

/// The privileges of a security role.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RolePrivileges {
    /// The name of the role.
    pub role: Text,
    /// Its other names, now or earlier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Text>,
    /// The privileges on each table.
    pub tables: Vec<TablePrivileges>,
    /// How well founded this is.
    pub provenance: Provenance,
    /// The page that states it.
    pub source: Source,
}

/// The privileges on a table.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct TablePrivileges {
    /// The table, by Microsoft's name.
    pub table: String,
    /// Whether all operations are allowed.
    pub everything: bool,
    /// The operations that are allowed.
    pub operations: Vec<Text>,
}

/// A query about roles.
#[derive(Clone, Copy, Debug, Default)]
pub struct RolesQuery<'a> {
    /// The action, in words.
    pub can: Option<&'a str>,
    /// The person.
    pub person: Option<&'a str>,
    /// The environment.
    pub environment: Option<&'a str>,
}

/// Returns a set of privileges by table.
fn on_tables(bits: u64) -> Vec<TablePrivileges> {
    let row = |(place, table): (usize, &&str)| {
        let held = bits >> (place * OPERATIONS.len()) & 0xff;
        let operations = (0_u32..).zip(OPERATIONS).filter(|(at, _)| held >> at & 1 == 1);
        TablePrivileges {
            table: say::table(table),
            everything: held == 0xff,
            operations: operations.map(|(_, operation)| Text::new(operation)).collect(),
        }
    };
    TABLES.iter().enumerate().map(row).collect()
}

/// Returns every role of the rulebook with its privileges, the role with the fewest first.
fn by_rank(cx: &Context<'_>) -> Vec<(Term<Role>, u64)> {
    let brings = |role| match cx.value_of(Key::RolePrivileges, role, cx.now) {
        Some(Value::Privileges(bits)) => Some((role, bits)),
        _ => None,
    };
    let mut roles: Vec<(Term<Role>, u64)> = Term::<Role>::all().filter_map(brings).collect();
    // Roles with equally many privileges are in reverse order of the vocabulary.
    let rank = |(role, bits): &(Term<Role>, u64)| (bits.count_ones(), std::cmp::Reverse(role.place()));
    sort(&mut roles, |one, other| rank(one).cmp(&rank(other)));
    roles
}

/// Answers a query about roles.
///
/// # Errors
/// If the action, the person or the environment does not exist, or if no environment is named and there are several.
pub fn roles(cx: &Context<'_>, asked: RolesQuery<'_>) -> Result<Roles, Error> {
    let ranked = by_rank(cx);
    let operations = match asked.can {
        Some(words) => vec![operation::find(cx, words)?],
        None => operation::all(cx),
    };
    let mut questions = Questions::default();
    let person = match asked.person {
        Some(name) => Some(person::may(cx, name, asked.environment, &operations, &ranked, &mut questions)?),
        None => None,
    };
    Ok(Roles {
        format_version: FORMAT_VERSION.into(),
        engine: ENGINE,
        as_of: cx.now,
        rulebook: cx.book.date,
        matrix: ranked.iter().filter_map(|(role, bits)| row(cx, *role, *bits)).collect(),
        actions: operations.iter().map(|operation| ActionNeeds::of(cx, *operation, &ranked)).collect(),
        person,
        questions: questions.asked(),
    })
}

fn row(cx: &Context<'_>, role: Term<Role>, bits: u64) -> Option<RolePrivileges> {
    let entry = cx.entry(Key::RolePrivileges, role.place(), cx.now)?;
    let aliases = Role::WORDS.get(usize::from(role.place())).map(|word| word.aliases);
    Some(RolePrivileges {
        role: role.name().into(),
        aliases: aliases.into_iter().flatten().map(|alias| Text::new(alias)).collect(),
        tables: on_tables(bits),
        provenance: entry.provenance(cx.book),
        source: entry.source(),
    })
}

/// Returns the names of a set of privileges.
fn names(bits: u64) -> Vec<String> {
    shown::privileges(bits)
}

/// Returns the pointer to a field of the query.
fn at(field: &str) -> Pointer {
    Pointer::ROOT.key(field)
}
