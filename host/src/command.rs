//! The verbs of the command line, one file each.

mod about;
mod check;
mod collect;
mod completions;
mod diagnose;
mod explain;
mod exports;
mod facts;
mod init;
mod licences;
mod man;
mod merge;
mod open;
mod options;
mod redact;
mod replay;
mod request_options;
mod roles;
mod rulebook;
mod rules;
mod schema;
mod simulate;
mod why;

use std::sync::Arc;

use clap::Subcommand;
use greenlight_core::Description;
use greenlight_core::report::Engine as Named;

use crate::answer;
use crate::document::CliError;
use crate::engine::{Engine, Limits, NoObserver, Verb};
use crate::exit::Exit;
use crate::terminal::Terminal;

/// What can be asked from the shell.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Simulate(simulate::Simulate),
    Merge(merge::Merge),
    Replay(replay::Replay),
    Explain(explain::Explain),
    Open(open::Open),
    Why(why::Why),
    Diagnose(diagnose::Diagnose),
    Facts(facts::Facts),
    Redact(redact::Redact),
    Collect(collect::Collect),
    Rules(rules::Rules),
    Licences(licences::Licences),
    Rulebook(rulebook::Rulebook),
    Roles(roles::Roles),
    Init(init::Init),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    /// [`CliError`] when it cannot be done at all; what concerns one document of several is told on the way.
    pub(crate) fn run(self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        match self {
            Self::Check(check) => check.run(terminal),
            Self::Simulate(simulate) => simulate.run(terminal),
            Self::Merge(merge) => merge.run(terminal),
            Self::Replay(replay) => replay.run(terminal),
            Self::Explain(explain) => explain.run(terminal),
            Self::Open(open) => open.run(terminal),
            Self::Why(why) => why.run(terminal),
            Self::Diagnose(diagnose) => diagnose.run(terminal),
            Self::Facts(facts) => facts.run(terminal),
            Self::Redact(redact) => redact.run(terminal),
            Self::Collect(collect) => collect.run(terminal),
            Self::Rules(rules) => rules.run(terminal),
            Self::Licences(licences) => licences.run(terminal),
            Self::Rulebook(rulebook) => rulebook.run(terminal),
            Self::Roles(roles) => roles.run(terminal),
            Self::Init(init) => init.run(terminal),
            Self::Schema(schema) => schema.run(terminal),
            Self::Completions(completions) => completions.run(terminal),
            Self::Man(man) => man.run(terminal),
        }
    }
}

/// `--version`.
///
/// # Errors
/// [`CliError`] when the engine does not run on this machine.
pub(crate) fn version(terminal: &mut Terminal) -> Result<Exit, CliError> {
    let said: Description = answer::read(&ask_once(Verb::Describe, "")?, None)?;
    let Named { name, version } = said.engine;
    terminal.print_line(&format!("{name} {version} ({} rules, rulebook of {})", said.rules, said.rulebook));
    Ok(Exit::Done)
}

/// One question to the engine, for verbs that need no more.
fn ask_once(verb: Verb, input: &str) -> Result<String, CliError> {
    let engine = Engine::load()?;
    let answer = engine.worker(Limits::JUDGE, Arc::new(NoObserver)).call(verb, input)?;
    Ok(answer)
}
