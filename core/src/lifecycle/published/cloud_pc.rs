//! The status that a Cloud PC has in Microsoft Graph (`cloudPcStatus`). Whether Graph shows the Cloud PC of a hosted machine is not said.

use super::{nothing, rows, rules};
use crate::lifecycle::provisioning_error::Foresight;

/// A status that is no trouble.
const FINE: Foresight = nothing("it is no trouble");

/// What Windows 365 does with Cloud PCs of people, and nothing asks of hosted machines.
const OF_PEOPLE: Foresight = nothing("it is something that administrators do with Cloud PCs of people");

rows! {
    CloudPcStatus Adjacent "cloud-pc-enumerations" / "cloudPcStatus";
    "notProvisioned": "before provisioning", AfterWaiting, FINE,
        "nothing has been made yet",
        "wait until provisioning begins";
    "pendingProvision": "before provisioning", AfterFix, rules(&["LIC001"]),
        "provisioning waits for a licence: more Cloud PCs are in their days of grace than licences are free",
        "free a licence or buy one, or end a Cloud PC that is in its days of grace";
    "preparing": "before provisioning", AfterWaiting, FINE,
        "provisioning is being prepared",
        "wait";
    "provisioning": "provisioning", AfterWaiting, rules(&["LCY007", "LCY008"]),
        "the Cloud PC is being made",
        "wait: more than 30 minutes is usual";
    "provisioned": "in use", No, FINE,
        "the Cloud PC was made and can be used",
        "nothing";
    "provisionedWithWarnings": "in use", No, nothing("what failed comes after the machine was made"),
        "the Cloud PC was made and can be used; one of the steps after that failed",
        "read the detail of the status, and make the Cloud PC anew only if the step matters";
    "failed": "provisioning", AfterFix, rules(&["LCY011"]),
        "the Cloud PC could not be made",
        "read the code in the detail of the status, and explain that";
    "inGracePeriod": "deprovisioning", AfterFix, rules(&["LIC001"]),
        "licence or policy was taken away; the Cloud PC is kept for seven days",
        "give licence and policy back before the days of grace end";
    "deprovisioning": "deprovisioning", No, nothing("it follows what somebody asked for"),
        "the Cloud PC is being removed",
        "make a new one if it is still needed";
    "restoring": "in use", AfterWaiting, OF_PEOPLE,
        "the Cloud PC is set back to an earlier state",
        "wait";
    "resizing": "in use", AfterWaiting, OF_PEOPLE,
        "the Cloud PC gets another size",
        "wait";
    "resizePendingLicense": "in use", AfterFix, OF_PEOPLE,
        "a change of size waits for a licence of the new size",
        "assign a licence of the new size";
    "movingRegion": "in use", AfterWaiting, OF_PEOPLE,
        "the Cloud PC is moved to another region",
        "wait";
    "modifyingSingleSignOn" also ["updatingSingleSignOn"]: "in use", AfterWaiting, OF_PEOPLE,
        "single sign-on of the Cloud PC is being changed",
        "wait";
    "refreshPolicyConfiguration": "in use", AfterWaiting, OF_PEOPLE,
        "the Cloud PC takes over its policy once more",
        "wait";
    "failoverInProgress": "in use", AfterWaiting, OF_PEOPLE,
        "the Cloud PC is moved to where it was copied for disaster recovery",
        "wait";
    "failbackInProgress": "in use", AfterWaiting, OF_PEOPLE,
        "the Cloud PC is moved back after disaster recovery",
        "wait";
}
