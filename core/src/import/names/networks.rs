//! Keys of networks: one for each network connection; the name of the virtual network where it has only one.

use super::apart;
use super::index::{Alike, ByScope, Called};
use crate::import::ids::ArmId;
use std::collections::{BTreeMap, BTreeSet};

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

/// A virtual network, and what was noted of it.
#[derive(Debug)]
struct Noted {
    vnet: Vnet,
    subnets: Vec<String>,
    /// Whether it has a subnet whose name is not known.
    unsure: bool,
}

/// All networks.
#[derive(Debug, Default)]
pub(in crate::import) struct Networks {
    vnets: Vec<Noted>,
    alike: Alike<usize>,
    /// Places of subnets among those of their virtual network, by its place and their name.
    subnets: BTreeMap<(usize, String), usize>,
    links: Vec<(usize, Link)>,
    linked: BTreeSet<String>,
    sites: Vec<Site>,
    found: NetworkIndex,
}

/// Where things stand once the keys are chosen.
#[derive(Debug, Default)]
struct NetworkIndex {
    links: BTreeMap<String, usize>,
    /// Sites by the id of their connection.
    by_link: BTreeMap<String, usize>,
    by_key: BTreeMap<String, usize>,
    by_subnet: BTreeMap<(usize, String), Vec<usize>>,
    /// Sites whose key or subnet was told.
    meant: Vec<usize>,
    /// Virtual networks by their id, and by that of their group.
    by_id: ByScope<usize>,
    by_group: ByScope<usize>,
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
        let known = self.place(&vnet).and_then(|place| Some((place, &mut self.vnets.get_mut(place)?.vnet)));
        if let Some((place, known)) = known {
            if known.subscription.is_none() && vnet.subscription.is_some() {
                self.alike.remove(known.called(), &place);
                known.subscription = vnet.subscription;
                self.alike.insert(known.called(), &place);
            }
            known.region = known.region.take().or(vnet.region);
            return place;
        }
        let place = self.vnets.len();
        self.alike.insert(vnet.called(), &place);
        self.vnets.push(Noted { vnet, subnets: Vec::new(), unsure: false });
        place
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
        let Some(noted) = self.vnets.get_mut(place) else { return };
        let known = *self.subnets.entry(at(place, subnet)).or_insert(noted.subnets.len());
        match noted.subnets.get_mut(known) {
            Some(name) if subnet > name.as_str() => subnet.clone_into(name),
            Some(_) => {}
            None => noted.subnets.push(subnet.to_owned()),
        }
    }

    /// Notes that a virtual network has a subnet whose name is not known: then none is the only one.
    pub(in crate::import) fn note_unnamed(&mut self, place: usize) {
        if let Some(noted) = self.vnets.get_mut(place) {
            noted.unsure = true;
        }
    }

    /// The spelling of the subnet in an id.
    pub(in crate::import) fn spelled<'a>(&'a self, arm: &ArmId<'a>) -> Option<&'a str> {
        let subnet = arm.part("subnets")?;
        let known = || {
            let place = self.place(&Vnet::of(arm)?)?;
            self.vnets.get(place)?.subnets.get(*self.subnets.get(&at(place, subnet))?)
        };
        Some(known().map_or(subnet, String::as_str))
    }

    /// Notes a connection by the id of its subnet.
    pub(in crate::import) fn note_link(&mut self, subnet: &str, mut link: Link) {
        let Some(arm) = ArmId::parse(subnet) else { return };
        let (Some(place), Some(name)) = (self.note_id(subnet, None), arm.part("subnets")) else { return };
        name.clone_into(&mut link.subnet);
        if self.linked.insert(link.id.to_ascii_lowercase()) {
            self.links.push((place, link));
        }
    }

    fn place(&self, vnet: &Vnet) -> Option<usize> {
        self.alike.first(vnet.called()).copied()
    }

    /// Chooses the keys.
    pub(super) fn settle(&mut self, told: Option<&str>) {
        self.links.sort_by(|one, other| (&one.1.name, &one.1.id).cmp(&(&other.1.name, &other.1.id)));
        let mut namesakes: BTreeMap<String, usize> = BTreeMap::new();
        for Noted { vnet, .. } in &self.vnets {
            *namesakes.entry(vnet.name.to_ascii_lowercase()).or_default() += 1;
        }
        let mut on: BTreeMap<usize, Vec<&Link>> = BTreeMap::new();
        for (place, link) in &self.links {
            on.entry(*place).or_default().push(link);
        }
        let meant = |name: &str| told.is_some_and(|told| told.eq_ignore_ascii_case(name));
        let mut sites = Vec::new();
        for (place, Noted { vnet, subnets, unsure }) in self.vnets.iter().enumerate() {
            let base = match (&vnet.group, namesakes.get(&vnet.name.to_ascii_lowercase())) {
                (Some(group), Some(2..)) => format!("{} ({group})", vnet.name),
                _ => vnet.name.clone(),
            };
            let mut links = on.remove(&place).unwrap_or_default();
            let own = links.iter().any(|link| link.own);
            links.retain(|link| link.own == own);
            for link in &links {
                let key =
                    if links.len() == 1 || meant(&link.name) { base.clone() } else { link.name.clone() };
                let link = (*link).clone();
                sites.push(Site { key, vnet: place, subnet: Some(link.subnet.clone()), link: Some(link) });
            }
            if links.is_empty() {
                let subnet = subnets.iter().find(|name| meant(name));
                let subnet = subnet.or(match subnets.as_slice() {
                    [only] if !unsure => Some(only),
                    _ => None,
                });
                sites.push(Site { key: base, vnet: place, subnet: subnet.cloned(), link: None });
            }
        }
        apart(sites.iter_mut().map(|site| &mut site.key));
        self.sites = sites;
        self.found = self.find(meant);
    }

    fn find(&self, meant: impl Fn(&str) -> bool) -> NetworkIndex {
        let mut found = NetworkIndex::default();
        for (place, (_, link)) in self.links.iter().enumerate() {
            found.links.insert(link.id.to_ascii_lowercase(), place);
        }
        for (place, site) in self.sites.iter().enumerate() {
            let first = *found.by_key.entry(site.key.clone()).or_insert(place);
            let subnet = self.sites.get(first).and_then(|site| site.subnet.as_deref());
            if meant(&site.key) || subnet.is_some_and(&meant) {
                found.meant.push(place);
            }
            if let Some(link) = &site.link {
                found.by_link.entry(link.id.to_ascii_lowercase()).or_insert(place);
            }
            if let Some(subnet) = &site.subnet {
                found.by_subnet.entry(at(site.vnet, subnet)).or_default().push(place);
            }
        }
        for (place, Noted { vnet, .. }) in self.vnets.iter().enumerate() {
            if let (Some(id), Some(group)) = (vnet.id(), vnet.group_id()) {
                found.by_id.insert(&id, place);
                found.by_group.insert(&group, place);
            }
        }
        found
    }

    fn keys_at(&self, place: usize) -> impl Iterator<Item = &str> {
        let first = self.sites.partition_point(|site| site.vnet < place);
        let rest = self.sites.get(first..).unwrap_or_default();
        rest.iter().take_while(move |site| site.vnet == place).map(|site| &*site.key)
    }

    /// The keys of a virtual network.
    pub(in crate::import) fn keys(&self, vnet: &Vnet) -> Vec<&str> {
        self.place(vnet).map_or_else(Vec::new, |place| self.keys_at(place).collect())
    }

    /// The keys of the virtual network in an id.
    pub(in crate::import) fn keys_of(&self, id: &str) -> Vec<&str> {
        ArmId::parse(id).and_then(|arm| Vnet::of(&arm)).map_or_else(Vec::new, |vnet| self.keys(&vnet))
    }

    /// The keys for which a subnet is the one that is meant.
    pub(in crate::import) fn keys_with(&self, vnet: &Vnet, subnet: &str) -> Vec<&str> {
        let sites = self.place(vnet).and_then(|place| self.found.by_subnet.get(&at(place, subnet)));
        self.keyed(sites.into_iter().flatten()).collect()
    }

    /// The keys for which the subnet in an id is the one that is meant.
    pub(in crate::import) fn keys_with_id(&self, id: &str) -> Vec<&str> {
        let Some(arm) = ArmId::parse(id) else { return Vec::new() };
        let (Some(vnet), Some(subnet)) = (Vnet::of(&arm), arm.part("subnets")) else { return Vec::new() };
        self.keys_with(&vnet, subnet)
    }

    /// The key of a connection by its id in Dataverse or, where Dataverse does not tell of it, in Graph.
    pub(in crate::import) fn key_of_link(&self, id: &str) -> Option<&str> {
        let id = id.to_ascii_lowercase();
        if let Some(site) = self.found.by_link.get(&id).and_then(|place| self.sites.get(*place)) {
            return Some(&site.key);
        }
        let (place, link) = self.links.get(*self.found.links.get(&id)?)?;
        // The same connection, told by Windows 365: on the same subnet, with the same join, and the only one.
        let sites = self.found.by_subnet.get(&at(*place, &link.subnet))?;
        let mut alike = sites.iter().filter_map(|place| self.sites.get(*place)).filter(|site| {
            let join = site.link.as_ref().and_then(|own| own.join);
            join.is_none() || link.join.is_none() || join == link.join
        });
        alike.next().filter(|_| alike.next().is_none()).map(|site| &*site.key)
    }

    /// The subnet of a connection by its id.
    pub(in crate::import) fn vnet_of_link(&self, id: &str) -> Option<(&Vnet, &str)> {
        let (place, link) = self.links.get(*self.found.links.get(&id.to_ascii_lowercase())?)?;
        Some((&self.vnets.get(*place)?.vnet, &link.subnet))
    }

    /// The subnet that is meant by a key.
    pub(in crate::import) fn subnet_of(&self, key: &str) -> Option<&str> {
        self.sites.get(*self.found.by_key.get(key)?)?.subnet.as_deref()
    }

    /// The keys that were told, or for which the subnet that was told is the one that is meant.
    pub(in crate::import) fn keys_told(&self) -> impl Iterator<Item = &str> {
        self.keyed(self.found.meant.iter())
    }

    /// The keys of the virtual networks that a scope covers.
    pub(in crate::import) fn keys_within(&self, scope: &str) -> impl Iterator<Item = &str> {
        self.found.by_id.covered(scope).flat_map(move |place| self.keys_at(place))
    }

    /// The virtual networks in the groups that a scope covers, each with the id of its group and its keys; none where no group is known.
    pub(in crate::import) fn in_groups(
        &self,
        scope: &str,
    ) -> Option<impl Iterator<Item = (String, &Vnet, Vec<&str>)>> {
        let vnet = move |place: usize| {
            let vnet = &self.vnets.get(place)?.vnet;
            Some((vnet.group_id()?, vnet, self.keys_at(place).collect()))
        };
        let groups = Some(&self.found.by_group).filter(|groups| !groups.is_empty())?;
        Some(groups.covered(scope).filter_map(vnet))
    }

    fn keyed<'a>(&'a self, places: impl Iterator<Item = &'a usize>) -> impl Iterator<Item = &'a str> {
        places.filter_map(move |place| self.sites.get(*place)).map(|site| &*site.key)
    }
}

/// A subnet of a virtual network, without case.
fn at(place: usize, subnet: &str) -> (usize, String) {
    (place, subnet.to_ascii_lowercase())
}

impl Vnet {
    /// The virtual network in an id.
    pub(in crate::import) fn of(arm: &ArmId<'_>) -> Option<Self> {
        let name = arm.part("virtualNetworks")?.to_owned();
        let (subscription, group) = (arm.subscription.map(str::to_owned), arm.group.map(str::to_owned));
        Some(Self { subscription, group, name, region: None })
    }

    /// The id of its group, as far as it is known.
    fn group_id(&self) -> Option<String> {
        let (subscription, group) = (self.subscription.as_ref()?, self.group.as_ref()?);
        Some(format!("/subscriptions/{subscription}/resourceGroups/{group}"))
    }

    /// Its id, as far as it is known.
    fn id(&self) -> Option<String> {
        let (group, name) = (self.group_id()?, &self.name);
        Some(format!("{group}/providers/Microsoft.Network/virtualNetworks/{name}"))
    }

    fn called(&self) -> Called<'_> {
        let (group, subscription) = (self.group.as_deref(), self.subscription.as_deref());
        Called { name: &self.name, group, subscription }
    }
}
