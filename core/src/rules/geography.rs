//! Rules about geographies: where hosted machines are offered, and where their images and networks must be.

pub(super) mod cloud_offers_hosted_machine_groups;
pub(super) mod cloud_offers_hosted_machines;
pub(super) mod cloud_offers_machine_groups;
pub(super) mod country_is_in_the_geography;
pub(super) mod country_is_served_without_cross_geo;
pub(super) mod cross_geo_changer_is_administrator;
pub(super) mod geography_is_offered;
pub(super) mod geography_is_open_to_the_tenant;
pub(super) mod geography_is_recognised;
pub(super) mod group_is_in_todays_region;
pub(super) mod groups_lie_in_their_clouds_region;
pub(super) mod image_lies_in_the_groups_region;
pub(super) mod metadata_stays_in_the_geography;

use crate::facts::known::Known;
use crate::rulebook::term::Term;
use crate::rulebook::{Geography, Key, Value};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::vocabulary::{Level, Word};

/// The location of a tenant's country relative to a geography.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Country {
    /// It is in the geography.
    Here,
    /// It is in another geography; the flag is whether that is beyond doubt.
    In(Term<Geography>, bool),
    /// Our table does not list the country.
    Unlisted,
}

/// Locates the tenant's country relative to this geography. Whether two geographies differ beyond doubt is our judgement.
fn country(cx: &Context<'_>, geography: Term<Geography>) -> Known<Country> {
    let letters = cx.case.tenant().country()?.letters();
    let Some((home, sure)) = crate::rulebook::geography_of_country(letters) else {
        return Ok(Country::Unlisted);
    };
    let near = |one, other| match cx.value_of(Key::GeographyNear, one, cx.now) {
        Some(Value::Terms(places)) => places.iter().any(|place| Term::<Geography>::at(*place) == other),
        _ => false,
    };
    Ok(if home == geography {
        Country::Here
    } else {
        Country::In(home, sure && !near(home, geography) && !near(geography, home))
    })
}

impl Country {
    /// Returns the level of the requirement that machines are in the geography of the tenant's country.
    const fn level(self) -> Level {
        if matches!(self, Self::In(_, true)) { Level::Error } else { Level::Warning }
    }

    /// Returns the words of a sentence for a country in another geography.
    fn lies(self) -> Word {
        match self {
            Self::In(home, true) => say::LIES_IN.with("geography", home.name()),
            Self::In(home, false) => say::MAY_LIE_IN.with("geography", home.name()),
            Self::Here | Self::Unlisted => say::MAY_LIE_ELSEWHERE.into(),
        }
    }
}

/// Returns an error as long as the location of the tenant's country may be beyond doubt.
fn at_worst(cx: &Context<'_>) -> Level {
    let geography = cx.geography();
    match geography.map(|geography| country(cx, geography)) {
        Ok(Ok(country)) => country.level(),
        _ => Level::Error,
    }
}

/// Whether hosted machines are offered in the geography, at least to some tenants.
fn is_offered(cx: &Context<'_>, geography: Term<Geography>) -> bool {
    cx.geography_text(Key::GeographyAccess, geography).is_some()
}
