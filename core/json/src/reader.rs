//! A pull parser of JSON text (RFC 8259), value by value, without copies.
//!
//! Errors have the words and places of `serde_json`, whose users know them.

mod scalar;
mod string;

use crate::error::ParseError;
use crate::faults::Begin;
use crate::offset::ByteOffset;
use crate::phrases::fixed;
use std::borrow::Cow;
use string::plain_text;

/// Lists and objects within each other, at most.
const DEPTH_MAX: u32 = 127;

/// A text that is being read, and the value that was read last.
#[derive(Debug)]
pub struct Reader<'t> {
    pub(crate) text: &'t str,
    /// What is not read yet.
    rest: &'t [u8],
    /// Where the last value begins.
    begin: usize,
    /// Where it is written, a text without its quotation marks: from there, and how many bytes.
    written: (usize, usize),
    depth: u32,
    last: Kind,
    /// Its text, if that was written with escapes.
    unescaped: String,
    /// Values that are marked, and with which others.
    pub(crate) marks: Vec<(ByteOffset, ByteOffset)>,
    /// What is wrong with values behind which reading went on.
    pub(crate) faults: Vec<ParseError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Null,
    False,
    True,
    Number,
    Text,
    Escaped,
    List,
    Object,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Json<'r> {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(&'r str),
    /// A text.
    String(&'r str),
    /// A list; [`Reader::item`] reads its values.
    Array,
    /// An object; [`Reader::key`] reads its keys.
    Object,
}

impl<'t> Reader<'t> {
    /// At the beginning of a text, before its value.
    pub(crate) fn new(text: &'t str) -> Self {
        Self::at(text, ByteOffset(0))
    }

    /// Before the value that begins there.
    pub(crate) fn at(text: &'t str, place: ByteOffset) -> Self {
        Self {
            text,
            rest: text.as_bytes().get(place.0..).unwrap_or_default(),
            begin: 0,
            written: (0, 0),
            depth: 0,
            last: Kind::Null,
            unescaped: String::new(),
            marks: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// How many bytes are read.
    pub(crate) const fn read(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// What was read from there on.
    pub(crate) fn since(&self, place: ByteOffset) -> &'t str {
        self.text.get(place.0..self.read()).unwrap_or_default()
    }

    /// For how many more of what was read so often since a place to make room: as many again, and in a long text as many as its rest can hold.
    pub fn more(&self, since: ByteOffset, times: usize) -> usize {
        const LONG: usize = 1 << 20;
        let read = self.read().saturating_sub(since.0);
        if read < LONG {
            return times;
        }
        (self.rest.len() / (read / times.max(1)).max(1) + 1).clamp(times / 8, 2 * times)
    }

    /// Where the last value begins; after a key, where the value behind it does.
    pub const fn here(&self) -> ByteOffset {
        ByteOffset(self.begin)
    }

    /// The beginning of the last value.
    pub(crate) const fn begin(&self) -> Begin {
        Begin { offset: self.begin, depth: self.depth - (self.is_array() || self.is_object()) as u32 }
    }

    /// The beginning of the value that comes next.
    pub(crate) fn begin_of_next(&mut self) -> Begin {
        self.peek();
        Begin { offset: self.read(), depth: self.depth }
    }

    /// Goes back to the beginning of a value.
    pub(crate) fn go_back(&mut self, to: Begin) {
        self.rest = self.text.as_bytes().get(to.offset..).unwrap_or_default();
        self.depth = to.depth;
    }

    /// What the last value is.
    pub fn json(&self) -> Json<'_> {
        match self.last {
            Kind::Null => Json::Null,
            Kind::False => Json::Bool(false),
            Kind::True => Json::Bool(true),
            Kind::Number => Json::Number(self.written()),
            Kind::Text => Json::String(self.written()),
            Kind::Escaped => Json::String(&self.unescaped),
            Kind::List => Json::Array,
            Kind::Object => Json::Object,
        }
    }

    fn written(&self) -> &'t str {
        let (begin, length) = self.written;
        self.text.get(begin..begin + length).unwrap_or_default()
    }

