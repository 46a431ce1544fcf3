//! The `greenlight` binary as its users meet it: what it prints, and how it ends.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod bad_input;
mod check;
mod support;
mod verbs;
