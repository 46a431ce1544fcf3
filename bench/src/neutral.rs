//! The workload's request: what a contender is given, read without copying a string.

use serde::Deserialize;

/// One request of the workload.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Request<'a> {
    /// Its name in the workload.
    pub id: &'a str,
    /// What is to be done.
    pub action: Action,
    /// The tenant.
    #[serde(borrow)]
    pub tenant: Tenant<'a>,
    /// The environment.
    pub environment: Environment<'a>,
    /// Who asks.
    pub user: User<'a>,
    /// What pays for it.
    pub license: License,
    /// The image.
    pub image: Image<'a>,
    /// The network.
    pub network: Network<'a>,
    /// Azure role assignments.
    pub grants: Vec<Grant<'a>>,
    /// What is asked for.
    pub request: Wish<'a>,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// Create hosted machines.
    CreateMachine,
    /// Add a custom image.
    CreateImage,
    /// Add a network connection.
    CreateNetwork,
}

/// The tenant.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tenant<'a> {
    /// Its GUID.
    pub id: &'a str,
    /// Its domain.
    pub domain: &'a str,
    /// Its country, by two letters.
    pub country: &'a str,
    /// Custom networks in it.
    pub custom_networks: u32,
    /// Hosted machines in it.
    pub machines: u32,
    /// Application ids of the service principals in it.
    pub service_principals: Vec<&'a str>,
    /// Licences in it.
    pub licenses: Vec<&'a str>,
    /// Whether Intune lets Windows (MDM) enrol.
    pub mdm_windows_allowed: bool,
}

/// The environment.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Environment<'a> {
    /// Its GUID.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its geography.
    pub geo: &'a str,
    /// The cloud it lives in.
    pub cloud: &'a str,
    /// Whether Microsoft admitted the tenant to Germany.
    pub germany_approved: bool,
    /// Whether cross-geo support is on.
    pub cross_geo_enabled: bool,
    /// Hosted machines in it.
    pub machines: u32,
    /// Add-ons assigned to it.
    pub addons: u32,
}

/// Who asks.
#[derive(Clone, Debug, Deserialize)]
pub struct User<'a> {
    /// Their GUID.
    pub id: &'a str,
    /// Their sign-in name.
    pub upn: &'a str,
    /// Their security roles in the environment.
    #[serde(borrow)]
    pub roles: Vec<&'a str>,
    /// Their plans.
    pub plans: Vec<&'a str>,
}

/// What pays for a machine.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct License {
    /// Of which kind it is.
    pub mode: Mode,
    /// Days since it began.
    pub age_days: u32,
    /// How often it was extended.
    pub extensions: u32,
}

/// Of which kind the licence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mode {
    /// Bought.
    Paid,
    /// Trial add-ons of an administrator.
    Trial,
    /// A trial that the maker began.
    SelfAssisted,
}

/// The image.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Image<'a> {
    /// Which image is meant.
    pub kind: ImageKind,
    /// Its Azure resource id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Azure regions it is replicated to.
    #[serde(borrow)]
    pub regions: Vec<&'a str>,
    /// Its Hyper-V generation.
    pub generation: u32,
    /// Whether it is generalized.
    pub generalized: bool,
    /// `single` or `multi`.
    pub session_type: &'a str,
    /// Whether it has a recovery partition.
    pub recovery_partition: bool,
    /// Security type of its definition.
    pub security_type: &'a str,
    /// Family and edition of its operating system.
    pub os_family: &'a str,
    /// Version of its operating system.
    pub os_version: &'a str,
    /// Size of its disk.
    pub os_disk_gb: u32,
    /// Ids of the people it is shared with.
    pub shared_with: Vec<&'a str>,
}

/// Which image is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ImageKind {
    /// None: the image's other fields mean nothing.
    None,
    /// The default image.
    Default,
    /// The custom image that the other fields describe.
    Custom,
}

/// The network.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Network<'a> {
    /// Which network is meant.
    pub kind: NetworkKind,
    /// Its Azure resource id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its Azure region.
    pub region: &'a str,
    /// Its subnet.
    pub subnet: &'a str,
    /// Free addresses in the subnet.
    pub free_ips: u32,
}

/// Which network is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum NetworkKind {
    /// None: the network's other fields mean nothing.
    None,
    /// Microsoft's own.
    Microsoft,
    /// The custom network that the other fields describe.
    Custom,
}

/// An Azure role assignment.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Grant<'a> {
    /// Application id or person's id.
    pub principal: &'a str,
    /// The role.
    pub role: &'a str,
    /// `subscription`, `resourceGroup` or `virtualNetwork`.
    pub scope: &'a str,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Wish<'a> {
    /// How many machines.
    pub count: u32,
    /// The name of the new thing.
    pub name: &'a str,
}

/// Reads one line of the workload.
///
/// # Errors
/// When it is not a request.
pub fn parse(line: &str) -> Result<Request<'_>, serde_json::Error> {
    serde_json::from_str(line)
}
