//! PRE007: the Azure Virtual Desktop ARM Provider service principal is there.

use super::service_principal_rule;

service_principal_rule! {
    /// The Azure Virtual Desktop ARM Provider service principal should be there.
    ///
    /// # Why
    /// Azure Virtual Desktop manages the machines' resources through it. It was once called Windows Virtual Desktop ARM Provider.
    code: PRE007,
    name: "azure-virtual-desktop-arm-provider-service-principal-is-present",
    app: AZURE_VIRTUAL_DESKTOP_ARM_PROVIDER,
    fact: "azure_virtual_desktop_arm_provider",
}
