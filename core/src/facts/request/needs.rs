//! The details that a request must give to be understood, although no rule asks for them.

use super::{Action, Request};

impl Request {
    /// Returns the required details that the request lacks.
    pub(crate) fn lacks(&self) -> impl Iterator<Item = &'static str> {
        let needs = self.action.needs().iter().copied();
        let given = if needs.len() > 0 { self.details.given().to_vec() } else { Vec::new() };
        needs.filter(move |field| !given.contains(&(*field, true)))
    }
}

impl Action {
    /// Returns the details without which the action is not specified, and which no rule reports as missing.
    const fn needs(self) -> &'static [&'static str] {
        match self {
            Self::ShareMachine
            | Self::UnshareMachine
            | Self::ShareDefaultImage
            | Self::UnshareDefaultImage => &["with"],
            Self::ShareImage | Self::UnshareImage => &["image", "with"],
            Self::ShareNetwork | Self::UnshareNetwork => &["network", "with"],
            Self::SetMaintenance | Self::ChangeCrossGeo => &["to"],
            Self::RequestCapacity => &["environment"],
            Self::StartTrial | Self::ExtendTrial => &["trial"],
            _ => &[],
        }
    }
}
