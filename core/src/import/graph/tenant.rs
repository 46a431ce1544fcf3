//! The organisation itself.

use crate::import::claims::Claiming;
use crate::import::names::Names;
use crate::import::row::Row;

/// `organization`: without the right to read it, the country is null, which says nothing. Who manages devices is told where it is asked for.
pub(in crate::import) fn organization(rows: &[Row<'_>], _: &Names, claims: &mut Claiming<'_>) {
    let [row] = rows else { return };
    if row.text("id").is_some() {
        claims.set(row, &["tenant", "entra"], "present");
    }
    claims.set_if(row, &["tenant", "country"], row.text("countryLetterCode"));
    // Another authority, or none, does not say that there is no Intune.
    if row.text("mobileDeviceManagementAuthority") == Some("intune") {
        claims.set(row, &["tenant", "intune", "state"], "present");
    }
}
