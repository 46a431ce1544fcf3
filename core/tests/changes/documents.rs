//! A change of the facts gives what the same change of the document gives, read again.

use super::case;
use greenlight_core::facts::Case;
use greenlight_core::facts::change::{Change, Step};
use greenlight_core::rules::{self, examples};
use greenlight_json::Pointer;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The cases of all examples: as they are written, and as they are written again from what was read.
static WRITTEN: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let examples = rules::ALL.iter().flat_map(|rule| examples::of(rule));
    examples.map(|(_, _, document)| document.unwrap()).collect()
});
static AGAIN: LazyLock<Vec<Value>> = LazyLock::new(|| WRITTEN.iter().map(|it| again(&case(it))).collect());

/// Every place of these documents outside lists, with what stands there.
fn places(documents: &[Value]) -> Vec<(Pointer, Value)> {
    let mut found = BTreeMap::new();
    let mut left: Vec<(Pointer, &Value)> = documents.iter().map(|it| (Pointer::ROOT, it)).collect();
    while let Some((at, value)) = left.pop() {
        if let Value::Object(fields) = value {
            left.extend(fields.iter().map(|(key, value)| (at.clone().key(key), value)));
        }
        if at != Pointer::ROOT {
            found.insert((at, value.to_string()), value);
        }
    }
    found.into_iter().map(|((at, _), value)| (at, value.clone())).collect()
}
static WRITTEN_PLACES: LazyLock<Vec<(Pointer, Value)>> = LazyLock::new(|| places(&WRITTEN));
static PLACES_AGAIN: LazyLock<Vec<(Pointer, Value)>> = LazyLock::new(|| places(&AGAIN));

fn again(case: &Case) -> Value {
    let mut document = serde_json::to_value(&case.facts).unwrap();
    if let Some(request) = &case.request {
        document["request"] = serde_json::to_value(request).unwrap();
    }
    document
}

/// The same change of a document.
fn change_document(document: &mut Value, step: Step, at: &Pointer, value: &Value) {
    let keys: Vec<String> = at.keys().map(std::borrow::Cow::into_owned).collect();
    let (last, way) = keys.split_last().unwrap();
    let taken = matches!(step, Step::Forget | Step::Remove) || step == Step::Set && value.is_null();
    let mut here = document;
    for key in way {
        if taken && here.get(key).is_none_or(Value::is_null) {
            return;
        }
        here = object(here).entry(key).or_insert(Value::Null);
    }
    let fields = object(here);
    if step == Step::Forget || step == Step::Set && value.is_null() {
        fields.remove(last);
        return;
    }
    let there = if taken {
        let Some(there) = fields.get_mut(last) else { return };
        there
    } else {
        fields.entry(last).or_insert(Value::Null)
    };
    match step {
        Step::Set => *there = value.clone(),
        Step::Add => {
            let known = members(there).cloned();
            let whole = known.is_some() && there.get("complete").is_none_or(|whole| whole == true);
            let mut items = known.unwrap_or_default();
            if !items.contains(value) {
                items.push(value.clone());
            }
            *there = json!({"items": items, "complete": whole});
        }
        Step::Remove => {
            if let Some(known) = members(there) {
                let items: Vec<Value> = known.iter().filter(|item| *item != value).cloned().collect();
                let whole = there.get("complete").is_none_or(|whole| whole == true);
                *there = json!({"items": items, "complete": whole});
            }
        }
        Step::Complete => *there = json!(members(there).cloned().unwrap_or_default()),
        Step::Forget => unreachable!(),
    }
}

fn object(value: &mut Value) -> &mut Map<String, Value> {
    if !value.is_object() {
        *value = json!({});
    }
    value.as_object_mut().unwrap()
}

fn members(list: &Value) -> Option<&Vec<Value>> {
    list.as_array().or_else(|| list.get("items")?.as_array())
}

/// Holds that a change of the case is one of its document.
fn check(document: &Value, step: Step, at: &Pointer, value: &Value) -> Result<(), TestCaseError> {
    let Ok(change) = Change::new(step, at.clone(), value) else { return Ok(()) };
    let mut typed = case(document);
    let before = typed.clone();
    let done = typed.apply(&change);
    let mut changed = document.clone();
    change_document(&mut changed, step, at, value);
    match (done, greenlight_json::from_value::<Case>(&changed)) {
        (Ok(()), Ok(read)) => prop_assert_eq!(typed, read, "{} {} {}", step, at, value),
        // What another action would name is not there to be taken out: the document stays as it is.
        (Err(_), read) if read.is_err() || at.below("request").is_some() && read == Ok(before.clone()) => {
            prop_assert_eq!(typed, before, "{} {} {}", step, at, value);
        }
        (done, read) => prop_assert!(false, "{} {} {}: {:?}, {:?}", step, at, value, done, read.err()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// What a document says, with who vouches for it, can stand in any other.
    #[test]
    fn setting_and_forgetting_is_what_it_is_in_the_document(document: Index, place: Index, forget: bool) {
        let (at, value) = place.get(&WRITTEN_PLACES);
        let step = if forget { Step::Forget } else { Step::Set };
        check(document.get(&WRITTEN), step, at, value)?;
    }

    /// Members of lists come and go.
    #[test]
    fn changing_lists_is_what_it_is_in_the_document(document: Index, list: Index, member: Index, step: Index) {
        let lists: Vec<&(Pointer, Value)> =
            PLACES_AGAIN.iter().filter(|(_, value)| members(value).is_some_and(|items| !items.is_empty())).collect();
        let (at, value) = list.get(&lists);
        let value = member.get(members(value).unwrap());
        check(document.get(&AGAIN), *step.get(&[Step::Add, Step::Remove, Step::Complete]), at, value)?;
    }
}

#[test]
fn whatever_stands_in_a_document_can_be_changed_there() {
    let mut seen = 0;
    for (at, value) in PLACES_AGAIN.iter() {
        let inside = at.keys().any(|key| matches!(key.as_ref(), "items" | "complete" | "at_least"));
        let change = Change::new(Step::Set, at.clone(), value);
        assert_eq!(change.is_ok(), !inside, "{at} {value}: {change:?}");
        seen += u32::from(!inside);
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn facts_are_written_as_they_are_read() {
    for document in WRITTEN.iter() {
        let read = case(document);
        let written = case(&again(&read));
        assert_eq!((&read.facts, &read.request), (&written.facts, &written.request), "{document}");
    }
}
