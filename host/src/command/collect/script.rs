//! A script that gathers: what it asks for, and in which order. A shell says only how that is written.

use greenlight_core::facts_of_files::Each;

use super::{Plan, Turn, header};

/// How a shell writes what every script does.
pub(super) trait Shell {
    /// What stands above the comments.
    const FIRST: &'static str = "";
    /// How the script is run, and what is known of it.
    const USAGE: &'static str;
    /// What its tests hold, where there is something to say.
    const TESTED: &'static [&'static str] = &[];
    /// What every script can do.
    const HELPERS: &'static str;
    /// The end of a loop.
    const END: &'static str;
    /// The last line, which says what comes next.
    const LAST: &'static str;

    /// The beginning of a loop in which a variable is each of some things in turn.
    fn each(word: &str, things: &Things<'_>, cut: Cut) -> String;

    /// A call that is asked, with the variable that tells its answers apart, and the service that its token is for.
    fn get(id: &str, key: Option<&str>, address: &[Segment<'_>], resource: Option<&[Segment<'_>]>) -> String;
}

/// The things that a loop goes through.
pub(super) enum Things<'c> {
    /// Those that were named.
    Named(&'c [String]),
    /// Those that the answers of a call name, where a pattern fits.
    Found { call: &'static str, pattern: &'static str },
}

/// What of a thing's name is used.
pub(super) enum Cut {
    /// All of it.
    Nothing,
    /// What follows the last slash.
    Path,
    /// All but a slash at its end.
    SlashAtEnd,
}

/// A part of an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Segment<'a> {
    /// As it is.
    Text(String),
    /// A variable.
    Word(&'a str),
}

/// The script for a shell.
pub(super) fn script<S: Shell>(plan: &Plan<'_>) -> String {
    let mut out = String::from(S::FIRST);
    let mut how = vec![
        S::USAGE,
        "It only reads: every request is a GET made by `az rest`, beside `az account list`.",
        "Run it again to go on: what is in the folder is not asked again, what was refused is.",
        "Microsoft Graph refuses what the Azure CLI has no permission for, whoever is signed in: docs/calls.md says what that is.",
    ];
    how.extend(S::TESTED);
    out.push_str(&header(&how));
    out.push_str(S::HELPERS);
    plan.turns.iter().for_each(|turn| one::<S>(&mut out, turn));
    out + "\n" + S::LAST + "\n"
}

fn one<S: Shell>(out: &mut String, turn: &Turn<'_>) {
    let word = turn.each.word();
    let things = match (turn.named, turn.each.found()) {
        _ if turn.each == Each::Tenant => None,
        ([], Some((call, pattern))) => Some(Things::Found { call, pattern }),
        (named, _) => Some(Things::Named(named)),
    };
    let cut = match (turn.each, &things) {
        (Each::Environment, Some(Things::Found { .. })) => Cut::Path,
        (Each::Dataverse, _) => Cut::SlashAtEnd,
        _ => Cut::Nothing,
    };
    out.push('\n');
    let (indent, key) = match &things {
        Some(things) => {
            out.push_str(&S::each(word, things, cut));
            ("  ", Some(word))
        }
        None => ("", None),
    };
    for read in &turn.reads {
        let resource = read.resource().map(parts);
        out.push_str(indent);
        out.push_str(&S::get(read.call.id, key, &parts(&read.address), resource.as_deref()));
        out.push('\n');
    }
    if things.is_some() {
        out.push_str(S::END);
        out.push('\n');
    }
}

/// The parts of an address, in turn; a shell takes none of them otherwise.
pub(super) fn parts(address: &str) -> Vec<Segment<'_>> {
    // Arguments of `az` stay as they are.
    let (space, quote) = if address.contains('/') { ("%20", "%27") } else { (" ", "'") };
    let mut parts = Vec::new();
    for piece in address.split_inclusive('}') {
        let (before, word) = match piece.split_once('{') {
            Some((before, word)) => (before, word.strip_suffix('}')),
            None => (piece, None),
        };
        let text = (!before.is_empty()).then(|| before.replace(' ', space).replace('\'', quote));
        parts.extend(text.map(Segment::Text).into_iter().chain(word.map(Segment::Word)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_fall_into_parts() {
        let text = |text: &str| Segment::Text(text.to_owned());
        assert_eq!(
            parts("{gallery}/images?$filter=a eq 'b'&x={image}"),
            [Segment::Word("gallery"), text("/images?$filter=a%20eq%20%27b%27&x="), Segment::Word("image")]
        );
        assert_eq!(parts("account list --all"), [text("account list --all")]);
    }
}
