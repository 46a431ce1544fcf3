"""How each requirement is broken, in every action and rulebook in which it holds."""

from dataclasses import dataclass

import golden
import values
import variants
from steps import ERASED

PROD, FINANCE, CORP, HOSTED, POOL = "environments/prod/", "images/finance/", "networks/corp/", "groups/hosted/", "groups/pool/"
SHARED = "images/shared/"
M1, FLOW, ACTOR, IMAGE, NETWORK = "machines/m1/", "flows/invoice/", "people/{actor}/", "images/{image}/", "networks/{network}/"
REQUEST, GRANTS, INTUNE = "request/{action}/", "subscriptions/sub/grants", "tenant/intune/"
BO = {"request/actor": "bo"}
HYBRID = {CORP + "connection/join": "hybrid"}
FOREIGN = "0094A34B-0BF0-4789-8B2D-8339E469D756"


@dataclass(frozen=True)
class Way:
    """Changes of the golden case, the thing they concern where an action can concern several, and the actions they are for."""

    changes: dict
    about: str = ""
    actions: tuple = ()


def ago(days, seconds=0):
    """An instant before the one judged, written once that is known."""
    return lambda as_of, modern: golden.ago(as_of, days, seconds)


def without(*left_out):
    """The list of role assignments without some of them, which differs with the rulebook."""
    return lambda as_of, modern: [grant for at, grant in enumerate(golden.grants(modern)) if at not in left_out]


def other_roles(as_of, modern):
    """The roles of the other rulebooks."""
    return golden.grants(not modern)


def image(name, value):
    return Way({IMAGE + name: value})


def image_of_groups(name, value):
    return Way({IMAGE + name: value}, "image of groups")


def network(name, value):
    return Way({NETWORK + name: value})


def network_of_groups(name, value):
    return Way({NETWORK + name: value}, "network of groups")


def hybrid(name, value):
    return Way(HYBRID | {NETWORK + name: value}, "", ("create-machine", "create-network"))


def hybrid_of_groups(name, value):
    return Way({NETWORK + "connection/join": "hybrid", NETWORK + name: value}, "network of groups", ("create-group", "create-network"))


def machine(name, value):
    return Way({M1 + name: value})


def flow(name, value):
    return Way({FLOW + name: value})


def hosted(changes):
    return Way(changes, "hosted")


def of_bots(changes):
    """Changes that concern the network of a hosted group's bots, in a run on the group and in an edit of it."""
    found = {HOSTED + "network": "groups"} | changes
    return [Way(found, "hosted", ("run-unattended",)), Way(found, "", ("edit-group",))]


def asked(name, value, **also):
    return Way({REQUEST + name: value} | also)


def roles(*held):
    return Way({ACTOR + "roles/prod": list(held)})


NOBODY = Way({"request/actor": "bo", "people/bo/roles/prod": ["Desktop Flows Machine User"], M1 + "shared_with": [], HOSTED + "shared_with": []})
SHARE_NOTHING = Way({"request/actor": "bo", "people/bo/roles/prod": ["Desktop Flows Machine Owner"]})
CLOSED = [Way(dict(variants.GERMAN)), Way(dict(variants.OPENED) | {"tenant/admitted_to": []})]
GROUP_WITHOUT_CAPACITY = ["flow-machine.create", "flow-machine.write", "flow-machine-group.create", "flow-machine-group.write",
                          "flow-machine-image.read"]
