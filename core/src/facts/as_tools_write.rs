//! Numbers and truths in the notations of tools: a generation as `V2`, a build with its revision, an image as `Generalized`.

use super::fact::Fact;
use crate::vocabulary::expected;
use crate::vocabulary::kind::valued;
use greenlight_json::{FromJson, Json, ParseError, Reader, same};

/// Implements `From` of the plain value for a fact.
macro_rules! plainly {
    ($($type:ident of $plain:ty),+) => {$(
        impl From<$plain> for Fact<$type> {
            fn from(plain: $plain) -> Self {
                Self::known($type(plain))
            }
        }
    )+};
}

plainly!(Generation of u64, Build of u64, Generalized of bool);

valued! {
    Generation => Number,
    Generalized => Truth,
    Build => Number,
}

/// The generation of a virtual machine: `2`, or `V2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation(pub u64);

/// The build of Windows: `26100`, or with its revision, as `26100.4061` and `10.0.26100.4061`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Build(pub u64);

/// Whether an image is generalized: `true`, or `Generalized` and `Specialized`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generalized(pub bool);

impl Generation {
    fn find(text: &str) -> Option<Self> {
        let number = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic() || letter == ' ');
        ["", "V", "Gen", "Generation"]
            .into_iter()
            .any(|before| same(text, &format!("{before}{number}")))
            .then(|| number.parse().ok().map(Self))?
    }
}

impl Build {
    fn find(text: &str) -> Option<Self> {
        let build = text.strip_prefix("10.0.").unwrap_or(text);
        let (build, revision) = build.split_once('.').unwrap_or((build, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        build.parse().ok().filter(|_| digits(build) && digits(revision)).map(Self)
    }
}

impl FromJson for Generation {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        if let Json::String(text) = reader.json() {
            return Self::find(text).ok_or_else(|| reader.wrong_type(expected::WHOLE_NUMBER));
        }
        reader.whole(expected::WHOLE_NUMBER, u64::MAX).map(Self)
    }
}

impl FromJson for Build {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        match reader.json() {
            Json::String(text) => Self::find(text).ok_or_else(|| reader.wrong_type(expected::WHOLE_NUMBER)),
            Json::Number(text) if text.contains('.') => {
                Self::find(text).ok_or_else(|| reader.wrong_type(expected::WHOLE_NUMBER))
            }
            _ => reader.whole(expected::WHOLE_NUMBER, u64::MAX).map(Self),
        }
    }
}

impl FromJson for Generalized {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        match reader.json() {
            Json::Bool(truth) => Ok(Self(truth)),
            Json::String(text) if same(text, "Generalized") => Ok(Self(true)),
            Json::String(text) if same(text, "Specialized") => Ok(Self(false)),
            _ => Err(reader.wrong_type(expected::TRUTH)),
        }
    }
}

macro_rules! written_plainly {
    ($($type:ident $inner:ty,)+) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$inner>::json_schema(generator)
            }
        }
    )+};
}

written_plainly! {
    Generation u64,
    Build u64,
    Generalized bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::value;

    fn reads<T: FromJson + PartialEq + std::fmt::Debug>(rows: &[(&str, Option<T>)]) {
        for (text, value) in rows {
            assert_eq!(greenlight_json::from_str::<T>(text).ok().as_ref(), value.as_ref(), "{text}");
        }
    }

    #[test]
    fn what_tools_write_is_read() {
        reads(&[
            ("2", Some(Generation(2))),
            (r#""V2""#, Some(Generation(2))),
            (r#""Gen 1""#, Some(Generation(1))),
            (r#""2""#, Some(Generation(2))),
            (r#""two""#, None),
            ("2.5", None),
        ]);
        reads(&[
            ("26100", Some(Build(26100))),
            ("26100.4061", Some(Build(26100))),
            (r#""26100.4061""#, Some(Build(26100))),
            (r#""10.0.26100.4061""#, Some(Build(26100))),
            (r#""24H2""#, None),
            (r#""26100.""#, None),
            ("1e5", None),
        ]);
        reads(&[
            ("true", Some(Generalized(true))),
            (r#""Generalized""#, Some(Generalized(true))),
            (r#""specialized""#, Some(Generalized(false))),
            (r#""yes""#, None),
        ]);
    }

    /// The values that Dataverse writes and that have no counterpart in a case, with the reason.
    const UNREAD: &[(&str, &str, &str)] = &[
        ("flowmachine.statuscode", "Inactive", "put out of use, by whom and for how long it does not say"),
        (
            "flowmachine.statuscode",
            "ManualMaintenance",
            "the machine is active; `maintenance` is a fact of its own",
        ),
        ("flowmachine.statuscode", "DrainMode", "the machine is active, and takes no more runs for a while"),
        ("flowmachine.statuscode", "ToDelete", "it still exists, and no longer will"),
        ("flowmachine.statuscode", "Temporary", "it is of the service's own"),
        ("flowmachine.statuscode", "Disabled", "somebody turned it off, or it was swept"),
        ("flowmachine.statuscode", "RequiresGroupKey", "the key of its group is no fact of a case"),
        ("flowmachinegroup.statuscode", "Inactive", "put out of use, by whom it does not say"),
        (
            "flowmachinegroup.statuscode",
            "ManualMaintenance",
            "the group is active; `maintenance` is a fact of its own",
        ),
        ("flowmachinegroup.statuscode", "KeyExpired", "the key of a group is no fact of a case"),
        ("flowmachinegroup.statuscode", "HmgIslandMove", "it is of the service's own"),
        ("flowmachinegroup.statuscode", "Quarantined", "no page says what it means"),
        ("flowmachinegroup.statuscode", "HmgCmkOperation", "it is of the service's own"),
    ];

    fn word<T: FromJson + std::fmt::Display>(json: &str) -> Option<String> {
        greenlight_json::from_str::<T>(json).ok().map(|value| value.to_string())
    }

    #[test]
    fn every_choice_of_dataverse_is_read_by_name_and_number_or_listed() {
        let file = include_str!("../../rulebook/data/dataverse-choices.json");
        let tables: serde_json::Value = serde_json::from_str(file).unwrap();
        let mut unread = 0;
        for (table, columns) in tables.as_object().unwrap() {
            for (column, choices) in columns.as_object().unwrap() {
                let place = format!("{table}.{column}");
                let read = match place.as_str() {
                    "flowmachine.statuscode" => word::<value::Status>,
                    "flowmachinegroup.statuscode" => word::<value::GroupState>,
                    "flowmachineimageversion.statuscode" => word::<value::VersionStatus>,
                    "flowmachinenetwork.statuscode" => word::<value::ConnectionState>,
                    "flowmachinenetwork.type" => word::<value::Join>,
                    _ => word::<value::Usage>,
                };
                for (number, name) in choices.as_object().unwrap() {
                    let (by_number, by_name) = (read(number), read(&name.to_string()));
                    assert_eq!(by_number, by_name, "{place} {number} {name}");
                    let listed = UNREAD.iter().any(|(at, unread, _)| *at == place && name == unread);
                    assert_eq!(by_name.is_none(), listed, "{place} {name}");
                    unread += usize::from(listed);
                }
            }
        }
        assert_eq!(unread, UNREAD.len(), "what is listed and not there");
    }
}
