//! The observer of a long computation.

/// What the engine reports while it works; its answers do not depend on it.
pub trait Observer {
    /// Takes complete JSON Lines of a trace, at least 64 KiB at a time, except for the last chunk.
    fn emit(&mut self, chunk: &str);

    /// Takes the progress of a long computation, at most every 2^13 events; returning `false` stops it.
    fn progress(&mut self, done: u64, total: u64) -> bool;
}

/// An observer that ignores all reports and never stops the engine.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoObserver;

impl Observer for NoObserver {
    fn emit(&mut self, _chunk: &str) {}

    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        true
    }
}
