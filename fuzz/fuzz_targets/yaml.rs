//! The target `yaml`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| greenlight_fuzz::run("yaml", bytes));
