//! The wasmtime door: its contract, its limits, and the same bytes as the core itself.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Mutex;

use super::*;

mod imports;
mod records;
mod work;

/// A worker whose trace is kept.
struct Door<'e> {
    worker: RefCell<Worker<'e>>,
    heard: Arc<Recording>,
}

#[derive(Default)]
struct Recording(Mutex<String>);

impl Observer for Recording {
    fn emit(&self, chunk: &str) {
        self.0.lock().unwrap().push_str(chunk);
    }

    fn progress(&self, _done: u64, _total: u64) -> bool {
        true
    }
}

impl<'e> Door<'e> {
    fn new(engine: &'e Engine) -> Self {
        let heard = Arc::new(Recording::default());
        let worker = RefCell::new(engine.worker(Limits::SIMULATE, Arc::clone(&heard) as _));
        Self { worker, heard }
    }
}

impl conformance::Door for Door<'_> {
    fn call(&self, verb: &str, input: &str) -> String {
        let verb = match verb {
            "check" => Verb::Check,
            "check-lines" => Verb::CheckLines,
            "explain" => Verb::Explain,
            "rules" => Verb::Rules,
            "diagnose" => Verb::Diagnose,
            "import-facts" => Verb::ImportFacts,
            "missing-facts" => Verb::MissingFacts,
            "redact" => Verb::Redact,
            "open" => Verb::Open,
            "why" => Verb::Why,
            "licences" => Verb::Licences,
            "rulebook" => Verb::Rulebook,
            "roles" => Verb::Roles,
            "simulate" => Verb::Simulate,
            "outcomes" => Verb::Outcomes,
            "shard" => Verb::Shard,
            "merge" => Verb::Merge,
            "replay" => Verb::Replay,
            other => panic!("no verb `{other}`"),
        };
        let answer = self.worker.borrow_mut().call(verb, input).unwrap();
        let trace = std::mem::take(&mut *self.heard.0.lock().unwrap());
        conformance::with_trace(answer, &trace)
    }
}

fn worker(engine: &Engine, limits: Limits) -> Worker<'_> {
    engine.worker(limits, Arc::new(NoObserver))
}

#[test]
fn imports_nothing_but_the_contract() {
    let engine = wasmtime::Engine::new(&config::config()).unwrap();
    let component = Component::from_binary(&engine, COMPONENT).unwrap();
    let kind = component.component_type();
    let imports: Vec<_> = kind.imports(&engine).map(|(name, _)| name.to_owned()).collect();
    assert_eq!(imports, ["greenlight:engine/host"]);
}

#[test]
fn describes_itself() {
    let engine = Engine::load().unwrap();
    let answer = worker(&engine, Limits::JUDGE).call(Verb::Describe, "").unwrap();
    assert!(answer.starts_with(r#"{"engine":{"name":"greenlight""#), "{answer}");
}

#[test]
fn answers_the_corpus_with_the_same_bytes() {
    let engine = Engine::load().unwrap();
    let door = Door::new(&engine);
    let corpus = conformance::corpus().unwrap();
    assert_eq!(corpus.len(), conformance::ANSWERS.lines().count());
    for (case, expected) in corpus.iter().zip(conformance::ANSWERS.lines()) {
        assert_eq!(case.answer_of(&door), expected, "{}", case.note);
    }
}

/// What is drawn where nobody says otherwise, and what `cargo xtask differential` says.
fn numbers() -> std::ops::Range<u64> {
    let said = |name| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let from = said("GREENLIGHT_CALLS_FROM").unwrap_or(0);
    from..from + said("GREENLIGHT_CALLS").unwrap_or(5_000)
}

#[test]
fn answers_what_is_drawn_with_the_same_bytes() {
    let engine = Engine::load().unwrap();
    let calls = conformance::Calls::of(&conformance::corpus().unwrap());
    let numbers = numbers();
    let half = numbers.start.midpoint(numbers.end);
    let differing = |numbers| conformance::differing(&Door::new(&engine), &calls, numbers);
    let found: Vec<String> = std::thread::scope(|scope| {
        let second = scope.spawn(|| differing(half..numbers.end));
        let mut found = differing(numbers.start..half);
        found.extend(second.join().unwrap());
        found
    });
    assert!(found.is_empty(), "{} of {numbers:?} differ:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_batch_gives_the_same_bytes_as_one_by_one() {
    let engine = Engine::load().unwrap();
    let corpus = conformance::corpus().unwrap();
    let requests: Vec<&str> = corpus
        .iter()
        .filter(|case| case.verb == "check" && !case.input.trim().is_empty() && !case.input.contains('\n'))
        .map(|case| case.input.as_str())
        .collect();
    let batch = worker(&engine, Limits::JUDGE).call(Verb::CheckLines, &requests.join("\n")).unwrap();
    assert_eq!(batch.lines().count(), requests.len());
    for (request, answer) in requests.iter().zip(batch.lines()) {
        assert_eq!(worker(&engine, Limits::JUDGE).call(Verb::Check, request).unwrap(), answer);
    }
}

#[test]
fn memory_is_limited_and_the_next_call_finds_the_engine_as_new() {
    let engine = Engine::load().unwrap();
    let limits = Limits { memory_bytes: 4 << 20, memory_per_byte: 0, ..Limits::JUDGE };
    let mut worker = worker(&engine, limits);
    let huge = format!("\"{}\"", "x".repeat(8 << 20));
    assert_eq!(worker.call(Verb::Check, &huge), Err(Failure::TooLarge(4 << 20)));
    assert!(worker.call(Verb::Check, "{}").unwrap().contains("missing-field"));
}

#[test]
fn time_is_limited_and_the_next_call_finds_the_engine_as_new() {
    let engine = Engine::load().unwrap();
    let deadline = Duration::from_millis(1);
    let mut worker = worker(
        &engine,
        Limits { time: Some(deadline), time_per_mib: Duration::ZERO, memory_bytes: 1 << 30, ..Limits::JUDGE },
    );
    let long = "{\"case\":{\"imagse\":{}}}\n".repeat(1_000_000);
    assert_eq!(worker.call(Verb::CheckLines, &long), Err(Failure::TooSlow(deadline)));
    assert!(worker.call(Verb::Describe, "").is_ok());
}

#[test]
fn no_start_compiles() {
    for _ in 0..20 {
        let engine = wasmtime::Engine::new(&config::config()).unwrap();
        let (_, origin) = component(&engine, COMPILED).unwrap();
        assert_eq!(origin, CompiledAt::Build);
    }
}

#[test]
fn code_that_does_not_fit_is_compiled_at_the_start() {
    let mut other = config::config();
    other.epoch_interruption(false);
    let unfit = wasmtime::Engine::new(&other).unwrap().precompile_component(COMPONENT).unwrap();
    for compiled in [Vec::new(), unfit].map(Vec::leak) {
        let engine = wasmtime::Engine::new(&config::config()).unwrap();
        let (component, origin) = component(&engine, compiled).unwrap();
        assert_eq!(origin, CompiledAt::Start);
        assert_eq!(component.component_type().imports(&engine).count(), 1);
    }
}

#[test]
fn the_engine_does_not_say_where_it_was_built() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_str().unwrap();
    for (what, bytes) in [("component", COMPONENT), ("code", COMPILED)] {
        for place in [workspace, "/.cargo/", "\\.cargo\\"] {
            assert!(
                !bytes.windows(place.len()).any(|window| window == place.as_bytes()),
                "{place} in the {what}"
            );
        }
    }
}
