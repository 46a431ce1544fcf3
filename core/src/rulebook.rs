//! The values Microsoft can change, dated and cited: what was published by a day, and what held at an instant.

mod book;
mod generated;
mod privilege;
pub mod shown;
mod source;
pub mod term;
mod used;

use crate::vocabulary::Provenance;
use crate::vocabulary::instant::{Day, Instant};
use generated::data;
use term::{Named, Term, Vocabulary};

pub use generated::data::Key;
pub use generated::terms::{AdminRole, App, AzureRole, Geography, Licence, Offering, Plan, Role};

pub use book::{Book, Lifetime, Turn};
pub use privilege::{OPERATIONS, TABLES};
pub use source::{Source, cited};
pub use used::{Used, UsedValue};

/// The first rulebook: before it nothing is known.
pub const FIRST: Day = Book::Preview.date();

/// The rulebook that is used unless another is asked for: the newest.
pub const DEFAULT: Day = Book::October2025.date();

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
    /// Why what it says is taken to have held before its date, where a value or a rule rests on that.
    #[cfg(feature = "pages")]
    pub held_before: &'static str,
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

/// A version of Windows.
#[derive(Debug)]
pub struct Windows {
    /// Its family, as facts write it.
    pub family: &'static str,
    /// Its name, such as `22H2`.
    pub version: &'static str,
    /// Its build.
    pub build: u32,
    /// The last day on which its Enterprise edition gets updates, where that is known.
    pub serviced_until: Option<Day>,
    /// Where that day is said.
    pub source: &'static str,
}

/// One dated value.
#[derive(Debug, PartialEq, Eq)]
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

    /// How far it can be shown to hold, by a rulebook: one that is older than the page takes it to have held before.
    pub fn provenance(&self, known: Rulebook) -> Provenance {
        match self.citation() {
            Some(citation) if citation.page().is_some_and(|page| page.date <= known.date) => {
                citation.provenance
            }
            _ => Provenance::Assumed,
        }
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
    Privileges(u64),
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

    /// The newest date of a page that this rulebook rests on, as a version and not by when it was read.
    pub fn newest_page(self) -> Option<&'static Page> {
        data::PAGES.iter().filter(|page| page.date <= self.date).max_by_key(|page| page.date)
    }

    /// The entry for `key` (of the word at `place`, where the key has a parameter) that held at `at`.
    pub fn entry(self, key: Key, place: u8, at: Instant) -> Option<&'static Entry> {
        let day = at.day();
        let entries = entries(key);
        // Sorted by what they are about.
        let first = if place == 0 { 0 } else { entries.partition_point(|entry| entry.of < place) };
        let mut held = None;
        for entry in entries.get(first..).unwrap_or_default() {
            if entry.of != place {
                break;
            }
            // Sorted by first day, then by publication: the last that fits is the one in force.
            if entry.published <= self.date && entry.since <= day {
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

    /// Privileges that a security role brings, if the rulebook knows the role.
    pub fn privileges(self, role: &Named<Role>, at: Instant) -> Option<u64> {
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

/// All versions of Windows that are known, oldest first in each family.
pub fn windows() -> &'static [Windows] {
    data::WINDOWS
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

/// The programmatic names of Azure's public regions, and of those that entries have, in order.
pub fn azure_regions() -> &'static [&'static str] {
    data::AZURE_REGIONS
}

/// The programmatic name of an Azure region that is called otherwise; `alias` in lower case, without spaces.
pub fn region_called(alias: &str) -> Option<&'static str> {
    let at = data::REGIONS.binary_search_by_key(&alias, |row| row.0).ok()?;
    data::REGIONS.get(at).map(|row| row.1)
}

/// The build of a Windows version such as `22H2`, and the version of a build.
pub fn windows_build(family: &str, version: &str) -> Option<u32> {
    let known = |is: &dyn Fn(&str) -> bool| {
        let mut rows = data::WINDOWS.iter();
        rows.find(|row| is(row.version) && row.family == family).map(|row| row.build)
    };
    // Most versions are written as Microsoft does.
    known(&|it| it == version).or_else(|| known(&|it| greenlight_json::same(it, version)))
}

/// The name of a Windows build, such as `22H2`.
pub fn windows_version(family: &str, build: u64) -> Option<&'static str> {
    windows_of(family, build).map(|row| row.version)
}

