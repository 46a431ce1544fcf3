//! The words that documents may use, compiled from `core/rulebook/terms.toml` by `cargo xtask codegen`.

use crate::rulebook::term::{Term, Vocabulary, Word};

/// The vocabulary of a Power Platform geography.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Geography;

impl Vocabulary for Geography {
    const NAME: &'static str = "Geography";
    const WHAT: &'static str = "a Power Platform geography";
    const WORDS: &'static [Word] = &[
        Word::new("asia", "Asia", &["Asia Pacific"], ""),
        Word::new("australia", "Australia", &[], ""),
        Word::new("brazil", "Brazil", &["South America"], ""),
        Word::new("canada", "Canada", &[], ""),
        Word::new("europe", "Europe", &[], ""),
        Word::new("france", "France", &[], ""),
        Word::new("germany", "Germany", &[], ""),
        Word::new("india", "India", &[], ""),
        Word::new("japan", "Japan", &[], ""),
        Word::new("korea", "Korea", &[], ""),
        Word::new("norway", "Norway", &[], ""),
        Word::new("singapore", "Singapore", &[], ""),
        Word::new("south-africa", "South Africa", &[], ""),
        Word::new("switzerland", "Switzerland", &[], ""),
        Word::new("united-arab-emirates", "United Arab Emirates", &["UAE"], ""),
        Word::new("united-kingdom", "United Kingdom", &["UK"], ""),
        Word::new("united-states", "United States", &["US", "USA"], ""),
    ];
}

impl Term<Geography> {
    /// Asia.
    pub const ASIA: Self = Self::at(0);
    /// Australia.
    pub const AUSTRALIA: Self = Self::at(1);
    /// Brazil.
    pub const BRAZIL: Self = Self::at(2);
    /// Canada.
    pub const CANADA: Self = Self::at(3);
    /// Europe.
    pub const EUROPE: Self = Self::at(4);
    /// France.
    pub const FRANCE: Self = Self::at(5);
    /// Germany.
    pub const GERMANY: Self = Self::at(6);
    /// India.
    pub const INDIA: Self = Self::at(7);
    /// Japan.
    pub const JAPAN: Self = Self::at(8);
    /// Korea.
    pub const KOREA: Self = Self::at(9);
    /// Norway.
    pub const NORWAY: Self = Self::at(10);
    /// Singapore.
    pub const SINGAPORE: Self = Self::at(11);
    /// South Africa.
    pub const SOUTH_AFRICA: Self = Self::at(12);
    /// Switzerland.
    pub const SWITZERLAND: Self = Self::at(13);
    /// United Arab Emirates.
    pub const UNITED_ARAB_EMIRATES: Self = Self::at(14);
    /// United Kingdom.
    pub const UNITED_KINGDOM: Self = Self::at(15);
    /// United States.
    pub const UNITED_STATES: Self = Self::at(16);
}

/// The vocabulary of a Dataverse security role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role;

impl Vocabulary for Role {
    const NAME: &'static str = "Role";
    const WHAT: &'static str = "a Dataverse security role";
    const WORDS: &'static [Word] = &[
        Word::new("system-administrator", "System Administrator", &[], ""),
        Word::new("environment-admin", "Environment Admin", &["Environment Administrator"], ""),
        Word::new("environment-maker", "Environment Maker", &[], ""),
        Word::new("machine-owner", "Desktop Flows Machine Owner", &["Desktop Flow Machine Owner"], ""),
        Word::new(
            "configuration-admin",
            "Desktop Flows Machine Configuration Admin",
            &[
                "Desktop Flow Machine Configuration Admin",
                "Desktop Flow Machine Image Admin",
                "Desktop Flows Machine Image Admin",
            ],
            "",
        ),
        Word::new("machine-user", "Desktop Flows Machine User", &["Desktop Flow Machine User"], ""),
        Word::new(
            "machine-user-can-share",
            "Desktop Flows Machine User Can Share",
            &["Desktop Flow Machine User Can Share"],
            "",
        ),
        Word::new("basic-user", "Basic User", &[], ""),
    ];
}

