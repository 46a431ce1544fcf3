//! What every file of the repository must be: short, opened by a sentence that says what it is for, in functions that fit a screen.

use crate::shell;
use anyhow::{Context as _, Result};
use std::fs;

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;
/// The folder beside the families that holds what rules see.
pub(crate) const CONTEXT: &str = "context";
const EXAMPLE_COLUMNS_MAX: usize = 120;

#[test]
fn files_are_short_and_say_what_they_are_for() -> Result<()> {
    let mut faults = Vec::new();
    for path in tracked_code()? {
        let text = fs::read_to_string(shell::root().join(&path)).with_context(|| path.clone())?;
        faults.extend(faults_of(&path, &text));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

#[test]
fn rules_are_named_as_their_files_and_their_examples_fit_a_line() -> Result<()> {
    let mut faults = Vec::new();
    let mut rules = 0;
    for path in tracked_code()?.iter().filter(|path| is_rule(path)) {
        let text = fs::read_to_string(shell::root().join(path)).with_context(|| path.clone())?;
        faults.extend(misnamed(path, &text));
        faults.extend(long_examples(path, &text));
        rules += 1;
    }
    assert!(rules > 80, "only {rules} rules were looked at");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

#[test]
fn a_rule_file_of_another_name_is_seen() {
    let text = "rule! {\n    code: IMG004,\n    name: \"image-is-generation-2\",\n}\n";
    for (path, text, named) in [
        ("core/src/rules/image/image_is_generation_2.rs", text, true),
        ("core/src/rules/image/generation.rs", text, false),
        ("core/src/rules/image/image_is_generation_2.rs", "//! No rule.\n", false),
    ] {
        assert_eq!(misnamed(path, text).is_none(), named, "{path}: {text}");
    }
}

#[test]
fn a_long_line_of_an_example_is_seen() {
    let long = "x".repeat(EXAMPLE_COLUMNS_MAX);
    for (line, count) in [
        (format!("        met \"{long}\" {{}},"), 1),
        (format!("            \"/a\": 1, \"/b\": \"{long}\""), 1),
        (format!("            \"/a\": \"{long}\""), 0),
        ("        met \"short\" {},".to_owned(), 0),
    ] {
        let text = format!("    says: \"{long}\",\n    examples: [\n{line}\n    ],\n}}\n\n// {long}\n");
        assert_eq!(long_examples("a.rs", &text).len(), count, "{line}");
    }
}

#[test]
fn the_demo_path_compiles_nothing_that_only_tests_need() -> Result<()> {
    let packages = ["-p", "greenlight", "-p", "greenlight-component", "-p", "xtask"];
    let tree = shell::output(
        shell::cargo()
            .args(["tree", "--locked", "--edges", "normal,build", "--prefix", "none"])
            .args(packages),
    )
    .context("`cargo tree` failed")?;
    for present in ["greenlight ", "greenlight-component ", "xtask "] {
        assert!(tree.lines().any(|line| line.starts_with(present)), "{present}is not in\n{tree}");
    }
    for absent in ["wasm-bindgen-cli", "wasm-bindgen-test", "geckodriver", "proptest", "criterion"] {
        assert!(!tree.contains(absent), "{absent} is on the demo path:\n{tree}");
    }
    Ok(())
}

#[test]
fn faults_are_seen() {
    let long_function = format!("//! A file.\nfn f() {{\n{}}}\n", "    g();\n".repeat(FUNCTION_LINES_MAX));
    let longest_function =
        format!("//! A file.\nfn f() {{\n{}}}\n", "    g();\n".repeat(FUNCTION_LINES_MAX - 2));
    let long_file = format!("//! A file.\n{}", "\n".repeat(FILE_LINES_MAX));
    for (path, text, count) in [
        ("a.rs", "//! A file.\n", 0),
        ("a.rs", "fn f() {}\n", 1),
        ("a.js", "function f() {}\n", 0),
        ("a.py", "\"\"\"A file.\"\"\"\n", 0),
        ("a.py", "import a\n", 1),
        ("a.rs", long_function.as_str(), 1),
        ("a.rs", longest_function.as_str(), 0),
        ("a.rs", long_file.as_str(), 1),
    ] {
        assert_eq!(faults_of(path, text).len(), count, "{path}: {text}");
    }
}

/// Code that people write: generated files say so in their first line or stand in a folder of that name.
fn tracked_code() -> Result<Vec<String>> {
    let listed =
        shell::output(shell::command("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))
            .context("`git ls-files` failed")?;
    let written = |path: &&str| {
        let code = ["rs", "ts", "js", "mjs", "py"].contains(&extension(path));
        code && !path.contains("/generated/") && shell::root().join(path).is_file()
    };
    Ok(listed.lines().filter(written).map(str::to_owned).collect())
}

fn faults_of(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if ["// ", "//! ", "\"\"\""].iter().any(|open| text.starts_with(&format!("{open}Generated"))) {
        return faults;
    }
    let lines = text.lines().count();
    if lines > FILE_LINES_MAX {
        faults.push(format!("{path}: {lines} lines, at most {FILE_LINES_MAX}"));
    }
    if extension(path) == "rs" && !text.starts_with("//! ") {
        faults.push(format!("{path}: does not open with a `//!` sentence"));
    }
    if extension(path) == "py" {
        if !text.starts_with("\"\"\"") {
            faults.push(format!("{path}: does not open with a sentence in quotation marks"));
        }
        return faults;
    }
    faults.extend(long_functions(text).map(|(line, lines)| {
        format!("{path}:{line}: a function of {lines} lines, at most {FUNCTION_LINES_MAX}")
    }));
    faults
}

/// Whether this is the file of a rule: one in the folder of its family.
pub(crate) fn is_rule(path: &str) -> bool {
    let file = path.strip_prefix("core/src/rules/").and_then(|path| path.split_once('/'));
    file.is_some_and(|(family, file)| family != CONTEXT && extension(file) == "rs" && !file.contains('/'))
}

/// What is wrong with the name of a rule's file: it is the rule's own, with underscores.
fn misnamed(path: &str, text: &str) -> Option<String> {
    let file = path.rsplit('/').next()?.trim_end_matches(".rs");
    let name = text.lines().find_map(|line| line.trim_start().strip_prefix("name: \"")?.strip_suffix("\","));
    let name = name.unwrap_or_default();
    (name.replace('-', "_") != file).then(|| format!("{path}: the rule in it is named `{name}`"))
}

/// The lines of a rule's examples that are too long, but for those of one text, which cannot be shorter.
fn long_examples(path: &str, text: &str) -> Vec<String> {
    let lines = (1..).zip(text.lines()).skip_while(|(_, line)| *line != "    examples: [");
    let examples = lines.take_while(|(_, line)| *line != "    ],");
    let too_long = |line: &str| {
        let one_text = line.trim_start().starts_with('"') && line.matches('"').count() == 4;
        line.chars().count() > EXAMPLE_COLUMNS_MAX && !one_text
    };
    let long = examples.filter(|(_, line)| too_long(line));
    long.map(|(number, _)| format!("{path}:{number}: an example over {EXAMPLE_COLUMNS_MAX} columns"))
        .collect()
}

/// Where functions over the limit begin, and how long they are; formatted code ends one at the indentation where it began.
fn long_functions(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| opens_function(line))).collect();
    starts.into_iter().filter_map(move |at| {
        let indentation = indentation(lines.get(at)?);
        let ends = |line: &str| line == format!("{indentation}}}");
        let length = lines.iter().skip(at).position(|line| ends(line))? + 1;
        (length > FUNCTION_LINES_MAX).then_some((at + 1, length))
    })
}

fn opens_function(line: &str) -> bool {
    let mut words = line.split_whitespace().take(6);
    !line.trim_start().starts_with("//")
        && !line.contains(';')
        && words.any(|word| word == "fn" || word == "function")
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn indentation(line: &str) -> &str {
    line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
}
