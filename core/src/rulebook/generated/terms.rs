//! The words that documents may use, compiled from `core/rulebook/terms.toml` and `licences.toml` by `cargo xtask codegen`.

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
                "21b439ba-a0ca-424f-a6cc-52f954a5b111",
                "WIN10_ENT_LOC_F1",
                "e041597c-9c7f-4ed9-99b0-2663301576f7",
                "Virtualization Rights for Windows 10",
                "e7c91390-7625-45be-94e0-e16907e03118",
            ],
            "",
        ),
        Word::new(
            "intune",
            "Intune",
            &[
                "Microsoft Intune",
                "INTUNE_A",
                "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
                "INTUNE_A_GOV",
                "d216f254-796f-4dab-bbfa-710686e646b9",
                "INTUNE_A_VL",
                "3e170737-c728-4eae-bbb9-3f3360f7184c",
                "INTUNE_EDU",
                "da24caf9-af8e-485c-b7c8-e73336da2693",
                "INTUNE_SMBIZ",
                "8e9ff0ff-aa7a-4b20-83c1-2f636b600ac2",
                "061f9ace-7d42-4136-88ac-31dc755f143f",
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
                "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
                "078d2b04-f1bd-4111-bbd4-b4b1b354cef4",
            ],
            "",
        ),
        Word::new(
            "entra-p2",
            "Microsoft Entra ID P2",
            &[
                "Entra ID P2",
                "AAD_PREMIUM_P2",
                "eec0eb4f-6444-4f95-aba0-50c24d67f998",
                "84a661c4-e949-4bd2-a560-ed7766fcaf2b",
            ],
            "",
        ),
        Word::new("windows-365", "Windows 365", &["Windows 365 Enterprise"], ""),
        Word::new(
            "microsoft-365-unattended",
            "Microsoft 365 unattended licence",
            &[
                "Microsoft 365 E3 Unattended License",
                "M365 Unattended",
                "SPE_E3_RPA1",
                "c2ac2ee4-9bb1-47e4-8541-d689c7e83371",
            ],
            "",
        ),
        Word::new(
            "enterprise-mobility-security-a3-for-faculty",
            "Enterprise Mobility + Security A3 for Faculty",
            &["EMS_EDU_FACULTY", "aedfac18-56b8-45e3-969b-53edb4ba4952"],
            "",
        ),
        Word::new(
            "ems-e3",
            "Enterprise Mobility + Security E3",
            &["EMS", "efccb6f7-5641-4e0e-bd10-b4976e1bf68e"],
            "",
        ),
        Word::new(
            "ems-e5",
            "Enterprise Mobility + Security E5",
            &["EMSPREMIUM", "b05e124f-c7cc-45a0-a6aa-8cf78c946968"],
            "",
        ),
        Word::new(
            "enterprise-mobility-security-e5-usgov-gcchigh",
            "Enterprise Mobility + Security E5_USGOV_GCCHIGH",
            &["EMSPREMIUM_USGOV_GCCHIGH", "a461b89c-10e3-471c-82b8-aae4d820fccb"],
            "",
        ),
        Word::new(
            "enterprise-mobility-security-g3-gcc",
            "Enterprise Mobility + Security G3 GCC",
            &["EMS_GOV", "c793db86-5237-494e-9b11-dcd4877c2c8c"],
            "",
        ),
        Word::new(
            "enterprise-mobility-security-g5-gcc",
            "Enterprise Mobility + Security G5 GCC",
            &["EMSPREMIUM_GOV", "8a180c2b-f4cf-4d44-897c-3d32acc4a60b"],
            "",
        ),
        Word::new(
            "intune-for-education",
            "Intune for Education",
            &["d9d89b70-a645-4c24-b041-8d3cb1884ec7"],
            "",
        ),
        Word::new(
            "microsoft-365-a1",
            "Microsoft 365 A1",
            &["M365EDU_A1", "b17653a4-2443-4e8c-a550-18249dda78bb"],
            "",
        ),
        Word::new(
            "microsoft-365-a3-unattended-license-for-students-use-benefit",
            "Microsoft 365 A3 - Unattended License for students use benefit",
            &["M365EDU_A3_STUUSEBNFT_RPA1", "1aa94593-ca12-4254-a738-81a5972958e8"],
            "",
        ),
        Word::new(
            "microsoft-365-a3-suite-features-for-faculty",
            "Microsoft 365 A3 Suite features for faculty",
            &["32a0e471-8a27-4167-b24f-941559912425"],
            "",
        ),
        Word::new(
            "microsoft-365-a3-for-faculty",
            "Microsoft 365 A3 for Faculty",
            &["Microsoft 365 A3", "M365EDU_A3_FACULTY", "4b590615-0888-425a-a965-b3bf7789848d"],
            "",
        ),
        Word::new(
            "microsoft-365-a3-for-students",
            "Microsoft 365 A3 for Students",
            &["M365EDU_A3_STUDENT", "7cfd9a2b-e110-4c39-bf20-c6a3f36a3121"],
            "",
        ),
        Word::new(
            "microsoft-365-a3-for-students-use-benefit",
            "Microsoft 365 A3 for students use benefit",
            &["M365EDU_A3_STUUSEBNFT", "18250162-5d87-4436-a834-d795c15c80f3"],
            "",
        ),
        Word::new(
            "microsoft-365-a5-suite-features-for-faculty",
            "Microsoft 365 A5 Suite features for faculty",
            &["M365_A5_SUITE_COMPONENTS_FACULTY", "9b8fe788-6174-4c4e-983b-3330c93ec278"],
            "",
        ),
        Word::new(
            "microsoft-365-a5-for-faculty",
            "Microsoft 365 A5 for Faculty",
            &["Microsoft 365 A5", "M365EDU_A5_FACULTY", "e97c048c-37a4-45fb-ab50-922fbf07a370"],
            "",
        ),
        Word::new(
            "microsoft-365-a5-for-students",
            "Microsoft 365 A5 for Students",
            &["M365EDU_A5_STUDENT", "46c119d4-0379-4a9d-85e4-97c66d3f909e"],
            "",
        ),
        Word::new(
            "microsoft-365-a5-for-students-use-benefit",
            "Microsoft 365 A5 for students use benefit",
            &["M365EDU_A5_STUUSEBNFT", "31d57bc7-3a05-4867-ab53-97a17835a411"],
            "",
        ),
        Word::new(
            "microsoft-365-a5-without-audio-conferencing-for-students-use-benefit",
            "Microsoft 365 A5 without Audio Conferencing for students use benefit",
            &["M365EDU_A5_NOPSTNCONF_STUUSEBNFT", "81441ae1-0b31-4185-a6c0-32b6b84d419f"],
            "",
        ),
        Word::new(
            "microsoft-365-apps-for-enterprise",
            "Microsoft 365 Apps for Enterprise",
            &["OFFICESUBSCRIPTION", "c2273bd0-dff7-4215-9ef5-2c7bcfb06425"],
            "",
        ),
        Word::new(
            "microsoft-365-apps-for-faculty",
            "Microsoft 365 Apps for Faculty",
            &["OFFICESUBSCRIPTION_FACULTY", "12b8c807-2e20-48fc-b453-542b6ee9d171"],
            "",
        ),
        Word::new(
            "microsoft-365-apps-for-students",
            "Microsoft 365 Apps for Students",
            &["OFFICESUBSCRIPTION_STUDENT", "c32f9321-a627-406d-a114-1f9c81aaafac"],
            "",
        ),
        Word::new(
            "microsoft-365-business-basic",
            "Microsoft 365 Business Basic",
            &[
                "O365_BUSINESS_ESSENTIALS",
                "3b555118-da6a-4418-894f-7df1e2096870",
                "SMB_BUSINESS_ESSENTIALS",
                "dab7782a-93b1-4074-8bb1-0e61318bea0b",
            ],
            "",
        ),
        Word::new(
            "microsoft-365-business-basic-no-teams",
            "Microsoft 365 Business Basic (no Teams)",
            &["21502a13-c8dc-4744-be9c-177fd9d2eafc"],
            "",
        ),
        Word::new(
            "microsoft-365-business-basic-eea-no-teams",
            "Microsoft 365 Business Basic EEA (no Teams)",
            &["b1f3042b-a390-4b56-ab61-b88e7e767a97"],
            "",
        ),
        Word::new(
            "microsoft-365-business-premium",
            "Microsoft 365 Business Premium",
            &["SPB", "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"],
            "",
        ),
        Word::new(
            "microsoft-365-business-premium-no-teams",
            "Microsoft 365 Business Premium (no Teams)",
            &["00e1ec7b-e4a3-40d1-9441-b69b597ab222"],
            "",
        ),
        Word::new(
            "microsoft-365-business-premium-donation",
            "Microsoft 365 Business Premium Donation",
            &[
                "Microsoft_365_Business_Premium_Donation_(Non_Profit_Pricing)",
                "24c35284-d768-4e53-84d9-b7ae73dddf69",
            ],
            "",
        ),
        Word::new(
            "microsoft-365-business-premium-eea-no-teams",
            "Microsoft 365 Business Premium EEA (no Teams)",
            &["Office_365_w/o_Teams_Bundle_Business_Premium", "a3f586b6-8cce-4d9b-99d6-55238397f77a"],
            "",
        ),
        Word::new(
            "microsoft-365-business-standard",
            "Microsoft 365 Business Standard",
            &["O365_BUSINESS_PREMIUM", "f245ecc8-75af-4f8e-b61f-27d8114de5f3"],
            "",
        ),
        Word::new(
            "microsoft-365-business-standard-no-teams",
            "Microsoft 365 Business Standard (no Teams)",
            &["5a1c7b8d-0739-4ca8-bf69-ec87e69133ac"],
            "",
        ),
        Word::new(
            "microsoft-365-business-standard-prepaid-legacy",
            "Microsoft 365 Business Standard - Prepaid Legacy",
            &["SMB_BUSINESS_PREMIUM", "ac5cef5d-921b-4f97-9ef3-c99076e5470f"],
            "",
        ),
        Word::new(
            "microsoft-365-business-standard-eea-no-teams",
            "Microsoft 365 Business Standard EEA (no Teams)",
            &[
                "ffa3a2a0-3820-462a-aa81-8a4d741f0cba",
                "Office_365_w/o_Teams_Bundle_Business_Standard",
                "c1f79c29-5d7a-4bec-a2c1-1a76774864c0",
            ],
            "",
        ),
        Word::new(
            "microsoft-365-e3",
            "Microsoft 365 E3",
            &["SPE_E3", "05e9a617-0261-4cee-bb44-138d3ef5d965"],
            "",
        ),
        Word::new(
            "microsoft-365-e3-500-seats-min-hub",
            "Microsoft 365 E3 (500 seats min)_HUB",
            &["0c21030a-7e60-4ec7-9a0f-0042e0e0211a"],
            "",
        ),
        Word::new(
            "microsoft-365-e3-no-teams",
            "Microsoft 365 E3 (no Teams)",
            &["dcf0408c-aaec-446c-afd4-43e3683943ea"],
            "",
        ),
        Word::new(
            "microsoft-365-e3-eea-no-teams",
            "Microsoft 365 E3 EEA (no Teams)",
            &["O365_w/o\u{a0}Teams\u{a0}Bundle_M3", "c2fe850d-fbbb-4858-b67d-bd0c6e746da3"],
            "",
        ),
        Word::new(
            "microsoft-365-e3-eea-no-teams-500-seats-min-hub",
            "Microsoft 365 E3 EEA (no Teams) (500 seats min)_HUB",
            &["O365_w/o Teams Bundle_M3_(500_seats_min)_HUB", "602e6573-55a3-46b1-a1a0-cc267991501a"],
            "",
        ),
        Word::new(
            "microsoft-365-e3-eea-no-teams-unattended-license",
            "Microsoft 365 E3 EEA (no Teams) - Unattended License",
            &["a23dbafb-3396-48b3-ad9c-a304fe206043"],
            "",
        ),
        Word::new(
            "microsoft-365-e3-extra-features",
            "Microsoft 365 E3 Extra Features",
            &["f5b15d67-b99e-406b-90f1-308452f94de6"],
            "",
        ),
        Word::new(
            "microsoft-365-e3-usgov-dod",
            "Microsoft 365 E3_USGOV_DOD",
            &["SPE_E3_USGOV_DOD", "d61d61cc-f992-433f-a577-5bd016037eeb"],
            "",
        ),
        Word::new(
            "microsoft-365-e3-usgov-gcchigh",
            "Microsoft 365 E3_USGOV_GCCHIGH",
            &["SPE_E3_USGOV_GCCHIGH", "ca9d1dd9-dfe9-4fef-b97c-9bc1ea3c3658"],
            "",
        ),
        Word::new(
            "microsoft-365-e5",
            "Microsoft 365 E5",
            &["SPE_E5", "06ebc4ee-1bb5-47dd-8120-11324bc54e06"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-500-seats-min-hub",
            "Microsoft 365 E5 (500 seats min)_HUB",
            &["db684ac5-c0e7-4f92-8284-ef9ebde75d33"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-developer-without-windows-and-audio-conferencing",
            "Microsoft 365 E5 Developer (without Windows and Audio Conferencing)",
            &["DEVELOPERPACK_E5", "c42b9cae-ea4f-4ab7-9717-81576235ccac"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-eea-no-teams",
            "Microsoft 365 E5 EEA (no Teams)",
            &["O365_w/o_Teams_Bundle_M5", "3271cf8e-2be5-4a09-a549-70fd05baaa17"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-eea-no-teams-500-seats-min-hub",
            "Microsoft 365 E5 EEA (no Teams) (500 seats min)_HUB",
            &["O365_w/o_Teams_Bundle_M5_(500_seats_min)_HUB", "1e988bf3-8b7c-4731-bec0-4e2a2946600c"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-eea-no-teams-with-calling-minutes",
            "Microsoft 365 E5 EEA (no Teams) with Calling Minutes",
            &["6ee4114a-9b2d-4577-9e7a-49fa43d222d3"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-eea-no-teams-without-audio-conferencing",
            "Microsoft 365 E5 EEA (no Teams) without Audio Conferencing",
            &["90277bc7-a6fe-4181-99d8-712b08b8d32b"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-eea-no-teams-without-audio-conferencing-500-seats-min-hub",
            "Microsoft 365 E5 EEA (no Teams) without Audio Conferencing (500 seats min)_HUB",
            &["a640eead-25f6-4bec-97e3-23cfd382d7c2"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-security",
            "Microsoft 365 E5 Security",
            &["IDENTITY_THREAT_PROTECTION", "26124093-3d78-432b-b5dc-48bf992543d5"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-suite-features",
            "Microsoft 365 E5 Suite features",
            &["M365_E5_SUITE_COMPONENTS", "99cc8282-2f74-4954-83b7-c6a9a1999067"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-with-calling-minutes",
            "Microsoft 365 E5 with Calling Minutes",
            &["SPE_E5_CALLINGMINUTES", "a91fc4e0-65e5-4266-aa76-4037509c1626"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-without-audio-conferencing",
            "Microsoft 365 E5 without Audio Conferencing",
            &["SPE_E5_NOPSTNCONF", "cd2925a3-5076-4233-8931-638a8c94f773"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-without-audio-conferencing-500-seats-min-hub",
            "Microsoft 365 E5 without Audio Conferencing (500 seats min)_HUB",
            &["2113661c-6509-4034-98bb-9c47bd28d63c"],
            "",
        ),
        Word::new(
            "microsoft-365-e5-usgov-gcchigh",
            "Microsoft 365 E5_USGOV_GCCHIGH",
            &["SPE_E5_USGOV_GCCHIGH", "4eb45c5b-0d19-4e33-b87c-adfc25268f20"],
            "",
        ),
        Word::new(
            "microsoft-365-f1",
            "Microsoft 365 F1",
            &[
                "M365_F1",
                "44575883-256e-4a79-9da4-ebe9acabe2b2",
                "M365_F1_COMM",
                "50f60901-3181-4b75-8a2c-4c8e4c1d5a72",
            ],
            "",
        ),
        Word::new(
            "microsoft-365-f1-eea-no-teams",
            "Microsoft 365 F1 EEA (no Teams)",
            &["0666269f-b167-4c5b-a76f-fc574f2b1118"],
            "",
        ),
        Word::new(
            "microsoft-365-f3",
            "Microsoft 365 F3",
            &["SPE_F1", "66b55226-6b4f-492c-910c-a3b7a3c9d993"],
            "",
        ),
        Word::new(
            "microsoft-365-f3-eea-no-teams",
            "Microsoft 365 F3 EEA (no Teams)",
            &["f7ee79a7-7aec-4ca4-9fb9-34d6b930ad87"],
            "",
        ),
        Word::new(
            "microsoft-365-f3-gcc",
            "Microsoft 365 F3 GCC",
            &["M365_F1_GOV", "2a914830-d700-444a-b73c-e3f31980d833"],
            "",
        ),
        Word::new(
            "microsoft-365-f5-security-compliance-add-on",
            "Microsoft 365 F5 Security + Compliance Add-on",
            &["SPE_F5_SECCOMP", "32b47245-eb31-44fc-b945-a8b1576c439f"],
            "",
        ),
        Word::new(
            "microsoft-365-f5-security-add-on",
            "Microsoft 365 F5 Security Add-on",
            &["SPE_F5_SEC", "67ffe999-d9ca-49e1-9d2c-03fb28aa7a48"],
            "",
        ),
        Word::new(
            "microsoft-365-g3-unattended-license-for-gcc",
            "Microsoft 365 G3 - Unattended License for GCC",
            &["M365_G3_RPA1_GOV", "5c739a73-651d-4c2c-8a4e-fe4ba12253b0"],
            "",
        ),
        Word::new(
            "microsoft-365-g3-gcc",
            "Microsoft 365 G3 GCC",
            &["M365_G3_GOV", "e823ca47-49c4-46b3-b38d-ca11d5abe3d2"],
            "",
        ),
        Word::new(
            "microsoft-365-gcc-g5",
            "Microsoft 365 GCC G5",
            &["M365_G5_GCC", "e2be619b-b125-455f-8660-fb503e431a5d"],
            "",
        ),
        Word::new(
            "microsoft-365-gcc-g5-w-o-wdatp-cas-unified",
            "Microsoft 365 GCC G5 w/o WDATP/CAS Unified",
            &["M365_G5_GOV", "b0f809d5-a662-4391-a5aa-136e9c565b9d"],
            "",
        ),
        Word::new(
            "microsoft-entra-id-p1-for-faculty",
            "Microsoft Entra ID P1 for Faculty",
            &["AAD_PREMIUM_FACULTY", "30fc3c36-5a95-4956-ba57-c09c2a600bb9"],
            "",
        ),
        Word::new(
            "microsoft-entra-id-p1-usgov-gcchigh",
            "Microsoft Entra ID P1_USGOV_GCCHIGH",
            &["AAD_PREMIUM_USGOV_GCCHIGH", "de597797-22fb-4d65-a9fe-b7dbe8893914"],
            "",
        ),
        Word::new(
            "microsoft-intune-government",
            "Microsoft Intune Government",
            &["2b26f637-35a0-4dbc-b69e-ff674782be9d"],
            "",
        ),
        Word::new(
            "microsoft-intune-plan-1-a-vl-usgov-gcchigh",
            "Microsoft Intune Plan 1 A VL_USGOV_GCCHIGH",
            &["INTUNE_A_VL_USGOV_GCCHIGH", "b4288abe-01be-47d9-ad20-311d6e83fc24"],
            "",
        ),
        Word::new(
            "microsoft-intune-smb",
            "Microsoft Intune SMB",
            &["INTUNE_SMB", "e6025b08-2fa5-4313-bd0a-7e5ffca32958"],
            "",
        ),
        Word::new(
            "microsoft-intune-suite",
            "Microsoft Intune Suite",
            &["a929cd4d-8672-47c9-8664-159c1f322ba8"],
            "",
        ),
        Word::new(
            "office-365-a1-plus-for-faculty",
            "Office 365 A1 Plus for faculty",
            &["STANDARDWOFFPACK_IW_FACULTY", "78e66a63-337a-4a9a-8959-41c6654dfb56"],
            "",
        ),
        Word::new(
            "office-365-a1-plus-for-students",
            "Office 365 A1 Plus for students",
            &["STANDARDWOFFPACK_IW_STUDENT", "e82ae690-a2d5-4d76-8d30-7c6e01e6022e"],
            "",
        ),
        Word::new(
            "office-365-a1-for-faculty",
            "Office 365 A1 for faculty",
            &["STANDARDWOFFPACK_FACULTY", "94763226-9b3c-4e75-a931-5c89701abe66"],
            "",
        ),
        Word::new(
            "office-365-a1-for-students",
            "Office 365 A1 for students",
            &["STANDARDWOFFPACK_STUDENT", "314c4481-f395-4525-be8b-2ec4bb1e9d91"],
            "",
        ),
        Word::new(
            "office-365-a3-for-faculty",
            "Office 365 A3 for faculty",
            &["ENTERPRISEPACKPLUS_FACULTY", "e578b273-6db4-4691-bba0-8d691f4da603"],
            "",
        ),
        Word::new(
            "office-365-a3-for-students",
            "Office 365 A3 for students",
            &["ENTERPRISEPACKPLUS_STUDENT", "98b6e773-24d4-4c0d-a968-6e787a1f8204"],
            "",
        ),
        Word::new(
            "office-365-a5-for-faculty",
            "Office 365 A5 for faculty",
            &["ENTERPRISEPREMIUM_FACULTY", "a4585165-0533-458a-97e3-c400570268c4"],
            "",
        ),
        Word::new(
            "office-365-a5-for-students",
            "Office 365 A5 for students",
            &["ENTERPRISEPREMIUM_STUDENT", "ee656612-49fa-43e5-b67e-cb1fdf7699df"],
            "",
        ),
        Word::new(
            "office-365-e1",
            "Office 365 E1",
            &["STANDARDPACK", "18181a46-0d4e-45cd-891e-60aabd171b4e"],
            "",
        ),
        Word::new(
            "office-365-e1-eea-no-teams",
            "Office 365 E1 EEA (no Teams)",
            &["Office_365_w/o_Teams_Bundle_E1", "b57282e3-65bd-4252-9502-c0eae1e5ab7f"],
            "",
        ),
        Word::new(
            "office-365-e1-usgov-gcchigh",
            "Office 365 E1_USGOV_GCCHIGH",
            &["STANDARDPACK_USGOV_GCCHIGH", "f698ca06-024f-4562-b029-9cb1f1e02646"],
            "",
        ),
        Word::new(
            "office-365-e2",
            "Office 365 E2",
            &["STANDARDWOFFPACK", "6634e0ce-1a9f-428c-a498-f84ec7b8aa2e"],
            "",
        ),
        Word::new(
            "office-365-e3",
            "Office 365 E3",
            &["ENTERPRISEPACK", "6fd2c87f-b296-42f0-b197-1e91e994b900"],
            "",
        ),
        Word::new(
            "office-365-e3-no-teams",
            "Office 365 E3 (no Teams)",
            &["46c3a859-c90d-40b3-9551-6178a48d5c18"],
            "",
        ),
        Word::new(
            "office-365-e3-developer",
            "Office 365 E3 Developer",
            &["DEVELOPERPACK", "189a915c-fe4f-4ffa-bde4-85b9628d07a0"],
            "",
        ),
        Word::new(
            "office-365-e3-eea-no-teams",
            "Office 365 E3 EEA (no Teams)",
            &["O365_w/o_Teams_Bundle_E3", "d711d25a-a21c-492f-bd19-aae1e8ebaf30"],
            "",
        ),
        Word::new(
            "office-365-e4",
            "Office 365 E4",
            &["ENTERPRISEWITHSCAL", "1392051d-0cb9-4b7a-88d5-621fee5e8711"],
            "",
        ),
        Word::new(
            "office-365-e5",
            "Office 365 E5",
            &["ENTERPRISEPREMIUM", "c7df2760-2c81-4ef7-b578-5b5392b571df"],
            "",
        ),
        Word::new(
            "office-365-e5-eea-no-teams",
            "Office 365 E5 EEA (no Teams)",
            &["Office_365_w/o_Teams_Bundle_E5", "cf50bae9-29e8-4775-b07c-56ee10e3776d"],
            "",
        ),
        Word::new(
            "office-365-e5-eea-no-teams-without-audio-conferencing",
            "Office 365 E5 EEA (no Teams) without Audio Conferencing",
            &["71772aeb-4bb8-4f74-9dd4-36c7a9b5ca74"],
            "",
        ),
        Word::new(
            "office-365-e5-without-audio-conferencing",
            "Office 365 E5 Without Audio Conferencing",
            &["ENTERPRISEPREMIUM_NOPSTNCONF", "26d45bd9-adf1-46cd-a9e1-51e9a5524128"],
            "",
        ),
        Word::new(
            "office-365-f3",
            "Office 365 F3",
            &["DESKLESSPACK", "4b585984-651b-448a-9e53-3b10f069cf7f"],
            "",
        ),
        Word::new(
            "office-365-f3-eea-no-teams",
            "Office 365 F3 EEA (no Teams)",
            &["d1f0495b-cb7b-4e11-8b85-daee7e7e5664"],
            "",
        ),
        Word::new(
            "office-365-f3-usgov-gcchigh",
            "Office 365 F3_USGOV_GCCHIGH",
            &["DESKLESSPACK_USGOV_GCCHIGH", "74039b88-bd62-4b5c-9d9c-7a92bbc0bfdf"],
            "",
        ),
        Word::new(
            "office-365-g1-gcc",
            "Office 365 G1 GCC",
            &["STANDARDPACK_GOV", "3f4babde-90ec-47c6-995d-d223749065d1"],
            "",
        ),
        Word::new(
            "office-365-g3-gcc",
            "Office 365 G3 GCC",
            &["ENTERPRISEPACK_GOV", "535a3a29-c5f0-42fe-8215-d3b9e1f38c4a"],
            "",
        ),
        Word::new(
            "office-365-g3-without-microsoft-365-apps-gcc",
            "Office 365 G3 without Microsoft 365 Apps GCC",
            &["ENTERPRISEPACKWITHOUTPROPLUS_GOV", "24aebea8-7fac-48d0-8750-de4ee1fde205"],
            "",
        ),
        Word::new(
            "office-365-g5-gcc",
            "Office 365 G5 GCC",
            &["ENTERPRISEPREMIUM_GOV", "8900a2c0-edba-4079-bdf3-b276e293b6a8"],
            "",
        ),
        Word::new(
            "office-365-gcc-g5-without-audio-conferencing",
            "Office 365 GCC G5 without Audio Conferencing",
            &["ENTERPRISEPREMIUM_NOPSTNCONF_NOPBI_GOV", "1341559b-49df-443c-8e79-fa604fed2d82"],
            "",
        ),
        Word::new(
            "office-365-gcc-g5-without-power-bi-and-phone-system",
            "Office 365 GCC G5 without Power BI and Phone System",
            &["ENTERPRISEPREMIUM_NOPBIPBX_GOV", "2f105cc2-c2c1-435b-a955-c5e82156c05d"],
            "",
        ),
        Word::new(
            "windows-10-11-enterprise-a3-for-faculty",
            "Windows 10/11 Enterprise A3 for faculty",
            &["WIN10_ENT_A3_FAC", "8efbe2f6-106e-442f-97d4-a59aa6037e06"],
            "",
        ),
        Word::new(
            "windows-10-11-enterprise-a3-for-students",
            "Windows 10/11 Enterprise A3 for students",
            &["WIN10_ENT_A3_STU", "d4ef921e-840b-4b48-9a90-ab6698bc7b31"],
            "",
        ),
        Word::new(
            "windows-10-11-enterprise-a5-for-faculty",
            "Windows 10/11 Enterprise A5 for faculty",
            &["WIN10_ENT_A5_FAC", "7b1a89a9-5eb9-4cf8-9467-20c943f1122c"],
            "",
        ),
        Word::new(
            "windows-10-11-enterprise-e3",
            "Windows 10/11 Enterprise E3",
            &["cb10e6cd-9da4-4992-867b-67546b1db821", "WIN10_VDA_E3", "6a0f6da5-0b87-4190-a6ae-9bb5a2b9546a"],
            "",
        ),
        Word::new(
            "windows-10-11-enterprise-e3-vda",
            "Windows 10/11 Enterprise E3 VDA",
            &["E3_VDA_only", "d13ef257-988a-46f3-8fce-f47484dd4550"],
            "",
        ),
        Word::new(
            "windows-10-11-enterprise-e5",
            "Windows 10/11 Enterprise E5",
            &["WIN10_VDA_E5", "488ba24a-39a9-4473-8ee5-19291e71b002"],
            "",
        ),
        Word::new(
            "windows-10-11-enterprise-e5-original",
            "Windows 10/11 Enterprise E5 (Original)",
            &["WIN_ENT_E5", "1e7e1070-8ccb-4aca-b470-d7cb538cb07e"],
            "",
        ),
        Word::new(
            "windows-10-11-enterprise-e5-commercial-gcc-compatible",
            "Windows 10/11 Enterprise E5 Commercial (GCC Compatible)",
            &["WINE5_GCC_COMPAT", "938fd547-d794-42a4-996c-1cc206619580"],
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
    /// Windows 365.
    pub const WINDOWS_365: Self = Self::at(5);
    /// Microsoft 365 unattended licence.
    pub const MICROSOFT_365_UNATTENDED: Self = Self::at(6);
    /// Enterprise Mobility + Security A3 for Faculty.
    pub const ENTERPRISE_MOBILITY_SECURITY_A3_FOR_FACULTY: Self = Self::at(7);
    /// Enterprise Mobility + Security E3.
    pub const EMS_E3: Self = Self::at(8);
    /// Enterprise Mobility + Security E5.
    pub const EMS_E5: Self = Self::at(9);
    /// Enterprise Mobility + Security E5_USGOV_GCCHIGH.
    pub const ENTERPRISE_MOBILITY_SECURITY_E5_USGOV_GCCHIGH: Self = Self::at(10);
    /// Enterprise Mobility + Security G3 GCC.
    pub const ENTERPRISE_MOBILITY_SECURITY_G3_GCC: Self = Self::at(11);
    /// Enterprise Mobility + Security G5 GCC.
    pub const ENTERPRISE_MOBILITY_SECURITY_G5_GCC: Self = Self::at(12);
    /// Intune for Education.
    pub const INTUNE_FOR_EDUCATION: Self = Self::at(13);
    /// Microsoft 365 A1.
    pub const MICROSOFT_365_A1: Self = Self::at(14);
    /// Microsoft 365 A3 - Unattended License for students use benefit.
    pub const MICROSOFT_365_A3_UNATTENDED_LICENSE_FOR_STUDENTS_USE_BENEFIT: Self = Self::at(15);
    /// Microsoft 365 A3 Suite features for faculty.
    pub const MICROSOFT_365_A3_SUITE_FEATURES_FOR_FACULTY: Self = Self::at(16);
    /// Microsoft 365 A3 for Faculty.
    pub const MICROSOFT_365_A3_FOR_FACULTY: Self = Self::at(17);
    /// Microsoft 365 A3 for Students.
    pub const MICROSOFT_365_A3_FOR_STUDENTS: Self = Self::at(18);
    /// Microsoft 365 A3 for students use benefit.
    pub const MICROSOFT_365_A3_FOR_STUDENTS_USE_BENEFIT: Self = Self::at(19);
    /// Microsoft 365 A5 Suite features for faculty.
    pub const MICROSOFT_365_A5_SUITE_FEATURES_FOR_FACULTY: Self = Self::at(20);
    /// Microsoft 365 A5 for Faculty.
    pub const MICROSOFT_365_A5_FOR_FACULTY: Self = Self::at(21);
    /// Microsoft 365 A5 for Students.
    pub const MICROSOFT_365_A5_FOR_STUDENTS: Self = Self::at(22);
    /// Microsoft 365 A5 for students use benefit.
    pub const MICROSOFT_365_A5_FOR_STUDENTS_USE_BENEFIT: Self = Self::at(23);
    /// Microsoft 365 A5 without Audio Conferencing for students use benefit.
    pub const MICROSOFT_365_A5_WITHOUT_AUDIO_CONFERENCING_FOR_STUDENTS_USE_BENEFIT: Self = Self::at(24);
    /// Microsoft 365 Apps for Enterprise.
    pub const MICROSOFT_365_APPS_FOR_ENTERPRISE: Self = Self::at(25);
    /// Microsoft 365 Apps for Faculty.
    pub const MICROSOFT_365_APPS_FOR_FACULTY: Self = Self::at(26);
    /// Microsoft 365 Apps for Students.
    pub const MICROSOFT_365_APPS_FOR_STUDENTS: Self = Self::at(27);
    /// Microsoft 365 Business Basic.
    pub const MICROSOFT_365_BUSINESS_BASIC: Self = Self::at(28);
    /// Microsoft 365 Business Basic (no Teams).
    pub const MICROSOFT_365_BUSINESS_BASIC_NO_TEAMS: Self = Self::at(29);
    /// Microsoft 365 Business Basic EEA (no Teams).
    pub const MICROSOFT_365_BUSINESS_BASIC_EEA_NO_TEAMS: Self = Self::at(30);
    /// Microsoft 365 Business Premium.
    pub const MICROSOFT_365_BUSINESS_PREMIUM: Self = Self::at(31);
    /// Microsoft 365 Business Premium (no Teams).
    pub const MICROSOFT_365_BUSINESS_PREMIUM_NO_TEAMS: Self = Self::at(32);
    /// Microsoft 365 Business Premium Donation.
    pub const MICROSOFT_365_BUSINESS_PREMIUM_DONATION: Self = Self::at(33);
    /// Microsoft 365 Business Premium EEA (no Teams).
    pub const MICROSOFT_365_BUSINESS_PREMIUM_EEA_NO_TEAMS: Self = Self::at(34);
    /// Microsoft 365 Business Standard.
    pub const MICROSOFT_365_BUSINESS_STANDARD: Self = Self::at(35);
    /// Microsoft 365 Business Standard (no Teams).
    pub const MICROSOFT_365_BUSINESS_STANDARD_NO_TEAMS: Self = Self::at(36);
    /// Microsoft 365 Business Standard - Prepaid Legacy.
    pub const MICROSOFT_365_BUSINESS_STANDARD_PREPAID_LEGACY: Self = Self::at(37);
    /// Microsoft 365 Business Standard EEA (no Teams).
    pub const MICROSOFT_365_BUSINESS_STANDARD_EEA_NO_TEAMS: Self = Self::at(38);
    /// Microsoft 365 E3.
    pub const MICROSOFT_365_E3: Self = Self::at(39);
    /// Microsoft 365 E3 (500 seats min)_HUB.
    pub const MICROSOFT_365_E3_500_SEATS_MIN_HUB: Self = Self::at(40);
    /// Microsoft 365 E3 (no Teams).
    pub const MICROSOFT_365_E3_NO_TEAMS: Self = Self::at(41);
    /// Microsoft 365 E3 EEA (no Teams).
    pub const MICROSOFT_365_E3_EEA_NO_TEAMS: Self = Self::at(42);
    /// Microsoft 365 E3 EEA (no Teams) (500 seats min)_HUB.
    pub const MICROSOFT_365_E3_EEA_NO_TEAMS_500_SEATS_MIN_HUB: Self = Self::at(43);
    /// Microsoft 365 E3 EEA (no Teams) - Unattended License.
    pub const MICROSOFT_365_E3_EEA_NO_TEAMS_UNATTENDED_LICENSE: Self = Self::at(44);
    /// Microsoft 365 E3 Extra Features.
    pub const MICROSOFT_365_E3_EXTRA_FEATURES: Self = Self::at(45);
    /// Microsoft 365 E3_USGOV_DOD.
    pub const MICROSOFT_365_E3_USGOV_DOD: Self = Self::at(46);
    /// Microsoft 365 E3_USGOV_GCCHIGH.
    pub const MICROSOFT_365_E3_USGOV_GCCHIGH: Self = Self::at(47);
    /// Microsoft 365 E5.
    pub const MICROSOFT_365_E5: Self = Self::at(48);
    /// Microsoft 365 E5 (500 seats min)_HUB.
    pub const MICROSOFT_365_E5_500_SEATS_MIN_HUB: Self = Self::at(49);
    /// Microsoft 365 E5 Developer (without Windows and Audio Conferencing).
    pub const MICROSOFT_365_E5_DEVELOPER_WITHOUT_WINDOWS_AND_AUDIO_CONFERENCING: Self = Self::at(50);
    /// Microsoft 365 E5 EEA (no Teams).
    pub const MICROSOFT_365_E5_EEA_NO_TEAMS: Self = Self::at(51);
    /// Microsoft 365 E5 EEA (no Teams) (500 seats min)_HUB.
    pub const MICROSOFT_365_E5_EEA_NO_TEAMS_500_SEATS_MIN_HUB: Self = Self::at(52);
    /// Microsoft 365 E5 EEA (no Teams) with Calling Minutes.
    pub const MICROSOFT_365_E5_EEA_NO_TEAMS_WITH_CALLING_MINUTES: Self = Self::at(53);
    /// Microsoft 365 E5 EEA (no Teams) without Audio Conferencing.
    pub const MICROSOFT_365_E5_EEA_NO_TEAMS_WITHOUT_AUDIO_CONFERENCING: Self = Self::at(54);
    /// Microsoft 365 E5 EEA (no Teams) without Audio Conferencing (500 seats min)_HUB.
    pub const MICROSOFT_365_E5_EEA_NO_TEAMS_WITHOUT_AUDIO_CONFERENCING_500_SEATS_MIN_HUB: Self = Self::at(55);
    /// Microsoft 365 E5 Security.
    pub const MICROSOFT_365_E5_SECURITY: Self = Self::at(56);
    /// Microsoft 365 E5 Suite features.
    pub const MICROSOFT_365_E5_SUITE_FEATURES: Self = Self::at(57);
    /// Microsoft 365 E5 with Calling Minutes.
    pub const MICROSOFT_365_E5_WITH_CALLING_MINUTES: Self = Self::at(58);
    /// Microsoft 365 E5 without Audio Conferencing.
    pub const MICROSOFT_365_E5_WITHOUT_AUDIO_CONFERENCING: Self = Self::at(59);
    /// Microsoft 365 E5 without Audio Conferencing (500 seats min)_HUB.
    pub const MICROSOFT_365_E5_WITHOUT_AUDIO_CONFERENCING_500_SEATS_MIN_HUB: Self = Self::at(60);
    /// Microsoft 365 E5_USGOV_GCCHIGH.
    pub const MICROSOFT_365_E5_USGOV_GCCHIGH: Self = Self::at(61);
    /// Microsoft 365 F1.
    pub const MICROSOFT_365_F1: Self = Self::at(62);
    /// Microsoft 365 F1 EEA (no Teams).
    pub const MICROSOFT_365_F1_EEA_NO_TEAMS: Self = Self::at(63);
    /// Microsoft 365 F3.
    pub const MICROSOFT_365_F3: Self = Self::at(64);
    /// Microsoft 365 F3 EEA (no Teams).
    pub const MICROSOFT_365_F3_EEA_NO_TEAMS: Self = Self::at(65);
    /// Microsoft 365 F3 GCC.
    pub const MICROSOFT_365_F3_GCC: Self = Self::at(66);
    /// Microsoft 365 F5 Security + Compliance Add-on.
    pub const MICROSOFT_365_F5_SECURITY_COMPLIANCE_ADD_ON: Self = Self::at(67);
    /// Microsoft 365 F5 Security Add-on.
    pub const MICROSOFT_365_F5_SECURITY_ADD_ON: Self = Self::at(68);
    /// Microsoft 365 G3 - Unattended License for GCC.
    pub const MICROSOFT_365_G3_UNATTENDED_LICENSE_FOR_GCC: Self = Self::at(69);
    /// Microsoft 365 G3 GCC.
    pub const MICROSOFT_365_G3_GCC: Self = Self::at(70);
    /// Microsoft 365 GCC G5.
    pub const MICROSOFT_365_GCC_G5: Self = Self::at(71);
    /// Microsoft 365 GCC G5 w/o WDATP/CAS Unified.
    pub const MICROSOFT_365_GCC_G5_W_O_WDATP_CAS_UNIFIED: Self = Self::at(72);
    /// Microsoft Entra ID P1 for Faculty.
    pub const MICROSOFT_ENTRA_ID_P1_FOR_FACULTY: Self = Self::at(73);
    /// Microsoft Entra ID P1_USGOV_GCCHIGH.
    pub const MICROSOFT_ENTRA_ID_P1_USGOV_GCCHIGH: Self = Self::at(74);
    /// Microsoft Intune Government.
    pub const MICROSOFT_INTUNE_GOVERNMENT: Self = Self::at(75);
    /// Microsoft Intune Plan 1 A VL_USGOV_GCCHIGH.
    pub const MICROSOFT_INTUNE_PLAN_1_A_VL_USGOV_GCCHIGH: Self = Self::at(76);
    /// Microsoft Intune SMB.
    pub const MICROSOFT_INTUNE_SMB: Self = Self::at(77);
    /// Microsoft Intune Suite.
    pub const MICROSOFT_INTUNE_SUITE: Self = Self::at(78);
    /// Office 365 A1 Plus for faculty.
    pub const OFFICE_365_A1_PLUS_FOR_FACULTY: Self = Self::at(79);
    /// Office 365 A1 Plus for students.
    pub const OFFICE_365_A1_PLUS_FOR_STUDENTS: Self = Self::at(80);
    /// Office 365 A1 for faculty.
    pub const OFFICE_365_A1_FOR_FACULTY: Self = Self::at(81);
    /// Office 365 A1 for students.
    pub const OFFICE_365_A1_FOR_STUDENTS: Self = Self::at(82);
    /// Office 365 A3 for faculty.
    pub const OFFICE_365_A3_FOR_FACULTY: Self = Self::at(83);
    /// Office 365 A3 for students.
    pub const OFFICE_365_A3_FOR_STUDENTS: Self = Self::at(84);
    /// Office 365 A5 for faculty.
    pub const OFFICE_365_A5_FOR_FACULTY: Self = Self::at(85);
    /// Office 365 A5 for students.
    pub const OFFICE_365_A5_FOR_STUDENTS: Self = Self::at(86);
    /// Office 365 E1.
    pub const OFFICE_365_E1: Self = Self::at(87);
    /// Office 365 E1 EEA (no Teams).
    pub const OFFICE_365_E1_EEA_NO_TEAMS: Self = Self::at(88);
    /// Office 365 E1_USGOV_GCCHIGH.
    pub const OFFICE_365_E1_USGOV_GCCHIGH: Self = Self::at(89);
    /// Office 365 E2.
    pub const OFFICE_365_E2: Self = Self::at(90);
    /// Office 365 E3.
    pub const OFFICE_365_E3: Self = Self::at(91);
    /// Office 365 E3 (no Teams).
    pub const OFFICE_365_E3_NO_TEAMS: Self = Self::at(92);
    /// Office 365 E3 Developer.
    pub const OFFICE_365_E3_DEVELOPER: Self = Self::at(93);
    /// Office 365 E3 EEA (no Teams).
    pub const OFFICE_365_E3_EEA_NO_TEAMS: Self = Self::at(94);
    /// Office 365 E4.
    pub const OFFICE_365_E4: Self = Self::at(95);
    /// Office 365 E5.
    pub const OFFICE_365_E5: Self = Self::at(96);
    /// Office 365 E5 EEA (no Teams).
    pub const OFFICE_365_E5_EEA_NO_TEAMS: Self = Self::at(97);
    /// Office 365 E5 EEA (no Teams) without Audio Conferencing.
    pub const OFFICE_365_E5_EEA_NO_TEAMS_WITHOUT_AUDIO_CONFERENCING: Self = Self::at(98);
    /// Office 365 E5 Without Audio Conferencing.
    pub const OFFICE_365_E5_WITHOUT_AUDIO_CONFERENCING: Self = Self::at(99);
    /// Office 365 F3.
    pub const OFFICE_365_F3: Self = Self::at(100);
    /// Office 365 F3 EEA (no Teams).
    pub const OFFICE_365_F3_EEA_NO_TEAMS: Self = Self::at(101);
    /// Office 365 F3_USGOV_GCCHIGH.
    pub const OFFICE_365_F3_USGOV_GCCHIGH: Self = Self::at(102);
    /// Office 365 G1 GCC.
    pub const OFFICE_365_G1_GCC: Self = Self::at(103);
    /// Office 365 G3 GCC.
    pub const OFFICE_365_G3_GCC: Self = Self::at(104);
    /// Office 365 G3 without Microsoft 365 Apps GCC.
    pub const OFFICE_365_G3_WITHOUT_MICROSOFT_365_APPS_GCC: Self = Self::at(105);
    /// Office 365 G5 GCC.
    pub const OFFICE_365_G5_GCC: Self = Self::at(106);
    /// Office 365 GCC G5 without Audio Conferencing.
    pub const OFFICE_365_GCC_G5_WITHOUT_AUDIO_CONFERENCING: Self = Self::at(107);
    /// Office 365 GCC G5 without Power BI and Phone System.
    pub const OFFICE_365_GCC_G5_WITHOUT_POWER_BI_AND_PHONE_SYSTEM: Self = Self::at(108);
    /// Windows 10/11 Enterprise A3 for faculty.
    pub const WINDOWS_10_11_ENTERPRISE_A3_FOR_FACULTY: Self = Self::at(109);
    /// Windows 10/11 Enterprise A3 for students.
    pub const WINDOWS_10_11_ENTERPRISE_A3_FOR_STUDENTS: Self = Self::at(110);
    /// Windows 10/11 Enterprise A5 for faculty.
    pub const WINDOWS_10_11_ENTERPRISE_A5_FOR_FACULTY: Self = Self::at(111);
    /// Windows 10/11 Enterprise E3.
    pub const WINDOWS_10_11_ENTERPRISE_E3: Self = Self::at(112);
    /// Windows 10/11 Enterprise E3 VDA.
    pub const WINDOWS_10_11_ENTERPRISE_E3_VDA: Self = Self::at(113);
    /// Windows 10/11 Enterprise E5.
    pub const WINDOWS_10_11_ENTERPRISE_E5: Self = Self::at(114);
    /// Windows 10/11 Enterprise E5 (Original).
    pub const WINDOWS_10_11_ENTERPRISE_E5_ORIGINAL: Self = Self::at(115);
    /// Windows 10/11 Enterprise E5 Commercial (GCC Compatible).
    pub const WINDOWS_10_11_ENTERPRISE_E5_COMMERCIAL_GCC_COMPATIBLE: Self = Self::at(116);
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
