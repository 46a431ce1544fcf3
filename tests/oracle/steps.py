"""What a generated case may differ in from the golden one: places, and the values worth trying there."""

from functools import cache

import golden
import values

ERASED = "\0erased"
PARTIAL = "\0partial"

PEOPLE = ["ann", "bo", "root"]
ON_OFF = ["enabled", "disabled"]
SPAN = (14, 28, 30, 59)
AROUND = (-1, -0.001, 0, 0.001, 1)

TENANT = {
    "tenant/country": ["US", "FR", "DE", "JP", "NL"],
    "tenant/cloud": ["gcc", "gcc-high", "dod", "china"],
    "tenant/entra": ["absent"],
    "tenant/intune/state": ["absent"],
    "tenant/intune/windows_corporate_enrolment": ["blocked"],
    "tenant/intune/windows_personal_enrolment": ["blocked"],
    "tenant/intune/default_restriction": ["allowed", "blocked"],
    "tenant/intune/custom_restrictions": [
        [], [{"windows": "blocked", "applies_to": ["ann"]}], [{"windows": "blocked", "applies_to": ["bo"]}],
        [{"windows": "allowed", "applies_to": ["ann"]}], [{"windows": "blocked"}],
        [{"windows": "allowed", "applies_to": ["ann"]}, {"windows": "blocked", "applies_to": ["ann"]}]],
    "tenant/intune/automatic_enrolment": ["disabled"],
    "tenant/service_principals/windows_365": ["absent"],
    "tenant/service_principals/azure_virtual_desktop": ["absent"],
    "tenant/service_principals/azure_virtual_desktop_client": ["absent"],
    "tenant/service_principals/azure_virtual_desktop_arm_provider": ["absent"],
    "tenant/service_principals/hosted_machine_groups": ["absent"],
    "tenant/failed_for_service_principal": [True],
    "tenant/custom_networks": [29, 30, 31, {"at_least": 30}, {"at_least": 10}],
    "tenant/hosted_machines": [8, 9, 10, {"at_least": 9}, {"at_least": 10}],
    "tenant/admitted_to": [["Germany"], ["Singapore"]],
    "tenant/addon_trial/extensions": [1, 2],
    "tenant/remote_desktop/entra_authentication": ["disabled"],
    "tenant/remote_desktop/consent_hidden": [False],
    "tenant/group_work_accounts": ["disabled"],
    "tenant/configuration_manager_push": ["present"],
    "tenant/addon_trial/seats": [0, 20, 24, 25],
    "tenant/addon_trial/premium_seats": [20, 24, 25],
    "machines_complete": [False],
    "groups_complete": [False],
    "subscriptions/sub/deny_assignments": [
        [{"principal": principal, "scope": scope}] for principal, scope in (
            ("windows-365", "subscription"), ("windows-365", "resource-group/rg-net"), ("windows-365", "virtual-network/corp"),
            ("windows-365", "resource-group/other"), ("hosted-machine-groups", "subscription"),
            ("hosted-machine-groups", "resource-group/rg-images"), ("hosted-machine-groups", "virtual-network/groups"))],
}
ENVIRONMENT = {
    "environments/prod/geography": [
        "United States", "Germany", "Singapore", "South Africa", "United Kingdom", "France", "Norway", "Japan", "Asia", "China"],
    "environments/prod/cross_geo": ["disabled"],
    "environments/prod/hosted_rpa_trial_addons": [1, 3],
    "environments/prod/hosted_machines": [3, 4, 5, 6, {"at_least": 2}, {"at_least": 5}],
    "environments/prod/hosted_machine_groups": [1, 9, 10, 11, {"at_least": 10}],
    "environments/prod/hosted_process_elsewhere": [1, 2, 3],
    "environments/prod/image_names": [[], ["Claims", "Ledger"]],
    "environments/prod/network_names": [[], ["Branch", "Second"]],
    "environments/prod/default_image/shared_with": [[], ["bo"], ["ann", "bo"]],
    "environments/prod/default_image/shared_with_all": ON_OFF,
    "environments/prod/features/hosted_machines": ["disabled"],
    "environments/prod/features/hosted_machine_groups": ["disabled"],
    "environments/prod/features/group_work_accounts": ["disabled"],
    "environments/prod/kind": ["teams", "sandbox", "trial", "developer", "default"],
    "environments/prod/unattended_rpa_addons": [0, 1],
    "environments/prod/process_plans": [1],
    "environments/prod/billing": ["pay-as-you-go"],
    "environments/prod/group_names": [[], ["Ledger"]],
    "environments/prod/flow_extensions_version": ["1.2.4.0", "1.2.4.2", "1.10.0.0", "1.2.3.9"],
}
PERSON = {
    "roles/prod": [
        [], ["Environment Maker"], ["Desktop Flows Machine Owner"], ["Desktop Flows Machine Configuration Admin"],
        ["Desktop Flow Machine Image Admin"], ["Desktop Flows Machine User"], ["Desktop Flows Machine User Can Share"],
        ["System Administrator"], ["Environment Admin"], ["Basic User"], ["Own"],
        ["Desktop Flows Machine Configuration Admin", "Desktop Flows Machine Owner"]],
    "admin_roles": [[], ["Global Administrator"], ["Billing Administrator"], ["Power Platform Administrator"]],
    "plans": [
        [], ["Power Automate Premium trial"], ["Power Automate Free"], ["Power Automate per user plan"],
        ["Power Automate per user plan with attended RPA"], ["Power Automate per flow plan"], ["Power Automate Process"]],
    "licences": [
        [], ["Microsoft 365 E3", "Windows 365"], ["Microsoft 365 E5"], ["Microsoft 365 F1"], ["Microsoft 365 F3", "Windows 365"],
        ["Enterprise Mobility + Security E3"], ["Windows", "Entra ID P1"], ["Intune", "Entra ID"], ["Windows", "Intune", "Windows 365"],
        ["SPE_F1", "Windows 365"], ["Office 365 E3"]],
    "account": ["disabled", "deleted"],
    "account_kind": ["personal", "application"],
    "multifactor": ["per-user", "policy"],
    "identity": ["cloud"],
}
IMAGE = {
    "usage": ["hosted-machine", "hosted-machine-group", "both"],
    "gallery/sharing": ["groups", "community"],
    "gallery/readers": [[], ["bo"], ["ann", "bo"]],
    "regions": [[], ["East US"], ["West US"], ["eastus", "westus"], ["westeurope"], ["North Europe", "uksouth"], ["southeastasia"],
                ["germanywestcentral"], ["southafricanorth"], ["ukwest", "uksouth"]],
    "generation": [1],
    "generalized": [False],
    "session": ["multi"],
    "recovery_partition": ["present"],
    "os_disk_gb": [30, 127, 128, 256, 257],
    "security_type": ["standard", "trusted-launch-supported", "confidential"],
    "os/family": ["windows-10", "windows-server", "linux"],
    "os/edition": ["pro", "education", "home", "server", "enterprise-n", "enterprise-ltsc", "enterprise-multi-session"],
    "os/version": ["1909", "2004", "20H2", "21H1", "21H2", "22H2", "23H2", "24H2"],
    "os/build": [18363, 19041, 19042, 21996, 22000, 26100],
    "edge_version": [0, 79, 80],
    "gallery/resource_group": ["rg-other"],
    "gallery/version_state": ["creating", "updating", "failed", "deleting"],
    "source/joined": [True],
    "source/data_disks": [1],
    "source/fslogix": ["present"],
    "source/start_apps": [3000, 3001],
    "source/azure_disk_encryption": ["present"],
    "source/disk_encryption_set": ["present"],
    "owner": ["bo", "root"],
    "shared_with": [[], ["ann"], ["bo"]],
    "version_status": ["inactive", "provisioning", "provisioning-failed", "error"],
    "windows_365_support": ["supported-with-warning", "refused"],
    "runtime_registered": [True],
}
NETWORK = {
    "region": ["eastus", "westus", "westeurope", "uksouth", "southeastasia"],
    "created": ["2023-11-25", "2023-11-26", "2023-10-01", "2024-02-01"],
    "resource_group": ["rg-other"],
    "subnet/way_out": ["nat-gateway", "load-balancer", "firewall", "none"],
    "connection/health_error": ["noEnoughIpAddress", "none"],
    "subnet/free": [0, 1, 2, {"at_least": 1}],
    "subnet/delegation": ["none", "Microsoft.PowerAutomate/hostedRpa", "Microsoft.Web/serverFarms"],
    "readers": [[], ["bo"]],
    "connection/join": ["hybrid"],
    "connection/owner": ["bo", "root"],
    "connection/shared_with": [[], ["ann"], ["bo"]],
    "connection/usage": ["hosted-machine", "hosted-machine-group", "both"],
    "connection/state": ["provisioning", "inactive", "error"],
    "connection/health": ["passed-with-warnings", "failed"],
    "policy_denies_interfaces": [True],
    "windows_365_endpoints": ["blocked"],
    "runtime_endpoints": ["blocked"],
    "registration_port": ["blocked"],
    "tls_interception": ["present"],
    "dns_servers": [1],
    "domain/dns_name": [""],
    "domain/join_user": [""],
    "domain/join_password": ["absent"],
    "domain/join_rights": [False],
    "domain/organizational_unit": ["default", "missing", "unsynchronised"],
    "domain/dns": ["custom-not-resolving", "azure"],
    "domain/controller_in_sight": [False],
    "domain/sync_minutes": [59, 60, 61],
    "domain/script_policy": ["unrestricted", "remote-signed", "all-signed", "restricted"],
    "domain/service_connection_point": ["absent"],
}
MACHINE = {
    "creator": ["bo", "root"],
    "status": ["provisioning", "restarting", "failed", "provisioned-with-error", "error", "requires-reconnection", "over-capacity",
               "over-capacity-disabled", "over-capacity-deleted", "removed", "deleted"],
    "connectivity": ["disconnected"],
    "image": ["default"],
    "network": ["none"],
    "network_level_authentication": ["enabled"],
    "shared_with": [[], [{"person": "bo", "level": "co-owner"}], [{"person": "ann", "level": "user"}]],
    "connections": [[], ["bo"]],
    "desktop_version": ["2.8.73.21118", "2.8.73.21119", "2.49.0.0", "2.50.0.0"],
    "maintenance": ["enabled"],
    "accounts": [[], ["bo"], ["ann", "bo"]],
    "group": ["pool"],
    "error": ["internalError", "noEnoughIpAddress"],
    "windows/session": ["none", "unlocked", "locked", "disconnected"],
    "windows/session_user": ["none", "ann", "bo"],
    "windows/session_reuse": ["enabled"],
    "windows/remote_desktop_users": [["bo"], []],
    "windows/runtime_in_remote_desktop_users": [False],
    "windows/administrators": [["ann"], ["bo"], ["ann", "bo"]],
    "windows/remote_logon": ["blocked"],
    "windows/security_layer": ["rdp", "tls"],
    "proxy": ["open", "signed-in-users"],
    "replaces": ["m2"],
    "windows/username": ["domain-user", "local"],
    "windows/credential_provider": ["0094A34B-0BF0-4789-8B2D-8339E469D756", "11111111-1111-1111-1111-111111111111"],
    "windows/password_prompt": ["enabled"],
    "windows/legal_notice": ["present"],
    "queue/waiting_minutes": [359, 360, 361, 720, 721],
    "queue/head": ["session-open", "no-machine"],
    "queue/parallel_runs": [2],
    "queue/extended": ["disabled"],
    "queue/expected_minutes": [1440, 1441],
    "queue/waiting_runs": [499, 500, 501],
}
GROUP = {
    "state": ["provisioning", "error", "deleted"],
    "creator": ["bo"],
    "shared_with": [[{"person": "bo", "level": "co-owner"}], [{"person": "bo", "level": "user"}], [{"person": "ann", "level": "user"}]],
    "network": ["groups"],
    "maintenance": ["enabled"],
    "username": ["domain-user", "local"],
    "queue/waiting_minutes": [360, 361, 721],
    "queue/waiting_runs": [499, 500, 501],
    "session_reuse": ["enabled"],
}
HOSTED = {
    "image": ["shared"],
    "max_bots": [2, 50],
    "committed_bots": [1, 2, 3],
    "work_accounts": [False],
    "region": ["westus", "ukwest"],
    "default_image_build": ["22H2"],
}
FLOW = {
    "owner": ["bo"],
    "connection": ["gateway"],
    "priority": ["high", "low"],
    "expected_minutes": [180, 181, 1440, 1441],
    "timeout_minutes": [0, 1440],
    "authentication": ["sign-in", "certificate", "service-principal"],
    "data_policy": ["blocked"],
    "environment": ["other"],
    "flows_on_connection": [100],
    "elevated": [True],
    "audio_or_camera": [True],
    "office": [True],
}
LONG = {"name": ["", "x" * 100, "x" * 101], "description": ["x" * 2000, "x" * 2001]}
REQUEST = {
    "create-machine": LONG | {"environment": [], "image": ["default", "shared"], "network": ["groups"], "count": [1, 2, 3, 4]},
    "create-image": {"environment": [], "name": ["", "Claims", "x" * 100, "x" * 101], "image": ["shared"], "description": LONG["description"]},
    "create-network": {"environment": [], "name": ["", "Branch", "x" * 101], "network": ["groups"], "subnet": [""], "description": LONG["description"]},
    "create-group": LONG | {"environment": [], "image": ["default", "finance"], "network": ["groups", "corp"], "max_bots": [3, 5, 6, 50, 51],
                            "committed_bots": [1, 2, 3, 4], "work_accounts": [True]},
    "edit-group": {"image": ["shared", "finance", "default"], "max_bots": [1, 5, 6, 50, 51], "committed_bots": [1, 3, 4]},
    "run-attended": {"account": ["bo"], "group": ["hosted", "pool"]},
    "run-unattended": {"account": ["bo"], "group": ["hosted", "pool"]},
    "test-flow": {"group": ["hosted", "pool"]},
    "open-in-browser": {"group": ["hosted"]},
    "add-to-group": {"group": ["hosted"], "machine": ["m2"]},
    "set-maintenance": {"machine": ["m2"], "to": ["disabled"], "group": ["pool"]},
    "change-priority": {"group": ["hosted"]},
    "start-trial": {"trial": ["self-assisted", "premium"], "seats": [1, 20, 21, 24, 25, 26]},
    "extend-trial": {"trial": ["premium", "self-assisted"]},
    "request-capacity": {"units": [0, 2]},
}
AZURE_ACTIONS = [
    ["*"], ["*/read"], ["Microsoft.Network/*"], ["Microsoft.Network/*", "*/read"], ["Microsoft.Compute/*"],
    ["Microsoft.Network/virtualNetworks/read"], [], {"items": ["Microsoft.Network/*"], "complete": False},
]
OWN_ROLES = [
    ["flow-machine.create", "flow-machine-group.create"],
    ["flow-machine.create", "flow-machine-group.create", "flow-machine-image.read@organization", "flow-machine-network.read@organization"],
    ["flow-machine.create", "flow-machine-group.create", "flow-machine-image.read@user", "flow-machine-network.read@user"],
    ["flow-machine.create", "flow-machine-group.create", "flow-machine-image.read"],
    ["flow-machine.create", "flow-machine-group.create", "flow-machine-image.read", "flow-machine-network.read"],
    ["flow-machine.create", "flow-machine-group.create", "flow-machine-image.read", "flow-capacity-assignment.read",
     "flow-capacity-assignment.write"],
    ["flow-machine-image.create", "flow-machine-image.append"],
    ["flow-machine-network.create", "flow-machine-network.append"],
    ["flow-machine.read"],
    ["flow-machine-group.write", "flow-capacity-assignment.read"],
    [],
]


