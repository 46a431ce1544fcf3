//! Characters that nobody sees as they are: what steers a terminal, ends a line, turns the direction of writing, or has no ink of its own.

/// Whether a character is to be shown as an escape: one that controls or formats (general categories `Cc` and `Cf`), that separates lines or
/// paragraphs (`Zl`, `Zp`), that is for private use or none at all (`Co`, `Noncharacter_Code_Point`), that is not shown where a font lacks it
/// (`Default_Ignorable_Code_Point`), and the blank Braille pattern.
///
/// By the Unicode Character Database, 16.0.0 and 17.0.0 alike ([UAX #44]).
///
/// ```
/// use greenlight_json::unseen::is_unseen;
///
/// assert!(is_unseen('\u{202e}') && is_unseen('\n') && is_unseen('\u{fe0f}'));
/// assert!(!is_unseen('é') && !is_unseen('財') && !is_unseen(' '));
/// ```
///
/// [UAX #44]: https://www.unicode.org/reports/tr44/#Property_Index
pub fn is_unseen(letter: char) -> bool {
    let among =
        |ranges: &[(char, char)]| ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter));
    let plain = letter.is_ascii() && !letter.is_ascii_control();
    !plain && (letter.is_control() || is_noncharacter(letter) || among(&IGNORABLE) || among(&OTHERS))
}

/// `Default_Ignorable_Code_Point` in `DerivedCoreProperties.txt`.
const IGNORABLE: [(char, char); 17] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fff8}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// What else is `Cf`, `Zl`, `Zp` or `Co` in `UnicodeData.txt`, and the blank Braille pattern.
const OTHERS: [(char, char); 14] = [
    ('\u{600}', '\u{605}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{e000}', '\u{f8ff}'),
    ('\u{fff9}', '\u{fffb}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{f0000}', '\u{ffffd}'),
    ('\u{100000}', '\u{10fffd}'),
];

/// `Noncharacter_Code_Point` in `PropList.txt`: the last two of each plane, and thirty-two more.
fn is_noncharacter(letter: char) -> bool {
    u32::from(letter) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_syntax::hir::{Class, HirKind};

    /// The characters of a class, by the tables of another crate.
    fn of_class(class: &str) -> Vec<(char, char)> {
        let hir = regex_syntax::parse(class).unwrap();
        let HirKind::Class(Class::Unicode(class)) = hir.kind() else { panic!("{hir:?}") };
        class.ranges().iter().map(|range| (range.start(), range.end())).collect()
    }

    fn of(fits: impl Fn(char) -> bool) -> Vec<(char, char)> {
        let mut ranges: Vec<(char, char)> = Vec::new();
        for letter in ('\0'..=char::MAX).filter(|letter| fits(*letter)) {
            match ranges.last_mut() {
                Some((_, last)) if u32::from(*last) + 1 == u32::from(letter) => *last = letter,
                _ => ranges.push((letter, letter)),
            }
        }
        ranges
    }

    #[test]
    fn the_tables_are_the_properties_that_they_name() {
        assert_eq!(IGNORABLE[..], of_class(r"\p{Default_Ignorable_Code_Point}"));
        assert_eq!(of(is_noncharacter), of_class(r"\p{Noncharacter_Code_Point}"));
        let all = r"[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\x{2800}]";
        assert_eq!(of(is_unseen), of_class(all));
    }

    #[test]
    fn what_is_ignorable_is_unseen_up_to_its_edges() {
        for (first, last) in IGNORABLE {
            assert!(is_unseen(first) && is_unseen(last), "{first:?} {last:?}");
        }
        let seen = "\u{ac}\u{ae}\u{34e}\u{350}\u{61b}\u{61d}\u{115e}\u{1161}\u{17b3}\u{17b6}\u{180a}\u{1810}\u{200a}\u{2010}\u{202f}\u{205f}\
            \u{2070}\u{3163}\u{3165}\u{fdff}\u{fe10}\u{fefe}\u{ff00}\u{ff9f}\u{ffa1}\u{ffef}\u{fffc}\u{fffd}\u{1bc9f}\u{1bca4}\u{1d172}\u{1d17b}";
        for letter in seen.chars() {
            assert!(!is_unseen(letter), "{letter:?}");
        }
    }
}
