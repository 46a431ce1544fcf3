"""Requirements on Microsoft Entra ID, Intune, service principals, the environment and signing in."""

import values
from roles import reads_all
from row import CHANGE_GROUP, CREATE, MAKE_GROUP, RUNS, TESTED, UNATTENDED, Row
from three import at_least, every, implies, is_, no, some
from values import ALWAYS, FROM_GENERAL, FROM_PROCESS, G23, G25, H22, H25, M25, NLA, ONLY_GENERAL, ONLY_PREVIEW, PF, RULINGS, S0, TH24, U25

PRINCIPALS = ("windows_365", "azure_virtual_desktop", "azure_virtual_desktop_client", "azure_virtual_desktop_arm_provider")
ROLES = "/people/{actor}/roles"


def enrolment(v):
    """Ruling 47: allowed in the default restriction and in every one of the organisation's own that applies."""
    intune = ("tenant", "intune")
    applying = is_(v.fact(*intune, "windows_corporate_enrolment"), "allowed")
    default = is_(v.fact(*intune, "default_restriction"), "allowed")
    own, whole = v.listing(*intune, "custom_restrictions")
    answers = []
    for restriction in own:
        if restriction["windows"] == "blocked":
            people = restriction.get("applies_to")
            answers.append(None if people is None else v.actor not in people)
    stated = every(*answers)
    if False in (applying, default, stated):
        return False
    if applying:
        return stated
    return every(default, stated, True if whole else None)


def principals(v):
    return every(*[is_(v.fact("tenant", "service_principals", name), "present") for name in PRINCIPALS])


def principals_after_failure(v):
    return implies(v.fact("tenant", "failed_for_service_principal"), principals(v))


def default_image(v):
    if v.action == "edit-group" and v.image is None:
        return True
    place = ("environments", v.environment, "default_image")
    seen = [v.holds(v.actor, *place, "shared_with"), reads_all(v, "flow-machine-image")]
    if v.rulebook >= values.PROCESS and v.day >= values.PROCESS:
        seen.append(is_(v.fact(*place, "shared_with_all"), "enabled"))
    return some(v.custom_image(), no(v.has_bots()), *seen)


def feature(name):
    return lambda v: is_(v.fact("environments", v.environment, "features", name), "enabled")


def machines_on_for_run(v):
    """In a group each machine is asked: see members."""
    return True if v.group else feature("hosted_machines")(v)


def groups_on_for_run(v):
    return implies(v.on_hosted_group(), feature("hosted_machine_groups")(v))


def work_accounts(v):
    wanted = v.asked.get("work_accounts") if v.action == "create-group" else every(
        v.on_hosted_group(), v.fact("groups", v.group, "work_accounts"))
    return implies(wanted, feature("group_work_accounts")(v))


def work_accounts_of_tenant(v):
    return implies(v.asked.get("work_accounts"), is_(v.fact("tenant", "group_work_accounts"), "enabled"))


def work_accounts_in_cloud(v):
    return implies(v.asked.get("work_accounts"), is_(v.fact("tenant", "cloud"), "public"))


ACTED = (
    "share-machine", "unshare-machine", "share-image", "unshare-image", "share-network", "unshare-network", "share-default-image",
    "unshare-default-image", *TESTED, "add-to-group", "restart", "edit", "delete", "set-maintenance", "edit-group", "change-priority",
    "request-capacity", "start-trial", "extend-trial", "change-cross-geo")


def actor_works(v):
    """Nobody does anything with an account that lets nobody in; where a run signs in with it, that is another requirement."""
    other = True
    if v.action in TESTED:
        other = None if v.account is None else v.account != v.actor
    return implies(other, account_works(lambda v: v.actor)(v))


def account_works(person):
    return lambda v: is_(v.fact("people", person(v), "account"), "enabled")


def signs_in(v):
    """An application signs in nowhere; hosted machines are joined to Microsoft Entra ID, so that a personal account signs in to none."""
    return no(is_(v.fact("people", v.account, "account_kind"), "application", *(() if v.group else ("personal",))))


def windows(v, name):
    return v.fact("machines", v.machine, "windows", name)


def sign_in_by_entra(v):
    """Whether the account that signs in is one of Microsoft Entra ID, by the form of its name."""
    group = v.asked.get("of_group")
    return is_(v.fact("groups", group, "username") if group else windows(v, "username"), "user-at-domain")


def level_off(v):
    return is_(v.fact("machines", v.machine, "network_level_authentication"), "disabled")


def off_for_runs(v):
    """Network level authentication is off (S0 § Run desktop flows: default image; TE24 AadLogonFailure: Entra accounts)."""
    if v.group:
        return True
    image = v.fact("machines", v.machine, "image")
    return some(level_off(v), every(no(sign_in_by_entra(v)), None if image is None else image != "default"))


