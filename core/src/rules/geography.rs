//! Where hosted machines are offered, and where their images and networks must lie.

pub(super) mod cloud_offers_hosted_machine_groups;
pub(super) mod cloud_offers_hosted_machines;
pub(super) mod country_is_in_the_geography;
pub(super) mod country_is_served_without_cross_geo;
pub(super) mod cross_geo_changer_is_administrator;
pub(super) mod geography_is_offered;
pub(super) mod geography_is_open_to_the_tenant;
pub(super) mod geography_is_recognised;
pub(super) mod group_is_in_todays_region;
pub(super) mod image_for_both_lies_in_the_groups_region;
pub(super) mod metadata_stays_in_the_geography;

use crate::facts::known::Known;
use crate::rulebook::term::Term;
use crate::rulebook::{Geography, Key};
use crate::rules::context::Context;
use crate::vocabulary::Level;

/// The geography the tenant's country lies in and whether that leaves no doubt; `None` for a country that our table leaves out.
fn home(cx: &Context<'_>) -> Known<Option<(Term<Geography>, bool)>> {
    let country = cx.case.tenant().country()?;
    let home = crate::rulebook::geography_of_country(country.letters());
    Ok(home.map(|(home, sure)| (home, sure && is_offered(cx, home))))
}

/// An error as long as the tenant's country may leave no doubt.
fn at_worst(cx: &Context<'_>) -> Level {
    match home(cx) {
        Ok(Some((_, false)) | None) => Level::Warning,
        Ok(Some((_, true))) | Err(_) => Level::Error,
    }
}

/// Whether hosted machines are offered in the geography, to some tenants at least.
fn is_offered(cx: &Context<'_>, geography: Term<Geography>) -> bool {
    cx.geography_text(Key::GeographyAccess, geography).is_some()
}
