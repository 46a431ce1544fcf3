"""Limits on names, texts and counts."""

import values
from view import INFINITE
from row import CREATE, Row
from values import DV, FROM_GENERAL, H22, ONLY_PREVIEW, S0

NAMED = ("create-machine", "create-image", "create-network", "create-group")


def name_given(v):
    name = v.asked.get("name")
    return None if name is None else name.strip() != ""


def name_short(v):
    name = v.asked.get("name")
    return None if name is None else len(name) <= values.NAME_LENGTH


def description_short(v):
    return len(v.asked.get("description") or "") <= values.DESCRIPTION_LENGTH


def unused(listed):
    def test(v):
        name = v.asked.get("name")
        names, whole = v.listing("environments", v.environment, listed)
        if name is None:
            return None
        return False if name in names else (True if whole else None)
    return test


def counted(v):
    """Machines by the list of them, which tells only where it is whole."""
    listed, whole = v.table("machines")
    standing = [v.fact("machines", name, "status") for name in listed]
    least = sum(status not in (None, "deleted") for status in standing)
    return least, sum(status != "deleted" for status in standing) if whole else INFINITE


def few_in_preview(v):
    low, high = v.count("tenant", "hosted_machines")
    if v.node("tenant", "hosted_machines") is None:
        low, high = counted(v)
    wanted, most = v.asked.get("count") or 1, values.PREVIEW_MACHINES_PER_TENANT
    return False if low + wanted > most else (True if high + wanted <= most else None)


ROWS = (
    Row("name-given", f"{S0} § Create a hosted machine; {DV}", NAMED, name_given, "/request/{action}/name"),
    Row("name-length", DV, NAMED, name_short, "/request/{action}/name", FROM_GENERAL),
    Row("description-length", DV, NAMED, description_short, "/request/{action}/description", FROM_GENERAL),
    Row("image-name-unused", f"{S0}, {H22} § Add a new custom VM image", ("create-image",), unused("image_names"),
        "/request/create-image/name"),
    Row("network-name-unused", f"{S0}, {H22} § Add a new network connection", ("create-network",), unused("network_names"),
        "/request/create-network/name"),
    Row("machines-in-preview", f"{H22} § Limitations; facts LIM-001", CREATE, few_in_preview, "/tenant/hosted_machines",
        ONLY_PREVIEW),
)
