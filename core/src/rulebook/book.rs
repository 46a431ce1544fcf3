//! The versions of the page on hosted machines that are carried whole, and while which of them a rule holds.

use super::Rulebook;
use crate::vocabulary::instant::Day;

/// A version of the page on hosted machines that is carried whole, with what its neighbours say of the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Book {
    /// The preview, of 2022-12-12.
    Preview,
    /// General availability, of 2024-01-24.
    General,
    /// The last version of the page that was found, of 2025-03-10.
    March2025,
    /// The same page with everything that its neighbours published until 2025-10-02.
    October2025,
}

impl Book {
    /// All of them, oldest first.
    pub const ALL: &'static [Self] = &[Self::Preview, Self::General, Self::March2025, Self::October2025];

    /// The date of the version: the day by which all of it was published, and the first on which it can be shown to have held.
    pub const fn date(self) -> Day {
        self.turn().date()
    }

    /// What was known on its day.
    pub const fn rulebook(self) -> Rulebook {
        Rulebook { date: self.date() }
    }

    const fn turn(self) -> Turn {
        match self {
            Self::Preview => Turn::Preview,
            Self::General => Turn::General,
            Self::March2025 => Turn::March2025,
            Self::October2025 => Turn::October2025,
        }
    }
}

/// A day on which rules come or go: that of a [`Book`], or of a page published between two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// The preview.
    Preview,
    /// General availability.
    General,
    /// The page of 2025-03-10.
    March2025,
    /// The page on the capacity of hosted machines, of 2025-04-23.
    Capacity,
    /// The article on sessions that cannot be created, of 2025-07-11.
    Sessions,
    /// What was published until 2025-10-02.
    October2025,
}

impl Turn {
    /// All of them, oldest first.
    pub const ALL: &'static [Self] =
        &[Self::Preview, Self::General, Self::March2025, Self::Capacity, Self::Sessions, Self::October2025];

    /// The day.
    pub const fn date(self) -> Day {
        Day::from_days(match self {
            Self::Preview => 19_338,
            Self::General => 19_746,
            Self::March2025 => 20_157,
            Self::Capacity => 20_201,
            Self::Sessions => 20_280,
            Self::October2025 => 20_363,
        })
    }

    /// Whether both clocks have reached it: what is known, and the day that is judged.
    pub const fn is_reached(self, known: Rulebook, on: Day) -> bool {
        let date = self.date().days();
        known.date.days() >= date && on.days() >= date
    }
}

/// While which rulebooks a rule holds: from what brought it until what dropped it, if anything did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    from: Turn,
    until: Option<Turn>,
}

impl Lifetime {
    /// In every rulebook.
    pub const ALWAYS: Self = Self::from(Turn::Preview);
    /// In the preview only.
    pub const PREVIEW: Self = Self::ALWAYS.until(Turn::General);
    /// Since general availability.
    pub const SINCE_GENERAL: Self = Self::from(Turn::General);
    /// Only in the rulebook of general availability.
    pub const GENERAL: Self = Self::SINCE_GENERAL.until(Turn::March2025);
    /// From the preview until the page of 2025-03-10, which dropped it.
    pub const UNTIL_MARCH_2025: Self = Self::ALWAYS.until(Turn::March2025);
    /// Since the page of 2025-03-10.
    pub const SINCE_MARCH_2025: Self = Self::from(Turn::March2025);
    /// Since the page on capacity, of 2025-04-23.
    pub const SINCE_CAPACITY: Self = Self::from(Turn::Capacity);
    /// Since the article on sessions, of 2025-07-11.
    pub const SINCE_SESSIONS: Self = Self::from(Turn::Sessions);
    /// Since what was published until 2025-10-02.
    pub const SINCE_OCTOBER_2025: Self = Self::from(Turn::October2025);

    const fn from(from: Turn) -> Self {
        Self { from, until: None }
    }

