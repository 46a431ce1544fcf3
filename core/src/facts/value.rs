//! The values of facts that are written as text: countries, Azure regions, versions, privileges, scopes; `word` has the closed sets.

use crate::rulebook::{OPERATIONS, TABLES};
use crate::vocabulary::expected;
use crate::vocabulary::kind::valued;
use crate::vocabulary::{ToWord, Word};
use greenlight_json::casefold::lower;
use greenlight_json::swar::split;
use greenlight_json::{FromJson, InlineStr, ParseError, Reader};
use std::fmt;

pub use super::as_tools_write::*;
pub use super::word::*;

/// A country or region by its two letters (ISO 3166-1), such as `FR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country([u8; 2]);

impl Country {
    /// Parses a code of two letters, in any case.
    pub const fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// Returns the two letters of its code.
    pub const fn letters(self) -> [u8; 2] {
        self.0
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

/// An Azure region by its programmatic name. Documents may write any form that Azure prints (`North Europe`, `(Europe) North Europe`) or
/// once printed (`Europe North`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region(InlineStr);

impl Region {
    /// Creates a region from any written form.
    pub fn new(text: &str) -> Self {
        let bare = match text.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((_, rest)) => rest,
            None => text,
        };
        if bare.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Self(bare.into());
        }
        let letters = bare.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
        let name: InlineStr = letters.map(lower).collect();
        Self(crate::rulebook::region_called(&name).map_or(name, InlineStr::from))
    }

    /// Returns its programmatic name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Region {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

/// The version of a program, such as `2.50.139.24102`; missing parts are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version([u32; 4]);

impl Version {
    /// Parses up to four numbers separated by dots.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = [0; 4];
        let mut places = parts.iter_mut();
        let digit = |sum: u32, byte: &u8| sum.checked_mul(10)?.checked_add(char::from(*byte).to_digit(10)?);
        for number in text.as_bytes().split(|byte| *byte == b'.') {
            *places.next()? = number.iter().try_fold(0, digit).filter(|_| !number.is_empty())?;
        }
        Some(Self(parts))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([major, minor, build, revision]) = self;
        write!(f, "{major}.{minor}")?;
        if *build > 0 || *revision > 0 {
            write!(f, ".{build}")?;
        }
        if *revision > 0 { write!(f, ".{revision}") } else { Ok(()) }
    }
}

/// The scope of a role assignment: `subscription`, `resource-group/NAME`, `virtual-network/NAME` or `gallery/NAME`; or a resource id of
/// Azure's, which starts with `/subscriptions/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole subscription.
    Subscription,
    /// A resource group in the subscription.
    ResourceGroup(InlineStr),
    /// The virtual network of this name in the document; as `GROUP/NAME` if it was read from a resource id.
    VirtualNetwork(InlineStr),
    /// The gallery of the image of this name in the document.
    Gallery(InlineStr),
}

impl Scope {
    /// Parses a scope as documents write it.
    pub fn parse(text: &str) -> Option<Self> {
        if text.starts_with('/') {
            return Self::of_resource(text);
        }
        match split(text, b'/') {
            None => (text == "subscription").then_some(Self::Subscription),
            Some((_, "")) => None,
            Some(("resource-group", name)) => Some(Self::ResourceGroup(name.into())),
            Some(("virtual-network", name)) => Some(Self::VirtualNetwork(name.into())),
            Some(("gallery", name)) => Some(Self::Gallery(name.into())),
            Some(_) => None,
        }
    }

    /// Returns whether `network`, from a scope, is the virtual network `name`; `None` if that depends on its resource group and `group` is
    /// unknown. Azure ignores the case of names.
    pub fn names(network: &str, name: &str, group: Option<&str>) -> Option<bool> {
        let Some((of, network)) = network.split_once('/') else {
            return Some(network.eq_ignore_ascii_case(name));
        };
        if !network.eq_ignore_ascii_case(name) {
            return Some(false);
        }
        group.map(|group| group.eq_ignore_ascii_case(of))
    }

    /// Returns the scope with this resource id.
    fn of_resource(id: &str) -> Option<Self> {
        let steps: Vec<&str> = id.trim_matches('/').split('/').collect();
        let lower: Vec<String> = steps.iter().map(|step| step.to_ascii_lowercase()).collect();
        let words: Vec<&str> = lower.iter().map(String::as_str).collect();
        let last = steps.last().copied().filter(|step| !step.is_empty())?;
        match words.as_slice() {
            ["subscriptions", _] => Some(Self::Subscription),
            ["subscriptions", _, "resourcegroups", _] => Some(Self::ResourceGroup(last.into())),
            [
                "subscriptions",
                _,
                "resourcegroups",
                _,
                "providers",
                "microsoft.network",
                "virtualnetworks",
                _,
            ] => {
                let group = steps.get(3).copied().unwrap_or_default();
                Some(Self::VirtualNetwork(format!("{group}/{last}").as_str().into()))
            }
            ["subscriptions", _, "resourcegroups", _, "providers", "microsoft.compute", "galleries", _] => {
                Some(Self::Gallery(last.into()))
            }
            _ => None,
        }
    }
}

/// A privilege on one of the tables of hosted machines, written `flow-machine.create`; with its depth, if that is known:
/// `flow-machine.read@user`, or `@organization`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Privilege {
    place: u8,
    depth: Option<Depth>,
}

/// The depth of a privilege: how far it reaches. Those that Dataverse has in between depend on business units, which no case contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Records that the person owns or that are shared with them.
    User,
    /// All records in the environment.
    Organization,
}

impl Depth {
    /// Returns the suffix that follows a privilege of this depth.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::User => "@user",
            Self::Organization => "@organization",
        }
    }
}

