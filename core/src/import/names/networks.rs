//! Keys of networks: one for each network connection; the name of the virtual network where it has only one.

use super::apart;
use crate::import::ids::ArmId;

/// A virtual network, as far as an id or a template says.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Vnet {
    pub(in crate::import) subscription: Option<String>,
    pub(in crate::import) group: Option<String>,
    pub(in crate::import) name: String,
    pub(in crate::import) region: Option<String>,
}

/// A network connection of Power Automate, or what Windows 365 says of one.
#[derive(Clone, Debug)]
pub(in crate::import) struct Link {
    pub(in crate::import) id: String,
    pub(in crate::import) name: String,
    pub(in crate::import) subnet: String,
    /// What machines on it join, where that is known.
    pub(in crate::import) join: Option<&'static str>,
    /// Whether Power Automate itself names it.
    pub(in crate::import) own: bool,
}

/// A virtual network, the subnet that is meant, and the connection to it: what one key in the document stands for.
#[derive(Clone, Debug)]
struct Site {
    key: String,
    vnet: usize,
    subnet: Option<String>,
    link: Option<Link>,
}

/// All networks.
#[derive(Debug, Default)]
pub(in crate::import) struct Networks {
    vnets: Vec<Vnet>,
    links: Vec<(usize, Link)>,
    subnets: Vec<(usize, String)>,
    /// Virtual networks with a subnet whose name is not known.
    unsure: Vec<usize>,
    sites: Vec<Site>,
}

/// Subnets that hold no machines, by names that Azure reserves.
const RESERVED: &[&str] = &[
    "GatewaySubnet",
    "AzureBastionSubnet",
    "AzureFirewallSubnet",
    "AzureFirewallManagementSubnet",
    "RouteServerSubnet",
];

impl Networks {
    /// Notes a virtual network, and gives its place.
    pub(in crate::import) fn note(&mut self, vnet: Vnet) -> usize {
        let place = self.place(&vnet);
        match place.and_then(|place| self.vnets.get_mut(place)) {
            Some(known) => {
                known.subscription = known.subscription.take().or(vnet.subscription);
                known.region = known.region.take().or(vnet.region);
            }
            None => self.vnets.push(vnet),
        }
        place.unwrap_or(self.vnets.len().saturating_sub(1))
    }

    /// Notes the virtual network in an id, and the subnet in it.
    pub(in crate::import) fn note_id(&mut self, id: &str, region: Option<&str>) -> Option<usize> {
        let arm = ArmId::parse(id)?;
        let place = self.note(Vnet { region: region.map(str::to_owned), ..Vnet::of(&arm)? });
        if let Some(subnet) = arm.part("subnets") {
            self.note_subnet(place, subnet);
        }
        Some(place)
    }

    /// Notes a subnet of a virtual network; of its spellings, the one with fewer capitals is kept.
    pub(in crate::import) fn note_subnet(&mut self, place: usize, subnet: &str) {
        if RESERVED.iter().any(|name| name.eq_ignore_ascii_case(subnet)) {
            return;
        }
        let known =
            self.subnets.iter_mut().find(|(of, name)| *of == place && name.eq_ignore_ascii_case(subnet));
        match known {
            Some((_, name)) if subnet > name.as_str() => subnet.clone_into(name),
            Some(_) => {}
            None => self.subnets.push((place, subnet.to_owned())),
        }
    }

    /// Notes that a virtual network has a subnet whose name is not known: then none is the only one.
    pub(in crate::import) fn note_unnamed(&mut self, place: usize) {
        self.unsure.push(place);
    }

    /// The spelling of the subnet in an id.
    pub(in crate::import) fn spelled<'a>(&'a self, arm: &ArmId<'a>) -> Option<&'a str> {
        let subnet = arm.part("subnets")?;
        let place = Vnet::of(arm).and_then(|vnet| self.place(&vnet));
        let known =
            self.subnets.iter().find(|(of, name)| Some(*of) == place && name.eq_ignore_ascii_case(subnet));
        Some(known.map_or(subnet, |(_, name)| name))
    }

    /// Notes a connection by the id of its subnet.
    pub(in crate::import) fn note_link(&mut self, subnet: &str, mut link: Link) {
        let Some(arm) = ArmId::parse(subnet) else { return };
        let (Some(place), Some(name)) = (self.note_id(subnet, None), arm.part("subnets")) else { return };
        name.clone_into(&mut link.subnet);
        if !self.links.iter().any(|(_, known)| known.id.eq_ignore_ascii_case(&link.id)) {
            self.links.push((place, link));
        }
    }

