//! What the host does while a simulation works: writes its trace, shows how far it is, and stops it when asked.

use std::fs::File;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::engine::Listener;

/// Hears one simulation.
pub(crate) struct Attendant {
    trace: Option<Mutex<Trace>>,
    bar: ProgressBar,
    until: Option<Instant>,
    stop: Arc<AtomicBool>,
}

/// A trace as far as it is written.
struct Trace {
    file: File,
    failed: Option<io::Error>,
}

impl Attendant {
    /// Attends a simulation: its trace goes to the file, a bar to the terminal if there is one;
    /// it is stopped by Ctrl-C, or when its time is up.
    pub(crate) fn new(trace: Option<File>, limit: Option<Duration>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        // Where there is no such signal, the process simply ends.
        let _ = ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
        Self {
            trace: trace.map(|file| Mutex::new(Trace { file, failed: None })),
            bar: if io::stderr().is_terminal() { bar() } else { ProgressBar::hidden() },
            until: limit.and_then(|limit| Instant::now().checked_add(limit)),
            stop,
        }
    }

    /// Takes the bar away.
    ///
    /// # Errors
    /// When the trace could not be written.
    pub(crate) fn finish(&self) -> io::Result<()> {
        self.bar.finish_and_clear();
        let failed = self.trace.as_ref().and_then(|trace| locked(trace).failed.take());
        failed.map_or(Ok(()), Err)
    }

    fn goes_on(&self) -> bool {
        let in_time = self.until.is_none_or(|until| Instant::now() < until);
        let written = self.trace.as_ref().is_none_or(|trace| locked(trace).failed.is_none());
        in_time && written && !self.stop.load(Ordering::Relaxed)
    }
}

impl Listener for Attendant {
    fn emit(&self, chunk: &str) {
        let Some(trace) = &self.trace else { return };
        let mut trace = locked(trace);
        if trace.failed.is_none() {
            trace.failed = trace.file.write_all(chunk.as_bytes()).err();
        }
    }

    fn progress(&self, done: u64, total: u64) -> bool {
        self.bar.set_length(total);
        self.bar.set_position(done);
        self.goes_on()
    }
}

fn locked(trace: &Mutex<Trace>) -> impl std::ops::DerefMut<Target = Trace> + '_ {
    trace.lock().unwrap_or_else(PoisonError::into_inner)
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40.green} {percent:>3} %  {eta} left");
    ProgressBar::new(1).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
