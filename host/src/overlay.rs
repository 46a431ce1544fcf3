//! The organisation's overlay: which file is meant, held to be right before anything is judged by it.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::{self, Component, Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use clap::Args;
use greenlight_core::json::Pointer;
use greenlight_core::report::Report;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::answer;
use crate::document::{CliError, Document, SourceText};
use crate::engine::{Engine, Limits, NoObserver, Verb};
use crate::request::{self, AboutCase, CheckOptions};

/// The name under which an overlay is looked for.
const NAME: &str = "greenlight.toml";
/// Where the engine sees an overlay in a request.
pub(crate) const PLACE: &str = "/options/overlay";

/// Which overlay to judge by.
#[derive(Debug, Args)]
pub(crate) struct Choice {
    /// The organisation's overlay in TOML, instead of the `greenlight.toml` in the folder of the case or in the nearest folder above it,
    /// up to the root of the repository.
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,

    /// Judge by the rulebook alone, whatever `greenlight.toml` there is.
    #[arg(long, conflicts_with = "overlay")]
    no_overlay: bool,
}

/// An overlay, or none.
pub(crate) type OverlayDocument = Option<Rc<Document>>;

impl Choice {
    /// The overlay for each of the files, each overlay read and held to be right once.
    ///
    /// # Errors
    /// [`CliError`] when one of them cannot be used: then nothing should be judged.
    pub(crate) fn of(&self, engine: &Engine, files: &[PathBuf]) -> Result<Vec<OverlayDocument>, CliError> {
        let mut read: BTreeMap<PathBuf, Rc<Document>> = BTreeMap::new();
        let mut overlays = Vec::with_capacity(files.len());
        for file in files {
            let path = match &self.overlay {
                Some(path) => Some(path.clone()),
                None if self.no_overlay => None,
                None => find(file)?,
            };
            overlays.push(match path {
                None => None,
                Some(path) => {
                    // One file may be found by several names, and what was used of it is counted once.
                    let same = path.canonicalize().unwrap_or_else(|_| path.clone());
                    if !read.contains_key(&same) {
                        read.insert(same.clone(), Rc::new(load(engine, &path)?));
                    }
                    read.get(&same).cloned()
                }
            });
        }
        Ok(overlays)
    }
}

/// The nearest overlay: in the folder of the file, or above it within its repository. Outside of one, what lies in a folder above is
/// somebody else's.
///
/// # Errors
/// [`CliError`] when it is a link to somewhere else: what is written there may be nobody's to show.
fn find(file: &Path) -> Result<Option<PathBuf>, CliError> {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let here = folder.join(NAME);
    let absolute = absolute(folder);
    let root =
        absolute.as_deref().and_then(|folder| folder.ancestors().find(|above| above.join(".git").exists()));
    if here.is_file() {
        // As the user would write it.
        let named = here.strip_prefix(".").map_or_else(|_| here.clone(), Path::to_path_buf);
        return lies_within(root.unwrap_or(folder), named).map(Some);
    }
    let (Some(folder), Some(root)) = (&absolute, root) else { return Ok(None) };
    let mut within = folder.ancestors().skip(1).take_while(|above| above.starts_with(root));
    let Some(found) = within.find_map(|above| Some(above.join(NAME)).filter(|path| path.is_file())) else {
        return Ok(None);
    };
    let below = env::current_dir().ok().and_then(|here| found.strip_prefix(here).ok().map(Path::to_path_buf));
    lies_within(root, below.unwrap_or(found)).map(Some)
}

/// Whoever wrote the repository may have made its overlay a link to a file that they cannot read, for us to quote.
fn lies_within(root: &Path, overlay: PathBuf) -> Result<PathBuf, CliError> {
    let within = match (root.canonicalize(), overlay.canonicalize()) {
        (Ok(root), Ok(real)) => real.starts_with(root),
        _ => false,
    };
    if within {
        return Ok(overlay);
    }
    let name = overlay.to_string_lossy();
    Err(CliError::new(
        "linked-elsewhere",
        format!("`{name}` is a link to a file outside of its folder or repository"),
    )
    .named(&name)
    .help("name the overlay that is meant with `--overlay`, or leave it out with `--no-overlay`"))
}

/// The folder without `..`: before that may stand folders in which it does not lie.
fn absolute(folder: &Path) -> Option<PathBuf> {
    let absolute = path::absolute(folder).ok()?;
    let winds = absolute.components().any(|part| part == Component::ParentDir);
    if winds { absolute.canonicalize().ok() } else { Some(absolute) }
}

/// Reads an overlay, and lets the engine hold it to be right: with a case that it never comes to judge.
fn load(engine: &Engine, path: &Path) -> Result<Document, CliError> {
    let source = SourceText::read(path)?;
    let document = Document::read_toml(&source)?;
    let options = CheckOptions { overlay: Some((&document).into()), ..CheckOptions::default() };
    let request =
        request::text(&AboutCase { machine: None, rule: None, places: &[], case: "{}".into(), options })?;
    let answer = engine
        .worker(Limits::JUDGE, Arc::new(NoObserver))
        .call(Verb::Check, &request)
        .map_err(|failure| CliError::from(failure).in_source(&source))?;
    match answer::read::<IgnoredAny>(&answer, Some(&document)) {
        Err(trouble) if trouble.at.as_ref().is_some_and(|at| at.starts_with(PLACE)) => Err(trouble),
        _ => Ok(document),
    }
}

/// The places of the waivers that mattered to a report, or may; findings are about those that have ended.
pub(crate) fn waivers(report: &Report) -> impl Iterator<Item = &str> {
    let overlay = report.overlay.iter();
    let waivers = overlay.flat_map(|it| it.waived.iter().map(|waived| &waived.waiver).chain(&it.open));
    waivers.chain(report.findings.iter().map(|finding| &finding.at)).map(Pointer::as_str)
}

/// Which waivers were of use in many cases.
#[derive(Debug, Default)]
pub(crate) struct Usage(BTreeMap<String, (Rc<Document>, BTreeSet<String>)>);

impl Usage {
    /// Something was judged by this overlay, and these of its waivers mattered.
    pub(crate) fn add<'a>(&mut self, overlay: &Rc<Document>, waivers: impl Iterator<Item = &'a str>) {
        let used = self
            .0
            .entry(overlay.source.name.clone())
            .or_insert_with(|| (Rc::clone(overlay), BTreeSet::new()));
        used.1.extend(waivers.map(str::to_owned));
    }

    /// The waivers that never mattered: file, line, column, and the rule's code.
    pub(crate) fn unused(&self) -> Vec<(&str, usize, usize, String)> {
        #[derive(Deserialize)]
        struct OverlayForm {
            #[serde(default)]
            waivers: Vec<Waiver>,
        }
        #[derive(Deserialize)]
        struct Waiver {
            rule: String,
        }
        let mut unused = Vec::new();
        for (name, (document, used)) in &self.0 {
            let written: OverlayForm =
                serde_json::from_str(&document.json()).unwrap_or(OverlayForm { waivers: Vec::new() });
            for (index, waiver) in written.waivers.into_iter().enumerate() {
                let at = format!("/waivers/{index}");
                if used.contains(&format!("{PLACE}{at}")) {
                    continue;
                }
                let start = document.nearest(&at).map_or(0, |place| place.shown().start);
                let (line, column) = document.source.line_and_column(start);
                unused.push((name.as_str(), line, column, waiver.rule));
            }
        }
        unused
    }
}
