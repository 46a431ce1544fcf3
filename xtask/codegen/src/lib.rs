//! Generated files: how they are written, or compared with what is committed; and what is cited, compared with pages.

#[cfg(feature = "docs")]
pub mod docs;
pub mod rulebook;
pub mod sources;

use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// A file that is derived from something else.
#[derive(Debug)]
pub struct Generated {
    /// Path from the repository's root, with `/`.
    pub path: String,
    /// The whole file.
    pub text: String,
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Writes the files, or, when the command line says `--check`, only compares them.
///
/// # Errors
/// If a file cannot be written, or lags behind under `--check`.
pub fn write_or_check(files: &[Generated]) -> Result<()> {
    let check = std::env::args().any(|argument| argument == "--check");
    let mut stale = Vec::new();
    for file in files {
        let path = root().join(&file.path);
        if fs::read_to_string(&path).is_ok_and(|current| current == file.text) {
            continue;
        }
        stale.push(file.path.as_str());
        if !check {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
            }
            fs::write(&path, &file.text).with_context(|| format!("cannot write `{}`", file.path))?;
        }
    }
    if check && !stale.is_empty() {
        bail!("generated files lag behind: {}; run `cargo xtask codegen` and commit them", stale.join(", "));
    }
    println!(
        "{} generated files, {} {}",
        files.len(),
        stale.len(),
        if check { "stale" } else { "rewritten" }
    );
    Ok(())
}
