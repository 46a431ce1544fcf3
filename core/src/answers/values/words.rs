//! Sentences about changes of the rulebook.

use crate::answers::values::Change;
use crate::rulebook::shown::DisplayValue;
use crate::rulebook::{Rulebook, Source};

/// Returns the sentence on a value that was added, changed or dropped.
pub(crate) fn value_changed(
    meaning: &str,
    of: Option<&str>,
    before: Option<&DisplayValue>,
    after: Option<&DisplayValue>,
    source: &Source,
) -> String {
    let of = of.map_or_else(String::new, |of| format!("{of}: "));
    let said = format!("{}, {}, {}", source.page, source.section, source.date);
    match (before, after) {
        (Some(before), Some(after)) => format!("{of}{before} became {after} ({said}). {meaning}"),
        (None, Some(after)) => format!("{of}{after} is new ({said}). {meaning}"),
        (Some(before), None) => format!("{of}{before} is gone (it was said in {said}). {meaning}"),
        (None, None) => format!("{of}nothing. {meaning}"),
    }
}

/// Returns the sentence on a rule that was added or dropped.
pub(crate) fn rule_changed(name: &str, change: Change, to: Rulebook, source: &Source) -> String {
    let name = name.replace('-', " ");
    let said = format!("{}, {}, {}", source.page, source.section, source.date);
    match change {
        Change::Dropped => {
            format!("`{name}` is no longer asked for by the rulebook of {} (it was said in {said})", to.date)
        }
        Change::Added | Change::Changed => format!("`{name}` is asked for now ({said})"),
    }
}
