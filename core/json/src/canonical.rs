//! A JSON text in its one canonical form, for digests: without spaces, the keys of every object sorted.

use super::{FromJson, Json, ParseError, Reader};
use crate::sort::sort;
use crate::write::quote;

/// A JSON text in canonical form; numbers stay as they are written.
#[derive(Debug)]
pub struct Canonical(String);

impl Canonical {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromJson for Canonical {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let mut text = String::new();
        let mut first = true;
        match reader.json() {
            Json::Null => text.push_str("null"),
            Json::Bool(truth) => text.push_str(if truth { "true" } else { "false" }),
            Json::Number(number) => text.push_str(number),
            Json::String(word) => quote(&mut text, word),
            Json::Array => {
                text.push('[');
                while reader.item(&mut first)? {
                    separate(&mut text);
                    text.push_str(Self::from_json(reader)?.as_str());
                }
                text.push(']');
            }
            Json::Object => {
                let mut fields: Vec<(String, Self)> = Vec::new();
                while reader.key(&mut first)? {
                    let key = reader.word().to_owned();
                    reader.value()?;
                    fields.push((key, Self::from_json(reader)?));
                }
                sort(&mut fields, |(one, _), (other, _)| one.cmp(other));
                text.push('{');
                for (key, value) in fields {
                    separate(&mut text);
                    quote(&mut text, &key);
                    text.push(':');
                    text.push_str(value.as_str());
                }
                text.push('}');
            }
        }
        Ok(Self(text))
    }
}

/// A comma, unless nothing was written since the bracket.
fn separate(text: &mut String) {
    if text.len() > 1 {
        text.push(',');
    }
}

#[cfg(test)]
mod tests {
    use super::Canonical;
    use crate::from_str;

    #[test]
    fn one_text_for_every_spelling() {
        let canonical = |text: &str| from_str::<Canonical>(text).unwrap().as_str().to_owned();
        let text =
            "{ \"b\": [1, {}, [], [[2]], null, true],\n \"a\\u0062\": {\"z\": \"\\u00e9\\n\", \"\": false} }";
        let expected = r#"{"ab":{"":false,"z":"é\n"},"b":[1,{},[],[[2]],null,true]}"#;
        assert_eq!(canonical(text), expected);
        assert_eq!(canonical(expected), expected);
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(value.to_string(), expected);
    }
}
