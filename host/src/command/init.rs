//! `greenlight init`: writes documents to start from.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::document::Trouble;
use crate::exit::Exit;
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
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Trouble> {
        fs::create_dir_all(&self.folder).map_err(|error| Trouble::unwritable(&self.folder, &error))?;
        let paths = FILES.map(|(name, ..)| self.folder.join(name));
        // All or nothing: half a start would be a puzzle.
        if let Some(path) = paths.iter().find(|path| !self.force && path.exists()) {
            return Err(Trouble::unwritable(path, &io::ErrorKind::AlreadyExists.into()));
        }
        for (path, (_, text, verb)) in paths.iter().zip(FILES) {
            self.write(path, text).map_err(|error| Trouble::unwritable(path, &error))?;
            terminal.print_line(&format!(
                "wrote {}; next: greenlight {verb} {}",
                path.display(),
                path.display()
            ));
        }
        Ok(Exit::Done)
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).truncate(true).create(true).create_new(!self.force);
        options.open(path)?.write_all(text.as_bytes())
    }
}