def grants(modern):
    """Other lists of role assignments: one left out, at another scope, or another role."""
    whole = golden.grants(modern)
    found = [whole[:at] + whole[at + 1:] for at in range(len(whole))]
    for at, changes in (
        (1, {"scope": "subscription"}), (2, {"scope": "resource-group/rg-net"}), (2, {"scope": "resource-group/other"}),
        (1, {"role": "Contributor"}), (2, {"role": "Owner"}), (1, {"role": "Network Contributor"}), (2, {"role": "Network Contributor"}),
        (0, {"role": "Contributor"}), (0, {"role": "Network Contributor"}), (0, {"scope": "resource-group/rg-images"}),
        (3, {"scope": "subscription"}), (3, {"scope": "gallery/other"}), (3, {"role": "Network Contributor"}),
        (4, {"role": "Reader"}), (4, {"scope": "subscription"}), (1, {"role": "Windows 365 Network Interface Contributor"}),
        (2, {"role": "Windows 365 Network User"}), (5, {"role": "Reader"}), (5, {"scope": "resource-group/rg-net"}),
    ):
        found.append([grant | changes if place == at else grant for place, grant in enumerate(whole)])
    for at, grant in enumerate(whole):
        found.append(whole[:at] + [grant | {"role": "Custom"}] + whole[at + 1:])
    return found