    const fn until(self, until: Turn) -> Self {
        Self { until: Some(until), ..self }
    }

    /// Whether the rule holds on a day, as far as the rulebook knows: both of its clocks must have passed the one that brought the rule,
    /// and one of them must not have reached the one that dropped it.
    pub const fn holds(self, known: Rulebook, on: Day) -> bool {
        let begun = self.from.is_reached(known, on);
        match self.until {
            Some(until) => begun && !until.is_reached(known, on),
            None => begun,
        }
    }

    /// What brought the rule, and what dropped it, if anything did.
    pub const fn turns(self) -> (Turn, Option<Turn>) {
        (self.from, self.until)
    }

    /// Whether the rule holds in a version of the page, at its own time.
    pub const fn holds_in(self, book: Book) -> bool {
        self.holds(book.rulebook(), book.date())
    }

    /// The version by which its examples are judged unless they say another: that of general availability where it holds there, else the
    /// first in which it holds.
    pub fn home(self) -> Book {
        if self.holds_in(Book::General) {
            Book::General
        } else {
            self.books().next().unwrap_or(Book::October2025)
        }
    }

    /// The versions in which it holds.
    pub fn books(self) -> impl Iterator<Item = Book> {
        Book::ALL.iter().copied().filter(move |book| self.holds_in(*book))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn books_and_turns_bear_the_dates_they_claim() {
        let books: Vec<String> = Book::ALL.iter().map(|book| book.date().to_string()).collect();
        assert_eq!(books, ["2022-12-12", "2024-01-24", "2025-03-10", "2025-10-02"]);
        let turns: Vec<String> = Turn::ALL.iter().map(|turn| turn.date().to_string()).collect();
        assert_eq!(
            turns,
            ["2022-12-12", "2024-01-24", "2025-03-10", "2025-04-23", "2025-07-11", "2025-10-02"]
        );
    }

    /// Every lifetime, by what was known at every turn, on the day of every turn and the day before it.
    #[test]
    fn a_rule_holds_when_both_clocks_say_so() {
        let lifetimes = [
            (Lifetime::ALWAYS, 0, 6),
            (Lifetime::PREVIEW, 0, 1),
            (Lifetime::SINCE_GENERAL, 1, 6),
            (Lifetime::GENERAL, 1, 2),
            (Lifetime::UNTIL_MARCH_2025, 0, 2),
            (Lifetime::SINCE_MARCH_2025, 2, 6),
            (Lifetime::SINCE_CAPACITY, 3, 6),
            (Lifetime::SINCE_SESSIONS, 4, 6),
            (Lifetime::SINCE_OCTOBER_2025, 5, 6),
        ];
        for (lifetime, first, end) in lifetimes {
            for (known, turn) in Turn::ALL.iter().enumerate() {
                let book = Rulebook { date: turn.date() };
                let expected = |on: usize| known >= first && on >= first && (known < end || on < end);
                for (on, turn) in Turn::ALL.iter().enumerate() {
                    let day = turn.date();
                    assert_eq!(lifetime.holds(book, day), expected(on), "{lifetime:?} by {known} on {day}");
                    let before = Day::from_days(day.days() - 1);
                    let then = on.checked_sub(1).is_some_and(expected);
                    assert_eq!(lifetime.holds(book, before), then, "{lifetime:?} by {known} before {day}");
                }
            }
        }
    }

    #[test]
    fn the_home_of_a_rule_is_a_book_in_which_it_holds() {
        let homes = [
            (Lifetime::ALWAYS, Book::General),
            (Lifetime::PREVIEW, Book::Preview),
            (Lifetime::SINCE_MARCH_2025, Book::March2025),
            (Lifetime::SINCE_CAPACITY, Book::October2025),
            (Lifetime::SINCE_OCTOBER_2025, Book::October2025),
        ];
        for (lifetime, home) in homes {
            assert_eq!(lifetime.home(), home, "{lifetime:?}");
        }
    }
}
