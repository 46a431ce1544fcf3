//! What must hold of the sources themselves, and no test of their behaviour would see.

use crate::shell;
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// The files below a folder with this ending, sorted.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The code of a rule: what follows its declaration, without comments.
fn code_of(rule: &str) -> String {
    let body = rule.find("\n}\n\n").and_then(|at| rule.get(at..)).unwrap_or_default();
    let lines = body.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The regions and GUIDs that the rulebook's data holds.
fn values_of_microsofts() -> Result<Vec<String>> {
    let mut values = Vec::new();
    for file in files(&shell::root().join("core/rulebook"), "toml")? {
        let text = fs::read_to_string(&file)?;
        for word in text.split(['"', ' ', ',']) {
            let guid = word.len() == 36 && word.bytes().filter(|b| *b == b'-').count() == 4;
            let region = file.ends_with("geography.toml")
                && word.len() > 5
                && word.bytes().all(|b| b.is_ascii_lowercase())
                && text.contains(&format!("value = \"{word}\""))
                && !["open", "restricted"].contains(&word);
            if guid || region {
                values.push(word.to_owned());
            }
        }
    }
    values.sort();
    values.dedup();
    Ok(values)
}

#[test]
fn no_literal_of_microsofts_stands_in_a_rule() -> Result<()> {
    let values = values_of_microsofts()?;
    ensure!(values.len() > 20, "only {} values to look for", values.len());
    let mut rules = 0;
    for family in fs::read_dir(shell::root().join("core/src/rules"))? {
        let folder = family?.path();
        if !folder.is_dir() {
            continue;
        }
        for file in files(&folder, "rs")? {
            let code = code_of(&fs::read_to_string(&file)?);
            ensure!(!code.is_empty(), "`{}` has no check", file.display());
            rules += 1;
            if let Some(value) = values.iter().find(|value| code.contains(value.as_str())) {
                anyhow::bail!("`{}` spells `{value}`: ask the rulebook", file.display());
            }
            // Names such as `Windows 10` are words for people.
            let unspoken = code.split('"').step_by(2).collect::<Vec<_>>().join(" ");
            let mut numbers = unspoken
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .filter(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_digit() || b == b'_'));
            if let Some(number) = numbers.next() {
                anyhow::bail!("`{}` spells the number {number}: ask the rulebook", file.display());
            }
        }
    }
    ensure!(rules > 80, "only {rules} rules were looked at");
    Ok(())
}

#[test]
fn every_key_of_the_rulebook_is_used() -> Result<()> {
    let keys = fs::read_to_string(shell::root().join("core/rulebook/keys.toml"))?;
    let mut code = String::new();
    for file in files(&shell::root().join("core/src"), "rs")? {
        if !file.components().any(|part| part.as_os_str() == "generated") {
            code.push_str(&fs::read_to_string(file)?);
        }
    }
    let mut looked_at = 0;
    for line in keys.lines().filter(|line| line.starts_with('"')) {
        let key = line.split('"').nth(1).context("a key in quotes")?;
        let name: String = key
            .split(['.', '-'])
            .map(|word| word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default())
            .collect();
        ensure!(code.contains(&format!("Key::{name}")), "nothing asks for `{key}` (Key::{name})");
        looked_at += 1;
    }
    ensure!(looked_at > 40, "only {looked_at} keys were looked at");
    Ok(())
}

#[test]
fn every_rule_file_is_registered() -> Result<()> {
    let registry = fs::read_to_string(shell::root().join("core/src/rules.rs"))?;
    for folder in fs::read_dir(shell::root().join("core/src/rules"))? {
        let folder = folder?.path();
        let family = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if folder.is_dir() {
            for file in files(&folder, "rs")? {
                let name = file.file_stem().unwrap_or_default().to_string_lossy();
                ensure!(
                    registry.contains(&format!("{family}::{name},")),
                    "`{family}/{name}.rs` is not registered"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn the_core_depends_on_no_io() -> Result<()> {
    let mut tree = shell::cargo();
    tree.args([
        "tree",
        "--locked",
        "--package",
        "greenlight-core",
        "--features",
        "pages",
        "--edges",
        "normal",
    ]);
    tree.args(["--prefix", "none", "--format", "{p}"]);
    let listed = shell::output(&mut tree).context("cargo tree failed")?;
    let known = [
        "arrayvec",
        "block-buffer",
        "cfg-if",
        "cpufeatures",
        "crypto-common",
        "digest",
        "generic-array",
        "greenlight-core",
        "itoa",
        "libc",
        "memchr",
        "rand_philox",
        "ryu",
        "serde",
        "serde_core",
        "serde_derive",
        "serde_json",
        "sha2",
        "typenum",
        "zmij",
        "proc-macro2",
        "quote",
        "syn",
        "unicode-ident",
        "version_check",
    ];
    for line in listed.lines() {
        let name = line.split(' ').next().unwrap_or_default();
        ensure!(known.contains(&name), "core now depends on `{name}`: does it do I/O?");
    }
    Ok(())
}
