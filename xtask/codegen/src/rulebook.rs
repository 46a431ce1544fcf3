//! The rulebook's TOML, checked and compiled into sorted `const` tables.

pub(crate) mod data;
mod emit;
mod licences;

use crate::Generated;
use anyhow::Result;

/// The generated Rust of the rulebook.
///
/// # Errors
/// If the data is malformed, cites an unknown page, names an unknown key or term, or contradicts itself.
pub fn files() -> Result<Vec<Generated>> {
    let data = data::read()?;
    data.verify()?;
    emit::files(&data)
}
