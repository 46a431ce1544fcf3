//! The `greenlight` binary as its users meet it: what it prints, and how it ends.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failing test may panic")]

mod bad_input;
mod check;
mod collect;
mod diagnose;
mod encoding;
mod exports;
mod facts;
mod hostile_names;
mod licences;
mod limits;
mod open;
mod overlay;
mod overlay_over_many;
mod rulebook;
mod shards;
mod support;
mod verbs;
mod writing;
