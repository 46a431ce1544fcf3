//! A simulation that is stepped, so that a page answers meanwhile and can stop it: a handle, which whoever holds it frees.

use crate::text::utf8;
use greenlight_core::{Progress, text};
use js_sys::JsString;
use wasm_bindgen::prelude::wasm_bindgen;

/// A simulation on its way.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Simulation {
    text: text::Simulation,
    progress: Progress,
}

#[wasm_bindgen]
impl Simulation {
    /// Makes a request to `simulate` ready; what is wrong with it is the answer.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> Self {
        let text = text::Simulation::start(&utf8(request));
        Self { text, progress: Progress { done: 0, total: 1 } }
    }

    /// Goes on for about so much work, an event counting one; whether nothing is left to do.
    pub fn step(&mut self, work: u32) -> bool {
        self.progress = self.text.step(work.into());
        self.progress.done == self.progress.total
    }

    /// How much is done.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        number(self.progress.done)
    }

    /// Of how much.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        number(self.progress.total)
    }

    /// Stops it where it is.
    pub fn stop(&mut self) {
        self.text.stop();
    }

    /// Takes the lines of the trace that are written: whole lines, in their order.
    #[wasm_bindgen(js_name = takeTrace)]
    pub fn take_trace(&mut self) -> String {
        self.text.take_trace()
    }

    /// The answer of `simulate`, and the end of the handle; of what is not done yet, the answer when it is stopped.
    pub fn finish(self) -> String {
        self.text.finish()
    }
}

/// A JavaScript number: exact up to 2^53, which no count of events reaches.
#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
pub(crate) const fn number(count: u64) -> f64 {
    count as f64
}
