//! PRE005: the Azure Virtual Desktop service principal is there.

use super::service_principal_rule;

service_principal_rule! {
    /// The Azure Virtual Desktop service principal should be there.
    ///
    /// # Why
    /// Hosted machines are reached over Azure Virtual Desktop. The application was once called Windows Virtual Desktop.
    code: PRE005,
    name: "azure-virtual-desktop-service-principal-is-present",
    app: AZURE_VIRTUAL_DESKTOP,
    fact: "azure_virtual_desktop",
}
