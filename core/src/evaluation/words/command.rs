//! Builds commands that users copy, quoting the words of the evidence so that a shell passes them on unchanged.

use super::filled;
use crate::rules::phrases as say;
use crate::rules::rule::Rule;
use crate::vocabulary::{Word, Words};
use greenlight_json::unseen::is_unseen;

/// Returns the command of a template, with its `{words}` filled in; `None` without a template.
///
/// # Errors
/// The reason, if a name is not passed on unchanged by each of POSIX shells, PowerShell and the Azure CLI behind them.
pub(super) fn command(template: Option<&str>, words: &Words) -> Result<Option<String>, Word> {
    let Some(template) = template else { return Ok(None) };
    if template == Rule::COMMANDS_OF_FINDING {
        return Ok(Some(filled(template, words)));
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
        let word = filled(word, words);
        if let Some(reason) = misread(&word) {
            return Err(reason);
        }
        let mark = mark(&word);
        command.push_str(mark);
        command.push_str(&word);
        command.push_str(mark);
    }
    Ok(Some(command))
}

/// Returns why a word would not reach the program unchanged, however it is quoted; `None` if quotation marks are enough.
fn misread(word: &str) -> Option<Word> {
    // On Windows `az` is a batch file: what PowerShell passes on without quotation marks is parsed once more, between parentheses.
    const PROMPT: &str = "&|<>^%!()";
    // PowerShell also treats the typographic ones as quotation marks.
    let marks = |letter: char| matches!(letter, '\'' | '"') || ('\u{2018}'..='\u{201e}').contains(&letter);
    if word.chars().any(is_unseen) {
        return Some(say::UNSEEN_CHARACTER.with("word", word));
    }
    if word.contains(marks) || word.ends_with('\\') {
        return Some(say::NO_SHELL_TAKES.with("word", word));
    }
    if let Some(letter) = word.chars().find(|letter| PROMPT.contains(*letter)) {
        let taken = say::COMMAND_PROMPT.with("letter", letter.encode_utf8(&mut [0; 4]) as &str);
        return Some(taken.with("word", word));
    }
    let told = word.is_empty() || word.starts_with(['-', '@']);
    told.then(|| say::AZURE_CLI_TAKES_NO_NAME.with("word", word))
}

/// Returns the quotation mark that a word needs on both sides, or an empty string.
fn mark(word: &str) -> &'static str {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_./:-+=".contains(letter);
    if word.chars().all(plain) {
        return "";
    }
    // The command prompt of Windows knows only double quotation marks.
    if word.chars().all(|letter| plain(letter) || letter == ' ' || letter == '@') { "\"" } else { "'" }
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
        let command = command(Some(template), &evidence.words).map_err(|reason| reason.text().to_string());
        command.map(Option::unwrap_or_default)
    }

    #[test]
    fn names_are_quoted_where_they_must_be() {
        for (role, group, command) in [
            ("Reader", "rg-net", "--role Reader --scope /groups/rg-net"),
            ("Network Contributor", "rg-net", "--role \"Network Contributor\" --scope /groups/rg-net"),
            ("Reader", "rg;curl evil #", "--role Reader --scope '/groups/rg;curl evil #'"),
            ("Reader", "$HOME `id` ~", "--role Reader --scope '/groups/$HOME `id` ~'"),
            ("Reader", "Größe 財務 é", "--role Reader --scope '/groups/Größe 財務 é'"),
        ] {
            assert_eq!(with(role, group).unwrap(), format!("az role assignment create {command}"));
        }
    }

    #[test]
    fn what_no_quotation_mark_keeps_whole_is_no_command() {
        let check = |role: &str, group: &str, reason: &str| {
            let said = with(role, group).unwrap_err();
            assert!(said.contains(group) && said.contains(reason), "{said}");
        };
        for group in ["it's", "a\"b", "\u{2019}", "ends\\"] {
            check("Reader", group, "no shell");
        }
        for letter in
            "\n\r\t\u{1b}\u{7f}\u{9b}\u{ad}\u{34f}\u{202e}\u{200b}\u{2028}\u{fe0f}\u{e000}\u{ffff}\u{e0041}"
                .chars()
        {
            check("Reader", &format!("rg{letter}net"), "not seen");
        }
        for letter in "&|<>^%!()".chars() {
            check("Reader", &format!("rg{letter}calc"), "command prompt");
            check("Reader", &format!("rg {letter} calc"), "command prompt");
        }
        for role in ["--help", "@/etc/passwd", ""] {
            check(role, "", "for a name");
        }
    }

    /// Splits a line into words as a POSIX shell does, and panics where a shell would expand something.
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

    /// Generates names from all characters, more often from those that a shell treats specially.
    fn names() -> impl Strategy<Value = String> {
        let odd = " '\"`$&|<>^%!()@-\\;#*?~,\n\r\t\u{1b}\u{9b}\u{34f}\u{202e}\u{2066}\u{200b}\u{2019}\u{201c}\u{fe0f}\u{e000}\u{e0041}";
        let odd = prop::sample::select(odd.chars().collect::<Vec<_>>());
        let letters = prop_oneof![4 => prop::char::range('a', 'z'), 1 => odd, 1 => any::<char>()];
        prop::collection::vec(letters, 0..8).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn a_shell_reads_the_words_that_are_meant(role in names(), group in names()) {
            if let Ok(command) = with(&role, &group) {
                let scope = format!("/groups/{group}");
                prop_assert_eq!(words(&command), ["az", "role", "assignment", "create", "--role", &role, "--scope", &scope]);
                // Every renderer shows the command as it is, and the command prompt finds no special character in it.
                prop_assert!(!command.contains(is_unseen) && !command.contains(['&', '|', '<', '>', '^', '%', '!', '(', ')']));
            }
        }
    }
}
