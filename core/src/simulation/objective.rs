//! Objectives: what must come of a scenario, in most of its replicates, such as `share(ready within 90m) >= 95% in 90% of replicates`.

use super::percentile::{Sample, WHOLE, share};
use super::phrases;
use super::summary::{Machines, ObjectiveLine};
use crate::rules::lists;
use crate::simulation::words;
use crate::vocabulary::Word;
use crate::vocabulary::duration::Duration;

/// An objective holds where it holds in such a share of the replicates, unless it says another: 95 %.
const USUAL_PPM: u64 = 950_000;

/// What must come of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    text: String,
    figure: Figure,
    /// Whether the bound itself is not enough.
    strict: bool,
    bound: u64,
    /// The share of the replicates in which it must hold.
    share_ppm: u64,
}

/// A figure of one replicate, over the machines that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    /// Machines that are active at the end.
    Active,
    /// Machines that became active.
    Ready,
    Refused,
    Failed,
    /// Machines that were removed for inactivity, or never became active: who is not there is not kept.
    Removed,
    /// The time within which such a share became active.
    Within(u64),
    /// The share that became active within so long, or at all.
    Share(Option<Duration>),
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Machines,
    /// Machines that are there no more, or never were.
    Gone,
    Time,
    Share,
}

/// What one replicate came to.
#[derive(Debug)]
pub struct Replicate<'a> {
    /// What became of the machines that were asked for.
    pub machines: &'a Machines,
    /// How long they took, in order.
    pub times: &'a Sample,
}

/// How an objective fared, replicate by replicate.
#[derive(Clone, Debug, Default)]
pub struct ObjectiveTally {
    held_in: u32,
    found: Vec<u64>,
}

/// Words for figures that need no more than a word.
const WORDS: [(&str, Figure); 6] = [
    ("active", Figure::Active),
    ("ready", Figure::Ready),
    ("refused", Figure::Refused),
    ("failed", Figure::Failed),
    ("removed", Figure::Removed),
    ("max", Figure::Within(WHOLE)),
];

impl Objective {
    /// Reads an objective.
    ///
    /// # Errors
    /// What it should look like.
    pub fn parse(text: &str) -> Result<Self, Word> {
        let (asked, replicates) = match text.rsplit_once(" in ") {
            Some((asked, rest)) => {
                let share = rest.trim().strip_suffix("of replicates").and_then(percent);
                let share = share.filter(|share| (1..=WHOLE).contains(share));
                (asked, share.ok_or(phrases::WRITE_THE_SHARE)?)
            }
            None => (text, USUAL_PPM),
        };
        let sign = asked.find(['<', '=', '>']).ok_or(phrases::WRITE_A_FIGURE)?;
        let (name, rest) = asked.split_at(sign);
        let number = rest.trim_start_matches(['<', '=', '>']);
        let comparison = rest.strip_suffix(number).unwrap_or_default();
        let figure = Figure::parse(name.trim())?;
        let bound = figure.bound(number.trim())?;
        let strict = figure.strict(comparison, bound)?;
        Ok(Self { text: text.trim().to_owned(), figure, strict, bound, share_ppm: replicates })
    }

    /// Looks at one replicate.
    pub fn look(&self, replicate: &Replicate<'_>, tally: &mut ObjectiveTally) {
        let found = self.figure.of(replicate);
        tally.held_in += u32::from(self.holds(found));
        tally.found.push(found);
    }

    /// Whether a figure is within the bound.
    const fn holds(&self, found: u64) -> bool {
        match (self.figure.is_better_greater(), self.strict) {
            (true, false) => found >= self.bound,
            (true, true) => found > self.bound,
            (false, false) => found <= self.bound,
            (false, true) => found < self.bound,
        }
    }

    /// What is said of it in the end.
    pub fn line(&self, mut tally: ObjectiveTally) -> ObjectiveLine {
        tally.found.sort_unstable();
        let replicates = u32::try_from(tally.found.len()).unwrap_or(u32::MAX);
        let held = share(u64::from(tally.held_in), u64::from(replicates));
        let met = held.is_some_and(|held| held >= self.share_ppm);
        ObjectiveLine {
            objective: self.text.clone(),
            met,
            decided: replicates > 1,
            held_in: tally.held_in,
            replicates,
            wanted_ppm: self.share_ppm,
            message: self.message(met, &tally, replicates),
        }
    }

    fn message(&self, met: bool, tally: &ObjectiveTally, replicates: u32) -> String {
        let text = &self.text;
        let of = |place: usize| {
            let found = tally.found.get(place).copied().unwrap_or_default();
            self.figure.unit().written(found)
        };
        let end = if met { "met" } else { "missed" };
        match replicates {
            0 => format!("`{text}` is not decided: no replicate came to its end"),
            1 => format!(
                "`{text}` is {end} in the one replicate there is, where it is {}; one replicate decides nothing: simulate more",
                of(0)
            ),
            _ => {
                let last = tally.found.len().saturating_sub(1);
                let found = if of(0) == of(last) {
                    format!("it is {} in each", of(0))
                } else {
                    format!(
                        "it is {} in the middle one, from {} to {} over all",
                        of(last / 2),
                        of(0),
                        of(last)
                    )
                };
                format!(
                    "`{text}` is {end}: it holds in {} of {replicates} replicates, and is wanted in {} of them; {found}",
                    tally.held_in,
                    words::percent(self.share_ppm),
                )
            }
        }
    }
}