impl Term<Role> {
    /// System Administrator.
    pub const SYSTEM_ADMINISTRATOR: Self = Self::at(0);
    /// Environment Admin.
    pub const ENVIRONMENT_ADMIN: Self = Self::at(1);
    /// Environment Maker.
    pub const ENVIRONMENT_MAKER: Self = Self::at(2);
    /// Desktop Flows Machine Owner.
    pub const MACHINE_OWNER: Self = Self::at(3);
    /// Desktop Flows Machine Configuration Admin.
    pub const CONFIGURATION_ADMIN: Self = Self::at(4);
    /// Desktop Flows Machine User.
    pub const MACHINE_USER: Self = Self::at(5);
    /// Desktop Flows Machine User Can Share.
    pub const MACHINE_USER_CAN_SHARE: Self = Self::at(6);
    /// Basic User.
    pub const BASIC_USER: Self = Self::at(7);
}

/// The vocabulary of a tenant-wide administrator role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AdminRole;

impl Vocabulary for AdminRole {
    const NAME: &'static str = "AdminRole";
    const WHAT: &'static str = "a tenant-wide administrator role";
    const WORDS: &'static [Word] = &[
        Word::new("global-administrator", "Global Administrator", &["Company Administrator"], ""),
        Word::new("billing-administrator", "Billing Administrator", &[], ""),
        Word::new("license-administrator", "License Administrator", &["Licence Administrator"], ""),
        Word::new("power-platform-administrator", "Power Platform Administrator", &[], ""),
        Word::new("intune-administrator", "Intune Administrator", &[], ""),
    ];
}

impl Term<AdminRole> {
    /// Global Administrator.
    pub const GLOBAL_ADMINISTRATOR: Self = Self::at(0);
    /// Billing Administrator.
    pub const BILLING_ADMINISTRATOR: Self = Self::at(1);
    /// License Administrator.
    pub const LICENSE_ADMINISTRATOR: Self = Self::at(2);
    /// Power Platform Administrator.
    pub const POWER_PLATFORM_ADMINISTRATOR: Self = Self::at(3);
    /// Intune Administrator.
    pub const INTUNE_ADMINISTRATOR: Self = Self::at(4);
}

/// The vocabulary of an Azure role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AzureRole;

impl Vocabulary for AzureRole {
    const NAME: &'static str = "AzureRole";
    const WHAT: &'static str = "an Azure role";
    const WORDS: &'static [Word] = &[
        Word::new("reader", "Reader", &[], "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
        Word::new("contributor", "Contributor", &[], "b24988ac-6180-42a0-ab88-20f7382dd24c"),
        Word::new("owner", "Owner", &[], "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
        Word::new("network-contributor", "Network Contributor", &[], "4d97b98b-1d4f-4787-a291-c67834d212e7"),
        Word::new(
            "windows-365-network-interface-contributor",
            "Windows 365 Network Interface Contributor",
            &[],
            "1f135831-5bbe-4924-9016-264044c00788",
        ),
        Word::new(
            "windows-365-network-user",
            "Windows 365 Network User",
            &[],
            "7eabc9a4-85f7-4f71-b8ab-75daaccc1033",
        ),
        Word::new(
            "user-access-administrator",
            "User Access Administrator",
            &[],
            "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
        ),
        Word::new("service-administrator", "Service Administrator", &[], ""),
        Word::new("co-administrator", "Co-Administrator", &[], ""),
    ];
}

impl Term<AzureRole> {
    /// Reader.
    pub const READER: Self = Self::at(0);
    /// Contributor.
    pub const CONTRIBUTOR: Self = Self::at(1);
    /// Owner.
    pub const OWNER: Self = Self::at(2);
    /// Network Contributor.
    pub const NETWORK_CONTRIBUTOR: Self = Self::at(3);
    /// Windows 365 Network Interface Contributor.
    pub const WINDOWS_365_NETWORK_INTERFACE_CONTRIBUTOR: Self = Self::at(4);
    /// Windows 365 Network User.
    pub const WINDOWS_365_NETWORK_USER: Self = Self::at(5);
    /// User Access Administrator.
    pub const USER_ACCESS_ADMINISTRATOR: Self = Self::at(6);
    /// Service Administrator.
    pub const SERVICE_ADMINISTRATOR: Self = Self::at(7);
    /// Co-Administrator.
    pub const CO_ADMINISTRATOR: Self = Self::at(8);
}

/// The vocabulary of a service principal's application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct App;

impl Vocabulary for App {
    const NAME: &'static str = "App";
    const WHAT: &'static str = "a service principal's application";
    const WORDS: &'static [Word] = &[
        Word::new("windows-365", "Windows 365", &[], "0af06dc6-e4b5-4f28-818e-e78e62d137a5"),
        Word::new(
            "azure-virtual-desktop",
            "Azure Virtual Desktop",
            &["Windows Virtual Desktop"],
            "9cdead84-a844-4324-93f2-b2e6bb768d07",
        ),
        Word::new(
            "azure-virtual-desktop-client",
            "Azure Virtual Desktop Client",
            &["Windows Virtual Desktop Client"],
            "a85cf173-4192-42f8-81fa-777a763e6e2c",
        ),
        Word::new(
            "azure-virtual-desktop-arm-provider",
            "Azure Virtual Desktop ARM Provider",
            &["Windows Virtual Desktop ARM Provider"],
            "50e95039-b200-4007-bc97-8d5790743a63",
        ),
        Word::new(
            "hosted-machine-groups",
            "Power Automate Hosted Machine Groups",
            &[],
            "51699864-8078-4c9e-a688-09a1db1b2e09",
        ),
        Word::new("remote-desktop", "Microsoft Remote Desktop", &[], "a4a365df-50f1-4397-bc59-1a1564b8bb9c"),
    ];
}

