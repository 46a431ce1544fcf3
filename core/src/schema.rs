//! JSON Schemas of the documents, for editors and for programs that write documents.

use crate::facts::entities::Started;
use crate::facts::fact::{Count, Fact};
use crate::facts::list::Listing;
use crate::facts::origin::{Attestation, FactSource};
use crate::facts::request::{Action, Details, Request};
use crate::facts::table::Table;
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// Returns the name and the schema of every document with a published schema.
pub fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("brief", root::<crate::verbs::outcomes::Brief>(written())),
        ("case", root::<crate::facts::Case>(read())),
        ("check-request", root::<crate::verbs::CheckRequest>(read())),
        ("diagnose-request", root::<crate::verbs::DiagnoseRequest>(read())),
        ("diagnosis", root::<crate::answers::diagnosis::Diagnosis>(written())),
        ("error", root::<crate::vocabulary::error::Error>(written())),
        ("merge-request", root::<crate::verbs::MergeRequest>(read())),
        ("open", root::<crate::answers::open::Open>(written())),
        ("open-request", root::<crate::verbs::OpenRequest>(read())),
        ("why", root::<crate::answers::why::Why>(written())),
        ("why-request", root::<crate::verbs::WhyRequest>(read())),
        #[cfg(feature = "import")]
        ("imported-facts", root::<crate::import::report::Imported>(written())),
        #[cfg(feature = "import")]
        ("import-facts-request", root::<crate::verbs::ImportRequest>(read())),
        #[cfg(feature = "import")]
        ("missing-facts", root::<crate::verbs::missing_facts::MissingFacts>(written())),
        ("licences", root::<crate::answers::licences::Licences>(written())),
        ("licences-request", root::<crate::verbs::LicencesRequest>(read())),
        #[cfg(feature = "import")]
        ("redact-request", root::<crate::verbs::RedactRequest>(read())),
        #[cfg(feature = "import")]
        ("redacted", root::<crate::verbs::redact::Redacted>(written())),
        ("replay", root::<crate::simulation::replay::Replay>(written())),
        ("report", root::<crate::evaluation::report::Report>(written())),
        ("roles", root::<crate::answers::roles::Roles>(written())),
        ("roles-request", root::<crate::verbs::RolesRequest>(read())),
        ("rulebook", root::<crate::verbs::RulebookAnswer>(written())),
        ("rulebook-request", root::<crate::verbs::RulebookRequest>(read())),
        ("scenario", root::<crate::facts::scenario::Scenario>(read())),
        ("shard", root::<crate::simulation::shard::Shard>(written())),
        ("shard-request", root::<crate::verbs::ShardRequest>(read())),
        ("simulate-request", root::<crate::verbs::SimulateRequest>(read())),
        ("summary", root::<crate::simulation::summary::Summary>(written())),
    ]
}

/// Returns every type that the verbs take or return, by name, including the types that others refer to.
pub fn types() -> Map<String, Value> {
    let (mut types, mut read) = (types_written(), types_read());
    types.append(&mut read);
    types
}

fn types_read() -> Map<String, Value> {
    let mut read = read().into_generator();
    read.subschema_for::<crate::verbs::CheckRequest>();
    read.subschema_for::<crate::verbs::DiagnoseRequest>();
    read.subschema_for::<crate::verbs::ExplainRequest>();
    read.subschema_for::<crate::verbs::OpenRequest>();
    read.subschema_for::<crate::verbs::WhyRequest>();
    #[cfg(feature = "import")]
    read.subschema_for::<crate::verbs::ImportRequest>();
    #[cfg(feature = "import")]
    read.subschema_for::<crate::verbs::RedactRequest>();
    read.subschema_for::<crate::verbs::LicencesRequest>();
    read.subschema_for::<crate::verbs::RolesRequest>();
    read.subschema_for::<crate::verbs::RulebookRequest>();
    read.subschema_for::<crate::verbs::SimulateRequest>();
    read.subschema_for::<crate::verbs::ShardRequest>();
    read.subschema_for::<crate::verbs::MergeRequest>();
    read.take_definitions(true)
}