def newer_way(v):
    if v.group:
        return True
    desk = v.version_of("machines", v.machine, "desktop_version")
    way = every(is_(v.fact("tenant", "remote_desktop", "entra_authentication"), "enabled"),
                v.fact("tenant", "remote_desktop", "consent_hidden"),
                at_least(desk, values.OLDEST_DESKTOP_FOR_ENTRA))
    return some(off_for_runs(v), way)


def certificate_by_entra(v):
    """U25: a certificate needs Microsoft Entra authentication of remote desktop, with the prompt for consent hidden."""
    if v.group or not v.flow:
        return True
    way = every(is_(v.fact("tenant", "remote_desktop", "entra_authentication"), "enabled"), v.fact("tenant", "remote_desktop", "consent_hidden"))
    return implies(is_(v.fact("flows", v.flow, "authentication"), "certificate"), way)


def may_sign_in(v):
    """Ruling 29: refused only when both lists are whole and neither has the account."""
    if v.group:
        return True
    place = ("machines", v.machine, "windows")
    return some(v.holds(v.account, *place, "remote_desktop_users"), v.holds(v.account, *place, "administrators"))


def service_may_sign_in(v):
    return True if v.group else windows(v, "runtime_in_remote_desktop_users")


def desktop_version(v):
    return True if v.group else at_least(v.version_of("machines", v.machine, "desktop_version"), values.OLDEST_DESKTOP)


def extensions(v):
    return at_least(v.version_of("environments", v.environment, "flow_extensions_version"), values.OLDEST_EXTENSIONS)


def no_teams(v):
    return no(is_(v.fact("environments", v.environment, "kind"), "teams"))


def connection(v):
    if v.group:
        return True
    place = ("machines", v.machine)
    return some(v.holds(v.actor, *place, "connections"), v.holds(v.fact(*place, "creator"), *place, "connections"))


def owner_exists(v):
    """Ruling 48: whoever owns the flow and is deleted stops the run."""
    if not v.flow:
        return True
    owner = v.fact("flows", v.flow, "owner")
    return None if owner is None else no(is_(v.fact("people", owner, "account"), "deleted"))


def connection_owner(v):
    """Whose connection a run goes through: the actor's, or where they have none that of the target's creator (ruling 13)."""
    place = ("machines", v.machine)
    creator = v.fact(*place, "creator")
    if v.holds(v.actor, *place, "connections"):
        return v.actor
    return creator if v.holds(creator, *place, "connections") else None


def connection_owner_exists(v):
    """Ruling 48: whoever owns the connection and is deleted stops the run."""
    owner = None if v.group else connection_owner(v)
    return True if owner is None else no(is_(v.fact("people", owner, "account"), "deleted"))


def second_factor(v):
    """Field report 45: nobody is there to give a second factor; a certificate is one, and an account that is not of Microsoft Entra ID is asked for none."""
    if v.group:
        return True
    way = v.fact("flows", v.flow, "authentication") if v.flow else "not said"
    return some(no(sign_in_by_entra(v)), is_(way, "certificate"), is_(v.fact("people", v.account, "multifactor"), "none"))


def joined_to_entra(v, place=None):
    """Whether a machine, or the bots of a group, are joined to Microsoft Entra ID alone."""
    network = v.fact(*(place or ("machines", v.machine)), "network")
    if network in (None, "none"):
        return None if network is None else True
    return is_(v.fact("networks", network, "connection", "join"), "entra")


def known_account(v):
    """H25 § Access a hosted machine: another account may run unattended once it was added on the machine."""
    if v.group:
        return True
    creator = v.is_creator_named(v.account)
    return some(creator, v.holds(v.account, "machines", v.machine, "accounts"))


