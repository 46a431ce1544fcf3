//! Records what rules look at besides facts: entries of the rulebook, and values of an overlay. Recorded only on request.

use super::RuleId;
use crate::rulebook::{Entry, Key, Used, Value};
use std::cell::RefCell;

/// What rules looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// The entries of the rulebook that were used.
    pub used: Used,
    /// The organisation's own values that were used, once per rule.
    pub own: Vec<OwnUse>,
}

/// A value of the organisation's own that was used instead of Microsoft's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnUse {
    /// The rule that used it; `None` for the report itself.
    pub by: Option<RuleId>,
    /// Its index in the overlay.
    pub place: usize,
    /// The value that it replaces.
    pub instead_of: Value,
}

/// A recorder of what rules look at. It exists only during [`watch`].
#[derive(Debug)]
pub struct Recorder(RefCell<Looked>);

/// Calls `judge` with a recorder, and returns its result and what was recorded.
pub fn watch<T>(judge: impl FnOnce(&Recorder) -> T) -> (T, Looked) {
    let recorder = Recorder(RefCell::default());
    let given = judge(&recorder);
    (given, recorder.0.into_inner())
}

impl Looked {
    /// Adds another record.
    pub fn append(&mut self, other: &Self) {
        self.used.append(&other.used);
        for own in &other.own {
            self.note(*own);
        }
    }

    fn note(&mut self, own: OwnUse) {
        if !self.own.contains(&own) {
            self.own.push(own);
        }
    }
}

impl Recorder {
    /// Records an entry of the rulebook.
    pub(super) fn entry(&self, key: Key, entry: &'static Entry) {
        if let Ok(mut looked) = self.0.try_borrow_mut() {
            looked.used.note(key, entry);
        }
    }

    /// Records a value of the organisation's own.
    pub(super) fn own(&self, own: OwnUse) {
        if let Ok(mut looked) = self.0.try_borrow_mut() {
            looked.note(own);
        }
    }
}