impl Term<App> {
    /// Windows 365.
    pub const WINDOWS_365: Self = Self::at(0);
    /// Azure Virtual Desktop.
    pub const AZURE_VIRTUAL_DESKTOP: Self = Self::at(1);
    /// Azure Virtual Desktop Client.
    pub const AZURE_VIRTUAL_DESKTOP_CLIENT: Self = Self::at(2);
    /// Azure Virtual Desktop ARM Provider.
    pub const AZURE_VIRTUAL_DESKTOP_ARM_PROVIDER: Self = Self::at(3);
    /// Power Automate Hosted Machine Groups.
    pub const HOSTED_MACHINE_GROUPS: Self = Self::at(4);
    /// Microsoft Remote Desktop.
    pub const REMOTE_DESKTOP: Self = Self::at(5);
}

/// The vocabulary of a Power Automate plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plan;

impl Vocabulary for Plan {
    const NAME: &'static str = "Plan";
    const WHAT: &'static str = "a Power Automate plan";
    const WORDS: &'static [Word] = &[
        Word::new(
            "power-automate-premium",
            "Power Automate Premium",
            &[
                "Power Automate per user plan with attended RPA",
                "Power Automate per user with attended RPA",
                "POWERAUTOMATE_ATTENDED_RPA",
                "POWER_AUTOMATE_ATTENDED_RPA",
                "eda1941c-3c4f-4995-b5eb-e85a42175ab9",
                "375cd0ad-c407-49fd-866a-0bff4f8a9a4d",
                "Power Automate Premium for Government",
                "POWERAUTOMATE_ATTENDED_RPA_GCC",
                "POWER_AUTOMATE_ATTENDED_RPA_GCC",
                "d3987516-4b53-4dc0-8335-411260bf5626",
                "fb613c67-1a58-4645-a8df-21e95a37d433",
            ],
            "",
        ),
        Word::new("power-automate-premium-trial", "Power Automate Premium trial", &[], ""),
        Word::new(
            "power-automate-process",
            "Power Automate Process",
            &["Power_Automate_per_process", "253ce8d3-6122-4240-8b04-f434a8fa831f"],
            "",
        ),
        Word::new(
            "power-automate-free",
            "Power Automate Free",
            &[
                "Microsoft Power Automate Free",
                "FLOW_FREE",
                "FLOW_P2_VIRAL",
                "f30db892-07e9-47e9-837c-80727f46fd3d",
                "50e68c76-46c6-4674-81f9-75456511b170",
            ],
            "",
        ),
        Word::new(
            "power-automate-per-flow",
            "Power Automate per flow plan",
            &[
                "FLOW_BUSINESS_PROCESS",
                "b3a42176-0a8c-4c3f-ba4e-f2b37fe5be6b",
                "7e017b61-a6e0-4bdc-861a-932846591f6e",
                "Power Automate per flow plan for Government",
                "FLOW_BUSINESS_PROCESS_GCC",
                "d9de51e5-d8cd-45bb-8da3-1d55e28c52e6",
                "cb83e771-a077-4a73-9201-d955585b29fa",
            ],
            "",
        ),
        Word::new(
            "power-automate-per-user",
            "Power Automate per user plan",
            &[
                "FLOW_PER_USER",
                "4a51bf65-409c-4a91-b845-1121b571cc9d",
                "c5002c70-f725-4367-b409-f0eff4fee6c0",
                "Power Automate per user plan dept",
                "FLOW_PER_USER_DEPT",
                "d80a4c5d-8f05-4b64-9926-6574b9e6aee4",
                "Power Automate per user plan for Government",
                "FLOW_PER_USER_GCC",
                "c8803586-c136-479a-8ff3-f5f32d23a68e",
                "769b8bee-2779-4c5a-9456-6f4f8629fd41",
            ],
            "",
        ),
        Word::new(
            "power-automate-plan-2",
            "Microsoft Power Automate Plan 2",
            &["FLOW_P2", "4755df59-3f73-41ab-a249-596ad72b5504", "56be9436-e4b2-446c-bb7f-cc15d16cca4d"],
            "",
        ),
        Word::new(
            "power-automate-for-office-365",
            "Power Automate for Office 365",
            &[
                "FLOW_O365_P1",
                "FLOW_O365_P2",
                "FLOW_O365_P3",
                "FLOW_O365_S1",
                "0f9b09cb-62d1-4ff4-9129-43f4996f83f4",
                "76846ad7-7776-4c40-a281-a386362dd1b9",
                "07699545-9485-468e-95b6-2fca3738be01",
                "bd91b1a4-9f94-4ecf-b45b-3a65e5c8128a",
            ],
            "",
        ),
    ];
}

