//! The answers in a file: records of one call each, whatever they are wrapped in.

use super::held::{Held, Values, context_of, is_wrapping, text_in};
use super::problem::{Problem, ProblemCode};
use super::rows::Rows;
use crate::vocabulary::instant::Instant;
use greenlight_json::Pointer;
use serde_json::{Map, Value};

/// Why the records of an answer are not all there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Partial {
    /// There are more pages.
    Paged,
    /// PowerShell cut it off.
    Cut,
}

/// The records of one call.
#[derive(Debug)]
pub(super) struct Answer {
    /// The place of its file among the files.
    pub(super) file: usize,
    /// Where the records stand: the list of them, or the only one.
    pub(super) at: Pointer,
    /// What `@odata.context` says, or the name of the table it stands under.
    pub(super) context: String,
    /// The records.
    pub(super) rows: Rows,
    /// Whether they stand in a list.
    pub(super) listed: bool,
    /// Where each page of it begins, where several stand in one file: the place of its first record, and of its list.
    pages: Vec<(usize, Pointer)>,
    /// Why they are not all.
    pub(super) partial: Option<Partial>,
    /// When the file was written, where that is known.
    pub(super) observed_at: Option<Instant>,
}

impl Answer {
    /// Where a record stands.
    pub(super) fn place(&self, index: usize) -> Pointer {
        if !self.listed {
            return self.at.clone();
        }
        let page = self.pages.get(..self.pages.partition_point(|(first, _)| *first <= index));
        let page = page.and_then(<[_]>::last);
        let (first, list) = page.map_or((0, &self.at), |(first, list)| (*first, list));
        list.clone().index(index - first)
    }
}

/// What a file holds: answers, and what of it is none.
#[derive(Debug, Default)]
pub(super) struct Opened {
    pub(super) answers: Vec<Answer>,
    pub(super) problems: Vec<Problem>,
}

/// Unwraps the values of a file.
pub(super) fn open(file: usize, name: &str, observed_at: Option<Instant>, values: Values) -> Opened {
    let mut opening = Opening { file, name, observed_at, opened: Opened::default() };
    let several = values.are_several();
    let Values { held, lines, cuts, .. } = values;
    for (number, mut value) in held {
        let at = if several { Pointer::ROOT.index(number) } else { Pointer::ROOT };
        let cut = value.without_cuts(&at);
        let partial = cut.as_ref().map(|_| Partial::Cut);
        opening.cut_off(cut);
        opening.value(at, value, "", partial);
    }
    for cut in cuts {
        opening.cut_off(Some(cut));
    }
    if !lines.is_empty() {
        opening.push(Pointer::ROOT, "", lines, true, None);
    }
    opening.opened
}

struct Opening<'n> {
    file: usize,
    name: &'n str,
    observed_at: Option<Instant>,
    opened: Opened,
}

