//! What must hold of the sources themselves, and no test of their behaviour would see.

use crate::shell;
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// The files below a folder with this ending, sorted.
pub(crate) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
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

/// What of the core decides: files and folders below `core/src`.
const DECIDES: [&str; 5] = ["rules", "overlay", "evaluation", "simulation", "answers"];

/// What rules ask of a case: it may spell no number either.
const CONTEXT: &str = "/rules/context/";

/// Whether a file among them only holds prose.
fn is_prose(path: &str) -> bool {
    let named = ["core/src/answers/published/page.rs", "core/src/rules/page.rs", "core/src/rules/phrases.rs"];
    named.contains(&path) || path.ends_with("/words.rs") || path.contains("/words/")
}

/// The code of a file: without comments, tests, and what a rule declares beside its check.
fn code_of(text: &str) -> String {
    let untested = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut code = Vec::new();
    let mut declared_until = None;
    for line in untested.lines() {
        if declared_until.is_none() && line.ends_with("rule! {") {
            declared_until = Some(format!("{}}}", indentation(line)));
        } else if declared_until.as_deref() == Some(line) {
            declared_until = None;
        } else if declared_until.is_none() && !line.trim_start().starts_with("//") {
            code.push(line);
        }
    }
    code.join("\n")
}

fn indentation(line: &str) -> &str {
    line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
}

/// The regions and GUIDs that the rulebook's data holds.
fn values_of_microsofts() -> Result<Vec<String>> {
    let mut values = Vec::new();
    for file in files(&shell::root().join("core/rulebook"), "toml")? {
        let text = fs::read_to_string(&file)?;
        for word in text.split(['"', ' ', ',']) {
            let region = file.ends_with("geography.toml")
                && word.len() > 5
                && word.bytes().all(|b| b.is_ascii_lowercase())
                && text.contains(&format!("value = \"{word}\""))
                && !["open", "restricted"].contains(&word);
            if is_guid(word) || region {
                values.push(word.to_owned());
            }
        }
    }
    values.sort();
    values.dedup();
    Ok(values)
}

/// The names of roles, plans, licences, applications, geographies, regions and offerings in the rulebook's data, with their other names.
fn names_of_microsofts() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in ["terms.toml", "regions.toml"] {
        let text = fs::read_to_string(shell::root().join("core/rulebook").join(file))?;
        for line in text.lines().filter(|line| line.trim_start().starts_with('{')) {
            let quoted = line.split('"').skip(1).step_by(2);
            let ids = usize::from(line.contains("{ id = "));
            names.extend(quoted.skip(ids).filter(|name| name.len() > 2 && !is_guid(name)).map(str::to_owned));
        }
    }
    let products = fs::read_to_string(shell::root().join("core/rulebook/data/licence-service-plans.csv"))?;
    let products = products.lines().skip(1).filter_map(|line| line.split(',').next());
    names.extend(products.filter(|product| product.contains(' ')).map(str::to_owned));
    Ok(names)
}

fn is_guid(word: &str) -> bool {
    word.len() == 36 && word.bytes().filter(|b| *b == b'-').count() == 4
}

/// The first of these that the code spells in a text. A name of one word may be any word, unless it is written just so.
fn spelled<'a>(code: &str, values: &'a [String], names: &'a [String]) -> Option<&'a str> {
    let texts = code.split('"').skip(1).step_by(2).collect::<Vec<_>>().join("\n");
    let small = texts.to_lowercase();
    let appears = |name: &&String| {
        if name.contains(' ') { stands_in(&small, &name.to_lowercase()) } else { stands_in(&texts, name) }
    };
    let value = values.iter().find(|value| code.contains(value.as_str()));
    value.or_else(|| names.iter().find(appears)).map(String::as_str)
}

/// Whether the words stand in the text, and not only as parts of longer words; a plural is the same word.
fn stands_in(text: &str, words: &str) -> bool {
    let outside = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + words.len()..));
        let after = after.unwrap_or_default();
        outside(before.and_then(|before| before.chars().next_back()))
            && outside(after.strip_prefix('s').unwrap_or(after).chars().next())
    })
}

/// The first number but 0 and 1 that the code spells outside its texts and the lengths of arrays.
fn number_in(code: &str) -> Option<String> {
    // Names such as `Windows 10` are words for people.
    let unspoken = code.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b == b'_') && word != "_";
    let mut numbers = unspoken
        .split(']')
        .map(|part| {
            part.rsplit_once("; ").filter(|(_, length)| is_number(length)).map_or(part, |(rest, _)| rest)
        })
        .flat_map(|part| part.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'))
        .filter(|word| !["", "0", "1"].contains(word) && is_number(word));
    numbers.next().map(str::to_owned)
}

