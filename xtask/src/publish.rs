//! What others are given: the crates and the npm package, checked as their registries would take them.

use crate::setup::Purpose;
use crate::{package, setup, shell};
use anyhow::Result;

/// A crate that is published.
pub(crate) struct Crate {
    /// Its name.
    pub(crate) name: &'static str,
    /// Where it lies.
    pub(crate) folder: &'static str,
}

/// The published crates, in the order in which they need each other.
pub(crate) const CRATES: &[Crate] = &[
    Crate { name: "greenlight-json", folder: "core/json" },
    Crate { name: "greenlight-core", folder: "core" },
];

/// Packs everything, builds the crates from what was packed, and sends nothing.
pub(crate) fn check() -> Result<()> {
    setup::run(Purpose::Demo)?;
    shell::step("crates as crates.io would take them", || {
        // Packages that are not published are left out by cargo itself.
        shell::run(shell::cargo().args(["publish", "--workspace", "--dry-run", "--locked", "--allow-dirty"]))
    })?;
    shell::step("npm package as npm would take it", || {
        package::run()?;
        shell::run(package::npm()?.current_dir(package::folder()).args(["pack", "--dry-run"]))
    })
}
