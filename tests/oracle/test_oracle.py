"""The oracle itself: golden cases are ready, every requirement can be broken, erasing never turns an answer round."""

import json
import random
import unittest

import compare
import generate
import golden
import oracle
import reasons
import steps
import values
from view import View

P, S, N, T = values.RULEBOOKS
UNIT = {P: "hosted_rpa_addons", S: "hosted_rpa_addons", N: "hosted_process", T: "hosted_process"}
DEFAULT = {"environments/prod/default_image/shared_with": [], "environments/prod/default_image/shared_with_all": "disabled"}
HYBRID = {"networks/corp/connection/join": "hybrid"}
ANN, PROD, M1 = "people/ann/", "environments/prod/", "machines/m1/"
FINANCE, SHARED, CORP, GROUPS = "images/finance/", "images/shared/", "networks/corp/", "networks/groups/"
HOSTED, POOL, FLOW = "groups/hosted/", "groups/pool/", "flows/invoice/"


def of(action, name, value):
    return {f"request/{action}/{name}": value}


def on_group(action, **also):
    return of(action, "group", "hosted") | also


# Requirement: action, rulebook, what is changed in the golden case.
BREAKS = {
    "capacity-for-machines": ("create-machine", S, {PROD + "hosted_rpa_addons": 2}),
    "premium-to-create": ("create-machine", S, {ANN + "plans": ["Power Automate per user plan"]}),
    "premium-to-run": ("run-unattended", S, {ANN + "plans": []}),
    "premium-to-run-attended": ("run-attended", N, {ANN + "plans": []}),
    "preview-plan": ("create-machine", P, {ANN + "plans": []}),
    "preview-unattended-add-on": ("create-machine", P, {PROD + "unattended_rpa_addons": 0}),
    "windows-licence": ("create-machine", N, {ANN + "licences": ["Microsoft 365 F1"]}),
    "intune-licence": ("create-machine", N, {ANN + "licences": ["Windows 10/11 Enterprise E3"]}),
    "windows-365-licence": ("create-machine", P, {ANN + "licences": ["Microsoft 365 E3"]}),
    "plan-for-groups": ("create-group", S, {ANN + "plans": []}),
    "trial-seats": ("start-trial", S, of("start-trial", "seats", 21)),
    "trial-by-administrator": ("start-trial", S, {"people/root/admin_roles": []}),
    "extended-once": ("extend-trial", S, {"tenant/addon_trial/extensions": 1}),
    "trial-not-over": ("extend-trial", S, {"tenant/addon_trial/started": golden.ago(golden.INSTANTS[S], 60)}),
    "entra-tenant": ("create-machine", S, {"tenant/entra": "absent"}),
    "intune-tenant": ("create-machine", S, {"tenant/intune/state": "absent"}),
    "windows-enrolment": ("create-machine", S, {"tenant/intune/default_restriction": "blocked"}),
    "automatic-enrolment": ("create-machine", S, {"tenant/intune/automatic_enrolment": "disabled"}),
    "service-principals-preview": ("create-machine", P, {"tenant/service_principals/windows_365": "absent"}),
    "service-principals-after-failure": ("create-machine", S, {
        "tenant/failed_for_service_principal": True, "tenant/service_principals/azure_virtual_desktop": "absent"}),
    "default-image-shared": ("create-machine", N, DEFAULT | of("create-machine", "image", "default")),
    "machines-switched-on": ("create-machine", S, {PROD + "features/hosted_machines": "disabled"}),
    "machines-switched-on-to-run": ("run-unattended", N, {PROD + "features/hosted_machines": "disabled"}),
    "groups-switched-on": ("create-group", S, {PROD + "features/hosted_machine_groups": "disabled"}),
    "groups-switched-on-to-run": ("run-unattended", N, on_group("run-unattended") | {PROD + "features/hosted_machine_groups": "disabled"}),
    "work-accounts-switched-on": ("run-unattended", N, on_group("run-unattended") | {PROD + "features/group_work_accounts": "disabled"}),
    "work-accounts-in-tenant": ("create-group", S, of("create-group", "work_accounts", True) | {"tenant/group_work_accounts": "disabled"}),
    "work-accounts-in-cloud": ("create-group", S, of("create-group", "work_accounts", True) | {"tenant/cloud": "gcc-high"}),
    "extensions-version": ("create-machine", N, {PROD + "flow_extensions_version": "1.2.4.0"}),
    "no-teams-environment": ("create-machine", N, {PROD + "kind": "teams"}),
    "creator-exists": ("create-machine", S, {ANN + "account": "deleted"}),
    "account-exists": ("run-unattended", N, {ANN + "account": "deleted"}),
    "flow-owner-exists": ("run-unattended", T, {FLOW + "owner": "bo", "people/bo/account": "deleted"}),
    "level-authentication-off": ("run-unattended", S, {M1 + "network_level_authentication": "enabled"}),
    "level-authentication-newer-way": ("run-unattended", N, {
        M1 + "network_level_authentication": "enabled", "tenant/remote_desktop/consent_hidden": False}),
    "may-sign-in-remotely": ("run-unattended", N, {M1 + "windows/remote_desktop_users": [], M1 + "windows/administrators": []}),
    "service-may-sign-in-remotely": ("run-unattended", N, {M1 + "windows/runtime_in_remote_desktop_users": False}),
    "desktop-version": ("run-unattended", N, {M1 + "desktop_version": "2.8.73.21118"}),
    "connection-exists": ("run-unattended", S, {M1 + "connections": []}),
    "account-added": ("run-unattended", N, of("run-unattended", "account", "bo")),
    "public-cloud": ("create-machine", S, {"tenant/cloud": "gcc"}),
    "geography-offered": ("create-machine", P, {PROD + "geography": "Norway"}),
    "geography-opened": ("create-machine", S, {PROD + "geography": "Germany"}),
    "cross-geo": ("create-machine", S, {PROD + "cross_geo": "disabled", "tenant/country": "JP"}),
    "same-geo-in-preview": ("create-machine", P, {"tenant/country": "JP"}),
    "group-cloud": ("create-group", S, {"tenant/cloud": "china"}),
    "group-geography-offered": ("create-group", S, {PROD + "geography": "Singapore"}),
    "group-geography-opened": ("create-group", N, {PROD + "geography": "Singapore"}),
    "image-cloud": ("create-image", S, {"tenant/cloud": "gcc-high"}),
    "image-geography": ("create-image", P, {PROD + "geography": "Norway"}),
    "image-geography-opened": ("create-image", S, {PROD + "geography": "Germany"}),
    "network-cloud": ("create-network", S, {"tenant/cloud": "gcc-high"}),
    "network-geography": ("create-network", P, {PROD + "geography": "Norway"}),
    "network-geography-opened": ("create-network", S, {PROD + "geography": "Germany"}),
    "bots-on-network": ("run-unattended", N, on_group("run-unattended") | {HOSTED + "network": "corp"}),
    "windows-version": ("create-machine", S, {FINANCE + "os/family": "windows-10", FINANCE + "os/version": "2004", FINANCE + "os/build": steps.ERASED}),
    "windows-enterprise": ("create-machine", S, {FINANCE + "os/edition": "pro"}),
    "generation-2": ("create-image", P, {FINANCE + "generation": 1}),
    "generalized": ("create-group", N, {SHARED + "generalized": False}),
    "single-session": ("create-image", S, {FINANCE + "session": "multi"}),
    "no-recovery-partition": ("create-image", S, {FINANCE + "recovery_partition": "present"}),
    "disk-within-target": ("create-image", S, {FINANCE + "os_disk_gb": 257}),
    "group-disk": ("create-image", S, of("create-image", "image", "shared") | {SHARED + "os_disk_gb": 128}),
    "group-edge": ("create-group", S, {SHARED + "edge_version": 79}),
    "trusted-launch": ("create-machine", S, {FINANCE + "security_type": "standard"}),
    "gallery-by-roles": ("create-machine", S, {FINANCE + "gallery/sharing": "community"}),
    "replicated": ("create-machine", S, {FINANCE + "regions": ["westeurope"]}),
    "replicated-for-groups": ("create-group", S, {PROD + "geography": "United Kingdom", SHARED + "regions": ["uksouth"]}),
    "windows-365-reads-subscription": ("create-image", S, {"subscriptions/sub/grants": []}),
    "groups-principal-reads-gallery": ("create-group", N, {"subscriptions/sub/grants": []}),
    "groups-principal-there": ("create-group", N, {"tenant/service_principals/hosted_machine_groups": "absent"}),
    "maker-reads-gallery": ("create-image", S, {FINANCE + "gallery/readers": [], "subscriptions/sub/grants": golden.grants(False)[:5]}),
    "usage-for-machines": ("create-machine", S, {FINANCE + "usage": "hosted-machine-group"}),
    "usage-for-groups": ("create-group", S, of("create-group", "image", "finance")),
    "image-shared": ("create-machine", S, {FINANCE + "owner": "bo"}),
    "version-usable": ("create-machine", S, {FINANCE + "version_status": "provisioning-failed"}),
    "system-taken": ("create-machine", S, {FINANCE + "windows_365_support": "refused"}),
    "runtime-not-registered": ("create-image", S, {FINANCE + "runtime_registered": True}),
    "same-security-type": ("edit-group", N, of("edit-group", "image", "finance") | {HOSTED + "image": "shared", FINANCE + "security_type": "standard"}),
    "images-in-cloud": ("create-group", S, {"tenant/cloud": "dod"}),
    "network-region": ("create-network", S, {CORP + "region": "westeurope"}),
    "group-network-region": ("create-network", N, of("create-network", "network", "groups") | {GROUPS + "region": "westeurope"}),
    "subscription-enabled": ("create-network", S, {"subscriptions/sub/state": "disabled"}),
    "subnet-chosen": ("create-network", S, of("create-network", "subnet", "")),
    "addresses-free": ("create-machine", S, {CORP + "subnet/free": 0}),
    "subnet-not-of-groups": ("create-machine", N, {CORP + "subnet/delegation": "Microsoft.PowerAutomate/hostedRpa"}),
    "subscription-readable": ("create-network", S, {"subscriptions/sub/grants": []}),
    "contributor-on-group": ("create-network", S, {"subscriptions/sub/grants": golden.grants(True)}),
    "contributor-on-network": ("create-machine", S, {"subscriptions/sub/grants": golden.grants(True)}),
    "interface-contributor-on-group": ("create-network", N, {"subscriptions/sub/grants": golden.grants(False)}),
    "network-user-on-network": ("create-machine", N, {"subscriptions/sub/grants": golden.grants(False)}),
    "maker-reads-network": ("create-network", S, {CORP + "readers": [], "subscriptions/sub/grants": golden.grants(False)[:5]}),
    "connection-shared": ("create-machine", S, {CORP + "connection/owner": "bo"}),
    "connection-usage": ("create-machine", N, {CORP + "connection/usage": "hosted-machine-group"}),
    "group-connection-usage": ("create-group", N, of("create-group", "network", "corp")),
    "connection-usable": ("create-machine", S, {CORP + "connection/state": "error"}),
    "networks-left": ("create-network", S, {"tenant/custom_networks": 30}),
    "no-hybrid-join-yet": ("create-machine", P, HYBRID),
    "domain-unit": ("create-machine", N, HYBRID | {CORP + "domain/organizational_unit": "unsynchronised"}),
    "domain-name": ("create-network", N, HYBRID | {CORP + "domain/dns_name": ""}),
    "domain-join-user": ("create-network", N, HYBRID | {CORP + "domain/join_user": ""}),
    "domain-join-password": ("create-network", N, HYBRID | {CORP + "domain/join_password": "absent"}),
    "domain-resolved": ("create-machine", N, HYBRID | {CORP + "domain/dns": "azure"}),
    "domain-controller": ("create-machine", N, HYBRID | {CORP + "domain/controller_in_sight": False}),
    "domain-join-rights": ("create-machine", N, HYBRID | {CORP + "domain/join_rights": False}),
    "creator-in-both": ("create-machine", N, HYBRID | {ANN + "identity": "cloud"}),
    "windows-365-addresses": ("create-machine", N, {CORP + "windows_365_endpoints": "blocked"}),
    "runtime-addresses": ("create-machine", N, {CORP + "runtime_endpoints": "blocked"}),
    "registration-port": ("create-machine", N, {CORP + "registration_port": "blocked"}),
    "interfaces-allowed": ("create-machine", S, {CORP + "policy_denies_interfaces": True}),
    "health-check": ("create-machine", S, {CORP + "connection/health": "failed"}),
    "no-group-networks-yet": ("create-group", S, of("create-group", "network", "groups")),
    "groups-principal-on-network": ("create-group", N, of("create-group", "network", "groups") | {"subscriptions/sub/grants": []}),
    "groups-principal-there-for-network": ("create-network", N, of("create-network", "network", "groups") | {
        "tenant/service_principals/hosted_machine_groups": "absent"}),
    "subnet-delegated": ("create-network", N, of("create-network", "network", "groups") | {GROUPS + "subnet/delegation": "none"}),
    "group-runtime-addresses": ("create-group", N, of("create-group", "network", "groups") | {GROUPS + "runtime_endpoints": "blocked"}),
    "runtime-reached": ("run-unattended", N, {CORP + "runtime_endpoints": "blocked"}),
    "name-given": ("create-machine", S, of("create-machine", "name", "")),
    "name-length": ("create-image", S, of("create-image", "name", "x" * 101)),
    "description-length": ("create-group", S, of("create-group", "description", "x" * 2001)),
    "image-name-unused": ("create-image", S, of("create-image", "name", "Claims")),
    "network-name-unused": ("create-network", S, of("create-network", "name", "Branch")),
    "machines-in-preview": ("create-machine", P, {"tenant/hosted_machines": 10}),
    "groups-per-environment": ("create-group", S, {PROD + "hosted_machine_groups": 10}),
    "bots-per-group": ("create-group", S, of("create-group", "max_bots", 51) | {PROD + "hosted_rpa_addons": 60}),
    "bots-within-capacity": ("create-group", S, of("create-group", "max_bots", 6)),
    "committed-within-maximum": ("create-group", N, of("create-group", "committed_bots", 2)),
    "committed-within-capacity": ("create-group", S, of("create-group", "committed_bots", 4) | of("create-group", "max_bots", 4)),
    "room-in-group": ("add-to-group", S, {POOL + "members": ["m2"] + [f"w{at}" for at in range(49)]}),
    "group-of-machines": ("add-to-group", S, of("add-to-group", "group", "hosted")),
    "group-of-one-environment": ("add-to-group", S, {POOL + "environment": "other"}),
    "group-not-empty": ("run-unattended", S, of("run-unattended", "group", "pool") | {POOL + "members": []}),
    "group-usable": ("run-unattended", S, on_group("run-unattended") | {HOSTED + "state": "deleted"}),
    "pool-not-empty": ("run-unattended", T, on_group("run-unattended") | {PROD + "hosted_process": 2}),
    "role-to-create-machine": ("create-machine", S, {ANN + "roles/prod": ["Desktop Flows Machine Configuration Admin"]}),
    "role-to-create-image": ("create-image", S, {ANN + "roles/prod": ["Desktop Flows Machine Owner"]}),
    "role-to-create-network": ("create-network", S, {ANN + "roles/prod": ["Desktop Flows Machine Owner"]}),
    "role-to-share-image": ("share-image", S, {ANN + "roles/prod": ["Desktop Flows Machine Owner"]}),
    "role-to-share-network": ("unshare-network", S, {ANN + "roles/prod": ["Desktop Flows Machine Owner"]}),
    "role-to-share-default-image": ("share-default-image", S, {"people/root/roles/prod": ["Environment Maker"]}),
    "role-to-create-group": ("create-group", S, {ANN + "roles/prod": ["Desktop Flows Machine User"]}),
    "role-to-run": ("run-unattended", S, {ANN + "roles/prod": []}),
    "shared-to-run": ("run-unattended", S, {M1 + "creator": "root"}),
    "may-edit": ("edit", S, {"request/actor": "bo"}),
    "may-group": ("add-to-group", S, {"request/actor": "bo"}),
    "may-share-machine": ("share-machine", S, {"request/actor": "bo"}),
    "may-edit-group": ("edit-group", S, {"request/actor": "bo"}),
    "may-set-maintenance": ("set-maintenance", S, {"request/actor": "bo"}),
    "may-change-priority": ("change-priority", S, {"request/actor": "bo"}),
    "creator-opens": ("open-in-browser", S, {"request/actor": "root"}),
    "work-account-opens": ("open-in-browser", S, {ANN + "account_kind": "personal"}),
    "administrator-changes-cross-geo": ("change-cross-geo", S, {"request/actor": "ann"}),
    "machine-active": ("open-in-browser", S, {M1 + "status": "provisioning"}),
    "machine-connected": ("run-unattended", S, {M1 + "connectivity": "disconnected"}),
    "record-usable": ("edit", S, {M1 + "status": "removed"}),
    "record-there": ("delete", S, {M1 + "status": "deleted"}),
    "not-swept": ("run-unattended", N, {PROD + "hosted_process": 0, M1 + "last_run": "none", M1 + "last_desktop_use": golden.ago(golden.INSTANTS[N], 14)}),
    "group-not-swept": ("run-unattended", S, on_group("run-unattended") | {HOSTED + "last_run": golden.ago(golden.INSTANTS[S], 28, 1)}),
    "uncommitted-group-not-swept": ("run-unattended", N, on_group("run-unattended") | {HOSTED + "last_run": golden.ago(golden.INSTANTS[N], 28, 1)}),
    "member-by-its-group": ("set-maintenance", S, of("set-maintenance", "machine", "m2") | {POOL + "maintenance": "enabled"}),
    "not-over-time-in-queue": ("run-unattended", N, {M1 + "queue/waiting_minutes": 361}),
    "run-within-a-day": ("run-unattended", S, {FLOW + "expected_minutes": 1441}),
    "user-signed-in": ("run-attended", S, {M1 + "windows/session": "locked"}),
    "no-session-open": ("run-unattended", S, {M1 + "windows/session": "locked", M1 + "windows/session_user": "bo", M1 + "windows/session_reuse": "enabled"}),
    "groups-run-unattended": ("run-attended", S, on_group("run-attended")),
    "no-sign-in-to-groups": ("open-in-browser", S, on_group("open-in-browser")),
    "direct-connection": ("run-unattended", S, {FLOW + "connection": "gateway"}),
    "name-form": ("run-unattended", S, {M1 + "windows/username": "domain-user"}),
    "group-name-form": ("run-unattended", S, on_group("run-unattended") | {HOSTED + "username": "domain-user"}),
    "no-foreign-provider": ("run-unattended", T, {M1 + "windows/credential_provider": "{36ed98c6-02ff-47e8-b7fe-957a411cea16}"}),
    "no-password-prompt": ("run-unattended", T, {M1 + "windows/password_prompt": "enabled"}),
    "not-elevated": ("run-unattended", S, {FLOW + "elevated": True}),
    "no-audio-or-camera": ("run-unattended", N, {FLOW + "audio_or_camera": True}),
}


