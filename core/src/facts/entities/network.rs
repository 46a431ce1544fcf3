//! Virtual networks, and the network connections that name them.

use crate::facts::choice::facts;
use crate::facts::fact::{Count, Fact};
use crate::facts::list::Listing;
use crate::facts::place::Group;
use crate::facts::value::{
    ConnectionState, Dns, Health, Join, OrganizationalUnit, Permission, Presence, Region, ScriptPolicy,
    Usage, WayOut,
};
use crate::vocabulary::instant::Instant;
use greenlight_json::InlineStr;

facts! {
    /// An Azure virtual network and the network connection in Power Automate that names it.
    pub struct Network {
        /// The Azure subscription it lies in.
        subscription: Fact<InlineStr>,
        /// The resource group it lies in.
        resource_group: Fact<InlineStr>,
        /// Its Azure region.
        region: Fact<Region>,
        /// When the virtual network was created.
        created: Fact<Instant>,
        /// The subnet that machines use.
        subnet: Subnet,
        /// Whether an Azure policy denies creating network interfaces in its resource group.
        policy_denies_interfaces: Fact<bool>,
        /// Whether the addresses that Windows 365, Intune and Azure Virtual Desktop require, blob storage among them, can be reached from it.
        windows_365_endpoints: Fact<Permission>,
        /// Whether the addresses that the machine runtime of Power Automate requires can be reached from it.
        runtime_endpoints: Fact<Permission>,
        /// Whether the port of device registration beside HTTPS is open outwards.
        registration_port: Fact<Permission>,
        /// Interception of TLS on its way out.
        tls_interception: Fact<Presence>,
        /// DNS servers set on the virtual network.
        dns_servers: Count,
        /// The local domain that machines on it join, for hybrid join.
        domain: Domain,
        /// People with at least Reader on it.
        readers: Listing<InlineStr>,
        /// The network connection.
        connection: Connection,
    }

    /// A subnet.
    pub struct Subnet {
        /// Its name.
        name: Fact<InlineStr>,
        /// Addresses not in use, after the five that Azure keeps.
        free: Count,
        /// The service it is delegated to, or `none`.
        delegation: Fact<InlineStr>,
        /// By which way it reaches the Internet: default outbound access, a NAT gateway, a load balancer, a route to a firewall or another appliance, or none, as a private subnet without any of them (NAT gateway, Route table and Private subnet on its page in the Azure portal; `defaultOutboundAccess`, `natGateway` and `routeTable` in `az network vnet subnet show`).
        way_out: Fact<WayOut>,
    }

    /// The local domain that machines on a network join.
    pub struct Domain {
        /// Its DNS name; empty where none was given.
        dns_name: Fact<InlineStr>,
        /// The account that joins machines, as user@domain; empty where none was given.
        join_user: Fact<InlineStr>,
        /// The password of that account.
        join_password: Fact<Presence>,
        /// Whether that account may create and delete computer objects where machines go.
        join_rights: Fact<bool>,
        /// The organizational unit that machines go to.
        organizational_unit: Fact<OrganizationalUnit>,
        /// Whether the virtual network's DNS servers resolve it.
        dns: Fact<Dns>,
        /// Whether a domain controller can be reached from the subnet.
        controller_in_sight: Fact<bool>,
        /// What group policies on the organizational unit say of PowerShell scripts: `not-set`, `unrestricted`, `remote-signed`, `all-signed` or `restricted` (`gpresult`, Turn on Script Execution).
        script_policy: Fact<ScriptPolicy>,
        /// Whether the service connection point of Microsoft Entra ID exists in the forest: whoever runs Microsoft Entra Connect sees it under Configure device options.
        service_connection_point: Fact<Presence>,
        /// Minutes between two runs of Microsoft Entra Connect.
        sync_minutes: Fact<u64>,
    }

    /// A network connection in Power Automate.
    pub struct Connection {
        /// What machines on it join.
        join: Fact<Join>,
        /// Who made it.
        owner: Fact<InlineStr>,
        /// People it is shared with.
        shared_with: Listing<InlineStr>,
        /// What it is made for.
        usage: Fact<Usage>,
        /// Its state.
        state: Fact<ConnectionState>,
        /// When it was made.
        created: Fact<Instant>,
        /// What the last health check of Windows 365 said of it.
        health: Fact<Health>,
        /// The error type of the check that failed, or `none`: it stands beside the check on the page of the connection, and as `errorType` among the health checks in Microsoft Graph.
        health_error: Fact<InlineStr>,
        /// When that check ended.
        health_checked: Fact<Instant>,
    }
}

impl Group for Subnet {}
impl Group for Domain {}
impl Group for Connection {}
