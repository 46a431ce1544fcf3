//! Compiles the rulebook's data into `core/src/rulebook/generated/`.

use anyhow::Result;
use xtask_codegen::{rulebook, write_or_check};

fn main() -> Result<()> {
    write_or_check(&rulebook::files()?)
}
