//! QUE028: an unattended flow uses neither sound nor a camera.

use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A desktop flow that runs unattended must not use audio, a camera or a webcam.
    ///
    /// # Why
    /// The session of an unattended run is a remote desktop connection that carries no sound and no picture from a device. Programs that need either
    /// find no device.
    ///
    /// # How to fix it
    /// Take those steps out of the flow, or run it attended.
    code: QUE028,
    name: "unattended-flow-needs-no-audio-or-camera",
    level: Error,
    provenance: Stated,
    source: "run-unattended-2025-02-10" / "Known issues and limitations",
    holds: SINCE_MARCH_2025,
    judges: [RunUnattended],
    fixers: [Maker],
    says: "desktop flow `{flow}` uses {found}, but an unattended run has {expected}",
    steps: [
        "take the steps that use audio or a camera out of `{flow}`, or run it attended",
    ],
    examples: [
        broken "it does" {
            "/flows/invoice/audio_or_camera": true,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "it does not" { "/request/run-unattended": { "group": "invoices", "flow": "invoice" } },
        unknown "nobody knows" {
            "/flows/invoice/audio_or_camera": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "no flow is named" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let flow = cx.flow()?;
    require(flow.audio_or_camera().map(|uses| !uses), || {
        Evidence::new(flow.field("audio_or_camera"), say::AUDIO_OR_CAMERA, say::NONE_OF_THEM)
            .with("flow", flow.key())
    })
}
