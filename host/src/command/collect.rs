//! `greenlight collect`: prints scripts that gather what `facts` reads, for review before anybody runs them, or runs them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use greenlight_core::facts_of_files::{Each, Gathered, gathered};

use crate::document::CliError;
use crate::exit::Exit;
use crate::terminal::Terminal;

mod powershell;
mod probe;
mod run;
mod script;
mod shell;

use powershell::PowerShell;
use script::script;
use shell::Posix;

/// Print or run a script that gathers with the Azure CLI, by reading alone, what `greenlight facts` and `greenlight check` take, into a folder.
///
/// Read it before you run it. It follows pages, waits where a service asks for it, goes on where it ended when it is run again, and writes down
/// what it was not allowed to look at. Greenlight itself never uses the network; with `--run` the Azure CLI does, signed in as you are.
/// docs/calls.md lists every call with the least role for it.
#[derive(Debug, Args)]
pub(crate) struct Collect {
    /// Print the script.
    #[arg(long, required_unless_present = "run")]
    print: bool,

    /// Run the script, with the Azure CLI that is signed in on this machine; what it asks for is told as it goes.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = "exports", conflicts_with_all = ["print", "probe"])]
    run: Option<PathBuf>,

    /// For which shell: a POSIX shell where nothing is said, on Windows PowerShell.
    #[arg(long, value_enum)]
    format: Option<Form>,

    /// Print the script for the virtual machine that an image is made of instead, in PowerShell: what no service tells.
    #[arg(long, conflicts_with_all = ["format", "subscription", "environment", "person"])]
    probe: bool,

    /// An Azure subscription by its id, instead of all that the account sees. May be given several times.
    #[arg(long, value_name = "ID", value_parser = plain)]
    subscription: Vec<String>,

    /// A Power Platform environment by its id, instead of all. May be given several times.
    #[arg(long, value_name = "ID", value_parser = plain)]
    environment: Vec<String>,

    /// A person by user name, whose licences and administrator roles are read. May be given several times.
    #[arg(long, value_name = "USER", value_parser = plain)]
    person: Vec<String>,
}

/// For which shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A POSIX shell.
    Sh,
    /// PowerShell.
    #[value(name = "powershell")]
    PowerShell,
}

impl Collect {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        let plan = Plan::of(self);
        let form = self.format.unwrap_or_else(Form::of_this_machine);
        let script = match form {
            _ if self.probe => probe::script(),
            Form::Sh => script::<Posix>(&plan),
            Form::PowerShell => script::<PowerShell>(&plan),
        };
        match &self.run {
            Some(folder) => run::run(&script, form, folder)?,
            None => terminal.print_document(&script),
        }
        Ok(Exit::Done)
    }
}

/// Ids and user names hold nothing that a shell reads otherwise.
fn plain(text: &str) -> Result<String, String> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "@._+-".contains(letter);
    if !text.is_empty() && text.chars().all(fits) {
        return Ok(text.to_owned());
    }
    Err("give an id or a user name: letters, digits and `@ . _ + -`".to_owned())
}

/// What a script gathers: in turn, for each of some things, what is read of it.
struct Plan<'c> {
    turns: Vec<Turn<'c>>,
}

/// What is read for each of some things.
struct Turn<'c> {
    each: Each,
    /// Those that were named; all that are found where none is.
    named: &'c [String],
    reads: Vec<Gathered>,
}

impl<'c> Plan<'c> {
    fn of(asked: &'c Collect) -> Self {
        let mut all = gathered();
        if !asked.environment.is_empty() {
            // Those that were named are read one by one, before what hangs on them.
            for it in all.iter_mut().filter(|it| it.call.id == "power-platform-environments") {
                it.each = Each::Environment;
                it.address = it.address.replace("/environments?", "/environments/{environment}?");
            }
        }
        let turn = |each: Each| {
            let named: &[String] = match each {
                Each::Subscription => &asked.subscription,
                Each::Environment => &asked.environment,
                Each::Person => &asked.person,
                _ => &[],
            };
            let reads: Vec<Gathered> = all.iter().filter(|it| it.each == each).cloned().collect();
            Turn { each, named, reads }
        };
        let somebody = |turn: &Turn<'_>| turn.each != Each::Person || !turn.named.is_empty();
        Self { turns: Each::ALL.map(turn).into_iter().filter(somebody).collect() }
    }
}

/// What stands on top of every script, each line a comment.
fn header(how: &[&str]) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let first = format!("Gathers what Greenlight reads; printed by `greenlight collect --print` {version}.");
    let lines = [&*first].into_iter().chain(how.iter().copied());
    lines.flat_map(|line| ["# ", line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::script::{Segment, parts};
    use super::*;

    fn collect(environments: &[&str]) -> Collect {
        let environment = environments.iter().map(|id| (*id).to_owned()).collect();
        let (subscription, person) = (vec!["sub-1".to_owned()], vec!["ann@example.com".to_owned()]);
        Collect { print: true, run: None, format: None, probe: false, subscription, environment, person }
    }

    /// Every address of the table stands in the script, and the script asks for nothing else.
    fn check(script: &str, calls: &str, plan: &Plan<'_>) {
        let reads: Vec<&Gathered> = plan.turns.iter().flat_map(|turn| &turn.reads).collect();
        for read in &reads {
            for part in parts(&read.address) {
                let text = match &part {
                    Segment::Text(text) => text.as_str(),
                    Segment::Word(word) => word,
                };
                assert!(script.contains(text), "{}: {text}", read.call.id);
            }
        }
        let made = script.lines().filter(|line| line.trim_start().starts_with(calls)).count();
        assert_eq!(made, reads.len());
        let code = script.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        let runs: Vec<&str> = code.flat_map(|line| line.split(" az ").skip(1)).collect();
        assert!(runs.len() > 2, "{runs:?}");
        for run in runs {
            // Whether it is there, what stands in the table without an address, and reading.
            let reads = [">/dev/null", "-ErrorAction", "$1 ", "$words ", "rest --method get "];
            assert!(reads.iter().any(|known| run.starts_with(known)), "{run}");
        }
        for word in ["--method post", "--method put", "--method patch", "--method delete", "--body"] {
            assert!(!script.to_lowercase().contains(word), "{word}");
        }
    }

    #[test]
    fn both_scripts_make_every_call_of_the_table_and_no_other() {
        for environments in [&[][..], &["env-1", "env-2"]] {
            let asked = collect(environments);
            let plan = Plan::of(&asked);
            check(&script::<Posix>(&plan), "get '", &plan);
            check(&script::<PowerShell>(&plan), "Get-Answer '", &plan);
        }
    }

    #[test]
    fn what_a_shell_would_read_otherwise_is_refused() {
        for (text, fits) in [
            ("ann@example.com", true),
            ("Default-1b", true),
            ("", false),
            ("a'b", false),
            ("$(x)", false),
            ("a b", false),
        ] {
            assert_eq!(plain(text).is_ok(), fits, "{text}");
        }
    }
}
