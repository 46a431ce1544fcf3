//! The only registry of rules; findings of one level are reported in its order.

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

pub mod context;
mod declare;
pub mod foresight;
pub mod lists;
mod looked;
mod overrides;
pub mod phrases;
pub mod rule;
mod verdict;

#[cfg(feature = "pages")]
mod change;
#[cfg(feature = "pages")]
pub mod examples;
#[cfg(feature = "pages")]
pub mod page;
#[cfg(feature = "pages")]
pub mod values;

mod set;

use crate::rules::rule::Rule;
use greenlight_json::casefold::lower;

pub use looked::{Looked, OwnUse, Recorder, watch};
pub use overrides::Overrides;
pub use set::RuleSet;
pub use verdict::Verdict;

/// The length of a code: the letters of the family and three digits.
const CODE_LENGTH: usize = 6;

macro_rules! registry {
    ($($id:ident $family:ident::$file:ident),+ $(,)?) => {
        /// A rule's code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RuleId {
            $(#[doc = concat!("`", stringify!($family), "/", stringify!($file), "`")] $id),+
        }

        impl RuleId {
            /// Returns the code as text.
            pub fn code(self) -> &'static str {
                const CODES: &str = concat!($(stringify!($id)),+);
                const { assert!(CODES.len() == ALL.len() * CODE_LENGTH, "a code of another length") }
                let place = self as usize * CODE_LENGTH;
                CODES.get(place..place + CODE_LENGTH).unwrap_or_default()
            }

            /// Returns the rule with this code.
            pub fn rule(self) -> Option<&'static Rule> {
                ALL.get(self as usize).copied()
            }

            /// Returns the family of the rule.
            pub const fn family(self) -> &'static str {
                match self { $(Self::$id => stringify!($family)),+ }
            }

            /// Returns the file of the rule, below `core/src/rules`.
            pub const fn file(self) -> &'static str {
                match self { $(Self::$id => concat!(stringify!($family), "/", stringify!($file), ".rs")),+ }
            }
        }

        /// Every rule, in the order of [`RuleId`].
        pub static ALL: &[&Rule] = &[$(&$family::$file::RULE),+];
    };
}

