//! The rules: the only registry. Findings of one level stand in this order.

mod geography;
mod group;
mod image;
mod licensing;
mod lifecycle;
mod limit;
mod network;
mod prerequisite;
mod queue;
mod role;

#[cfg(feature = "pages")]
pub mod examples;
#[cfg(feature = "pages")]
pub mod page;
#[cfg(feature = "pages")]
pub mod values;

mod set;

use crate::rule::Rule;
use greenlight_json::casefold::lower;

pub use set::RuleSet;

/// How many letters a code has: those of its family, and three digits.
const CODE_LENGTH: usize = 6;

macro_rules! registry {
    ($($id:ident $family:ident::$file:ident),+ $(,)?) => {
        /// A rule's code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RuleId {
            $(#[doc = concat!("`", stringify!($family), "/", stringify!($file), "`")] $id),+
        }

        impl RuleId {
            /// The code as it is written.
            pub fn code(self) -> &'static str {
                const CODES: &str = concat!($(stringify!($id)),+);
                const { assert!(CODES.len() == ALL.len() * CODE_LENGTH, "a code of another length") }
                let place = self as usize * CODE_LENGTH;
                CODES.get(place..place + CODE_LENGTH).unwrap_or_default()
            }

            /// The rule.
            pub fn rule(self) -> Option<&'static Rule> {
                ALL.get(self as usize).copied()
            }

            /// The family of the rule.
            pub const fn family(self) -> &'static str {
                match self { $(Self::$id => stringify!($family)),+ }
            }

            /// The file of the rule, below `core/src/rules`.
            pub const fn file(self) -> &'static str {
                match self { $(Self::$id => concat!(stringify!($family), "/", stringify!($file), ".rs")),+ }
            }
        }

        /// Every rule, in the order of [`RuleId`].
        pub static ALL: &[&Rule] = &[$(&$family::$file::RULE),+];
    };
}

