//! What the host does while a simulation works: writes its trace, shows how far it is, and stops it when asked.

use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::document::CliError;
use crate::engine::Observer;
use crate::output::Output;

/// The end of a trace that was stopped where the engine cannot say when.
const STOPPED: &str = "{\"event\":\"stopped\"}\n";
/// What a shell expects of a process that Ctrl-C ended.
const INTERRUPTED: i32 = 130;
/// How long the engine may take to stop by itself; then it is stopped without an answer.
const PATIENCE: Duration = Duration::from_millis(120);

/// Hears one simulation.
pub(crate) struct SimulationObserver {
    trace: Mutex<Option<Trace>>,
    bar: ProgressBar,
    until: Option<Instant>,
    stop: Arc<Stop>,
    /// When it first was to stop.
    stopping: OnceLock<Instant>,
}

/// What a signal does.
#[derive(Default)]
struct Stop {
    asked: AtomicBool,
    /// The engine has ended: there is nothing left to stop but the process.
    ended: AtomicBool,
}

/// A trace as far as it is written.
struct Trace {
    output: Output,
    /// Something was told.
    begun: bool,
    failed: Option<io::Error>,
}

impl SimulationObserver {
    /// Attends a simulation: its trace goes to the output, a bar to the terminal if there is one; it is stopped by Ctrl-C, by being told
    /// to terminate, or when its time is up.
    pub(crate) fn new(trace: Option<Output>, limit: Option<Duration>) -> Self {
        let stop = Arc::new(Stop::default());
        let heard = Arc::clone(&stop);
        // Where there is no such signal, the process simply ends.
        let _ = ctrlc::set_handler(move || {
            if heard.asked.swap(true, Ordering::SeqCst) || heard.ended.load(Ordering::SeqCst) {
                std::process::exit(INTERRUPTED);
            }
        });
        Self {
            trace: Mutex::new(trace.map(|output| Trace { output, begun: false, failed: None })),
            bar: if io::stderr().is_terminal() { bar() } else { ProgressBar::hidden() },
            until: limit.and_then(|limit| Instant::now().checked_add(limit)),
            stop,
            stopping: OnceLock::new(),
        }
    }

    /// Takes the bar away. Signals end the process from now on.
    pub(crate) fn leave(&self) {
        self.bar.finish_and_clear();
        self.stop.ended.store(true, Ordering::SeqCst);
    }

    /// Gives the trace its name, and marks one that was not told to its end as stopped. One that never began leaves no file.
    ///
    /// # Errors
    /// When not all of it could be written; what could is there.
    pub(crate) fn keep_trace(&self, whole: bool) -> Result<(), CliError> {
        let Some(Trace { mut output, begun, failed }) = self.trace().take() else { return Ok(()) };
        if !begun && !whole {
            return Ok(());
        }
        let named = output.named().to_path_buf();
        let marked = if failed.is_some() || !whole { output.end_with(STOPPED) } else { Ok(()) };
        if let Err(error) = marked {
            return Err(CliError::unwritable(&named, &failed.unwrap_or(error)));
        }
        output.finish()?;
        failed.map_or(Ok(()), |error| {
            Err(CliError::unwritable(&named, &error).help(
                "what could be written is there, marked as stopped; choose another place, or make room there",
            ))
        })
    }

    /// Whether it was stopped by a signal or by its time.
    pub(crate) fn was_stopped(&self) -> bool {
        self.stopping.get().is_some()
    }

    fn trace(&self) -> MutexGuard<'_, Option<Trace>> {
        self.trace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nothing has asked it to stop.
    pub(crate) fn goes_on(&self) -> bool {
        let in_time = self.until.is_none_or(|until| Instant::now() < until);
        let written = self.trace().as_ref().is_none_or(|trace| trace.failed.is_none());
        let goes_on = in_time && written && !self.stop.asked.load(Ordering::SeqCst);
        if !goes_on {
            self.stopping.get_or_init(Instant::now);
        }
        goes_on
    }
}

impl Observer for SimulationObserver {
    fn emit(&self, chunk: &str) {
        let mut trace = self.trace();
        let Some(trace) = trace.as_mut() else { return };
        trace.begun = true;
        if trace.failed.is_none() {
            trace.failed = trace.output.write(chunk).err();
        }
    }

    fn progress(&self, done: u64, total: u64) -> bool {
        self.bar.set_length(total);
        self.bar.set_position(done);
        self.goes_on()
    }

    fn waits(&self) -> bool {
        self.goes_on() || self.stopping.get().is_none_or(|since| since.elapsed() < PATIENCE)
    }
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40.green} {percent:>3} %  {eta} left");
    ProgressBar::new(1).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
