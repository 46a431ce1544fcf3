//! A document without what its writer was free to choose: spaces, the order of keys, escapes.

use super::fault::Fault;
use super::reader::{Json, Reader};
use crate::error::Error;
use crate::write::quoted;

/// The canonical text of a document.
///
/// # Errors
/// Where it is not JSON, or a key stands there twice.
pub(crate) fn canonical(text: &str) -> Result<String, Error> {
    let mut out = String::with_capacity(text.len());
    let mut reader = Reader::new(text);
    let read = reader.value().and_then(|()| value(&mut reader, &mut out)).and_then(|()| reader.end());
    read.map(|()| out).map_err(|fault| fault.told(text))
}

fn value(reader: &mut Reader<'_>, out: &mut String) -> Result<(), Fault> {
    match reader.json() {
        Json::Null => out.push_str("null"),
        Json::Truth(truth) => out.push_str(if truth { "true" } else { "false" }),
        Json::Number(number) => out.push_str(number),
        Json::Text(text) => quoted(out, text),
        Json::List => list(reader, out)?,
        Json::Object => object(reader, out)?,
    }
    Ok(())
}

fn list(reader: &mut Reader<'_>, out: &mut String) -> Result<(), Fault> {
    let mut first = true;
    out.push('[');
    let begin = out.len();
    while reader.item(&mut first)? {
        if out.len() > begin {
            out.push(',');
        }
        value(reader, out)?;
    }
    out.push(']');
    Ok(())
}

fn object(reader: &mut Reader<'_>, out: &mut String) -> Result<(), Fault> {
    let here = reader.here();
    let mut first = true;
    let (mut keys, mut fields) = (Vec::new(), Vec::new());
    while reader.key(&mut first)? {
        let mut field = String::new();
        keys.push(reader.word().to_owned());
        quoted(&mut field, reader.word());
        field.push(':');
        reader.value()?;
        value(reader, &mut field)?;
        fields.push(field);
    }
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let order = super::order(&keys).map_err(|twice| here.has_key_twice(twice))?;
    let fields: Vec<&str> =
        order.into_iter().filter_map(|place| fields.get(place)).map(String::as_str).collect();
    out.push('{');
    out.push_str(&fields.join(","));
    out.push('}');
    Ok(())
}
