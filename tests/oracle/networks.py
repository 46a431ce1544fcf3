"""Requirements on virtual networks and the network connections that name them."""

import values
from geography import admitted, geography, in_government_region, offered, of_public_cloud
from roles import reads_all
from row import CREATE, MAKE_GROUP, TESTED, UNATTENDED, Row
from three import covers, every, implies, is_, no, some
from values import DV, FROM_GENERAL, FROM_GROUP_NETWORKS, FROM_PROCESS, FROM_SWITCH, G23, G25, H22, H25, ONLY_GENERAL, RULINGS, S0, TH24, UNTIL_PROCESS, UNTIL_SWITCH
from view import instant, region

ADD = ("create-network",)
NETWORK = "/networks/{network}"
OLD_ROLE = "Network Contributor"
NIC_ROLE, USER_ROLE = "Windows 365 Network Interface Contributor", "Windows 365 Network User"
INCLUDING = (OLD_ROLE, "Contributor", "Owner")
READING = ("Reader", "Contributor", "Owner", "User Access Administrator")
VNET_READING = READING + (OLD_ROLE,)


def fact(v, *path):
    return v.fact("networks", v.network, *path)


def concerned(v, kind):
    """Whether a network owes what is said of hosted machines, or of groups (ruling 20)."""
    if v.network == "none":
        return None if v.action == "create-network" else False
    if v.action == "create-machine":
        return kind == "machine"
    if v.action == "create-group":
        return kind == "group"
    if kind == "any":
        return True
    uses = ("hosted-machine", "both") if kind == "machine" else ("hosted-machine-group",)
    return is_(fact(v, "connection", "usage"), *uses)


def owed(test, *kinds):
    """A predicate on a network that has one of the uses concerned; every network has one of the two."""
    either = kinds if len(kinds) < 2 else (*kinds, "any")
    return lambda v: implies(some(*[concerned(v, kind) for kind in either]), test(v))


def machines(test):
    return owed(test, "machine")


def groups(test):
    return owed(test, "group")


def in_region(key):
    def test(v):
        known, here = values.value(key, v.rulebook, v.day) or {}, geography(v)
        if here is not None and here not in known:
            return True
        place = region(fact(v, "region"))
        return None if here is None or place is None else place == known[here]
    return test


def wide(v, *narrow):
    """Scopes at which an assignment holds for the network (ruling 22)."""
    return ("subscription", f"resource-group/{fact(v, 'resource_group') or ''}", *narrow)


def own_roles(roles):
    """Actions of the organisation's own roles that are enough: those that include Network Contributor's, where it is asked (ruling 22)."""
    return values.USE_NETWORK if roles == INCLUDING else ()


def at_group(v, *roles):
    return v.granted(fact(v, "subscription"), "windows-365", roles, wide(v), own_roles(roles))


def at_network(v, *roles):
    return v.granted(fact(v, "subscription"), "windows-365", roles, wide(v, f"virtual-network/{v.network}"), own_roles(roles))


def old_network(v):
    made = fact(v, "created")
    return None if made is None else instant(made) < instant(values.ROLE_SWITCH)


def group_right(v):
    new = at_group(v, NIC_ROLE)
    return some(new, every(old_network(v), at_group(v, OLD_ROLE)))


def network_right(v):
    new = at_network(v, USER_ROLE)
    return some(new, every(old_network(v), at_network(v, OLD_ROLE)))


def reads_subscription(v):
    return v.granted(fact(v, "subscription"), "windows-365", READING, ("subscription",), values.READ_ALL)


def maker_reads(v):
    scopes = wide(v, f"virtual-network/{v.network}")
    granted = v.granted(fact(v, "subscription"), v.actor, VNET_READING, scopes, values.READ_NETWORK)
    return some(v.holds(v.actor, "networks", v.network, "readers"), granted)


def groups_principal(v):
    scopes = wide(v, f"virtual-network/{v.network}")
    return v.granted(fact(v, "subscription"), "hosted-machine-groups", INCLUDING, scopes, values.USE_NETWORK)


