//! Calls of Power Platform's administration interfaces.

use super::{Call, PLAIN, Sign, UNREAD, Whole};
use crate::import::power_platform::{capacity, environments, people};

const ADMIN: &str = "Power Platform Administrator; an environment's administrator sees that environment";
const ALL: &str = "a Power Platform Administrator, and all pages";

pub(super) const CALLS: &[Call] = &[
    Call {
        id: "power-platform-environments",
        ask: "GET https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments?$expand=properties.addons,properties/billingPolicy&api-version=2023-06-01",
        supplies: &[
            "/environments/*/geography",
            "/environments/*/kind",
            "/environments/*/hosted_process",
            "/environments/*/process_plans",
            "/environments/*/unattended_rpa_addons",
            "/environments/*/billing",
        ],
        least: ADMIN,
        whole: Whole::Told(ALL),
        signs: &[
            Sign::Type("Microsoft.BusinessAppPlatform/scopes/environments"),
            Sign::Type("Microsoft.ProcessSimple/environments"),
            Sign::Has(&["environmentSku", "displayName", "location"]),
        ],
        names: environments::note,
        facts: environments::environments,
        ..PLAIN
    },
    Call {
        id: "power-platform-allocations",
        ask: "GET https://api.powerplatform.com/licensing/allocationsByEnvironment/ID?api-version=2024-10-01",
        supplies: &[
            "/environments/*/hosted_process",
            "/environments/*/process_plans",
            "/environments/*/unattended_rpa_addons",
        ],
        least: ADMIN,
        signs: &[Sign::Has(&["environmentId", "currencyAllocations"])],
        facts: capacity::allocations,
        ..PLAIN
    },
    Call {
        id: "power-platform-entitlements",
        ask: "GET https://api.powerplatform.com/licensing/environments/ID/entitlements?api-version=2024-10-01",
        supplies: &["/environments/*/hosted_process", "/environments/*/geography", "/environments/*/kind"],
        least: ADMIN,
        whole: Whole::Told(ALL),
        signs: &[Sign::Has(&["environmentId", "entitlementId"])],
        names: environments::note,
        facts: capacity::entitlements,
        ..PLAIN
    },
    Call {
        id: "power-platform-currency-reports",
        ask: "GET https://api.powerplatform.com/licensing/tenantCapacity/currencyReports?includeAllocations=true&includeConsumptions=true&api-version=2024-10-01",
        supplies: &["/environments/*/hosted_process"],
        least: ADMIN,
        whole: Whole::Unpaged,
        signs: &[Sign::Has(&["currencyType", "purchased"])],
        facts: capacity::reports,
        ..PLAIN
    },
    Call {
        id: "power-platform-tenant-capacity",
        ask: "GET https://api.powerplatform.com/licensing/tenantCapacity?api-version=2024-10-01",
        least: ADMIN,
        signs: &[Sign::Has(&["tenantCapacities"])],
        ..UNREAD
    },
    Call {
        id: "power-platform-role-assignments",
        ask: "GET https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/ID/roleAssignments?api-version=2021-04-01",
        supplies: &["/people/*/roles/*"],
        least: ADMIN,
        whole: Whole::Told("no group and no tenant among the principals"),
        signs: &[Sign::Type("Microsoft.BusinessAppPlatform/scopes/environments/roleAssignments")],
        names: people::note,
        facts: people::roles,
        ..PLAIN
    },
    Call {
        id: "power-platform-connections",
        ask: "GET https://api.powerapps.com/providers/Microsoft.PowerApps/scopes/admin/environments/ID/connections?api-version=2016-11-01",
        supplies: &["/machines/*/connections", "/machines/*/windows/username"],
        least: ADMIN,
        whole: Whole::Told(ALL),
        signs: &[Sign::Type("Microsoft.PowerApps/apis/connections")],
        names: people::note,
        facts: people::connections,
        ..PLAIN
    },
    Call {
        id: "power-platform-billing-policies",
        ask: "GET https://api.powerplatform.com/licensing/billingPolicies?api-version=2022-03-01-preview",
        supplies: &["/environments/*/billing"],
        least: ADMIN,
        whole: Whole::Unpaged,
        signs: &[Sign::Has(&["billingInstrument", "status"])],
        names: environments::note_policy,
        ..PLAIN
    },
    Call {
        id: "power-platform-billing-policy-environments",
        ask: "GET https://api.powerplatform.com/licensing/billingPolicies/ID/environments?api-version=2022-03-01-preview",
        supplies: &["/environments/*/billing"],
        least: ADMIN,
        whole: Whole::Unpaged,
        signs: &[Sign::Has(&["billingPolicyId", "environmentId"])],
        facts: environments::billed,
        ..PLAIN
    },
    Call {
        id: "power-platform-tenant",
        ask: "GET https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/tenant?api-version=2021-04-01",
        least: "any member of the tenant",
        signs: &[Sign::Has(&["aadCountryGeo", "defaultEnvironmentGeo"])],
        ..UNREAD
    },
    Call {
        id: "power-platform-tenant-settings",
        ask: "Get-TenantSettings",
        least: ADMIN,
        signs: &[Sign::Has(&["powerPlatform", "disableEnvironmentCreationByNonAdminUsers"])],
        ..UNREAD
    },
    Call {
        id: "power-platform-locations",
        ask: "GET https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/locations?api-version=2023-06-01",
        least: "any member of the tenant",
        whole: Whole::Unpaged,
        signs: &[
            Sign::Type("Microsoft.BusinessAppPlatform/locations"),
            Sign::Has(&["isDefault", "canProvisionDatabase"]),
        ],
        ..UNREAD
    },
    Call {
        id: "power-platform-environment-features",
        ask: "GET https://api.admin.powerplatform.microsoft.com/api/environments/ORGANIZATION/features?geo=GEO",
        least: ADMIN,
        signs: &[Sign::Has(&["environmentId", "features"]), Sign::Has(&["values"])],
        ..UNREAD
    },
];
