//! Service principals: which of those that hosted machines need are there.

use crate::import::claims::Claiming;
use crate::import::ids::folded;
use crate::import::names::Names;
use crate::import::row::Row;
use crate::rulebook::App;
use crate::rulebook::term::Term;

/// Notes whose object id is whose.
pub(in crate::import) fn note(row: &Row<'_>, names: &mut Names) {
    if let (Some(id), Some(app)) = (row.text("id").or_else(|| row.text("objectId")), row.text("appId")) {
        names.apps.insert(folded(id), app.to_owned());
    }
}

/// `az ad sp list` and `servicePrincipals`: found by application, never by name.
pub(in crate::import) fn principals(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    for row in rows {
        let Some(field) = row.text("appId").and_then(field_of) else { continue };
        claims.set(row, &["tenant", "service_principals", field], "present");
    }
    // Who vouches that the list is whole says that what is not in it is not there.
    let Some(first) = rows.first().filter(|_| claims.whole) else { return };
    let elsewhere = names.apps.values().filter_map(|app| field_of(app));
    let found: Vec<&str> =
        rows.iter().filter_map(|row| row.text("appId").and_then(field_of)).chain(elsewhere).collect();
    for field in
        Term::<App>::all().filter_map(|app| field_of(app.guid())).filter(|field| !found.contains(field))
    {
        claims.set(first, &["tenant", "service_principals", field], "absent");
    }
}

/// The fact that says whether an application's service principal is there.
fn field_of(app: &str) -> Option<&'static str> {
    let app = Term::<App>::all().find(|known| known.guid().eq_ignore_ascii_case(app))?;
    let fields = [
        "windows_365",
        "azure_virtual_desktop",
        "azure_virtual_desktop_client",
        "azure_virtual_desktop_arm_provider",
        "hosted_machine_groups",
    ];
    fields.into_iter().find(|field| field.replace('_', "-") == app.id())
}
