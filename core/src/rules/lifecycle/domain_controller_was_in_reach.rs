//! LCY021: a hybrid joined machine reached a domain controller of late.

use crate::facts::known::{Known, Missing, any};
use crate::facts::value::Join;
use crate::facts::{At, NONE};
use crate::rulebook::Key;
use crate::rules::context::{Context, after_days};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use greenlight_json::Pointer;

rule! {
    /// A machine that is joined to a local domain as well should have reached a domain controller in the last 30 days.
    ///
    /// # Why
    /// The page asks for a line of sight to a domain controller every now and then, and a machine that has none for long can no longer be used. How
    /// long is not published: 30 days is our figure, after which a computer changes its password in the domain unless told otherwise.
    ///
    /// # How to fix it
    /// Restore the way from the machine's virtual network to a domain controller, such as a VPN, and restart the machine.
    code: LCY021,
    name: "domain-controller-was-in-reach",
    level: Warning,
    provenance: Assumed,
    source: "hosted-machines-2025-03-10" / "Use a custom virtual network for your hosted machines",
    holds: SINCE_MARCH_2025,
    judges: [OpenInBrowser, RunAttended, RunUnattended, Restart, AddToGroup],
    fixers: [NetworkAdministrator],
    says: "machine `{machine}` last reached a domain controller on {found}; as it is hybrid joined, that should be {expected}",
    steps: [
        "restore the way from network `{network}` to a domain controller",
        "restart `{machine}` and sign in to it",
    ],
    examples: [
        broken "just 30 days ago" {
            "/as_of": "2025-05-14T08:00:00Z",
            "/networks/corp/connection/join": "hybrid",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a millisecond more" {
            "/as_of": "2025-05-14T08:00:00.001Z",
            "/networks/corp/connection/join": "hybrid",
            "/request/run-unattended/machine": "bot-01"
        },
        met "a millisecond less" {
            "/as_of": "2025-05-14T07:59:59.999Z",
            "/networks/corp/connection/join": "hybrid",
            "/request/run-unattended/machine": "bot-01"
        },
        met "a machine that is joined to Microsoft Entra ID only" {
            "/as_of": "2025-06-14",
            "/request/restart/machine": "bot-01"
        },
        met "on the Microsoft Hosted Network" { "/as_of": "2025-06-14", "/request/restart/machine": "bot-02" },
        unknown "nobody knows when" {
            "/networks/corp/connection/join": "hybrid",
            "/machines/bot-01/last_domain_contact": null,
            "/request/restart/machine": "bot-01"
        },
        unknown "how the network joins machines is not known" {
            "/as_of": "2025-06-14",
            "/networks/corp/connection/join": null,
            "/request/restart/machine": "bot-01"
        },
        unknown "the machine's network is not known" {
            "/as_of": "2025-06-14",
            "/networks/corp/connection/join": "hybrid",
            "/machines/bot-01/network": null,
            "/request/restart/machine": "bot-01"
        },
        not_applicable "a run on a machine group" { "/as_of": "2025-06-14", "/request/run-unattended/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let days = cx.number(Key::DomainContactDays)?;
    let machine = cx.asked_machine()?;
    let contact = machine.last_domain_contact();
    let joined = |name: &str| -> Known<bool> {
        if name == NONE {
            return Ok(false);
        }
        let row = cx.case.facts.networks.row(name);
        let (name, network) = row.ok_or_else(|| Missing::fact(Pointer::ROOT.key("networks").key(name)))?;
        At::of(&"networks", name, network).connection().join().map(|join| *join == Join::Hybrid)
    };
    let hybrid = machine.network().and_then(|name| joined(name));
    let recent = contact.clone().map(|at| cx.now < after_days(*at, days));
    require(any([hybrid.map(|hybrid| !hybrid), recent]), || {
        let last = contact.ok().map(|at| at.day());
        let network = machine.it.network.value().map_or(NONE, |name| name.as_str());
        Evidence::new(machine.field("last_domain_contact"), last, say::LESS_THAN_DAYS_AGO.with("days", days))
            .with("machine", machine.key())
            .with("network", network)
            .related(machine.field("network"))
    })
}
