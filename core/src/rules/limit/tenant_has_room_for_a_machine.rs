//! LIM001: the tenant has room for another hosted machine.

use crate::facts::known::Missing;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// In the preview a tenant could have 10 hosted machines, those that are asked for included.
    ///
    /// # Why
    /// The limit counted over all environments of the tenant and had nothing to do with licences. No later version of the page names one: since
    /// general availability only the capacity of an environment limits its machines.
    ///
    /// # How to fix it
    /// Delete a hosted machine that nobody needs any more, in any environment.
    code: LIM001,
    name: "tenant-has-room-for-a-machine",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2022-12-12" / "Licensing requirements",
    holds: PREVIEW,
    judges: [CreateMachine],
    fixers: [MachineCreator, EnvironmentAdministrator],
    says: "with what is asked for, the tenant would have {found} hosted machines, of {expected} that it can have",
    steps: [
        "delete a hosted machine that nobody needs any more, in any environment of the tenant",
    ],
    examples: [
        broken "as many as there can be" { "/machines": null, "/tenant/hosted_machines": 10 },
        broken "too many at once" { "/request/create-machine/count": 9 },
        broken "at least as many as there can be" { "/machines": null, "/tenant/hosted_machines/at_least": 10 },
        met "room for one" { "/machines": null, "/tenant/hosted_machines": 9 },
        met "room for two" { "/machines": null, "/tenant/hosted_machines": 8 },
        met "counted from the list of machines" { "/tenant/hosted_machines": null },
        unknown "a count that may go on" { "/machines": null, "/tenant/hosted_machines/at_least": 9 },
        unknown "nobody has counted" { "/tenant/hosted_machines": null, "/machines_complete": false },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let limit = cx.number(Key::MachinePerTenant)?;
    let there = cx.machines_in_tenant()?.plus(cx.machines_asked());
    let at = || cx.case.tenant().field("hosted_machines");
    let room = there.at_most(limit).ok_or_else(|| Missing::fact(at()));
    require(room, || Evidence::new(at(), there.number, limit))
}
