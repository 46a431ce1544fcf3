//! What is still open, in words: whether the outcome is decided, the statements that settle it, and what to ask, in order.

use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::Text;
use greenlight_core::open::{Change, Choice, Decided, Open, OpenPlace, Possibility, Step};
use greenlight_core::report::{Level, Outcome};

use super::{level_style, plural, printable};
use crate::document::Document;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The largest numbers that a document can hold, of a fact and in a request.
const MOST: [&str; 2] = ["9007199254740991", "4294967295"];

/// So many choices of a place are listed.
const LISTED: usize = 12;

/// What is shown of places.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Of those that matter what can be chosen, where some choice is impossible.
    WhereImpossible,
    /// Of those that matter what can be chosen.
    AllChoices,
    /// Of all what can be chosen.
    Everything,
}

/// How places are shown.
#[derive(Clone, Copy)]
struct Look<'a> {
    document: &'a Document,
    shown: Shown,
    /// The rules that decide the outcome.
    reasons: &'a [Text],
}

/// What is still open in words.
pub(crate) fn words(open: &Open, document: &Document, shown: Shown) -> String {
    let mut out = String::new();
    out.push_str(&decided(open));
    for (title, made) in [("ready once", &open.ready_if), ("blocked once", &open.blocked_if)] {
        if let Some(made) = made {
            let _ = writeln!(out, "{BOLD}{title}{BOLD:#}");
            for change in made {
                let _ = writeln!(out, "  {}", changed(change));
            }
            out.push('\n');
        }
    }
    let look = Look { document, shown, reasons: &open.reasons };
    places(&mut out, "fields of the request", &open.fields, look);
    let facts = match shown {
        Shown::Everything => "facts",
        Shown::AllChoices | Shown::WhereImpossible => "facts to ask for, the one that decides most first",
    };
    places(&mut out, facts, &open.questions, look);
    if shown != Shown::Everything {
        let _ = write!(out, "{}; ", plural(open.questions.len() as u64, "question"));
    }
    let _ = writeln!(out, "as of {}, rulebook of {}", open.as_of, open.rulebook);
    out
}

fn decided(open: &Open) -> String {
    let (word, style) = match open.outcome {
        Outcome::Ready => ("ready", level_style(Level::Note)),
        Outcome::Blocked => ("blocked", level_style(Level::Error)),
        Outcome::NeedsFacts => ("open", level_style(Level::Warning)),
    };
    let reasons = rules_of(&open.reasons);
    let says = match (open.decided, open.outcome) {
        (Decided::Yes, Outcome::Blocked) => format!("whatever else is stated: {reasons}"),
        (Decided::Yes, _) => "whatever else is stated".to_owned(),
        (Decided::No, _) => "it can still become ready, and it can still be blocked".to_owned(),
        (Decided::NotWithinBound, _) => {
            format!("the search gave up after {} judgements of a rule", open.bound)
        }
    };
    format!("{style}{word}{style:#}: {says}\n\n")
}

/// A statement in words.
pub(crate) fn changed(change: &Change) -> String {
    let at = printable(change.at().as_str());
    let value = change.value().map(ToString::to_string).unwrap_or_default();
    let value = printable(&value);
    match change.step() {
        Step::Set => format!("{at} is {value}"),
        Step::Add => format!("{at} holds {value}"),
        Step::Remove => format!("{at} does not hold {value}"),
        Step::Complete => format!("{at} holds nothing else"),
        Step::Forget => format!("{at} is not known"),
    }
}

fn places(out: &mut String, title: &str, places: &[OpenPlace], look: Look<'_>) {
    let everything = look.shown == Shown::Everything;
    let shown = |place: &&OpenPlace| everything || place.level.is_some_and(|level| level < Level::Note);
    let mut places = places.iter().filter(shown).peekable();
    if places.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "{BOLD}{title}{BOLD:#}");
    for place in places {
        let style = level_style(place.level.unwrap_or(Level::Note));
        let (at, rules) = (printable(place.at.as_str()), rules(&place.rules));
        let here = super::report::nearest(look.document, place.at.as_str());
        let rules = if rules.is_empty() { rules } else { format!("  {rules}") };
        let _ = writeln!(out, "  {style}{at}{style:#}{DIM}{here}{rules}{DIM:#}");
        let _ = writeln!(out, "    {}", printable(&place.message));
        // What blocks the whole case is told once, above.
        let always: Vec<Text> =
            place.always.iter().filter(|rule| !look.reasons.contains(rule)).cloned().collect();
        if !always.is_empty() {
            let _ = writeln!(out, "    broken whatever is chosen: {}", rules_of(&always));
        }
        choices(out, place, look.shown != Shown::WhereImpossible);
    }
    out.push('\n');
}

