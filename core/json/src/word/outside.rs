//! Words of documents that are read by other programs, and what schemas say of them.

#[cfg(feature = "deserialize")]
mod read {
    use super::super::{Phrase, Text, Word, Words};
    use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
    use std::fmt;

    impl<'de> Deserialize<'de> for Phrase {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Text::deserialize(deserializer).map(Phrase)
        }
    }

    impl<'de> Deserialize<'de> for Words {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(Members)
        }
    }

    struct Members;

    impl<'de> Visitor<'de> for Members {
        type Value = Words;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("words by name")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
            let mut words = Vec::new();
            while let Some(word) = map.next_entry::<Text, Word>()? {
                words.push(word);
            }
            Ok(Words(words))
        }
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::super::{Phrase, Word, Words};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for Phrase {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "Phrase".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string" })
        }
    }

    impl JsonSchema for Words {
        fn schema_name() -> Cow<'static, str> {
            "Words".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let word = generator.subschema_for::<Word>();
            json_schema!({ "type": "object", "additionalProperties": word })
        }
    }
}
