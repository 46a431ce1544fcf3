//! An overlay as it is written: read field by field, not yet held to be right.

use super::phrases;
use crate::facts::table::Table;
use crate::vocabulary::Level;
use crate::vocabulary::Phrase;
use crate::vocabulary::duration::Duration;
use crate::vocabulary::expected;
use crate::vocabulary::instant::Day;
use greenlight_json::{Canonical, FromJson, InlineStr, Json, ParseError, Reader, object};

/// An overlay as it is written. `Overlay::new` says whether it can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(rename = "Overlay"))]
pub struct Document {
    /// Whose overlay it is; reports name it.
    pub name: InlineStr,
    /// The day this version of it was decided; reports name it.
    pub date: Day,
    /// Levels of rules, by code.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub rules: Table<Setting>,
    /// Rules that do not count for some requests, until a day.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub waivers: Vec<Exception>,
    /// What the organisation restricts new things to.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub allow: Allowed,
    /// Values of the rulebook that the organisation sets, by key.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub values: Table<RawValue>,
    /// How old facts may be.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub ages: AgesSetting,
}

object!(Document, expected::DOCUMENT, { name: required, date: required, rules, waivers, allow, values, ages });

/// How old facts may be that say when they were observed; an hour, a day and a week unless said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct AgesSetting {
    /// Addresses that are free in a subnet.
    pub addresses: Option<Duration>,
    /// Licence capacity: what is bought and allocated, and what takes of it.
    pub capacity: Option<Duration>,
    /// Roles, assignments and shares.
    pub roles: Option<Duration>,
    /// How bad it is when they are older: `warning` unless said. At level `error` they count as unknown.
    pub level: Option<Level>,
}

object!(AgesSetting, expected::AGES_SETTING, { addresses, capacity, roles, level });

/// The level of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(rename = "LevelSetting"))]
pub struct Setting {
    /// The level: `error`, `warning` or `note`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::vocabulary::Level"))]
    pub level: InlineStr,
    /// Why. Whoever relaxes a rule must say it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub reason: Option<InlineStr>,
}

object!(Setting, expected::SETTING, { level: required, reason });

/// A rule that does not count for some requests, until a day. What narrows it must all be so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(rename = "WaiverSetting"))]
pub struct Exception {
    /// The rule, by code.
    pub rule: InlineStr,
    /// Only requests in this environment.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub environment: Option<InlineStr>,
    /// Only requests on this machine.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub machine: Option<InlineStr>,
    /// Only requests for this image, or on what was made from it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub image: Option<InlineStr>,
    /// Only requests for this network, or on what was made on it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub network: Option<InlineStr>,
    /// Only requests of this person.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub person: Option<InlineStr>,
    /// `true`: every request of the tenant.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub tenant: Option<bool>,
    /// Why.
    pub reason: InlineStr,
    /// The first day on which the rule counts again.
    pub until: Day,
}

object!(Exception, expected::EXCEPTION, {
    rule: required, environment, machine, image, network, person, tenant, reason: required, until: required,
});

/// What the organisation restricts new things to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Allowed {
    /// The geographies in which something new may be made; all unless said.
    pub geographies: Option<Vec<InlineStr>>,
    /// The images that new machines and machine groups may use, `default` among them or not; all unless said.
    pub images: Option<Vec<InlineStr>>,
}

object!(Allowed, expected::ALLOWED, { geographies, images });

/// A value before it is known whether its key takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawValue {
    /// A number.
    Number(u64),
    /// Names.
    Names(Vec<InlineStr>),
    /// Values below another key: whoever leaves out the quotes around a key with a point writes these.
    Below,
}

impl RawValue {
    /// What it is, in words.
    pub(super) const fn what(&self) -> Phrase {
        match self {
            Self::Number(_) => phrases::A_NUMBER,
            Self::Names(_) => phrases::A_LIST_OF_NAMES,
            Self::Below => phrases::A_TABLE,
        }
    }
}

impl FromJson for RawValue {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        match reader.json() {
            Json::Number(_) => reader.whole(expected::OWN_VALUE, u64::MAX).map(Self::Number),
            Json::Array => Vec::from_json(reader).map(Self::Names),
            Json::Object => Canonical::from_json(reader).map(|_| Self::Below),
            Json::Null | Json::Bool(_) | Json::String(_) => Err(reader.wrong_type(expected::OWN_VALUE)),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for RawValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OverlayValue".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "a number, or a list of names, as the key takes it",
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": super::own::NUMBER_MAX},
                {"type": "array", "items": {"type": "string"}, "minItems": 1}
            ]
        })
    }
}
