//! A case that stays open while it changes, so that forms and searches need not pass the whole case each time.

use super::check::{CheckOptions, under};
use super::open::open_under;
use super::{book, overlay};
use crate::answers::open::{Basis, Open};
use crate::evaluation;
use crate::evaluation::report::Report;
use crate::facts::Case;
use crate::facts::change::{Change, Step};
use crate::facts::undo::Undo;
use crate::overlay::Overlay;
use crate::rulebook::Rulebook;
use crate::vocabulary::error::Error;
use crate::vocabulary::expected;
use greenlight_json::{Pointer, Value, object};

/// A case that stays open: it can be changed, and is judged as it then stands. Answers have the same bytes as those of
/// [`check()`](crate::check()) and [`open()`](crate::open()) on the same case.
///
/// ```
/// use greenlight_core::open::{Change, Step};
/// use greenlight_core::report::Outcome;
/// use greenlight_core::{Case, CheckOptions, OpenCase, json};
///
/// let case: Case = json::from_str(
///     r#"{
///         "as_of": "2024-02-12",
///         "environments": {"prod": {"geography": "Europe"}},
///         "people": {"ann": {}},
///         "images": {"finance": {"generation": 1}},
///         "request": {"actor": "ann", "create-machine": {"environment": "prod", "image": "finance"}}
///     }"#,
/// )?;
/// let mut open = OpenCase::new(case, CheckOptions::default())?;
/// assert_eq!(open.check()?.outcome, Outcome::Blocked);
/// let generation = json::Pointer::of(&["images", "finance", "generation"]);
/// let look = open.open(Some(&[generation.clone()]))?;
/// assert_eq!(&*look.questions[0].rules[0], "IMG004");
/// open.change(&[Change::new(Step::Set, generation, &2.into())?])?;
/// assert_eq!(open.check()?.outcome, Outcome::NeedsFacts);
/// # Ok::<(), greenlight_core::Error>(())
/// ```
#[derive(Debug)]
pub struct OpenCase {
    case: Case,
    options: CheckOptions,
    overlay: Option<Overlay>,
    book: Rulebook,
    /// The analysis of the case as it stands; `None` until the first call of `open` after a change.
    basis: Option<Basis>,
}

impl OpenCase {
    /// Opens a case, to be judged by these options. Errors in the case itself are reported when it is judged: the next change may fix them.
    ///
    /// # Errors
    /// If the day lies before the first rulebook, or the overlay is invalid.
    pub fn new(case: Case, options: CheckOptions) -> Result<Self, Error> {
        let overlay = overlay(options.overlay.as_ref())?;
        let book = book(options.rulebook)?;
        Ok(Self { case, options, overlay, book, basis: None })
    }

    /// Returns the case as it stands.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// Applies changes in order: all of them, or none.
    ///
    /// # Errors
    /// If a change is for another action than the request's, or there is no request.
    pub fn change(&mut self, changes: &[Change]) -> Result<(), Error> {
        let mut undo: Vec<Undo> = Vec::with_capacity(changes.len());
        for change in changes {
            undo.push(self.case.kept_for(change));
            if let Err(error) = self.case.apply(change) {
                undo.into_iter().rev().for_each(|kept| self.case.put_back(kept));
                return Err(error);
            }
        }
        self.basis = None;
        Ok(())
    }

    /// Judges the case as it stands.
    ///
    /// # Errors
    /// The same as of [`check()`](crate::check()).
    pub fn check(&self) -> Result<Report, Error> {
        under(&self.case, &self.options, self.overlay.as_ref(), || Ok(self.book), evaluation::report)
    }

    /// Returns what is still open in the case as it stands, for everything that is asked for or only for the given places, even if their
    /// facts are known. The analysis of the case is kept until the next change; each place is examined when it is asked for.
    ///
    /// # Errors
    /// The same as of [`open()`](crate::open()).
    pub fn open(&mut self, places: Option<&[Pointer]>) -> Result<Open, Error> {
        let Self { case, options, overlay, book, basis } = self;
        let opened = open_under(
            case,
            overlay.as_ref(),
            || Ok(*book),
            |frame| {
                let decided = match basis.take() {
                    Some(decided) => decided,
                    None => Basis::of(frame, case)?,
                };
                let decided = basis.insert(decided);
                decided.open(frame, places)
            },
        );
        let mut open = opened.inspect_err(|_| *basis = None)?;
        if options.parameters {
            open.add_parameters();
        }
        Ok(open)
    }
}

/// The answer that changes were made.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub(super) struct Changed {
    /// The number of changes.
    pub(super) changed: usize,
}

/// A change as it is written; whether its fact exists was not checked yet.
struct WrittenChange {
    step: Step,
    at: Pointer,
    value: Option<Value>,
}

object!(WrittenChange, expected::CHANGE, { step: required, at: required, value });

/// Parses changes: `[{"step": "set", "at": "/images/finance/generation", "value": 2}]`.
///
/// # Errors
/// If the changes are invalid; an invalid value is reported at its place in the case.
pub fn changes(text: &str) -> Result<Vec<Change>, Error> {
    let written: Vec<WrittenChange> = greenlight_json::from_str(text)?;
    let made =
        |written: WrittenChange| Change::new(written.step, written.at, &written.value.unwrap_or_default());
    written.into_iter().map(made).collect()
}
