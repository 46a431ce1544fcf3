"""Requirements on the state of a machine that is there already."""

import values
from licensing import units
from row import RUNS, UNATTENDED, Row
from three import every, implies, is_, no
from values import ALWAYS, DV, FROM_GENERAL, FROM_PROCESS, G23, G25, H25, M25, RULINGS, S0

MACHINE = "/machines/{machine}"
USE = RUNS + ("open-in-browser",)
GONE = ("deleted",)
KEPT = ("edit", "restart", "add-to-group", "share-machine", "unshare-machine", "set-maintenance")


def state(v, *wanted):
    return True if v.group and not v.machine else is_(v.fact("machines", v.machine, "status"), *wanted)


def active(v):
    return state(v, "active", "over-capacity")


def connected(v):
    return True if v.group else is_(v.fact("machines", v.machine, "connectivity"), "connected")


def kept(v):
    if v.group and v.action == "set-maintenance":
        return True
    return no(is_(v.fact("machines", v.machine, "status"), "removed", "deleted", "over-capacity-deleted"))


def there(v):
    return no(state(v, *GONE))


def idle(v):
    """H25: no run and no desktop use for 14 days, in an environment without units: it is deleted."""
    if v.group:
        return False
    uses = [v.moment("machines", v.machine, key) for key in ("last_run", "last_desktop_use")]
    asked = v.moment("machines", v.machine, "requested")
    if asked is None and any(use not in (None, "none") for use in uses):
        asked = "none"  # It was asked for before it was used.
    quiet = every(*[v.elapsed(mark, values.IDLE_DAYS) for mark in (asked, *uses)])
    low, high = units(v)
    gone = is_(v.fact("machines", v.machine, "status"), "removed", "deleted", "over-capacity-deleted")
    return every(quiet, no(gone), True if high == 0 else (False if low > 0 else None))


def group_idle(v):
    if not v.group:
        return False
    quiet = [v.longer_than(v.moment("groups", v.group, key), values.GROUP_IDLE_DAYS) for key in ("provisioned", "last_run")]
    return every(v.on_hosted_group(), no(is_(v.fact("groups", v.group, "state"), "deleted")), *quiet)


def uncommitted_idle(v):
    bots = v.fact("groups", v.group, "committed_bots")
    return every(group_idle(v), None if bots is None else bots == 0) if v.group else False


def group_mode(v):
    """M25: while the group is in maintenance, a member is not toggled alone."""
    if not v.machine:
        return True
    group = v.fact("machines", v.machine, "group")
    if group in (None, "none"):
        return None if group is None else True
    return is_(v.fact("groups", group, "maintenance"), "disabled")


def proxy_open(v):
    """Field report 49: a machine that is disconnected behind a proxy for signed-in users alone waits for somebody to sign in."""
    return True if v.group else implies(is_(v.fact("machines", v.machine, "proxy"), "signed-in-users"), connected(v))


ROWS = (
    Row("proxy-open", f"{RULINGS} 49; field report 49", UNATTENDED, proxy_open, MACHINE + "/proxy", FROM_PROCESS),
    Row("machine-active", f"{S0} § Access a hosted machine; facts LCY-010, {DV}", USE + ("test-flow",), active, MACHINE + "/status", ALWAYS),
    Row("machine-connected", f"{S0} § Access a hosted machine; facts LCY-010", USE + ("test-flow",), connected, MACHINE + "/connectivity", ALWAYS, ("machine-active",)),
    Row("record-usable", f"{S0} § Deletion of unused resources", KEPT, kept, MACHINE + "/status", ALWAYS),
    Row("record-there", f"{S0} § Deletion of unused resources", ("delete",), there, MACHINE + "/status", ALWAYS),
    Row("not-swept", f"{H25} § Deletion of unused resources", USE, lambda v: no(idle(v)), MACHINE + "/last_run",
        FROM_PROCESS),
    Row("group-not-swept", f"{G23}; facts LCY-005", RUNS + ("edit-group",), lambda v: no(group_idle(v)),
        "/groups/{group}/last_run", values.GROUPS_KEPT_BY_RUNS),
    Row("uncommitted-group-not-swept", f"{G25}; facts LCY-006", RUNS + ("edit-group",), lambda v: no(uncommitted_idle(v)),
        "/groups/{group}/last_run", values.GROUPS_KEPT_BY_BOTS),
    Row("member-by-its-group", f"{M25}; facts LCY-018", ("set-maintenance",), group_mode, "/groups", FROM_GENERAL),
)
