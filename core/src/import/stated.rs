//! Facts as a tenant file keeps them: each with the file it was read from and when it was observed, where that is asked for.

use super::KnownFacts;
use super::report::ImportSource;
use crate::facts::entities::Facts;
use crate::facts::origin::{FactSource, Origin};
use greenlight_json::Pointer;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::ops::Deref;

/// Facts, and where they come from, as far as that is to be written with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactsWithOrigins {
    /// The facts.
    pub facts: Facts,
    pub(super) origins: Vec<(Pointer, Origin)>,
}

impl Deref for FactsWithOrigins {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.facts
    }
}

impl Serialize for FactsWithOrigins {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.origins.is_empty() {
            return self.facts.serialize(serializer);
        }
        let mut document = serde_json::to_value(&self.facts).map_err(S::Error::custom)?;
        // That a case is whole is no fact of a thing, and is written plainly.
        for (at, origin) in self.origins.iter().filter(|(at, _)| at.keys().nth(1).is_some()) {
            if let Some(fact) = document.pointer_mut(at.as_str()) {
                wrap(fact, origin);
            }
        }
        document.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for FactsWithOrigins {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Facts::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Facts::json_schema(generator)
    }
}

/// Where facts come from: what was read now over what an older tenant file and a case say of theirs.
pub(super) fn origins(
    sources: &BTreeMap<Pointer, Vec<ImportSource>>,
    beside: KnownFacts<'_>,
) -> Vec<(Pointer, Origin)> {
    let of = |case: &crate::facts::Case| -> Vec<(Pointer, Origin)> {
        case.origins.iter().map(|(at, origin)| (at.clone(), origin.clone())).collect()
    };
    let mut origins: BTreeMap<Pointer, Origin> =
        beside.tenant.map(of).unwrap_or_default().into_iter().collect();
    for (at, sources) in sources {
        // What several say is as old as the oldest of them.
        let observed_at = sources.iter().map(|source| source.observed_at).min().flatten();
        let first = sources.first();
        let source = first.map(|source| FactSource {
            file: source.file.as_str().into(),
            at: (source.at != Pointer::ROOT).then(|| source.at.as_str().into()),
        });
        origins.insert(at.clone(), Origin { attested: None, observed_at, source });
    }
    origins.extend(beside.case.map(of).unwrap_or_default());
    origins.into_iter().collect()
}

/// Writes into a fact where it comes from; what holds facts is left as it is.
fn wrap(fact: &mut Value, origin: &Origin) {
    let Ok(Value::Object(origin)) = serde_json::to_value(origin) else { return };
    let mut whole = match std::mem::take(fact) {
        Value::Object(fields) if fields.contains_key("at_least") || fields.contains_key("complete") => fields,
        Value::Array(items) => Map::from_iter([
            ("items".to_owned(), Value::Array(items)),
            ("complete".to_owned(), Value::Bool(true)),
        ]),
        group @ (Value::Object(_) | Value::Null) => {
            *fact = group;
            return;
        }
        value => Map::from_iter([("value".to_owned(), value)]),
    };
    whole.extend(origin);
    *fact = Value::Object(whole);
}
