//! `greenlight facts`: reads facts out of what other tools printed.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use greenlight_core::facts_of_files::MissingFacts;
use serde_json::Value;

use super::about::{CaseFile, Subject};
use super::exports::{self, Count, Kind};
use super::options::{self, Format};
use crate::document::{CliError, Document, name_of};
use crate::engine::{Engine, Verb};
use crate::exit::Exit;
use crate::output::{Existing, Output};
use crate::render;
use crate::request::Hints;
use crate::terminal::Terminal;

/// Read facts out of what `az`, Microsoft Graph, Dataverse, Power Platform, Terraform, Bicep and Microsoft 365 DSC printed.
///
/// Files are known by their content, whatever their names. On a terminal it tells what each file was and what is missing; into a pipe, or
/// with `--output`, it writes the facts as JSON, to be given to `check` with a request added.
#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// Files, or folders of files; `-` reads standard input. One of them may be a tenant file: its facts stay where nothing newer is said.
    #[arg(required_unless_present = "missing", value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Tell, of each fact that this case lacks, which call supplies it and the least role that may make it, or where it stands in a portal;
    /// the fact that decides most comes first.
    #[arg(long, value_name = "CASE", conflicts_with_all = ["files", "output", "whole", "environment", "person", "network", "image", "attest", "plain"])]
    missing: Option<PathBuf>,

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

    /// Vouch for a fact, such as `/images/finance/generation=2`: it holds over what the files say, and reports tell that it rests on a word.
    /// May be given several times.
    #[arg(long, value_name = "POINTER=VALUE", requires = "by")]
    attest: Vec<String>,

    /// Who vouches for it.
    #[arg(long, value_name = "NAME", requires = "attest")]
    by: Option<String>,

    /// What they say about it.
    #[arg(long, value_name = "TEXT", requires = "attest")]
    note: Option<String>,

    /// Write the facts alone, without the file that each was read from and when it was observed.
    #[arg(long)]
    plain: bool,

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

impl Facts {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        if let Some(case) = &self.missing {
            let json = self.format.is_some_and(|form| form != Form::Words);
            return missing(case, if json { Format::Json } else { Format::Words }, terminal);
        }
        let (exports, tenant) = self.inputs()?;
        let hints = Hints {
            environment: self.environment.as_deref(),
            person: self.person.as_deref(),
            network: self.network.as_deref(),
            image: self.image.as_deref(),
            whole: &self.whole,
            // The engine's answer tells them apart from the facts.
            origins: !self.plain && self.format != Some(Form::Json),
        };
        let vouched = self.vouched()?;
        let (tenant, vouched) = (tenant.as_ref(), vouched.as_ref());
        let answer = exports::import(&Engine::load()?, &exports, tenant, vouched, hints)?;
        let imported = exports::read::<Count>(&answer, vouched.or(tenant))?;
        let words = render::facts::words(&imported, imported.sources.0);
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

    /// What somebody vouches for, as a case that holds nothing else.
    fn vouched(&self) -> Result<Option<Document>, CliError> {
        if self.attest.is_empty() {
            return Ok(None);
        }
        let on = options::or_now(None)?.to_string();
        let attested = serde_json::json!({"by": self.by, "on": on, "note": self.note});
        let mut document = Document::read_line("--attest", 0, "{}")?;
        for said in &self.attest {
            let wrong = || {
                CliError::new("no-fact", format!("`{said}` is no fact"))
                    .named("--attest")
                    .help("write where it stands and what it is, such as `/images/finance/generation=2`")
            };
            let (at, value) = said.split_once('=').filter(|(at, _)| at.starts_with('/')).ok_or_else(wrong)?;
            let value: Value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
            let fact = match value {
                Value::Array(items) => serde_json::json!({"items": items, "attested": attested}),
                value => serde_json::json!({"value": value, "attested": attested}),
            };
            document = document.rewritten(document.with(at, &fact).ok_or_else(wrong)?)?;
        }
        Ok(Some(document))
    }

    /// What other tools printed, and the tenant file among them.
    fn inputs(&self) -> Result<(Vec<PathBuf>, Option<Document>), CliError> {
        let (tenants, exports): (Vec<PathBuf>, Vec<PathBuf>) =
            exports::files(&self.files)?.into_iter().partition(|file| exports::kind(file) == Kind::Ours);
        if let Some(second) = tenants.get(1) {
            let message = "there are two tenant files among the files";
            let help = "give one of them: the facts of the files are laid over it";
            return Err(CliError::new("several-tenants", message).named(&name_of(second)).help(help));
        }
        let tenant = tenants.first().map(|file| Document::read_one(file, "tenant file")).transpose()?;
        Ok((exports, tenant))
    }

    fn write(&self, path: &Path, facts: &str) -> Result<(), CliError> {
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        let inputs: Vec<&Path> = self.files.iter().map(PathBuf::as_path).collect();
        let mut output = Output::create(path, existing, &inputs)?;
        let written = output.write(facts).and_then(|()| output.write("\n"));
        written.map_err(|error| CliError::unwritable(path, &error))?;
        output.finish()
    }
}

/// What a case lacks, and what supplies it.
fn missing(case: &Path, format: Format, terminal: &mut Terminal) -> Result<Exit, CliError> {
    let words = |missing: &MissingFacts, _: &Document| render::missing::words(missing);
    CaseFile::now(case, format).answer(Verb::MissingFacts, Subject::default(), terminal, words)?;
    Ok(Exit::Done)
}
