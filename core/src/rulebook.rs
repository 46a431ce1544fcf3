//! The values Microsoft can change, dated and cited: what was published by a day, and what held at an instant.

mod generated;
pub mod term;

use crate::instant::{Day, Instant};
use crate::report::Provenance;
use generated::data;
use term::{Named, Term, Vocabulary};

pub use generated::data::Key;
pub use generated::terms::{AdminRole, App, AzureRole, Geography, Licence, Plan, Role};

/// The first rulebook: before it nothing is known.
pub const FIRST: Day = Day::from_days(19_746);

/// The newest rulebook that carries every requirement of its page; the one used unless another is asked for.
pub const DEFAULT: Day = FIRST;

/// A version of a page of documentation.
#[derive(Debug)]
pub struct Page {
    /// Short name of this version.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Where it is published.
    pub url: &'static str,
    /// The date this version bears.
    pub date: Day,
    /// When it was read.
    pub retrieved: Day,
}

/// A place in a page, and how far what it says reaches.
#[derive(Debug)]
pub struct Citation {
    pub(super) page: u8,
    /// The section of the page.
    pub section: &'static str,
    /// Whether the page says it of hosted machines.
    pub provenance: Provenance,
}

impl Citation {
    /// The page.
    pub fn page(&self) -> Option<&'static Page> {
        data::PAGES.get(usize::from(self.page))
    }
}

/// One dated value.
#[derive(Debug)]
pub struct Entry {
    of: u8,
    /// The value.
    pub value: Value,
    /// The first day on which it can be shown to have held.
    pub since: Day,
    /// The first day on which it no longer held, where a page says so.
    pub until: Option<Day>,
    /// The day by which it was published.
    pub published: Day,
    citation: u8,
}

impl Entry {
    /// The place in its vocabulary of the word that it is about, where the key has a parameter.
    pub const fn of(&self) -> u8 {
        self.of
    }

    /// Where it is said.
    pub fn citation(&self) -> Option<&'static Citation> {
        data::CITATIONS.get(usize::from(self.citation))
    }
}

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number; its unit is in the key's name.
    Number(u64),
    /// Yes or no.
    Flag(bool),
    /// A word outside every vocabulary, such as an Azure region.
    Text(&'static str),
    /// Several of them.
    Texts(&'static [&'static str]),
    /// One word of the key's vocabulary, by its place.
    Term(u8),
    /// Several of them.
    Terms(&'static [u8]),
    /// Privileges on tables, eight bits each.
    Privileges(u32),
}

/// Everything published by a day. A small value: looking something up needs no preparation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rulebook {
    /// The last day whose publications are known.
    pub date: Day,
}

impl Rulebook {
    /// Everything published by this day; `None` before the first rulebook.
    pub fn of(date: Day) -> Option<Self> {
        (date >= FIRST).then_some(Self { date })
    }

    /// Whether this rulebook reaches past the last one that is carried completely.
    pub fn is_partial(self) -> bool {
        self.date > DEFAULT && self.newest_publication() > DEFAULT
    }

    /// The newest day on which something that this rulebook holds was published.
    pub fn newest_publication(self) -> Day {
        let visible = data::ENTRIES.iter().map(|entry| entry.published);
        visible.filter(|day| *day <= self.date).max().unwrap_or(FIRST)
    }

    /// The newest date of a page that this rulebook rests on, as a version and not by when it was read.
    pub fn newest_page(self) -> Option<&'static Page> {
        data::PAGES.iter().filter(|page| page.date <= self.date).max_by_key(|page| page.date)
    }

    /// The entry for `key` (of the word at `place`, where the key has a parameter) that held at `at`.
    pub fn entry(self, key: Key, place: u8, at: Instant) -> Option<&'static Entry> {
        let day = at.day();
        let mut held = None;
        for entry in entries(key) {
            // Sorted by first day, then by publication: the last that fits is the one in force.
            if entry.of == place && entry.published <= self.date && entry.since <= day {
                held = Some(entry);
            }
        }
        held.filter(|entry| entry.until.is_none_or(|until| day < until))
    }

    /// The value for a key without parameter.
    pub fn value(self, key: Key, at: Instant) -> Option<Value> {
        self.entry(key, 0, at).map(|entry| entry.value)
    }

    /// The value for a key with a parameter.
    pub fn value_of<V: Vocabulary>(self, key: Key, of: Term<V>, at: Instant) -> Option<Value> {
        self.entry(key, of.place(), at).map(|entry| entry.value)
    }

    /// Whether the value for `key` depends on when the resource was created, as far as this rulebook knows.
    pub fn depends_on_creation(self, key: Key) -> bool {
        let visible = entries(key).iter().filter(|entry| entry.published <= self.date).count();
        visible > 1 && data::SPANS.get(key as usize).is_some_and(|span| span.2)
    }

    /// Privileges that a security role brings, if the rulebook knows the role.
    pub fn privileges(self, role: &Named<Role>, at: Instant) -> Option<u32> {
        match self.value_of(Key::RolePrivileges, role.term()?, at)? {
            Value::Privileges(bits) => Some(bits),
            Value::Number(_)
            | Value::Flag(_)
            | Value::Text(_)
            | Value::Texts(_)
            | Value::Term(_)
            | Value::Terms(_) => None,
        }
    }
}

