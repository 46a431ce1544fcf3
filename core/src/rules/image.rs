//! Rules about custom images and their galleries.

pub(super) mod gallery_is_shared_by_rbac;
pub(super) mod gallery_version_is_provisioned;
pub(super) mod group_image_holds_windows;
pub(super) mod group_is_on_the_present_default_image;
pub(super) mod groups_take_custom_images_in_the_cloud;
pub(super) mod hosted_machine_groups_read_the_gallery;
pub(super) mod image_has_edge;
pub(super) mod image_has_few_start_apps;
pub(super) mod image_has_no_data_disks;
pub(super) mod image_has_no_fslogix;
pub(super) mod image_has_no_recovery_partition;
pub(super) mod image_has_trusted_launch;
pub(super) mod image_is_free_of_azure_disk_encryption;
pub(super) mod image_is_free_of_disk_encryption_sets;
pub(super) mod image_is_generalized;
pub(super) mod image_is_generation_2;
pub(super) mod image_is_made_for_it;
pub(super) mod image_is_not_shared_with_deactivated_users;
pub(super) mod image_is_replicated_to_the_region;
pub(super) mod image_is_shared_with_the_maker;
pub(super) mod image_is_single_session;
pub(super) mod image_is_small_enough_for_groups;
pub(super) mod image_is_windows_enterprise;
pub(super) mod image_name_is_free;
pub(super) mod image_os_disk_fits_the_machine;
pub(super) mod image_os_disk_has_the_default_size;
pub(super) mod image_version_can_be_used;
pub(super) mod image_version_is_made;
pub(super) mod image_was_never_joined;
pub(super) mod image_windows_10_is_recent;
pub(super) mod image_windows_11_is_recent;
pub(super) mod image_windows_is_supported;
pub(super) mod maker_reads_the_gallery;
pub(super) mod new_image_of_the_group_has_the_same_security_type;
pub(super) mod nothing_denies_the_image;
pub(super) mod sharer_may_share_the_image;
pub(super) mod uploader_owns_the_subscription;
pub(super) mod windows_365_reads_the_image_subscription;

use crate::facts::At;
use crate::facts::entities::{Grant, Image, Os, Subscription};
use crate::facts::known::{Known, all, implies, or};
use crate::facts::value::{OsFamily, Scope, Usage};
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{AzureRole, Key, windows_build, windows_version};
use crate::rules::context::{Context, Principal, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, listed, require};
use crate::vocabulary::{Phrase, Word};
use greenlight_json::InlineStr;

/// Returns the key of the oldest build allowed for a Windows family; `None` for a family that machines cannot be created from.
const fn oldest_build(family: OsFamily) -> Option<Key> {
    match family {
        OsFamily::Windows10 => Some(Key::ImageMinimumBuildWindows10),
        OsFamily::Windows11 => Some(Key::ImageMinimumBuildWindows11),
        OsFamily::WindowsServer | OsFamily::Linux => None,
    }
}

/// Returns the phrase for why an image must satisfy the requirements of groups: that it is for both usages, if it is.
fn why_groups(image: At<'_, Image>) -> Option<Phrase> {
    (image.it.usage.value() == Some(&Usage::Both)).then_some(say::FOR_BOTH_USAGES)
}

/// Requires that the image's Windows, if it is of this family, is recent enough for the rulebook.
fn windows_is_recent(cx: &Context<'_>, family: OsFamily) -> Judgement {
    let (image, owed) = cx.image_for(Served::Machines)?;
    let os = image.os();
    let oldest = cx.number(oldest_build(family).ok_or(Stop::NotApplicable)?)?;
    let concerned = all([owed, os.family().map(|stated| *stated == family)]);
    let known = build(os, family);
    let build = known.clone().unwrap_or_default();
    require(implies(concerned, known.map(|build| build >= oldest)), || {
        let version = |build| match windows_version(family.word(), build) {
            Some(version) => say::VERSION.with("version", version),
            None => say::BUILD.with("build", build),
        };
        let at = if os.it.build.value().is_some() { "build" } else { "version" };
        Evidence::new(os.field(at), version(build), version(oldest)).with("image", image.key())
    })
}

/// Returns the build of a Windows: as given, or that of its version.
fn build(os: At<'_, Os>, family: OsFamily) -> Known<u64> {
    if let Some(build) = os.it.build.value() {
        return Ok(build.0);
    }
    let named = |version: &InlineStr| windows_build(family.word(), version).map(u64::from);
    match os.version().map(named) {
        Ok(Some(build)) => Ok(build),
        Ok(None) => os.build().map(|build| build.0),
        Err(missing) => Err(os.build().err().map_or(missing.clone(), |build| build.and(missing))),
    }
}

/// Whether the principal holds `least` or more on the image's gallery: there, on its resource group or on the subscription.
fn reads_gallery<'a>(
    cx: &Context<'a>,
    image: At<'a, Image>,
    principal: Principal<'_>,
    least: Term<AzureRole>,
) -> Known<bool> {
    let subscription = cx.subscription(image.subscription()?)?;
    let granted = |covers: &dyn Fn(&Scope) -> bool| {
        cx.granted(
            subscription,
            principal,
            |role| cx.at_least(role, least, Key::AzureActionReadGallery),
            covers,
        )
    };
    let direct = granted(&|scope| match scope {
        Scope::Subscription => true,
        Scope::Gallery(of) => of == image.key(),
        Scope::ResourceGroup(_) | Scope::VirtualNetwork(_) => false,
    });
    or(direct, || {
        if !granted(&|scope| matches!(scope, Scope::ResourceGroup(_)))? {
            return Ok(false);
        }
        let group = image.gallery().resource_group()?;
        granted(&|scope| matches!(scope, Scope::ResourceGroup(name) if name.eq_ignore_ascii_case(group)))
    })
}

/// Returns the roles assigned on the subscription itself that `holds` selects, in one line.
fn roles_on(subscription: At<'_, Subscription>, holds: impl Fn(&Grant) -> bool) -> Word {
    let grants = subscription.grants().items().iter();
    let held = grants.filter(|grant| grant.scope == Scope::Subscription && holds(grant));
    listed(held.map(|grant| Named::name(&grant.role)), say::NO_ROLE)
}
