//! The values that are tried at a place of which nothing, or not everything, is known: all words of a closed set, the numbers and instants next
//! to those that rules compare with, the names that the case declares, and a fresh one.

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

/// A name that nothing in a case has.
pub const FRESH: &str = "another";

/// Texts of forms that rules tell apart: none, nothing, a user in a domain, a path, a fresh name.
const ODD: [&str; 5] = [NONE, "", "user@domain.example", "a/b", FRESH];

/// A text that is longer than any name may be.
const LONGER: usize = 300;

/// Members of a list are left out one by one where there are no more than this.
pub const LONG: usize = 60;

/// The largest number that a document can hold.
const MOST: u64 = (1 << 53) - 1;

/// What is tried at places of a case.
#[derive(Debug)]
pub struct Domain {
    now: Instant,
    /// Numbers next to which a verdict may change.
    numbers: Vec<u64>,
    /// Texts that rules compare with.
    texts: Vec<&'static str>,
    /// Instants next to which a verdict may change.
    instants: Vec<Instant>,
    /// Whether all scopes of Azure's are tried.
    all_scopes: bool,
    /// Texts that the case itself says, once they were asked for.
    said: Option<Vec<InlineStr>>,
    /// A case in which places are made, to see what could stand there.
    scratch: Case,
}

impl Domain {
    /// What is tried in a case that is judged by a rulebook.
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

    /// Numbers next to those given, or the instants that lie so many days back; with those that are always tried.
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

    /// What can stand at a place.
    pub fn kind(&mut self, at: &Pointer) -> Option<Kind> {
        let mut here: &mut dyn Part = &mut self.scratch;
        for key in at.keys() {
            here = here.part(&key, true).ok().flatten()?;
        }
        Some(here.kind())
    }

    /// The changes that say more of a place, each by itself. Those that state the most come first; of a list, those that state it
    /// [whole](Self::wholes) with members come last.
    pub fn changes(&mut self, case: &mut Case, at: &Pointer) -> Vec<Change> {
        let mut changes = self.parts(case, at);
        changes.extend(self.wholes(case, at));
        changes
    }

    /// The changes that state a list with all its members. There are many, and long ones.
    pub fn wholes(&mut self, case: &mut Case, at: &Pointer) -> Vec<Change> {
        let Some(Kind::List(member)) = self.kind(at) else { return Vec::new() };
        let members = self.values(case, at, *member);
        let set = |value: Value| Change::unchecked(Step::Set, at.clone(), Some(value));
        wholes(&stated(case, at).unwrap_or_default(), *member, &members).into_iter().map(set).collect()
    }

    /// The changes that say more of a place, without the whole lists.
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

    /// The change that states a list with everything that could be in it.
    pub fn all(&mut self, case: &mut Case, at: &Pointer) -> Option<Change> {
        let Some(Kind::List(member)) = self.kind(at) else { return None };
        let stated = stated(case, at).unwrap_or_default();
        let mut members = self.values(case, at, *member);
        let is_stated = among(&stated, members.len());
        members.retain(|member| !is_stated(member));
        let all = stated.iter().cloned().chain(members).collect();
        Some(Change::unchecked(Step::Set, at.clone(), Some(all)))
    }

    /// The [parts](Self::parts) that say what is not said yet: a member that is listed is not added again.
    pub fn further_parts(&mut self, case: &mut Case, at: &Pointer) -> Vec<Change> {
        let mut parts = self.parts(case, at);
        let stated = stated(case, at).unwrap_or_default();
        let is_stated = among(&stated, parts.len());
        parts.retain(|change| change.step() != Step::Add || !change.value().is_some_and(&is_stated));
        parts
    }

    /// The changes that add to a list what gives something to a person.
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

    /// The values of one kind, as JSON.
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

    /// The instants that are tried; what is observed does not lie after the instant judged.
    fn dates(&self, at: &Pointer) -> impl Iterator<Item = Instant> {
        let observed = at.below("request").is_none();
        self.instants.iter().copied().filter(move |instant| !observed || *instant <= self.now)
    }

    /// The names of a text: of the things that it refers to; where it is free, those that rules compare with.
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

    /// Whether what is tried at a place is all that rules could tell apart: of a text that names nothing of the case it is not, nor
    /// where there are many scopes.
    pub fn is_exhaustive(&mut self, at: &Pointer) -> bool {
        match self.kind(at) {
            Some(Kind::Text | Kind::List(Kind::Text)) => named::refers_to(at).is_some(),
            Some(Kind::Scope | Kind::List(Kind::Scope | Kind::Grant | Kind::Denial)) => self.all_scopes,
            kind => kind.is_some(),
        }
    }

    /// The texts of the rulebook that can be read as a region or a version, and the least and another.
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

/// Whether a place is that of a geography which may be one of a cloud that is not the public one: no vocabulary lists those.
fn is_of_another_cloud(facts: &Facts, at: &Pointer) -> bool {
    let is_public = facts.tenant.cloud.value().is_some_and(|cloud| *cloud == Cloud::Public);
    !is_public
        && at.below("environments").is_some()
        && at.keys().nth(2).is_some_and(|field| field == "geography")
}

/// The texts of a case that rules may compare with others: the names of things, and what names are made of, each once.
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

/// A number with the one before it and the one behind it.
const fn next_to(number: u64) -> [u64; 3] {
    [number.saturating_sub(1), number, number.saturating_add(1)]
}

/// The instants next to which a verdict may change: so many days before the one judged, and the days on which values changed.
fn instants(now: Instant, numbers: &[u64], days: &[Day]) -> Vec<Instant> {
    let near = |at: Instant| [at.plus_ms(-1), at, at.plus_ms(1)];
    let back = numbers.iter().filter(|number| **number <= 4_000);
    let back = back.filter_map(|number| i64::try_from(*number).ok()).map(|days| now.plus_ms(-days * DAY_MS));
    distinct(back.chain(days.iter().map(|day| day.start())).flat_map(near).chain([now]).collect())
}

/// An instant as it is written.
fn written(at: Instant) -> Value {
    at.to_string().into()
}

/// Things in their order, each once.
fn distinct<T: Ord>(mut things: Vec<T>) -> Vec<T> {
    sort(&mut things, Ord::cmp);
    things.dedup();
    things
}