/// All entries for a key, in every rulebook, sorted by parameter, first day and publication.
pub fn entries(key: Key) -> &'static [Entry] {
    let span = data::SPANS.get(key as usize);
    span.and_then(|span| data::ENTRIES.get(usize::from(span.0)..usize::from(span.1))).unwrap_or_default()
}

/// All pages.
pub fn pages() -> &'static [Page] {
    data::PAGES
}

/// The page with this id.
pub fn page(id: &str) -> Option<&'static Page> {
    data::PAGES.iter().find(|page| page.id == id)
}

/// The geography a country lies in, and whether no other could reasonably claim it. Ours: Microsoft publishes no such table.
pub fn geography_of_country(country: [u8; 2]) -> Option<(Term<Geography>, bool)> {
    let at = data::COUNTRIES.binary_search_by_key(&country, |row| row.0).ok()?;
    data::COUNTRIES.get(at).map(|row| (Term::at(row.1), row.2))
}

/// The build of a Windows version such as `22H2`, and the version of a build.
pub fn windows_build(family: &str, version: &str) -> Option<u32> {
    data::WINDOWS.iter().find(|row| row.0 == family && term::same(row.1, version)).map(|row| row.2)
}

/// The name of a Windows build, such as `22H2`.
pub fn windows_version(family: &str, build: u64) -> Option<&'static str> {
    data::WINDOWS.iter().find(|row| row.0 == family && u64::from(row.2) == build).map(|row| row.1)
}

/// Name, parameter and meaning of a key.
pub fn describe(key: Key) -> (&'static str, &'static str, &'static str) {
    data::KEYS.get(key as usize).map(|row| (row.0, row.1, row.3)).unwrap_or_default()
}

/// The vocabulary that the words of a key's value are of.
pub fn vocabulary(key: Key) -> &'static str {
    data::KEYS.get(key as usize).map_or("", |row| row.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn network_role(rulebook: &str, created: &str) -> &'static str {
        let role =
            Rulebook::of(day(rulebook)).unwrap().value(Key::NetworkVirtualNetworkRole, day(created).start());
        let Some(Value::Term(place)) = role else { panic!("no role") };
        Term::<AzureRole>::at(place).id()
    }

    /// The golden case of the two clocks.
    #[test]
    fn what_is_known_and_what_held_are_independent() {
        assert_eq!(network_role("2024-01-24", "2023-12-01"), "network-contributor");
        assert_eq!(network_role("2025-03-10", "2023-12-01"), "windows-365-network-user");
        assert_eq!(network_role("2025-03-10", "2023-11-25"), "network-contributor");
        assert_eq!(network_role("2025-03-10", "2023-11-26"), "windows-365-network-user");
        assert_eq!(network_role("2025-03-09", "2023-11-26"), "network-contributor");
    }

    #[test]
    fn constants_are_the_days_they_claim() {
        assert_eq!(FIRST.to_string(), "2024-01-24");
        assert!(Rulebook::of(day("2024-01-23")).is_none());
        assert!(!Rulebook::of(FIRST).unwrap().is_partial());
        assert!(Rulebook::of(day("2025-03-10")).unwrap().is_partial());
    }

    /// No two entries of a key hold at once: the last by first day wins, and equal first days differ in publication.
    #[test]
    fn entries_do_not_overlap_and_none_is_hidden_for_good() {
        for &key in Key::ALL {
            let list = entries(key);
            assert!(!list.is_empty(), "{key:?} has no entry");
            let distinct: BTreeSet<_> = list.iter().map(|e| (e.of, e.since, e.published)).collect();
            assert_eq!(distinct.len(), list.len(), "{key:?} overlaps");
            for entry in list {
                let book = Rulebook { date: entry.published };
                let found = book.entry(key, entry.of, entry.since.start());
                assert!(found.is_some_and(|found| std::ptr::eq(found, entry)), "{key:?} has a hidden entry");
            }
        }
    }

    #[test]
    fn every_page_is_cited_or_is_a_source_of_rules() {
        for citation in data::CITATIONS {
            assert!(citation.page().is_some());
            assert!(!citation.section.is_empty());
        }
    }

    /// Whoever may use a geography must be told its region, in every rulebook and at every instant.
    #[test]
    fn the_map_of_geographies_is_complete() {
        for rulebook in ["2024-01-24", "2024-06-01", "2025-03-10"] {
            for at in ["2024-01-24", "2024-05-02", "2025-03-10", "2026-11-22"] {
                let book = Rulebook::of(day(rulebook)).unwrap();
                let mut served = 0;
                for geography in Term::<Geography>::all() {
                    let access = book.value_of(Key::GeographyAccess, geography, day(at).start());
                    let region = book.value_of(Key::GeographyRegion, geography, day(at).start());
                    assert_eq!(access.is_some(), region.is_some(), "{} on {at}", geography.id());
                    served += usize::from(access.is_some());
                }
                let expected = if rulebook == "2025-03-10" && at >= "2025-03-10" { 16 } else { 15 };
                assert_eq!(served, expected, "{rulebook} on {at}");
            }
        }
    }
}
