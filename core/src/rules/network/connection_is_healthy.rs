//! NET035: the last health check of a network connection is recent, and did not fail.

use crate::facts::known::all;
use crate::facts::value::Health;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::Level;

rule! {
    /// The last health check of a network connection must not have failed, and should be less than six hours old.
    ///
    /// # Why
    /// Windows 365 checks every connection each six hours: addresses, roles, endpoints, the domain. Where the check fails, no machine is
    /// provisioned (`canaryCheckUnpass`); warnings do not stop it. An older check says nothing of today, which is a
    /// warning. That hosted machines' connections are checked in the same way is assumed.
    ///
    /// # How to fix it
    /// Mend what the check names and run it again.
    code: NET035,
    name: "connection-is-healthy",
    level: Error,
    at_worst: at_worst,
    provenance: Adjacent,
    source: "provisioning-errors-2024-09-13" / "Azure network connection isn't healthy",
    judges: [CreateMachine],
    fixers: [ImageOrNetworkOwner, NetworkAdministrator],
    says: "the last health check of network connection `{network}` {found}; it should have {expected}",
    steps: [
        "mend what the health check of `{network}` names, if it failed",
        "run it again, and create the machine when it has passed",
    ],
    examples: [
        broken "it failed" { "/networks/corp/connection/health": "failed" },
        broken "it failed, nobody knows when" {
            "/networks/corp/connection": { "health": "failed", "health_checked": null }
        },
        met "a millisecond under six hours" { "/networks/corp/connection/health_checked": "2024-02-12T03:00:00.001Z" },
        broken "just six hours, which is a warning" {
            "/networks/corp/connection/health_checked": "2024-02-12T03:00:00Z"
        },
        broken "a millisecond more" { "/networks/corp/connection/health_checked": "2024-02-12T02:59:59.999Z" },
        met "it passed with warnings" { "/networks/corp/connection/health": "passed-with-warnings" },
        met "it passed" {},
        unknown "nobody knows its result" { "/networks/corp/connection/health": null },
        unknown "nobody knows when it ended" { "/networks/corp/connection/health_checked": null },
        unknown "nothing is known of it" { "/networks/corp/connection": { "health": null, "health_checked": null } },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = cx.custom_network()?;
    let hours = cx.number(Key::NetworkHealthHours)?;
    let connection = network.connection();
    let passed = connection.health().map(|health| *health != Health::Failed);
    let recent = connection.health_checked().map(|at| cx.within_hours(*at, hours));
    require(all([passed.clone(), recent]), || {
        let (at, found, level) = match passed {
            Ok(false) => ("health", say::FAILED.into(), Level::Error),
            _ => ("health_checked", say::HOURS_OLD.with("hours", hours), Level::Warning),
        };
        let expected = say::PASSED_HOURS_AGO.with("hours", hours);
        Evidence::new(connection.field(at), found, expected).with("network", network.key()).level(level)
    })
}

/// A warning where it is known not to have failed.
fn at_worst(cx: &Context<'_>) -> Level {
    let health = cx.custom_network().ok().and_then(|network| network.it.connection.health.value());
    if health.is_some_and(|health| *health != Health::Failed) { Level::Warning } else { Level::Error }
}
