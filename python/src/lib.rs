//! The engine for Python: text and Arrow in, text and Arrow out, no logic.

mod columns;
mod observer;
mod rows;

use columns::{ColumnOptions, Columns};
use greenlight_core::json::Canonical;
use greenlight_core::{Error, JudgeOptions, json, text};
use observer::PyObserver;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

include!(concat!(env!("OUT_DIR"), "/schemas.rs"));

/// So many rows are judged before Python may stop it.
const ROWS_AT_ONCE: usize = 256;

/// Judges rows of Arrow by the same options.
#[pyclass(frozen)]
struct Judge(greenlight_core::Judge);

#[pymethods]
impl Judge {
    /// Reads the options; what is wrong with them is a `ValueError` with the answer `{"error": …}`.
    #[new]
    fn new(options: &str) -> PyResult<Self> {
        let read: Result<JudgeOptions, Error> = json::from_str(options).map_err(Error::from);
        let judge = read.and_then(greenlight_core::Judge::new);
        judge.map(Self).map_err(|error| PyValueError::new_err(error.answer()))
    }

    /// Judges the rows of an array of texts, of anything that exports Arrow.
    #[pyo3(signature = (array, *, findings=false, report=false))]
    fn check<'py>(
        &self,
        array: &Bound<'py, PyAny>,
        findings: bool,
        report: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = array.py();
        let array = rows::imported(array)?;
        let rows = rows::texts(&*array)?;
        let mut columns = Columns::new(ColumnOptions { findings, report }, rows.len());
        for some in rows.chunks(ROWS_AT_ONCE) {
            py.detach(|| some.iter().for_each(|row| columns.push(&self.0, *row)));
            py.check_signals()?;
        }
        columns.finish(py, self.0.rulebook())
    }
}

#[pymodule]
mod _engine {
    #[pymodule_export]
    use super::{
        Judge, check, check_lines, describe, diagnose, explain, import_facts, licences, malformed, merge,
        missing_facts, open, outcomes, redact, replay, roles, rulebook, rules, schemas, shard, simulate, why,
    };
}

/// The verbs that take a request and give an answer.
macro_rules! verbs {
    ($($(#[$doc:meta])* $verb:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[pyfunction]
        fn $verb(py: Python<'_>, request: &str) -> String {
            py.detach(|| text::$verb(request))
        }
    )+};
}

verbs! {
    /// Judges a case: `{"case": …, "options": …}` gives a report.
    check,
    /// Judges a batch: one such request a line, one answer a line.
    check_lines,
    /// Judges a batch in brief: one such request a line, one line for its outcome and the codes of what is broken.
    outcomes,
    /// Everything about one rule or one published code: `{"code": "IMG004"}`.
    explain,
    /// What is wrong with a machine: `{"case": …, "machine": …, "options": …}`.
    diagnose,
    /// What is still open in a case: `{"case": …, "options": …}`.
    open,
    /// Why a rule says what it says of a case: `{"case": …, "rule": …, "options": …}`.
    why,
    /// The ledger of licences: `{"case": …, "options": …}`.
    licences,
    /// Who may do what: `{"can": …, "case": …, "person": …, "environment": …}`, all optional.
    roles,
    /// The rulebook's values in force: `{"rulebook": …, "as_of": …, "filter": …, "since": …}`.
    rulebook,
    /// Reads facts out of files of other tools: `{"files": [{"name": …, "text": …}], "case": …, "hints": …}`.
    import_facts,
    /// Which call supplies each fact that a case lacks: `{"case": …, "options": …}`.
    missing_facts,
    /// A case without names: `{"case": …, "names": …}`.
    redact,
}

/// Names and versions of the engine and of its rulebooks.
#[pyfunction]
fn describe() -> String {
    text::describe()
}

/// All rules, without their pages.
#[pyfunction]
fn rules() -> String {
    text::rules()
}

/// The JSON Schemas of the documents: name and text.
#[pyfunction]
fn schemas() -> Vec<(&'static str, &'static str)> {
    SCHEMAS.to_vec()
}

/// Why a text is not one JSON value, as `{"error": …}`; nothing where it is.
#[pyfunction]
fn malformed(document: &str) -> Option<String> {
    json::from_str::<Canonical>(document).err().map(|error| Error::from(error).answer())
}

/// Simulates a scenario: `{"scenario": …, "options": …}` gives a summary.
#[pyfunction]
#[pyo3(signature = (request, emit=None, progress=None))]
fn simulate(
    py: Python<'_>,
    request: &str,
    emit: Option<Py<PyAny>>,
    progress: Option<Py<PyAny>>,
) -> PyResult<String> {
    PyObserver::listening(py, emit, progress, |observer| text::simulate(request, observer))
}

/// Simulates some of a scenario's replicates: `{"scenario": …, "shard": {"number": 2, "of": 7}, "options": …}` gives a shard.
#[pyfunction]
#[pyo3(signature = (request, progress=None))]
fn shard(py: Python<'_>, request: &str, progress: Option<Py<PyAny>>) -> PyResult<String> {
    PyObserver::listening(py, None, progress, |observer| text::shard(request, observer))
}

/// Brings shards together: `{"scenario": …, "shards": […], "options": …}` gives the summary that `simulate` gives.
#[pyfunction]
#[pyo3(signature = (request, progress=None))]
fn merge(py: Python<'_>, request: &str, progress: Option<Py<PyAny>>) -> PyResult<String> {
    PyObserver::listening(py, None, progress, |observer| text::merge(request, observer))
}

/// Runs a trace again: whether every line is the same, and the first that is not.
#[pyfunction]
#[pyo3(signature = (trace, progress=None))]
fn replay(py: Python<'_>, trace: &str, progress: Option<Py<PyAny>>) -> PyResult<String> {
    PyObserver::listening(py, None, progress, |observer| text::replay(trace, observer))
}
