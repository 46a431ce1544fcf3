//! The facts about a tenant: what each kind of thing is known to be.

use super::choice::facts;
use super::fact::{Count, Fact, OriginVisitor, Walk};
use super::list::Listing;
use super::place::{Group, Located, Spot};
use super::table::Table;
use super::value::{
    Account, AccountKind, Cloud, Connectivity, Country, Edition, GallerySharing, Join, Level, OsFamily,
    Permission, Presence, Privilege, Region, Scope, SecurityType, Session, Status, SubscriptionState, Switch,
    Usage,
};
use crate::instant::Instant;
use crate::object::object;
use crate::parse::{Fault, Read, Reader};
use crate::pointer::Pointer;
use crate::rulebook::term::Named;
use crate::rulebook::{AdminRole, App, AzureRole, Geography, Licence, Plan, Role};
use smol_str::SmolStr;

facts! {
    /// The tenant.
    pub struct Tenant {
        /// Country or region of the tenant, as Azure's tenant properties show it.
        country: Fact<Country>,
        /// The Microsoft cloud it lives in.
        cloud: Fact<Cloud>,
        /// Whether there is a Microsoft Entra tenant to join machines to.
        entra: Fact<Presence>,
        /// Microsoft Intune.
        intune: Intune,
        /// The service principals that hosted machines need.
        service_principals: ServicePrincipals,
        /// Whether a provisioning in this tenant has already failed for a missing service principal.
        failed_for_service_principal: Fact<bool>,
        /// Custom virtual networks configured in the tenant.
        custom_networks: Count,
        /// Hosted machines in the whole tenant.
        hosted_machines: Count,
        /// Geographies that Microsoft opened for this tenant on request.
        admitted_to: Listing<Named<Geography>>,
        /// The trial of the hosted RPA add-on.
        addon_trial: AddonTrial,
    }

    /// Microsoft Intune in the tenant.
    pub struct Intune {
        /// Whether it is set up.
        state: Fact<Presence>,
        /// What the enrolment restriction that applies to the creator says of Windows (MDM), for corporate devices.
        windows_corporate_enrolment: Fact<Permission>,
        /// What the restrictions say of personally owned devices; it does not matter to hosted machines.
        windows_personal_enrolment: Fact<Permission>,
        /// What the default restriction says of Windows (MDM), where it is not known which one applies to the creator.
        default_restriction: Fact<Permission>,
        /// Restrictions of the organisation's own, highest priority first; they apply before the default one.
        custom_restrictions: Listing<Restriction>,
    }

    /// The service principals that hosted machines need, by application.
    pub struct ServicePrincipals {
        /// Windows 365.
        windows_365: Fact<Presence>,
        /// Azure Virtual Desktop.
        azure_virtual_desktop: Fact<Presence>,
        /// Azure Virtual Desktop Client.
        azure_virtual_desktop_client: Fact<Presence>,
        /// Azure Virtual Desktop ARM Provider.
        azure_virtual_desktop_arm_provider: Fact<Presence>,
    }

    /// The trial of the hosted RPA add-on.
    pub struct AddonTrial {
        /// When it began.
        started: Fact<Instant>,
        /// How often it was extended.
        extensions: Count,
        /// Seats obtained.
        seats: Count,
    }

    /// An Azure subscription of the organisation.
    pub struct Subscription {
        /// Its state.
        state: Fact<SubscriptionState>,
        /// Role assignments in it. Whole only when inherited and group assignments were expanded.
        grants: Listing<Grant>,
    }

    /// A Power Platform environment.
    pub struct Environment {
        /// Its geography.
        geography: Fact<Named<Geography>>,
        /// Cross-geo support for hosted machines.
        cross_geo: Fact<Switch>,
        /// Hosted RPA add-ons bought and assigned to it.
        hosted_rpa_addons: Count,
        /// Trial add-ons assigned to it.
        hosted_rpa_trial_addons: Count,
        /// Hosted machines in it, where they are not listed under `machines`.
        hosted_machines: Count,
        /// Names of the VM images in it.
        image_names: Listing<SmolStr>,
        /// Names of the network connections in it.
        network_names: Listing<SmolStr>,
        /// The default image.
        default_image: DefaultImage,
    }

    /// The default image of an environment.
    pub struct DefaultImage {
        /// People it is shared with.
        shared_with: Listing<SmolStr>,
        /// Whether everybody sees it.
        shared_with_all: Fact<Switch>,
    }

    /// A person.
    pub struct Person {
        /// Security roles by environment.
        roles: Table<Listing<Named<Role>>>,
        /// Tenant-wide administrator roles.
        admin_roles: Listing<Named<AdminRole>>,
        /// Power Automate plans assigned to the person.
        plans: Listing<Named<Plan>>,
        /// Prerequisite licences assigned to the person.
        licences: Listing<Named<Licence>>,
        /// State of the account.
        account: Fact<Account>,
        /// Kind of the account.
        account_kind: Fact<AccountKind>,
        /// When the person's self-assisted trial began, or `none`.
        self_assisted_trial: Fact<Started>,
    }

    /// A security role of the organisation's own.
    pub struct CustomRole {
        /// What it allows on the tables of hosted machines.
        privileges: Listing<Privilege>,
    }

    /// A custom image: its definition in an Azure Compute Gallery and the VM image made of it in Power Automate.
    pub struct Image {
        /// What it is made for.
        usage: Fact<Usage>,
        /// The Azure subscription it lies in.
        subscription: Fact<SmolStr>,
        /// The gallery it lies in.
        gallery: Gallery,
        /// Azure regions a version of it is replicated to.
        regions: Listing<Region>,
        /// Hyper-V generation of its definition.
        generation: Fact<u64>,
        /// Whether it is generalized.
        generalized: Fact<bool>,
        /// How many people may use its Windows at once.
        session: Fact<Session>,
        /// Whether it has a recovery partition.
        recovery_partition: Fact<Presence>,
        /// Size of its OS disk, in GB.
        os_disk_gb: Fact<u64>,
        /// Security type of its definition.
        security_type: Fact<SecurityType>,
        /// Its operating system.
        os: Os,
        /// Major version of Microsoft Edge in it; 0 where it has none.
        edge_version: Fact<u64>,
        /// Who made the VM image in Power Automate.
        owner: Fact<SmolStr>,
        /// People the VM image is shared with in Power Automate.
        shared_with: Listing<SmolStr>,
    }

    /// An Azure Compute Gallery.
    pub struct Gallery {
        /// The resource group it lies in.
        resource_group: Fact<SmolStr>,
        /// How it is shared.
        sharing: Fact<GallerySharing>,
        /// People with at least Reader on it.
        readers: Listing<SmolStr>,
    }

    /// An operating system.
    pub struct Os {
        /// Its family.
        family: Fact<OsFamily>,
        /// Its edition.
        edition: Fact<Edition>,
        /// Its version, such as `22H2`.
        version: Fact<SmolStr>,
        /// Its build, such as 22621.
        build: Fact<u64>,
    }

    /// An Azure virtual network and the network connection in Power Automate that names it.
    pub struct Network {
        /// The Azure subscription it lies in.
        subscription: Fact<SmolStr>,
        /// The resource group it lies in.
        resource_group: Fact<SmolStr>,
        /// Its Azure region.
        region: Fact<Region>,
        /// When the virtual network was created.
        created: Fact<Instant>,
        /// The subnet that machines use.
        subnet: Subnet,
        /// People with at least Reader on it.
        readers: Listing<SmolStr>,
        /// The network connection.
        connection: Connection,
    }

    /// A subnet.
    pub struct Subnet {
        /// Its name.
        name: Fact<SmolStr>,
        /// Addresses not in use, after the five that Azure keeps.
        free: Count,
    }

    /// A network connection in Power Automate.
    pub struct Connection {
        /// What machines on it join.
        join: Fact<Join>,
        /// Who made it.
        owner: Fact<SmolStr>,
        /// People it is shared with.
        shared_with: Listing<SmolStr>,
    }

    /// A hosted machine.
    pub struct Machine {
        /// The environment it is registered to.
        environment: Fact<SmolStr>,
        /// Who created it.
        creator: Fact<SmolStr>,
        /// Its status.
        status: Fact<Status>,
        /// Whether its runtime can be reached.
        connectivity: Fact<Connectivity>,
        /// The image it was made from; `default` for the default image.
        image: Fact<SmolStr>,
        /// When it was asked for.
        requested: Fact<Instant>,
        /// When it was last restarted, or `none`.
        restarted: Fact<Started>,
        /// When a desktop flow last ran on it, or `none`.
        last_run: Fact<Started>,
        /// When Power Automate for desktop was last used on it, or `none`.
        last_desktop_use: Fact<Started>,
        /// Network level authentication for remote desktop.
        network_level_authentication: Fact<Switch>,
        /// Who it is shared with.
        shared_with: Listing<Share>,
        /// People who have a desktop-flow connection to it.
        connections: Listing<SmolStr>,
        /// The machine it was created to replace, or `none`.
        replaces: Fact<SmolStr>,
    }
}

