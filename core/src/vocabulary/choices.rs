//! The closed sets of words that Greenlight's own documents use, and the macro that declares them.

/// Declares a fieldless enum with the word that documents use for each value and, after `also`, what tools and portals write for it where
/// that differs in more than case and punctuation.
macro_rules! choices {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $value:ident = $word:literal $(also [$($also:literal),+])?),+ $(,)? })+) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$meta])*
        pub enum $name {
            $($(#[$doc])* #[cfg_attr(feature = "schema", schemars(rename = $word))] $value),+
        }

        impl $name {
            /// All values, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The words of all values, in declaration order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// What else tools write for each value, in declaration order.
            const ALSO: &'static [&'static [&'static str]] = &[$(&[$($($also),+)?]),+];

            /// Returns the word that documents use.
            pub fn word(self) -> &'static str {
                Self::WORDS.get(self as usize).copied().unwrap_or_default()
            }

            /// Returns the value with this word; `None` if there is none.
            pub fn find(word: &str) -> Option<Self> {
                let place = Self::WORDS.iter().position(|known| *known == word)?;
                Self::ALL.get(place).copied()
            }
        }

        impl crate::vocabulary::kind::Valued for $name {
            const KIND: crate::vocabulary::kind::Kind =
                crate::vocabulary::kind::Kind::Word(|place| Self::WORDS.get(place).copied());
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl crate::vocabulary::ToWord for $name {
            fn to_word(&self) -> crate::vocabulary::Word {
                crate::vocabulary::Word::Value { value: crate::vocabulary::Text::new(self.word()) }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        #[cfg(feature = "deserialize")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::find(&word).ok_or_else(|| serde::de::Error::unknown_variant(&word, Self::WORDS))
            }
        }

        impl greenlight_json::FromJson for $name {
            fn from_json(reader: &mut greenlight_json::Reader<'_>) -> Result<Self, greenlight_json::ParseError> {
                let place = reader.choice(Self::WORDS, Self::ALSO)?;
                Self::ALL.get(place).copied().ok_or_else(|| reader.unknown_word(Self::WORDS))
            }
        }
    )+};
}

pub(crate) use choices;
