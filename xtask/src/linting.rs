//! Compiling the workspace and linting it at once: what others wrote is compiled once, and not once more to be looked at only.

use crate::shell;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The crate of the browser's module, which is compiled for WebAssembly alone.
pub(crate) const BROWSER_CRATE: &str = "greenlight-browser";

/// What is linted and tested on this machine, with the same features, so that it is compiled once.
pub(crate) const NATIVE: [&str; 10] = [
    "--locked",
    "--workspace",
    "--exclude",
    BROWSER_CRATE,
    "--exclude",
    "greenlight-component",
    "--exclude",
    "xtask-web",
    "--features",
    "xtask-codegen/docs",
];

/// A cargo that lints the packages of this workspace while it compiles them, and lets no warning pass.
pub(crate) fn cargo() -> Command {
    let mut cargo = shell::cargo();
    cargo.env("RUSTC_WORKSPACE_WRAPPER", driver());
    // The variable by which `cargo clippy -- -D warnings` hands its flags on.
    cargo.env("CLIPPY_ARGS", ["-D", "warnings", ""].join("__CLIPPY_HACKERY__"));
    cargo
}

/// The program by which clippy takes the compiler's place: beside the cargo that runs this process, or on the `PATH`.
pub(crate) fn driver() -> PathBuf {
    let driver = Path::new("clippy-driver").with_extension(env::consts::EXE_EXTENSION);
    let beside = env::var_os("CARGO").map(|cargo| Path::new(&cargo).with_file_name(&driver));
    beside.filter(|driver| driver.exists()).unwrap_or(driver)
}
