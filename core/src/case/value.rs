//! The values of facts: countries, Azure regions, privileges, scopes, and the closed sets of words.

use super::choice::choices;
use crate::parse::{Fault, Read, Reader};
use smol_str::SmolStr;
use std::fmt;

choices! {
    /// Whether something is there.
    pub enum Presence {
        /// It is there.
        Present = "present",
        /// It is not there.
        Absent = "absent",
    }

    /// A setting.
    pub enum Switch {
        /// On.
        Enabled = "enabled",
        /// Off.
        Disabled = "disabled",
    }

    /// What a restriction says.
    pub enum Permission {
        /// It lets through.
        Allowed = "allowed",
        /// It keeps out.
        Blocked = "blocked",
    }

    /// The Microsoft cloud a tenant lives in.
    pub enum Cloud {
        /// The public cloud.
        Public = "public",
        /// US Government Community Cloud.
        Gcc = "gcc",
        /// US Government Community Cloud High.
        GccHigh = "gcc-high",
        /// US Department of Defense.
        Dod = "dod",
        /// China, operated by 21Vianet.
        China = "china",
    }

    /// State of a user account.
    pub enum Account {
        /// It can sign in.
        Enabled = "enabled",
        /// It is blocked or no longer part of the environment.
        Disabled = "disabled",
        /// It no longer exists.
        Deleted = "deleted",
    }

    /// Kind of a user account.
    pub enum AccountKind {
        /// A work or school account of Microsoft Entra ID.
        WorkOrSchool = "work-or-school",
        /// A personal Microsoft account.
        Personal = "personal",
    }

    /// State of an Azure subscription.
    pub enum SubscriptionState {
        /// Usable.
        Enabled = "enabled",
        /// Disabled: read only.
        Disabled = "disabled",
        /// Warned.
        Warned = "warned",
        /// Payment is past due.
        PastDue = "past-due",
    }

    /// What an image or a network connection is made for.
    pub enum Usage {
        /// Hosted machines.
        HostedMachine = "hosted-machine",
        /// Hosted machine groups.
        HostedMachineGroup = "hosted-machine-group",
        /// Both.
        Both = "both",
    }

    /// How an Azure Compute Gallery is shared.
    pub enum GallerySharing {
        /// By role assignments.
        Rbac = "rbac",
        /// Directly, to subscriptions and tenants.
        Groups = "groups",
        /// With everybody.
        Community = "community",
    }

    /// Security type of an image definition.
    pub enum SecurityType {
        /// None.
        Standard = "standard",
        /// Trusted launch is enabled.
        TrustedLaunch = "trusted-launch",
        /// Trusted launch is possible, not enabled.
        TrustedLaunchSupported = "trusted-launch-supported",
        /// A confidential virtual machine.
        Confidential = "confidential",
    }

    /// How many people may use an image's Windows at once.
    pub enum Session {
        /// One.
        Single = "single",
        /// Several.
        Multi = "multi",
    }

    /// Family of an operating system.
    pub enum OsFamily {
        /// Windows 10.
        Windows10 = "windows-10",
        /// Windows 11.
        Windows11 = "windows-11",
        /// Windows Server.
        WindowsServer = "windows-server",
        /// Not Windows.
        Linux = "linux",
    }

    /// Edition of Windows.
    pub enum Edition {
        /// Enterprise.
        Enterprise = "enterprise",
        /// Pro.
        Pro = "pro",
        /// Education.
        Education = "education",
        /// Home.
        Home = "home",
        /// A server edition.
        Server = "server",
    }

    /// What a machine joins.
    pub enum Join {
        /// Microsoft Entra ID.
        Entra = "entra",
        /// A local domain as well.
        Hybrid = "hybrid",
    }

    /// Status of a machine, as the portal shows it.
    pub enum Status {
        /// It can be used.
        Active = "active",
        /// It is being made.
        Provisioning = "provisioning",
        /// It is restarting.
        Restarting = "restarting",
        /// Provisioning failed.
        Failed = "failed",
        /// It was swept for inactivity: visible, unusable, only Delete remains.
        Removed = "removed",
        /// It no longer exists.
        Deleted = "deleted",
    }

    /// Whether a machine's runtime can be reached.
    pub enum Connectivity {
        /// It can.
        Connected = "connected",
        /// It cannot.
        Disconnected = "disconnected",
    }

    /// What sharing a machine grants.
    #[cfg_attr(feature = "schema", schemars(rename = "ShareLevel"))]
    pub enum Level {
        /// Run desktop flows on it.
        User = "user",
        /// Edit it as well.
        CoOwner = "co-owner",
    }

    /// A trial.
    pub enum Trial {
        /// Of the hosted RPA add-on, by an administrator.
        Addon = "hosted-rpa-addon",
        /// Of Power Automate Premium, by anybody for themselves.
        SelfAssisted = "self-assisted",
    }
}

