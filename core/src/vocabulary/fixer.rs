//! Who can mend what is wrong.

use super::choices;

choices! {
    /// Who can mend something, from the least role to the greatest.
    pub enum Fixer {
        /// Whoever makes flows and asks for machines.
        Maker = "maker",
        /// Who created the machine.
        MachineCreator = "machine-creator",
        /// Who owns the image or the network connection.
        ImageOrNetworkOwner = "image-or-network-owner",
        /// A co-owner of the machine.
        CoOwner = "co-owner",
        /// An administrator of the environment (System Administrator).
        EnvironmentAdministrator = "environment-administrator",
        /// A Power Platform administrator of the tenant.
        PowerPlatformAdministrator = "power-platform-administrator",
        /// An administrator of applications in Microsoft Entra ID.
        EntraApplicationAdministrator = "entra-application-administrator",
        /// Who assigns administrator roles in Microsoft Entra ID: Privileged Role Administrator.
        EntraRoleAdministrator = "entra-role-administrator",
        /// An Intune administrator.
        IntuneAdministrator = "intune-administrator",
        /// Who may assign Azure roles: Owner or User Access Administrator.
        AzureRoleAssignmentAdministrator = "azure-role-assignment-administrator",
        /// An administrator of the network or of Active Directory.
        NetworkAdministrator = "network-administrator",
        /// Who assigns licences.
        LicenceAdministrator = "licence-administrator",
        /// Who buys licences.
        Billing = "billing",
        /// Who keeps the organisation's overlay.
        PolicyOwner = "policy-owner",
        /// Microsoft: support, allow-listing.
        Microsoft = "microsoft",
    }
}
