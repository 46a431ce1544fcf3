//! The status that a network connection has in Microsoft Graph (`cloudPcOnPremisesConnectionStatus`).

use super::{nothing, rows, rules};
use crate::lifecycle::provisioning_error::Foresight;

/// A status that is no trouble.
const FINE: Foresight = nothing("it is no trouble");

rows! {
    ConnectionStatus Adjacent "cloud-pc-enumerations" / "cloudPcOnPremisesConnectionStatus";
    "pending": "health check", AfterWaiting, FINE,
        "the health check has not begun",
        "wait";
    "running": "health check", AfterWaiting, FINE,
        "the health check is going on",
        "wait";
    "passed": "in use", No, FINE,
        "everything that is checked is right",
        "nothing";
    "failed": "health check", AfterFix, rules(&["NET035"]),
        "a check failed, and no machine is made on the connection until it passes",
        "read which check failed and its error type, and explain that";
    "warning": "in use", No, rules(&["NET035"]),
        "the connection can be used, and a check found something that may get in the way",
        "read which check warns and its error type, and explain that";
    "informational": "in use", No, FINE,
        "the connection can be used, and a check has something to tell",
        "read which check that is";
}
