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
    if let Some(bits) = bits(text) {
        return all().filter(|published| published.windows == Some(bits)).collect();
    }
    let mut found: Vec<Published> = Vec::new();
    for word in text.split(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))) {
        // A hyphen is a sign only before a number.
        let name = word.trim_matches('-');
        let (number, bits) = (number(word), bits(word));
        let meant = |published: &Published| match (number, bits) {
            (Some(number), None) => published.windows.is_some() && numbered(published, number),
            (_, Some(bits)) => published.windows == Some(bits),
            (None, None) => !published.group.is_of_states() && published.is_called(name),
        };
        for published in all().filter(meant) {
            if !found.iter().any(|known| known.code == published.code && known.group == published.group) {
                found.push(published);
            }
        }
    }
    found
}

/// A number as it is written in messages, with or without sign.
fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|_| bits(text).is_none())
}

/// A number of 32 bits as it is written in messages in hexadecimal digits: behind `0x`, or the eight of a failure bare, as in `80180014`.
fn bits(text: &str) -> Option<i32> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let bare = || (text.len() == 8 && text.starts_with(['8', 'c', 'C'])).then_some(text);
    let digits =
        digits.or_else(bare).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok().map(u32::cast_signed)
}

/// Whether a code has this number: that of a status, or that of Windows or Dataverse, signed or not.
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
        for number in ["0x80048306", "-2147187962", "2147779334", "0X80048306", "80048306"] {
            check(number, &["unManagedIdsAccessDenied"]);
        }
        check(
            "SecLib::AccessCheckEx failed. Returned hr = -2147187962, ObjectID: 1",
            &["unManagedIdsAccessDenied"],
        );
        check(
            r#"{"error":{"code":"0x80040220","message":"Principal user is missing prvCreateflowmachine"}}"#,
            &["PrivilegeDenied"],
        );
        check("Error code:0x80040217. Http status code: NotFound.", &["ObjectDoesNotExist"]);
        check("contact your administrator with the error code 8018000a.", &["0x8018000A"]);
        check("AADSTS50076: you must use multi-factor authentication", &["AADSTS50076"]);
        check("Status: 0xC0000072, Sub Status: 0x0", &["STATUS_ACCOUNT_DISABLED"]);
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
            "0x4",
            "0x80048307",
            "80048307",
            "error 0x204",
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
