//! The nearest word: what a misspelt one was meant to be.

use crate::casefold::lower;

/// The word nearest to `given`, if one is near enough to be what was meant.
pub fn closest<'a>(given: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut nearest = Nearest::to(given);
    words.into_iter().for_each(|word| nearest.try_out(word));
    nearest.found.map(|(_, word)| word)
}

/// The word that is nearest to another, of those that were tried out.
struct Nearest<'a> {
    given: Vec<char>,
    /// How many letters may differ.
    limit: usize,
    found: Option<(usize, &'a str)>,
}

impl<'a> Nearest<'a> {
    #[inline(never)]
    fn to(given: &str) -> Self {
        let given: Vec<char> = given.chars().take(64).map(lower).collect();
        Self { limit: given.len().div_ceil(3).clamp(1, 4), given, found: None }
    }

    /// Of words that are as near, the first by the alphabet.
    #[inline(never)]
    fn try_out(&mut self, word: &'a str) {
        let Some(edits) = edits(&self.given, word, self.limit) else { return };
        if self.found.is_none_or(|found| (edits, word) < found) {
            self.found = Some((edits, word));
        }
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
    use super::closest;

    #[test]
    fn the_nearest_word_is_offered_only_when_near() {
        let words = ["generation", "generalized", "regions", "os", "usage"];
        assert_eq!(closest("generatoin", words), Some("generation"));
        assert_eq!(closest("Regions", words), Some("regions"));
        assert_eq!(closest("region", words), Some("regions"));
        assert_eq!(closest("so", words), Some("os"));
        assert_eq!(closest("colour", words), None);
        assert_eq!(closest("", words), None);
        assert_eq!(closest(&"x".repeat(1_000_000), words), None);
    }
}
