"""One complete case in which every action is ready, for each rulebook and instant judged."""

import copy
from datetime import timedelta
from functools import cache

import values
from view import instant

INSTANTS = {
    values.PREVIEW: "2023-03-14T09:00:00Z",
    values.GENERAL: "2024-02-12T09:00:00Z",
    values.PROCESS: "2025-04-14T09:00:00Z",
    values.NEWEST: "2025-10-14T09:00:00Z",
}

REQUESTS = {
    "create-machine": {"environment": "prod", "name": "m3", "image": "finance", "network": "corp"},
    "create-image": {"environment": "prod", "name": "Ledger", "image": "finance"},
    "create-network": {"environment": "prod", "name": "Second", "network": "corp", "subnet": "hosted"},
    "create-group": {"environment": "prod", "name": "Ledger", "image": "shared", "max_bots": 1, "committed_bots": 0, "work_accounts": False},
    "edit-group": {"group": "hosted", "max_bots": 2, "committed_bots": 0},
    "add-to-group": {"machine": "m1", "group": "pool"},
    "run-attended": {"machine": "m1", "flow": "invoice"},
    "run-unattended": {"machine": "m1", "flow": "invoice"},
    "test-flow": {"machine": "m1", "flow": "invoice"},
    "open-in-browser": {"machine": "m1"},
    "restart": {"machine": "m1"},
    "edit": {"machine": "m1"},
    "delete": {"machine": "m1"},
    "set-maintenance": {"machine": "m1", "to": "enabled"},
    "change-priority": {"machine": "m1", "flow": "invoice"},
    "share-machine": {"machine": "m1", "with": "bo", "level": "co-owner"},
    "unshare-machine": {"machine": "m1", "with": "bo"},
    "share-image": {"environment": "prod", "image": "finance", "with": "bo"},
    "unshare-image": {"environment": "prod", "image": "finance", "with": "root"},
    "share-network": {"environment": "prod", "network": "corp", "with": "bo"},
    "unshare-network": {"environment": "prod", "network": "corp", "with": "root"},
    "share-default-image": {"environment": "prod", "with": "bo"},
    "unshare-default-image": {"environment": "prod", "with": "ann"},
    "change-cross-geo": {"environment": "prod", "to": "disabled"},
    "start-trial": {"environment": "prod", "trial": "hosted-rpa-addon", "seats": 5},
    "extend-trial": {"trial": "hosted-rpa-addon"},
    "request-capacity": {"environment": "prod", "units": 1},
}
ADMINISTRATORS = ("share-default-image", "unshare-default-image", "change-cross-geo", "start-trial", "extend-trial", "request-capacity")


@cache
def ago(as_of, days, seconds=0):
    """The instant so many days and seconds before another, as a document writes it."""
    then = instant(as_of) - timedelta(days=days, seconds=seconds)
    return then.isoformat(timespec="milliseconds" if then.microsecond else "seconds").replace("+00:00", "Z")


def person(role, **also):
    return {
        "roles": {"prod": [role]}, "admin_roles": [], "plans": ["Power Automate Premium"],
        "licences": ["Windows", "Intune", "Entra ID", "Entra ID P1", "Windows 365"],
        "account": "enabled", "account_kind": "work-or-school", "multifactor": "none", "self_assisted_trial": "none",
        "intune_licensed": "2022-06-01", "identity": "synchronised",
    } | also


def queue():
    return {
        "waiting_minutes": 0, "waiting_runs": 1, "expected_minutes": 5, "parallel_runs": 1, "head": "none", "extended": "enabled",
        "short_runs": False,
    }


