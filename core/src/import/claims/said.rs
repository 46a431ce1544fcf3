//! What was claimed of each fact, held so that a claim costs few bytes: keys, values and places by number, and each fact below what it is of.

use super::texts::{Chunks, Slots, Texts, hash};
use crate::vocabulary::instant::Instant;
use greenlight_json::Pointer;
use std::collections::BTreeMap;

/// The place of all facts.
pub(super) const ROOT: u32 = 0;

/// A fact, or what facts are of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Node {
    above: u32,
    key: u32,
    /// Another one in the same place; the root where there is none.
    beside: u32,
    /// The last one that was noted in it; the root where there is none.
    inside: u32,
    /// One more than the number of the last claim of it.
    last: u32,
    /// Whether it is said to be there.
    is_thing: bool,
}

/// That a fact has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Claim {
    /// One more than the number of the claim before it.
    before: u32,
    value: u32,
    from: u32,
}

/// What one record says, and how surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Saying {
    /// Which of the answers it stands in.
    pub(super) answer: u32,
    /// Where it stands.
    pub(super) at: u32,
    pub(super) seen: Option<Instant>,
    pub(super) rank: u8,
}

/// What one answer says of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listing {
    pub(super) answer: u32,
    /// The first record, by its place, that says something.
    pub(super) at: Pointer,
    /// Whether it was asked for all members.
    pub(super) is_whole: bool,
    /// Whether a record may tell of another member, and it cannot be told of which.
    pub(super) is_open: bool,
}

/// What is said of a list: who speaks of it, and which member whom names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) by: Vec<Listing>,
    /// A value, and the answer that names it.
    pub(super) members: Vec<(u32, u32)>,
}

/// Whatever was claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) texts: Texts,
    /// The texts of values, which nobody needs any more once the facts are written.
    pub(super) values: Texts,
    nodes: Chunks<Node>,
    slots: Slots,
    claims: Chunks<Claim>,
    sayings: Chunks<Saying>,
    pub(super) lists: BTreeMap<u32, Listed>,
}

impl Default for Said {
    fn default() -> Self {
        let mut nodes = Chunks::default();
        nodes.push(Node::default());
        Self {
            texts: Texts::default(),
            values: Texts::default(),
            nodes,
            slots: Slots::default(),
            claims: Chunks::default(),
            sayings: Chunks::default(),
            lists: BTreeMap::new(),
        }
    }
}

impl Said {
    /// The fact at a place, noted where it is new.
    pub(super) fn fact(&mut self, path: &[&str]) -> u32 {
        path.iter().fold(ROOT, |above, key| {
            let key = self.texts.number(key);
            self.inside(above, key).unwrap_or_else(|| self.note(above, key))
        })
    }

    fn note(&mut self, above: u32, key: u32) -> u32 {
        let beside = self.nodes.get(above).map_or(ROOT, |node| node.inside);
        let number = self.nodes.push(Node { above, key, beside, ..Node::default() });
        if let Some(above) = self.nodes.get_mut(above) {
            above.inside = number;
        }
        let Self { slots, nodes, .. } = self;
        let hash_of = |number| nodes.get(number).map_or(0, |node| hash_of(node.above, node.key));
        slots.note(hash_of(number), number, hash_of);
        number
    }

    fn inside(&self, above: u32, key: u32) -> Option<u32> {
        let is = |number| self.nodes.get(number).is_some_and(|node| (node.above, node.key) == (above, key));
        self.slots.find(hash_of(above, key), is)
    }

    /// What has this key in a place that was noted.
    pub(super) fn find(&self, above: u32, key: &str) -> Option<u32> {
        self.inside(above, self.texts.find(key)?)
    }

    /// Says that something is there.
    pub(super) fn is_thing(&mut self, fact: u32) {
        if let Some(node) = self.nodes.get_mut(fact) {
            node.is_thing = true;
        }
    }