#[test]
fn no_literal_of_microsofts_decides() -> Result<()> {
    let (values, names) = (values_of_microsofts()?, names_of_microsofts()?);
    ensure!(values.len() > 20, "only {} values to look for", values.len());
    ensure!(names.len() > 100, "only {} names to look for", names.len());
    let mut faults = Vec::new();
    let (mut rules, mut others) = (0, 0);
    for name in DECIDES {
        let folder = shell::root().join("core/src").join(name);
        let mut sources = files(&folder, "rs")?;
        sources.push(folder.with_extension("rs"));
        for file in sources {
            let path = file.strip_prefix(shell::root())?.display().to_string();
            if is_prose(&path) {
                continue;
            }
            let code = code_of(&fs::read_to_string(&file).with_context(|| path.clone())?);
            if let Some(word) = spelled(&code, &values, &names) {
                faults.push(format!("`{path}` spells `{word}`: ask the rulebook"));
            }
            let is_rule = crate::tidy::is_rule(&path);
            (rules, others) = (rules + u32::from(is_rule), others + u32::from(!is_rule));
            if (is_rule || path.contains(CONTEXT))
                && let Some(number) = number_in(&code)
            {
                faults.push(format!("`{path}` spells the number {number}: ask the rulebook"));
            }
        }
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    ensure!(rules > 80 && others > 40, "only {rules} rules and {others} other files were looked at");
    Ok(())
}

#[test]
fn literals_of_microsofts_are_seen() {
    let values = ["acdd72a7-3385-48ef-bd42-f606fba81ae7".to_owned(), "northeurope".to_owned()];
    let names = ["Reader".to_owned(), "hosted RPA add-on".to_owned()];
    for (line, seen) in [
        (
            "    let role = \"acdd72a7-3385-48ef-bd42-f606fba81ae7\";",
            Some("acdd72a7-3385-48ef-bd42-f606fba81ae7"),
        ),
        ("    let region = \"northeurope\";", Some("northeurope")),
        ("    let role = \"at least Reader\";", Some("Reader")),
        ("    let role = \"a reader\";", None),
        ("    let role = \"Readership\";", None),
        ("    let sold = \"two Hosted RPA add-ons\";", Some("hosted RPA add-on")),
        ("    // Reader", None),
        ("    let reader = Reader::new();", None),
    ] {
        let text = format!(
            "rule! {{\n    says: \"Reader\",\n}}\n\nfn check() {{\n{line}\n}}\n\n#[cfg(test)]\nmod tests {{\n    \"Reader\"\n}}\n"
        );
        assert_eq!(spelled(&code_of(&text), &values, &names), seen, "{line}");
    }
    assert_eq!(number_in("let days = 1 + 30;"), Some("30".to_owned()));
    assert_eq!(number_in("let most = 2;"), Some("2".to_owned()));
    assert_eq!(number_in("fn given(days: [u8; 3]) -> [u8; 5] { first + 7 }"), Some("7".to_owned()));
    assert_eq!(number_in("let days = \"30\"; let one: [u8; 2] = x2 + 1 + 0;"), None);
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
        let spelled = format!("Key::{name}");
        let is_longer = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        let asked = code
            .match_indices(&spelled)
            .any(|(at, _)| !code.get(at + spelled.len()..).is_some_and(is_longer));
        ensure!(asked, "nothing asks for `{key}` ({spelled})");
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
        if folder.is_dir() && family != crate::tidy::CONTEXT {
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

/// What of the standard library reaches outside a pure function.
const OUTSIDE_WORLD: [&str; 9] = [
    "std::env",
    "std::fs",
    "std::io",
    "TcpStream",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "SystemTime",
    "RandomState",
];

#[test]
fn the_core_depends_on_no_io() -> Result<()> {
    let mut tree = shell::cargo();
    tree.args([
        "tree",
        "--locked",
        "--package",
        "greenlight-core",
        "--features",
        "access,deserialize,import,pages",
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
        "greenlight-json",
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
    for folder in ["core/src", "core/json/src"] {
        for file in files(&shell::root().join(folder), "rs")? {
            let text = fs::read_to_string(&file)?;
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            let done = OUTSIDE_WORLD.iter().find(|name| code.contains(**name));
            ensure!(done.is_none(), "`{}` uses `{}`", file.display(), done.unwrap_or(&""));
        }
    }
    Ok(())
}
