//! Requests in turn, and what each changes.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

/// A change to the facts, an action, what it names, and what it changes.
pub(super) type Row = (Value, &'static str, Value, Expect);

/// Machines are asked for and deleted.
pub(super) fn created() -> Vec<Row> {
    vec![
        (
            json!({}),
            "create-machine",
            json!({"environment": "prod", "name": "bot-02", "image": "default", "network": "corp"}),
            expect![[r#"
            set /machines/bot-02 {"connections":[],"connectivity":"disconnected","creator":"ana","environment":"prod","error":"none","group":"none","image":"default","last_desktop_use":"none","last_run":"none","maintenance":"disabled","network":"corp","over_capacity_since":"none","queue":{"head":"none","waiting_minutes":0},"replaces":"none","requested":"2024-02-12T09:00:00Z","restarted":"none","shared_with":[],"status":"provisioning","windows":{"session":"none","session_user":"none"}}
            set /tenant/hosted_machines 8
            set /environments/prod/hosted_machines {"at_least":3}
            set /networks/corp/subnet/free 11
        "#]],
        ),
        (
            json!({"machines": null, "tenant": null}),
            "create-machine",
            json!({"environment": "prod"}),
            expect![[r#"
            set /machines/bot-01 {"connections":[],"connectivity":"disconnected","creator":"ana","environment":"prod","error":"none","group":"none","last_desktop_use":"none","last_run":"none","maintenance":"disabled","network":"none","over_capacity_since":"none","queue":{"head":"none","waiting_minutes":0},"replaces":"none","requested":"2024-02-12T09:00:00Z","restarted":"none","shared_with":[],"status":"provisioning","windows":{"session":"none","session_user":"none"}}
            set /environments/prod/hosted_machines {"at_least":3}
            set /machines_complete false
        "#]],
        ),
        (
            json!({}),
            "create-machine",
            json!({"environment": "prod", "count": 2}),
            expect![[r#"
            set /machines/bot-02 {"connections":[],"connectivity":"disconnected","creator":"ana","environment":"prod","error":"none","group":"none","last_desktop_use":"none","last_run":"none","maintenance":"disabled","network":"none","over_capacity_since":"none","queue":{"head":"none","waiting_minutes":0},"replaces":"none","requested":"2024-02-12T09:00:00Z","restarted":"none","shared_with":[],"status":"provisioning","windows":{"session":"none","session_user":"none"}}
            set /machines/bot-03 {"connections":[],"connectivity":"disconnected","creator":"ana","environment":"prod","error":"none","group":"none","last_desktop_use":"none","last_run":"none","maintenance":"disabled","network":"none","over_capacity_since":"none","queue":{"head":"none","waiting_minutes":0},"replaces":"none","requested":"2024-02-12T09:00:00Z","restarted":"none","shared_with":[],"status":"provisioning","windows":{"session":"none","session_user":"none"}}
            set /tenant/hosted_machines 9
            set /environments/prod/hosted_machines {"at_least":4}
        "#]],
        ),
        (
            json!({}),
            "delete",
            json!({"machine": "bot-01"}),
            expect![[r#"
            set /machines/bot-01/status "deleted"
            set /tenant/hosted_machines 6
            set /environments/prod/hosted_machines {"at_least":1}
            set /networks/corp/subnet/free 13
        "#]],
        ),
        (
            json!({"machines": {"bot-01": {"status": "removed"}}}),
            "delete",
            json!({"machine": "bot-01"}),
            expect![[r#"
            set /machines/bot-01/status "deleted"
        "#]],
        ),
    ]
}

/// Machines are used.
pub(super) fn used() -> Vec<Row> {
    vec![
        (
            json!({}),
            "open-in-browser",
            json!({"machine": "bot-01"}),
            expect![[r#"
            set /machines/bot-01/last_desktop_use "2024-02-12T09:00:00Z"
        "#]],
        ),
        (
            json!({}),
            "run-attended",
            json!({"machine": "bot-01"}),
            expect![[r#"
            set /machines/bot-01/last_run "2024-02-12T09:00:00Z"
        "#]],
        ),
        (
            json!({}),
            "run-unattended",
            json!({"machine": "bot-01", "flow": "pay"}),
            expect![[r#"
            set /machines/bot-01/last_run "2024-02-12T09:00:00Z"
        "#]],
        ),
        (
            json!({}),
            "run-unattended",
            json!({"group": "invoices"}),
            expect![[r#"
            set /groups/invoices/last_run "2024-02-12T09:00:00Z"
        "#]],
        ),
        (
            json!({}),
            "restart",
            json!({"machine": "bot-01"}),
            expect![[r#"
            set /machines/bot-01/status "restarting"
            set /machines/bot-01/restarted "2024-02-12T09:00:00Z"
        "#]],
        ),
        (json!({}), "edit", json!({"machine": "bot-01"}), expect![[""]]),
        (
            json!({}),
            "set-maintenance",
            json!({"machine": "bot-01", "to": "enabled"}),
            expect![[r#"
            set /machines/bot-01/maintenance "enabled"
        "#]],
        ),
        (
            json!({}),
            "set-maintenance",
            json!({"group": "invoices", "to": "disabled"}),
            expect![[r#"
            set /groups/invoices/maintenance "disabled"
        "#]],
        ),
        (json!({}), "test-flow", json!({"machine": "bot-01", "flow": "pay"}), expect![[""]]),
        (json!({}), "change-priority", json!({"machine": "bot-01", "flow": "pay"}), expect![[""]]),
    ]
}

/// Machines are shared.
pub(super) fn shared_machines() -> Vec<Row> {
    vec![
        (
            json!({}),
            "share-machine",
            json!({"machine": "bot-01", "with": "ana"}),
            expect![[r#"
            add /machines/bot-01/shared_with {"level":"user","person":"ana"}
        "#]],
        ),
        (
            json!({}),
            "share-machine",
            json!({"machine": "bot-01", "with": "eva", "level": "co-owner"}),
            expect![[r#"
            remove /machines/bot-01/shared_with {"level":"user","person":"eva"}
            add /machines/bot-01/shared_with {"level":"co-owner","person":"eva"}
        "#]],
        ),
        (json!({}), "share-machine", json!({"machine": "bot-01", "with": "eva"}), expect![[""]]),
        (
            json!({}),
            "unshare-machine",
            json!({"machine": "bot-01", "with": "eva"}),
            expect![[r#"
            remove /machines/bot-01/shared_with {"level":"user","person":"eva"}
        "#]],
        ),
    ]
}

/// Images are shared.
pub(super) fn shared_images() -> Vec<Row> {
    vec![
        (
            json!({}),
            "share-image",
            json!({"environment": "prod", "image": "finance", "with": "eva"}),
            expect![[r#"
            add /images/finance/shared_with "eva"
        "#]],
        ),
        (
            json!({}),
            "share-image",
            json!({"environment": "prod", "image": "default", "with": "ana"}),
            expect![[r#"
            add /environments/prod/default_image/shared_with "ana"
        "#]],
        ),
        (
            json!({}),
            "unshare-image",
            json!({"environment": "prod", "image": "finance", "with": "ana"}),
            expect![[r#"
            remove /images/finance/shared_with "ana"
        "#]],
        ),
        (
            json!({}),
            "unshare-image",
            json!({"environment": "prod", "image": "finance", "with": "eva"}),
            expect![[""]],
        ),
        (
            json!({}),
            "share-default-image",
            json!({"environment": "prod", "with": "ana"}),
            expect![[r#"
            add /environments/prod/default_image/shared_with "ana"
        "#]],
        ),
        (
            json!({}),
            "unshare-default-image",
            json!({"environment": "prod", "with": "eva"}),
            expect![[r#"
            remove /environments/prod/default_image/shared_with "eva"
        "#]],
        ),
    ]
}

/// Images and networks are added, and networks shared.
pub(super) fn networks_and_images() -> Vec<Row> {
    vec![
        (
            json!({"networks": {"corp": {"connection": null}}}),
            "share-network",
            json!({"environment": "prod", "network": "corp", "with": "eva"}),
            expect![[r#"
            add /networks/corp/connection/shared_with "eva"
        "#]],
        ),
        (
            json!({}),
            "unshare-network",
            json!({"environment": "prod", "network": "corp", "with": "eva"}),
            expect![[r#"
            remove /networks/corp/connection/shared_with "eva"
        "#]],
        ),
        (
            json!({}),
            "create-image",
            json!({"environment": "prod", "name": "Finance", "image": "finance"}),
            expect![[r#"
            add /environments/prod/image_names "Finance"
            set /images/finance/owner "ana"
        "#]],
        ),
        (
            json!({"images": {"finance": {"shared_with": null}}}),
            "create-image",
            json!({"environment": "prod", "name": "Claims", "image": "finance"}),
            expect![[r#"
            set /images/finance/owner "ana"
            add /images/finance/shared_with "ana"
        "#]],
        ),
        (
            json!({}),
            "create-network",
            json!({"environment": "prod", "name": "Branch", "network": "corp"}),
            expect![[r#"
            add /environments/prod/network_names "Branch"
            set /networks/corp/connection/owner "ana"
            set /tenant/custom_networks 2
        "#]],
        ),
    ]
}

/// Machine groups.
pub(super) fn groups() -> Vec<Row> {
    vec![
        (
            json!({}),
            "add-to-group",
            json!({"machine": "bot-01", "group": "invoices"}),
            expect![[r#"
            add /groups/invoices/members "bot-01"
            set /machines/bot-01/group "invoices"
        "#]],
        ),
        (
            json!({}),
            "create-group",
            json!({"environment": "prod", "name": "claims", "image": "finance", "max_bots": 4, "committed_bots": 1}),
            expect![[r#"
            add /environments/prod/group_names "claims"
            set /groups/claims {"committed_bots":1,"committed_since":"2024-02-12T09:00:00Z","creator":"ana","environment":"prod","image":"finance","kind":"hosted","last_run":"none","maintenance":"disabled","max_bots":4,"network":"none","provisioned":"2024-02-12T09:00:00Z","state":"active"}
            set /environments/prod/hosted_machine_groups 2
        "#]],
        ),
        (
            json!({"groups": null}),
            "create-group",
            json!({"environment": "prod", "name": "claims"}),
            expect![[r#"
            add /environments/prod/group_names "claims"
            set /groups/claims {"committed_since":"2024-02-12T09:00:00Z","creator":"ana","environment":"prod","kind":"hosted","last_run":"none","maintenance":"disabled","network":"none","provisioned":"2024-02-12T09:00:00Z","state":"active"}
            set /environments/prod/hosted_machine_groups 2
            set /groups_complete false
        "#]],
        ),
        (
            json!({}),
            "edit-group",
            json!({"group": "invoices", "image": "default", "max_bots": 5, "committed_bots": 2}),
            expect![[r#"
            set /groups/invoices/image "default"
            set /groups/invoices/max_bots 5
            set /groups/invoices/committed_bots 2
            set /groups/invoices/committed_since "2024-02-12T09:00:00Z"
        "#]],
        ),
    ]
}

/// Trials, capacity and settings.
pub(super) fn trials() -> Vec<Row> {
    vec![
        (json!({}), "request-capacity", json!({"environment": "prod", "units": 3}), expect![[""]]),
        (
            json!({}),
            "start-trial",
            json!({"trial": "self-assisted"}),
            expect![[r#"
            set /people/ana/self_assisted_trial "2024-02-12T09:00:00Z"
        "#]],
        ),
        (
            json!({}),
            "start-trial",
            json!({"trial": "hosted-rpa-addon", "environment": "prod", "seats": 5}),
            expect![[r#"
            set /tenant/addon_trial/started "2024-02-12T09:00:00Z"
            set /tenant/addon_trial/extensions 0
            set /tenant/addon_trial/seats 5
            set /environments/prod/hosted_rpa_trial_addons 6
        "#]],
        ),
        (
            json!({}),
            "extend-trial",
            json!({"trial": "hosted-rpa-addon"}),
            expect![[r#"
            set /tenant/addon_trial/extensions 2
        "#]],
        ),
        (
            json!({"tenant": {"addon_trial": null}}),
            "extend-trial",
            json!({"trial": "hosted-rpa-addon"}),
            expect![[""]],
        ),
        (
            json!({}),
            "change-cross-geo",
            json!({"environment": "prod", "to": "disabled"}),
            expect![[r#"
            set /environments/prod/cross_geo "disabled"
        "#]],
        ),
    ]
}
