//! Azure subscriptions and Power Platform environments.

use super::{Denial, Grant};
use crate::facts::choice::facts;
use crate::facts::fact::{Count, Fact};
use crate::facts::list::Listing;
use crate::facts::place::Group;
use crate::facts::value::{Billing, EnvironmentKind, SubscriptionState, Switch, Version};
use crate::rulebook::Geography;
use crate::rulebook::term::Named;
use greenlight_json::InlineStr;

facts! {
    /// An Azure subscription of the organisation.
    pub struct Subscription {
        /// Its state.
        state: Fact<SubscriptionState>,
        /// Role assignments in it. Whole only when inherited and group assignments were expanded.
        grants: Listing<Grant>,
        /// Deny assignments in it, which take away what roles give: Access control (IAM), Deny assignments in the Azure portal. Whole only when inherited ones were listed.
        deny_assignments: Listing<Denial>,
    }

    /// An Azure role that is not among the well-known ones, such as one of the organisation's own.
    pub struct CustomAzureRole {
        /// Actions that it allows, such as `Microsoft.Network/*`, without those that it excludes again (Access control (IAM), Roles, View in the Azure portal; `az role definition list --name ROLE`).
        actions: Listing<InlineStr>,
    }

    /// A Power Platform environment.
    pub struct Environment {
        /// Its geography.
        geography: Fact<Named<Geography>>,
        /// Its kind.
        kind: Fact<EnvironmentKind>,
        /// What its settings allow under Hosted RPA.
        features: Features,
        /// Cross-geo support for hosted machines.
        cross_geo: Fact<Switch>,
        /// How it is paid for: `prepaid`, which holds where nothing is said, or `pay-as-you-go` where the Power Platform admin center lists it in a billing policy, under Licensing, Pay-as-you-go plans.
        billing: Fact<Billing>,
        /// Hosted RPA add-ons bought and assigned to it.
        hosted_rpa_addons: Count,
        /// Units of Power Automate Hosted Process allocated to it: the later name of the hosted RPA add-on. Give one of the two.
        hosted_process: Count,
        /// Trial add-ons assigned to it.
        hosted_rpa_trial_addons: Count,
        /// Unattended RPA add-ons assigned to it.
        unattended_rpa_addons: Count,
        /// Power Automate Process licences allocated to it.
        process_plans: Count,
        /// Units of its hosted capacity that serve as Process licences of machines of the organisation's own.
        hosted_process_elsewhere: Count,
        /// Hosted machines in it, where they are not listed under `machines`.
        hosted_machines: Count,
        /// Hosted machine groups in it, where they are not listed under `groups`.
        hosted_machine_groups: Count,
        /// Version of the solution `MicrosoftFlowExtensionsCore` in it.
        flow_extensions_version: Fact<Version>,
        /// Names of the machine groups in it.
        group_names: Listing<InlineStr>,
        /// Names of the VM images in it.
        image_names: Listing<InlineStr>,
        /// Names of the network connections in it.
        network_names: Listing<InlineStr>,
        /// The default image.
        default_image: DefaultImage,
    }

    /// What an environment's settings allow under Hosted RPA.
    pub struct Features {
        /// Hosted machines.
        hosted_machines: Fact<Switch>,
        /// Hosted machine groups.
        hosted_machine_groups: Fact<Switch>,
        /// Work or school accounts on hosted machine groups.
        group_work_accounts: Fact<Switch>,
    }

    /// The default image of an environment.
    pub struct DefaultImage {
        /// People it is shared with.
        shared_with: Listing<InlineStr>,
        /// Whether everybody sees it.
        shared_with_all: Fact<Switch>,
    }
}

impl Group for Features {}
impl Group for DefaultImage {}