# What rulings say of one case under two rulebooks or at two limits: action, rulebook, instant, changes, outcome.
RULED = [
    ("create-machine", S, None, {CORP + "created": "2023-12-01"}, "ready"),
    ("create-machine", N, None, {CORP + "created": "2023-11-25", "subscriptions/sub/grants": golden.grants(False)}, "ready"),
    ("create-machine", N, None, {CORP + "created": "2023-11-26", "subscriptions/sub/grants": golden.grants(False)}, "blocked"),
    ("create-machine", S, "2024-06-01T00:00:00Z", {CORP + "created": "2023-12-01"}, "ready"),
    ("create-machine", N, "2024-06-01T00:00:00Z", {CORP + "created": "2023-12-01"}, "blocked"),
    ("create-machine", N, None, {CORP + "created": steps.ERASED, "subscriptions/sub/grants": golden.grants(False)}, "needs-facts"),
    ("create-machine", S, None, {ANN + "plans": ["Power Automate Premium trial"]}, "ready"),
    ("create-machine", S, None, {ANN + "plans": [], PROD + "hosted_rpa_addons": 0, ANN + "self_assisted_trial": golden.ago(golden.INSTANTS[S], 90)}, "blocked"),
    ("create-machine", S, None, {ANN + "plans": [], PROD + "hosted_rpa_addons": 0, ANN + "self_assisted_trial": golden.ago(golden.INSTANTS[S], 90, -1)}, "ready"),
    ("create-machine", N, None, {"tenant/country": "DE", PROD + "cross_geo": "disabled"}, "ready"),
    ("create-machine", S, None, {FINANCE + "os_disk_gb": 256}, "ready"),
    ("create-machine", S, None, {HOSTED + "committed_bots": 3}, "blocked"),
    ("run-unattended", T, None, {M1 + "queue/waiting_minutes": 720}, "ready"),
    ("run-unattended", T, None, {M1 + "queue/waiting_minutes": 721}, "blocked"),
    ("run-unattended", T, golden.INSTANTS[N], {M1 + "queue/waiting_minutes": 361}, "blocked"),
    ("run-unattended", N, golden.INSTANTS[T], {M1 + "queue/waiting_minutes": 361}, "blocked"),
    ("run-unattended", N, None, HYBRID | {M1 + "windows/username": "domain-user"}, "ready"),
    ("run-unattended", T, None, HYBRID | {M1 + "windows/password_prompt": "enabled"}, "ready"),
    ("run-unattended", N, None, {M1 + "windows/remote_desktop_users": [], M1 + "windows/administrators": steps.ERASED}, "needs-facts"),
    ("run-attended", N, None, {M1 + "creator": steps.ERASED}, "needs-facts"),
    ("add-to-group", N, None, {"request/actor": "bo", "request/add-to-group/machine": steps.ERASED}, "needs-facts"),
    ("create-image", N, None, of("create-image", "image", "shared") | {SHARED + "session": "multi"}, "ready"),
    ("edit", S, None, {"request/actor": "bo", M1 + "shared_with": [{"person": "bo", "level": "co-owner"}], "people/bo/roles/prod": []}, "ready"),
    ("create-machine", S, golden.INSTANTS[T], {PROD + "geography": "Singapore"}, "blocked"),
]


