//! Builds the engine as a WebAssembly component for the host to embed.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};
use std::{env, fs};

use wit_component::ComponentEncoder;

const TARGET: &str = "wasm32-unknown-unknown";
const GUEST: &str = "greenlight-component";
/// Everything the guest is made of, relative to the workspace.
const INPUTS: [&str; 8] = [
    "core/Cargo.toml",
    "core/json",
    "core/src",
    "wasm/component",
    "wasm/wit",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
];
/// What the outer cargo exports for this crate and its profile, and must not leak into the guest's build.
const SCRUBBED: [&str; 19] = [
    "CARGO_BUILD_TARGET",
    "CARGO_BUILD_TARGET_DIR",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_INCREMENTAL",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_LINKS",
    "CARGO_MANIFEST_PATH",
    "CARGO_TARGET_DIR",
    "DEBUG",
    "HOST",
    "LD_LIBRARY_PATH",
    "NUM_JOBS",
    "OPT_LEVEL",
    "OUT_DIR",
    "PROFILE",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_WRAPPER",
    "RUSTFLAGS",
    "TARGET",
];
const SCRUBBED_PREFIXES: [&str; 5] = ["CARGO_CFG_", "CARGO_FEATURE_", "CARGO_PKG_", "CARGO_PROFILE_", "DEP_"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = variable("OUT_DIR")?;
    let manifest = variable("CARGO_MANIFEST_DIR")?;
    let workspace = manifest.parent().ok_or("the host lies outside its workspace")?;
    for input in INPUTS {
        println!("cargo::rerun-if-changed={}", workspace.join(input).display());
    }
    require_target()?;

    // Cargo holds a lock on the target folder of this very build, hence one of its own,
    // and one for all profiles of the host: the guest has a single profile.
    let target = target_folder(&out).join("guest");
    build_guest(workspace, &target)?;
    let module = fs::read(target.join(TARGET).join("guest/greenlight_component.wasm"))?;
    let component = ComponentEncoder::default().validate(true).module(&module)?.encode()?;

    let path = out.join("greenlight.wasm");
    fs::write(&path, component)?;
    println!("cargo::rustc-env=GREENLIGHT_COMPONENT={}", path.display());
    Ok(())
}

fn variable(name: &str) -> Result<PathBuf, String> {
    env::var_os(name).map(PathBuf::from).ok_or_else(|| format!("cargo did not set `{name}`"))
}

/// The folder cargo marks as its target folder, whatever the profile and the target triple of this build.
fn target_folder(out: &Path) -> &Path {
    out.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists()).unwrap_or(out)
}

/// Ends the build with one clear line when this very compiler has no standard library for the guest.
fn require_target() -> Result<(), Box<dyn Error>> {
    let answer =
        Command::new(variable("RUSTC")?).args(["--print", "target-libdir", "--target", TARGET]).output()?;
    let folder = PathBuf::from(String::from_utf8_lossy(&answer.stdout).trim());
    let installed = fs::read_dir(&folder).is_ok_and(|files| {
        files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libcore-"))
    });
    if !installed {
        fail(&format!(
            "the Rust target {TARGET} is not installed (looked in {}); run `cargo xtask setup` or `rustup target add {TARGET}`",
            folder.display()
        ));
    }
    Ok(())
}

fn build_guest(workspace: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    let mut cargo = Command::new(variable("CARGO")?);
    cargo
        .current_dir(workspace)
        .args([
            "build",
            "--locked",
            "--package",
            GUEST,
            "--lib",
            "--target",
            TARGET,
            "--profile",
            "guest",
            "--target-dir",
        ])
        .arg(target);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if SCRUBBED.contains(&text.as_ref())
            || SCRUBBED_PREFIXES.iter().any(|prefix| text.starts_with(prefix))
        {
            cargo.env_remove(&name);
        }
    }
    let status = cargo.status()?;
    if !status.success() {
        fail(&format!("building {GUEST} for {TARGET} failed ({status})"));
    }
    Ok(())
}

fn fail(message: &str) -> ! {
    println!("cargo::error={message}");
    exit(1);
}
