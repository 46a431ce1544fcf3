//! Facts that nearly always have their default value: they are asked for last, and the default can be assumed.

use crate::facts::change::{Change, Step};
use greenlight_json::Pointer;
use serde_json::Value;

/// The places of such facts: their collection, the pointer within one of its things, and the default value as JSON, if the pages that the
/// rules cite state it.
const USUAL: [(&str, &str, Option<&str>); 17] = [
    ("/images/", "/gallery/version_state", Some("\"succeeded\"")),
    ("/images/", "/source/joined", Some("false")),
    ("/images/", "/source/data_disks", Some("0")),
    ("/images/", "/source/fslogix", Some("\"absent\"")),
    ("/images/", "/source/start_apps", None),
    ("/images/", "/source/azure_disk_encryption", Some("\"absent\"")),
    ("/images/", "/source/disk_encryption_set", Some("\"absent\"")),
    ("/flows/", "/data_policy", Some("\"allowed\"")),
    ("/machines/", "/proxy", Some("\"none\"")),
    ("/machines/", "/windows/administrators", None),
    ("/machines/", "/windows/remote_logon", Some("\"allowed\"")),
    ("/people/", "/multifactor", Some("\"none\"")),
    ("/networks/", "/domain/script_policy", Some("\"not-set\"")),
    ("/networks/", "/subnet/delegation", Some("\"none\"")),
    ("/subscriptions/", "/deny_assignments", Some("[]")),
    ("/networks/", "/subnet/way_out", Some("\"default\"")),
    ("/networks/", "/domain/service_connection_point", None),
];

/// Returns whether the fact at this place nearly always has its default value.
pub fn is_usual(at: &Pointer) -> bool {
    place(at).is_some()
}

/// Returns the change that sets such a fact to its default; `None` if the pages state none.
pub fn as_it_comes(at: &Pointer) -> Option<Change> {
    let (.., text) = place(at)?;
    let value: Value = greenlight_json::from_str((*text)?).ok()?;
    Some(Change::unchecked(Step::Set, at.clone(), Some(value)))
}

fn place(at: &Pointer) -> Option<&'static (&'static str, &'static str, Option<&'static str>)> {
    let at = at.as_str();
    USUAL.iter().find(|(collection, place, _)| at.starts_with(collection) && at.ends_with(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::entities::{
        Domain, Flow, Gallery, Machine, Person, Source, Subnet, Subscription, Windows,
    };

    #[test]
    fn every_such_fact_is_one() {
        let places = |meanings: &str, place: &str| {
            let field = place.rsplit('/').next().unwrap_or_default();
            meanings.lines().any(|line| line.starts_with(&format!("{field}:")))
        };
        for (_, place, _) in USUAL {
            let known = [
                Domain::MEANINGS,
                Flow::MEANINGS,
                Gallery::MEANINGS,
                Machine::MEANINGS,
                Person::MEANINGS,
                Source::MEANINGS,
                Subnet::MEANINGS,
                Subscription::MEANINGS,
                Windows::MEANINGS,
            ];
            assert!(known.iter().any(|meanings| places(meanings, place)), "{place}");
        }
        let at = |keys: [&str; 4]| keys.iter().fold(Pointer::ROOT, |at, key| at.key(key));
        assert!(is_usual(&at(["images", "finance", "source", "joined"])));
        assert!(!is_usual(&at(["images", "finance", "os", "build"])));
    }

    #[test]
    fn what_is_supposed_can_be_stated() {
        for (collection, place, _) in USUAL {
            let at = Pointer::parse(&format!("{collection}any{place}")).unwrap();
            if let Some(change) = as_it_comes(&at) {
                let value = change.value().unwrap();
                assert!(Change::new(Step::Set, at, value).is_ok(), "{place}");
            }
        }
    }
}