impl Figure {
    fn parse(name: &str) -> Result<Self, Word> {
        if let Some((_, figure)) = WORDS.iter().find(|(word, _)| *word == name) {
            return Ok(*figure);
        }
        if let Some(inner) = name.strip_prefix("share(").and_then(|rest| rest.strip_suffix(')')) {
            let within = inner.trim().strip_prefix("ready").ok_or(phrases::WRITE_A_FIGURE)?.trim();
            if within.is_empty() {
                return Ok(Self::Share(None));
            }
            let length = within.strip_prefix("within ").and_then(|length| Duration::parse(length.trim()));
            return length
                .map(|length| Self::Share(Some(length)))
                .ok_or_else(|| phrases::WRITE_HOW_LONG.into());
        }
        let percentile = name.strip_prefix('p').and_then(hundredths).filter(|ppm| (1..=WHOLE).contains(ppm));
        percentile.map(Self::Within).ok_or_else(|| {
            let words = lists::commas(WORDS.map(|(word, _)| word));
            phrases::NO_FIGURE.with("name", name).with("names", words)
        })
    }

    const fn unit(self) -> Unit {
        match self {
            Self::Active | Self::Ready | Self::Refused | Self::Failed => Unit::Machines,
            Self::Removed => Unit::Gone,
            Self::Within(_) => Unit::Time,
            Self::Share(_) => Unit::Share,
        }
    }

    /// Whether more of it is better. It is better wherever machines are ready earlier: an objective the other way round would be the easier
    /// the later they are.
    const fn is_better_greater(self) -> bool {
        match self {
            Self::Active | Self::Ready | Self::Share(_) => true,
            Self::Refused | Self::Failed | Self::Removed | Self::Within(_) => false,
        }
    }

    fn bound(self, text: &str) -> Result<u64, Word> {
        let read = match self.unit() {
            Unit::Machines | Unit::Gone => text.parse().ok().ok_or(phrases::WRITE_A_COUNT),
            Unit::Time => Duration::parse(text).map(Duration::ms).ok_or(phrases::WRITE_A_TIME),
            Unit::Share => percent(text).filter(|share| *share <= WHOLE).ok_or(phrases::WRITE_A_SHARE),
        };
        read.map_err(Word::from)
    }

    fn strict(self, comparison: &str, bound: u64) -> Result<bool, Word> {
        let last = match self {
            Self::Share(_) => WHOLE,
            _ => 0,
        };
        let (at_bound, beyond, other) = if self.is_better_greater() {
            (">=", ">", phrases::WANTS_LESS)
        } else {
            ("<=", "<", phrases::WANTS_MORE)
        };
        match comparison {
            sign if sign == at_bound => Ok(false),
            sign if sign == beyond => Ok(true),
            "=" if bound == last && self.unit() != Unit::Time && (last > 0 || !self.is_better_greater()) => {
                Ok(false)
            }
            _ => Err(other.with("at", at_bound).with("beyond", beyond)),
        }
    }

    /// The figure of one replicate; a time that never comes is endless, and no share is nothing.
    fn of(self, replicate: &Replicate<'_>) -> u64 {
        let Replicate { machines, times } = replicate;
        match self {
            Self::Active => machines.active,
            Self::Ready => times.came(),
            Self::Refused => machines.refused,
            Self::Failed => machines.failed,
            // One that never was would otherwise meet what one that was removed misses.
            Self::Removed => machines.removed.saturating_add(times.never()),
            Self::Within(share_ppm) => times.within(share_ppm).unwrap_or(u64::MAX),
            Self::Share(within) => times.share(within.map_or(u64::MAX, Duration::ms)).unwrap_or(0),
        }
    }
}

impl Unit {
    fn written(self, found: u64) -> String {
        match self {
            Self::Machines => found.to_string(),
            Self::Gone => format!("{found} removed or never active"),
            Self::Time if found == u64::MAX => "never".to_owned(),
            Self::Time => words::lasted(found),
            Self::Share => words::percent(found),
        }
    }
}

/// `95%` or `99.5 %` in parts per million.
fn percent(text: &str) -> Option<u64> {
    hundredths(text.trim().strip_suffix('%')?.trim())
}

/// `95` or `99.5` hundredths in parts per million, down to a millionth.
fn hundredths(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 4 {
        return None;
    }
    let whole: u64 = whole.parse().ok().filter(|whole| *whole <= 100)?;
    let part: u64 = format!("{part:0<4}").parse().ok()?;
    Some(whole * 10_000 + part)
}

#[cfg(test)]
mod tests;
