//! Runs the engine that the binary carries: this file and its folder alone name wasmtime.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use wasmtime::component::{Component, HasSelf, Linker};
use wasmtime::{ResourceLimiter, Store, Trap, UpdateDeadline};

pub(crate) use super::limits::Limits;
pub(crate) use bindings::greenlight::engine::host::Piece;
pub(crate) use failure::Failure;

mod bindings {
    wasmtime::component::bindgen!({ path: "../wasm/wit", world: "engine" });
}
mod config;
mod failure;

/// The engine as WebAssembly.
static COMPONENT: &[u8] = include_bytes!(env!("GREENLIGHT_COMPONENT"));

/// The same, compiled when the binary was built; empty where the build could not compile for its target.
static COMPILED: &[u8] = include_bytes!(env!("GREENLIGHT_COMPILED"));

/// The digest of the sources that the engine was built from.
pub(crate) const DIGEST: &str = env!("GREENLIGHT_ENGINE_DIGEST");

/// How exactly deadlines are kept.
const TICK: Duration = Duration::from_millis(20);

/// A store that has answered so often is replaced, lest what its allocator keeps adds up.
const CALLS_PER_STORE: u32 = 1024;
/// So is one that was asked so much, since memory that grew never shrinks.
const BYTES_PER_STORE: usize = 1 << 20;

/// Hears what the engine tells while it works.
pub(crate) trait Observer: Send + Sync {
    /// Takes whole lines of a trace.
    fn emit(&self, chunk: &str);

    /// Hears how far a computation is; `false` has it come to an end.
    fn progress(&self, done: u64, total: u64) -> bool;

    /// Whether the answer is still waited for, asked every few milliseconds; `false` stops the engine at once, without one.
    fn waits(&self) -> bool {
        true
    }
}

/// Hears nothing and never stops the engine.
pub(crate) struct NoObserver;

impl Observer for NoObserver {
    fn emit(&self, _chunk: &str) {}

    fn progress(&self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// The files of an import, piece by piece.
pub(crate) type Pieces = Box<dyn Iterator<Item = Piece> + Send>;

/// What the engine can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// Names and versions; takes no input.
    Describe,
    /// Judges one case.
    Check,
    /// Judges one case a line.
    CheckLines,
    /// Judges one case a line, in brief.
    Outcomes,
    /// Tells everything about one rule.
    Explain,
    /// Lists the rules; takes no input.
    Rules,
    /// Tells what is wrong with a machine.
    Diagnose,
    /// Tells what is still open.
    Open,
    /// Tells why a rule says what it says.
    Why,
    /// Reads facts out of files of other tools.
    ImportFacts,
    /// Tells which call supplies what a case lacks.
    MissingFacts,
    /// Takes the names out of a case.
    Redact,
    /// Counts licences.
    Licences,
    /// Tells who may do what.
    Roles,
    /// Lists or compares rulebooks.
    Rulebook,
    /// Simulates a scenario.
    Simulate,
    /// Simulates some of a scenario's replicates.
    Shard,
    /// Brings shards together.
    Merge,
    /// Runs a trace again.
    Replay,
}

/// Where the code that runs was compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CompiledAt {
    /// When the binary was built.
    Build,
    /// At this start: this machine lacks what the build compiled for.
    Start,
}

/// The engine, compiled and linked once; shared by all workers.
pub(crate) struct Engine {
    engine: wasmtime::Engine,
    door: bindings::EnginePre<State>,
}

impl Engine {
    /// Loads the engine that the binary carries.
    ///
    /// # Errors
    /// [`Failure::Broke`] when this machine cannot run it at all.
    pub(crate) fn load() -> Result<Self, Failure> {
        let engine = wasmtime::Engine::new(&config::config()).map_err(broke)?;
        let (component, _) = component(&engine, COMPILED).map_err(broke)?;
        Self::linked(engine, &component)
    }

    /// Links the engine to what it hears from the host, and lets its clock tick.
    fn linked(engine: wasmtime::Engine, component: &Component) -> Result<Self, Failure> {
        let mut linker = Linker::new(&engine);
        bindings::Engine::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state).map_err(broke)?;
        let door =
            bindings::EnginePre::new(linker.instantiate_pre(component).map_err(broke)?).map_err(broke)?;

