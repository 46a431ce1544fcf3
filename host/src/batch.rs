//! Batches: one document a line, judged by several workers, answered in the order of the lines.

use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::document::{BOM, Source, Trouble, name_of, open};
use crate::engine::{Engine, Failure, Limits, NoObserver, Verb, Worker};
use crate::limits::SOURCE_BYTES_MAX;

/// So many lines are read before the first of them is answered.
const LINES_PER_WINDOW: usize = 8192;
/// A window is also full with so many bytes.
const BYTES_PER_WINDOW: usize = 16 << 20;
/// So many lines cross the engine's boundary at once.
const LINES_PER_CALL: usize = 64;

/// One line and what became of it.
pub(crate) struct Line {
    /// Counted from 1.
    pub(crate) number: usize,
    /// As it stands in the file.
    pub(crate) text: String,
    /// The engine's answer.
    pub(crate) answer: Result<String, Trouble>,
}

/// Whether a file holds one document a line.
pub(crate) fn is_lines(file: &Path) -> bool {
    let extension = file.extension();
    extension.is_some_and(|extension| {
        extension.eq_ignore_ascii_case("jsonl") || extension.eq_ignore_ascii_case("ndjson")
    })
}

/// Whether the line names the instant judged; `None` when it is no JSON object.
pub(crate) fn names_an_instant(line: &str) -> Option<bool> {
    #[derive(Deserialize)]
    struct Peeked {
        as_of: Option<IgnoredAny>,
    }
    serde_json::from_str::<Peeked>(line).ok().map(|peeked| peeked.as_of.is_some())
}

/// Asks the engine about every line and hands over the answers in order, until the taker has enough.
///
/// # Errors
/// [`Trouble`] when the file cannot be read; what was read before is handed over first.
pub(crate) fn run(
    engine: &Engine,
    file: &Path,
    request: &dyn Fn(usize, &str) -> Result<String, Trouble>,
    take: &mut dyn FnMut(Line) -> bool,
) -> Result<(), Trouble> {
    let name = &*name_of(file);
    let unreadable = |error: io::Error| Trouble::unreadable(name, &error);
    let mut lines = Lines { reader: BufReader::new(open(file).map_err(unreadable)?), name, number: 0 };
    loop {
        let (window, ended) = lines.window(request);
        let asked: Vec<&str> = window.iter().filter_map(|line| line.request.as_deref().ok()).collect();
        let mut answers = ask_all(engine, &asked).into_iter();
        for Pending { number, text, request } in window {
            let answer = request.and_then(|_| {
                let answer =
                    answers.next().unwrap_or_else(|| Err(Failure::Broke("an answer is missing".to_owned())));
                answer.map_err(|failure| Trouble::from(failure).named(&format!("{name}:{number}")))
            });
            if !take(Line { number, text, answer }) {
                return Ok(());
            }
        }
        if let Some(ended) = ended {
            return ended.map_err(unreadable);
        }
    }
}

/// A line that is to be asked about.
struct Pending {
    number: usize,
    text: String,
    request: Result<String, Trouble>,
}

struct Lines<'f> {
    reader: BufReader<Box<dyn io::Read>>,
    name: &'f str,
    number: usize,
}

impl Lines<'_> {
    /// Reads on until the window is full; how reading ended, when it did.
    fn window(
        &mut self,
        request: &dyn Fn(usize, &str) -> Result<String, Trouble>,
    ) -> (Vec<Pending>, Option<io::Result<()>>) {
        let mut window = Vec::new();
        let mut bytes = 0;
        while window.len() < LINES_PER_WINDOW && bytes < BYTES_PER_WINDOW {
            let mut line = Vec::new();
            match self.reader.by_ref().take(SOURCE_BYTES_MAX as u64).read_until(b'\n', &mut line) {
                Err(error) => return (window, Some(Err(error))),
                Ok(0) => return (window, Some(Ok(()))),
                Ok(length) => bytes += length,
            }
            self.number += 1;
            if self.number == 1 && line.starts_with(BOM) {
                line.drain(..BOM.len());
            }
            if line.len() == SOURCE_BYTES_MAX {
                window.push(self.too_long());
                return (window, Some(Ok(())));
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            let number = self.number;
            window.push(if let Ok(text) = String::from_utf8(line) {
                Pending { number, request: request(number, text.trim_end()), text }
            } else {
                let trouble =
                    Trouble::new("not-utf-8", "this line is not UTF-8 text").help("save the file as UTF-8");
                Pending {
                    number,
                    request: Err(trouble.named(&format!("{}:{number}", self.name))),
                    text: String::new(),
                }
            });
        }
        (window, None)
    }

    /// Where the next line would begin is unknown: nothing after this one is read.
    fn too_long(&self) -> Pending {
        let what = format!(
            "this line is longer than {} MiB, and the rest of the file is not read",
            SOURCE_BYTES_MAX >> 20
        );
        let source =
            Source { name: self.name.to_owned(), text: String::new(), lines_before: self.number - 1 };
        let trouble = Trouble::new("too-large", what).in_source(&source.into()).mark(0..0, "");
        let request = Err(trouble.help("write one case a line, without line breaks inside"));
        Pending { number: self.number, text: String::new(), request }
    }
}

/// Answers to all requests, in their order, from as many workers as there are processors.
fn ask_all(engine: &Engine, requests: &[&str]) -> Vec<Result<String, Failure>> {
    let chunks: Vec<&[&str]> = requests.chunks(LINES_PER_CALL).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from).min(chunks.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut worker = engine.worker(Limits::JUDGE, Arc::new(NoObserver));
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = chunks.get(index) else {
                return done;
            };
            done.push((index, ask_chunk(&mut worker, chunk)));
        }
    };
    let mut answers: Vec<_> = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut answers = work();
        // A worker that panicked leaves its lines unanswered, and they are reported as such.
        answers.extend(others.into_iter().filter_map(|other| other.join().ok()).flatten());
        answers
    });
    answers.sort_unstable_by_key(|(index, _)| *index);
    answers.into_iter().flat_map(|(_, answers)| answers).collect()
}

/// Answers to a few requests in one call; one by one when a request among them brings the engine down.
fn ask_chunk(worker: &mut Worker<'_>, requests: &[&str]) -> Vec<Result<String, Failure>> {
    let answers = worker.call(Verb::CheckLines, &requests.join("\n"));
    match answers {
        Ok(answers) if answers.lines().count() == requests.len() => {
            answers.lines().map(|answer| Ok(answer.to_owned())).collect()
        }
        _ => requests.iter().map(|request| worker.call(Verb::Check, request)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_line_that_brings_the_engine_down_is_lost() {
        let engine = Engine::load().unwrap();
        let limits = Limits { memory_bytes: 4 << 20, memory_per_byte: 0, ..Limits::JUDGE };
        let mut worker = engine.worker(limits, Arc::new(NoObserver));
        let huge = format!("{{\"case\":\"{}\"}}", "x".repeat(8 << 20));
        let answers = ask_chunk(&mut worker, &["{}", &huge, "[]"]);
        let [before, lost, after] = answers.as_slice() else { panic!("{answers:?}") };
        assert!(before.as_ref().unwrap().contains("missing-field"));
        assert_eq!(*lost, Err(Failure::TooLarge(4 << 20)));
        assert!(after.as_ref().unwrap().contains("wrong-type"));
    }
}
