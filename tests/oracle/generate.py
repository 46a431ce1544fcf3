"""Make cases over all actions and rulebooks from a seed: the golden case with a few places changed, erased or made partial."""

import argparse
import copy
import json
import random
import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import breaks  # noqa: E402
import golden  # noqa: E402
import oracle  # noqa: E402
import steps  # noqa: E402
import values  # noqa: E402
import variants  # noqa: E402
from view import View  # noqa: E402

MIXED = (
    (values.NEWEST, "2024-02-12T09:00:00Z"), (values.PROCESS, "2024-02-12T09:00:00Z"), (values.GENERAL, "2025-10-14T09:00:00Z"),
    (values.PROCESS, "2025-10-14T09:00:00Z"), (values.NEWEST, "2025-04-14T09:00:00Z"), (values.NEWEST, "2023-03-14T09:00:00Z"),
    *((rulebook, instant) for rulebook, days in (
        (values.GENERAL, ("2024-01-24", "2024-05-02", "2025-03-10")), (values.PROCESS, ("2024-01-24", "2024-05-02", "2025-03-10", "2025-10-02")),
        (values.NEWEST, ("2024-01-24", "2024-05-02", "2025-03-10", "2025-04-23", "2025-07-11", "2025-10-02")))
      for day in days for instant in (golden.ago(day, 0, 1), f"{day}T00:00:00Z")),
    *((rulebook, "2025-10-14T09:00:00Z") for rulebook in ("2024-05-02", "2025-04-22", "2025-04-23", "2025-07-10", "2025-07-11", "2025-10-01")),
)
LATER = ("create-group", "edit-group", "change-cross-geo", "start-trial", "extend-trial", "request-capacity")
PREVIEW_ACTIONS = tuple(name for name in golden.REQUESTS if name not in LATER)


def put(case, path, value):
    """Set what stands at a path, or take it away."""
    *way, last = path.split("/")
    here = case
    for step in way:
        here = here.setdefault(step, {})
    if value == steps.ERASED:
        here.pop(last, None)
    else:
        here[last] = copy.deepcopy(value)


def get(case, path):
    here = case
    for step in path.split("/"):
        here = here.get(step) if isinstance(here, dict) else None
    return here


def change(case, path, options, draw):
    """Choose what becomes of one place."""
    now = get(case, path)
    kind = draw.random()
    if path in ("request/actor",):
        kind = 1.0
    if isinstance(now, list) and kind < 0.2:
        kept = [item for item in now if draw.random() < 0.5]
        return {"items": kept, "complete": False}
    if kind < 0.3 and not (path.startswith("request/") and path.endswith(("environment", "name"))):
        return steps.ERASED
    return draw.choice(options) if options else steps.ERASED


def mend(case, action):
    """Keep a case free of statements that exclude each other, which the program refuses."""
    asked = case["request"][action]
    if asked.get("group") and action != "add-to-group":
        asked.pop("machine", None)
    for name in ("m1", "m2"):
        mend_machine(case["machines"][name])
    for name in list(case["groups"]["pool"].get("members") or []):
        if name not in case["machines"] and isinstance(case["groups"]["pool"]["members"], list):
            case["machines"][name] = copy.deepcopy(case["machines"]["m2"])
    here = sum(machine.get("environment") == "prod" for machine in case["machines"].values())
    prod = case["environments"]["prod"]
    for place, listed in ((prod, here), (case["tenant"], len(case["machines"]))):
        if isinstance(place.get("hosted_machines"), int):
            place["hosted_machines"] = max(place["hosted_machines"], listed)
    mend_groups(case)
    for network in case["networks"].values():
        if network.get("created", "") > case["as_of"]:
            network.pop("created")
        mend_health(network.get("connection", {}))
    for image in case["images"].values():
        mend_system(image.get("os", {}))
    names = {role for person in case["people"].values() for role in _roles(person)}
    if "Custom" in {grant["role"] for grant in _grants(case)}:
        case.setdefault("azure_roles", {}).setdefault("Custom", {"actions": steps.AZURE_ACTIONS[0]})
    if "Own" in names:
        case.setdefault("roles", {}).setdefault("Own", {"privileges": steps.OWN_ROLES[0]})


