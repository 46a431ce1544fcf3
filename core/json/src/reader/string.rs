//! Texts (RFC 8259, section 7): most are written as they are, others with escapes, or with something wrong in them.

use super::{Kind, Reader};
use crate::error::ParseError;
use crate::phrases::fixed::{
    CONTROL_CHARACTER, EOF_TEXT, INVALID_ESCAPE, LONE_SURROGATE as LONE, UNEXPECTED_END_OF_ESCAPE,
};
use crate::swar::plain;

/// A text that begins here and in which nothing is escaped, and what stands behind it.
#[inline]
pub(crate) fn plain_text(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let [b'"', rest @ ..] = rest else { return None };
    let (text, rest) = rest.split_at_checked(plain(rest))?;
    let [b'"', behind @ ..] = rest else { return None };
    Some((text, behind))
}

impl Reader<'_> {
    /// Reads a text; what is not read yet begins with its quotation mark.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<(), ParseError> {
        let Some((text, behind)) = plain_text(self.rest) else {
            self.skip();
            return self.escaped();
        };
        self.last = Kind::Text;
        self.written = (self.read() + 1, text.len());
        self.rest = behind;
        Ok(())
    }

    /// Reads a text that has escapes, or something wrong.
    #[cold]
    fn escaped(&mut self) -> Result<(), ParseError> {
        self.unescaped.clear();
        loop {
            let (plain, rest) = self.rest.split_at_checked(plain(self.rest)).unwrap_or_default();
            self.unescaped.push_str(str::from_utf8(plain).unwrap_or_default());
            self.rest = rest;
            match self.next() {
                None => return Err(self.behind(EOF_TEXT)),
                Some(b'"') => break,
                Some(b'\\') => {
                    let letter = self.escape()?;
                    self.unescaped.push(letter);
                }
                Some(_) => return Err(self.behind(CONTROL_CHARACTER)),
            }
        }
        self.last = Kind::Escaped;
        Ok(())
    }

    fn escape(&mut self) -> Result<char, ParseError> {
        Ok(match self.next() {
            None => return Err(self.behind(EOF_TEXT)),
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.hex_escape(),
            Some(_) => return Err(self.behind(INVALID_ESCAPE)),
        })
    }

    /// The letter of `\u0041`, or of a pair such as `\ud83d\ude00`.
    fn hex_escape(&mut self) -> Result<char, ParseError> {
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
                Some(found) if found != expected => return Err(self.behind(UNEXPECTED_END_OF_ESCAPE)),
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

    fn four_hex_digits(&mut self) -> Result<u32, ParseError> {
        let Some((digits, rest)) = self.rest.split_first_chunk::<4>() else {
            self.rest = &[];
            return Err(self.behind(EOF_TEXT));
        };
        self.rest = rest;
        let value = |sum: u32, byte: &u8| char::from(*byte).to_digit(16).map(|digit| sum * 16 + digit);
        digits.iter().try_fold(0, value).ok_or_else(|| self.behind(INVALID_ESCAPE))
    }
}