/// A country or region by its two letters (ISO 3166-1), such as `FR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country([u8; 2]);

impl Country {
    /// Its letters.
    pub const fn letters(self) -> [u8; 2] {
        self.0
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

/// An Azure region by its programmatic name; written in any of the forms Azure prints (`North Europe`, `(Europe) North Europe`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region(SmolStr);

impl Region {
    /// Reads any written form.
    pub fn new(text: &str) -> Self {
        let bare = match text.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((_, rest)) => rest,
            None => text,
        };
        if bare.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Self(bare.into());
        }
        let letters = bare.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
        Self(letters.flat_map(char::to_lowercase).collect::<String>().into())
    }

    /// Its programmatic name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Region {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

/// Where a role is assigned: `subscription`, `resource-group/NAME`, `virtual-network/NAME` or `gallery/NAME`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The subscription.
    Subscription,
    /// A resource group in it.
    ResourceGroup(SmolStr),
    /// The virtual network of this name in the document.
    VirtualNetwork(SmolStr),
    /// The gallery of the image of this name in the document.
    Gallery(SmolStr),
}

impl Scope {
    fn find(text: &str) -> Option<Self> {
        match text.split_once('/') {
            None => (text == "subscription").then_some(Self::Subscription),
            Some((_, "")) => None,
            Some(("resource-group", name)) => Some(Self::ResourceGroup(name.into())),
            Some(("virtual-network", name)) => Some(Self::VirtualNetwork(name.into())),
            Some(("gallery", name)) => Some(Self::Gallery(name.into())),
            Some(_) => None,
        }
    }
}

/// One privilege on one of the tables hosted machines live in, written `flow-machine.create`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Privilege(u8);

/// The tables, in the order of their bits.
pub const TABLES: [&str; 4] =
    ["flow-machine", "flow-machine-group", "flow-machine-image", "flow-machine-network"];
/// The operations on a table, in the order of their bits.
pub const OPERATIONS: [&str; 8] =
    ["create", "read", "write", "delete", "append", "append-to", "assign", "share"];

impl Privilege {
    /// Its bit in a set of privileges.
    pub const fn bit(self) -> u32 {
        1 << self.0
    }

    fn find(text: &str) -> Option<Self> {
        let (table, operation) = text.split_once('.')?;
        let table = (0_u8..).zip(TABLES).find(|(_, name)| *name == table)?.0;
        let operation = (0_u8..).zip(OPERATIONS).find(|(_, name)| *name == operation)?.0;
        Some(Self(table * 8 + operation))
    }
}

/// The names of a set of privileges.
pub fn privilege_names(bits: u32) -> Vec<String> {
    let each = TABLES.iter().flat_map(|table| OPERATIONS.iter().map(move |operation| (table, operation)));
    (0_u32..)
        .zip(each)
        .filter(|(place, _)| bits >> place & 1 == 1)
        .map(|(_, (table, operation))| format!("{table}.{operation}"))
        .collect()
}

macro_rules! read_from_text {
    ($($type:ident, $expected:literal, $text:ident => $read:expr;)+) => {$(
        impl Read for $type {
            fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                reader.meaning($expected, |$text| $read)
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
    Country, "a country by its two letters, such as `FR`", text => match text.as_bytes() {
        [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
            Some(Country([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
        }
        _ => None,
    };
    Region, "an Azure region such as `northeurope`", text => (!text.is_empty()).then(|| Region::new(text));
    Scope, "`subscription`, `resource-group/NAME`, `virtual-network/NAME` or `gallery/NAME`", text => Scope::find(text);
    Privilege, "a privilege such as `flow-machine.create`", text => Privilege::find(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_one_in_all_their_forms() {
        for form in ["northeurope", "North Europe", "(Europe) North Europe", "north-europe", "NORTHEUROPE"] {
            assert_eq!(Region::new(form).as_str(), "northeurope", "{form}");
        }
    }

    #[test]
    fn privileges_come_back_by_name() {
        let create = Privilege::find("flow-machine-image.create").unwrap();
        assert_eq!(privilege_names(create.bit()), ["flow-machine-image.create"]);
        assert_eq!(Privilege::find("flow-machine-image.fly"), None);
        assert_eq!(privilege_names(u32::MAX).len(), 32);
    }

    #[test]
    fn scopes_need_a_name() {
        assert_eq!(Scope::find("gallery/finance"), Some(Scope::Gallery("finance".into())));
        for wrong in ["", "gallery", "gallery/", "subscription/x", "vnet/x"] {
            assert_eq!(Scope::find(wrong), None, "{wrong}");
        }
    }
}
