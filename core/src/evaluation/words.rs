//! Sentences of the report: the templates of rules, filled with their evidence.

mod command;
pub mod overlay;

use crate::evaluation::completion::Settled;
use crate::evaluation::report::{Finding, Notice, Task};
use crate::facts::entities;
use crate::rulebook::Rulebook;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Rule, RuleText};
use crate::vocabulary::{Joint, ToWord as _, Word, Words};
use greenlight_json::join::joined;
use greenlight_json::swar::Lines;
use greenlight_json::{InlineStr, Pointer};
use std::borrow::Cow;

/// Returns the notice about an outcome for which completions were searched, if there is one.
pub fn settled(settled: &Settled) -> Option<(&'static str, Word)> {
    if settled.gave_up {
        return Some(("search-given-up", say::SEARCH_GIVEN_UP.into()));
    }
    let rule = |rule: &Rule| say::CODE_AND_NAME.with("code", rule.id.code()).with("name", rule.name());
    let rules: Vec<Word> = settled.no_way_out.iter().map(rule).collect();
    if rules.is_empty() {
        return None;
    }
    Some(("no-way-out", say::NO_WAY_OUT.with("rules", Word::list(Joint::Comma, rules))))
}

/// Returns a notice in words, with its parameters if asked for. Its code is the name of the phrase.
pub fn notice(code: &'static str, word: Word, parameters: bool) -> Notice {
    let message = word.text().to_string();
    Notice { code: code.into(), message, parameters: parameters.then(|| word.into_words()) }
}

/// Returns the finding about a broken rule, with its parameters if asked for.
pub fn finding(rule: &Rule, evidence: Evidence, known: Rulebook, parameters: bool) -> Finding {
    let seen = evidence.into_seen();
    let RuleText { name, says, steps, .. } = rule.said();
    let (source, provenance) = rule.source_by(known);
    let (command, no_command) = match command::command(rule.command, &seen.words) {
        Ok(command) => (command, None),
        Err(reason) => (None, Some(say::NO_COMMAND.with("reason", reason))),
    };
    let mut steps = Steps::of(steps, &seen.words);
    if let Some(no_command) = no_command {
        steps.sentences.push(no_command.text().to_string());
        steps.codes.push(no_command);
    }
    Finding {
        code: rule.id.code().into(),
        name: name.into(),
        level: seen.level.unwrap_or(rule.level),
        message: filled(says, &seen.words),
        steps: steps.sentences,
        command,
        fixers: rule.fixers.into(),
        provenance,
        source,
        at: seen.at,
        found: text_of(&seen.words, "found"),
        expected: text_of(&seen.words, "expected"),
        related: seen.related,
        overlay: None,
        parameters: parameters.then_some(seen.words),
        step_codes: if parameters { steps.codes } else { Vec::new() },
    }
}

/// Returns the task that remains once the machine exists, with its parameters if asked for.
pub fn task(rule: &Rule, evidence: Evidence, parameters: bool) -> Task {
    let RuleText { says, steps, .. } = rule.said();
    let words = evidence.into_seen().words;
    let steps = Steps::of(steps, &words);
    Task {
        code: rule.id.code().into(),
        message: filled(says, &words),
        fixers: rule.fixers.into(),
        steps: steps.sentences,
        parameters: parameters.then_some(words),
        step_codes: if parameters { steps.codes } else { Vec::new() },
    }
}

/// Returns the steps of a rule that was not judged, filled in as far as the facts are known.
pub fn advice(rule: &Rule, known: &Evidence) -> Vec<String> {
    let judged = |step: &&str| step.contains("{found}") || step.contains("{expected}");
    let mut steps = Steps::of(rule.said().steps.filter(|step| !judged(step)), &known.words).sentences;
    if let Some(first) = steps.first_mut()
        && let Some(alone) = first.strip_prefix("or ")
    {
        *first = alone.to_owned();
    }
    steps
}

