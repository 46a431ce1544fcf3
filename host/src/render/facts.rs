//! An import in words: what each file was, what came of it, what was not read, and what would make lists whole.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::facts_of_files::{AnswerReport, Change, Contradiction, ImportSource, Imported, Problem};
use greenlight_core::json::Pointer;
use greenlight_core::report::Level;

use super::{level_style, plural, printable};

/// Where each fact was read.
pub(crate) type Sources = BTreeMap<Pointer, Vec<ImportSource>>;

const BOLD: Style = Style::new().bold();

/// The report in words, of an import of so many facts.
pub(crate) fn words<F, S>(imported: &Imported<F, S>, facts: u64) -> String {
    let mut out = String::new();
    for file in &imported.files {
        let _ = writeln!(out, "{BOLD}{}{BOLD:#}", printable(&file.name));
        file.answers.iter().for_each(|answer| one(&mut out, answer));
        imported.problems.iter().filter(|it| it.file == file.name).for_each(|it| problem(&mut out, it));
    }
    out.push('\n');
    imported.contradictions.iter().for_each(|it| contradiction(&mut out, it));
    for Change { fact, was, is } in &imported.changes {
        let (fact, was, is) = (fact.to_string(), was.to_string(), is.to_string());
        let _ = writeln!(out, "`{}` was {}, and is {}", printable(&fact), printable(&was), printable(&is));
    }
    partial(&mut out, imported);
    let _ = writeln!(out, "{}", plural(facts, "fact"));
    out
}

/// What is to be known of an import before what is judged by it: what was not read, what is contradicted, and which lists are not whole.
pub(crate) fn reservations<F>(imported: &Imported<F, Sources>) -> String {
    let mut out = String::new();
    for file in &imported.files {
        let mut problems = imported.problems.iter().filter(|it| it.file == file.name).peekable();
        if problems.peek().is_some() {
            let _ = writeln!(out, "{BOLD}{}{BOLD:#}", printable(&file.name));
            problems.for_each(|it| problem(&mut out, it));
        }
    }
    imported.contradictions.iter().for_each(|it| contradiction(&mut out, it));
    for Change { fact, was, is } in &imported.overruled {
        let from = imported.sources.get(fact).and_then(|sources| sources.first());
        let from = from.map_or("a file", |source| &source.file);
        let (fact, was, is) = (fact.to_string(), was.to_string(), is.to_string());
        let (fact, was, is) = (printable(&fact), printable(&was), printable(&is));
        let _ = writeln!(out, "`{fact}` is {is}, as the case says; {} says {was}", printable(from));
    }
    partial(&mut out, imported);
    out
}

fn one(out: &mut String, answer: &AnswerReport) {
    let (records, facts) = (plural(answer.records, "record"), plural(answer.facts, "fact"));
    let planned = if answer.planned { ", planned" } else { "" };
    let _ = writeln!(out, "  {}: {records}, {facts}{planned}", answer.call);
    for at in &answer.unlike {
        let _ = writeln!(
            out,
            "    another value than expected at `{}`: it counts as unknown",
            printable(at.as_str())
        );
    }
}

fn problem(out: &mut String, problem: &Problem) {
    let style = level_style(Level::Error);
    let place = match (problem.line, problem.column) {
        (Some(line), Some(column)) => format!(" (line {line}, column {column})"),
        _ if problem.at.as_str().is_empty() => String::new(),
        _ => format!(" (`{}`)", printable(problem.at.as_str())),
    };
    let _ = writeln!(out, "  {style}{}{style:#}: {}{place}", problem.code, printable(&problem.message));
    let _ = writeln!(out, "    {}", printable(&problem.help));
}

fn contradiction(out: &mut String, clash: &Contradiction) {
    let style = level_style(Level::Warning);
    let _ = writeln!(out, "{style}contradiction{style:#}: `{}` is left out", printable(clash.fact.as_str()));
    for said in &clash.says {
        let value = said.value.to_string();
        let _ = writeln!(
            out,
            "  {} says {}, at `{}`",
            printable(&said.source.file),
            printable(&value),
            said.source.at.as_str()
        );
    }
}

/// What would make lists whole, once for each call.
fn partial<F, S>(out: &mut String, imported: &Imported<F, S>) {
    let answers = imported.files.iter().flat_map(|file| &file.answers);
    let told: BTreeMap<&str, &str> =
        answers.filter_map(|answer| Some((&*answer.call, answer.partial.as_deref()?))).collect();
    if !told.is_empty() {
        let _ = writeln!(out, "{BOLD}lists that are not whole{BOLD:#}");
    }
    for (call, why) in told {
        let _ = writeln!(out, "  {call}: {}", printable(why));
    }
}
