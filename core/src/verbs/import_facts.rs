//! The verb `import_facts`: reads facts from files of other tools.

use super::asks::answered;
use super::phrases;
use crate::facts::Case;
use crate::import::calls::calls;
use crate::import::report::Imported;
use crate::import::{File, Files, Hints, KnownFacts};
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::expected;
use crate::vocabulary::instant::Instant;
use greenlight_json::did_you_mean;
use greenlight_json::{Pointer, closest, object};

/// The request of [`import_facts()`].
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ImportRequest {
    /// The files.
    pub files: Vec<File>,
    /// An earlier tenant file: its facts are kept where the files have none.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub tenant: Option<Case>,
    /// A case: its facts take precedence over the files.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub case: Option<Case>,
    /// Information that the files do not contain.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub hints: Hints,
    /// Include in errors the phrases of their sentences in the catalogue of messages, for translation.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub parameters: bool,
}

object!(ImportRequest, expected::IMPORT_REQUEST, { files: required, tenant, case, hints, parameters });

/// Reads facts from files that other tools printed. Files are recognised by their content, joined by id, and reported if incomplete.
///
/// ```
/// use greenlight_core::{ImportRequest, import_facts};
/// use greenlight_core::facts_of_files::File;
///
/// let text = r#"{"id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/g/images/finance",
///     "type": "Microsoft.Compute/galleries/images", "hyperVGeneration": "V1", "osState": "Generalized"}"#;
/// let file = File { name: "image.json".into(), text: text.into(), observed_at: None };
/// let imported = import_facts(&ImportRequest { files: vec![file], ..ImportRequest::default() })?;
/// let image = imported.facts.images.get("finance").and_then(|image| image.generation.value());
/// assert_eq!(image.map(|generation| generation.0), Some(1));
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// # Errors
/// If a call that is vouched for does not exist; an error in a file is part of the answer.
pub fn import_facts(request: &ImportRequest) -> Result<Imported, Error> {
    held_to_calls(&request.hints)?;
    let beside = KnownFacts { tenant: request.tenant.as_ref(), case: request.case.as_ref() };
    Ok(crate::import::import(&request.files, beside, &request.hints))
}

/// Imports like [`import_facts()`], but takes files in pieces, so that they are never held whole.
///
/// ```
/// use greenlight_core::{Import, ImportRequest};
///
/// let mut import = Import::start(ImportRequest::default())?;
/// import.begin("people.json", None);
/// import.add(r#"{"value": [{"id": "1", "userPrincip"#);
/// import.add(r#"alName": "ann@contoso.com", "accountEnabled": true}]}"#);
/// assert!(import.finish().facts.people.get("ann").is_some());
/// # Ok::<(), greenlight_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Import {
    request: ImportRequest,
    files: Files,
}

impl Import {
    /// Starts an import; files in the request itself come before all others.
    ///
    /// # Errors
    /// If a call that is vouched for does not exist.
    pub fn start(mut request: ImportRequest) -> Result<Self, Error> {
        held_to_calls(&request.hints)?;
        let mut files = Files::default();
        for File { name, text, observed_at } in std::mem::take(&mut request.files) {
            files.begin(&name, observed_at);
            files.add(&text);
        }
        Ok(Self { request, files })
    }

    /// Starts the next file, with the name used for it in reports and the time when it was written.
    pub fn begin(&mut self, name: &str, observed_at: Option<Instant>) {
        self.files.begin(name, observed_at);
    }

    /// Adds the next piece of the file's text, which may be cut anywhere.
    pub fn add(&mut self, text: &str) {
        self.files.add(text);
    }

    /// Returns the facts of all files.
    pub fn finish(self) -> Imported {
        let ImportRequest { tenant, case, hints, .. } = &self.request;
        self.files.joined(KnownFacts { tenant: tenant.as_ref(), case: case.as_ref() }, hints)
    }
}

/// Checks that the calls that somebody vouches for exist.
fn held_to_calls(hints: &Hints) -> Result<(), Error> {
    for (index, id) in hints.whole.iter().enumerate() {
        if !calls().any(|call| call.id == id) {
            return Err(no_call(index, id));
        }
    }
    Ok(())
}

#[cold]
fn no_call(index: usize, id: &str) -> Error {
    let near = closest(id, calls().map(|call| call.id));
    let help = near.map_or_else(|| phrases::CALLS_ARE_IN_REPORT.into(), did_you_mean);
    let at = Pointer::ROOT.key("hints").key("whole").index(index);
    Error::new(ErrorCode::UnknownValue, at, phrases::NO_CALL.with("id", id), help)
}

/// Runs [`import_facts()`] on the text of an [`ImportRequest`].
///
/// # Errors
/// If the request is invalid; an error in a file is part of the answer.
pub fn on_text(request: &str) -> Result<Imported, Error> {
    answered(request, |request| import_facts(&greenlight_json::from_str(request)?))
}
