//! The names of a scenario as small numbers, and the names given to its machines.

use crate::facts::request::Action;
use crate::facts::scenario::Scenario;
use crate::facts::scenario::timeline::TimelineAction;
use crate::vocabulary::instant::Day;
use greenlight_json::{InlineStr, sort};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The name prefix of machines that are requested by number and without a name.
pub const PREFIX: &str = "bot";
/// The maximum number of numbered names per prefix that are searched for a suggestion.
const OFFERED: u32 = 1_000;

/// All names that a scenario uses.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Environments.
    pub environments: Index,
    /// Images.
    pub images: Index,
    /// Networks.
    pub networks: Index,
    /// The names of the machines that each entry of the timeline creates, by the index of the entry.
    pub namings: BTreeMap<u32, Naming>,
    /// Machines that exist at the start, and those created under a name of their own.
    machines: Index,
    numbered: BTreeMap<InlineStr, (u32, u32)>,
}

/// How an entry names its machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// One machine by this name.
    Own(InlineStr),
    /// Numbered machines: `prefix-01` and so on.
    Numbered {
        /// The text before the number.
        prefix: InlineStr,
        /// The first number.
        first: u32,
        /// The number of machines.
        count: u32,
    },
}

/// Sorted names; the index of a name is its number.
#[derive(Clone, Debug, Default)]
pub struct Index(Vec<InlineStr>);

impl Index {
    fn of<'a>(names: impl Iterator<Item = &'a InlineStr>) -> Self {
        let mut names: Vec<&InlineStr> = names.collect();
        sort(&mut names, Ord::cmp);
        names.dedup();
        Self(names.into_iter().cloned().collect())
    }

    /// Returns the number of a name.
    pub fn find(&self, name: &str) -> Option<u16> {
        let at = self.0.binary_search_by(|it| it.as_str().cmp(name)).ok()?;
        u16::try_from(at).ok()
    }

    /// Returns whether the index has a name.
    pub fn has(&self, name: &str) -> bool {
        self.0.binary_search_by(|it| it.as_str().cmp(name)).is_ok()
    }

    /// Returns all names, by number.
    pub fn all(&self) -> &[InlineStr] {
        &self.0
    }

    /// Returns the name with a number.
    pub fn name(&self, number: u16) -> &str {
        self.0.get(usize::from(number)).map_or("", InlineStr::as_str)
    }
}

impl Naming {
    /// Returns the number of machines named.
    pub const fn count(&self) -> u32 {
        match self {
            Self::Own(_) => 1,
            Self::Numbered { count, .. } => *count,
        }
    }

    /// Returns the index of the machine with this name among those named.
    pub fn place(&self, name: &str) -> Option<u32> {
        match self {
            Self::Own(own) => (own == name).then_some(0),
            Self::Numbered { prefix, first, count } => {
                let place = numbered(name, prefix)?.checked_sub(*first)?;
                (place < *count).then_some(place)
            }
        }
    }

    /// Appends the name of the machine at this index.
    pub fn write(&self, place: u32, out: &mut String) {
        match self {
            Self::Own(name) => out.push_str(name),
            Self::Numbered { prefix, first, .. } => {
                let _ = write!(out, "{prefix}-{:02}", first.saturating_add(place));
            }
        }
    }
}

