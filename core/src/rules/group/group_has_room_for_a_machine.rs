//! LIM007: a machine group has room for another machine.

use crate::facts::known::{Known, or};
use crate::facts::value::GroupKind;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};

rule! {
    /// A machine group can have 50 machines, the one that is added included.
    ///
    /// # Why
    /// The limit holds for groups of machines, hosted ones among them. A machine that is in the group already takes no other place.
    ///
    /// # How to fix it
    /// Take a machine out of the group, or make a second group and divide the flows over both.
    code: LIM007,
    name: "group-has-room-for-a-machine",
    level: Error,
    provenance: Stated,
    source: "manage-machines-2025-01-14" / "Machine and machine group limitations",
    judges: [AddToGroup],
    fixers: [MachineCreator, CoOwner],
    says: "machine group `{group}` has {found} machines already, of {expected} that it can have",
    steps: [
        "take a machine out of group `{group}`, or add this one to another group",
    ],
    examples: [
        broken "as many as there can be" {
            "/groups/pool/members": [
                "m01",
                "m02",
                "m03",
                "m04",
                "m05",
                "m06",
                "m07",
                "m08",
                "m09",
                "m10",
                "m11",
                "m12",
                "m13",
                "m14",
                "m15",
                "m16",
                "m17",
                "m18",
                "m19",
                "m20",
                "m21",
                "m22",
                "m23",
                "m24",
                "m25",
                "m26",
                "m27",
                "m28",
                "m29",
                "m30",
                "m31",
                "m32",
                "m33",
                "m34",
                "m35",
                "m36",
                "m37",
                "m38",
                "m39",
                "m40",
                "m41",
                "m42",
                "m43",
                "m44",
                "m45",
                "m46",
                "m47",
                "m48",
                "m49",
                "m50"
            ],
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        met "room for one" {
            "/groups/pool/members": [
                "m01",
                "m02",
                "m03",
                "m04",
                "m05",
                "m06",
                "m07",
                "m08",
                "m09",
                "m10",
                "m11",
                "m12",
                "m13",
                "m14",
                "m15",
                "m16",
                "m17",
                "m18",
                "m19",
                "m20",
                "m21",
                "m22",
                "m23",
                "m24",
                "m25",
                "m26",
                "m27",
                "m28",
                "m29",
                "m30",
                "m31",
                "m32",
                "m33",
                "m34",
                "m35",
                "m36",
                "m37",
                "m38",
                "m39",
                "m40",
                "m41",
                "m42",
                "m43",
                "m44",
                "m45",
                "m46",
                "m47",
                "m48",
                "m49"
            ],
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        met "room for two" {
            "/groups/pool/members": [
                "m01",
                "m02",
                "m03",
                "m04",
                "m05",
                "m06",
                "m07",
                "m08",
                "m09",
                "m10",
                "m11",
                "m12",
                "m13",
                "m14",
                "m15",
                "m16",
                "m17",
                "m18",
                "m19",
                "m20",
                "m21",
                "m22",
                "m23",
                "m24",
                "m25",
                "m26",
                "m27",
                "m28",
                "m29",
                "m30",
                "m31",
                "m32",
                "m33",
                "m34",
                "m35",
                "m36",
                "m37",
                "m38",
                "m39",
                "m40",
                "m41",
                "m42",
                "m43",
                "m44",
                "m45",
                "m46",
                "m47",
                "m48"
            ],
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        met "one of its machines" {
            "/groups/pool/members": [
                "bot-01",
                "m01",
                "m02",
                "m03",
                "m04",
                "m05",
                "m06",
                "m07",
                "m08",
                "m09",
                "m10",
                "m11",
                "m12",
                "m13",
                "m14",
                "m15",
                "m16",
                "m17",
                "m18",
                "m19",
                "m20",
                "m21",
                "m22",
                "m23",
                "m24",
                "m25",
                "m26",
                "m27",
                "m28",
                "m29",
                "m30",
                "m31",
                "m32",
                "m33",
                "m34",
                "m35",
                "m36",
                "m37",
                "m38",
                "m39",
                "m40",
                "m41",
                "m42",
                "m43",
                "m44",
                "m45",
                "m46",
                "m47",
                "m48",
                "m49"
            ],
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        unknown "a partial list of machines" {
            "/groups/pool/members": { "items": ["bot-02"], "complete": false },
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        unknown "its machines were not listed" {
            "/groups/pool/members": null,
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        unknown "its kind is not known" {
            "/groups/pool/kind": null,
            "/request/add-to-group": { "machine": "bot-01", "group": "pool" }
        },
        unknown "no group named yet" { "/request/add-to-group/machine": "bot-01" },
        not_applicable "a hosted machine group" {
            "/request/add-to-group": { "machine": "bot-01", "group": "invoices" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let limit = cx.number(Key::MachineGroupMachines)?;
    let group = alongside(cx.group(), || cx.machine())?;
    let members = group.members();
    let there = u64::try_from(members.items().len()).unwrap_or(u64::MAX);
    let room = || -> Known<bool> {
        let member = cx.machine().and_then(|machine| members.contains(machine.key()));
        or(member, || members.whole().map(|_| there < limit))
    };
    applies(*alongside(group.kind(), room)? == GroupKind::Machines)?;
    require(room(), || Evidence::new(members.pointer(), there, limit).with("group", group.key()))
}
