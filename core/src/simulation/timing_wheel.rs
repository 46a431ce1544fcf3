//! The event queue: a hierarchical timing wheel over milliseconds, ordered by time and then by insertion.

/// log2 of the slots of one level: 64 words of 64 bits say which are occupied, one word says which of those are not zero.
/// With so many, an event some minutes ahead moves once between its arrival and its turn.
const SLOT_BITS: u32 = 12;
/// Slots of one level.
const SLOTS: u32 = 1 << SLOT_BITS;
/// Levels it takes to tell any two instants of 64 bits apart.
const LEVELS: u32 = 64u32.div_ceil(SLOT_BITS);
/// No entry.
const NONE: u32 = u32::MAX;

/// A queue of events by time; events of the same time leave in the order in which they came.
///
/// An event lies on the level of the highest digit in which its time differs from now, in the slot of that digit. When now
/// reaches the slot, its events move, in their order, to lower levels; on the lowest level a slot is one instant.
#[derive(Clone, Debug)]
pub struct TimingWheel<T> {
    now: u64,
    len: usize,
    summary: [u64; LEVELS as usize],
    occupied: Vec<u64>,
    slots: Vec<Slot>,
    entries: Vec<Scheduled<T>>,
    free: u32,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    first: u32,
    last: u32,
}

#[derive(Clone, Copy, Debug)]
struct Scheduled<T> {
    time: u64,
    next: u32,
    event: T,
}

impl Slot {
    const EMPTY: Self = Self { first: NONE, last: NONE };
}

impl<T: Copy> Default for TimingWheel<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Copy> TimingWheel<T> {
    /// An empty wheel at time 0.
    #[must_use]
    pub fn new() -> Self {
        Self {
            now: 0,
            len: 0,
            summary: [0; LEVELS as usize],
            occupied: vec![0; (LEVELS * SLOTS / 64) as usize],
            slots: vec![Slot::EMPTY; (LEVELS * SLOTS) as usize],
            entries: Vec::new(),
            free: NONE,
        }
    }

    /// The time of the event that left last; 0 before the first.
    #[must_use]
    pub const fn now(&self) -> u64 {
        self.now
    }

    /// How many events wait.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether no event waits.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds an event. A time before now means now: what is past cannot be scheduled.
    pub fn push(&mut self, time: u64, event: T) {
        let entry = Scheduled { time: time.max(self.now), next: NONE, event };
        let index = self.store(entry);
        if index != NONE {
            self.link(index, entry.time);
            self.len += 1;
        }
    }

    /// Takes the next event and its time.
    pub fn pop(&mut self) -> Option<(u64, T)> {
        loop {
            let mut levels = (0u32..).zip(&self.summary);
            let (level, summary) = levels.find(|(_, summary)| **summary != 0)?;
            let word = summary.trailing_zeros();
            let bits = self.occupied.get(word_of(level, word))?;
            let slot = word << 6 | bits.trailing_zeros();
            let list = *self.slots.get(index_of(level, slot))?;
            let entry = *self.entries.get(list.first as usize)?;
            if level == 0 || list.first == list.last {
                self.unlink_first(level, slot, entry.next);
                self.recycle(list.first);
                self.now = entry.time;
                self.len -= 1;
                return Some((entry.time, entry.event));
            }
            self.cascade(level, slot);
        }
    }

    /// Moves the events of a slot that now has reached to lower levels, in their order.
    fn cascade(&mut self, level: u32, slot: u32) {
        let Some(list) = self.slots.get_mut(index_of(level, slot)) else {
            return;
        };
        let mut next = std::mem::replace(list, Slot::EMPTY).first;
        self.vacate(level, slot);
        let shift = SLOT_BITS * level;
        let above = self.now >> shift >> SLOT_BITS << SLOT_BITS;
        self.now = (above | u64::from(slot)) << shift;
        while let Some(entry) = self.entries.get_mut(next as usize) {
            let (index, time) = (next, entry.time);
            next = std::mem::replace(&mut entry.next, NONE);
            self.link(index, time);
        }
    }

    /// Appends an entry to the list of its slot.
    fn link(&mut self, index: u32, time: u64) {
        let differing = (time ^ self.now) | 1;
        let level = differing.ilog2() / SLOT_BITS;
        let digit = time >> (SLOT_BITS * level) & u64::from(SLOTS - 1);
        let slot = u32::try_from(digit).unwrap_or(0);
        let Some(list) = self.slots.get_mut(index_of(level, slot)) else {
            return;
        };
        let before = std::mem::replace(&mut list.last, index);
        if before == NONE {
            list.first = index;
            self.occupy(level, slot);
        } else if let Some(entry) = self.entries.get_mut(before as usize) {
            entry.next = index;
        }
    }

