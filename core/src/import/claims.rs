//! What the answers say, claim by claim, and the document they make together: whatever the order, nothing is merged that is not the same.

use super::calls::Call;
use super::row::Row;
use crate::vocabulary::instant::Instant;
use greenlight_json::Pointer;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Where something was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ClaimOrigin {
    pub(super) file: usize,
    pub(super) at: Pointer,
    /// When it was so.
    pub(super) seen: Option<Instant>,
}

#[derive(Clone, Debug)]
enum ClaimKind {
    /// The thing is there, whatever is known of it.
    Thing,
    /// The fact has this value.
    Is(Value),
    /// The list has this member.
    Member(Value),
    /// The list was asked for, and was whole or not.
    Asked(bool),
}

/// One thing that one record says.
#[derive(Clone, Debug)]
struct Claim {
    what: ClaimKind,
    from: ClaimOrigin,
    call: &'static str,
    /// Among calls that say the same thing, which is asked first.
    rank: u8,
    /// When it was so.
    seen: Option<Instant>,
}

/// All that was claimed, by the fact it is about.
#[derive(Debug, Default)]
pub(super) struct Claims {
    by_fact: BTreeMap<Pointer, Vec<Claim>>,
}

/// Two answers that contradict each other: what is left out for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clash {
    pub(super) fact: Pointer,
    pub(super) says: Vec<(Value, ClaimOrigin)>,
}

/// The document that all claims make.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) facts: Map<String, Value>,
    pub(super) sources: BTreeMap<Pointer, Vec<ClaimOrigin>>,
    pub(super) clashes: Vec<Clash>,
}

/// Facts of which a later observation holds, whoever made it.
const MOVES: &[&str] =
    &["free", "health", "health_error", "health_checked", "status", "error", "last_run", "account"];

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
    pub(super) claims: &'c mut Claims,
    pub(super) call: &'static Call,
    /// Whether a person vouches that the lists of the call are whole, or the call by itself is.
    pub(super) whole: bool,
    /// Of facts that many records tell and the newest one decides, what that one says.
    newest: BTreeMap<Pointer, Claim>,
}

impl<'c> Claiming<'c> {
    /// Claims of the records of one answer.
    pub(super) const fn of(claims: &'c mut Claims, call: &'static Call, whole: bool) -> Self {
        Self { claims, call, whole, newest: BTreeMap::new() }
    }

    /// The records are at their end.
    pub(super) fn finish(self) {
        for (fact, claim) in self.newest {
            self.claims.by_fact.entry(fact).or_default().push(claim);
        }
    }
}

impl Claiming<'_> {
    fn push(&mut self, row: &Row<'_>, path: &[&str], what: ClaimKind, rank: u8, seen: Option<Instant>) {
        if path.iter().any(|key| key.is_empty()) {
            return;
        }
        let claim = self.claim(row, what, rank, seen);
        self.claims.by_fact.entry(Pointer::of(path)).or_default().push(claim);
    }

    fn claim(&self, row: &Row<'_>, what: ClaimKind, rank: u8, seen: Option<Instant>) -> Claim {
        let seen = seen.or(row.answer.observed_at);
        let from = ClaimOrigin { file: row.answer.file, at: row.at().clone(), seen };
        let rank = if self.call.planned { PLANNED } else { rank };
        Claim { what, from, call: self.call.id, rank, seen }
    }

    /// Says that a thing is there.
    pub(super) fn thing(&mut self, row: &Row<'_>, path: &[&str]) {
        self.push(row, path, ClaimKind::Thing, USUAL, None);
    }

    /// Says a fact.
    pub(super) fn set(&mut self, row: &Row<'_>, path: &[&str], value: impl Into<Value>) {
        self.push(row, path, ClaimKind::Is(value.into()), USUAL, None);
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
        self.push(row, path, ClaimKind::Is(value.into()), rank, seen);
    }

    /// Says a fact of which nothing holds but what the newest record of the answer says, and exactly.
    pub(super) fn set_newest(&mut self, row: &Row<'_>, path: &[&str], value: impl Into<Value>, at: Instant) {
        let fact = Pointer::of(path);
        let newer = self.newest.get(&fact).is_none_or(|claim| Some(at) > claim.seen);
        if newer && !path.iter().any(|key| key.is_empty()) {
            let claim = self.claim(row, ClaimKind::Is(value.into()), EXACT, Some(at));
            self.newest.insert(fact, claim);
        }
    }

    /// Says a member of a list.
    pub(super) fn member(&mut self, row: &Row<'_>, path: &[&str], value: impl Into<Value>) {
        self.push(row, path, ClaimKind::Member(value.into()), USUAL, None);
    }

    /// Says that a list was asked for, and whether the call gives all of it.
    pub(super) fn asked(&mut self, row: &Row<'_>, path: &[&str], whole: bool) {
        self.push(row, path, ClaimKind::Asked(whole), USUAL, None);
    }
}

