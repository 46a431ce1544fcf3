//! What a request must say for anybody to tell what is to be done, and no rule asks for.

use super::{Action, Request};

impl Request {
    /// The fields that it lacks, without which nobody can tell what is to be done.
    pub(crate) fn lacks(&self) -> impl Iterator<Item = &'static str> {
        let needs = self.action.needs().iter().copied();
        let given = if needs.len() > 0 { self.details.given().to_vec() } else { Vec::new() };
        needs.filter(move |field| !given.contains(&(*field, true)))
    }
}

impl Action {
    /// The fields without which nobody can tell what is to be done, and which no rule asks for where they are missing.
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
