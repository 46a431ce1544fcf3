//! Text to values: JSON (RFC 8259) and nothing else, in one pass that copies no text and recurses nowhere.
//!
//! The places and words of what is wrong are those of `serde_json`, whose users know them.

use super::tree::{Kind, Part, Tree};
use crate::error::{Code, Error};
use crate::pointer::Pointer;

/// Lists and objects within each other, at most.
const DEPTH_MAX: u32 = 127;

/// What is wrong with the text, and before which byte the reader stood.
type Wrong = (&'static str, usize);

const EOF_VALUE: &str = "EOF while parsing a value";
const EOF_TEXT: &str = "EOF while parsing a string";
const TOO_DEEP: &str = "the text is nested deeper than 127 levels";

/// Takes a text apart.
///
/// # Errors
/// Where it is not JSON.
pub(super) fn scan(text: &str) -> Result<Tree<'_>, Error> {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        at: 0,
        tree: Tree { text, unescaped: String::new(), parts: Vec::with_capacity(text.len() / 12 + 1) },
    };
    match scanner.document() {
        Ok(()) => Ok(scanner.tree),
        Err(wrong) => Err(told(text, wrong)),
    }
}

fn told(text: &str, (words, at): Wrong) -> Error {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let lines = before.iter().filter(|byte| **byte == b'\n').count();
    let (code, help) = match words {
        TOO_DEEP => (Code::TooLarge, "no document of ours nests deeper than ten levels"),
        _ => (Code::MalformedJson, "the text must be one JSON value"),
    };
    Error {
        line: u32::try_from(lines + 1).ok(),
        column: u32::try_from(at - line_start).ok(),
        ..Error::new(code, Pointer::ROOT, words, help)
    }
}

struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
    tree: Tree<'t>,
}

/// A place in the text or among the values: both have fewer than 2^32.
fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

