//! The one table of calls: what each supplies, the least role that may make it, what silence in it means, and what makes its lists whole.

mod azure;
mod dataverse;
mod graph;
mod plans;
mod power_platform;

use super::claims::Claiming;
use super::names::Names;
use super::row::Row;
use serde_json::Value;

/// What is known of the lists of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// It answers about one thing, or with lists that each record holds in full.
    One,
    /// Its list is whole when there is no next page.
    Unpaged,
    /// Its list is whole only if somebody who knows says so; this is what makes it so.
    Told(&'static str),
    /// Its list is never whole; this is why.
    Never(&'static str),
}

/// By what an answer is known to be of a call.
#[derive(Clone, Copy, Debug)]
enum Sign {
    /// What `@odata.context` names.
    Context(&'static str),
    /// The type of its first record.
    Type(&'static str),
    /// Members that its first record has, whatever its type says.
    Sure(&'static [&'static str]),
    /// Members that its first record has.
    Has(&'static [&'static str]),
    /// The first record is a text that fits.
    Text(fn(&str) -> bool),
    /// The first record is a number.
    Number,
}

impl Sign {
    /// Whether it is the type of a record.
    fn is_type_of(&self, row: &Value) -> bool {
        let kind = row.get("type").and_then(Value::as_str);
        matches!((self, kind), (Self::Type(name), Some(kind)) if kind.eq_ignore_ascii_case(name))
    }
}

/// A call whose answer is understood.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// Its stable name.
    pub id: &'static str,
    /// The command, or the address that is read.
    pub ask: &'static str,
    /// The facts it supplies, as paths of a case; `*` stands for a name.
    pub supplies: &'static [&'static str],
    /// The least role or permission that may make it.
    pub least: &'static str,
    /// Members whose absence says that there is none.
    pub absent_is_none: &'static [&'static str],
    /// Whether its lists are whole.
    pub whole: Whole,
    /// Whether it tells what will be, and not what is.
    pub planned: bool,
    signs: &'static [Sign],
    /// The members that its readers ask for, of its records and of what stands in them; nothing where all are kept.
    pub(super) members: &'static [&'static [&'static str]],
    /// Whether its records are read one by one, whatever the others say.
    pub(super) each: bool,
    pub(super) names: fn(&Row<'_>, &mut Names),
    pub(super) facts: fn(&[Row<'_>], &Names, &mut Claiming<'_>),
}

/// What most calls have in common.
const PLAIN: Call = Call {
    id: "",
    ask: "",
    supplies: &[],
    least: "",
    absent_is_none: &[],
    whole: Whole::One,
    planned: false,
    signs: &[],
    members: &[],
    each: false,
    names: no_names,
    facts: no_facts,
};

/// A call of whose records nothing is read.
const UNREAD: Call = Call { members: &[&[]], each: true, ..PLAIN };

fn no_names(_: &Row<'_>, _: &mut Names) {}

fn no_facts(_: &[Row<'_>], _: &Names, _: &mut Claiming<'_>) {}

/// An empty list that does not say what it is a list of.
pub(super) static EMPTY: Call = Call { id: "empty-list", ask: "any call that answers with a list", ..PLAIN };

/// All calls that are understood.
pub fn calls() -> impl Iterator<Item = &'static Call> {
    // The last ones are known by less.
    [azure::CALLS, graph::CALLS, dataverse::CALLS, plans::CALLS, power_platform::CALLS].into_iter().flatten()
}

/// The call that an answer is of, by its first record: by what it says of itself, else by the type of its records, else by their members.
pub(super) fn recognise(context: &str, first: Option<&Value>) -> Option<&'static Call> {
    let context = path_of(context);
    let by = |fits: &dyn Fn(&Sign) -> bool| calls().find(|call| call.signs.iter().any(fits));
    let named = |sign: &Sign| matches!(sign, Sign::Context(name) if !context.is_empty() && *name == context);
    let typed = |sign: &Sign| first.is_some_and(|row| sign.is_type_of(row));
    let has = |members: &[&str]| {
        let Some(Value::Object(row)) = first else { return false };
        let inner = row.get("properties").and_then(Value::as_object);
        let keys = || row.keys().chain(inner.into_iter().flat_map(|inner| inner.keys()));
        members.iter().all(|member| keys().any(|key| key.eq_ignore_ascii_case(member)))
    };
    let sure = |sign: &Sign| matches!(sign, Sign::Sure(members) if has(members));
    let shaped = |sign: &Sign| match (sign, first) {
        (Sign::Has(members), _) => has(members),
        (Sign::Text(fits), Some(Value::String(text))) => fits(text),
        (Sign::Number, Some(Value::Number(_))) => true,
        _ => false,
    };
    by(&named).or_else(|| by(&sure)).or_else(|| by(&typed)).or_else(|| by(&shaped))
}

/// The call that a record is of by its type, where it stands in an answer that says nothing of itself.
pub(super) fn typed(row: &Value) -> Option<&'static Call> {
    recognise("", Some(row)).filter(|call| call.signs.iter().any(|sign| sign.is_type_of(row)))
}

/// What a context names, without ids, selections and the address: `users('…')/licenseDetails` is `users/licenseDetails`.
fn path_of(context: &str) -> String {
    let named = context.split_once('#').map_or(context, |(_, named)| named);
    let mut depth = 0_usize;
    let mut path = String::new();
    for letter in named.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => path.push(letter),
            _ => {}
        }
    }
    path.trim_end_matches("/$entity").trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn contexts_are_read_without_ids_and_selections() {
        for (context, path) in [
            (
                "https://o.crm4.dynamics.com/api/data/v9.2/$metadata#flowmachines(name,FlowMachineGroupId(name))/$entity",
                "flowmachines",
            ),
            ("https://graph.microsoft.com/v1.0/$metadata#users('8e')/licenseDetails", "users/licenseDetails"),
            ("flowmachineimages", "flowmachineimages"),
            ("", ""),
        ] {
            assert_eq!(path_of(context), path);
        }
    }

    #[test]
    fn every_call_is_named_once_says_who_may_make_it_and_only_reads() {
        let mut ids = BTreeSet::new();
        for call in calls() {
            assert!(ids.insert(call.id), "{} twice", call.id);
            assert!(!call.signs.is_empty() && !call.least.is_empty() && !call.ask.is_empty(), "{}", call.id);
            let ask = call.ask.to_ascii_lowercase();
            for verb in
                [" create", " delete", " update", " set ", "post ", "put ", "patch ", "--method delete"]
            {
                assert!(!ask.contains(verb), "{} writes: {}", call.id, call.ask);
            }
        }
        assert!(ids.len() > 50, "{}", ids.len());
    }
}
