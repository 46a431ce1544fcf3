//! The golden cases, and the examples of rules as changes to them: they are documentation, and every one is executed by tests.

use super::change::merge_patch;
use crate::rulebook::Book;
use crate::rules::rule::{Example, Rule};
use greenlight_json::patch::merge;
use serde_json::Value;

/// A case in which everything is right and known, under the rulebook of general availability; every example changes it.
pub const GOLDEN: &str = include_str!("golden.json");

/// The changes that make it right and known in the preview.
const PREVIEW: &str = include_str!("golden-preview.json");

/// The changes that make it right and known under the page of 2025-03-10.
const MARCH_2025: &str = include_str!("golden-march-2025.json");

/// The changes that make the latter right and known under what was published until 2025-10-02.
const OCTOBER_2025: &str = include_str!("golden-october-2025.json");

/// Returns the golden case for a version of the page.
///
/// # Errors
/// If one of the files is not JSON.
pub fn golden(book: Book) -> serde_json::Result<Value> {
    let mut case: Value = serde_json::from_str(GOLDEN)?;
    let changes: &[&str] = match book {
        Book::General => &[],
        Book::Preview => &[PREVIEW],
        Book::March2025 => &[MARCH_2025],
        Book::October2025 => &[MARCH_2025, OCTOBER_2025],
    };
    for change in changes {
        merge(&mut case, &serde_json::from_str(change)?);
    }
    Ok(case)
}

/// Returns the golden case for a version of the page, with an example's change applied.
///
/// # Errors
/// If the change is not JSON.
pub fn case(example: &Example, book: Book) -> serde_json::Result<Value> {
    let mut case = golden(book)?;
    merge(&mut case, &serde_json::from_str(&patch(example)?)?);
    Ok(case)
}

/// Returns the change of an example as a JSON merge patch of the golden case, on one line.
///
/// # Errors
/// If the change is not JSON.
pub fn patch(example: &Example) -> serde_json::Result<String> {
    merge_patch(example.change)
}

/// Returns the version of the page by which an example of a rule is judged.
pub fn book(rule: &Rule, example: &Example) -> Book {
    example.book.unwrap_or_else(|| rule.holds.home())
}

/// Returns the verdict that an example declares, as reports write it.
pub fn promised(example: &Example) -> String {
    example.verdict.replace('_', "-")
}

/// Returns every example of a rule, with the version by which it is judged and its case.
pub fn of(rule: &Rule) -> impl Iterator<Item = (&'static Example, Book, serde_json::Result<Value>)> {
    rule.examples.iter().map(|example| {
        let book = book(rule, example);
        (example, book, case(example, book))
    })
}
