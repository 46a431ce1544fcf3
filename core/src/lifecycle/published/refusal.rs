//! Refusals of the services that hosted machines stand on: Dataverse, Intune and Azure, in codes of their own.

use super::{fact, nothing, rows, rules};
use crate::lifecycle::provisioning_error::Foresight;

/// What lies in a subscription and no rule asks for.
const REGISTERED: Foresight =
    fact(&[], "whether the subscription is registered with the resource provider that the message names");

/// What Azure has to give.
const AZURE: Foresight = nothing("it is the room that Azure has in the region, which no export shows");

rows! {
    Refusal Adjacent "dataverse-client-errors-2025-04-17" / "Troubleshoot Dataverse client errors";
    "PrivilegeDenied" windows -2_147_220_960: "asking Dataverse", AfterFix,
        rules(&["ROL001", "ROL002", "ROL003", "ROL019", "ROL014", "ROL013", "IMG034", "NET038"]),
        "no security role of the caller holds the privilege that the call takes; the message names the privilege and the table",
        "give the caller a role that holds it, such as Environment Maker or Desktop Flows Machine Owner",
        note "the message begins with `Principal user` and says what is missing";
    "unManagedIdsAccessDenied" windows -2_147_187_962: "asking Dataverse", AfterFix,
        rules(&["ROL011", "ROL018", "ROL020", "ROL028", "IMG019", "NET014", "IMG034", "NET038"]),
        "the caller holds the privilege, and not for this record: it belongs to somebody else who did not share it, or not for that",
        "have the owner share the machine, group, image or network connection, as co-owner where it is to be changed, or give a role that reaches further";
    "ObjectDoesNotExist" windows -2_147_220_969 from "silent-join-2024-01-29" / "Cause" Adjacent: "asking Dataverse", AfterFix,
        rules(&["LIM013", "QUE022", "LCY023", "ROL028"]),
        "the record that was asked for is not there, or not for the caller to see: a machine group of another environment, say",
        "see that machine and group lie in one environment, that the group still exists, and that it is shared with the owner of the machine";
    "DuplicateRecord" windows -2_147_220_937: "asking Dataverse", AfterFix, rules(&["IMG018", "NET036"]),
        "there is a record of the same name or key already",
        "choose another name";
    "0x80072560" windows -2_147_015_328 from "dataverse-error-codes-2022-08-26" / "Microsoft Dataverse Errors" Adjacent:
        "asking Dataverse", AfterFix, rules(&["ROL026"]),
        "the caller is not a member of the environment: nobody gave them a security role there",
        "add the caller to the environment and give a security role there; an application becomes an application user first";
    "0x80180014" windows -2_145_910_764 from "intune-windows-enrolment-errors-2021-10-01" / "Your organization does not support this version of Windows" Adjacent:
        "intune-enrolment", AfterFix, rules(&["PRE003"]),
        "an enrolment restriction of the tenant blocks Windows (MDM)",
        "allow Windows (MDM) in the default restriction and in each of the organisation's own that applies";
    "0x8018000A" windows -2_145_910_774 from "intune-windows-enrolment-errors-2021-10-01" / "Error 8018000a: The device is already enrolled" Adjacent:
        "intune-enrolment", AfterFix, rules(&["IMG036"]),
        "the device is enrolled already, as an image is that was taken from an enrolled machine",
        "take the image from a machine that was never joined and never enrolled";
    "0x8007064C" windows -2_147_023_284 from "intune-windows-enrolment-errors-2021-10-01" / "Error hr 0x8007064c: The machine is already enrolled" Adjacent:
        "intune-enrolment", AfterFix, rules(&["IMG036"]),
        "the computer was enrolled before, or is the copy of one that was",
        "take the image from a machine that was never joined and never enrolled";
    "0x80180026" windows -2_145_910_746 from "intune-windows-enrolment-errors-2021-10-01" / "Something went wrong" Adjacent:
        "intune-enrolment", AfterFix, rules(&["IMG036", "PRE016"]),
        "a management client is on the computer already, and automatic enrolment is turned on as well",
        "take the image from a machine without the client, and keep policies from pushing it to new machines";
    "0x80180022" windows -2_145_910_750 from "intune-windows-enrolment-errors-2021-10-01" / "Autopilot device enrollment failed with error HRESULT = 0x80180022" Adjacent:
        "intune-enrolment", AfterFix, rules(&["IMG003"]),
        "the edition of Windows cannot be enrolled, as Home cannot",
        "build the image with Windows Enterprise";
    "0x8018002B" windows -2_145_910_741 from "intune-windows-enrolment-errors-2021-10-01" / "Auto MDM Enroll: Failed" Adjacent:
        "intune-enrolment", AfterFix, rules(&["PRE015"]),
        "automatic enrolment is turned off for the user, or the user's name ends in a domain that is not verified",
        "set the MDM user scope to all, or to a group that the user is in; give the user a name of a verified domain";
    "0x80070774" windows -2_147_022_988 from "intune-windows-enrolment-errors-2021-10-01" / "Something went wrong. Error Code 80070774" Adjacent:
        "domain-join", AfterFix, rules(&["NET019", "NET018"]),
        "no domain controller is found or reached",
        "see that the DNS servers resolve the domain and that a domain controller is in reach of the subnet";
    "AADSTS500011" also ["InvalidResourceServicePrincipalNotFound"] from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "asking Microsoft Entra ID", AfterFix, rules(&["PRE004", "PRE005", "PRE006", "PRE007", "PRE010"]),
        "the tenant has no service principal of the application that the message names",
        "create the service principal in the tenant, or sign in to the right tenant";
    "AuthorizationFailed" from "azure-deployment-errors-2024-06-20" / "Error codes" Adjacent:
        "asking Azure", AfterFix, rules(&["NET007", "NET008", "NET009", "NET031", "NET013", "IMG014", "IMG022", "IMG015"]),
        "whoever the message names lacks the right for what it names, at the place it names",
        "assign the role at that place, and wait some minutes until it holds";
    "LinkedAuthorizationFailed" from "azure-deployment-errors-2024-06-20" / "Error codes" Adjacent:
        "asking Azure", AfterFix, rules(&["NET008", "NET009", "NET031"]),
        "whoever asked has the right in one place, and lacks it in another that belongs to it, often in another tenant",
        "assign the role at the place that the message names; keep both in one tenant";
    "MissingSubscriptionRegistration" also ["SubscriptionNotRegistered", "InvalidSubscriptionRegistrationState", "MissingRegistrationForLocation", "NoRegisteredProviderFound"]
        from "azure-deployment-errors-2024-06-20" / "Error codes" Adjacent:
        "asking Azure", AfterFix, REGISTERED,
        "the subscription is not registered with a resource provider",
        "register the subscription with the provider that the message names (`az provider register`)";
    "SubscriptionNotFound" from "azure-deployment-errors-2024-06-20" / "Error codes" Adjacent:
        "asking Azure", AfterFix, rules(&["NET003", "NET007", "IMG014"]),
        "the subscription is not there, or not for the caller to see",
        "look at its id, and give the caller a role on it";
    "ReadOnlyDisabledSubscription" from "troubleshoot-hosted-machines-2024-03-12" / "Troubleshoot hosted machines in Power Automate for desktop" Adjacent:
        "asking Azure", AfterFix, rules(&["NET003"]),
        "the subscription is disabled, and nothing in it can be changed",
        "reactivate the subscription, or choose a network in another one",
        note "hosted machines show it as CreateNic_ReadOnlyDisabledSubscription";
    "ResourceGroupNotFound" from "azure-deployment-errors-2024-06-20" / "Error codes" Adjacent:
        "asking Azure", AfterFix, rules(&["NET008"]),
        "there is no resource group of this name in the subscription",
        "restore the resource group, or choose a network in another one",
        note "hosted machines show it as CreateNic_ResourceGroupNotFound";
    "SubnetIsFull" from "azure-deployment-errors-2024-06-20" / "Error codes" Adjacent:
        "asking Azure", AfterFix, rules(&["NET005", "NET006"]),
        "the subnet has no free address left",
        "widen the subnet, free addresses in it, or choose a network with more room",
        note "hosted machines show it as noEnoughIpAddress";
    "SkuNotAvailable" from "azure-deployment-errors-2024-06-20" / "Error codes" Adjacent:
        "asking Azure", AfterWaiting, AZURE,
        "Azure does not give this size in the region, to this subscription or at this time",
        "try again later, or build in another region and replicate the image";
    "AllocationFailed" from "azure-deployment-errors-2024-06-20" / "Error codes" Adjacent:
        "asking Azure", AfterWaiting, AZURE,
        "Azure has no room left for it at this time",
        "try again later";
    "ResourceQuotaExceeded" also ["QuotaExceeded"] from "azure-deployment-errors-2024-06-20" / "Error codes" Adjacent:
        "asking Azure", AfterFix, fact(&[], "what the quotas of the subscription leave"),
        "a quota of the subscription is used up",
        "free what is not needed, or ask for a larger quota";
}
