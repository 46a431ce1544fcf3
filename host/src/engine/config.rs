//! How the engine is compiled: the build and the start must agree on it, or the start refuses what the build made.

use wasmtime::{Config, OptLevel};

/// What is compiled, and how.
pub(crate) fn config() -> Config {
    let mut config = Config::new();
    config
        .cranelift_opt_level(OptLevel::Speed)
        .epoch_interruption(true)
        // Images of memory are files to the system: where files may not grow, no engine would start.
        .memory_init_cow(false)
        // The guest is stripped: addresses would point nowhere, and cost a third of the start.
        .generate_address_map(false);
    config
}
