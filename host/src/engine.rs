//! Runs the embedded engine: the only file that names wasmtime.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use wasmtime::component::{Component, HasSelf, Linker};
use wasmtime::{Cache, CacheConfig, Config, OptLevel, ResourceLimiter, Store, Trap};

mod bindings {
    wasmtime::component::bindgen!({ path: "../wasm/wit", world: "engine" });
}

static COMPONENT: &[u8] = include_bytes!(env!("GREENLIGHT_COMPONENT"));

/// How exactly deadlines are kept.
const TICK: Duration = Duration::from_millis(20);

/// A store that has answered so often is replaced, lest what its allocator keeps adds up.
const CALLS_PER_STORE: u32 = 1024;

/// Hears what the engine tells while it works.
pub(crate) trait Listener: Send + Sync {
    /// Takes whole lines of a trace.
    fn emit(&self, chunk: &str);

    /// Hears how far a computation is; `false` stops it.
    fn progress(&self, done: u64, total: u64) -> bool;
}

/// Hears nothing and never stops the engine.
pub(crate) struct Deaf;

impl Listener for Deaf {
    fn emit(&self, _chunk: &str) {}

    fn progress(&self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// What one call of the engine may use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of linear memory.
    pub(crate) memory_bytes: usize,
    /// Time from the call to its answer; `None` for as long as it takes.
    pub(crate) deadline: Option<Duration>,
}

impl Limits {
    /// For verbs whose work is bounded by the size of their input.
    pub(crate) const JUDGE: Self = Self { memory_bytes: 64 << 20, deadline: Some(Duration::from_secs(2)) };

    /// For simulations, which end by the budget of their scenario.
    pub(crate) const SIMULATE: Self = Self { memory_bytes: 3 << 30, deadline: None };
}

/// What the engine can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// Names and versions; takes no input.
    Describe,
    /// Judges one case.
    Check,
    /// Judges one case a line.
    CheckLines,
    /// Tells everything about one rule.
    Explain,
    /// Lists the rules; takes no input.
    Rules,
    /// Tells what is wrong with a machine.
    Diagnose,
    /// Counts licences.
    Licences,
    /// Tells who may do what.
    Roles,
    /// Lists or compares rulebooks.
    Rulebook,
    /// Simulates a scenario.
    Simulate,
    /// Runs a trace again.
    Replay,
}

/// Why the engine gave no answer. The next call finds it as new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It took longer than its deadline.
    TooSlow(Duration),
    /// It needed more than so many bytes.
    TooLarge(usize),
    /// It met a defect of its own.
    Broke(String),
}

impl Failure {
    /// The stable code under which it is reported.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::TooSlow(_) => "engine-deadline",
            Self::TooLarge(_) => "engine-memory",
            Self::Broke(_) => "engine-defect",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooSlow(limit) => write!(f, "no answer within {} ms", limit.as_millis()),
            Self::TooLarge(limit) => write!(f, "the answer needs more than {} MiB of memory", limit >> 20),
            Self::Broke(what) => write!(f, "the engine met a defect of its own: {what}"),
        }
    }
}

impl std::error::Error for Failure {}

/// The engine, compiled and linked once; shared by all workers.
pub(crate) struct Engine {
    engine: wasmtime::Engine,
    door: bindings::EnginePre<State>,
}

impl Engine {
    /// Loads the embedded engine, from the compilation cache where there is one.
    ///
    /// # Errors
    /// [`Failure::Broke`] when this machine cannot run it at all.
    pub(crate) fn load() -> Result<Self, Failure> {
        let engine = wasmtime::Engine::new(&config()).map_err(broke)?;
        let component = Component::from_binary(&engine, COMPONENT).map_err(broke)?;
        let mut linker = Linker::new(&engine);
        bindings::Engine::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state).map_err(broke)?;
        let door =
            bindings::EnginePre::new(linker.instantiate_pre(&component).map_err(broke)?).map_err(broke)?;

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
    pub(crate) fn worker(&self, limits: Limits, listener: Arc<dyn Listener>) -> Worker<'_> {
        Worker { engine: self, limits, listener, live: None }
    }
}

