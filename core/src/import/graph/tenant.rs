//! The organisation itself.

use crate::import::claims::Claiming;
use crate::import::names::Names;
use crate::import::row::Row;

/// `organization`: without the right to read it, the country is null, which says nothing.
pub(in crate::import) fn organization(rows: &[Row<'_>], _: &Names, claims: &mut Claiming<'_>) {
    let [row] = rows else { return };
    if row.text("id").is_some() {
        claims.set(row, &["tenant", "entra"], "present");
    }
    claims.set_if(row, &["tenant", "country"], row.text("countryLetterCode"));
}
