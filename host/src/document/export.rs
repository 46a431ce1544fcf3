//! The text of what another tool wrote, piece by piece: in UTF-8, or in UTF-16 as Windows PowerShell redirects it.

use std::io::{self, Read as _};
use std::path::Path;
use std::str;

use super::source::{not_text, not_utf_8, refuse_wide};
use super::{CliError, SourceText, name_of, open};
use crate::limits::EXPORT_BYTES_MAX;

/// So much of a file is read at once.
const PIECE: usize = 1 << 20;

/// A file on its way, of which nothing is held that was given on, but for the line that goes on.
pub(crate) struct ExportText {
    name: String,
    input: Box<dyn io::Read + Send>,
    encoding: Encoding,
    /// Bytes of a letter that has not come whole.
    rest: Vec<u8>,
    /// So many bytes were read.
    read: usize,
    ended: bool,
    behind: Behind,
}

#[derive(Clone, Copy)]
enum Encoding {
    /// Nothing was read yet.
    Unknown,
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
}

/// What stood before a piece.
struct Behind {
    lines: usize,
    bytes: usize,
    /// The line that goes on in the piece; nothing where that is too long to be shown.
    line: Option<String>,
}

impl ExportText {
    /// Opens a file, or standard input for `-`.
    ///
    /// # Errors
    /// [`CliError`] when it cannot be opened.
    pub(crate) fn open(path: &Path) -> Result<Self, CliError> {
        let name = name_of(path).into_owned();
        let input = open(path).map_err(|error| CliError::unreadable(&name, &error))?;
        Ok(Self::of(name, input))
    }

    fn of(name: String, input: Box<dyn io::Read + Send>) -> Self {
        let behind = Behind { lines: 0, bytes: 0, line: Some(String::new()) };
        Self { name, input, encoding: Encoding::Unknown, rest: Vec::new(), read: 0, ended: false, behind }
    }

    /// The next piece of the text; nothing at its end.
    ///
    /// # Errors
    /// [`CliError`] when it cannot be read, is too large or is no text.
    pub(crate) fn piece(&mut self) -> Result<Option<String>, CliError> {
        if self.ended {
            return Ok(None);
        }
        let mut bytes = std::mem::take(&mut self.rest);
        let read = self.input.by_ref().take(PIECE as u64).read_to_end(&mut bytes);
        let read = read.map_err(|error| CliError::unreadable(&self.name, &error))?;
        self.read = self.read.saturating_add(read);
        self.ended = read < PIECE;
        if self.read > EXPORT_BYTES_MAX {
            let message = format!("`{}` is larger than {} MiB", self.name, EXPORT_BYTES_MAX >> 20);
            let help = "fetch what it tells of in several files";
            return Err(CliError::new("too-large", message).named(&self.name).help(help));
        }
        let first = matches!(self.encoding, Encoding::Unknown);
        if first {
            self.encoding = match bytes.get(..2) {
                Some([0xff, 0xfe]) => Encoding::Utf16(u16::from_le_bytes),
                Some([0xfe, 0xff]) => Encoding::Utf16(u16::from_be_bytes),
                _ => Encoding::Utf8,
            };
        }
        match self.encoding {
            Encoding::Utf16(unit) => self.wide(&bytes, unit, first).map(Some),
            _ => self.narrow(bytes, first).map(Some),
        }
    }

    fn wide(&mut self, bytes: &[u8], unit: fn([u8; 2]) -> u16, first: bool) -> Result<String, CliError> {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().skip(usize::from(first)).map(|pair| unit(*pair)).collect();
        if !self.ended {
            // The first half of a letter waits for its second one.
            let half = units.pop_if(|unit| (0xd800..0xdc00).contains(unit)).is_some();
            let last = pairs.last().filter(|_| half);
            self.rest = last.into_iter().flatten().chain(odd).copied().collect();
        }
        String::from_utf16(&units).map_err(|_| {
            let message = format!("`{}` begins as UTF-16 text and is none", self.name);
            let help = "run the command again, and let it finish";
            CliError::new("not-utf-16", message).named(&self.name).help(help)
        })
    }

