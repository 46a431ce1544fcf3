//! The `greenlight` binary as its users meet it: what it prints, and how it ends.

mod bad_input;
mod check;
mod support;
mod verbs;
