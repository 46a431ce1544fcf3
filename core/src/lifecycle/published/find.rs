//! Published codes by what people hold in their hands: a name, a number, or a message with one in it.

use super::{Group, Published, all};

/// The published code that a text names: the first, and one of a failure before one of a state.
pub fn find(text: &str) -> Option<Published> {
    let named = named(text);
    let failure = named.iter().find(|published| !published.group.is_of_states());
    let spelled = || named.iter().find(|published| published.code == text.trim());
    failure.or_else(spelled).or_else(|| named.first()).copied()
}

/// Every published code that a text names: by one of its names in any case, by its number (`13`, `-1073741477`, `0xC000015B`), or
/// somewhere in a message. Several where a name is ambiguous, or where a message holds several.
pub fn named(text: &str) -> Vec<Published> {
    let text = text.trim();
    let called: Vec<Published> = all().filter(|published| published.is_called(text)).collect();
    if !called.is_empty() {
        return called;
    }
    if let Some(number) = number(text) {
        return all().filter(|published| numbered(published, number)).collect();
    }
    let mut found: Vec<Published> = Vec::new();
    for word in text.split(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))) {
        // A hyphen is a sign only before a number.
        let name = word.trim_matches('-');
        let number = number(word);
        let meant = |published: &Published| match number {
            Some(number) => published.windows.is_some() && numbered(published, number),
            None => !published.group.is_of_states() && published.is_called(name),
        };
        for published in all().filter(meant) {
            if !found.iter().any(|known| known.code == published.code && known.group == published.group) {
                found.push(published);
            }
        }
    }
    found
}

/// A number as it is written in messages: decimal, with or without sign, or hexadecimal.
fn number(text: &str) -> Option<i64> {
    let lower = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    match lower {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// Whether a code has this number: that of a status, or that of Windows, signed or not.
fn numbered(published: &Published, number: i64) -> bool {
    let own = published.group == Group::MachineStatus
        && published.number.is_some_and(|own| i64::from(own) == number);
    let windows = published
        .windows
        .is_some_and(|own| i64::from(own) == number || i64::from(own.cast_unsigned()) == number);
    own || windows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let codes: Vec<&str> = named(text).iter().map(|published| published.code).collect();
        assert_eq!(codes, expected, "{text}");
    }

    #[test]
    fn codes_are_found_by_name_number_and_message() {
        check("NOENOUGHIPADDRESS", &["noEnoughIpAddress"]);
        check(" aadlogonfailure ", &["MSEntraLogonFailure"]);
        check("AADMachineAlwaysPromptingForPassword", &["MSEntraMachineAlwaysPromptingForPassword"]);
        check("13", &["HostedMachineOvercapacity"]);
        for number in ["-1073741477", "3221225819", "0xC000015B", "0xc000015b"] {
            check(number, &["LogonTypeNotGranted"]);
        }
        check("the run failed with error code: -1073741062.", &["STATUS_SMARTCARD_LOGON_REQUIRED"]);
        check(
            r#"{"error":{"code":"AgentNotReachable","message":"The agent running the desktop flow is not reachable."}}"#,
            &["AgentNotReachable"],
        );
        check(
            "NoCandidateMachine: Error encountered when connecting to machines. UIFlowAlreadyRunning",
            &["NoCandidateMachine", "UIFlowAlreadyRunning"],
        );
        check("provisioning", &["Provisioning", "provisioning"]);
    }

    #[test]
    fn what_is_not_published_is_not_found() {
        for text in [
            "",
            "no such code",
            "the machine is Active and 13 flows failed",
            "0xZZ",
            "-1",
            "99",
            "noEnoughIpAdress",
        ] {
            check(text, &[]);
            assert!(find(text).is_none(), "{text}");
        }
    }

    #[test]
    fn of_several_a_failure_comes_first() {
        let code = |text| find(text).map(|published| published.code);
        assert_eq!(code("UIFlowAlreadyRunning after NoCandidateMachine"), Some("UIFlowAlreadyRunning"));
        assert_eq!(code("failed"), Some("failed"));
    }
}