def principal_there(v):
    return is_(v.fact("tenant", "service_principals", "hosted_machine_groups"), "present")


def shared(v):
    owner = fact(v, "connection", "owner")
    own = None if owner is None else owner == v.actor
    listed = v.holds(v.actor, "networks", v.network, "connection", "shared_with")
    return some(own, listed, reads_all(v, "flow-machine-network"))


def named(test):
    """A predicate on the connection that a machine or group is made on."""
    return lambda v: True if v.network == "none" else test(v)


def free(v):
    wanted = v.asked.get("count") or 1
    return covers(v.count("networks", v.network, "subnet", "free"), (wanted, wanted))


def not_delegated(v):
    """Ruling 29 of hosted RPA; of any service: resourceAvailabilityCheckSubnetDelegationFailed, ruling 43."""
    return is_(fact(v, "subnet", "delegation"), "none")


def delegated(v):
    found = fact(v, "subnet", "delegation")
    return None if found is None else found.lower() == values.GROUP_DELEGATION


def subnet_chosen(v):
    asked = v.asked.get("subnet")
    return None if asked is None else asked != ""


def fewer_networks(v):
    low, high = v.count("tenant", "custom_networks")
    return False if low >= values.NETWORKS_PER_TENANT else (True if high < values.NETWORKS_PER_TENANT else None)


def hybrid(test):
    return machines(lambda v: implies(is_(fact(v, "connection", "join"), "hybrid"), test(v)))


def hybrid_of_all(test):
    """G25 § Additional requirements for hybrid joined groups says the same of networks that groups are made on."""
    return owed(lambda v: implies(is_(fact(v, "connection", "join"), "hybrid"), test(v)), "machine", "group")


def given(*path):
    def test(v):
        found = fact(v, "domain", *path)
        return None if found is None else found != ""
    return test


def domain(name, *wanted):
    return lambda v: is_(fact(v, "domain", name), *wanted)


def target_network(v):
    """The network of the machine or hosted group that a request is about."""
    if v.machine:
        return v.fact("machines", v.machine, "network")
    return "none" if v.on_hosted_group() is False else v.fact("groups", v.group, "network")


def runtime_reached(v):
    """A run needs the addresses of the runtime from the network of its target."""
    name = target_network(v)
    return None if name is None else name == "none" or is_(v.fact("networks", name, "runtime_endpoints"), "allowed")


def of_bots(test):
    """A predicate on the network of the hosted group that a request is about."""
    def judge(v):
        name = "none" if v.machine else target_network(v)
        return None if name is None else name == "none" or test(v, name)
    return judge


def bots_principal(v, name):
    group = v.fact("networks", name, "resource_group") or ""
    scopes = ("subscription", f"resource-group/{group}", f"virtual-network/{name}")
    return v.granted(v.fact("networks", name, "subscription"), "hosted-machine-groups", INCLUDING, scopes, values.USE_NETWORK)


def bots_subnet(v, name):
    found = v.fact("networks", name, "subnet", "delegation")
    return None if found is None else found.lower() == values.GROUP_DELEGATION


def bots_region(v, name):
    """A group that is there keeps its region, and a subnet of another holds none of its bots."""
    there, here = region(v.fact("networks", name, "region")), region(v.fact("groups", v.group, "region"))
    return None if there is None or here is None else there == here


def bots_subscription(v, name):
    return is_(v.fact("subscriptions", v.fact("networks", name, "subscription"), "state"), "enabled", "past-due")


def bots_connection(v, name):
    return no(is_(v.fact("networks", name, "connection", "state"), "error", "inactive"))


def healthy(v):
    """A check that failed has an error type: where there is none, it did not."""
    return fact(v, "connection", "health_error") == "none" or no(is_(fact(v, "connection", "health"), "failed"))


