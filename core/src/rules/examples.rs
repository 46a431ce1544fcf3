//! The golden cases and the rules' examples as changes to them: they are documentation, and every one of them is executed.

use super::change::merge_patch;
use crate::rulebook::Book;
use crate::rules::rule::{Example, Rule};
use greenlight_json::patch::merge;
use serde_json::Value;

/// A case in which everything is right and known by the rulebook of general availability; every example changes it.
pub const GOLDEN: &str = include_str!("golden.json");

/// What makes it right and known by the preview, at its time.
const PREVIEW: &str = include_str!("golden-preview.json");

/// What makes it right and known by the page of 2025-03-10, at its time.
const MARCH_2025: &str = include_str!("golden-march-2025.json");

/// What makes that right and known by what was published until 2025-10-02, at its time.
const OCTOBER_2025: &str = include_str!("golden-october-2025.json");

/// The golden case of a version of the page.
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

/// The golden case of a version of the page, with an example's change.
///
/// # Errors
/// If the change is not JSON.
pub fn case(example: &Example, book: Book) -> serde_json::Result<Value> {
    let mut case = golden(book)?;
    merge(&mut case, &serde_json::from_str(&patch(example)?)?);
    Ok(case)
}

/// The change of an example as a JSON merge patch of the golden case, on one line.
///
/// # Errors
/// If the change is not JSON.
pub fn patch(example: &Example) -> serde_json::Result<String> {
    merge_patch(example.change)
}

/// The version of the page by which an example of a rule is judged.
pub fn book(rule: &Rule, example: &Example) -> Book {
    example.book.unwrap_or_else(|| rule.holds.home())
}

/// The verdict that an example promises, as reports write it.
pub fn promised(example: &Example) -> String {
    example.verdict.replace('_', "-")
}

/// Every example of a rule, with the version by which it is judged and the case it stands for.
pub fn of(rule: &Rule) -> impl Iterator<Item = (&'static Example, Book, serde_json::Result<Value>)> {
    rule.examples.iter().map(|example| {
        let book = book(rule, example);
        (example, book, case(example, book))
    })
}
