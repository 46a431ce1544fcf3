//! Checks and simulates Power Automate hosted machines from the shell.

fn main() {}
