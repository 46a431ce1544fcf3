//! The values to try where facts are missing or incomplete: every word of a closed set, numbers and instants next to those that rules
//! compare with, names that the case declares, and one new name.

mod members;

use super::named;
use crate::facts::change::{Change, Step};
use crate::facts::entities::{Facts, Network};
use crate::facts::part::Part;
use crate::facts::value::Cloud;
use crate::facts::{Case, NONE};
use crate::rulebook::{self, Key, Rulebook, Turn, Value as Held};
use crate::vocabulary::instant::{DAY_MS, Day, Instant};
use crate::vocabulary::kind::Kind;
use greenlight_json::{InlineStr, Pointer, sort};
pub use members::stated;
use members::{
    among, assignments, countries, has_many_scopes, principals, privileges, restrictions, rows, scopes,
    shares, shares_with, wholes,
};
use serde_json::{Map, Value};

/// A name that no case uses.
pub const FRESH: &str = "another";

/// Texts whose form matters to rules: none, empty, a user in a domain, a path, a new name.
const ODD: [&str; 5] = [NONE, "", "user@domain.example", "a/b", FRESH];

/// The length of a text that exceeds the limit of every name.
const LONGER: usize = 300;

/// Up to this many members, lists with one member left out are tried as well.
pub const LONG: usize = 60;

/// The largest integer that a JSON document holds exactly.
const MOST: u64 = (1 << 53) - 1;

/// The values to try at the pointers of a case.
#[derive(Debug)]
pub struct Domain {
    now: Instant,
    /// The numbers at which a verdict may change, with their neighbours.
    numbers: Vec<u64>,
    /// The texts that rules compare with.
    texts: Vec<&'static str>,
    /// The instants at which a verdict may change, with their neighbours.
    instants: Vec<Instant>,
    /// Whether every Azure scope is tried.
    all_scopes: bool,
    /// The texts found in the case itself, collected at first use.
    said: Option<Vec<InlineStr>>,
    /// A scratch case in which pointers are created to find out the kind of value they take.
    scratch: Case,
}

impl Domain {
    /// Collects the values to try for a case under a rulebook.
    pub fn of(case: &Case, now: Instant, book: Rulebook) -> Self {
        let (mut numbers, mut texts, mut days) = (vec![0, 1, 2, MOST], Vec::new(), Vec::new());
        for key in Key::ALL {
            for entry in rulebook::entries(*key).iter().filter(|entry| entry.published <= book.date) {
                days.push(entry.since);
                match entry.value {
                    Held::Number(number) => numbers.extend(next_to(number)),
                    Held::Text(text) => texts.push(text),
                    Held::Texts(several) => texts.extend(several),
                    Held::Flag(_) | Held::Term(_) | Held::Terms(_) | Held::Privileges(_) => {}
                }
            }
        }
        numbers.extend(rulebook::windows().iter().flat_map(|windows| next_to(u64::from(windows.build))));
        let (numbers, texts) = (distinct(numbers), distinct(texts));
        let instants = instants(now, &numbers, &distinct(days));
        let request = case.request.clone();
        let scratch = Case { request, ..Case::default() };
        let all_scopes = !has_many_scopes(&case.facts);
        Self { now, numbers, texts, instants, all_scopes, said: None, scratch }
    }

    /// Returns the given numbers and their neighbours (or the instants that many days ago), and the values that are always tried.
    pub fn near(&self, numbers: Vec<u64>, kind: &Kind, observed: bool) -> Vec<Value> {
        let mut near = vec![0, 1, 2];
        near.extend(numbers.into_iter().flat_map(next_to));
        if matches!(kind, Kind::Number | Kind::Count) {
            near.push(MOST);
            return distinct(near).into_iter().map(Value::from).collect();
        }
        let days = distinct(Turn::ALL.iter().map(|turn| turn.date()).collect());
        let instants = instants(self.now, &distinct(near), &days).into_iter();
        let mut values: Vec<Value> =
            instants.filter(|at| !observed || *at <= self.now).map(written).collect();
        if matches!(kind, Kind::Started) {
            values.push(NONE.into());
        }
        values
    }

    /// Returns the kind of value that can stand at a pointer.
    pub fn kind(&mut self, at: &Pointer) -> Option<Kind> {
        let mut here: &mut dyn Part = &mut self.scratch;
        for key in at.keys() {
            here = here.part(&key, true).ok().flatten()?;
        }
        Some(here.kind())
    }

    /// Returns the changes that add a fact at a pointer, each on its own. Those that settle the most come first; [whole](Self::wholes)
    /// lists with members come last.
    pub fn changes(&mut self, case: &mut Case, at: &Pointer) -> Vec<Change> {
        let mut changes = self.parts(case, at);
        changes.extend(self.wholes(case, at));
        changes
    }

