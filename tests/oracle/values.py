"""The values of Microsoft's that requirements compare with, each with the day it was published and the day it held from."""

from dataclasses import dataclass

PREVIEW = "2022-12-12"
GENERAL = "2024-01-24"
PROCESS = "2025-03-10"
NEWEST = "2025-10-02"
RULEBOOKS = (PREVIEW, GENERAL, PROCESS, NEWEST)

# Pages by the code that `hosted-machines-facts.md`, section 0, gives them.
S0 = "hosted-machines 2024-01-24"
H22 = "hosted-machines 2022-12-12"
H25 = "hosted-machines 2025-03-10"
G23 = "hosted-machine-groups 2023-11-09"
G25 = "hosted-machine-groups 2025-02-03"
M25 = "manage-machines 2025-01-14"
MG25 = "manage-machine-groups 2025-10-02"
U25 = "run-unattended-desktop-flows 2025-02-10"
C25 = "capacity-utilization-hosted 2025-04-23"
TH24 = "troubleshoot-hosted-machines 2024-03-12"
TE24 = "troubleshoot-errors-running 2024-01-19"
NLA = "ui-flows-run-failed-with-aadlogonfailure-error 2021-03-31"
SC25 = "session-creation errors 2025-07-11"
PF = "settings-features 2023-12-12"
DV = "Dataverse tables"
W365 = "windows-365 device-images, Graph cloudPcDeviceImage"
LOGON = "logon-type-has-not-been-granted 2024-08-07"
RULINGS = "rulings"


@dataclass(frozen=True)
class Held:
    """A span: published on a day, held from a day, ended by a page of another day, from that day or an earlier one on."""

    published: str
    since: str = ""
    ended: str = ""
    ended_since: str = ""

    def in_force(self, rulebook, day):
        """Whether it is known to the rulebook and holds on the day judged."""
        if self.published > rulebook or (self.since or self.published) > day:
            return False
        return not (self.ended and self.ended <= rulebook and (self.ended_since or self.ended) <= day)


ALWAYS = Held(PREVIEW)
ONLY_PREVIEW = Held(PREVIEW, ended=GENERAL)
FROM_GENERAL = Held(GENERAL)
ONLY_GENERAL = Held(GENERAL, ended=PROCESS)
UNTIL_PROCESS = Held(PREVIEW, ended=PROCESS)
FROM_PROCESS = Held(PROCESS)
UNTIL_SWITCH = Held(PREVIEW, ended=PROCESS, ended_since="2023-11-26")
FROM_SWITCH = Held(PROCESS, since="2023-11-26")
FROM_CAPACITY = Held("2025-04-23")
FROM_SESSIONS = Held("2025-07-11")
GROUPS_LISTED = Held("2023-11-09", ended="2025-02-03")  # Since then a geography that is named has groups, if only for tenants that were let in.
GROUPS_KEPT_BY_RUNS = Held(GENERAL, ended="2025-02-03")
GROUPS_KEPT_BY_BOTS = Held("2025-02-03")
PAY_AS_YOU_GO = Held("2025-02-07")
FROM_NEWEST = Held(NEWEST)
FROM_GROUP_NETWORKS = Held("2025-02-03")


@dataclass(frozen=True)
class Entry:
    """One value in one span."""

    held: Held
    value: object
    source: str


# S0 and H25 § Geographical availabilities, H22 § Limitations; facts 1.3.
PREVIEW_GEOGRAPHIES = {
    "australia": "australiaeast",
    "canada": "canadacentral",
    "europe": "northeurope",
    "france": "francecentral",
    "india": "centralindia",
    "japan": "japaneast",
    "united kingdom": "uksouth",
    "united states": "eastus",
}
GENERAL_GEOGRAPHIES = PREVIEW_GEOGRAPHIES | {
    "asia": "eastasia",
    "brazil": "brazilsouth",
    "germany": "germanywestcentral",
    "korea": "koreacentral",
    "norway": "norwayeast",
    "switzerland": "switzerlandnorth",
    "united arab emirates": "uaenorth",
}
PROCESS_GEOGRAPHIES = GENERAL_GEOGRAPHIES | {"singapore": "southeastasia"}
GROUP_GEOGRAPHIES = GENERAL_GEOGRAPHIES | {"south africa": "southafricanorth"}
GROUP_REGIONS_BEFORE = {"united kingdom": "ukwest", "united states": "westus"}

