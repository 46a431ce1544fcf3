//! What `az` and Azure Resource Manager print.

pub(super) mod account;
pub(super) mod images;
pub(super) mod networks;
pub(super) mod policies;
pub(super) mod principals;
pub(super) mod roles;

use super::claims::Claiming;
use super::ids::ArmId;
use super::row::Row;

/// Says in which subscription and resource group a thing lies; `group` leads to the latter.
fn place(claims: &mut Claiming<'_>, row: &Row<'_>, arm: &ArmId<'_>, [thing, key]: [&str; 2], group: &[&str]) {
    if let Some(subscription) = arm.subscription {
        claims.thing(row, &["subscriptions", subscription]);
        claims.set(row, &[thing, key, "subscription"], subscription);
    }
    if let Some(name) = arm.group {
        let path: Vec<&str> = [thing, key].into_iter().chain(group.iter().copied()).collect();
        claims.set(row, &path, name);
    }
}
