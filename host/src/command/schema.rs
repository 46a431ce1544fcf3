//! `greenlight schema`: prints the JSON Schemas of the documents.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::document::CliError;
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Print the JSON Schema of a document, for editors and programs; without a name, the names.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// The document.
    #[arg(value_parser = PossibleValuesParser::new(SCHEMAS.map(|(name, _)| name)))]
    name: Option<String>,
}

const SCHEMAS: [(&str, &str); 31] = [
    ("brief", include_str!("../../../schemas/brief.schema.json")),
    ("case", include_str!("../../../schemas/case.schema.json")),
    ("check-request", include_str!("../../../schemas/check-request.schema.json")),
    ("diagnose-request", include_str!("../../../schemas/diagnose-request.schema.json")),
    ("diagnosis", include_str!("../../../schemas/diagnosis.schema.json")),
    ("error", include_str!("../../../schemas/error.schema.json")),
    ("fields", include_str!("../../../schemas/fields.schema.json")),
    ("import-facts-request", include_str!("../../../schemas/import-facts-request.schema.json")),
    ("imported-facts", include_str!("../../../schemas/imported-facts.schema.json")),
    ("licences", include_str!("../../../schemas/licences.schema.json")),
    ("licences-request", include_str!("../../../schemas/licences-request.schema.json")),
    ("merge-request", include_str!("../../../schemas/merge-request.schema.json")),
    ("messages", include_str!("../../../schemas/messages.schema.json")),
    ("missing-facts", include_str!("../../../schemas/missing-facts.schema.json")),
    ("open", include_str!("../../../schemas/open.schema.json")),
    ("open-request", include_str!("../../../schemas/open-request.schema.json")),
    ("redact-request", include_str!("../../../schemas/redact-request.schema.json")),
    ("redacted", include_str!("../../../schemas/redacted.schema.json")),
    ("replay", include_str!("../../../schemas/replay.schema.json")),
    ("report", include_str!("../../../schemas/report.schema.json")),
    ("roles", include_str!("../../../schemas/roles.schema.json")),
    ("roles-request", include_str!("../../../schemas/roles-request.schema.json")),
    ("rulebook", include_str!("../../../schemas/rulebook.schema.json")),
    ("rulebook-request", include_str!("../../../schemas/rulebook-request.schema.json")),
    ("scenario", include_str!("../../../schemas/scenario.schema.json")),
    ("shard", include_str!("../../../schemas/shard.schema.json")),
    ("shard-request", include_str!("../../../schemas/shard-request.schema.json")),
    ("simulate-request", include_str!("../../../schemas/simulate-request.schema.json")),
    ("summary", include_str!("../../../schemas/summary.schema.json")),
    ("why", include_str!("../../../schemas/why.schema.json")),
    ("why-request", include_str!("../../../schemas/why-request.schema.json")),
];

impl Schema {
    #[expect(clippy::unnecessary_wraps, reason = "the shape of every verb")]
    pub(crate) fn run(&self, terminal: &mut Terminal) -> Result<Exit, CliError> {
        for (name, schema) in SCHEMAS {
            match &self.name {
                Some(wanted) if wanted == name => terminal.print(schema),
                Some(_) => {}
                None => terminal.print_line(name),
            }
        }
        Ok(Exit::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::SCHEMAS;
    use std::fs;
    use std::path::Path;

    #[test]
    fn every_published_schema_is_printed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
        let mut published: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        published.sort();
        let mut printed = SCHEMAS.map(|(name, _)| format!("{name}.schema.json"));
        printed.sort();
        assert_eq!(published, printed);
    }
}
