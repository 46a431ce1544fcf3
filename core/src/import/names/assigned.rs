//! The subscriptions in which the role assignments of an answer lie: known before the first of them is read for facts.

use crate::import::row::Row;
use greenlight_json::Pointer;
use std::collections::BTreeMap;

/// A subscription as the first assignment in it writes it.
#[derive(Debug)]
pub(in crate::import) struct Assigned {
    pub(in crate::import) name: String,
    /// Where that stands.
    pub(in crate::import) first: Pointer,
}

/// The subscriptions of each answer, by the place of its file and its own.
#[derive(Debug, Default)]
pub(in crate::import) struct Assignments(BTreeMap<usize, BTreeMap<Pointer, OfAnswer>>);

/// The subscriptions of one answer, without case.
#[derive(Debug, Default)]
pub(in crate::import) struct OfAnswer(BTreeMap<String, Assigned>);

static NONE: OfAnswer = OfAnswer(BTreeMap::new());

impl Assignments {
    /// Notes that a record is about this subscription.
    pub(in crate::import) fn note(&mut self, row: &Row<'_>, subscription: &str) {
        let answers = self.0.entry(row.answer.file).or_default();
        let known = answers.get(row.answer.at.as_str()).and_then(|of| of.called(subscription));
        if known.is_none() {
            let assigned = Assigned { name: subscription.to_owned(), first: row.at().clone() };
            let of = answers.entry(row.answer.at.clone()).or_default();
            of.0.insert(subscription.to_ascii_lowercase(), assigned);
        }
    }

    /// Those of the answer that a record stands in.
    pub(in crate::import) fn of(&self, row: &Row<'_>) -> &OfAnswer {
        self.0.get(&row.answer.file).and_then(|answers| answers.get(row.answer.at.as_str())).unwrap_or(&NONE)
    }
}

impl OfAnswer {
    /// The one that is called so, in any case.
    pub(in crate::import) fn called(&self, subscription: &str) -> Option<&Assigned> {
        self.0.get(&subscription.to_ascii_lowercase())
    }

    /// All of them.
    pub(in crate::import) fn all(&self) -> Vec<&Assigned> {
        self.0.values().collect()
    }

    /// The only one.
    pub(in crate::import) fn only(&self) -> Option<&Assigned> {
        self.0.values().next().filter(|_| self.0.len() == 1)
    }
}
