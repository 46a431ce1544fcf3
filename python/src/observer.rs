//! What a Python caller hears while the engine works, and how it stops it.

use greenlight_core::Observer;
use pyo3::prelude::*;

/// An observer whose functions are Python's. What one of them raises, or Ctrl-C, stops the work and reaches the caller.
pub(crate) struct PyObserver {
    emit: Option<Py<PyAny>>,
    progress: Option<Py<PyAny>>,
    raised: Option<PyErr>,
}

impl PyObserver {
    /// Does the work without holding the interpreter, but for what is called.
    pub(crate) fn listening(
        py: Python<'_>,
        emit: Option<Py<PyAny>>,
        progress: Option<Py<PyAny>>,
        work: impl FnOnce(&mut dyn Observer) -> String + Send,
    ) -> PyResult<String> {
        let mut observer = Self { emit, progress, raised: None };
        let answer = py.detach(|| work(&mut observer));
        observer.raised.map_or(Ok(answer), Err)
    }

    /// Calls Python, unless something was raised before; `None` where something is raised now.
    fn call<T>(&mut self, call: impl FnOnce(&Self, Python<'_>) -> PyResult<T>) -> Option<T> {
        if self.raised.is_some() {
            return None;
        }
        Python::attach(|py| call(self, py)).map_err(|raised| self.raised = Some(raised)).ok()
    }
}

impl Observer for PyObserver {
    fn emit(&mut self, chunk: &str) {
        if self.emit.is_some() {
            self.call(|this, py| this.emit.as_ref().map(|emit| emit.call1(py, (chunk,))).transpose());
        }
    }

    fn progress(&mut self, done: u64, total: u64) -> bool {
        let go_on = self.call(|this, py| {
            py.check_signals()?;
            let wish =
                this.progress.as_ref().map(|progress| progress.call1(py, (done, total))).transpose()?;
            // Whoever returns nothing wants to go on.
            Ok(wish.is_none_or(|wish| wish.extract::<bool>(py).unwrap_or(true)))
        });
        go_on.unwrap_or(false)
    }
}
