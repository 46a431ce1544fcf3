//! What is read and what the engine may use: all limits of this program, most of which follow the size of what is read.

use std::time::Duration;

const MIB: usize = 1 << 20;

/// A file, or one line of a batch, is at most so long: a machine with everything stated takes about 1 KB.
pub(crate) const SOURCE_BYTES_MAX: usize = 256 * MIB;
/// What another tool printed is at most so long: of it no more is held than the facts that come out.
pub(crate) const EXPORT_BYTES_MAX: usize = 2048 * MIB;
/// A trace is at most so long: it has to fit beside the machines it tells of.
pub(crate) const TRACE_BYTES_MAX: usize = 1024 * MIB;
/// Values nested deeper than this are refused: no document of ours needs a tenth of it, and parsers recurse.
pub(crate) const DEPTH_MAX: usize = 100;

/// So many values a text of this length may hold, aliases expanded. Without aliases none holds more than it has letters.
pub(crate) fn values_max(bytes: usize) -> usize {
    bytes.max(500_000)
}

/// So long a text of this length may become as JSON, aliases expanded. Without aliases none becomes five times as long.
pub(crate) const fn expanded_bytes_max(bytes: usize) -> usize {
    32 * MIB + 5 * bytes
}

/// What one call of the engine may use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of its memory.
    pub(crate) memory_bytes: usize,
    /// So many more for each byte of what it is asked.
    pub(crate) memory_per_byte: usize,
    /// Time from the call to its answer; `None` for as long as it takes.
    pub(crate) time: Option<Duration>,
    /// So much more for each MiB of what it is asked.
    pub(crate) time_per_mib: Duration,
}

impl Limits {
    /// For verbs whose work is bounded by the size of their input.
    pub(crate) const JUDGE: Self = Self {
        memory_bytes: 64 * MIB,
        memory_per_byte: 8,
        time: Some(Duration::from_secs(10)),
        time_per_mib: Duration::from_secs(1),
    };

    /// For verbs that try many completions of a case.
    pub(crate) const SEARCH: Self = Self { time: Some(Duration::from_mins(1)), ..Self::JUDGE };

    /// For reading the files of other tools: what is asked of their records is kept until all are joined, and all of it may become facts. Of users
    /// as Graph gives them, and of role assignments, it takes 2 bytes for each; of machines with nothing beside what is asked for, 22.
    pub(crate) const IMPORT: Self = Self { memory_per_byte: 24, ..Self::JUDGE };

    /// For simulations, which end by the budget of their scenario.
    pub(crate) const SIMULATE: Self =
        Self { memory_bytes: 3072 * MIB, memory_per_byte: 0, time: None, time_per_mib: Duration::ZERO };

    /// The memory for a text of this length.
    pub(crate) const fn memory(&self, bytes: usize) -> usize {
        self.memory_bytes.saturating_add(self.memory_per_byte.saturating_mul(bytes))
    }

    /// The time for a text of this length.
    pub(crate) fn time(&self, bytes: usize) -> Option<Duration> {
        let mib = u32::try_from(bytes / MIB).unwrap_or(u32::MAX);
        self.time.map(|time| time.saturating_add(self.time_per_mib.saturating_mul(mib)))
    }
}

/// The limits, in words.
pub(crate) fn words() -> String {
    let Limits { memory_bytes, memory_per_byte, time, time_per_mib } = Limits::JUDGE;
    format!(
        "Limits: a file, or a line of `.jsonl`, of {} MiB; a trace of {} MiB; what another tool printed of {} MiB; values nested {DEPTH_MAX} levels deep. \
         Judging a case may take {} MiB of memory and {memory_per_byte} bytes for each of its bytes, and {} s and {} s for each of its MiB; \
         a simulation {} MiB and what the `limits` of its scenario say.",
        SOURCE_BYTES_MAX / MIB,
        TRACE_BYTES_MAX / MIB,
        EXPORT_BYTES_MAX / MIB,
        memory_bytes / MIB,
        time.unwrap_or_default().as_secs(),
        time_per_mib.as_secs(),
        Limits::SIMULATE.memory_bytes / MIB,
    )
}
