//! What `cargo xtask codegen` compiles from `core/rulebook/*.toml`.

pub(super) mod data;
pub(super) mod terms;
