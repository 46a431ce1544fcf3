//! A file that comes in pieces: values and records are taken out of its text as soon as they are whole, so that it is never held as one.
//!
//! What is wrong with a text is said and placed as of the whole of it: from where nothing more can be taken out, the rest is kept to the end.

use super::held::{Held, Values, is_wrapping, text_in};
use super::problem::Problem;
use super::rows::Rows;
use super::text::{self, Place};
use serde_json::Value;

/// A file on its way.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Whole values, in turn.
    values: Values,
    /// The text that was not let go of, and how much of it was taken out.
    text: String,
    taken: usize,
    /// Where what was not taken out begins in the file.
    begins: Place,
    scan: Scan,
    state: State,
    /// Something is not right, or no JSON: nothing more is taken out.
    kept: bool,
}

/// How far what was not taken out was looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Scan {
    seen: usize,
    depth: usize,
    deepest: usize,
    within: Within,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    Text,
    /// Behind a backslash in a text.
    Escape,
}

#[derive(Debug, Default)]
enum State {
    /// Nothing but blanks has come.
    #[default]
    Blank,
    /// Before or within a value.
    Value,
    /// Within a list that is the first value, or its member `value`.
    List(List),
    /// Behind that member.
    Behind(List),
}

/// A list whose members are taken out one by one.
#[derive(Debug, Default)]
struct List {
    /// What stands before it in its object; nothing where it is in none.
    head: String,
    /// What tells of which call its records are, where nothing behind it can tell otherwise.
    context: Option<String>,
    members: Members,
}

#[derive(Debug)]
enum Members {
    Records(Rows),
    /// Objects that wrap records themselves, or so the first one does.
    Pages(Vec<Held>),
}

impl Default for Members {
    fn default() -> Self {
        Self::Records(Rows::default())
    }
}

impl List {
    /// The list that begins behind a text, which is within an object or nothing.
    fn behind(head: String, object: &Value) -> Self {
        let own = object.as_object().and_then(|object| text_in(object, "@odata.context"));
        let context = if head.is_empty() { Some(String::new()) } else { own.map(str::to_owned) };
        Self { head, context, members: Members::default() }
    }

    fn is_empty(&self) -> bool {
        match &self.members {
            Members::Records(rows) => rows.is_empty(),
            Members::Pages(pages) => pages.is_empty(),
        }
    }

    fn push(&mut self, member: Value) {
        match &mut self.members {
            Members::Records(rows) if rows.is_empty() && self.head.is_empty() && is_wrapping(&member) => {
                self.members = Members::Pages(vec![Held::of(member, "")]);
            }
            Members::Records(rows) => rows.push(member, self.context.as_deref()),
            Members::Pages(pages) => pages.push(Held::of(member, "")),
        }
    }
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looking {
    /// The end of a value.
    End,
    /// The end of the first value, or the list that is its member `value`.
    EndOrList,
    /// The end of a member of a list.
    Member,
}

/// What was found, and where.
#[derive(Clone, Copy, Debug)]
enum Found {
    Comma(usize),
    Close(usize),
    List(usize),
    /// What closes something else.
    Wrong,
}

/// So deep a record may nest to be read without what it stands in: far less than is too deep.
const SHALLOW: usize = 64;
/// What stands for the list while the object around it is read.
const ROWS: &str = "\u{e000}rows";

impl Reading {
    /// Takes the next piece of the text.
    pub(super) fn add(&mut self, piece: &str) {
        self.text.push_str(piece);
        while self.proceed() {}
        self.text.drain(..std::mem::take(&mut self.taken));
    }

    /// The values of the file.
    ///
    /// # Errors
    /// Why there are none, with line and column.
    pub(super) fn finish(self, file: &str) -> Result<Values, Problem> {
        let Self { mut values, text, begins, state, .. } = self;
        let before = match state {
            State::Blank | State::Value => {
                if values.is_empty() {
                    return text::values(file, &text);
                }
                text::further_values(file, &text, begins, &mut values)?;
                return Ok(values);
            }
            State::List(list) => {
                let brackets = if list.head.is_empty() { "[" } else { "[[" };
                format!("{brackets}{}", if list.is_empty() { "" } else { "0," })
            }
            State::Behind(List { head, .. }) => format!("{head}\"{ROWS}\""),
        };
        Err(text::unread_behind(file, &before, &text, begins))
    }

