//! Rows of Dataverse: each caller sees those that it may read, so that no list is whole by itself.

pub(super) mod images;
pub(super) mod machines;
pub(super) mod networks;
pub(super) mod people;
pub(super) mod shares;
pub(super) mod upkeep;

use super::claims::Claiming;
use super::names::Names;
use super::row::Row;

/// What is asked of a record that somebody owns.
pub(super) const OWNED: &[&str] = &["_ownerid_value"];

/// The code in an error text: the text itself, or a member of the JSON in it.
fn error_code(text: &str) -> Option<String> {
    let word = |text: &str| {
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        plain.then(|| text.to_owned())
    };
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(text) {
        let member = |name: &str| value.get(name).and_then(serde_json::Value::as_str).and_then(word);
        return ["code", "errorType", "errorCode"].into_iter().find_map(member);
    }
    word(text.trim())
}

/// The person who owns a row.
fn owner(row: &Row<'_>, names: &Names, claims: &mut Claiming<'_>) -> Option<String> {
    let person = names.person(row.text("_ownerid_value")?)?;
    claims.thing(row, &["people", &person]);
    Some(person)
}

/// The environment that rows lie in, declared.
fn environment(row: &Row<'_>, names: &Names, claims: &mut Claiming<'_>) -> Option<String> {
    let environment = names.environment_of(row)?;
    claims.thing(row, &["environments", &environment]);
    Some(environment)
}
