//! Reading objects: fields by name only, each at most once, none that is not known.

/// Implements reading for a struct: `object!(Grant, "a role assignment", { principal: required, role: required, scope: required })`.
/// A field that is not `required` is its type's default when it is absent; `= "$name"` reads it under another name. A struct of which
/// nothing is required is its own default, and `null` leaves it so; `then marked` fills such a field with the marks on values in the struct.
/// The fields of a struct inside, such as the facts of a case, stand among the others: `{ as_of } with facts: Facts { request }`.
/// A large first field is `stated`: it must be there, and is read in its place.
#[macro_export]
macro_rules! object {
    ($name:ident, $what:expr, { $($before:ident $(= $key:literal)?),+ } with $inner:ident: $type:ident { $($after:ident),+ $(,)? } $(then $then:ident)?) => {
        impl $crate::FromJsonInPlace for $name {
            fn read_in_place(&mut self, reader: &mut $crate::Reader<'_>) -> Result<(), $crate::ParseError> {
                const BEFORE: &[&str] = &[$($crate::object_name!($before $(= $key)?)),+];
                const AFTER: &[&str] = &[$(stringify!($after)),+];
                const COUNT: usize = BEFORE.len() + $type::NAMES.len() + AFTER.len();
                const NAMES: [&str; COUNT] = $crate::concat([BEFORE, $type::NAMES, AFTER]);
                $(let $then = reader.here();)?
                let before: [$crate::Slot<'_>; BEFORE.len()] = [$(Some(&mut self.$before)),+];
                let after: [$crate::Slot<'_>; AFTER.len()] = [$(Some(&mut self.$after)),+];
                let mut slots: [$crate::Slot<'_>; COUNT] = [const { None }; COUNT];
                let all = before.into_iter().chain(self.$inner.slots()).chain(after);
                slots.iter_mut().zip(all).for_each(|(slot, field)| *slot = field);
                $crate::fields(reader, $what, &NAMES, &mut slots)?;
                $(self.$then = reader.marks($then).into_iter().collect();)?
                Ok(())
            }
        }
    };
    ($name:ident, $what:expr, { $($field:ident $(= $key:literal)?),+ $(,)? } $(then $then:ident)?) => {
        impl $crate::FromJsonInPlace for $name {
            fn read_in_place(&mut self, reader: &mut $crate::Reader<'_>) -> Result<(), $crate::ParseError> {
                const NAMES: &[&str] = &[$($crate::object_name!($field $(= $key)?)),+];
                $(let $then = reader.here();)?
                $crate::fields(reader, $what, NAMES, &mut [$(Some(&mut self.$field)),+])?;
                $(self.$then = reader.marks($then).into_iter().collect();)?
                Ok(())
            }
        }
    };
    ($name:ident, $what:expr, { $stated:ident: stated, $($field:ident),+ $(,)? }) => {
        impl $crate::FromJsonInPlace for $name {
            fn read_in_place(&mut self, reader: &mut $crate::Reader<'_>) -> Result<(), $crate::ParseError> {
                const NAMES: &[&str] = &[stringify!($stated), $(stringify!($field)),+];
                let here = reader.here();
                let mut $stated = $crate::RequiredInPlace::of(&mut self.$stated);
                let slots: &mut [$crate::Slot<'_>] =
                    &mut [Some(&mut $stated), $(Some(&mut self.$field)),+];
                $crate::fields(reader, $what, NAMES, slots)?;
                if $stated.is { Ok(()) } else { Err(here.missing_field(stringify!($stated))) }
            }
        }
    };
    ($name:ident, $what:expr, { $($field:ident $(= $key:literal)? $(: $required:ident)?),+ $(,)? }) => {
        impl $crate::FromJson for $name {
            fn from_json(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::ParseError> {
                const NAMES: &[&str] = &[$($crate::object_name!($field $(= $key)?)),+];
                $(let mut $field = $crate::object_place!($name, $field $(, $required)?);)+
                let here = reader.here();
                $crate::fields(reader, $what, NAMES, &mut [$(Some(&mut $field)),+])?;
                Ok(Self { $($field: $crate::object_found!(here, $field $(= $key)? $(, $required)?)),+ })
            }
        }
    };
}

/// Lists of names as one.
#[doc(hidden)]
pub const fn concat<const N: usize>(lists: [&'static [&'static str]; 3]) -> [&'static str; N] {
    let mut all = [""; N];
    let mut count = 0;
    let mut lists = lists.as_slice();
    while let [list, others @ ..] = lists {
        let mut left = *list;
        while let [name, rest @ ..] = left {
            if let Some(place) = all.split_at_mut(count).1.first_mut() {
                *place = *name;
            }
            count += 1;
            left = rest;
        }
        lists = others;
    }
    all
}

/// The name under which a field is read.
#[doc(hidden)]
#[macro_export]
macro_rules! object_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident = $key:literal) => {
        $key
    };
}

/// Where a field's value is read to.
#[doc(hidden)]
#[macro_export]
macro_rules! object_place {
    ($name:ident, $field:ident) => {
        $crate::absent(|it: &$name| &it.$field)
    };
    ($name:ident, $field:ident, required) => {
        $crate::Required::of(|it: &$name| &it.$field)
    };
}

/// A field's value: as read, else its default, else an error.
#[doc(hidden)]
#[macro_export]
macro_rules! object_found {
    ($here:ident, $field:ident $(= $key:literal)?) => {
        $field
    };
    ($here:ident, $field:ident $(= $key:literal)?, required) => {
        $field.get($here, $crate::object_name!($field $(= $key)?))?
    };
}
