//! The law of importing: what is taken away never adds a fact, but for lists that are known to be whole, and silence that means none.

use super::{facts, file, import, names, sample};
use greenlight_core::facts_of_files::{Hints, calls};
use greenlight_core::report::Outcome;
use greenlight_core::{Case, CheckOptions, check, json};
use serde_json::Value;
use std::collections::BTreeSet;

/// One thing that can be taken away from a document: the way to it.
type Way = Vec<String>;

fn ways(value: &Value, here: &Way, found: &mut Vec<Way>) {
    let below = |key: String| here.iter().cloned().chain([key]).collect::<Way>();
    let inner: Vec<(String, &Value)> = match value {
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        Value::Object(members) => members.iter().map(|(name, item)| (name.clone(), item)).collect(),
        _ => Vec::new(),
    };
    for (key, item) in inner {
        let way = below(key);
        found.push(way.clone());
        ways(item, &way, found);
    }
}

fn without(mut value: Value, way: &[String]) -> Value {
    let (last, path) = way.split_last().unwrap();
    let mut at = &mut value;
    for key in path {
        at = match at {
            Value::Array(items) => &mut items[key.parse::<usize>().unwrap()],
            other => other.get_mut(key).unwrap(),
        };
    }
    match at {
        Value::Array(items) => drop(items.remove(last.parse().unwrap())),
        Value::Object(members) => drop(members.remove(last)),
        _ => unreachable!(),
    }
    value
}

/// Every fact as a line; keys of networks and images are names that depend on what else is known.
fn lines(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) if members.contains_key("complete") => {
            lines(members.get("items").unwrap_or(&Value::Null), at, found);
        }
        Value::Object(members) => {
            for (name, inner) in members {
                let generic = ["/networks", "/images"].contains(&at);
                lines(inner, &format!("{at}/{}", if generic { "*" } else { name }), found);
            }
        }
        Value::Array(items) => found.extend(items.iter().map(|item| {
            let item = item.to_string();
            let scope = ["virtual-network/", "gallery/"].iter().find_map(|kind| item.find(kind));
            format!("{at}: {}", scope.map_or(&*item, |scope| &item[..scope]))
        })),
        Value::String(_) if ["/image", "/network"].iter().any(|name| at.ends_with(name)) => {
            found.insert(format!("{at}: *"));
        }
        plain => drop(found.insert(format!("{at}: {plain}"))),
    }
}

/// Members that say that an answer is not whole, and names without which things go by their ids.
const WITHOUT_MORE: &[&str] = &["nextLink", "@odata.nextLink", "@odata.count", "roleDefinitionName"];

/// Whether silence there means none, by the table of calls, or what is gone is a record of a list that is whole.
fn is_silence(way: &[String], partial: bool) -> bool {
    let last = way.last().unwrap();
    let record = last.parse::<usize>().is_ok();
    let tells = |name: &String| {
        let none = calls().flat_map(|call| call.absent_is_none).any(|member| member == name);
        none || WITHOUT_MORE.contains(&name.as_str())
    };
    // Inside of a member whose absence says that there is none, too.
    record && !partial || way.iter().any(tells)
}

#[test]
fn taking_away_never_adds() {
    let told = || Hints {
        environment: Some("told".to_owned()),
        person: Some("told".to_owned()),
        network: Some("snet-hosted".to_owned()),
        ..Hints::default()
    };
    let mut faults = Vec::new();
    let mut tried = 0;
    for name in names() {
        let Ok(whole) = serde_json::from_str::<Value>(&sample(&name)) else { continue };
        let read = |value: &Value| import(vec![file(&name, value.to_string())], told());
        let before = read(&whole);
        let partial = before.files[0].answers.iter().any(|answer| answer.partial.is_some());
        let mut known = BTreeSet::new();
        lines(&facts(&before), "", &mut known);
        let mut all = Vec::new();
        ways(&whole, &Way::new(), &mut all);
        // At most so many of each sample, spread over it.
        let step = all.len().div_ceil(150).max(1);
        for way in all.iter().step_by(step).filter(|way| !is_silence(way, partial)) {
            tried += 1;
            let mut after = BTreeSet::new();
            lines(&facts(&read(&without(whole.clone(), way))), "", &mut after);
            // Azure does not tell names apart by case.
            let known: BTreeSet<String> = known.iter().map(|line| line.to_ascii_lowercase()).collect();
            let after: BTreeSet<String> = after.iter().map(|line| line.to_ascii_lowercase()).collect();
            let added: Vec<_> = after.difference(&known).collect();
            if !added.is_empty() {
                faults.push(format!("{name} without /{}: {added:?}", way.join("/")));
            }
        }
    }
    assert!(tried > 2000, "{tried}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn taking_away_never_makes_a_case_ready() {
    let first: Vec<String> = names().into_iter().filter(|name| !name.contains('/')).collect();
    let left_out = ["02-", "03-", "27-"];
    let first: Vec<&String> =
        first.iter().filter(|name| !left_out.iter().any(|out| name.starts_with(out))).collect();
    let hints = || Hints { environment: Some("prod".to_owned()), ..Hints::default() };
    let outcome = |spoilt: Option<(&str, &Value)>| {
        let text = |name: &str| match spoilt {
            Some((other, value)) if other == name => value.to_string(),
            _ => sample(name),
        };
        let imported = import(first.iter().map(|name| file(name, text(name))).collect(), hints());
        let mut document = facts(&imported);
        document["as_of"] = "2025-09-15T09:00:00Z".into();
        document["request"] = serde_json::json!({
            "actor": "iris", "create-machine": {"environment": "prod", "name": "rb-08", "image": "win11-robots", "network": "vnet-robots"}
        });
        let case: Case = json::from_value(&document).unwrap();
        check(&case, &CheckOptions::default()).map(|report| report.outcome)
    };
    assert_eq!(outcome(None), Ok(Outcome::Blocked));
    for name in [
        "14-graph-onpremisesconnections.json",
        "19-graph-user-licensedetails.json",
        "09-az-role-assignment-list.json",
    ] {
        let whole: Value = serde_json::from_str(&sample(name)).unwrap();
        let mut all = Vec::new();
        ways(&whole, &Way::new(), &mut all);
        let step = all.len().div_ceil(25).max(1);
        for way in all.iter().step_by(step) {
            let spoilt = without(whole.clone(), way);
            assert_ne!(
                outcome(Some((name, &spoilt))),
                Ok(Outcome::Ready),
                "{name} without /{}",
                way.join("/")
            );
        }
    }
}
