//! `greenlight init`: writes documents to start from.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::document::CliError;
use crate::exit::Exit;
use crate::output::{Existing, Output};
use crate::render::printable;
use crate::terminal::Terminal;

/// Write a commented case and a scenario to start from.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder to write to; made where it is missing.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// Overwrite files that are there.
    #[arg(long)]
    force: bool,
}

/// The files, and the verb that reads each.
const FILES: [(&str, &str, &str); 2] = [
    ("case.yaml", include_str!("../../templates/case.yaml"), "check"),
    ("rollout.yaml", include_str!("../../templates/rollout.yaml"), "simulate"),
];

impl Init {
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        fs::create_dir_all(&self.folder).map_err(|error| CliError::unwritable(&self.folder, &error))?;
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        let mut outputs = Vec::new();
        for (name, text, verb) in FILES {
            let path = self.folder.join(name);
            let mut output = Output::create(&path, existing, &[])?;
            output.write(text).map_err(|error| CliError::unwritable(&path, &error))?;
            outputs.push((path, output, verb));
        }
        // None before all are written: half a start would be a puzzle.
        for (path, output, verb) in outputs {
            output.finish()?;
            let path = path.to_string_lossy();
            terminal.print_line(&format!(
                "wrote {}; next: greenlight {verb} {}",
                printable(&path),
                argument(&path)
            ));
        }
        Ok(Exit::Done)
    }
}

/// A path as every shell takes it whole; where none of the same marks does that for all of them, what stands for it.
fn argument(path: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_./:-+=".contains(letter);
    if path.chars().all(plain) {
        path.to_owned()
    } else if path.chars().all(|letter| plain(letter) || letter == ' ' || letter == '\\') {
        format!("\"{path}\"")
    } else {
        "FILE".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_whole_in_every_shell() {
        for (path, shown) in [
            ("./case.yaml", "./case.yaml"),
            ("my cases/case.yaml", "\"my cases/case.yaml\""),
            ("C:\\cases\\case.yaml", "\"C:\\cases\\case.yaml\""),
            ("a;b/case.yaml", "FILE"),
            ("$(id)/case.yaml", "FILE"),
            ("\u{202e}/case.yaml", "FILE"),
        ] {
            assert_eq!(argument(path), shown);
        }
    }
}