    /// Returns the changes that set a list with all its members. They are many and long.
    pub fn wholes(&mut self, case: &mut Case, at: &Pointer) -> Vec<Change> {
        let Some(Kind::List(member)) = self.kind(at) else { return Vec::new() };
        let members = self.values(case, at, *member);
        let set = |value: Value| Change::unchecked(Step::Set, at.clone(), Some(value));
        wholes(&stated(case, at).unwrap_or_default(), *member, &members).into_iter().map(set).collect()
    }

    /// Returns the changes that add a fact at a pointer, without whole lists.
    pub fn parts(&mut self, case: &Case, at: &Pointer) -> Vec<Change> {
        let set = |value: Value| Change::unchecked(Step::Set, at.clone(), Some(value));
        match self.kind(at) {
            None => Vec::new(),
            Some(Kind::Table) => rows(case, at),
            Some(Kind::Group) => vec![set(Value::Object(Map::new()))],
            Some(Kind::List(member)) => {
                let whole = Change::unchecked(Step::Complete, at.clone(), None);
                let members = self.values(case, at, *member);
                let adds = members.iter().cloned();
                let adds = adds.map(|value| Change::unchecked(Step::Add, at.clone(), Some(value)));
                std::iter::once(whole).chain(adds).collect()
            }
            Some(kind) => self.values(case, at, kind).into_iter().map(set).collect(),
        }
    }

    /// Returns the change that sets a list to every possible member.
    pub fn all(&mut self, case: &mut Case, at: &Pointer) -> Option<Change> {
        let Some(Kind::List(member)) = self.kind(at) else { return None };
        let stated = stated(case, at).unwrap_or_default();
        let mut members = self.values(case, at, *member);
        let is_stated = among(&stated, members.len());
        members.retain(|member| !is_stated(member));
        let all = stated.iter().cloned().chain(members).collect();
        Some(Change::unchecked(Step::Set, at.clone(), Some(all)))
    }

    /// Returns the [parts](Self::parts) that add something new: members that are already listed are left out.
    pub fn further_parts(&mut self, case: &mut Case, at: &Pointer) -> Vec<Change> {
        let mut parts = self.parts(case, at);
        let stated = stated(case, at).unwrap_or_default();
        let is_stated = among(&stated, parts.len());
        parts.retain(|change| change.step() != Step::Add || !change.value().is_some_and(&is_stated));
        parts
    }

    /// Returns the changes that add to a list what grants something to a person.
    pub fn additions(&mut self, case: &Case, at: &Pointer, person: &str) -> Vec<Change> {
        let Some(Kind::List(member)) = self.kind(at) else { return Vec::new() };
        let members = match *member {
            Kind::Text => vec![Value::from(person)],
            Kind::Share => shares_with(person).collect(),
            Kind::Grant => assignments(case, &[person], true),
            member => self.values(case, at, member),
        };
        let add = |member| Change::unchecked(Step::Add, at.clone(), Some(member));
        members.into_iter().map(add).collect()
    }

    /// Returns the values to try for one kind, as JSON.
    fn values(&mut self, case: &Case, at: &Pointer, kind: Kind) -> Vec<Value> {
        let facts = &case.facts;
        match kind {
            Kind::Truth => vec![Value::Bool(false), Value::Bool(true)],
            Kind::Word(word) => {
                let others = is_of_another_cloud(facts, at).then_some(FRESH);
                (0..).map_while(word).chain(others).map(Value::from).collect()
            }
            Kind::Number | Kind::Count => self.numbers.iter().map(|number| Value::from(*number)).collect(),
            Kind::Instant => self.dates(at).map(written).collect(),
            Kind::Started => std::iter::once(NONE.into()).chain(self.dates(at).map(written)).collect(),
            Kind::Text => self.names(case, at),
            Kind::Country => countries().map(Value::from).collect(),
            Kind::Region | Kind::Version => self.read_as(kind),
            Kind::Scope => scopes(case).into_iter().map(Value::from).collect(),
            Kind::Privilege => privileges(),
            Kind::Grant => assignments(case, &principals(facts), true),
            Kind::Denial => assignments(case, &principals(facts), false),
            Kind::Share => shares(facts),
            Kind::Restriction => restrictions(facts),
            Kind::List(_) | Kind::Table | Kind::Group => Vec::new(),
        }
    }

    /// Returns the instants to try; a fact, being an observation, cannot be later than the instant judged.
    fn dates(&self, at: &Pointer) -> impl Iterator<Item = Instant> {
        let observed = at.below("request").is_none();
        self.instants.iter().copied().filter(move |instant| !observed || *instant <= self.now)
    }