def changed(action, rulebook, as_of, changes):
    case = golden.golden(action, rulebook, as_of)
    for path, value in changes.items():
        generate.put(case, path, value)
    if f"request/{action}/group" in changes and action != "add-to-group":
        case["request"][action].pop("machine", None)
    return case


class Oracle(unittest.TestCase):
    def test_golden_cases_are_ready(self):
        for rulebook in values.RULEBOOKS:
            for action in golden.REQUESTS:
                with self.subTest(action=action, rulebook=rulebook):
                    self.assertEqual(oracle.judge(golden.golden(action, rulebook), rulebook), {"outcome": "ready", "broken": [], "unknown": []})

    def test_every_requirement_can_be_broken(self):
        self.assertEqual({row.name for row in oracle.ROWS}, set(BREAKS))
        self.assertEqual(len(oracle.ROWS), len(BREAKS), "a name stands twice")
        for name, (action, rulebook, changes) in BREAKS.items():
            with self.subTest(name=name):
                judged = oracle.judge(changed(action, rulebook, None, changes), rulebook)
                self.assertIn(name, [row["name"] for row in judged["broken"]])

    def test_rulings(self):
        for action, rulebook, as_of, changes, outcome in RULED:
            with self.subTest(action=action, rulebook=rulebook, changes=changes):
                self.assertEqual(oracle.judge(changed(action, rulebook, as_of, changes), rulebook)["outcome"], outcome)

    def test_every_source_is_named(self):
        self.assertEqual([row.name for row in oracle.ROWS if not row.source], [])

    def test_values_are_published_in_order(self):
        for key, entries in values.TABLE.items():
            days = [entry.held.since or entry.held.published for entry in entries]
            self.assertEqual(days, sorted(days), key)


