//! The tenant and its services.

use super::Restriction;
use crate::facts::choice::facts;
use crate::facts::fact::{Count, Fact};
use crate::facts::list::Listing;
use crate::facts::place::Group;
use crate::facts::value::{Cloud, Country, Permission, Presence, Switch};
use crate::rulebook::Geography;
use crate::rulebook::term::Named;
use crate::vocabulary::instant::Instant;

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
        /// Signing in to remote desktops with Microsoft Entra ID.
        remote_desktop: RemoteDesktop,
        /// Work or school accounts on hosted machine groups, for the whole tenant.
        group_work_accounts: Fact<Switch>,
        /// A policy that pushes the Configuration Manager client to new machines at once.
        configuration_manager_push: Fact<Presence>,
    }

    /// Microsoft Intune in the tenant.
    pub struct Intune {
        /// Whether it is set up.
        state: Fact<Presence>,
        /// Automatic enrolment with the right MDM discovery address.
        automatic_enrolment: Fact<Switch>,
        /// What the enrolment restrictions that apply to the creator, the default one included, say together of Windows (MDM), for corporate devices.
        windows_corporate_enrolment: Fact<Permission>,
        /// What the restrictions say of personally owned devices; it does not matter to hosted machines.
        windows_personal_enrolment: Fact<Permission>,
        /// What the default restriction says of Windows (MDM).
        default_restriction: Fact<Permission>,
        /// Restrictions of the organisation's own: each that applies must allow Windows (MDM), as the default one must.
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
        /// Power Automate Hosted Machine Groups.
        hosted_machine_groups: Fact<Presence>,
    }

    /// The trial of the hosted RPA add-on.
    pub struct AddonTrial {
        /// When it began.
        started: Fact<Instant>,
        /// How often it was extended.
        extensions: Count,
        /// Seats obtained.
        seats: Count,
        /// Seats obtained of the trial of Power Automate Premium that goes with it; the Microsoft 365 admin center counts them under Billing, Licenses.
        premium_seats: Count,
    }

    /// Signing in to remote desktops with Microsoft Entra ID.
    pub struct RemoteDesktop {
        /// Microsoft Entra authentication for the Microsoft Remote Desktop application.
        entra_authentication: Fact<Switch>,
        /// Whether the consent prompt is hidden for the group that the machine's device is in.
        consent_hidden: Fact<bool>,
    }
}

impl Group for Intune {}
impl Group for ServicePrincipals {}
impl Group for AddonTrial {}
impl Group for RemoteDesktop {}
