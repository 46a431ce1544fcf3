//! Keys of images: one for each VM image of Power Automate; the name of the image definition where it has only one.

use super::apart;
use super::index::{Alike, ByScope, Called};
use crate::facts::value::Version;
use crate::import::ids::{ArmId, folded};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

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
    alike: Alike<String>,
    made: BTreeMap<String, VmImage>,
    versions: BTreeMap<String, VmVersion>,
    /// The newest version in a gallery that can be used, by definition.
    newest: BTreeMap<String, (Version, String)>,
    /// Whether a version is there that could be the newest of any.
    unsure: bool,
    unsure_of: BTreeSet<String>,
    /// The version of each VM image that counts.
    counting: BTreeMap<String, String>,
    sites: Vec<Site>,
    found: ImageIndex,
}

/// Where sites stand once the keys are chosen.
#[derive(Debug, Default)]
struct ImageIndex {
    by_definition: BTreeMap<String, Vec<usize>>,
    by_image: BTreeMap<String, usize>,
    /// By the name of the VM image or the key, whichever comes first.
    by_name: BTreeMap<String, usize>,
    /// By the id of their gallery.
    by_gallery: ByScope<usize>,
    in_gallery: BTreeMap<[String; 3], Vec<usize>>,
}

/// What the versions of a VM image tell of it.
#[derive(Debug, Default)]
struct VersionSummary<'a> {
    /// The newest that says of what it is made.
    made_of: Option<&'a VmVersion>,
    /// The newest that hosted machines can use, with its id.
    counts: Option<(&'a String, &'a VmVersion)>,
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

    /// By what those are found that could be the same: a managed image is none in a gallery.
    fn alike<T>(&self, found: impl FnOnce(Called<'_>) -> T) -> T {
        let gallery = self.gallery.as_deref().unwrap_or_default().to_ascii_lowercase();
        let name = match &self.gallery {
            Some(_) => format!("{gallery}/images/{}", self.name),
            None => self.name.clone(),
        };
        let (group, subscription) = (self.group.as_deref(), self.subscription.as_deref());
        found(Called { name: &name, group, subscription })
    }

    fn folded(&self) -> String {
        let part = |text: &Option<String>| text.as_deref().map_or_else(String::new, folded);
        [part(&self.subscription), part(&self.group), part(&self.gallery), folded(&self.name)].join("/")
    }

    /// Its name, with more where another has the same.
    fn told_apart(&self, namesakes: &BTreeMap<String, [usize; 2]>) -> String {
        let [in_galleries, managed] =
            namesakes.get(&self.name.to_ascii_lowercase()).copied().unwrap_or_default();
        match &self.gallery {
            Some(gallery) if in_galleries > 1 => format!("{} ({gallery})", self.name),
            None if in_galleries + managed > 1 => format!("{} (managed image)", self.name),
            _ => self.name.clone(),
        }
    }
}

impl VmVersion {
    /// The definition that it is made of.
    fn definition(&self) -> Option<String> {
        Some(Definition::at(self.reference.as_deref()?)?.folded())
    }
}

impl Images {
    /// Notes an image definition or a managed image.
    pub(in crate::import) fn note(&mut self, definition: Definition) {
        // A template that does not name its subscription is about one that is known, where there is one.
        if definition.subscription.is_none() && self.known(&definition).is_some() {
            return;
        }
        if let Entry::Vacant(place) = self.definitions.entry(definition.folded()) {
            definition.alike(|called| self.alike.insert(called, place.key()));
            place.insert(definition);
        }
    }

