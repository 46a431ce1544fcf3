//! The values of facts that are one of a closed set of words.

mod running;

pub use running::*;

use crate::vocabulary::choices;

choices! {
    /// Whether something is there.
    pub enum Presence {
        /// It is there.
        Present = "present" also ["true"],
        /// It is not there.
        Absent = "absent" also ["false"],
    }

    /// A setting.
    pub enum Switch {
        /// On.
        Enabled = "enabled" also ["true", "on", "1"],
        /// Off.
        Disabled = "disabled" also ["false", "off", "0"],
    }

    /// How an environment is paid for.
    pub enum Billing {
        /// By licences and capacity that were bought before.
        Prepaid = "prepaid",
        /// By what is used, from an Azure subscription.
        PayAsYouGo = "pay-as-you-go",
    }

    /// Whether a restriction lets devices in.
    pub enum Permission {
        /// It lets them in.
        Allowed = "allowed" also ["allow"],
        /// It keeps them out.
        Blocked = "blocked" also ["block", "deny", "denied"],
    }

    /// The Microsoft cloud a tenant lives in.
    pub enum Cloud {
        /// The public cloud.
        Public = "public" also ["AzureCloud", "Commercial"],
        /// US Government Community Cloud.
        Gcc = "gcc",
        /// US Government Community Cloud High.
        GccHigh = "gcc-high" also ["GCCH"],
        /// US Department of Defense.
        Dod = "dod",
        /// China, operated by 21Vianet.
        China = "china" also ["AzureChinaCloud"],
    }

    /// State of a user account.
    pub enum Account {
        /// It can sign in.
        Enabled = "enabled" also ["true"],
        /// It is blocked or no longer part of the environment.
        Disabled = "disabled" also ["false", "blocked", "sign-in blocked"],
        /// It no longer exists.
        Deleted = "deleted",
    }

    /// Kind of a user account.
    pub enum AccountKind {
        /// A work or school account of Microsoft Entra ID.
        WorkOrSchool = "work-or-school",
        /// A personal Microsoft account.
        Personal = "personal",
        /// An application of Microsoft Entra ID: it can start runs, and signs in to no machine.
        Application = "application" also ["ServicePrincipal"],
    }

    /// State of an Azure subscription.
    pub enum SubscriptionState {
        /// Usable.
        Enabled = "enabled" also ["Active"],
        /// Disabled: read only.
        Disabled = "disabled" also ["Expired"],
        /// Warned.
        Warned = "warned",
        /// Payment is past due.
        PastDue = "past-due",
        /// It is gone, or soon will be.
        Deleted = "deleted",
    }

    /// What an image or a network connection is made for.
    pub enum Usage {
        /// Hosted machines.
        HostedMachine = "hosted-machine" also ["2", "RpaBox", "Hosted machines"],
        /// Hosted machine groups.
        HostedMachineGroup = "hosted-machine-group" also ["1", "Hosted machine groups"],
        /// Both.
        Both = "both" also ["3", "HostedMachineGroupdAndRpaBox"],
    }

    /// How an Azure Compute Gallery is shared.
    pub enum GallerySharing {
        /// By role assignments.
        Rbac = "rbac" also ["Private", "Role based access control (RBAC)"],
        /// Directly, to subscriptions and tenants.
        Groups = "groups" also ["RBAC + share directly"],
        /// With everybody.
        Community = "community" also ["RBAC + share to public community gallery"],
    }

    /// Security type of an image definition.
    pub enum SecurityType {
        /// None.
        Standard = "standard",
        /// Trusted launch is enabled.
        TrustedLaunch = "trusted-launch",
        /// Trusted launch is possible, not enabled.
        TrustedLaunchSupported = "trusted-launch-supported" also ["TrustedLaunchAndConfidentialVmSupported"],
        /// A confidential virtual machine.
        Confidential = "confidential" also ["ConfidentialVM", "ConfidentialVmSupported", "Confidential VM supported"],
    }

    /// How many people may use an image's Windows at once.
    pub enum Session {
        /// One person.
        Single = "single" also ["single-session"],
        /// Several people.
        Multi = "multi" also ["multi-session"],
    }

    /// Family of an operating system.
    pub enum OsFamily {
        /// Windows 10.
        Windows10 = "windows-10",
        /// Windows 11.
        Windows11 = "windows-11",
        /// Windows Server.
        WindowsServer = "windows-server",
        /// Not Windows.
        Linux = "linux",
    }

    /// Edition of Windows.
    pub enum Edition {
        /// Enterprise.
        Enterprise = "enterprise" also ["Windows 10 Enterprise", "Windows 11 Enterprise"],
        /// Enterprise N, which comes without media features.
        EnterpriseN = "enterprise-n",
        /// Enterprise of the Long-Term Servicing Channel.
        EnterpriseLtsc = "enterprise-ltsc" also ["EnterpriseS"],
        /// Enterprise N of the Long-Term Servicing Channel.
        EnterpriseNLtsc = "enterprise-n-ltsc" also ["EnterpriseSN"],
        /// Enterprise multi-session.
        EnterpriseMultiSession = "enterprise-multi-session" also ["ServerRdsh"],
        /// Enterprise for devices of one purpose, of either channel.
        EnterpriseIot = "enterprise-iot" also ["IoT Enterprise", "IoTEnterpriseS", "IoT Enterprise LTSC"],
        /// Enterprise for evaluation, which expires.
        EnterpriseEvaluation = "enterprise-evaluation" also ["EnterpriseEval"],
        /// Enterprise G, made for the government of China.
        EnterpriseG = "enterprise-g",
        /// Pro.
        Pro = "pro" also ["Professional", "Pro for Workstations", "ProfessionalWorkstation"],
        /// Pro N.
        ProN = "pro-n" also ["ProfessionalN"],
        /// Education.
        Education = "education" also ["Pro Education", "ProfessionalEducation"],
        /// Education N.
        EducationN = "education-n",
        /// Home.
        Home = "home" also ["Core"],
        /// Home N.
        HomeN = "home-n" also ["CoreN"],
        /// A server edition.
        Server = "server" also ["ServerDatacenter", "Datacenter", "ServerStandard"],
    }

    /// What a machine joins.
    pub enum Join {
        /// Microsoft Entra ID.
        Entra = "entra" also ["Microsoft Entra join", "Microsoft Entra joined", "azureADJoin", "AadJoined", "100000000"],
        /// A local domain as well.
        Hybrid = "hybrid" also ["Microsoft Entra hybrid join", "Microsoft Entra hybrid joined", "hybridAzureADJoin", "hybridAdJoin", "HybridEntraJoined", "100000001"],
    }

    /// Status of a machine, as the portal shows it.
    pub enum Status {
        /// It can be used.
        Active = "active" also ["1"],
        /// It is being made.
        Provisioning = "provisioning" also ["10"],
        /// It is restarting.
        Restarting = "restarting",
        /// Provisioning failed.
        Failed = "failed",
        /// It was made, and provisioning ended with an error all the same.
        ProvisionedWithError = "provisioned-with-error" also ["12"],
        /// Something is wrong with it.
        Error = "error" also ["8"],
        /// It has to be connected again.
        RequiresReconnection = "requires-reconnection" also ["3"],
        /// It is usable, but over the capacity of its environment.
        OverCapacity = "over-capacity" also ["13", "HostedMachineOvercapacity"],
        /// It was turned off because it was over the capacity of its environment.
        OverCapacityDisabled = "over-capacity-disabled" also ["15", "HostedMachineOvercapacityDisabled"],
        /// It was deleted because it was over the capacity of its environment; the record remains.
        OverCapacityDeleted = "over-capacity-deleted" also ["14", "HostedMachineOvercapacityDeleted"],
        /// It was removed for inactivity: visible, but unusable; only deletion remains.
        Removed = "removed",
        /// It no longer exists.
        Deleted = "deleted",
    }

    /// Whether a machine's runtime can be reached.
    pub enum Connectivity {
        /// It can.
        Connected = "connected" also ["online"],
        /// It cannot.
        Disconnected = "disconnected" also ["Not connected", "offline"],
    }

    /// What sharing a machine grants.
    pub enum ShareLevel {
        /// Run desktop flows on it.
        User = "user",
        /// Edit it as well.
        CoOwner = "co-owner",
    }

    /// A trial.
    pub enum Trial {
        /// Of the hosted RPA add-on, by an administrator.
        Addon = "hosted-rpa-addon",
        /// Of Power Automate Premium, by an administrator, for makers who work on trial add-ons.
        Premium = "premium",
        /// Of Power Automate Premium, by anybody for themselves.
        SelfAssisted = "self-assisted",
    }

    /// Kind of a Power Platform environment.
    pub enum EnvironmentKind {
        /// For production.
        Production = "production",
        /// A sandbox.
        Sandbox = "sandbox",
        /// A trial.
        Trial = "trial" also ["SubscriptionBasedTrial"],
        /// For one developer.
        Developer = "developer",
        /// The tenant's default environment.
        Default = "default",
        /// Dataverse for Teams.
        Teams = "teams" also ["Dataverse for Teams"],
    }

    /// Where a user account comes from.
    pub enum Identity {
        /// It exists in Microsoft Entra ID only.
        Cloud = "cloud",
        /// It exists in a local domain and in Microsoft Entra ID.
        Synchronised = "synchronised" also ["synchronized", "synced"],
    }

    /// Status of an image version in Power Automate.
    pub enum VersionStatus {
        /// It can be used.
        Active = "active" also ["1"],
        /// It was put out of use.
        Inactive = "inactive" also ["2"],
        /// It is being made.
        Provisioning = "provisioning" also ["4"],
        /// Making it failed.
        ProvisioningFailed = "provisioning-failed" also ["5"],
        /// Something is wrong with it.
        Error = "error" also ["3"],
    }

    /// State of an image version in its gallery.
    pub enum VersionState {
        /// It is there.
        Succeeded = "succeeded",
        /// It is being made.
        Creating = "creating",
        /// It is being changed.
        Updating = "updating" also ["Migrating"],
        /// Making or changing it failed.
        Failed = "failed",
        /// It is being deleted.
        Deleting = "deleting",
    }

    /// The way by which a subnet reaches the Internet.
    pub enum WayOut {
        /// Azure's default outbound access.
        Default = "default" also ["default outbound access"],
        /// A NAT gateway.
        NatGateway = "nat-gateway",
        /// Outbound rules of a load balancer.
        LoadBalancer = "load-balancer",
        /// A route to a firewall, a proxy or another appliance.
        Firewall = "firewall" also ["VirtualAppliance"],
        /// None.
        None = "none",
    }

    /// What Windows 365 says of an operating system.
    pub enum Support {
        /// It is supported.
        Supported = "supported",
        /// It is past support and still taken.
        Warned = "supported-with-warning",
        /// It is past support and no longer taken.
        Refused = "refused" also ["notSupported"],
    }

    /// State of a network connection.
    pub enum ConnectionState {
        /// It can be used.
        Active = "active" also ["1", "Provisioned"],
        /// It is being made.
        Provisioning = "provisioning",
        /// It was put out of use.
        Inactive = "inactive" also ["2"],
        /// Making or keeping it failed.
        Error = "error" also ["3"],
    }

    /// Result of a health check.
    pub enum Health {
        /// All is well.
        Passed = "passed" also ["Checks successful", "informational"],
        /// Usable, with warnings.
        Warned = "passed-with-warnings" also ["warning", "Checks successful with warnings"],
        /// Not usable.
        Failed = "failed" also ["Checks failed"],
    }

    /// The organizational unit that machines of a network go to.
    pub enum OrganizationalUnit {
        /// None was named: the domain's own place for computers.
        Default = "default",
        /// It exists, is spelt right, and is synchronised.
        Valid = "valid",
        /// It does not exist, or its name is misspelt.
        Missing = "missing",
        /// It exists, but Microsoft Entra Connect does not synchronise it.
        Unsynchronised = "unsynchronised" also ["unsynchronized", "not synchronized"],
    }

    /// Whether a virtual network resolves the local domain.
    pub enum Dns {
        /// Its own DNS servers are set, and resolve the domain.
        Resolving = "custom-resolving",
        /// Its own DNS servers are set, and do not resolve the domain.
        NotResolving = "custom-not-resolving",
        /// Azure's own DNS, which knows no local domain.
        Azure = "azure" also ["Default (Azure-provided)"],
    }

    /// Kind of a machine group.
    pub enum GroupKind {
        /// A hosted machine group: bots are made on demand.
        Hosted = "hosted" also ["Hosted machine group"],
        /// A group of machines.
        Machines = "machines" also ["Machine group"],
    }

    /// State of a machine group.
    pub enum GroupState {
        /// It can be used.
        Active = "active" also ["1"],
        /// It is being made.
        Provisioning = "provisioning",
        /// Making it failed.
        Error = "error",
        /// It no longer exists.
        Deleted = "deleted",
    }

    /// How a desktop flow reaches its machine.
    pub enum ConnectionKind {
        /// Directly.
        Direct = "direct" also ["Directly to machine"],
        /// Through an on-premises data gateway.
        Gateway = "gateway" also ["On-premises data gateway"],
    }
}