impl Claims {
    /// How many facts are said something about below each of these places in files.
    pub(super) fn facts_below<'p>(
        &'p self,
        places: impl Iterator<Item = (usize, &'p Pointer)>,
    ) -> BTreeMap<(usize, &'p str), usize> {
        let mut counts: BTreeMap<(usize, &str), (usize, usize)> =
            places.map(|(file, at)| ((file, at.as_str()), (0, 0))).collect();
        for (fact, claims) in (1..).zip(self.by_fact.values()) {
            for Claim { from, .. } in claims.iter().filter(|claim| !matches!(claim.what, ClaimKind::Thing)) {
                for place in from.at.wholes() {
                    if let Some((count, last)) = counts.get_mut(&(from.file, place))
                        && *last != fact
                    {
                        (*count, *last) = (*count + 1, fact);
                    }
                }
            }
        }
        counts.into_iter().map(|(place, (count, _))| (place, count)).collect()
    }

    /// Makes one document of all that was claimed.
    pub(super) fn join(self) -> Joined {
        let mut joined = Joined::default();
        for (fact, claims) in self.by_fact {
            let said = if claims
                .iter()
                .any(|claim| matches!(claim.what, ClaimKind::Member(_) | ClaimKind::Asked(_)))
            {
                list(&claims)
            } else {
                match fact_of(&fact, &claims) {
                    Ok(said) => said,
                    Err(says) => {
                        joined.clashes.push(Clash { fact, says });
                        continue;
                    }
                }
            };
            put(&mut joined.facts, &fact, said.0);
            if !said.1.is_empty() {
                joined.sources.insert(fact, said.1);
            }
        }
        joined
    }
}

/// The value of a fact, where there is one, and where it was read.
type JoinedValue = (Option<Value>, Vec<ClaimOrigin>);

/// The members that anybody names; all of them where one who was asked for all of them names them all.
fn list(claims: &[Claim]) -> JoinedValue {
    let answer = |claim: &Claim| (claim.from.file, claim.call);
    let mut members: BTreeMap<String, (&Value, BTreeSet<_>)> = BTreeMap::new();
    // How many members those name who were asked for all of them.
    let mut wholes = BTreeMap::new();
    for claim in claims {
        match &claim.what {
            ClaimKind::Member(value) => {
                let member = members.entry(value.to_string()).or_insert_with(|| (value, BTreeSet::new()));
                member.1.insert(answer(claim));
            }
            ClaimKind::Asked(true) => drop(wholes.insert(answer(claim), 0)),
            _ => {}
        }
    }
    for by in members.values().flat_map(|(_, named)| named) {
        if let Some(named) = wholes.get_mut(by) {
            *named += 1;
        }
    }
    let whole = wholes.values().any(|named| *named == members.len());
    let items = Value::Array(members.into_values().map(|(value, _)| value.clone()).collect());
    let value = if whole { items } else { serde_json::json!({"items": items, "complete": false}) };
    (Some(value), origins(claims.iter()))
}