registry! {
    LIC001 licensing::add_on_per_machine,
    LIC003 licensing::creator_has_plan,
    LIC004 licensing::attended_plan,
    LIC005 licensing::unattended_add_on,
    LIC006 licensing::creator_has_windows,
    LIC007 licensing::creator_has_intune,
    LIC009 licensing::creator_has_windows_365,
    LIC010 licensing::unattended_apps,
    LIC011 licensing::capacity_by_its_name,
    LIC012 licensing::capacity_used_elsewhere,
    LIC013 licensing::committed_bots_fit,
    LIC014 licensing::overage,
    LIC015 licensing::capacity_request,
    LIC016 licensing::machine_in_overage,
    LIC017 licensing::addon_trial_lasts,
    LIC018 licensing::trial_extensions,
    LIC019 licensing::addon_trial_seats,
    LIC020 licensing::self_assisted_trial_machines,
    LIC021 licensing::self_assisted_trial_suspended,
    LIC023 licensing::group_on_trial,
    LIC024 licensing::group_plan,
    LIC025 licensing::machine_takes_a_unit,
    LIC027 licensing::group_runs_fit,
    LIC028 licensing::self_assisted_trial_lasts,
    LIC029 licensing::creator_has_entra_p1,
    LIC030 licensing::trial_starter,
    LIC031 licensing::trial_add_ons_assigned,

    PRE001 prerequisite::entra_tenant,
    PRE002 prerequisite::intune_is_set_up,
    PRE003 prerequisite::windows_enrolment_is_allowed,
    PRE004 prerequisite::service_principal_windows_365,
    PRE005 prerequisite::service_principal_avd,
    PRE006 prerequisite::service_principal_avd_client,
    PRE007 prerequisite::service_principal_avd_arm_provider,
    PRE008 prerequisite::no_service_principal_failed,
    PRE009 prerequisite::service_principals_in_preview,
    PRE010 prerequisite::group_service_principal,
    PRE011 prerequisite::default_image_is_shared,
    PRE013 prerequisite::hosted_machines_are_enabled,
    PRE014 prerequisite::hosted_groups_are_enabled,
    PRE015 prerequisite::automatic_enrolment,
    PRE016 prerequisite::configuration_manager_waits,
    PRE018 prerequisite::intune_licence_is_effective,
    PRE019 prerequisite::flow_extensions_version,
    PRE020 prerequisite::environment_takes_machines,
    PRE021 prerequisite::policy_allows_interfaces,
    PRE022 prerequisite::creators_account,
    PRE023 prerequisite::entra_sign_in_is_enabled,
    PRE024 prerequisite::entra_sign_in_without_consent,
    PRE025 prerequisite::entra_sign_in_version,
    PRE026 prerequisite::unattended_without_nla,
    PRE027 prerequisite::unattended_user_may_sign_in,
    PRE028 prerequisite::desktop_version,
    PRE029 prerequisite::default_image_is_managed,
    LIM012 prerequisite::name_is_given,

    GEO001 geography::geography_is_offered,
    GEO004 geography::geography_is_open_to_the_tenant,
    GEO009 geography::cloud_is_public,
    GEO010 geography::cloud_offers_groups,
    GEO011 geography::country_is_served_without_cross_geo,
    GEO012 geography::metadata_stays_in_the_geography,
    GEO013 geography::country_is_in_the_geography,
    GEO015 geography::image_for_both_serves_groups,
    GEO017 geography::group_is_in_the_region,
    GEO018 geography::geography_is_recognised,
    GEO019 geography::cross_geo_changer,

    IMG001 image::windows_10_version,
    IMG002 image::windows_11_version,
    IMG003 image::edition,
    IMG004 image::generation,
    IMG005 image::generalized,
    IMG006 image::session,
    IMG007 image::recovery_partition,
    IMG008 image::os_disk_is_usual,
    IMG009 image::os_disk_fits,
    IMG010 image::security_type,
    IMG012 image::gallery_sharing,
    IMG013 image::replication,
    IMG014 image::subscription_reader,
    IMG015 image::gallery_reader,
    IMG016 image::uploader,
    IMG017 image::usage,
    IMG018 image::name_is_free,
    IMG019 image::shared_with_maker,
    IMG020 image::group_disk,
    IMG021 image::group_edge,
    IMG022 image::group_gallery_reader,
    IMG024 image::group_security_type,
    IMG025 image::windows_is_supported,
    IMG028 image::group_default_image,
    IMG029 image::group_cloud,
    IMG030 image::shared_with_deactivated,
    IMG031 image::version_is_sound,
    IMG032 image::version_is_made,
    IMG034 image::sharer,

    NET001 network::count_in_tenant,
    NET002 network::region,
    NET003 network::subscription_is_usable,
    NET004 network::subnet_is_selected,
    NET005 network::subnet_has_free_addresses,
    NET006 network::subnet_has_room_for_retries,
    NET007 network::service_principal_reads_subscription,
    NET008 network::service_principal_on_resource_group,
    NET009 network::service_principal_on_network,
    NET012 network::roles_are_up_to_date,
    NET013 network::maker_reads_network,
    NET014 network::connection_is_shared,
    NET015 network::join_is_offered,
    NET016 network::organizational_unit_is_synchronised,
    NET017 network::domain_join_is_complete,
    NET018 network::dns_resolves_the_domain,
    NET019 network::controller_is_in_sight,
    NET020 network::creator_is_in_the_domain,
    NET021 network::join_account_has_rights,
    NET022 network::synchronisation_is_frequent,
    NET023 network::connection_is_provisioned,
    NET024 network::windows_365_is_reachable,
    NET025 network::runtime_is_connected,
    NET026 network::tls_is_not_intercepted,
    NET027 network::dns_has_a_second_server,
    NET028 network::registration_port_is_open,
    NET029 network::microsoft_hosted_network,
    NET030 network::group_has_no_custom_network,
    NET031 network::group_service_principal_on_network,
    NET032 network::group_subnet_is_delegated,
    NET033 network::connection_is_made_for_it,
    NET034 network::connection_is_sound,
    NET035 network::connection_is_healthy,
    NET036 network::connection_name_is_unique,
    NET037 network::shared_with_active_users,
    NET038 network::sharer_has_privileges,

    LIM001 limit::machines_in_tenant,
    LIM009 limit::name_length,
    LIM010 limit::description_length,

    LIM002 group::environment_has_room,
    LIM003 group::bots_are_within_limit,
    LIM004 group::bots_are_within_capacity,
    LIM005 group::committed_bots_are_possible,
    LIM007 group::has_room_for_machine,

    ROL001 role::creator_has_privileges,
    ROL002 role::image_creator_has_privileges,
    ROL003 role::network_creator_has_privileges,
    ROL008 role::creator_signs_in,
    ROL009 role::unattended_account,
    ROL010 role::account_is_added,
    ROL011 role::machine_is_managed_by_co_owners,
    ROL012 role::shared_with_active_users,
    ROL013 role::group_editor_has_privileges,
    ROL014 role::changer_has_privileges,
    ROL016 role::creator_can_sign_in,
    ROL017 role::sign_in_with_work_account,
    ROL018 role::runner_has_the_machine,
    ROL019 role::group_creator_has_privileges,

    LCY001 lifecycle::machine_is_in_use,
    LCY003 lifecycle::add_on_spares_the_machine,
    LCY005 lifecycle::group_is_in_use,
    LCY007 lifecycle::provisioning_takes_time,
    LCY008 lifecycle::provisioning_ends,
    LCY009 lifecycle::restart_is_over,
    LCY010 lifecycle::machine_is_ready_for_access,
    LCY011 lifecycle::machine_has_no_error,
    LCY012 lifecycle::machine_is_within_capacity,
    LCY013 lifecycle::connections_are_rebound,
    LCY014 lifecycle::grouping_breaks_no_connection,
    LCY016 lifecycle::image_has_no_registration,
    LCY017 lifecycle::maintenance_is_off,
    LCY018 lifecycle::maintenance_is_the_machines_own,
    LCY019 lifecycle::group_accounts_are_allowed,
    LCY020 lifecycle::tenant_allows_group_accounts,
    LCY021 lifecycle::domain_is_in_reach,
    LCY022 lifecycle::connection_exists,
    LCY023 lifecycle::machine_exists,
    LCY024 lifecycle::restart_interrupts,
    LCY025 lifecycle::cloud_offers_group_accounts,

    QUE001 queue::longest_wait,
    QUE002 queue::expected_wait,
    QUE003 queue::longest_run,
    QUE004 queue::timeout,
    QUE005 queue::priority,
    QUE006 queue::priority_changer,
    QUE007 queue::attended_session,
    QUE008 queue::unattended_session,
    QUE010 queue::group_runs_unattended,
    QUE011 queue::group_is_tested,
    QUE012 queue::group_sign_in,
    QUE013 queue::connection_is_direct,
    QUE014 queue::cold_group,
    QUE015 queue::username,
    QUE016 queue::credential_provider,
    QUE017 queue::password_prompt,
    QUE018 queue::legal_notice,
    QUE019 queue::bots_for_parallel_runs,
    QUE020 queue::flows_on_connection,
    QUE021 queue::group_has_machines,
    QUE022 queue::group_is_there,
    QUE024 queue::short_runs,
    QUE025 queue::head_of_queue,
    QUE026 queue::elevation,
    QUE027 queue::pool_has_bots,
    QUE028 queue::audio_and_camera,
    QUE029 queue::runtime_may_sign_in,
}

/// The rule of this code, in any case.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id.code().eq_ignore_ascii_case(code))
}

/// Whether two names differ only in capitals and surrounding spaces.
fn same_name(one: &str, other: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
        name.trim().chars().map(lower)
    }
    letters(one).eq(letters(other))
}
