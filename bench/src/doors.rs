//! The host's door: the same verbs through wasmtime, with the host's own engine, limits and settings, against native.

use crate::judging::{ROUNDS, pass, texts};
use crate::measure::{Contender, compare, table};
use greenlight_core::verbs;
use host::engine::{Engine, Limits, NoObserver, Verb};
use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;

#[path = "../../host/src"]
pub(crate) mod host {
    #[expect(dead_code, reason = "only judging and simulating are measured here")]
    pub(crate) mod engine;
    #[expect(dead_code, reason = "only judging and simulating are measured here")]
    pub(crate) mod limits;
}

/// Native against wasmtime: in a batch, one by one in a store that stays, and one document in a fresh store.
///
/// # Errors
/// When the engine does not run on this machine, or answers otherwise than native.
pub fn figures() -> Result<String, Box<dyn Error>> {
    let texts = texts()?;
    let batch = texts.join("\n");
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let engine = Engine::load()?;
    let worker = || engine.worker(Limits::JUDGE, Arc::new(NoObserver));
    if worker().call(Verb::CheckLines, &batch)? != verbs::text::check_lines(&batch) {
        return Err("wasmtime and native give different answers".into());
    }
    let (mut in_batches, mut one_by_one) = (worker(), worker());
    let figures = compare(
        ROUNDS,
        vec![
            Contender::new("native, in a batch", || {
                drop(black_box(verbs::text::check_lines(black_box(&batch))));
                texts.len()
            }),
            Contender::new("wasmtime, in a batch", || {
                drop(black_box(in_batches.call(Verb::CheckLines, black_box(&batch))));
                texts.len()
            }),
            Contender::new("wasmtime, one by one in one store", || {
                for text in &texts {
                    drop(black_box(one_by_one.call(Verb::Check, black_box(text))));
                }
                texts.len()
            }),
            pass("wasmtime, each in a fresh store", &texts, |text| worker().call(Verb::Check, text)),
        ],
    );
    Ok(table("native and wasmtime", &figures))
}
