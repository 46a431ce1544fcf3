//! Facts that no call supplies: where a person finds each of them.

/// Facts that no call supplies, as paths of a case; `*` stands for a name.
#[derive(Clone, Copy, Debug)]
pub struct ByHand {
    /// The facts.
    pub facts: &'static [&'static str],
    /// Where they stand, or who knows them.
    pub stands: &'static str,
}

const fn stands(facts: &'static [&'static str], stands: &'static str) -> ByHand {
    ByHand { facts, stands }
}

/// Settings of an environment.
const HOSTED_RPA: &str = "Power Platform admin center, the environment, Settings, Features, Hosted RPA";

/// All facts that no call supplies.
pub const BY_HAND: &[ByHand] = &[
    stands(
        &["/tenant/intune/windows_corporate_enrolment"],
        "Intune admin center, Devices, Enrollment, Windows, Device platform restriction: all those that apply to the creator, taken together",
    ),
    stands(
        &["/tenant/failed_for_service_principal"],
        "whoever saw a provisioning fail: its error says that a service principal is missing",
    ),
    stands(
        &["/tenant/custom_networks"],
        "Power Automate, Monitor, Machines, Network connection, in each environment of the tenant",
    ),
    stands(
        &["/tenant/hosted_machines", "/environments/*/hosted_machines"],
        "Power Automate, Monitor, Machines, as an administrator of the environment; the rows of `flowmachines` with status and group tell the same",
    ),
    stands(
        &["/environments/*/hosted_machine_groups"],
        "Power Automate, Monitor, Machines, Machine groups, as an administrator of the environment",
    ),
    stands(&["/tenant/admitted_to"], "the answer of Microsoft to the request to be admitted"),
    stands(
        &["/tenant/addon_trial/started", "/tenant/addon_trial/extensions"],
        "Microsoft 365 admin center, Billing, Your products, the trial",
    ),
    stands(
        &["/tenant/addon_trial/seats", "/tenant/addon_trial/premium_seats"],
        "Microsoft 365 admin center, Billing, Licenses",
    ),
    stands(
        &["/tenant/remote_desktop/*"],
        "`remoteDesktopSecurityConfiguration` of the service principal of Microsoft Remote Desktop in Microsoft Graph, which nothing here reads",
    ),
    stands(
        &["/tenant/group_work_accounts", "/environments/*/features/*", "/environments/*/cross_geo"],
        HOSTED_RPA,
    ),
    stands(
        &["/tenant/configuration_manager_push"],
        "Configuration Manager, Administration, Site Configuration, Sites, Client Installation Settings, Client Push Installation",
    ),
    stands(
        &[
            "/environments/*/hosted_rpa_addons",
            "/environments/*/hosted_rpa_trial_addons",
            "/environments/*/hosted_process_elsewhere",
        ],
        "Power Platform admin center, Licensing, Capacity add-ons, Add-ons, the environment",
    ),
    stands(
        &["/environments/*/default_image/*"],
        "Power Automate, Monitor, Machines, VM images, the default image, Manage access, as an administrator of the environment",
    ),
    stands(
        &["/people/*/multifactor"],
        "Microsoft Entra admin center, Users, Per-user MFA; and Conditional Access, Policies",
    ),
    stands(&["/people/*/self_assisted_trial"], "the person: when they selected Try free in Power Automate"),
    stands(
        &["/images/*/source/disk_encryption_set"],
        "Azure portal, the image version in its gallery, Encryption",
    ),
    stands(
        &["/networks/*/runtime_endpoints", "/networks/*/registration_port", "/networks/*/tls_interception"],
        "whoever runs firewall and proxy; a virtual machine in the subnet can try it",
    ),
    stands(
        &[
            "/networks/*/domain/join_password",
            "/networks/*/domain/join_rights",
            "/networks/*/domain/organizational_unit",
            "/networks/*/domain/dns",
            "/networks/*/domain/controller_in_sight",
            "/networks/*/domain/script_policy",
        ],
        "whoever administers the local domain",
    ),
    stands(
        &["/networks/*/domain/service_connection_point", "/networks/*/domain/sync_minutes"],
        "whoever runs Microsoft Entra Connect: Configure device options, and its scheduler",
    ),
    stands(
        &["/machines/*/connectivity", "/machines/*/restarted", "/machines/*/replaces"],
        "Power Automate, Monitor, Machines, the machine, Details; who made it knows what it replaces",
    ),
    stands(
        &[
            "/machines/*/last_desktop_use",
            "/machines/*/proxy",
            "/machines/*/network_level_authentication",
            "/machines/*/last_domain_contact",
            "/machines/*/windows/session",
            "/machines/*/windows/session_user",
            "/machines/*/windows/session_reuse",
            "/machines/*/windows/remote_desktop_users",
            "/machines/*/windows/administrators",
            "/machines/*/windows/remote_logon",
            "/machines/*/windows/runtime_in_remote_desktop_users",
            "/machines/*/windows/credential_provider",
            "/machines/*/windows/password_prompt",
            "/machines/*/windows/security_layer",
            "/machines/*/windows/legal_notice",
            "/machines/*/accounts",
        ],
        "the machine itself, signed in as its creator",
    ),
    stands(
        &["/machines/*/queue/*", "/groups/*/queue/*"],
        "Power Automate, Monitor, Machines, the machine or the group, its run queue",
    ),
    stands(&["/machines/*/shared_with"], "Power Automate, Monitor, Machines, the machine, Manage access"),
    stands(
        &[
            "/groups/*/environment",
            "/groups/*/creator",
            "/groups/*/shared_with",
            "/groups/*/default_image_build",
            "/groups/*/region",
            "/groups/*/provisioned",
            "/groups/*/committed_since",
            "/groups/*/work_accounts",
            "/groups/*/username",
            "/groups/*/members",
            "/groups/*/maintenance",
            "/groups/*/session_reuse",
        ],
        "Power Automate, Monitor, Machines, Machine groups, the group: Details, Settings and Manage access",
    ),
    stands(
        &["/flows/*/data_policy"],
        "Power Platform admin center, Security, Data and privacy, Data policy: those that cover the environment",
    ),
    stands(
        &["/flows/*/owner", "/flows/*/environment", "/flows/*/priority"],
        "Power Automate, My flows, Desktop flows, the flow, Details",
    ),
    stands(
        &["/flows/*/authentication", "/flows/*/connection", "/flows/*/flows_on_connection"],
        "Power Automate, Connections, the connection of the desktop flow",
    ),
    stands(
        &[
            "/flows/*/expected_minutes",
            "/flows/*/timeout_minutes",
            "/flows/*/elevated",
            "/flows/*/audio_or_camera",
            "/flows/*/office",
        ],
        "whoever made the desktop flow",
    ),
    stands(
        &["/roles/*/privileges"],
        "Power Platform admin center, the environment, Settings, Users + permissions, Security roles, the role, its desktop flow tables",
    ),
];
