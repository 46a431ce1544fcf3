//! A single value before its type is known. Facts of all types are read through it, so that reading is compiled once and not once a type:
//! half of the engine's WebAssembly would be copies of it otherwise.

use serde::de::{self, Deserialize, Deserializer, Visitor};
use smol_str::SmolStr;
use std::fmt;
use std::marker::PhantomData;

/// A truth, a number or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scalar<'de> {
    Truth(bool),
    Whole(u64),
    Negative(i64),
    Borrowed(&'de str),
    Text(SmolStr),
}

impl<'de> Scalar<'de> {
    /// The value as what it is meant to be.
    pub(super) fn read<T: Deserialize<'de>, E: de::Error>(self) -> Result<T, E> {
        T::deserialize(Reader { scalar: self, error: PhantomData })
    }
}

/// Reads a [`Scalar`]; for visitors that take more than that.
pub(super) struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Truth(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Scalar<'de>, E> {
        Ok(u64::try_from(value).map_or(Scalar::Negative(value), Scalar::Whole))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Whole(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(value.into()))
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Borrowed(value))
    }
}

impl<'de> Deserialize<'de> for Scalar<'de> {
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct Reader<'de, E> {
    scalar: Scalar<'de>,
    error: PhantomData<E>,
}

impl<'de, E: de::Error> Deserializer<'de> for Reader<'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.scalar {
            Scalar::Truth(value) => visitor.visit_bool(value),
            Scalar::Whole(value) => visitor.visit_u64(value),
            Scalar::Negative(value) => visitor.visit_i64(value),
            Scalar::Borrowed(value) => visitor.visit_borrowed_str(value),
            Scalar::Text(value) => visitor.visit_str(&value),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
