"""Other complete cases to begin from: other geographies, joins and trials, other actors and targets."""

from steps import ERASED

AMERICAN = {"environments/prod/geography": "United States", "tenant/country": "US", "images/finance/regions": ["eastus", "westus"],
            "images/shared/regions": ["eastus", "westus"], "networks/corp/region": "eastus", "networks/groups/region": "westus"}
OPENED = {"environments/prod/geography": "Singapore", "tenant/admitted_to": ["Singapore"], "images/finance/regions": ["southeastasia"],
          "images/shared/regions": ["southeastasia"], "networks/corp/region": "southeastasia", "networks/groups/region": "southeastasia"}
GERMAN = {"environments/prod/geography": "Germany", "tenant/country": "DE", "images/finance/regions": ["germanywestcentral"],
          "images/shared/regions": ["germanywestcentral"], "networks/corp/region": "germanywestcentral",
          "networks/groups/region": "germanywestcentral"}
SHARED = {"request/actor": "bo", "machines/m1/shared_with": [{"person": "bo", "level": "co-owner"}], "people/bo/roles/prod": ["Basic User"]}
USED = {"request/actor": "bo"}
HYBRID = {"networks/corp/connection/join": "hybrid"}
OWN_TRIAL = {"people/ann/plans": [], "environments/prod/{unit}": 0}
THINGS = [SHARED, USED, {"request/actor": "root"}, {"machines/m1/status": "removed"}]
RUNS = [
    {"request/{action}/group": "hosted"}, {"request/{action}/group": "pool"}, {"machines/m1/network_level_authentication": "enabled"},
    HYBRID | {"machines/m1/network_level_authentication": "enabled"}, HYBRID | {"machines/m1/windows/password_prompt": "enabled"},
    HYBRID | {"machines/m1/windows/username": "domain-user"}, {"environments/prod/{unit}": 0}, {"environments/prod/{unit}": 2, "request/{action}/group": "hosted"},
    {"machines/m1/windows/session": "locked", "machines/m1/windows/session_user": "ann", "machines/m1/windows/session_reuse": "enabled"},
    {"machines/m1/network": "none", "machines/m1/image": "default"}, USED, {"request/actor": "bo", "machines/m1/windows/session_user": "bo"},
]
VARIANTS = {
    "create-machine": [
        {"request/create-machine/image": "default"}, {"request/create-machine/image": "default", "request/create-machine/network": ERASED},
        HYBRID, HYBRID, {"tenant/failed_for_service_principal": True}, {"environments/prod/{unit}": 3}, {"environments/prod/cross_geo": "disabled"},
        AMERICAN, AMERICAN | {"images/finance/usage": "both"}, OPENED, OWN_TRIAL, OWN_TRIAL, {"images/finance/usage": "both"},
        {"environments/prod/{unit}": 2, "environments/prod/hosted_rpa_trial_addons": 1}, {"environments/prod/hosted_machines": ERASED},
        {"request/actor": "bo", "images/finance/shared_with": ["bo"], "networks/corp/connection/shared_with": ["bo"]},
        {"networks/corp/created": "2023-10-01"}, {"groups/hosted/committed_bots": 2},
        {"tenant/intune/windows_corporate_enrolment": ERASED, "tenant/intune/default_restriction": "allowed", "tenant/intune/custom_restrictions": []},
    ],
    "create-image": [{"images/finance/usage": "both"}, {"request/create-image/image": "shared"}, AMERICAN | {"images/finance/usage": "both"}],
    "create-network": [{"request/create-network/network": "groups"}, {"networks/corp/connection/usage": "both"}, HYBRID,
                       {"networks/corp/created": "2023-10-01"}, AMERICAN],
    "create-group": [
        {"request/create-group/image": "default"}, {"request/create-group/image": "default", "request/create-group/network": "groups"},
        {"request/create-group/network": "groups"}, {"environments/prod/{unit}": 2}, {"request/create-group/committed_bots": 2, "request/create-group/max_bots": 2},
        {"request/create-group/committed_bots": 3, "request/create-group/max_bots": 3}, AMERICAN, OPENED, OWN_TRIAL,
        {"request/create-group/work_accounts": True}, {"tenant/cloud": "gcc", "environments/prod/geography": "US Gov Virginia", "request/create-group/image": "default"},
    ],
    "edit-group": [{"request/edit-group/image": "shared"}, {"request/edit-group/image": "shared", "groups/hosted/image": "shared"},
                   {"request/edit-group/committed_bots": 2}, {"groups/hosted/shared_with": [{"person": "bo", "level": "co-owner"}], "request/actor": "bo"}],
    "run-attended": [{"request/{action}/group": "hosted"}, USED, {"machines/m1/windows/session": "locked"}],
    "run-unattended": RUNS,
    "set-maintenance": THINGS + [{"request/set-maintenance/machine": "m2"}, {"request/set-maintenance/machine": "m2", "groups/pool/maintenance": "enabled"}],
    "share-image": [{"request/actor": "bo", "images/finance/owner": "bo"}, {"request/actor": "root"}],
    "share-network": [{"request/actor": "bo", "networks/corp/connection/owner": "bo"}, {"request/actor": "root"}],
    "start-trial": [{"request/start-trial/trial": "self-assisted", "request/actor": "ann"}],
} | {name: THINGS for name in ("edit", "delete", "restart", "share-machine", "unshare-machine", "add-to-group", "open-in-browser", "change-priority")}
