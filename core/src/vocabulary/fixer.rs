//! Who can mend what is wrong.

use serde::Serialize;

/// Who can mend something, from the least role to the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Fixer {
    /// Whoever makes flows and asks for machines.
    Maker,
    /// Who created the machine.
    MachineCreator,
    /// Who owns the image or the network connection.
    ImageOrNetworkOwner,
    /// A co-owner of the machine.
    CoOwner,
    /// An administrator of the environment (System Administrator).
    EnvironmentAdministrator,
    /// A Power Platform administrator of the tenant.
    PowerPlatformAdministrator,
    /// An administrator of applications in Microsoft Entra ID.
    EntraApplicationAdministrator,
    /// An Intune administrator.
    IntuneAdministrator,
    /// Who may assign Azure roles: Owner or User Access Administrator.
    AzureRoleAssignmentAdministrator,
    /// An administrator of the network or of Active Directory.
    NetworkAdministrator,
    /// Who assigns licences.
    LicenceAdministrator,
    /// Who buys licences.
    Billing,
    /// Who keeps the organisation's overlay.
    PolicyOwner,
    /// Microsoft: support, allow-listing.
    Microsoft,
}
