//! The project's own commands: set-up, demo, tests, generated files.

fn main() {}
