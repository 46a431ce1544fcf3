//! Where facts were read, found and told in the order of their places; nothing of it is written down before somebody asks.

use super::said::{ROOT, Said};
use super::{AnswerPlace, ClaimOrigin};
use crate::import::report::ImportSource;
use greenlight_json::Pointer;
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// Where each fact was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(Arc<Whence>);

/// What was said, once nothing is left of it but what holds.
#[derive(Debug, Default, PartialEq, Eq)]
struct Whence {
    said: Said,
    answers: Vec<AnswerPlace>,
    files: Vec<String>,
}

impl Sources {
    /// What was said, once nothing is left of it but what holds.
    pub(super) fn of(said: Said, answers: Vec<AnswerPlace>, files: Vec<String>) -> Self {
        Self(Arc::new(Whence { said, answers, files }))
    }

    /// Each fact and where it was read, in the order of their pointers.
    pub fn iter(&self) -> impl Iterator<Item = (Pointer, Vec<ImportSource>)> {
        self.below(ROOT, Pointer::ROOT)
    }

    /// Where a fact was read.
    pub fn get(&self, fact: &Pointer) -> Option<Vec<ImportSource>> {
        let found = fact.keys().try_fold(ROOT, |above, key| self.0.said.find(above, &key))?;
        Some(self.of_fact(found)).filter(|sources| !sources.is_empty())
    }

    /// How many facts were read.
    pub fn len(&self) -> usize {
        (0..self.0.said.len()).filter(|fact| self.was_read(*fact)).count()
    }

    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where a fact, or else what it stands in, was read first.
    pub(in crate::import) fn first(&self, fact: &Pointer) -> ImportSource {
        let mut place = ROOT;
        for key in fact.keys() {
            let Some(found) = self.0.said.find(place, &key) else { break };
            place = found;
            if self.was_read(place) {
                break;
            }
        }
        self.of_fact(place).into_iter().next().unwrap_or_default()
    }

    /// Whatever was read of a member of the facts, and in it.
    pub(in crate::import) fn of_thing(
        &self,
        keys: &[&str],
    ) -> impl Iterator<Item = (Pointer, Vec<ImportSource>)> {
        let found = keys.iter().try_fold(ROOT, |above, key| self.0.said.find(above, key));
        let itself = found.map(|fact| (self.0.said.pointer(fact), self.of_fact(fact)));
        let below = found.map(|fact| self.below(fact, self.0.said.pointer(fact)));
        itself.filter(|(_, sources)| !sources.is_empty()).into_iter().chain(below.into_iter().flatten())
    }

    fn was_read(&self, fact: u32) -> bool {
        self.0.said.has_claims(fact) || self.0.said.lists.contains_key(&fact)
    }

    fn of_fact(&self, fact: u32) -> Vec<ImportSource> {
        let origins = super::origins(&self.0.said, &self.0.answers, fact, &self.0.said.claims(fact));
        origins.into_iter().map(|(_, origin)| source(&self.0.files, origin)).collect()
    }

    /// What was read in a place, in the order of pointers: there, what stands in a thing comes behind what is called as it is and goes on with
    /// a letter before the slash.
    fn below(&self, place: u32, at: Pointer) -> Box<dyn Iterator<Item = (Pointer, Vec<ImportSource>)> + '_> {
        let mut steps: Vec<(bool, u32)> = Vec::new();
        for fact in self.0.said.members(place) {
            steps.extend(self.was_read(fact).then_some((false, fact)));
            steps.extend(self.0.said.members(fact).next().map(|_| (true, fact)));
        }
        let letters =
            |(inside, fact): (bool, u32)| escaped(self.0.said.key(fact)).chain(inside.then_some(b'/'));
        steps.sort_unstable_by(|one, other| letters(*one).cmp(letters(*other)));
        Box::new(steps.into_iter().flat_map(move |(inside, fact)| {
            let here = at.clone().key(self.0.said.key(fact));
            let itself = (!inside).then(|| (here.clone(), self.of_fact(fact)));
            let inner = inside.then(|| self.below(fact, here));
            itself.into_iter().chain(inner.into_iter().flatten())
        }))
    }
}

/// The letters of a key as pointers write it.
fn escaped(key: &str) -> impl Iterator<Item = u8> {
    key.bytes().flat_map(|byte| {
        let (first, second) = match byte {
            b'~' => (b'~', Some(b'0')),
            b'/' => (b'~', Some(b'1')),
            other => (other, None),
        };
        std::iter::once(first).chain(second)
    })
}

impl Serialize for Sources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Sources {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Sources".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <std::collections::BTreeMap<String, Vec<ImportSource>>>::json_schema(generator)
    }
}

/// An origin with the name of its file.
pub(in crate::import) fn source(files: &[String], origin: ClaimOrigin) -> ImportSource {
    let file = files.get(origin.file).cloned().unwrap_or_default();
    ImportSource { file, at: origin.at, observed_at: origin.seen }
}
