//! A new rule: its file, and the two lines by which it is found.

use crate::shell;
use anyhow::{Context as _, Result, bail, ensure};
use std::fs;
use std::path::Path;

/// Writes the file of a rule and registers it. `name` is a sentence without spaces, such as `image-is-generalized`.
pub(crate) fn run(family: &str, code: &str, name: &str) -> Result<()> {
    let rules = shell::root().join("core/src/rules");
    let letters = code.trim_end_matches(|last: char| last.is_ascii_digit());
    ensure!(
        letters.len() == 3 && code.len() == 6 && letters.bytes().all(|letter| letter.is_ascii_uppercase()),
        "`{code}` is not a code: write three capitals and three digits, such as IMG004"
    );
    ensure!(
        name.split('-').all(
            |word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        ),
        "`{name}` is not a name: write small letters and hyphens, such as image-is-generation-2"
    );
    let module = name.replace('-', "_");
    let parent = rules.join(format!("{family}.rs"));
    let file = rules.join(family).join(format!("{module}.rs"));
    ensure!(
        parent.is_file(),
        "there is no family `{family}`; the families are the folders of core/src/rules"
    );
    ensure!(!file.exists(), "`{}` is there already", file.display());
    let registry = rules.with_extension("rs");
    let modules = with_module(&read(&parent)?, &module);
    let entries = with_entry(&read(&registry)?, family, code, &module)?;
    write(&file, &scaffold(code, name))?;
    write(&parent, &modules)?;
    write(&registry, &entries)?;
    println!(
        "wrote core/src/rules/{family}/{module}.rs; fill in what stands in capitals, then run `cargo xtask codegen`"
    );
    Ok(())
}

/// The family's file with one module more, in alphabetical order; code may follow the modules.
fn with_module(text: &str, module: &str) -> String {
    let line = format!("pub(super) mod {module};");
    let mut lines: Vec<&str> = text.lines().collect();
    let is_module = |other: &&str| other.starts_with("pub(super) mod ");
    let after = lines.iter().rposition(|other| is_module(other) && **other < *line).map(|last| last + 1);
    let first = || lines.iter().position(is_module);
    let place = after.or_else(first).unwrap_or(lines.len());
    lines.insert(place, &line);
    lines.join("\n") + "\n"
}

/// The registry with one rule more, among those of its family, in the order of the codes.
fn with_entry(text: &str, family: &str, code: &str, module: &str) -> Result<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let is_code = |line: &str| line.trim_start().split_once(' ').is_some_and(|(first, _)| first == code);
    if lines.iter().any(|line| is_code(line)) {
        bail!("`{code}` is taken");
    }
    let ours = format!(" {family}::");
    let theirs: Vec<usize> =
        (0..).zip(&lines).filter(|(_, line)| line.contains(&ours)).map(|(at, _)| at).collect();
    let after = |at: &&usize| lines.get(**at).is_some_and(|line| line.trim_start() < code);
    let last = theirs.iter().rev().find(after).map(|at| at + 1);
    let place = last.or(theirs.first().copied());
    let place =
        place.with_context(|| format!("no rule of `{family}` is registered yet; add the first by hand"))?;
    lines.insert(place, format!("    {code} {family}::{module},"));
    Ok(lines.join("\n") + "\n")
}

fn scaffold(code: &str, name: &str) -> String {
    format!(
        r#"//! {code}: WHAT MUST HOLD, IN A SENTENCE.

use crate::rules::context::Context;
use crate::rules::rule::{{Evidence, Judgement, require, rule}};

rule! {{
    /// WHAT MUST HOLD, IN A SENTENCE.
    ///
    /// # Why
    /// WHAT HAPPENS OTHERWISE, AND WHEN ONE NOTICES.
    ///
    /// # How to fix it
    /// THE WAY THAT THE LEAST ROLE CAN GO.
    code: {code},
    name: "{name}",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "SECTION OF THE PAGE",
    judges: [CreateMachine],
    fixers: [Maker],
    says: "WHAT IS WRONG: {{found}} INSTEAD OF {{expected}}",
    steps: ["WHAT TO DO FIRST"],
    examples: [
        broken "WHAT IS CHANGED" {{ "/tenant/cloud": "china" }},
        met "NOTHING" {{}},
        unknown "WHAT NOBODY HAS LOOKED AT" {{ "/tenant/cloud": null }},
    ],
}}

fn check(cx: &Context<'_>) -> Judgement {{
    let tenant = cx.case.tenant();
    require(tenant.cloud().map(|_| true), || {{
        Evidence::new(tenant.field("cloud"), "FOUND", "EXPECTED")
    }})
}}
"#
    )
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{with_entry, with_module};

    #[test]
    fn modules_stay_in_order() {
        let modules = "//! Images.\n\npub(super) mod generation;\npub(super) mod session;\n";
        let code = format!("{modules}\nfn shared() {{\n    body();\n}}\n");
        for (module, line) in [("edge", 2), ("owner", 3), ("usage", 4)] {
            for text in [modules, &code] {
                let changed = with_module(text, module);
                assert_eq!(changed.lines().nth(line).unwrap(), format!("pub(super) mod {module};"));
                assert_eq!(changed.replacen(&format!("pub(super) mod {module};\n"), "", 1), text);
            }
        }
    }

    #[test]
    fn entries_stay_with_their_family_in_order() {
        let text = "registry! {\n    PRE001 prerequisite::entra,\n\n    IMG004 image::generation,\n    IMG008 image::disk,\n}\n";
        for (family, code, line) in [
            ("image", "IMG003", 3),
            ("image", "IMG005", 4),
            ("image", "IMG009", 5),
            ("prerequisite", "LIM012", 1),
        ] {
            let changed = with_entry(text, family, code, "x").unwrap();
            assert_eq!(changed.lines().nth(line).unwrap(), format!("    {code} {family}::x,"));
        }
        assert!(with_entry(text, "image", "IMG008", "x").is_err());
        assert!(with_entry(text, "colour", "COL001", "x").is_err());
    }
}