def machine(as_of, image, network):
    return {
        "environment": "prod", "creator": "ann", "status": "active", "connectivity": "connected", "image": image,
        "network": network, "requested": ago(as_of, 60), "restarted": "none", "last_run": ago(as_of, 2),
        "last_desktop_use": ago(as_of, 3), "network_level_authentication": "disabled",
        "shared_with": [{"person": "bo", "level": "user"}], "connections": ["ann"], "replaces": "none", "error": "none",
        "over_capacity_since": "none", "group": "none", "desktop_version": "2.52.62.25009", "maintenance": "disabled",
        "last_domain_contact": ago(as_of, 0, 3600), "accounts": ["ann"], "proxy": "none",
        "windows": {
            "session": "none", "session_user": "none", "session_reuse": "disabled", "remote_desktop_users": ["ann", "bo"],
            "administrators": [], "remote_logon": "allowed", "runtime_in_remote_desktop_users": True,
            "username": "user-at-domain", "credential_provider": "none", "password_prompt": "disabled",
            "security_layer": "negotiate", "legal_notice": "absent",
        },
        "queue": queue(),
    }


def group(as_of, kind, **also):
    return {
        "environment": "prod", "state": "active", "creator": "ann", "shared_with": [], "network": "none",
        "region": "northeurope", "maintenance": "disabled", "session_reuse": "disabled", "queue": queue(),
        "kind": kind, "username": "user-at-domain",
    } | also


def image(usage, modern):
    release = {"version": "24H2", "build": 26100} if modern else {"version": "22H2", "build": 22621}
    return {
        "usage": usage, "subscription": "sub",
        "gallery": {"resource_group": "rg-images", "sharing": "rbac", "version_state": "succeeded", "readers": ["ann"]},
        "source": {
            "joined": False, "data_disks": 0, "fslogix": "absent", "start_apps": 120, "azure_disk_encryption": "absent",
            "disk_encryption_set": "absent",
        },
        "regions": ["northeurope"], "generation": 2, "generalized": True, "session": "single", "recovery_partition": "absent",
        "os_disk_gb": 64, "security_type": "trusted-launch",
        "os": {"family": "windows-11", "edition": "enterprise"} | release,
        "edge_version": 120, "owner": "ann", "shared_with": ["root"], "version_status": "active",
        "windows_365_support": "supported", "runtime_registered": False,
    }


def network(as_of, modern):
    return {
        "subscription": "sub", "resource_group": "rg-net", "region": "northeurope",
        "created": "2024-02-01" if modern else min(ago(as_of, 150)[:10], "2023-10-01"),
        "subnet": {"name": "hosted", "free": 12, "delegation": "none", "way_out": "default"}, "readers": ["ann"],
        "connection": {
            "join": "entra", "owner": "ann", "shared_with": ["root"], "usage": "hosted-machine", "state": "active",
            "created": ago(as_of, 100)[:10], "health": "passed", "health_checked": ago(as_of, 0, 3 * 3600),
        },
        "policy_denies_interfaces": False, "windows_365_endpoints": "allowed", "runtime_endpoints": "allowed",
        "registration_port": "allowed", "tls_interception": "absent", "dns_servers": 2,
        "domain": {
            "dns_name": "corp.example", "join_user": "joiner@corp.example", "join_password": "present", "join_rights": True,
            "organizational_unit": "valid", "dns": "custom-resolving", "controller_in_sight": True, "script_policy": "not-set",
            "service_connection_point": "present", "sync_minutes": 30,
        },
    }


def environment(process):
    found = {
        "geography": "Europe", "cross_geo": "enabled", "hosted_rpa_trial_addons": 0, "hosted_machines": 2,
        "image_names": ["Claims"], "network_names": ["Branch"], "kind": "production",
        "default_image": {"shared_with": ["ann"]} | ({"shared_with_all": "enabled"} if process else {}),
        "features": {"hosted_machines": "enabled", "hosted_machine_groups": "enabled", "group_work_accounts": "enabled"},
        "billing": "prepaid",
        "unattended_rpa_addons": 3, "process_plans": 0, "hosted_process_elsewhere": 0, "flow_extensions_version": "1.2.4.1",
        "group_names": ["Invoices"],
    }
    return found | {"hosted_process" if process else "hosted_rpa_addons": 5}


