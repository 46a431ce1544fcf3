//! Reading objects: fields by name only, each at most once, none that is not known. (What serde derives also takes lists, by position.)

/// Implements reading for a struct: `object!(Grant, "a role assignment", { principal: required, role: required, scope: required })`.
/// A field that is not `required` is its type's default when it is absent; `= "$name"` reads it under another name.
macro_rules! object {
    ($name:ident, $what:expr, { $($field:ident $(= $key:literal)? $(: $required:ident)?),+ $(,)? }) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reader;

                impl<'de> serde::de::Visitor<'de> for Reader {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_unit<E: serde::de::Error>(self) -> Result<$name, E> {
                        $(let $field = None;)+
                        Ok($name { $($field: $crate::object::absent!(E, $field $(= $key)? $(: $required)?)),+ })
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        const NAMES: &[&str] = &[$($crate::object::name!($field $(= $key)?)),+];
                        $(let mut $field = None;)+
                        while let Some(key) = map.next_key::<smol_str::SmolStr>()? {
                            match key.as_str() {
                                $($crate::object::name!($field $(= $key)?) => {
                                    if $field.is_some() {
                                        return Err(serde::de::Error::duplicate_field($crate::object::name!($field $(= $key)?)));
                                    }
                                    $field = Some(map.next_value()?);
                                })+
                                other => return Err(serde::de::Error::unknown_field(other, NAMES)),
                            }
                        }
                        Ok($name { $($field: $crate::object::absent!(A::Error, $field $(= $key)? $(: $required)?)),+ })
                    }
                }

                deserializer.deserialize_any(Reader)
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

/// A field's value: as read, else its default, else an error.
macro_rules! absent {
    ($error:ty, $field:ident $(= $key:literal)?) => {
        $field.unwrap_or_default()
    };
    ($error:ty, $field:ident $(= $key:literal)? : required) => {
        match $field {
            Some(value) => value,
            None => {
                return Err(<$error as serde::de::Error>::missing_field($crate::object::name!($field $(= $key)?)));
            }
        }
    };
}

pub(crate) use {absent, name, object};
