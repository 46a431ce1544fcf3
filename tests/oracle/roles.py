"""Requirements on security roles, sharing, and who made a thing."""

from row import CREATE, TESTED, Row
from three import every, is_, no, some
from values import ALWAYS, FROM_GENERAL, FROM_NEWEST, FROM_PROCESS, G25, M25, MG25, RULINGS, S0

ADMIN = "System Administrator"
MAKER = "Environment Maker"
OWNER = "Desktop Flows Machine Owner"
CONFIGURATION = ("Desktop Flows Machine Configuration Admin", "Desktop Flow Machine Image Admin")
USER, SHARER = "Desktop Flows Machine User", "Desktop Flows Machine User Can Share"
OTHERS = ("Basic User", "Environment Admin")
# S0 § Desktop Flows Machine Configuration Admin role: full privileges on images and networks.
OF_CONFIGURATION = {f"flow-machine-{table}.{right}" for table in ("image", "network")
                    for right in ("create", "read", "write", "delete", "append", "share")}
KNOWN = {ADMIN, MAKER, OWNER, *CONFIGURATION, USER, SHARER, *OTHERS}


def privileges(v, names):
    """What the organisation's own roles allow together, and whether that is all."""
    found, whole = set(), True
    for name in names:
        if name in CONFIGURATION and v.node("roles", name) is None:
            found |= OF_CONFIGURATION
        if v.node("roles", name) is not None:
            items, complete = v.listing("roles", name, "privileges")
            found |= {item.split("@")[0] for item in items}
            whole = whole and complete
        elif name not in KNOWN:
            whole = False
    return found, whole


def role(allowed, needed):
    """Ruling 11: one of Microsoft's roles, or the privileges; lacking only where privileges are known to be."""
    def test(v):
        names, complete = v.listing("people", v.actor, "roles", v.environment)
        if any(name in allowed and v.node("roles", name) is None for name in names):
            return True
        held, whole = privileges(v, names)
        if set(needed) <= held:
            return True
        return False if complete and whole else None
    return test


def reads_all(v, table):
    """Whether a role reads everybody's images or networks: an administrator's, or one of the organisation's own at that depth."""
    names, whole = v.listing("people", v.actor, "roles", v.environment)
    answers = [True if name in (ADMIN, *CONFIGURATION) and v.node("roles", name) is None else reads_by(v, name, table) for name in names]
    return some(*answers, False if whole else None)


def reads_by(v, name, table):
    if v.node("roles", name) is None:
        return False if name in KNOWN else None
    items, whole = v.listing("roles", name, "privileges")
    if f"{table}.read@organization" in items:
        return True
    return None if f"{table}.read" in items or not whole else False


def some_role(v):
    """Ruling 48: whoever calls a run is known to the environment."""
    names, complete = v.listing("people", v.actor, "roles", v.environment)
    return True if names else (False if complete else None)


def holder(v):
    names, whole = v.listing("people", v.actor, "roles", v.environment)
    return True if ADMIN in names else (False if whole else None)


def place(v):
    of_machine = v.machine or v.action == "add-to-group" or not v.group
    return ("machines", v.machine) if of_machine else ("groups", v.group)


def role_to_create(v):
    """S0 § Environment Maker role: privileges on machine, group and image, and on the network where one is used."""
    needed = MACHINE_RIGHTS + (("flow-machine-network.read",) if v.asked.get("network") else ())
    return role((ADMIN, MAKER, OWNER), needed)(v)


def for_capacity(v):
    """Facts ROL-013; a co-owner needs no role of their own (ruling 36)."""
    held = role((ADMIN, MAKER, OWNER, USER, SHARER, *OTHERS), CAPACITY_RIGHTS)(v)
    return some(held, v.has_share(place(v), "co-owner") if v.action == "edit-group" else False)


def of_creator(*levels, also=()):
    """Whether the actor created the thing, has it at one of these levels, or is an administrator."""
    def test(v):
        names, whole = v.listing("people", v.actor, "roles", v.environment)
        further = True if set(names) & set(also) else (False if whole else None)
        return some(v.is_creator(*place(v)), v.has_share(place(v), *levels), holder(v), further if also else False)
    return test


def sharing(v):
    """M25: a co-owner shares, and whoever has it at all with the role that can share, no further than they have it."""
    names, whole = v.listing("people", v.actor, "roles", v.environment)
    can = True if SHARER in names else (False if whole else None)
    high = is_(v.asked.get("level"), "co-owner") if v.action == "share-machine" else False
    return some(managing(SHARER)(v), every(can, no(high), v.has_share(place(v), "user")))


def priority(v):
    """Q24: the owner of the run, or a co-owner of the machine."""
    owner = v.fact("flows", v.flow, "owner")
    return some(None if owner is None else owner == v.actor, of_creator("co-owner")(v))


def managing(*levels):
    """M25: a co-owner, an administrator, or the creator with a role that edits (ruling 36: a co-owner needs none)."""
    def by_role(v):
        table = "flow-machine-group" if v.group and v.action in ("edit-group", "set-maintenance") else "flow-machine"
        return role((MAKER, OWNER, *levels), (f"{table}.write",))(v)

    edits = lambda v: by_role(v) if FROM_GENERAL.in_force(v.rulebook, v.day) else True  # M25 is later than the preview.
    return lambda v: some(v.has_share(place(v), "co-owner"), holder(v), every(v.is_creator(*place(v)), edits(v)))


