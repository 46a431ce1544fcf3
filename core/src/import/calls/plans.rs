//! Templates, plans and exported configurations: files that no service answers with.

use super::{Call, PLAIN, Sign, Whole};
use crate::import::plan::{bicep, terraform};
use crate::import::{dsc, probe};

pub(super) const CALLS: &[Call] = &[
    Call {
        id: "terraform-plan",
        ask: "terraform show -json PLAN",
        supplies: &[
            "/networks/*/region",
            "/networks/*/subnet/name",
            "/networks/*/subnet/delegation",
            "/networks/*/dns_servers",
            "/images/*/generation",
            "/images/*/generalized",
            "/images/*/security_type",
            "/environments/*/geography",
            "/environments/*/kind",
            "/environments/*/hosted_process",
        ],
        least: "reading the plan",
        planned: true,
        signs: &[Sign::Has(&["terraform_version", "planned_values"])],
        names: terraform::note,
        facts: terraform::planned,
        ..PLAIN
    },
    Call {
        id: "terraform-state",
        ask: "terraform show -json",
        supplies: &[
            "/networks/*/subnet/name",
            "/networks/*/subnet/delegation",
            "/images/*/generation",
            "/images/*/generalized",
            "/images/*/security_type",
        ],
        least: "reading the state",
        planned: true,
        signs: &[Sign::Has(&["terraform_version", "values"])],
        names: terraform::note,
        facts: terraform::planned,
        ..PLAIN
    },
    Call {
        id: "bicep-snapshot",
        ask: "bicep snapshot FILE.bicepparam --mode overwrite --subscription-id SUBSCRIPTION --resource-group GROUP",
        supplies: &[
            "/networks/*/region",
            "/networks/*/subnet/name",
            "/networks/*/subnet/delegation",
            "/images/*/generation",
            "/images/*/generalized",
            "/images/*/security_type",
        ],
        least: "reading the template",
        planned: true,
        signs: &[Sign::Has(&["predictedResources"])],
        names: bicep::note,
        facts: bicep::planned,
        ..PLAIN
    },
    Call {
        id: "az-deployment-what-if",
        ask: "az deployment group what-if --resource-group GROUP --template-file FILE --no-pretty-print",
        supplies: &[
            "/networks/*/region",
            "/networks/*/subnet/name",
            "/images/*/generation",
            "/images/*/generalized",
            "/images/*/security_type",
        ],
        least: "Contributor on the resource group, or a role with Microsoft.Resources/deployments/whatIf/action",
        planned: true,
        signs: &[Sign::Has(&["changes", "status"]), Sign::Has(&["changes", "potentialChanges"])],
        names: bicep::note,
        facts: bicep::planned,
        ..PLAIN
    },
    Call {
        id: "image-probe",
        ask: "a script that is run in the virtual machine an image is made of, and prints what it finds as JSON",
        supplies: &[
            "/images/*/os/family",
            "/images/*/os/edition",
            "/images/*/os/version",
            "/images/*/os/build",
            "/images/*/session",
            "/images/*/recovery_partition",
            "/images/*/runtime_registered",
            "/images/*/edge_version",
            "/images/*/source/joined",
            "/images/*/source/data_disks",
            "/images/*/source/start_apps",
            "/images/*/source/fslogix",
            "/images/*/source/azure_disk_encryption",
        ],
        least: "an administrator of that virtual machine",
        signs: &[Sign::Sure(&["WindowsEditionId", "OsBuildNumber"])],
        facts: probe::probe,
        ..PLAIN
    },
    Call {
        id: "m365dsc",
        ask: "Export-M365DSCConfiguration -Components AADServicePrincipal,IntuneDeviceEnrollmentPlatformRestriction,PPPowerAppsEnvironment",
        supplies: &[
            "/tenant/service_principals/*",
            "/tenant/intune/default_restriction",
            "/environments/*/geography",
            "/environments/*/kind",
        ],
        least: "Global Reader, with the scopes that each component names",
        whole: Whole::Never("what was not exported may still exist"),
        signs: &[Sign::Sure(&["ResourceName", "ResourceInstanceName"]), Sign::Has(&["ResourceName"])],
        names: dsc::note,
        facts: dsc::resources,
        ..PLAIN
    },
];