/// Returns the schemas of answers, by the names of their types.
pub fn types_written() -> Map<String, Value> {
    let mut written = written().into_generator();
    written.subschema_for::<crate::answers::diagnosis::Diagnosis>();
    written.subschema_for::<crate::vocabulary::error::Refusal>();
    written.subschema_for::<crate::answers::open::Open>();
    written.subschema_for::<crate::answers::why::Why>();
    #[cfg(feature = "import")]
    written.subschema_for::<crate::import::report::Imported>();
    #[cfg(feature = "import")]
    written.subschema_for::<crate::verbs::missing_facts::MissingFacts>();
    #[cfg(feature = "import")]
    written.subschema_for::<crate::verbs::redact::Redacted>();
    written.subschema_for::<crate::answers::licences::Licences>();
    written.subschema_for::<crate::evaluation::report::Report>();
    written.subschema_for::<crate::verbs::outcomes::Brief>();
    written.subschema_for::<crate::answers::roles::Roles>();
    written.subschema_for::<crate::verbs::RulebookAnswer>();
    written.subschema_for::<crate::simulation::replay::Replay>();
    written.subschema_for::<crate::simulation::shard::Shard>();
    written.subschema_for::<crate::simulation::summary::Summary>();
    written.subschema_for::<crate::verbs::Description>();
    written.subschema_for::<crate::verbs::Explanation>();
    written.subschema_for::<crate::verbs::Rules>();
    written.take_definitions(true)
}

/// Returns the settings for input schemas: values with a default may be left out.
fn read() -> SchemaSettings {
    SchemaSettings::draft2020_12()
}

/// Returns the settings for output schemas: empty values may be left out.
fn written() -> SchemaSettings {
    SchemaSettings::draft2020_12().for_serialize()
}

fn root<T: JsonSchema>(settings: SchemaSettings) -> Value {
    settings.into_generator().into_root_schema_for::<T>().into()
}

/// Returns the schema of a value that may stand alone or together with its origin.
fn with_origin(generator: &mut SchemaGenerator, plain: &Value, field: &str, more: Value) -> Schema {
    let mut properties = Map::new();
    properties.insert(field.to_owned(), plain.clone());
    properties.insert("attested".to_owned(), generator.subschema_for::<Attestation>().into());
    properties
        .insert("observed_at".to_owned(), json!({"type": "string", "description": "When it was observed."}));
    properties
        .insert("source".to_owned(), json!({"description": "What it was read from.", "anyOf": [{"type": "string"}, generator.subschema_for::<FactSource>()]}));
    if let Value::Object(more) = more {
        properties.extend(more);
    }
    json_schema!({
        "anyOf": [plain, {"type": "object", "properties": properties, "additionalProperties": false}, {"type": "null"}]
    })
}

impl<T: JsonSchema> JsonSchema for Fact<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Fact_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let plain = generator.subschema_for::<T>().into();
        with_origin(generator, &plain, "value", Value::Null)
    }
}

impl JsonSchema for Count {
    fn schema_name() -> Cow<'static, str> {
        "Count".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let number = json!({"type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_991_u64});
        let least =
            json!({"at_least": {"type": "integer", "minimum": 0, "description": "There may be more."}});
        with_origin(generator, &number, "value", least)
    }
}

impl<T: JsonSchema> JsonSchema for Listing<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("List_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = json!({"type": "array", "items": generator.subschema_for::<T>()});
        let whole = json!({"complete": {"type": "boolean", "description": "Whether these are all; yes unless said."}});
        with_origin(generator, &items, "items", whole)
    }
}

impl<T: JsonSchema> JsonSchema for Table<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Table_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let each = generator.subschema_for::<T>();
        json_schema!({"type": ["object", "null"], "additionalProperties": each})
    }
}

impl JsonSchema for Started {
    fn schema_name() -> Cow<'static, str> {
        "Started".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "description": "a day such as 2024-02-12, or `none`"})
    }
}

impl JsonSchema for Request {
    fn schema_name() -> Cow<'static, str> {
        "Request".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let details = Details::json_schema(generator);
        let fields = details.get("properties").cloned().unwrap_or_default();
        let mut properties = Map::new();
        properties.insert(
            "actor".to_owned(),
            json!({"type": ["string", "null"], "description": "Who acts: a name under `people`."}),
        );
        for action in Action::ALL {
            let taken: Map<String, Value> = action
                .fields()
                .iter()
                .filter_map(|field| Some(((*field).to_owned(), fields.get(*field)?.clone())))
                .collect();
            let named =
                json!({"type": ["object", "null"], "properties": taken, "additionalProperties": false});
            properties.insert(action.word().to_owned(), named);
        }
        json_schema!({
            "type": "object",
            "description": "Who wants to do what: one action, and its actor where that is known.",
            "properties": properties,
            "minProperties": 1,
            "maxProperties": 2,
            "additionalProperties": false
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_type() {
        let read = types_read();
        for (name, schema) in types_written() {
            assert!(
                read.get(&name).is_none_or(|it| *it == schema),
                "{name} is read as one thing and written as another"
            );
        }
        let types = types();
        let again = |name: &&String| {
            let plain = name.trim_end_matches(|last: char| last.is_ascii_digit());
            plain != name.as_str() && types.contains_key(plain)
        };
        let twice: Vec<&String> = types.keys().filter(again).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
