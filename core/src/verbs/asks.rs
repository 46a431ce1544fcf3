//! Finds out from the text whether a request asks for phrases in errors, as an invalid request cannot be parsed.

use crate::vocabulary::error::Error;
use greenlight_json::{FromJsonInPlace, Json, ParseError, Reader};

/// Answers the text of a request; errors have their phrases if the request asks for them.
///
/// # Errors
/// If the request is invalid.
pub(super) fn answered<T>(request: &str, answer: impl FnOnce(&str) -> Result<T, Error>) -> Result<T, Error> {
    answer(request).map_err(|error| as_asked(error, request))
}

/// Returns the error, with its phrases if the request asks for them.
#[cold]
pub(super) fn as_asked(error: Error, request: &str) -> Error {
    if for_phrases(request) { error.with_phrases() } else { error }
}

/// Whether the request sets `parameters`, itself or in its options. If the text is not valid JSON throughout, the valid beginning counts.
pub(super) fn for_phrases(request: &str) -> bool {
    let mut asks = Asks(false);
    drop(greenlight_json::read_str(&mut asks, request));
    asks.0
}

struct Asks(bool);

impl FromJsonInPlace for Asks {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        self.look(reader, true)
    }
}

impl Asks {
    fn look(&mut self, reader: &mut Reader<'_>, outside: bool) -> Result<(), ParseError> {
        if !reader.is_object() {
            return reader.pass();
        }
        let mut first = true;
        while reader.key(&mut first)? {
            let (options, said) = (reader.word() == "options", reader.word() == "parameters");
            reader.value()?;
            if options && outside {
                self.look(reader, false)?;
            } else {
                self.0 |= said && matches!(reader.json(), Json::Bool(true));
                reader.pass()?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_is_found_wherever_something_is_wrong() {
        for (request, asks) in [
            (r#"{"options": {"parameters": true}, "case": 1}"#, true),
            (r#"{"case": {"a": [{}, 1]}, "options": {"x": {}, "parameters": true}}"#, true),
            (r#"{"parameters": true}"#, true),
            (r#"{"options": {"parameters": true}, "case": "#, true),
            (r#"{"case": , "options": {"parameters": true}}"#, false),
            (r#"{"case": {"parameters": true}, "options": {"parameters": false}}"#, false),
            (r#"{"case": {"options": {"parameters": true}}}"#, false),
            (r#"{"options": [true]}"#, false),
            ("[]", false),
            ("", false),
        ] {
            assert_eq!(for_phrases(request), asks, "{request}");
        }
    }
}
