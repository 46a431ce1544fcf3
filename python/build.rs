//! Embeds the published JSON Schemas, each under the name of its file.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let manifest = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&manifest).join("../schemas");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut schemas = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".schema.json") {
            schemas.push((name.to_owned(), fs::read_to_string(&file)?));
        }
    }
    schemas.sort();
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let code = format!("const SCHEMAS: &[(&str, &str)] = &{schemas:?};\n");
    fs::write(Path::new(&out).join("schemas.rs"), code)
}
