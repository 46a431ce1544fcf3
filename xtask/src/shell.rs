//! Running other programs: where they are, how their failure reads, how long they took.

use anyhow::{Context as _, Result, bail};
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

/// The repository's root folder.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The folder of tools that are built for this project alone.
pub(crate) fn tools() -> PathBuf {
    root().join("target/tools")
}

/// A command in the repository's root, without what cargo told this process about the package `xtask`:
/// build scripts that watch those variables would run again and again.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

/// The cargo that runs this process.
pub(crate) fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Shows the command, runs it with this terminal and fails when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = spelled(command);
    println!("$ {shown}");
    let status = command.status().with_context(|| format!("cannot start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs commands side by side, shows what each printed when it has ended, and fails when one fails.
pub(crate) fn run_together(commands: &mut [Command]) -> Result<()> {
    let ended: Vec<Result<()>> = thread::scope(|scope| {
        let running: Vec<_> =
            commands.iter_mut().map(|command| scope.spawn(|| run_in_one_piece(command))).collect();
        running.into_iter().map(|one| one.join().unwrap_or_else(|_| bail!("a command was lost"))).collect()
    });
    ended.into_iter().collect()
}

fn run_in_one_piece(command: &mut Command) -> Result<()> {
    let shown = spelled(command);
    println!("$ {shown}");
    let output = command.output().with_context(|| format!("cannot start `{shown}`"))?;
    let (printed, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    println!("\n$ {shown}\n{printed}{told}");
    if !output.status.success() {
        bail!("`{shown}` failed ({})", output.status);
    }
    Ok(())
}

/// Starts a command beside others, which go first where the system knows how. Nobody hears it or waits for it.
pub(crate) fn begin(command: &Command) -> Result<()> {
    let mut started = match find(&["nice"]) {
        Some(nice) => {
            let mut started = self::command(nice);
            started.arg(command.get_program());
            started
        }
        None => self::command(command.get_program()),
    };
    started.args(command.get_args()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let shown = spelled(command);
    println!("$ {shown} &");
    started.spawn().map(drop).with_context(|| format!("cannot start `{shown}`"))
}

/// What the command prints on its standard output; `None` when it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first of these programs that is on the `PATH` or among the project's own tools.
pub(crate) fn find(programs: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).chain([tools().join("bin")]).collect();
    programs
        .iter()
        .flat_map(|program| folders.iter().map(move |folder| folder.join(program)))
        .flat_map(|file| [file.with_extension("exe"), file])
        .find(|file| file.is_file())
}

/// Does one step of a longer job under a heading, and says how long it took.
pub(crate) fn step(heading: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("\n== {heading}");
    let start = Instant::now();
    work().with_context(|| format!("{heading}: failed after {:.1} s", start.elapsed().as_secs_f64()))?;
    println!("== {heading}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{cargo, run_together};
    use std::process::Command;

    #[test]
    fn one_of_several_that_fails_is_named() {
        let asked = |word: &str| -> Command {
            let mut cargo = cargo();
            cargo.arg(word);
            cargo
        };
        run_together(&mut [asked("--version"), asked("--list")]).unwrap();
        let error = run_together(&mut [asked("--version"), asked("--no-such")]).unwrap_err();
        assert!(error.to_string().contains("cargo --no-such` failed"), "{error}");
    }
}