TABLE = {
    "geographies": [
        Entry(Held(PREVIEW), PREVIEW_GEOGRAPHIES, H22),
        Entry(Held(GENERAL), GENERAL_GEOGRAPHIES, S0),
        Entry(Held(PROCESS), PROCESS_GEOGRAPHIES, H25),
    ],
    "group-geographies": [
        Entry(Held("2023-11-09"), GROUP_GEOGRAPHIES | GROUP_REGIONS_BEFORE, G23),
        Entry(Held("2025-02-03", since="2024-05-02"), GROUP_GEOGRAPHIES, G25),
        Entry(Held("2025-02-03"), GROUP_GEOGRAPHIES | {"singapore": "southeastasia"}, G25),
    ],
    "admission": [
        Entry(Held(PREVIEW), (), H22),
        Entry(Held(GENERAL), ("germany",), S0),
        Entry(Held(PROCESS), ("singapore",), H25),
    ],
    "group-admission": [
        Entry(Held("2023-11-09"), (), G23),
        Entry(Held("2025-02-03"), ("singapore",), G25),
    ],
    "queue-minutes": [
        Entry(Held(PREVIEW), 6 * 60, M25),
        Entry(Held(NEWEST), 12 * 60, MG25),
    ],
    "unit": [
        Entry(Held(PREVIEW), "hosted_rpa_addons", S0),
        Entry(Held(PROCESS), "hosted_process", H25),
    ],
}


def value(key, rulebook, day):
    """Look a dated value up: of what is published and holds, the last listed."""
    found = [entry.value for entry in TABLE[key] if entry.held.in_force(rulebook, day)]
    return found[-1] if found else None


# Undated within the four rulebooks.
TRIAL_DAYS = 30  # S0, H25 § Trial licenses: 30 days, extended once
TRIAL_EXTENSIONS = 1
TRIAL_SEATS = 25
SELF_ASSISTED_DAYS = 90
IDLE_DAYS = 14  # S0, H25 § Deletion of unused resources
GROUP_IDLE_DAYS = 28  # G23, G25
NETWORKS_PER_TENANT = 30  # S0, H25 § Use a custom virtual network
PREVIEW_MACHINES_PER_TENANT = 10  # H22
GROUPS_PER_ENVIRONMENT = 10  # G23, G25
BOTS_PER_GROUP = 50  # G23, G25
MACHINES_PER_GROUP = 50  # M25
NAME_LENGTH = 100  # DV
DESCRIPTION_LENGTH = 2000  # DV
RUN_MINUTES = 24 * 60  # M25
QUEUED_RUNS = 500  # MG25
START_APPS = 3000  # W365
LARGEST_DISK_GB = 256  # S0 § Image requirements, TH24 imageDiskSizeOverMatch
LARGEST_GROUP_DISK_GB = 127  # G23, G25
OLDEST_EDGE = 80  # G23, G25
OLDEST_WINDOWS = {"windows-10": "20H2", "windows-11": "21H2"}  # S0, H25, H22
OLDEST_BUILD = {"windows-10": 19042, "windows-11": 22000}  # windows-lifecycle.json
OLDEST_EXTENSIONS = (1, 2, 4, 1)  # M25
OLDEST_DESKTOP = (2, 8, 73, 21119)  # M25
OLDEST_DESKTOP_FOR_ENTRA = (2, 50)  # U25
ROLE_SWITCH = "2023-11-26"  # H25 § Share the virtual network
# What Azure roles of the organisation's own must allow to include Reader or Network Contributor (ruling 22).
READ_ALL = ("*", "*/read")
READ_GALLERY = (*READ_ALL, "Microsoft.Compute/*")
READ_NETWORK = (*READ_ALL, "Microsoft.Network/*", "Microsoft.Network/virtualNetworks/read")
USE_NETWORK = ("*", "Microsoft.Network/*")
GROUP_DELEGATION = "microsoft.powerautomate/hostedrpa"  # G25
FOREIGN_PROVIDERS = (  # SC25
    "0094a34b-0bf0-4789-8b2d-8339e469d756",
    "36ed98c6-02ff-47e8-b7fe-957a411cea16",
    "bda6da5b-7e7e-482c-9b3e-67aff0c838c0",
)
FOREIGN_PROVIDER_NAMES = ("sailpoint", "sidcredentialprovider", "cgwinlogon")

# Rulings 3 and 32: countries whose geography is beyond doubt; those in doubt against Europe only warn.
COUNTRIES = {
    "IE": "europe", "NL": "europe", "US": "united states", "JP": "japan", "AU": "australia",
    "CA": "canada", "IN": "india", "BR": "brazil", "KR": "korea", "FR": "france", "DE": "germany",
    "CH": "switzerland", "NO": "norway", "GB": "united kingdom", "AE": "united arab emirates",
}
DOUBTED_WITH_EUROPE = ("france", "germany", "switzerland", "norway", "united kingdom")
