//! The case of this program, built of values instead of read: for whoever has the facts in a program, and not in a file.

use greenlight_core::Case;
use greenlight_core::case::{Action, Details, Environment, Facts, Image, Instant, Person, Region, Request};

/// What is known, and what somebody wants to do. What is left at its default is unknown.
pub fn case() -> Case {
    Case {
        as_of: Instant::parse("2024-02-12T09:00:00Z"),
        facts: Facts {
            environments: [("prod", environment(2, 2))].into(),
            people: [("ann", maker("prod"))].into(),
            images: [("finance", image(1, "West Europe"))].into(),
            ..Facts::default()
        },
        request: Some(Request::new(
            "ann",
            Action::CreateMachine,
            Details {
                environment: Some("prod".into()),
                name: Some("bot-03".into()),
                image: Some("finance".into()),
                ..Details::default()
            },
        )),
        ..Case::default()
    }
}

fn environment(addons: u64, machines: u64) -> Environment {
    Environment {
        geography: "Europe".into(),
        hosted_rpa_addons: addons.into(),
        hosted_machines: machines.into(),
        ..Environment::default()
    }
}

fn maker(environment: &str) -> Person {
    Person { roles: [(environment, ["Environment Maker".into()].into())].into(), ..Person::default() }
}

fn image(generation: u64, region: &str) -> Image {
    Image { generation: generation.into(), regions: [Region::new(region)].into(), ..Image::default() }
}
