//! Answers of tools made as large as a test wants: the same records many times over, each of them about a thing of its own.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// What of a copied record is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    /// Its id and its name: the copies are neighbours, in one network, one gallery or one group.
    Itself,
    /// Whatever it names, too: the copies have nothing in common.
    Everything,
}

/// Members whose lists, or whose members' lists, are records.
const HOLDING: [&str; 8] = [
    "value",
    "responses",
    "predictedResources",
    "changes",
    "resources",
    "planned_values",
    "values",
    "root_module",
];
/// Members of a record that hold what it says of itself.
const INNER: [&str; 3] = ["properties", "values", "after"];
/// Members by which a record is called.
const CALLED: [&str; 8] = [
    "id",
    "name",
    "displayname",
    "userprincipalname",
    "domainname",
    "environmentname",
    "principalname",
    "resourceinstancename",
];
/// Members that name what Microsoft names, of which there are no more by there being more records.
const KEPT: [&str; 11] = [
    "appid",
    "apiid",
    "policydefinitionid",
    "resourcename",
    "roledefinitionid",
    "roledefinitionname",
    "roletemplateid",
    "serviceplanid",
    "skuid",
    "type",
    "uniquename",
];

/// How many records an answer holds at most in one list; none where it is no JSON.
pub(super) fn records(text: &str) -> Option<usize> {
    let mut most = 1;
    for mut value in values(text)? {
        grow(&mut value, &mut |items| most = most.max(items.len()));
    }
    Some(most)
}

/// An answer with each of its records so many times; one that is no list becomes one.
pub(super) fn repeated(text: &str, times: usize, own: Own) -> Option<String> {
    let all = values(text)?;
    if all.len() > 1 {
        let lines =
            all.iter().flat_map(|record| (0..times).map(|number| copy(record, number, own).to_string()));
        return Some(lines.collect::<Vec<_>>().join("\n"));
    }
    let mut whole = all.into_iter().next()?;
    let many = |items: &[Value]| -> Vec<Value> {
        (0..times).flat_map(|number| items.iter().map(move |item| copy(item, number, own))).collect()
    };
    if !grow(&mut whole, &mut |items| *items = many(items)) {
        whole = Value::Array(many(&[whole]));
    }
    Some(whole.to_string())
}

fn values(text: &str) -> Option<Vec<Value>> {
    let stream = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}')).into_iter();
    stream.collect::<Result<Vec<Value>, _>>().ok().filter(|values| !values.is_empty())
}

/// Changes each list of records in an answer; whether there was one.
fn grow(value: &mut Value, by: &mut dyn FnMut(&mut Vec<Value>)) -> bool {
    let is_answer = |value: &Value| value.get("value").is_some_and(Value::is_array);
    let mut any = false;
    match value {
        Value::Array(items) if !items.is_empty() && items.iter().all(is_answer) => {
            for item in items {
                any |= grow(item, by);
            }
        }
        Value::Array(items) => {
            by(items);
            any = true;
        }
        Value::Object(members) => {
            for (name, member) in members {
                if HOLDING.contains(&&**name) || is_answer(member) {
                    any |= grow(member, by);
                }
            }
        }
        _ => {}
    }
    any
}

/// A record under names of its own; the first one as it is.
fn copy(record: &Value, number: usize, own: Own) -> Value {
    if number == 0 {
        return record.clone();
    }
    let mut called = BTreeSet::new();
    let mut note = |members: &Map<String, Value>| {
        for (name, value) in members {
            let lower = name.to_ascii_lowercase();
            let is = CALLED.contains(&&*lower) || (lower.ends_with("id") && !lower.starts_with('_'));
            if let Some(text) = value.as_str().filter(|_| is && !KEPT.contains(&&*lower)) {
                called.insert(text.to_owned());
            }
        }
    };
    record.as_object().map(&mut note);
    for inner in INNER {
        record.get(inner).and_then(Value::as_object).map(&mut note);
    }
    Copy { number, own, called }.value(record, "")
}

struct Copy {
    number: usize,
    own: Own,
    /// By what the record itself is called.
    called: BTreeSet<String>,
}

impl Copy {
    fn value(&self, value: &Value, member: &str) -> Value {
        match value {
            Value::String(text) if !KEPT.contains(&&*member.to_ascii_lowercase()) => self.text(text).into(),
            Value::Array(items) => items.iter().map(|item| self.value(item, member)).collect(),
            Value::Object(members) => {
                let changed = |(name, value): (&String, &Value)| (name.clone(), self.value(value, name));
                Value::Object(members.iter().map(changed).collect())
            }
            other => other.clone(),
        }
    }

    fn text(&self, text: &str) -> String {
        let everything = self.own == Own::Everything;
        if text.starts_with("/subscriptions/") {
            return self.address(text);
        }
        if self.called.contains(text) {
            self.name(text)
        } else if everything {
            self.guids(text)
        } else {
            text.to_owned()
        }
    }

    /// An id of Azure's: every name in it, or the last one in that of the record.
    fn address(&self, id: &str) -> String {
        let last = |id: &str| id.split('/').count() - 1;
        let holds = |own: &&String| {
            own.starts_with("/subscriptions/") && format!("{id}/").starts_with(&format!("{own}/"))
        };
        let itself = self.called.iter().find(holds).map(|own| last(own));
        let (mut changed, mut kind) = (Vec::new(), "");
        for (place, segment) in id.split('/').enumerate() {
            let is_name = place > 0 && place % 2 == 0 && kind != "providers" && kind != "versions";
            let is_own = self.own == Own::Everything || itself == Some(place);
            changed.push(if is_name && is_own { self.name(segment) } else { segment.to_owned() });
            kind = segment;
        }
        changed.join("/")
    }

    /// A name of its own: what is no version, and in an address of mail what stands before the domain.
    fn name(&self, name: &str) -> String {
        let guids = self.guids(name);
        if guids != name || name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return guids;
        }
        match name.split_once('@') {
            Some((local, domain)) => format!("{local}-{}@{domain}", self.number),
            None => format!("{name}-{}", self.number),
        }
    }

    /// The same with other ids in it.
    fn guids(&self, text: &str) -> String {
        let is = |at: usize, byte: u8| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        };
        let mut changed = text.to_owned();
        for start in 0..text.len().saturating_sub(35) {
            let found = text.as_bytes().get(start..start + 36);
            if found.is_some_and(|found| found.iter().enumerate().all(|(at, byte)| is(at, *byte))) {
                changed.replace_range(start + 28..start + 36, &format!("{:08}", self.number));
            }
        }
        changed
    }
}
