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

/// Who may do what.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Roles {
    /// Version of this shape.
    pub format_version: Text,
    /// The engine.
    pub engine: Engine,
    /// The instant looked at.
    pub as_of: Instant,
    /// Everything published by this day was known.
    pub rulebook: Day,
    /// What each security role brings, the least first.
    pub matrix: Vec<RolePrivileges>,
    /// What each action needs, and which roles bring it; the one that was asked for, where one was.
    pub actions: Vec<ActionNeeds>,
    /// What the person that was asked for may do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonMay>,
    /// What is still to be said.
    pub questions: Vec<LedgerQuestion>,
}

/// What a security role brings.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RolePrivileges {
    /// The role.
    pub role: Text,
    /// What else it is or was called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Text>,
    /// What it may do on each table.
    pub tables: Vec<TablePrivileges>,
    /// How far that can be shown to hold.
    pub provenance: Provenance,
    /// Where it is said.
    pub source: Source,
}

/// What may be done on a table.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct TablePrivileges {
    /// The table, by Microsoft's name.
    pub table: String,
    /// Whether it is everything.
    pub everything: bool,
    /// The operations.
    pub operations: Vec<Text>,
}

/// What is asked about roles.
#[derive(Clone, Copy, Debug, Default)]
pub struct RolesQuery<'a> {
    /// The action, in words.
    pub can: Option<&'a str>,
    /// The person.
    pub person: Option<&'a str>,
    /// The environment.
    pub environment: Option<&'a str>,
}

/// What a set of privileges is on each table.
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

/// Every role that the rulebook knows, with its privileges: the fewest first.
fn by_rank(cx: &Context<'_>) -> Vec<(Term<Role>, u64)> {
    let brings = |role| match cx.value_of(Key::RolePrivileges, role, cx.now) {
        Some(Value::Privileges(bits)) => Some((role, bits)),
        _ => None,
    };
    let mut roles: Vec<(Term<Role>, u64)> = Term::<Role>::all().filter_map(brings).collect();
    // Roles of as many privileges stand in the order of the vocabulary, greatest first.
    let rank = |(role, bits): &(Term<Role>, u64)| (bits.count_ones(), std::cmp::Reverse(role.place()));
    sort(&mut roles, |one, other| rank(one).cmp(&rank(other)));
    roles
}

/// Who may do what, as far as it is asked.
///
/// # Errors
/// An action, a person or an environment that does not exist; no environment where there are several.
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

/// A set of privileges by name.
fn names(bits: u64) -> Vec<String> {
    shown::privileges(bits)
}

/// Where a question about roles stands.
fn at(field: &str) -> Pointer {
    Pointer::ROOT.key(field)
}