/// When something began or happened, if it did: an instant, or `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    /// It never began.
    Never,
    /// It began then.
    On(Instant),
}

impl Started {
    /// The instant, if there is one.
    pub const fn instant(self) -> Option<Instant> {
        match self {
            Self::Never => None,
            Self::On(instant) => Some(instant),
        }
    }
}

impl Read for Started {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        match reader.text("a text")? {
            "none" => Ok(Self::Never),
            _ => reader.meaning("a day such as 2024-02-12, or `none`", Instant::parse).map(Self::On),
        }
    }
}

/// A role assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Grant {
    /// Who has the role: an application such as `windows-365`, or a person by name.
    pub principal: Named<App>,
    /// The role.
    pub role: Named<AzureRole>,
    /// Where it applies.
    pub scope: Scope,
}

object!(Grant, "a role assignment: `{principal: …, role: …, scope: …}`", { principal: required, role: required, scope: required });

/// Somebody a machine is shared with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Share {
    /// The person.
    pub person: SmolStr,
    /// What they may do.
    pub level: Level,
}

object!(Share, "a share: `{person: …, level: …}`", { person: required, level: required });

/// An enrolment restriction of the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Restriction {
    /// What it says of Windows (MDM).
    pub windows: Permission,
    /// The people it is assigned to; absent where the groups it is assigned to were not expanded.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub applies_to: Option<Vec<SmolStr>>,
}

