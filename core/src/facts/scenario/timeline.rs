//! The timeline of a scenario: entries in which somebody acts, a fact changes, or something happens outside.

use super::offset::Moment;
use crate::facts::entities::Windows;
use crate::facts::phrases;
use crate::facts::request::{Action, Details, Request};
use crate::facts::table::Table;
use crate::facts::value::{Switch, Version};
use crate::vocabulary::choices;
use crate::vocabulary::expected;
use greenlight_json::{ByteOffset, FromJson, InlineStr, Json, ParseError, Reader, object};
use serde_json::Value;

/// An entry of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When it happens.
    pub at: Moment,
    /// What happens.
    pub what: TimelineAction,
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimelineAction {
    /// Somebody requests an action, which the rules judge first. A new machine may replace another one.
    Act {
        /// The request and its actor.
        request: Box<Request>,
        /// The machine that the new one replaces.
        replaces: Option<InlineStr>,
    },
    /// Facts change through a JSON merge patch on the document.
    Change(Value),
    /// The service can no longer reach a machine.
    ConnectionLost(NamedMachine),
    /// The service reaches a machine again.
    ConnectionRestored(NamedMachine),
    /// The connections of the flows are rebound to a machine that replaces another.
    ConnectionsRebound(NamedMachine),
    /// The creator prepares a machine once it exists.
    Prepared(Box<Preparation>),
    /// Azure offers capacity for more or fewer machines, by region.
    AzureCapacity(Table<Option<u32>>),
}

/// One machine by name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct NamedMachine {
    /// The machine.
    pub machine: InlineStr,
}

object!(NamedMachine, expected::NAMED_MACHINE, { machine: required });

/// What the creator prepares once a machine exists.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Preparation {
    /// The machine.
    pub machine: InlineStr,
    /// Network level authentication for remote desktop.
    pub network_level_authentication: Option<Switch>,
    /// Version of Power Automate for desktop on it.
    pub desktop_version: Option<Version>,
    /// Sessions and sign-in on it from now on.
    pub windows: Option<Windows>,
    /// People who now have a desktop-flow connection to it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub connections: Vec<InlineStr>,
}

object!(Preparation, expected::PREPARATION, {
    machine: required, network_level_authentication, desktop_version, windows, connections,
});

impl TimelineAction {
    /// Returns the machine that the entry names, if it names one that must exist.
    pub fn machine(&self) -> Option<&InlineStr> {
        match self {
            Self::Act { request, .. } => request.details.machine.as_ref(),
            Self::ConnectionLost(named)
            | Self::ConnectionRestored(named)
            | Self::ConnectionsRebound(named) => Some(&named.machine),
            Self::Prepared(preparation) => Some(&preparation.machine),
            Self::Change(_) | Self::AzureCapacity(_) => None,
        }
    }

    /// Returns the key of the entry in the document.
    pub fn word(&self) -> &'static str {
        let outside = match self {
            Self::Act { request, .. } => return request.action.word(),
            Self::Change(_) => ExternalEvent::Change,
            Self::ConnectionLost(_) => ExternalEvent::ConnectionLost,
            Self::ConnectionRestored(_) => ExternalEvent::ConnectionRestored,
            Self::ConnectionsRebound(_) => ExternalEvent::ConnectionsRebound,
            Self::Prepared(_) => ExternalEvent::Prepared,
            Self::AzureCapacity(_) => ExternalEvent::AzureCapacity,
        };
        outside.word()
    }
}

choices! {
    /// An event that nobody requests.
    pub enum ExternalEvent {
        /// Facts change.
        Change = "change",
        /// The service can no longer reach a machine.
        ConnectionLost = "connection-lost",
        /// The service reaches a machine again.
        ConnectionRestored = "connection-restored",
        /// Connections are rebound to another machine.
        ConnectionsRebound = "connections-rebound",
        /// A machine is prepared for its use.
        Prepared = "prepared",
        /// Azure offers capacity for more or fewer machines.
        AzureCapacity = "azure-capacity",
    }
}

/// A field of an entry.
#[derive(Clone, Copy)]
enum Key {
    At,
    Actor,
    Replaces,
    Act(Action),
    External(ExternalEvent),
}

impl Key {
    fn find(word: &str) -> Option<Self> {
        Some(match word {
            "at" => Self::At,
            "actor" => Self::Actor,
            "replaces" => Self::Replaces,
            word => match Action::find(word) {
                Some(action) => Self::Act(action),
                None => Self::External(ExternalEvent::find(word)?),
            },
        })
    }