    /// Says a value.
    pub(super) fn is(&mut self, fact: u32, value: &str, at: &Pointer, saying: Saying) {
        let value = self.values.number(value);
        let from = self.saying(at, saying);
        self.claim(fact, value, from);
    }

    fn claim(&mut self, fact: u32, value: u32, from: u32) {
        let Some(node) = self.nodes.get_mut(fact) else { return };
        node.last = self.claims.push(Claim { before: node.last, value, from }) + 1;
    }

    /// The number of what one record says: most facts of a record are said alike.
    fn saying(&mut self, at: &Pointer, saying: Saying) -> u32 {
        if let Some(last) = self.sayings.last()
            && self.texts.get(last.at) == at.as_str()
            && *last == (Saying { at: last.at, ..saying })
        {
            return self.sayings.len() - 1;
        }
        let at = self.texts.number(at.as_str());
        self.sayings.push(Saying { at, ..saying })
    }

    /// What an answer says of a list.
    pub(super) fn list(&mut self, fact: u32, answer: u32, at: &Pointer) -> &mut Listed {
        let listed = self.lists.entry(fact).or_default();
        match listed.by.last_mut().filter(|listing| listing.answer == answer) {
            Some(listing) if listing.at <= *at => {}
            Some(listing) => listing.at = at.clone(),
            None => listed.by.push(Listing { answer, at: at.clone(), is_whole: false, is_open: false }),
        }
        listed
    }

    /// The values of a fact, in the order in which they were said: each claim, its value and who says so.
    pub(super) fn claims(&self, fact: u32) -> Vec<(u32, u32, Saying)> {
        let mut claims = Vec::new();
        let mut next = self.nodes.get(fact).map_or(0, |node| node.last);
        while let Some((number, claim)) = next.checked_sub(1).and_then(|it| Some((it, *self.claims.get(it)?)))
        {
            claims.extend(self.sayings.get(claim.from).map(|saying| (number, claim.value, *saying)));
            next = claim.before;
        }
        claims.reverse();
        claims
    }

    /// Lets go of all claims of a fact but these.
    pub(super) fn keep(&mut self, fact: u32, claims: &[u32]) {
        let mut before = 0;
        for number in claims {
            if let Some(claim) = self.claims.get_mut(*number) {
                claim.before = before;
                before = number + 1;
            }
        }
        if let Some(node) = self.nodes.get_mut(fact) {
            node.last = before;
        }
    }

    /// Whether values are said of a fact.
    pub(super) fn has_claims(&self, fact: u32) -> bool {
        self.nodes.get(fact).is_some_and(|node| node.last > 0)
    }

    /// Whether it is said to be there.
    pub(super) fn has_thing(&self, fact: u32) -> bool {
        self.nodes.get(fact).is_some_and(|node| node.is_thing)
    }

    /// How many facts, and things that facts are of, there are.
    pub(super) fn len(&self) -> u32 {
        self.nodes.len()
    }

    /// The key of a fact in what it is of.
    pub(super) fn key(&self, fact: u32) -> &str {
        self.texts.get(self.nodes.get(fact).map_or(0, |node| node.key))
    }

    /// What stands in a place, in no order.
    pub(super) fn members(&self, fact: u32) -> impl Iterator<Item = u32> {
        let some = |number: u32| (number != ROOT).then_some(number);
        let first = self.nodes.get(fact).and_then(|node| some(node.inside));
        std::iter::successors(first, move |number| self.nodes.get(*number).and_then(|node| some(node.beside)))
    }

    /// Where a fact stands.
    pub(super) fn pointer(&self, mut fact: u32) -> Pointer {
        let mut keys = Vec::new();
        while let Some(node) = self.nodes.get(fact).filter(|_| fact != ROOT) {
            keys.push(self.texts.get(node.key));
            fact = node.above;
        }
        keys.iter().rev().fold(Pointer::ROOT, |at, key| at.key(key))
    }
}

fn hash_of(above: u32, key: u32) -> u32 {
    hash((u64::from(above) << 32 | u64::from(key)).to_le_bytes().as_slice())
}
