//! Writes what is made from the compiled core: documentation, schemas, and the corpus' answers.

use anyhow::Result;
use xtask_codegen::{docs, write_or_check};

fn main() -> Result<()> {
    write_or_check(&docs::files()?)
}