    fn place(&self, vnet: &Vnet) -> Option<usize> {
        let agree = |one: &Option<String>, other: &Option<String>| match (one, other) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => true,
        };
        self.vnets.iter().position(|known| {
            known.name.eq_ignore_ascii_case(&vnet.name)
                && agree(&known.group, &vnet.group)
                && agree(&known.subscription, &vnet.subscription)
        })
    }

    /// Chooses the keys.
    pub(super) fn settle(&mut self, told: Option<&str>) {
        self.links.sort_by(|one, other| (&one.1.name, &one.1.id).cmp(&(&other.1.name, &other.1.id)));
        let mut sites = Vec::new();
        for (place, vnet) in self.vnets.iter().enumerate() {
            let namesakes =
                self.vnets.iter().filter(|other| other.name.eq_ignore_ascii_case(&vnet.name)).count();
            let base = match (&vnet.group, namesakes) {
                (Some(group), 2..) => format!("{} ({group})", vnet.name),
                _ => vnet.name.clone(),
            };
            let on_it = || self.links.iter().filter(|(of, _)| *of == place).map(|(_, link)| link);
            let own = on_it().any(|link| link.own);
            let links: Vec<&Link> = on_it().filter(|link| link.own == own).collect();
            let meant = |name: &str| told.is_some_and(|told| told.eq_ignore_ascii_case(name));
            for link in &links {
                let key =
                    if links.len() == 1 || meant(&link.name) { base.clone() } else { link.name.clone() };
                let link = (*link).clone();
                sites.push(Site { key, vnet: place, subnet: Some(link.subnet.clone()), link: Some(link) });
            }
            if links.is_empty() {
                let subnets: Vec<&String> =
                    self.subnets.iter().filter(|(of, _)| *of == place).map(|(_, name)| name).collect();
                let subnet = subnets.iter().find(|name| meant(name)).copied();
                let subnet = subnet.or(match subnets.as_slice() {
                    [only] if !self.unsure.contains(&place) => Some(*only),
                    _ => None,
                });
                sites.push(Site { key: base, vnet: place, subnet: subnet.cloned(), link: None });
            }
        }
        apart(sites.iter_mut().map(|site| &mut site.key));
        self.sites = sites;
    }

    /// The keys of a virtual network.
    pub(in crate::import) fn keys(&self, vnet: &Vnet) -> Vec<&str> {
        let place = self.place(vnet);
        self.sites.iter().filter(|site| Some(site.vnet) == place).map(|site| &*site.key).collect()
    }

    /// The keys of the virtual network in an id.
    pub(in crate::import) fn keys_of(&self, id: &str) -> Vec<&str> {
        ArmId::parse(id).and_then(|arm| Vnet::of(&arm)).map_or_else(Vec::new, |vnet| self.keys(&vnet))
    }

    /// The keys for which a subnet is the one that is meant.
    pub(in crate::import) fn keys_with(&self, vnet: &Vnet, subnet: &str) -> Vec<&str> {
        let place = self.place(vnet);
        let meant = |site: &&Site| {
            let same = site.subnet.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(subnet));
            Some(site.vnet) == place && same
        };
        self.sites.iter().filter(meant).map(|site| &*site.key).collect()
    }

    /// The keys for which the subnet in an id is the one that is meant.
    pub(in crate::import) fn keys_with_id(&self, id: &str) -> Vec<&str> {
        let Some(arm) = ArmId::parse(id) else { return Vec::new() };
        let (Some(vnet), Some(subnet)) = (Vnet::of(&arm), arm.part("subnets")) else { return Vec::new() };
        self.keys_with(&vnet, subnet)
    }

    /// The key of a connection by its id in Dataverse or, where Dataverse does not tell of it, in Graph.
    pub(in crate::import) fn key_of_link(&self, id: &str) -> Option<&str> {
        let is = |link: &Link| link.id.eq_ignore_ascii_case(id);
        let own = self.sites.iter().find(|site| site.link.as_ref().is_some_and(is));
        if let Some(site) = own {
            return Some(&site.key);
        }
        let (place, link) = self.links.iter().find(|(_, link)| is(link))?;
        // The same connection, told by Windows 365: on the same subnet, with the same join, and the only one.
        let mut alike = self.sites.iter().filter(|site| {
            let join = site.link.as_ref().and_then(|own| own.join);
            site.vnet == *place
                && site.subnet.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(&link.subnet))
                && (join.is_none() || link.join.is_none() || join == link.join)
        });
        alike.next().filter(|_| alike.next().is_none()).map(|site| &*site.key)
    }

    /// The subnet of a connection by its id.
    pub(in crate::import) fn vnet_of_link(&self, id: &str) -> Option<(&Vnet, &str)> {
        let (place, link) = self.links.iter().find(|(_, link)| link.id.eq_ignore_ascii_case(id))?;
        Some((self.vnets.get(*place)?, &link.subnet))
    }

    /// The subnet that is meant by a key.
    pub(in crate::import) fn subnet_of(&self, key: &str) -> Option<&str> {
        self.sites.iter().find(|site| site.key == key)?.subnet.as_deref()
    }

    /// All virtual networks, with their keys.
    pub(in crate::import) fn all(&self) -> impl Iterator<Item = (&Vnet, Vec<&str>)> {
        self.vnets.iter().map(|vnet| (vnet, self.keys(vnet)))
    }
}

impl Vnet {
    /// The virtual network in an id.
    pub(in crate::import) fn of(arm: &ArmId<'_>) -> Option<Self> {
        let name = arm.part("virtualNetworks")?.to_owned();
        let (subscription, group) = (arm.subscription.map(str::to_owned), arm.group.map(str::to_owned));
        Some(Self { subscription, group, name, region: None })
    }

    /// Its id, as far as it is known.
    pub(in crate::import) fn id(&self) -> Option<String> {
        let (subscription, group) = (self.subscription.as_ref()?, self.group.as_ref()?);
        let name = &self.name;
        Some(format!(
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks/{name}"
        ))
    }
}
