//! How speed is measured: contenders take turns on one thread, and each turn is compared with the floor's of the same round.

use rustix::time::{ClockId, clock_gettime};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

/// CPU time that one turn takes at least.
const TURN_NS: u64 = 40_000_000;

/// Something that does the same work as others in its own way.
pub struct Contender<'a> {
    name: &'static str,
    pass: Box<dyn FnMut() -> usize + 'a>,
}

impl<'a> Contender<'a> {
    /// A contender; `pass` does the work once and says how many items that was.
    pub fn new(name: &'static str, pass: impl FnMut() -> usize + 'a) -> Self {
        Self { name, pass: Box::new(pass) }
    }

    /// One turn: CPU nanoseconds per item.
    fn turn(&mut self) -> f64 {
        let begin = cpu_ns();
        let mut items = 0;
        loop {
            items += (self.pass)();
            let spent = cpu_ns() - begin;
            if spent >= TURN_NS {
                return ratio(spent, items as u64);
            }
        }
    }
}

/// What a contender achieved.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its name.
    pub name: &'static str,
    /// CPU nanoseconds per item, the median of all rounds.
    pub ns: f64,
    /// How many times the first contender's time that is, the median of all rounds.
    pub times: f64,
}

/// Lets the contenders take turns; the first is the one the others are compared with.
pub fn compare(rounds: usize, mut contenders: Vec<Contender<'_>>) -> Vec<Figure> {
    for contender in &mut contenders {
        contender.turn();
    }
    let mut turns: Vec<Vec<f64>> = vec![Vec::new(); contenders.len()];
    for _ in 0..rounds {
        for (contender, turns) in contenders.iter_mut().zip(&mut turns) {
            turns.push(contender.turn());
        }
    }
    let first = turns.first().cloned().unwrap_or_default();
    contenders
        .iter()
        .zip(turns)
        .map(|(contender, turns)| Figure {
            name: contender.name,
            times: median(turns.iter().zip(&first).map(|(turn, first)| turn / first).collect()),
            ns: median(turns),
        })
        .collect()
}

/// Figures as a table in Markdown.
pub fn table(title: &str, figures: &[Figure]) -> String {
    let mut text =
        format!("| {title} | per CPU second | µs each | times the first |\n|---|---:|---:|---:|\n");
    for Figure { name, ns, times } in figures {
        let _ = writeln!(text, "| {name} | {} | {:.2} | {times:.2} |", grouped(1e9 / ns), ns / 1e3);
    }
    text
}

/// Median microseconds of one item, each timed on its own.
pub fn median_us<T: Copy, R>(passes: usize, items: &[T], mut work: impl FnMut(T) -> R) -> f64 {
    let mut times = Vec::with_capacity(passes * items.len());
    for _ in 0..passes {
        for item in items {
            let begin = Instant::now();
            let done = black_box(work(black_box(*item)));
            times.push(begin.elapsed().as_secs_f64() * 1e6);
            drop(done);
        }
    }
    median(times)
}

/// CPU time of this thread, in nanoseconds.
fn cpu_ns() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let part = |number: i64| u64::try_from(number).unwrap_or_default();
    part(time.tv_sec) * 1_000_000_000 + part(time.tv_nsec)
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people needs no more than 52 bits")]
fn ratio(a: u64, b: u64) -> f64 {
    a as f64 / b as f64
}

/// The middle of the numbers; of an even count, the lower middle.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}

/// A number with a blank after each group of three digits.
pub fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_for_people() {
        assert_eq!(grouped(999.4), "999");
        assert_eq!(grouped(1_234_567.0), "1 234 567");
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!(median(Vec::new()).is_nan());
    }
}