    /// Returns all words that can be keys of an entry.
    fn words() -> Vec<&'static str> {
        let own = ["at", "actor", "replaces"];
        own.iter().chain(ExternalEvent::WORDS).chain(Action::WORDS).copied().collect()
    }
}

/// An entry being read.
#[derive(Default)]
struct Parts {
    at: Option<Moment>,
    actor: Option<InlineStr>,
    replaces: Option<InlineStr>,
    action: Option<(Action, Details)>,
    other: Option<TimelineAction>,
}

impl Parts {
    fn read(&mut self, key: Key, reader: &mut Reader<'_>, entry: ByteOffset) -> Result<(), ParseError> {
        let (word, second) = match key {
            Key::At => ("at", self.at.replace(Moment::from_json(reader)?).is_some()),
            Key::Actor => ("actor", self.actor.replace(InlineStr::from_json(reader)?).is_some()),
            Key::Replaces => ("replaces", self.replaces.replace(InlineStr::from_json(reader)?).is_some()),
            Key::Act(action) => {
                let second = self.happens();
                self.action = Some((action, Details::of(action, reader)?));
                return only_one(entry, action.word(), second);
            }
            Key::External(outside) => {
                let second = self.happens();
                self.other = Some(what(outside, reader)?);
                return only_one(entry, outside.word(), second);
            }
        };
        if second { Err(entry.duplicate_key(word)) } else { Ok(()) }
    }

    /// Returns whether the entry already states what happens.
    const fn happens(&self) -> bool {
        self.action.is_some() || self.other.is_some()
    }

    fn entry(self, entry: ByteOffset) -> Result<TimelineEntry, ParseError> {
        let at = self.at.ok_or_else(|| entry.missing_field("at"))?;
        let what = match (self.action, self.other) {
            (Some((action, details)), _) => TimelineAction::Act {
                request: Box::new(Request {
                    actor: Some(self.actor.ok_or_else(|| entry.missing_field("actor"))?),
                    action,
                    details,
                }),
                replaces: self.replaces,
            },
            (None, Some(what)) => {
                if self.actor.is_some() || self.replaces.is_some() {
                    return Err(entry.invalid_value(phrases::NOBODY_ACTS.with("word", what.word())));
                }
                what
            }
            (None, None) => {
                return Err(entry.invalid_value(phrases::ENTRY_NEEDS_SOMETHING));
            }
        };
        Ok(TimelineEntry { at, what })
    }
}

/// Returns an error if the entry states a second thing that happens.
fn only_one(entry: ByteOffset, word: &str, second: bool) -> Result<(), ParseError> {
    if !second {
        return Ok(());
    }
    Err(entry.invalid_value(phrases::ENTRY_HOLDS_ONE.with("word", word)))
}

fn what(outside: ExternalEvent, reader: &mut Reader<'_>) -> Result<TimelineAction, ParseError> {
    Ok(match outside {
        ExternalEvent::Change => TimelineAction::Change(Value::from_json(reader)?),
        ExternalEvent::ConnectionLost => TimelineAction::ConnectionLost(NamedMachine::from_json(reader)?),
        ExternalEvent::ConnectionRestored => {
            TimelineAction::ConnectionRestored(NamedMachine::from_json(reader)?)
        }
        ExternalEvent::ConnectionsRebound => {
            TimelineAction::ConnectionsRebound(NamedMachine::from_json(reader)?)
        }
        ExternalEvent::Prepared => TimelineAction::Prepared(Box::new(Preparation::from_json(reader)?)),
        ExternalEvent::AzureCapacity => TimelineAction::AzureCapacity(Table::from_json(reader)?),
    })
}

