//! TOML to JSON text and places.

use std::fmt::Write as _;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::places::{Key, Kind};
use super::{CliError, DEPTH_MAX, Document, Places, SourceText, too_deep};

pub(super) fn read(source: &Arc<SourceText>) -> Result<Document, CliError> {
    if let Some(at) = endless_key(&source.text) {
        return Err(too_deep(source, at));
    }
    let parsed = DeTable::parse(&source.text).map_err(|error| malformed(source, &error))?;
    let mut writer = Writer { source, json: String::new(), places: Places::default(), depth: 0 };
    let whole = parsed.span();
    let number = writer.places.begin(None);
    writer.table(parsed.get_ref(), whole.start)?;
    writer.places.end(number, whole, Kind::Mapping);
    let Writer { json, places, .. } = writer;
    Ok(Document::new(Arc::clone(source), Some(json), places, None))
}

/// A line with more points than values may be deep: the parser takes each for a level, and does not count them.
fn endless_key(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.bytes().filter(|byte| *byte == b'.').count() > DEPTH_MAX {
            return Some(start);
        }
        start += line.len();
    }
    None
}

fn malformed(source: &Arc<SourceText>, error: &toml::de::Error) -> CliError {
    let at = error.span().unwrap_or(source.text.len()..source.text.len());
    CliError::new("malformed", format!("this is not valid TOML: {}", error.message()))
        .in_source(source)
        .mark(at, "")
        .help("texts stand in quotes, dates and numbers do not; each key is given once")
}

/// Writes JSON, and notes where each value stands.
struct Writer<'s> {
    source: &'s Arc<SourceText>,
    json: String,
    places: Places,
    depth: usize,
}

impl Writer<'_> {
    fn value(&mut self, value: &Spanned<DeValue<'_>>, key: Option<&Key>) -> Result<(), CliError> {
        let span = value.span();
        let number = self.places.begin(key);
        let mut kind = Kind::Single;
        match value.get_ref() {
            DeValue::String(text) => self.text(text),
            DeValue::Datetime(date) => self.text(&date.to_string()),
            DeValue::Boolean(truth) => {
                let _ = write!(self.json, "{truth}");
            }
            DeValue::Integer(number) => self.integer(number),
            DeValue::Float(number) => self.float(number.as_str()),
            DeValue::Array(items) => {
                kind = Kind::List;
                self.array(items, span.start)?;
            }
            DeValue::Table(table) => {
                kind = Kind::Mapping;
                self.table(table, span.start)?;
            }
        }
        self.places.end(number, span, kind);
        Ok(())
    }

    fn table(&mut self, table: &DeTable<'_>, at: usize) -> Result<(), CliError> {
        self.deeper(at)?;
        self.json.push('{');
        for (index, (key, value)) in table.iter().enumerate() {
            if index > 0 {
                self.json.push(',');
            }
            self.text(key.get_ref());
            self.json.push(':');
            let named = (self.places.name(key.get_ref()), key.span());
            self.value(value, Some(&named))?;
        }
        self.json.push('}');
        self.depth -= 1;
        Ok(())
    }

    fn array(&mut self, items: &[Spanned<DeValue<'_>>], at: usize) -> Result<(), CliError> {
        self.deeper(at)?;
        self.json.push('[');
        for (index, value) in items.iter().enumerate() {
            if index > 0 {
                self.json.push(',');
            }
            self.value(value, None)?;
        }
        self.json.push(']');
        self.depth -= 1;
        Ok(())
    }

    fn deeper(&mut self, at: usize) -> Result<(), CliError> {
        self.depth += 1;
        if self.depth > DEPTH_MAX { Err(too_deep(self.source, at)) } else { Ok(()) }
    }

    fn text(&mut self, text: &str) {
        let _ = write!(self.json, "{}", serde_json::Value::from(text));
    }

    /// A whole number in JSON's spelling; one too great for us is left to the engine to refuse.
    fn integer(&mut self, number: &DeInteger<'_>) {
        match i128::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => {
                let _ = write!(self.json, "{number}");
            }
            Err(_) => self.text(number.as_str()),
        }
    }

    /// A fraction in JSON's spelling; what JSON has no word for, such as `nan`, is left to the engine to refuse.
    fn float(&mut self, number: &str) {
        match number.parse::<f64>().ok().and_then(serde_json::Number::from_f64) {
            Some(number) => {
                let _ = write!(self.json, "{number}");
            }
            None => self.text(number),
        }
    }
}
