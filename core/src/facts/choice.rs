//! The macro that declares groups of facts.

/// Declares a group of facts: the struct and its parts, and an accessor for each field on [`At`](super::place::At).
macro_rules! facts {
    ($($(#[$meta:meta])* pub struct $name:ident { $(#[doc = $doc:literal] $field:ident: $type:ty),+ $(,)? })+) => {$(
        $crate::facts::part::parts! {
            $crate::vocabulary::expected::FACTS:
            $(#[$meta])*
            #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
            pub struct $name { $(#[doc = $doc] $field: $type),+ }
        }

        impl $name {
            /// The meaning of each field, one per line, such as `generation: Hyper-V generation of its definition.`
            pub(crate) const MEANINGS: &'static str = concat!($(stringify!($field), ":", $doc, "\n"),+);
        }

        impl crate::facts::contradictions::Dated for $name {
            fn later_than(
                &self,
                instant: crate::vocabulary::instant::Instant,
            ) -> Option<(&'static str, crate::vocabulary::instant::Instant)> {
                $(if let Some(at) = crate::facts::contradictions::instant_of(&self.$field).filter(|at| *at > instant) {
                    return Some((stringify!($field), at));
                })+
                None
            }
        }

        impl<'a> crate::facts::place::At<'a, $name> {
            $(#[doc = $doc] pub fn $field(self) -> <$type as crate::facts::place::Field>::Read<'a> {
                crate::facts::place::Field::read(&self.it.$field, self.place, &stringify!($field))
            })+
        }
    )+};
}

pub(crate) use facts;
