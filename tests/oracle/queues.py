"""Requirements on sessions, connections and queues of a run."""

import values
from prerequisites import joined_to_entra
from row import ATTENDED, RUNS, TESTED, UNATTENDED, Row
from three import at_most, every, implies, is_, no, some
from values import FROM_GENERAL, FROM_NEWEST, FROM_PROCESS, FROM_SESSIONS, G23, LOGON, M25, MG25, RULINGS, S0, SC25, TE24, U25

MACHINE = "/machines/{machine}"


def windows(v, name):
    return v.fact("machines", v.machine, "windows", name)


def on_machine(test):
    return lambda v: True if v.group else test(v)


def of_flow(test):
    return lambda v: True if not v.flow else test(v)


def waited(v):
    place = ("machines", v.machine) if v.machine else ("groups", v.group)
    return at_most(v.fact(*place, "queue", "waiting_minutes"), values.value("queue-minutes", v.rulebook, v.day))


def room_in_queue(v):
    """MG25, ruling 27: at most 500 flows wait in a queue."""
    place = ("machines", v.machine) if v.machine else ("groups", v.group)
    low, high = v.count(*place, "queue", "waiting_runs")
    return False if low >= values.QUEUED_RUNS else (True if high < values.QUEUED_RUNS else None)


def same_environment(v):
    """Field report 48: a machine serves only the environment it is registered to (M25)."""
    place = ("machines", v.machine) if v.machine else ("groups", v.group)
    here, there = v.fact("flows", v.flow, "environment"), v.fact(*place, "environment")
    return None if here is None or there is None else here == there


def own_session(v):
    user = windows(v, "session_user")
    return None if user is None or v.account is None else user == v.account


def signed_in(v):
    return every(is_(windows(v, "session"), "unlocked"), own_session(v))


def no_session(v):
    """U25, ruling 29: any session on Windows 10 or 11 hinders, but the account's own where reuse is on."""
    reuse = every(is_(windows(v, "session_reuse"), "enabled"), own_session(v))
    user = windows(v, "session_user")
    stated = is_(windows(v, "session"), "none")
    none = stated if stated is not None or user is None else user == "none"
    return some(none, reuse)


def session_place(v):
    """Where it shows: in the session's user, where of its state nothing is known."""
    known = windows(v, "session") is not None or windows(v, "session_user") is None
    return MACHINE + ("/windows/session" if known else "/windows/session_user")


def name_form(v):
    """Ruling 30: domain\\user is wrong only where the machine is joined to Microsoft Entra ID alone."""
    return implies(joined_to_entra(v), no(is_(windows(v, "username"), "domain-user")))


def group_name_form(v):
    if not v.group:
        return True
    place = ("groups", v.group)
    members, whole = v.listing(*place, "members")
    of_members = some(*[joined_to_entra(v, ("machines", name)) for name in members], False if whole else None)
    hosted = v.on_hosted_group()
    entra = some(every(hosted, joined_to_entra(v, place)), every(no(hosted), of_members))
    return implies(entra, no(is_(v.fact(*place, "username"), "domain-user")))


def provider(v):
    found = windows(v, "credential_provider")
    return None if found is None else found.lower().strip("{}") not in values.FOREIGN_PROVIDERS + values.FOREIGN_PROVIDER_NAMES


def prompt(v):
    """Ruling 30: the first setting alone on a machine that is only Entra joined, else all three together."""
    asks = is_(windows(v, "password_prompt"), "enabled")
    level = is_(v.fact("machines", v.machine, "network_level_authentication"), "disabled")
    together = every(level, is_(windows(v, "security_layer"), "rdp"))
    return no(every(asks, some(joined_to_entra(v), together)))


FLOW = "/flows/{flow}"
ROWS = (
    Row("room-in-queue", f"{MG25}; {RULINGS} 27", RUNS, room_in_queue, "{target}/queue/waiting_runs", FROM_NEWEST),
    Row("flow-of-one-environment", f"{M25}; {RULINGS} 49; field report 48", TESTED, of_flow(same_environment), FLOW + "/environment",
        FROM_PROCESS),
    Row("data-policy", f"{RULINGS} 49; field report 51", TESTED,
        of_flow(lambda v: is_(v.fact("flows", v.flow, "data_policy"), "allowed")), FLOW + "/data_policy", FROM_GENERAL),
    Row("signs-in-unattended", "connectors/uiflow; field report 20", UNATTENDED,
        of_flow(lambda v: no(is_(v.fact("flows", v.flow, "authentication"), "sign-in"))), FLOW + "/authentication", FROM_PROCESS),
    Row("logon-type-granted", f"{LOGON} LogonTypeNotGranted; {RULINGS} 29, 43", (*TESTED, "open-in-browser"),
        on_machine(lambda v: is_(windows(v, "remote_logon"), "allowed")), MACHINE + "/windows/remote_logon", FROM_PROCESS),
    Row("not-over-time-in-queue", f"{M25}, groups 2025-10-02; {RULINGS} 27", RUNS, waited, "{target}/queue/waiting_minutes",
        FROM_GENERAL),
    Row("run-within-a-day", f"{M25}; facts QUE-003", RUNS,
        of_flow(lambda v: at_most(v.fact("flows", v.flow, "expected_minutes"), values.RUN_MINUTES)), FLOW + "/expected_minutes", FROM_GENERAL),
    Row("user-signed-in", f"{TE24} NoUnlockedActiveSessionForAttended", ATTENDED, on_machine(signed_in),
        MACHINE + "/windows", FROM_GENERAL),
    Row("no-session-open", f"{U25}; {TE24}; {RULINGS} 29", UNATTENDED, on_machine(no_session), session_place, FROM_GENERAL),
    Row("groups-run-unattended", f"{G23}; facts QUE-010", ATTENDED, lambda v: no(v.on_hosted_group()), "/groups",
        FROM_GENERAL),
    Row("no-sign-in-to-groups", f"{G23}; facts QUE-012", ("open-in-browser",), lambda v: no(v.on_hosted_group()), "/groups",
        FROM_GENERAL),
    Row("direct-connection", f"{M25}; facts QUE-013", TESTED,
        of_flow(lambda v: is_(v.fact("flows", v.flow, "connection"), "direct")),
        FLOW + "/connection", FROM_GENERAL),
    Row("name-form", f"{TE24} WindowsIdentityIncorrect; {RULINGS} 30", TESTED, on_machine(name_form), MACHINE + "/windows/username",
        FROM_GENERAL),
    Row("group-name-form", f"{G23}; facts QUE-015; {RULINGS} 30", TESTED, group_name_form, "/groups/{group}/username", FROM_GENERAL),
    Row("no-foreign-provider", f"{SC25}; facts QUE-016", UNATTENDED, on_machine(provider),
        MACHINE + "/windows/credential_provider", FROM_SESSIONS),
    Row("no-password-prompt", f"{SC25}; {RULINGS} 30", UNATTENDED, on_machine(prompt), MACHINE + "/windows/password_prompt",
        FROM_SESSIONS),
    Row("not-elevated", f"{U25}; facts QUE-026", UNATTENDED, of_flow(lambda v: no(v.fact("flows", v.flow, "elevated"))),
        FLOW + "/elevated", FROM_GENERAL),
    Row("no-audio-or-camera", f"{U25}; facts QUE-028", UNATTENDED,
        of_flow(lambda v: no(v.fact("flows", v.flow, "audio_or_camera"))),
        FLOW + "/audio_or_camera", FROM_PROCESS),
)