impl FromJson for TimelineEntry {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        if reader.json() != Json::Object {
            return Err(reader.wrong_type(expected::TIMELINE_ENTRY));
        }
        let here = reader.here();
        let mut parts = Parts::default();
        let mut first = true;
        while reader.key(&mut first)? {
            let Some(key) = Key::find(reader.word()) else {
                return Err(reader.here().unknown_field(reader.word(), &Key::words()));
            };
            reader.value()?;
            parts.read(key, reader, here)?;
        }
        parts.entry(here)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TimelineEntry {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimelineEntry".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut request = Request::json_schema(generator);
        let mut more = serde_json::Map::new();
        let named: Value = generator.subschema_for::<NamedMachine>().into();
        more.insert("at".to_owned(), generator.subschema_for::<Moment>().into());
        more.insert(
            "actor".to_owned(),
            serde_json::json!({"type": "string", "description": "Who acts: a name under `people`."}),
        );
        more.insert(
            "replaces".to_owned(),
            serde_json::json!({"type": "string", "description": "The machine that the new one replaces."}),
        );
        more.insert(
            "change".to_owned(),
            serde_json::json!({"type": "object", "description": "Facts that change: a JSON merge patch."}),
        );
        for word in ["connection-lost", "connection-restored", "connections-rebound"] {
            more.insert(word.to_owned(), named.clone());
        }
        more.insert("prepared".to_owned(), generator.subschema_for::<Preparation>().into());
        more.insert("azure-capacity".to_owned(), generator.subschema_for::<Table<Option<u32>>>().into());
        if let Some(Value::Object(properties)) = request.get_mut("properties") {
            properties.extend(more);
        }
        request.insert("required".to_owned(), serde_json::json!(["at"]));
        request.insert("minProperties".to_owned(), 2.into());
        request.insert("maxProperties".to_owned(), 4.into());
        request
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use greenlight_json;

    fn check(text: &str, expected: Expect) {
        expected.assert_eq(&match greenlight_json::from_str::<TimelineEntry>(text) {
            Ok(entry) => format!("{} {}", entry.at, entry.what.word()),
            Err(error) => format!("{} {}; {}", error.pointer, error.message, error.help),
        });
    }

    #[test]
    fn every_word_can_be_read() {
        for word in Key::words().iter().skip(3) {
            let outside = ["change", "azure-capacity"].contains(word);
            let details = match *word {
                "connection-lost" | "connection-restored" | "connections-rebound" | "prepared" => {
                    r#"{"machine": "bot-01"}"#
                }
                _ => "{}",
            };
            let outside = outside || details != "{}";
            let actor = if outside { "" } else { r#""actor": "maker-a", "# };
            let text = format!(r#"{{"at": "d1", {actor}"{word}": {details}}}"#);
            assert_eq!(greenlight_json::from_str::<TimelineEntry>(&text).unwrap().what.word(), *word);
        }
    }

    #[test]
    fn entries_are_read() {
        check(
            r#"{"at": "d3T09:00", "actor": "maker-a", "create-machine": {"count": 5}}"#,
            expect!["d3T09:00 create-machine"],
        );
        check(r#"{"at": "d3", "change": {"people": null}}"#, expect!["d3 change"]);
        check(
            r#"{"at": "d3"}"#,
            expect![
                " an entry needs something that happens, such as `create-machine`; see the JSON Schema of the document"
            ],
        );
        check(r#"{"actor": "maker-a", "delete": {}}"#, expect![" the field `at` is missing; add `at`"]);
        check(r#"{"at": "d3", "delete": {}}"#, expect![" the field `actor` is missing; add `actor`"]);
        check(
            r#"{"at": "d3", "actor": "maker-a", "change": {}}"#,
            expect![" nobody acts in `change`; see the JSON Schema of the document"],
        );
        check(
            r#"{"at": "d3", "at": "d4", "change": {}}"#,
            expect![" duplicate key `at`; keep one of the two"],
        );
        check(
            r#"{"at": "d3", "change": {}, "prepared": {"machine": "m"}}"#,
            expect![
                " an entry holds one thing that happens; `prepared` is a second one; see the JSON Schema of the document"
            ],
        );
        check(
            r#"{"at": "d3", "actor": "a", "delete": {"machin": "m"}}"#,
            expect!["/delete/machin there is no field `machin` here; did you mean `machine`?"],
        );
        check(
            r#"{"at": "d3", "actor": "a", "delete": {"image": "m"}}"#,
            expect!["/delete/image there is no field `image` here; known here: machine"],
        );
        check(
            r#"{"at": "d3", "actor": "a", "deleet": {}}"#,
            expect!["/deleet there is no field `deleet` here; did you mean `delete`?"],
        );
        check(
            r#"{"at": "tomorrow", "change": {}}"#,
            expect![
                "/at `tomorrow` is not a day counted from the day of `as_of` (`d4`, `d3T09:00`, `d3T09:00:30`; up to d36525, in UTC), or an instant such as 2024-02-15T09:00:00Z; write a day counted from the day of `as_of` (`d4`, `d3T09:00`, `d3T09:00:30`; up to d36525, in UTC), or an instant such as 2024-02-15T09:00:00Z"
            ],
        );
    }
}
