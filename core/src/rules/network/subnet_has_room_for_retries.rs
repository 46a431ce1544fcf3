//! NET006: the subnet of a custom network has room for provisioning to be tried again.

use crate::facts::known::Missing;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The subnet of a custom network should have a free address for every time that a machine may be provisioned anew.
    ///
    /// # Why
    /// Windows 365, which makes hosted machines, tries a provisioning that fails three times in total. Each time takes another address, and
    /// those of the earlier times are given back only hours later. Where the subnet has just enough addresses, the first failure leaves
    /// none for the next try.
    ///
    /// # How to fix it
    /// Widen the subnet's address range, take another subnet, or ask for fewer machines at a time.
    code: NET006,
    name: "subnet-has-room-for-retries",
    level: Warning,
    provenance: Adjacent,
    source: "provisioning-errors-2024-09-13" / "Not enough IP addresses available",
    judges: [CreateMachine],
    fixers: [NetworkAdministrator],
    covered_by: [NET005],
    says: "the subnet of network `{network}` has {found} free, but {expected} may be needed if provisioning has to be tried again",
    steps: [
        "widen the subnet of `{network}`, free addresses in it, or choose a network with more room",
        "or ask for fewer machines at a time",
    ],
    command: "az rest --method get --url \"https://management.azure.com/VNET_ID/usages?api-version=2023-09-01\"",
    examples: [
        broken "one address less than one machine may take" { "/networks/corp/subnet/free": 2 },
        met "as many as one machine may take" { "/networks/corp/subnet/free": 3 },
        met "one address more" { "/networks/corp/subnet/free": 4 },
        broken "two machines, and one address less than they may take" {
            "/networks/corp/subnet/free": 5,
            "/request/create-machine/count": 2
        },
        met "a sample of free addresses that is large enough" { "/networks/corp/subnet/free/at_least": 3 },
        unknown "a sample of free addresses that is too small to tell" { "/networks/corp/subnet/free/at_least": 2 },
        unknown "nobody has counted" { "/networks/corp/subnet/free": null },
        not_judged "no address at all" { "/networks/corp/subnet/free": 0 },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = cx.custom_network()?;
    let each = cx.number(Key::NetworkAddressesPerMachine)?;
    let subnet = network.subnet();
    let free = subnet.free()?;
    let taken = cx.ledger.addresses_in(network.key());
    let asked = cx.machines_asked().saturating_mul(each);
    let enough = free.reaches(asked + taken).ok_or_else(|| Missing::fact(subnet.field("free")));
    require(enough, || {
        let left = free.number.saturating_sub(taken);
        let found = say::ADDRESSES.counting(left);
        Evidence::new(subnet.field("free"), found, asked).with("network", network.key())
    })
}
