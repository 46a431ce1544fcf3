//! JSON to places: the text is the engine's own, only where each value stands is found out.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

use serde::de::IgnoredAny;

use super::{
    DEPTH_MAX, Document, Place, Source, Trouble, VALUES_MAX, duplicate_key, push_segment, too_deep, too_many,
};

pub(super) fn read(source: &Rc<Source>) -> Result<Document, Trouble> {
    // What is nested too deep for serde_json is for us too; afterwards the text is known to be JSON.
    if let Err(error) = serde_json::from_str::<IgnoredAny>(&source.text) {
        return Err(malformed(source, &error));
    }
    let mut scan = Scan { source, at: 0, pointer: String::new(), places: BTreeMap::new() };
    scan.value(None, 0)?;
    Ok(Document { source: Rc::clone(source), json: source.text.clone(), places: scan.places })
}

/// The text of an object with one field set; of anything else, the text as it was.
pub(super) fn with_field(source: Source, name: &str, value: &str) -> String {
    let source = Rc::new(source);
    let mut text = source.text.clone();
    let Ok(document) = read(&source) else { return text };
    let given = document.places.get(&format!("/{name}")).map(|place| place.value.clone());
    match (given, document.places.get("")) {
        (Some(range), _) => text.replace_range(range, value),
        (None, Some(whole)) if text.as_bytes().get(whole.value.start) == Some(&b'{') => {
            let comma = if document.places.len() > 1 { "," } else { "" };
            text.insert_str(whole.value.start + 1, &format!("\"{name}\":{value}{comma}"));
        }
        _ => {}
    }
    text
}

fn malformed(source: &Rc<Source>, error: &serde_json::Error) -> Trouble {
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
    Trouble::new("malformed", format!("this is not valid JSON: {what}"))
        .in_source(source)
        .mark(at..end, "")
        .help(help)
}

/// Goes once over a text that is known to be JSON.
struct Scan<'s> {
    source: &'s Rc<Source>,
    at: usize,
    pointer: String,
    places: BTreeMap<String, Place>,
}

impl Scan<'_> {
    fn value(&mut self, key: Option<Range<usize>>, depth: usize) -> Result<(), Trouble> {
        let start = self.peek_from();
        if depth > DEPTH_MAX {
            return Err(too_deep(self.source, start));
        }
        if self.places.len() > VALUES_MAX {
            return Err(too_many(self.source, start..start + 1));
        }
        let holds = match self.byte() {
            b'{' => {
                self.object(depth)?;
                true
            }
            b'[' => {
                self.array(depth)?;
                true
            }
            b'"' => {
                self.string();
                false
            }
            _ => {
                self.skip_while(|byte| !matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n'));
                false
            }
        };
        self.places.insert(self.pointer.clone(), Place { key, value: start..self.at, holds });
        Ok(())
    }

    fn object(&mut self, depth: usize) -> Result<(), Trouble> {
        let mut seen: HashMap<String, Range<usize>> = HashMap::new();
        self.at += 1;
        while self.peek() != b'}' {
            let range = self.string();
            let raw = self.source.text.get(range.clone()).unwrap_or_default();
            let key: String = serde_json::from_str(raw).unwrap_or_default();
            self.peek_from();
            self.at += 1;
            let length = self.pointer.len();
            push_segment(&mut self.pointer, &key);
            self.value(Some(range.clone()), depth + 1)?;
            self.pointer.truncate(length);
            if let Some(first) = seen.insert(key.clone(), range.clone()) {
                return Err(duplicate_key(self.source, &key, first, range));
            }
            if self.peek() == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        Ok(())
    }

    fn array(&mut self, depth: usize) -> Result<(), Trouble> {
        self.at += 1;
        let mut index = 0_usize;
        while self.peek() != b']' {
            let length = self.pointer.len();
            push_segment(&mut self.pointer, &index.to_string());
            self.value(None, depth + 1)?;
            self.pointer.truncate(length);
            index += 1;
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
