//! Writes files so that what was there stays until what replaces it is whole, and no input is ever written over.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
#[cfg(unix)]
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::process;

use crate::document::{CliError, is_stdin};

/// How much of the end of a file is looked at for its last whole lines.
const TAIL_BYTES: u64 = 4 << 20;

/// What was there is written over only when this is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    Keep,
    Replace,
}

/// A file that is being written. It takes its name when it is done; before that it lies beside, and goes when it is dropped.
/// A pipe or a device is written to directly.
#[derive(Debug)]
pub(crate) struct Output {
    file: File,
    /// As the user named it.
    named: PathBuf,
    /// Where it lies until it is done, and where it belongs.
    beside: Option<(PathBuf, PathBuf)>,
    existing: Existing,
}

impl Output {
    /// Begins to write a file.
    ///
    /// # Errors
    /// [`CliError`] when it is one of the inputs, is written by the command already, is there already, or cannot be written.
    pub(crate) fn create(named: &Path, existing: Existing, inputs: &[&Path]) -> Result<Self, CliError> {
        let is_input =
            |input: &&Path| is_same(named, input) || is_stdin(input) && is_redirected(named, &io::stdin());
        if inputs.iter().any(is_input) {
            let what = format!("`{}` is an input of this command", named.display());
            return Err(CliError::new("output-is-input", what)
                .named(&named.to_string_lossy())
                .help("name another file to write to"));
        }
        if is_redirected(named, &io::stdout()) {
            return Err(written_twice(named));
        }
        Self::open(named, existing).map_err(|error| CliError::unwritable(named, &error))
    }

    /// Begins to write two files.
    ///
    /// # Errors
    /// As [`create`](Self::create), and when both are one; nothing is written then.
    pub(crate) fn create_both(
        (one, existing): (&Path, Existing),
        (other, of_other): (&Path, Existing),
        inputs: &[&Path],
    ) -> Result<(Self, Self), CliError> {
        if is_same(one, other) {
            return Err(written_twice(other));
        }
        Ok((Self::create(one, existing, inputs)?, Self::create(other, of_other, inputs)?))
    }

    fn open(named: &Path, existing: Existing) -> io::Result<Self> {
        let before = fs::metadata(named).ok();
        if before.as_ref().is_some_and(Metadata::is_dir) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if before.as_ref().is_some_and(|before| !before.is_file()) {
            let file = OpenOptions::new().write(true).open(named)?;
            return Ok(Self { file, named: named.to_path_buf(), beside: None, existing });
        }
        if existing == Existing::Keep && fs::symlink_metadata(named).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        // A link stays a link to what is written.
        let target = named.canonicalize().unwrap_or_else(|_| named.to_path_buf());
        let beside = beside(&target)?;
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(&beside)?;
        if let Some(before) = before {
            fs::set_permissions(&beside, before.permissions())?;
        }
        Ok(Self { file, named: named.to_path_buf(), beside: Some((beside, target)), existing })
    }

    /// Its name, as the user wrote it.
    pub(crate) fn named(&self) -> &Path {
        &self.named
    }

    /// Writes on.
    pub(crate) fn write(&mut self, text: &str) -> io::Result<()> {
        self.file.write_all(text.as_bytes())
    }

    /// Cuts off what is no whole line and ends the file with this line instead; where there is no room for it, in place of the last lines.
    /// What comes before the first line is never cut: then the file is of no use. Of a pipe nothing can be taken back: it only gets the line.
    pub(crate) fn end_with(&mut self, line: &str) -> io::Result<()> {
        if self.beside.is_none() {
            return self.file.write_all(line.as_bytes());
        }
        let length = self.file.seek(SeekFrom::End(0))?;
        let start = length.saturating_sub(TAIL_BYTES);
        let mut tail = Vec::new();
        self.file.seek(SeekFrom::Start(start))?;
        (&self.file).take(TAIL_BYTES).read_to_end(&mut tail)?;
        let ends = tail.iter().zip(start + 1..).filter(|(byte, _)| **byte == b'\n').map(|(_, end)| end);
        let ends: Vec<u64> = ends.collect();
        let mut failed = io::ErrorKind::InvalidData.into();
        for end in ends.into_iter().rev() {
            self.file.set_len(end)?;
            self.file.seek(SeekFrom::Start(end))?;
            match self.file.write_all(line.as_bytes()) {
                Ok(()) => return Ok(()),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// [`CliError`] when that is not possible; what was there then is as it was.
    pub(crate) fn finish(mut self) -> Result<(), CliError> {
        let Some((beside, target)) = self.beside.take() else { return Ok(()) };
        let finished = self.file.sync_data().and_then(|()| {
            if self.existing == Existing::Keep && fs::symlink_metadata(&target).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            fs::rename(&beside, &target)
        });
        finished.map_err(|error| {
            // What cannot be removed lies beside, under a name that says what it is.
            let _ = fs::remove_file(&beside);
            CliError::unwritable(&self.named, &error)
        })
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.beside {
            let _ = fs::remove_file(beside);
        }
    }
}

/// A name in the same folder that nobody else uses.
fn beside(target: &Path) -> io::Result<PathBuf> {
    let mut name = OsString::from(".");
    name.push(target.file_name().ok_or(io::ErrorKind::IsADirectory)?);
    name.push(format!(".{}.part", process::id()));
    Ok(target.with_file_name(name))
}

/// A file that the command would write over itself.
fn written_twice(named: &Path) -> CliError {
    CliError::new("written-twice", format!("`{}` is another output of this command as well", named.display()))
        .named(&named.to_string_lossy())
        .help("name another file to write to")
}

/// Whether two names are of one file, which need not be there yet.
fn is_same(one: &Path, other: &Path) -> bool {
    match (absolute(one), absolute(other)) {
        (Some(absolute), Some(other_absolute)) => absolute == other_absolute || is_linked(one, other),
        _ => false,
    }
}

/// A name without links; that of a file which is not there yet, in a folder that is.
fn absolute(named: &Path) -> Option<PathBuf> {
    named.canonicalize().ok().or_else(|| {
        let folder = named.parent().filter(|folder| !folder.as_os_str().is_empty());
        Some(folder.unwrap_or(Path::new(".")).canonicalize().ok()?.join(named.file_name()?))
    })
}

/// Whether two names are hard links to one file; a pipe or a device may well be read and written.
#[cfg(unix)]
fn is_linked(one: &Path, other: &Path) -> bool {
    matches!((one.metadata(), other.metadata()), (Ok(one), Ok(other)) if is_one_file(&one, &other))
}

/// Whether a file is what a standard stream of this process was redirected to.
#[cfg(unix)]
fn is_redirected(named: &Path, stream: &impl AsFd) -> bool {
    let stream = stream.as_fd().try_clone_to_owned().and_then(|stream| File::from(stream).metadata());
    matches!((named.metadata(), stream), (Ok(named), Ok(stream)) if is_one_file(&named, &stream))
}

#[cfg(unix)]
fn is_one_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    one.is_file() && (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_linked(_one: &Path, _other: &Path) -> bool {
    false
}

#[cfg(not(unix))]
fn is_redirected<S>(_named: &Path, _stream: &S) -> bool {
    false
}