    /// Returns the texts to try: the names of what the text refers to, or for free text those that rules compare with.
    fn names(&mut self, case: &Case, at: &Pointer) -> Vec<Value> {
        let facts = &case.facts;
        let mut names: Vec<Value> = Vec::new();
        if let Some((collection, word)) = named::refers_to(at) {
            names.extend((!word.is_empty()).then(|| word.into()));
            let declared = named::declared(facts, collection);
            names.extend(declared.iter().map(|name| Value::from(name.as_str())));
            names.extend((!declared.iter().any(|name| **name == *FRESH)).then(|| FRESH.into()));
            return names;
        }
        let said = self.said.get_or_insert_with(|| said(case));
        let said = said.iter().map(InlineStr::as_str).chain(self.texts.iter().copied()).chain(ODD);
        names.extend(said.map(Value::from));
        names.push("x".repeat(LONGER).into());
        names
    }

    /// Whether the values tried at a pointer cover everything that rules distinguish. They do not for free text, nor if there are many
    /// scopes.
    pub fn is_exhaustive(&mut self, at: &Pointer) -> bool {
        match self.kind(at) {
            Some(Kind::Text | Kind::List(Kind::Text)) => named::refers_to(at).is_some(),
            Some(Kind::Scope | Kind::List(Kind::Scope | Kind::Grant | Kind::Denial)) => self.all_scopes,
            kind => kind.is_some(),
        }
    }

    /// Returns the texts of the rulebook that are regions (or versions), with the lowest version and one that is unknown.
    fn read_as(&self, kind: Kind) -> Vec<Value> {
        let (least, other) = if matches!(kind, Kind::Version) { ("0", "99999") } else { ("", "elsewhere") };
        let is_version =
            |text: &str| text.contains('.') && text.bytes().all(|b| b == b'.' || b.is_ascii_digit());
        let is_region = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let fits =
            |text: &&&str| if matches!(kind, Kind::Version) { is_version(text) } else { is_region(text) };
        let known = self.texts.iter().filter(fits).copied();
        let ends = [least, other].into_iter().filter(|text| !text.is_empty());
        known.chain(ends).map(Value::from).collect()
    }
}

/// Whether the pointer is to a geography that may belong to a cloud other than the public one; no vocabulary lists those.
fn is_of_another_cloud(facts: &Facts, at: &Pointer) -> bool {
    let is_public = facts.tenant.cloud.value().is_some_and(|cloud| *cloud == Cloud::Public);
    !is_public
        && at.below("environments").is_some()
        && at.keys().nth(2).is_some_and(|field| field == "geography")
}

/// Returns the distinct texts of a case that rules may compare with others: the names of things, and what names are built from.
fn said(case: &Case) -> Vec<InlineStr> {
    let facts = &case.facts;
    let mut texts: Vec<InlineStr> = Vec::new();
    for collection in ["people", "machines", "groups", "images", "networks"] {
        texts.extend(named::declared(facts, collection).into_iter().cloned());
    }
    for (_, environment) in facts.environments.iter() {
        for names in [&environment.group_names, &environment.image_names, &environment.network_names] {
            texts.extend(names.items().iter().cloned());
        }
    }
    let network = |network: &Network| {
        [network.subnet.name.value(), network.domain.dns_name.value()].map(Option::<&InlineStr>::cloned)
    };
    texts.extend(facts.networks.iter().flat_map(|(_, it)| network(it)).flatten());
    texts.extend(facts.images.iter().filter_map(|(_, image)| image.os.version.value().cloned()));
    texts.extend(facts.groups.iter().filter_map(|(_, group)| group.default_image_build.value().cloned()));
    let details = case.request.iter().map(|request| &request.details);
    texts.extend(details.flat_map(|details| [details.name.clone(), details.subnet.clone()]).flatten());
    distinct(texts)
}

fn set(at: Pointer, value: Value) -> Change {
    Change::unchecked(Step::Set, at, Some(value))
}

/// Returns a number with its two neighbours.
const fn next_to(number: u64) -> [u64; 3] {
    [number.saturating_sub(1), number, number.saturating_add(1)]
}

/// Returns the instants at which a verdict may change: these numbers of days before the instant judged, and the days on which values
/// changed.
fn instants(now: Instant, numbers: &[u64], days: &[Day]) -> Vec<Instant> {
    let near = |at: Instant| [at.plus_ms(-1), at, at.plus_ms(1)];
    let back = numbers.iter().filter(|number| **number <= 4_000);
    let back = back.filter_map(|number| i64::try_from(*number).ok()).map(|days| now.plus_ms(-days * DAY_MS));
    distinct(back.chain(days.iter().map(|day| day.start())).flat_map(near).chain([now]).collect())
}

/// Returns an instant in its JSON form.
fn written(at: Instant) -> Value {
    at.to_string().into()
}

/// Sorts values and removes duplicates.
fn distinct<T: Ord>(mut things: Vec<T>) -> Vec<T> {
    sort(&mut things, Ord::cmp);
    things.dedup();
    things
}
