//! Set-up: brings a fresh machine to where the demo or the tests can run, or says what is missing and how to get it.

use crate::{package, shell};
use anyhow::{Context as _, Result, bail, ensure};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const GECKODRIVER_VERSION: &str = "0.37.1";
const NODE_MAJOR_MIN: u32 = 20;

/// What the machine is being prepared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building and running the `greenlight` binary.
    Demo,
    /// Everything that the tests need: lints, browsers and their drivers, node packages.
    Test,
}

/// Adds what is missing; fails with a list of what this program may not install by itself.
pub(crate) fn run(purpose: Purpose) -> Result<()> {
    wasm_target()?;
    if purpose == Purpose::Test {
        components()?;
        node()?;
        packaged()?;
        geckodriver()?;
        node_packages("www")?;
        node_packages("npm")?;
    }
    Ok(())
}

/// A program that Debian packages, under any of the names it goes by.
struct Packaged {
    programs: &'static [&'static str],
    /// What the program must be able to load, where it is Python.
    module: Option<&'static str>,
    package: &'static str,
    elsewhere: &'static str,
}

/// Where to find the browsers and their drivers.
const CHROMIUM: Packaged = Packaged {
    programs: &["chromium", "chromium-browser", "google-chrome"],
    module: None,
    package: "chromium",
    elsewhere: "https://www.chromium.org/getting-involved/download-chromium/",
};
const CHROMEDRIVER: Packaged = Packaged {
    programs: &["chromedriver"],
    module: None,
    package: "chromium-driver",
    elsewhere: "https://googlechromelabs.github.io/chrome-for-testing/ (same version as Chromium)",
};
const FIREFOX: Packaged = Packaged {
    programs: &["firefox-esr", "firefox"],
    module: None,
    package: "firefox-esr",
    elsewhere: "https://www.mozilla.org/firefox/",
};

/// With what virtual environments are made of, which Debian packages apart.
const PYTHON: Packaged = Packaged {
    programs: &["python3", "python"],
    module: Some("ensurepip"),
    package: "python3-venv",
    elsewhere: "https://www.python.org/downloads/",
};

impl Packaged {
    fn is_here(&self) -> bool {
        let Some(program) = shell::find(self.programs) else { return false };
        let loads = |module| {
            shell::output(shell::command(&program).args(["-c", &format!("import {module}")])).is_some()
        };
        self.module.is_none_or(loads)
    }
}

/// The file of Python, for the requirements that are stated a second time, and for the wheel.
pub(crate) fn python() -> Result<PathBuf> {
    shell::find(PYTHON.programs).context("Python is not installed; `cargo xtask setup --for test` says how")
}

/// Adds Python, or says that it is missing.
pub(crate) fn venv() -> Result<()> {
    install(&[PYTHON])
}

/// What Spark runs on.
const JAVA: Packaged = Packaged {
    programs: &["java"],
    module: None,
    package: "openjdk-17-jdk-headless",
    elsewhere: "https://adoptium.net",
};

/// The oldest Java that every Spark tried here runs on.
const JAVA_MAJOR_MIN: u32 = 17;

/// Adds Java, or says that it is missing or too old.
pub(crate) fn java() -> Result<()> {
    install(&[JAVA])?;
    let java = shell::find(JAVA.programs).context("Java is not installed")?;
    let said = shell::output(shell::command(java).arg("--version")).unwrap_or_default();
    ensure!(
        java_major(&said).is_some_and(|major| major >= JAVA_MAJOR_MIN),
        "Spark needs Java {JAVA_MAJOR_MIN} or newer, and what is on the path is {}; on Debian: apt-get install {} (as root), elsewhere {}",
        said.lines().next().unwrap_or("older than 9"),
        JAVA.package,
        JAVA.elsewhere
    );
    Ok(())
}

/// `17` of `openjdk 17.0.15 2025-04-15`.
fn java_major(said: &str) -> Option<u32> {
    said.split_whitespace().nth(1)?.split('.').next()?.parse().ok()
}

/// The file of Chromium.
pub(crate) fn chromium() -> Result<PathBuf> {
    shell::find(CHROMIUM.programs)
        .context("Chromium is not installed; `cargo xtask setup --for test` says how")
}

/// The file of Chromium's driver.
pub(crate) fn chromedriver() -> Result<PathBuf> {
    shell::find(CHROMEDRIVER.programs)
        .context("chromedriver is not installed; `cargo xtask setup --for test` says how")
}

/// The file of Firefox.
pub(crate) fn firefox() -> Result<PathBuf> {
    shell::find(FIREFOX.programs).context("Firefox is not installed; `cargo xtask setup --for test` says how")
}

/// The file of Firefox's driver.
pub(crate) fn geckodriver_file() -> Result<PathBuf> {
    shell::find(&["geckodriver"]).context("geckodriver is not installed; run `cargo xtask setup --for test`")
}

/// Tells a command of npm which browsers its tests are to use.
pub(crate) fn with_browsers(command: &mut Command) -> Result<&mut Command> {
    Ok(command.env("CHROMIUM", chromium()?).env("FIREFOX", firefox()?))
}

