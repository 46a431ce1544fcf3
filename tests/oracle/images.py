"""Requirements on custom images: for hosted machines, for groups, or the union of both."""

import values
from row import CHANGE_GROUP, CREATE, Row
from three import at_least, at_most, every, implies, is_, no, some
from geography import admitted, geography, in_government_region, of_public_cloud, offered
from values import DV, W365, FROM_GENERAL, FROM_GROUP_NETWORKS, FROM_PROCESS, G23, G25, RULINGS, S0, TH24
from roles import reads_all
from view import region

READING = ("Reader", "Contributor", "Owner", "User Access Administrator")
ADD = ("create-image",)
ALL = CREATE + ADD + CHANGE_GROUP
IMAGE = "/images/{image}"


def fact(v, *path):
    return v.fact("images", v.image, *path)


def concerned(v, kind):
    """Whether an image owes what is said of hosted machines, or of groups (ruling 20)."""
    if v.image is None:
        return False if v.action == "edit-group" else None
    if v.image == "default":
        return False
    if v.action == "create-machine":
        return kind == "machine"
    if v.action in CHANGE_GROUP:
        return v.has_bots() if kind == "group" else False
    if kind == "any":
        return True
    uses = ("hosted-machine", "both") if kind == "machine" else ("hosted-machine-group", "both")
    return is_(fact(v, "usage"), *uses)


def owed(test, *kinds):
    """A predicate on an image that has one of the uses concerned; every image has one of the two."""
    either = kinds if len(kinds) < 2 else (*kinds, "any")
    return lambda v: implies(some(*[concerned(v, kind) for kind in either]), test(v))


def both(name, *wanted):
    return owed(lambda v: is_(fact(v, name), *wanted), "machine", "group")


def of_machines(test):
    return owed(test, "machine")


def of_groups(test):
    return owed(test, "group")


def windows_version(v):
    family, release, build = [fact(v, "os", key) for key in ("family", "version", "build")]
    if family is None:
        return None
    if family not in values.OLDEST_WINDOWS:
        return True
    return at_least(build, values.OLDEST_BUILD[family]) if release is None else at_least(release, values.OLDEST_WINDOWS[family])


def version_place(v):
    return IMAGE + ("/os/build" if fact(v, "os", "version") is None else "/os/version")


def windows_family(v):
    return is_(fact(v, "os", "family"), "windows-10", "windows-11")


def trusted_launch(v):
    """Enabled, not merely possible; possible only warns (azure-windows365-facts 2.9)."""
    return is_(fact(v, "security_type"), "trusted-launch", "trusted-launch-supported")


def replicated(key):
    def test(v):
        target = (values.value(key, v.rulebook, v.day) or {}).get(geography(v))
        here, whole = v.listing("images", v.image, "regions")
        if target is None:
            return None if geography(v) is None else True
        return True if target in [region(name) for name in here] else (False if whole else None)
    return test


def scopes(v):
    return ("subscription", f"resource-group/{fact(v, 'gallery', 'resource_group') or ''}")


def machines_principal_reads(v):
    return v.granted(fact(v, "subscription"), "windows-365", READING, ("subscription",), values.READ_ALL)


def groups_principal_reads(v):
    return v.granted(fact(v, "subscription"), "hosted-machine-groups", READING, scopes(v), values.READ_GALLERY)


def maker_reads(v):
    granted = v.granted(fact(v, "subscription"), v.actor, READING, scopes(v), values.READ_GALLERY)
    return some(v.holds(v.actor, "images", v.image, "gallery", "readers"), granted)


def principal_there(v):
    return is_(v.fact("tenant", "service_principals", "hosted_machine_groups"), "present")


def shared(v):
    owner = fact(v, "owner")
    own = None if owner is None else owner == v.actor
    return some(own, v.holds(v.actor, "images", v.image, "shared_with"), reads_all(v, "flow-machine-image"))


def government_region(v):
    """Only GCC High takes custom images."""
    items, whole = v.listing("images", v.image, "regions")
    if v.fact("tenant", "cloud") in ("gcc", "dod"):
        return True
    return in_government_region(v, *[region(item) for item in items], "elsewhere" if whole else None)


def chosen(test):
    """A predicate on the custom image that a machine or group is made from."""
    return lambda v: True if v.action == "edit-group" and v.image is None else implies(every(v.has_bots(), v.custom_image()), test(v))


def same_security(v):
    old = v.fact("groups", v.group, "image")
    if v.image in (None, "default", old) or old == "default" or v.has_bots() is False:
        return True
    return None if old is None or v.has_bots() is None or fact(v, "security_type") is None or v.fact("images", old, "security_type") is None \
        else fact(v, "security_type") == v.fact("images", old, "security_type")


def cloud_takes_images(v):
    return no(is_(v.fact("tenant", "cloud"), "gcc", "dod"))


