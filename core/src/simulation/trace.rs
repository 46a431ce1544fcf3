//! The trace of a simulation: one header line, then one step a line; handed to the observer in chunks, or compared with another trace.

use std::str::Lines;

use crate::vocabulary::Observer;
use crate::vocabulary::instant::Instant;

/// Chunks are at least this long, the last one excepted.
pub const CHUNK: usize = 64 * 1024;

/// What becomes of the lines of a trace.
#[derive(Debug)]
pub enum Recorder<'a> {
    /// Nobody asked: no line is ever made.
    Off,
    /// Lines are handed to the observer.
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
    /// Nothing more is compared: the earlier trace was stopped here, or this one is.
    cut: bool,
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
    /// Tells the observer.
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
            cut: false,
        })
    }

    /// Whether lines are wanted at all.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        !matches!(self, Self::Off)
    }

    /// Hears that the simulation was stopped: what comes after it is not compared.
    pub const fn stop(&mut self) {
        if let Self::Comparing(comparer) = self {
            comparer.cut = true;
        }
    }

    /// Whether a comparison has come to where one of both was stopped.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        matches!(self, Self::Comparing(Comparer { cut: true, .. }))
    }

    /// Records one line, which `write` appends without its line break, and only if somebody asked.
    pub fn record(&mut self, observer: &mut dyn Observer, write: impl FnOnce(&mut String)) {
        match self {
            Self::Off => {}
            Self::Emitting(emitter) => emitter.record(observer, write),
            Self::Comparing(comparer) => comparer.record(write),
        }
    }

    /// Ends the trace: what is left of the chunk is handed over; a comparison answers how many lines there were and what differed first.
    ///
    /// # Errors
    /// The first difference.
    pub fn finish(self, observer: &mut dyn Observer) -> Result<u64, Difference> {
        match self {
            Self::Off => Ok(0),
            Self::Emitting(emitter) => {
                if !emitter.buffer.is_empty() {
                    observer.emit(&emitter.buffer);
                }
                Ok(0)
            }
            Self::Comparing(comparer) => comparer.finish(),
        }
    }
}

impl Emitter {
    fn record(&mut self, observer: &mut dyn Observer, write: impl FnOnce(&mut String)) {
        write(&mut self.buffer);
        self.buffer.push('\n');
        if self.buffer.len() >= CHUNK {
            observer.emit(&self.buffer);
            self.buffer.clear();
        }
    }
}

impl Comparer<'_> {
    fn record(&mut self, write: impl FnOnce(&mut String)) {
        if self.difference.is_some() || self.cut {
            return;
        }
        self.line.clear();
        write(&mut self.line);
        let expected = self.expected.next();
        if expected.is_some_and(|expected| is_stop(expected, &self.line))
            && self.expected.clone().next().is_none()
        {
            self.cut = true;
            return;
        }
        self.lines += 1;
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
        if self.cut {
            return Ok(self.lines);
        }
        match self.expected.next() {
            None => Ok(self.lines),
            Some(expected) => {
                Err(Difference { line: self.lines + 1, expected: Some(expected.to_owned()), found: None })
            }
        }
    }
}

/// Whether a line says that its trace was stopped, and not later than another line.
fn is_stop(line: &str, other: &str) -> bool {
    if line == r#"{"event":"stopped"}"# {
        return true;
    }
    let instant = |line: &str| {
        let (at, rest) = line.strip_prefix(r#"{"at":""#)?.split_once('"')?;
        Some((Instant::parse(at)?, rest == r#","event":"stopped"}"#))
    };
    match (instant(line), instant(other)) {
        (Some((stopped, true)), Some((now, _))) => stopped <= now,
        // Between two replicates stands no instant.
        (Some((_, true)), None) => true,
        _ => false,
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
        let (mut recorder, mut observer) = (Recorder::emitting(), Chunks::default());
        let lines: Vec<_> = (0..12_000).map(|n| format!("{{\"step\":{n}}}")).collect();
        for line in &lines {
            recorder.record(&mut observer, |out| out.push_str(line));
        }
        assert_eq!(recorder.finish(&mut observer), Ok(0));
        assert_eq!(observer.0.concat(), lines.join("\n") + "\n");
        assert_eq!(observer.0.len(), 3);
        let (rest, full) = observer.0.split_last().unwrap();
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

    #[test]
    fn a_trace_that_was_stopped_is_the_same_so_far() {
        let (early, late) =
            (r#"{"at":"2024-02-12T08:00:00.500Z","n":1}"#, r#"{"at":"2024-02-12T08:00:01Z","n":2}"#);
        let stopped = |at: &str| format!("{{\"at\":\"{at}\",\"event\":\"stopped\"}}");
        let check = |trace: &[&str], lines: &[&str], same: Option<u64>| {
            let text = trace.join("\n");
            let mut recorder = Recorder::comparing(&text);
            for line in lines {
                recorder.record(&mut NoObserver, |out| out.push_str(line));
            }
            let cut = recorder.is_cut();
            assert_eq!(recorder.finish(&mut NoObserver).ok().filter(|_| cut), same, "{trace:?}");
        };
        let marker = r#"{"event":"stopped"}"#;
        check(&["h", early, &stopped("2024-02-12T08:00:00.500Z")], &["h", early, late], Some(2));
        check(&["h", early, &stopped("2024-02-12T08:00:01Z")], &["h", early, late], Some(2));
        check(&["h", early, &stopped("2024-02-12T08:00:02Z")], &["h", early, late], None);
        check(&["h", early, marker], &["h", early, late], Some(2));
        check(&["h", marker], &["h", early, late], Some(1));
        check(&["h", marker, early], &["h", early, late], None);
        check(&["h", late, marker], &["h", early, late], None);
    }

    #[test]
    fn a_comparison_that_is_stopped_says_how_far_it_came() {
        let mut recorder = Recorder::comparing("a\nb\nc");
        recorder.record(&mut NoObserver, |out| out.push('a'));
        recorder.stop();
        recorder.record(&mut NoObserver, |out| out.push_str("stopped"));
        assert!(recorder.is_cut());
        assert_eq!(recorder.finish(&mut NoObserver), Ok(1));
    }
}