    /// The one definition that could be this one.
    fn known(&self, definition: &Definition) -> Option<&Definition> {
        self.definitions.get(definition.alike(|called| self.alike.only(called))?)
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
                self.unsure_of.insert(definition.folded());
                self.note(definition);
            }
            None => self.unsure = true,
        }
    }

    /// The newest version in a gallery; none where another could be newer.
    fn newest_in(&self, folded: &str) -> Option<String> {
        let sure = !self.unsure && !self.unsure_of.contains(folded);
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
        let versions = self.by_image();
        let mut of_each: BTreeMap<&String, Vec<(&String, &VmImage)>> = BTreeMap::new();
        let mut others = Vec::new();
        for (id, image) in self.made.iter().filter(|(_, image)| image.custom) {
            let made_of = versions.get(id).and_then(|told| told.made_of?.definition());
            match made_of.and_then(|folded_id| self.definitions.get_key_value(&folded_id)) {
                Some((folded_id, _)) => of_each.entry(folded_id).or_default().push((id, image)),
                None => others.push((id, image)),
            }
        }
        let namesakes = self.namesakes();
        let mut sites = Vec::new();
        for (folded_id, definition) in &self.definitions {
            let of_it = of_each.remove(folded_id).unwrap_or_default();
            let base = definition.told_apart(&namesakes);
            let newest = || self.newest_in(folded_id);
            for (id, image) in &of_it {
                let meant = told.is_some_and(|told| told.eq_ignore_ascii_case(&image.name));
                let key = if of_it.len() == 1 || meant { base.clone() } else { image.name.clone() };
                let counts = versions.get(*id).and_then(|told| told.counts);
                let version = counts.and_then(|(_, version)| version_in(version.reference.as_deref()?));
                let (definition, image) = (Some(definition.clone()), Some((*id).clone()));
                sites.push(Site { key, definition, image, version: version.or_else(newest) });
            }
            if of_it.is_empty() {
                sites.push(Site {
                    key: base,
                    definition: Some(definition.clone()),
                    image: None,
                    version: newest(),
                });
            }
        }
        for (id, image) in others {
            let (key, image) = (image.name.clone(), Some(id.clone()));
            sites.push(Site { key, definition: None, image, version: None });
        }
        apart(sites.iter_mut().map(|site| &mut site.key));
        let counting = versions.into_iter().filter_map(|(image, told)| Some((image, told.counts?.0.clone())));
        self.counting = counting.collect();
        self.found = self.find(&sites);
        self.sites = sites;
    }

    /// What versions tell of their VM images.
    fn by_image(&self) -> BTreeMap<String, VersionSummary<'_>> {
        let mut images: BTreeMap<String, VersionSummary<'_>> = BTreeMap::new();
        for (id, version) in &self.versions {
            let told = images.entry(folded(&version.image)).or_default();
            let newer = |than: &VmVersion| version.created >= than.created;
            if version.reference.is_some() && told.made_of.is_none_or(newer) {
                told.made_of = Some(version);
            }
            if version.usable && told.counts.is_none_or(|(_, than)| newer(than)) {
                told.counts = Some((id, version));
            }
        }
        images
    }

    /// How many image definitions and managed images go by a name.
    fn namesakes(&self) -> BTreeMap<String, [usize; 2]> {
        let mut namesakes: BTreeMap<String, [usize; 2]> = BTreeMap::new();
        for definition in self.definitions.values() {
            let [in_galleries, managed] = namesakes.entry(definition.name.to_ascii_lowercase()).or_default();
            *(if definition.gallery.is_some() { in_galleries } else { managed }) += 1;
        }
        namesakes
    }

    fn find(&self, sites: &[Site]) -> ImageIndex {
        let mut found = ImageIndex::default();
        for (place, site) in sites.iter().enumerate() {
            let image = site.image.as_ref();
            if let Some(image) = image {
                found.by_image.entry(image.clone()).or_insert(place);
            }
            let name = image.and_then(|id| self.made.get(id)).map(|image| &image.name);
            for name in name.into_iter().chain([&site.key]) {
                found.by_name.entry(name.to_ascii_lowercase()).or_insert(place);
            }
            let Some(definition) = &site.definition else { continue };
            found.by_definition.entry(definition.folded()).or_default().push(place);
            let Definition { subscription, group, gallery, .. } = definition;
            let (Some(subscription), Some(group), Some(gallery)) = (subscription, group, gallery) else {
                continue;
            };
            found.in_gallery.entry(gallery_of([subscription, group, gallery])).or_default().push(place);
            let id = format!(
                "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/galleries/{gallery}"
            );
            found.by_gallery.insert(&id, place);
        }
        found
    }

    /// Whether this version of a VM image is the one that counts.
    pub(in crate::import) fn counts(&self, id: &str) -> bool {
        let id = folded(id);
        let image = self.versions.get(&id).map(|version| folded(&version.image));
        image.and_then(|image| self.counting.get(&image)) == Some(&id)
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
        let places = self.found.by_definition.get(&known.unwrap_or(definition).folded());
        places.into_iter().flatten().filter_map(|place| self.sites.get(*place))
    }

    /// The keys of the images in a gallery, which an id names.
    pub(in crate::import) fn in_gallery(&self, id: &str) -> Vec<&str> {
        let named =
            |arm: ArmId<'_>| Some(gallery_of([arm.subscription?, arm.group?, arm.part("galleries")?]));
        let gallery = ArmId::parse(id).and_then(named);
        let places = gallery.and_then(|gallery| self.found.in_gallery.get(&gallery));
        places.into_iter().flatten().filter_map(|place| self.key_at(*place)).collect()
    }

    fn key_at(&self, place: usize) -> Option<&str> {
        self.sites.get(place).map(|site| &*site.key)
    }

    /// The key of the VM image of this name, or the key itself.
    pub(in crate::import) fn key_called(&self, name: &str) -> Option<&str> {
        self.key_at(*self.found.by_name.get(&name.to_ascii_lowercase())?)
    }

    /// The key of the image that was told, or of the only one.
    pub(in crate::import) fn key_meant(&self, told: Option<&str>) -> Option<&str> {
        match (told, self.sites.as_slice()) {
            (Some(name), _) => self.key_called(name),
            (None, [only]) => Some(&only.key),
            (None, _) => None,
        }
    }

    /// The keys of the images in the galleries that a scope covers.
    pub(in crate::import) fn keys_within(&self, scope: &str) -> impl Iterator<Item = &str> {
        self.found.by_gallery.covered(scope).filter_map(|place| self.key_at(place))
    }

    /// The key of a VM image; `default` for one that Microsoft made.
    pub(in crate::import) fn key_of_vm_image(&self, id: &str) -> Option<&str> {
        let id = folded(id);
        if !self.made.get(&id)?.custom {
            return Some(crate::facts::DEFAULT_IMAGE);
        }
        self.key_at(*self.found.by_image.get(&id)?)
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

/// By what a gallery is found, whatever the case.
fn gallery_of(names: [&str; 3]) -> [String; 3] {
    names.map(str::to_ascii_lowercase)
}
