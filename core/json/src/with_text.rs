//! A value together with the text that it was read from.

use crate::from_json::FromJsonInPlace;
use crate::{ParseError, Reader};

/// A value and its text, letter for letter, for whoever digests or hands on what was written.
#[derive(Clone, Debug, Default)]
pub struct WithText<T> {
    /// The value.
    pub value: T,
    /// Its text; empty where the value is a default that nobody wrote.
    pub text: String,
}

impl<T: FromJsonInPlace> FromJsonInPlace for WithText<T> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        let begin = reader.here();
        self.value.read_in_place(reader)?;
        reader.since(begin).clone_into(&mut self.text);
        Ok(())
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for WithText<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::WithText;
    use crate::from_str;

    #[test]
    fn the_text_is_that_of_the_value_alone() {
        let check = |text: &str, expected: &[&str]| {
            let read: Vec<WithText<Option<serde_json::Value>>> = from_str(text).unwrap();
            let texts: Vec<&str> = read.iter().map(|it| it.text.as_str()).collect();
            assert_eq!(texts, expected);
        };
        check("[]", &[]);
        check(
            r#" [ {"b": [ 1 ] , "a" : "\u0061"} , "é\"" ,3 , null, []]"#,
            &[r#"{"b": [ 1 ] , "a" : "\u0061"}"#, r#""é\"""#, "3", "null", "[]"],
        );
    }
}
