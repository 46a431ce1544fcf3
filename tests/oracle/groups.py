"""Requirements on machine groups: their numbers, their members, and the stock they draw from."""

import values
from licensing import committed, enough, machines_there, pay_as_you_go, units
from row import MAKE_GROUP, TESTED, UNATTENDED, Row
from three import at_most, covers, every, implies, is_, no, some
from values import C25, FROM_CAPACITY, FROM_GENERAL, FROM_PROCESS, G23, G25, M25, RULINGS

CHANGE = ("create-group", "edit-group")
GROUP = "/groups/{group}"


def asked(v, name):
    """A number of the request, or where an edit leaves it, the group's own."""
    wanted = v.asked.get(name)
    if wanted is None and v.action == "edit-group":
        return v.fact("groups", v.group, name)
    return wanted


def few_groups(v):
    counted = ("environments", v.environment, "hosted_machine_groups")
    low, high = v.count(*counted)
    if v.node(*counted) is None:
        listed, whole = v.table("groups")
        here = [v.fact("groups", name, "environment") in (None, v.environment) for name in listed
                if v.fact("groups", name, "kind") != "machines" and v.fact("groups", name, "state") != "deleted"]
        low, high = 0, sum(here) if whole else high
        low = sum(v.fact("groups", name, "environment") == v.environment and v.fact("groups", name, "kind") == "hosted"
                  and v.fact("groups", name, "state") not in (None, "deleted") for name in listed)
    most = values.GROUPS_PER_ENVIRONMENT
    return False if low >= most else (True if high < most else None)


def unchanged(v, name):
    """Whether an edit leaves a number as it is."""
    return v.action == "edit-group" and v.asked.get(name) is None


def of_bots(test):
    return lambda v: implies(v.has_bots(), test(v))


def few_bots(v):
    if unchanged(v, "max_bots"):
        return True
    return at_most(asked(v, "max_bots"), values.BOTS_PER_GROUP)


def on_own_trial(v):
    """A self-assisted trial of whoever creates the group bears two bots in parallel (G23, G25; facts 1.2)."""
    creator = v.fact("groups", v.group, "creator") if v.action == "edit-group" else v.actor
    return every(v.self_assisted(creator), at_most(asked(v, "max_bots"), 2))


def bots_within_units(v):
    if unchanged(v, "max_bots"):
        return True
    most = asked(v, "max_bots")
    if most is None:
        return None
    return some(covers(units(v), (most, most)), on_own_trial(v))


def within_maximum(v):
    bots, most = asked(v, "committed_bots"), asked(v, "max_bots")
    if bots == 0:
        return True
    return at_most(bots, most)


def committed_place(v):
    return GROUP + "/committed_bots" if unchanged(v, "committed_bots") else "/request/{action}/committed_bots"


def commitment_borne(v):
    bots = asked(v, "committed_bots")
    if bots == 0 or unchanged(v, "committed_bots"):
        return True
    return None if bots is None else some(enough(v, bots, v.group), False)


def room(v):
    members, whole = v.listing("groups", v.group, "members")
    if v.machine in members:
        return True
    if len(members) + 1 > values.MACHINES_PER_GROUP:
        return False if v.machine else None
    return True if whole else None


def of_machines(v):
    return is_(v.fact("groups", v.group, "kind"), "machines")


def one_environment(v):
    here, there = v.fact("machines", v.machine, "environment"), v.fact("groups", v.group, "environment")
    return None if here is None or there is None else here == there


def has_member(v):
    if not v.group:
        return True
    members, whole = v.listing("groups", v.group, "members")
    return some(v.on_hosted_group(), True if members else (False if whole else None))


def pool(v):
    """C25: with no unit left beside machines every run on a hosted group fails; bots committed beyond the units are not honoured."""
    if not v.group:
        return True
    taken = machines_there(v)
    left = covers(units(v), (taken[0] + 1, taken[1] + 1))
    return implies(v.on_hosted_group(), some(left, v.self_assisted(v.fact("groups", v.group, "creator")), pay_as_you_go(v)))


def usable(v):
    """A group that is being provisioned queues the run (G23: bots are created first)."""
    return True if not v.group else is_(v.fact("groups", v.group, "state"), "active", "provisioning")


def there(v):
    return no(is_(v.fact("groups", v.group, "state"), "deleted")) if v.group else True


ROWS = (
    Row("group-there", f"{G23}, {G25} inactivity; errors 2024-01-19 XrmMachineGroupNotFound", ("edit-group", "add-to-group", "set-maintenance"),
        there, GROUP + "/state", FROM_GENERAL),
    Row("groups-per-environment", f"{G23}, {G25}; facts LIM-002", MAKE_GROUP, few_groups, "/environments/{environment}",
        FROM_GENERAL),
    Row("bots-per-group", f"{G23}, {G25}; facts LIM-003", CHANGE, of_bots(few_bots), "/request/{action}/max_bots", FROM_GENERAL),
    Row("bots-within-capacity", f"{G23}, {G25}; facts LIM-004", CHANGE, of_bots(bots_within_units), "/request/{action}/max_bots",
        FROM_GENERAL),
    Row("committed-within-maximum", f"{G25}; facts LIM-005", CHANGE, of_bots(within_maximum), committed_place, FROM_PROCESS),
    Row("committed-within-capacity", f"{G23}, {G25}; {RULINGS} 29, 45", CHANGE, of_bots(commitment_borne),
        "/request/{action}/committed_bots", FROM_GENERAL),
    Row("room-in-group", f"{M25}; facts LIM-007", ("add-to-group",), room, GROUP + "/members", FROM_GENERAL),
    Row("group-of-machines", f"{G23}: bots of a hosted group are made on demand", ("add-to-group",), of_machines, "/groups",
        FROM_GENERAL),
    Row("group-of-one-environment", f"{M25}; facts LIM-013", ("add-to-group",), one_environment, "/groups", FROM_GENERAL),
    Row("group-not-empty", "errors 2024-01-19 GroupIsEmpty", TESTED, has_member, GROUP + "/members", FROM_GENERAL),
    Row("group-usable", "errors 2024-01-19 XrmMachineGroupNotFound; facts QUE-022", TESTED, usable, GROUP + "/state",
        FROM_GENERAL),
    Row("pool-not-empty", f"{C25}; facts QUE-027", UNATTENDED, pool, "/environments/{environment}", FROM_CAPACITY),
)
