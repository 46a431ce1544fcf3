"""What a requirement is: a name, where it is said, the actions it concerns, when it holds, and a predicate."""

from dataclasses import dataclass
from typing import Callable

from values import ALWAYS, Held

CREATE = ("create-machine",)
RUNS = ("run-attended", "run-unattended")
TESTED = (*RUNS, "test-flow")  # What stops attended and unattended runs alike stops a test.
ATTENDED = ("run-attended",)
UNATTENDED = ("run-unattended",)
MAKE_GROUP = ("create-group",)
CHANGE_GROUP = ("create-group", "edit-group")


@dataclass(frozen=True)
class Row:
    """One requirement whose breach refuses or fails the action.

    One defect has one finding: it is not shown where one that covers it is broken or open, or one told in the same finding broken.
    """

    name: str
    source: str
    actions: tuple
    test: Callable
    at: "str | Callable"
    held: Held = ALWAYS
    covered: tuple = ()
    beside: tuple = ()

    def judge(self, view):
        """Answer True where it is met or does not concern the case, False where broken, None where open."""
        if view.action not in self.actions or not self.held.in_force(view.rulebook, view.day):
            return True
        return self.test(view)

    def pointer(self, view):
        """Where a breach shows."""
        words = {
            "environment": view.environment, "machine": view.machine, "group": view.group,
            "image": view.image, "network": view.network, "flow": view.flow,
            "actor": view.actor, "account": view.account, "action": view.action,
            "subscription": view.fact("images", view.image, "subscription") if view.image else None,
            "target": f"/machines/{view.machine}" if view.machine else f"/groups/{view.group}",
            "owner": view.fact("flows", view.flow, "owner"),
            "bots_network": view.fact("groups", view.group, "network"),
            "bots_subscription": view.fact("networks", view.fact("groups", view.group, "network"), "subscription"),
            "network_subscription": view.fact("networks", view.network, "subscription"),
        }
        return (self.at(view) if callable(self.at) else self.at).format(**words)