impl Opening<'_> {
    /// Tells that something was cut off.
    fn cut_off(&mut self, at: Option<Pointer>) {
        let Some(at) = at else { return };
        let help =
            "print it again with `ConvertTo-Json -Depth 10`, or fetch it with `Invoke-RestMethod … -OutFile`";
        let message = "`ConvertTo-Json` cut the answer off at its depth: what lies deeper is unknown";
        self.opened.problems.push(Problem::new(ProblemCode::CutOff, self.name, message, help).at(at));
    }

    fn push(&mut self, at: Pointer, context: &str, rows: Rows, listed: bool, partial: Option<Partial>) {
        let (file, context) = (self.file, context.to_owned());
        let (observed_at, pages) = (self.observed_at, Vec::new());
        self.opened.answers.push(Answer { file, at, context, rows, listed, pages, partial, observed_at });
    }

    /// The pages of one answer, one after another: together they are all there is.
    fn pages(&mut self, at: Pointer, pages: Vec<Held>, context: &str, partial: Option<Partial>) {
        let first = pages.first().and_then(wrapping).map(|(page, _)| page);
        let context = first.and_then(|page| text_in(page, "@odata.context")).unwrap_or(context).to_owned();
        let counted = first.and_then(|page| page.get("@odata.count")).and_then(Value::as_u64);
        let (mut rows, mut begins) = (Rows::default(), Vec::new());
        for (index, page) in pages.into_iter().enumerate() {
            begins.push((rows.len(), at.clone().index(index).key("value")));
            if let Held::Wrapped(_, more) = page {
                rows.append(more);
            }
        }
        let short = counted.is_some_and(|count| count > rows.len() as u64);
        self.push(at, &context, rows, true, if short { Some(Partial::Paged) } else { partial });
        if let Some(answer) = self.opened.answers.last_mut() {
            answer.pages = begins;
        }
    }

    fn value(&mut self, at: Pointer, value: Held, context: &str, partial: Option<Partial>) {
        match value {
            Held::Plain(Value::Object(record)) => self.object(at, (record, None), context, partial),
            Held::Wrapped(record, rows) => self.object(at, (record, Some(rows)), context, partial),
            Held::Pages(items) if are_pages(&items) => self.pages(at, items, context, partial),
            Held::Pages(items) if items.iter().all(|item| wrapping(item).is_some()) => {
                for (index, item) in items.into_iter().enumerate() {
                    self.value(at.clone().index(index), item, context, partial);
                }
            }
            Held::Pages(items) => {
                let items = items.into_iter().map(Held::unpacked).collect();
                self.push(at, context, Rows::packed(context, items), true, partial);
            }
            Held::Records(rows) => self.push(at, context, rows, true, partial),
            Held::Plain(plain) => self.push(at, context, Rows::packed(context, vec![plain]), false, partial),
        }
    }

    fn object(
        &mut self,
        at: Pointer,
        (mut record, rows): (Map<String, Value>, Option<Rows>),
        context: &str,
        partial: Option<Partial>,
    ) {
        let context = context_of(&record).unwrap_or(context).to_owned();
        if let Some(Value::Object(error)) = record.get("error")
            && !record.contains_key("value")
        {
            let problem = error_answer(self.name, error).at(at.key("error"));
            self.opened.problems.push(problem);
            return;
        }
        if let Some(Value::Array(responses)) = record.remove("responses") {
            return self.batch(at.key("responses"), responses);
        }
        let counted = record.get("@odata.count").and_then(Value::as_u64);
        let paged = LINKS.iter().any(|name| record.get(*name).is_some_and(Value::is_string));
        if let Some(rows) = rows {
            let short = counted.is_some_and(|count| count > rows.len() as u64);
            let partial = if paged || short { Some(Partial::Paged) } else { partial };
            return self.push(at.key("value"), &context, rows, true, partial);
        }
        if !record.is_empty() && record.values().all(is_wrapping) {
            for (name, part) in record {
                self.value(at.clone().key(&name), Held::of(part, &name), &name, partial);
            }
            return;
        }
        let rows = Rows::packed(&context, vec![Value::Object(record)]);
        self.push(at, &context, rows, false, partial);
    }

    /// The answers of a batch: each by itself, whatever its place.
    fn batch(&mut self, at: Pointer, responses: Vec<Value>) {
        for (index, mut response) in responses.into_iter().enumerate() {
            let place = at.clone().index(index).key("body");
            let status = response.get("status").and_then(Value::as_u64).unwrap_or_default();
            let body = response.get_mut("body").map(Value::take).unwrap_or_default();
            if let Some(Value::Object(error)) = body.get("error") {
                let problem = error_answer(self.name, error).at(place.key("error"));
                self.opened.problems.push(problem);
            } else if (200..300).contains(&status) {
                self.value(place, Held::of(body, ""), "", None);
            } else {
                let message = format!("the call of this batch was answered by status {status}");
                let help = "make the call again by itself";
                let problem = Problem::new(ProblemCode::ErrorAnswer, self.name, message, help).at(place);
                self.opened.problems.push(problem);
            }
        }
    }
}

/// An object that wraps records, with these.
const fn wrapping(value: &Held) -> Option<(&Map<String, Value>, &Rows)> {
    if let Held::Wrapped(object, rows) = value { Some((object, rows)) } else { None }
}

/// Members that name the next page.
const LINKS: [&str; 3] = ["nextLink", "@odata.nextLink", "odata.nextLink"];

/// Whether these are all pages of one answer, in turn: of the same thing, and each but the last names a next one.
fn are_pages(items: &[Held]) -> bool {
    let Some(pages) = items.iter().map(wrapping).collect::<Option<Vec<_>>>() else { return false };
    let linked = |page: &Map<String, Value>| LINKS.iter().any(|name| text_in(page, name).is_some());
    let kind = |rows: &Rows| rows.first().and_then(|row| row.get("type").cloned());
    let Some(((last, _), others @ [(first, of_first), ..])) = pages.split_last() else { return false };
    let alike = |(page, rows): &(&Map<String, Value>, &Rows)| {
        page.get("@odata.context") == first.get("@odata.context")
            && (rows.is_empty() || kind(rows) == kind(of_first))
    };
    pages.iter().all(alike) && others.iter().all(|(page, _)| linked(page)) && !linked(last)
}

/// What an error of a service says: not allowed to look is never that there is nothing.
fn error_answer(file: &str, error: &Map<String, Value>) -> Problem {
    let text = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default();
    let (code, message) = (text("code"), text("message"));
    let has = |words: &[&str]| words.iter().any(|word| code.eq_ignore_ascii_case(word));
    let lower = code.to_ascii_lowercase();
    let (kind, help) = if has(&[
        "0x80040220",
        "0x80048306",
        "0x80072560",
        "0x80042f09",
        "Forbidden",
        "AuthorizationFailed",
        "LinkedAuthorizationFailed",
    ]) || ["denied", "unauthorized", "forbidden", "authorization"]
        .iter()
        .any(|word| lower.contains(word))
    {
        (
            ProblemCode::NotAllowed,
            "nothing follows from it, least of all that there is none: call it as somebody who may",
        )
    } else if lower.contains("notfound") || has(&["0x8006088a", "0x80040217"]) {
        (
            ProblemCode::NotFound,
            "look at the name that was asked for, and whether the solution is installed and new enough",
        )
    } else if lower.contains("toomany") || lower.contains("throttl") {
        (ProblemCode::Throttled, "wait as long as `Retry-After` says and make the call again")
    } else {
        (ProblemCode::ErrorAnswer, "mend what it says and make the call again")
    };
    let shown: String = message.chars().take(200).collect();
    Problem::new(kind, file, format!("the service answered {code}: {shown}"), help)
}
