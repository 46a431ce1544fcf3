"""Requirements on licences, plans, capacity and trials."""

from datetime import timedelta

import products
import values
from row import ATTENDED, CREATE, TESTED, Row
from three import agreed, covers, every, implies, is_, no, some
from values import FROM_PROCESS, ONLY_GENERAL, ONLY_PREVIEW, FROM_GENERAL, G23, H22, H25, RULINGS, S0
from view import INFINITE

NO_UNIT = ("deleted", "removed", "over-capacity-deleted")
UNSURE_UNIT = ("failed", "provisioned-with-error", "over-capacity-disabled")


def trial_runs(v):
    """Whether the trial of the add-on has not ended: 30 days, or 60 once extended (S0 § Trial licenses)."""
    began = v.moment("tenant", "addon_trial", "started")
    if began is None:
        return None
    low, high = v.count("tenant", "addon_trial", "extensions")
    last = lambda times: began + timedelta(days=values.TRIAL_DAYS * (1 + min(times, values.TRIAL_EXTENSIONS)))
    if v.now < last(low):
        return True
    return False if v.now >= last(high) else None


def units(v):
    """Bounds of the units of capacity that an environment has for hosted machines and groups."""
    place = ("environments", v.environment)
    old, new = (v.node(*place, key) for key in ("hosted_rpa_addons", "hosted_process"))
    key = "hosted_rpa_addons" if new is None and old is not None else "hosted_process"
    if new is None and old is None:
        low, high = 0, INFINITE
    else:
        low, high = v.count(*place, key)
    trial_low, trial_high = v.count(*place, "hosted_rpa_trial_addons")
    if trial_high and trial_runs(v) is not False:
        high += trial_high
        low += trial_low if trial_runs(v) else 0
    return low, high


def machines_there(v):
    """Bounds of the hosted machines that take a unit in the environment."""
    place = ("environments", v.environment, "hosted_machines")
    if v.node(*place) is not None:
        return v.count(*place)
    machines, whole = v.table("machines")
    low, high = 0, 0 if whole else INFINITE
    for name in machines:
        status = v.fact("machines", name, "status")
        here = v.fact("machines", name, "environment")
        if here not in (None, v.environment) or status in NO_UNIT:
            continue
        # C25: a machine on a trial licence is given no unit.
        free = made_on_trial(v, name) if values.FROM_PROCESS.in_force(v.rulebook, v.day) else False
        high += 0 if free else 1
        low += 1 if here and status and status not in UNSURE_UNIT and free is False else 0
    return low, high


def all_listed(v, groups):
    """Whether as many hosted groups of the environment are listed as it has."""
    sure = [name for name in groups if v.fact("groups", name, "environment") == v.environment
            and v.fact("groups", name, "kind") == "hosted" and v.fact("groups", name, "state") not in (None, "deleted")]
    return len(sure) == v.fact("environments", v.environment, "hosted_machine_groups")


def committed(v, besides=None):
    """Bounds of the bots committed to the hosted groups of the environment."""
    groups, whole = v.table("groups")
    low, high = 0, 0 if whole or all_listed(v, groups) else INFINITE
    for name in groups:
        place = ("groups", name)
        here = v.fact(*place, "environment")
        if name == besides or here not in (None, v.environment) or v.fact(*place, "kind") == "machines":
            continue
        if v.fact(*place, "state") == "deleted":
            continue
        bots = v.fact(*place, "committed_bots")
        high += INFINITE if bots is None else bots
        low += bots if bots and here and v.fact(*place, "kind") else 0
    return low, high


def pay_as_you_go(v):
    """Ruling 23: runs in an environment that pays for what it uses need neither a unit nor a plan; where nothing is said it is paid for beforehand."""
    if not values.PAY_AS_YOU_GO.in_force(v.rulebook, v.day):
        return False
    return v.fact("environments", v.environment, "billing") == "pay-as-you-go"


def enough(v, more, besides=None):
    """Whether the one stock of units bears what is there and so many more (ruling 45)."""
    taken, bots = machines_there(v), committed(v, besides)
    return covers(units(v), (taken[0] + bots[0] + more, taken[1] + bots[1] + more))


