//! `greenlight redact`: takes the names out of a case, to show it to others.

use std::path::PathBuf;

use clap::Args;
use greenlight_core::Redacted;

use super::ask_once;
use crate::answer;
use crate::document::{CliError, Document};
use crate::engine::Verb;
use crate::exit::Exit;
use crate::output::{Existing, Output};
use crate::request;
use crate::terminal::Terminal;

/// Take the names out of a case, so that it can be shown to others: of people, machines, images, networks, environments, subscriptions, resource
/// groups, domains. Each goes by the same word everywhere, and the case gives the same findings.
///
/// What is said in prose, and in which file a fact was read, is left out. Look at the result before you send it.
#[derive(Debug, Args)]
pub(crate) struct Redact {
    /// A case or a tenant file in YAML or JSON; `-` reads standard input.
    #[arg(value_name = "CASE")]
    file: PathBuf,

    /// Write the case without names to this file.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Overwrite the file that is there.
    #[arg(long, requires = "output")]
    force: bool,

    /// What stands in place of which name, in JSON: taken from this file where it is there, and written to it. Several cases with one such file
    /// go by the same words. Keep it to yourself.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

impl Redact {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let document = Document::read_one(&self.file, "case")?;
        let (key_output, output) = self.outputs()?;
        let key = match &self.key {
            Some(key) if key.exists() => Some(Document::read_one(key, "key file")?),
            _ => None,
        };
        let names = key.as_ref().map(Into::into);
        let request = request::text(&request::Redact { case: (&document).into(), names })?;
        let redacted: Redacted = answer::read(&ask_once(Verb::Redact, &request)?, Some(&document))?;
        let written = |value: &dyn Fn() -> serde_json::Result<String>| {
            value().map_err(|error| CliError::new("engine-defect", error.to_string()))
        };
        let case = written(&|| serde_json::to_string_pretty(&redacted.case))?;
        let names = written(&|| serde_json::to_string_pretty(&redacted.names))?;
        if let Some(key_output) = key_output {
            write(key_output, &names)?;
        }
        match output {
            Some(output) => write(output, &case)?,
            None => terminal.print_document(&case),
        }
        Ok(Exit::Done)
    }

    /// The key file and the case, neither of which is written unless both can be.
    fn outputs(&self) -> Result<(Option<Output>, Option<Output>), CliError> {
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        let inputs = [self.file.as_path()];
        Ok(match (&self.key, &self.output) {
            (Some(key), Some(output)) => {
                let (key, output) =
                    Output::create_both((key, Existing::Replace), (output, existing), &inputs)?;
                (Some(key), Some(output))
            }
            (Some(key), None) => (Some(Output::create(key, Existing::Replace, &inputs)?), None),
            (None, Some(output)) => (None, Some(Output::create(output, existing, &inputs)?)),
            (None, None) => (None, None),
        })
    }
}

fn write(mut output: Output, text: &str) -> Result<(), CliError> {
    let written = output.write(text).and_then(|()| output.write("\n"));
    written.map_err(|error| CliError::unwritable(output.named(), &error))?;
    output.finish()
}
