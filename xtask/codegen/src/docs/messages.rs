//! `docs/messages.json`: every sentence that reports are told in, by name, for whoever tells them in another language.

use super::case::CaseSchema;
use crate::Generated;
use anyhow::{Context as _, Result, ensure};
use greenlight_core::evaluation::words::{self, overlay as waiving};
use greenlight_core::facts::request::Action;
use greenlight_core::json::{self, Pointer};
use greenlight_core::lifecycle::published::elsewhere::ELSEWHERE;
use greenlight_core::overlay::{self, RESTRICTIONS};
use greenlight_core::rulebook::term::Vocabulary;
use greenlight_core::rulebook::{AdminRole, App, AzureRole, Geography, Licence, Offering, Plan, Role};
use greenlight_core::rules::{self, ALL};
use greenlight_core::schema;
use greenlight_core::vocabulary::{self, Joint, Level, Phrase, expected};
use greenlight_core::{facts, simulation, verbs};
use serde_json::{Map, Value, json};

/// The catalogue.
pub(super) fn file() -> Result<Generated> {
    let case = CaseSchema::new();
    let error = schema::all().into_iter().find(|(name, _)| *name == "error").context("a schema of errors")?.1;
    let catalogue = json!({
        "format_version": "1.0",
        "language": "en",
        "rules": rules(),
        "phrases": phrases()?,
        "questions": questions(&case),
        "lists": Joint::ALL.iter().map(|joint| (joint.word().to_owned(), joint.between().into())).collect::<Map<_, _>>(),
        "values": values(&case),
        "errors": meanings(error.pointer("/$defs/Code").context("the codes of errors")?),
    });
    Ok(Generated {
        path: "docs/messages.json".to_owned(),
        text: serde_json::to_string_pretty(&catalogue)? + "\n",
    })
}

/// What is said when a rule is broken, and how to mend it, by code.
fn rules() -> Map<String, Value> {
    let rule = |code: &str, name: &str, says: &str, steps: Vec<&str>| {
        (code.to_owned(), json!({ "name": name, "says": says, "steps": steps }))
    };
    let microsofts = ALL.iter().map(|of| {
        let said = of.said();
        rule(of.id.code(), said.name, said.says, said.steps.collect())
    });
    let own = RESTRICTIONS.iter().map(|own| rule(own.code, own.name, own.says, own.steps.to_vec()));
    let waivers = [waiving::ENDED, waiving::UNUSED];
    let waivers = waivers.iter().map(|about| rule(about.code, about.name, about.says, about.steps.to_vec()));
    microsofts.chain(own).chain(waivers).collect()
}

/// Every phrase, by name.
fn phrases() -> Result<Map<String, Value>> {
    let lists = [
        json::PHRASES,
        vocabulary::phrases::ALL,
        facts::phrases::ALL,
        rules::phrases::ALL,
        overlay::phrases::ALL,
        simulation::phrases::ALL,
        greenlight_core::answers::phrases::ALL,
        verbs::phrases::ALL,
    ];
    let mut all = Map::new();
    for phrase in lists.into_iter().flatten() {
        let told_before = all.insert(phrase.id().to_owned(), forms(phrase));
        ensure!(told_before.is_none(), "two phrases are named `{}`", phrase.id());
    }
    Ok(all)
}

/// What a phrase says: one text, or a form for each kind of number.
fn forms(phrase: &Phrase) -> Value {
    let forms: Vec<&str> = phrase.forms().collect();
    match forms.as_slice() {
        [one, other] => json!({ "one": one, "other": other }),
        [one, other, zero] => json!({ "zero": zero, "one": one, "other": other }),
        one => one.first().copied().unwrap_or_default().into(),
    }
}

/// What the schema says of each word of a closed set.
fn meanings(closed: &Value) -> Map<String, Value> {
    let each = closed["oneOf"].as_array().into_iter().flatten();
    each.filter_map(|word| Some((word["const"].as_str()?.to_owned(), word["description"].clone()))).collect()
}

/// The words of closed sets that cases hold and reports tell, and what errors tell in words that are always the same.
fn values(case: &CaseSchema) -> Map<String, Value> {
    let words = case.types().flat_map(|(_, closed)| closed["oneOf"].as_array().into_iter().flatten());
    let words = words.filter_map(|word| word["const"].as_str());
    let ours = Level::WORDS.iter().chain(Action::WORDS).copied();
    let kinds = [
        AdminRole::WHAT,
        App::WHAT,
        AzureRole::WHAT,
        Geography::WHAT,
        Licence::WHAT,
        Offering::WHAT,
        Plan::WHAT,
        Role::WHAT,
    ];
    let of_errors = [json::FIXED_WORDS, expected::ALL, &kinds].into_iter().flatten().copied();
    let reasons = ELSEWHERE.iter().map(|(_, _, reason)| *reason);
    words.chain(ours).chain(of_errors).chain(reasons).map(|word| (word.to_owned(), word.into())).collect()
}

/// The sentence of every question.
fn questions(case: &CaseSchema) -> Map<String, Value> {
    let questions = case.places().into_iter().map(|place| {
        let (sentence, names) = words::sentence(&place.at);
        let mut names = names.names();
        let filled = place.at.keys().fold(Pointer::ROOT, |at, key| match &*key {
            "*" => at.key(&format!("{{{}}}", names.next().unwrap_or_default())),
            key => at.key(key),
        });
        (sentence.to_string(), words::question(&filled).into())
    });
    questions.collect()
}