WAYS = {
    "capacity-for-machines": [Way({PROD + "{unit}": 2})],
    "premium-to-create": [Way({ACTOR + "plans": ["Power Automate per user plan"]})],
    "premium-to-run": [Way({ACTOR + "plans": []})],
    "premium-to-run-attended": [Way({ACTOR + "plans": []})],
    "preview-plan": [Way({ACTOR + "plans": []})],
    "preview-unattended-add-on": [Way({PROD + "unattended_rpa_addons": 0})],
    "windows-licence": [Way({ACTOR + "licences": ["Microsoft 365 F1", "Windows 365"]})],
    "intune-licence": [Way({ACTOR + "licences": ["Windows 10/11 Enterprise E3", "Entra ID P1", "Windows 365"]})],
    "windows-365-licence": [Way({ACTOR + "licences": ["Microsoft 365 E3"]})],
    "plan-for-groups": [Way({ACTOR + "plans": []})],
    "trial-seats": [asked("seats", 21), Way({REQUEST + "trial": "premium", REQUEST + "seats": 21})],
    "trial-by-administrator": [Way({ACTOR + "admin_roles": []})],
    "extended-once": [Way({"tenant/addon_trial/extensions": 1})],
    "trial-not-over": [Way({"tenant/addon_trial/started": ago(60)})],
    "entra-tenant": [Way({"tenant/entra": "absent"})],
    "intune-tenant": [Way({INTUNE + "state": "absent"})],
    "windows-enrolment": [
        Way({INTUNE + "windows_corporate_enrolment": "blocked"}), Way({INTUNE + "default_restriction": "blocked"}),
        Way({INTUNE + "custom_restrictions": [{"windows": "blocked", "applies_to": ["ann"]}]})],
    "automatic-enrolment": [Way({INTUNE + "automatic_enrolment": "disabled"})],
    "service-principals-preview": [
        Way({"tenant/service_principals/" + name: "absent"}) for name in (
            "windows_365", "azure_virtual_desktop", "azure_virtual_desktop_client", "azure_virtual_desktop_arm_provider")],
    "service-principals-after-failure": [Way({
        "tenant/failed_for_service_principal": True, "tenant/service_principals/azure_virtual_desktop_arm_provider": "absent"})],
    "default-image-shared": [Way({
        REQUEST + "image": "default", PROD + "default_image/shared_with": [], PROD + "default_image/shared_with_all": "disabled"})],
    "machines-switched-on": [Way({PROD + "features/hosted_machines": "disabled"})],
    "machines-switched-on-to-run": [Way({PROD + "features/hosted_machines": "disabled"})],
    "groups-switched-on": [Way({PROD + "features/hosted_machine_groups": "disabled"})],
    "groups-switched-on-to-run": [hosted({PROD + "features/hosted_machine_groups": "disabled"})],
    "work-accounts-switched-on": [
        Way({REQUEST + "work_accounts": True, PROD + "features/group_work_accounts": "disabled"}, "", ("create-group",)),
        Way({PROD + "features/group_work_accounts": "disabled"}, "hosted", ("run-attended", "run-unattended"))],
    "work-accounts-in-tenant": [asked("work_accounts", True, **{"tenant/group_work_accounts": "disabled"})],
    "work-accounts-in-cloud": [asked("work_accounts", True, **{"tenant/cloud": "gcc-high"})],
    "extensions-version": [Way({PROD + "flow_extensions_version": "1.2.4.0"})],
    "no-teams-environment": [Way({PROD + "kind": "teams"})],
    "creator-exists": [Way({ACTOR + "account": "deleted"}), Way({ACTOR + "account": "disabled"})],
    "actor-works": [
        Way({"request/actor": "root", "people/root/account": "disabled"}, "", ("share-default-image", "unshare-default-image", "request-capacity", "start-trial", "extend-trial", "change-cross-geo")),
        Way({ACTOR + "account": "deleted"}, "", ("share-machine", "unshare-machine", "share-image", "unshare-image", "share-network", "unshare-network", "add-to-group", "restart", "edit", "delete", "set-maintenance", "edit-group", "change-priority")),
        Way({"request/actor": "bo", "people/bo/account": "disabled"}, "", ("run-attended", "run-unattended", "test-flow"))],
    "account-exists": [Way({"people/ann/account": "deleted"})],
    "flow-owner-exists": [Way({FLOW + "owner": "bo", "people/bo/account": "deleted"})],
    "level-authentication-off": [machine("network_level_authentication", "enabled")],
    "level-authentication-newer-way": [
        Way({M1 + "network_level_authentication": "enabled", "tenant/remote_desktop/consent_hidden": False}),
        Way({M1 + "network_level_authentication": "enabled", M1 + "desktop_version": "2.49.0.0"})],
    "may-sign-in-remotely": [machine("windows/remote_desktop_users", [])],
    "service-may-sign-in-remotely": [machine("windows/runtime_in_remote_desktop_users", False)],
    "desktop-version": [machine("desktop_version", "2.8.73.21118")],
    "connection-exists": [machine("connections", [])],
    "account-added": [asked("account", "bo")],
    "public-cloud": [Way({"tenant/cloud": name}) for name in ("gcc", "gcc-high", "dod", "china")],
    "geography-offered": [Way({PROD + "geography": "South Africa"})],
    "geography-recognised": [
        Way({PROD + "geography": "China"}, "", ("create-machine", "create-group")),
        Way({PROD + "geography": "China"}, "image of groups", ("create-image",)),
        Way({PROD + "geography": "China"}, "network of groups", ("create-network",))],
    "geography-opened": CLOSED,
    "cross-geo": [Way({PROD + "cross_geo": "disabled", "tenant/country": "JP"})],
    "same-geo-in-preview": [Way({"tenant/country": "JP"})],
    "group-cloud": [Way({"tenant/cloud": "china"})],
    "machine-group-cloud": [
        Way({"tenant/cloud": "gcc"}, "", ("add-to-group",)), Way({"tenant/cloud": "gcc-high"}, "pool", ("run-attended", "run-unattended", "test-flow", "edit-group"))],
    "image-group-cloud": [Way({"tenant/cloud": "china"}, "image of groups")],
    "network-group-cloud": [Way({"tenant/cloud": "china"}, "network of groups")],
    "government-geography": [Way({"tenant/cloud": "gcc-high"}), Way({"tenant/cloud": "dod"})],
    "image-government-geography": [Way({"tenant/cloud": "gcc-high"}, "image of groups")],
    "network-government-geography": [Way({"tenant/cloud": "gcc"}, "network of groups")],
    "image-government-region": [Way({"tenant/cloud": "gcc-high", PROD + "geography": "US Gov Virginia"}, "image of groups")],
    "network-government-region": [Way({"tenant/cloud": "dod", PROD + "geography": "US DoD East"}, "network of groups")],
    "image-geography-of-groups-opened": [Way(CLOSED[1].changes, "image of groups")],
    "network-geography-of-groups-opened": [Way(CLOSED[1].changes, "network of groups")],
    "group-geography-offered": [Way({PROD + "geography": "Singapore"})],
    "group-geography-opened": CLOSED[1:],
    "image-geography-of-groups": [Way({PROD + "geography": "Singapore"}, "image of groups")],
    "network-geography-of-groups": [Way({PROD + "geography": "Singapore"}, "network of groups")],
    "image-cloud": [Way({"tenant/cloud": "gcc-high"})],
    "image-geography": [Way({PROD + "geography": "South Africa"})],
    "image-geography-opened": CLOSED,
    "network-cloud": [Way({"tenant/cloud": "gcc-high"})],
    "network-geography": [Way({PROD + "geography": "South Africa"})],
    "network-geography-opened": CLOSED,
    "windows-version": [Way({IMAGE + "os/family": "windows-10", IMAGE + "os/version": "2004", IMAGE + "os/build": ERASED}),
                        Way({IMAGE + "os/family": "windows-10", IMAGE + "os/version": "1909", IMAGE + "os/build": ERASED}),
                        Way({IMAGE + "os/version": ERASED, IMAGE + "os/build": 21996})],
    "windows-10-or-11": [Way({IMAGE + "os/family": name, IMAGE + "os/build": ERASED}) for name in ("windows-server", "linux")],
    "windows-enterprise": [image("os/edition", "pro"), image("os/edition", "enterprise-ltsc"), image("os/edition", "enterprise-n")],
    "generation-2": [image("generation", 1)],
    "generalized": [image("generalized", False)],
    "single-session": [image("session", "multi")],
    "no-recovery-partition": [image("recovery_partition", "present")],
    "disk-within-target": [image("os_disk_gb", 257)],
    "group-disk": [image_of_groups("os_disk_gb", 128)],
    "group-image-windows": [Way({SHARED + "os": {"family": "linux"}}, "image of groups")],
    "group-edge": [image_of_groups("edge_version", 79)],
    "trusted-launch": [image("security_type", "standard"), image("security_type", "confidential")],
    "gallery-by-roles": [image("gallery/sharing", "community")],
    "replicated": [image("regions", ["westeurope"])],
    "replicated-for-groups": [
        image_of_groups("regions", ["westeurope"]),
        Way({PROD + "geography": "United Kingdom", SHARED + "regions": ["uksouth"]}, "image of groups")],
    "windows-365-reads-subscription": [Way({GRANTS: without(0)})],
    "groups-principal-reads-gallery": [Way({GRANTS: without(3)}, "image of groups")],
    "groups-principal-there": [Way({"tenant/service_principals/hosted_machine_groups": "absent"}, "image of groups")],
    "maker-reads-gallery": [Way({IMAGE + "gallery/readers": [], GRANTS: without(5)})],
    "usage-for-machines": [image("usage", "hosted-machine-group")],
    "usage-for-groups": [image("usage", "hosted-machine")],
    "image-shared": [image("owner", "bo")],
    "version-usable": [image("version_status", "provisioning-failed"), image("version_status", "provisioning")],
    "system-taken": [image("windows_365_support", "refused")],
    "runtime-not-registered": [image("runtime_registered", True)],
    "same-security-type": [
        Way({REQUEST + "image": "finance", HOSTED + "image": "shared", FINANCE + "usage": "both", SHARED + "security_type": "standard"}),
        Way({REQUEST + "image": "finance", HOSTED + "image": "shared", FINANCE + "security_type": "trusted-launch-supported"})],
    "images-in-cloud": [Way({"tenant/cloud": "dod"}, "image of groups"), Way({"tenant/cloud": "gcc"}, "image of groups")],
    "network-region": [network("region", "westeurope")],
    "group-network-region": [network_of_groups("region", "westeurope")],
    "subscription-enabled": [
        Way({"subscriptions/sub/state": "disabled"}, "", ("create-machine", "create-network")),
        Way({"subscriptions/sub/state": "disabled"}, "network of groups", ("create-group", "create-network"))],
    "subnet-chosen": [asked("subnet", "")],
    "addresses-free": [network("subnet/free", 0)],
    "addresses-free-for-all": [
        Way({NETWORK + "subnet/free": 0}, "", ("create-machine", "create-network")),
        Way({NETWORK + "subnet/free": 0}, "network of groups", ("create-group", "create-network"))],
    "subnet-not-delegated": [network("subnet/delegation", name) for name in ("Microsoft.PowerAutomate/hostedRpa", "Microsoft.Web/serverFarms")],
    "subscription-readable": [Way({GRANTS: without(0)})],
    "contributor-on-group": [Way({GRANTS: without(1)}), Way({GRANTS: other_roles})],
    "contributor-on-network": [Way({GRANTS: without(1, 2)}), Way({GRANTS: other_roles})],
    "interface-contributor-on-group": [Way({GRANTS: without(1)}), Way({GRANTS: other_roles})],
    "network-user-on-network": [Way({GRANTS: without(2)}), Way({GRANTS: other_roles})],
    "maker-reads-network": [Way({CORP + "readers": [], GRANTS: without(5)})],
    "connection-shared": [
        Way({CORP + "connection/owner": "bo"}, "", ("create-machine",)),
        Way({"networks/groups/connection/owner": "bo"}, "network of groups", ("create-group",))],
    "connection-usage": [network("connection/usage", "hosted-machine-group")],
    "group-connection-usage": [network_of_groups("connection/usage", "hosted-machine")],
    "connection-usable": [
        Way({NETWORK + "connection/state": "error"}, "", ("create-machine",)), Way({NETWORK + "connection/state": "inactive"}, "", ("create-machine",)),
        Way({NETWORK + "connection/state": "error"}, "network of groups", ("create-group",))],
    "networks-left": [Way({"tenant/custom_networks": 30})],
    "no-hybrid-join-yet": [Way(HYBRID)],
    "domain-unit": [hybrid_of_groups("domain/organizational_unit", "missing"), hybrid("domain/organizational_unit", "unsynchronised"), hybrid("domain/organizational_unit", "missing")],
    "domain-name": [hybrid_of_groups("domain/dns_name", ""), hybrid("domain/dns_name", "")],
    "domain-join-user": [hybrid_of_groups("domain/join_user", ""), hybrid("domain/join_user", "")],
    "domain-join-password": [hybrid_of_groups("domain/join_password", "absent"), hybrid("domain/join_password", "absent")],
    "domain-resolved": [hybrid_of_groups("domain/dns", "azure"), hybrid("domain/dns", "azure"), hybrid("domain/dns", "custom-not-resolving")],
    "domain-controller": [hybrid_of_groups("domain/controller_in_sight", False), hybrid("domain/controller_in_sight", False)],
    "domain-join-rights": [hybrid_of_groups("domain/join_rights", False), hybrid("domain/join_rights", False)],
    "creator-in-both": [
        Way(HYBRID | {ACTOR + "identity": "cloud"}, "", ("create-machine",)),
        Way({NETWORK + "connection/join": "hybrid", ACTOR + "identity": "cloud"}, "network of groups", ("create-group",))],
    "windows-365-addresses": [network("windows_365_endpoints", "blocked")],
    "runtime-addresses": [network("runtime_endpoints", "blocked")],
    "registration-port": [network("registration_port", "blocked")],
    "interfaces-allowed": [network("policy_denies_interfaces", True)],
    "health-check": [network("connection/health", "failed")],
    "no-group-networks-yet": [asked("network", "groups")],
    "groups-principal-on-network": [Way({GRANTS: without(4)}, "network of groups")],
    "groups-principal-there-for-connection": [Way({"tenant/service_principals/hosted_machine_groups": "absent"}, "network of groups")],
    "groups-principal-there-for-network": [Way({"tenant/service_principals/hosted_machine_groups": "absent"}, "network of groups")],
    "subnet-delegated": [network_of_groups("subnet/delegation", "none")],
    "group-runtime-addresses": [network_of_groups("runtime_endpoints", "blocked")],
    "runtime-reached": [Way({CORP + "runtime_endpoints": "blocked"})],
    "bots-principal-on-network": of_bots({GRANTS: without(4)}),
    "bots-network-region": of_bots({"networks/groups/region": "westeurope"}),
    "bots-subscription-enabled": of_bots({"subscriptions/sub/state": "disabled"}),
    "bots-connection-usable": of_bots({"networks/groups/connection/state": "error"}) + of_bots({"networks/groups/connection/state": "inactive"}),
    "bots-subnet-delegated": of_bots({"networks/groups/subnet/delegation": "none"}),
    "scripts-run": [hybrid("domain/script_policy", "all-signed"), hybrid("domain/script_policy", "restricted")],
    "service-connection-point": [hybrid("domain/service_connection_point", "absent")],
    "version-succeeded": [image("gallery/version_state", name) for name in ("failed", "creating", "deleting", "updating")],
    "source-never-joined": [image("source/joined", True)],
    "source-without-data-disks": [image("source/data_disks", 1)],
    "source-without-fslogix": [image("source/fslogix", "present")],
    "few-start-apps": [image("source/start_apps", 3001)],
    "source-not-encrypted": [image("source/azure_disk_encryption", "present")],
    "source-without-encryption-set": [image("source/disk_encryption_set", "present")],
    "room-in-queue": [machine("queue/waiting_runs", 500), hosted({HOSTED + "queue/waiting_runs": 501})],
    "flow-of-one-environment": [flow("environment", "other")],
    "data-policy": [flow("data_policy", "blocked")],
    "signs-in-unattended": [flow("authentication", "sign-in")],
    "logon-type-granted": [machine("windows/remote_logon", "blocked")],
    "connection-owner-exists": [Way({"people/ann/account": "deleted"})],
    "certificate-by-entra": [
        Way({FLOW + "authentication": "certificate", "tenant/remote_desktop/entra_authentication": "disabled"}),
        Way({FLOW + "authentication": "certificate", "tenant/remote_desktop/consent_hidden": False})],
    "account-opens": [Way({ACTOR + "account": "deleted"}), Way({ACTOR + "account": "disabled"})],
    "may-join-group": [
        Way({POOL + "creator": "root"}), Way({POOL + "creator": "root", POOL + "shared_with": [{"person": "ann", "level": "user"}]})],
    "second-factor": [Way({"people/ann/multifactor": name}) for name in ("per-user", "policy")],
    "room-on-ones-own-trial": [
        Way({ACTOR + "plans": [], PROD + "{unit}": 0, ACTOR + "self_assisted_trial": ago(30), M1 + "requested": ago(29)})],
    "trial-of-ones-own-over": [Way({ACTOR + "plans": [], ACTOR + "self_assisted_trial": ago(90)})],
    "account-signs-in": [Way({"people/ann/account_kind": "application"}), Way({"people/ann/account_kind": "personal"})],
    "name-given": [asked("name", "")],
    "name-length": [asked("name", "x" * 101)],
    "description-length": [asked("description", "x" * 2001)],
    "image-name-unused": [asked("name", "Claims")],
    "network-name-unused": [asked("name", "Branch")],
    "machines-in-preview": [Way({"tenant/hosted_machines": 10})],
    "groups-per-environment": [Way({PROD + "hosted_machine_groups": 10})],
    "bots-per-group": [asked("max_bots", 51, **{PROD + "{unit}": 60})],
    "bots-within-capacity": [asked("max_bots", 6)],
    "committed-within-maximum": [asked("committed_bots", 3)],
    "committed-within-capacity": [Way({REQUEST + "committed_bots": 4, REQUEST + "max_bots": 4})],
    "room-in-group": [Way({POOL + "members": ["m2"] + [f"w{at}" for at in range(49)]})],
    "group-of-machines": [asked("group", "hosted")],
    "group-of-one-environment": [Way({POOL + "environment": "other", "environments/other": {}, "machines/m2/environment": "other"})],
    "group-not-empty": [Way({POOL + "members": []}, "pool")],
    "some-member-takes-it": [
        Way({"machines/m2/status": "deleted"}, "pool"), Way({"machines/m2/connectivity": "disconnected"}, "pool"), Way({"machines/m2/desktop_version": "2.8.0.0"}, "pool"),
        Way({"machines/m2/network": "corp", CORP + "runtime_endpoints": "blocked"}, "pool")],
    "group-usable": [hosted({HOSTED + "state": "deleted"}), hosted({HOSTED + "state": "error"})],
    "group-there": [
        Way({HOSTED + "state": "deleted"}, "", ("edit-group",)), Way({POOL + "state": "deleted"}, "", ("add-to-group",)),
        Way({POOL + "state": "deleted"}, "pool", ("set-maintenance",))],
    "pool-not-empty": [hosted({PROD + "{unit}": 2})],
    "role-to-create-machine": [roles("Desktop Flows Machine Configuration Admin"), roles()],
    "role-to-create-image": [roles("Desktop Flows Machine Owner")],
    "role-to-create-network": [roles("Desktop Flows Machine Owner")],
    "role-to-share-image": [roles("Desktop Flows Machine Owner")],
    "role-to-share-network": [roles("Desktop Flows Machine Owner")],
    "role-to-share-default-image": [roles("Environment Maker")],
    "role-to-create-group": [roles("Desktop Flows Machine User")],
    "privileges-for-capacity": [Way({ACTOR + "roles/prod": ["Own"], "roles": {"Own": {"privileges": GROUP_WITHOUT_CAPACITY}}})],
    "role-to-run": [roles()],
    "shared-to-run": [NOBODY, Way(NOBODY.changes, "hosted")],
    "may-edit": [SHARE_NOTHING],
    "may-group": [SHARE_NOTHING],
    "may-share-machine": [SHARE_NOTHING],
    "may-edit-group": [SHARE_NOTHING],
    "may-set-maintenance": [SHARE_NOTHING],
    "may-change-priority": [SHARE_NOTHING],
    "creator-opens": [Way(BO), Way({"request/actor": "root"})],
    "work-account-opens": [Way({ACTOR + "account_kind": "personal"})],
    "administrator-changes-cross-geo": [Way({"request/actor": "ann"})],
    "machine-active": [machine("status", "provisioning"), machine("status", "over-capacity-disabled")],
    "proxy-open": [Way({M1 + "proxy": "signed-in-users", M1 + "connectivity": "disconnected"})],
    "machine-connected": [machine("connectivity", "disconnected")],
    "record-usable": [machine("status", "removed")],
    "record-there": [machine("status", "deleted")],
    "not-swept": [Way({PROD + "{unit}": 0, M1 + "last_run": "none", M1 + "last_desktop_use": ago(14)})],
    "group-not-swept": [
        Way({HOSTED + "last_run": ago(28, 1)}, "hosted", ("run-attended", "run-unattended")),
        Way({HOSTED + "last_run": ago(28, 1)}, "", ("edit-group",))],
    "uncommitted-group-not-swept": [
        Way({HOSTED + "last_run": ago(28, 1)}, "hosted", ("run-attended", "run-unattended")),
        Way({HOSTED + "last_run": ago(28, 1)}, "", ("edit-group",))],
    "member-by-its-group": [Way({REQUEST + "machine": "m2", POOL + "maintenance": "enabled"})],
    "not-over-time-in-queue": [machine("queue/waiting_minutes", 721), hosted({HOSTED + "queue/waiting_minutes": 721})],
    "run-within-a-day": [flow("expected_minutes", 1441)],
    "user-signed-in": [machine("windows/session", "locked"), machine("windows/session_user", "bo")],
    "no-session-open": [
        Way({M1 + "windows/session": "locked", M1 + "windows/session_user": "bo", M1 + "windows/session_reuse": "enabled"}),
        Way({M1 + "windows/session": "unlocked", M1 + "windows/session_user": "ann"})],
    "groups-run-unattended": [hosted({})],
    "no-sign-in-to-groups": [hosted({})],
    "direct-connection": [flow("connection", "gateway")],
    "name-form": [machine("windows/username", "domain-user")],
    "group-name-form": [hosted({HOSTED + "username": "domain-user"}), Way({POOL + "username": "domain-user"}, "pool")],
    "no-foreign-provider": [machine("windows/credential_provider", FOREIGN), machine("windows/credential_provider", "{%s}" % FOREIGN.lower())],
    "no-password-prompt": [
        machine("windows/password_prompt", "enabled"),
        Way(HYBRID | {M1 + "windows/password_prompt": "enabled", M1 + "windows/security_layer": "rdp"})],
    "not-elevated": [flow("elevated", True)],
    "no-audio-or-camera": [flow("audio_or_camera", True)],
}
OF_GROUPS = ("create-group", "edit-group")


def things(action, about):
    """What a way concerns: changes of the request, and the names that stand for it."""
    request, image, network = f"request/{action}/", "finance", "corp"
    if about in ("hosted", "pool"):
        return {request + "group": about}, image, network
    if about == "network of groups":
        return {request + "network": "groups"}, image, "groups"
    if about == "image of groups" or action in OF_GROUPS:
        image = "shared"
    return ({request + "image": "shared"} if image == "shared" else {}), image, network


def changes(way, action, rulebook, as_of):
    """The changes of a way as paths and values, for an action under a rulebook at an instant."""
    first, image, network = things(action, way.about)
    modern = min(rulebook, as_of[:10]) >= values.PROCESS
    unit = "hosted_process" if modern else "hosted_rpa_addons"
    actor = way.changes.get("request/actor") or ("root" if action in golden.ADMINISTRATORS else "ann")
    found = dict(first)
    for path, value in way.changes.items():
        path = path.format(action=action, actor=actor, image=image, network=network, unit=unit)
        found[path] = value(as_of, modern) if callable(value) else value
    return found


def ways(row, action):
    """The ways that are there to break a requirement in one action."""
    return [way for way in WAYS[row.name] if not way.actions or action in way.actions]
