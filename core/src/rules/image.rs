//! What a custom image and its gallery must be like.

pub(super) mod edition;
pub(super) mod gallery_reader;
pub(super) mod gallery_sharing;
pub(super) mod generalized;
pub(super) mod generation;
pub(super) mod group_cloud;
pub(super) mod group_default_image;
pub(super) mod group_disk;
pub(super) mod group_edge;
pub(super) mod group_gallery_reader;
pub(super) mod group_security_type;
pub(super) mod name_is_free;
pub(super) mod os_disk_fits;
pub(super) mod os_disk_is_usual;
pub(super) mod recovery_partition;
pub(super) mod replication;
pub(super) mod security_type;
pub(super) mod session;
pub(super) mod shared_with_deactivated;
pub(super) mod shared_with_maker;
pub(super) mod sharer;
pub(super) mod subscription_reader;
pub(super) mod uploader;
pub(super) mod usage;
pub(super) mod version_is_made;
pub(super) mod version_is_sound;
pub(super) mod windows_10_version;
pub(super) mod windows_11_version;
pub(super) mod windows_is_supported;

use crate::case::At;
use crate::case::facts::{Grant, Image, Os, Subscription};
use crate::case::request::Action;
use crate::case::value::{OsFamily, Scope, Usage};
use crate::context::{Context, Principal};
use crate::known::{Known, or};
use crate::rule::{Evidence, Judgement, Stop, alongside, applies, listed, require};
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{AzureRole, Key, windows_build, windows_version};
use greenlight_json::InlineStr;

/// Where the rulebook says how old a Windows of this family may be; `None` for a family that no machine is made from.
const fn oldest_build(family: OsFamily) -> Option<Key> {
    match family {
        OsFamily::Windows10 => Some(Key::ImageMinimumBuildWindows10),
        OsFamily::Windows11 => Some(Key::ImageMinimumBuildWindows11),
        OsFamily::WindowsServer | OsFamily::Linux => None,
    }
}

/// The custom image that is chosen; a group that is edited keeps its own where none is named.
fn chosen_image<'a>(cx: &Context<'a>) -> Result<At<'a, Image>, Stop> {
    applies(cx.action() != Action::EditGroup || cx.details().image.is_some())?;
    cx.custom_image()
}

/// Goes on only for an image for both usages; where the usage is not known, what the rule needs besides is asked for too.
fn is_for_both<T>(image: At<'_, Image>, needed: impl FnOnce() -> Known<T>) -> Judgement {
    applies(*alongside(image.usage(), needed)? == Usage::Both)
}

/// Holds that the image's Windows, if it is of this family, is as recent as the rulebook demands.
fn windows_is_recent(cx: &Context<'_>, family: OsFamily) -> Judgement {
    let image = cx.custom_image()?;
    let os = image.os();
    let oldest = cx.number(oldest_build(family).ok_or(Stop::NotApplicable)?)?;
    applies(*alongside(os.family(), || build(os, family))? == family)?;
    let build = build(os, family)?;
    require(Ok(build >= oldest), || {
        let version = |build| match windows_version(family.word(), build) {
            Some(version) => format!("version {version}"),
            None => format!("build {build}"),
        };
        let at = if os.it.build.value().is_some() { "build" } else { "version" };
        Evidence::new(os.field(at), version(build), version(oldest)).with("image", image.key())
    })
}

/// The build of a Windows: as given, or that of its version.
fn build(os: At<'_, Os>, family: OsFamily) -> Known<u64> {
    if let Some(build) = os.it.build.value() {
        return Ok(*build);
    }
    let named = |version: &InlineStr| windows_build(family.word(), version).map(u64::from);
    match os.version().map(named) {
        Ok(Some(build)) => Ok(build),
        Ok(None) => os.build().copied(),
        Err(missing) => Err(os.build().err().map_or(missing.clone(), |build| build.and(missing))),
    }
}

/// Whether the principal holds at least `least` on the image's gallery: there, on its resource group or on the subscription.
fn reads_gallery<'a>(
    cx: &Context<'a>,
    image: At<'a, Image>,
    principal: Principal<'_>,
    least: Term<AzureRole>,
) -> Known<bool> {
    let subscription = cx.subscription(image.subscription()?)?;
    let granted = |covers: &dyn Fn(&Scope) -> bool| {
        cx.granted(subscription, principal, |role| cx.at_least(role, least), covers)
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

/// The roles that `holds` finds among the role assignments on the subscription itself, in one line.
fn roles_on(subscription: At<'_, Subscription>, holds: impl Fn(&Grant) -> bool) -> String {
    let grants = subscription.grants().items().iter();
    let held = grants.filter(|grant| grant.scope == Scope::Subscription && holds(grant));
    listed(held.map(|grant| Named::name(&grant.role)), "no role")
}
