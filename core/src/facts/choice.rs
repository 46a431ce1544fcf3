//! How groups of facts are declared.

/// Declares a group of facts: the struct, its reading from a document, and an accessor for each field on [`At`](super::place::At).
macro_rules! facts {
    ($($(#[$meta:meta])* pub struct $name:ident { $(#[doc = $doc:literal] $field:ident: $type:ty),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
        pub struct $name {
            $(#[doc = $doc] pub $field: $type),+
        }

        greenlight_json::object!($name, "facts by name", { $($field),+ });

        impl $name {
            /// What each field means: a line each, such as `generation: Hyper-V generation of its definition.`
            pub(crate) const MEANINGS: &'static str = concat!($(stringify!($field), ":", $doc, "\n"),+);
        }

        impl<'a> crate::facts::place::At<'a, $name> {
            $(#[doc = $doc] pub fn $field(self) -> <$type as crate::facts::place::Field>::Read<'a> {
                crate::facts::place::Field::read(&self.it.$field, self.place, &stringify!($field))
            })+
        }
    )+};
}

pub(crate) use facts;
