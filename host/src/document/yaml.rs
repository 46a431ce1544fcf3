//! YAML to JSON text and places, in one pass over the text; YAML 1.2, core schema.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

mod scalar;

use scalar::{is_unspecific, no_meaning, quote, scalar};

use super::places::{Key, Kind};
use super::{CliError, DEPTH_MAX, Document, Places, SourceText, duplicate_key, too_deep, too_many};
use crate::limits::{expanded_bytes_max, values_max};

pub(super) fn read(source: &Arc<SourceText>) -> Vec<Result<Document, CliError>> {
    let mut reader = Reader {
        source,
        parser: Parser::new_from_str(&source.text),
        cursor: Cursor { text: &source.text, chars: 0, byte: 0 },
    };
    let mut documents = Vec::new();
    loop {
        match reader.next_document() {
            Ok(Next::Document(document)) => documents.push(Ok(*document)),
            Ok(Next::Nothing) => {}
            Ok(Next::End) => break,
            Err(trouble) => {
                documents.push(Err(trouble));
                break;
            }
        }
    }
    if documents.is_empty() {
        documents.push(Err(CliError::new("empty", format!("`{}` holds no document", source.name))
            .named(&source.name)
            .help("`greenlight init` writes a case and a scenario to start from")));
    }
    documents
}

type Located<'s> = (Event<'s>, Range<usize>);

/// What stands between two `---` when nothing does.
fn is_nothing(event: &Event<'_>) -> bool {
    matches!(event, Event::Scalar(text, ScalarStyle::Plain, ..) if text.is_empty())
}

/// What comes next in a stream of documents.
enum Next {
    Document(Box<Document>),
    /// A document in which nothing stands.
    Nothing,
    End,
}

/// Pulls one event after the other.
struct Reader<'s> {
    source: &'s Arc<SourceText>,
    parser: Parser<'s, StrInput<'s>>,
    cursor: Cursor<'s>,
}

