//! What a machine takes from the shared stocks of its tenant and region.

use crate::vocabulary::choices;

choices! {
    /// What a machine takes from a shared stock and must give back.
    pub enum Resource {
        /// One unit of the environment's licence capacity.
        Licence = "licence",
        /// Azure capacity in the home region.
        AzureCapacity = "azure-capacity",
        /// An address of the subnet, with its network interface.
        Address = "address",
    }
}

/// A set of [`Resource`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HeldResources(u8);

impl HeldResources {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// What an attempt takes and gives back when it fails; the licence unit outlives it.
    pub const OF_ATTEMPT: Self = Self::NONE.with(Resource::AzureCapacity).with(Resource::Address);

    /// The set with one resource more.
    #[must_use]
    pub const fn with(self, resource: Resource) -> Self {
        Self(self.0 | 1 << resource as u8)
    }

    /// Whether the resource is in the set.
    #[must_use]
    pub const fn has(self, resource: Resource) -> bool {
        self.0 & 1 << resource as u8 != 0
    }

    /// What is in both sets.
    #[must_use]
    pub const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether nothing is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
