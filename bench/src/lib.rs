//! Benchmarks against a hand-written floor.
