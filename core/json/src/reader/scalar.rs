//! Numbers (RFC 8259, section 6), `true`, `false` and `null`.

use super::{Kind, Reader};
use crate::error::ParseError;
use crate::phrases::fixed::{EOF_VALUE, EXPECTED_IDENT, EXPECTED_VALUE, INVALID_NUMBER as INVALID};

impl Reader<'_> {
    /// Reads a value that is neither text nor list nor object.
    pub(crate) fn scalar(&mut self, first: u8) -> Result<(), ParseError> {
        match first {
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.literal(b"true", Kind::True),
            b'f' => self.literal(b"false", Kind::False),
            b'n' => self.literal(b"null", Kind::Null),
            _ => Err(self.before(EXPECTED_VALUE)),
        }
    }

    fn literal(&mut self, word: &[u8], kind: Kind) -> Result<(), ParseError> {
        for expected in word {
            match self.next() {
                None => return Err(self.behind(EOF_VALUE)),
                Some(found) if found != *expected => return Err(self.behind(EXPECTED_IDENT)),
                Some(_) => {}
            }
        }
        self.last = kind;
        Ok(())
    }

    fn number(&mut self) -> Result<(), ParseError> {
        // As most numbers are written.
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = self.rest.split_at_checked(digits).unwrap_or_default();
        if let ([b'1'..=b'9', ..], [b',' | b'}', ..]) = (number, rest) {
            self.last = Kind::Number;
            self.written = (self.begin, digits);
            self.rest = rest;
            return Ok(());
        }
        if self.byte() == Some(b'-') {
            self.skip();
        }
        match self.next() {
            None => return Err(self.behind(EOF_VALUE)),
            Some(b'0') if self.digit() => return Err(self.before(INVALID)),
            Some(b'0'..=b'9') => self.digits(),
            Some(_) => return Err(self.behind(INVALID)),
        }
        if self.byte() == Some(b'.') {
            self.skip();
            if !self.digit() {
                return Err(self.before(if self.byte().is_some() { INVALID } else { EOF_VALUE }));
            }
            self.digits();
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.skip();
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.skip();
            }
            match self.next() {
                None => return Err(self.behind(EOF_VALUE)),
                Some(b'0'..=b'9') => self.digits(),
                Some(_) => return Err(self.behind(INVALID)),
            }
        }
        self.last = Kind::Number;
        self.written = (self.begin, self.read() - self.begin);
        Ok(())
    }

    fn digit(&self) -> bool {
        self.byte().is_some_and(|byte| byte.is_ascii_digit())
    }

    fn digits(&mut self) {
        while self.digit() {
            self.skip();
        }
    }
}