def capacity(v):
    wanted = v.asked.get("count") or 1
    stock = enough(v, wanted)
    if v.rulebook < values.PROCESS or v.day < values.PROCESS:
        stock = some(stock, every(v.self_assisted(v.actor), wanted == 1))
    return some(stock, pay_as_you_go(v))


def plan(v):
    bought = products.any_of(*v.listing("people", v.actor, "plans"), products.PREMIUM)
    return some(bought, v.self_assisted(v.actor))


def plan_to_run(v):
    return some(plan(v), pay_as_you_go(v))


def plan_attended(v):
    """H25: making flows takes the plan as well, and a test is part of that: only runs are paid for one by one."""
    return plan(v) if v.action == "test-flow" else plan_to_run(v)


def plan_for_machines(v):
    """A group may have machines of other kinds, so that the plan is asked of a machine alone."""
    return True if v.group else plan_to_run(v)


def own_trial_over(v):
    """Where a self-assisted trial has ended, that is the one thing to say of plan and add-ons (one defect, one finding)."""
    began = v.moment("people", v.actor, "self_assisted_trial")
    ended = False if began == "none" else (None if began is None else v.elapsed(began, values.SELF_ASSISTED_DAYS))
    bought = products.any_of(*v.listing("people", v.actor, "plans"), products.PREMIUM)
    return implies(ended, every(bought, enough(v, v.asked.get("count") or 1)))


def made_on_trial(v, name):
    """Whether a machine stands that was made on its creator's self-assisted trial (ruling 31)."""
    place = ("machines", name)
    status, creator, made = v.fact(*place, "status"), v.fact(*place, "creator"), v.moment(*place, "requested")
    began = v.moment("people", creator, "self_assisted_trial")
    if began == "none":
        return False
    within = None if made is None or began is None else began <= made
    return every(None if status is None else status not in NO_UNIT, v.self_assisted(creator), within)


def room_on_own_trial(v):
    """S0: a self-assisted trial bears one machine in the tenant; only machines made on one use it up."""
    rests = every(v.self_assisted(v.actor), no(enough(v, v.asked.get("count") or 1)))
    made = [made_on_trial(v, name) for name in v.table("machines")[0]]
    wanted = v.asked.get("count") or 1
    sure, possible = made.count(True) + wanted, made.count(True) + made.count(None) + wanted
    return implies(rests, False if sure > 1 else (None if possible > 1 else True))


def preview_plan(v):
    plans = v.listing("people", v.actor, "plans")
    flows = covers(v.count("environments", v.environment, "process_plans"), (1, 1))
    paid = tuple(name for name in products.PREMIUM if "trial" not in name)  # Ruling 24 rests on later pages.
    return some(products.any_of(*plans, paid + products.PER_FLOW), flows)


def licence(what):
    return lambda v: products.holds(*v.listing("people", v.actor, "licences"), what)


def group_plan(v):
    processes = covers(v.count("environments", v.environment, "process_plans"), (1, 1))
    process = products.any_of(*v.listing("people", v.actor, "plans"), ("power automate process", "power_automate_per_process"))
    return some(plan(v), processes, process)


TRIALS = ("hosted-rpa-addon", "premium", "self-assisted")


def over_trials(test):
    """What holds of the trial asked for, or of every trial where none is named."""
    def judge(v):
        named = v.asked.get("trial")
        return test(v, named) if named else agreed([test(v, name) for name in TRIALS])
    return judge


def bounded_seats(v, trial):
    """Ruling 24: trial seats of Premium are limited like those of the add-on."""
    if trial == "self-assisted":
        return True
    seats = v.asked.get("seats")
    low, high = v.count("tenant", "addon_trial", "premium_seats" if trial == "premium" else "seats")
    return None if seats is None else covers((values.TRIAL_SEATS,) * 2, (low + seats, high + seats))


