//! Keys of images: one for each VM image of Power Automate; the name of the image definition where it has only one.

use super::apart;
use crate::facts::value::Version;
use crate::import::ids::{ArmId, folded};
use std::collections::BTreeMap;

/// What a VM image can be made of: an image definition in a gallery, or a managed image.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) struct Definition {
    pub(in crate::import) subscription: Option<String>,
    pub(in crate::import) group: Option<String>,
    /// None for a managed image.
    pub(in crate::import) gallery: Option<String>,
    pub(in crate::import) name: String,
}

/// A VM image in Power Automate.
#[derive(Clone, Debug)]
pub(in crate::import) struct VmImage {
    pub(in crate::import) name: String,
    /// Whether it was made of an image in a gallery.
    pub(in crate::import) custom: bool,
}

/// A version of a VM image.
#[derive(Clone, Debug)]
pub(in crate::import) struct VmVersion {
    pub(in crate::import) image: String,
    pub(in crate::import) reference: Option<String>,
    /// Whether it can be used, and by hosted machines.
    pub(in crate::import) usable: bool,
    pub(in crate::import) created: String,
}

/// What one key in the document stands for.
#[derive(Clone, Debug)]
struct Site {
    key: String,
    definition: Option<Definition>,
    image: Option<String>,
    /// The version in the gallery that counts.
    version: Option<String>,
}

/// All images.
#[derive(Debug, Default)]
pub(in crate::import) struct Images {
    definitions: BTreeMap<String, Definition>,
    made: BTreeMap<String, VmImage>,
    versions: BTreeMap<String, VmVersion>,
    /// The newest version in a gallery that can be used, by definition.
    newest: BTreeMap<String, (Version, String)>,
    /// Whether a version is there that could be the newest of any.
    unsure: bool,
    unsure_of: Vec<String>,
    sites: Vec<Site>,
}

impl Definition {
    /// The image definition, or the managed image, in an id.
    pub(in crate::import) fn of(arm: &ArmId<'_>) -> Option<Self> {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let name = arm.part("images")?.to_owned();
        let gallery = owned(arm.part("galleries"));
        Some(Self { subscription: owned(arm.subscription), group: owned(arm.group), gallery, name })
    }

    /// It by an id.
    pub(in crate::import) fn at(id: &str) -> Option<Self> {
        Self::of(&ArmId::parse(id)?)
    }

    /// Whether two could be the same.
    fn agrees(&self, other: &Self) -> bool {
        let same = |one: &Option<String>, other: &Option<String>| match (one, other) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => true,
        };
        self.name.eq_ignore_ascii_case(&other.name)
            && self.gallery.is_some() == other.gallery.is_some()
            && same(&self.gallery, &other.gallery)
            && same(&self.group, &other.group)
            && same(&self.subscription, &other.subscription)
    }

    fn folded(&self) -> String {
        let part = |text: &Option<String>| text.as_deref().map_or_else(String::new, folded);
        [part(&self.subscription), part(&self.group), part(&self.gallery), folded(&self.name)].join("/")
    }
}

impl Images {
    /// Notes an image definition or a managed image.
    pub(in crate::import) fn note(&mut self, definition: Definition) {
        // A template that does not name its subscription is about one that is known, where there is one.
        if definition.subscription.is_none() && self.known(&definition).is_some() {
            return;
        }
        self.definitions.entry(definition.folded()).or_insert(definition);
    }

    /// The one definition that could be this one.
    fn known(&self, definition: &Definition) -> Option<&Definition> {
        let mut alike = self.definitions.values().filter(|known| known.agrees(definition));
        alike.next().filter(|_| alike.next().is_none())
    }

    /// Notes what an id names.
    pub(in crate::import) fn note_id(&mut self, id: &str) {
        if let Some(definition) = Definition::at(id) {
            self.note(definition);
        }
    }

    /// Notes a version in a gallery that can be used.
    pub(in crate::import) fn note_usable(&mut self, id: &str, name: &str) {
        let (Some(definition), Some(version)) = (Definition::at(id), Version::parse(name)) else { return };
        let newest = self.newest.entry(definition.folded()).or_insert((version, name.to_owned()));
        if version > newest.0 {
            *newest = (version, name.to_owned());
        }
    }

