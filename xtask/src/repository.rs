//! What must hold of the files beside the code: manifests, licences, READMEs, workflows, forms.

mod yaml;

use crate::publish::CRATES;
use crate::shell;
use anyhow::{Context as _, Result, bail, ensure};
use std::fs;
use yaml::Yaml;

fn read(path: &str) -> Result<String> {
    fs::read_to_string(shell::root().join(path)).with_context(|| format!("cannot read `{path}`"))
}

/// Files of the repository, new ones among them.
fn tracked(patterns: &[&str]) -> Result<Vec<String>> {
    let listing = ["ls-files", "--cached", "--others", "--exclude-standard", "--"];
    let listed = shell::output(shell::command("git").args(listing).args(patterns));
    Ok(listed.context("`git ls-files` failed")?.lines().map(str::to_owned).collect())
}

/// The xtask commands that a text names, each with its first argument.
pub(crate) fn commands(text: &str) -> Vec<(&str, Option<&str>)> {
    let ends = |c: char| c.is_whitespace() || ['`', '"', '\'', ',', ';', ')'].contains(&c);
    let mut named = Vec::new();
    for (_, rest) in text.match_indices("cargo xtask ").map(|(at, found)| text.split_at(at + found.len())) {
        let line = rest.split(['\n', '`']).next().unwrap_or_default();
        let mut words = line.split(ends).filter(|word| !word.is_empty());
        named.extend(words.next().map(|command| (command, words.next())));
    }
    named
}

/// Fails where no xtask command is called so, or takes no such argument.
pub(crate) fn known(command: &str, argument: Option<&str>) -> Result<()> {
    let line = crate::HELP.lines().find(|line| line.split_whitespace().next() == Some(command));
    let line = line.with_context(|| format!("there is no command `cargo xtask {command}`"))?;
    let alternatives =
        line.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(listed, _)| listed);
    match (alternatives.filter(|listed| listed.contains('|')), argument) {
        (Some(listed), Some(argument)) if !argument.starts_with("${{") => {
            ensure!(
                listed.split('|').any(|one| one == argument),
                "`{command}` takes {listed}, not `{argument}`"
            );
        }
        (Some(listed), None) => bail!("`{command}` wants one of {listed}"),
        _ => {}
    }
    Ok(())
}

#[test]
fn workflows_and_forms_are_what_the_service_reads() -> Result<()> {
    let files = tracked(&[".github/*.yml"])?;
    ensure!(files.len() > 4, "only {files:?} were looked at");
    for file in files {
        let document = Yaml::parse(&read(&file)?).with_context(|| file.clone())?;
        let checked = match file.as_str() {
            _ if file.contains("/workflows/") => workflow(&document),
            _ if file.ends_with("/config.yml") => Ok(()),
            _ => form(&document),
        };
        checked.with_context(|| file.clone())?;
    }
    Ok(())
}

/// Each job says where it runs; each step runs something, and what is fetched for it is fixed by its digest.
fn workflow(document: &Yaml) -> Result<()> {
    document.get("on").context("no `on`")?;
    document.get("permissions").context("no `permissions`: the token may do everything")?;
    let jobs = document.get("jobs").context("no `jobs`")?.members();
    for (name, job) in jobs {
        for field in ["runs-on", "timeout-minutes"] {
            job.get(field).with_context(|| format!("job `{name}` has no `{field}`"))?;
        }
        for needed in job.get("needs").map(Yaml::texts).unwrap_or_default() {
            ensure!(
                jobs.iter().any(|(other, _)| other == needed),
                "`{name}` needs `{needed}`, which is no job"
            );
        }
        for step in job.get("steps").with_context(|| format!("job `{name}` has no steps"))?.items() {
            step_runs(step).with_context(|| format!("job `{name}`"))?;
        }
        let kinds = job.get("strategy").and_then(|strategy| strategy.get("matrix")?.get("include"));
        for kind in kinds.map(Yaml::items).unwrap_or_default() {
            known("release", kind.get("what").and_then(Yaml::text))?;
        }
    }
    Ok(())
}

fn step_runs(step: &Yaml) -> Result<()> {
    match (step.get("uses").and_then(Yaml::text), step.get("run").and_then(Yaml::text)) {
        (Some(action), None) => {
            let digest = action.split_once('@').map(|(_, digest)| digest).unwrap_or_default();
            let fixed = digest.len() == 40 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
            ensure!(fixed, "`{action}` is not fixed by its digest");
        }
        (None, Some(run)) => {
            for (command, argument) in commands(run) {
                known(command, argument)?;
            }
        }
        _ => bail!("a step has either `uses` or `run`"),
    }
    Ok(())
}

/// The fields that an issue form may have, and what each of them needs.
fn form(document: &Yaml) -> Result<()> {
    for field in ["name", "description"] {
        document.get(field).and_then(Yaml::text).with_context(|| format!("no `{field}`"))?;
    }
    let mut ids = Vec::new();
    for element in document.get("body").context("no `body`")?.items() {
        let kind = element.get("type").and_then(Yaml::text).context("an element without a type")?;
        let attributes = element.get("attributes").with_context(|| format!("{kind} without attributes"))?;
        let needed: &[&str] = match kind {
            "markdown" => &["value"],
            "dropdown" | "checkboxes" => &["label", "options"],
            "input" | "textarea" => &["label"],
            _ => bail!("`{kind}` is no element of a form"),
        };
        for field in needed {
            attributes.get(field).with_context(|| format!("{kind} without `{field}`"))?;
        }
        if kind != "markdown" {
            let id = element.get("id").and_then(Yaml::text).with_context(|| format!("{kind} without id"))?;
            ensure!(!ids.contains(&id), "`{id}` stands twice");
            ids.push(id);
        }
    }
    ensure!(!ids.is_empty(), "it asks for nothing");
    Ok(())
}

