//! Batches: one document a line, read in chunks by several workers, and what they make of each chunk taken in the order of the lines.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use crate::document::{BOM, CliError, SourceText, name_of, open};
use crate::engine::{Engine, Failure, Limits, NoObserver, Verb, Worker};
use crate::limits::SOURCE_BYTES_MAX;

/// So many lines cross the engine's boundary at once, unless so many bytes are more.
const LINES_PER_CHUNK: usize = 64;
const BYTES_PER_CHUNK: usize = 512 << 10;
/// So many chunks a worker may be read before the first of them is taken.
const CHUNKS_AHEAD: usize = 4;

/// Some lines of a file, without those that are blank.
pub(crate) struct Chunk {
    bytes: Vec<u8>,
    lines: Vec<(usize, Range<usize>)>,
    /// The line in which reading ended, as it is longer than what is read.
    too_long: Option<usize>,
}

/// One line.
pub(crate) struct Line<'c> {
    /// Counted from 1.
    pub(crate) number: usize,
    /// As it stands in the file, without its end.
    pub(crate) text: Result<&'c str, CliError>,
}

/// Whether a file holds one document a line.
pub(crate) fn is_lines(file: &Path) -> bool {
    let extension = file.extension();
    extension.is_some_and(|extension| {
        extension.eq_ignore_ascii_case("jsonl") || extension.eq_ignore_ascii_case("ndjson")
    })
}

impl Chunk {
    fn empty() -> Self {
        Self { bytes: Vec::with_capacity(BYTES_PER_CHUNK), lines: Vec::new(), too_long: None }
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.bytes.shrink_to(2 * BYTES_PER_CHUNK);
        self.lines.clear();
        self.too_long = None;
    }

    /// How many bytes its lines have together.
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// How many lines it has.
    pub(crate) const fn count(&self) -> usize {
        self.lines.len()
    }

    /// The lines of the file of this name.
    pub(crate) fn lines<'c>(&'c self, name: &'c str) -> impl Iterator<Item = Line<'c>> {
        let whole = self.lines.iter().map(move |(number, range)| {
            let text = self.bytes.get(range.clone()).unwrap_or_default();
            let text = str::from_utf8(text).map(str::trim_end).map_err(move |_| {
                CliError::new("not-utf-8", "this line is not UTF-8 text")
                    .help("save the file as UTF-8")
                    .named(&format!("{name}:{number}"))
            });
            Line { number: *number, text }
        });
        let rest = self.too_long.map(|number| Line { number, text: Err(too_long(name, number)) });
        whole.chain(rest)
    }
}

/// Where the next line would begin is unknown: nothing after this one is read.
fn too_long(name: &str, number: usize) -> CliError {
    let what = format!(
        "this line is longer than {} MiB, and the rest of the file is not read",
        SOURCE_BYTES_MAX >> 20
    );
    let source = SourceText { name: name.to_owned(), text: String::new(), lines_before: number - 1 };
    let trouble = CliError::new("too-large", what).in_source(&source.into()).mark(0..0, "");
    trouble.help("write one case a line, without line breaks inside")
}

