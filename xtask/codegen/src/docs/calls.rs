//! The page of all calls whose answers are understood: what each is for, who may make it, and what scripts gather.

use super::MARK;
use crate::Generated;
use greenlight_core::facts_of_files::{BY_HAND, Call, Each, Whole, calls, gathered};
use std::fmt::Write as _;

const TOP: &str = "# Calls\n\nGreenlight makes no calls. It reads the files that other tools print; these are the calls whose answers it understands, for whoever decides what may be asked, and by whom. None of them writes. `greenlight collect --print` prints a script that makes those of the second part, with the Azure CLI and the rights of whoever runs it; `greenlight facts --missing CASE` tells which of them one case needs.\n\nWhat a caller is not allowed to see stays unknown, and is never taken for absent.\n\n";

const SCRIPTS: &str = "## What the scripts read\n\nEach is a `GET` by `az rest`, beside `az account list --all`. A word in braces stands for one of the things that an earlier answer names, or that the command line names.\n\nThe Azure CLI asks Microsoft Graph with permissions of its own. Signed in as a person it has none for Intune and Windows 365: those calls are refused whatever roles the person has, and answered where it is signed in as a service principal that was granted the permissions above. The licences of people and the policies of mobile device management Graph tells to people alone. What was refused stays unknown; what other tools print of it can be put beside what the script gathered.\n\n| for each | call | address |\n|---|---|---|\n";

pub(super) fn file() -> Generated {
    let mut text = format!("{MARK}{TOP}");
    for (title, prefix) in [
        ("Azure", "az-"),
        ("Microsoft Graph", "graph-"),
        ("Dataverse", "dataverse-"),
        ("Power Platform", "power-platform-"),
    ] {
        let _ = writeln!(text, "## {title}\n");
        table(&mut text, calls().filter(|call| !call.planned && call.id.starts_with(prefix)));
    }
    text.push_str("## Files that no service answers with\n\n");
    let services = ["az-", "graph-", "dataverse-", "power-platform-"];
    let others = |call: &&Call| call.planned || !services.iter().any(|it| call.id.starts_with(it));
    table(&mut text, calls().filter(others));
    scripts(&mut text);
    text.push_str("## What no call supplies\n\n| fact | where it stands |\n|---|---|\n");
    for it in BY_HAND {
        let _ = writeln!(text, "| {} | {} |", codes(it.facts), it.stands);
    }
    Generated { path: "docs/calls.md".to_owned(), text }
}

fn table(text: &mut String, calls: impl Iterator<Item = &'static Call>) {
    text.push_str("| call | what is asked | least role or permission | what for | when its lists are whole |\n|---|---|---|---|---|\n");
    for call in calls {
        let what_for = if call.supplies.is_empty() {
            "to join other answers, or only to be recognised".to_owned()
        } else {
            codes(call.supplies)
        };
        let whole = match call.whole {
            Whole::One => "always".to_owned(),
            Whole::Unpaged => "with its last page".to_owned(),
            Whole::Told(what) => format!("when somebody says so (`--whole {}`): it takes {what}", call.id),
            Whole::Never(why) => format!("never: {why}"),
        };
        let _ = writeln!(
            text,
            "| `{}` | `{}` | {} | {what_for} | {whole} |",
            call.id,
            call.ask.replace('|', "\\|"),
            call.least
        );
    }
    text.push('\n');
}

fn scripts(text: &mut String) {
    text.push_str(SCRIPTS);
    for it in gathered() {
        let each = if it.each == Each::Tenant { "once" } else { it.each.word() };
        let _ = writeln!(text, "| {each} | `{}` | `{}` |", it.call.id, it.address);
    }
    text.push('\n');
}

fn codes(facts: &[&str]) -> String {
    facts.iter().map(|fact| format!("`{fact}`")).collect::<Vec<_>>().join(", ")
}