impl Term<Plan> {
    /// Power Automate Premium.
    pub const POWER_AUTOMATE_PREMIUM: Self = Self::at(0);
    /// Power Automate Premium trial.
    pub const POWER_AUTOMATE_PREMIUM_TRIAL: Self = Self::at(1);
    /// Power Automate Process.
    pub const POWER_AUTOMATE_PROCESS: Self = Self::at(2);
    /// Power Automate Free.
    pub const POWER_AUTOMATE_FREE: Self = Self::at(3);
    /// Power Automate per flow plan.
    pub const POWER_AUTOMATE_PER_FLOW: Self = Self::at(4);
    /// Power Automate per user plan.
    pub const POWER_AUTOMATE_PER_USER: Self = Self::at(5);
    /// Microsoft Power Automate Plan 2.
    pub const POWER_AUTOMATE_PLAN_2: Self = Self::at(6);
    /// Power Automate for Office 365.
    pub const POWER_AUTOMATE_FOR_OFFICE_365: Self = Self::at(7);
}

/// The vocabulary of a prerequisite licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Licence;

impl Vocabulary for Licence {
    const NAME: &'static str = "Licence";
    const WHAT: &'static str = "a prerequisite licence";
    const WORDS: &'static [Word] = &[
        Word::new(
            "windows",
            "Windows",
            &[
                "Windows Enterprise",
                "Windows Enterprise E3",
                "Windows Enterprise E5",
                "WIN10_PRO_ENT_SUB",
                "WIN10_VDA_E3",
                "WIN10_VDA_E5",
                "WIN_ENT_E5",
                "cb10e6cd-9da4-4992-867b-67546b1db821",
                "21b439ba-a0ca-424f-a6cc-52f954a5b111",
                "6a0f6da5-0b87-4190-a6ae-9bb5a2b9546a",
                "e7c91390-7625-45be-94e0-e16907e03118",
                "488ba24a-39a9-4473-8ee5-19291e71b002",
                "1e7e1070-8ccb-4aca-b470-d7cb538cb07e",
            ],
            "",
        ),
        Word::new(
            "intune",
            "Intune",
            &[
                "Microsoft Intune",
                "INTUNE_A",
                "061f9ace-7d42-4136-88ac-31dc755f143f",
                "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
            ],
            "",
        ),
        Word::new("entra", "Microsoft Entra ID", &["Entra ID", "Azure AD"], ""),
        Word::new(
            "entra-p1",
            "Microsoft Entra ID P1",
            &[
                "Entra ID P1",
                "AAD_PREMIUM",
                "078d2b04-f1bd-4111-bbd4-b4b1b354cef4",
                "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
            ],
            "",
        ),
        Word::new(
            "entra-p2",
            "Microsoft Entra ID P2",
            &[
                "Entra ID P2",
                "AAD_PREMIUM_P2",
                "84a661c4-e949-4bd2-a560-ed7766fcaf2b",
                "eec0eb4f-6444-4f95-aba0-50c24d67f998",
            ],
            "",
        ),
        Word::new(
            "ems-e3",
            "Enterprise Mobility + Security E3",
            &["EMS E3", "EMS", "efccb6f7-5641-4e0e-bd10-b4976e1bf68e"],
            "",
        ),
        Word::new(
            "ems-e5",
            "Enterprise Mobility + Security E5",
            &["EMS E5", "EMSPREMIUM", "b05e124f-c7cc-45a0-a6aa-8cf78c946968"],
            "",
        ),
        Word::new(
            "microsoft-365-e3",
            "Microsoft 365 E3",
            &["SPE_E3", "05e9a617-0261-4cee-bb44-138d3ef5d965"],
            "",
        ),
        Word::new(
            "microsoft-365-e5",
            "Microsoft 365 E5",
            &["SPE_E5", "06ebc4ee-1bb5-47dd-8120-11324bc54e06"],
            "",
        ),
        Word::new("windows-365", "Windows 365", &["Windows 365 Enterprise"], ""),
        Word::new(
            "microsoft-365-unattended",
            "Microsoft 365 unattended licence",
            &["Microsoft 365 E3 Unattended License", "M365 Unattended"],
            "",
        ),
        Word::new(
            "microsoft-365-business-premium",
            "Microsoft 365 Business Premium",
            &["SPB", "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"],
            "",
        ),
    ];
}

