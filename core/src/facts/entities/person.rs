//! People and the security roles that an organisation makes itself.

use super::Started;
use crate::facts::choice::facts;
use crate::facts::fact::Fact;
use crate::facts::list::Listing;
use crate::facts::table::Table;
use crate::facts::value::{Account, AccountKind, Identity, Privilege, SecondFactor};
use crate::rulebook::term::Named;
use crate::rulebook::{AdminRole, Licence, Plan, Role};
use crate::vocabulary::instant::Instant;

facts! {
    /// A person.
    pub struct Person {
        /// Security roles by environment.
        roles: Table<Listing<Named<Role>>>,
        /// Tenant-wide administrator roles.
        admin_roles: Listing<Named<AdminRole>>,
        /// Power Automate plans assigned to the person.
        plans: Listing<Named<Plan>>,
        /// Prerequisite licences assigned to the person.
        licences: Listing<Named<Licence>>,
        /// State of the account.
        account: Fact<Account>,
        /// Whether signing in asks the account for a second factor: `none`, `per-user` by its own setting (Microsoft Entra ID, Users, Per-user MFA), or `policy` by conditional access or the security defaults.
        multifactor: Fact<SecondFactor>,
        /// Kind of the account: `work-or-school`, `personal`, or `application`.
        account_kind: Fact<AccountKind>,
        /// When the person's self-assisted trial began, or `none`.
        self_assisted_trial: Fact<Started>,
        /// When the licence for Intune was assigned.
        intune_licensed: Fact<Instant>,
        /// Where the account comes from.
        identity: Fact<Identity>,
    }

    /// A security role of the organisation's own.
    pub struct CustomRole {
        /// What it allows on the tables of hosted machines, and how far: `flow-machine-image.read@user` or `@organization`.
        privileges: Listing<Privilege>,
    }
}