registry! {
    LIC001 licensing::environment_has_an_add_on_per_machine,
    LIC003 licensing::creator_has_a_plan,
    LIC004 licensing::attended_runs_and_making_flows_have_a_plan,
    LIC005 licensing::environment_has_unattended_add_ons,
    LIC006 licensing::creator_has_a_windows_licence,
    LIC007 licensing::creator_has_an_intune_licence,
    LIC009 licensing::creator_has_a_windows_365_licence,
    LIC010 licensing::unattended_apps_are_licensed,
    LIC011 licensing::capacity_goes_by_its_name,
    LIC012 licensing::capacity_is_not_used_elsewhere,
    LIC013 licensing::committed_bots_fit_the_capacity,
    LIC014 licensing::nothing_is_in_overage,
    LIC015 licensing::capacity_request_covers_the_overage,
    LIC016 licensing::machine_is_not_in_overage,
    LIC017 licensing::add_on_trial_has_not_ended,
    LIC018 licensing::trial_can_be_extended,
    LIC019 licensing::add_on_trial_has_seats_left,
    LIC020 licensing::self_assisted_trial_has_room,
    LIC021 licensing::self_assisted_trial_is_offered,
    LIC023 licensing::group_on_trial_has_few_bots,
    LIC024 licensing::group_has_a_plan,
    LIC025 licensing::machines_take_a_unit_each,
    LIC027 licensing::group_runs_find_a_bot_each,
    LIC028 licensing::self_assisted_trial_has_not_ended,
    LIC029 licensing::creator_has_entra_id_p1,
    LIC030 licensing::trial_is_open_to_the_actor,
    LIC031 licensing::trial_add_ons_are_assigned,
    LIC032 licensing::runner_has_a_plan,
    LIC033 licensing::run_is_not_paid_for_by_itself,

    PRE001 prerequisite::entra_tenant_is_present,
    PRE002 prerequisite::intune_is_set_up,
    PRE003 prerequisite::intune_allows_windows_enrolment,
    PRE004 prerequisite::windows_365_service_principal_is_present,
    PRE005 prerequisite::azure_virtual_desktop_service_principal_is_present,
    PRE006 prerequisite::azure_virtual_desktop_client_service_principal_is_present,
    PRE007 prerequisite::azure_virtual_desktop_arm_provider_service_principal_is_present,
    PRE008 prerequisite::service_principals_are_created_after_a_failure,
    PRE009 prerequisite::service_principals_are_created_first,
    PRE010 prerequisite::hosted_group_service_principal_is_present,
    PRE011 prerequisite::default_image_is_shared,
    PRE013 prerequisite::hosted_machines_are_enabled,
    PRE014 prerequisite::hosted_machine_groups_are_enabled,
    PRE015 prerequisite::machines_enrol_in_intune_by_themselves,
    PRE016 prerequisite::configuration_manager_waits_for_provisioning,
    PRE018 prerequisite::intune_licence_is_effective,
    PRE019 prerequisite::flow_extensions_are_recent,
    PRE020 prerequisite::environment_takes_machines,
    PRE021 prerequisite::policy_allows_network_interfaces,
    PRE022 prerequisite::creator_exists,
    PRE023 prerequisite::entra_authentication_is_enabled,
    PRE024 prerequisite::remote_desktop_asks_for_no_consent,
    PRE025 prerequisite::desktop_signs_in_with_entra,
    PRE026 prerequisite::unattended_runs_without_network_level_authentication,
    PRE027 prerequisite::unattended_account_may_sign_in,
    PRE028 prerequisite::desktop_is_recent,
    PRE029 prerequisite::default_image_is_managed_by_its_administrators,
    PRE031 prerequisite::account_may_log_on_remotely,
    PRE032 prerequisite::account_needs_no_second_factor,
    PRE033 prerequisite::machine_asks_for_no_network_level_authentication,
    PRE034 prerequisite::policy_lets_scripts_run,
    LIM012 prerequisite::machine_or_group_has_a_name,
    LIM013 group::machine_joins_a_group_of_its_environment,
    LIM014 group::machine_joins_a_group_of_machines,
    LIM015 group::group_has_what_it_is_given,

    GEO001 geography::geography_is_offered,
    GEO004 geography::geography_is_open_to_the_tenant,
    GEO009 geography::cloud_offers_hosted_machines,
    GEO010 geography::cloud_offers_hosted_machine_groups,
    GEO011 geography::country_is_served_without_cross_geo,
    GEO012 geography::metadata_stays_in_the_geography,
    GEO013 geography::country_is_in_the_geography,
    GEO015 geography::image_lies_in_the_groups_region,
    GEO017 geography::group_is_in_todays_region,
    GEO018 geography::geography_is_recognised,
    GEO020 geography::groups_lie_in_their_clouds_region,
    GEO021 geography::cloud_offers_machine_groups,
    GEO019 geography::cross_geo_changer_is_administrator,

    IMG001 image::image_windows_10_is_recent,
    IMG002 image::image_windows_11_is_recent,
    IMG003 image::image_is_windows_enterprise,
    IMG004 image::image_is_generation_2,
    IMG005 image::image_is_generalized,
    IMG006 image::image_is_single_session,
    IMG007 image::image_has_no_recovery_partition,
    IMG008 image::image_os_disk_has_the_default_size,
    IMG009 image::image_os_disk_fits_the_machine,
    IMG010 image::image_has_trusted_launch,
    IMG012 image::gallery_is_shared_by_rbac,
    IMG013 image::image_is_replicated_to_the_region,
    IMG014 image::windows_365_reads_the_image_subscription,
    IMG015 image::maker_reads_the_gallery,
    IMG016 image::uploader_owns_the_subscription,
    IMG017 image::image_is_made_for_it,
    IMG018 image::image_name_is_free,
    IMG019 image::image_is_shared_with_the_maker,
    IMG020 image::image_is_small_enough_for_groups,
    IMG021 image::image_has_edge,
    IMG022 image::hosted_machine_groups_read_the_gallery,
    IMG024 image::new_image_of_the_group_has_the_same_security_type,
    IMG025 image::image_windows_is_supported,
    IMG028 image::group_is_on_the_present_default_image,
    IMG029 image::groups_take_custom_images_in_the_cloud,
    IMG030 image::image_is_not_shared_with_deactivated_users,
    IMG031 image::image_version_can_be_used,
    IMG032 image::image_version_is_made,
    IMG034 image::sharer_may_share_the_image,
    IMG036 image::image_was_never_joined,
    IMG037 image::image_has_no_data_disks,
    IMG038 image::image_has_no_fslogix,
    IMG039 image::image_has_few_start_apps,
    IMG040 image::image_is_free_of_azure_disk_encryption,
    IMG041 image::image_is_free_of_disk_encryption_sets,
    IMG042 image::gallery_version_is_provisioned,
    IMG047 image::nothing_denies_the_image,
    IMG048 image::group_image_holds_windows,

    NET001 network::tenant_has_room_for_a_network,
    NET002 network::network_is_in_the_machines_region,
    NET003 network::network_subscription_is_usable,
    NET004 network::connection_selects_a_subnet,
    NET005 network::subnet_has_free_addresses,
    NET006 network::subnet_has_room_for_retries,
    NET007 network::service_principal_reads_network_subscription,
    NET008 network::service_principal_role_on_resource_group,
    NET009 network::service_principal_role_on_network,
    NET012 network::network_roles_are_up_to_date,
    NET013 network::maker_reads_the_network,
    NET014 network::connection_is_shared_with_the_maker,
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
    NET025 network::runtime_is_reachable,
    NET026 network::tls_is_not_intercepted,
    NET027 network::dns_has_a_second_server,
    NET028 network::registration_port_is_open,
    NET029 network::network_is_chosen,
    NET030 network::group_has_no_custom_network,
    NET031 network::group_service_principal_role_on_network,
    NET032 network::group_subnet_is_delegated,
    NET033 network::connection_is_made_for_it,
    NET034 network::connection_is_sound,
    NET035 network::connection_is_healthy,
    NET036 network::connection_name_is_unique,
    NET037 network::connection_is_shared_with_active_users,
    NET038 network::sharer_may_share_the_connection,
    NET039 network::subnet_is_not_delegated,
    NET040 network::service_connection_point_exists,
    NET041 network::subnet_has_a_way_out,
    NET042 network::nothing_denies_the_network,

    LIM001 limit::tenant_has_room_for_a_machine,
    LIM009 limit::name_is_not_too_long,
    LIM010 limit::description_is_not_too_long,

    LIM002 group::environment_has_room_for_a_group,
    LIM003 group::group_has_no_more_bots_than_it_can,
    LIM004 group::group_has_no_more_bots_than_capacity,
    LIM005 group::group_has_no_more_committed_bots_than_it_may,
    LIM007 group::group_has_room_for_a_machine,

    ROL001 role::creator_has_privileges,
    ROL002 role::image_creator_has_privileges,
    ROL003 role::network_creator_has_privileges,
    ROL008 role::only_the_creator_signs_in,
    ROL009 role::unattended_run_uses_the_creators_account,
    ROL010 role::unattended_account_was_added,
    ROL011 role::machine_is_changed_by_a_co_owner,
    ROL012 role::machine_is_shared_with_active_users,
    ROL013 role::group_editor_may_allocate_capacity,
    ROL014 role::changer_has_privileges,
    ROL016 role::creators_account_is_enabled,
    ROL017 role::sign_in_uses_a_work_or_school_account,
    ROL018 role::runner_has_the_machine,
    ROL019 role::group_creator_has_privileges,
    ROL020 role::group_is_changed_by_a_co_owner,
    ROL028 role::group_is_joined_by_a_co_owner,
    ROL029 role::account_of_the_actor_works,
    ROL025 role::account_of_the_run_works,
    ROL026 role::caller_has_a_role_in_the_environment,
    ROL027 role::owners_of_flow_and_connection_exist,

    LCY001 lifecycle::machine_without_add_on_is_in_use,
    LCY003 lifecycle::idle_machine_keeps_its_add_on,
    LCY005 lifecycle::group_is_in_use,
    LCY007 lifecycle::provisioning_takes_its_time,
    LCY008 lifecycle::provisioning_comes_to_an_end,
    LCY009 lifecycle::restart_is_over,
    LCY010 lifecycle::machine_is_active_and_connected,
    LCY011 lifecycle::machine_has_no_error,
    LCY012 lifecycle::machine_is_not_off_for_capacity,
    LCY013 lifecycle::connections_are_rebound,
    LCY014 lifecycle::joining_a_group_breaks_no_connection,
    LCY016 lifecycle::image_carries_no_registration,
    LCY017 lifecycle::maintenance_mode_is_off,
    LCY018 lifecycle::maintenance_is_set_where_it_counts,
    LCY019 lifecycle::environment_allows_the_groups_accounts,
    LCY020 lifecycle::tenant_allows_the_groups_accounts,
    LCY021 lifecycle::domain_controller_was_in_reach,
    LCY022 lifecycle::desktop_flow_connection_exists,
    LCY023 lifecycle::machine_still_exists,
    LCY024 lifecycle::restart_interrupts_nobody,
    LCY025 lifecycle::cloud_offers_the_groups_accounts,
    LCY026 lifecycle::proxy_asks_for_no_user,

    QUE001 queue::queue_is_served,
    QUE002 queue::expected_wait_is_short_enough,
    QUE003 queue::run_ends_within_a_day,
    QUE004 queue::timeout_covers_the_run,
    QUE005 queue::priority_is_high_or_normal,
    QUE006 queue::priority_is_changed_by_an_owner,
    QUE007 queue::attended_user_is_signed_in,
    QUE008 queue::no_session_is_open,
    QUE010 queue::attended_run_is_not_on_a_hosted_group,
    QUE011 queue::test_is_not_on_a_hosted_group,
    QUE012 queue::sign_in_is_not_to_a_hosted_group,
    QUE013 queue::connection_is_direct,
    QUE014 queue::hosted_group_is_warm,
    QUE015 queue::user_name_is_an_address,
    QUE016 queue::credential_provider_is_supported,
    QUE017 queue::no_password_prompt_upon_connection,
    QUE018 queue::no_legal_notice_before_sign_in,
    QUE019 queue::bots_for_parallel_runs,
    QUE020 queue::connection_is_shared_by_few_flows,
    QUE021 queue::machine_group_has_machines,
    QUE022 queue::machine_group_exists,
    QUE024 queue::large_groups_run_longer_flows,
    QUE025 queue::queue_is_not_held_up_by_its_head,
    QUE026 queue::unattended_flow_is_not_elevated,
    QUE027 queue::pool_of_bots_is_not_empty,
    QUE028 queue::unattended_flow_needs_no_audio_or_camera,
    QUE029 queue::runtime_may_open_sessions,
    QUE032 queue::queue_has_room,
    QUE033 queue::unattended_connection_holds_credentials,
    QUE034 queue::flow_lies_in_the_machines_environment,
    QUE035 queue::data_policies_let_the_flow_run,
    QUE036 queue::some_machine_takes_the_run,
}

/// Finds the rule with a code, in upper or lower case.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id.code().eq_ignore_ascii_case(code))
}

/// Whether two names differ only in case and surrounding spaces.
fn same_name(one: &str, other: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
        name.trim().chars().map(lower)
    }
    letters(one).eq(letters(other))
}