impl Term<Licence> {
    /// Windows.
    pub const WINDOWS: Self = Self::at(0);
    /// Intune.
    pub const INTUNE: Self = Self::at(1);
    /// Microsoft Entra ID.
    pub const ENTRA: Self = Self::at(2);
    /// Microsoft Entra ID P1.
    pub const ENTRA_P1: Self = Self::at(3);
    /// Microsoft Entra ID P2.
    pub const ENTRA_P2: Self = Self::at(4);
    /// Enterprise Mobility + Security E3.
    pub const EMS_E3: Self = Self::at(5);
    /// Enterprise Mobility + Security E5.
    pub const EMS_E5: Self = Self::at(6);
    /// Microsoft 365 E3.
    pub const MICROSOFT_365_E3: Self = Self::at(7);
    /// Microsoft 365 E5.
    pub const MICROSOFT_365_E5: Self = Self::at(8);
    /// Windows 365.
    pub const WINDOWS_365: Self = Self::at(9);
    /// Microsoft 365 unattended licence.
    pub const MICROSOFT_365_UNATTENDED: Self = Self::at(10);
    /// Microsoft 365 Business Premium.
    pub const MICROSOFT_365_BUSINESS_PREMIUM: Self = Self::at(11);
}

/// The vocabulary of what Microsoft sells or provides under a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offering;

impl Vocabulary for Offering {
    const NAME: &'static str = "Offering";
    const WHAT: &'static str = "what Microsoft sells or provides under a name of its own";
    const WORDS: &'static [Word] = &[
        Word::new("hosted-rpa-add-on", "hosted RPA add-on", &[], ""),
        Word::new("hosted-process", "Hosted Process", &[], ""),
        Word::new("unattended-rpa-add-on", "unattended RPA add-on", &[], ""),
        Word::new("microsoft-hosted-network", "Microsoft Hosted Network", &[], ""),
        Word::new("microsoft-edge", "Microsoft Edge", &[], ""),
        Word::new("windows-10", "Windows 10", &[], ""),
        Word::new("windows-11", "Windows 11", &[], ""),
        Word::new("windows-server", "Windows Server", &[], ""),
    ];
}

impl Term<Offering> {
    /// hosted RPA add-on.
    pub const HOSTED_RPA_ADD_ON: Self = Self::at(0);
    /// Hosted Process.
    pub const HOSTED_PROCESS: Self = Self::at(1);
    /// unattended RPA add-on.
    pub const UNATTENDED_RPA_ADD_ON: Self = Self::at(2);
    /// Microsoft Hosted Network.
    pub const MICROSOFT_HOSTED_NETWORK: Self = Self::at(3);
    /// Microsoft Edge.
    pub const MICROSOFT_EDGE: Self = Self::at(4);
    /// Windows 10.
    pub const WINDOWS_10: Self = Self::at(5);
    /// Windows 11.
    pub const WINDOWS_11: Self = Self::at(6);
    /// Windows Server.
    pub const WINDOWS_SERVER: Self = Self::at(7);
}
