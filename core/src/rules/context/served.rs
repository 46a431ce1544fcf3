//! What an image, a network or a geography is to serve in the action: hosted machines, hosted machine groups, or both.

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

/// What runs from an image, on a network, in a geography.
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
    /// The name of it, in words.
    pub const fn words(self) -> Phrase {
        match self {
            Self::Machines => say::HOSTED_MACHINES,
            Self::Groups => say::HOSTED_MACHINE_GROUPS,
            Self::Either => say::HOSTED_MACHINES_AND_GROUPS,
        }
    }

    /// Where the rulebook says in which Azure region it runs.
    const fn region(self) -> Key {
        if matches!(self, Self::Groups) { Key::GroupRegion } else { Key::GeographyRegion }
    }

    /// Where the rulebook says to whom a geography is open.
    const fn access(self) -> Key {
        if matches!(self, Self::Groups) { Key::GroupAccess } else { Key::GeographyAccess }
    }
}

impl<'a> Context<'a> {
    /// What the action makes: groups where a group is made or changed, otherwise machines.
    pub const fn made(&self) -> Served {
        match self.action() {
            Action::CreateGroup | Action::EditGroup => Served::Groups,
            _ => Served::Machines,
        }
    }

    /// What the action makes or adds something for: groups where they are all that it is for.
    pub fn mainly(&self) -> Served {
        if self.serves(Served::Machines) == Ok(Ok(false)) { Served::Groups } else { self.made() }
    }

    /// Whether the action is for these: what it makes is one of them, or the image or network connection that it adds is meant for them.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where what it makes is something else.
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

    /// The custom image of the action, and whether it is to serve these; a group that is edited keeps its own where none is named.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where no custom image is to; the name of the image.
    pub fn image_for(&self, served: Served) -> Result<(At<'a, Image>, Known<bool>), Stop> {
        applies(self.action() != Action::EditGroup || self.details().image.is_some())?;
        applies(self.details().image.as_deref() != Some(DEFAULT_IMAGE))?;
        let owed = self.serves(served)?;
        Ok((self.custom_image()?, owed))
    }

    /// The custom network of the action, and whether it is to serve these. A hosted machine group that is edited, or runs, has one of its own.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where no custom network is to; the name of the network, or what it hangs on.
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

    /// The one Azure region of the environment's geography in which these run.
    ///
    /// # Errors
    /// [`Stop::NotApplicable`] where they are not offered; missing facts.
    pub fn region_of(&self, served: Served) -> Result<&'static str, Stop> {
        let geography = self.geography()?;
        self.region_in(served, geography).ok_or(Stop::NotApplicable)
    }

    /// The one Azure region of a geography in which these run, if any.
    pub fn region_in(&self, served: Served, geography: Term<Geography>) -> Option<&'static str> {
        self.geography_text(served.region(), geography)
    }

    /// To whom a geography is open for these, where they are offered in it.
    pub fn access_to(&self, served: Served, geography: Term<Geography>) -> Option<&'static str> {
        self.geography_text(served.access(), geography)
    }
}

/// Whether what has this usage is to serve these; whatever it is for, it serves either.
fn is_for(usage: Known<Usage>, served: Served, is: fn(Usage, Served) -> bool) -> Known<bool> {
    if served == Served::Either { Ok(true) } else { usage.map(|usage| is(usage, served)) }
}

/// Whether an image for this usage is to serve these.
fn image_is_for(usage: Usage, served: Served) -> bool {
    match served {
        Served::Machines => usage != Usage::HostedMachineGroup,
        Served::Groups => usage != Usage::HostedMachine,
        Served::Either => true,
    }
}

/// Whether a network connection for this usage is to serve these, as soon as it is added. One subnet cannot serve both: that of a connection
/// for both is judged as that of machines, and as that of groups when a group is put on it.
fn network_is_for(usage: Usage, served: Served) -> bool {
    match served {
        Served::Machines => usage != Usage::HostedMachineGroup,
        Served::Groups => usage == Usage::HostedMachineGroup,
        Served::Either => true,
    }
}
