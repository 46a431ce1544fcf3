//! What the answers say, claim by claim; of what they make together, each fact knows where it was read.

mod joined;
mod read;
mod said;
mod standing;
mod texts;

use super::answer::Answer;
use super::calls::Call;
use super::row::Row;
use crate::vocabulary::instant::Instant;
use greenlight_json::Pointer;
pub(super) use joined::Joined;
pub use read::Sources;
use said::{Said, Saying};
use serde_json::Value;
use std::collections::BTreeMap;

/// Where something was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ClaimOrigin {
    file: usize,
    at: Pointer,
    /// When it was so.
    seen: Option<Instant>,
}

/// An answer that something was claimed of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct AnswerPlace {
    file: usize,
    at: Pointer,
    observed_at: Option<Instant>,
    call: &'static str,
}

/// All that was claimed.
#[derive(Debug, Default)]
pub(super) struct Claims {
    said: Said,
    answers: Vec<AnswerPlace>,
}

/// The rank of what is only planned: it gives way to whatever is.
pub(super) const PLANNED: u8 = 0;
/// The rank of a lower bound.
pub(super) const LEAST: u8 = 1;
/// The rank of what is said by the way, or counted roughly.
pub(super) const ROUGH: u8 = 2;
/// The rank of most.
pub(super) const USUAL: u8 = 3;
/// The rank of what is exact.
pub(super) const EXACT: u8 = 4;

/// Claims of the records of one call.
pub(super) struct Claiming<'c> {
    said: &'c mut Said,
    /// The number of the answer.
    answer: u32,
    pub(super) call: &'static Call,
    /// Whether a person vouches that the lists of the call are whole, or the call by itself is.
    pub(super) whole: bool,
    /// Why a list is not whole, whoever vouches for it.
    open: Option<&'static str>,
    /// Of facts that many records tell and the newest one decides, what that one says, where and when.
    newest: BTreeMap<u32, (Value, Pointer, Instant)>,
}

impl<'c> Claiming<'c> {
    /// Claims of the records of one answer.
    pub(super) fn of(claims: &'c mut Claims, answer: &Answer, call: &'static Call, whole: bool) -> Self {
        let Claims { said, answers } = claims;
        let number = u32::try_from(answers.len()).unwrap_or(u32::MAX);
        let Answer { file, at, observed_at, .. } = answer;
        answers.push(AnswerPlace { file: *file, at: at.clone(), observed_at: *observed_at, call: call.id });
        Self { said, answer: number, call, whole, open: None, newest: BTreeMap::new() }
    }

    /// The records are at their end; why a list that somebody vouches for is not whole.
    pub(super) fn finish(mut self) -> Option<&'static str> {
        for (fact, (value, place, at)) in std::mem::take(&mut self.newest) {
            let saying = self.saying(EXACT, Some(at));
            self.said.is(fact, &value.to_string(), &place, saying);
        }
        self.open.filter(|_| self.whole)
    }
}

impl Claiming<'_> {
    /// The fact at a place; none where a name is empty.
    fn fact(&mut self, path: &[&str]) -> Option<u32> {
        (!path.iter().any(|key| key.is_empty())).then(|| self.said.fact(path))
    }

    fn saying(&self, rank: u8, seen: Option<Instant>) -> Saying {
        let rank = if self.call.planned { PLANNED } else { rank };
        Saying { answer: self.answer, at: 0, seen, rank }
    }

    /// Says that a thing is there.
    pub(super) fn thing(&mut self, _: &Row<'_>, path: &[&str]) {
        if let Some(fact) = self.fact(path) {
            self.said.is_thing(fact);
        }
    }

    /// Says a fact.
    pub(super) fn set(&mut self, row: &Row<'_>, path: &[&str], value: impl Into<Value>) {
        self.set_ranked(row, path, value, (USUAL, None));
    }

    /// Says a fact where there is one.
    pub(super) fn set_if(&mut self, row: &Row<'_>, path: &[&str], value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.set(row, path, value);
        }
    }

    /// Says a fact that gives way to, or goes before, what others say of it.
    pub(super) fn set_ranked(
        &mut self,
        row: &Row<'_>,
        path: &[&str],
        value: impl Into<Value>,
        (rank, seen): (u8, Option<Instant>),
    ) {
        let Some(fact) = self.fact(path) else { return };
        let saying = self.saying(rank, seen.or(row.answer.observed_at));
        self.said.is(fact, &value.into().to_string(), row.at(), saying);
    }

    /// Says a fact of which nothing holds but what the newest record of the answer says, and exactly.
    pub(super) fn set_newest(&mut self, row: &Row<'_>, path: &[&str], value: impl Into<Value>, at: Instant) {
        let Some(fact) = self.fact(path) else { return };
        if self.newest.get(&fact).is_none_or(|(_, _, seen)| at > *seen) {
            self.newest.insert(fact, (value.into(), row.at().clone(), at));
        }
    }

    /// Says a member of a list.
    pub(super) fn member(&mut self, row: &Row<'_>, path: &[&str], value: impl Into<Value>) {
        let Some(fact) = self.fact(path) else { return };
        let member = (self.said.values.number(&value.into().to_string()), self.answer);
        let listed = self.said.list(fact, self.answer, row.at());
        if listed.members.last() != Some(&member) {
            listed.members.push(member);
        }
    }

    /// Says that a list was asked for, and whether the call gives all of it.
    pub(super) fn asked(&mut self, row: &Row<'_>, path: &[&str], whole: bool) {
        let Some(fact) = self.fact(path) else { return };
        if let Some(by) = self.said.list(fact, self.answer, row.at()).by.last_mut() {
            by.is_whole |= whole;
        }
    }
}

