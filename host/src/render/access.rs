//! Which roles, privileges, shares and licences would let somebody, in words.

use std::fmt::Write as _;

use greenlight_core::report::{Access, AccessSet};

use super::{fixers, printable};

/// What is broken for want of it, and below each the sets of which one is enough.
pub(crate) fn clearing(out: &mut String, all: &[Access]) {
    for access in all {
        let _ = writeln!(out, "  {} {}", access.rules.join(", "), one_of(access));
        sets(out, access, "    ");
    }
}

/// The sets of which one is enough, a line each.
pub(crate) fn sets(out: &mut String, access: &Access, indent: &str) {
    for set in &access.sets {
        let _ = writeln!(out, "{indent}- {}", told(set));
    }
}

fn one_of(access: &Access) -> &'static str {
    let complete = usize::try_from(access.complete_to).unwrap_or(usize::MAX);
    if access.sets.iter().any(|set| set.grants.len() > complete) {
        "would be met by one of these, among others:"
    } else if access.sets.len() == 1 {
        "would be met by this:"
    } else {
        "would be met by one of these:"
    }
}

fn told(set: &AccessSet) -> String {
    let grants =
        set.grants.iter().map(|grant| format!("{} ({})", printable(&grant.says), fixers(&grant.fixers)));
    grants.collect::<Vec<_>>().join("; and ")
}
