//! Changes of facts and requests, all made in one way: a step at a pointer, checked against the facts that exist there.

use super::Case;
use super::entities::Facts;
use super::origin::Origin;
use super::part::{Members, Part, Refused};
use super::phrases;
use super::request::{Action, Request};
use super::typed::TypedPointer;
use crate::vocabulary::Phrase;
use crate::vocabulary::choices;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::phrases::NO_REQUEST;
use greenlight_json::{
    self, DocumentError, FromJsonInPlace, ParseError, Pointer, Reader, closest, read_str, write,
};
use greenlight_json::{did_you_mean, known_here, no_field_here};
use serde_json::Value;
use std::borrow::Cow;

choices! {
    /// What a change does.
    pub enum Step {
        /// Set a fact, a group of facts or an entry; or choose a value in the request.
        Set = "set",
        /// Forget a fact or a group of facts, or remove an entry.
        Forget = "forget",
        /// Add a member to a list.
        Add = "add",
        /// Remove a member from a list.
        Remove = "remove",
        /// State that a list is complete.
        Complete = "complete",
    }
}

/// A change of the facts or of the request.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Change {
    step: Step,
    at: Pointer,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
}

impl Change {
    /// Creates a change from untrusted input: a value to set, or a member to add or remove. Setting `null` forgets the fact.
    ///
    /// # Errors
    /// If there is no such fact, it cannot have this value, or it is not a list.
    pub fn new(step: Step, at: Pointer, value: &Value) -> Result<Self, Error> {
        let change = match (step, value) {
            (Step::Set, Value::Null) => Self::unchecked(Step::Forget, at, None),
            (Step::Set | Step::Add | Step::Remove, value) => Self::unchecked(step, at, Some(value.clone())),
            (Step::Forget | Step::Complete, _) => Self::unchecked(step, at, None),
        };
        // A part that is missing may still be added later, so names are checked along the whole path.
        change.apply_to(&mut change.example(), 0, true)?;
        Ok(change)
    }

    /// Creates a change to a value, as JSON text, without checking it: the caller's types guarantee that it fits.
    pub(super) fn to(step: Step, at: Pointer, text: &str) -> Self {
        Self::unchecked(step, at, Some(greenlight_json::from_str(text).unwrap_or_default()))
    }

    /// Creates a change without checking it: the caller's types guarantee that it fits.
    pub(crate) const fn unchecked(step: Step, at: Pointer, value: Option<Value>) -> Self {
        Self { step, at, value }
    }

    /// Returns what it does.
    pub const fn step(&self) -> Step {
        self.step
    }

    /// Returns the pointer to what it changes.
    pub const fn at(&self) -> &Pointer {
        &self.at
    }

    /// Returns the value that is set, or the member that is added or removed.
    pub const fn value(&self) -> Option<&Value> {
        self.value.as_ref()
    }

    /// Returns whether it creates missing parts on the way to its pointer.
    const fn makes(&self) -> bool {
        matches!(self.step, Step::Set | Step::Add | Step::Complete)
    }

    /// Returns whether it changes what `whole` points to, or something in it.
    pub fn is_in<T>(&self, whole: &TypedPointer<T>) -> bool {
        self.at.is_in(whole.pointer())
    }

    /// Returns an empty case with a request for the action in the pointer, to try the change on.
    fn example(&self) -> Case {
        let request = self.at.keys().nth(1).map(|key| {
            let nobodys = Request::nobodys();
            Request { action: Action::find(&key).unwrap_or(nobodys.action), ..nobodys }
        });
        Case { request, ..Case::default() }
    }

    /// Applies it to the part at `whole`, for parts that are kept outside the facts, such as the machines of a simulation.
    ///
    /// # Errors
    /// If there is no such fact.
    pub(crate) fn apply_in<T: Part>(&self, whole: &TypedPointer<T>, part: &mut T) -> Result<(), Error> {
        self.apply_to(part, whole.pointer().keys().count(), self.makes()).map(drop)
    }

    /// Applies it to `root`, which is the part at the first `skip` keys of its pointer; `make` creates missing parts on the way.
    /// Returns the origins stated in the value that was set.
    fn apply_to(
        &self,
        root: &mut dyn Part,
        skip: usize,
        make: bool,
    ) -> Result<Vec<(Pointer, Origin)>, Error> {
        let keys: Vec<_> = self.at.keys().collect();
        self.fits_action(&keys)?;
        let (_, keys) = keys.split_at_checked(skip).unwrap_or_default();
        let Some((last, way)) = keys.split_last() else {
            return Err(self.cannot(phrases::WHOLE_DOCUMENT, phrases::CHANGE_A_FACT_IN_IT));
        };
        let mut here = root;
        for (depth, key) in way.iter().enumerate() {
            match here.part(key, make).map_err(|refused| self.refused(refused, skip + depth))? {
                Some(part) => here = part,
                None => return Ok(Vec::new()),
            }
        }
        let refused = |refused| self.refused(refused, skip + way.len());
        if self.step == Step::Forget {
            if let Some(taken) = here.take_out(last) {
                taken.map_err(refused)?;
            } else if let Some(part) = here.part(last, false).map_err(refused)? {
                part.reset();
            }
            return Ok(Vec::new());
        }
        match here.part(last, make).map_err(refused)? {
            Some(part) => self.change(part),
            None => Ok(Vec::new()),
        }
    }