    /// Notes a version of which it is not known whether it can be used, or even of what it is one.
    pub(in crate::import) fn note_unsure(&mut self, id: Option<&str>) {
        match id.and_then(Definition::at) {
            Some(definition) => {
                self.unsure_of.push(definition.folded());
                self.note(definition);
            }
            None => self.unsure = true,
        }
    }

    /// The newest version in a gallery; none where another could be newer.
    fn newest_in(&self, folded: &str) -> Option<String> {
        let sure = !self.unsure && !self.unsure_of.iter().any(|of| of == folded);
        self.newest.get(folded).filter(|_| sure).map(|newest| newest.1.clone())
    }

    /// Notes a VM image.
    pub(in crate::import) fn note_vm_image(&mut self, id: &str, image: VmImage) {
        self.made.insert(folded(id), image);
    }

    /// Notes a version of a VM image.
    pub(in crate::import) fn note_vm_version(&mut self, id: &str, version: VmVersion) {
        if let Some(definition) = version.reference.as_deref().and_then(Definition::at) {
            // Its VM image may stand in no file.
            let name = definition.name.clone();
            self.made.entry(folded(&version.image)).or_insert(VmImage { name, custom: true });
            self.note(definition);
        }
        self.versions.insert(folded(id), version);
    }

    /// Chooses the keys.
    pub(super) fn settle(&mut self, told: Option<&str>) {
        let mut sites = Vec::new();
        let mut placed = Vec::new();
        for (folded_id, definition) in &self.definitions {
            let of_it: Vec<(&String, &VmImage)> = self
                .made
                .iter()
                .filter(|(id, image)| image.custom && self.definition_of(id).as_ref() == Some(folded_id))
                .collect();
            let base = self.base(definition);
            for (id, image) in &of_it {
                let meant = told.is_some_and(|told| told.eq_ignore_ascii_case(&image.name));
                let key = if of_it.len() == 1 || meant { base.clone() } else { image.name.clone() };
                let version =
                    self.newest_of(id).and_then(|version| version_in(version.reference.as_deref()?));
                let (definition, image) = (Some(definition.clone()), Some((*id).clone()));
                sites.push(Site { key, definition, image, version });
                placed.push((*id).clone());
            }
            if of_it.is_empty() {
                let version = self.newest_in(folded_id);
                sites.push(Site { key: base, definition: Some(definition.clone()), image: None, version });
            }
        }
        for (id, image) in self.made.iter().filter(|(id, image)| image.custom && !placed.contains(id)) {
            let (key, image) = (image.name.clone(), Some(id.clone()));
            sites.push(Site { key, definition: None, image, version: None });
        }
        for site in &mut sites {
            if site.version.is_none()
                && let Some(definition) = &site.definition
            {
                site.version = self.newest_in(&definition.folded());
            }
        }
        apart(sites.iter_mut().map(|site| &mut site.key));
        self.sites = sites;
    }

    /// The name of a definition, with more where another has the same.
    fn base(&self, definition: &Definition) -> String {
        let namesakes =
            self.definitions.values().filter(|other| other.name.eq_ignore_ascii_case(&definition.name));
        let namesakes: Vec<&Definition> = namesakes.collect();
        let same_kind =
            namesakes.iter().filter(|other| other.gallery.is_some() == definition.gallery.is_some());
        match (&definition.gallery, namesakes.len(), same_kind.count()) {
            (Some(gallery), _, 2..) => format!("{} ({gallery})", definition.name),
            (None, 2.., _) => format!("{} (managed image)", definition.name),
            _ => definition.name.clone(),
        }
    }

    /// The definition that the versions of a VM image are made of.
    fn definition_of(&self, image: &str) -> Option<String> {
        let made = self.versions.values().filter(|version| folded(&version.image) == image);
        let newest =
            made.filter(|version| version.reference.is_some()).max_by_key(|version| &version.created)?;
        Some(Definition::at(newest.reference.as_deref()?)?.folded())
    }

    /// The version of a VM image that counts: the newest that hosted machines can use.
    fn newest_of(&self, image: &str) -> Option<&VmVersion> {
        let made = self.versions.values().filter(|version| folded(&version.image) == image && version.usable);
        made.max_by_key(|version| &version.created)
    }

