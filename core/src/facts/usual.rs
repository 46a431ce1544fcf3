//! Facts that are nearly always as they come by themselves: they are asked for last.

use greenlight_json::Pointer;

/// Where such facts stand: their collection, and their place in a thing of it.
const USUAL: [(&str, &str); 17] = [
    ("/images/", "/gallery/version_state"),
    ("/images/", "/source/joined"),
    ("/images/", "/source/data_disks"),
    ("/images/", "/source/fslogix"),
    ("/images/", "/source/start_apps"),
    ("/images/", "/source/azure_disk_encryption"),
    ("/images/", "/source/disk_encryption_set"),
    ("/flows/", "/data_policy"),
    ("/machines/", "/proxy"),
    ("/machines/", "/windows/administrators"),
    ("/machines/", "/windows/remote_logon"),
    ("/people/", "/multifactor"),
    ("/networks/", "/domain/script_policy"),
    ("/networks/", "/subnet/delegation"),
    ("/subscriptions/", "/deny_assignments"),
    ("/networks/", "/subnet/way_out"),
    ("/networks/", "/domain/service_connection_point"),
];

/// Whether the fact at this place is nearly always as it comes by itself.
pub fn is_usual(at: &Pointer) -> bool {
    let at = at.as_str();
    USUAL.iter().any(|(collection, place)| at.starts_with(collection) && at.ends_with(place))
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
        for (_, place) in USUAL {
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
}
