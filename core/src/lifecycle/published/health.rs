//! Codes with which the health check of a network connection fails or warns.

use super::{fact, nothing, rows, rules};
use crate::lifecycle::provisioning_error::Foresight;

/// What the service keeps to itself.
const SERVICE: Foresight = nothing("the check itself failed, and no fact of the tenant shows why");

rows! {
    NetworkHealth Adjacent "cloud-pc-health-checks" / "errorType";
    "dnsCheckFqdnNotFound": "name resolution", AfterFix, rules(&["NET018", "NET019"]),
        "the DNS servers of the virtual network do not know the local domain",
        "set the virtual network to DNS servers that resolve the domain and its controllers";
    "dnsCheckNameWithInvalidCharacter": "name resolution", AfterFix, rules(&["NET017"]),
        "the domain's name holds a character that names may not have",
        "correct the domain name of the network connection";
    "dnsCheckUnknownError": "name resolution", Once, SERVICE,
        "resolving the domain failed for a reason that is not given",
        "run the check again; then look at the DNS servers of the virtual network";
    "adJoinCheckFqdnNotFound": "domain join", AfterFix, rules(&["NET017", "NET018", "NET019"]),
        "the domain that machines are to join is not found",
        "correct the domain name, and make it resolve from the virtual network";
    "adJoinCheckIncorrectCredentials": "domain join", AfterFix, rules(&["NET017"]),
        "user name or password of the account that joins the domain is wrong",
        "enter the account as user@domain, with its present password";
    "adJoinCheckCredentialsExpired": "domain join", AfterFix, fact(&[], "when the password of the joining account ends"),
        "the password of the account that joins the domain has expired",
        "renew the password and enter it in the network connection";
    "adJoinCheckAccountLockedOrDisabled": "domain join", AfterFix, fact(&[], "whether the joining account is locked or disabled"),
        "the account that joins the domain is locked or disabled",
        "unlock or enable the account";
    "adJoinCheckAccountQuotaExceeded": "domain join", AfterFix, fact(&[], "how many computers the joining account has joined, and how many it may"),
        "the account has joined as many computers as it may; unless that was changed, ten",
        "raise the account's quota, or delegate it the right to create computer objects";
    "adJoinCheckAccessDenied": "domain join", AfterFix, rules(&["NET021"]),
        "the account that joins the domain may not create and delete computer objects",
        "delegate it both rights on the organizational unit or on the domain";
    "adJoinCheckComputerObjectAlreadyExists": "domain join", AfterFix, fact(&[], "whether an object of the computer's name is left in the domain"),
        "the domain already holds a computer object of the name that the check uses",
        "delete the object that an earlier check left";
    "adJoinCheckOrganizationalUnitNotFound": "domain join", AfterFix, rules(&["NET016"]),
        "the organizational unit does not exist",
        "correct the organizational unit, or leave it out";
    "adJoinCheckOrganizationalUnitIncorrectFormat": "domain join", AfterFix, rules(&["NET016"]),
        "the organizational unit is not written as a distinguished name",
        "write it in the form `OU=…,DC=…`";
    "adJoinCheckServerNotOperational": "domain join", AfterFix, rules(&["NET019"]),
        "no domain controller answers",
        "give the virtual network a line of sight to a domain controller";
    "adJoinCheckUnknownError": "domain join", Once, SERVICE,
        "joining the domain failed for a reason that is not given",
        "run the check again; then join a machine of the same subnet by hand and see what it says";
    "endpointConnectivityCheckCloudPcUrlNotAllowListed" also ["endpointConnectivityCheckUrlNotWhitelisted"]: "addresses", AfterFix, rules(&["NET024", "NET026", "NET028", "NET041"]),
        "addresses of Windows 365 cannot be reached",
        "let the required addresses of Windows 365 through, without inspecting them";
    "endpointConnectivityCheckWVDUrlNotAllowListed": "addresses", AfterFix, rules(&["NET024", "NET026", "NET041"]),
        "addresses of Azure Virtual Desktop cannot be reached",
        "let the required addresses of Azure Virtual Desktop through";
    "endpointConnectivityCheckIntuneUrlNotAllowListed": "addresses", AfterFix, rules(&["NET024", "NET026", "NET041"]),
        "addresses of Intune cannot be reached",
        "let the required addresses of Intune through";
    "endpointConnectivityCheckAzureADUrlNotAllowListed": "addresses", AfterFix, rules(&["NET024", "NET026", "NET041"]),
        "addresses of Microsoft Entra ID cannot be reached",
        "let the sign-in addresses of Microsoft Entra ID through";
    "endpointConnectivityCheckLocaleUrlNotAllowListed": "addresses", AfterFix, fact(&[], "whether the network lets the addresses of language packages through"),
        "addresses from which Windows takes its language packages cannot be reached; the connection stays usable",
        "let the addresses of language packages through, if another language is wanted";
    "endpointConnectivityCheckUnknownError": "addresses", Once, rules(&["NET024", "NET041"]),
        "reaching the required addresses failed for a reason that is not given",
        "run the check again; then compare the firewall with the list of required addresses";
    "endpointConnectivityCheckVMAgentEndPointCommunicationError": "addresses", AfterFix,
        fact(&[], "whether the network lets machines reach the Azure platform address 168.63.129.16"),
        "the agent of Azure inside the check's machine cannot reach its endpoint",
        "let machines of the subnet reach 168.63.129.16, on the ports 80 and 32526";
    "azureAdDeviceSyncCheckDeviceNotFound": "device synchronisation", AfterFix, rules(&["NET016", "NET022"]),
        "the computer object did not show up in Microsoft Entra ID",
        "have Microsoft Entra Connect synchronise the organizational unit";
    "azureAdDeviceSyncCheckLongSyncCircle": "device synchronisation", AfterFix, rules(&["NET022"]),
        "Microsoft Entra Connect synchronises too seldom; the connection stays usable",
        "synchronise every 30 minutes, and at least every 60";
    "azureAdDeviceSyncCheckConnectDisabled": "device synchronisation", AfterFix, fact(&[], "whether Microsoft Entra Connect is turned on"),
        "Microsoft Entra Connect is turned off",
        "turn the synchronisation on";
    "azureAdDeviceSyncCheckDurationExceeded": "device synchronisation", AfterFix, rules(&["NET022"]),
        "the computer object took longer to show up in Microsoft Entra ID than the check waits",
        "synchronise every 30 minutes, and look for what delays it",
        note "the page on provisioning errors gives this step 90 minutes, and in the same section speaks of five hours";
    "azureAdDeviceSyncCheckScpNotConfigured": "device synchronisation", AfterFix, rules(&["NET040"]),
        "the forest lacks the service connection point by which computers find their tenant",
        "configure the service connection point in Microsoft Entra Connect, for each forest";
    "azureAdDeviceSyncCheckTransientServiceError": "device synchronisation", AfterWaiting, SERVICE,
        "the service could not look at the synchronisation just then",
        "wait, and run the check again";
    "azureAdDeviceSyncCheckUnknownError": "device synchronisation", Once, SERVICE,
        "looking at the synchronisation failed for a reason that is not given",
        "run the check again; then look at the state of Microsoft Entra Connect";
    "groupPolicySettingCheckFailed": "group policy", AfterFix, rules(&["PRE034"]),
        "a group policy keeps the check's scripts from running",
        "keep policies that require signed scripts away from the organizational unit until provisioning is over";
    "groupPolicySettingCheckUnknownError": "group policy", Once, SERVICE,
        "looking at the group policies failed for a reason that is not given",
        "run the check again; then look at the policies of the organizational unit";
    "permissionCheckNoSubscriptionReaderRole": "rights", AfterFix, rules(&["NET007"]),
        "Windows 365 may not read the subscription of the virtual network",
        "assign Reader on the subscription to the service principal of Windows 365";
    "permissionCheckNoResourceGroupNetworkContributorRole": "rights", AfterFix, rules(&["NET008"]),
        "Windows 365 may not make network interfaces in the resource group",
        "assign the role that the rulebook asks for on the resource group",
        note "it names Network Contributor, which networks created from 2023-11-26 no longer ask for";
    "permissionCheckNoResourceGroupOwnerRole": "rights", AfterFix, rules(&["NET008"]),
        "Windows 365 lacks the rights of an owner on the resource group",
        "assign the role that the rulebook asks for on the resource group",
        note "it is older: no page on hosted machines asks for an owner's rights";
    "permissionCheckNoVNetContributorRole": "rights", AfterFix, rules(&["NET009"]),
        "Windows 365 may not join machines to the virtual network",
        "assign the role that the rulebook asks for on the virtual network",
        note "it names Network Contributor, which networks created from 2023-11-26 no longer ask for";
    "permissionCheckNoWindows365NetworkInterfaceContributorRole": "rights", AfterFix, rules(&["NET008"]),
        "Windows 365 lacks the role Windows 365 Network Interface Contributor on the resource group",
        "assign just that role; a higher one does not stand in for it";
    "permissionCheckNoWindows365NetworkUserRole": "rights", AfterFix, rules(&["NET009"]),
        "Windows 365 lacks the role Windows 365 Network User on the virtual network",
        "assign just that role; a higher one does not stand in for it";
    "permissionCheckTransientServiceError": "rights", AfterWaiting, SERVICE,
        "the service could not look at the role assignments just then",
        "wait, and run the check again";
    "permissionCheckUnknownError": "rights", Once, SERVICE,
        "looking at the role assignments failed for a reason that is not given",
        "run the check again; then look at the role assignments of the service principal of Windows 365";
    "resourceAvailabilityCheckMissingRegistrationForLocation": "resources", AfterFix,
        fact(&[], "whether the subscription is registered for the resource providers that the check uses"),
        "the subscription is not registered for a resource provider in the region",
        "register the resource providers that the check names in the subscription of the network";
    "resourceAvailabilityCheckNoSubnetIP": "resources", AfterFix, rules(&["NET005", "NET006"]),
        "the subnet has no free address left",
        "enlarge the subnet or free addresses; those of failed attempts come back after hours";
    "resourceAvailabilityCheckSubscriptionDisabled": "resources", AfterFix, rules(&["NET003"]),
        "the subscription of the virtual network is disabled",
        "reactivate the subscription";
    "resourceAvailabilityCheckSubscriptionNotFound": "resources", AfterFix, fact(&[], "whether the subscription of the network still exists"),
        "the subscription of the virtual network does not exist, or cannot be seen",
        "make the network connection again with a subscription that exists";
    "resourceAvailabilityCheckSubscriptionTransferred": "resources", AfterFix, fact(&[], "whether the subscription was moved to another tenant"),
        "the subscription was transferred to another tenant",
        "make the network connection again with a subscription of this tenant";
    "resourceAvailabilityCheckAzurePolicyViolation": "resources", AfterFix, rules(&["PRE021"]),
        "an Azure Policy of the organisation forbids a resource that the check makes",
        "exempt the resource group from the policy; if there is no such policy, see whether the subscription exists",
        note "the published descriptions of this code and of resourceAvailabilityCheckGeneralSubscriptionError are swapped: the names are right, and both causes are worth a look";
    "resourceAvailabilityCheckGeneralSubscriptionError": "resources", AfterFix, rules(&["NET003"]),
        "something is wrong with the subscription of the virtual network",
        "see whether the subscription exists and is enabled; if it is, look for an Azure Policy that denies resources",
        note "the published descriptions of this code and of resourceAvailabilityCheckAzurePolicyViolation are swapped: the names are right, and both causes are worth a look";
    "resourceAvailabilityCheckDeploymentQuotaLimitReached": "resources", AfterFix, fact(&[], "how many deployments the resource group holds, and how many it may"),
        "the resource group or the subscription holds as many deployments as it may",
        "delete old deployments, or have the quota raised";
    "resourceAvailabilityCheckUnsupportedVNetRegion": "resources", AfterFix, rules(&["NET002"]),
        "the virtual network lies in a region that is not served",
        "use a virtual network in the one region of the environment's geography";
    "resourceAvailabilityCheckVNetInvalid": "resources", AfterFix, fact(&[], "whether the virtual network of the connection still exists"),
        "the virtual network does not exist any more, or is not usable",
        "choose a virtual network that exists";
    "resourceAvailabilityCheckVNetBeingMoved": "resources", AfterWaiting, nothing("a move ends before anybody states it"),
        "the virtual network is being moved to another resource group or subscription",
        "wait for the move to end, then name the network by its new place";
    "resourceAvailabilityCheckSubnetInvalid": "resources", AfterFix, rules(&["NET004"]),
        "the subnet does not exist any more, or is not usable",
        "choose a subnet that exists";
    "resourceAvailabilityCheckSubnetDelegationFailed": "resources", AfterFix, fact(&["NET039"], "whether the subnet of a hosted machine is delegated to a service"),
        "the subnet is delegated to a service and takes no machines",
        "take the delegation away, or choose another subnet";
    "resourceAvailabilityCheckSubnetWithExternalResources": "resources", AfterFix, fact(&[], "whether the subnet holds anything else than hosted machines"),
        "the subnet holds resources of others that get in the way",
        "give the machines a subnet of their own";
    "resourceAvailabilityCheckResourceGroupInvalid": "resources", AfterFix, fact(&[], "whether the resource group of the network still exists"),
        "the resource group does not exist any more",
        "restore the resource group or choose another network";
    "resourceAvailabilityCheckResourceGroupBeingDeleted": "resources", AfterWaiting, nothing("a deletion ends before anybody states it"),
        "the resource group is being deleted",
        "wait for the deletion to end, then choose another resource group";
    "resourceAvailabilityCheckResourceGroupLockedForReadonly": "resources", AfterFix, fact(&[], "whether the resource group is locked"),
        "a lock makes the resource group read only",
        "take the lock away";
    "resourceAvailabilityCheckResourceGroupLockedForDelete": "resources", AfterFix, fact(&[], "whether the resource group is locked"),
        "a lock keeps what the check makes in the resource group from being deleted again",
        "take the lock away";
    "resourceAvailabilityCheckIntuneDefaultWindowsRestrictionViolation": "resources", AfterFix, rules(&["PRE003"]),
        "Intune's default enrolment restriction blocks Windows",
        "allow corporate enrolment on the platform Windows (MDM) in the default restriction";
    "resourceAvailabilityCheckIntuneCustomWindowsRestrictionViolation": "resources", AfterFix, rules(&["PRE003"]),
        "an enrolment restriction of the organisation's own may block Windows; the connection stays usable",
        "see whom the restriction is assigned to, and allow Windows for those who create machines";
    "resourceAvailabilityCheckNoIntuneReaderRoleError": "resources", AfterFix, fact(&[], "whether the service may read Intune"),
        "the service may not read the settings of Intune",
        "give the service the reader's role in Intune that the check names";
    "resourceAvailabilityCheckTransientServiceError": "resources", AfterWaiting, SERVICE,
        "the service could not look at the resources just then",
        "wait, and run the check again";
    "resourceAvailabilityCheckUnknownError": "resources", Once, SERVICE,
        "looking at the resources failed for a reason that is not given",
        "run the check again; then look at subscription, resource group, network and subnet in turn";
    "udpConnectivityCheckStunUrlNotAllowListed": "UDP", AfterFix, fact(&[], "whether the network lets UDP to the STUN servers through"),
        "the STUN servers of remote desktop cannot be reached by UDP; the connection stays usable, over TCP",
        "let UDP to the STUN servers through";
    "udpConnectivityCheckTurnUrlNotAllowListed": "UDP", AfterFix, fact(&[], "whether the network lets UDP to the TURN servers through"),
        "the TURN servers of remote desktop cannot be reached by UDP; the connection stays usable, over TCP",
        "let UDP to the TURN servers through";
    "udpConnectivityCheckUrlsNotAllowListed": "UDP", AfterFix, fact(&[], "whether the network lets the UDP of remote desktop through"),
        "neither STUN nor TURN servers can be reached by UDP; the connection stays usable, over TCP",
        "let the UDP of remote desktop through";
    "udpConnectivityCheckUnknownError": "UDP", Once, SERVICE,
        "trying UDP failed for a reason that is not given; the connection stays usable",
        "run the check again";
    "ssoCheckKerberosConfigurationError": "single sign-on", AfterFix, fact(&[], "whether the domain has a Kerberos server object for Microsoft Entra ID"),
        "the domain lacks what single sign-on to local resources needs; the connection stays usable",
        "make the Kerberos server object of Microsoft Entra ID in the domain";
    "internalServerErrorDeploymentCanceled": "temporary machine", AfterWaiting, SERVICE,
        "making the machine with which the check looks around was cancelled",
        "run the check again";
    "internalServerErrorAllocateResourceFailed": "temporary machine", AfterWaiting, SERVICE,
        "the service got no resources for the machine with which the check looks around",
        "wait, and run the check again";
    "internalServerErrorVMDeploymentTimeout": "temporary machine", AfterWaiting, rules(&["PRE034", "NET041"]),
        "the machine with which the check looks around was not ready in time",
        "run the check again; if it persists, see whether a policy demands that scripts are signed",
        note "a group policy that lets only signed scripts run shows as this code";
    "internalServerErrorUnableToRunDscScript": "temporary machine", AfterWaiting, rules(&["PRE034", "NET041"]),
        "the check could not run its script on its machine",
        "run the check again; if it persists, see whether a policy demands that scripts are signed";
    "internalServerUnknownError": "temporary machine", Once, SERVICE,
        "the check failed inside the service for a reason that is not given",
        "run the check again; if it persists, ask Microsoft support";
    "unknownFutureValue": "any check", Once, nothing("the code itself was not told"),
        "there is a newer code that was not asked for",
        "ask Microsoft Graph again with the header `Prefer: include-unknown-enum-members`";
}