    fn change(&self, part: &mut dyn Part) -> Result<Vec<(Pointer, Origin)>, Error> {
        let text = write::text(self.value.as_ref().unwrap_or(&Value::Null));
        let text = text.as_str();
        let fits = |read: Result<(), DocumentError>| read.map_err(|error| Error::from(error).under(&self.at));
        if self.step == Step::Set {
            part.reset();
            let mut vouched = Vouched { part, by: Vec::new() };
            fits(read_str(&mut vouched, text))?;
            return Ok(vouched.by);
        }
        let Some(list) = part.list() else {
            return Err(self.cannot(phrases::NO_LIST, phrases::SET_OR_FORGET_IT));
        };
        match self.step {
            Step::Add => fits(read_str(&mut Member { list, there: true }, text))?,
            Step::Remove => fits(read_str(&mut Member { list, there: false }, text))?,
            Step::Set | Step::Forget | Step::Complete => list.complete(),
        }
        Ok(Vec::new())
    }

    /// Checks that the action in the pointer has the field.
    fn fits_action(&self, keys: &[Cow<'_, str>]) -> Result<(), Error> {
        let [request, action, field, ..] = keys else { return Ok(()) };
        match Action::find(action).filter(|_| request == "request") {
            Some(action) if !action.fields().contains(&field.as_ref()) => {
                Err(self.refused(Refused::NoSuch(action.fields()), 2))
            }
            _ => Ok(()),
        }
    }

    /// Returns the error for a pointer that leads nowhere after `depth` keys.
    #[cold]
    fn refused(&self, refused: Refused, depth: usize) -> Error {
        let keys: Vec<_> = self.at.keys().take(depth + 1).collect();
        let key = keys.last().map(AsRef::as_ref).unwrap_or_default();
        let at = keys.iter().fold(Pointer::ROOT, |at, key| at.key(key));
        let (code, message, help) = match refused {
            Refused::NoSuch(names) => {
                let near = closest(key, names.iter().copied());
                let help = near.map_or_else(|| known_here(names), did_you_mean);
                (ErrorCode::UnknownField, no_field_here(key), help)
            }
            Refused::Needed => {
                let message = phrases::MUST_BE_THERE.with("key", key);
                (ErrorCode::MissingField, message, phrases::CHOOSE_ANOTHER_ONE.into())
            }
            Refused::OtherAction => {
                let message = phrases::REQUEST_IS_FOR_ANOTHER.with("key", key);
                (ErrorCode::InvalidValue, message, phrases::CHANGE_WHAT_IT_NAMES.into())
            }
        };
        Error::new(code, at, message, help)
    }

    #[cold]
    fn cannot(&self, message: Phrase, help: Phrase) -> Error {
        Error::new(ErrorCode::WrongType, self.at.clone(), message, help)
    }
}

/// A part to read, and the origins stated in it.
struct Vouched<'p> {
    part: &'p mut dyn Part,
    by: Vec<(Pointer, Origin)>,
}

impl FromJsonInPlace for Vouched<'_> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        let here = reader.here();
        self.part.read_in_place(reader)?;
        self.by = reader.marks(here);
        Ok(())
    }
}

/// A list to add a member to, or to remove it from.
struct Member<'m> {
    list: &'m mut dyn Members,
    there: bool,
}

impl FromJsonInPlace for Member<'_> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        self.list.put(reader, self.there)
    }
}

impl Facts {
    /// Applies a change to the facts.
    ///
    /// # Errors
    /// If the change is not one of facts; the facts are then unchanged.
    pub fn apply(&mut self, change: &Change) -> Result<(), Error> {
        change.apply_to(self, 0, change.makes()).map(drop)
    }

    /// Returns the known part of the list or the count at a pointer, as JSON; `None` if it is unknown or something else is there.
    pub(crate) fn known_in_part(&mut self, at: &Pointer) -> Option<Value> {
        let mut here: &mut dyn Part = self;
        for key in at.keys() {
            here = here.part(&key, false).ok().flatten()?;
        }
        here.known_in_part().and_then(|text| greenlight_json::from_str(&text).ok())
    }
}

impl Case {
    /// Returns whether anything is stated at a pointer.
    pub(crate) fn states(&mut self, at: &Pointer) -> bool {
        let mut here: &mut dyn Part = self;
        for key in at.keys() {
            match here.part(&key, false).ok().flatten() {
                Some(part) if part.is_stated() => here = part,
                _ => return false,
            }
        }
        true
    }

    /// Applies a change to the facts or the request. The origin of what is set, forgotten or removed is dropped.
    ///
    /// # Errors
    /// If the request is for another action than the change, or there is no request; the case is then unchanged.
    pub fn apply(&mut self, change: &Change) -> Result<(), Error> {
        let in_request = change.at.below("request").is_some_and(|rest| rest != Pointer::ROOT);
        if in_request && self.request.is_none() {
            let at = Pointer::ROOT.key("request");
            return Err(Error::new(ErrorCode::MissingField, at, NO_REQUEST, phrases::SET_IT_WHOLE));
        }
        let vouched = change.apply_to(self, 0, change.makes())?;
        if matches!(change.step, Step::Set | Step::Forget) {
            self.origins.replace(&change.at, vouched);
        }
        Ok(())
    }
}
