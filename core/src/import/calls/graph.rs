//! Calls of Microsoft Graph.

use super::{Call, PLAIN, Sign, UNREAD, Whole};
use crate::import::graph::{connections, enrolment, images, people, tenant};

pub(super) const CALLS: &[Call] = &[
    Call {
        id: "graph-organization",
        ask: "GET https://graph.microsoft.com/v1.0/organization",
        supplies: &["/tenant/country", "/tenant/entra"],
        least: "Organization.Read.All",
        signs: &[Sign::Context("organization"), Sign::Has(&["countryLetterCode", "verifiedDomains"])],
        facts: tenant::organization,
        ..PLAIN
    },
    Call {
        id: "graph-mdm-authority",
        ask: "GET https://graph.microsoft.com/v1.0/organization?$select=id,mobileDeviceManagementAuthority",
        supplies: &["/tenant/intune/state"],
        least: "DeviceManagementServiceConfig.Read.All",
        signs: &[Sign::Has(&["id", "mobileDeviceManagementAuthority"])],
        facts: tenant::organization,
        ..PLAIN
    },
    Call {
        id: "graph-on-premises-connections",
        ask: "GET https://graph.microsoft.com/beta/deviceManagement/virtualEndpoint/onPremisesConnections?$select=id,displayName,connectionType,adDomainName,adDomainUsername,subnetId,virtualNetworkId,virtualNetworkLocation,healthCheckStatus,healthCheckStatusDetail,managedBy,subnetPrivateIpDetail",
        supplies: &[
            "/networks/*/region",
            "/networks/*/connection/join",
            "/networks/*/connection/health",
            "/networks/*/connection/health_error",
            "/networks/*/connection/health_checked",
            "/networks/*/windows_365_endpoints",
            "/networks/*/subnet/free",
            "/networks/*/domain/dns_name",
            "/networks/*/domain/join_user",
        ],
        least: "CloudPC.Read.All",
        whole: Whole::Unpaged,
        signs: &[
            Sign::Context("deviceManagement/virtualEndpoint/onPremisesConnections"),
            Sign::Has(&["virtualNetworkId", "healthCheckStatus"]),
        ],
        names: connections::note,
        facts: connections::connections,
        ..PLAIN
    },
    Call {
        id: "graph-device-images",
        ask: "GET https://graph.microsoft.com/beta/deviceManagement/virtualEndpoint/deviceImages",
        supplies: &[
            "/images/*/os/family",
            "/images/*/os/edition",
            "/images/*/os/version",
            "/images/*/os/build",
            "/images/*/windows_365_support",
        ],
        least: "CloudPC.Read.All",
        whole: Whole::Unpaged,
        signs: &[
            Sign::Context("deviceManagement/virtualEndpoint/deviceImages"),
            Sign::Has(&["sourceImageResourceId", "osStatus"]),
        ],
        names: images::note,
        facts: images::images,
        ..PLAIN
    },
    Call {
        id: "graph-cloud-pcs",
        ask: "GET https://graph.microsoft.com/beta/deviceManagement/virtualEndpoint/cloudPCs",
        supplies: &["/machines/*/status", "/machines/*/error"],
        least: "CloudPC.Read.All",
        whole: Whole::Never("whether Cloud PCs of hosted machines are listed is not published"),
        signs: &[
            Sign::Context("deviceManagement/virtualEndpoint/cloudPCs"),
            Sign::Has(&["managedDeviceName", "servicePlanName"]),
        ],
        facts: images::cloud_pcs,
        members: &[images::CLOUD_PC],
        each: true,
        ..PLAIN
    },
    Call {
        id: "graph-provisioning-policies",
        ask: "GET https://graph.microsoft.com/v1.0/deviceManagement/virtualEndpoint/provisioningPolicies",
        least: "CloudPC.Read.All",
        whole: Whole::Unpaged,
        signs: &[
            Sign::Context("deviceManagement/virtualEndpoint/provisioningPolicies"),
            Sign::Has(&["imageId", "domainJoinConfigurations"]),
        ],
        ..UNREAD
    },
    Call {
        id: "graph-subscribed-skus",
        ask: "GET https://graph.microsoft.com/v1.0/subscribedSkus",
        least: "LicenseAssignment.Read.All",
        whole: Whole::Unpaged,
        signs: &[Sign::Context("subscribedSkus"), Sign::Has(&["skuPartNumber", "prepaidUnits"])],
        ..UNREAD
    },
    Call {
        id: "graph-license-details",
        ask: "GET https://graph.microsoft.com/v1.0/users/ID/licenseDetails",
        supplies: &["/people/*/licences", "/people/*/plans"],
        least: "LicenseAssignment.Read.All; a person, no application",
        whole: Whole::Unpaged,
        signs: &[
            Sign::Context("users/licenseDetails"),
            Sign::Context("licenseDetails"),
            Sign::Has(&["skuPartNumber", "servicePlans"]),
        ],
        names: people::note_whose,
        facts: people::licences,
        ..PLAIN
    },
    Call {
        id: "graph-users",
        ask: "GET https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,accountEnabled,userType,onPremisesSyncEnabled,assignedPlans",
        supplies: &[
            "/people/*/account",
            "/people/*/account_kind",
            "/people/*/identity",
            "/people/*/intune_licensed",
        ],
        least: "User.Read.All",
        whole: Whole::Unpaged,
        signs: &[Sign::Context("users"), Sign::Has(&["userPrincipalName", "accountEnabled"])],
        names: people::note,
        facts: people::users,
        members: &[people::USER],
        each: true,
        ..PLAIN
    },
    Call {
        id: "graph-member-of",
        ask: "GET https://graph.microsoft.com/v1.0/users/ID/transitiveMemberOf",
        supplies: &["/people/*/admin_roles"],
        least: "User.Read.All and RoleManagement.Read.Directory",
        whole: Whole::Told("no role that somebody may activate for a while: those are not listed"),
        signs: &[
            Sign::Context("directoryObjects"),
            Sign::Context("users/transitiveMemberOf"),
            Sign::Has(&["roleTemplateId"]),
        ],
        names: people::note_whose,
        facts: people::memberships,
        ..PLAIN
    },
    Call {
        id: "graph-enrollment-configurations",
        ask: "GET https://graph.microsoft.com/beta/deviceManagement/deviceEnrollmentConfigurations?$expand=assignments",
        supplies: &[
            "/tenant/intune/default_restriction",
            "/tenant/intune/custom_restrictions",
            "/tenant/intune/windows_personal_enrolment",
        ],
        least: "DeviceManagementServiceConfig.Read.All",
        whole: Whole::Unpaged,
        signs: &[
            Sign::Context("deviceManagement/deviceEnrollmentConfigurations"),
            Sign::Has(&["deviceEnrollmentConfigurationType", "priority", "id"]),
        ],
        facts: enrolment::configurations,
        ..PLAIN
    },
    Call {
        id: "graph-mdm-policies",
        ask: "GET https://graph.microsoft.com/beta/policies/mobileDeviceManagementPolicies",
        supplies: &["/tenant/intune/automatic_enrolment"],
        least: "Policy.Read.All; a person, no application",
        whole: Whole::Unpaged,
        signs: &[
            Sign::Context("policies/mobileDeviceManagementPolicies"),
            Sign::Has(&["discoveryUrl", "appliesTo"]),
        ],
        facts: enrolment::automatic,
        ..PLAIN
    },
];