REQ = "§ Image requirements"
ENVIRONMENT = "/environments/{environment}/geography"
ROWS = (
    Row("image-cloud", f"{S0} § Geographical availabilities", ADD,
        of_machines(lambda v: is_(v.fact("tenant", "cloud"), "public")),
        "/tenant/cloud"),
    Row("image-geography", f"{S0} § Geographical availabilities", ADD, of_machines(offered("geographies")), ENVIRONMENT),
    Row("image-geography-opened", f"{S0} § Geographical availabilities", ADD, of_machines(admitted("admission")),
        ENVIRONMENT, FROM_GENERAL),
    Row("windows-version", f"{S0} {REQ}", CREATE + ADD, of_machines(windows_version), version_place),
    Row("windows-10-or-11", f"{S0} {REQ}", CREATE + ADD, of_machines(windows_family), IMAGE + "/os/family"),
    Row("windows-enterprise", f"{S0} {REQ}", CREATE + ADD, of_machines(lambda v: is_(fact(v, "os", "edition"), "enterprise")),
        IMAGE + "/os/edition", beside=("windows-10-or-11",)),
    Row("generation-2", f"{S0}, {G23} {REQ}; {RULINGS} 21, 34", ALL, both("generation", 2), IMAGE + "/generation"),
    Row("generalized", f"{S0}, {G23} {REQ}; {RULINGS} 21", ALL, both("generalized", True), IMAGE + "/generalized"),
    Row("single-session", f"{S0} {REQ}", CREATE + ADD, of_machines(lambda v: is_(fact(v, "session"), "single")),
        IMAGE + "/session"),
    Row("no-recovery-partition", f"{S0} {REQ}", CREATE + ADD,
        of_machines(lambda v: is_(fact(v, "recovery_partition"), "absent")), IMAGE + "/recovery_partition"),
    Row("disk-within-target", f"{S0} {REQ}; {TH24} imageDiskSizeOverMatch; {RULINGS} 1", CREATE + ADD,
        of_machines(lambda v: at_most(fact(v, "os_disk_gb"), values.LARGEST_DISK_GB)), IMAGE + "/os_disk_gb", FROM_GENERAL),
    Row("group-disk", f"{G23}, {G25}", ADD + CHANGE_GROUP,
        of_groups(lambda v: at_most(fact(v, "os_disk_gb"), values.LARGEST_GROUP_DISK_GB)), IMAGE + "/os_disk_gb", FROM_GENERAL),
    Row("group-image-windows", f"{G23}, {G25} {REQ}: Windows images", ADD + CHANGE_GROUP,
        of_groups(lambda v: implies(no(concerned(v, "machine")), no(is_(fact(v, "os", "family"), "linux")))), IMAGE + "/os/family", FROM_GENERAL),
    Row("group-edge", f"{G23}, {G25}", ADD + CHANGE_GROUP,
        of_groups(lambda v: at_least(fact(v, "edge_version"), values.OLDEST_EDGE)), IMAGE + "/edge_version", FROM_GENERAL),
    Row("trusted-launch", f"{S0}, {G23} {REQ}", ALL, owed(trusted_launch, "machine", "group"), IMAGE + "/security_type",
        FROM_GENERAL),
    Row("gallery-by-roles", f"{S0} § Create an Azure Compute Gallery; {G23}", ALL,
        owed(lambda v: is_(fact(v, "gallery", "sharing"), "rbac"), "machine", "group"), IMAGE + "/gallery/sharing"),
    Row("replicated", f"{S0} § Create an Azure Compute Gallery; facts 1.3", CREATE + ADD,
        of_machines(replicated("geographies")),
        IMAGE + "/regions"),
    Row("replicated-for-groups", f"{G23}, {G25}; facts 1.3; {RULINGS} 17, 20, 21", ADD + CHANGE_GROUP,
        of_groups(replicated("group-geographies")), IMAGE + "/regions", FROM_GENERAL),
    Row("windows-365-reads-subscription", f"{S0} § Share the reader permission", CREATE + ADD,
        of_machines(machines_principal_reads), "/subscriptions/{subscription}/grants"),
    Row("groups-principal-reads-gallery", f"{G23}, {G25}; {RULINGS} 21", ADD + CHANGE_GROUP,
        of_groups(groups_principal_reads),
        "/subscriptions/{subscription}/grants", FROM_GENERAL),
    Row("groups-principal-there", f"{G23}, {G25}; facts PRE-010", ADD + CHANGE_GROUP, of_groups(principal_there),
        "/tenant/service_principals/hosted_machine_groups", FROM_GENERAL),
    Row("maker-reads-gallery", f"{S0} § Share the Azure Compute Gallery; {RULINGS} 19", ADD, maker_reads,
        IMAGE + "/gallery/readers"),
    Row("usage-for-machines", f"{S0} § Add a new custom VM image", CREATE,
        chosen(lambda v: is_(fact(v, "usage"), "hosted-machine", "both")), IMAGE + "/usage"),
    Row("usage-for-groups", f"{G23}; {RULINGS} 21", CHANGE_GROUP,
        chosen(lambda v: is_(fact(v, "usage"), "hosted-machine-group", "both")), IMAGE + "/usage", FROM_GENERAL),
    Row("image-shared", f"{S0} § Share the image; {RULINGS} 19, 21", CREATE + CHANGE_GROUP, chosen(shared),
        IMAGE + "/shared_with"),
    Row("version-usable", f"{DV} flowmachineimageversion.statuscode; field report 16", CREATE + CHANGE_GROUP,
        chosen(lambda v: is_(fact(v, "version_status"), "active")), IMAGE + "/version_status", FROM_GENERAL),
    Row("system-taken", f"{TH24} imageNotSupportedFail", CREATE + ADD,
        of_machines(lambda v: no(is_(fact(v, "windows_365_support"), "refused"))), IMAGE + "/windows_365_support", FROM_GENERAL, ("windows-10-or-11", "windows-version")),
    Row("runtime-not-registered", "manage-machines 2025-01-14; facts LCY-016", CREATE + ADD + CHANGE_GROUP,
        owed(lambda v: no(fact(v, "runtime_registered")), "machine", "group"), IMAGE + "/runtime_registered", FROM_GENERAL),
    Row("version-succeeded", "field report 16; Azure REST gallery-image-versions", ADD,
        # Of an image for groups alone no page says it.
        of_machines(lambda v: is_(fact(v, "gallery", "version_state"), "succeeded")), IMAGE + "/gallery/version_state", FROM_GENERAL),
    Row("source-never-joined", f"{W365} vmAlreadyAzureAdjoined; {RULINGS} 43", ADD,
        of_machines(lambda v: no(fact(v, "source", "joined"))), IMAGE + "/source/joined", FROM_GENERAL),
    Row("source-without-data-disks", f"{W365} sourceImageWithDataDiskNotSupported; {RULINGS} 43", ADD,
        of_machines(lambda v: at_most(fact(v, "source", "data_disks"), 0)), IMAGE + "/source/data_disks", FROM_GENERAL),
    Row("source-without-fslogix", f"{W365} fSLogixInstalledSourceImageNotSupported; {RULINGS} 43", ADD,
        of_machines(lambda v: is_(fact(v, "source", "fslogix"), "absent")), IMAGE + "/source/fslogix", FROM_GENERAL),
    Row("few-start-apps", f"{W365} startMenuAppLimitExceeded; {RULINGS} 43", ADD,
        of_machines(lambda v: at_most(fact(v, "source", "start_apps"), values.START_APPS)), IMAGE + "/source/start_apps", FROM_GENERAL),
    Row("source-not-encrypted", f"{W365} sourceImageWithAzureDiskEncryptionNotSupported; {RULINGS} 43", ADD,
        of_machines(lambda v: is_(fact(v, "source", "azure_disk_encryption"), "absent")), IMAGE + "/source/azure_disk_encryption",
        FROM_GENERAL),
    Row("source-without-encryption-set", f"{W365} sourceImageWithDiskEncryptionSetNotSupported; {RULINGS} 43", ADD,
        of_machines(lambda v: is_(fact(v, "source", "disk_encryption_set"), "absent")), IMAGE + "/source/disk_encryption_set",
        FROM_GENERAL),
    Row("same-security-type", f"{G25} § Update VM image", ("edit-group",), same_security, IMAGE + "/security_type",
        FROM_PROCESS, beside=("trusted-launch",)),
    Row("image-geography-of-groups", f"{G23}; {RULINGS} 21", ADD, of_groups(offered("group-geographies")), ENVIRONMENT,
        values.GROUPS_LISTED, ("image-geography",)),
    Row("image-geography-of-groups-opened", f"{G25}; {RULINGS} 21", ADD, of_groups(admitted("group-admission")), ENVIRONMENT,
        FROM_GROUP_NETWORKS, ("image-geography", "image-geography-opened")),
    Row("image-group-cloud", f"{G23}, {G25}; facts GEO-010", ADD, of_groups(lambda v: no(is_(v.fact("tenant", "cloud"), "china"))),
        "/tenant/cloud", FROM_GENERAL, ("image-cloud",)),
    Row("image-government-geography", f"{G23}, {G25} § Geographic availability", ADD, of_groups(lambda v: no(of_public_cloud(v))),
        ENVIRONMENT, FROM_GENERAL),
    Row("image-government-region", f"{G23}, {G25} § Geographic availability", ADD + CHANGE_GROUP, of_groups(government_region),
        IMAGE + "/regions", FROM_GENERAL, beside=("image-government-geography", "government-geography")),
    Row("images-in-cloud", f"{G23}, {G25}; facts IMG-029", CHANGE_GROUP + ADD, of_groups(cloud_takes_images), "/tenant/cloud",
        FROM_GENERAL),
)