/// The first rules of many.
pub(crate) fn rules(rules: &[Text]) -> String {
    const FEW: usize = 6;
    let first = rules.iter().take(FEW).map(|rule| &**rule).collect::<Vec<_>>().join(" ");
    match rules.len().saturating_sub(FEW) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

pub(super) fn rules_of(rules: &[Text]) -> String {
    rules.iter().map(|rule| &**rule).collect::<Vec<_>>().join(", ")
}

/// What can be chosen at a place, all of it.
pub(crate) fn choices_of(place: &OpenPlace) -> String {
    let mut out = String::new();
    choices(&mut out, place, true);
    if out.is_empty() {
        out.push_str("    nothing more is known of what can stand here\n");
    }
    out
}

/// What can be chosen: what is possible in one line, and what is not with its reasons.
fn choices(out: &mut String, place: &OpenPlace, all: bool) {
    let impossible = place.choices.iter().any(|choice| choice.verdict != Possibility::Possible);
    let required = place.choices.iter().any(|choice| choice.required);
    if !all && !impossible && !required {
        return;
    }
    let told = |choices: &[&Choice]| {
        let first = choices.iter().take(LISTED).map(|choice| value(choice)).collect::<Vec<_>>().join(", ");
        match choices.len().saturating_sub(LISTED) {
            0 => first,
            more => format!("{first} and {more} more"),
        }
    };
    let of = |wanted: &dyn Fn(&Choice) -> bool| {
        place.choices.iter().filter(|choice| wanted(choice)).collect::<Vec<_>>()
    };
    let needed = of(&|choice| choice.required);
    if !needed.is_empty() {
        let _ = writeln!(out, "    must hold: {}", told(&needed));
    }
    let possible = of(&|choice| choice.verdict == Possibility::Possible && !choice.required);
    if !possible.is_empty() {
        let _ = writeln!(out, "    possible: {}", told(&possible));
    }
    let mut reasons: Vec<&[Text]> = Vec::new();
    for choice in of(&|choice| choice.verdict == Possibility::Impossible) {
        if !reasons.contains(&choice.because.as_slice()) {
            reasons.push(&choice.because);
        }
    }
    for because in reasons {
        let these = of(&|choice| choice.verdict == Possibility::Impossible && choice.because == because);
        let why = if because.is_empty() { String::new() } else { format!(" ({})", rules_of(because)) };
        let _ = writeln!(out, "    impossible: {}{why}", told(&these));
    }
    let unsure = of(&|choice| choice.verdict == Possibility::NotWithinBound);
    if !unsure.is_empty() {
        let _ = writeln!(out, "    not decided: {}", told(&unsure));
    }
    if let Some(whole) = &place.whole
        && whole.verdict == Possibility::Impossible
    {
        let _ = writeln!(out, "    impossible with nothing more ({})", rules_of(&whole.because));
    }
}

/// A choice in words.
fn value(choice: &Choice) -> String {
    let plain = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => printable(text).into_owned(),
        other => printable(&other.to_string()).into_owned(),
    };
    match (&choice.value, &choice.span) {
        _ if choice.new => "one that is not there yet".to_owned(),
        (Some(value), _) => plain(value),
        (None, Some(span)) => {
            let (from, to) = (span.from.as_ref().map(plain), span.to.as_ref().map(plain));
            match (from, to) {
                (Some(from), Some(to)) if from == to => from,
                (Some(from), Some(to)) if MOST.contains(&to.as_str()) => format!("{from} or more"),
                (from, to) => format!("{} to {}", from.unwrap_or_default(), to.unwrap_or_default()),
            }
        }
        (None, None) => "nothing".to_owned(),
    }
}