        let ticking = engine.weak();
        thread::spawn(move || {
            while let Some(engine) = ticking.upgrade() {
                engine.increment_epoch();
                drop(engine);
                thread::sleep(TICK);
            }
        });
        Ok(Self { engine, door })
    }

    /// A worker that calls the engine from one thread.
    pub(crate) fn worker(&self, limits: Limits, observer: Arc<dyn Observer>) -> Worker<'_> {
        Worker { engine: self, limits, observer, live: None }
    }
}

/// Calls the engine from one thread, in a store that is replaced after a failure.
pub(crate) struct Worker<'e> {
    engine: &'e Engine,
    limits: Limits,
    observer: Arc<dyn Observer>,
    live: Option<Live>,
}

struct Live {
    store: Store<State>,
    door: bindings::Engine,
    calls: u32,
}

impl Worker<'_> {
    /// Asks the engine: one JSON text in, one JSON text out.
    ///
    /// # Errors
    /// [`Failure`] when a limit was met or the engine trapped.
    pub(crate) fn call(&mut self, verb: Verb, input: &str) -> Result<String, Failure> {
        self.call_with(verb, input, Box::new(std::iter::empty()))
    }

    /// Asks the engine about files, which it takes piece by piece; the limits follow what it took.
    ///
    /// # Errors
    /// [`Failure`] when a limit was met or the engine trapped.
    pub(crate) fn call_with(&mut self, verb: Verb, input: &str, files: Pieces) -> Result<String, Failure> {
        let mut live = match self.live.take() {
            Some(live) => live,
            None => self.start()?,
        };
        let state = live.store.data_mut();
        (state.files, state.taken) = (files, input.len());
        state.answered.clear();
        state.due = self.limits.time(input.len()).and_then(|time| Instant::now().checked_add(time));
        match ask(&mut live, verb, input) {
            Ok(rest) => {
                live.calls += 1;
                let answer = match std::mem::take(&mut live.store.data_mut().answered) {
                    pieces if pieces.is_empty() => rest,
                    pieces => pieces + &rest,
                };
                let asked = live.store.data().taken;
                self.live = Some(live).filter(|live| live.calls < CALLS_PER_STORE && asked < BYTES_PER_STORE);
                Ok(answer)
            }
            Err(error) => Err(failure(&error, live.store.data())),
        }
    }

    fn start(&self) -> Result<Live, Failure> {
        let state = State {
            observer: Arc::clone(&self.observer),
            files: Box::new(std::iter::empty()),
            answered: String::new(),
            #[cfg(test)]
            memory: 0,
            limits: self.limits,
            taken: 0,
            refused_memory: false,
            due: None,
            left: false,
        };
        let mut store = Store::new(&self.engine.engine, state);
        store.limiter(|state| state);
        store.set_epoch_deadline(1);
        store.epoch_deadline_callback(|mut store| store.data_mut().tick());
        // Where instructions are counted, a store begins with none.
        #[cfg(test)]
        let _ = store.set_fuel(u64::MAX);
        let door = self.engine.door.instantiate(&mut store).map_err(broke)?;
        Ok(Live { store, door, calls: 0 })
    }
}

fn failure(error: &wasmtime::Error, state: &State) -> Failure {
    match (state.limits.time(state.taken), error.downcast_ref::<Trap>()) {
        _ if state.refused_memory => Failure::TooLarge(state.limits.memory(state.taken)),
        _ if state.left => Failure::Stopped,
        (Some(time), Some(Trap::Interrupt)) => Failure::TooSlow(time),
        (_, Some(trap)) => Failure::Broke(trap.to_string()),
        (_, None) => Failure::Broke(error.to_string()),
    }
}