object!(Restriction, "a restriction: `{windows: …, applies_to: […]}`", { windows: required, applies_to });

/// Says where each kind of facts stands.
macro_rules! located {
    ($($name:ident $collection:literal $($group:literal)?;)+) => {$(
        impl Located for $name {
            const SPOT: &'static Spot = &Spot { collection: $collection, group: concat!($($group)?) };
        }

        $(located!(@group $name $group);)?
    )+};
    (@group $name:ident $group:literal) => {
        impl Group for $name {}
    };
}

located! {
    Tenant "tenant";
    Intune "tenant" "intune";
    ServicePrincipals "tenant" "service_principals";
    AddonTrial "tenant" "addon_trial";
    Subscription "subscriptions";
    Environment "environments";
    DefaultImage "environments" "default_image";
    Person "people";
    CustomRole "roles";
    Image "images";
    Gallery "images" "gallery";
    Os "images" "os";
    Network "networks";
    Subnet "networks" "subnet";
    Connection "networks" "connection";
    Machine "machines";
}

/// Everything known about a tenant and what is in it.
pub(super) fn walk_all(case: &super::Case, visit: OriginVisitor<'_>) {
    let top = |name: &'static str| move || Pointer::ROOT.key(name);
    case.tenant.walk(&top("tenant"), visit);
    case.subscriptions.walk(&top("subscriptions"), visit);
    case.environments.walk(&top("environments"), visit);
    case.people.walk(&top("people"), visit);
    case.roles.walk(&top("roles"), visit);
    case.images.walk(&top("images"), visit);
    case.networks.walk(&top("networks"), visit);
    case.machines.walk(&top("machines"), visit);
}
