//! A serde serializer that writes compact JSON.

use super::{escape, quote};
use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::fmt::{Display, Write as _};
use std::ops::{Deref, DerefMut};

/// So much text is given on at once.
const PIECE: usize = 1 << 16;

/// The text that was written and not given on.
pub(crate) struct Output {
    pub(crate) text: String,
    /// Who takes it in pieces, if anybody does.
    pub(crate) pieces: Option<fn(&str)>,
}

impl Deref for Output {
    type Target = String;

    fn deref(&self) -> &String {
        &self.text
    }
}

impl DerefMut for Output {
    fn deref_mut(&mut self) -> &mut String {
        &mut self.text
    }
}

/// Writes one value.
pub(crate) struct Writer<'o> {
    pub(crate) out: &'o mut Output,
}

/// Writes a list or an object, value by value.
pub(crate) struct Compound<'o> {
    out: &'o mut Output,
    first: bool,
    /// What stands at its end.
    end: &'static str,
}

/// The value is not representable in JSON (non-string key).
#[derive(Debug)]
pub(crate) struct NoWords;

impl Display for NoWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON has no words for it")
    }
}

impl std::error::Error for NoWords {}

impl Error for NoWords {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

type WriteResult = Result<(), NoWords>;

#[expect(clippy::unnecessary_wraps, reason = "a serializer hands out results")]
impl<'o> Writer<'o> {
    fn word(self, word: &str) -> WriteResult {
        self.out.push_str(word);
        Ok(())
    }

    fn number(self, number: impl Display) -> WriteResult {
        write!(self.out, "{number}").map_err(|_| NoWords)
    }

    fn whole(self, number: u64) -> WriteResult {
        super::number(self.out, number);
        Ok(())
    }

    fn open(self, begin: &str, end: &'static str) -> Result<Compound<'o>, NoWords> {
        self.out.push_str(begin);
        Ok(Compound { out: self.out, first: true, end })
    }

    /// The list or object of a variant that has a name: `{"name":[`.
    fn open_named(self, name: &str, begin: &str, end: &'static str) -> Result<Compound<'o>, NoWords> {
        self.out.push('{');
        quote(self.out, name);
        self.out.push(':');
        self.open(begin, end)
    }
}

impl Compound<'_> {
    #[inline(never)]
    fn next(&mut self) -> Writer<'_> {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        if let Some(take) = self.out.pieces
            && self.out.len() >= PIECE
        {
            take(self.out);
            self.out.clear();
        }
        Writer { out: self.out }
    }

    /// The name of a field stands as it is: no program gives one that would have to be escaped.
    // Not in every field of every type: the browser's whole module is 1.8 KB smaller after brotli.
    #[inline(never)]
    fn name(&mut self, name: &str) -> Writer<'_> {
        let Writer { out } = self.next();
        out.push('"');
        out.push_str(name);
        out.push_str("\":");
        Writer { out }
    }

    fn close(self) -> WriteResult {
        Writer { out: self.out }.word(self.end)
    }
}

/// The text that a value tells of itself, with quotation marks.
struct EscapedDisplay<'o>(&'o mut String);

impl std::fmt::Write for EscapedDisplay<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        escape(self.0, text);
        Ok(())
    }
}

macro_rules! numbers {
    ($($method:ident $type:ident $write:ident $wide:ident),+) => {$(
        fn $method(self, value: $type) -> WriteResult {
            self.$write($wide::from(value))
        }
    )+};
}

impl<'o> Serializer for Writer<'o> {
    type Ok = ();
    type Error = NoWords;
    type SerializeSeq = Compound<'o>;
    type SerializeTuple = Compound<'o>;
    type SerializeTupleStruct = Compound<'o>;
    type SerializeTupleVariant = Compound<'o>;
    type SerializeMap = Compound<'o>;
    type SerializeStruct = Compound<'o>;
    type SerializeStructVariant = Compound<'o>;

    numbers! {
        serialize_i8 i8 number i64, serialize_i16 i16 number i64, serialize_i32 i32 number i64, serialize_i64 i64 number i64,
        serialize_u8 u8 whole u64, serialize_u16 u16 whole u64, serialize_u32 u32 whole u64, serialize_u64 u64 whole u64
    }

    fn serialize_bool(self, truth: bool) -> WriteResult {
        self.word(if truth { "true" } else { "false" })
    }

    fn serialize_f32(self, number: f32) -> WriteResult {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> WriteResult {
        match serde_json::Number::from_f64(number) {
            Some(number) => self.number(number),
            None => self.serialize_unit(),
        }
    }

    fn serialize_char(self, letter: char) -> WriteResult {
        self.serialize_str(letter.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> WriteResult {
        quote(self.out, text);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> WriteResult {
        self.out.push('"');
        write!(EscapedDisplay(self.out), "{value}").map_err(|_| NoWords)?;
        self.word("\"")
    }

    fn serialize_bytes(self, bytes: &[u8]) -> WriteResult {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> WriteResult {
        self.word("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> WriteResult {
        value.serialize(self)
    }

    fn serialize_unit(self) -> WriteResult {
        self.word("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> WriteResult {
        self.word("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> WriteResult {
        // The name of a variant stands as it is, as that of a field does.
        self.out.push('"');
        self.out.push_str(name);
        self.word("\"")
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> WriteResult {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> WriteResult {
        let mut within = self.open("{", "}")?;
        value.serialize(within.name(name))?;
        within.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'o>, NoWords> {
        self.open("[", "]")
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'o>, NoWords> {
        self.open("[", "]")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'o>, NoWords> {
        self.open("[", "]")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Compound<'o>, NoWords> {
        self.open_named(name, "[", "]}")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'o>, NoWords> {
        self.open("{", "}")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Compound<'o>, NoWords> {
        self.open("{", "}")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Compound<'o>, NoWords> {
        self.open_named(name, "{", "}}")
    }
}

macro_rules! lists {
    ($($kind:ident $method:ident),+) => {$(
        impl $kind for Compound<'_> {
            type Ok = ();
            type Error = NoWords;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> WriteResult {
                value.serialize(self.next())
            }

            fn end(self) -> WriteResult {
                self.close()
            }
        }
    )+};
}

lists! {
    SerializeSeq serialize_element, SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field
}

macro_rules! objects {
    ($($kind:ident),+) => {$(
        impl $kind for Compound<'_> {
            type Ok = ();
            type Error = NoWords;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> WriteResult {
                value.serialize(self.name(key))
            }

            fn end(self) -> WriteResult {
                self.close()
            }
        }
    )+};
}

objects!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = NoWords;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> WriteResult {
        let Writer { out } = self.next();
        let begin = out.len();
        key.serialize(Writer { out })?;
        if out.as_bytes().get(begin) == Some(&b'"') { Ok(()) } else { Err(NoWords) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> WriteResult {
        self.out.push(':');
        value.serialize(Writer { out: self.out })
    }

    fn end(self) -> WriteResult {
        self.close()
    }
}
