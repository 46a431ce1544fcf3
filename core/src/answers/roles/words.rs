//! Sentences about roles.

use crate::answers::licences::Answer;
use crate::rules::context::Context;
use crate::vocabulary::Text;

/// Returns the name of a Dataverse table, as Microsoft writes it.
pub(crate) fn table(id: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    id.split('-').filter_map(capital).collect::<Vec<_>>().join(" ")
}

/// Returns the name of an action as it is used in a sentence.
pub(crate) fn spoken(action: &str) -> String {
    action.replace('-', " ").replace("cross geo", "cross-geo")
}

/// Returns the conditions of an action that no role satisfies, and what a role grants without them.
pub(crate) fn beside(cx: &Context<'_>, action: &str) -> String {
    let say = match action {
        "create-machine" => {
            "a network connection of the organisation's own takes the privileges of `use network` as well, and a custom image must be shared with the maker"
        }
        "use-network" => {
            "the connection must also be shared with whoever uses it, unless they own it or administer network connections"
        }
        "create-image" => "Reader on the Azure Compute Gallery is needed beside it, and is given in Azure",
        "create-network" => "Reader on the virtual network is needed beside it, and is given in Azure",
        "share-image" => "an image is shared by whoever owns it or administers images",
        "share-network" => {
            "a network connection is shared by whoever owns it or administers network connections"
        }
        "share-machine" | "edit-machine" | "change-machine" | "delete-machine" => {
            "whoever created the machine needs such a role; a co-owner of it needs none"
        }
        "change-group" => "whoever created the group needs such a role; a co-owner of it needs none",
        "sign-in" => "no role lets anybody sign in to a machine: only its creator can",
        "run-flow" => {
            "it takes no role: the machine's creator can, and everybody it is shared with, as User or as Co-owner, with a connection to it"
        }
        "share-default-image" => "makers cannot, whatever else they may",
        "change-cross-geo" => "it is a setting of the environment in the Power Platform admin center",
        "start-trial" | "extend-trial" => {
            "that holds for the trial of the organisation; the self-assisted trial is started by anybody for themselves"
        }
        _ => "",
    };
    if say.is_empty() { format!("by the rulebook of {}", cx.book.date) } else { say.to_owned() }
}

/// The actions that need no role on a machine or group that is shared as Co-owner.
const SHARED: &[&str] =
    &["share-machine", "edit-machine", "change-machine", "delete-machine", "change-group"];

/// Returns the sentence on whether a person can do something, and what they lack.
pub(crate) fn can(
    cx: &Context<'_>,
    person: &str,
    environment: &str,
    action: &str,
    can: Answer,
    lacks: &[String],
    roles: &[Text],
) -> String {
    let act = spoken(action);
    match can {
        Answer::Yes if ["sign-in", "run-flow"].contains(&action) => {
            format!("`{person}` needs no role to {act}: {}", beside(cx, action))
        }
        Answer::Yes => format!("`{person}` can {act} in `{environment}`, by their roles"),
        Answer::Unknown => format!("whether `{person}` can {act} in `{environment}` is not known"),
        Answer::No => {
            let least = roles
                .first()
                .map_or_else(String::new, |role| format!("; {role} is the least role that brings it"));
            let lacks =
                if lacks.is_empty() { String::new() } else { format!(": {} is lacking", lacks.join(", ")) };
            let shared =
                if SHARED.contains(&action) { "; as a co-owner of it they need no role" } else { "" };
            format!("`{person}` cannot {act} in `{environment}` by their roles{lacks}{least}{shared}")
        }
    }
}
