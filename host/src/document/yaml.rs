//! YAML to JSON text and places, in one pass over the parser's events; YAML 1.2, core schema.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::ops::Range;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

use super::{
    DEPTH_MAX, Document, JSON_BYTES_MAX, Place, Source, Trouble, VALUES_MAX, duplicate_key, push_segment,
    too_deep, too_many,
};

pub(super) fn read(source: &Rc<Source>) -> Vec<Result<Document, Trouble>> {
    let mut reader = Reader {
        source,
        parser: Parser::new_from_str(&source.text),
        cursor: Cursor { text: &source.text, chars: 0, byte: 0 },
    };
    let mut documents = Vec::new();
    loop {
        match reader.next_document() {
            Ok(Some(events)) if is_nothing(&events) => {}
            Ok(Some(events)) => match compose(source, &events) {
                Ok(document) => documents.push(Ok(document)),
                Err(trouble) => {
                    documents.push(Err(trouble));
                    break;
                }
            },
            Ok(None) => break,
            Err(trouble) => {
                documents.push(Err(trouble));
                break;
            }
        }
    }
    if documents.is_empty() {
        documents.push(Err(Trouble::new("empty", format!("`{}` holds no document", source.name))
            .named(&source.name)
            .help("`greenlight init` writes a case and a scenario to start from")));
    }
    documents
}

type Located<'s> = (Event<'s>, Range<usize>);

/// What stands between two `---` when nothing does.
fn is_nothing(events: &[Located<'_>]) -> bool {
    matches!(events, [(Event::Scalar(text, ScalarStyle::Plain, ..), _)] if text.is_empty())
}

/// Pulls the events of one document at a time, and stops at once where a limit is passed.
struct Reader<'s> {
    source: &'s Rc<Source>,
    parser: Parser<'s, StrInput<'s>>,
    cursor: Cursor<'s>,
}

impl<'s> Reader<'s> {
    fn next_document(&mut self) -> Result<Option<Vec<Located<'s>>>, Trouble> {
        let mut events = Vec::new();
        let mut depth = 0_usize;
        while let Some(next) = self.parser.next_event() {
            let (event, span) = next.map_err(|error| self.malformed(&error))?;
            let range = self.cursor.seek(span.start.index())..self.cursor.after(span.len());
            match &event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => continue,
                Event::DocumentEnd => return Ok(Some(events)),
                Event::StreamEnd => return Ok(None),
                Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
                Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
                Event::Scalar(..) | Event::Alias(_) => {}
            }
            if depth > DEPTH_MAX {
                return Err(too_deep(self.source, range.start));
            }
            if events.len() > 2 * VALUES_MAX {
                return Err(too_many(self.source, range));
            }
            events.push((event, range));
        }
        Ok(None)
    }

    fn malformed(&mut self, error: &ScanError) -> Trouble {
        let at = self.cursor.seek(error.marker().index());
        let end = self.cursor.after(1);
        // The scanner reads ahead in flow style, and gives up before we see the depth.
        if error.info() == "recursion limit exceeded" {
            return too_deep(self.source, at);
        }
        Trouble::new("malformed", format!("this is not valid YAML: {}", error.info()))
            .in_source(self.source)
            .mark(at..end, "")
            .help("check the indentation (spaces, no tabs), the brackets and the quotes here and on the line before")
    }
}

/// Turns the parser's counts of characters into bytes; cheap because they hardly ever go back.
struct Cursor<'s> {
    text: &'s str,
    chars: usize,
    byte: usize,
}

impl Cursor<'_> {
    fn seek(&mut self, chars: usize) -> usize {
        while self.chars < chars {
            let Some(c) = self.text.get(self.byte..).and_then(|rest| rest.chars().next()) else {
                break;
            };
            self.byte += c.len_utf8();
            self.chars += 1;
        }
        while self.chars > chars {
            let Some(c) = self.text.get(..self.byte).and_then(|rest| rest.chars().next_back()) else {
                break;
            };
            self.byte -= c.len_utf8();
            self.chars -= 1;
        }
        self.byte
    }

    /// The byte so many characters after this one.
    fn after(&self, chars: usize) -> usize {
        let rest = self.text.get(self.byte..).unwrap_or_default();
        self.byte + rest.chars().take(chars).map(char::len_utf8).sum::<usize>()
    }
}

fn compose(source: &Rc<Source>, events: &[Located<'_>]) -> Result<Document, Trouble> {
    let anchors = events.iter().enumerate().filter_map(|(index, (event, _))| match event {
        Event::Scalar(_, _, id, _) | Event::SequenceStart(id, _) | Event::MappingStart(id, _) if *id > 0 => {
            Some((*id, index))
        }
        _ => None,
    });
    let mut composer = Composer {
        source,
        events,
        anchors: anchors.collect(),
        values: 0,
        pointer: String::new(),
        json: String::new(),
        places: BTreeMap::new(),
    };
    composer.value(0, None, 0)?;
    Ok(Document { source: Rc::clone(source), json: composer.json, places: composer.places })
}

struct Composer<'e, 's> {
    source: &'e Rc<Source>,
    events: &'e [Located<'s>],
    /// Anchor → the event it names.
    anchors: HashMap<usize, usize>,
    values: usize,
    pointer: String,
    json: String,
    places: BTreeMap<String, Place>,
}

