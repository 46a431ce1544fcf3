//! The script for PowerShell.

use std::fmt::Write as _;

use greenlight_core::facts_of_files::{Each, Gathered};

use super::{Plan, Turn, header, parts};

/// What every script can do.
const HELPERS: &str = include_str!("helpers.ps1");

pub(super) fn script(plan: &Plan<'_>) -> String {
    let mut out = header(&[
        "Usage: THIS-FILE [FOLDER]. It needs the Azure CLI, signed in by `az login`.",
        "It only reads: every request is a GET made by `az rest`, beside `az account list`.",
        "Run it again to go on: what is in the folder is not asked again, what was refused is.",
        "Its calls are compared with the table of calls by the tests of Greenlight; it was not run there.",
    ]);
    out.push_str(HELPERS);
    for turn in &plan.turns {
        one(&mut out, turn);
    }
    out.push_str("\nWrite-Output \"$script:Refused refused; now: greenlight facts $Folder\"\n");
    out
}

fn one(out: &mut String, turn: &Turn<'_>) {
    if turn.each == Each::Tenant {
        out.push('\n');
        turn.reads.iter().for_each(|read| call(out, read, ""));
        return;
    }
    let all = match (turn.named, turn.each.found()) {
        ([], Some((source, pattern))) => format!("Get-Ids '{source}' '{pattern}'"),
        (named, _) => named.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", "),
    };
    let word = turn.each.word();
    let _ = writeln!(out, "\nforeach (${word} in @({all})) {{");
    if matches!(turn.each, Each::Environment) && turn.named.is_empty() {
        let _ = writeln!(out, "  ${word} = ${word}.Split('/')[-1]");
    }
    if turn.each == Each::Dataverse {
        let _ = writeln!(out, "  ${word} = ${word}.TrimEnd('/')");
    }
    turn.reads.iter().for_each(|read| call(out, read, "  "));
    out.push_str("}\n");
}

/// `Get-Answer NAME KEY ADDRESS [RESOURCE]`.
fn call(out: &mut String, read: &Gathered, indent: &str) {
    let key = if read.each == Each::Tenant { "''".to_owned() } else { format!("${}", read.each.word()) };
    let address = quoted(&read.address);
    let resource = read.resource().map_or_else(String::new, |resource| format!(" {}", quoted(resource)));
    let _ = writeln!(out, "{indent}Get-Answer '{}' {key} {address}{resource}", read.call.id);
}

/// An address, each word in braces as the variable of that name.
fn quoted(address: &str) -> String {
    let pieces: Vec<String> = parts(address)
        .into_iter()
        .flat_map(|(plain, word)| {
            let plain = (!plain.is_empty()).then(|| format!("'{plain}'"));
            [plain, word.map(|word| format!("${word}"))].into_iter().flatten()
        })
        .collect();
    match pieces.as_slice() {
        [only] => only.clone(),
        several => format!("({})", several.join(" + ")),
    }
}