    fn narrow(&mut self, mut bytes: Vec<u8>, first: bool) -> Result<String, CliError> {
        if first {
            refuse_wide(&self.name, &bytes)?;
        }
        if let Err(error) = str::from_utf8(&bytes) {
            let valid = error.valid_up_to();
            if self.ended || error.error_len().is_some() {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                return Err(self.refused(text, valid, not_utf_8, ("not-utf-8", "is not UTF-8 text")));
            }
            self.rest = bytes.split_off(valid);
        }
        let mut text = String::from_utf8(bytes).unwrap_or_default();
        if first && text.starts_with('\u{feff}') {
            text.remove(0);
        }
        if let Some(at) = text.find('\0') {
            return Err(self.refused(text, at, not_text, ("not-text", "holds a NUL character")));
        }
        self.behind.pass(&text);
        Ok(text)
    }

    /// What is wrong at a place of a piece, shown with its line where that can be shown.
    fn refused(
        &self,
        piece: String,
        at: usize,
        error: fn(SourceText, usize) -> CliError,
        (code, what): (&str, &str),
    ) -> CliError {
        let line = match &self.behind.line {
            Some(line) => line,
            None if piece.get(..at).is_some_and(|before| before.contains('\n')) => "",
            None => {
                let message = format!("`{}` {what}, at byte {} of it", self.name, self.behind.bytes + at + 1);
                let help = "print it again as text in UTF-8";
                return CliError::new(code, message).named(&self.name).help(help);
            }
        };
        let source = SourceText {
            name: self.name.clone(),
            text: format!("{line}{piece}"),
            lines_before: self.behind.lines,
        };
        error(source, line.len() + at)
    }
}

impl Behind {
    fn pass(&mut self, piece: &str) {
        self.bytes += piece.len();
        let last = match piece.rfind('\n') {
            Some(end) => {
                self.lines += piece.bytes().filter(|byte| *byte == b'\n').count();
                self.line = Some(String::new());
                piece.get(end + 1..).unwrap_or_default()
            }
            None => piece,
        };
        self.line = self.line.take().filter(|line| line.len() + last.len() <= PIECE).map(|line| line + last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: Vec<u8>) -> Result<String, CliError> {
        let mut export = ExportText::of("x.json".to_owned(), Box::new(io::Cursor::new(bytes)));
        let mut text = String::new();
        while let Some(piece) = export.piece()? {
            text += &piece;
        }
        Ok(text)
    }

    /// So many letters that some lie across the ends of pieces, whatever stands before them.
    fn long(before: usize) -> String {
        format!("{}{}", "x".repeat(before), "é😀\n".repeat(PIECE / 3))
    }

    #[test]
    fn letters_that_lie_across_pieces_are_whole() {
        for before in 0..8 {
            let text = long(before);
            assert!(read(text.clone().into_bytes()).unwrap() == text, "{before}");
            assert!(read(format!("\u{feff}{text}").into_bytes()).unwrap() == text, "{before}");
            let wide = |bytes: fn(u16) -> [u8; 2]| {
                format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
            };
            for mut bytes in [wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
                assert!(read(bytes.clone()).unwrap() == text, "{before}");
                // Half a unit at the end is nothing, half a letter is wrong.
                bytes.push(b'x');
                assert!(read(bytes.clone()).unwrap() == text, "{before}");
                bytes.truncate(bytes.len() - 5);
                assert_eq!(read(bytes).unwrap_err().code, "not-utf-16");
            }
        }
        assert_eq!(read(Vec::new()).unwrap(), "");
        assert_eq!(read(vec![b'x'; PIECE]).unwrap().len(), PIECE);
    }

    #[test]
    fn what_is_no_text_is_placed_in_any_piece() {
        for lines in [0, 1, 3 * PIECE / 8] {
            let before = "caf\u{e9} ok\n".repeat(lines);
            for (wrong, code) in
                [(&b"ab\xffc\n"[..], "not-utf-8"), (b"ab\0c\n", "not-text"), (b"ab\xc3", "not-utf-8")]
            {
                let mut bytes = before.clone().into_bytes();
                bytes.extend_from_slice(wrong);
                let error = read(bytes).unwrap_err();
                let (source, mark) = (error.source.as_ref().unwrap(), error.marks[0].0.clone());
                assert_eq!(error.code, code);
                assert_eq!(source.line_and_column(mark.start), (lines + 1, 3), "{code} behind {lines} lines");
            }
        }
        // A line that is too long to be shown.
        let mut bytes = vec![b'x'; 3 * PIECE];
        bytes.push(0xff);
        let error = read(bytes).unwrap_err();
        assert!(
            error.source.is_none() && error.message.ends_with(&format!("at byte {} of it", 3 * PIECE + 1))
        );
    }
}
