//! PRE004: the Windows 365 service principal is there.

use super::service_principal_rule;

service_principal_rule! {
    /// The Windows 365 service principal should be there.
    ///
    /// # Why
    /// Windows 365 makes the machines, and it is this service principal that reads custom images and attaches machines to custom networks:
    /// without it there is nobody to assign those roles to.
    code: PRE004,
    name: "windows-365-service-principal-is-present",
    app: WINDOWS_365,
    fact: "windows_365",
}
