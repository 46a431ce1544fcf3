//! What is said of each row, as columns of Arrow.

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_pyarrow::IntoPyArrow as _;
use greenlight_core::case::Day;
use greenlight_core::json::write;
use greenlight_core::report::Report;
use greenlight_core::{Judge, describe};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What becomes of a row that the engine breaks on.
const DEFECT: &str = r#"{"code":"engine-defect","at":"","message":"the engine met a defect of its own","help":"report it, with the case: the other rows are right"}"#;
/// What becomes of a row that is null.
const NOTHING: &str = r#"{"code":"missing-field","at":"","message":"there is no case in this row","help":"give a case as JSON text"}"#;

/// What becomes of a row of other bytes than text.
const NOT_TEXT: &str = r#"{"code":"not-utf-8","at":"","message":"this row is not UTF-8 text","help":"give a case as JSON text"}"#;

/// Which columns are wanted beside those that are always there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ColumnOptions {
    /// The findings, as JSON.
    pub(crate) findings: bool,
    /// The whole report, as JSON.
    pub(crate) report: bool,
}

/// The columns so far.
pub(crate) struct Columns {
    wanted: ColumnOptions,
    rows: usize,
    outcome: StringBuilder,
    codes: ListBuilder<StringBuilder>,
    findings: StringBuilder,
    report: StringBuilder,
    error: StringBuilder,
}

impl Columns {
    /// No row yet, and room for so many.
    pub(crate) fn new(wanted: ColumnOptions, rows: usize) -> Self {
        Self {
            wanted,
            rows: 0,
            outcome: StringBuilder::with_capacity(rows, rows * 8),
            codes: ListBuilder::with_capacity(StringBuilder::new(), rows),
            findings: StringBuilder::new(),
            report: StringBuilder::new(),
            error: StringBuilder::new(),
        }
    }

    /// Judges a row and says what became of it.
    pub(crate) fn push(&mut self, judge: &Judge, row: Option<&[u8]>) {
        match catch_unwind(AssertUnwindSafe(|| judged(judge, row))) {
            Ok(Ok(report)) => self.judged(&report),
            Ok(Err(error)) => self.refused(&error),
            Err(_) => self.refused(DEFECT),
        }
    }

    fn judged(&mut self, report: &Report) {
        self.rows += 1;
        self.outcome.append_value(report.outcome.word());
        let mut codes: Vec<&str> = Vec::with_capacity(report.findings.len());
        for finding in &report.findings {
            if !codes.contains(&&*finding.code) {
                codes.push(&finding.code);
            }
        }
        for code in &codes {
            self.codes.values().append_value(code);
        }
        self.codes.append(true);
        if self.wanted.findings {
            self.findings.append_value(write::text(&report.findings));
        }
        if self.wanted.report {
            self.report.append_value(write::text(report));
        }
        self.error.append_null();
    }

    fn refused(&mut self, error: &str) {
        self.rows += 1;
        self.outcome.append_null();
        self.codes.append(false);
        self.findings.append_null();
        self.report.append_null();
        self.error.append_value(error);
    }

    /// The columns as pyarrow's.
    pub(crate) fn finish(mut self, py: Python<'_>, rulebook: Day) -> PyResult<Bound<'_, PyAny>> {
        let same = |text: &str| -> ArrayRef { Arc::new(StringArray::from(vec![text; self.rows])) };
        let (engine, rulebook) = (same(&describe().engine.version), same(&rulebook.to_string()));
        let mut columns: Vec<(&str, ArrayRef)> =
            vec![("outcome", Arc::new(self.outcome.finish())), ("codes", Arc::new(self.codes.finish()))];
        if self.wanted.findings {
            columns.push(("findings", Arc::new(self.findings.finish())));
        }
        if self.wanted.report {
            columns.push(("report", Arc::new(self.report.finish())));
        }
        columns.extend([
            ("error", Arc::new(self.error.finish()) as ArrayRef),
            ("engine", engine),
            ("rulebook", rulebook),
        ]);
        let batch =
            RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, it)| (name, it, true)));
        batch.map_err(|error| PyRuntimeError::new_err(error.to_string()))?.into_pyarrow(py)
    }
}

/// The report on a row, or the error as JSON.
fn judged(judge: &Judge, row: Option<&[u8]>) -> Result<Report, String> {
    let Some(bytes) = row else { return Err(NOTHING.to_owned()) };
    let text = str::from_utf8(bytes).map_err(|_| NOT_TEXT.to_owned())?;
    judge.report(text).map_err(|error| write::text(&error))
}
