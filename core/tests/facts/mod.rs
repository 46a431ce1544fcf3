//! All facts that there are.

use serde_json::Value;

/// The places of all facts of a case, by its schema; a thing by name is called `x`.
pub(crate) fn facts() -> Vec<String> {
    let (_, schema) = greenlight_core::schema::all().into_iter().find(|(name, _)| *name == "case").unwrap();
    let mut places = Vec::new();
    for (name, property) in schema["properties"].as_object().unwrap() {
        if !["$schema", "as_of", "request"].contains(&name.as_str()) {
            within(&schema["$defs"], property, format!("/{name}"), &mut places);
        }
    }
    places
}

fn within(defs: &Value, property: &Value, at: String, places: &mut Vec<String>) {
    let named = property["$ref"].as_str().and_then(|it| it.rsplit('/').next()).unwrap_or_default();
    if let Some(of) = named.strip_prefix("Table_") {
        let below = serde_json::json!({"$ref": format!("#/$defs/{of}")});
        return within(defs, &below, format!("{at}/x"), places);
    }
    match defs[named]["properties"].as_object() {
        Some(members) if !named.starts_with("Fact_") && !named.starts_with("List_") && named != "Count" => {
            for (name, member) in members {
                within(defs, member, format!("{at}/{name}"), places);
            }
        }
        _ => places.push(at),
    }
}