def moments(as_of):
    """Instants around the ends of the spans that count in days."""
    return [golden.ago(as_of, days, seconds) for days in SPAN for seconds in AROUND]


def places(case, action, modern):
    """Every place that may be changed in a case, with the values to try there."""
    return _places(case["as_of"], case["request"]["actor"], action, modern)


@cache
def _places(as_of, actor, action, modern):
    found = dict(TENANT) | dict(ENVIRONMENT)
    unit = "hosted_process" if modern else "hosted_rpa_addons"
    found[f"environments/prod/{unit}"] = [0, 1, 2, 3, 4, {"at_least": 2}, {"at_least": 3}]
    found["tenant/addon_trial/started"] = moments(as_of) + [golden.ago(as_of, 60, seconds) for seconds in AROUND]
    found["subscriptions/sub/grants"] = grants(modern)
    found["subscriptions/sub/state"] = ["disabled", "warned", "past-due"]
    for name in sorted({actor, "bo"}):
        found |= {f"people/{name}/{key}": tried for key, tried in PERSON.items()}
    found[f"people/{actor}/self_assisted_trial"] = moments(as_of) + [golden.ago(as_of, 90, seconds) for seconds in AROUND]
    for table, names, tried in (("images", ("finance", "shared"), IMAGE), ("networks", ("corp", "groups"), NETWORK),
                                ("machines", ("m1", "m2"), MACHINE), ("groups", ("hosted", "pool"), GROUP), ("flows", ("invoice",), FLOW)):
        for name in names:
            found |= {f"{table}/{name}/{key}": options for key, options in tried.items()}
    found |= {f"groups/hosted/{key}": options for key, options in HOSTED.items()}
    for key in ("machines/m2/group", "machines/m2/replaces"):
        del found[key]
    for key in ("last_run", "last_desktop_use"):
        found[f"machines/m1/{key}"] = moments(as_of) + ["none"]
    found["machines/m1/requested"] = [golden.ago(as_of, days) for days in (5, 20, 40, 89)]
    found["groups/hosted/last_run"] = moments(as_of) + ["none"]
    found["groups/pool/members"] = [[], ["m2"] + [f"w{number}" for number in range(48)]]
    found |= {f"request/{action}/{key}": options for key, options in REQUEST.get(action, {}).items()}
    for key in golden.REQUESTS[action]:
        found.setdefault(f"request/{action}/{key}", [])  # Nothing else to ask for: it is left out.
    found["request/actor"] = PEOPLE
    found["azure_roles/Custom"] = [{"actions": actions} for actions in AZURE_ACTIONS]
    found |= {f"roles/{name}": [{"privileges": held} for held in OWN_ROLES] for name in ("Environment Maker", "Desktop Flows Machine Owner")}
    return found


