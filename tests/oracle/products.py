"""Which licences hold Windows, Intune, and Windows 365, and which plans are Power Automate Premium.

From the service plans of `licence-service-plans.csv` (copy of 2025-12-30): Windows Enterprise is
WIN10_PRO_ENT_SUB, WIN10_ENT_LOC_F1 or a virtualization right; Intune is INTUNE_A (INTUNE_O365 is not).
"""

WINDOWS, INTUNE, CLOUD_PC = "windows", "intune", "windows-365"

LICENCES = {
    "windows": {WINDOWS},
    "intune": {INTUNE},
    "entra id": set(),
    "entra id p1": set(),
    "microsoft entra id": set(),
    "microsoft entra id p1": set(),
    "microsoft entra id p2": set(),
    "windows 365": {CLOUD_PC},
    "microsoft 365 unattended licence": set(),
    "enterprise mobility + security e3": {INTUNE},
    "enterprise mobility + security e5": {INTUNE},
    "microsoft 365 e3": {WINDOWS, INTUNE},
    "microsoft 365 e5": {WINDOWS, INTUNE},
    "microsoft 365 f1": {INTUNE},
    "microsoft 365 f3": {WINDOWS, INTUNE},
    "spe_e3": {WINDOWS, INTUNE},
    "spe_e5": {WINDOWS, INTUNE},
    "spe_f1": {WINDOWS, INTUNE},
    "m365_f1": {INTUNE},
    "ems": {INTUNE},
    "emspremium": {INTUNE},
    "office 365 e3": set(),
    "enterprisepack": set(),
    "office 365 f3": set(),
    "microsoft 365 a1": {INTUNE},
    "microsoft 365 a3 for faculty": {WINDOWS, INTUNE},
    "windows 10/11 enterprise e3": {WINDOWS},
}

# S0 § Licensing requirements; ruling 24: a trial bears the same entitlements.
PREMIUM = (
    "power automate premium",
    "power automate premium trial",
    "power automate per user plan with attended rpa",
    "powerautomate_attended_rpa",
)
PER_FLOW = ("power automate per flow plan", "power automate process", "flow_business_process", "power_automate_per_process")


def holds(names, complete, what):
    """Whether licences hold something; a name the table lacks leaves it open."""
    known = [LICENCES.get(name.strip().lower()) for name in names]
    if any(what in held for held in known if held is not None):
        return True
    return False if complete and None not in known else None


def any_of(names, complete, wanted):
    """Whether one of the plans is among those wanted."""
    if any(name.strip().lower() in wanted for name in names):
        return True
    return False if complete else None
