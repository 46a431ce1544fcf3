//! The versions of the page on hosted machines that are carried whole, and while which of them a rule holds.

use super::Rulebook;
use crate::vocabulary::instant::Day;

/// A version of the page on hosted machines that is carried whole, with what its neighbours say of the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Book {
    /// The preview, of 2022-12-12. Of its page only what differs from the later ones is carried.
    Preview,
    /// General availability, of 2024-01-24.
    General,
    /// The newest that was found, of 2025-03-10.
    Newest,
}

impl Book {
    /// All of them, oldest first.
    pub const ALL: &'static [Self] = &[Self::Preview, Self::General, Self::Newest];

    /// The date of the version: the day by which all of it was published, and the first on which it can be shown to have held.
    pub const fn date(self) -> Day {
        match self {
            Self::Preview => Day::from_days(19_338),
            Self::General => Day::from_days(19_746),
            Self::Newest => Day::from_days(20_157),
        }
    }

    /// Whether both clocks have reached it: what is known, and the day that is judged.
    pub const fn is_reached(self, known: Rulebook, on: Day) -> bool {
        let date = self.date().days();
        known.date.days() >= date && on.days() >= date
    }

    /// What was known on its day.
    pub const fn rulebook(self) -> Rulebook {
        Rulebook { date: self.date() }
    }
}

/// While which rulebooks a rule holds: the one that brought it, and the one that dropped it, if any did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    from: Book,
    until: Option<Book>,
}

impl Lifetime {
    /// In every rulebook.
    pub const ALWAYS: Self = Self { from: Book::Preview, until: None };
    /// In the preview only.
    pub const PREVIEW: Self = Self { from: Book::Preview, until: Some(Book::General) };
    /// Since general availability.
    pub const SINCE_GENERAL: Self = Self { from: Book::General, until: None };
    /// Only in the rulebook of general availability.
    pub const GENERAL: Self = Self { from: Book::General, until: Some(Book::Newest) };
    /// From the preview until the newest rulebook, which dropped it.
    pub const UNTIL_NEWEST: Self = Self { from: Book::Preview, until: Some(Book::Newest) };
    /// Since the newest rulebook.
    pub const SINCE_NEWEST: Self = Self { from: Book::Newest, until: None };

    /// Whether the rule holds on a day, as far as the rulebook knows: both of its clocks must have passed the one that brought the rule,
    /// and one of them must not have reached the one that dropped it.
    pub const fn holds(self, known: Rulebook, on: Day) -> bool {
        let begun = self.from.is_reached(known, on);
        match self.until {
            Some(until) => begun && !until.is_reached(known, on),
            None => begun,
        }
    }

    /// The book that brought the rule, and the one that dropped it, if any did.
    pub const fn turns(self) -> (Book, Option<Book>) {
        (self.from, self.until)
    }

    /// Whether the rule holds in a version of the page, at its own time.
    pub const fn holds_in(self, book: Book) -> bool {
        self.holds(book.rulebook(), book.date())
    }

    /// The version by which its examples are judged unless they say another: that of general availability where it holds there.
    pub const fn home(self) -> Book {
        if self.holds_in(Book::General) { Book::General } else { self.from }
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
    fn books_bear_the_dates_they_claim() {
        let dates: Vec<String> = Book::ALL.iter().map(|book| book.date().to_string()).collect();
        assert_eq!(dates, ["2022-12-12", "2024-01-24", "2025-03-10"]);
    }

    /// Every lifetime, by every rulebook, on the days around every change.
    #[test]
    fn a_rule_holds_when_both_clocks_say_so() {
        let lifetimes = [
            (Lifetime::ALWAYS, [[1, 1, 1], [1, 1, 1], [1, 1, 1]]),
            (Lifetime::PREVIEW, [[1, 1, 1], [1, 0, 0], [1, 0, 0]]),
            (Lifetime::SINCE_GENERAL, [[0, 0, 0], [0, 1, 1], [0, 1, 1]]),
            (Lifetime::GENERAL, [[0, 0, 0], [0, 1, 1], [0, 1, 0]]),
            (Lifetime::UNTIL_NEWEST, [[1, 1, 1], [1, 1, 1], [1, 1, 0]]),
            (Lifetime::SINCE_NEWEST, [[0, 0, 0], [0, 0, 0], [0, 0, 1]]),
        ];
        for (lifetime, expected) in lifetimes {
            for (known, row) in Book::ALL.iter().zip(expected) {
                for (on, holds) in Book::ALL.iter().zip(row) {
                    let day = on.date();
                    assert_eq!(
                        lifetime.holds(known.rulebook(), day),
                        holds == 1,
                        "{lifetime:?} by {known:?} on {day}"
                    );
                    let before = Day::from_days(day.days() - 1);
                    let previous = Book::ALL.iter().rev().find(|book| **book < *on);
                    let then = previous.is_some_and(|book| lifetime.holds(known.rulebook(), book.date()));
                    assert_eq!(
                        lifetime.holds(known.rulebook(), before),
                        then,
                        "{lifetime:?} by {known:?} before {day}"
                    );
                }
            }
        }
    }
}