impl<'e, 's> Composer<'e, 's> {
    /// Writes the value that begins at an event and returns the event after it.
    fn value(&mut self, index: usize, key: Option<Range<usize>>, depth: usize) -> Result<usize, Trouble> {
        let Some((event, range)) = self.event(index) else {
            return Ok(index);
        };
        self.values += 1;
        // An alias inside its own anchor is endless, and ends here.
        if depth > DEPTH_MAX {
            return Err(too_deep(self.source, range.start));
        }
        if self.values > VALUES_MAX || self.json.len() > JSON_BYTES_MAX {
            return Err(too_many(self.source, range.clone()));
        }
        let (holds, next) = match event {
            Event::Alias(id) => {
                let Some(&target) = self.anchors.get(id) else {
                    return Err(Trouble::new("malformed", "this alias names an anchor of another document")
                        .in_source(self.source)
                        .mark(range.clone(), "")
                        .help("define the anchor (`&name`) in this document"));
                };
                self.value(target, key, depth + 1)?;
                return Ok(index + 1);
            }
            Event::MappingStart(..) => (true, self.mapping(index + 1, depth)?),
            Event::SequenceStart(..) => (true, self.sequence(index + 1, depth)?),
            Event::Scalar(text, style, _, tag) => {
                let json = scalar(text, *style, tag.as_deref()).map_err(|what| {
                    Trouble::new("malformed", what)
                        .in_source(self.source)
                        .mark(range.clone(), "")
                        .help("write a plain number, or put the value in quotes if it is text")
                })?;
                self.json.push_str(&json);
                (false, index + 1)
            }
            _ => return Ok(index + 1),
        };
        let value = trimmed(&self.source.text, range.clone());
        self.places.insert(self.pointer.clone(), Place { key, value, holds });
        Ok(next)
    }

    fn mapping(&mut self, first: usize, depth: usize) -> Result<usize, Trouble> {
        let mut seen: HashMap<&'e str, Range<usize>> = HashMap::new();
        let mut index = first;
        self.json.push('{');
        loop {
            let (key, range) = match self.event(index) {
                None | Some((Event::MappingEnd, _)) => break,
                Some((Event::Scalar(key, ..), range)) => {
                    (key.as_ref(), trimmed(&self.source.text, range.clone()))
                }
                Some((_, range)) => return Err(self.odd_key(range.clone())),
            };
            if let Some(first) = seen.insert(key, range.clone()) {
                return Err(duplicate_key(self.source, key, first, range));
            }
            if index > first {
                self.json.push(',');
            }
            self.json.push_str(&quoted(key));
            self.json.push(':');
            let length = self.pointer.len();
            push_segment(&mut self.pointer, key);
            index = self.value(index + 1, Some(range), depth + 1)?;
            self.pointer.truncate(length);
        }
        self.json.push('}');
        Ok(index + 1)
    }

    fn sequence(&mut self, first: usize, depth: usize) -> Result<usize, Trouble> {
        let mut index = first;
        let mut items = 0_usize;
        self.json.push('[');
        while !matches!(self.event(index), None | Some((Event::SequenceEnd, _))) {
            if items > 0 {
                self.json.push(',');
            }
            let length = self.pointer.len();
            push_segment(&mut self.pointer, &items.to_string());
            index = self.value(index, None, depth + 1)?;
            self.pointer.truncate(length);
            items += 1;
        }
        self.json.push(']');
        Ok(index + 1)
    }

    fn odd_key(&self, range: Range<usize>) -> Trouble {
        Trouble::new("malformed", "a key must be plain text")
            .in_source(self.source)
            .mark(range, "")
            .help("write `name: value`; a list or mapping can only stand after the colon")
    }

    fn event(&self, index: usize) -> Option<&'e Located<'s>> {
        self.events.get(index)
    }
}

/// The range without white space at its end, which plain scalars of several lines may carry.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let length = text.get(range.clone()).map_or(range.len(), |shown| shown.trim_end().len());
    range.start..range.start + length
}

/// A scalar as JSON, by the core schema of YAML 1.2: `NO` and `2024-01-24` are text.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<String, String> {
    let core = tag.filter(|tag| tag.is_yaml_core_schema()).map(|tag| tag.suffix.as_str());
    match core {
        Some("str") => return Ok(quoted(text)),
        _ if style != ScalarStyle::Plain
            || tag.is_some_and(|tag| tag.handle.is_empty() && tag.suffix == "!") =>
        {
            return Ok(quoted(text));
        }
        _ => {}
    }
    Ok(match text {
        "" | "~" | "null" | "Null" | "NULL" => "null".to_owned(),
        "true" | "True" | "TRUE" => "true".to_owned(),
        "false" | "False" | "FALSE" => "false".to_owned(),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" | "-.inf" | "-.Inf" | "-.INF" | ".nan"
        | ".NaN" | ".NAN" => {
            return Err(format!("`{text}` is not a number that a document can hold"));
        }
        _ => number(text).map_or_else(|| quoted(text), Cow::into_owned),
    })
}

/// A number in the spelling of JSON, with all the digits that were written.
fn number(text: &str) -> Option<Cow<'_, str>> {
    let first = text.trim_start_matches(['+', '-']).chars().next()?;
    if !(first.is_ascii_digit() || first == '.') {
        return None;
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return i64::from_str_radix(hex, 16).ok().map(|n| n.to_string().into());
    }
    if let Some(octal) = text.strip_prefix("0o") {
        return i64::from_str_radix(octal, 8).ok().map(|n| n.to_string().into());
    }
    if serde_json::from_str::<serde_json::Number>(text).is_ok() {
        return Some(text.into());
    }
    if let Ok(integer) = text.parse::<i128>() {
        return Some(integer.to_string().into());
    }
    // What is left is a fraction in a spelling that JSON lacks: `.5`, `+1.5`, `1.`.
    text.parse::<f64>().ok().filter(|float| float.is_finite()).map(|float| float.to_string().into())
}

fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            c if c < ' ' => {
                let _ = write!(json, "\\u{:04x}", u32::from(c));
            }
            c => json.push(c),
        }
    }
    json.push('"');
    json
}
