//! Texts by number: each is held once, however often it is said; and what grows without ever being moved.

use std::ops::Range;

/// So many things lie in one chunk.
const CHUNK: usize = 1 << 12;
/// So many bytes of text do, or one longer text.
const TEXT_CHUNK: usize = 1 << 16;

/// A list that grows by whole chunks: nothing in it is copied to make room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunks<T>(Vec<Vec<T>>);

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Chunks<T> {
    /// Adds a thing, and says its number.
    pub(super) fn push(&mut self, thing: T) -> u32 {
        let number = self.len();
        match self.0.last_mut() {
            Some(last) if last.len() < CHUNK => last.push(thing),
            _ => {
                // Of few things, the first chunk is no larger than they are.
                let room = if self.0.is_empty() { 0 } else { CHUNK };
                let mut chunk = Vec::with_capacity(room);
                chunk.push(thing);
                self.0.push(chunk);
            }
        }
        number
    }

    pub(super) fn len(&self) -> u32 {
        let whole = self.0.len().saturating_sub(1) * CHUNK;
        u32::try_from(whole + self.0.last().map_or(0, Vec::len)).unwrap_or(u32::MAX)
    }

    pub(super) fn get(&self, number: u32) -> Option<&T> {
        let number = number as usize;
        self.0.get(number / CHUNK)?.get(number % CHUNK)
    }

    pub(super) fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        let number = number as usize;
        self.0.get_mut(number / CHUNK)?.get_mut(number % CHUNK)
    }

    pub(super) fn last(&self) -> Option<&T> {
        self.0.last()?.last()
    }
}

/// Numbers found by what they stand for: a table that is never more than three quarters full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Slots {
    /// Each number, and one more; nothing where a slot is free.
    slots: Vec<u32>,
    used: usize,
}

impl Slots {
    /// The number that stands for something, where it was noted.
    pub(super) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        self.probe(hash).find_map(|slot| match self.slots.get(slot) {
            Some(0) | None => Some(None),
            Some(number) if is(number - 1) => Some(Some(number - 1)),
            Some(_) => None,
        })?
    }

    /// Notes a number that was not found; `hash_of` tells of each what it was noted under.
    pub(super) fn note(&mut self, hash: u32, number: u32, hash_of: impl Fn(u32) -> u32) {
        if (self.used + 1) * 4 > self.slots.len() * 3 {
            let room = (self.slots.len() * 2).max(64);
            for before in std::mem::replace(&mut self.slots, vec![0; room]) {
                if before > 0 {
                    self.put(hash_of(before - 1), before);
                }
            }
        }
        self.used += 1;
        self.put(hash, number + 1);
    }

    fn put(&mut self, hash: u32, number: u32) {
        let free = self.probe(hash).find(|slot| self.slots.get(*slot) == Some(&0));
        if let Some(slot) = free.and_then(|slot| self.slots.get_mut(slot)) {
            *slot = number;
        }
    }

    /// The slots to look into, in turn; their number is a power of two.
    fn probe(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let most = self.slots.len().wrapping_sub(1);
        let slots = self.slots.len();
        (0..slots).map(move |step| (hash as usize).wrapping_add(step) & most)
    }
}

/// A number that is much the same only for what is the same.
pub(super) fn hash(bytes: &[u8]) -> u32 {
    let mixed =
        bytes.iter().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    (mixed ^ (mixed >> 15)).wrapping_mul(0x2c1b_3c6d) ^ (mixed >> 13)
}

/// Texts, each under one number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Texts {
    chunks: Vec<String>,
    places: Chunks<TextPlace>,
    slots: Slots,
}

/// Where a text lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TextPlace {
    chunk: u32,
    begins: u32,
    ends: u32,
}

impl Texts {
    /// The number of a text, which is noted where it is new.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        let hashed = hash(text.as_bytes());
        if let Some(number) = self.slots.find(hashed, |number| self.get(number) == text) {
            return number;
        }
        let number = self.places.push(place_of(&mut self.chunks, text));
        let Self { chunks, places, slots } = self;
        slots.note(hashed, number, |number| hash(at(chunks, places, number).as_bytes()));
        number
    }

    /// The number of a text that was noted.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        self.slots.find(hash(text.as_bytes()), |number| self.get(number) == text)
    }

    /// The text of a number.
    pub(super) fn get(&self, number: u32) -> &str {
        at(&self.chunks, &self.places, number)
    }
}

fn at<'t>(chunks: &'t [String], places: &Chunks<TextPlace>, number: u32) -> &'t str {
    let text = places.get(number).and_then(|place| {
        let range: Range<usize> = place.begins as usize..place.ends as usize;
        chunks.get(place.chunk as usize)?.get(range)
    });
    text.unwrap_or_default()
}

/// Writes a text down, and says where.
fn place_of(chunks: &mut Vec<String>, text: &str) -> TextPlace {
    let fits = |chunk: &String| chunk.is_empty() || chunk.len() + text.len() <= TEXT_CHUNK;
    if !chunks.last().is_some_and(fits) {
        let room = if chunks.is_empty() { 0 } else { TEXT_CHUNK };
        chunks.push(String::with_capacity(room.max(text.len())));
    }
    let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let chunk = number(chunks.len().saturating_sub(1));
    let Some(last) = chunks.last_mut() else { return TextPlace { chunk, begins: 0, ends: 0 } };
    let begins = number(last.len());
    last.push_str(text);
    TextPlace { chunk, begins, ends: number(last.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_held_once_and_found_again() {
        let mut texts = Texts::default();
        let long = "x".repeat(3 * TEXT_CHUNK);
        let text = |number: u32| match number % 5000 {
            0 => String::new(),
            1 => long.clone(),
            other => format!("text-{other}"),
        };
        for number in 0..20_000 {
            assert_eq!(texts.number(&text(number)), number % 5000);
        }
        assert!((0..5000).all(|number| texts.get(number) == text(number)));
        assert!((0..5000).all(|number| texts.find(&text(number)) == Some(number)));
        assert_eq!((texts.find("none"), texts.get(5000)), (None, ""));
        let held: usize = texts.chunks.iter().map(String::len).sum();
        let said: usize = (0..5000).map(|number| text(number).len()).sum();
        assert_eq!(held, said);
    }

    #[test]
    fn chunks_are_one_list() {
        let mut chunks = Chunks::default();
        for number in 0..10_000 {
            assert_eq!((chunks.push(number), chunks.last()), (number, Some(&number)));
        }
        *chunks.get_mut(4096).unwrap() = 1;
        assert_eq!((chunks.len(), chunks.get(4095), chunks.get(4096)), (10_000, Some(&4095), Some(&1)));
        assert_eq!(chunks.get(10_000), None);
    }
}
