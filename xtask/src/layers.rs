//! The layers of core: which folder may use which. Arrows go down only, so that no two folders form a circle.

use crate::shell;
use anyhow::{Context as _, Result};
use std::collections::BTreeSet;
use std::fs;

/// The folders of `core/src`, from the lowest, and what each may use of those before it.
const LAYERS: &[(&str, &[&str])] = &[
    ("vocabulary", &[]),
    ("rulebook", &["vocabulary"]),
    ("facts", &["vocabulary", "rulebook"]),
    ("import", &["vocabulary", "rulebook", "facts"]),
    ("lifecycle", &["vocabulary", "rulebook", "facts"]),
    ("rules", &["vocabulary", "rulebook", "facts", "lifecycle"]),
    ("overlay", &["vocabulary", "rulebook", "facts", "rules"]),
    ("evaluation", &["vocabulary", "rulebook", "facts", "rules", "overlay"]),
    ("simulation", &["vocabulary", "rulebook", "facts", "lifecycle", "rules", "overlay", "evaluation"]),
    ("answers", &["vocabulary", "rulebook", "facts", "lifecycle", "rules", "evaluation"]),
    (
        "verbs",
        &[
            "vocabulary",
            "rulebook",
            "facts",
            "import",
            "lifecycle",
            "rules",
            "overlay",
            "evaluation",
            "simulation",
            "answers",
        ],
    ),
    ("schema", &["vocabulary", "facts", "import", "evaluation", "simulation", "answers", "verbs"]),
];

#[test]
fn arrows_go_down_only() -> Result<()> {
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for file in crate::invariants::files(&shell::root().join("core/src"), "rs")? {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let below = file.strip_prefix(shell::root().join("core/src"))?;
        let Some(folder) = below.iter().next().and_then(|first| first.to_str()) else { continue };
        let folder = folder.trim_end_matches(".rs");
        if folder == "lib" {
            continue;
        }
        for other in uses(&text) {
            used.insert((folder.to_owned(), other.clone()));
            faults.extend(forbidden(folder, &other).map(|why| format!("{}: {why}", below.display())));
        }
    }
    assert!(used.len() > 20, "only {} arrows were seen", used.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

#[test]
fn every_folder_is_a_layer_and_uses_only_layers_below_it() {
    for (place, (folder, allowed)) in LAYERS.iter().enumerate() {
        for other in *allowed {
            let below = LAYERS[..place].iter().any(|(name, _)| name == other);
            assert!(below, "{folder} may use {other}, which is not below it");
        }
    }
}

#[test]
fn a_forbidden_import_is_caught() {
    for (folder, line, caught) in [
        ("vocabulary", "use crate::facts::Case;", Some("`vocabulary` uses `facts`, which is not below it")),
        (
            "rules",
            "use crate::{evaluation, facts::Case};",
            Some("`rules` uses `evaluation`, which is not below it"),
        ),
        (
            "facts",
            "    let it = crate::simulation::run();",
            Some("`facts` uses `simulation`, which is not below it"),
        ),
        (
            "attic",
            "use crate::facts::Case;",
            Some("`attic` is no layer: give it a place among the layers of core"),
        ),
        ("verbs", "use crate::facts::Case;", None),
        ("facts", "use crate::facts::Fact;", None),
        ("facts", "// as crate::verbs does", None),
    ] {
        let found = uses(line).iter().find_map(|other| forbidden(folder, other));
        assert_eq!(found.as_deref(), caught, "{folder}: {line}");
    }
}

/// Why a folder may not use another, if so.
fn forbidden(folder: &str, other: &str) -> Option<String> {
    if folder == other || other == "json" {
        return None;
    }
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == folder) else {
        return Some(format!("`{folder}` is no layer: give it a place among the layers of core"));
    };
    (!allowed.contains(&other)).then(|| format!("`{folder}` uses `{other}`, which is not below it"))
}

/// The folders of core that a file uses, its tests and comments left out.
fn uses(text: &str) -> BTreeSet<String> {
    let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let code = code.split("\n#[cfg(all(test").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut folders = BTreeSet::new();
    for rest in lines.flat_map(|line| line.split("crate::").skip(1)) {
        let names = rest.strip_prefix('{').map_or(rest, |list| list.trim_end_matches("};"));
        let each: Vec<&str> = if rest.starts_with('{') { names.split(',').collect() } else { vec![names] };
        for name in each {
            let name: String = name
                .trim()
                .chars()
                .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
                .collect();
            // Names of macros and of the crate's own items begin otherwise.
            if name.starts_with(|letter: char| letter.is_ascii_lowercase()) {
                folders.insert(name);
            }
        }
    }
    folders
}