def joining(v):
    """MG25 § Share a machine group: co-owners of a group add machines to it, users do not."""
    group = ("groups", v.group)
    names, whole = v.listing("people", v.actor, "roles", v.fact(*group, "environment"))
    return some(v.is_creator(*group), v.has_share(group, "co-owner"), True if ADMIN in names else (False if whole else None))


def maintaining(v):
    """M25: maintenance mode; of groups nothing is known in the preview."""
    known = FROM_GENERAL.in_force(v.rulebook, v.day) or not v.group
    return managing()(v) if known else True


def sharing_own(at, needed):
    """S0: the maker shares what the maker made; a configuration administrator shares anything."""
    def test(v):
        names, whole = v.listing("people", v.actor, "roles", v.environment)
        wide = True if {ADMIN, *CONFIGURATION} & set(names) else (False if whole else None)
        owner = v.fact(*at(v), "owner")
        own = None if owner is None else owner == v.actor
        return some(wide, every(own, role((MAKER,), needed)(v)))
    return test


def creator_only(v):
    return True if v.group else v.is_creator(*place(v))


def work_account(v):
    return is_(v.fact("people", v.actor, "account_kind"), "work-or-school")


def cross_geo(v):
    names, whole = v.listing("people", v.actor, "roles", v.environment)
    return True if {ADMIN, "Environment Admin"} & set(names) else (False if whole else None)


OWN_PLACE = "/people/{actor}/roles"
IMAGES = (ADMIN, MAKER, *CONFIGURATION)
IMAGE_RIGHTS = ("flow-machine-image.create", "flow-machine-image.append")
NETWORK_RIGHTS = ("flow-machine-network.create", "flow-machine-network.append")
MACHINE_RIGHTS = ("flow-machine.create", "flow-machine-group.create", "flow-machine-image.read")
CAPACITY_RIGHTS = ("flow-capacity-assignment.read", "flow-capacity-assignment.write")
ROLES = "§ Permissions based on security roles"
# What S0 says of sharing and access, the preview's page says as well (ruling 34).
ROWS = (
    Row("role-to-create-machine", f"{S0} {ROLES}; {RULINGS} 11", CREATE, role_to_create,
        OWN_PLACE),
    Row("role-to-create-image", f"{S0} {ROLES}", ("create-image",), role(IMAGES, IMAGE_RIGHTS), OWN_PLACE),
    Row("role-to-create-network", f"{S0} {ROLES}", ("create-network",), role(IMAGES, NETWORK_RIGHTS), OWN_PLACE),
    Row("role-to-share-image", f"{S0} {ROLES}; {RULINGS} 33", ("share-image", "unshare-image"),
        sharing_own(lambda v: ("images", v.image), IMAGE_RIGHTS), ""),
    Row("role-to-share-network", f"{S0} {ROLES}; {RULINGS} 33", ("share-network", "unshare-network"),
        sharing_own(lambda v: ("networks", v.network, "connection"), NETWORK_RIGHTS), ""),
    Row("role-to-share-default-image", f"{S0} § Get access to the default VM image",
        ("share-default-image", "unshare-default-image"),
        role((ADMIN, *CONFIGURATION), ("flow-machine-image.share",)), OWN_PLACE, ALWAYS),
    Row("role-to-create-group", f"{G25} roles", ("create-group",), role_to_create,
        OWN_PLACE, FROM_GENERAL),
    Row("privileges-for-capacity", f"{G25}; facts ROL-013", ("create-group", "edit-group"), for_capacity,
        OWN_PLACE, FROM_PROCESS, beside=("may-edit-group", "role-to-create-group")),
    Row("role-to-run", f"{RULINGS} 48; field report 47", (*TESTED, "open-in-browser", "change-priority"), some_role, OWN_PLACE, FROM_GENERAL),
    Row("shared-to-run", f"{S0} § Share hosted machines", TESTED, of_creator("user", "co-owner"), "{target}", ALWAYS),
    Row("may-edit", f"{S0} § Share hosted machines; {RULINGS} 13, 36", ("edit", "delete", "restart"), managing(), "", ALWAYS),
    Row("may-group", f"{M25}; {RULINGS} 13, 36", ("add-to-group",), managing(), "", ALWAYS),
    Row("may-join-group", f"{MG25} § Share a machine group", ("add-to-group",), joining, "/groups/{group}/shared_with", FROM_NEWEST),
    Row("may-share-machine", f"{M25}; {RULINGS} 13, 36", ("share-machine", "unshare-machine"), sharing, "", ALWAYS),
    Row("may-edit-group", f"{M25}; {RULINGS} 36", ("edit-group",), managing(), "", FROM_GENERAL),
    Row("may-set-maintenance", f"{M25} maintenance", ("set-maintenance",), maintaining, "", ALWAYS),
    Row("may-change-priority", "monitor-desktop-flow-queues 2024-10-07; facts QUE-006", ("change-priority",), priority,
        "/request/change-priority", FROM_GENERAL),
    Row("creator-opens", f"{S0} § Access a hosted machine", ("open-in-browser",), creator_only,
        "/machines/{machine}/creator"),
    Row("work-account-opens", f"{S0} § Access a hosted machine", ("open-in-browser",), work_account,
        "/people/{actor}/account_kind", ALWAYS),
    Row("administrator-changes-cross-geo", f"{S0} § Azure tenant country/region", ("change-cross-geo",), cross_geo, OWN_PLACE,
        FROM_GENERAL),
)
