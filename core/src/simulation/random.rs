//! Keyed randomness: every draw is a pure function of seed, replicate, entity, purpose and attempt.

use rand_philox::philox4x32_10;

/// What a draw is for; each purpose has draws of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Purpose(pub u16);

/// Who a draw is for: a digest of its name, so that others come and go without touching it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entity(u64);

/// How likely something is, in parts of 2^64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probability(u128);

/// The draws of one replicate under one seed.
#[derive(Clone, Copy, Debug)]
pub struct Draws {
    key: [u32; 2],
    replicate: u32,
}

impl Entity {
    /// The entity with this name.
    #[must_use]
    pub const fn named(name: &str) -> Self {
        Self(digest(name.as_bytes()))
    }

    /// One of this entity's own, by its place.
    #[must_use]
    pub const fn at(self, place: u32) -> Self {
        self.with(Self(place as u64))
    }

    /// This entity together with another: others come and go without touching the two.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(mixed(self.0.rotate_left(32) ^ mixed(other.0 ^ 0x9e37_79b9_7f4a_7c15)))
    }
}

impl Probability {
    const CERTAIN: u128 = 1 << 64;

    /// So many parts per million.
    #[must_use]
    pub const fn of_ppm(ppm: u32) -> Self {
        let parts = (ppm as u128 * Self::CERTAIN).div_ceil(1_000_000);
        Self(if parts < Self::CERTAIN { parts } else { Self::CERTAIN })
    }

    /// How likely one of two is that know nothing of each other. What never happens adds nothing.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        if other.0 == Self::CERTAIN {
            return other;
        }
        Self(self.0 + other.0 - ((self.0 * other.0) >> 64))
    }
}

impl Draws {
    /// The draws under a seed, which may be any text, for one replicate.
    #[must_use]
    pub const fn new(seed: &str, replicate: u32) -> Self {
        Self { key: halves(digest(seed.as_bytes())), replicate }
    }

    /// 64 evenly distributed bits.
    #[must_use]
    pub fn bits(self, entity: Entity, purpose: Purpose, attempt: u16) -> u64 {
        let [low, high] = halves(entity.0);
        let last = u32::from(purpose.0) << 16 | u32::from(attempt);
        let [a, b, ..] = philox4x32_10([low, high, last, self.replicate], self.key);
        u64::from(b) << 32 | u64::from(a)
    }

    /// Whether something that is so likely happens.
    #[must_use]
    pub fn happens(self, entity: Entity, purpose: Purpose, attempt: u16, chance: Probability) -> bool {
        u128::from(self.bits(entity, purpose, attempt)) < chance.0
    }
}

/// FNV-1a over the bytes, then the `SplitMix64` finaliser so that near names lie far apart.
const fn digest(mut bytes: &[u8]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    while let Some((&byte, rest)) = bytes.split_first() {
        hash = (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3);
        bytes = rest;
    }
    mixed(hash)
}

const fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

#[expect(clippy::cast_possible_truncation, reason = "the halves are wanted")]
const fn halves(word: u64) -> [u32; 2] {
    [word as u32, (word >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_generator_is_the_published_one() {
        let vectors = [
            ([0; 4], [0; 2], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            ([u32::MAX; 4], [u32::MAX; 2], [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (counter, key, expected) in vectors {
            assert_eq!(philox4x32_10(counter, key), expected);
        }
    }

    #[test]
    fn draws_stay_what_they_were() {
        let draws = Draws::new("7", 0);
        let bits = draws.bits(Entity::named("bot-01"), Purpose(3), 1);
        expect_test::expect!["f643b9eae18a0f16"].assert_eq(&format!("{bits:016x}"));
    }

    #[test]
    fn every_part_of_the_key_matters() {
        let mut seen = BTreeSet::new();
        let mut count = 0;
        for seed in ["", "7", "8", "seven"] {
            for replicate in [0, 1, u32::MAX] {
                for entity in ["", "bot-01", "bot-02", "bot-10"] {
                    for purpose in [0, 1, 256, u16::MAX] {
                        for attempt in [0, 1, 2, u16::MAX] {
                            let draws = Draws::new(seed, replicate);
                            let entity = Entity::named(entity);
                            seen.insert(draws.bits(entity, Purpose(purpose), attempt));
                            count += 1;
                        }
                    }
                }
            }
        }
        assert_eq!(seen.len(), count);
    }

    #[test]
    fn probabilities_are_met_at_their_ends_and_near_between() {
        let draws = Draws::new("ends", 0);
        let share = |ppm| {
            let happens = |n: &u32| {
                draws.happens(Entity::named(&n.to_string()), Purpose(0), 0, Probability::of_ppm(ppm))
            };
            (0..10_000).filter(happens).count()
        };
        assert_eq!(share(0), 0);
        assert_eq!(share(1_000_000), 10_000);
        assert!((2_850..3_150).contains(&share(300_000)));
    }

    proptest! {
        #[test]
        fn a_likelier_thing_happens_whenever_a_rarer_one_does(
            name in ".{0,8}", a in 0u32..=1_000_000, b in 0u32..=1_000_000,
        ) {
            let draws = Draws::new("order", 0);
            let happens = |ppm| draws.happens(Entity::named(&name), Purpose(1), 1, Probability::of_ppm(ppm));
            prop_assert!(happens(a.max(b)) >= happens(a.min(b)));
        }

        #[test]
        fn one_of_two_is_no_less_likely_than_each_and_never_adds_nothing(
            a in 0u32..=1_000_000, b in 0u32..=1_000_000,
        ) {
            let (one, other) = (Probability::of_ppm(a), Probability::of_ppm(b));
            let either = one.or(other);
            prop_assert!(either.0 >= one.0.max(other.0) && either.0 <= Probability::CERTAIN);
            prop_assert_eq!(either, other.or(one));
            prop_assert_eq!(one.or(Probability::of_ppm(0)), one);
            prop_assert_eq!(Probability::of_ppm(0).or(one), one);
        }
    }
}