def mend_health(connection):
    """Let a health check that ended in an error have failed."""
    if connection.get("health_error") not in (None, "none"):
        connection["health"] = "failed"
    elif connection.get("health") == "failed":
        connection.pop("health_error", None)


def mend_machine(machine):
    """Let a session have a user, and nothing be used before it was asked for."""
    session = machine["windows"]
    if session.get("session") == "none":
        session["session_user"] = "none"
    elif session.get("session") and session.get("session_user") == "none":
        session["session_user"] = "ann"
    for key in ("last_run", "last_desktop_use"):
        if machine.get(key) not in (None, "none") and machine[key] < machine.get("requested", ""):
            machine[key] = machine["requested"]


VERSIONS = {"windows-10": ("1909", "2004", "20H2", "21H1", "21H2", "22H2"), "windows-11": ("21H2", "22H2", "23H2", "24H2")}
BUILDS = {"21H2": 22000, "22H2": 22621, "23H2": 22631, "24H2": 26100}


def mend_system(system):
    """Name only versions that exist, and the build of a version."""
    known = VERSIONS.get(system.get("family"))
    if known and system.get("version") not in (None, *known):
        system["version"] = known[-1]
    if system.get("version") is not None and BUILDS.get(system["version"]) != system.get("build") or known is None:
        system.pop("build", None)
    if system.get("build") and (system["build"] >= BUILDS["21H2"] or system["build"] == 21996) != (system["family"] == "windows-11"):
        system.pop("build")


def mend_groups(case):
    """Make members and the group a machine names agree."""
    members = case["groups"]["pool"].get("members")
    first = case["machines"]["m1"]
    if first.get("group") == "pool" and isinstance(members, list) and "m1" not in members:
        members.append("m1")
    if isinstance(members, list) and "m2" not in members:
        case["machines"]["m2"]["group"] = "none"
    if isinstance(members, dict):
        case["machines"]["m2"].pop("group", None)


def start(case, action, unit, draw, changed):
    """Begin at another complete case, where an action has several."""
    known = variants.VARIANTS.get(action)
    for path, value in (draw.choice(known) if known else {}).items():
        path = path.format(action=action, unit=unit)
        put(case, path, value)
        changed.append(path)


def _grants(case):
    listed = case["subscriptions"]["sub"].get("grants") or []
    return listed["items"] if isinstance(listed, dict) else listed


def _roles(person):
    listed = person.get("roles", {}).get("prod") or []
    return listed.get("items", []) if isinstance(listed, dict) else listed


def possible(row, action, rulebook, as_of):
    """Whether a requirement holds, and an action is there, under a rulebook at an instant."""
    era = min(rulebook, as_of[:10])
    return row.held.in_force(rulebook, as_of[:10]) and (era >= values.GENERAL or action in PREVIEW_ACTIONS)


@cache
def cells():
    """Every requirement in every action and rulebook in which it holds."""
    return [(row, action, rulebook) for row in oracle.ROWS for rulebook in values.RULEBOOKS for action in row.actions
            if possible(row, action, rulebook, golden.INSTANTS[rulebook])]


def broken_by(way, row, action, rulebook, as_of):
    """The golden case broken in one way, or nothing where that way does not break the requirement."""
    case = golden.golden(action, rulebook, as_of)
    for path, value in breaks.changes(way, action, rulebook, as_of).items():
        put(case, path, value)
    mend(case, action)
    return None if row.judge(View(case, rulebook)) is not False else case


