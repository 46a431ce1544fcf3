//! Pointers that know the type of what they point to: a change that is made with one fits what it changes, or does not compile.

use super::change::{Change, Step};
use super::entities::Facts;
use super::fact::{Count, Fact, Tally};
use super::list::Listing;
use super::request::{Action, Details};
use super::table::Table;
use greenlight_json;
use greenlight_json::{InlineStr, Pointer};
use serde::Serialize;
use std::marker::PhantomData;

/// A pointer to a `T`: `facts().images().entry("finance").generation()` points to a fact that is a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed<T> {
    at: Pointer,
    to: PhantomData<fn() -> T>,
}

/// Points to all facts.
pub const fn facts() -> Typed<Facts> {
    Typed { at: Pointer::ROOT, to: PhantomData }
}

/// Points to what a request for this action names.
pub fn request(action: Action) -> Typed<Details> {
    Typed { at: Pointer::of(&["request", action.word()]), to: PhantomData }
}

/// Points to who acts.
pub fn actor() -> Typed<InlineStr> {
    Typed { at: Pointer::of(&["request", "actor"]), to: PhantomData }
}

impl<T> Typed<T> {
    /// Points to a part of it, of whose type the caller is sure.
    pub(super) fn below<U>(self, key: &str) -> Typed<U> {
        Typed { at: self.at.key(key), to: PhantomData }
    }

    /// The pointer without the type.
    pub const fn pointer(&self) -> &Pointer {
        &self.at
    }

    /// Forgets it: a fact is then unknown, and an entry is gone.
    pub fn forget(self) -> Change {
        Change::unchecked(Step::Forget, self.at, None)
    }

    fn change(self, step: Step, value: &impl Serialize) -> Change {
        Change::to(step, self.at, &greenlight_json::write::text(value))
    }
}

impl<T: Serialize> Typed<T> {
    /// Puts another in its place, whole.
    pub fn replace(self, by: &T) -> Change {
        self.change(Step::Set, by)
    }
}

impl<T: Serialize> Typed<Fact<T>> {
    /// Sets the fact.
    pub fn set(self, to: &T) -> Change {
        self.change(Step::Set, to)
    }

    /// Sets the fact, or forgets it where there is no value.
    pub fn set_or_forget(self, to: Option<&T>) -> Change {
        match to {
            Some(to) => self.set(to),
            None => self.forget(),
        }
    }
}

impl Typed<Count> {
    /// Sets the count.
    pub fn set(self, to: Tally) -> Change {
        self.change(Step::Set, &Count::of(to))
    }
}

impl<T: Serialize> Typed<Option<T>> {
    /// Sets it.
    pub fn set(self, to: &T) -> Change {
        self.change(Step::Set, to)
    }
}

impl Typed<InlineStr> {
    /// Chooses another name.
    pub fn set(self, to: &str) -> Change {
        self.change(Step::Set, &to)
    }
}

impl<T: Serialize> Typed<Listing<T>> {
    /// Adds a member.
    pub fn with_member(self, member: &T) -> Change {
        self.change(Step::Add, member)
    }

    /// Removes a member.
    pub fn without_member(self, member: &T) -> Change {
        self.change(Step::Remove, member)
    }

    /// States that the members known are all there are.
    pub fn complete(self) -> Change {
        Change::unchecked(Step::Complete, self.at, None)
    }
}

impl<T> Typed<Table<T>> {
    /// Points to the thing of this name.
    #[must_use]
    pub fn entry(self, name: &str) -> Typed<T> {
        self.below(name)
    }
}