def by_administrator(v, trial):
    if trial == "self-assisted":
        return True
    roles, whole = v.listing("people", v.actor, "admin_roles")
    if {"Global Administrator", "Billing Administrator"} & set(roles):
        return True
    return False if whole else None


def first_extension(v, trial):
    if trial != "hosted-rpa-addon":
        return True
    low, high = v.count("tenant", "addon_trial", "extensions")
    return False if low >= values.TRIAL_EXTENSIONS else (True if high < values.TRIAL_EXTENSIONS else None)


def before_its_end(v, trial):
    """However extended, a trial of the add-on lasts 60 days in total."""
    if trial != "hosted-rpa-addon":
        return True
    began = v.moment("tenant", "addon_trial", "started")
    return None if began is None else not v.elapsed(began, values.TRIAL_DAYS * (1 + values.TRIAL_EXTENSIONS))


ENV = "/environments/{environment}"
ROWS = (
    Row("capacity-for-machines", f"{S0} § Licensing requirements; {RULINGS} 24, 31, 45", CREATE, capacity,
        ENV, FROM_GENERAL, ("trial-of-ones-own-over",), ("room-on-ones-own-trial",)),
    Row("trial-of-ones-own-over", f"{S0} § Trial licenses; {RULINGS} 24, 31", CREATE, own_trial_over,
        "/people/{actor}/self_assisted_trial", ONLY_GENERAL),
    Row("room-on-ones-own-trial", f"{S0} § Trial licenses; {RULINGS} 31", CREATE, room_on_own_trial, "/tenant/hosted_machines",
        ONLY_GENERAL),
    Row("premium-to-create", f"{S0} § Licensing requirements; {RULINGS} 24, 25", CREATE, plan,
        "/people/{actor}/plans", ONLY_GENERAL, ("trial-of-ones-own-over",)),
    Row("premium-to-run", f"{S0} § Licensing requirements; {RULINGS} 23, 25", TESTED, plan_for_machines,
        "/people/{actor}/plans", ONLY_GENERAL),
    Row("premium-to-run-attended", f"{H25} § Licensing requirements; {RULINGS} 23, 25", ATTENDED + ("test-flow",), plan_attended,
        "/people/{actor}/plans", FROM_PROCESS),
    Row("preview-plan", f"{H22} § Licensing; facts LIC-005", CREATE, preview_plan,
        "/people/{actor}/plans", ONLY_PREVIEW),
    Row("preview-unattended-add-on", f"{H22} § Licensing; facts LIC-005", CREATE,
        lambda v: covers(v.count("environments", v.environment, "unattended_rpa_addons"), (1, 1)),
        ENV + "/unattended_rpa_addons", ONLY_PREVIEW),
    Row("windows-licence", f"{S0} § Licensing requirements; {RULINGS} 26", CREATE, licence(products.WINDOWS),
        "/people/{actor}/licences"),
    Row("intune-licence", f"{S0} § Licensing requirements; {RULINGS} 26", CREATE, licence(products.INTUNE),
        "/people/{actor}/licences"),
    Row("windows-365-licence", f"{H22} § Licensing; facts LIC-009", CREATE, licence(products.CLOUD_PC),
        "/people/{actor}/licences", ONLY_PREVIEW),
    Row("plan-for-groups", f"{G23} § Licensing; facts LIC-024", ("create-group",), group_plan,
        "/people/{actor}/plans", ONLY_GENERAL),
    Row("trial-seats", f"{S0} § Trial licenses", ("start-trial",), over_trials(bounded_seats), "/request/start-trial/seats", FROM_GENERAL),
    Row("trial-by-administrator", f"{S0} § Trial licenses", ("start-trial", "extend-trial"), over_trials(by_administrator),
        "/people/{actor}/admin_roles", FROM_GENERAL),
    Row("trial-not-over", f"{S0} § Trial licenses", ("extend-trial",), over_trials(before_its_end), "/tenant/addon_trial/started",
        FROM_GENERAL, ("extended-once",)),
    Row("extended-once", f"{S0} § Trial licenses", ("extend-trial",), over_trials(first_extension),
        "/tenant/addon_trial/extensions", FROM_GENERAL),
)
