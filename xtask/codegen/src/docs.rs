//! Documentation, schemas and answers, from the compiled core.

mod calls;
mod candidates;
mod case;
mod contradictions;
mod fields;
mod lifecycle;
mod lists;
mod messages;
mod python;
mod rulebook;
mod rules;
mod typescript;

use crate::Generated;
use anyhow::Result;

/// The first line of every generated Markdown file.
const MARK: &str = "<!-- Made by `cargo xtask codegen`: change the code it describes, not this file. -->\n\n";

/// Every file made from the compiled core.
///
/// # Errors
/// If a schema or a page cannot be written as text.
pub fn files() -> Result<Vec<Generated>> {
    let mut files = rules::files()?;
    files.push(calls::file());
    files.push(rulebook::file());
    files.push(candidates::file()?);
    files.push(contradictions::file()?);
    files.push(lifecycle::file());
    files.push(messages::file()?);
    files.extend(lists::files()?);
    files.push(Generated {
        path: "docs/errors.md".to_owned(),
        text: format!("{MARK}{}", greenlight_core::answers::published::catalogue()),
    });
    for (name, schema) in greenlight_core::schema::all() {
        files.push(Generated {
            path: format!("schemas/{name}.schema.json"),
            text: serde_json::to_string_pretty(&schema)? + "\n",
        });
    }
    files.push(Generated {
        path: "wasm/browser/src/generated/types.ts".to_owned(),
        text: typescript::declarations(&greenlight_core::schema::types()),
    });
    files.push(Generated {
        path: "python/greenlight/answers.py".to_owned(),
        text: python::types(&greenlight_core::schema::types_written()),
    });
    let answers: Vec<String> =
        conformance::corpus()?.iter().map(|case| case.answer_of(&conformance::Native)).collect();
    files.push(fields::file(&answers)?);
    files.push(Generated { path: "tests/answers.jsonl".to_owned(), text: answers.join("\n") + "\n" });
    Ok(files)
}

/// The name in the form of a type's name: `List_Grant` is `ListGrant`.
fn identifier(name: &str) -> String {
    if !name.contains(['_', '-']) || !name.starts_with(|first: char| first.is_ascii_uppercase()) {
        return name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
    }
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
    };
    name.split(['_', '-']).filter_map(capital).collect()
}
