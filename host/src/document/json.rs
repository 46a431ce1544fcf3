//! JSON to places: the text is the engine's own, only where each value stands is found out.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::de::IgnoredAny;

use super::places::{Key, Kind};
use super::{CliError, DEPTH_MAX, Document, Places, SourceText, duplicate_key, too_deep};

pub(super) fn read(source: &Arc<SourceText>) -> Result<Document, CliError> {
    // What is nested too deep for serde_json is for us too; afterwards the text is known to be JSON.
    if let Err(error) = serde_json::from_str::<IgnoredAny>(&source.text) {
        return Err(malformed(source, &error));
    }
    let mut scan = Scan { source, at: 0, places: Places::default() };
    let kind = scan.value(None, 0)?;
    let places = scan.places;
    let fields = places.fields().map(|(name, range)| (name.to_owned(), range)).collect();
    let fields = (kind == Kind::Mapping).then_some(fields);
    Ok(Document::new(Arc::clone(source), None, places, fields))
}

fn malformed(source: &Arc<SourceText>, error: &serde_json::Error) -> CliError {
    let line_start =
        source.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let mut at = (line_start + error.column().saturating_sub(1)).min(source.text.len().saturating_sub(1));
    while !source.text.is_char_boundary(at) {
        at -= 1;
    }
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    if what == "recursion limit exceeded" {
        return too_deep(source, at);
    }
    let what = what.replace("EOF while parsing", "the text ends within");
    let help = if error.is_eof() {
        "the end of the document is missing; is the file complete?"
    } else {
        "look for a missing comma, quote or bracket just before this place"
    };
    let end = source.text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
    CliError::new("malformed", format!("this is not valid JSON: {what}"))
        .in_source(source)
        .mark(at..end, "")
        .help(help)
}

/// Goes once over a text that is known to be JSON.
struct Scan<'s> {
    source: &'s Arc<SourceText>,
    at: usize,
    places: Places,
}

impl Scan<'_> {
    fn value(&mut self, key: Option<&Key>, depth: usize) -> Result<Kind, CliError> {
        let start = self.peek_from();
        if depth > DEPTH_MAX {
            return Err(too_deep(self.source, start));
        }
        let number = self.places.begin(key);
        let kind = match self.byte() {
            b'{' => {
                self.object(depth)?;
                Kind::Mapping
            }
            b'[' => {
                self.array(depth)?;
                Kind::List
            }
            b'"' => {
                self.string();
                Kind::Single
            }
            _ => {
                self.skip_while(|byte| !matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n'));
                Kind::Single
            }
        };
        self.places.end(number, start..self.at, kind);
        Ok(kind)
    }

    fn object(&mut self, depth: usize) -> Result<(), CliError> {
        let mut seen: HashMap<u32, Range<usize>> = HashMap::new();
        self.at += 1;
        while self.peek() != b'}' {
            let range = self.string();
            let source = self.source;
            let raw = source.text.get(range.clone()).unwrap_or_default();
            let name: Cow<'_, str> = match raw.get(1..raw.len().saturating_sub(1)) {
                Some(plain) if !plain.contains('\\') => plain.into(),
                _ => serde_json::from_str::<String>(raw).unwrap_or_default().into(),
            };
            let key = (self.places.name(&name), range);
            self.peek_from();
            self.at += 1;
            self.value(Some(&key), depth + 1)?;
            let (number, range) = key;
            if let Some(first) = seen.insert(number, range.clone()) {
                return Err(duplicate_key(self.source, &name, first, range));
            }
            if self.peek() == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        Ok(())
    }

    fn array(&mut self, depth: usize) -> Result<(), CliError> {
        self.at += 1;
        while self.peek() != b']' {
            self.value(None, depth + 1)?;
            if self.peek() == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        Ok(())
    }

    /// Steps over a string and returns its range, quotes included.
    fn string(&mut self) -> Range<usize> {
        let start = self.peek_from();
        self.at += 1;
        loop {
            self.skip_while(|byte| !matches!(byte, b'"' | b'\\'));
            if self.byte() != b'\\' {
                break;
            }
            self.at += 2;
        }
        self.at += 1;
        start..self.at
    }

    fn peek(&mut self) -> u8 {
        self.peek_from();
        self.byte()
    }

    /// Steps over white space and returns where that ends.
    fn peek_from(&mut self) -> usize {
        self.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        self.at
    }

    fn skip_while(&mut self, goes_on: impl Fn(u8) -> bool) {
        let rest = self.source.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|&byte| !goes_on(byte)).unwrap_or(rest.len());
    }

    /// The byte we stand at; the end reads as the end of everything open, so that no loop outlives the text.
    fn byte(&self) -> u8 {
        self.source.text.as_bytes().get(self.at).copied().unwrap_or(b'}')
    }
}
