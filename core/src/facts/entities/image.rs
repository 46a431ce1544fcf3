//! Custom images.

use crate::facts::choice::facts;
use crate::facts::fact::Fact;
use crate::facts::list::Listing;
use crate::facts::place::Group;
use crate::facts::value::{
    Build, Edition, GallerySharing, Generalized, Generation, OsFamily, Presence, Region, SecurityType,
    Session, Support, Usage, VersionState, VersionStatus,
};
use greenlight_json::InlineStr;

facts! {
    /// A custom image: its definition in an Azure Compute Gallery and the VM image made of it in Power Automate.
    pub struct Image {
        /// What it is made for.
        usage: Fact<Usage>,
        /// The Azure subscription it lies in.
        subscription: Fact<InlineStr>,
        /// The gallery it lies in.
        gallery: Gallery,
        /// Azure regions a version of it is replicated to, where the replication is complete.
        regions: Listing<Region>,
        /// Hyper-V generation of its definition.
        generation: Fact<Generation>,
        /// Whether it is generalized.
        generalized: Fact<Generalized>,
        /// How many people may use its Windows at once.
        session: Fact<Session>,
        /// Whether it has a recovery partition.
        recovery_partition: Fact<Presence>,
        /// Size of its OS disk, in GB.
        os_disk_gb: Fact<u64>,
        /// Security type of its definition.
        security_type: Fact<SecurityType>,
        /// Its operating system.
        os: Os,
        /// The virtual machine that it was made of.
        source: Source,
        /// Major version of Microsoft Edge in it; 0 where it has none.
        edge_version: Fact<u64>,
        /// Status of the image version in Power Automate.
        version_status: Fact<VersionStatus>,
        /// What Windows 365 says of its operating system.
        windows_365_support: Fact<Support>,
        /// Whether the machine runtime was registered on the virtual machine before the image was made of it.
        runtime_registered: Fact<bool>,
        /// Who made the VM image in Power Automate.
        owner: Fact<InlineStr>,
        /// People the VM image is shared with in Power Automate.
        shared_with: Listing<InlineStr>,
    }

    /// An Azure Compute Gallery.
    pub struct Gallery {
        /// The resource group it lies in.
        resource_group: Fact<InlineStr>,
        /// How it is shared.
        sharing: Fact<GallerySharing>,
        /// State of the image version in it: Provisioning state on the version's page in the Azure portal, `provisioningState` in `az sig image-version show`.
        version_state: Fact<VersionState>,
        /// People with at least Reader on it.
        readers: Listing<InlineStr>,
    }

    /// The virtual machine that an image was made of.
    #[cfg_attr(feature = "schema", schemars(rename = "ImageSource"))]
    pub struct Source {
        /// Whether the virtual machine that the image was made of was ever joined to Active Directory or Microsoft Entra ID, enrolled in Intune or co-managed, as who built it knows and `dsregcmd /status` shows there.
        joined: Fact<bool>,
        /// Data disks in the image version: Disks on the version's page in the Azure portal, `storageProfile.dataDiskImages` in `az sig image-version show`.
        data_disks: Fact<u64>,
        /// Whether FSLogix is installed in the image: look for it among the installed apps of the virtual machine that it was made of.
        fslogix: Fact<Presence>,
        /// Apps in the Start menu of the image, as `(Get-StartApps).Count` counts them on the virtual machine that it was made of.
        start_apps: Fact<u64>,
        /// Whether Azure Disk Encryption was on for the disk of the virtual machine that the image was made of, as `az vm encryption show` tells.
        azure_disk_encryption: Fact<Presence>,
        /// Whether a disk encryption set encrypts the image version or the disk that it was made of: Encryption on its page in the Azure portal.
        disk_encryption_set: Fact<Presence>,
    }

    /// An operating system.
    pub struct Os {
        /// Its family.
        family: Fact<OsFamily>,
        /// Its edition.
        edition: Fact<Edition>,
        /// Its version, such as `22H2`.
        version: Fact<InlineStr>,
        /// Its build, such as 22621.
        build: Fact<Build>,
    }
}

impl Group for Gallery {}
impl Group for Os {}
impl Group for Source {}
