//! The document that all claims make: whatever the order, nothing is merged that is not the same.

use super::read::{Sources, source};
use super::said::{Listed, ROOT, Said};
use super::standing::{Claim, Standing};
use super::texts::Texts;
use super::{AnswerPlace, ClaimOrigin, Claims, PLANNED, origin, origins};
use crate::import::report::{Contradiction, SourceClaim};
use greenlight_json::write::quote;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What all claims make together.
#[derive(Debug)]
pub(in crate::import) struct Joined {
    /// The facts, as the text of a document.
    pub(in crate::import) facts: String,
    pub(in crate::import) sources: Sources,
    /// Facts that two answers say differently: they are left out.
    pub(in crate::import) contradictions: Vec<Contradiction>,
}

/// Facts of which a later observation holds, whoever made it.
const MOVES: &[&str] =
    &["free", "health", "health_error", "health_checked", "status", "error", "last_run", "account"];

impl Claims {
    /// Makes one document of all that was claimed.
    pub(in crate::import) fn join(self, files: &[String]) -> Joined {
        let Self { said, answers } = self;
        let mut joining = Joining { said, answers, text: String::new(), clashes: Vec::new() };
        if !joining.object(ROOT) {
            joining.text.push_str("{}");
        }
        let Joining { mut said, answers, text: facts, mut clashes } = joining;
        said.values = Texts::default();
        clashes.sort_by_cached_key(|(fact, _)| said.pointer(*fact));
        let told = |(fact, says): (u32, Vec<(Value, ClaimOrigin)>)| {
            let says =
                says.into_iter().map(|(value, from)| SourceClaim { value, source: source(files, from) });
            Contradiction { fact: said.pointer(fact), says: says.collect() }
        };
        let contradictions = clashes.into_iter().map(told).collect();
        Joined { facts, sources: Sources::of(said, answers, files.to_vec()), contradictions }
    }
}

struct Joining {
    said: Said,
    answers: Vec<AnswerPlace>,
    text: String,
    clashes: Vec<(u32, Vec<(Value, ClaimOrigin)>)>,
}

/// The text of a value and the claims that it was read from, an empty one where none of them holds; or the values of those who contradict each other.
type Held = Result<(String, Vec<u32>), Vec<(Value, ClaimOrigin)>>;

impl Joining {
    /// Writes what stands in a place; whether there is anything.
    fn object(&mut self, place: u32) -> bool {
        let begins = self.text.len();
        let mut members: Vec<u32> = self.said.members(place).collect();
        members.sort_unstable_by(|one, other| self.said.key(*one).cmp(self.said.key(*other)));
        let mut any = false;
        self.text.push('{');
        for member in members {
            let end = self.text.len();
            if any {
                self.text.push(',');
            }
            quote(&mut self.text, self.said.key(member));
            self.text.push(':');
            if self.value(member) {
                any = true;
            } else {
                self.text.truncate(end);
            }
        }
        self.text.push('}');
        let is = any || self.said.has_thing(place);
        if !is {
            self.text.truncate(begins);
        }
        is
    }

    /// Writes a fact, or what facts are of; whether there is anything.
    fn value(&mut self, fact: u32) -> bool {
        if let Some(listed) = self.said.lists.get_mut(&fact) {
            let members = std::mem::take(&mut listed.members);
            self.list(fact, members);
            return true;
        }
        if self.said.has_claims(fact) {
            match self.fact(fact) {
                Ok((value, from)) => {
                    self.said.keep(fact, &from);
                    if !value.is_empty() {
                        self.text.push_str(&value);
                        return true;
                    }
                }
                Err(says) => {
                    self.said.keep(fact, &[]);
                    self.clashes.push((fact, says));
                }
            }
        }
        self.object(fact)
    }

