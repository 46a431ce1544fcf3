//! The roles that can fix what a rule complains about.

use super::choices;

choices! {
    /// Who can fix something, from the least privileged role to the most.
    pub enum Fixer {
        /// Somebody who makes flows and asks for machines.
        Maker = "maker",
        /// The person who created the machine.
        MachineCreator = "machine-creator",
        /// The owner of the image or of the network connection.
        ImageOrNetworkOwner = "image-or-network-owner",
        /// A co-owner of the machine.
        CoOwner = "co-owner",
        /// An administrator of the environment (System Administrator).
        EnvironmentAdministrator = "environment-administrator",
        /// A Power Platform administrator of the tenant.
        PowerPlatformAdministrator = "power-platform-administrator",
        /// An administrator of applications in Microsoft Entra ID.
        EntraApplicationAdministrator = "entra-application-administrator",
        /// Somebody who assigns administrator roles in Microsoft Entra ID: Privileged Role Administrator.
        EntraRoleAdministrator = "entra-role-administrator",
        /// An Intune administrator.
        IntuneAdministrator = "intune-administrator",
        /// Somebody who may assign Azure roles: Owner or User Access Administrator.
        AzureRoleAssignmentAdministrator = "azure-role-assignment-administrator",
        /// An administrator of the network or of Active Directory.
        NetworkAdministrator = "network-administrator",
        /// Somebody who assigns licences.
        LicenceAdministrator = "licence-administrator",
        /// Somebody who buys licences.
        Billing = "billing",
        /// Somebody who maintains the organisation's overlay.
        PolicyOwner = "policy-owner",
        /// Microsoft: support, allow-listing.
        Microsoft = "microsoft",
    }
}