    /// Takes out what is whole; `false` where more of the text must come.
    fn proceed(&mut self) -> bool {
        if self.kept {
            return false;
        }
        match std::mem::take(&mut self.state) {
            State::Blank => self.begin(),
            State::Value => self.value(),
            State::List(list) => self.member(list),
            State::Behind(list) => self.behind(list),
        }
    }

    fn wait(&mut self, state: State) -> bool {
        self.state = state;
        false
    }

    fn keep(&mut self, state: State) -> bool {
        self.kept = true;
        self.wait(state)
    }

    fn go_on(&mut self, state: State) -> bool {
        self.state = state;
        true
    }

    fn rest(&self) -> &str {
        self.text.get(self.taken..).unwrap_or_default()
    }

    /// Takes out so much of the rest.
    fn take(&mut self, length: usize) {
        let end = self.taken + length;
        self.begins.pass(self.text.get(self.taken..end).unwrap_or_default());
        self.taken = end;
        self.scan = Scan::default();
    }

    fn begin(&mut self) -> bool {
        match is_json(&self.text) {
            Some(true) => {
                self.taken += if self.text.starts_with(text::MARK) { text::MARK.len_utf8() } else { 0 };
                self.go_on(State::Value)
            }
            Some(false) => self.keep(State::Blank),
            None => self.wait(State::Blank),
        }
    }

    /// Takes out the next value, or goes into the list that it is or has.
    fn value(&mut self) -> bool {
        let first = self.values.is_empty();
        if self.scan.seen == 0 {
            let blank = self.rest().bytes().take_while(|byte| is_blank(*byte)).count();
            match self.rest().as_bytes().get(blank) {
                None => return self.wait(State::Value),
                Some(b'[') if first => {
                    self.take(blank + 1);
                    return self.go_on(State::List(List::behind(String::new(), &Value::Null)));
                }
                Some(b'{' | b'[') => {}
                Some(_) => return self.keep(State::Value),
            }
        }
        match self.look(if first { Looking::EndOrList } else { Looking::End }) {
            None => self.wait(State::Value),
            Some(Found::List(at)) => {
                let head = self.rest().get(..at).unwrap_or_default().to_owned();
                let Ok(object) = serde_json::from_str::<Value>(&format!("{head}[]}}")) else {
                    return self.keep(State::Value);
                };
                self.take(at + 1);
                self.go_on(State::List(List::behind(head, &object)))
            }
            Some(Found::Comma(_) | Found::Wrong) => self.keep(State::Value),
            Some(Found::Close(at)) => {
                let Ok(value) = serde_json::from_str(self.rest().get(..=at).unwrap_or_default()) else {
                    return self.keep(State::Value);
                };
                self.values.push(Held::of(value, ""));
                self.take(at + 1);
                self.go_on(State::Value)
            }
        }
    }

    /// Takes out the next member of a list.
    fn member(&mut self, mut list: List) -> bool {
        let Some(found) = self.look(Looking::Member) else { return self.wait(State::List(list)) };
        let (Found::Comma(at) | Found::Close(at)) = found else { return self.keep(State::List(list)) };
        let ends = matches!(found, Found::Close(_));
        let text = self.rest().get(..at).unwrap_or_default();
        if !(ends && list.is_empty() && text.bytes().all(is_blank)) {
            let Some(row) = self.row(text, &list) else { return self.keep(State::List(list)) };
            list.push(row);
        }
        self.take(at + 1);
        if !ends {
            return self.go_on(State::List(list));
        }
        if !list.head.is_empty() {
            self.scan.depth = 1;
            return self.go_on(State::Behind(list));
        }
        self.values.push(match list.members {
            Members::Records(rows) => Held::Records(rows),
            Members::Pages(pages) => Held::Pages(pages),
        });
        self.go_on(State::Value)
    }

