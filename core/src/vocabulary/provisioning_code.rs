//! The error codes that provisioning a hosted machine can end with, spelled as published.

use super::choices;

choices! {
    /// An error code of provisioning, spelled as published.
    pub enum ProvisioningCode {
        /// enrolment in Intune failed: Windows devices may be blocked, addresses unreachable, or the Intune tenant unhealthy
        IntuneEnrollFailed = "intuneEnrollFailed",
        /// an enrolment restriction of the tenant blocks the machine
        BlockedByEnrollmentRestriction = "intuneEnroll_BlockedByEnrollmentRestriction",
        /// a group policy or the Configuration Manager client got in the way of enrolment
        BlockedByGroupPolicyOrConfigMgr = "intuneEnroll_BlockedByGroupPolicyOrConfigMgr",
        /// the Intune subscription or licence is missing or has expired
        InvalidIntuneSubscriptionOrLicense = "intuneEnroll_InvalidIntuneSubscriptionOrLicense",
        /// the machine could not reach Intune, by name resolution or by route
        NetworkConnectivityIssue = "intuneEnroll_NetworkConnectivityIssue",
        /// the address at which devices discover their management service is wrong
        MdmDiscoveryUrlMisconfigured = "intuneEnroll_MdmDiscoveryUrlMisconfigured",
        /// the Intune licence was assigned too recently to be in force
        DelayedEffectivenessOfIntuneLicense = "intuneEnroll_DelayedEffectivenessOfIntuneLicense",
        /// the Intune tenant is being moved to another scale unit
        TenantUnderAccountMove = "intuneEnroll_TenantUnderAccountMove",
        /// the subnet has no free address left
        NoEnoughIpAddress = "noEnoughIpAddress",
        /// the creator of the machine no longer exists
        UserNotFound = "userNotFound",
        /// the creator of the machine is not found in the directory
        UserResourceNotFound = "AzureADUser_ResourceNotFound",
        /// a licence that provisioning needs is gone
        LicenseNotFound = "licenseNotFound",
        /// an Azure Policy of the organisation forbids a resource that provisioning creates
        RequestDisallowedByPolicy = "requestDisallowedByPolicy",
        /// the health check of the network connection does not pass
        CanaryCheckUnpass = "canaryCheckUnpass",
        /// the disk of the image is larger than the disk of the machine
        ImageDiskSizeOverMatch = "imageDiskSizeOverMatch",
        /// the service failed for a reason it does not give
        InternalError = "internalError",
        /// the network joins the local Active Directory, and the creator has no matching account there
        UserNotAvailableInLocalAd = "userNotAvailableInLocalAD",
        /// the machine's processor or memory is below the minimum of the image's Windows
        CpuOrRamNotFitImageOs = "CpuOrRamNotFitImageOS",
        /// the image cannot use a trusted platform module because it is not generation 2
        ImageNotSupportTpm = "imageNotSupportTPM",
        /// the image's Windows version is out of support; the machine still works
        ImageNotSupportedWarning = "imageNotSupportedWarning",
        /// the image's Windows version is out of support and refused
        ImageNotSupportedFail = "imageNotSupportedFail",
        /// the machine cannot reach addresses that Windows 365 needs
        EndpointCheckFailed = "endpointCheckFailed",
        /// the machine could not download the provisioning script
        ScriptDownloadFailed = "scriptDownloadFailed",
        /// the machine could not download the provisioning agent
        CmdAgentMsiDownloadFailed = "cmdAgentMSIDownloadFailed",
        /// the machine could not download the remote desktop agent
        RdAgentPackageDownloadFailed = "rdAgentPackageDownloadFailed",
        /// the subscription of the virtual network is disabled and cannot be written to
        CreateNicReadOnlyDisabledSubscription = "CreateNic_ReadOnlyDisabledSubscription",
        /// the resource group of the network connection does not exist
        CreateNicResourceGroupNotFound = "CreateNic_ResourceGroupNotFound",
        /// Windows 365 lacks the rights to create a network interface
        CreateNicArmAuthorizationFailed = "CreateNic_ArmAuthorizationFailed",
    }
}
