//! Ids: resources of Azure, compared without case, and names of people.

/// The parts of an id of Azure's that facts speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ArmId<'a> {
    pub(super) subscription: Option<&'a str>,
    pub(super) group: Option<&'a str>,
    /// Type and name, from the provider on: `galleries` and its name, `images` and its name.
    pub(super) parts: Vec<(&'a str, &'a str)>,
}

/// Placeholders of templates stand for no subscription.
const NOWHERE: &str = "00000000-0000-0000-0000-000000000000";

impl<'a> ArmId<'a> {
    /// Reads an id; an expression or a placeholder is none.
    pub(super) fn parse(id: &'a str) -> Option<Self> {
        let mut keys = id.strip_prefix('/')?.split('/');
        let mut read = Self::default();
        while let (Some(kind), Some(name)) = (keys.next(), keys.next()) {
            if name.is_empty() || name.contains(['[', '{']) {
                return None;
            }
            if kind.eq_ignore_ascii_case("subscriptions") {
                read.subscription = Some(name).filter(|name| *name != NOWHERE);
                read.subscription?;
            } else if kind.eq_ignore_ascii_case("resourceGroups") {
                read.group = Some(name);
            } else if !kind.eq_ignore_ascii_case("providers") {
                read.parts.push((kind, name));
            }
        }
        Some(read)
    }

    /// The name of the part of this type.
    pub(super) fn part(&self, kind: &str) -> Option<&'a str> {
        self.parts.iter().find(|part| part.0.eq_ignore_ascii_case(kind)).map(|part| part.1)
    }

    /// The type of what it names.
    pub(super) fn kind(&self) -> Option<&'a str> {
        self.parts.last().map(|part| part.0)
    }
}

/// An id in the form in which it is compared.
pub(super) fn folded(id: &str) -> String {
    id.trim_end_matches('/').to_ascii_lowercase()
}

/// Whether a scope of Azure's covers a resource, or is it.
pub(super) fn covers(scope: &str, resource: &str) -> bool {
    let (scope, resource) = (folded(scope), folded(resource));
    resource.strip_prefix(&*scope).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The name by which a person goes: what stands before the domain.
pub(super) fn local_part(user: &str) -> &str {
    user.split_once('@').map_or(user, |(local, _)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_in_any_case_and_expressions_are_none() {
        let id = ArmId::parse(
            "/SUBSCRIPTIONS/s/resourcegroups/RG/PROVIDERS/Microsoft.Network/virtualNetworks/v/subnets/n",
        );
        let id = id.unwrap();
        assert_eq!(
            (id.subscription, id.group, id.part("VIRTUALNETWORKS")),
            (Some("s"), Some("RG"), Some("v"))
        );
        assert_eq!((id.kind(), id.part("subnets"), id.part("images")), (Some("subnets"), Some("n"), None));
        for none in [
            "",
            "name",
            "[reference('x')]",
            "/subscriptions/[subscription()]/x",
            "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg",
        ] {
            assert_eq!(ArmId::parse(none), None, "{none}");
        }
    }

    #[test]
    fn a_scope_covers_what_lies_below_it() {
        for (scope, resource, is) in [
            ("/subscriptions/S", "/subscriptions/s/resourceGroups/rg", true),
            ("/subscriptions/S/resourceGroups/rg", "/subscriptions/s/resourcegroups/RG-2", false),
            ("/subscriptions/S/resourceGroups/rg/", "/subscriptions/s/resourcegroups/RG", true),
        ] {
            assert_eq!(covers(scope, resource), is, "{scope} {resource}");
        }
    }
}
