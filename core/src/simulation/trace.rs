//! The trace of a simulation: one header line, then one step a line; told to the host in chunks, or compared with another trace.

use std::str::Lines;

use crate::vocabulary::Observer;

/// Chunks are at least this long, the last one excepted.
pub const CHUNK: usize = 64 * 1024;

/// What becomes of the lines of a trace.
#[derive(Debug)]
pub enum Recorder<'a> {
    /// Nobody asked: no line is ever made.
    Off,
    /// Lines are told to the host.
    Emitting(Emitter),
    /// Lines are compared with those of an earlier trace.
    Comparing(Comparer<'a>),
}

/// Lines waiting to become a chunk.
#[derive(Debug, Default)]
pub struct Emitter {
    buffer: String,
}

/// An earlier trace and how far it was the same.
#[derive(Debug)]
pub struct Comparer<'a> {
    expected: Lines<'a>,
    lines: u64,
    line: String,
    difference: Option<Difference>,
}

/// The first line that differs; `None` on a side stands for a trace that ends before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Number of the line, from 1.
    pub line: u64,
    /// What the earlier trace says.
    pub expected: Option<String>,
    /// What happens now.
    pub found: Option<String>,
}

impl<'a> Recorder<'a> {
    /// Tells the host.
    #[must_use]
    pub fn emitting() -> Self {
        Self::Emitting(Emitter::default())
    }

    /// Compares with the text of an earlier trace.
    #[must_use]
    pub fn comparing(expected: &'a str) -> Self {
        Self::Comparing(Comparer {
            expected: expected.lines(),
            lines: 0,
            line: String::new(),
            difference: None,
        })
    }

    /// Whether lines are wanted at all.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        !matches!(self, Self::Off)
    }

    /// Records one line, which `write` appends without its line break, and only if somebody asked.
    pub fn record(&mut self, host: &mut dyn Observer, write: impl FnOnce(&mut String)) {
        match self {
            Self::Off => {}
            Self::Emitting(emitter) => emitter.record(host, write),
            Self::Comparing(comparer) => comparer.record(write),
        }
    }

    /// Ends the trace: what is left of the chunk is told; a comparison answers how many lines there were and what differed first.
    ///
    /// # Errors
    /// The first difference.
    pub fn finish(self, host: &mut dyn Observer) -> Result<u64, Difference> {
        match self {
            Self::Off => Ok(0),
            Self::Emitting(emitter) => {
                if !emitter.buffer.is_empty() {
                    host.emit(&emitter.buffer);
                }
                Ok(0)
            }
            Self::Comparing(comparer) => comparer.finish(),
        }
    }
}

impl Emitter {
    fn record(&mut self, host: &mut dyn Observer, write: impl FnOnce(&mut String)) {
        write(&mut self.buffer);
        self.buffer.push('\n');
        if self.buffer.len() >= CHUNK {
            host.emit(&self.buffer);
            self.buffer.clear();
        }
    }
}

impl Comparer<'_> {
    fn record(&mut self, write: impl FnOnce(&mut String)) {
        if self.difference.is_some() {
            return;
        }
        self.lines += 1;
        self.line.clear();
        write(&mut self.line);
        let expected = self.expected.next();
        if expected != Some(self.line.as_str()) {
            self.difference = Some(Difference {
                line: self.lines,
                expected: expected.map(str::to_owned),
                found: Some(self.line.clone()),
            });
        }
    }

    fn finish(mut self) -> Result<u64, Difference> {
        if let Some(difference) = self.difference {
            return Err(difference);
        }
        match self.expected.next() {
            None => Ok(self.lines),
            Some(expected) => {
                Err(Difference { line: self.lines + 1, expected: Some(expected.to_owned()), found: None })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::NoObserver;

    #[derive(Default)]
    struct Chunks(Vec<String>);

    impl Observer for Chunks {
        fn emit(&mut self, chunk: &str) {
            self.0.push(chunk.to_owned());
        }

        fn progress(&mut self, _done: u64, _total: u64) -> bool {
            true
        }
    }

    #[test]
    fn chunks_are_whole_lines_of_at_least_64_kib_and_the_rest() {
        let (mut recorder, mut host) = (Recorder::emitting(), Chunks::default());
        let lines: Vec<_> = (0..12_000).map(|n| format!("{{\"step\":{n}}}")).collect();
        for line in &lines {
            recorder.record(&mut host, |out| out.push_str(line));
        }
        assert_eq!(recorder.finish(&mut host), Ok(0));
        assert_eq!(host.0.concat(), lines.join("\n") + "\n");
        assert_eq!(host.0.len(), 3);
        let (rest, full) = host.0.split_last().unwrap();
        assert!(full.iter().all(|chunk| chunk.len() >= CHUNK && chunk.ends_with('\n')));
        assert!(rest.len() < CHUNK && rest.ends_with('\n'));
    }

    #[test]
    fn nothing_is_made_when_nobody_asked() {
        let mut recorder = Recorder::Off;
        recorder.record(&mut NoObserver, |_| unreachable!());
        assert!(!recorder.is_on());
        assert_eq!(recorder.finish(&mut NoObserver), Ok(0));
    }

    fn compare(expected: &str, lines: &[&str]) -> Result<u64, (u64, Option<String>, Option<String>)> {
        let mut recorder = Recorder::comparing(expected);
        for line in lines {
            recorder.record(&mut NoObserver, |out| out.push_str(line));
        }
        let finished = recorder.finish(&mut NoObserver);
        finished.map_err(|difference| (difference.line, difference.expected, difference.found))
    }

    #[test]
    fn the_first_difference_is_found() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(compare("a\nb\n", &["a", "b"]), Ok(2));
        assert_eq!(compare("a\nb", &["a", "b"]), Ok(2));
        assert_eq!(compare("a\r\nb\r\n", &["a", "b"]), Ok(2));
        assert_eq!(compare("a\nb\nc", &["a", "x", "y"]), Err((2, some("b"), some("x"))));
        assert_eq!(compare("a", &["a", "b"]), Err((2, None, some("b"))));
        assert_eq!(compare("a\nb", &["a"]), Err((2, some("b"), None)));
        assert_eq!(compare("", &[]), Ok(0));
    }
}
