//! GEO020: in a cloud of the US government hosted machine groups lie in the one Azure region of that cloud.

use crate::facts::known::implies;
use crate::facts::request::Action;
use crate::facts::value::{Cloud, Region};
use crate::rulebook::Key;
use crate::rulebook::term::Named;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, either_of, listed, owing, require, rule};
use crate::vocabulary::{ToWord, Word};
use greenlight_json::Pointer;

rule! {
    /// In a cloud of the US government hosted machine groups run in one Azure region, in which their custom image and their network must lie; the geography of
    /// their environment is none of the public cloud.
    ///
    /// # Why
    /// The page lists geographies for the public cloud, and for each cloud of the US government one region: US Gov Virginia for GCC and GCC High, and that
    /// of the Department of Defense in the east for its own. An environment that is said to lie in a geography of the public cloud is none of such a cloud: one of the two facts is wrong.
    ///
    /// # How to fix it
    /// Look up the cloud of the tenant and the region of the environment; replicate the image to the region, and make the virtual network there.
    code: GEO020,
    name: "groups-lie-in-their-clouds-region",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Geographical availabilities/restrictions",
    judges: [CreateImage, CreateNetwork, CreateGroup, EditGroup],
    fixers: [Maker, PowerPlatformAdministrator, NetworkAdministrator],
    says: "{what} {found}, but in the cloud `{cloud}` hosted machine groups run in {expected} only",
    steps: [
        "{remedy}",
    ],
    examples: [
        broken "Europe, for a tenant in GCC" {
            "/tenant/cloud": "gcc",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        broken "a group of the US Department of Defense that is edited" {
            "/tenant/cloud": "dod",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        broken "an image in another region" {
            "/tenant/cloud": "gcc-high",
            "/environments/prod/geography": "US Gov Virginia",
            "/images/finance": { "usage": "hosted-machine-group", "regions": ["eastus"] },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken @March2025 "a network in another region" {
            "/tenant/cloud": "gcc",
            "/environments/prod/geography": "US Gov Virginia",
            "/networks/corp": { "region": "usgovtexas", "connection": { "usage": "hosted-machine-group" } },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "an image in the region" {
            "/tenant/cloud": "gcc-high",
            "/environments/prod/geography": "US Gov Virginia",
            "/images/finance": { "usage": "hosted-machine-group", "regions": ["usgovvirginia"] },
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "a geography that is none of the public cloud" {
            "/tenant/cloud": "gcc",
            "/environments/prod/geography": "US Gov Virginia",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        met "an image for hosted machines, which is another matter" {
            "/tenant/cloud": "gcc",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        met "a group of machines" {
            "/tenant/cloud": "gcc",
            "/request/edit-group": { "group": "pool", "max_bots": 1 }
        },
        unknown "the geography was not looked up" {
            "/tenant/cloud": "gcc",
            "/environments/prod/geography": null,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        unknown "the cloud is not known" {
            "/tenant/cloud": null,
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        not_applicable "the public cloud" {
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let cloud = *cx.case.tenant().cloud()?;
    let key = match cloud {
        Cloud::Gcc => Key::GroupRegionGcc,
        Cloud::GccHigh => Key::GroupRegionGccHigh,
        Cloud::Dod => Key::GroupRegionDod,
        Cloud::Public | Cloud::China => return applies(false),
    };
    let there = There { cloud, region: cx.text(key)? };
    owing(cx.serves(Served::Groups)?, || {
        either_of(there.geography(cx), || either_of(there.image(cx), || there.network(cx)))
    })
}

/// Where groups of a cloud run.
struct There {
    cloud: Cloud,
    region: &'static str,
}

impl There {
    fn geography(&self, cx: &Context<'_>) -> Judgement {
        let environment = cx.environment()?;
        let geography = environment.geography()?;
        require(Ok(geography.term().is_none()), || {
            let what = say::GEOGRAPHY_OF_ENVIRONMENT_IS.with("name", environment.key());
            Evidence::new(environment.field("geography"), Named::name(geography), self.region)
                .with("what", what)
                .with("cloud", self.cloud)
                .with("remedy", say::ONE_OF_CLOUD_AND_GEOGRAPHY)
                .related(cx.case.tenant().field("cloud"))
        })
    }

    fn image(&self, cx: &Context<'_>) -> Judgement {
        let without = cx.texts(Key::ImageGroupCloudsWithout)?;
        applies(!without.contains(&self.cloud.word()))?;
        let (image, owed) = cx.image_for(Served::Groups)?;
        let regions = image.regions();
        require(implies(owed, regions.contains(self.region)), || {
            let found = listed(regions.items().iter().map(Region::as_str), say::NO_REGION);
            let remedy = say::REPLICATE_IMAGE_TO.with("name", image.key()).with("region", self.region);
            self.elsewhere(regions.pointer(), found, say::IMAGE_LIES_IN.with("name", image.key()), remedy)
        })
    }

    fn network(&self, cx: &Context<'_>) -> Judgement {
        applies(cx.action() != Action::EditGroup)?;
        let (network, owed) = cx.network_for(Served::Groups)?;
        let region = network.region();
        require(implies(owed, region.map(|region| region == self.region)), || {
            let found = network.it.region.value().map(|region| region.as_str().to_owned());
            let remedy = say::MAKE_NETWORK_IN.with("name", network.key()).with("region", self.region);
            let what = say::NETWORK_LIES_IN.with("name", network.key());
            self.elsewhere(network.field("region"), found.unwrap_or_default(), what, remedy)
        })
    }

    fn elsewhere(&self, at: Pointer, found: impl ToWord, what: Word, remedy: Word) -> Evidence {
        Evidence::new(at, found, self.region)
            .with("what", what)
            .with("cloud", self.cloud)
            .with("remedy", remedy)
    }
}