/// The steps that fix a finding.
#[derive(Default)]
pub(super) struct Steps {
    /// The steps in words.
    pub(super) sentences: Vec<String>,
    /// The steps as indices into the rule's steps, or as a phrase.
    pub(super) codes: Vec<Word>,
}

impl Steps {
    /// Fills in the steps of a rule. A step with a word that the evidence lacks does not apply here and is left out.
    pub(super) fn of<'s>(steps: impl Iterator<Item = &'s str>, words: &Words) -> Self {
        let mut ways = Self::default();
        for (place, step) in steps.enumerate() {
            let (told, whole) = fill(step, words);
            if whole {
                ways.sentences.push(told);
                ways.codes.push(place.to_word());
            }
        }
        ways
    }
}

/// Returns a number with its noun, in the plural unless it is 1.
pub fn many(number: u64, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// Returns the question for a missing fact.
pub fn question(at: &Pointer) -> String {
    let keys: Vec<Cow<'_, str>> = at.keys().collect();
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    let (thing, path): (&[&str], &[&str]) = match keys.as_slice() {
        ["tenant", path @ ..] => (&["the tenant"], path),
        ["request", "actor"] => {
            return "for the request: who acts, a name under `people`".to_owned();
        }
        ["request", action, path @ ..] => (&["the request to ", &action.replace('-', " ")], path),
        [collection @ ("groups" | "machines")] => {
            return joined(["for the case: all of its ", collection], "");
        }
        [collection, key, path @ ..] => (&[singular(collection), " `", key, "`"], path),
        path => (&["the case"], path),
    };
    let asked = match documented(keys.first().copied().unwrap_or_default(), path) {
        Some(meaning) => meaning,
        None if path.is_empty() => "everything about it".to_owned(),
        None => joined(["`", &joined(path, "."), "`"], ""),
    };
    joined(["for ", &joined(thing, ""), ": ", &asked], "")
}

/// Returns the key of a question's sentence in the catalogue (its pointer, with `*` for each name from the case), and those names.
pub fn sentence(at: &Pointer) -> (Pointer, Words) {
    let (mut sentence, mut names) = (Pointer::ROOT, Words::default());
    for (place, key) in at.keys().enumerate() {
        let of = |first: &str| at.keys().next().is_some_and(|key| key == first);
        let name = match place {
            1 if !of("tenant") && !of("request") => "name",
            3 if of("people") => "environment",
            3 if of("tenant") => "place",
            _ => {
                sentence = sentence.key(&key);
                continue;
            }
        };
        names.push(name, key.to_word());
        sentence = sentence.key("*");
    }
    (sentence, names)
}

fn singular(collection: &str) -> &str {
    match collection {
        "people" => "person",
        "azure_roles" => "Azure role",
        other => other.strip_suffix('s').unwrap_or(other),
    }
}

/// Returns the meaning of a field, from the documentation of its type.
fn documented(collection: &str, path: &[&str]) -> Option<String> {
    let fields: &[&str] = match collection {
        "tenant" => &[
            entities::Tenant::MEANINGS,
            entities::Intune::MEANINGS,
            entities::ServicePrincipals::MEANINGS,
            entities::AddonTrial::MEANINGS,
            entities::RemoteDesktop::MEANINGS,
        ],
        "subscriptions" => &[entities::Subscription::MEANINGS],
        "azure_roles" => &[entities::CustomAzureRole::MEANINGS],
        "environments" => {
            &[entities::Environment::MEANINGS, entities::DefaultImage::MEANINGS, entities::Features::MEANINGS]
        }
        "people" => &[entities::Person::MEANINGS],
        "roles" => &[entities::CustomRole::MEANINGS],
        "images" => &[
            entities::Image::MEANINGS,
            entities::Gallery::MEANINGS,
            entities::Os::MEANINGS,
            entities::Source::MEANINGS,
        ],
        "networks" => &[
            entities::Network::MEANINGS,
            entities::Subnet::MEANINGS,
            entities::Domain::MEANINGS,
            entities::Connection::MEANINGS,
        ],
        "machines" => &[entities::Machine::MEANINGS, entities::Windows::MEANINGS, entities::Queue::MEANINGS],
        "groups" => &[entities::MachineGroup::MEANINGS, entities::Queue::MEANINGS],
        "flows" => &[entities::Flow::MEANINGS],
        "request" => &[crate::facts::request::MEANINGS],
        _ => &[],
    };
    // A field in a group has its meaning there, although the thing itself may have a field of the same name.
    let within = usize::from(path.len() > 1);
    let meaning = |name: &str| {
        let mut lines = fields.iter().skip(within).chain(fields.first()).flat_map(|lines| Lines::of(lines));
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(lower)
    };
    match path {
        [field] => meaning(field),
        ["intune", "custom_restrictions", _, "applies_to"] => {
            Some("the members of the groups that an enrolment restriction which blocks Windows (MDM) is assigned to".to_owned())
        }
        ["roles", environment] => Some(format!("security roles in environment `{environment}`")),
        [group, field] => Some(format!("{}: {}", lower(group), meaning(field)?)),
        _ => None,
    }
}

/// Removes the initial capital and the final period of a sentence, so that it can stand inside another.
fn lower(sentence: &str) -> String {
    /// The beginnings that keep their capital inside another sentence; abbreviations keep theirs as well.
    const NAMES: [&str; 5] = ["Microsoft", "Windows", "Azure", "Hyper", "Power"];
    let sentence = sentence.trim().trim_end_matches('.');
    let mut letters = sentence.bytes();
    let begin = letters.next().filter(u8::is_ascii_uppercase);
    let second = letters.next().is_some_and(|second| second.is_ascii_lowercase() || second == b' ');
    let mut inside = sentence.replace('_', " ");
    if begin.is_some() && second && !NAMES.iter().any(|name| sentence.starts_with(name)) {
        inside.get_mut(..1).unwrap_or_default().make_ascii_lowercase();
    }
    inside
}

/// Fills in the `{words}` of a template; a word that the evidence lacks stays as it is.
fn filled(template: &str, words: &Words) -> String {
    fill(template, words).0
}

/// Fills in a template as [`filled`] does, and also returns whether the evidence has every word.
fn fill(template: &str, words: &Words) -> (String, bool) {
    let mut out = String::with_capacity(template.len() + 64);
    let whole = words.fill(template, &mut out);
    (out, whole)
}

/// Returns a word of the evidence in English.
fn text_of(words: &Words, word: &str) -> InlineStr {
    words.get(word).map_or(InlineStr::EMPTY, Word::text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_say_what_is_meant() {
        let ask = |path: &[&str]| question(&path.iter().fold(Pointer::ROOT, |at, key| at.key(key)));
        assert_eq!(
            ask(&["images", "finance", "generation"]),
            "for image `finance`: Hyper-V generation of its definition"
        );
        assert_eq!(
            ask(&["tenant", "configuration_manager_push"]),
            "for the tenant: a policy that pushes the Configuration Manager client to new machines at once"
        );
        assert_eq!(
            ask(&["people", "ann", "roles", "prod"]),
            "for person `ann`: security roles in environment `prod`"
        );
        assert_eq!(
            ask(&["networks", "corp", "subnet", "free"]),
            "for network `corp`: subnet: addresses not in use, after the five that Azure keeps"
        );
        assert_eq!(
            ask(&["environments", "prod", "features", "hosted_machines"]),
            "for environment `prod`: features: hosted machines"
        );
        assert_eq!(ask(&["images", "a/b~c"]), "for image `a/b~c`: everything about it");
        assert_eq!(
            ask(&["request", "create-machine", "image"]),
            "for the request to create machine: the image: a name under `images`, or `default`"
        );
    }
}
