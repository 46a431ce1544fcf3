//! PRE006: the Azure Virtual Desktop Client service principal is there.

use super::service_principal_rule;

service_principal_rule! {
    /// The Azure Virtual Desktop Client service principal should be there.
    ///
    /// # Why
    /// Opening a hosted machine in the browser signs in to this client application. It was once called Windows Virtual Desktop Client.
    code: PRE006,
    name: "azure-virtual-desktop-client-service-principal-is-present",
    app: AZURE_VIRTUAL_DESKTOP_CLIENT,
    fact: "azure_virtual_desktop_client",
}
