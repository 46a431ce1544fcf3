//! The status that a custom image has in Microsoft Graph (`cloudPcDeviceImageStatus`), and that of its Windows.

use super::{nothing, rows, rules};
use crate::lifecycle::provisioning_error::Foresight;

/// A status that is no trouble.
const FINE: Foresight = nothing("it is no trouble");

rows! {
    ImageStatus Adjacent "cloud-pc-enumerations" / "cloudPcDeviceImageStatus, cloudPcDeviceImageOsStatus, cloudPcGalleryImageStatus";
    "pending": "upload", AfterWaiting, FINE,
        "the image is being taken in",
        "wait until it is ready";
    "ready": "in use", No, FINE,
        "the image can be used",
        "nothing";
    "failed": "upload", AfterFix, rules(&["IMG031"]),
        "the image could not be taken in",
        "read its error code, and explain that";
    "warning": "in use", No, rules(&["IMG025"]),
        "the image can be used, and something about it is to be seen to",
        "read the detail of its status";
    "supported": "in use", No, FINE,
        "the Windows of the image is supported",
        "nothing";
    "supportedWithWarning": "in use", No, rules(&["IMG025"]),
        "the Windows of the image is past its support and still taken",
        "plan an image with a version that is supported";
    "notSupported": "provisioning", AfterFix, rules(&["IMG025"]),
        "the image is not taken any more",
        "use another image";
    "unknown": "in use", Once, nothing("the service does not know it itself"),
        "whether the Windows of the image is supported is not known",
        "look at the version of Windows in the image";
}