impl Scanner<'_> {
    fn document(&mut self) -> Result<(), Wrong> {
        // The innermost list or object that is still open keeps the one around it where it will keep its end.
        let mut open: Option<usize> = None;
        let mut depth = 0;
        loop {
            if let Some(kind) = self.value()? {
                if depth == DEPTH_MAX {
                    return Err(self.before(TOO_DEEP));
                }
                depth += 1;
                self.at += 1;
                let around = open.map_or(u32::MAX, short);
                open = Some(self.tree.parts.len());
                self.tree.parts.push(Part { kind, start: 0, end: around });
                if self.begins(kind)? {
                    continue;
                }
            }
            while let Some(inner) = open {
                let Some(part) = self.tree.parts.get(inner).copied() else { break };
                if self.goes_on(part.kind)? {
                    break;
                }
                let end = short(self.tree.parts.len());
                if let Some(part) = self.tree.parts.get_mut(inner) {
                    part.end = end;
                }
                open = (part.end != u32::MAX).then_some(part.end as usize);
                depth -= 1;
            }
            if open.is_none() {
                return match self.peek() {
                    None => Ok(()),
                    Some(_) => Err(self.before("trailing characters")),
                };
            }
        }
    }

    /// Reads a value, or only says what begins, where it is a list or an object.
    fn value(&mut self) -> Result<Option<Kind>, Wrong> {
        let begin = self.peek().ok_or_else(|| self.before(EOF_VALUE))?;
        match begin {
            b'"' => self.text()?,
            b'{' => return Ok(Some(Kind::Object)),
            b'[' => return Ok(Some(Kind::List)),
            b'-' | b'0'..=b'9' => self.number()?,
            b't' => self.word(b"true", Kind::True)?,
            b'f' => self.word(b"false", Kind::False)?,
            b'n' => self.word(b"null", Kind::Null)?,
            _ => return Err(self.before("expected value")),
        }
        Ok(None)
    }

    /// Whether what was just opened has a first value, and reads the key before it.
    fn begins(&mut self, kind: Kind) -> Result<bool, Wrong> {
        match (kind, self.peek()) {
            (Kind::List, None) => Err(self.before("EOF while parsing a list")),
            (_, None) => Err(self.before("EOF while parsing an object")),
            (Kind::List, Some(next)) => Ok(next != b']'),
            (_, Some(b'}')) => Ok(false),
            (_, Some(_)) => self.key().map(|()| true),
        }
    }

    /// Whether another value follows in the list or object; reads the key before it. Else reads the end.
    fn goes_on(&mut self, kind: Kind) -> Result<bool, Wrong> {
        let end = if kind == Kind::List { b']' } else { b'}' };
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                match self.peek() {
                    None => Err(self.before(EOF_VALUE)),
                    Some(next) if next == end => Err(self.before("trailing comma")),
                    Some(_) if kind == Kind::List => Ok(true),
                    Some(_) => self.key().map(|()| true),
                }
            }
            Some(next) if next == end => {
                self.at += 1;
                Ok(false)
            }
            found => Err(self.before(match (kind, found) {
                (Kind::List, None) => "EOF while parsing a list",
                (Kind::List, Some(_)) => "expected `,` or `]`",
                (_, None) => "EOF while parsing an object",
                (_, Some(_)) => "expected `,` or `}`",
            })),
        }
    }

    fn key(&mut self) -> Result<(), Wrong> {
        if self.here() != Some(b'"') {
            return Err(self.before("key must be a string"));
        }
        self.text()?;
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.before("expected `:`")),
            None => Err(self.before("EOF while parsing an object")),
        }
    }

    fn word(&mut self, word: &[u8], kind: Kind) -> Result<(), Wrong> {
        for expected in word {
            match self.next() {
                None => return Err(self.behind(EOF_VALUE)),
                Some(found) if found != *expected => return Err(self.behind("expected ident")),
                Some(_) => {}
            }
        }
        self.tree.parts.push(Part::new(kind));
        Ok(())
    }

    fn number(&mut self) -> Result<(), Wrong> {
        const INVALID: &str = "invalid number";
        let start = self.at;
        if self.here() == Some(b'-') {
            self.at += 1;
        }
        match self.next() {
            None => return Err(self.behind(EOF_VALUE)),
            Some(b'0') if self.digit() => return Err(self.before(INVALID)),
            Some(b'0'..=b'9') => self.digits(),
            Some(_) => return Err(self.behind(INVALID)),
        }
        if self.here() == Some(b'.') {
            self.at += 1;
            if !self.digit() {
                return Err(self.before(if self.here().is_some() { INVALID } else { EOF_VALUE }));
            }
            self.digits();
        }
        if matches!(self.here(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.here(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            match self.next() {
                None => return Err(self.behind(EOF_VALUE)),
                Some(b'0'..=b'9') => self.digits(),
                Some(_) => return Err(self.behind(INVALID)),
            }
        }
        self.tree.parts.push(Part { kind: Kind::Number, start: short(start), end: short(self.at) });
        Ok(())
    }

    fn digit(&self) -> bool {
        self.here().is_some_and(|byte| byte.is_ascii_digit())
    }

    fn digits(&mut self) {
        while self.digit() {
            self.at += 1;
        }
    }

    fn text(&mut self) -> Result<(), Wrong> {
        self.at += 1;
        let mut start = self.at;
        // Where the text without its escapes begins, once it has some.
        let mut unescaped: Option<usize> = None;
        loop {
            let Some(byte) = self.next() else { return Err(self.behind(EOF_TEXT)) };
            if !matches!(byte, b'"' | b'\\' | ..b' ') {
                continue;
            }
            let end = self.at - 1;
            if byte != b'"' || unescaped.is_some() {
                unescaped.get_or_insert(self.tree.unescaped.len());
                self.tree.unescaped.push_str(self.tree.text.get(start..end).unwrap_or_default());
            }
            match (byte, unescaped) {
                (b'"', None) => {
                    let (start, end) = (short(start), short(end));
                    self.tree.parts.push(Part { kind: Kind::Text, start, end });
                    return Ok(());
                }
                (b'"', Some(begin)) => {
                    let (start, end) = (short(begin), short(self.tree.unescaped.len()));
                    self.tree.parts.push(Part { kind: Kind::Escaped, start, end });
                    return Ok(());
                }
                (b'\\', _) => {
                    let letter = self.escape()?;
                    self.tree.unescaped.push(letter);
                    start = self.at;
                }
                _ => {
                    let words = "control character (\\u0000-\\u001F) found while parsing a string";
                    return Err(self.behind(words));
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Wrong> {
        Ok(match self.next() {
            None => return Err(self.behind(EOF_TEXT)),
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.hex_escape(),
            Some(_) => return Err(self.behind("invalid escape")),
        })
    }

    /// The letter of `\u0041`, or of a pair such as `\ud83d\ude00`.
    fn hex_escape(&mut self) -> Result<char, Wrong> {
        const LONE: &str = "lone leading surrogate in hex escape";
        let first = self.four_hex_digits()?;
        if let Some(letter) = char::from_u32(first) {
            return Ok(letter);
        }
        if first >= 0xDC00 {
            return Err(self.behind(LONE));
        }
        for expected in *b"\\u" {
            match self.next() {
                None => return Err(self.behind(EOF_TEXT)),
                Some(found) if found != expected => return Err(self.behind("unexpected end of hex escape")),
                Some(_) => {}
            }
        }
        let second = self.four_hex_digits()?;
        if !(0xDC00..0xE000).contains(&second) {
            return Err(self.behind(LONE));
        }
        let letter = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        char::from_u32(letter).ok_or_else(|| self.behind(LONE))
    }

    fn four_hex_digits(&mut self) -> Result<u32, Wrong> {
        let Some(digits) = self.bytes.get(self.at..self.at + 4) else {
            self.at = self.bytes.len();
            return Err(self.behind(EOF_TEXT));
        };
        self.at += 4;
        let value = |sum: u32, byte: &u8| char::from(*byte).to_digit(16).map(|digit| sum * 16 + digit);
        digits.iter().try_fold(0, value).ok_or_else(|| self.behind("invalid escape"))
    }

    fn here(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.here()?;
        self.at += 1;
        Some(byte)
    }

    /// The next byte that is no space, without reading it.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.here() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Something wrong with the byte that comes next.
    fn before(&self, words: &'static str) -> Wrong {
        (words, self.bytes.len().min(self.at + 1))
    }

    /// Something wrong with the byte that was read last.
    const fn behind(&self, words: &'static str) -> Wrong {
        (words, self.at)
    }
}
