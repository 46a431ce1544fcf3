//! The operations on hosted machines, what each needs, and the roles that grant it.

use super::{at, names};
use crate::answers::phrases;
use crate::answers::roles::words as say;
use crate::rulebook::term::Term;
use crate::rulebook::{self, AdminRole, Key, Role, Value};
use crate::rules::context::Context;
use crate::vocabulary::Text;
use crate::vocabulary::error::{Error, ErrorCode};
use greenlight_json::did_you_mean;
use greenlight_json::{closest, same};
use serde::Serialize;

/// Something that can be done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operation {
    /// Its name, in words.
    pub(super) name: &'static str,
    /// What it needs.
    pub(super) needs: Needs,
}

/// The requirement of an operation.
#[derive(Clone, Copy, Debug)]
pub(super) enum Needs {
    /// These privileges.
    Privileges(u64),
    /// One of the security roles of this key.
    Role(Key),
    /// One of the tenant-wide administrator roles of this key.
    AdminRole(Key),
    /// No role at all; other conditions are stated in words.
    Nothing,
}

/// What an action needs, and the roles that grant it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct ActionNeeds {
    /// The name of the action.
    pub action: Text,
    /// The privileges that the action needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub privileges: Vec<String>,
    /// The roles that grant it, the least privileged first.
    pub roles: Vec<GrantingRole>,
    /// The requirement in a sentence, with the conditions that no role satisfies.
    pub says: String,
}

/// A role that allows an action.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct GrantingRole {
    /// The name of the role.
    pub role: Text,
    /// All privileges of the role.
    pub brings: Vec<String>,
}

/// Operations without privileges in the rulebook, or with other names: what they need, and their other names.
const OTHERS: &[(&str, Needs, &[&str])] = &[
    ("share-machine", Needs::Role(Key::MachineAdministrators), &["unshare machine"]),
    (
        "edit-machine",
        Needs::Role(Key::MachineAdministrators),
        &["edit", "rename machine", "add to group", "restart"],
    ),
    ("delete-machine", Needs::Role(Key::MachineAdministrators), &["delete"]),
    ("sign-in", Needs::Nothing, &["open in browser"]),
    ("run-flow", Needs::Nothing, &["run attended", "run unattended", "run desktop flow"]),
    ("share-default-image", Needs::Role(Key::DefaultImageSharers), &["unshare default image"]),
    ("change-cross-geo", Needs::Role(Key::CrossGeoChangers), &["switch cross-geo"]),
    ("start-trial", Needs::AdminRole(Key::TrialAddonStarters), &["obtain trial"]),
    ("extend-trial", Needs::AdminRole(Key::TrialAddonStarters), &[]),
];

/// Other names of operations that have privileges of their own.
const ALIASES: &[(&str, &[&str])] = &[
    ("change-machine", &["edit machine", "edit", "rename machine", "add to group", "restart"]),
    ("change-group", &["edit group", "change machine group", "edit machine group"]),
    ("create-group", &["create machine group", "add group"]),
    ("create-image", &["add image", "upload image"]),
    ("create-network", &["add network", "add network connection", "create network connection"]),
    ("delete-machine", &["delete"]),
    ("edit-capacity", &["request capacity", "commit bots"]),
    ("share-image", &["unshare image"]),
    ("share-machine", &["unshare machine"]),
    ("share-network", &["unshare network", "share network connection"]),
    ("use-network", &["use network connection"]),
];

/// Returns all operations that this rulebook knows.
pub(super) fn all(cx: &Context<'_>) -> Vec<Operation> {
    let own = Key::ALL.iter().filter_map(|key| {
        let name = rulebook::describe(*key).0.strip_prefix("privileges.")?;
        match cx.value(*key, cx.now) {
            Some(Value::Privileges(bits)) => Some(Operation { name, needs: Needs::Privileges(bits) }),
            _ => None,
        }
    });
    let own: Vec<Operation> = own.collect();
    let named = |words: &str| own.iter().any(|operation| means(operation.name, words));
    let others = OTHERS.iter().filter(|(name, needs, _)| !named(name) && is_known(cx, *needs));
    let others: Vec<Operation> = others.map(|(name, needs, _)| Operation { name, needs: *needs }).collect();
    own.into_iter().chain(others).collect()
}

/// Whether the rulebook knows who may perform an operation.
fn is_known(cx: &Context<'_>, needs: Needs) -> bool {
    match needs {
        Needs::Role(key) | Needs::AdminRole(key) => cx.value(key, cx.now).is_some(),
        Needs::Privileges(_) | Needs::Nothing => true,
    }
}

/// Returns the operation with a name.
///
/// # Errors
/// If no operation has this name.
pub(super) fn find(cx: &Context<'_>, words: &str) -> Result<Operation, Error> {
    let known = all(cx);
    let bare: Vec<&str> = words
        .split([' ', '-'])
        .filter(|word| !["a", "an", "the", "hosted", "custom"].contains(word))
        .collect();
    let bare = bare.join(" ");
    if let Some(operation) = known.iter().find(|operation| means(operation.name, &bare)) {
        return Ok(*operation);
    }
    let help = match closest(&bare, known.iter().flat_map(|operation| names_of(operation.name))) {
        Some(near) => did_you_mean(&say::spoken(near)),
        None => phrases::ROLES_LISTS.into(),
    };
    Err(Error::new(ErrorCode::UnknownCode, at("can"), phrases::NO_DEED.with("words", words), help))
}

/// Returns all names of an operation: its own, then the others.
fn names_of(name: &'static str) -> impl Iterator<Item = &'static str> {
    let others = OTHERS.iter().filter(move |row| row.0 == name).map(|row| row.2);
    let aliases = ALIASES.iter().filter(move |row| row.0 == name).map(|row| row.1);
    std::iter::once(name).chain(others.chain(aliases).flatten().copied())
}

fn means(name: &'static str, words: &str) -> bool {
    names_of(name).any(|known| same(known, words))
}

impl ActionNeeds {
    /// Returns what an operation needs, and the roles that grant it.
    pub(super) fn of(cx: &Context<'_>, operation: Operation, ranked: &[(Term<Role>, u64)]) -> Self {
        let privileges = if let Needs::Privileges(bits) = operation.needs { names(bits) } else { Vec::new() };
        Self {
            action: operation.name.into(),
            privileges,
            roles: granting_roles(cx, operation.needs, ranked),
            says: say::beside(cx, operation.name),
        }
    }
}

/// Returns the roles that grant what is needed, the least privileged first.
pub(super) fn granting_roles(
    cx: &Context<'_>,
    needs: Needs,
    ranked: &[(Term<Role>, u64)],
) -> Vec<GrantingRole> {
    let bringer =
        |(role, bits): &(Term<Role>, u64)| GrantingRole { role: role.name().into(), brings: names(*bits) };
    match needs {
        Needs::Privileges(needed) => {
            ranked.iter().filter(|(_, bits)| bits & needed == needed).map(bringer).collect()
        }
        Needs::Role(key) => {
            let wanted: Vec<Term<Role>> = cx.terms(key).into_iter().flatten().collect();
            let known = ranked.iter().filter(|(role, _)| wanted.contains(role)).map(bringer);
            known.collect()
        }
        Needs::AdminRole(key) => {
            let wanted = cx.terms::<AdminRole>(key).into_iter().flatten();
            wanted.map(|role| GrantingRole { role: role.name().into(), brings: Vec::new() }).collect()
        }
        Needs::Nothing => Vec::new(),
    }
}
