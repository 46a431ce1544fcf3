//! The Python wheel: built for this machine as it is given out, and tested as it is installed.

use crate::linting::{self, NATIVE};
use crate::python::{self, Environment, FOLDER};
use crate::setup;
use crate::{package, paths, release, shell};
use anyhow::{Context as _, Result, bail, ensure};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// One module for this version of Python and every later one.
const INTERPRETERS: &str = "-cp310-abi3-";
/// The oldest Linux that it runs on, as of 2014.
const LINUX: &str = "manylinux2014";

/// Builds the wheel for this machine.
pub(crate) fn run() -> Result<()> {
    build(&package::target_folder()?.join("wheels")).map(drop)
}

/// Builds the wheel that is given out, looks at what it says of itself, and installs it beside nothing else.
pub(crate) fn build(folder: &Path) -> Result<PathBuf> {
    setup::venv()?;
    let environment = Environment::of("build")?;
    let mut maturin = environment.python();
    maturin.args(["-m", "maturin", "build", "--release"]);
    if cfg!(target_os = "linux") {
        // Zig links against the C library of that time, without a container of that time.
        maturin.args(["--zig", "--compatibility", LINUX]);
    }
    let wheel = built(maturin.args(paths::replaced(&release::target()?)), folder)?;
    is_tagged(&wheel)?;
    names_no_folder(&environment, &wheel)?;
    environment.replace(&wheel)?;
    let shown = "import greenlight; print(greenlight.describe())";
    shell::run(environment.python().args(["-c", shown]).current_dir(python::target()?))?;
    println!("wrote {}", wheel.display());
    Ok(wheel)
}

/// Builds a wheel quickly, installs it, and holds that it answers as every other door, in every frame that it is said to work with.
pub(crate) fn test() -> Result<()> {
    shell::run(shell::cargo().args(["fmt", "--check", "--manifest-path", "python/Cargo.toml"]))?;
    let corpus = corpus()?;
    let environment = Environment::of("test")?;
    let mut maturin = environment.python();
    // Lints what it compiles of the crate itself.
    maturin.args(["-m", "maturin", "build"]).env("RUSTC_WORKSPACE_WRAPPER", linting::driver());
    environment.replace(&built(&mut maturin, &python::target()?.join("wheels"))?)?;
    let sources = shell::root().join(FOLDER);
    let types = python::target()?.join("types");
    let mut mypy = environment.python();
    shell::run(mypy.args(["-m", "mypy", "--cache-dir"]).arg(types).current_dir(&sources))?;
    // From elsewhere, so that what is tested is what was installed.
    let mut pytest = environment.python();
    pytest.current_dir(python::target()?).env("GREENLIGHT_CORPUS", corpus);
    pytest.env("PYTHONDONTWRITEBYTECODE", "1").args(["-m", "pytest", "-p", "no:cacheprovider"]);
    pytest.arg("--rootdir").arg(&sources).arg("-c").arg(sources.join("pyproject.toml"));
    shell::run(
        pytest.args(["--pyargs", "greenlight"]).arg(sources.join("tests")).arg(sources.join("README.md")),
    )
}

/// Judges many cases in an engine for many machines, and loses one in the middle: Spark, standalone with two workers, or Ray; or by every
/// route on this machine.
pub(crate) fn scale(engine: &str, rows: Option<&str>) -> Result<()> {
    let (requirements, script) = match engine {
        "spark-4" => ("scale", "spark_loses_a_worker.py"),
        "spark-3.5" => ("scale-spark-3.5", "spark_loses_a_worker.py"),
        "ray" => ("scale-ray", "ray_loses_a_worker.py"),
        "routes" => ("test", "routes.py"),
        other => bail!("`{other}` is none of `spark-4`, `spark-3.5`, `ray` and `routes`"),
    };
    if engine.starts_with("spark") {
        setup::java()?;
    }
    let wheel = build(&python::target()?.join("release"))?;
    let environment = Environment::of(requirements)?;
    environment.replace(&wheel)?;
    let script = shell::root().join(FOLDER).join("scale").join(script);
    let mut judging = environment.python();
    judging.arg(script).current_dir(python::target()?);
    if engine == "routes" {
        judging.arg(release::program()?);
    }
    shell::run(judging.args(rows))
}

/// The wheel that maturin builds into an empty folder.
fn built(maturin: &mut std::process::Command, folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty `{}`", folder.display()))?;
    }
    maturin.args(["--quiet", "--locked", "--manifest-path", "python/Cargo.toml"]);
    maturin.arg("--target-dir").arg(python::target()?.join("cargo"));
    shell::run(maturin.arg("--out").arg(folder))?;
    let listed = fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let wheels: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
    let [wheel] = wheels.as_slice() else { bail!("one wheel was to be built, not {wheels:?}") };
    Ok(wheel.clone())
}

fn is_tagged(wheel: &Path) -> Result<()> {
    let name = wheel.file_name().unwrap_or_default().to_string_lossy();
    ensure!(name.contains(INTERPRETERS), "`{name}` is not for every CPython from 3.10 on");
    let old = !cfg!(target_os = "linux") || name.contains(LINUX);
    ensure!(old, "`{name}` is not for every Linux since {LINUX}");
    Ok(())
}

/// Holds that the module in a wheel does not name folders of this machine.
fn names_no_folder(environment: &Environment, wheel: &Path) -> Result<()> {
    let unpacked = python::target()?.join("unpacked");
    shell::run(environment.python().args(["-m", "zipfile", "--extract"]).args([wheel, &unpacked]))?;
    let mut modules = 0;
    for entry in fs::read_dir(unpacked.join("greenlight")).context("the wheel holds no `greenlight`")? {
        let file = entry?.path();
        let module = file.extension().is_some_and(|it| ["so", "pyd"].iter().any(|known| it == *known));
        if module {
            paths::absent(&file)?;
            modules += 1;
        }
    }
    ensure!(modules == 1, "the wheel holds {modules} modules");
    fs::remove_dir_all(&unpacked).context("cannot remove what was unpacked")
}

/// Writes the corpus, and gives its file.
fn corpus() -> Result<PathBuf> {
    shell::run(linting::cargo().args(["build", "--example", "corpus"]).args(NATIVE))?;
    let example = package::target_folder()?.join("debug/examples/corpus");
    let file = python::target()?.join("corpus.jsonl");
    fs::create_dir_all(python::target()?)?;
    let calls = File::create(&file).with_context(|| format!("cannot write `{}`", file.display()))?;
    let program = example.with_extension(std::env::consts::EXE_EXTENSION);
    shell::run(shell::command(program).stdout(calls))?;
    Ok(file)
}
