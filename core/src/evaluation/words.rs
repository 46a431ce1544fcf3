//! Evidence to sentences: the only place where prose is made.

mod command;
pub mod overlay;

use crate::evaluation::completion::Settled;
use crate::evaluation::report::{Finding, Notice, Task};
use crate::facts::entities;
use crate::rulebook::Rulebook;
use crate::rules::rule::{Evidence, EvidenceData, Rule, RuleText};
use greenlight_json::Pointer;
use greenlight_json::join::joined;
use greenlight_json::swar::{self, Lines};
use std::borrow::Cow;

/// What to know about an outcome for which completions were looked for.
pub fn settled(settled: &Settled) -> Option<Notice> {
    if settled.gave_up {
        let message = "whether stating more can make the case ready, and whether it can block it, was not searched to the end";
        return Some(Notice { code: "search-given-up".into(), message: message.to_owned() });
    }
    let rules = settled.no_way_out.iter().map(|rule| format!("{} ({})", rule.id.code(), rule.name()));
    let rules: Vec<String> = rules.collect();
    (!rules.is_empty()).then(|| Notice {
        code: "no-way-out".into(),
        message: format!("whatever is still stated, one of these is broken: {}", joined(rules, ", ")),
    })
}

/// A broken rule in words.
pub fn finding(rule: &Rule, evidence: Evidence, known: Rulebook) -> Finding {
    let seen = evidence.into_seen();
    let RuleText { name, says, steps, .. } = rule.said();
    let (source, provenance) = rule.source_by(known);
    let (command, no_command) = match command::command(rule.command, &seen) {
        Ok(command) => (command, None),
        Err(reason) => (None, Some(reason)),
    };
    let mut steps = ways_out(steps, &seen);
    steps.extend(no_command);
    Finding {
        code: rule.id.code().into(),
        name: name.into(),
        level: seen.level.unwrap_or(rule.level),
        message: filled(says, &seen),
        steps,
        command,
        fixers: rule.fixers.into(),
        provenance,
        source,
        at: seen.at,
        found: seen.found,
        expected: seen.expected,
        related: seen.related,
        overlay: None,
    }
}

/// Something to see to once the machine exists, in words.
pub fn task(rule: &Rule, evidence: &Evidence) -> Task {
    let RuleText { says, steps, .. } = rule.said();
    Task {
        code: rule.id.code().into(),
        message: filled(says, evidence),
        fixers: rule.fixers.into(),
        steps: ways_out(steps, evidence),
    }
}

/// The steps of a rule that is not judged, as far as what is known fills them in.
pub fn advice(rule: &Rule, known: &Evidence) -> Vec<String> {
    let judged = |step: &&str| step.contains("{found}") || step.contains("{expected}");
    let mut steps = ways_out(rule.said().steps.filter(|step| !judged(step)), known);
    if let Some(first) = steps.first_mut()
        && let Some(alone) = first.strip_prefix("or ")
    {
        *first = alone.to_owned();
    }
    steps
}

/// A rule's steps. One with a word that the evidence does not have is no way out here, and left out.
fn ways_out<'s>(steps: impl Iterator<Item = &'s str>, seen: &EvidenceData) -> Vec<String> {
    let steps = steps.map(|step| fill(step, seen));
    steps.filter(|(_, whole)| *whole).map(|(step, _)| step).collect()
}

/// So many of a thing.
pub fn many(number: u64, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// What is asked when the fact at this place is missing.
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

fn singular(collection: &str) -> &str {
    match collection {
        "people" => "person",
        "azure_roles" => "Azure role",
        other => other.strip_suffix('s').unwrap_or(other),
    }
}

/// What a field of the documents means, from the documentation of its type.
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
    // What stands within a group has its meaning there, though the thing itself may have a field of the same name.
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

/// A sentence without its capital and its period, to stand inside another.
fn lower(sentence: &str) -> String {
    /// With what sentences may begin that keeps its capital inside another; abbreviations do as well.
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

/// A template with its `{words}` filled in; one that the evidence does not have stays as it is.
fn filled(template: &str, seen: &EvidenceData) -> String {
    fill(template, seen).0
}

/// [`filled`], and whether the evidence has every word.
fn fill(template: &str, seen: &EvidenceData) -> (String, bool) {
    let mut whole = true;
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((before, behind)) = swar::split(rest, b'{') {
        let Some((word, behind)) = swar::split(behind, b'}') else {
            whole = false;
            break;
        };
        out.push_str(before);
        if let Some(meaning) = meaning(word, seen) {
            out.push_str(meaning);
        } else {
            whole = false;
            out.extend(["{", word, "}"]);
        }
        rest = behind;
    }
    out.push_str(rest);
    (out, whole)
}

/// What a word means, as far as the evidence says.
fn meaning<'s>(word: &str, seen: &'s EvidenceData) -> Option<&'s str> {
    match word {
        "found" => Some(&seen.found),
        "expected" => Some(&seen.expected),
        word => seen.words.iter().find(|(name, _)| *name == word).map(|(_, is)| is.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_from_the_evidence() {
        let evidence = Evidence::new(Pointer::ROOT, "1", "2").with("image", "finance");
        assert_eq!(
            filled("image `{image}` is {found}, not {expected}", &evidence),
            "image `finance` is 1, not 2"
        );
        assert_eq!(filled("{open} {", &evidence), "{open} {");
        assert_eq!(filled("{open} }{expected}", &evidence), "{open} }2");
        assert_eq!(fill("{open}", &evidence), ("{open}".to_owned(), false));
        // A name may have braces of its own.
        let odd = Evidence::new(Pointer::ROOT, "1", "2").with("image", "{a}");
        assert_eq!(fill("image {image}", &odd), ("image {a}".to_owned(), true));
    }

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