def aimed(number, draw):
    """A case that aims at one requirement: the first time round it is broken and nothing else changed."""
    turn, cell = divmod(number, len(cells()))
    row, action, rulebook = cells()[cell]
    as_of = golden.INSTANTS[rulebook]
    ways = breaks.ways(row, action)
    if turn == 0:
        way, case = next((way, case) for way in ways if (case := broken_by(way, row, action, rulebook, as_of)))
        return case, action, rulebook, list(breaks.changes(way, action, rulebook, as_of))
    if draw.random() < 0.15:
        rulebook, as_of = draw.choice([mix for mix in MIXED if possible(row, action, *mix)] or [(rulebook, as_of)])
    case = golden.golden(action, rulebook, as_of)
    changes = breaks.changes(draw.choice(ways), action, rulebook, as_of)
    opened = draw.random() < 0.2
    for path, value in changes.items():
        put(case, path, steps.ERASED if opened and not path.startswith("request/") else value)
    changed = list(changes)
    alter(case, action, draw, draw.choice((0, 1, 1, 2)), changed)
    return case, action, rulebook, changed


def drawn(draw):
    """A case of any action with a few places changed."""
    if draw.random() < 0.15:
        rulebook, as_of = draw.choice(MIXED)
    else:
        rulebook = draw.choice(values.RULEBOOKS)
        as_of = golden.INSTANTS[rulebook]
    era = min(rulebook, as_of[:10])
    actions = PREVIEW_ACTIONS if era < values.GENERAL else tuple(golden.REQUESTS)
    weights = [6 if name in ("create-machine", "create-image", "create-network", "create-group", "run-unattended") else 2 for name in actions]
    action = draw.choices(actions, weights)[0]
    case = golden.golden(action, rulebook, as_of)
    changed = []
    if draw.random() < 0.7:
        start(case, action, "hosted_process" if era >= values.PROCESS else "hosted_rpa_addons", draw, changed)
    alter(case, action, draw, draw.choice((1, 1, 1, 2, 2, 3)), changed)
    return case, action, rulebook, changed


def alter(case, action, draw, times, changed):
    """Change a few places, mostly ones that the action has to do with."""
    modern = golden.unit(case) == "hosted_process"
    for _ in range(times):
        known = steps.places(case, action, modern)
        path = draw.choice(steps.near(case, action, modern) if draw.random() < 0.9 else list(known))
        put(case, path, change(case, path, known[path], draw))
        changed.append(path)
    if "Custom" in {grant["role"] for grant in _grants(case)} and draw.random() < 0.9:
        case["azure_roles"] = {"Custom": {"actions": draw.choice(steps.AZURE_ACTIONS)}}
    if "Own" in {role for person in case["people"].values() for role in _roles(person)}:
        case.setdefault("roles", {})["Own"] = {"privileges": draw.choice(steps.OWN_ROLES)}


def facts(node, path=()):
    """Paths of the plain facts of a case, its request left out."""
    for key, value in node.items():
        if isinstance(value, dict):
            if path or key != "request":
                yield from facts(value, (*path, key))
        elif path and key not in ("complete", "at_least", "value") and isinstance(value, (str, int)):
            yield (*path, key)


def dress(case, draw):
    """Say of one fact how it is known, which changes nothing of what it says."""
    path = "/".join(draw.choice(list(facts(case))))
    known = draw.choice(({}, {"observed_at": case["as_of"]}, {"attested": {"by": "ann", "on": case["as_of"][:10]}}))
    put(case, path, {"value": get(case, path)} | known)


def make(seed, number):
    """The case of one number: the same for the same seed, whatever else is made."""
    draw = random.Random(f"{seed}:{number}")
    half, odd = divmod(number, 2)
    case, action, rulebook, changed = drawn(draw) if odd else aimed(half, draw)
    mend(case, action)
    if number >= 2 * len(cells()) and draw.random() < 0.1:
        dress(case, draw)
    return {"case": case, "options": {"rulebook": rulebook}, "changed": changed}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    for number in range(asked.first, asked.first + asked.count):
        document = make(asked.seed, number)
        del document["changed"]
        print(json.dumps(document))


if __name__ == "__main__":
    main()
