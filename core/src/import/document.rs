//! The document as facts: what does not fit the vocabulary, or what two facts exclude, is left out and told.

use super::problem::{Problem, ProblemCode};
use super::report::{Contradiction, ImportSource, SourceClaim};
use crate::facts::Case;
use crate::facts::entities::Facts;
use crate::vocabulary::error::Error;
use greenlight_json::Pointer;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;

type Document = Map<String, Value>;

/// Tells what is wrong at a place, and how to mend it.
type Unusable<'u> = dyn FnMut(Pointer, String, String) -> Pointer + 'u;

/// What is told of what was left out.
type LeftOut = (Vec<Contradiction>, Vec<Problem>);

/// The facts in the words and spellings in which documents are written, so that they can be compared with those of one.
pub(super) fn canonical(
    document: String,
    from: &dyn Fn(&Pointer) -> ImportSource,
    told: &mut LeftOut,
) -> Document {
    match serde_json::to_value(read(document, from, told)) {
        Ok(Value::Object(document)) => document,
        _ => Document::new(),
    }
}

/// Reads facts out of the text of a document; `from` tells where one was said.
pub(super) fn read(
    document: String,
    from: &dyn Fn(&Pointer) -> ImportSource,
    (contradictions, problems): &mut LeftOut,
) -> Facts {
    // Where all is right, nothing but the text is held beside the facts.
    if let Ok(case) = greenlight_json::from_str::<Case>(&document)
        && case.faults(usize::MAX).is_ok()
    {
        return case.facts;
    }
    let Ok(mut document) = serde_json::from_str::<Document>(&document) else { return Facts::default() };
    let mut unusable = |at: Pointer, message: String, help: String| {
        let ImportSource { file, at: record, .. } = from(&at);
        problems.push(Problem::new(ProblemCode::Unusable, &file, message, help).at(record));
        at
    };
    loop {
        let value = Value::Object(document);
        let read = greenlight_json::from_value::<Case>(&value);
        let is_right = |case: &Case| case.faults(usize::MAX);
        let went = match read.map(|case| is_right(&case).map(|()| case.facts)) {
            Ok(Ok(facts)) => return facts,
            Ok(Err(faults)) => {
                document = value.as_object().cloned().unwrap_or_default();
                leave_out((&mut document, &value), &faults, from, (contradictions, &mut unusable))
            }
            Err(error) => {
                let Value::Object(whole) = value else { return Facts::default() };
                document = whole;
                match without_misfits(&mut document, &mut unusable) {
                    Some(false) => {
                        let at = unusable(error.pointer, error.message, error.help);
                        take(&mut document, &at).is_some()
                    }
                    took => took.is_some(),
                }
            }
        };
        if !went {
            return Facts::default();
        }
    }
}

/// Takes out what does not fit, in each thing by itself, so that no other is read again for it. Whether there was any; none where what is wrong
/// cannot be taken out.
fn without_misfits(document: &mut Document, unusable: &mut Unusable<'_>) -> Option<bool> {
    let mut any = false;
    for (collection, things) in document.iter_mut() {
        let Value::Object(things) = things else { continue };
        let mut empty = Vec::new();
        for (name, thing) in things.iter_mut() {
            let mut alone = Document::new();
            alone.insert(collection.clone(), Document::from_iter([(name.clone(), thing.take())]).into());
            while let Err(error) = greenlight_json::from_value::<Case>(&Value::Object(alone.clone())) {
                if is_of_many(&error.pointer) {
                    break;
                }
                take(&mut alone, &unusable(error.pointer, error.message, error.help))?;
                any = true;
            }
            match alone.get_mut(collection).and_then(|things| things.get_mut(name)) {
                Some(rest) => *thing = rest.take(),
                None => empty.push(name.clone()),
            }
        }
        for name in empty {
            things.remove(&name);
        }
    }
    Some(any)
}

/// Takes out the facts that are not right, and tells which exclude each other. Whether that could be done.
fn leave_out(
    (document, value): (&mut Document, &Value),
    faults: &Error,
    from: &dyn Fn(&Pointer) -> ImportSource,
    (contradictions, unusable): (&mut Vec<Contradiction>, &mut Unusable<'_>),
) -> bool {
    let mut gone: BTreeSet<Pointer> = BTreeSet::new();
    for fault in faults.all() {
        let facts = || std::iter::once(&fault.at).chain(&fault.related);
        // Of what is gone, nothing is wrong any more.
        if facts().any(|fact| fact.wholes().any(|whole| gone.contains(whole))) {
            continue;
        }
        // What is wrong with many things together is looked at again once each of them is right.
        let of_many = facts().any(is_of_many);
        if of_many && !gone.is_empty() {
            break;
        }
        if fault.related.is_empty() {
            unusable(fault.at.clone(), fault.message.clone(), fault.help.clone());
        } else {
            let said = |fact: &Pointer| value.pointer(fact.as_str()).cloned().unwrap_or_default();
            let says = facts().map(|fact| SourceClaim { value: said(fact), source: from(fact) }).collect();
            contradictions.push(Contradiction { fact: fault.at.clone(), says });
        }
        let taken: Vec<Pointer> = facts().filter_map(|fact| take(document, fact)).collect();
        if taken.is_empty() {
            return false;
        }
        gone.extend(taken);
        if of_many {
            break;
        }
    }
    true
}

/// Whether what stands there is not of one thing alone.
fn is_of_many(at: &Pointer) -> bool {
    at.keys().nth(2).is_none()
}

/// Takes a value out of the document, or the list that it stands in; which of them.
fn take(document: &mut Document, at: &Pointer) -> Option<Pointer> {
    let keys: Vec<Cow<'_, str>> = at.keys().collect();
    let (last, above) = keys.split_last()?;
    let mut members = document;
    let mut place = Pointer::ROOT;
    for (key, next) in above.iter().zip(keys.iter().skip(1)) {
        place = place.key(key);
        // Of a list that holds what does not fit, nothing is kept.
        if members.get(&**key).is_some_and(|value| is_list(value, next)) {
            return members.remove(&**key).map(|_| place);
        }
        let Some(Value::Object(inner)) = members.get_mut(&**key) else { return None };
        members = inner;
    }
    members.remove(&**last).map(|_| place.key(last))
}

/// Whether it is a list, whole or not, of which a key names a member.
fn is_list(value: &Value, key: &str) -> bool {
    let partial = |members: &Document| members.contains_key("complete") && !members.contains_key(key);
    value.is_array() || value.as_object().is_some_and(partial)
}