    /// The member of a list, which nests no deeper than it may where it stands.
    fn row(&self, text: &str, list: &List) -> Option<Value> {
        if self.scan.deepest < SHALLOW {
            return serde_json::from_str(text).ok();
        }
        let deep = if list.head.is_empty() { 1 } else { 2 };
        let mut value =
            serde_json::from_str(&format!("{}{text}{}", "[".repeat(deep), "]".repeat(deep))).ok()?;
        for _ in 0..deep {
            let Value::Array(mut members) = value else { return None };
            value = members.pop().filter(|_| members.is_empty())?;
        }
        Some(value)
    }

    /// Takes out what stands behind a list in its object.
    fn behind(&mut self, list: List) -> bool {
        let Some(found) = self.look(Looking::End) else { return self.wait(State::Behind(list)) };
        let Found::Close(at) = found else { return self.keep(State::Behind(list)) };
        let tail = self.rest().get(..=at).unwrap_or_default();
        let Ok(Value::Object(mut object)) =
            serde_json::from_str::<Value>(&format!("{}\"{ROWS}\"{tail}", list.head))
        else {
            return self.keep(State::Behind(list));
        };
        // Of members of one name the last one counts.
        let place = object.get_mut("value").filter(|value| **value == ROWS);
        self.values.push(match (place, list.members) {
            (Some(value), Members::Records(rows)) => {
                *value = Value::Array(Vec::new());
                Held::Wrapped(object, rows)
            }
            _ => Held::of(Value::Object(object), ""),
        });
        self.take(at + 1);
        self.go_on(State::Value)
    }

    /// Looks on for where something ends.
    fn look(&mut self, looking: Looking) -> Option<Found> {
        let bytes = self.text.as_bytes().get(self.taken..).unwrap_or_default();
        let scan = &mut self.scan;
        let member = looking == Looking::Member;
        while let Some(byte) = bytes.get(scan.seen) {
            let at = scan.seen;
            scan.seen += 1;
            match (scan.within, byte) {
                (Within::Escape, _) | (Within::Nothing, b'"') => scan.within = Within::Text,
                (Within::Text, b'\\') => scan.within = Within::Escape,
                (Within::Text, b'"') => scan.within = Within::Nothing,
                (Within::Nothing, b',') if member && scan.depth == 0 => return Some(Found::Comma(at)),
                (Within::Nothing, b'{' | b'[') => {
                    let list = looking == Looking::EndOrList && scan.depth == 1 && *byte == b'[';
                    if list && is_value(bytes.get(..at).unwrap_or_default()) {
                        return Some(Found::List(at));
                    }
                    scan.depth += 1;
                    scan.deepest = scan.deepest.max(scan.depth);
                }
                (Within::Nothing, b'}' | b']') if member && scan.depth == 0 => {
                    return Some(if *byte == b']' { Found::Close(at) } else { Found::Wrong });
                }
                (Within::Nothing, b'}' | b']') => {
                    scan.depth = scan.depth.saturating_sub(1);
                    if scan.depth == 0 && !member {
                        return Some(Found::Close(at));
                    }
                }
                (Within::Text | Within::Nothing, _) => {}
            }
        }
        None
    }
}

/// Whether a text begins as an object or a list does, and not as a script: there a word can stand in brackets. Nothing while that cannot be told.
pub(super) fn is_json(text: &str) -> Option<bool> {
    let rest = text.strip_prefix(text::MARK).unwrap_or(text);
    let mut letters = rest.bytes().filter(|byte| !is_blank(*byte));
    match (letters.next()?, letters.next()) {
        (b'{', _) => Some(true),
        (b'[', next) => next.map(|next| matches!(next, b'{' | b'[' | b'"' | b']' | b'-' | b'0'..=b'9')),
        _ => Some(false),
    }
}

/// Whether the value that comes next is that of a member `value`.
fn is_value(before: &[u8]) -> bool {
    let name = before.trim_ascii_end().strip_suffix(b":").map(<[u8]>::trim_ascii_end);
    let before = name.and_then(|name| name.strip_suffix(b"\"value\"")).map(<[u8]>::trim_ascii_end);
    before.is_some_and(|before| before.ends_with(b"{") || before.ends_with(b","))
}

/// What JSON takes for blank.
const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests;
