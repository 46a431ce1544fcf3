//! The catalogue itself: meaning and remedy as published (restated); phase, retry and foresight are ours (`assumed`).

use super::{About, Foresight, Retry};
use crate::vocabulary::{Phase, ProvisioningCode};

/// Declares the codes together with what is known of each.
macro_rules! catalogue {
    ($($value:ident: $phase:expr, $retry:ident, $foresight:expr, $meaning:literal, $remedy:literal;)+) => {
        impl ProvisioningCode {
            /// What is known of this code.
            #[must_use]
            pub const fn about(self) -> About {
                match self {
                    $(Self::$value => About {
                        phase: $phase,
                        retry: Retry::$retry,
                        foresight: $foresight,
                        meaning: $meaning,
                        remedy: $remedy,
                    }),+
                }
            }
        }
    };
}

const fn rules(codes: &'static [&'static str]) -> Foresight {
    Foresight::Rules(codes)
}

const fn fact(candidates: &'static [&'static str], fact: &'static str) -> Foresight {
    Foresight::Fact { candidates, fact }
}

const ENDPOINTS: Foresight = rules(&["NET024", "NET041"]);

catalogue! {
    IntuneEnrollFailed:
        Some(Phase::IntuneEnrolment), AfterFix, rules(&["PRE003", "LIC007", "NET024", "PRE015", "PRE016", "PRE018", "PRE002"]),
        "enrolment in Intune failed: Windows devices may be blocked, addresses unreachable, or the Intune tenant unhealthy",
        "check the enrolment restrictions, the network and the state of the Intune tenant, then try again";
    BlockedByEnrollmentRestriction:
        Some(Phase::IntuneEnrolment), AfterFix, rules(&["PRE003"]),
        "an enrolment restriction of the tenant blocks the machine",
        "allow corporate enrolment on the platform Windows (MDM)";
    BlockedByGroupPolicyOrConfigMgr:
        Some(Phase::IntuneEnrolment), AfterFix,
        rules(&["PRE016"]),
        "a group policy or the Configuration Manager client got in the way of enrolment",
        "keep the policy and the client away until provisioning is finished";
    InvalidIntuneSubscriptionOrLicense:
        Some(Phase::IntuneEnrolment), AfterFix, rules(&["LIC007", "PRE002"]),
        "the Intune subscription or licence is missing or has expired",
        "renew the subscription or assign a valid Intune licence";
    NetworkConnectivityIssue:
        Some(Phase::IntuneEnrolment), AfterFix, ENDPOINTS,
        "the machine could not reach Intune, by name resolution or by route",
        "make the addresses of Intune resolve and let them through";
    MdmDiscoveryUrlMisconfigured:
        Some(Phase::IntuneEnrolment), AfterFix,
        rules(&["PRE015"]),
        "the address at which devices discover their management service is wrong",
        "correct the discovery address of mobile device management";
    DelayedEffectivenessOfIntuneLicense:
        Some(Phase::IntuneEnrolment), AfterWaiting,
        rules(&["PRE018"]),
        "the Intune licence was assigned too recently to be in force",
        "wait until the licence is in force, then try again";
    TenantUnderAccountMove:
        Some(Phase::IntuneEnrolment), AfterWaiting,
        Foresight::Nothing("Microsoft moves the Intune tenant between its own systems and publishes no state to read"),
        "the Intune tenant is being moved to another scale unit",
        "wait for the move to end; if it lasts, ask Microsoft support";
    NoEnoughIpAddress:
        Some(Phase::Network), AfterWaiting, rules(&["NET005", "NET006"]),
        "the subnet has no free address left",
        "enlarge the subnet, or free addresses and try again";
    UserNotFound:
        Some(Phase::Checks), AfterFix,
        rules(&["PRE022"]),
        "the creator of the machine no longer exists",
        "restore the user, then try again";
    UserResourceNotFound:
        Some(Phase::Checks), AfterFix,
        rules(&["PRE022"]),
        "the creator of the machine is not found in the directory",
        "restore the user, then try again";
    LicenseNotFound:
        Some(Phase::Checks), AfterFix, rules(&["LIC001", "LIC003"]),
        "a licence that provisioning needs is gone",
        "assign the licence, then try again";
    RequestDisallowedByPolicy:
        Some(Phase::Network), AfterFix,
        rules(&["PRE021"]),
        "an Azure Policy of the organisation forbids a resource that provisioning creates",
        "exempt the resource group from the policy, then try again";
    CanaryCheckUnpass:
        Some(Phase::Network), AfterFix,
        rules(&[
            "NET005", "NET003", "NET002", "NET007", "NET008", "NET009", "NET024", "NET041", "NET016", "NET017", "NET018",
            "NET019", "NET021", "NET022", "NET040", "PRE034", "PRE021", "PRE003", "NET035",
        ]),
        "the health check of the network connection does not pass",
        "repair what the health check names, then try again";
    ImageDiskSizeOverMatch:
        Some(Phase::Image), AfterFix, rules(&["IMG009"]),
        "the disk of the image is larger than the disk of the machine",
        "make the disk of the image smaller";
    InternalError:
        None, AfterWaiting,
        Foresight::Nothing("the fault is inside the service and no fact of the tenant shows it"),
        "the service failed for a reason it does not give",
        "try again; if it persists, ask Microsoft support";
    UserNotAvailableInLocalAd:
        Some(Phase::Checks), AfterFix,
        rules(&["NET020"]),
        "the network joins the local Active Directory, and the creator has no matching account there",
        "synchronise the creator's account with matching names";
    CpuOrRamNotFitImageOs:
        Some(Phase::Image), AfterFix,
        fact(&["IMG033"], "whether the machine's hardware meets the minimum of the image's Windows 11"),
        "the machine's processor or memory is below the minimum of the image's Windows",
        "use another image";
    ImageNotSupportTpm:
        Some(Phase::Image), AfterFix, rules(&["IMG004", "IMG010"]),
        "the image cannot use a trusted platform module because it is not generation 2",
        "build the image again as generation 2";
    ImageNotSupportedWarning:
        Some(Phase::Image), No,
        rules(&["IMG025"]),
        "the image's Windows version is out of support; the machine still works",
        "plan an image with a supported version";
    ImageNotSupportedFail:
        Some(Phase::Image), AfterFix, rules(&["IMG001", "IMG002", "IMG025"]),
        "the image's Windows version is out of support and refused",
        "upgrade the image to a supported version";
    EndpointCheckFailed:
        Some(Phase::VirtualMachine), AfterFix, ENDPOINTS,
        "the machine cannot reach addresses that Windows 365 needs",
        "let the required addresses of Windows 365 through";
    ScriptDownloadFailed:
        Some(Phase::VirtualMachine), AfterFix, ENDPOINTS,
        "the machine could not download the provisioning script",
        "let the required addresses of Windows 365 through";
    CmdAgentMsiDownloadFailed:
        Some(Phase::VirtualMachine), AfterFix, ENDPOINTS,
        "the machine could not download the provisioning agent",
        "let the required addresses of Windows 365 through";
    RdAgentPackageDownloadFailed:
        Some(Phase::VirtualMachine), AfterFix, ENDPOINTS,
        "the machine could not download the remote desktop agent",
        "let the required addresses of Azure Virtual Desktop through";
    CreateNicReadOnlyDisabledSubscription:
        Some(Phase::Network), AfterFix, rules(&["NET003"]),
        "the subscription of the virtual network is disabled and cannot be written to",
        "reactivate the subscription";
    CreateNicResourceGroupNotFound:
        Some(Phase::Network), AfterFix, rules(&["NET008"]),
        "the resource group of the network connection does not exist",
        "restore the resource group or choose another network";
    CreateNicArmAuthorizationFailed:
        Some(Phase::Network), AfterFix, rules(&["NET007", "NET008", "NET009"]),
        "Windows 365 lacks the rights to create a network interface",
        "assign the roles that the network needs to the service principal of Windows 365";
}