/// The last day on which the Enterprise edition of a Windows build gets updates, where that is known.
pub fn windows_serviced_until(family: &str, build: u64) -> Option<Day> {
    windows_of(family, build).and_then(|row| row.serviced_until)
}

fn windows_of(family: &str, build: u64) -> Option<&'static Windows> {
    data::WINDOWS.iter().find(|row| row.family == family && u64::from(row.build) == build)
}

/// Name and parameter of a key.
pub fn describe(key: Key) -> (&'static str, &'static str) {
    data::KEYS.get(key as usize).map(|row| (row.0, row.1)).unwrap_or_default()
}

/// What a key means.
pub fn meaning(key: Key) -> &'static str {
    data::MEANINGS.get(key as usize).copied().unwrap_or_default()
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
        assert_eq!((FIRST.to_string(), DEFAULT.to_string()), ("2022-12-12".into(), "2025-10-02".into()));
        assert!(Rulebook::of(day("2022-12-11")).is_none());
        assert_eq!(Rulebook::of(FIRST), Some(Book::Preview.rulebook()));
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
    fn versions_of_windows_end_in_the_order_of_their_builds() {
        assert_eq!(windows_serviced_until("windows-11", 22_631), Some(day("2026-11-10")));
        assert_eq!(windows_serviced_until("windows-10", 22_631), None);
        for family in ["windows-10", "windows-11"] {
            let own = || windows().iter().filter(|row| row.family == family);
            assert!(own().count() > 4, "{family}");
            assert!(own().map(|row| row.build).is_sorted(), "{family}");
            // Versions of spring end earlier than those of the autumn before.
            let autumn = own().filter(|row| row.version.ends_with("H2"));
            assert!(autumn.filter_map(|row| row.serviced_until).is_sorted(), "{family}");
        }
    }

    #[test]
    fn every_page_is_cited_or_is_a_source_of_rules() {
        for citation in data::CITATIONS {
            assert!(citation.page().is_some());
            assert!(!citation.section.is_empty());
        }
    }

    /// No value is published before its page unless the page says why it is taken to have held before; and there it is ours.
    #[test]
    #[cfg(feature = "pages")]
    fn nothing_is_published_before_its_page_without_saying_so() {
        let (mut early, mut used) = (BTreeSet::new(), BTreeSet::new());
        for entry in Key::ALL.iter().flat_map(|key| entries(*key)) {
            let citation = entry.citation().unwrap();
            let page = citation.page().unwrap();
            let own = Rulebook { date: entry.published };
            if page.date <= entry.published {
                assert_eq!(entry.provenance(own), citation.provenance, "{}", page.id);
                continue;
            }
            used.insert(page.id);
            assert_eq!(entry.provenance(own), Provenance::Assumed, "{}", page.id);
            assert_eq!(entry.provenance(Rulebook { date: page.date }), citation.provenance, "{}", page.id);
            if page.held_before.is_empty() {
                early.insert(page.id);
            }
        }
        assert!(early.is_empty(), "{early:?} say nothing of what is published before them");
        assert!(used.len() > 4, "{used:?}");
    }

    /// Whoever may use a geography must be told its region, in every rulebook and at every instant.
    #[test]
    fn the_map_of_geographies_is_complete() {
        for rulebook in ["2024-01-24", "2024-06-01", "2025-03-10", "2025-10-02"] {
            for at in ["2024-01-24", "2024-05-02", "2025-03-10", "2025-10-02", "2026-11-22"] {
                let book = Rulebook::of(day(rulebook)).unwrap();
                let mut served = 0;
                for geography in Term::<Geography>::all() {
                    let access = book.value_of(Key::GeographyAccess, geography, day(at).start());
                    let region = book.value_of(Key::GeographyRegion, geography, day(at).start());
                    assert_eq!(access.is_some(), region.is_some(), "{} on {at}", geography.id());
                    served += usize::from(access.is_some());
                }
                let expected = if rulebook >= "2025-03-10" && at >= "2025-03-10" { 16 } else { 15 };
                assert_eq!(served, expected, "{rulebook} on {at}");
            }
        }
    }
}
