//! Checks and simulates Power Automate hosted machines from the shell.

mod answer;
mod batch;
mod command;
mod document;
mod engine;
mod exit;
mod limits;
mod observer;
mod output;
mod overlay;
mod render;
mod request;
mod shards;
mod terminal;

use std::env;
use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory as _, Parser};

use crate::command::Command;
use crate::document::CliError;
use crate::exit::Exit;
use crate::render::printable;
use crate::terminal::Terminal;

/// Tells before anyone waits whether a Power Automate hosted machine can be created and used,
/// why not, what to change, and what would happen over time. It never uses the network; `collect --run` lets the Azure CLI do so, which you signed in.
#[derive(Debug, Parser)]
#[command(name = "greenlight", disable_version_flag = true, after_help = after_help())]
struct Arguments {
    /// Print the versions of the engine and of its newest rulebook.
    #[arg(short = 'V', long)]
    version: bool,

    /// When to use colour.
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto, global = true)]
    color: ColorChoice,

    #[command(subcommand)]
    command: Option<Command>,
}

fn after_help() -> String {
    let exit = "Exit codes: 0 ready or done · 1 blocked · 2 wrong usage or unreadable input · 3 facts missing · 4 objective missed";
    format!("{exit}\n\n{}", limits::words())
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(asked) => return answer_help(&if asked.use_stderr() { printable_error(asked) } else { asked }),
    };
    match arguments.color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    let mut terminal = Terminal::new();
    let ended = match arguments.command {
        _ if arguments.version => command::version(&mut terminal),
        Some(command) => command.run(&mut terminal),
        None => {
            terminal.print(&Arguments::command().render_help().ansi().to_string());
            Ok(Exit::Unusable)
        }
    };
    let exit = ended.unwrap_or_else(|trouble: CliError| {
        terminal.complain(&trouble);
        Exit::Unusable
    });
    terminal.finish(exit).into()
}

/// What is wrong with the arguments as it is told of printable ones: the parser repeats them in what it says.
fn printable_error(error: clap::Error) -> clap::Error {
    let words = env::args_os().map(|word| printable(&word.to_string_lossy()).into_owned());
    // What is wrong with them alone, such as bytes that are no text, is told without them.
    Arguments::try_parse_from(words).err().unwrap_or_else(|| clap::Error::new(error.kind()))
}

/// Help that was asked for, or what is wrong with the arguments.
fn answer_help(asked: &clap::Error) -> ExitCode {
    let mut terminal = Terminal::new();
    if asked.use_stderr() {
        terminal.tell(asked.render().ansi().to_string().trim_end());
        return terminal.finish(Exit::Unusable).into();
    }
    terminal.print(&asked.render().ansi().to_string());
    terminal.finish(Exit::Done).into()
}
