//! Reading a document again after it failed: keeps the place, and what would have been right there.

use super::tree::Tree;
use crate::error::{Code, Error, closest};
use crate::pointer::Pointer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Visitor};
use std::fmt::{self, Display};

/// Reads a document from a tree.
pub(super) fn read<T: DeserializeOwned>(tree: &Tree) -> Result<T, Error> {
    T::deserialize(Reader { tree }).map_err(|fault| {
        let at = fault.path.iter().rev().fold(Pointer::ROOT, |at, key| at.key(key));
        Error::new(fault.code, at, fault.message, fault.help)
    })
}

/// What is wrong; its path grows, innermost first, while it is passed up.
#[derive(Debug)]
struct Fault {
    code: Code,
    message: String,
    help: String,
    path: Vec<String>,
}

impl Fault {
    fn new(code: Code, message: String, help: String) -> Self {
        Self { code, message, help, path: Vec::new() }
    }

    fn under(mut self, key: &str) -> Self {
        self.path.push(key.to_owned());
        self
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// `did you mean …?` when one of the words is near, else all of them.
fn offer(given: &str, words: &[&str]) -> String {
    match closest(given, words.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None if words.is_empty() => "nothing can be named here".to_owned(),
        None => format!("known here: {}", words.join(", ")),
    }
}

/// What was expected, in words; serde names Rust's number types.
fn wanted(expected: &dyn de::Expected) -> String {
    match expected.to_string().as_str() {
        "u8" => format!("a whole number from 0 to {}", u8::MAX),
        "u32" => format!("a whole number from 0 to {}", u32::MAX),
        "u64" => "a whole number of 0 or more".to_owned(),
        "a string" => "a text".to_owned(),
        other => other.to_owned(),
    }
}

/// The value in words, cut short.
fn shown(value: &de::Unexpected<'_>) -> String {
    let words = match value {
        de::Unexpected::Str(text) => format!("`{text}`"),
        de::Unexpected::Unsigned(number) => format!("`{number}`"),
        de::Unexpected::Signed(number) => format!("`{number}`"),
        de::Unexpected::Float(number) => format!("`{number}`"),
        de::Unexpected::Bool(truth) => format!("`{truth}`"),
        de::Unexpected::Unit => "nothing".to_owned(),
        de::Unexpected::Seq => "a list".to_owned(),
        de::Unexpected::Map => "an object".to_owned(),
        other => other.to_string(),
    };
    if words.chars().count() > 80 {
        let cut: String = words.chars().take(76).collect();
        format!("{cut}…`")
    } else {
        words
    }
}

impl de::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        let message = message.to_string();
        let code = if message.starts_with("duplicate key") { Code::DuplicateKey } else { Code::InvalidValue };
        let help = match code {
            Code::DuplicateKey => "keep one of the two",
            _ => "see the JSON Schema of the document",
        };
        Self::new(code, message, help.to_owned())
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let expected = wanted(expected);
        let message = format!("{} stands where {expected} belongs", shown(&found));
        Self::new(Code::WrongType, message, format!("write {expected}"))
    }

    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let expected = wanted(expected);
        let message = format!("{} is not {expected}", shown(&found));
        Self::new(Code::InvalidValue, message, format!("write {expected}"))
    }

    fn unknown_variant(word: &str, words: &'static [&'static str]) -> Self {
        let found = shown(&de::Unexpected::Str(word));
        Self::new(
            Code::UnknownValue,
            format!("{found} is not one of {}", words.join(", ")),
            offer(word, words),
        )
    }

    fn unknown_field(field: &str, fields: &'static [&'static str]) -> Self {
        let found = shown(&de::Unexpected::Str(field));
        Self::new(Code::UnknownField, format!("there is no field {found} here"), offer(field, fields))
            .under(field)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Code::MissingField, format!("the field `{field}` is missing"), format!("add `{field}`"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(
            Code::DuplicateKey,
            format!("`{field}` stands here twice"),
            "keep one of the two".to_owned(),
        )
    }
}

struct Reader<'t> {
    tree: &'t Tree,
}

impl<'de> de::Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.tree {
            Tree::Null => visitor.visit_unit(),
            Tree::Bool(truth) => visitor.visit_bool(*truth),
            Tree::Unsigned(number) => visitor.visit_u64(*number),
            Tree::Signed(number) => visitor.visit_i64(*number),
            Tree::Float(number) => visitor.visit_f64(*number),
            Tree::Text(text) => visitor.visit_str(text),
            Tree::List(items) => visitor.visit_seq(Items { items, next: 0 }),
            Tree::Object(fields) => visitor.visit_map(Fields { fields, next: 0 }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.tree {
            Tree::Null => visitor.visit_none(),
            Tree::Bool(_)
            | Tree::Unsigned(_)
            | Tree::Signed(_)
            | Tree::Float(_)
            | Tree::Text(_)
            | Tree::List(_)
            | Tree::Object(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.tree {
            Tree::Text(word) => {
                let word: de::value::StrDeserializer<'_, Fault> =
                    de::IntoDeserializer::into_deserializer(word.as_str());
                de::Deserializer::deserialize_enum(word, name, words, visitor)
            }
            Tree::Object(fields) => match fields.as_slice() {
                [_] => visitor.visit_enum(de::value::MapAccessDeserializer::new(Fields { fields, next: 0 })),
                _ => Err(de::Error::custom("exactly one of the alternatives must be given")),
            },
            Tree::Null
            | Tree::Bool(_)
            | Tree::Unsigned(_)
            | Tree::Signed(_)
            | Tree::Float(_)
            | Tree::List(_) => {
                Err(de::Error::custom(format_args!("one of {} belongs here", words.join(", "))))
            }
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Items<'t> {
    items: &'t [Tree],
    next: usize,
}

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let at = self.next;
        let Some(tree) = self.items.get(at) else {
            return Ok(None);
        };
        self.next += 1;
        seed.deserialize(Reader { tree }).map(Some).map_err(|fault| fault.under(&at.to_string()))
    }
}

struct Fields<'t> {
    fields: &'t [(String, Tree)],
    next: usize,
}

impl<'de> de::MapAccess<'de> for Fields<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((key, _)) = self.fields.get(self.next) else {
            return Ok(None);
        };
        self.next += 1;
        let key: de::value::StrDeserializer<'_, Fault> =
            de::IntoDeserializer::into_deserializer(key.as_str());
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let at = self.next.saturating_sub(1);
        let Some((key, tree)) = self.fields.get(at) else {
            return Err(de::Error::custom("a value without a key"));
        };
        seed.deserialize(Reader { tree }).map_err(|fault| fault.under(key))
    }
}