/// Calls the engine from one thread, in a store that is replaced after a failure.
pub(crate) struct Worker<'e> {
    engine: &'e Engine,
    limits: Limits,
    listener: Arc<dyn Listener>,
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
        let mut live = match self.live.take() {
            Some(live) => live,
            None => self.start()?,
        };
        live.store.set_epoch_deadline(self.limits.deadline.map_or(u64::MAX / 2, ticks));
        match ask(&mut live, verb, input) {
            Ok(answer) => {
                live.calls += 1;
                self.live = Some(live).filter(|live| live.calls < CALLS_PER_STORE);
                Ok(answer)
            }
            Err(error) => Err(self.failure(&error, live.store.data())),
        }
    }

    fn start(&self) -> Result<Live, Failure> {
        let state = State {
            listener: Arc::clone(&self.listener),
            memory_bytes_max: self.limits.memory_bytes,
            refused_memory: false,
        };
        let mut store = Store::new(&self.engine.engine, state);
        store.limiter(|state| state);
        store.set_epoch_deadline(u64::MAX / 2);
        let door = self.engine.door.instantiate(&mut store).map_err(broke)?;
        Ok(Live { store, door, calls: 0 })
    }

    fn failure(&self, error: &wasmtime::Error, state: &State) -> Failure {
        match (self.limits.deadline, error.downcast_ref::<Trap>()) {
            _ if state.refused_memory => Failure::TooLarge(self.limits.memory_bytes),
            (Some(limit), Some(Trap::Interrupt)) => Failure::TooSlow(limit),
            (_, Some(trap)) => Failure::Broke(trap.to_string()),
            (_, None) => Failure::Broke(error.to_string()),
        }
    }
}

fn ask(live: &mut Live, verb: Verb, input: &str) -> wasmtime::Result<String> {
    let Live { store, door, .. } = live;
    match verb {
        Verb::Describe => door.call_describe(store),
        Verb::Check => door.call_check(store, input),
        Verb::CheckLines => door.call_check_lines(store, input),
        Verb::Explain => door.call_explain(store, input),
        Verb::Rules => door.call_rules(store),
        Verb::Diagnose => door.call_diagnose(store, input),
        Verb::Licences => door.call_licences(store, input),
        Verb::Roles => door.call_roles(store, input),
        Verb::Rulebook => door.call_rulebook(store, input),
        Verb::Simulate => door.call_simulate(store, input),
        Verb::Replay => door.call_replay(store, input),
    }
}

/// One tick more than needed, since the first may come at once.
fn ticks(deadline: Duration) -> u64 {
    u64::try_from(deadline.as_millis().div_ceil(TICK.as_millis())).unwrap_or(u64::MAX / 2) + 1
}

fn broke(error: wasmtime::Error) -> Failure {
    Failure::Broke(format!("{error:#}"))
}

/// What one store carries for the guest.
struct State {
    listener: Arc<dyn Listener>,
    memory_bytes_max: usize,
    refused_memory: bool,
}

impl bindings::greenlight::engine::host::Host for State {
    fn emit(&mut self, chunk: String) {
        self.listener.emit(&chunk);
    }

    fn progress(&mut self, done: u64, total: u64) -> bool {
        self.listener.progress(done, total)
    }
}

impl ResourceLimiter for State {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        self.refused_memory = desired > self.memory_bytes_max;
        if self.refused_memory {
            // An error traps at once; a refusal would have the guest abort for no visible reason.
            return Err(wasmtime::Error::msg("memory limit"));
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

fn config() -> Config {
    let mut config = Config::new();
    config
        .cranelift_opt_level(OptLevel::Speed)
        .epoch_interruption(true)
        // The guest is stripped: addresses would point nowhere, and cost a third of the start.
        .generate_address_map(false)
        .cache(cache());
    config
}

/// Where compiled code is kept for the next start; `None` leads to compiling each time.
fn cache() -> Option<Cache> {
    let mut config = CacheConfig::new();
    config.with_directory(cache_folder()?);
    Cache::new(config).ok()
}

fn cache_folder() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let user = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
    };
    user.map(|folder| folder.join("greenlight"))
}

#[cfg(test)]
mod tests;
