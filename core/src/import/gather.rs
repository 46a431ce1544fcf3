//! How a script gathers what calls answer: which addresses it reads, once or for each of several things. Nothing here writes.

use super::calls::{Call, calls};

/// For each of what an address is read; its word in braces stands for one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Each {
    /// Once.
    Tenant,
    /// For each Azure subscription.
    Subscription,
    /// For each Azure Compute Gallery.
    Gallery,
    /// For each image definition.
    Image,
    /// For each image version.
    Version,
    /// For each virtual network.
    Network,
    /// For each Power Platform environment.
    Environment,
    /// For each Dataverse, by its address.
    Dataverse,
    /// For each billing policy.
    Policy,
    /// For each person who was named.
    Person,
}

impl Each {
    /// All of them, each after what tells which there are.
    pub const ALL: [Self; 10] = [
        Self::Tenant,
        Self::Subscription,
        Self::Gallery,
        Self::Image,
        Self::Version,
        Self::Network,
        Self::Environment,
        Self::Dataverse,
        Self::Policy,
        Self::Person,
    ];

    /// The word that stands in addresses, and names the variable of a script.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::Subscription => "subscription",
            Self::Gallery => "gallery",
            Self::Image => "image",
            Self::Version => "version",
            Self::Network => "network",
            Self::Environment => "environment",
            Self::Dataverse => "dataverse",
            Self::Policy => "policy",
            Self::Person => "person",
        }
    }

    /// The call whose answers tell which there are, and the extended regular expression by which they are found there; none where they are told.
    pub const fn found(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Tenant | Self::Person => return None,
            Self::Subscription => ("az-account", r#""id": *"[0-9a-fA-F-]{36}""#),
            Self::Gallery => ("az-sig", r#""id": *"/subscriptions/[^"]*/galleries/[^"/]*""#),
            Self::Image => {
                ("az-sig-image-definition", r#""id": *"/subscriptions/[^"]*/galleries/[^"/]*/images/[^"/]*""#)
            }
            Self::Version => {
                ("az-sig-image-version", r#""id": *"/subscriptions/[^"]*/images/[^"/]*/versions/[^"/]*""#)
            }
            Self::Network => ("az-network-vnet", r#""id": *"/subscriptions/[^"]*/virtualNetworks/[^"/]*""#),
            Self::Environment => {
                ("power-platform-environments", r#""id": *"/providers/[^"]*/environments/[^"/]*""#)
            }
            Self::Dataverse => ("power-platform-environments", r#""instanceUrl": *"https://[^"]*""#),
            Self::Policy => ("power-platform-billing-policies", r#""id": *"[0-9a-fA-F-]{36}""#),
        })
    }
}

/// An address that a script reads, or arguments of `az` that print without an address.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// The call that it is of.
    pub call: &'static Call,
    /// For each of what.
    pub each: Each,
    /// The address, with words in braces: `/…` of Azure Resource Manager, `https://…` of another service.
    pub address: String,
}

/// Addresses of Azure Resource Manager, where the table of calls names commands of `az` for people.
const AZURE: &[(&str, Each, &str)] = &[
    ("az-account", Each::Tenant, "account list --all"),
    ("az-tenants", Each::Tenant, "/tenants?api-version=2022-12-01"),
    (
        "az-ad-sp",
        Each::Tenant,
        "https://graph.microsoft.com/v1.0/servicePrincipals?$select=id,appId,displayName,accountEnabled,servicePrincipalType&$top=999",
    ),
    (
        "az-sig",
        Each::Subscription,
        "/subscriptions/{subscription}/providers/Microsoft.Compute/galleries?api-version=2023-07-03",
    ),
    (
        "az-network-vnet",
        Each::Subscription,
        "/subscriptions/{subscription}/providers/Microsoft.Network/virtualNetworks?api-version=2024-05-01",
    ),
    (
        "az-resource",
        Each::Subscription,
        "/subscriptions/{subscription}/resources?$filter=resourceType eq 'Microsoft.Network/virtualNetworks'&$expand=createdTime,changedTime&api-version=2021-04-01",
    ),
    (
        "az-role-assignment",
        Each::Subscription,
        "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01",
    ),
    (
        "az-role-definition",
        Each::Subscription,
        "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01",
    ),
    (
        "az-deny-assignment",
        Each::Subscription,
        "/subscriptions/{subscription}/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01",
    ),
    (
        "az-policy-assignment",
        Each::Subscription,
        "/subscriptions/{subscription}/providers/Microsoft.Authorization/policyAssignments?api-version=2022-06-01",
    ),
    (
        "az-policy-definition",
        Each::Subscription,
        "/subscriptions/{subscription}/providers/Microsoft.Authorization/policyDefinitions?$filter=policyType eq 'Custom'&api-version=2021-06-01",
    ),
    ("az-sig", Each::Gallery, "{gallery}?$select=Permissions&api-version=2023-07-03"),
    ("az-sig-image-definition", Each::Gallery, "{gallery}/images?api-version=2023-07-03"),
    ("az-sig-image-version", Each::Image, "{image}/versions?api-version=2023-07-03"),
    ("az-sig-image-version", Each::Version, "{version}?$expand=ReplicationStatus&api-version=2023-07-03"),
    ("az-network-vnet-usages", Each::Network, "{network}/usages?api-version=2024-05-01"),
];

/// The host that stands for a Dataverse in the table of calls.
const DATAVERSE: &str = "https://ORG.crm.dynamics.com";

/// Everything that a script gathers, each after what tells for which things.
pub fn gathered() -> Vec<Gathered> {
    let azure = AZURE.iter().filter_map(|(id, each, address)| {
        let call = calls().find(|call| call.id == *id)?;
        Some(Gathered { call, each: *each, address: (*address).to_owned() })
    });
    let read = calls().filter(|call| !call.supplies.is_empty()).filter_map(|call| {
        let (each, address) = of_address(call.ask.strip_prefix("GET ")?)?;
        Some(Gathered { call, each, address })
    });
    let mut all: Vec<Gathered> = azure.chain(read).collect();
    all.sort_by_key(|it| it.each);
    all
}

/// The address of the table of calls as a script reads it; none where a record has to be chosen first.
fn of_address(address: &str) -> Option<(Each, String)> {
    if let Some(path) = address.strip_prefix(DATAVERSE) {
        return (!path.contains("(ID)")).then(|| (Each::Dataverse, format!("{{dataverse}}{path}")));
    }
    let each = [
        ("/users/ID", Each::Person),
        ("/billingPolicies/ID", Each::Policy),
        ("/allocationsByEnvironment/ID", Each::Environment),
        ("/environments/ID", Each::Environment),
    ];
    match each.iter().find(|(part, _)| address.contains(part)) {
        Some((part, each)) => {
            let word = part.replace("ID", &format!("{{{}}}", each.word()));
            Some((*each, address.replace(part, &word)))
        }
        None => Some((Each::Tenant, address.to_owned())),
    }
}

impl Gathered {
    /// For which service a token is asked, where `az` does not tell by the address; a word in braces may stand there.
    pub fn resource(&self) -> Option<&'static str> {
        const HOSTS: &[(&str, &str)] = &[
            ("{dataverse}", "{dataverse}"),
            ("https://api.bap.microsoft.com", "https://service.powerapps.com/"),
            ("https://api.powerapps.com", "https://service.powerapps.com/"),
            ("https://api.powerplatform.com", "https://api.powerplatform.com"),
        ];
        HOSTS.iter().find(|(host, _)| self.address.starts_with(host)).map(|(_, resource)| *resource)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn everything_gathered_only_reads_and_stands_after_what_it_hangs_on() {
        let all = gathered();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for Gathered { call, each, address } in &all {
            let reads =
                address.starts_with('/') || address.starts_with("https://") || address.starts_with('{');
            assert!(reads || address == "account list --all", "{}: {address}", call.id);
            assert!(!address.contains("ID"), "{}: {address}", call.id);
            let word = format!("{{{}}}", each.word());
            assert_eq!(address.contains(&word), *each != Each::Tenant, "{}: {address}", call.id);
            if let Some((source, _)) = each.found() {
                assert!(told.contains(source), "{} before {source}", call.id);
            }
            told.insert(call.id);
        }
        assert!(all.len() > 40, "{}", all.len());
    }

    #[test]
    fn every_call_that_supplies_something_is_gathered_or_needs_a_choice() {
        let gathered: BTreeSet<&str> = gathered().iter().map(|it| it.call.id).collect();
        let not: Vec<&str> = calls()
            .filter(|call| !call.planned && !call.supplies.is_empty() && !gathered.contains(call.id))
            .map(|call| call.id)
            .collect();
        assert_eq!(
            not,
            [
                // The whole network, with its subnets, is read.
                "az-network-vnet-subnet",
                "az-network-vnet-subnet-available-ips",
                // Others tell the same of all records at once.
                "dataverse-systemuser-roles",
                "dataverse-shared-principals",
                // No service answers these.
                "image-probe",
                "m365dsc",
            ]
        );
    }
}
