//! Importing: what every sample must give, whatever the order; what broken files say; and that taking away never adds.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "an integration test: it may panic"
)]

mod broken;
#[path = "../facts/mod.rs"]
mod facts;
mod joined;
mod laws;
mod pieces;
mod probe;
mod samples;
mod supplied;
mod unsaid;

use greenlight_core::case::Instant;
use greenlight_core::facts_of_files::{File, Hints, Imported};
use greenlight_core::{Case, ImportRequest, import_facts};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the samples.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples")
}

/// The names of all samples, with their folders.
fn names() -> Vec<String> {
    let mut names = Vec::new();
    let mut folders = vec![folder()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                names.push(path.strip_prefix(folder()).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    names.sort();
    names
}

/// A sample as text: PowerShell writes UTF-16.
fn sample(name: &str) -> String {
    let bytes = fs::read(folder().join(name)).unwrap();
    match bytes.strip_prefix(&[0xff, 0xfe]) {
        Some(wide) => {
            let units: Vec<u16> =
                wide.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => String::from_utf8(bytes).unwrap(),
    }
}

fn file(name: &str, text: String) -> File {
    File { name: name.to_owned(), text, observed_at: Instant::parse("2026-11-28T09:00:00Z") }
}

fn import(files: Vec<File>, hints: Hints) -> Imported {
    import_facts(&ImportRequest { files, hints, ..ImportRequest::default() }).unwrap()
}

/// The facts of an import as JSON.
fn facts(imported: &Imported) -> Value {
    serde_json::to_value(&imported.facts).unwrap()
}

/// Facts as Greenlight writes them, whatever words they were written with.
fn written(facts: &Value) -> Value {
    let case: Case = greenlight_core::json::from_value(facts).unwrap();
    serde_json::to_value(&case.facts).unwrap()
}
