"""A case as predicates read it: facts, lists that may be partial, counts with bounds, and what the request is about."""

from datetime import datetime, timedelta, timezone

import values
from three import every, is_, no, some

INFINITE = float("inf")
DAY = timedelta(days=1)


def instant(text):
    """Read an instant or a day, which begins at midnight UTC."""
    if text is None:
        return None
    if len(text) == 10:
        text += "T00:00:00Z"
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)


def version(text):
    """Read a version as numbers."""
    return None if text is None else tuple(int(part) for part in str(text).split("."))


def plain(name):
    """Write a geography or a region as it is compared: small letters."""
    return None if name is None else name.strip().lower().replace("-", " ")


def region(name):
    """Write a region the short way, such as `northeurope`."""
    return None if name is None else name.lower().replace(" ", "").replace("-", "")


class View:
    """One case under one rulebook."""

    def __init__(self, case, rulebook):
        self.case = case
        self.rulebook = rulebook
        self.now = instant(case["as_of"])
        self.day = case["as_of"][:10]
        request = case["request"]
        self.actor = request["actor"]
        self.action = next(key for key in request if key != "actor")
        self.asked = request[self.action] or {}

    # What the case says.

    def node(self, *path):
        """Find what stands at a path, as it is written."""
        here = self.case
        for step in path:
            if not isinstance(here, dict) or step is None:
                return None
            here = here.get(step)
        return here

    def fact(self, *path):
        """The value of a fact; None where it is not known."""
        found = self.node(*path)
        return found.get("value") if isinstance(found, dict) else found

    def moment(self, *path):
        """A fact that is an instant; `none` stays the word."""
        found = self.fact(*path)
        return found if found in (None, "none") else instant(found)

    def listing(self, *path):
        """Members of a list, and whether they are all."""
        found = self.node(*path)
        if found is None:
            return [], False
        if isinstance(found, dict):
            return found.get("items") or [], found.get("complete", True) is True
        return found, True

    def holds(self, member, *path):
        """Whether a list has a member."""
        items, complete = self.listing(*path)
        if member is None:
            return False if complete and not items else None
        return True if member in items else (False if complete else None)

    def count(self, *path):
        """The least and the most a count can be."""
        found = self.node(*path)
        if isinstance(found, dict):
            least = found.get("at_least", 0) or 0
            found = found.get("value")
            return (least, INFINITE) if found is None else (found, found)
        return (0, INFINITE) if found is None else (found, found)

    def table(self, name):
        """Entries of a table, and whether they are all."""
        entries = self.case.get(name)
        whole = entries is not None and self.case.get(f"{name}_complete") is not False
        return entries or {}, whole

    # What the request is about.

    @property
    def machine(self):
        return self.asked.get("machine")

    @property
    def group(self):
        return self.asked.get("group")

    @property
    def environment(self):
        """The environment asked for, or that of the machine or group."""
        if self.asked.get("environment"):
            return self.asked["environment"]
        if self.machine:
            return self.fact("machines", self.machine, "environment")
        return self.fact("groups", self.group, "environment") if self.group else None

    @property
    def account(self):
        """Who a run signs in as: unless said, whoever created the target, whose connection others run with (ruling 13)."""
        place = ("machines", self.machine) if self.machine else ("groups", self.group)
        return self.asked.get("account") or self.fact(*place, "creator")

    @property
    def flow(self):
        return self.asked.get("flow")

    @property
    def image(self):
        return self.asked.get("image")

    @property
    def network(self):
        """The network a thing is made on; not naming one is Microsoft's own."""
        return self.asked.get("network") or "none"

    def custom_image(self):
        """Whether the image asked for is one of the organisation's own."""
        return None if self.image is None else self.image != "default"

    def on_hosted_group(self):
        """Whether the target is a hosted machine group."""
        return False if not self.group else is_(self.fact("groups", self.group, "kind"), "hosted")

    def has_bots(self):
        """Whether what a request makes or changes is a hosted machine group: only such a group has bots and an image."""
        if self.action != "edit-group":
            return True
        return self.on_hosted_group() if self.group else None

    # People, shares, grants.

    def shared_levels(self, place):
        """Levels at which the actor has something shared, and whether the list is whole."""
        items, complete = self.listing(*place, "shared_with")
        return {item["level"] for item in items if item["person"] == self.actor}, complete

    def is_creator(self, *place):
        creator = self.fact(*place, "creator")
        return None if creator is None else creator == self.actor

    def is_creator_named(self, person):
        """Whether a person created the machine asked for."""
        creator = self.fact("machines", self.machine, "creator")
        return None if creator is None else creator == person

    def has_share(self, place, *levels):
        found, complete = self.shared_levels(place)
        return True if found & set(levels) else (False if complete else None)

    def granted(self, subscription, principal, roles, scopes, actions=()):
        """Whether a principal has one of the roles at one of the scopes, or a role of the organisation's own with one of the
        actions that are enough (ruling 22). A deny assignment is worth a warning: what it denies is no fact of the case."""
        if subscription is None:
            return None
        place = ("subscriptions", subscription)
        held = lambda grant: every(grant["principal"] == principal, grant["role"] in roles or self._allows(grant["role"], actions))
        return self._reaches((*place, "grants"), held, scopes)

    def _allows(self, role, actions):
        """Whether a role of the organisation's own allows one of the actions that are enough."""
        if not actions or self.node("azure_roles", role) is None:
            return False
        held, whole = self.listing("azure_roles", role, "actions")
        return True if set(held) & set(actions) else (False if whole else None)

    def _reaches(self, path, concerns, scopes):
        """Whether an assignment stands at one of the scopes; a scope that is not known may be any of its kind."""
        items, complete = self.listing(*path)
        known = [scope.lower() for scope in scopes]
        answers = [False if complete else None]
        for item in items:
            at = item["scope"].lower()
            there = at in known or (None if at.startswith("resource-group/") and "resource-group/" in known else False)
            answers.append(every(concerns(item), there))
        return some(*answers)

    def elapsed(self, since, days):
        """Whether so many days have gone by since an instant; `none` never ends."""
        if since is None:
            return None
        return True if since == "none" else self.now - since >= days * DAY

    def longer_than(self, since, days):
        """Whether more than so many days have gone by since an instant; `none` never ends."""
        if since is None:
            return None
        return True if since == "none" else self.now - since > days * DAY

    def self_assisted(self, person):
        """Whether a person's self-assisted trial runs."""
        began = self.moment("people", person, "self_assisted_trial")
        if began in (None, "none"):
            return None if began is None else False
        return began <= self.now and not self.elapsed(began, values.SELF_ASSISTED_DAYS)

    def version_of(self, *path):
        return version(self.fact(*path))


