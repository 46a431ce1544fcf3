//! What the rules say of a case as it stands, without the words of a report.

use greenlight_core::Case;
use greenlight_core::evaluation::completion::Frame;
use greenlight_core::evaluation::{Verdicts, judge, outcome};
use greenlight_core::facts::ledger::Ledger;
use greenlight_core::rulebook::Book;
use greenlight_core::vocabulary::Outcome;

/// The outcome of a case and every verdict; nothing where it cannot be judged.
pub(crate) fn judged(book: Book, case: &Case) -> Option<(Outcome, Verdicts)> {
    case.resolve().ok()?;
    let ledger = Ledger::default();
    let frame = Frame { ledger: &ledger, book: book.rulebook(), now: case.as_of?, overlay: None };
    let said = frame.of(case, |cx| judge(cx).map(|verdicts| (outcome(cx, &verdicts), verdicts)));
    said.ok()?.ok()
}
