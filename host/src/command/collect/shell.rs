//! How a POSIX shell writes a script that gathers.

use super::script::{Cut, Segment, Shell, Things};

/// A POSIX shell.
pub(super) struct Posix;

impl Shell for Posix {
    const FIRST: &'static str = "#!/bin/sh\n";
    const USAGE: &'static str =
        "Usage: sh THIS-FILE [FOLDER]. It needs the Azure CLI, signed in by `az login`.";
    const HELPERS: &'static str = include_str!("helpers.sh");
    const END: &'static str = "done";
    const LAST: &'static str = "finish";

    fn each(word: &str, things: &Things<'_>, cut: Cut) -> String {
        let all = match things {
            Things::Found { call, pattern } => format!("$(ids '{call}' '{pattern}')"),
            Things::Named(named) => {
                named.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(" ")
            }
        };
        let cut = match cut {
            Cut::Nothing => String::new(),
            Cut::Path => format!("  {word}=${{{word}##*/}}\n"),
            Cut::SlashAtEnd => format!("  {word}=${{{word}%/}}\n"),
        };
        format!("for {word} in {all}; do\n{cut}")
    }

    fn get(id: &str, key: Option<&str>, address: &[Segment<'_>], resource: Option<&[Segment<'_>]>) -> String {
        let key = key.map_or_else(|| "''".to_owned(), |key| format!("\"${key}\""));
        let resource = resource.map_or_else(String::new, |resource| format!(" {}", quoted(resource)));
        format!("get '{id}' {key} {}{resource}", quoted(address))
    }
}

fn quoted(parts: &[Segment<'_>]) -> String {
    let quoted = |part: &Segment<'_>| match part {
        Segment::Text(text) => format!("'{text}'"),
        Segment::Word(word) => format!("\"${word}\""),
    };
    parts.iter().map(quoted).collect()
}