ENV, MACHINE = "/environments/{environment}", "/machines/{machine}"
ROWS = (
    Row("entra-tenant", f"{S0} § Microsoft Entra and Intune requirements", CREATE,
        lambda v: is_(v.fact("tenant", "entra"), "present"), "/tenant/entra"),
    Row("intune-tenant", f"{S0} § Microsoft Entra and Intune requirements", CREATE,
        lambda v: is_(v.fact("tenant", "intune", "state"), "present"), "/tenant/intune/state", covered=("entra-tenant",)),
    Row("windows-enrolment", f"{S0} § Microsoft Entra and Intune requirements; {RULINGS} 47", CREATE, enrolment,
        "/tenant/intune", covered=("intune-tenant",)),
    Row("automatic-enrolment", f"{TH24} intuneEnroll_MdmDiscoveryUrlMisconfigured", CREATE,
        lambda v: is_(v.fact("tenant", "intune", "automatic_enrolment"), "enabled"),
        "/tenant/intune/automatic_enrolment", FROM_GENERAL, ("intune-tenant", "entra-tenant")),
    Row("service-principals-preview", f"{H22}; {RULINGS} 4", CREATE, principals, "/tenant/service_principals", ONLY_PREVIEW),
    Row("service-principals-after-failure", f"{S0} § service principal; {RULINGS} 4", CREATE, principals_after_failure,
        "/tenant/service_principals", FROM_GENERAL),
    Row("default-image-shared", f"{S0}, {H25} § Get access to the default VM image; {RULINGS} 21", CREATE + CHANGE_GROUP,
        default_image, ENV + "/default_image"),
    Row("machines-switched-on", f"{PF}; {RULINGS} 28", CREATE, feature("hosted_machines"),
        ENV + "/features/hosted_machines", FROM_GENERAL),
    Row("machines-switched-on-to-run", f"{PF}; {RULINGS} 28", TESTED, machines_on_for_run,
        ENV + "/features/hosted_machines", FROM_GENERAL),
    Row("groups-switched-on", f"{PF}; {RULINGS} 28", MAKE_GROUP, feature("hosted_machine_groups"),
        ENV + "/features/hosted_machine_groups", FROM_GENERAL),
    Row("groups-switched-on-to-run", f"{PF}; {RULINGS} 28", TESTED, groups_on_for_run,
        ENV + "/features/hosted_machine_groups", FROM_GENERAL),
    Row("work-accounts-switched-on", f"{G25} § work or school account; {RULINGS} 28", MAKE_GROUP + RUNS, work_accounts,
        ENV + "/features/group_work_accounts", FROM_GENERAL),
    Row("work-accounts-in-tenant", f"{G25}; facts LCY-020", MAKE_GROUP, work_accounts_of_tenant,
        "/tenant/group_work_accounts", FROM_GENERAL),
    Row("work-accounts-in-cloud", f"{G23}, {G25} § Sovereign clouds limitations", MAKE_GROUP, work_accounts_in_cloud,
        "/tenant/cloud", FROM_GENERAL),
    Row("extensions-version", f"{M25} § Prerequisites", CREATE, extensions, ENV + "/flow_extensions_version", FROM_GENERAL),
    Row("no-teams-environment", f"{M25} § Register a new machine", CREATE + MAKE_GROUP, no_teams, ENV + "/kind",
        FROM_GENERAL),
    Row("creator-exists", f"{TH24} userNotFound", CREATE + ("create-image", "create-network", "create-group"), account_works(lambda v: v.actor), "/people/{actor}/account",
        FROM_GENERAL),
    Row("actor-works", f"{RULINGS} 35, 48", ACTED, actor_works, "/people/{actor}/account", FROM_GENERAL, beside=("account-exists", "flow-owner-exists", "connection-owner-exists")),
    Row("account-exists", f"{RULINGS} 48", TESTED, account_works(lambda v: v.account), "/people/{account}/account",
        FROM_GENERAL),
    Row("account-opens", f"{S0} § Access a hosted machine", ("open-in-browser",), account_works(lambda v: v.actor), "/people/{actor}/account",
        FROM_GENERAL),
    Row("account-signs-in", f"{S0} § Access a hosted machine; {RULINGS} 48", TESTED, signs_in, "/people/{account}/account_kind", ALWAYS),
    Row("connection-owner-exists", f"{RULINGS} 48; field report 46", TESTED, connection_owner_exists,
        lambda v: f"/people/{connection_owner(v)}/account", FROM_GENERAL),
    Row("second-factor", f"{RULINGS} 49; field report 45", UNATTENDED, second_factor, "/people/{account}/multifactor",
        FROM_PROCESS),
    Row("flow-owner-exists", f"{RULINGS} 48", TESTED, owner_exists, "/people/{owner}/account", FROM_GENERAL),
    Row("level-authentication-off", f"{S0} § Run desktop flows; {NLA}; {RULINGS} 43", UNATTENDED, off_for_runs,
        MACHINE + "/network_level_authentication", ONLY_GENERAL),
    Row("level-authentication-newer-way", f"{U25} § Microsoft Entra authentication; {H25}", UNATTENDED, newer_way,
        "", FROM_PROCESS),
    Row("certificate-by-entra", f"{U25} § CBA", UNATTENDED, certificate_by_entra, "/tenant/remote_desktop", FROM_PROCESS),
    Row("may-sign-in-remotely", f"{U25}; {RULINGS} 29", TESTED, may_sign_in, MACHINE + "/windows/remote_desktop_users",
        FROM_GENERAL),
    Row("service-may-sign-in-remotely", f"{U25}; {RULINGS} 29", TESTED, service_may_sign_in,
        MACHINE + "/windows/runtime_in_remote_desktop_users", FROM_GENERAL),
    Row("desktop-version", f"{M25} § Prerequisites", TESTED, desktop_version, MACHINE + "/desktop_version", FROM_GENERAL),
    Row("connection-exists", f"{S0} § Run desktop flows", TESTED, connection, MACHINE + "/connections", ALWAYS),
    Row("account-added", f"{H25} § Access a hosted machine; facts ROL-010", UNATTENDED, known_account,
        MACHINE + "/accounts", FROM_PROCESS),
)
