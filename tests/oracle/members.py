"""Requirements on the machines of a group: one of them has to be able to take the run."""

import lifecycle
import networks
import prerequisites
import queues
from row import TESTED, Row
from three import every, some
from values import FROM_GENERAL
from view import View

# Members are named under `machines`, which holds hosted machines. The plan is asked of the run, and not of a member.
OF_A_MACHINE = {
    "machine-active", "machine-connected", "machines-switched-on-to-run", "may-sign-in-remotely", "service-may-sign-in-remotely",
    "desktop-version", "user-signed-in", "no-session-open", "no-foreign-provider", "no-password-prompt", "logon-type-granted",
    "level-authentication-off", "level-authentication-newer-way", "certificate-by-entra", "second-factor", "account-signs-in", "runtime-reached",
}
ROWS_OF_A_MACHINE = [row for family in (prerequisites, lifecycle, networks, queues) for row in family.ROWS if row.name in OF_A_MACHINE]


def takes(v, name):
    """Whether a machine meets by itself what a run asks of a machine; one that is not listed is not known."""
    if v.node("machines", name) is None:
        return None
    asked = {key: value for key, value in v.asked.items() if key != "group"} | {"machine": name, "account": v.account, "of_group": v.group}
    alone = View(v.case | {"request": {"actor": v.actor, v.action: asked}}, v.rulebook)
    return every(*[row.judge(alone) for row in ROWS_OF_A_MACHINE])


def some_member_takes(v):
    if not v.group or v.machine:
        return True
    members, whole = v.listing("groups", v.group, "members")
    if whole and not members:
        return True  # That it is empty is another requirement.
    return some(v.on_hosted_group(), *[takes(v, name) for name in members], False if whole else None)


ROWS = (
    Row("some-member-takes-it", "monitor-desktop-flow-queues 2024-10-07; facts 4.2", TESTED, some_member_takes, "/groups/{group}/members",
        FROM_GENERAL, ("account-signs-in",)),
)