SHARE = "§ Share the virtual network with Windows 365 service principal"
GRANTS = "/subscriptions/{network_subscription}/grants"
BOTH = CREATE + ADD
ROWS = (
    Row("network-region", f"{S0} § General network requirement", BOTH, machines(in_region("geographies")),
        NETWORK + "/region"),
    Row("group-network-region", f"{G25}; {RULINGS} 21", ADD + MAKE_GROUP, groups(in_region("group-geographies")),
        NETWORK + "/region", FROM_GENERAL),
    Row("subscription-enabled", f"{TH24} CreateNic_ReadOnlyDisabledSubscription", BOTH + MAKE_GROUP,
        owed(lambda v: is_(v.fact("subscriptions", fact(v, "subscription"), "state"), "enabled", "past-due"), "machine", "group"),
        "/subscriptions/{network_subscription}/state", FROM_GENERAL),
    Row("subnet-chosen", f"{S0} § Add a new network connection", ADD, subnet_chosen, "/request/create-network/subnet"),
    Row("addresses-free", f"{S0} § General network requirement; {TH24} noEnoughIpAddress", BOTH, machines(free),
        NETWORK + "/subnet/free", UNTIL_PROCESS),
    Row("addresses-free-for-all", f"{H25}, {G25} § General network requirements", BOTH + MAKE_GROUP, owed(free, "machine", "group"),
        NETWORK + "/subnet/free", FROM_PROCESS),
    Row("subnet-not-delegated", f"{RULINGS} 29, 43; Graph resourceAvailabilityCheckSubnetDelegationFailed", BOTH,
        machines(not_delegated), NETWORK + "/subnet/delegation", FROM_GENERAL),
    Row("subscription-readable", f"{S0} {SHARE}", BOTH, machines(reads_subscription), GRANTS),
    Row("contributor-on-group", f"{S0} {SHARE}; {RULINGS} 5, 22", BOTH, machines(lambda v: at_group(v, *INCLUDING)), GRANTS,
        UNTIL_SWITCH),
    Row("contributor-on-network", f"{S0} {SHARE}; {RULINGS} 5, 22", BOTH, machines(lambda v: at_network(v, *INCLUDING)),
        GRANTS,
        UNTIL_SWITCH),
    Row("interface-contributor-on-group", f"{H25} {SHARE}; {RULINGS} 5, 22", BOTH, machines(group_right), GRANTS,
        FROM_SWITCH),
    Row("network-user-on-network", f"{H25} {SHARE}; {RULINGS} 5, 22", BOTH, machines(network_right), GRANTS, FROM_SWITCH),
    Row("maker-reads-network", f"{S0} § Share the virtual network with makers; {RULINGS} 19", ADD, maker_reads,
        NETWORK + "/readers"),
    Row("connection-shared", f"{S0} § Share the network connection; {RULINGS} 19, 21", CREATE + MAKE_GROUP, named(shared),
        NETWORK + "/connection/shared_with"),
    Row("connection-usage", f"{H25} § Add a new network connection; facts NET-033", CREATE,
        named(lambda v: is_(fact(v, "connection", "usage"), "hosted-machine", "both")), NETWORK + "/connection/usage", FROM_PROCESS),
    Row("group-connection-usage", f"{G25}; {RULINGS} 21", MAKE_GROUP,
        named(lambda v: is_(fact(v, "connection", "usage"), "hosted-machine-group", "both")), NETWORK + "/connection/usage",
        FROM_PROCESS),
    Row("connection-usable", f"{DV} flowmachinenetwork; facts NET-034", CREATE + MAKE_GROUP,
        named(lambda v: no(is_(fact(v, "connection", "state"), "error", "inactive"))), NETWORK + "/connection/state", FROM_GENERAL),
    Row("networks-left", f"{S0} § Use a custom virtual network", ADD, fewer_networks, "/tenant/custom_networks", FROM_GENERAL),
    Row("no-hybrid-join-yet", f"{S0}, {H22} § General network requirement; facts NET-015", BOTH,
        machines(lambda v: is_(fact(v, "connection", "join"), "entra")), NETWORK + "/connection/join", UNTIL_PROCESS),
    Row("domain-unit", f"{H25} § hybrid; facts NET-016", BOTH + MAKE_GROUP, hybrid_of_all(domain("organizational_unit", "default", "valid")),
        NETWORK + "/domain/organizational_unit", FROM_PROCESS),
    Row("domain-name", f"{H25} § hybrid; facts NET-017", BOTH + MAKE_GROUP, hybrid_of_all(given("dns_name")), NETWORK + "/domain/dns_name",
        FROM_PROCESS),
    Row("domain-join-user", f"{H25} § hybrid; facts NET-017", BOTH + MAKE_GROUP, hybrid_of_all(given("join_user")), NETWORK + "/domain/join_user",
        FROM_PROCESS, beside=("domain-name",)),
    Row("domain-join-password", f"{H25} § hybrid; facts NET-017", BOTH + MAKE_GROUP, hybrid_of_all(domain("join_password", "present")),
        NETWORK + "/domain/join_password", FROM_PROCESS, beside=("domain-name", "domain-join-user")),
    Row("domain-resolved", f"{H25} § hybrid; facts NET-018", BOTH + MAKE_GROUP, hybrid_of_all(domain("dns", "custom-resolving")),
        NETWORK + "/domain/dns", FROM_PROCESS),
    Row("domain-controller", f"{H25} § hybrid; facts NET-019", BOTH + MAKE_GROUP, hybrid_of_all(domain("controller_in_sight", True)),
        NETWORK + "/domain/controller_in_sight", FROM_PROCESS),
    Row("domain-join-rights", f"{H25} § hybrid; facts NET-021", BOTH + MAKE_GROUP, hybrid_of_all(domain("join_rights", True)),
        NETWORK + "/domain/join_rights", FROM_PROCESS),
    Row("creator-in-both", f"{H25} § hybrid; {TH24} userNotAvailableInLocalAD", CREATE + MAKE_GROUP,
        hybrid_of_all(lambda v: is_(v.fact("people", v.actor, "identity"), "synchronised")), "/people/{actor}/identity", FROM_PROCESS),
    Row("scripts-run", f"{H25} § hybrid; known-issues-enterprise 2022-06-13 AllSigned; {RULINGS} 49; field report 44", BOTH,
        hybrid(lambda v: no(is_(fact(v, "domain", "script_policy"), "all-signed", "restricted"))), NETWORK + "/domain/script_policy",
        FROM_PROCESS),
    Row("service-connection-point", f"provisioning-errors 2024-09-13 SCP misconfigured; {RULINGS} 49; field report 42", BOTH,
        hybrid(domain("service_connection_point", "present")), NETWORK + "/domain/service_connection_point", FROM_PROCESS),
    Row("windows-365-addresses", f"{H25} § General network requirement; facts NET-024", BOTH,
        machines(lambda v: is_(fact(v, "windows_365_endpoints"), "allowed")), NETWORK + "/windows_365_endpoints", FROM_PROCESS),
    Row("runtime-addresses", "troubleshoot 2025-01-13; facts NET-025", CREATE,
        machines(lambda v: is_(fact(v, "runtime_endpoints"), "allowed")), NETWORK + "/runtime_endpoints", FROM_GENERAL),
    Row("registration-port", f"{H25} § General network requirements; facts NET-028", BOTH,
        machines(lambda v: is_(fact(v, "registration_port"), "allowed")), NETWORK + "/registration_port", FROM_PROCESS),
    Row("interfaces-allowed", f"{TH24} requestDisallowedByPolicy", BOTH,
        machines(lambda v: no(fact(v, "policy_denies_interfaces"))), NETWORK + "/policy_denies_interfaces", FROM_GENERAL),
    Row("health-check", f"{TH24} canaryCheckUnpass; {RULINGS} 43", CREATE,
        machines(healthy), NETWORK + "/connection/health", FROM_GENERAL),
    Row("no-group-networks-yet", f"{G23}; facts NET-030", MAKE_GROUP, lambda v: v.network == "none",
        "/request/create-group/network", ONLY_GENERAL),
    Row("groups-principal-on-network", f"{G25} § network; facts NET-031; {RULINGS} 22", ADD + MAKE_GROUP,
        groups(groups_principal),
        GRANTS, FROM_PROCESS),
    Row("groups-principal-there-for-connection", f"{G25}; facts PRE-010", ADD, groups(principal_there),
        "/tenant/service_principals/hosted_machine_groups", FROM_PROCESS),
    Row("groups-principal-there-for-network", f"{G25}; facts PRE-010", MAKE_GROUP, groups(principal_there),
        "/tenant/service_principals/hosted_machine_groups", FROM_GENERAL),
    Row("subnet-delegated", f"{G25} § network; facts NET-032", ADD + MAKE_GROUP,
        groups(delegated), NETWORK + "/subnet/delegation", FROM_PROCESS),
    Row("group-runtime-addresses", f"{G25} § General network requirements", MAKE_GROUP,
        groups(lambda v: is_(fact(v, "runtime_endpoints"), "allowed")), NETWORK + "/runtime_endpoints", FROM_GENERAL),
    Row("runtime-reached", "troubleshoot 2025-01-13; facts NET-025", TESTED, runtime_reached, "/networks",
        FROM_GENERAL),
    Row("bots-principal-on-network", f"{G25} § network; {RULINGS} 21", UNATTENDED + ("edit-group",), of_bots(bots_principal),
        "/subscriptions/{bots_subscription}/grants", FROM_PROCESS),
    Row("bots-subnet-delegated", f"{G25} § network; {RULINGS} 21", UNATTENDED + ("edit-group",), of_bots(bots_subnet),
        "/networks/{bots_network}/subnet/delegation", FROM_PROCESS),
    Row("bots-network-region", f"{G25} § network; {RULINGS} 21", UNATTENDED + ("edit-group",), of_bots(bots_region),
        "/networks/{bots_network}/region"),
    Row("bots-subscription-enabled", f"{TH24} CreateNic_ReadOnlyDisabledSubscription; {RULINGS} 21", UNATTENDED + ("edit-group",),
        of_bots(bots_subscription), "/subscriptions/{bots_subscription}/state", FROM_GENERAL),
    Row("bots-connection-usable", f"{DV} flowmachinenetwork; {RULINGS} 21", UNATTENDED + ("edit-group",), of_bots(bots_connection),
        "/networks/{bots_network}/connection/state", FROM_GENERAL),
    Row("network-cloud", f"{S0} § Geographical availabilities", ADD,
        machines(lambda v: is_(v.fact("tenant", "cloud"), "public")),
        "/tenant/cloud"),
    Row("network-geography", f"{S0} § Geographical availabilities", ADD, machines(offered("geographies")),
        "/environments/{environment}/geography"),
    Row("network-geography-opened", f"{S0} § Geographical availabilities", ADD, machines(admitted("admission")),
        "/environments/{environment}/geography", FROM_GENERAL),
    Row("network-geography-of-groups", f"{G23}; {RULINGS} 21", ADD, groups(offered("group-geographies")),
        "/environments/{environment}/geography", values.GROUPS_LISTED),
    Row("network-geography-of-groups-opened", f"{G25}; {RULINGS} 21", ADD, groups(admitted("group-admission")),
        "/environments/{environment}/geography", FROM_GROUP_NETWORKS),
    Row("network-group-cloud", f"{G23}, {G25}; facts GEO-010", ADD, groups(lambda v: no(is_(v.fact("tenant", "cloud"), "china"))),
        "/tenant/cloud", FROM_GENERAL),
    Row("network-government-geography", f"{G23}, {G25} § Geographic availability", ADD, groups(lambda v: no(of_public_cloud(v))),
        "/environments/{environment}/geography", FROM_GENERAL),
    Row("network-government-region", f"{G23}, {G25} § Geographic availability", ADD + MAKE_GROUP,
        groups(lambda v: in_government_region(v, region(fact(v, "region")))), NETWORK + "/region", FROM_GENERAL,
        beside=("network-government-geography", "government-geography", "image-government-region")),
)