impl<'s> Reader<'s> {
    /// The next document.
    fn next_document(&mut self) -> Result<Next, CliError> {
        let source = Arc::clone(self.source);
        let mut composer = Composer::new(self);
        loop {
            let (event, range) = composer.pull()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) => {}
                Event::StreamEnd | Event::Nothing => return Ok(Next::End),
                Event::DocumentEnd => return Ok(Next::Nothing),
                event if is_nothing(&event) => {}
                event => {
                    let written = composer.value((event, range), None, 0)?;
                    while !matches!(
                        composer.pull()?.0,
                        Event::DocumentEnd | Event::StreamEnd | Event::Nothing
                    ) {}
                    let fields = (written.kind == Kind::Mapping).then_some(composer.fields);
                    let (json, places) = (Some(composer.json), composer.places);
                    let document = Document::new(source, json, places, fields);
                    return Ok(Next::Document(Box::new(document)));
                }
            }
        }
    }

    /// The next event; at the end of the text, again and again that nothing comes.
    fn pull(&mut self) -> Result<Located<'s>, CliError> {
        match self.parser.next_event() {
            None => Ok((Event::Nothing, self.source.text.len()..self.source.text.len())),
            Some(Err(error)) => Err(self.malformed(&error)),
            Some(Ok((event, span))) => {
                let range = self.cursor.seek(span.start.index())..self.cursor.after(span.len());
                Ok((event, range))
            }
        }
    }

    fn malformed(&mut self, error: &ScanError) -> CliError {
        let at = self.cursor.seek(error.marker().index());
        let end = self.cursor.after(1);
        // The scanner reads ahead in flow style, and gives up before we see the depth.
        if error.info() == "recursion limit exceeded" {
            return too_deep(self.source, at);
        }
        let help = if self.source.is_json_lines() {
            "where each line is a case of its own, `check --lines` judges them, as it does those of a `.jsonl` file"
        } else {
            "check the indentation (spaces, no tabs), the brackets and the quotes here and on the line before"
        };
        CliError::new("malformed", format!("this is not valid YAML: {}", error.info()))
            .in_source(self.source)
            .mark(at..end, "")
            .help(help)
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

/// Writes one document as JSON while it is read.
struct Composer<'r, 's> {
    reader: &'r mut Reader<'s>,
    /// Values that were written, aliases expanded.
    values: usize,
    json: String,
    places: Places,
    fields: Vec<(String, Range<usize>)>,
    /// Anchor → what it names, `None` while that is being read.
    anchors: HashMap<usize, Option<Anchor>>,
}

/// A value that can be written again.
#[derive(Clone)]
struct Anchor {
    json: Range<usize>,
    values: usize,
    written: Node,
}

/// A value that was written.
#[derive(Clone, Copy)]
struct Node {
    place: u32,
    kind: Kind,
    /// How deep values are nested in it.
    height: usize,
}

impl<'r, 's> Composer<'r, 's> {
    fn new(reader: &'r mut Reader<'s>) -> Self {
        Self {
            reader,
            values: 0,
            json: String::new(),
            places: Places::default(),
            fields: Vec::new(),
            anchors: HashMap::new(),
        }
    }

    fn pull(&mut self) -> Result<Located<'s>, CliError> {
        self.reader.pull()
    }

    fn source(&self) -> &'s Arc<SourceText> {
        self.reader.source
    }

    /// Writes the value that begins with an event, and reads to its end.
    fn value(&mut self, begin: Located<'s>, key: Option<&Key>, depth: usize) -> Result<Node, CliError> {
        let (event, range) = begin;
        let (values, start) = (self.values, self.json.len());
        self.room(1, 0, depth, &range)?;
        let anchor = match &event {
            Event::Scalar(_, _, id, _) | Event::SequenceStart(id, _) | Event::MappingStart(id, _) => *id,
            Event::Alias(id) => return self.again(*id, range, key, depth),
            _ => 0,
        };
        if anchor > 0 {
            self.anchors.insert(anchor, None);
        }
        let place = self.places.begin(key);
        let (kind, height) = match event {
            Event::MappingStart(_, tag) => {
                self.held(tag.as_deref(), "map", &range)?;
                (Kind::Mapping, self.mapping(depth)?)
            }
            Event::SequenceStart(_, tag) => {
                self.held(tag.as_deref(), "seq", &range)?;
                (Kind::List, self.sequence(depth)?)
            }
            Event::Scalar(text, style, _, tag) => {
                let json =
                    scalar(&text, style, tag.as_deref()).map_err(|what| self.odd(what, range.clone()))?;
                self.json.push_str(&json);
                (Kind::Single, 0)
            }
            _ => (Kind::Single, 0),
        };
        self.places.end(place, trimmed(&self.source().text, range), kind);
        let written = Node { place, kind, height };
        if anchor > 0 {
            let (json, values) = (start..self.json.len(), self.values - values);
            self.anchors.insert(anchor, Some(Anchor { json, values, written }));
        }
        Ok(written)
    }

    /// Writes what an alias names once more.
    fn again(
        &mut self,
        id: usize,
        range: Range<usize>,
        key: Option<&Key>,
        depth: usize,
    ) -> Result<Node, CliError> {
        let Anchor { json, values, written } = match self.anchors.get(&id) {
            Some(Some(anchor)) => anchor.clone(),
            // An alias inside its own anchor is endless.
            Some(None) => return Err(too_deep(self.source(), range.start)),
            None => {
                return Err(CliError::new("malformed", "this alias names an anchor of another document")
                    .in_source(self.source())
                    .mark(range, "")
                    .help("define the anchor (`&name`) in this document"));
            }
        };
        self.room(values, json.len(), depth + written.height, &range)?;
        self.json.extend_from_within(json);
        let place = self.places.begin(key);
        self.places.end(place, range, Kind::Alias(written.place));
        Ok(Node { place, ..written })
    }

    /// Holds that so much more may be written.
    fn room(
        &mut self,
        values: usize,
        bytes: usize,
        depth: usize,
        range: &Range<usize>,
    ) -> Result<(), CliError> {
        if depth > DEPTH_MAX {
            return Err(too_deep(self.source(), range.start));
        }
        self.values += values;
        let length = self.source().text.len();
        if self.values > values_max(length) || self.json.len() + bytes > expanded_bytes_max(length) {
            return Err(too_many(self.source(), range.clone()));
        }
        Ok(())
    }

    /// Writes a mapping to its end, and tells how deep values are nested in it.
    fn mapping(&mut self, depth: usize) -> Result<usize, CliError> {
        let mut seen: HashMap<u32, Range<usize>> = HashMap::new();
        let mut height = 0;
        self.json.push('{');
        loop {
            let (name, range) = match self.pull()? {
                (Event::MappingEnd | Event::Nothing | Event::StreamEnd, _) => {
                    self.json.push('}');
                    return Ok(height);
                }
                (Event::Scalar(name, _, _, tag), range) => {
                    self.held(tag.as_deref(), "str", &range)?;
                    (name, trimmed(&self.source().text, range))
                }
                (event, range) => return Err(self.odd_key(&event, range, depth)),
            };
            let key = (self.places.name(&name), range.clone());
            if let Some(first) = seen.insert(key.0, range.clone()) {
                return Err(duplicate_key(self.source(), &name, first, range));
            }
            if seen.len() > 1 {
                self.json.push(',');
            }
            quote(&mut self.json, &name);
            self.json.push(':');
            let (value, start) = (self.pull()?, self.json.len());
            height = height.max(1 + self.value(value, Some(&key), depth + 1)?.height);
            if depth == 0 {
                self.fields.push((name.into_owned(), start..self.json.len()));
            }
        }
    }

    /// Writes a list to its end, likewise.
    fn sequence(&mut self, depth: usize) -> Result<usize, CliError> {
        let (mut height, mut first) = (0, true);
        self.json.push('[');
        loop {
            let item = self.pull()?;
            if let (Event::SequenceEnd | Event::Nothing | Event::StreamEnd, _) = item {
                self.json.push(']');
                return Ok(height);
            }
            if !std::mem::take(&mut first) {
                self.json.push(',');
            }
            height = height.max(1 + self.value(item, None, depth + 1)?.height);
        }
    }

    /// What is wrong with a key that is no scalar; one without end is too deep.
    fn odd_key(&mut self, event: &Event<'_>, range: Range<usize>, depth: usize) -> CliError {
        let mut open = usize::from(matches!(event, Event::MappingStart(..) | Event::SequenceStart(..)));
        while open > 0 {
            match self.pull() {
                Err(trouble) => return trouble,
                Ok((Event::MappingStart(..) | Event::SequenceStart(..), _)) => open += 1,
                Ok((Event::MappingEnd | Event::SequenceEnd, _)) => open -= 1,
                Ok((Event::StreamEnd | Event::Nothing, _)) => break,
                Ok(_) => {}
            }
            if depth + open > DEPTH_MAX {
                return too_deep(self.source(), range.start);
            }
        }
        CliError::new("malformed", "a key must be plain text")
            .in_source(self.source())
            .mark(range, "")
            .help("write `name: value`; a list or mapping can only stand after the colon")
    }

    /// Holds that a tag says no more than what is seen anyway.
    fn held(&self, tag: Option<&Tag>, kind: &str, range: &Range<usize>) -> Result<(), CliError> {
        let plain =
            tag.is_none_or(|tag| is_unspecific(tag) || (tag.is_yaml_core_schema() && tag.suffix == kind));
        if plain { Ok(()) } else { Err(self.odd(tag.map(no_meaning).unwrap_or_default(), range.clone())) }
    }

    fn odd(&self, what: String, range: Range<usize>) -> CliError {
        CliError::new("malformed", what)
            .in_source(self.source())
            .mark(range, "")
            .help("write a plain number, or put the value in quotes if it is text; leave tags (`!name`) out")
    }
}

/// The range without white space at its end, which plain scalars of several lines may carry.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let length = text.get(range.clone()).map_or(range.len(), |shown| shown.trim_end().len());
    range.start..range.start + length
}
