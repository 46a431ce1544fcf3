//! The files that a version is given out as, each complete in itself, in `target/release-files`.

use crate::setup::Purpose;
use crate::{changelog, package, paths, portal, setup, shell, wheel};
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What every archive carries beside what it is for.
const BESIDE: [&str; 4] = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// Builds the program for this machine and packs it.
pub(crate) fn binary() -> Result<()> {
    let made = program()?;
    paths::absent(&made)?;
    let staged = staging(&format!("greenlight-{VERSION}-{}", target()?))?;
    let name = made.file_name().context("the program has no name")?;
    fs::copy(&made, staged.join(name)).with_context(|| format!("cannot copy `{}`", made.display()))?;
    archive(&staged, cfg!(windows))
}

/// Builds the program as it is given out, and says where it is.
pub(crate) fn program() -> Result<PathBuf> {
    setup::run(Purpose::Demo)?;
    let build = ["build", "--release", "--locked", "--package", "greenlight"];
    shell::run(shell::cargo().args(build).args(paths::replaced(&target()?)))?;
    let name = Path::new("greenlight").with_extension(std::env::consts::EXE_EXTENSION);
    Ok(package::target_folder()?.join("release").join(name))
}

/// Builds the npm package and packs it.
pub(crate) fn npm() -> Result<()> {
    setup::run(Purpose::Demo)?;
    package::run()?;
    let files = files()?;
    fs::create_dir_all(&files)?;
    let mut npm = package::npm()?;
    shell::run(npm.current_dir(package::folder()).args(["pack", "--pack-destination"]).arg(files))
}

/// Builds the portal, for any server of files.
pub(crate) fn page() -> Result<()> {
    portal::build()?;
    let staged = staging(&format!("greenlight-page-{VERSION}"))?;
    copy(&portal::folder(), &staged.join("portal"))?;
    archive(&staged, false)
}

/// Builds the Python wheel for this machine.
pub(crate) fn wheel() -> Result<()> {
    wheel::build(&files()?).map(drop)
}

/// Prints what the changelog says of the version that a tag names.
pub(crate) fn notes(tag: &str) -> Result<()> {
    ensure!(tag == format!("v{VERSION}"), "the tag is `{tag}`, but this is version {VERSION}");
    let text =
        fs::read_to_string(shell::root().join("CHANGELOG.md")).context("cannot read `CHANGELOG.md`")?;
    println!("{}", changelog::notes(&text, VERSION)?);
    Ok(())
}

fn files() -> Result<PathBuf> {
    Ok(package::target_folder()?.join("release-files"))
}

/// The machine that rustc builds for, such as `x86_64-unknown-linux-gnu`.
pub(crate) fn target() -> Result<String> {
    let told = shell::output(shell::command("rustc").arg("-vV")).context("rustc does not say its version")?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc does not say what it builds for")
}

/// An empty folder that holds what belongs into every archive.
fn staging(name: &str) -> Result<PathBuf> {
    let folder = files()?.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty `{}`", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    for file in BESIDE {
        fs::copy(shell::root().join(file), folder.join(file))
            .with_context(|| format!("cannot copy `{file}`"))?;
    }
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        fs::copy(from, to).with_context(|| format!("cannot copy `{}`", from.display()))?;
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read `{}`", from.display()))? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Packs a folder into an archive beside it, and takes the folder away.
fn archive(folder: &Path, zip: bool) -> Result<()> {
    let parent = folder.parent().context("a folder without a parent")?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let file = parent.join(format!("{name}{}", if zip { ".zip" } else { ".tar.gz" }));
    let how: &[&str] = if zip { &["-a", "-cf"] } else { &["-czf"] };
    shell::run(shell::command(tar()).args(how).arg(&file).arg("-C").arg(parent).arg(&name))?;
    fs::remove_dir_all(folder).with_context(|| format!("cannot remove `{}`", folder.display()))?;
    println!("wrote {}", file.display());
    Ok(())
}

/// The tar that comes with the system: another one may come first on the `PATH` of Windows, and make no zip.
fn tar() -> PathBuf {
    let windows = std::env::var_os("SystemRoot").filter(|_| cfg!(windows));
    windows.map_or_else(|| "tar".into(), |root| PathBuf::from(root).join("System32/tar.exe"))
}

#[cfg(test)]
mod tests {
    use super::{BESIDE, archive, copy, staging};
    use crate::shell;
    use std::fs;

    #[test]
    fn an_archive_holds_what_was_staged() {
        let folder = staging("test-of-archives").unwrap();
        copy(&shell::root().join("www/src"), &folder.join("src")).unwrap();
        let file = folder.with_extension("tar.gz");
        archive(&folder, false).unwrap();
        let listed = shell::output(shell::command("tar").arg("-tzf").arg(&file)).unwrap();
        for expected in BESIDE.iter().chain(&["src/main.tsx"]) {
            assert!(listed.contains(&format!("test-of-archives/{expected}")), "{expected}: {listed}");
        }
        assert!(!folder.exists());
        fs::remove_file(file).unwrap();
    }
}
