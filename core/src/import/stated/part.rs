//! A thing of the facts as it is written with origins: its lists as text, whose members become values one after the other.

use crate::facts::origin::Origin;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeSeq as _};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

/// A value.
#[derive(Debug)]
pub(super) enum Part {
    /// What is neither an object nor a list.
    Plain(Value),
    /// An object.
    Members(BTreeMap<String, Part>),
    /// A list.
    Items(Items),
}

/// The members of a list, one a line, and where facts in some of them come from.
#[derive(Debug, Default)]
pub(super) struct Items {
    lines: String,
    origins: BTreeMap<usize, Vec<(String, Origin)>>,
}

impl Part {
    /// Writes into the fact at a place in it where it comes from; what holds facts is left as it is.
    pub(super) fn state(&mut self, keys: &[Cow<'_, str>], origin: Origin) {
        let Some((key, below)) = keys.split_first() else { return self.wrap(&origin) };
        match self {
            Self::Plain(_) => {}
            Self::Members(members) => {
                if let Some(member) = members.get_mut(&**key) {
                    member.state(below, origin);
                }
            }
            Self::Items(items) => {
                let Ok(index) = key.parse() else { return };
                let rest = below.iter().fold(greenlight_json::Pointer::ROOT, |at, key| at.key(key));
                items.origins.entry(index).or_default().push((rest.as_str().to_owned(), origin));
            }
        }
    }

    fn wrap(&mut self, origin: &Origin) {
        let whole = |name: &str, fact| BTreeMap::from_iter([(name.to_owned(), fact)]);
        let mut fields = match std::mem::replace(self, Self::Plain(Value::Null)) {
            Self::Members(fields) if fields.contains_key("at_least") || fields.contains_key("complete") => {
                fields
            }
            Self::Items(items) => {
                let mut fields = whole("items", Self::Items(items));
                fields.insert("complete".to_owned(), Self::Plain(true.into()));
                fields
            }
            group @ (Self::Members(_) | Self::Plain(Value::Null)) => {
                *self = group;
                return;
            }
            value @ Self::Plain(_) => whole("value", value),
        };
        let Ok(Value::Object(origin)) = serde_json::to_value(origin) else { return };
        fields.extend(origin.into_iter().map(|(name, value)| (name, Self::Plain(value))));
        *self = Self::Members(fields);
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(value) => value.serialize(serializer),
            Self::Members(members) => serializer.collect_map(members),
            Self::Items(items) => items.serialize(serializer),
        }
    }
}

impl Serialize for Items {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_seq(None)?;
        for (index, line) in self.lines.lines().enumerate() {
            let mut item: Value = serde_json::from_str(line).map_err(S::Error::custom)?;
            for (rest, origin) in self.origins.get(&index).into_iter().flatten() {
                if let Some(fact) = item.pointer_mut(rest) {
                    origin.write_into(fact);
                }
            }
            out.serialize_element(&item)?;
        }
        out.end()
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_any(Parts)
    }
}

struct Parts;

impl<'de> Visitor<'de> for Parts {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Part, A::Error> {
        let mut read = BTreeMap::new();
        while let Some((name, member)) = members.next_entry()? {
            read.insert(name, member);
        }
        Ok(Part::Members(read))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Part, A::Error> {
        let mut lines = String::new();
        while let Some(item) = items.next_element::<Value>()? {
            writeln!(lines, "{item}").map_err(A::Error::custom)?;
        }
        Ok(Part::Items(Items { lines, origins: BTreeMap::new() }))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Part, E> {
        Ok(Part::Plain(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Part, E> {
        Ok(Part::Plain(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Part, E> {
        Ok(Part::Plain(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Part, E> {
        Ok(Part::Plain(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Part, E> {
        Ok(Part::Plain(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Part, E> {
        Ok(Part::Plain(Value::Null))
    }
}
