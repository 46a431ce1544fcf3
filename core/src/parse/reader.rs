//! A JSON text (RFC 8259), value by value: whoever reads it says what each must be, and nothing is copied or built on the way.
//!
//! The places and words of what is wrong are those of `serde_json`, whose users know them.

mod escape;

use super::fault::Fault;
use super::place::Place;
use crate::case::fact::Attestation;
use crate::scan::plain;
use std::borrow::Cow;

/// Lists and objects within each other, at most.
const DEPTH_MAX: u32 = 127;

pub(super) const TOO_DEEP: &str = "the text is nested deeper than 127 levels";
const EOF_VALUE: &str = "EOF while parsing a value";
const EOF_TEXT: &str = "EOF while parsing a string";
const EOF_OBJECT: &str = "EOF while parsing an object";

/// A text that is being read, and the value that was read last.
#[derive(Debug)]
pub struct Reader<'t> {
    pub(super) text: &'t str,
    /// The next byte.
    at: usize,
    depth: u32,
    last: Kind,
    /// Where the last value begins.
    begin: usize,
    /// As it is written, a text without its quotation marks.
    written: &'t str,
    /// Its text, if that was written with escapes.
    unescaped: String,
    /// Who vouches for which of the values that were read.
    pub(super) attested: Vec<(Place, Attestation)>,
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
    /// Yes or no.
    Truth(bool),
    /// A number, as it is written.
    Number(&'r str),
    /// A text.
    Text(&'r str),
    /// A list; [`Reader::item`] reads its values.
    List,
    /// An object; [`Reader::key`] reads its keys.
    Object,
}

impl<'t> Reader<'t> {
    /// At the beginning of a text, before its value.
    pub(super) const fn new(text: &'t str) -> Self {
        Self::at(text, Place(0))
    }

    /// Before the value that begins there.
    pub(super) const fn at(text: &'t str, place: Place) -> Self {
        Self {
            text,
            at: place.0,
            depth: 0,
            last: Kind::Null,
            begin: 0,
            written: "",
            unescaped: String::new(),
            attested: Vec::new(),
        }
    }

    /// Where the last value begins; after a key, where the value behind it does.
    pub const fn here(&self) -> Place {
        Place(self.begin)
    }

    /// What the last value is, or the last key.
    pub fn json(&self) -> Json<'_> {
        match self.last {
            Kind::Null => Json::Null,
            Kind::False => Json::Truth(false),
            Kind::True => Json::Truth(true),
            Kind::Number => Json::Number(self.written),
            Kind::Text => Json::Text(self.written),
            Kind::Escaped => Json::Text(&self.unescaped),
            Kind::List => Json::List,
            Kind::Object => Json::Object,
        }
    }

    /// Whether the last value is `null`.
    pub fn is_null(&self) -> bool {
        self.last == Kind::Null
    }

    /// The last value or key, where it is a text; else an empty one.
    pub fn word(&self) -> &str {
        if let Json::Text(text) = self.json() { text } else { "" }
    }

    /// The last key, for longer than the reader stays there.
    pub(super) fn key_read(&self) -> Cow<'t, str> {
        match self.last {
            Kind::Escaped => Cow::Owned(self.unescaped.clone()),
            _ => Cow::Borrowed(self.written),
        }
    }

    /// Reads the next value; of a list or an object, that it begins.
    ///
    /// # Errors
    /// That the text is not JSON.
    pub fn value(&mut self) -> Result<(), Fault> {
        let Some(first) = self.peek() else { return Err(self.before(EOF_VALUE)) };
        self.begin = self.at;
        match first {
            b'"' => self.string(),
            b'{' => self.open(Kind::Object),
            b'[' => self.open(Kind::List),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.literal(b"true", Kind::True),
            b'f' => self.literal(b"false", Kind::False),
            b'n' => self.literal(b"null", Kind::Null),
            _ => Err(self.before("expected value")),
        }
    }

    /// Reads the next value of a list, if there is one, else its end; `first` must be true before the first.
    ///
    /// # Errors
    /// That the text is not JSON.
    pub fn item(&mut self, first: &mut bool) -> Result<bool, Fault> {
        match self.peek() {
            None => return Err(self.before("EOF while parsing a list")),
            Some(b']') => return Ok(self.close()),
            Some(_) if *first => *first = false,
            Some(b',') => {
                self.at += 1;
                if self.peek() == Some(b']') {
                    return Err(self.before("trailing comma"));
                }
            }
            Some(_) => return Err(self.before("expected `,` or `]`")),
        }
        self.value().map(|()| true)
    }

    /// Reads the next key of an object and goes before its value, if there is one, else its end; `first` must be true before the first.
    ///
    /// # Errors
    /// That the text is not JSON.
    pub fn key(&mut self, first: &mut bool) -> Result<bool, Fault> {
        match self.rest() {
            [b',', b'"', ..] if !*first => self.at += 1,
            _ if self.goes_on(first)? => {}
            _ => return Ok(false),
        }
        self.string()?;
        match self.rest() {
            [b':', behind, ..] if *behind > b' ' => self.at += 1,
            _ => self.colon()?,
        }
        self.begin = self.at;
        Ok(true)
    }

    /// Whether an object goes on with a key; goes there, else behind the object.
    fn goes_on(&mut self, first: &mut bool) -> Result<bool, Fault> {
        match self.peek() {
            None => return Err(self.before(EOF_OBJECT)),
            Some(b'}') => return Ok(self.close()),
            Some(_) if *first => *first = false,
            Some(b',') => {
                self.at += 1;
                match self.peek() {
                    None => return Err(self.before(EOF_VALUE)),
                    Some(b'}') => return Err(self.before("trailing comma")),
                    Some(_) => {}
                }
            }
            Some(_) => return Err(self.before("expected `,` or `}`")),
        }
        if self.byte() == Some(b'"') { Ok(true) } else { Err(self.before("key must be a string")) }
    }

    /// Goes from a key to its value.
    fn colon(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Some(b':') => self.at += 1,
            Some(_) => return Err(self.before("expected `:`")),
            None => return Err(self.before(EOF_OBJECT)),
        }
        self.peek();
        Ok(())
    }

    /// Holds that nothing follows.
    pub(super) fn end(&mut self) -> Result<(), Fault> {
        if self.peek().is_none() { Ok(()) } else { Err(self.before("trailing characters")) }
    }

    fn open(&mut self, kind: Kind) -> Result<(), Fault> {
        if self.depth == DEPTH_MAX {
            return Err(self.before(TOO_DEEP));
        }
        self.depth += 1;
        self.at += 1;
        self.last = kind;
        Ok(())
    }

    const fn close(&mut self) -> bool {
        self.at += 1;
        self.depth -= 1;
        false
    }

    fn literal(&mut self, word: &[u8], kind: Kind) -> Result<(), Fault> {
        for expected in word {
            match self.next() {
                None => return Err(self.behind(EOF_VALUE)),
                Some(found) if found != *expected => return Err(self.behind("expected ident")),
                Some(_) => {}
            }
        }
        self.last = kind;
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fault> {
        const INVALID: &str = "invalid number";
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        match self.next() {
            None => return Err(self.behind(EOF_VALUE)),
            Some(b'0') if self.digit() => return Err(self.before(INVALID)),
            Some(b'0'..=b'9') => self.digits(),
            Some(_) => return Err(self.behind(INVALID)),
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            if !self.digit() {
                return Err(self.before(if self.byte().is_some() { INVALID } else { EOF_VALUE }));
            }
            self.digits();
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            match self.next() {
                None => return Err(self.behind(EOF_VALUE)),
                Some(b'0'..=b'9') => self.digits(),
                Some(_) => return Err(self.behind(INVALID)),
            }
        }
        self.last = Kind::Number;
        self.written = self.since(self.begin);
        Ok(())
    }

    fn digit(&self) -> bool {
        self.byte().is_some_and(|byte| byte.is_ascii_digit())
    }

    fn digits(&mut self) {
        while self.digit() {
            self.at += 1;
        }
    }

    fn string(&mut self) -> Result<(), Fault> {
        self.at += 1;
        let (begin, rest) = (self.at, self.rest());
        let length = plain(rest);
        self.at += length;
        if rest.get(length) != Some(&b'"') {
            return self.escaped(begin);
        }
        self.last = Kind::Text;
        self.written = self.since(begin);
        self.at += 1;
        Ok(())
    }

    /// What is not read yet.
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.byte()?;
        self.at += 1;
        Some(byte)
    }

    /// The next byte that is no space, without reading it.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    /// What was read since then.
    fn since(&self, begin: usize) -> &'t str {
        self.text.get(begin..self.at).unwrap_or_default()
    }

    /// Something wrong with the byte that comes next.
    #[cold]
    fn before(&self, words: &'static str) -> Fault {
        Fault::malformed(words, self.text.len().min(self.at + 1))
    }

    /// Something wrong with the byte that was read last.
    #[cold]
    fn behind(&self, words: &'static str) -> Fault {
        Fault::malformed(words, self.at)
    }
}