def leaves(node, path=()):
    """Paths of the facts of a case, without its request."""
    if isinstance(node, dict) and node and path[-1:] != ("hosted_machines",):
        for key, value in node.items():
            if path or key not in ("request", "as_of"):
                yield from leaves(value, (*path, key))
    elif path:
        yield path


class Erasure(unittest.TestCase):
    def test_erasing_a_fact_never_turns_a_requirement_round(self):
        draw = random.Random("erasure")
        for number in range(200):
            made = generate.make("erasure", number)
            case, rulebook = made["case"], made["options"]["rulebook"]
            before = {row.name: row.judge(View(case, rulebook)) for row in oracle.ROWS}
            path = draw.choice(list(leaves(case)))
            erased = json.loads(json.dumps(case))
            generate.put(erased, "/".join(path), steps.ERASED)
            for row in oracle.ROWS:
                after = row.judge(View(erased, rulebook))
                with self.subTest(number=number, path=path, row=row.name):
                    self.assertIn(after, (before[row.name], None))


class Generator(unittest.TestCase):
    def test_a_number_is_always_the_same_case(self):
        self.assertEqual(generate.make("1", 77), generate.make("1", 77))
        self.assertNotEqual(generate.make("1", 77), generate.make("2", 77))

    def test_all_actions_and_rulebooks_are_made(self):
        made = [generate.make("1", number) for number in range(400)]
        self.assertEqual({one["options"]["rulebook"] for one in made}, set(values.RULEBOOKS))
        self.assertEqual({key for one in made for key in one["case"]["request"] if key != "actor"}, set(golden.REQUESTS))


