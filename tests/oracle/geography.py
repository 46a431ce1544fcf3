"""Requirements on clouds, geographies, and the country of the tenant."""

import values
from row import CHANGE_GROUP, CREATE, TESTED, Row
from three import every, implies, is_, no, some
from values import FROM_GENERAL, FROM_GROUP_NETWORKS, FROM_NEWEST, G23, G25, H22, H25, MG25, ONLY_PREVIEW, RULINGS, S0
from view import plain


RECOGNISED = {*values.PROCESS_GEOGRAPHIES, *values.GROUP_GEOGRAPHIES}


def geography(v):
    return plain(v.fact("environments", v.environment, "geography"))


def offered(key):
    def test(v):
        here, known = geography(v), values.value(key, v.rulebook, v.day)
        return None if here is None else here in known or here not in RECOGNISED
    return test


def recognised(v):
    """A geography that no page names, where it is of the public cloud."""
    here = geography(v)
    return implies(is_(v.fact("tenant", "cloud"), "public"), None if here is None else here in RECOGNISED)


def admitted(key):
    def test(v):
        asked = values.value(key, v.rulebook, v.day)
        here = geography(v)
        if here is None or here not in asked:
            return True if here else None
        admissions, whole = v.listing("tenant", "admitted_to")
        return True if here in [plain(name) for name in admissions] else (False if whole else None)
    return test


def beyond_doubt(v):
    """Whether country and geography differ beyond doubt (rulings 3 and 32)."""
    home, here = values.COUNTRIES.get(v.fact("tenant", "country")), geography(v)
    if here is not None and here not in RECOGNISED:
        return False
    if home is None or here is None:
        return None
    pair = {home, here}
    if home == here or "europe" in pair and pair & set(values.DOUBTED_WITH_EUROPE):
        return False
    return True


def cross_geography(v):
    return some(is_(v.fact("environments", v.environment, "cross_geo"), "enabled"), no(beyond_doubt(v)))


def group_cloud(v):
    return no(is_(v.fact("tenant", "cloud"), "china"))


GOVERNMENT = {"gcc": "usgovvirginia", "gcc-high": "usgovvirginia", "dod": "usdodeast"}  # G23, G25 § Geographic availability


def of_public_cloud(v):
    """Whether a geography of the public cloud is given for a tenant in a cloud of the US government."""
    here = geography(v)
    return every(is_(v.fact("tenant", "cloud"), *GOVERNMENT), None if here is None else here in RECOGNISED)


def in_government_region(v, *places):
    """Whether a thing lies where groups of the tenant's cloud run, if that is a cloud of the US government; None among places for those not known."""
    cloud = v.fact("tenant", "cloud")
    if cloud is not None and cloud not in GOVERNMENT:
        return True
    wanted = GOVERNMENT.get(cloud)
    there = some(*[None if place is None or wanted is None else place == wanted for place in places])
    return True if cloud is None and there else there


def of_bots(test):
    """Only a hosted machine group has a geography of its own."""
    return lambda v: implies(v.has_bots(), test(v))


def machine_group_cloud(v):
    """MG25 § Other known limitations: groups of machines are there in the public cloud only."""
    machines = is_(v.fact("groups", v.group, "kind"), "machines") if v.group else None if v.action in ("add-to-group", "edit-group") else False
    return implies(machines, is_(v.fact("tenant", "cloud"), "public"))


ENV = "/environments/{environment}"
ROWS = (
    Row("geography-recognised", f"{S0} § Geographical availabilities; facts GEO-018", 
        ("create-machine", "create-image", "create-network", "create-group"), recognised, ENV + "/geography"),
    Row("public-cloud", f"{S0} § Geographical availabilities", CREATE,
        lambda v: is_(v.fact("tenant", "cloud"), "public"), "/tenant/cloud"),
    Row("geography-offered", f"{H22}, {S0}, {H25} § Geographical availabilities", CREATE, offered("geographies"),
        ENV + "/geography"),
    Row("geography-opened", f"{S0}, {H25} § Geographical availabilities", CREATE, admitted("admission"), ENV + "/geography",
        FROM_GENERAL),
    Row("cross-geo", f"{S0} § Azure tenant country/region; {RULINGS} 3, 32", CREATE, cross_geography, ENV + "/cross_geo",
        FROM_GENERAL, ("geography-offered", "geography-recognised")),
    Row("same-geo-in-preview", f"{H22}; facts GEO-013", CREATE, lambda v: no(beyond_doubt(v)), "/tenant/country",
        ONLY_PREVIEW, ("geography-offered", "geography-recognised")),
    Row("group-cloud", f"{G23}, {G25}; facts GEO-010", CHANGE_GROUP, of_bots(group_cloud), "/tenant/cloud", FROM_GENERAL),
    Row("group-geography-offered", f"{G23}, {G25}; {RULINGS} 21", CHANGE_GROUP, of_bots(offered("group-geographies")),
        ENV + "/geography", values.GROUPS_LISTED),
    Row("group-geography-opened", f"{G25}; {RULINGS} 21", CHANGE_GROUP, of_bots(admitted("group-admission")), ENV + "/geography",
        FROM_GROUP_NETWORKS),
    Row("machine-group-cloud", f"{MG25} § Other known limitations", (*TESTED, "add-to-group", "edit-group"), machine_group_cloud, "/tenant/cloud",
        FROM_NEWEST),
    Row("government-geography", f"{G23}, {G25} § Geographic availability", CHANGE_GROUP, of_bots(lambda v: no(of_public_cloud(v))),
        ENV + "/geography", FROM_GENERAL),
)
