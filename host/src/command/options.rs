//! What several verbs take: formats, days, instants, lengths of time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::ValueEnum;
use greenlight_core::case::{Day, Duration as Length, Instant};

use crate::document::CliError;
use crate::render;
use crate::terminal::Terminal;

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Words,
    /// As the engine gives it, one document a line.
    Json,
}

impl Format {
    /// Trouble is told to programs here; to people by whoever called.
    pub(super) fn refused(self, terminal: &mut Terminal, trouble: CliError) -> CliError {
        if self == Self::Json {
            terminal.print_document(&render::trouble_json(&trouble));
        }
        trouble
    }
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write a day of the calendar such as `2024-01-24`".to_owned())
}

/// Reads an instant, or `now`.
pub(super) fn instant(text: &str) -> Result<Instant, String> {
    if text == "now" {
        return now();
    }
    Instant::parse(text)
        .ok_or_else(|| "write an instant such as `2024-02-12T09:00:00Z`, a day, or `now`".to_owned())
}

/// Reads a length of time.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let length = Length::parse(text).ok_or("write a length of time such as `30s` or `1h30m`")?;
    Ok(Duration::from_millis(length.ms()))
}

/// The instant of an option, or this second.
pub(super) fn or_now(given: Option<Instant>) -> Result<Instant, CliError> {
    given
        .map_or_else(now, Ok)
        .map_err(|what| CliError::new("no-clock", what).help("say the instant with `--as-of`"))
}

fn now() -> Result<Instant, String> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs());
    let ms = seconds.ok().and_then(|seconds| i64::try_from(seconds).ok()?.checked_mul(1000));
    ms.and_then(Instant::from_ms).ok_or_else(|| "the clock of this machine is not set".to_owned())
}