def grants(modern):
    roles = ("Windows 365 Network Interface Contributor", "Windows 365 Network User") if modern else ("Network Contributor",) * 2
    return [
        {"principal": "windows-365", "role": "Reader", "scope": "subscription"},
        {"principal": "windows-365", "role": roles[0], "scope": "resource-group/rg-net"},
        {"principal": "windows-365", "role": roles[1], "scope": "virtual-network/corp"},
        {"principal": "hosted-machine-groups", "role": "Reader", "scope": "resource-group/rg-images"},
        {"principal": "hosted-machine-groups", "role": "Network Contributor", "scope": "virtual-network/groups"},
        {"principal": "ann", "role": "Owner", "scope": "subscription"},
    ]


def tenant(as_of):
    return {
        "country": "IE", "cloud": "public", "entra": "present",
        "intune": {"state": "present", "windows_corporate_enrolment": "allowed", "automatic_enrolment": "enabled"},
        "service_principals": {name: "present" for name in (
            "windows_365", "azure_virtual_desktop", "azure_virtual_desktop_client", "azure_virtual_desktop_arm_provider",
            "hosted_machine_groups")},
        "failed_for_service_principal": False, "custom_networks": 4, "hosted_machines": 3, "admitted_to": [],
        "addon_trial": {"started": ago(as_of, 11), "extensions": 0, "seats": 5, "premium_seats": 5},
        "remote_desktop": {"entra_authentication": "enabled", "consent_hidden": True}, "group_work_accounts": "enabled",
        "configuration_manager_push": "absent",
    }


def unit(case):
    """The fact that counts the units of a case's environment."""
    return "hosted_rpa_addons" if "hosted_rpa_addons" in case["environments"]["prod"] else "hosted_process"


def golden(action, rulebook, as_of=None):
    """A case of the action that is ready under the rulebook at the instant."""
    as_of = as_of or INSTANTS[rulebook]
    era = min(rulebook, as_of[:10])
    modern = era >= values.PROCESS
    second = network(as_of, modern)
    second["subnet"]["delegation"] = "Microsoft.PowerAutomate/hostedRpa"
    second["connection"]["usage"] = "hosted-machine-group"
    pool = group(as_of, "machines", members=["m2"])
    hosted = group(
        as_of, "hosted", image="default", default_image_build="24H2", provisioned=ago(as_of, 90)[:10], max_bots=1,
        committed_bots=0, committed_since=ago(as_of, 12)[:10], work_accounts=True, last_run=ago(as_of, 1), members=[])
    case = {
        "as_of": as_of, "tenant": tenant(as_of),
        "subscriptions": {"sub": {"state": "enabled", "grants": grants(modern), "deny_assignments": []}},
        "environments": {"prod": environment(modern)},
        "people": {
            "root": person("System Administrator", admin_roles=["Global Administrator"]),
            "ann": person("Environment Maker"), "bo": person("Desktop Flows Machine Owner"),
        },
        "images": {"finance": image("hosted-machine", modern), "shared": image("hosted-machine-group", modern)},
        "networks": {"corp": network(as_of, modern), "groups": second},
        "machines": {"m1": machine(as_of, "finance", "corp"), "m2": machine(as_of, "default", "none")},
        "groups": {"hosted": hosted, "pool": pool},
        "flows": {"invoice": {
            "owner": "ann", "environment": "prod", "data_policy": "allowed", "authentication": "password",
            "connection": "direct", "flows_on_connection": 1, "priority": "normal", "expected_minutes": 30,
            "timeout_minutes": 180, "elevated": False, "audio_or_camera": False, "office": False}},
        "request": {"actor": "root" if action in ADMINISTRATORS else "ann", action: copy.deepcopy(REQUESTS[action])},
    }
    case["machines"]["m2"]["group"] = "pool"
    if action == "run-attended":
        for name in ("m1", "m2"):
            case["machines"][name]["windows"] |= {"session": "unlocked", "session_user": "ann"}
    return case
