//! `docs/lifecycle.md`: the lifecycle as a picture and a table, and the published error codes as ways to fail.

use super::MARK;
use crate::Generated;
use greenlight_core::lifecycle::machine;
use greenlight_core::lifecycle::provisioning_error;

/// The page.
pub(super) fn file() -> Generated {
    let text = format!(
        "{MARK}# The life of a hosted machine\n\nDrawn from the one function that decides it, `next` in `core/src/lifecycle/machine.rs`. Connectivity is an axis of its own: an active machine is connected or disconnected.\n\n\
         ```mermaid\n{}```\n\n{}\n\
         # Ways to fail\n\nThe provisioning error codes that Microsoft publishes for hosted machines (page of 2024-03-12), meaning and remedy restated. \
         Phase, retry and what would have foreseen a failure are Greenlight's own mapping.\n\n{}",
        machine::diagram(),
        machine::table(),
        provisioning_error::table()
    );
    Generated { path: "docs/lifecycle.md".to_owned(), text }
}