    /// Whether the last value is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self.last, Kind::Null)
    }

    /// The last value as it is written, where it is a number.
    pub(crate) fn numeral(&self) -> Option<&'t str> {
        matches!(self.last, Kind::Number).then(|| self.written())
    }

    /// Whether the last value is a text.
    pub const fn is_string(&self) -> bool {
        matches!(self.last, Kind::Text | Kind::Escaped)
    }

    /// Whether the last value is a list.
    pub const fn is_array(&self) -> bool {
        matches!(self.last, Kind::List)
    }

    /// Whether the last value is an object.
    pub const fn is_object(&self) -> bool {
        matches!(self.last, Kind::Object)
    }

    /// The last key, or the last value where it is a text; else an empty one.
    pub fn word(&self) -> &str {
        match self.last {
            Kind::Text => self.written(),
            Kind::Escaped => &self.unescaped,
            _ => "",
        }
    }

    /// The letters of the last value or key, where it is a text; else none.
    #[inline]
    pub(crate) fn letters(&self) -> &[u8] {
        match self.last {
            Kind::Text => {
                let (begin, length) = self.written;
                self.text.as_bytes().get(begin..begin + length).unwrap_or_default()
            }
            Kind::Escaped => self.unescaped.as_bytes(),
            _ => &[],
        }
    }

    /// The last key, for longer than the reader stays there.
    pub(crate) fn key_read(&self) -> Cow<'t, str> {
        match self.last {
            Kind::Escaped => Cow::Owned(self.unescaped.clone()),
            _ => Cow::Borrowed(self.written()),
        }
    }

    /// Reads the next value; of a list or an object, that it begins.
    ///
    /// # Errors
    /// That the text is not JSON.
    pub fn value(&mut self) -> Result<(), ParseError> {
        self.value_here()
    }

    /// [`value`](Self::value) for the place where most are read.
    #[expect(clippy::inline_always, reason = "a call for every value costs as much as reading a short one")]
    #[inline(always)]
    pub(crate) fn value_here(&mut self) -> Result<(), ParseError> {
        self.begin = self.read();
        match self.rest {
            [b'"', ..] => self.string(),
            [b'{', ..] => self.open(Kind::Object),
            [b'[', ..] => self.open(Kind::List),
            [first, ..] if *first > b' ' => self.scalar(*first),
            _ => self.value_behind_spaces(),
        }
    }

    fn value_behind_spaces(&mut self) -> Result<(), ParseError> {
        match self.peek() {
            None => Err(self.before(fixed::EOF_VALUE)),
            Some(..=b' ') => Err(self.before(fixed::EXPECTED_VALUE)),
            Some(_) => self.value(),
        }
    }

    /// Reads the next key of an object, and goes behind its colon, if it stands here and nothing is escaped in it.
    #[inline]
    fn key_here(&mut self, first: &mut bool) -> Option<&'t [u8]> {
        let rest = match self.rest {
            [b',', rest @ ..] if !*first => rest,
            rest if *first => rest,
            _ => return None,
        };
        let (key, [b':', behind @ ..]) = plain_text(rest)? else { return None };
        *first = false;
        self.rest = behind;
        Some(key)
    }

    /// Reads the next of an object's names, of which it has no others, and goes before its value: its place among them; none at the end of
    /// the object. `first` must be true before the first.
    ///
    /// # Errors
    /// That the text is not JSON, or another name.
    #[inline]
    pub(crate) fn name(&mut self, first: &mut bool, names: &[&str]) -> Result<Option<usize>, ParseError> {
        let key = match self.key_here(first) {
            Some(key) => key,
            None if self.rest.first() == Some(&b'}') => return Ok(self.close().then_some(0)),
            None if self.key(first)? => self.letters(),
            None => return Ok(None),
        };
        if let Some(place) = names.iter().position(|name| name.as_bytes() == key) {
            return Ok(Some(place));
        }
        let key = str::from_utf8(key).unwrap_or_default().to_owned();
        Err(ByteOffset(self.begin_of_next().offset).unknown_field(&key, names))
    }

    /// Reads the next value of a list, if there is one, else its end; `first` must be true before the first.
    ///
    /// # Errors
    /// That the text is not JSON.
    pub fn item(&mut self, first: &mut bool) -> Result<bool, ParseError> {
        // As most lists go on.
        if let [b',', rest @ ..] = self.rest
            && matches!(rest, [b'"' | b'{', ..])
            && !*first
        {
            self.rest = rest;
            return self.value().map(|()| true);
        }
        match self.peek() {
            None => return Err(self.before(fixed::EOF_LIST)),
            Some(b']') => return Ok(self.close()),
            Some(_) if *first => *first = false,
            Some(b',') => {
                self.skip();
                if self.peek() == Some(b']') {
                    return Err(self.before(fixed::TRAILING_COMMA));
                }
            }
            Some(_) => return Err(self.before(fixed::EXPECTED_ITEM)),
        }
        self.value().map(|()| true)
    }

    /// Reads the next key of an object and goes before its value, if there is one, else its end; `first` must be true before the first.
    ///
    /// # Errors
    /// That the text is not JSON.
    pub fn key(&mut self, first: &mut bool) -> Result<bool, ParseError> {
        if let Some(key) = self.key_here(first) {
            self.last = Kind::Text;
            self.written = (self.read() - 2 - key.len(), key.len());
        } else {
            if !self.goes_on(first)? {
                return Ok(false);
            }
            self.string()?;
            self.colon()?;
        }
        self.peek();
        self.begin = self.read();
        Ok(true)
    }

    /// Whether an object goes on with a key; goes there, else behind the object.
    fn goes_on(&mut self, first: &mut bool) -> Result<bool, ParseError> {
        match self.peek() {
            None => return Err(self.before(fixed::EOF_OBJECT)),
            Some(b'}') => return Ok(self.close()),
            Some(_) if *first => *first = false,
            Some(b',') => {
                self.skip();
                match self.peek() {
                    None => return Err(self.before(fixed::EOF_VALUE)),
                    Some(b'}') => return Err(self.before(fixed::TRAILING_COMMA)),
                    Some(_) => {}
                }
            }
            Some(_) => return Err(self.before(fixed::EXPECTED_FIELD)),
        }
        if self.byte() == Some(b'"') { Ok(true) } else { Err(self.before(fixed::KEY_IS_TEXT)) }
    }

    /// Goes from a key to its value.
    fn colon(&mut self) -> Result<(), ParseError> {
        match self.peek() {
            Some(b':') => self.skip(),
            Some(_) => return Err(self.before(fixed::EXPECTED_COLON)),
            None => return Err(self.before(fixed::EOF_OBJECT)),
        }
        self.peek();
        Ok(())
    }

    /// Holds that nothing follows.
    pub(crate) fn end(&mut self) -> Result<(), ParseError> {
        if self.peek().is_none() { Ok(()) } else { Err(self.before(fixed::TRAILING_CHARACTERS)) }
    }

    fn open(&mut self, kind: Kind) -> Result<(), ParseError> {
        if self.depth == DEPTH_MAX {
            return Err(self.before(fixed::TOO_DEEP));
        }
        self.depth += 1;
        self.skip();
        self.last = kind;
        Ok(())
    }

    fn close(&mut self) -> bool {
        self.skip();
        self.depth -= 1;
        false
    }

    fn byte(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.byte()?;
        self.skip();
        Some(byte)
    }

    /// Goes behind the next byte.
    fn skip(&mut self) {
        if let [_, rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// The next byte that is no space, without reading it.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.skip(),
                other => return other,
            }
        }
    }
}
