//! Writes one line of the trace for each thing that happens. A line is about one machine, and about nothing that counts others.

use super::machine_state::Failure;
use crate::lifecycle::machine::{Machine, Signal};
use crate::vocabulary::instant::Instant;
use greenlight_json::Pointer;
use greenlight_json::write::quote;
use std::fmt::{Display, Write as _};

/// Writes what happens to the trace, where there is one, and keeps it until somebody takes it.
#[derive(Debug, Default)]
pub(super) struct TraceWriter {
    /// Whole lines; `None` where nobody asked, and no line is ever made.
    lines: Option<String>,
}

/// A request and how it ended.
pub(super) struct RequestEnd<'a> {
    pub(super) actor: &'a str,
    pub(super) action: &'a str,
    pub(super) machine: &'a str,
    pub(super) outcome: &'static str,
    pub(super) because: &'a [&'static str],
    pub(super) missing: &'a [Pointer],
}

impl TraceWriter {
    /// For somebody who wants lines.
    pub(super) const fn on() -> Self {
        Self { lines: Some(String::new()) }
    }

    /// Whether anybody wants lines.
    pub(super) const fn is_on(&self) -> bool {
        self.lines.is_some()
    }

    /// The lines that nobody has taken.
    pub(super) fn lines(&self) -> &str {
        self.lines.as_deref().unwrap_or_default()
    }

    /// Takes the lines.
    pub(super) fn take(&mut self) -> String {
        self.lines.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Writes one line, which `write` appends without its line break.
    pub(super) fn line(&mut self, write: impl FnOnce(&mut String)) {
        if let Some(lines) = &mut self.lines {
            write(lines);
            lines.push('\n');
        }
    }

    /// A machine took a step.
    pub(super) fn step(
        &mut self,
        at: Instant,
        name: &str,
        (before, signal, after): (Machine, Signal, Machine),
        failure: Option<Failure>,
    ) {
        self.line(|out| {
            begin(out, at);
            text(out, "machine", name);
            text(out, "from", before.phase.word());
            text(out, "signal", signal.word());
            text(out, "to", after.phase.word());
            let _ = write!(out, ",\"attempt\":{}", after.attempt);
            if after.connectivity != before.connectivity {
                text(out, "connectivity", after.connectivity.word());
            }
            if let Some(failure) = failure {
                text(out, "code", failure.code.word());
                text(out, "because", failure.cause.word());
            }
            out.push('}');
        });
    }

    /// Somebody asked for something.
    pub(super) fn asked(&mut self, at: Instant, asked: &RequestEnd<'_>) {
        self.line(|out| {
            begin(out, at);
            if !asked.machine.is_empty() {
                text(out, "machine", asked.machine);
            }
            text(out, "actor", asked.actor);
            text(out, "action", asked.action);
            text(out, "outcome", asked.outcome);
            list(out, "because", asked.because);
            list(out, "missing", asked.missing);
            out.push('}');
        });
    }

    /// Something happened to one machine, or to none, that is not a step.
    pub(super) fn event(&mut self, at: Instant, machine: &str, what: &str, fields: &[(&str, &dyn Display)]) {
        self.line(|out| {
            begin(out, at);
            if !machine.is_empty() {
                text(out, "machine", machine);
            }
            text(out, "event", what);
            for (key, value) in fields {
                text(out, key, &value.to_string());
            }
            out.push('}');
        });
    }
}

fn begin(out: &mut String, at: Instant) {
    let _ = write!(out, "{{\"at\":\"{at}\"");
}

fn text(out: &mut String, key: &str, value: &str) {
    let _ = write!(out, ",\"{key}\":");
    quote(out, value);
}

fn list(out: &mut String, key: &str, items: &[impl Display]) {
    if items.is_empty() {
        return;
    }
    let _ = write!(out, ",\"{key}\":[");
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        quote(out, &item.to_string());
    }
    out.push(']');
}