impl Claiming<'_> {
    /// Says that a record may tell of another member of a list, and why it cannot be told of which: the list is not whole.
    pub(super) fn leaves_open(&mut self, row: &Row<'_>, path: &[&str], why: &'static str) {
        let Some(fact) = self.fact(path) else { return };
        self.open = Some(why);
        if let Some(by) = self.said.list(fact, self.answer, row.at()).by.last_mut() {
            by.is_open = true;
        }
    }
}

impl Claims {
    /// How many facts are said something about below each of these places in files.
    pub(super) fn facts_below<'p>(
        &self,
        places: impl Iterator<Item = (usize, &'p Pointer)>,
    ) -> BTreeMap<(usize, &'p str), usize> {
        let mut counts: BTreeMap<(usize, &str), usize> =
            places.map(|(file, at)| ((file, at.as_str()), 0)).collect();
        // The places that an answer stands in, by their numbers in that order.
        let numbers: BTreeMap<(usize, &str), usize> = counts.keys().copied().zip(0..).collect();
        let stands_in = |answer: &AnswerPlace| -> Vec<usize> {
            answer.at.wholes().filter_map(|at| numbers.get(&(answer.file, at)).copied()).collect()
        };
        let of_answers: Vec<Vec<usize>> = self.answers.iter().map(stands_in).collect();
        let mut counted: Vec<(usize, u32)> = vec![(0, 0); counts.len()];
        for fact in 0..self.said.len() {
            let claims = self.said.claims(fact);
            let lists = self.said.lists.get(&fact).into_iter().flat_map(|listed| &listed.by);
            let answers = claims.iter().map(|(_, _, saying)| saying.answer).chain(lists.map(|by| by.answer));
            for place in answers.filter_map(|answer| of_answers.get(answer as usize)).flatten() {
                if let Some((count, last)) = counted.get_mut(*place)
                    && *last != fact
                {
                    (*count, *last) = (*count + 1, fact);
                }
            }
        }
        counts.values_mut().zip(counted).for_each(|(count, (counted, _))| *count = counted);
        counts
    }
}

/// Where a fact was read by these claims, and by who speaks of it as a list: one place in each file is enough to find it.
fn origins(
    said: &Said,
    answers: &[AnswerPlace],
    fact: u32,
    claims: &[(u32, u32, Saying)],
) -> Vec<(Option<u32>, ClaimOrigin)> {
    let answer = |number: u32| answers.get(number as usize);
    let mut origins: Vec<(Option<u32>, ClaimOrigin)> = Vec::with_capacity(claims.len());
    for (claim, _, saying) in claims {
        let Some(AnswerPlace { file, .. }) = answer(saying.answer) else { continue };
        origins.push((Some(*claim), origin(said, *file, saying)));
    }
    for by in said.lists.get(&fact).into_iter().flat_map(|listed| &listed.by) {
        let Some(AnswerPlace { file, observed_at, .. }) = answer(by.answer) else { continue };
        origins.push((None, ClaimOrigin { file: *file, at: by.at.clone(), seen: *observed_at }));
    }
    origins.sort_by(|(_, one), (_, other)| one.cmp(other));
    origins.dedup_by_key(|(_, origin)| origin.file);
    origins
}

fn origin(said: &Said, file: usize, saying: &Saying) -> ClaimOrigin {
    ClaimOrigin { file, at: Pointer::parse(said.texts.get(saying.at)).unwrap_or_default(), seen: saying.seen }
}
