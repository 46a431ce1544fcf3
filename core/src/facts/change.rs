//! The one way to change facts and requests: a step at a pointer, checked against what facts there are.

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
        /// Set a fact, a group of facts or an entry; choose something in the request.
        Set = "set",
        /// Forget a fact or a group of facts; take out an entry.
        Forget = "forget",
        /// Add a member to a list.
        Add = "add",
        /// Remove a member from a list.
        Remove = "remove",
        /// State that a list is whole.
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
    /// A change from outside: a value to set, or a member to add or remove. What is set to `null` is forgotten.
    ///
    /// # Errors
    /// That there is no such fact, that it cannot have this value, or that it is no list.
    pub fn new(step: Step, at: Pointer, value: &Value) -> Result<Self, Error> {
        let change = match (step, value) {
            (Step::Set, Value::Null) => Self::unchecked(Step::Forget, at, None),
            (Step::Set | Step::Add | Step::Remove, value) => Self::unchecked(step, at, Some(value.clone())),
            (Step::Forget | Step::Complete, _) => Self::unchecked(step, at, None),
        };
        // What is not there could be, so that names are looked at all the way.
        change.apply_to(&mut change.example(), 0, true)?;
        Ok(change)
    }

    /// A change to a value, as JSON text, that the types of who makes it hold to be right.
    pub(super) fn to(step: Step, at: Pointer, text: &str) -> Self {
        Self::unchecked(step, at, Some(greenlight_json::from_str(text).unwrap_or_default()))
    }

    /// A change that the types of who makes it hold to be right.
    pub(crate) const fn unchecked(step: Step, at: Pointer, value: Option<Value>) -> Self {
        Self { step, at, value }
    }

    /// What it does.
    pub const fn step(&self) -> Step {
        self.step
    }

    /// Where.
    pub const fn at(&self) -> &Pointer {
        &self.at
    }

    /// The value that is set, or the member that is added or removed.
    pub const fn value(&self) -> Option<&Value> {
        self.value.as_ref()
    }

    /// Whether what it changes in is made where it is not there.
    const fn makes(&self) -> bool {
        matches!(self.step, Step::Set | Step::Add | Step::Complete)
    }

    /// Whether it changes what a pointer leads to, or something in it.
    pub fn is_in<T>(&self, whole: &TypedPointer<T>) -> bool {
        self.at.is_in(whole.pointer())
    }

    /// A case of which it can change what it names.
    fn example(&self) -> Case {
        let request = self.at.keys().nth(1).map(|key| {
            let nobodys = Request::nobodys();
            Request { action: Action::find(&key).unwrap_or(nobodys.action), ..nobodys }
        });
        Case { request, ..Case::default() }
    }

    /// Does it to what a pointer leads to, where that is kept elsewhere than in the facts, as machines of a simulation are.
    ///
    /// # Errors
    /// That there is no such fact.
    pub(crate) fn apply_in<T: Part>(&self, whole: &TypedPointer<T>, part: &mut T) -> Result<(), Error> {
        self.apply_to(part, whole.pointer().keys().count(), self.makes()).map(drop)
    }

    /// Does it to what its pointer leads to from `root`, which stands below its first `skip` keys; `make` puts there what is not. Tells who vouches for what was set.
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

    /// Holds that the action which is named takes what is chosen.
    fn fits_action(&self, keys: &[Cow<'_, str>]) -> Result<(), Error> {
        let [request, action, field, ..] = keys else { return Ok(()) };
        match Action::find(action).filter(|_| request == "request") {
            Some(action) if !action.fields().contains(&field.as_ref()) => {
                Err(self.refused(Refused::NoSuch(action.fields()), 2))
            }
            _ => Ok(()),
        }
    }

    /// That its pointer leads nowhere behind so many keys.
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

/// A part that is read, and who vouches for what is in it.
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

/// A member of a list that is read to be there, or not.
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
    /// Changes the facts.
    ///
    /// # Errors
    /// That the change is none of facts; the facts then are as they were.
    pub fn apply(&mut self, change: &Change) -> Result<(), Error> {
        change.apply_to(self, 0, change.makes()).map(drop)
    }

    /// What is known of the list or the count at a pointer, as JSON; nothing where it is unknown, or something else stands there.
    pub(crate) fn known_in_part(&mut self, at: &Pointer) -> Option<Value> {
        let mut here: &mut dyn Part = self;
        for key in at.keys() {
            here = here.part(&key, false).ok().flatten()?;
        }
        here.known_in_part().and_then(|text| greenlight_json::from_str(&text).ok())
    }
}

impl Case {
    /// Whether anything is said at a pointer.
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

    /// Changes the facts or the request. What is set, forgotten or taken out no longer comes from where it did.
    ///
    /// # Errors
    /// That the request is for another action than the change, or that there is none; the case then is as it was.
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