    /// The members that anybody names; all of them where one who was asked for all of them names them all.
    fn list(&mut self, fact: u32, mut members: Vec<(u32, u32)>) {
        // Answers of one call in one file are one.
        let by = |answer: u32| self.answers.get(answer as usize).map(|answer| (answer.file, answer.call));
        let texts = &self.said.values;
        members.sort_unstable_by(|one, other| (texts.get(one.0), one.1).cmp(&(texts.get(other.0), other.1)));
        members.dedup();
        // How many members those name who were asked for all of them.
        let asked = self.said.lists.get(&fact).into_iter().flat_map(|listed: &Listed| &listed.by);
        let mut wholes: BTreeMap<_, usize> =
            asked.filter(|by| by.is_whole && !by.is_open).map(|asked| (by(asked.answer), 0)).collect();
        let mut count = 0;
        let begins = self.text.len();
        let length = |(value, _): &(u32, u32)| texts.get(*value).len() + 1;
        self.text.reserve(members.iter().map(length).sum());
        self.text.push('[');
        for named in members.chunk_by(|one, other| one.0 == other.0) {
            if count > 0 {
                self.text.push(',');
            }
            self.text.push_str(named.first().map_or("", |(value, _)| texts.get(*value)));
            count += 1;
            for whose in named.iter().map(|(_, answer)| by(*answer)).collect::<BTreeSet<_>>() {
                if let Some(named) = wholes.get_mut(&whose) {
                    *named += 1;
                }
            }
        }
        self.text.push(']');
        if !wholes.values().any(|named| *named == count) {
            self.text.insert_str(begins, "{\"items\":");
            self.text.push_str(",\"complete\":false}");
        }
    }

    /// The value of a fact.
    fn fact(&self, fact: u32) -> Held {
        let said = self.said.claims(fact);
        let read = |(number, value, saying): &(u32, u32, _)| {
            let saying: super::Saying = *saying;
            let call = self.answers.get(saying.answer as usize).map_or("", |answer| answer.call);
            Claim { number: *number, value: *value, saying, text: self.said.values.get(*value), call }
        };
        let all: Vec<Claim<'_>> = said.iter().map(read).collect();
        // Thousands of records may say the same of one fact.
        let distinct: BTreeMap<_, Claim<'_>> = all
            .iter()
            .map(|claim| ((claim.text, claim.saying.rank, claim.saying.seen, claim.call), *claim))
            .collect();
        let distinct: Vec<Claim<'_>> = distinct.into_values().collect();
        let key = self.said.key(fact);
        let standing = Standing::of(&distinct, MOVES.contains(&key));
        // They are in the order of their texts.
        let best: Vec<Claim<'_>> = distinct.into_iter().filter(|claim| !standing.beats(claim)).collect();
        // Of spellings that differ only in case, the one with fewer capitals.
        let Some(first) = best.last() else { return Ok((String::new(), Vec::new())) };
        if best.iter().all(|claim| claim.is_as(first)) {
            // A plan that agrees with what is, is not where it was read.
            let counts =
                |claim: &&Claim<'_>| (claim.saying.rank == PLANNED) == (first.saying.rank == PLANNED);
            let agree: Vec<Claim<'_>> =
                all.iter().filter(|claim| claim.is_as(first)).filter(counts).copied().collect();
            return Ok((first.text.to_owned(), self.from(fact, &agree)));
        }
        if key.ends_with("_complete") {
            return Ok(("false".to_owned(), self.from(fact, &best)));
        }
        let mut says: Vec<(Value, ClaimOrigin)> = Vec::new();
        let mut last = None;
        for claim in best {
            if last.replace(claim.value) == Some(claim.value) {
                continue;
            }
            let file = self.answers.get(claim.saying.answer as usize).map_or(0, |answer| answer.file);
            let value = serde_json::from_str(claim.text).unwrap_or_default();
            says.push((value, origin(&self.said, file, &claim.saying)));
        }
        Err(says)
    }

    /// The claims by which it is told where a fact was read.
    fn from(&self, fact: u32, claims: &[Claim<'_>]) -> Vec<u32> {
        let claims: Vec<_> = claims.iter().map(|claim| (claim.number, claim.value, claim.saying)).collect();
        origins(&self.said, &self.answers, fact, &claims).into_iter().filter_map(|(claim, _)| claim).collect()
    }
}