/// Has workers, one for each processor, work on a file chunk by chunk, and hands over what they made of it, in order, until the taker has
/// enough.
///
/// # Errors
/// [`CliError`] when the file cannot be read; what was read before is handed over first.
pub(crate) fn run<T: Send>(
    engine: &Engine,
    file: &Path,
    work: &(dyn Fn(&mut Worker<'_>, &Chunk) -> T + Sync),
    take: &mut dyn FnMut(T) -> bool,
) -> Result<(), CliError> {
    let unreadable = |error: io::Error| CliError::unreadable(&name_of(file), &error);
    let reader = BufReader::with_capacity(BYTES_PER_CHUNK / 4, open(file).map_err(unreadable)?);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let queue = Queue {
        ahead: workers * CHUNKS_AHEAD,
        state: Mutex::new(State { reader, line: 0, read: 0, taken: 0, ended: None, spare: Vec::new() }),
        changed: Condvar::new(),
    };
    let (done, taken) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (done, queue) = (done.clone(), &queue);
            scope.spawn(move || {
                // However a worker ends, nobody waits for it.
                let _end = End(queue);
                let mut worker = engine.worker(Limits::JUDGE, Arc::new(NoObserver));
                while let Some((place, chunk)) = queue.next() {
                    let made = work(&mut worker, &chunk);
                    queue.give_back(chunk);
                    if done.send((place, made)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (place, made) in taken {
            waiting.insert(place, made);
            while let Some(made) = waiting.remove(&next) {
                next += 1;
                if !take(made) {
                    queue.end(Ok(()));
                    return;
                }
            }
            queue.took(next);
        }
    });
    match queue.state().ended.take() {
        Some(Err(error)) => Err(unreadable(error)),
        _ => Ok(()),
    }
}

/// The file, and how far it is read and taken.
struct Queue {
    ahead: usize,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    reader: BufReader<Box<dyn io::Read + Send>>,
    line: usize,
    read: usize,
    taken: usize,
    ended: Option<io::Result<()>>,
    /// Chunks that nobody needs any more: memory that several threads take from the system anew has them wait for each other.
    spare: Vec<Chunk>,
}

/// Ends a queue when it is dropped.
struct End<'q>(&'q Queue);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.end(Ok(()));
    }
}

impl Queue {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next chunk and its place, once it is its turn.
    fn next(&self) -> Option<(usize, Chunk)> {
        let waits = |state: &mut State| state.ended.is_none() && state.read >= state.taken + self.ahead;
        let mut state = self.changed.wait_while(self.state(), waits).unwrap_or_else(PoisonError::into_inner);
        if state.ended.is_some() {
            return None;
        }
        let chunk = state.chunk();
        if chunk.lines.is_empty() && chunk.too_long.is_none() {
            return None;
        }
        let place = state.read;
        state.read += 1;
        Some((place, chunk))
    }

    fn give_back(&self, chunk: Chunk) {
        self.state().spare.push(chunk);
    }

    fn took(&self, chunks: usize) {
        self.state().taken = chunks;
        self.changed.notify_all();
    }

    /// Nothing more is read; how reading ended before stays.
    fn end(&self, ended: io::Result<()>) {
        self.state().ended.get_or_insert(ended);
        self.changed.notify_all();
    }
}

impl State {
    /// Reads on until a chunk is full, or to the end.
    fn chunk(&mut self) -> Chunk {
        let mut chunk = self.spare.pop().unwrap_or_else(Chunk::empty);
        chunk.clear();
        while chunk.lines.len() < LINES_PER_CHUNK && chunk.bytes.len() < BYTES_PER_CHUNK {
            let start = chunk.bytes.len();
            let line = self.reader.by_ref().take(SOURCE_BYTES_MAX as u64).read_until(b'\n', &mut chunk.bytes);
            let length = match line {
                Err(error) => {
                    self.ended = Some(Err(error));
                    break;
                }
                Ok(0) => {
                    self.ended = Some(Ok(()));
                    break;
                }
                Ok(length) => length,
            };
            self.line += 1;
            if length == SOURCE_BYTES_MAX {
                chunk.bytes.truncate(start);
                chunk.too_long = Some(self.line);
                self.ended = Some(Ok(()));
                break;
            }
            let line = chunk.bytes.get(start..).unwrap_or_default();
            let mark = if self.line == 1 && line.starts_with(BOM) { BOM.len() } else { 0 };
            if line.get(mark..).unwrap_or_default().trim_ascii().is_empty() {
                chunk.bytes.truncate(start);
            } else {
                chunk.lines.push((self.line, start + mark..chunk.bytes.len()));
            }
        }
        chunk
    }
}

/// Answers to requests, in their order.
pub(crate) enum Answers {
    /// One a line.
    Together(String),
    /// Each by itself.
    Each(Vec<Result<String, Failure>>),
}

impl Answers {
    /// Answer by answer.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Result<&str, Failure>> {
        let (together, each) = match self {
            Self::Together(answers) => (answers.as_str(), &[][..]),
            Self::Each(answers) => ("", answers.as_slice()),
        };
        let each = each.iter().map(|answer| answer.as_ref().map(|it| it.trim_end()).map_err(Clone::clone));
        together.lines().map(Ok).chain(each)
    }
}

/// Asks about requests, one a line, in one call; one by one when a request among them brings the engine down.
pub(crate) fn ask(worker: &mut Worker<'_>, verb: Verb, requests: &str) -> Answers {
    match worker.call(verb, requests) {
        Ok(answers) if answers.lines().count() == requests.lines().count() => Answers::Together(answers),
        _ => Answers::Each(requests.lines().map(|request| worker.call(verb, request)).collect()),
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
        let answers = ask(&mut worker, Verb::CheckLines, &format!("{{}}\n{huge}\n[]"));
        let answers: Vec<_> = answers.iter().collect();
        let [before, lost, after] = answers.as_slice() else { panic!("{answers:?}") };
        assert!(before.as_ref().unwrap().contains("missing-field"));
        assert_eq!(*lost, Err(Failure::TooLarge(4 << 20)));
        assert!(after.as_ref().unwrap().contains("wrong-type"));
    }
}
