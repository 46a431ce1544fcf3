//! Standard output and standard error: colour, and readers that leave early.

use std::io::{self, Write};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};

use crate::document::CliError;
use crate::exit::Exit;
use crate::render;

/// Where a command writes.
pub(crate) struct Terminal {
    out: Box<dyn Write>,
    /// Whether standard output shows colour.
    coloured: bool,
    err: AutoStream<io::Stderr>,
    gone: bool,
}

impl Terminal {
    /// Standard output and error; colour as chosen, `NO_COLOR` and what they are connected to.
    pub(crate) fn new() -> Self {
        // Decided on what standard output really is, since the buffer hides it.
        let coloured = !matches!(AutoStream::choice(&io::stdout()), ColorChoice::Never | ColorChoice::Auto);
        let out: Box<dyn Write> = Box::new(io::BufWriter::with_capacity(1 << 16, io::stdout()));
        Self { out, coloured, err: AutoStream::auto(io::stderr()), gone: false }
    }

    /// Somewhere else, without colour.
    #[cfg(test)]
    pub(crate) fn writing_to(out: Box<dyn Write>) -> Self {
        Self { out, coloured: false, err: AutoStream::auto(io::stderr()), gone: false }
    }

    /// Writes what was laid out for people to standard output.
    pub(crate) fn print(&mut self, text: &str) {
        if self.coloured {
            self.note(|out| out.write_all(text.as_bytes()));
        } else {
            self.note(|out| write!(out, "{}", strip_str(text)));
        }
    }

    /// Writes a line that was laid out for people to standard output.
    pub(crate) fn print_line(&mut self, text: &str) {
        self.print(text);
        self.note(|out| out.write_all(b"\n"));
    }

    /// Writes what was laid out for people, and sees to it that they can read it before they answer.
    pub(crate) fn prompt(&mut self, text: &str) {
        self.print(text);
        self.note(|out| out.flush());
    }

    /// Writes an answer for programs to standard output, every character as it is.
    pub(crate) fn print_document(&mut self, text: &str) {
        self.note(|out| {
            out.write_all(text.as_bytes())?;
            out.write_all(b"\n")
        });
    }

    /// Writes answers for programs, each with its line feed, every character as it is.
    pub(crate) fn print_documents(&mut self, lines: &str) {
        self.note(|out| out.write_all(lines.as_bytes()));
    }

    /// Whether nobody reads the output any more.
    pub(crate) const fn is_deserted(&self) -> bool {
        self.gone
    }

    /// Tells on standard error what was wrong with an input.
    pub(crate) fn complain(&mut self, trouble: &CliError) {
        let text = render::trouble(trouble);
        self.tell(&(text + "\n"));
    }

    /// Writes a line to standard error, after everything printed so far.
    pub(crate) fn tell(&mut self, text: &str) {
        self.note(|out| out.flush());
        // Nobody is left to hear that standard error is closed.
        let _ = writeln!(self.err, "{text}");
    }

    /// Writes what is still buffered; the exit code of the command unless the output was cut short.
    pub(crate) fn finish(mut self, exit: Exit) -> Exit {
        if self.note(|out| out.flush()) { exit } else { Exit::Unusable }
    }

    fn note(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> bool {
        if self.gone {
            return false;
        }
        let Err(error) = write(&mut *self.out) else {
            return true;
        };
        self.gone = true;
        let what = if error.kind() == io::ErrorKind::BrokenPipe {
            "the reader of the output closed it before the end".to_owned()
        } else {
            format!("the output cannot be written: {error}")
        };
        self.complain(&CliError::new("output-closed", what).help("write to a file, or read to the end"));
        false
    }
}
