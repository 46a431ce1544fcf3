//! The script for the virtual machine that an image is made of.

use super::header;

/// The script.
pub(super) fn script() -> String {
    let how = [
        "Run it as an administrator in the virtual machine that the image is made of, before that is generalized:",
        "  powershell -ExecutionPolicy Bypass -File THIS-FILE > image-NAME.json",
        "It only looks, prints JSON, and sends nothing anywhere. Give the file to `greenlight facts --image NAME`.",
        "What it cannot tell is null: unknown. The tests of Greenlight parse it, and do not run it.",
    ];
    header(&how) + include_str!("probe.ps1")
}
