//! How PowerShell writes a script that gathers.

use super::script::{Cut, Segment, Shell, Things};

/// PowerShell, of Windows and of every other system.
pub(super) struct PowerShell;

impl Shell for PowerShell {
    const USAGE: &'static str = "Usage: powershell -ExecutionPolicy Bypass -File THIS-FILE [FOLDER]. It needs the Azure CLI, signed in by `az login`.";
    const TESTED: &'static [&'static str] = &[
        "The tests of Greenlight parse it, and compare its calls with those of the script for POSIX shells and with docs/calls.md; they do not run it.",
    ];
    const HELPERS: &'static str = include_str!("helpers.ps1");
    const END: &'static str = "}";
    const LAST: &'static str = "Write-Output \"$script:Refused refused; now: greenlight facts $Folder\"";

    fn each(word: &str, things: &Things<'_>, cut: Cut) -> String {
        let all = match things {
            Things::Found { call, pattern } => format!("Get-Ids '{call}' '{pattern}'"),
            Things::Named(named) => {
                named.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ")
            }
        };
        let cut = match cut {
            Cut::Nothing => String::new(),
            Cut::Path => format!("  ${word} = ${word}.Split('/')[-1]\n"),
            Cut::SlashAtEnd => format!("  ${word} = ${word}.TrimEnd('/')\n"),
        };
        format!("foreach (${word} in @({all})) {{\n{cut}")
    }

    fn get(id: &str, key: Option<&str>, address: &[Segment<'_>], resource: Option<&[Segment<'_>]>) -> String {
        let key = key.map_or_else(|| "''".to_owned(), |key| format!("${key}"));
        let resource = resource.map_or_else(String::new, |resource| format!(" {}", quoted(resource)));
        format!("Get-Answer '{id}' {key} {}{resource}", quoted(address))
    }
}

fn quoted(parts: &[Segment<'_>]) -> String {
    let quoted = |part: &Segment<'_>| match part {
        Segment::Text(text) => format!("'{text}'"),
        Segment::Word(word) => format!("${word}"),
    };
    match parts {
        [only] => quoted(only),
        several => format!("({})", several.iter().map(quoted).collect::<Vec<_>>().join(" + ")),
    }
}
