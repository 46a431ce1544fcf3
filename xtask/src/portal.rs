//! The portal: static files in `www/dist`, built by npm around the package, and served on this machine.

use crate::setup::{self, Purpose};
use crate::{package, shell};
use anyhow::Result;
use std::path::PathBuf;

/// Where the portal is built.
pub(crate) fn folder() -> PathBuf {
    shell::root().join("www/dist")
}

/// Builds the package and the portal around it.
pub(crate) fn build() -> Result<()> {
    setup::run(Purpose::Demo)?;
    package::run()?;
    setup::node_packages("www")?;
    shell::run(package::npm()?.args(["run", "build"]))
}

/// Builds the portal and serves it.
pub(crate) fn serve(port: &[&str]) -> Result<()> {
    build()?;
    shell::run(shell::command("node").arg("www/serve.js").args(port))
}

/// Its types, its build, and what is tested in Node, Chromium and Firefox.
pub(crate) fn test() -> Result<()> {
    setup::node_packages("www")?;
    shell::run(setup::with_browsers(package::npm()?.arg("test"))?)
}
