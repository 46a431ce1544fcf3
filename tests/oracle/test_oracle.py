"""The oracle itself: golden cases are ready, every requirement can be broken, erasing never turns an answer round."""

import copy
import json
import random
import unittest

import breaks
import compare
import completions
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


OF_OWN = [{"principal": principal, "role": "Net", "scope": "subscription"} for principal in ("windows-365", "ann")]
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
    ("create-machine", S, None, {ANN + "plans": [], PROD + "hosted_rpa_addons": 0, ANN + "self_assisted_trial": golden.ago(golden.INSTANTS[S], 90, -1),
                                  M1 + "requested": golden.ago(golden.INSTANTS[S], 90), "machines/m2/requested": golden.ago(golden.INSTANTS[S], 90)}, "ready"),
    ("create-machine", S, None, {ANN + "plans": [], PROD + "hosted_rpa_addons": 0, ANN + "self_assisted_trial": golden.ago(golden.INSTANTS[S], 70)}, "blocked"),
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
    ("edit-group", N, None, {PROD + "hosted_process": 0, "people/bo/self_assisted_trial": "2025-04-01", "request/actor": "bo",
                             HOSTED + "shared_with": [{"person": "bo", "level": "co-owner"}]}, "blocked"),
    ("edit-group", N, None, {PROD + "hosted_process": 0, ANN + "self_assisted_trial": "2025-04-01"}, "ready"),
    # A personal account signs in to no hosted machine; a group may have machines of other kinds.
    ("run-unattended", P, None, {ANN + "account_kind": "personal"}, "blocked"),
    ("run-attended", T, None, {ANN + "account_kind": "personal"}, "blocked"),
    ("run-unattended", N, None, of("run-unattended", "group", "pool") | {ANN + "account_kind": "personal"}, "blocked"),
    ("run-unattended", N, None, of("run-unattended", "group", "pool") | {"machines/m2/network_level_authentication": "enabled", "machines/m2/desktop_version": "2.49.0.0"}, "blocked"),
    ("run-unattended", S, None, of("run-unattended", "group", "pool") | {ANN + "plans": []}, "ready"),
    ("run-unattended", N, None, of("run-unattended", "group", "pool") | {PROD + "features/hosted_machines": "disabled"}, "blocked"),
    ("test-flow", N, None, of("test-flow", "group", "pool") | {"machines/m2/status": "failed"}, "blocked"),
    ("test-flow", N, None, {M1 + "windows/remote_desktop_users": []}, "blocked"),
    # An image or a connection for groups is added where groups are offered (ruling 21).
    ("create-image", S, None, of("create-image", "image", "shared") | {PROD + "geography": "Singapore"}, "blocked"),
    ("create-image", N, "2024-01-23T23:59:59Z", of("create-image", "image", "shared") | {PROD + "geography": "Singapore"}, "blocked"),
    ("create-network", N, golden.INSTANTS[S], of("create-network", "network", "groups") | {PROD + "geography": "Singapore"}, "blocked"),
    ("edit-group", N, None, {"request/edit-group/group": "pool", "request/edit-group/max_bots": 51}, "ready"),
    ("edit-group", N, None, {"request/edit-group/group": "pool", "request/edit-group/image": "finance"}, "ready"),
    ("edit-group", N, None, {"request/edit-group/group": steps.ERASED, "request/edit-group/image": "finance"}, "needs-facts"),
    ("edit-group", N, None, {"request/edit-group/group": steps.ERASED, "request/edit-group/max_bots": 51}, "needs-facts"),
    ("create-machine", S, None, {PROD + "hosted_machine_groups": 1, "groups_complete": False}, "ready"),
    ("create-machine", S, None, {PROD + "hosted_machine_groups": 2, "groups_complete": False}, "needs-facts"),
    # What an application, a second factor, a proxy and a name for a local domain mean to a run.
    ("run-unattended", N, None, {ANN + "account_kind": "application"}, "blocked"),
    ("run-unattended", N, None, {ANN + "multifactor": "policy", M1 + "windows/username": "local"}, "ready"),
    ("run-unattended", N, None, HYBRID | {ANN + "multifactor": "policy", M1 + "windows/username": "domain-user"}, "ready"),
    ("run-unattended", N, None, {ANN + "multifactor": "policy", FLOW + "authentication": "certificate"}, "ready"),
    ("run-unattended", N, None, of("run-unattended", "flow", steps.ERASED) | {ANN + "multifactor": "policy"}, "blocked"),
    ("run-unattended", N, None, {M1 + "proxy": "signed-in-users"}, "ready"),
    ("run-unattended", T, None, HYBRID | {M1 + "windows/password_prompt": "enabled", M1 + "windows/security_layer": "rdp"}, "blocked"),
    ("run-unattended", S, None, {M1 + "network_level_authentication": "enabled", M1 + "windows/username": "local"}, "ready"),
    ("run-unattended", S, None, {M1 + "network_level_authentication": "enabled", M1 + "windows/username": "local", M1 + "image": "default"}, "blocked"),
    ("run-unattended", N, None, {M1 + "windows/session": steps.ERASED}, "ready"),
    ("run-unattended", N, None, {M1 + "windows/session": steps.ERASED, M1 + "windows/session_user": "bo"}, "blocked"),
    # Paying for what is used (ruling 23), and one stock.
    ("create-machine", N, None, {PROD + "hosted_process": 2, PROD + "billing": "pay-as-you-go"}, "ready"),
    ("create-machine", N, None, {PROD + "hosted_process": 2, PROD + "billing": steps.ERASED}, "blocked"),
    ("create-machine", S, None, {PROD + "hosted_rpa_addons": 2, PROD + "billing": "pay-as-you-go"}, "blocked"),
    ("run-attended", N, None, {ANN + "plans": [], PROD + "billing": "pay-as-you-go"}, "ready"),
    ("test-flow", N, None, {ANN + "plans": [], PROD + "billing": "pay-as-you-go"}, "blocked"),
    ("run-unattended", T, None, of("run-unattended", "group", "hosted") | {PROD + "hosted_process": 2, HOSTED + "committed_bots": 2}, "blocked"),
    # Roles in Azure: wider scopes hold, what is denied only warns, names are read in any case of letters.
    ("create-network", S, None, {"subscriptions/sub/deny_assignments": [{"principal": "windows-365", "scope": "resource-group/rg-net"}]}, "ready"),
    ("create-network", S, None, {"subscriptions/sub/deny_assignments": steps.ERASED}, "ready"),
    ("create-image", N, None, of("create-image", "image", "shared") | {SHARED + "gallery/resource_group": steps.ERASED}, "needs-facts"),
    ("create-network", S, None, {"azure_roles": {"Net": {"actions": ["*/read", "Microsoft.Network/*"]}}, "subscriptions/sub/grants": OF_OWN}, "ready"),
    ("create-network", S, None, {"azure_roles": {"Net": {"actions": ["*/read"]}}, "subscriptions/sub/grants": OF_OWN}, "blocked"),
    ("create-network", N, None, {"azure_roles": {"Net": {"actions": ["*"]}}, "subscriptions/sub/grants": OF_OWN}, "blocked"),
    ("add-to-group", P, None, {"request/actor": "root", "request/add-to-group/machine": steps.ERASED}, "needs-facts"),
    # Who shares what, and how far.
    ("share-machine", N, None, {"request/actor": "bo", "people/bo/roles/prod": ["Desktop Flows Machine User Can Share"], "request/share-machine/level": "user"}, "ready"),
    ("share-machine", N, None, {"request/actor": "bo", "people/bo/roles/prod": ["Desktop Flows Machine User Can Share"]}, "blocked"),
    # What every use of an image or a network owes needs no use stated; every trial is weighed where none is named.
    ("create-image", N, None, {FINANCE + "usage": steps.ERASED, FINANCE + "generation": 1}, "blocked"),
    ("start-trial", N, None, {"request/start-trial/trial": steps.ERASED}, "ready"),
    ("extend-trial", S, None, {"request/extend-trial/trial": "premium", "tenant/addon_trial/started": steps.ERASED}, "ready"),
    ("extend-trial", S, None, {"request/extend-trial/trial": steps.ERASED, "tenant/addon_trial/extensions": 1}, "needs-facts"),
    ("create-network", N, None, {CORP + "subnet/delegation": "Microsoft.Web/serverFarms"}, "blocked"),
    ("create-network", N, None, {CORP + "subnet/way_out": "none"}, "ready"),
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

    def test_every_requirement_can_be_broken_in_every_action_and_rulebook(self):
        names = [row.name for row in oracle.ROWS]
        self.assertEqual(sorted(names), sorted(breaks.WAYS), "a name is missing or stands twice")
        for row, action, rulebook in generate.cells():
            with self.subTest(name=row.name, action=action, rulebook=rulebook):
                ways = breaks.ways(row, action)
                self.assertTrue(any(generate.broken_by(way, row, action, rulebook, golden.INSTANTS[rulebook]) for way in ways))

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
            path = draw.choice([path for path in leaves(case) if path[-1] != "billing"])  # Unless said, it is paid for beforehand.
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
        made = [generate.make("1", number) for number in range(1500)]
        self.assertLessEqual(set(values.RULEBOOKS), {one["options"]["rulebook"] for one in made})
        self.assertEqual({key for one in made for key in one["case"]["request"] if key != "actor"}, set(golden.REQUESTS))


    def test_every_requirement_is_broken_in_the_sample(self):
        wanted = {(row.name, action, rulebook) for row, action, rulebook in generate.cells()}
        seen = set()
        for number in range(2 * len(wanted)):
            made = generate.make("sample", number)
            action = next(key for key in made["case"]["request"] if key != "actor")
            broken = oracle.judge(made["case"], made["options"]["rulebook"])["broken"]
            seen |= {(row["name"], action, made["options"]["rulebook"]) for row in broken}
        self.assertEqual(wanted - seen, set())


    def test_how_a_fact_is_known_changes_nothing(self):
        for number in range(100):
            made = generate.make("dressed", number)
            dressed = copy.deepcopy(made["case"])
            generate.dress(dressed, random.Random(number))
            rulebook = made["options"]["rulebook"]
            with self.subTest(number=number):
                self.assertNotEqual(dressed, made["case"])
                self.assertEqual(oracle.judge(dressed, rulebook), oracle.judge(made["case"], rulebook))


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

    def test_what_one_defect_hides_is_not_missed(self):
        both = changed("create-machine", N, None, {"tenant/entra": "absent", "tenant/intune/state": "absent"})
        self.assertEqual([row["name"] for row in oracle.judge(both, N)["broken"]], ["entra-tenant"])
        open_first = changed("run-attended", N, None, {M1 + "status": steps.ERASED, M1 + "connectivity": "disconnected"})
        self.assertEqual(oracle.judge(open_first, N) | {"unknown": []}, {"outcome": "blocked", "broken": [], "unknown": []})

    def test_every_completion_is_judged_by_the_oracle(self):
        nowhere = changed("create-machine", N, None, {PROD + "geography": steps.ERASED, FINANCE + "regions": ["westeurope"]})
        here = changed("create-machine", N, None, {PROD + "geography": steps.ERASED})
        asked = ["/environments/prod/geography"]
        self.assertEqual(oracle.judge(nowhere, N)["outcome"], "needs-facts")
        self.assertTrue(completions.all_come_to("blocked", nowhere, N, asked))
        self.assertFalse(completions.all_come_to("blocked", here, N, asked))
        anywhere = changed("create-image", P, None, of("create-image", "environment", steps.ERASED) | of("create-image", "image", "shared"))
        asked_of = ["/request/create-image/environment"]
        self.assertEqual(oracle.judge(anywhere, P)["outcome"], "needs-facts")
        self.assertTrue(completions.all_come_to("ready", anywhere, P, asked_of))
        nameless = changed("create-image", P, None, {PROD + "geography": steps.ERASED} | of("create-image", "environment", steps.ERASED)
                           | of("create-image", "image", "shared"))
        self.assertTrue(completions.all_come_to("ready", nameless, P, asked_of))
        elsewhere = anywhere | {"environments": anywhere["environments"] | {"other": {"geography": "China"}}}
        self.assertFalse(completions.all_come_to("ready", elsewhere, P, asked_of))
        self.assertFalse(completions.all_come_to("ready", anywhere | {"environments_complete": False}, P, asked_of))
        self.assertFalse(completions.all_come_to("blocked", nowhere, N, ["/somewhere/else"]))

    def test_only_open_requirements_are_explained(self):
        self.assertIsNotNone(reasons.explain(("oracle blocked, program ready", "room-in-queue")))
        self.assertIsNotNone(reasons.explain(("both blocked", "only oracle: room-in-queue; only program: -")))
        self.assertIsNone(reasons.explain(("oracle blocked, program ready", "room-in-queue, generation-2")))
        self.assertIsNone(reasons.explain(("both blocked", "only oracle: room-in-queue; only program: IMG004 /images/*/generation")))
        self.assertTrue(set(reasons.ROOM) <= {row.name for row in oracle.ROWS})

    def test_another_outcome_is_named(self):
        self.check([], "ready", ("oracle blocked, program ready", "generation-2"))


if __name__ == "__main__":
    unittest.main()
