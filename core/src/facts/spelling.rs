//! The check for misspelt words: words that are declared nowhere and close to a known one.

use super::At;
use super::entities::Facts;
use super::phrases;
use super::value::Region;
use crate::rulebook;
use crate::rulebook::term::{Named, Vocabulary, Word};
use crate::vocabulary::error::{Error, ErrorCode, Faults};
use crate::vocabulary::expected;
use greenlight_json::{InlineStr, Pointer, misspelt};

impl Facts {
    /// Checks that no role, plan, licence, geography, region or service principal is misspelt. A word close to no known one passes.
    ///
    /// # Errors
    /// The misspelt words, at most `most`, each with the known word it is close to.
    pub fn spelling(&self, most: usize) -> Result<(), Error> {
        let mut faults = Faults::at_most(most);
        for (name, environment) in self.environments.iter() {
            let at = At::of(&"environments", name, environment);
            faults.note(known(environment.geography.value(), &nothing, || at.field("geography")));
        }
        let own = |role: &str| self.roles.get(role).is_some();
        for (name, person) in self.people.iter() {
            let at = At::of(&"people", name, person);
            for (environment, held) in person.roles.iter() {
                faults.note(each(held.items(), &own, &|| at.field("roles").key(environment)));
            }
            faults.note(each(person.admin_roles.items(), &nothing, &|| at.field("admin_roles")));
            faults.note(each(person.plans.items(), &nothing, &|| at.field("plans")));
            faults.note(each(person.licences.items(), &nothing, &|| at.field("licences")));
        }
        let ours = |role: &str| self.azure_roles.get(role).is_some();
        let person = |name: &str| self.people.get(name).is_some();
        for (name, subscription) in self.subscriptions.iter() {
            let grants = || At::of(&"subscriptions", name, subscription).field("grants");
            for (place, grant) in subscription.grants.items().iter().enumerate() {
                let at = |field: &str| grants().key(&place.to_string()).key(field);
                faults.note(known(Some(&grant.role), &ours, || at("role")));
                faults.note(known(Some(&grant.principal), &person, || at("principal")));
            }
        }
        for (name, image) in self.images.iter() {
            let regions = || At::of(&"images", name, image).field("regions");
            for (place, region) in image.regions.items().iter().enumerate() {
                faults.note(lies(region, || regions().key(&place.to_string())));
            }
        }
        for (name, network) in self.networks.iter() {
            if let Some(region) = network.region.value() {
                faults.note(lies(region, || At::of(&"networks", name, network).field("region")));
            }
        }
        for (name, group) in self.groups.iter() {
            if let Some(region) = group.region.value() {
                faults.note(lies(region, || At::of(&"groups", name, group).field("region")));
            }
        }
        faults.all()
    }
}

/// Returns false: the test for a declared name, where documents cannot declare names of this kind.
fn nothing(_: &str) -> bool {
    false
}

fn each<V: Vocabulary>(
    words: &[Named<V>],
    declared: &dyn Fn(&str) -> bool,
    at: &dyn Fn() -> Pointer,
) -> Result<(), Error> {
    let mut faults = Faults::default();
    for (place, word) in words.iter().enumerate() {
        faults.note(known(Some(word), declared, || at().key(&place.to_string())));
    }
    faults.all()
}

/// Checks that a word that is neither known nor declared is not close to a known one.
fn known<V: Vocabulary>(
    word: Option<&Named<V>>,
    declared: &dyn Fn(&str) -> bool,
    at: impl Fn() -> Pointer,
) -> Result<(), Error> {
    match word {
        Some(Named::Other(text)) if !declared(text) => {
            let names =
                |word: &'static Word| [word.id, word.name].into_iter().chain(word.aliases.iter().copied());
            spelt(text, misspelt(text, V::WORDS.iter().flat_map(names)), V::WHAT, at)
        }
        _ => Ok(()),
    }
}

fn lies(region: &Region, at: impl Fn() -> Pointer) -> Result<(), Error> {
    let names = rulebook::azure_regions();
    if names.binary_search(&region.as_str()).is_ok() {
        return Ok(());
    }
    let near = misspelt(region.as_str(), names.iter().copied());
    spelt(&region.as_str().into(), near, expected::AZURE_REGION, at)
}

#[cold]
fn spelt(
    text: &InlineStr,
    near: Option<&str>,
    what: &'static str,
    at: impl Fn() -> Pointer,
) -> Result<(), Error> {
    let Some(near) = near else { return Ok(()) };
    let message = phrases::NOT_KNOWN_AS.with("text", text).with("what", greenlight_json::Word::fixed(what));
    let help = phrases::MEAN_OR_DECLARE.with("near", near);
    Err(Error::new(ErrorCode::UnknownValue, at(), message, help))
}
