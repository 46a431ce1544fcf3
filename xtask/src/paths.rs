//! What is given out does not say where it was built: paths of this machine are replaced, and looked for.

use crate::shell;
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Folders whose names compilers write into messages of panics, and what is written instead.
fn folders() -> Vec<(PathBuf, &'static str)> {
    let home = |variable: &str, folder: &str| {
        let set = env::var_os(variable).map(PathBuf::from);
        set.or_else(|| Some(env::home_dir()?.join(folder)))
    };
    let cargo = home("CARGO_HOME", ".cargo");
    // Of two that begin a path, the later one counts.
    let sources = cargo.as_ref().map(|folder| (folder.join("registry/src"), "crates"));
    let cargo = cargo.map(|folder| (folder, "/cargo"));
    let rustup = home("RUSTUP_HOME", ".rustup").map(|folder| (folder, "/rustup"));
    [cargo, sources, rustup, Some((shell::root().to_owned(), "/greenlight"))].into_iter().flatten().collect()
}

/// Arguments for cargo by which what is built for the target does not name them.
pub(crate) fn replaced(target: &str) -> Vec<String> {
    let flags =
        folders().into_iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    // Rust writes a list of texts as TOML does.
    vec!["--config".to_owned(), format!("target.{target}.rustflags={:?}", flags.collect::<Vec<_>>())]
}

/// Holds that a file names none of them.
pub(crate) fn absent(file: &Path) -> Result<()> {
    let bytes = fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    for (folder, _) in folders() {
        let place = folder.to_string_lossy();
        ensure!(
            !holds(&bytes, &place),
            "`{}` names `{place}`: whoever gets it has no use for that",
            file.display()
        );
    }
    Ok(())
}

fn holds(bytes: &[u8], place: &str) -> bool {
    bytes.windows(place.len()).any(|window| window == place.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{absent, folders, replaced};
    use std::{env, fs};

    #[test]
    fn a_path_of_this_machine_is_seen() {
        let file = env::temp_dir().join(format!("greenlight-paths-{}", std::process::id()));
        for (folder, _) in folders() {
            fs::write(&file, format!("\0at {}/x.rs\0", folder.display())).unwrap();
            assert!(absent(&file).is_err(), "{}", folder.display());
            let setting = replaced("wasm32-unknown-unknown").concat();
            assert!(
                setting.contains(&format!("{:?}", folder.display().to_string()).replace('"', "")),
                "{setting}"
            );
        }
        fs::write(&file, "\0at /cargo/x.rs\0").unwrap();
        absent(&file).unwrap();
        fs::remove_file(file).unwrap();
    }
}
