//! The rules: the only registry. Findings of one level stand in this order.

mod geography;
mod image;
mod licensing;
mod lifecycle;
mod network;
mod prerequisite;
mod role;

#[cfg(feature = "pages")]
pub mod examples;
#[cfg(feature = "pages")]
pub mod page;

use crate::rule::Rule;

macro_rules! registry {
    ($($id:ident $family:ident::$file:ident),+ $(,)?) => {
        /// A rule's code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RuleId {
            $(#[doc = concat!("`", stringify!($family), "/", stringify!($file), "`")] $id),+
        }

        impl RuleId {
            /// The code as it is written.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$id => stringify!($id)),+ }
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

    PRE003 prerequisite::windows_enrolment_is_allowed,

    GEO001 geography::geography_is_offered,

    IMG004 image::generation,

    NET005 network::subnet_has_free_addresses,

    ROL001 role::creator_has_privileges,

    LCY010 lifecycle::machine_is_ready_for_access,
}

/// The rule of this code, in any case.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter()
        .copied()
        .find(|rule| rule.id.code().eq_ignore_ascii_case(code))
}
