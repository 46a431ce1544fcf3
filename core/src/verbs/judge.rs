//! Judges many cases by the same options, which are read once.

use super::check::{CheckOptions, under};
use super::{book_at, of_case_itself, with_names};
use crate::evaluation;
use crate::evaluation::report::Report;
use crate::facts::Case;
use crate::overlay::Overlay;
use crate::overlay::document::Document;
use crate::rulebook::Rulebook;
use crate::vocabulary::error::Error;
use crate::vocabulary::expected;
use crate::vocabulary::instant::{Day, Instant};
use greenlight_json::patch::merge;
use greenlight_json::{Pointer, Value, from_str, from_value, object, read_str};

/// The options of a [`Judge`], the same for every case.
#[derive(Clone, Debug, Default)]
pub struct JudgeOptions {
    /// The day up to which publications are taken into account; by default that of the newest complete rulebook.
    pub rulebook: Option<Day>,
    /// The instant for which cases are judged; overrides that of a case.
    pub as_of: Option<Instant>,
    /// A case that all cases share. The members of each case take precedence over it, and `null` removes a member.
    pub tenant: Option<Value>,
    /// The organisation's overlay on rules and rulebook.
    pub overlay: Option<Document>,
    /// If facts are missing, also report the outcome under the assumption that usual facts have their usual value and everything else that
    /// is asked for is met.
    pub suppose_met: bool,
}

object!(JudgeOptions, expected::JUDGE_OPTIONS, {
    rulebook, as_of, tenant, overlay, suppose_met,
});

/// Judges many cases by the same options: like [`check()`](crate::check()) of each, without reading overlay and rulebook again.
///
/// ```
/// use greenlight_core::{Judge, JudgeOptions, json, report::Outcome};
///
/// let options: JudgeOptions = json::from_str(
///     r#"{"as_of": "2024-02-12", "tenant": {"people": {"ann": {}}, "images": {"finance": {"generation": 1}}}}"#,
/// )?;
/// let judge = Judge::new(options)?;
/// let report = judge.report(r#"{"request": {"actor": "ann", "create-machine": {"image": "finance"}}}"#)?;
/// assert_eq!(report.outcome, Outcome::Blocked);
/// # Ok::<(), greenlight_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Judge {
    options: CheckOptions,
    as_of: Option<Instant>,
    tenant: Option<Value>,
    overlay: Option<Overlay>,
    book: Rulebook,
}

impl Judge {
    /// Reads the options.
    ///
    /// # Errors
    /// If the day lies before the first rulebook, or the overlay or the shared case is invalid.
    pub fn new(options: JudgeOptions) -> Result<Self, Error> {
        let JudgeOptions { rulebook, as_of, tenant, overlay, suppose_met } = options;
        let at = |member: &str| Pointer::ROOT.key(member);
        if let Some(tenant) = &tenant {
            from_value::<Case>(tenant).map_err(|error| of_case_itself(error.into()).under(&at("tenant")))?;
        }
        let overlay = overlay.as_ref().map(Overlay::new).transpose();
        let overlay = overlay.map_err(|error| error.under(&at("overlay")))?;
        let book = book_at(rulebook, || at("rulebook"))?;
        let options = CheckOptions { suppose_met, one_of_many: true, ..CheckOptions::default() };
        Ok(Self { options, as_of, tenant, overlay, book })
    }

    /// Returns the day up to which publications are taken into account.
    pub fn rulebook(&self) -> Day {
        self.book.date
    }

    /// Judges a case.
    ///
    /// # Errors
    /// If the case is invalid.
    pub fn report(&self, case: &str) -> Result<Report, Error> {
        let wrong = |error| of_case_itself(Error::from(error));
        let mut read = Case::default();
        read_str(&mut read, case).map_err(|error| with_names(wrong(error), &read))?;
        if let Some(tenant) = &self.tenant {
            let mut whole = tenant.clone();
            merge(&mut whole, &from_str(case).map_err(wrong)?);
            read = from_value(&whole).map_err(wrong)?;
        }
        read.as_of = self.as_of.or(read.as_of);
        under(&read, &self.options, self.overlay.as_ref(), || Ok(self.book), evaluation::report)
    }
}
