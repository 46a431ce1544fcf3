//! The trace of a simulation: one header line, then one step a line; and how it is compared with an earlier one.

use crate::vocabulary::instant::Instant;
use std::str::Lines;

/// Chunks are at least this long, the last one excepted.
pub const CHUNK: usize = 64 * 1024;

/// An earlier trace and how far it was the same.
#[derive(Debug)]
pub struct Comparer<'a> {
    expected: Lines<'a>,
    lines: u64,
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

impl<'a> Comparer<'a> {
    /// Compares with the text of an earlier trace.
    #[must_use]
    pub fn new(expected: &'a str) -> Self {
        Self { expected: expected.lines(), lines: 0, difference: None, cut: false }
    }

    /// Hears that the simulation was stopped: what comes after it is not compared.
    pub const fn stop(&mut self) {
        self.cut = true;
    }

    /// Whether it has come to where one of both was stopped.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.cut
    }

    /// Whether nothing that comes can change the answer.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        self.cut || self.difference.is_some()
    }

    /// Compares the next lines.
    pub fn compare(&mut self, lines: &str) {
        for line in lines.lines() {
            self.line(line);
        }
    }

    fn line(&mut self, line: &str) {
        if self.is_settled() {
            return;
        }
        let expected = self.expected.next();
        if expected.is_some_and(|expected| is_stop(expected, line)) && self.expected.clone().next().is_none()
        {
            self.cut = true;
            return;
        }
        self.lines += 1;
        if expected != Some(line) {
            let (expected, found) = (expected.map(str::to_owned), Some(line.to_owned()));
            self.difference = Some(Difference { line: self.lines, expected, found });
        }
    }

    /// Ends the comparison: how many lines were the same.
    ///
    /// # Errors
    /// The first difference.
    pub fn finish(mut self) -> Result<u64, Difference> {
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

    fn compare(expected: &str, lines: &[&str]) -> Result<u64, (u64, Option<String>, Option<String>)> {
        let mut comparer = Comparer::new(expected);
        for line in lines {
            comparer.compare(line);
        }
        comparer.finish().map_err(|difference| (difference.line, difference.expected, difference.found))
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
            let mut comparer = Comparer::new(&text);
            comparer.compare(&lines.join("\n"));
            let cut = comparer.is_cut();
            assert_eq!(comparer.finish().ok().filter(|_| cut), same, "{trace:?}");
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
        let mut comparer = Comparer::new("a\nb\nc");
        comparer.compare("a\n");
        comparer.stop();
        comparer.compare("stopped");
        assert!(comparer.is_cut());
        assert_eq!(comparer.finish(), Ok(1));
    }
}