fn ask(live: &mut Live, verb: Verb, input: &str) -> wasmtime::Result<String> {
    let Live { store, door, .. } = live;
    match verb {
        Verb::Describe => door.call_describe(store),
        Verb::Check => door.call_check(store, input),
        Verb::CheckLines => door.call_check_lines(store, input),
        Verb::Outcomes => door.call_outcomes(store, input),
        Verb::Explain => door.call_explain(store, input),
        Verb::Rules => door.call_rules(store),
        Verb::Diagnose => door.call_diagnose(store, input),
        Verb::Open => door.call_open(store, input),
        Verb::Why => door.call_why(store, input),
        Verb::ImportFacts => door.call_import_facts(store, input),
        Verb::MissingFacts => door.call_missing_facts(store, input),
        Verb::Redact => door.call_redact(store, input),
        Verb::Licences => door.call_licences(store, input),
        Verb::Roles => door.call_roles(store, input),
        Verb::Rulebook => door.call_rulebook(store, input),
        Verb::Simulate => door.call_simulate(store, input),
        Verb::Shard => door.call_shard(store, input),
        Verb::Merge => door.call_merge(store, input),
        Verb::Replay => door.call_replay(store, input),
    }
}

fn broke(error: wasmtime::Error) -> Failure {
    Failure::Broke(format!("{error:#}"))
}

/// What one store carries for the guest.
struct State {
    observer: Arc<dyn Observer>,
    files: Pieces,
    /// What it gave of its answer so far.
    answered: String,
    /// So many bytes of memory it has.
    #[cfg(test)]
    memory: usize,
    limits: Limits,
    /// So many bytes the call under way was given.
    taken: usize,
    refused_memory: bool,
    /// When the call under way must have ended.
    due: Option<Instant>,
    /// Nobody waits for the call under way.
    left: bool,
}

impl State {
    /// Gives the call under way so many bytes more, and the time that goes with them.
    fn take(&mut self, bytes: usize) {
        let before = self.limits.time(self.taken).unwrap_or_default();
        self.taken = self.taken.saturating_add(bytes);
        let more = self.limits.time(self.taken).unwrap_or_default().saturating_sub(before);
        self.due = self.due.and_then(|due| due.checked_add(more));
    }

    /// Lets the engine work until the next tick, or not.
    fn tick(&mut self) -> wasmtime::Result<UpdateDeadline> {
        self.left = !self.observer.waits();
        if self.left || self.due.is_some_and(|due| due <= Instant::now()) {
            return Err(Trap::Interrupt.into());
        }
        Ok(UpdateDeadline::Continue(1))
    }
}

impl bindings::greenlight::engine::host::Host for State {
    fn emit(&mut self, chunk: String) {
        self.observer.emit(&chunk);
    }

    fn progress(&mut self, done: u64, total: u64) -> bool {
        self.observer.progress(done, total)
    }

    fn next_piece(&mut self) -> Option<Piece> {
        let began = Instant::now();
        let piece = self.files.next();
        // Until another program has printed more is no time of the engine's.
        self.due = self.due.and_then(|due| due.checked_add(began.elapsed()));
        if let Some(Piece::File(text) | Piece::Text(text)) = &piece {
            self.take(text.len());
        }
        piece
    }

    fn answer(&mut self, piece: String) {
        self.answered.push_str(&piece);
    }
}

impl ResourceLimiter for State {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        self.refused_memory = desired > self.limits.memory(self.taken);
        if self.refused_memory {
            // An error traps at once; a refusal would have the guest abort for no visible reason.
            return Err(wasmtime::Error::msg("memory limit"));
        }
        #[cfg(test)]
        {
            self.memory = self.memory.max(desired);
        }
        Ok(true)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        _desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(true)
    }
}

/// The engine's code: what the build compiled, or, where that does not run here, the same compiled now.
fn component(
    engine: &wasmtime::Engine,
    compiled: &'static [u8],
) -> wasmtime::Result<(Component, CompiledAt)> {
    #[expect(unsafe_code, reason = "the bytes are the binary's own, as its build wrote them, or none")]
    // SAFETY: `compiled` is what `Engine::precompile_component` made when this binary was built. Wasmtime refuses what was compiled
    // by another version, for another target, for a processor with more than this one has, or otherwise configured.
    let carried = unsafe { Component::deserialize(engine, compiled) };
    match carried {
        Ok(component) => Ok((component, CompiledAt::Build)),
        Err(_) => Ok((Component::from_binary(engine, COMPONENT)?, CompiledAt::Start)),
    }
}

#[cfg(test)]
mod tests;
