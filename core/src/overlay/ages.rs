//! How old facts may be that say when they were observed.

use super::document::AgesSetting;
use crate::vocabulary::duration::Duration;
use crate::vocabulary::{Level, choices};

choices! {
    /// What changes by itself, or by others, so that what was seen of it grows old.
    pub enum Ageing {
        /// Addresses that are free in a subnet.
        Addresses = "addresses",
        /// Licence capacity: what is bought and allocated, and what takes of it.
        Capacity = "capacity",
        /// Roles, assignments and shares.
        Roles = "roles",
    }
}

/// How old facts may be, and how bad it is when they are older. The ages are ours; an overlay sets others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ages {
    /// Addresses.
    pub addresses: Duration,
    /// Licence capacity.
    pub capacity: Duration,
    /// Roles, assignments and shares.
    pub roles: Duration,
    /// How bad it is. At level `error` what is too old counts as unknown.
    pub level: Level,
}

impl Default for Ages {
    fn default() -> Self {
        let hours = |hours: u64| Duration::of_ms(hours * 3_600_000);
        Self { addresses: hours(1), capacity: hours(24), roles: Duration::days(7), level: Level::Warning }
    }
}

impl Ages {
    /// What an organisation says of it.
    pub(super) fn of(said: &AgesSetting) -> Self {
        let usual = Self::default();
        Self {
            addresses: said.addresses.unwrap_or(usual.addresses),
            capacity: said.capacity.unwrap_or(usual.capacity),
            roles: said.roles.unwrap_or(usual.roles),
            level: said.level.unwrap_or(usual.level),
        }
    }

    /// How old what is seen of this may be.
    pub const fn most(&self, of: Ageing) -> Duration {
        match of {
            Ageing::Addresses => self.addresses,
            Ageing::Capacity => self.capacity,
            Ageing::Roles => self.roles,
        }
    }
}