#[test]
fn faults_of_workflows_and_forms_are_seen() {
    let workflow_of = |step: &str| {
        format!(
            "on: push\npermissions: {{}}\njobs:\n  a:\n    runs-on: x\n    timeout-minutes: 1\n    steps:\n      - {step}\n"
        )
    };
    let pinned = format!("uses: actions/checkout@{}", "0".repeat(40));
    for (step, right) in [
        ("run: cargo xtask test", true),
        ("run: cargo xtask release npm", true),
        (pinned.as_str(), true),
        ("run: cargo xtask tset", false),
        ("run: cargo xtask release nmp", false),
        ("run: cargo xtask release", false),
        ("uses: actions/checkout@v4", false),
        ("name: nothing", false),
    ] {
        let document = Yaml::parse(&workflow_of(step)).unwrap();
        assert_eq!(workflow(&document).is_ok(), right, "{step}: {:?}", workflow(&document));
    }
    for (body, right) in [
        ("- {type: input, id: a, attributes: {label: A}}", true),
        ("- {type: input, id: a, attributes: {}}", false),
        ("- {type: input, attributes: {label: A}}", false),
        ("- {type: inputs, id: a, attributes: {label: A}}", false),
        ("- {type: markdown, attributes: {value: A}}", false),
    ] {
        let document = Yaml::parse(&format!("name: a\ndescription: b\nbody:\n  {body}\n")).unwrap();
        assert_eq!(form(&document).is_ok(), right, "{body}: {:?}", form(&document));
    }
    assert!(Yaml::parse("a: [").is_err());
}

#[test]
fn pages_name_only_commands_that_exist() -> Result<()> {
    let mut looked_at = 0;
    for page in tracked(&["*.md", ".github/*"])? {
        let text = read(&page)?;
        for (command, argument) in commands(&text) {
            known(command, argument).with_context(|| page.clone())?;
            looked_at += 1;
        }
    }
    ensure!(looked_at > 10, "only {looked_at} commands were looked at");
    Ok(())
}

#[test]
fn what_is_published_says_what_it_is_and_carries_its_licences() -> Result<()> {
    let mut published = 0;
    for manifest in tracked(&["Cargo.toml", "*/Cargo.toml"])? {
        let text = read(&manifest)?;
        let Some(folder) = manifest.strip_suffix("/Cargo.toml") else { continue };
        ensure!(!text.contains("\nrepository"), "`{manifest}` names a repository; none is known");
        if text.contains("\npublish.workspace = true\n") || text.contains("\npublish = false\n") {
            continue;
        }
        ensure!(text.contains("\npublish = true\n"), "`{manifest}` does not say whether it is published");
        let listed = CRATES
            .iter()
            .any(|one| one.folder == folder && text.contains(&format!("\nname = \"{}\"\n", one.name)));
        ensure!(listed, "`{manifest}` is published, but not listed in xtask/src/publish.rs");
        for field in ["description", "keywords", "categories", "readme"] {
            ensure!(text.contains(&format!("\n{field} = ")), "`{manifest}` has no {field}");
        }
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            ensure!(read(&format!("{folder}/{licence}"))? == read(licence)?, "`{folder}/{licence}` differs");
        }
        published += 1;
    }
    ensure!(published == CRATES.len(), "{published} crates are published, {} listed", CRATES.len());
    ensure!(read("Cargo.toml")?.contains("\npublish = false\n"), "the workspace publishes unless told");
    Ok(())
}

#[test]
fn the_wheel_carries_the_licences_and_the_version() -> Result<()> {
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        ensure!(read(&format!("python/{licence}"))? == read(licence)?, "`python/{licence}` differs");
    }
    let version = format!("\nversion = \"{}\"\n", env!("CARGO_PKG_VERSION"));
    ensure!(read("python/Cargo.toml")?.contains(&version), "`python/Cargo.toml` is of another version");
    Ok(())
}

/// The texts of a page's code in a language.
fn fences<'a>(page: &'a str, language: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!("```{language}\n");
    let opened = page.match_indices(&opening).map(|(at, opening)| at + opening.len()).collect::<Vec<_>>();
    opened.into_iter().filter_map(|at| page.get(at..)?.split_once("```").map(|(code, _)| code))
}

#[test]
fn the_code_of_the_cores_readme_is_that_of_the_example() -> Result<()> {
    let (page, example) = (read("core/README.md")?, read("examples/embed/src/main.rs")?);
    ensure!(fences(&page, "rust").count() > 1, "the page shows no code");
    for code in fences(&page, "rust") {
        ensure!(example.contains(code), "`examples/embed/src/main.rs` does not hold\n{code}");
    }
    Ok(())
}
