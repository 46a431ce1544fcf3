//! Hosted machines.

use super::{Queue, Share, Started};
use crate::facts::choice::facts;
use crate::facts::fact::Fact;
use crate::facts::list::Listing;
use crate::facts::place::Group;
use crate::facts::value::{
    Connectivity, Permission, Presence, Proxy, SecurityLayer, SessionState, Status, Switch, Username, Version,
};
use crate::vocabulary::instant::Instant;
use greenlight_json::InlineStr;

facts! {
    /// A hosted machine.
    pub struct Machine {
        /// The environment it is registered to.
        environment: Fact<InlineStr>,
        /// Who created it.
        creator: Fact<InlineStr>,
        /// Its status.
        status: Fact<Status>,
        /// Whether its runtime can be reached.
        connectivity: Fact<Connectivity>,
        /// The error code that its provisioning or its last run ended with, or `none`.
        error: Fact<InlineStr>,
        /// Since when it has been over the capacity of its environment, or `none`.
        over_capacity_since: Fact<Started>,
        /// The image it was made from; `default` for the default image.
        image: Fact<InlineStr>,
        /// The network it was made on: a name under `networks`, or `none` for the Microsoft Hosted Network.
        network: Fact<InlineStr>,
        /// The machine group it belongs to: a name under `groups`, or `none`.
        group: Fact<InlineStr>,
        /// When it was asked for.
        requested: Fact<Instant>,
        /// When it was last restarted, or `none`.
        restarted: Fact<Started>,
        /// When a desktop flow last ran on it, or `none`.
        last_run: Fact<Started>,
        /// When Power Automate for desktop was last used on it, or `none`.
        last_desktop_use: Fact<Started>,
        /// A proxy between it and the service: `none`, `open`, or `signed-in-users` where it lets through only what a signed-in user asks for (`netsh winhttp show proxy`, or the network administrator).
        proxy: Fact<Proxy>,
        /// Network level authentication for remote desktop.
        network_level_authentication: Fact<Switch>,
        /// Version of Power Automate for desktop on it.
        desktop_version: Fact<Version>,
        /// Maintenance mode.
        maintenance: Fact<Switch>,
        /// When a machine of a local domain last reached a domain controller.
        last_domain_contact: Fact<Instant>,
        /// Sessions and sign-in on it.
        windows: Windows,
        /// Its run queue.
        queue: Queue,
        /// Who it is shared with.
        shared_with: Listing<Share>,
        /// People who have a desktop-flow connection to it.
        connections: Listing<InlineStr>,
        /// People whose work or school account was added on it.
        accounts: Listing<InlineStr>,
        /// The machine it was created to replace, or `none`.
        replaces: Fact<InlineStr>,
    }
    /// Sessions and sign-in on a machine.
    pub struct Windows {
        /// The state of the session that is open on it.
        session: Fact<SessionState>,
        /// Whose session that is: a name under `people`, or `none`.
        session_user: Fact<InlineStr>,
        /// Whether unattended runs reuse a session that is open.
        session_reuse: Fact<Switch>,
        /// Members of its group Remote Desktop Users.
        remote_desktop_users: Listing<InlineStr>,
        /// Members of its group Administrators, who may sign in by remote desktop as well.
        administrators: Listing<InlineStr>,
        /// Whether its user rights assignment lets the account of runs log on through Remote Desktop Services; a denied right counts more than an allowed one (`secpol.msc`, Local Policies).
        remote_logon: Fact<Permission>,
        /// Whether the account of the service `UIFlowService` may as well.
        runtime_in_remote_desktop_users: Fact<bool>,
        /// The form of the user name in the connection to it.
        username: Fact<Username>,
        /// The id of a credential provider of another maker on it, or `none`.
        credential_provider: Fact<InlineStr>,
        /// The policy that always prompts for a password on connecting.
        password_prompt: Fact<Switch>,
        /// The security layer that remote desktop demands: `rdp` (`SecurityLayer` is 0), `negotiate` (1) or `tls` (2).
        security_layer: Fact<SecurityLayer>,
        /// A notice that has to be confirmed before signing in.
        legal_notice: Fact<Presence>,
    }
}

impl Group for Windows {}
