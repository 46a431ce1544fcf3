//! The values of a file as they are held until everything is read: lists of records are packed as soon as they are whole.

use super::rows::Rows;
use super::text;
use greenlight_json::Pointer;
use serde_json::{Map, Value};

/// A value of a file.
#[derive(Debug)]
pub(super) enum Held {
    /// As it is.
    Plain(Value),
    /// A list of records.
    Records(Rows),
    /// An object whose member `value` is a list of records; an empty list stands in their place.
    Wrapped(Map<String, Value>, Rows),
    /// A list of such objects.
    Pages(Vec<Held>),
}

impl Held {
    /// Packs a value: the records in an object, or in a list of such objects. The context is that of what it stands in.
    pub(super) fn of(value: Value, context: &str) -> Self {
        match value {
            Value::Object(mut object) => {
                let own = context_of(&object).unwrap_or(context).to_owned();
                match object.get_mut("value") {
                    Some(Value::Array(rows)) => {
                        let rows = Rows::packed(&own, std::mem::take(rows));
                        Self::Wrapped(object, rows)
                    }
                    _ => Self::Plain(Value::Object(object)),
                }
            }
            Value::Array(items) if !items.is_empty() && items.iter().all(is_wrapping) => {
                Self::Pages(items.into_iter().map(|item| Self::of(item, context)).collect())
            }
            Value::Array(items) => Self::Records(Rows::packed(context, items)),
            plain => Self::Plain(plain),
        }
    }

    /// Takes out what PowerShell cut off, and says where the first of it stood.
    pub(super) fn without_cuts(&mut self, at: &Pointer) -> Option<Pointer> {
        match self {
            Self::Plain(value) => text::without_cuts(value, at),
            Self::Records(rows) => rows.cut(at),
            Self::Wrapped(members, rows) => {
                let cut = |(name, value): (&String, &mut Value)| {
                    let at = at.clone().key(name);
                    if name == "value" { rows.cut(&at) } else { text::without_cuts(value, &at) }
                };
                members.iter_mut().filter_map(cut).reduce(|first, _| first)
            }
            Self::Pages(pages) => {
                let cut = |(index, page): (usize, &mut Self)| page.without_cuts(&at.clone().index(index));
                pages.iter_mut().enumerate().filter_map(cut).reduce(|first, _| first)
            }
        }
    }

    /// The value as it stood, but for members that were let go of.
    pub(super) fn unpacked(self) -> Value {
        let all = |rows: &Rows| Value::Array(rows.all().into_owned());
        match self {
            Self::Plain(value) => value,
            Self::Records(rows) => all(&rows),
            Self::Wrapped(mut members, rows) => {
                members.insert("value".to_owned(), all(&rows));
                Value::Object(members)
            }
            Self::Pages(pages) => Value::Array(pages.into_iter().map(Self::unpacked).collect()),
        }
    }
}

/// The values of a file, in turn.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// Those that are no records by themselves, each with its number.
    pub(super) held: Vec<(usize, Held)>,
    /// Records one a line: what a tool prints as JSON Lines is one list.
    pub(super) lines: Rows,
    /// Where PowerShell cut off what stands in such a record.
    pub(super) cuts: Vec<Pointer>,
    count: usize,
}

impl Values {
    /// Adds the next one.
    pub(super) fn push(&mut self, value: Held) {
        if self.count == 1
            && let Some((_, first)) = self.held.pop()
        {
            self.add(0, first);
        }
        if self.count == 0 {
            self.held.push((0, value));
        } else {
            self.add(self.count, value);
        }
        self.count += 1;
    }

    /// Adds one of several.
    fn add(&mut self, number: usize, value: Held) {
        match value {
            Held::Plain(Value::Object(record)) if !is_wrapped(&record) => {
                let mut record = Value::Object(record);
                self.cuts.extend(text::without_cuts(&mut record, &Pointer::ROOT.index(number)));
                self.lines.push(record, Some(""));
            }
            value => self.held.push((number, value)),
        }
    }

    /// Whether there are none.
    pub(super) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether there are several, and each stands below its number.
    pub(super) const fn are_several(&self) -> bool {
        self.count > 1
    }
}

/// Whether a value is an answer of its own, wrapped as services wrap them.
pub(super) fn is_wrapping(value: &Value) -> bool {
    value.get("value").is_some_and(Value::is_array)
}

fn is_wrapped(record: &Map<String, Value>) -> bool {
    ["value", "error", "responses"].iter().any(|name| record.contains_key(*name))
}

/// What an object says of itself that it is.
pub(super) fn context_of(object: &Map<String, Value>) -> Option<&str> {
    object.get("@odata.context").or_else(|| object.get("odata.metadata")).and_then(Value::as_str)
}

/// The text of a member.
pub(super) fn text_in<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v str> {
    object.get(name).and_then(Value::as_str)
}
