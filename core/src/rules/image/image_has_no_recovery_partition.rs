//! IMG007: a custom image has no recovery partition.

use crate::facts::known::implies;
use crate::facts::value::Presence;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A custom image must not have a recovery partition.
    ///
    /// # Why
    /// The OS disk grows to the size of the machine's own disk when the machine is made. A recovery partition usually lies behind the system
    /// partition and is in its way. Azure does not show partitions: look inside with `Get-Partition`.
    ///
    /// # How to fix it
    /// Turn off the recovery environment and delete its partition in the virtual machine, then generalize it and add a version of the image.
    code: IMG007,
    name: "image-has-no-recovery-partition",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Image requirements"
        + "hosted-machines-2022-12-12" / "Image requirements",
    holds: ALWAYS,
    judges: [CreateMachine, CreateImage],
    fixers: [ImageOrNetworkOwner],
    says: "image `{image}` has a recovery partition, but hosted machines need one without",
    steps: [
        "in the virtual machine, run `reagentc /disable`",
        "in `diskpart`, select the recovery partition and run `delete partition override`",
        "generalize the virtual machine and add a version of the image",
    ],
    examples: [
        broken "a recovery partition" { "/images/finance/recovery_partition": "present" },
        met "none" {},
        unknown "nobody has looked" { "/images/finance/recovery_partition": null },
        not_applicable "the default image" { "/request/create-machine/image": "default" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let partition = image.recovery_partition().map(|partition| *partition == Presence::Absent);
    require(implies(owed, partition), || {
        Evidence::new(image.field("recovery_partition"), Presence::Present, Presence::Absent)
            .with("image", image.key())
    })
}
