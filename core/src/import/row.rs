//! One record of an answer, read member by member: what is absent, null or of another type is unknown, and is told.

use super::answer::Answer;
use super::calls::Call;
use crate::vocabulary::instant::Instant;
use greenlight_json::Pointer;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// What readers of an answer asked for, so that the rest can be listed.
#[derive(Debug, Default)]
pub(super) struct ReadMembers {
    names: RefCell<BTreeSet<&'static str>>,
    /// Where something of another type stood.
    wrong: RefCell<BTreeSet<Pointer>>,
    /// What is kept of records, where that is not all.
    kept: &'static [&'static [&'static str]],
}

impl ReadMembers {
    /// Nothing yet, of an answer to this call.
    pub(super) fn of(call: &Call) -> Self {
        Self { kept: call.members, ..Self::default() }
    }

    /// Of these members of records those that nobody asked for.
    pub(super) fn unread(&self, members: &BTreeSet<String>) -> Vec<String> {
        let names = self.names.borrow();
        let asked =
            |name: &str| name.contains('@') || names.iter().any(|known| known.eq_ignore_ascii_case(name));
        members.iter().filter(|name| !asked(name) && *name != "properties").cloned().collect()
    }

    /// Where something of another type stood.
    pub(super) fn wrong(&self) -> Vec<Pointer> {
        self.wrong.borrow().iter().cloned().collect()
    }
}

/// One record, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    value: &'a Value,
    at: Pointer,
    pub(super) answer: &'a Answer,
    asked: &'a ReadMembers,
}

impl<'a> Row<'a> {
    /// Records of an answer, of which the first one has this number.
    pub(super) fn of(
        rows: &'a [Value],
        first: usize,
        answer: &'a Answer,
        asked: &'a ReadMembers,
    ) -> impl Iterator<Item = Self> {
        (first..).zip(rows).map(move |(number, value)| Self {
            value,
            at: answer.place(number),
            answer,
            asked,
        })
    }

    /// Where it stands in its file.
    pub(super) fn at(&self) -> &Pointer {
        &self.at
    }

    /// The value as a whole.
    pub(super) const fn value(&self) -> &'a Value {
        self.value
    }

    /// A member as it is, null included; also of `properties`, in which Azure wraps what its tools print flat.
    pub(super) fn raw(&self, name: &'static str) -> Option<&'a Value> {
        let kept = self.asked.kept;
        debug_assert!(
            kept.is_empty() || kept.iter().any(|names| names.contains(&name)),
            "{name} is asked for, and not among the members of its call"
        );
        self.asked.names.borrow_mut().insert(name);
        let members = self.value.as_object()?;
        let find = |members: &'a Map<String, Value>| {
            let exact = members.get(name);
            exact.or_else(|| {
                members.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
            })
        };
        find(members).or_else(|| find(members.get("properties")?.as_object()?))
    }

    /// Whether the service says that the member is null: cmdlets, which write names with a capital, print null of what they did not ask for.
    pub(super) fn is_null(&self, name: &'static str) -> bool {
        let service = self.value.get(name).or_else(|| self.value.get("properties")?.get(name));
        self.raw(name).is_some_and(Value::is_null) && service.is_some()
    }

    /// A member that is not null.
    pub(super) fn get(&self, name: &'static str) -> Option<&'a Value> {
        self.raw(name).filter(|value| !value.is_null())
    }

    fn typed<T>(&self, name: &'static str, read: impl FnOnce(&'a Value) -> Option<T>) -> Option<T> {
        let value = self.get(name)?;
        let read = read(value);
        if read.is_none() {
            self.asked.wrong.borrow_mut().insert(self.at.clone().key(name));
        }
        read
    }

    /// A text that is not empty.
    pub(super) fn text(&self, name: &'static str) -> Option<&'a str> {
        self.typed(name, Value::as_str).filter(|text| !text.trim().is_empty())
    }

    /// A text, or a number as a text.
    pub(super) fn text_or_number(&self, name: &'static str) -> Option<String> {
        self.typed(name, |value| {
            value.as_str().map(str::to_owned).or_else(|| Some(value.as_u64()?.to_string()))
        })
    }

    /// A switch.
    pub(super) fn flag(&self, name: &'static str) -> Option<bool> {
        self.typed(name, Value::as_bool)
    }

    /// A whole number, also where it is written with a fraction of nothing.
    pub(super) fn number(&self, name: &'static str) -> Option<i64> {
        self.typed(name, whole)
    }

    /// A whole number of 0 or more.
    pub(super) fn count(&self, name: &'static str) -> Option<u64> {
        self.number(name).and_then(|number| u64::try_from(number).ok())
    }

    /// An instant; the day before all others stands for none.
    pub(super) fn instant(&self, name: &'static str) -> Option<Instant> {
        self.typed(name, |value| value.as_str().map(instant))?
    }

    /// A record within it.
    pub(super) fn child(&self, name: &'static str) -> Option<Self> {
        let value = self.typed(name, |value| value.is_object().then_some(value))?;
        Some(self.within(value, self.at.clone().key(name)))
    }

    /// The records of a list within it; none where there is no list.
    pub(super) fn children(&self, name: &'static str) -> Option<Vec<Self>> {
        let items = self.typed(name, Value::as_array)?;
        let at = self.at.clone().key(name);
        Some(
            items
                .iter()
                .enumerate()
                .map(|(index, item)| self.within(item, at.clone().index(index)))
                .collect(),
        )
    }

    /// The texts of a list within it.
    pub(super) fn texts(&self, name: &'static str) -> Option<Vec<&'a str>> {
        self.typed(name, |value| value.as_array()?.iter().map(Value::as_str).collect())
    }

    /// Another value that stands in this record.
    pub(super) fn within(&self, value: &'a Value, at: Pointer) -> Self {
        Self { value, at, answer: self.answer, asked: self.asked }
    }
}

/// A whole number, also where it is written with a fraction of nothing.
fn whole(value: &Value) -> Option<i64> {
    let float = || {
        let text = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?.to_string();
        text.parse().ok()
    };
    value.as_i64().or_else(float)
}

/// Reads an instant, also as Windows PowerShell writes one, in milliseconds; the first day of the calendar stands for none.
pub(super) fn instant(text: &str) -> Option<Instant> {
    if let Some(ms) = text.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/")) {
        return ms.parse().ok().filter(|ms| *ms > FIRST_DAY).and_then(Instant::from_ms);
    }
    if text.starts_with("0001-01-01") { None } else { Instant::parse(text) }
}

/// The end of the first day of the calendar, in milliseconds.
const FIRST_DAY: i64 = -62_135_510_400_000;
