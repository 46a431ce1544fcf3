//! Grants as sentences, addressed to whoever can make them.

use super::candidate::Candidate;
use crate::rulebook::term::{Term, Vocabulary};
use crate::rulebook::{AdminRole, AzureRole, Licence, Plan, Role};
use serde_json::Value;

/// Returns a grant as a step.
pub(super) fn grant(candidate: &Candidate) -> String {
    let at: Vec<_> = candidate.change.at().keys().collect();
    let at: Vec<&str> = at.iter().map(AsRef::as_ref).collect();
    let value = candidate.change.value();
    let text = value.and_then(Value::as_str).unwrap_or_default();
    let field = |name: &str| value.and_then(|it| it.get(name)).and_then(Value::as_str).unwrap_or_default();
    match at.as_slice() {
        ["people", person, "roles", environment] => {
            let role = named::<Role>(text);
            format!("assign `{person}` the role {role} in environment `{environment}`")
        }
        ["people", person, "admin_roles"] => {
            format!("assign `{person}` the administrator role {}", named::<AdminRole>(text))
        }
        ["people", person, "plans"] => {
            format!("assign `{person}` the plan {}", named::<Plan>(text))
        }
        ["people", person, "licences"] => {
            format!("assign `{person}` the licence {}", named::<Licence>(text))
        }
        ["roles", role, ..] => format!("add the privilege `{text}` to the role `{role}`"),
        ["images", image, "gallery", ..] => {
            format!("let `{text}` read the gallery of image `{image}`, by a role assignment in Azure")
        }
        ["images", image, ..] => format!("share image `{image}` with `{text}`"),
        ["networks", network, "readers"] => {
            format!("let `{text}` read the virtual network `{network}`, by a role assignment in Azure")
        }
        ["networks", network, ..] => format!("share network connection `{network}` with `{text}`"),
        ["environments", environment, ..] => {
            format!("share the default image of environment `{environment}` with `{text}`")
        }
        ["machines" | "groups", name, ..] => {
            let (person, level) = (field("person"), field("level"));
            let what = if at.first() == Some(&"machines") { "machine" } else { "machine group" };
            format!("share {what} `{name}` with `{person}` as {level}")
        }
        ["subscriptions", subscription, ..] => {
            let (person, role) = (field("principal"), named::<AzureRole>(field("role")));
            let scope = scope(subscription, field("scope"));
            format!("assign `{person}` the Azure role {role} on {scope}")
        }
        _ => String::new(),
    }
}

/// Returns the name of a term, or the text itself if it is no term.
fn named<V: Vocabulary>(text: &str) -> String {
    match Term::<V>::find(text) {
        Some(term) => term.name().to_owned(),
        None => format!("`{text}`"),
    }
}

/// Returns the scope at which a role is assigned, in words.
fn scope(subscription: &str, scope: &str) -> String {
    match scope.split_once('/') {
        Some(("resource-group", name)) => format!("resource group `{name}`"),
        Some(("virtual-network", name)) => format!("virtual network `{name}`"),
        Some(("gallery", image)) => format!("the gallery of image `{image}`"),
        _ => format!("subscription `{subscription}`"),
    }
}