/// Adds the WebAssembly target to the toolchain in use: a toolchain file alone does not where `RUSTUP_AUTO_INSTALL=0`.
fn wasm_target() -> Result<()> {
    if has_wasm_target() {
        println!("ready: Rust target {WASM_TARGET}");
        return Ok(());
    }
    let Some(rustup) = shell::find(&["rustup"]) else {
        bail!(
            "the Rust target `{WASM_TARGET}` is missing and rustup is not here to add it; \
             install Rust from https://rustup.rs, or the target with the package manager that gave you Rust"
        );
    };
    shell::run(shell::command(rustup).args(["target", "add", WASM_TARGET]))?;
    if !has_wasm_target() {
        bail!(
            "rustup added `{WASM_TARGET}`, but not to the toolchain that runs this command; compare `rustup show` with `rustc --version`"
        );
    }
    Ok(())
}

fn has_wasm_target() -> bool {
    let library =
        shell::output(shell::command("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]));
    library.and_then(|folder| fs::read_dir(folder).ok()).is_some_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    })
}

fn components() -> Result<()> {
    for (subcommand, component) in [("clippy", "clippy"), ("fmt", "rustfmt")] {
        if shell::output(shell::cargo().args([subcommand, "--version"])).is_some() {
            println!("ready: {component}");
            continue;
        }
        let Some(rustup) = shell::find(&["rustup"]) else {
            bail!(
                "`cargo {subcommand}` is missing and rustup is not here to add it; install the component `{component}`"
            );
        };
        shell::run(shell::command(rustup).args(["component", "add", component]))?;
    }
    Ok(())
}

fn node() -> Result<()> {
    let version = shell::output(shell::command("node").arg("--version"));
    let major = version.as_deref().and_then(node_major);
    match (major, shell::find(&["npm"])) {
        (Some(major), Some(_)) if major >= NODE_MAJOR_MIN => {
            println!("ready: Node {}", version.unwrap_or_default());
            Ok(())
        }
        _ => bail!(
            "Node {NODE_MAJOR_MIN} or newer with npm is needed, found {}; get it from https://nodejs.org",
            version.as_deref().unwrap_or("none")
        ),
    }
}

fn node_major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn packaged() -> Result<()> {
    install(&[CHROMIUM, CHROMEDRIVER, FIREFOX, PYTHON])
}

/// Installs what of these is missing, where that can be done, or says how.
fn install(wanted: &[Packaged]) -> Result<()> {
    let missing = || wanted.iter().filter(|one| !one.is_here()).collect::<Vec<_>>();
    if missing().is_empty() {
        let names: Vec<&str> = wanted.iter().map(|one| one.package).collect();
        println!("ready: {}", names.join(", "));
        return Ok(());
    }
    if is_debian() && is_root() {
        shell::run(shell::command("apt-get").arg("update"))?;
        let packages = missing().into_iter().map(|one| one.package);
        let install = ["install", "--yes", "--no-install-recommends"];
        shell::run(
            shell::command("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(install).args(packages),
        )?;
    }
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.iter().map(|one| one.package).collect::<Vec<_>>().join(" ");
    let list: Vec<String> =
        missing.iter().map(|one| format!("  {}: {}", one.package, one.elsewhere)).collect();
    bail!(
        "the tests need what is missing here:\n{}\non Debian: apt-get install {packages} (as root)",
        list.join("\n")
    );
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}

fn is_root() -> bool {
    shell::output(shell::command("id").arg("-u")).as_deref() == Some("0")
}

/// Builds Firefox's driver into the project's own tools: Debian does not package it.
fn geckodriver() -> Result<()> {
    if let Ok(file) = geckodriver_file() {
        println!("ready: {}", file.display());
        return Ok(());
    }
    // Unoptimized: it waits for the browser all the time, and is built in a fraction of the time.
    let quick = ["install", "--debug", "--config", "profile.dev.debug=false"];
    let driver = ["geckodriver", "--version", GECKODRIVER_VERSION, "--locked", "--root"];
    shell::run(shell::cargo().args(quick).args(driver).arg(shell::tools()))
}

/// Installs the node packages of a folder of the repository, once for each state of their lock file.
pub(crate) fn node_packages(folder: &str) -> Result<()> {
    let place = shell::root().join(folder);
    let lock = fs::read_to_string(place.join("package-lock.json"))
        .with_context(|| format!("cannot read `{folder}/package-lock.json`"))?;
    let installed = place.join("node_modules/.installed-lock");
    if fs::read_to_string(&installed).is_ok_and(|text| text == lock) {
        println!("ready: node packages of `{folder}`");
        return Ok(());
    }
    shell::run(package::npm_in(folder)?.arg("ci"))?;
    fs::write(&installed, lock).with_context(|| format!("cannot write `{}`", installed.display()))
}

#[cfg(test)]
mod tests {
    use super::{java_major, node_major};

    #[test]
    fn reads_the_major_version_of_java() {
        for (said, major) in [
            ("openjdk 17.0.15 2025-04-15\nOpenJDK Runtime", Some(17)),
            ("java 21 2023-09-19 LTS", Some(21)),
            ("", None),
            ("java", None),
        ] {
            assert_eq!(java_major(said), major, "{said}");
        }
    }

    #[test]
    fn reads_the_major_version_of_node() {
        for (version, major) in
            [("v20.20.2", Some(20)), ("v9", Some(9)), ("20.1", None), ("v", None), ("vx.1", None)]
        {
            assert_eq!(node_major(version), major, "{version}");
        }
    }
}