/// The value of a fact, or the values of those who contradict each other.
fn fact_of(fact: &Pointer, claims: &[Claim]) -> Result<JoinedValue, Vec<(Value, ClaimOrigin)>> {
    let values = |claim: &Claim| matches!(claim.what, ClaimKind::Is(_));
    let all: Vec<&Claim> = claims.iter().filter(|claim| values(claim)).collect();
    // Thousands of records may say the same of one fact.
    let distinct: BTreeMap<_, &Claim> =
        all.iter().map(|claim| ((text_of(claim), claim.rank, claim.seen, claim.call), *claim)).collect();
    let said: Vec<&Claim> = distinct.into_values().collect();
    if said.is_empty() {
        return Ok((None, Vec::new()));
    }
    let moves = fact.keys().last().is_some_and(|key| MOVES.contains(&&*key));
    let standing = Standing::of(&said, moves);
    let mut best: Vec<&Claim> = said.iter().copied().filter(|claim| !standing.beats(claim)).collect();
    best.sort_by_cached_key(|claim| text_of(claim));
    // Of spellings that differ only in case, the one with fewer capitals.
    let Some(first) = best.last() else { return Ok((None, Vec::new())) };
    if best.iter().all(|claim| same(claim, first)) {
        let ClaimKind::Is(value) = &first.what else { return Ok((None, Vec::new())) };
        let agree = all.iter().copied().filter(|claim| same(claim, first));
        return Ok((Some(value.clone()), origins(agree)));
    }
    if fact.as_str().ends_with("_complete") {
        return Ok((Some(Value::Bool(false)), origins(best.iter().copied())));
    }
    let mut says: Vec<(Value, ClaimOrigin)> = Vec::new();
    for claim in best {
        // They are in the order of their texts.
        if let ClaimKind::Is(value) = &claim.what
            && says.last().is_none_or(|(other, _)| other != value)
        {
            says.push((value.clone(), claim.from.clone()));
        }
    }
    Err(says)
}

/// Which claims of one fact hold in place of others: the newer one of the same call, or of what changes by itself; else the one of higher
/// rank; and what is before what is planned.
struct Standing {
    /// Whether what is said changes by itself, so that all calls count as one.
    moves: bool,
    /// Whether something is said that is no plan.
    is: bool,
    calls: BTreeMap<&'static str, CallClaims>,
}

/// What one call says: its newest instant, its highest rank, and the highest for each instant.
#[derive(Default)]
struct CallClaims {
    newest: Option<Instant>,
    highest: Option<u8>,
    ranks: BTreeMap<Option<Instant>, u8>,
}

impl Standing {
    fn of(claims: &[&Claim], moves: bool) -> Self {
        let is = claims.iter().any(|claim| claim.rank != PLANNED);
        let mut standing = Self { moves, is, calls: BTreeMap::new() };
        for claim in claims.iter().filter(|claim| !is || claim.rank != PLANNED) {
            let said = standing.calls.entry(standing.call(claim)).or_default();
            said.newest = said.newest.max(claim.seen);
            said.highest = said.highest.max(Some(claim.rank));
            let rank = said.ranks.entry(claim.seen).or_default();
            *rank = claim.rank.max(*rank);
        }
        standing
    }

    fn call(&self, claim: &Claim) -> &'static str {
        if self.moves { "" } else { claim.call }
    }

    /// Whether another holds in place of this one.
    fn beats(&self, claim: &Claim) -> bool {
        if self.is && claim.rank == PLANNED {
            return true;
        }
        let Some(seen) = claim.seen else {
            return self.calls.values().any(|said| said.highest > Some(claim.rank));
        };
        let own = self.call(claim);
        self.calls.iter().any(|(call, said)| {
            if *call != own {
                return said.highest > Some(claim.rank);
            }
            let higher = |at: Option<Instant>| said.ranks.get(&at).is_some_and(|rank| *rank > claim.rank);
            said.newest > Some(seen) || higher(None) || higher(claim.seen)
        })
    }
}

fn text_of(claim: &Claim) -> String {
    if let ClaimKind::Is(value) = &claim.what { value.to_string() } else { String::new() }
}

/// Azure does not tell names apart by case.
fn same(one: &Claim, other: &Claim) -> bool {
    text_of(one).eq_ignore_ascii_case(&text_of(other))
}

fn origins<'c>(claims: impl Iterator<Item = &'c Claim>) -> Vec<ClaimOrigin> {
    let mut origins: Vec<ClaimOrigin> = claims.map(|claim| claim.from.clone()).collect();
    origins.sort();
    // One place in each file is enough to find it.
    origins.dedup_by_key(|origin| origin.file);
    origins
}

/// Puts a value at its place, and makes the things on the way.
pub(super) fn put(document: &mut Map<String, Value>, at: &Pointer, value: Option<Value>) {
    let mut keys: Vec<String> = at.keys().map(Cow::into_owned).collect();
    let last = keys.pop().unwrap_or_default();
    let mut members = document;
    for key in keys {
        let inner = members.entry(key).or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(inner) = inner else { return };
        members = inner;
    }
    match value {
        Some(value) => drop(members.insert(last, value)),
        None => drop(members.entry(last).or_insert_with(|| Value::Object(Map::new()))),
    }
}
