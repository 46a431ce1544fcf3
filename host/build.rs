//! Builds the engine as a WebAssembly component, and compiles that for the target of the host, which embeds both.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};
use std::{env, fs};

use sha2::{Digest as _, Sha256};
use wit_component::ComponentEncoder;

#[path = "src/engine/config.rs"]
mod config;

const TARGET: &str = "wasm32-unknown-unknown";
const GUEST: &str = "greenlight-component";
/// Everything the guest and its code are made of, relative to the workspace.
const INPUTS: [&str; 10] = [
    "core/Cargo.toml",
    "core/src",
    "core/json/Cargo.toml",
    "core/json/src",
    "wasm/component",
    "wasm/wit",
    "host/src/engine/config.rs",
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

    let compiled = compile(&component)?;
    for (name, file, content) in [
        ("GREENLIGHT_COMPONENT", "greenlight.wasm", component),
        ("GREENLIGHT_COMPILED", "greenlight.cwasm", compiled),
    ] {
        let path = out.join(file);
        fs::write(&path, content)?;
        println!("cargo::rustc-env={name}={}", path.display());
    }
    println!("cargo::rustc-env=GREENLIGHT_ENGINE_DIGEST={}", sources(workspace)?);
    Ok(())
}

/// The digest of everything the guest is made of: the same on every system, which that of what compilers make of it need not be.
fn sources(workspace: &Path) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    for input in INPUTS {
        list(workspace, input.to_owned(), &mut files)?;
    }
    files.sort();
    let mut digest = Sha256::new();
    for name in files {
        let mut content = fs::read(workspace.join(&name))?;
        // Git may write lines as the system ends them.
        content.retain(|byte| *byte != b'\r');
        digest.update(format!("{name}\n{}\n", content.len()));
        digest.update(content);
    }
    let mut hex = String::new();
    for byte in digest.finalize() {
        write!(hex, "{byte:02x}")?;
    }
    Ok(hex)
}

/// The files at or below a place of the workspace, but hidden ones.
fn list(workspace: &Path, place: String, files: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    let path = workspace.join(&place);
    if path.is_file() {
        files.push(place);
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            list(workspace, format!("{place}/{name}"), files)?;
        }
    }
    Ok(())
}

/// The component as code of the target: of any processor of its kind, since a target that is named has no more than the least of them.
/// Nothing where this build's compiler does not know the target; the host then compiles when it starts.
fn compile(component: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let target = env::var("TARGET")?;
    let mut config = config::config();
    if let Err(error) = config.target(&target) {
        println!("cargo::warning=the engine will be compiled at each start: not for {target}: {error}");
        return Ok(Vec::new());
    }
    Ok(wasmtime::Engine::new(&config)?.precompile_component(component)?)
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
    // Messages of panics name the files of dependencies, and with them who built this and where.
    if let Some(home) = cargo_home() {
        cargo.env("CARGO_ENCODED_RUSTFLAGS", format!("--remap-path-prefix={}=/cargo", home.display()));
    }
    let status = cargo.status()?;
    if !status.success() {
        fail(&format!("building {GUEST} for {TARGET} failed ({status})"));
    }
    Ok(())
}

/// Where cargo keeps the sources of dependencies.
fn cargo_home() -> Option<PathBuf> {
    let set = env::var_os("CARGO_HOME").map(PathBuf::from);
    let user = || env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
    set.or_else(|| Some(PathBuf::from(user()?).join(".cargo")))
}

fn fail(message: &str) -> ! {
    println!("cargo::error={message}");
    exit(1);
}
