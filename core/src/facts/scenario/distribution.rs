//! Distributions of durations, compiled once into integer quantile tables: no floats, the same everywhere.

use crate::vocabulary::duration::Duration;
use std::fmt;

/// The base-2 logarithm of the number of steps in a quantile table.
const STEPS_LOG2: u32 = 8;
/// The number of steps in a quantile table; between its points, values are interpolated linearly.
const STEPS: u64 = 1 << STEPS_LOG2;
/// The number of bits of a draw below those that choose the step.
const FRACTION: u32 = 32 - STEPS_LOG2;

/// The distribution of a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Distribution {
    /// Always exactly this duration.
    Fixed(Duration),
    /// Uniform from the first to the second duration, both included.
    Uniform(Duration, Duration),
    /// Triangular: minimum, mode and maximum.
    Triangular(Duration, Duration, Duration),
}

impl fmt::Display for Distribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(duration) => write!(f, "{duration}"),
            Self::Uniform(least, most) => write!(f, "{least} to {most}"),
            Self::Triangular(least, mode, most) => write!(f, "{least} to {most}, mostly {mode}"),
        }
    }
}

/// The bounds of a distribution are not in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnorderedBounds;

/// The quantile function of a distribution, in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantiles(Shape);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Shape {
    Constant(u64),
    Linear { least: u64, span: u64 },
    Table(Box<[u64]>),
}

impl Distribution {
    /// Returns whether its bounds are in ascending order.
    #[must_use]
    pub fn is_ordered(self) -> bool {
        match self {
            Self::Fixed(_) => true,
            Self::Uniform(least, most) => least <= most,
            Self::Triangular(least, mode, most) => least <= mode && mode <= most,
        }
    }

    /// Compiles the distribution to its quantile function.
    ///
    /// # Errors
    /// [`UnorderedBounds`] if its bounds are not in ascending order.
    pub fn compile(self) -> Result<Quantiles, UnorderedBounds> {
        let shape = match self {
            Self::Fixed(duration) => Shape::Constant(duration.ms()),
            Self::Uniform(least, most) => Shape::Linear {
                least: least.ms(),
                span: most.ms().checked_sub(least.ms()).ok_or(UnorderedBounds)?,
            },
            Self::Triangular(least, mode, most) => {
                if !(least <= mode && mode <= most) {
                    return Err(UnorderedBounds);
                }
                let (least, mode, most) = (least.ms(), mode.ms(), most.ms());
                Shape::Table((0..=STEPS).map(|step| triangular(least, mode, most, step)).collect())
            }
        };
        Ok(Quantiles(shape))
    }
}

impl Quantiles {
    /// Creates the quantile function of a constant duration.
    #[must_use]
    pub const fn constant(duration: Duration) -> Self {
        Self(Shape::Constant(duration.ms()))
    }

    /// Returns the quantile at `place`, in milliseconds: the minimum at 0, the maximum at `u32::MAX`, and never decreasing in between.
    #[must_use]
    pub fn at(&self, place: u32) -> u64 {
        match &self.0 {
            Shape::Constant(ms) => *ms,
            Shape::Linear { least, span } => least + share(*span, u64::from(place), u64::from(u32::MAX)),
            Shape::Table(points) => {
                let step = (place >> FRACTION) as usize;
                let fraction = u64::from(place & ((1 << FRACTION) - 1));
                match points.get(step..) {
                    Some([low, high, ..]) => low + share(high - low, fraction, (1 << FRACTION) - 1),
                    _ => 0,
                }
            }
        }
    }

    /// Returns the duration, in milliseconds, that a draw of 64 random bits gives.
    #[must_use]
    pub fn draw(&self, bits: u64) -> u64 {
        self.at((bits >> 32) as u32)
    }
}

/// `span × part ÷ whole`, rounded down; spans are under 2^42.
const fn share(span: u64, part: u64, whole: u64) -> u64 {
    if span >> 32 == 0 {
        span * part / whole
    } else {
        #[expect(clippy::cast_possible_truncation, reason = "at most span, as part is at most whole")]
        let share = (span as u128 * part as u128 / whole as u128) as u64;
        share
    }
}