impl Names {
    /// Collects the names of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let mut names = Self::default();
        let requests = || {
            scenario.timeline.iter().filter_map(|entry| match &entry.what {
                TimelineAction::Act { request, .. } => Some(request),
                _ => None,
            })
        };
        let machines = || scenario.facts.machines.iter().map(|row| row.1);
        names.environments = Index::of(
            requests()
                .filter_map(|request| request.details.environment.as_ref())
                .chain(machines().filter_map(|machine| machine.environment.value()))
                .chain(scenario.faults.iter().filter_map(|fault| fault.environment.as_ref())),
        );
        names.images = Index::of(
            requests()
                .filter_map(|request| request.details.image.as_ref())
                .chain(machines().filter_map(|machine| machine.image.value()))
                .chain(scenario.faults.iter().filter_map(|fault| fault.image.as_ref())),
        );
        names.networks = Index::of(
            requests()
                .filter_map(|request| request.details.network.as_ref())
                .chain(scenario.faults.iter().filter_map(|fault| fault.network.as_ref())),
        );
        let created = requests()
            .filter(|request| request.action == Action::CreateMachine && request.details.count.is_none())
            .filter_map(|request| request.details.name.as_ref());
        names.machines = Index::of(scenario.facts.machines.iter().map(|row| row.0).chain(created));
        names.number(scenario);
        names
    }

    /// Numbers the machines that share a prefix, in the order in which they are requested, starting after existing numbers.
    fn number(&mut self, scenario: &Scenario) {
        let start = scenario.as_of.unwrap_or(Day::from_days(0).start());
        let mut order: Vec<_> = (0u32..).zip(&scenario.timeline).collect();
        sort(&mut order, |(_, one), (_, other)| one.at.instant(start).cmp(&other.at.instant(start)));
        for (place, entry) in order {
            let TimelineAction::Act { request, .. } = &entry.what else {
                continue;
            };
            if request.action != Action::CreateMachine {
                continue;
            }
            let details = &request.details;
            if let (Some(name), None) = (&details.name, details.count) {
                self.namings.insert(place, Naming::Own(name.clone()));
                continue;
            }
            let prefix = details.name.clone().unwrap_or_else(|| InlineStr::from(PREFIX));
            let count = details.count.unwrap_or(1);
            let taken = self.machines.all().iter();
            let range = self.numbered.entry(prefix.clone()).or_insert_with(|| {
                let last = taken.filter_map(|name| numbered(name, &prefix)).max().unwrap_or(0);
                (last.saturating_add(1), last.saturating_add(1))
            });
            let first = range.1;
            range.1 = first.saturating_add(count);
            self.namings.insert(place, Naming::Numbered { prefix, first, count });
        }
    }

    /// Returns whether a machine of this name exists at the start or is created by the timeline.
    pub fn knows_machine(&self, name: &str) -> bool {
        let in_range = |(prefix, range): (&InlineStr, &(u32, u32))| {
            numbered(name, prefix).is_some_and(|number| (range.0..range.1).contains(&number))
        };
        self.machines.has(name) || self.numbered.iter().any(in_range)
    }

    /// Returns machine names to search for a suggestion, at most 1,000 per prefix of numbered ones.
    pub fn machine_names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.machines.all().iter().map(ToString::to_string).collect();
        for (prefix, range) in &self.numbered {
            let numbers = range.0..range.1.min(range.0.saturating_add(OFFERED));
            names.extend(numbers.map(|number| format!("{prefix}-{number:02}")));
        }
        names
    }
}

/// Parses the number in a name of the form `prefix-07`.
fn numbered(name: &str, prefix: &str) -> Option<u32> {
    let digits = name.strip_prefix(prefix)?.strip_prefix('-')?;
    let plain = digits.len() >= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let padded = digits.len() == 2 || !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain && padded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_are_numbered_after_those_that_are_there() {
        let scenario: Scenario = greenlight_json::from_str(
            r#"{"machines": {"bot-02": {}, "bot-x": {}, "other-07": {}}, "timeline": [
                {"at": "d1", "actor": "a", "create-machine": {"count": 2}},
                {"at": "d0", "actor": "a", "create-machine": {}},
                {"at": "d1", "actor": "a", "create-machine": {"name": "robot", "count": 1}},
                {"at": "d1", "actor": "a", "create-machine": {"name": "bot-07"}}
            ]}"#,
        )
        .unwrap();
        let names = Names::of(&scenario);
        let shown = |place| {
            let mut name = String::new();
            names.namings[&place].write(0, &mut name);
            name
        };
        assert_eq!([0, 1, 2, 3].map(shown), ["bot-09", "bot-08", "robot-01", "bot-07"]);
        for (name, there) in [
            ("bot-02", true),
            ("bot-03", false),
            ("bot-08", true),
            ("bot-10", true),
            ("bot-11", false),
            ("bot-010", false),
            ("robot-01", true),
            ("robot-1", false),
            ("robot", false),
        ] {
            assert_eq!(names.knows_machine(name), there, "{name}");
        }
        assert_eq!(names.machine_names().len(), 3 + 1 + 3 + 1);
    }
}
