//! What checks looked at beside facts: entries of the rulebook, and values of an overlay. Noted only where somebody wants to know.

use super::RuleId;
use crate::rulebook::{Entry, Key, Used, Value};
use std::cell::RefCell;

/// What checks looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// The entries of the rulebook.
    pub used: Used,
    /// The values that an organisation lays over them, each rule's once.
    pub own: Vec<OwnUse>,
}

/// A value of the organisation's own that counted instead of Microsoft's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnUse {
    /// The rule that asked for it; none where the report itself did.
    pub by: Option<RuleId>,
    /// Its place in the overlay.
    pub place: usize,
    /// What it counts instead of.
    pub instead_of: Value,
}

/// Takes down what checks look at. It exists only [while](watch) they are watched.
#[derive(Debug)]
pub struct Recorder(RefCell<Looked>);

/// What `judge` gives, and what was looked at meanwhile by whoever was given the recorder.
pub fn watch<T>(judge: impl FnOnce(&Recorder) -> T) -> (T, Looked) {
    let recorder = Recorder(RefCell::default());
    let given = judge(&recorder);
    (given, recorder.0.into_inner())
}

impl Looked {
    /// Adds what was looked at elsewhere.
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
    /// An entry of the rulebook is looked at.
    pub(super) fn entry(&self, key: Key, entry: &'static Entry) {
        if let Ok(mut looked) = self.0.try_borrow_mut() {
            looked.used.note(key, entry);
        }
    }

    /// A value of the organisation's own is.
    pub(super) fn own(&self, own: OwnUse) {
        if let Ok(mut looked) = self.0.try_borrow_mut() {
            looked.note(own);
        }
    }
}