impl Privilege {
    /// Returns its bit in a set of privileges.
    pub const fn bit(self) -> u64 {
        1 << self.place
    }

    /// Returns its depth, if it is known.
    pub const fn depth(self) -> Option<Depth> {
        self.depth
    }

    /// Parses a privilege as documents write it.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, depth) = match text.split_once('@') {
            None => (text, None),
            Some((text, "user")) => (text, Some(Depth::User)),
            Some((text, "organization")) => (text, Some(Depth::Organization)),
            Some(_) => return None,
        };
        let (table, operation) = text.split_once('.')?;
        let table = (0_u8..).zip(TABLES).find(|(_, name)| *name == table)?.0;
        let operation = (0_u8..).zip(OPERATIONS).find(|(_, name)| *name == operation)?.0;
        Some(Self { place: table * 8 + operation, depth })
    }
}

/// Returns the names of a set of privileges, separated by commas.
pub fn privileges_told(bits: u64) -> String {
    let each = TABLES.iter().flat_map(|table| OPERATIONS.iter().map(move |operation| (*table, *operation)));
    let mut line = String::with_capacity(32 * bits.count_ones() as usize);
    for (_, (table, operation)) in (0_u32..).zip(each).filter(|(place, _)| bits >> place & 1 == 1) {
        if !line.is_empty() {
            line.push_str(", ");
        }
        line.extend([table, ".", operation]);
    }
    line
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subscription => f.write_str("subscription"),
            Self::ResourceGroup(name) => write!(f, "resource-group/{name}"),
            Self::VirtualNetwork(name) => write!(f, "virtual-network/{name}"),
            Self::Gallery(name) => write!(f, "gallery/{name}"),
        }
    }
}

impl fmt::Display for Privilege {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&privileges_told(self.bit()))?;
        f.write_str(self.depth.map_or("", Depth::suffix))
    }
}

valued! {
    Country => Country,
    Region => Region,
    Scope => Scope,
    Version => Version,
    Privilege => Privilege,
}

macro_rules! read_from_text {
    ($($type:ident, $expected:path, $text:ident => $read:expr;)+) => {$(
        impl FromJson for $type {
            fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
                reader.meaning($expected, |$text| $read)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "description": $expected})
            }
        }
    )+};
}

read_from_text! {
    Country, expected::COUNTRY, text => Country::parse(text);
    Region, expected::REGION, text => (!text.is_empty()).then(|| Region::new(text));
    Scope, expected::SCOPE, text => Scope::parse(text);
    Version, expected::VERSION, text => Version::parse(text);
    Privilege, expected::PRIVILEGE, text => Privilege::parse(text);
}

impl ToWord for Country {
    fn to_word(&self) -> Word {
        Word::Text(self.to_string().into())
    }
}

impl ToWord for Version {
    fn to_word(&self) -> Word {
        Word::Text(self.to_string().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_one_in_all_their_forms() {
        for form in [
            "northeurope",
            "North Europe",
            "(Europe) North Europe",
            "north-europe",
            "NORTHEUROPE",
            "Europe North",
        ] {
            assert_eq!(Region::new(form).as_str(), "northeurope", "{form}");
        }
    }

    #[test]
    fn privileges_come_back_by_name() {
        let create = Privilege::parse("flow-machine-image.create").unwrap();
        assert_eq!(privileges_told(create.bit()), "flow-machine-image.create");
        assert_eq!(privileges_told(0b101), "flow-machine.create, flow-machine.write");
        assert_eq!(Privilege::parse("flow-machine-image.fly"), None);
        assert_eq!(Privilege::parse("flow-machine-image.read@business-unit"), None);
        let deep = Privilege::parse("flow-machine-image.create@organization").unwrap();
        assert_eq!((deep.bit(), deep.depth()), (create.bit(), Some(Depth::Organization)));
        assert_eq!(privileges_told(u64::MAX).split(", ").count(), 40);
    }

    #[test]
    fn versions_compare_number_by_number() {
        let version = |text| Version::parse(text).unwrap();
        assert!(version("2.8.73.21119") < version("2.50"));
        assert_eq!(version("2.50"), version("2.50.0.0"));
        assert_eq!(version("2.50.139.24102").to_string(), "2.50.139.24102");
        assert_eq!(version("1.2.4.1").to_string(), "1.2.4.1");
        assert_eq!((version("2.50").to_string(), version("2").to_string()), ("2.50".into(), "2.0".into()));
        for wrong in ["", ".", "2.", "2.x", "2.-1", "+2.1", "1.2.3.4.5", "4294967296"] {
            assert_eq!(Version::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn scopes_need_a_name() {
        assert_eq!(Scope::parse("gallery/finance"), Some(Scope::Gallery("finance".into())));
        let id = "/subscriptions/s/resourceGroups/RG-net/providers/Microsoft.Network/virtualNetworks/Corp";
        let network = Scope::VirtualNetwork("RG-net/Corp".into());
        assert_eq!(Scope::parse(id), Some(network.clone()));
        assert_eq!(Scope::parse(&network.to_string()), Some(network));
        assert_eq!(Scope::names("RG-net/Corp", "corp", Some("rg-net")), Some(true));
        assert_eq!(Scope::names("RG-net/Corp", "corp", Some("rg-other")), Some(false));
        assert_eq!(Scope::names("RG-net/Corp", "corp", None), None);
        assert_eq!(Scope::names("RG-net/Corp", "branch", None), Some(false));
        assert_eq!(Scope::names("Corp", "corp", None), Some(true));
        for wrong in ["", "gallery", "gallery/", "subscription/x", "vnet/x"] {
            assert_eq!(Scope::parse(wrong), None, "{wrong}");
        }
    }
}