class Comparison(unittest.TestCase):
    expected = {"outcome": "blocked", "broken": [{"name": "generation-2", "at": "/images/finance/generation"}], "unknown": []}

    def check(self, findings, outcome, want):
        report = {"outcome": outcome, "findings": findings, "questions": []}
        self.assertEqual(compare.difference(self.expected, report), want)

    def test_the_same_place_agrees(self):
        self.check([{"level": "error", "code": "IMG004", "at": "/images/finance/generation"}], "blocked", None)

    def test_another_place_is_named(self):
        other = {"level": "error", "code": "IMG005", "at": "/images/finance/generalized"}
        self.check([other], "blocked", ("both blocked", "only oracle: generation-2; only program: IMG005 /images/*/generalized"))

    def test_only_open_requirements_are_explained(self):
        self.assertEqual(reasons.explain(("oracle blocked, program ready", "name-length, description-length")), reasons.NEIGHBOURING)
        self.assertIsNone(reasons.explain(("oracle blocked, program ready", "name-length, generation-2")))
        self.assertIsNone(reasons.explain(("both blocked", "only oracle: name-length; only program: IMG004 /images/*/generation")))
        self.assertTrue(set(reasons.ROOM) <= {row.name for row in oracle.ROWS})

    def test_another_outcome_is_named(self):
        self.check([], "ready", ("oracle blocked, program ready", "generation-2"))


if __name__ == "__main__":
    unittest.main()
