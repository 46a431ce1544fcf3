//! The nearest word: what a misspelt one was meant to be.

use crate::casefold::lower;
use crate::phrases::DID_YOU_MEAN_IT;
use crate::word::Word;

/// What helps against a misspelt word.
pub fn did_you_mean(name: &str) -> Word {
    DID_YOU_MEAN_IT.with("name", name)
}

/// The word nearest to `given`, if one is near enough to be what was meant.
pub fn closest<'a>(given: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut nearest = Nearest::to(given);
    words.into_iter().for_each(|word| nearest.try_out(word));
    nearest.found()
}

/// The word that `given` is, misspelt: nearer than what is only offered, and with the same digits, since `eastus2` is not `eastus`.
pub fn misspelt<'a>(given: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let digits = |text: &str| {
        let mut counts = [0_u8; 10];
        for digit in text.bytes().filter(u8::is_ascii_digit) {
            if let Some(count) = counts.get_mut(usize::from(digit - b'0')) {
                *count = count.saturating_add(1);
            }
        }
        counts
    };
    let of_given = digits(given);
    let mut nearest = Nearest::to(given);
    nearest.limit = given.len().div_ceil(6).clamp(1, 2);
    words.into_iter().filter(|word| digits(word) == of_given).for_each(|word| nearest.try_out(word));
    nearest.found()
}

/// Whether two names differ only in case, spaces, hyphens and underscores.
pub fn same(one: &str, other: &str) -> bool {
    !one.is_empty() && significant(one).eq(significant(other))
}

/// The letters of a name that matter, in lower case.
pub fn significant(text: &str) -> impl DoubleEndedIterator<Item = u8> + '_ {
    text.bytes().filter(|b| !matches!(b, b' ' | b'-' | b'_')).map(|b| b.to_ascii_lowercase())
}

/// Whether a word is another with a syllable in front that says the contrary.
fn contrary(given: &[char], word: &str) -> bool {
    let behind = |no: &str| given.iter().copied().eq(no.chars().chain(word.chars()));
    ["in", "un", "dis", "not", "non"].into_iter().any(behind)
}

/// The word that is nearest to another, of those that were tried out.
struct Nearest<'a> {
    given: Vec<char>,
    /// How many letters may differ.
    limit: usize,
    found: Option<(usize, &'a str)>,
    /// Whether it begins several that are as near, so that it says less than any of them.
    vague: bool,
}

impl<'a> Nearest<'a> {
    #[inline(never)]
    fn to(given: &str) -> Self {
        let given: Vec<char> = given.chars().take(64).map(lower).collect();
        Self { limit: given.len().div_ceil(3).clamp(1, 4), given, found: None, vague: false }
    }

    /// Of words that are as near, the first by the alphabet.
    #[inline(never)]
    fn try_out(&mut self, word: &'a str) {
        let Some(edits) = edits(&self.given, word, self.limit) else { return };
        if contrary(&self.given, word) {
            return;
        }
        let given = &self.given;
        let begins = |word: &str| word.chars().map(lower).take(given.len()).eq(given.iter().copied());
        self.vague = match self.found {
            Some((least, found)) if least == edits => {
                self.vague || !same(found, word) && begins(found) && begins(word)
            }
            Some((least, _)) if least < edits => self.vague,
            _ => false,
        };
        if self.found.is_none_or(|found| (edits, word) < found) {
            self.found = Some((edits, word));
        }
    }

    fn found(self) -> Option<&'a str> {
        self.found.map(|(_, word)| word).filter(|_| !self.vague)
    }
}

/// How many letters must be changed, added, dropped or swapped with their neighbour to make `word` of `given`, where they are at most `most`.
fn edits(given: &[char], word: &str, most: usize) -> Option<usize> {
    let word: Vec<char> = word.chars().take(64).map(lower).collect();
    if given.len().abs_diff(word.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=word.len()).collect();
    for (row, g) in given.iter().enumerate() {
        let mut line = Vec::with_capacity(above.len());
        line.push(row + 1);
        for (column, w) in word.iter().enumerate() {
            let at = |cells: &[usize], place: usize| cells.get(place).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&above, column) + usize::from(g != w);
            let mut least = replaced.min(at(&above, column + 1) + 1).min(at(&line, column) + 1);
            let swapped =
                row > 0 && column > 0 && given.get(row - 1) == Some(w) && word.get(column - 1) == Some(g);
            if swapped {
                least = least.min(at(&before, column - 1) + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
        if before.iter().chain(&above).all(|edits| *edits > most) {
            return None;
        }
    }
    above.last().copied().filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::{closest, misspelt, same};

    #[test]
    fn the_nearest_word_is_offered_only_when_near() {
        let words = ["generation", "generalized", "regions", "os", "usage"];
        assert_eq!(closest("generatoin", words), Some("generation"));
        assert_eq!(closest("Regions", words), Some("regions"));
        assert_eq!(closest("region", words), Some("regions"));
        assert_eq!(closest("so", words), Some("os"));
        assert_eq!(closest("colour", words), None);
        assert_eq!(closest("Europ", ["europe", "Europe"]), Some("Europe"));
        // What begins several says less than any of them.
        assert_eq!(closest("Windows", ["windows-10", "windows-11", "linux"]), None);
        assert_eq!(closest("machine", ["machines", "machines_complete"]), Some("machines"));
        // The contrary of a word is not the word, misspelt.
        assert_eq!(closest("inactive", ["active", "deleted"]), None);
        assert_eq!(closest("Unsupported", ["supported"]), None);
        assert_eq!(closest("", words), None);
        assert_eq!(closest(&"x".repeat(1_000_000), words), None);
    }

    #[test]
    fn a_misspelt_word_is_nearer_than_one_that_is_offered() {
        let regions = ["eastus", "eastus2", "northeurope", "westeurope"];
        for (given, meant) in [
            ("northeurop", Some("northeurope")),
            ("nrotheurope", Some("northeurope")),
            ("eastus3", None),
            ("easteurope", Some("westeurope")),
            ("mexicocentral", None),
        ] {
            assert_eq!(misspelt(given, regions), meant, "{given}");
        }
        assert_eq!(misspelt("Environment Makr", ["Environment Maker"]), Some("Environment Maker"));
        assert_eq!(misspelt("Finance Maker", ["Environment Maker"]), None);
    }

    #[test]
    fn case_and_joints_do_not_matter() {
        for (one, other, are) in [
            ("TrustedLaunch", "trusted-launch", true),
            ("Windows 11", "windows_11", true),
            ("", "", false),
            ("active", "inactive", false),
        ] {
            assert_eq!(same(one, other), are, "{one}, {other}");
        }
    }
}
