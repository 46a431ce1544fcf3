//! Reading objects: fields by name only, each at most once, none that is not known.

/// Implements reading for a struct: `object!(Grant, "a role assignment", { principal: required, role: required, scope: required })`.
/// A field that is not `required` is its type's default when it is absent; `= "$name"` reads it under another name. A struct of which
/// nothing is required is its own default, and `null` leaves it so; `then attested` fills such a field with what the reader kept in mind.
/// A large first field is `stated`: it must be there, and is read in its place.
macro_rules! object {
    ($name:ident, $what:expr, { $($field:ident $(= $key:literal)?),+ $(,)? } $(then $then:ident)?) => {
        impl $crate::parse::Fill for $name {
            fn fill(&mut self, reader: &mut $crate::parse::Reader<'_>) -> Result<(), $crate::parse::Fault> {
                const NAMES: &[&str] = &[$($crate::object::name!($field $(= $key)?)),+];
                $(let $then = reader.here();)?
                $crate::parse::fields(reader, $what, NAMES, &mut [$(Some(&mut self.$field)),+])?;
                $(self.$then = reader.$then($then);)?
                Ok(())
            }
        }
    };
    ($name:ident, $what:expr, { $stated:ident: stated, $($field:ident),+ $(,)? }) => {
        impl $crate::parse::Fill for $name {
            fn fill(&mut self, reader: &mut $crate::parse::Reader<'_>) -> Result<(), $crate::parse::Fault> {
                const NAMES: &[&str] = &[stringify!($stated), $(stringify!($field)),+];
                let here = reader.here();
                let mut $stated = $crate::parse::Stated::of(&mut self.$stated);
                let slots: &mut [$crate::parse::Slot<'_>] =
                    &mut [Some(&mut $stated), $(Some(&mut self.$field)),+];
                $crate::parse::fields(reader, $what, NAMES, slots)?;
                if $stated.is { Ok(()) } else { Err(here.lacks(stringify!($stated))) }
            }
        }
    };
    ($name:ident, $what:expr, { $($field:ident $(= $key:literal)? $(: $required:ident)?),+ $(,)? }) => {
        impl $crate::parse::Read for $name {
            fn read(reader: &mut $crate::parse::Reader<'_>) -> Result<Self, $crate::parse::Fault> {
                const NAMES: &[&str] = &[$($crate::object::name!($field $(= $key)?)),+];
                $(let mut $field = $crate::object::place!($name, $field $(, $required)?);)+
                let here = reader.here();
                $crate::parse::fields(reader, $what, NAMES, &mut [$(Some(&mut $field)),+])?;
                Ok(Self { $($field: $crate::object::found!(here, $field $(= $key)? $(, $required)?)),+ })
            }
        }
    };
}

/// The name under which a field is read.
macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident = $key:literal) => {
        $key
    };
}

/// Where a field's value is read to.
macro_rules! place {
    ($name:ident, $field:ident) => {
        $crate::parse::absent(|it: &$name| &it.$field)
    };
    ($name:ident, $field:ident, required) => {
        $crate::parse::Required::of(|it: &$name| &it.$field)
    };
}

/// A field's value: as read, else its default, else an error.
macro_rules! found {
    ($here:ident, $field:ident $(= $key:literal)?) => {
        $field
    };
    ($here:ident, $field:ident $(= $key:literal)?, required) => {
        match $field.get() {
            Some(value) => value,
            None => return Err($here.lacks($crate::object::name!($field $(= $key)?))),
        }
    };
}

pub(crate) use {found, name, object, place};
