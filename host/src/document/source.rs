//! The text of a file or of standard input, and what can be wrong with it.

use std::fs::File;
use std::io::{self, Read as _};
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

/// A file longer than this is refused: the largest tenant we know of fits a hundred times.
const SOURCE_BYTES_MAX: u64 = 16 << 20;

/// A text and the name it goes by.
#[derive(Debug)]
pub(crate) struct Source {
    /// As the user wrote it; `<stdin>` for standard input.
    pub(crate) name: String,
    /// The text without byte order mark.
    pub(crate) text: String,
}

impl Source {
    /// Reads a file, or standard input for `-`.
    ///
    /// # Errors
    /// [`Trouble`] when it cannot be read, is too large or is not UTF-8 text.
    pub(crate) fn read(path: &str) -> Result<Rc<Self>, Trouble> {
        let name = if path == "-" { "<stdin>" } else { path };
        let mut bytes = Vec::new();
        open(path)
            .and_then(|input| input.take(SOURCE_BYTES_MAX + 1).read_to_end(&mut bytes))
            .map_err(|error| unreadable(name, path, &error))?;
        if bytes.len() as u64 > SOURCE_BYTES_MAX {
            return Err(Trouble::new(
                "too-large",
                format!("`{name}` is larger than {} MiB", SOURCE_BYTES_MAX >> 20),
            )
            .named(name)
            .help("split it into several files, or write one case per line in a `.jsonl` file"));
        }
        let text = decode(name, bytes)?;
        if text.trim().is_empty() {
            return Err(Trouble::new("empty", format!("`{name}` is empty"))
                .named(name)
                .help("`greenlight init` writes a case and a scenario to start from"));
        }
        Ok(Rc::new(Self {
            name: name.to_owned(),
            text,
        }))
    }

    /// Whether to read it as JSON: by its name, or, from standard input, because it is.
    pub(super) fn is_json(&self) -> bool {
        match Path::new(&self.name).extension() {
            Some(extension) => extension.eq_ignore_ascii_case("json"),
            None => serde_json::from_str::<serde::de::IgnoredAny>(&self.text).is_ok(),
        }
    }

    /// Line and column of a byte, both counted from 1, columns in characters.
    pub(crate) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before
            .get(line_start..)
            .map_or(0, |line| line.chars().count());
        (
            before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column + 1,
        )
    }
}

/// An input we cannot use: what is wrong, where, and what to do about it.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// Stable code.
    pub(crate) code: String,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: Option<String>,
    /// The name of the input.
    pub(crate) name: String,
    /// The JSON Pointer, when the engine gave one.
    pub(crate) at: Option<String>,
    /// The text, when there is one to show.
    pub(crate) source: Option<Rc<Source>>,
    /// What to underline, the most important first.
    pub(crate) marks: Vec<(Range<usize>, String)>,
}

impl Trouble {
    pub(crate) fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            help: None,
            name: String::new(),
            at: None,
            source: None,
            marks: Vec::new(),
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    pub(crate) fn in_source(mut self, source: &Rc<Source>) -> Self {
        self.source = Some(Rc::clone(source));
        self.named(&source.name)
    }

    pub(crate) fn mark(mut self, range: Range<usize>, label: impl Into<String>) -> Self {
        self.marks.push((range, label.into()));
        self
    }

    /// Line and column of the most important mark.
    pub(crate) fn line_and_column(&self) -> Option<(usize, usize)> {
        let (range, _) = self.marks.first()?;
        Some(self.source.as_ref()?.line_and_column(range.start))
    }
}

fn open(path: &str) -> io::Result<Box<dyn io::Read>> {
    if path == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(Box::new(file))
}

fn unreadable(name: &str, path: &str, error: &io::Error) -> Trouble {
    let trouble =
        |code, message: String, help: &str| Trouble::new(code, message).named(name).help(help);
    match error.kind() {
        io::ErrorKind::NotFound => trouble(
            "no-such-file",
            format!("there is no file `{path}`"),
            "check the name, or write a first case with `greenlight init`",
        ),
        io::ErrorKind::IsADirectory => trouble(
            "is-a-folder",
            format!("`{path}` is a folder"),
            "name the files in it, for example with `*.yaml` after the folder",
        ),
        io::ErrorKind::PermissionDenied => trouble(
            "not-readable",
            format!("you may not read `{path}`"),
            "ask its owner for the right to read it, or copy it to where you can",
        ),
        _ => trouble(
            "not-readable",
            format!("`{path}` cannot be read: {error}"),
            "check that it is an ordinary file",
        ),
    }
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Trouble> {
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if wide || looks_wide(&bytes) {
        return Err(
            Trouble::new("not-utf-8", format!("`{name}` is UTF-16 text"))
                .named(name)
                .help("save it as UTF-8; in PowerShell: `Set-Content -Encoding utf8`"),
        );
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let source = Rc::new(Source {
            name: name.to_owned(),
            text,
        });
        Trouble::new("not-utf-8", format!("`{name}` is not UTF-8 text"))
            .in_source(&source)
            .mark(
                valid..valid + char::REPLACEMENT_CHARACTER.len_utf8(),
                "not UTF-8 from here",
            )
            .help("save it as UTF-8; if it is a spreadsheet or an archive, export it first")
    })?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let Some(at) = text.find('\0') else {
        return Ok(text);
    };
    let source = Rc::new(Source {
        name: name.to_owned(),
        text,
    });
    Err(
        Trouble::new("not-text", format!("`{name}` holds a NUL character"))
            .in_source(&source)
            .mark(at..at + 1, "")
            .help("remove it; if this is not a text file, export it as YAML or JSON first"),
    )
}

/// UTF-16 without byte order mark: every other byte of the beginning is zero.
fn looks_wide(bytes: &[u8]) -> bool {
    let (pairs, _) = bytes.as_chunks::<2>();
    let head = pairs.get(..pairs.len().min(8)).unwrap_or_default();
    !head.is_empty()
        && (head.iter().all(|pair| pair[0] == 0) || head.iter().all(|pair| pair[1] == 0))
}
