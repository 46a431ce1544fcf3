//! The verbs of the command line, one file each.

use std::sync::Arc;

use clap::Subcommand;
use serde_json::Value;

use crate::document::Trouble;
use crate::engine::{Deaf, Engine, Failure, Limits, Verb};
use crate::exit::Exit;
use crate::terminal::Terminal;

/// What the engine can be asked from the shell.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    /// [`Trouble`] when it cannot be done at all; what concerns one document of several is told on the way.
    pub(crate) fn run(self, _terminal: &mut Terminal) -> Result<Exit, Trouble> {
        match self {}
    }
}

/// `--version`.
pub(crate) fn version(terminal: &mut Terminal) -> Result<Exit, Trouble> {
    let engine = Engine::load()?;
    let said: Value = parse(
        &engine
            .worker(Limits::JUDGE, Arc::new(Deaf))
            .call(Verb::Describe, "")?,
    )?;
    let word = |name: &str| {
        said.get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    terminal.print_line(&format!("{} {}", word("engine"), word("version")));
    Ok(Exit::Done)
}

fn parse(answer: &str) -> Result<Value, Trouble> {
    serde_json::from_str(answer)
        .map_err(|error| Trouble::from(Failure::Broke(format!("its answer is not JSON: {error}"))))
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::new(failure.code(), failure.to_string())
    }
}
