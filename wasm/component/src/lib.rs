//! The engine as a WebAssembly component for wasmtime: no logic.
