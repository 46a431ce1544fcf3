//! Calls of `az` and of Azure Resource Manager.

use super::{Call, PLAIN, Sign, UNREAD, Whole};
use crate::import::azure::{account, images, networks, policies, principals, roles};

const READER: &str = "Reader on what is asked for";

/// What makes a list of assignments whole.
const INHERITED: &str = "a caller who may read assignments at every scope above, `--all` or `--scope … --include-inherited`, and none to a group or under a condition";

pub(super) const CALLS: &[Call] = &[
    Call {
        id: "az-sig-image-definition",
        ask: "az sig image-definition list --resource-group GROUP --gallery-name GALLERY",
        supplies: &[
            "/images/*/subscription",
            "/images/*/gallery/resource_group",
            "/images/*/generation",
            "/images/*/generalized",
            "/images/*/security_type",
        ],
        least: READER,
        absent_is_none: &["features"],
        whole: Whole::Unpaged,
        signs: &[Sign::Type("Microsoft.Compute/galleries/images")],
        names: images::note_definition,
        facts: images::definitions,
        ..PLAIN
    },
    Call {
        id: "az-sig-image-version",
        ask: "az sig image-version show --resource-group GROUP --gallery-name GALLERY --gallery-image-definition IMAGE --gallery-image-version VERSION --expand ReplicationStatus",
        supplies: &[
            "/images/*/regions",
            "/images/*/os_disk_gb",
            "/images/*/gallery/version_state",
            "/images/*/source/data_disks",
            "/images/*/os/family",
        ],
        least: READER,
        absent_is_none: &["dataDiskImages", "excludeFromLatest"],
        whole: Whole::Unpaged,
        signs: &[Sign::Type("Microsoft.Compute/galleries/images/versions")],
        names: images::note_version,
        facts: images::versions,
        ..PLAIN
    },
    Call {
        id: "az-sig",
        ask: "az sig show --resource-group GROUP --gallery-name GALLERY --select Permissions",
        supplies: &["/images/*/gallery/sharing", "/images/*/gallery/resource_group"],
        least: READER,
        signs: &[Sign::Type("Microsoft.Compute/galleries")],
        facts: images::galleries,
        ..PLAIN
    },
    Call {
        id: "az-resource",
        ask: "az resource list",
        supplies: &["/networks/*/created", "/networks/*/region"],
        least: READER,
        whole: Whole::Told("a caller who may read every resource group"),
        signs: &[Sign::Sure(&["createdTime", "changedTime", "type"])],
        names: networks::note_resource,
        facts: networks::resources,
        ..PLAIN
    },
    Call {
        id: "az-network-vnet-usages",
        ask: "az rest --method get --url /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK/usages?api-version=2024-05-01",
        supplies: &["/networks/*/subnet/free"],
        least: READER,
        whole: Whole::Unpaged,
        signs: &[Sign::Has(&["currentValue", "limit", "id"])],
        names: networks::note_subnet,
        facts: networks::usages,
        ..PLAIN
    },
    Call {
        id: "az-network-vnet",
        ask: "az network vnet show --resource-group GROUP --name NETWORK",
        supplies: &[
            "/networks/*/region",
            "/networks/*/resource_group",
            "/networks/*/subscription",
            "/networks/*/dns_servers",
            "/networks/*/subnet/free",
            "/networks/*/subnet/delegation",
        ],
        least: READER,
        absent_is_none: &["dhcpOptions", "ipConfigurations", "delegations", "natGateway", "routeTable"],
        whole: Whole::Unpaged,
        signs: &[Sign::Type("Microsoft.Network/virtualNetworks"), Sign::Has(&["addressSpace", "subnets"])],
        names: networks::note_network,
        facts: networks::networks,
        ..PLAIN
    },
    Call {
        id: "az-network-vnet-subnet",
        ask: "az network vnet subnet show --resource-group GROUP --vnet-name NETWORK --name SUBNET",
        supplies: &[
            "/networks/*/subnet/name",
            "/networks/*/subnet/free",
            "/networks/*/subnet/delegation",
            "/networks/*/subnet/way_out",
        ],
        least: READER,
        absent_is_none: &["ipConfigurations", "delegations", "natGateway", "routeTable"],
        whole: Whole::Unpaged,
        signs: &[Sign::Type("Microsoft.Network/virtualNetworks/subnets")],
        names: networks::note_subnet,
        facts: networks::subnets,
        ..PLAIN
    },
    Call {
        id: "az-network-vnet-subnet-available-ips",
        ask: "az network vnet subnet list-available-ips --resource-group GROUP --vnet-name NETWORK --name SUBNET",
        supplies: &["/networks/*/subnet/free"],
        least: READER,
        whole: Whole::Never("it shows some addresses, never all"),
        signs: &[Sign::Text(is_address)],
        facts: networks::available,
        ..PLAIN
    },
    Call {
        id: "az-ad-sp",
        ask: "az ad sp list --filter \"appId eq 'ID' or appId eq 'ID'\"",
        supplies: &["/tenant/service_principals/*"],
        least: "any member of the tenant; Directory Readers where the tenant restricts it",
        whole: Whole::Told("a filter that names all five applications, or `--all`"),
        signs: &[Sign::Context("servicePrincipals"), Sign::Has(&["appId", "servicePrincipalType"])],
        names: principals::note,
        facts: principals::principals,
        ..PLAIN
    },
    Call {
        id: "az-role-assignment",
        ask: "az role assignment list --all --include-inherited --include-groups",
        supplies: &["/subscriptions/*/grants", "/images/*/gallery/readers", "/networks/*/readers"],
        least: "Reader on the subscription",
        absent_is_none: &["condition"],
        whole: Whole::Told(INHERITED),
        signs: &[
            Sign::Type("Microsoft.Authorization/roleAssignments"),
            Sign::Has(&["principalId", "roleDefinitionId", "scope"]),
        ],
        names: roles::note_assignment,
        facts: roles::assignments,
        members: &[roles::ASSIGNMENT],
        each: true,
        ..PLAIN
    },
    Call {
        id: "az-role-definition",
        ask: "az role definition list",
        supplies: &["/azure_roles/*/actions"],
        least: READER,
        whole: Whole::Unpaged,
        signs: &[
            Sign::Type("Microsoft.Authorization/roleDefinitions"),
            Sign::Has(&["roleName", "permissions"]),
        ],
        names: roles::note_definition,
        facts: roles::definitions,
        ..PLAIN
    },
    Call {
        id: "az-deny-assignment",
        ask: "az rest --method get --url /subscriptions/SUBSCRIPTION/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01",
        supplies: &["/subscriptions/*/deny_assignments"],
        least: "Reader on the subscription",
        absent_is_none: &["excludePrincipals", "notActions"],
        whole: Whole::Told(INHERITED),
        signs: &[Sign::Type("Microsoft.Authorization/denyAssignments")],
        facts: roles::denials,
        ..PLAIN
    },
    Call {
        id: "az-policy-assignment",
        ask: "az policy assignment list --disable-scope-strict-match",
        supplies: &["/networks/*/policy_denies_interfaces"],
        least: READER,
        absent_is_none: &["enforcementMode", "notScopes"],
        whole: Whole::Told(
            "a caller who may read policies of the management groups above, and every definition and initiative beside it",
        ),
        signs: &[Sign::Type("Microsoft.Authorization/policyAssignments")],
        facts: policies::assignments,
        ..PLAIN
    },
    Call {
        id: "az-policy-definition",
        ask: "az policy definition show --name NAME",
        supplies: &["/networks/*/policy_denies_interfaces"],
        least: READER,
        signs: &[Sign::Type("Microsoft.Authorization/policyDefinitions"), Sign::Has(&["policyRule"])],
        names: policies::note_definition,
        ..PLAIN
    },
    Call {
        id: "az-lock",
        ask: "az lock list",
        least: READER,
        whole: Whole::Unpaged,
        signs: &[Sign::Type("Microsoft.Authorization/locks")],
        ..UNREAD
    },
    Call {
        id: "az-account",
        ask: "az account list --all",
        supplies: &["/subscriptions/*/state", "/tenant/cloud", "/tenant/entra"],
        least: "signing in",
        whole: Whole::Told("an account that is allowed in every subscription"),
        signs: &[Sign::Has(&["tenantId", "state", "isDefault"])],
        names: account::note_account,
        facts: account::accounts,
        ..PLAIN
    },
    Call {
        id: "az-account-locations",
        ask: "az account list-locations",
        least: "signing in",
        whole: Whole::Unpaged,
        signs: &[Sign::Has(&["regionalDisplayName", "displayName"])],
        ..UNREAD
    },
    Call {
        id: "az-tenants",
        ask: "az rest --method get --url /tenants?api-version=2022-12-01",
        supplies: &["/tenant/country"],
        least: "signing in",
        whole: Whole::Unpaged,
        signs: &[Sign::Has(&["tenantId", "countryCode"])],
        facts: account::tenants,
        ..PLAIN
    },
];

fn is_address(text: &str) -> bool {
    text.parse::<std::net::IpAddr>().is_ok()
}
