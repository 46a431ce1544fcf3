//! Generated files: written from the code they describe, committed, and checked for drift.

use crate::shell;
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::Path;

/// A file that is derived from the code: where it stands under the repository's root, and what it must contain.
pub(crate) struct Generated {
    /// Path from the repository's root, with `/`.
    pub(crate) path: String,
    /// The whole file.
    pub(crate) text: String,
}

/// Everything that makes files; each gives all of its files.
const GENERATORS: &[fn() -> Result<Vec<Generated>>] = &[];

/// Writes every generated file, or with `check` only compares and fails when one lags.
pub(crate) fn run(check: bool) -> Result<()> {
    let mut count = 0_usize;
    let mut stale = Vec::new();
    for generator in GENERATORS {
        for file in generator()? {
            count += 1;
            if !ensure_file_contents(&shell::root().join(&file.path), &file.text, check)? {
                stale.push(file.path);
            }
        }
    }
    if check && !stale.is_empty() {
        bail!(
            "generated files lag behind the code: {}; run `cargo xtask codegen` and commit them",
            stale.join(", ")
        );
    }
    println!(
        "{count} generated files, {} {}",
        stale.len(),
        if check { "stale" } else { "rewritten" }
    );
    Ok(())
}

/// Whether the file already holds this text; unless `check`, writes it when it does not.
fn ensure_file_contents(path: &Path, text: &str, check: bool) -> Result<bool> {
    if fs::read_to_string(path).is_ok_and(|current| current == text) {
        return Ok(true);
    }
    if !check {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
        }
        fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::ensure_file_contents;
    use anyhow::Result;
    use std::fs;

    #[test]
    fn a_lagging_file_is_reported_and_written_only_when_asked() -> Result<()> {
        let folder =
            std::env::temp_dir().join(format!("greenlight-codegen-{}", std::process::id()));
        let file = folder.join("docs/page.md");
        assert!(!ensure_file_contents(&file, "new", true)?);
        assert!(!file.exists());
        assert!(!ensure_file_contents(&file, "new", false)?);
        assert!(ensure_file_contents(&file, "new", true)?);
        assert!(!ensure_file_contents(&file, "newer", true)?);
        assert_eq!(fs::read_to_string(&file)?, "new");
        Ok(fs::remove_dir_all(folder)?)
    }
}
