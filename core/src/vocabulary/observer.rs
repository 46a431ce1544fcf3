//! The observer of a long computation.

/// What the engine tells while it works; its answers do not depend on it.
pub trait Observer {
    /// Takes whole JSON Lines of a trace, at least 64 KiB at a time or the rest at the end.
    fn emit(&mut self, chunk: &str);

    /// Hears how far a long computation is, at most every 2^13 events; `false` stops it.
    fn progress(&mut self, done: u64, total: u64) -> bool;
}

/// An observer that hears nothing and never stops the engine.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoObserver;

impl Observer for NoObserver {
    fn emit(&mut self, _chunk: &str) {}

    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        true
    }
}
