//! The script for POSIX shells.

use std::fmt::Write as _;

use greenlight_core::facts_of_files::{Each, Gathered};

use super::{Plan, Turn, header, parts};

/// What every script can do.
const HELPERS: &str = include_str!("helpers.sh");

pub(super) fn script(plan: &Plan<'_>) -> String {
    let mut out = String::from("#!/bin/sh\n");
    out.push_str(&header(&[
        "Usage: sh THIS-FILE [FOLDER]. It needs the Azure CLI, signed in by `az login`.",
        "It only reads: every request is a GET made by `az rest`, beside `az account list`.",
        "Run it again to go on: what is in the folder is not asked again, what was refused is.",
    ]));
    out.push_str(HELPERS);
    for turn in &plan.turns {
        one(&mut out, turn);
    }
    out.push_str("\nfinish\n");
    out
}

fn one(out: &mut String, turn: &Turn<'_>) {
    if turn.each == Each::Tenant {
        out.push('\n');
        turn.reads.iter().for_each(|read| call(out, read, ""));
        return;
    }
    let all = match (turn.named, turn.each.found()) {
        ([], Some((source, pattern))) => format!("$(ids '{source}' '{pattern}')"),
        (named, _) => named.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(" "),
    };
    let word = turn.each.word();
    let _ = writeln!(out, "\nfor {word} in {all}; do");
    if matches!(turn.each, Each::Environment) && turn.named.is_empty() {
        let _ = writeln!(out, "  {word}=${{{word}##*/}}");
    }
    if turn.each == Each::Dataverse {
        let _ = writeln!(out, "  {word}=${{{word}%/}}");
    }
    turn.reads.iter().for_each(|read| call(out, read, "  "));
    out.push_str("done\n");
}

/// `get NAME KEY ADDRESS [RESOURCE]`.
fn call(out: &mut String, read: &Gathered, indent: &str) {
    let key = if read.each == Each::Tenant { "''".to_owned() } else { format!("\"${}\"", read.each.word()) };
    let address = quoted(&read.address);
    let resource = read.resource().map_or_else(String::new, |resource| format!(" {}", quoted(resource)));
    let _ = writeln!(out, "{indent}get '{}' {key} {address}{resource}", read.call.id);
}

/// An address, each word in braces as the variable of that name.
fn quoted(address: &str) -> String {
    let quoted = |(plain, word): (String, Option<&str>)| {
        let plain = if plain.is_empty() { plain } else { format!("'{plain}'") };
        plain + &word.map_or_else(String::new, |word| format!("\"${word}\""))
    };
    parts(address).into_iter().map(quoted).collect()
}
