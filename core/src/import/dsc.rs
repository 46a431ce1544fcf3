//! `Export-M365DSCConfiguration`: resources of a tenant's configuration, as a report in JSON or as far as the script is plain data.

use super::claims::Claiming;
use super::graph::enrolment;
use super::ids::folded;
use super::names::Names;
use super::row::Row;
use super::{azure::principals, power_platform::environments::geography_and_kind};
use serde_json::{Map, Value};

fn is(row: &Row<'_>, kind: &str) -> bool {
    row.text("ResourceName") == Some(kind) && row.text("Ensure").is_none_or(|ensure| ensure == "Present")
}

/// Notes service principals and environments.
pub(super) fn note(row: &Row<'_>, names: &mut Names) {
    if is(row, "AADServicePrincipal")
        && let (Some(id), Some(app)) = (row.text("ObjectID"), row.text("AppId"))
    {
        names.apps.insert(folded(id), app.to_owned());
    }
}

/// The resources that facts speak of; what was not exported may still exist.
pub(super) fn resources(rows: &[Row<'_>], names: &Names, claims: &mut Claiming<'_>) {
    let of = |kind: &str| rows.iter().filter(|row| is(row, kind)).cloned().collect::<Vec<_>>();
    principals::principals(&of("AADServicePrincipal"), names, claims);
    enrolment::configurations(&of("IntuneDeviceEnrollmentPlatformRestriction"), names, claims);
    for row in of("PPPowerAppsEnvironment") {
        let Some(key) = row.text("DisplayName") else { continue };
        claims.thing(&row, &["environments", key]);
        geography_and_kind(claims, &row, key, [row.text("Location"), row.text("EnvironmentSKU")]);
    }
}

/// Whether a text is such a script, unless it is JSON that speaks of one.
pub(super) fn is_script(text: &str) -> bool {
    text.contains("Import-DscResource") && text.contains("Microsoft365DSC")
}

/// Reads the resources of a script: members that are plain data; expressions stay unknown.
pub(super) fn read_script(text: &str) -> Value {
    let mut resources = Vec::new();
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let Some((kind, rest)) = line.split_once(' ') else { continue };
        let named = rest.starts_with('"') && kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if named && lines.next() == Some("{") {
            let mut members = block(&mut lines, "}", 0);
            members.insert("ResourceName".to_owned(), kind.into());
            members.insert("ResourceInstanceName".to_owned(), rest.trim_matches('"').into());
            resources.push(Value::Object(members));
        }
    }
    Value::Array(resources)
}

/// The deepest that blocks nest in what is read.
const DEEPEST: usize = 8;

/// The members of a block up to the line that ends it.
fn block<'t>(lines: &mut impl Iterator<Item = &'t str>, end: &str, depth: usize) -> Map<String, Value> {
    let mut members = Map::new();
    while let Some(line) = lines.next() {
        if line.trim_end_matches(';') == end {
            break;
        }
        let Some((name, value)) = line.split_once('=') else {
            // A list of blocks, of which facts do not speak.
            if line.ends_with('{') && depth < DEEPEST {
                block(lines, "}", depth + 1);
            }
            continue;
        };
        let value = value.trim().trim_end_matches(';');
        let value = if value.ends_with('{') && depth < DEEPEST {
            Value::Object(block(lines, "}", depth + 1))
        } else if value == "@(" && depth < DEEPEST {
            block(lines, ")", depth + 1);
            Value::Null
        } else {
            plain(value)
        };
        members.insert(name.trim().to_owned(), value);
    }
    members
}

fn plain(text: &str) -> Value {
    let quoted = |mark: char| text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    match text {
        "$True" => Value::Bool(true),
        "$False" => Value::Bool(false),
        _ => match quoted('"').or_else(|| quoted('\'')) {
            Some(inner) => inner.into(),
            None => text.parse::<i64>().map_or(Value::Null, Value::from),
        },
    }
}
