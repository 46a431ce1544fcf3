//! The facts about a tenant, by kind of thing.

mod environment;
mod flow;
mod group;
mod image;
mod machine;
mod network;
mod person;
mod tenant;

pub use environment::{CustomAzureRole, DefaultImage, Environment, Features, Subscription};
pub use flow::Flow;
pub use group::{MachineGroup, Queue};
pub use image::{Gallery, Image, Os, Source};
pub use machine::{Machine, Windows};
pub use network::{Connection, Domain, Network, Subnet};
pub use person::{CustomRole, Person};
pub use tenant::{AddonTrial, Intune, RemoteDesktop, ServicePrincipals, Tenant};

use super::part::parts;
use super::table::Table;
use super::value::{Permission, Scope, ShareLevel};
use super::{At, Place};
use crate::rulebook::term::Named;
use crate::rulebook::{App, AzureRole};
use crate::vocabulary::expected;
use crate::vocabulary::instant::Instant;
use crate::vocabulary::kind::valued;
use greenlight_json::{FromJson, InlineStr, ParseError, Reader, object};

parts! {
    expected::FACTS:
    /// The known facts about a tenant, the same in a case and in a scenario.
    pub struct Facts {
        /// The tenant.
        tenant: Tenant,
        /// Azure subscriptions by name.
        subscriptions: Table<Subscription>,
        /// Azure roles by name that are not among the well-known ones.
        azure_roles: Table<CustomAzureRole>,
        /// Environments by name.
        environments: Table<Environment>,
        /// People by name.
        people: Table<Person>,
        /// Security roles of the organisation's own, and ones of Microsoft's that it changed, by name.
        roles: Table<CustomRole>,
        /// Custom images by name.
        images: Table<Image>,
        /// Custom networks by name.
        networks: Table<Network>,
        /// Hosted machines by name. Stated, they are all there are, unless `machines_complete` is false.
        machines: Table<Machine>,
        /// Whether `machines` holds every hosted machine.
        machines_complete: Option<bool>,
        /// Machine groups by name. Stated, they are all there are, unless `groups_complete` is false.
        groups: Table<MachineGroup>,
        /// Whether `groups` holds every machine group.
        groups_complete: Option<bool>,
        /// Desktop flows by name.
        flows: Table<Flow>,
    }
}

impl Facts {
    /// Returns the tenant and its place.
    pub fn tenant(&self) -> At<'_, Tenant> {
        At { it: &self.tenant, place: Place::only(&"tenant") }
    }

    /// Returns whether the list of machines is complete; `None` if no list is given.
    pub fn lists_machines(&self) -> Option<bool> {
        self.machines_complete.or_else(|| self.machines.is_stated().then_some(true))
    }

    /// Returns whether the list of machine groups is complete.
    pub fn lists_groups(&self) -> bool {
        self.groups_complete.unwrap_or_else(|| self.groups.is_stated())
    }
}

/// The instant at which something began or happened, or `none` if it never did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    /// It never began.
    Never,
    /// It began at this instant.
    On(Instant),
}

impl Started {
    /// Returns the instant, if there is one.
    pub const fn instant(self) -> Option<Instant> {
        match self {
            Self::Never => None,
            Self::On(instant) => Some(instant),
        }
    }
}

valued! {
    Started => Started,
    Grant => Grant,
    Denial => Denial,
    Share => Share,
    Restriction => Restriction,
}

impl serde::Serialize for Started {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Never => serializer.serialize_str("none"),
            Self::On(instant) => instant.serialize(serializer),
        }
    }
}

impl FromJson for Started {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        match reader.text(expected::TEXT)? {
            "none" => Ok(Self::Never),
            _ => reader.meaning(expected::DAY_OR_NONE, Instant::parse).map(Self::On),
        }
    }
}

/// A role assignment.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Grant {
    /// Who has the role: an application such as `windows-365`, or a person by name.
    pub principal: Named<App>,
    /// The role.
    pub role: Named<AzureRole>,
    /// Where it applies.
    pub scope: Scope,
}

object!(Grant, expected::GRANT, { principal: required, role: required, scope: required });

/// A deny assignment.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Denial {
    /// Whom it takes rights from: an application such as `windows-365`, or a person by name.
    pub principal: Named<App>,
    /// Where it applies.
    pub scope: Scope,
}

object!(Denial, expected::DENIAL, { principal: required, scope: required });

/// Somebody a machine is shared with.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Share {
    /// The person.
    pub person: InlineStr,
    /// What they may do.
    pub level: ShareLevel,
}

object!(Share, expected::SHARE, { person: required, level: required });

/// An enrolment restriction of the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Restriction {
    /// What it says of Windows (MDM).
    pub windows: Permission,
    /// The people it is assigned to; absent where the groups it is assigned to were not expanded.
    #[cfg_attr(feature = "schema", schemars(default))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_to: Option<Vec<InlineStr>>,
}

object!(Restriction, expected::RESTRICTION, { windows: required, applies_to });
