//! Typed pointers: a change made with one has a value that fits the fact it points to, or does not compile.

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

/// A pointer to a value of type `T`: `facts().images().entry("finance").generation()` points to a fact that is a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedPointer<T> {
    at: Pointer,
    to: PhantomData<fn() -> T>,
}

/// Points to all facts.
pub const fn facts() -> TypedPointer<Facts> {
    TypedPointer { at: Pointer::ROOT, to: PhantomData }
}

/// Points to the details of a request for this action.
pub fn request(action: Action) -> TypedPointer<Details> {
    TypedPointer { at: Pointer::of(&["request", action.word()]), to: PhantomData }
}

/// Points to the actor of the request.
pub fn actor() -> TypedPointer<InlineStr> {
    TypedPointer { at: Pointer::of(&["request", "actor"]), to: PhantomData }
}

impl<T> TypedPointer<T> {
    /// Points to the part under a key; the caller guarantees its type.
    pub(super) fn below<U>(self, key: &str) -> TypedPointer<U> {
        TypedPointer { at: self.at.key(key), to: PhantomData }
    }

    /// Returns the pointer without the type.
    pub const fn pointer(&self) -> &Pointer {
        &self.at
    }

    /// Forgets the value: a fact becomes unknown, an entry is removed.
    pub fn forget(self) -> Change {
        Change::unchecked(Step::Forget, self.at, None)
    }

    fn change(self, step: Step, value: &impl Serialize) -> Change {
        Change::to(step, self.at, &greenlight_json::write::text(value))
    }
}

impl<T: Serialize> TypedPointer<T> {
    /// Replaces the whole value.
    pub fn replace(self, by: &T) -> Change {
        self.change(Step::Set, by)
    }
}

impl<T: Serialize> TypedPointer<Fact<T>> {
    /// Sets the fact.
    pub fn set(self, to: &T) -> Change {
        self.change(Step::Set, to)
    }

    /// Sets the fact, or forgets it if there is no value.
    pub fn set_or_forget(self, to: Option<&T>) -> Change {
        match to {
            Some(to) => self.set(to),
            None => self.forget(),
        }
    }
}

impl TypedPointer<Count> {
    /// Sets the count.
    pub fn set(self, to: Tally) -> Change {
        self.change(Step::Set, &Count::of(to))
    }
}

impl<T: Serialize> TypedPointer<Option<T>> {
    /// Sets the value.
    pub fn set(self, to: &T) -> Change {
        self.change(Step::Set, to)
    }
}

impl TypedPointer<InlineStr> {
    /// Sets another name.
    pub fn set(self, to: &str) -> Change {
        self.change(Step::Set, &to)
    }
}

impl<T: Serialize> TypedPointer<Listing<T>> {
    /// Adds a member.
    pub fn with_member(self, member: &T) -> Change {
        self.change(Step::Add, member)
    }

    /// Removes a member.
    pub fn without_member(self, member: &T) -> Change {
        self.change(Step::Remove, member)
    }

    /// States that the known members are all there are.
    pub fn complete(self) -> Change {
        Change::unchecked(Step::Complete, self.at, None)
    }
}

impl<T> TypedPointer<Table<T>> {
    /// Points to the thing of this name.
    #[must_use]
    pub fn entry(self, name: &str) -> TypedPointer<T> {
        self.below(name)
    }
}
