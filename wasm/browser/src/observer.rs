//! What a JavaScript caller hears while the engine works, and how it stops it.

use crate::simulation::number;
use greenlight_core::Observer;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "
/** What hears the engine while it works. Its answers do not depend on it. */
export interface Observer {
    /** Takes whole JSON Lines of the trace, when the request asks for one. */
    emit?(chunk: string): void;
    /** Hears how far the work is; `false` stops it, and the answer is marked as partial. */
    progress?(done: number, total: number): boolean | void;
}
";

#[wasm_bindgen]
extern "C" {
    /// An `Observer` of the TypeScript declarations, or nothing.
    #[wasm_bindgen(typescript_type = "Observer | null")]
    pub type MaybeObserver;
}

/// An observer whose functions are JavaScript's. What one of them throws stops the work and reaches the caller.
pub(crate) struct JsObserver {
    host: JsValue,
    emit: Option<Function>,
    progress: Option<Function>,
    thrown: Option<JsValue>,
}

impl JsObserver {
    /// Takes the functions of the host, if there is one and it has them.
    pub(crate) fn to(host: Option<MaybeObserver>) -> Result<Self, JsValue> {
        let host = host.map_or(JsValue::UNDEFINED, JsValue::from);
        let emit = function(&host, "emit")?;
        let progress = function(&host, "progress")?;
        Ok(Self { host, emit, progress, thrown: None })
    }

    /// The answer, unless a function of the host threw.
    pub(crate) fn answer<T>(self, answer: T) -> Result<T, JsValue> {
        self.thrown.map_or(Ok(answer), Err)
    }

    fn call(&mut self, function: Option<Function>, arguments: &[JsValue]) -> JsValue {
        let Some(function) = function.filter(|_| self.thrown.is_none()) else {
            return JsValue::UNDEFINED;
        };
        let arguments = arguments.iter().collect();
        function.apply(&self.host, &arguments).unwrap_or_else(|thrown| {
            self.thrown = Some(thrown);
            JsValue::UNDEFINED
        })
    }
}

impl Observer for JsObserver {
    fn emit(&mut self, chunk: &str) {
        self.call(self.emit.clone(), &[chunk.into()]);
    }

    fn progress(&mut self, done: u64, total: u64) -> bool {
        let wish = self.call(self.progress.clone(), &[number(done).into(), number(total).into()]);
        self.thrown.is_none() && wish.as_bool() != Some(false)
    }
}

fn function(host: &JsValue, name: &str) -> Result<Option<Function>, JsValue> {
    if host.is_null() || host.is_undefined() {
        return Ok(None);
    }
    let value = Reflect::get(host, &name.into())?;
    if value.is_null() || value.is_undefined() {
        return Ok(None);
    }
    let wrong = |_| js_sys::TypeError::new(&format!("`{name}` of the host is not a function")).into();
    value.dyn_into().map(Some).map_err(wrong)
}
