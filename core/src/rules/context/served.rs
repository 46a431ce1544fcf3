//! Queries about what an image, a network or a geography serves in the action: hosted machines, hosted machine groups, or both.

use super::Context;
use crate::facts::At;
use crate::facts::entities::{Image, Network};
use crate::facts::known::Known;
use crate::facts::request::Action;
use crate::facts::value::{GroupKind, Usage};
use crate::facts::{DEFAULT_IMAGE, NONE};
use crate::rulebook::term::Term;
use crate::rulebook::{Geography, Key};
use crate::rules::phrases as say;
use crate::rules::rule::{Stop, alongside, applies};
use crate::vocabulary::Phrase;

/// The kind of thing that runs from an image, on a network, in a geography.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Served {
    /// Hosted machines.
    Machines,
    /// Hosted machine groups.
    Groups,
    /// Either of them.
    Either,
}

impl Served {
    /// Returns its name in words.
    pub const fn words(self) -> Phrase {
        match self {
            Self::Machines => say::HOSTED_MACHINES,
            Self::Groups => say::HOSTED_MACHINE_GROUPS,
            Self::Either => say::HOSTED_MACHINES_AND_GROUPS,
        }
    }

    /// Returns the key for the Azure region in which it runs.
    const fn region(self) -> Key {
        if matches!(self, Self::Groups) { Key::GroupRegion } else { Key::GeographyRegion }
    }

    /// Returns the key for who may use it in a geography.
    const fn access(self) -> Key {
        if matches!(self, Self::Groups) { Key::GroupAccess } else { Key::GeographyAccess }
    }
}

impl<'a> Context<'a> {
    /// Returns what the action creates: groups if it creates or changes a group, otherwise machines.
    pub const fn made(&self) -> Served {
        match self.action() {
            Action::CreateGroup | Action::EditGroup => Served::Groups,
            _ => Served::Machines,
        }
    }

    /// Returns what the action creates something for: groups only if it serves nothing else.
    pub fn mainly(&self) -> Served {
        if self.serves(Served::Machines) == Ok(Ok(false)) { Served::Groups } else { self.made() }
    }

    /// Returns whether the action serves these: it creates one of them, or adds an image or network connection meant for them.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if it creates something else.
    pub fn serves(&self, served: Served) -> Result<Known<bool>, Stop> {
        match self.action() {
            Action::CreateImage => {
                let usage = match self.custom_image() {
                    Ok(image) => image.usage().copied(),
                    Err(Stop::Unknown(missing)) => Err(missing),
                    Err(stop) => return Err(stop),
                };
                Ok(is_for(usage, served, image_is_for))
            }
            Action::CreateNetwork => {
                let usage = match self.custom_network() {
                    Ok(network) => network.connection().usage().copied(),
                    Err(Stop::Unknown(missing)) => Err(missing),
                    Err(stop) => return Err(stop),
                };
                Ok(is_for(usage, served, network_is_for))
            }
            _ => {
                applies(served == Served::Either || served == self.made())?;
                Ok(if self.action() == Action::EditGroup {
                    self.group().and_then(|group| group.kind().map(|kind| *kind == GroupKind::Hosted))
                } else {
                    Ok(true)
                })
            }
        }
    }

    /// Returns the custom image of the action, and whether it serves these. When a group is edited, the image counts only if the request
    /// names one.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if no custom image does. Missing facts: the name of the image.
    pub fn image_for(&self, served: Served) -> Result<(At<'a, Image>, Known<bool>), Stop> {
        applies(self.action() != Action::EditGroup || self.details().image.is_some())?;
        applies(self.details().image.as_deref() != Some(DEFAULT_IMAGE))?;
        let owed = self.serves(served)?;
        Ok((self.custom_image()?, owed))
    }

    /// Returns the custom network of the action, and whether it serves these. A hosted machine group that is edited or run has a network of
    /// its own.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if no custom network does. Missing facts: the name of the network, or the facts that it depends on.
    pub fn network_for(&self, served: Served) -> Result<(At<'a, Network>, Known<bool>), Stop> {
        if matches!(self.action(), Action::CreateMachine | Action::CreateNetwork | Action::CreateGroup) {
            applies(self.details().network.is_some() || self.action() == Action::CreateNetwork)?;
            let owed = self.serves(served)?;
            return Ok((self.custom_network()?, owed));
        }
        applies(served != Served::Machines)?;
        let group = self.asked_group()?;
        let network = || -> Result<At<'a, Network>, Stop> {
            let name = group.network()?;
            applies(name != NONE)?;
            Ok(self.network(name)?)
        };
        applies(*alongside(group.kind(), network)? == GroupKind::Hosted)?;
        Ok((network()?, Ok(true)))
    }

    /// Returns the single Azure region of the environment's geography in which these run.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] if they are not offered there; missing facts.
    pub fn region_of(&self, served: Served) -> Result<&'static str, Stop> {
        let geography = self.geography()?;
        self.region_in(served, geography).ok_or(Stop::NotApplicable)
    }

    /// Returns the single Azure region of a geography in which these run, if any.
    pub fn region_in(&self, served: Served, geography: Term<Geography>) -> Option<&'static str> {
        self.geography_text(served.region(), geography)
    }

    /// Returns who may use these in a geography, if they are offered there.
    pub fn access_to(&self, served: Served, geography: Term<Geography>) -> Option<&'static str> {
        self.geography_text(served.access(), geography)
    }
}

/// Whether something with this usage serves these; every usage serves [`Served::Either`].
fn is_for(usage: Known<Usage>, served: Served, is: fn(Usage, Served) -> bool) -> Known<bool> {
    if served == Served::Either { Ok(true) } else { usage.map(|usage| is(usage, served)) }
}

/// Whether an image with this usage serves these.
fn image_is_for(usage: Usage, served: Served) -> bool {
    match served {
        Served::Machines => usage != Usage::HostedMachineGroup,
        Served::Groups => usage != Usage::HostedMachine,
        Served::Either => true,
    }
}

/// Whether a network connection with this usage serves these as soon as it is added. One subnet cannot serve both: a connection for both is
/// judged as one for machines, and as one for groups once a group uses it.
fn network_is_for(usage: Usage, served: Served) -> bool {
    match served {
        Served::Machines => usage != Usage::HostedMachineGroup,
        Served::Groups => usage == Usage::HostedMachineGroup,
        Served::Either => true,
    }
}
