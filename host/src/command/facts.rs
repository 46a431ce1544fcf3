//! `greenlight facts`: reads facts out of what other tools printed.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use clap::{Args, ValueEnum};
use greenlight_core::case::Instant;
use greenlight_core::facts_of_files::Imported;
use serde_json::value::RawValue;

use crate::document::{Document, Source, Trouble, name_of};
use crate::engine::{Engine, Limits, NoObserver, Verb};
use crate::exit::Exit;
use crate::output::{Existing, Output};
use crate::request::{self, Export, Hints, ImportFacts};
use crate::terminal::Terminal;
use crate::{answer, render};

/// Read facts out of what `az`, Microsoft Graph, Dataverse, Power Platform, Terraform, Bicep and Microsoft 365 DSC printed.
///
/// Files are known by their content, whatever their names. On a terminal it tells what each file was and what is missing; into a pipe, or
/// with `--output`, it writes the facts as JSON, to be given to `check` with a request added.
#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// Files, or folders of files; `-` reads standard input. One of them may be a tenant file in YAML: its facts stay where nothing newer is said.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Write the facts to this file.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Overwrite the file that is there.
    #[arg(long, requires = "output")]
    force: bool,

    /// How to answer: by itself, the report on a terminal and the facts into a pipe.
    #[arg(long, value_enum)]
    format: Option<Form>,

    /// Vouch that the lists of this call are whole, as its reader may see everything; the report names calls. May be given several times.
    #[arg(long, value_name = "CALL")]
    whole: Vec<String>,

    /// The environment of files that do not say theirs.
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,

    /// The person of files that do not say whose they are.
    #[arg(long, value_name = "NAME")]
    person: Option<String>,

    /// The network connection, or the subnet, that is meant where one virtual network has several.
    #[arg(long, value_name = "NAME")]
    network: Option<String>,

    /// The VM image that is meant where several are made of one image definition.
    #[arg(long, value_name = "NAME")]
    image: Option<String>,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// What each file was, for people.
    Words,
    /// The facts alone.
    Facts,
    /// Facts and report, as the engine gives them.
    Json,
}

/// How deep folders are looked through.
const FOLDERS_DEEP: usize = 8;

impl Facts {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        let (exports, tenant) = self.read()?;
        let hints = Hints {
            environment: self.environment.as_deref(),
            person: self.person.as_deref(),
            network: self.network.as_deref(),
            image: self.image.as_deref(),
            whole: &self.whole,
        };
        let request =
            request::text(&ImportFacts { files: exports, tenant: tenant.as_ref().map(Into::into), hints })?;
        let engine = Engine::load()?;
        let answer = engine.worker(Limits::IMPORT, Arc::new(NoObserver)).call(Verb::ImportFacts, &request)?;
        let imported: Imported<Box<RawValue>> = answer::read(&answer, tenant.as_ref())?;
        let words = render::facts::words(&imported);
        if let Some(path) = &self.output {
            self.write(path, imported.facts.get())?;
        }
        let piped = || self.output.is_none() && !io::stdout().is_terminal();
        match self.format.unwrap_or_else(|| if piped() { Form::Facts } else { Form::Words }) {
            Form::Words => terminal.print(&words),
            Form::Json => terminal.print_document(&answer),
            Form::Facts => {
                terminal.print_document(imported.facts.get());
                terminal.tell(words.trim_end());
            }
        }
        let useless = imported.files.iter().any(|file| file.answers.is_empty());
        Ok(if useless { Exit::Unusable } else { Exit::Done })
    }

    /// What other tools printed, and the tenant file among them.
    fn read(&self) -> Result<(Vec<Export>, Option<Document>), Trouble> {
        let mut files = Vec::new();
        for file in &self.files {
            if file.is_dir() { list(file, 0, &mut files)? } else { files.push(file.clone()) }
        }
        let mut exports = Vec::new();
        let mut tenant = None;
        for file in &files {
            if is_one_of(file, &["yaml", "yml"]) {
                if tenant.is_some() {
                    let message = "there are two tenant files among the files";
                    let help = "give one of them: the facts of the files are laid over it";
                    return Err(Trouble::new("several-tenants", message).named(&name_of(file)).help(help));
                }
                tenant = Some(Document::read_one(file, "tenant file")?);
                continue;
            }
            let text = Source::read_export(file)?;
            exports.push(Export { name: name_of(file).into_owned(), text, observed_at: written_at(file) });
        }
        Ok((exports, tenant))
    }

    fn write(&self, path: &Path, facts: &str) -> Result<(), Trouble> {
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        let inputs: Vec<&Path> = self.files.iter().map(PathBuf::as_path).collect();
        let mut output = Output::create(path, existing, &inputs)?;
        let written = output.write(facts).and_then(|()| output.write("\n"));
        written.map_err(|error| Trouble::unwritable(path, &error))?;
        output.finish()
    }
}

fn is_one_of(file: &Path, extensions: &[&str]) -> bool {
    let extension = file.extension().and_then(OsStr::to_str).unwrap_or_default();
    extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The files of a folder that a tool may have written, by name.
fn list(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Trouble> {
    let unreadable = |error: io::Error| Trouble::unreadable(&folder.to_string_lossy(), &error);
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        entries.push(entry.map_err(unreadable)?.path());
    }
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            if depth < FOLDERS_DEEP {
                list(&entry, depth + 1, files)?;
            }
        } else if is_one_of(&entry, &["json", "jsonl", "ndjson", "txt", "ps1", "yaml", "yml"]) {
            files.push(entry);
        }
    }
    Ok(())
}

/// When a file was written last.
fn written_at(file: &Path) -> Option<Instant> {
    let since = fs::metadata(file).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Instant::from_ms(i64::try_from(since.as_secs()).ok()?.checked_mul(1000)?)
}