    /// Whether this version of a VM image is the one that counts.
    pub(in crate::import) fn counts(&self, id: &str) -> bool {
        let Some(version) = self.versions.get(&folded(id)) else { return false };
        let newest = self.newest_of(&folded(&version.image));
        newest.is_some_and(|newest| std::ptr::eq(newest, version))
    }

    /// The keys of an image definition.
    pub(in crate::import) fn keys(&self, definition: &Definition) -> Vec<&str> {
        self.found(definition).map(|site| &*site.key).collect()
    }

    /// The keys of an image definition for which a version of it is the one that counts.
    pub(in crate::import) fn keys_with(&self, definition: &Definition, version: &str) -> Vec<&str> {
        let is = |site: &&Site| match &site.version {
            Some(counts) => counts == version,
            None => !self.unsure && !self.unsure_of.contains(&definition.folded()),
        };
        self.found(definition).filter(is).map(|site| &*site.key).collect()
    }

    fn found(&self, definition: &Definition) -> impl Iterator<Item = &Site> {
        let known = if definition.subscription.is_none() { self.known(definition) } else { None };
        let folded = known.unwrap_or(definition).folded();
        self.sites.iter().filter(move |site| site.definition.as_ref().is_some_and(|it| it.folded() == folded))
    }

    /// The keys of the images in a gallery, which an id names.
    pub(in crate::import) fn in_gallery(&self, id: &str) -> Vec<&str> {
        let Some(arm) = ArmId::parse(id) else { return Vec::new() };
        let same = |one: Option<&str>, other: Option<&String>| {
            one.zip(other).is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
        };
        let lies = |site: &&Site| {
            site.definition.as_ref().is_some_and(|definition| {
                same(arm.subscription, definition.subscription.as_ref())
                    && same(arm.group, definition.group.as_ref())
                    && same(arm.part("galleries"), definition.gallery.as_ref())
            })
        };
        self.sites.iter().filter(lies).map(|site| &*site.key).collect()
    }

    /// The key of the VM image of this name, or the key itself.
    pub(in crate::import) fn key_called(&self, name: &str) -> Option<&str> {
        let is = |site: &&Site| {
            let own = site.image.as_ref().and_then(|id| self.made.get(id));
            own.is_some_and(|image| image.name.eq_ignore_ascii_case(name))
                || site.key.eq_ignore_ascii_case(name)
        };
        self.sites.iter().find(is).map(|site| &*site.key)
    }

    /// The key of the image that was told, or of the only one.
    pub(in crate::import) fn key_meant(&self, told: Option<&str>) -> Option<&str> {
        match (told, self.sites.as_slice()) {
            (Some(name), _) => self.key_called(name),
            (None, [only]) => Some(&only.key),
            (None, _) => None,
        }
    }

    /// The keys of all images in galleries, with the id of the gallery.
    pub(in crate::import) fn with_galleries(&self) -> impl Iterator<Item = (String, &str)> {
        self.sites.iter().filter_map(|site| {
            let Definition { subscription, group, gallery, .. } = site.definition.as_ref()?;
            let (subscription, group, gallery) = (subscription.as_ref()?, group.as_ref()?, gallery.as_ref()?);
            let id = format!("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/galleries/{gallery}");
            Some((id, &*site.key))
        })
    }

    /// The key of a VM image; `default` for one that Microsoft made.
    pub(in crate::import) fn key_of_vm_image(&self, id: &str) -> Option<&str> {
        let image = self.made.get(&folded(id))?;
        if !image.custom {
            return Some(crate::facts::DEFAULT_IMAGE);
        }
        let site = self.sites.iter().find(|site| site.image.as_deref() == Some(&*folded(id)))?;
        Some(&site.key)
    }

    /// The key of the image that a version of a VM image belongs to.
    pub(in crate::import) fn key_of_vm_version(&self, id: &str) -> Option<&str> {
        let version = self.versions.get(&folded(id))?;
        let own = self.key_of_vm_image(&version.image);
        own.or_else(|| {
            let definition = Definition::at(version.reference.as_deref()?)?;
            self.keys(&definition).first().copied()
        })
    }
}

/// The version in an id.
fn version_in(id: &str) -> Option<String> {
    ArmId::parse(id)?.part("versions").map(str::to_owned)
}