    fn unlink_first(&mut self, level: u32, slot: u32, next: u32) {
        if let Some(list) = self.slots.get_mut(index_of(level, slot)) {
            list.first = next;
            if next == NONE {
                list.last = NONE;
                self.vacate(level, slot);
            }
        }
    }

    fn occupy(&mut self, level: u32, slot: u32) {
        if let Some(bits) = self.occupied.get_mut(word_of(level, slot >> 6)) {
            *bits |= 1 << (slot & 63);
        }
        if let Some(summary) = self.summary.get_mut(level as usize) {
            *summary |= 1 << (slot >> 6);
        }
    }

    fn vacate(&mut self, level: u32, slot: u32) {
        let Some(bits) = self.occupied.get_mut(word_of(level, slot >> 6)) else {
            return;
        };
        *bits &= !(1 << (slot & 63));
        if *bits == 0
            && let Some(summary) = self.summary.get_mut(level as usize)
        {
            *summary &= !(1 << (slot >> 6));
        }
    }

    /// Puts an entry into the slab; [`NONE`] when it holds 2^32 - 1 already.
    fn store(&mut self, entry: Scheduled<T>) -> u32 {
        if let Some(vacant) = self.entries.get_mut(self.free as usize) {
            let index = std::mem::replace(&mut self.free, vacant.next);
            *vacant = entry;
            return index;
        }
        let index = u32::try_from(self.entries.len()).unwrap_or(NONE);
        if index != NONE {
            self.entries.push(entry);
        }
        index
    }

    fn recycle(&mut self, index: u32) {
        if let Some(entry) = self.entries.get_mut(index as usize) {
            entry.next = std::mem::replace(&mut self.free, index);
        }
    }
}

const fn index_of(level: u32, slot: u32) -> usize {
    (level << SLOT_BITS | slot) as usize
}

const fn word_of(level: u32, word: u32) -> usize {
    (level << (SLOT_BITS - 6) | word) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// The same queue, as simple as it can be: time and insertion number to event.
    #[derive(Default)]
    struct Model {
        now: u64,
        inserted: u64,
        events: BTreeMap<(u64, u64), u32>,
    }

    impl Model {
        fn push(&mut self, time: u64, event: u32) {
            self.inserted += 1;
            self.events.insert((time.max(self.now), self.inserted), event);
        }

        fn pop(&mut self) -> Option<(u64, u32)> {
            let ((time, _), event) = self.events.pop_first()?;
            self.now = time;
            Some((time, event))
        }
    }

    #[derive(Clone, Copy, Debug)]
    enum Act {
        PushAt(u64),
        PushIn(u64),
        Pop,
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![
            1 => any::<u64>().prop_map(Act::PushAt),
            2 => (0u64..64).prop_map(|slot| Act::PushAt(slot << 58)),
            4 => (0u64..4).prop_map(Act::PushIn),
            4 => (0u32..40, 0u64..4).prop_map(|(bits, more)| Act::PushIn((1 << bits) + more)),
            9 => Just(Act::Pop),
        ]
    }

    fn agree(acts: &[Act]) {
        let (mut wheel, mut model) = (TimingWheel::new(), Model::default());
        for (event, act) in (0u32..).zip(acts) {
            match *act {
                Act::PushAt(time) => {
                    wheel.push(time, event);
                    model.push(time, event);
                }
                Act::PushIn(delay) => {
                    let time = model.now.saturating_add(delay);
                    wheel.push(time, event);
                    model.push(time, event);
                }
                Act::Pop => assert_eq!(wheel.pop(), model.pop()),
            }
            assert_eq!(wheel.len(), model.events.len());
            assert_eq!(wheel.now(), model.now);
        }
        while let Some(expected) = model.pop() {
            assert_eq!(wheel.pop(), Some(expected));
        }
        assert_eq!((wheel.pop(), wheel.is_empty()), (None, true));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]
        #[test]
        fn it_is_a_queue_ordered_by_time_and_insertion(acts in prop::collection::vec(act(), 0..200)) {
            agree(&acts);
        }
    }

    #[test]
    fn the_first_and_the_last_instant_and_every_power_between() {
        let mut acts = vec![Act::PushAt(u64::MAX), Act::PushAt(0)];
        for bit in 0..64 {
            acts.extend([1u64 << bit, (1 << bit) - 1, 1 << bit].map(Act::PushAt));
        }
        agree(&acts);
    }

    #[test]
    fn room_is_used_again() {
        let mut wheel = TimingWheel::new();
        for round in 0..1_000 {
            wheel.push(round, ());
            wheel.push(round, ());
            wheel.pop();
            wheel.pop();
        }
        assert_eq!(wheel.entries.len(), 2);
    }
}
