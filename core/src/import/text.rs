//! The JSON values of one file: one, several one after another, or the reason why there are none, with its place.

use super::held::{Held, Values};
use super::problem::{Problem, ProblemCode};
use super::{dsc, reading};
use greenlight_json::Pointer;
use serde_json::{Deserializer, Value};

/// The mark that may stand before a text.
pub(super) const MARK: char = '\u{feff}';

/// A place in a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Lines before it.
    lines: usize,
    /// Bytes before it in its line.
    column: usize,
}

impl Place {
    /// Goes on behind a text.
    pub(super) fn pass(&mut self, text: &str) {
        match text.rfind('\n') {
            Some(last) => {
                self.lines += text.matches('\n').count();
                self.column = text.len() - last - 1;
            }
            None => self.column += text.len(),
        }
    }
}

/// Reads the values of a text: a JSON document, JSON Lines, or a script that is plain data.
///
/// # Errors
/// Why it is none of them, with line and column.
pub(super) fn values(file: &str, text: &str) -> Result<Values, Problem> {
    if dsc::is_script(text) && reading::is_json(text) != Some(true) {
        let mut values = Values::default();
        values.push(Held::of(dsc::read_script(text), ""));
        return Ok(values);
    }
    let text = text.strip_prefix(MARK).unwrap_or(text);
    if text.trim().is_empty() {
        let help = "the command printed nothing; run it again and look at what it says";
        return Err(Problem::new(ProblemCode::Empty, file, "the file is empty", help));
    }
    if !text.trim_start().starts_with(['{', '[', '"']) && text.trim().parse::<f64>().is_err() {
        return Err(before(file, text));
    }
    let mut values = Values::default();
    further_values(file, text, Place::default(), &mut values)?;
    Ok(values)
}

/// Reads the values of the rest of a text, which begins at this place.
///
/// # Errors
/// Why there is something else, with line and column.
pub(super) fn further_values(
    file: &str,
    text: &str,
    begins: Place,
    values: &mut Values,
) -> Result<(), Problem> {
    let mut stream = Deserializer::from_str(text).into_iter::<Value>();
    loop {
        let at = stream.byte_offset();
        match stream.next() {
            Some(Ok(value)) => values.push(Held::of(value, "")),
            Some(Err(error)) if values.is_empty() || error.is_eof() => {
                return Err(unread(file, &error, (Place::default(), begins)));
            }
            Some(Err(_)) => return Err(behind(file, text, at, begins)),
            None => return Ok(()),
        }
    }
}

/// What is wrong with the rest of a text, which begins at this place; `before` stands for what stood before it.
pub(super) fn unread_behind(file: &str, before: &str, rest: &str, begins: Place) -> Problem {
    let mut end = Place::default();
    end.pass(before);
    match serde_json::from_str::<Value>(&format!("{before}{rest}")) {
        Err(error) => unread(file, &error, (end, begins)),
        Ok(_) => Problem::new(ProblemCode::NotJson, file, "it is no JSON", PRINTED),
    }
}

const PRINTED: &str = "give the JSON as the command prints it";

/// The text begins with what a tool told people.
fn before(file: &str, text: &str) -> Problem {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let json = text.lines().position(|line| line.starts_with(['{', '[']));
    let (code, help) = match json {
        _ if first.starts_with("ERROR") => {
            (ProblemCode::Failed, "the command failed; mend what it says and run it again".to_owned())
        }
        Some(line) => (
            ProblemCode::Noise,
            format!(
                "the answer begins at line {}: keep warnings out of the file, as `az … --only-show-errors` does",
                line + 1
            ),
        ),
        None => (
            ProblemCode::NotJson,
            "give the JSON that a command prints, such as `az … --output json`".to_owned(),
        ),
    };
    let shown: String = first.chars().take(200).collect();
    Problem::new(code, file, format!("the file begins with what is no JSON: {shown}"), help).in_line(1, 1)
}

/// The text goes on behind the JSON with what is none.
fn behind(file: &str, text: &str, at: usize, begins: Place) -> Problem {
    let read = text.get(..at).unwrap_or(text);
    let rest = text.get(at..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    let lines = read.matches('\n').count() + rest.get(..blank).unwrap_or_default().matches('\n').count();
    let shown: String = rest.trim_start().lines().next().unwrap_or_default().chars().take(200).collect();
    let help = "keep what the command tells people out of the file: `2>` sends it elsewhere";
    Problem::new(ProblemCode::Noise, file, format!("what is no JSON stands behind the answer: {shown}"), help)
        .in_line(begins.lines + lines + 1, 1)
}

/// What is wrong with a text that is meant to be JSON: with what stands from one place on, which is another in the file.
fn unread(file: &str, error: &serde_json::Error, (read, is): (Place, Place)) -> Problem {
    let (code, help) = if error.is_eof() {
        (ProblemCode::Truncated, "the file ends in the middle: run the command again and let it finish")
    } else if error.to_string().starts_with("recursion limit") {
        (ProblemCode::TooDeep, "no answer of these tools nests so deep")
    } else {
        (ProblemCode::NotJson, PRINTED)
    };
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default().to_owned();
    let lines = (error.line() + is.lines).saturating_sub(read.lines);
    let first = error.line() == read.lines + 1;
    let column =
        if first { (error.column() + is.column).saturating_sub(read.column) } else { error.column() };
    Problem::new(code, file, what, help).in_line(lines, column)
}

/// Whether a text is what PowerShell writes in place of what lies deeper than `ConvertTo-Json` goes.
pub(super) fn is_cut(text: &str) -> bool {
    (text.starts_with("@{") && text.ends_with('}'))
        || (text.starts_with("System.Collections.") || text.starts_with("System.Object"))
        || text.starts_with("Microsoft.Graph.PowerShell.Models.")
}

/// Takes out what PowerShell cut off, and says where the first of it stood.
pub(super) fn without_cuts(value: &mut Value, at: &Pointer) -> Option<Pointer> {
    let keys = cut_out(value)?;
    Some(keys.iter().rev().fold(at.clone(), |at, key| at.key(key)))
}

/// Takes out what was cut off; the keys to the first of it, from the innermost. Nothing is written down of the many values that are whole.
pub(super) fn cut_out(value: &mut Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) if is_cut(text) => {
            *value = Value::Null;
            Some(Vec::new())
        }
        Value::Array(items) => {
            let cut = |(index, item)| below(cut_out(item)?, &index);
            items.iter_mut().enumerate().filter_map(cut).reduce(|first, _| first)
        }
        Value::Object(members) => {
            let cut = |(name, item): (&String, &mut Value)| below(cut_out(item)?, name);
            members.iter_mut().filter_map(cut).reduce(|first, _| first)
        }
        _ => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "it ends chains of options")]
fn below(mut keys: Vec<String>, key: &impl ToString) -> Option<Vec<String>> {
    keys.push(key.to_string());
    Some(keys)
}