/// The quantile at `step` of [`STEPS`] of the triangular distribution, rounded towards its mode.
fn triangular(least: u64, mode: u64, most: u64, step: u64) -> u64 {
    let (span, rise, fall) = (most - least, mode - least, most - mode);
    let root = |part: u64, side: u64| {
        let square = u128::from(part) * u128::from(span) * u128::from(side) / u128::from(STEPS);
        u64::try_from(square.isqrt()).unwrap_or(u64::MAX)
    };
    if u128::from(step) * u128::from(span) <= u128::from(rise) * u128::from(STEPS) {
        least + root(step, rise).min(rise)
    } else {
        most - root(STEPS - step, fall).min(fall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ms(value: u64) -> Duration {
        Duration::from_ms(value).unwrap()
    }

    /// The least, the quarter points and the most.
    fn check(distribution: Distribution, expected: [u64; 5]) {
        let quantiles = distribution.compile().unwrap();
        let places = [0, 1 << 30, 1 << 31, 3 << 30, u32::MAX];
        assert_eq!(places.map(|place| quantiles.at(place)), expected, "{distribution:?}");
    }

    #[test]
    fn distributions_are_exact_at_their_ends() {
        check(Distribution::Fixed(ms(5)), [5; 5]);
        check(Distribution::Uniform(ms(7), ms(7)), [7; 5]);
        check(Distribution::Uniform(ms(0), ms(1000)), [0, 250, 500, 750, 1000]);
        check(Distribution::Triangular(ms(3), ms(3), ms(3)), [3; 5]);
        check(Distribution::Triangular(ms(0), ms(1000), ms(2000)), [0, 707, 1000, 1293, 2000]);
        check(Distribution::Triangular(ms(0), ms(0), ms(1000)), [0, 134, 293, 500, 1000]);
        check(Distribution::Triangular(ms(0), ms(1000), ms(1000)), [0, 500, 707, 866, 1000]);
        let longest = Duration::MAX.ms();
        check(
            Distribution::Triangular(ms(0), ms(longest), ms(longest)),
            [0, longest / 2, 2_231_459_295_797, 2_732_968_328_246, longest],
        );
    }

    #[test]
    fn bounds_out_of_order_are_refused() {
        for wrong in [
            Distribution::Uniform(ms(2), ms(1)),
            Distribution::Triangular(ms(2), ms(1), ms(3)),
            Distribution::Triangular(ms(1), ms(3), ms(2)),
        ] {
            assert_eq!(wrong.compile(), Err(UnorderedBounds), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn quantiles_never_fall_and_never_leave_the_bounds(
            mut bounds in prop::array::uniform3(0..=Duration::MAX.ms()),
            places in prop::array::uniform2(any::<u32>()),
        ) {
            bounds.sort_unstable();
            let [least, mode, most] = bounds.map(ms);
            for distribution in [
                Distribution::Uniform(least, most),
                Distribution::Triangular(least, mode, most),
            ] {
                let quantiles = distribution.compile().unwrap();
                let [a, b] = places;
                let (low, high) = (quantiles.at(a.min(b)), quantiles.at(a.max(b)));
                prop_assert!(least.ms() <= low && low <= high && high <= most.ms());
                prop_assert_eq!(quantiles.at(0), least.ms());
                prop_assert_eq!(quantiles.at(u32::MAX), most.ms());
            }
        }

        #[test]
        fn half_of_a_triangle_lies_before_its_median(
            mut bounds in prop::array::uniform3(0u64..1_000_000),
        ) {
            bounds.sort_unstable();
            let [least, mode, most] = bounds;
            let median = Distribution::Triangular(ms(least), ms(mode), ms(most))
                .compile().unwrap().at(1 << 31);
            // The share of the triangle's area up to the median, as twice the area over span × side.
            let (span, rise, fall) = (most - least, mode - least, most - mode);
            if median <= mode {
                let left = median - least;
                prop_assert!(2 * left * left <= span * rise);
                prop_assert!(2 * (left + 1) * (left + 1) > span * rise);
            } else {
                let right = most - median;
                prop_assert!(2 * right * right <= span * fall);
                prop_assert!(2 * (right + 1) * (right + 1) > span * fall);
            }
        }
    }
}
