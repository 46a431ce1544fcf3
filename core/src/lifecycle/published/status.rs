//! The status that a machine has in Dataverse (`flowmachine.statuscode`).

use super::{fact, nothing, rows, rules};
use crate::lifecycle::provisioning_error::Foresight;

/// A status that is no trouble.
const FINE: Foresight = nothing("it is no trouble");

rows! {
    MachineStatus Adjacent "dataverse-tables" / "flowmachine.statuscode";
    "Active" number 1: "in use", No, FINE,
        "the machine can be used, if it is connected as well",
        "nothing";
    "Inactive" number 2: "out of use", AfterFix, rules(&["LCY001", "LCY023"]),
        "the machine was put out of use",
        "see whether it was idle for too long; delete it and create a new one, then rebind its connections";
    "RequiresReconnection" number 3: "in use", AfterFix, rules(&["LCY010"]),
        "the machine has lost its registration and must be connected again",
        "sign in to the machine and connect Power Automate for desktop to the environment again";
    "ManualMaintenance" number 4: "maintenance", AfterWaiting, rules(&["LCY017"]),
        "somebody turned maintenance mode on: a run that goes on ends, no other begins",
        "turn maintenance mode off when the work is done";
    "DrainMode" number 5: "maintenance", AfterWaiting, nothing("the service drains a machine of its own accord"),
        "the machine takes no more runs, so that it can be stopped when the present one ends",
        "wait";
    "ToDelete" number 6: "deletion", AfterFix, nothing("it follows a deletion that somebody asked for"),
        "the machine is to be deleted",
        "create a new one if it is still needed";
    "Temporary" number 7: "provisioning", AfterWaiting, FINE,
        "the record is not a machine yet",
        "wait until provisioning is over";
    "Error" number 8: "in use", AfterFix, rules(&["LCY011"]),
        "something is wrong with the machine",
        "read its field `hostedmachineerror`, and explain the code that stands there";
    "Disabled" number 9: "out of use", AfterFix, rules(&["LCY010"]),
        "the machine was turned off",
        "see who turned it off, and why; enable it";
    "Provisioning" number 10: "provisioning", AfterWaiting, rules(&["LCY007", "LCY008"]),
        "the machine is being made",
        "wait: more than 30 minutes is usual";
    "RequiresGroupKey" number 11: "in use", AfterFix, fact(&[], "whether the machine has the key of its group"),
        "the machine belongs to a group whose key it does not have",
        "join the machine to the group again";
    "ProvisionedWithError" number 12: "provisioning", AfterFix, rules(&["LCY011"]),
        "the machine was made, and provisioning ended with an error all the same",
        "read its field `hostedmachineerror`, and explain the code that stands there";
    "HostedMachineOvercapacity" number 13: "capacity", AfterFix, rules(&["LIC014", "LIC016", "LIC001"]),
        "the environment has more hosted machines than capacity, and this is one too many; it still works",
        "allocate more capacity, or delete a machine, before the grace period ends";
    "HostedMachineOvercapacityDeleted" number 14: "capacity", AfterFix, rules(&["LCY012", "LIC016"]),
        "the machine was deleted because the environment lacked capacity for it",
        "allocate more capacity, delete the record, create the machine anew and rebind its connections";
    "HostedMachineOvercapacityDisabled" number 15: "capacity", AfterFix, rules(&["LCY012", "LIC016"]),
        "the machine was turned off because the environment lacks capacity for it",
        "allocate more capacity to the environment";
}

#[cfg(test)]
mod tests {
    use super::ROWS;
    use std::collections::BTreeMap;

    #[test]
    fn every_status_of_a_machine_is_explained_under_its_number() {
        let file = include_str!("../../../rulebook/data/dataverse-choices.json");
        let tables: serde_json::Value = serde_json::from_str(file).unwrap();
        let choices = tables["flowmachine"]["statuscode"].as_object().unwrap();
        let told: BTreeMap<String, &str> =
            ROWS.iter().map(|code| (code.number.unwrap().to_string(), code.code)).collect();
        let stored: BTreeMap<String, &str> =
            choices.iter().map(|(number, name)| (number.clone(), name.as_str().unwrap())).collect();
        assert_eq!(told, stored);
    }
}