RUN = ("machines_complete", "groups_complete", "tenant/remote_desktop", "tenant/addon_trial", "environments/prod/features", "environments/prod/hosted_", "people", "machines",
       "groups", "flows", "networks/corp/runtime_endpoints", "networks/corp/connection/join", "request")
THING = ("people", "machines", "groups", "request")
NEAR = {
    "create-machine": ("machines/m1/requested", "tenant", "subscriptions", "machines_complete", "groups_complete", "environments", "people", "images", "networks", "request"),
    "create-image": ("tenant/cloud", "tenant/service_principals/hosted_machine_groups", "subscriptions", "environments/prod/geography",
                     "environments/prod/image_names", "people", "images", "request"),
    "create-network": ("tenant/custom_networks", "tenant/service_principals/hosted_machine_groups", "subscriptions",
                       "environments/prod/geography", "environments/prod/network_names", "people", "networks", "request"),
    "create-group": ("tenant", "subscriptions", "groups_complete", "machines_complete", "environments", "people", "images", "networks", "groups/hosted", "request"),
    "edit-group": ("tenant/addon_trial", "tenant/service_principals/hosted_machine_groups", "subscriptions", "environments/prod/hosted_",
                   "environments/prod/geography", "people", "images", "groups", "request"),
    "run-attended": RUN, "run-unattended": RUN, "test-flow": RUN,
    "change-priority": THING + ("flows",),
    "start-trial": ("tenant/addon_trial", "people", "request"),
    "extend-trial": ("tenant/addon_trial", "people"),
    "request-capacity": ("tenant/addon_trial", "environments/prod/hosted_", "people"),
    "change-cross-geo": ("environments/prod", "people"),
    "share-default-image": ("environments/prod/default_image", "people"),
    "unshare-default-image": ("environments/prod/default_image", "people"),
} | {name: ("people", "images", "request") for name in ("share-image", "unshare-image")} | {
    name: ("people", "networks", "request") for name in ("share-network", "unshare-network")}
TARGETS = {"images": "image", "networks": "network", "machines": "machine", "groups": "group", "flows": "flow"}


def near(case, action, modern):
    """Places that have to do with what the request is about; others are changed now and then."""
    asked = case["request"][action]
    return _near(case["request"]["actor"], action, modern, tuple(asked.get(key) for key in TARGETS.values()))


@cache
def _near(actor, action, modern, targets):
    asked = dict(zip(TARGETS, targets))
    known = _places(golden.INSTANTS[values.NEWEST], actor, action, modern)
    return [path for path in known if path.startswith((*NEAR.get(action, THING), "roles/")) and _concerns(path, actor, action, asked)]


def _concerns(path, actor, action, asked):
    head, name, *_ = [*path.split("/"), ""]
    run = action.startswith("run-")
    if head == "people":
        return name == actor
    if head == "machines" and run and asked["groups"] == "pool":
        return name == "m2"
    return run and head == "networks" or head not in asked or asked[head] == name

