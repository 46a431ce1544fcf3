//! Actions of Azure roles: patterns in which `*` matches anything.

/// Returns whether `pattern`, in which `*` matches anything, covers every action that `needed` names.
pub(crate) fn covers(pattern: &str, needed: &str) -> bool {
    let mut pieces = pattern.split('*').map(str::to_ascii_lowercase);
    let needed = needed.to_ascii_lowercase();
    let Some(mut rest) = pieces.next().and_then(|first| needed.strip_prefix(&*first)) else { return false };
    let mut open = false;
    for piece in pieces {
        let Some((_, behind)) = rest.split_once(&*piece) else { return false };
        open = piece.is_empty() || rest.ends_with(&*piece);
        rest = behind;
    }
    rest.is_empty() || open
}

/// Returns whether there is an action that both patterns cover.
#[cfg_attr(
    not(any(feature = "import", test)),
    expect(dead_code, reason = "only importers compare two patterns")
)]
pub(crate) fn overlap(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_ascii_lowercase(), other.to_ascii_lowercase());
    let (one, other) = (one.as_bytes(), other.as_bytes());
    // Whether the rest of `one` and the rest of `other` overlap, for each length of the rest of `other`.
    let mut rests: Vec<bool> =
        (0..=other.len()).map(|left| other.iter().rev().take(left).all(|b| *b == b'*')).collect();
    for letter in one.iter().rev() {
        let mut row = vec![*letter == b'*' && rests.first() == Some(&true)];
        for (left, second) in other.iter().rev().enumerate() {
            let (without_both, without_one) =
                (rests.get(left) == Some(&true), rests.get(left + 1) == Some(&true));
            let without_other = row.last() == Some(&true);
            let star = *letter == b'*' || *second == b'*';
            let both = (star || letter == second) && without_both;
            row.push(both || star && (without_one || without_other));
        }
        rests = row;
    }
    rests.last() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::overlap;

    #[test]
    fn patterns_of_actions_cover_what_azure_says_they_do() {
        let read = "Microsoft.Network/virtualNetworks/read";
        for (pattern, needed, is) in [
            ("*", read, true),
            ("*/read", read, true),
            ("microsoft.network/*", read, true),
            ("Microsoft.Network/*/read", read, true),
            ("Microsoft.Network/virtualNetworks/read", read, true),
            ("Microsoft.Network/virtualNetworks/write", read, false),
            ("Microsoft.Compute/*", read, false),
            ("*/write", read, false),
            ("*/read", "*/read", true),
            ("*", "*/read", true),
            ("Microsoft.Network/*", "*/read", false),
            ("Microsoft.Network/*", "Microsoft.Network/*", true),
            ("Microsoft.Network/*/read", "Microsoft.Network/*", false),
        ] {
            assert_eq!(super::covers(pattern, needed), is, "{pattern} {needed}");
        }
    }

    #[test]
    fn patterns_overlap_where_an_action_is_in_both() {
        for (one, other, is) in [
            ("*/write", "Microsoft.Network/*", true),
            ("*/delete", "Microsoft.Network/*/read", false),
            ("Microsoft.Network/networkInterfaces/*", "microsoft.network/networkinterfaces/delete", true),
            ("Microsoft.Network/*", "Microsoft.Compute/*", false),
            ("*", "", true),
        ] {
            assert_eq!((overlap(one, other), overlap(other, one)), (is, is), "{one} {other}");
        }
    }
}
