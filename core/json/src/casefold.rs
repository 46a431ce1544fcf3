//! Simple lower case of Latin, Greek and Cyrillic letters. With the standard library's table of all scripts the browser's
//! small module weighs 301.1 KB after brotli, and not 296.0, and a report from a text takes 4.9 % more instructions.

/// Capitals from the first to the last, and how far behind each its small letter stands, or before.
const SHIFTED: [(u32, u32, i32); 13] = [
    (0x00C0, 0x00D6, 32),
    (0x00D8, 0x00DE, 32),
    (0x0178, 0x0178, -121),
    (0x0386, 0x0386, 38),
    (0x0388, 0x038A, 37),
    (0x038C, 0x038C, 64),
    (0x038E, 0x038F, 63),
    (0x0391, 0x03A1, 32),
    (0x03A3, 0x03AB, 32),
    (0x0400, 0x040F, 80),
    (0x0410, 0x042F, 32),
    (0x04C0, 0x04C0, 15),
    (0x1E9E, 0x1E9E, -7615),
];

/// Capitals from the first to the last, each followed by its small letter.
const PAIRED: [(u32, u32); 19] = [
    (0x0100, 0x012E),
    (0x0132, 0x0136),
    (0x0139, 0x0147),
    (0x014A, 0x0176),
    (0x0179, 0x017D),
    (0x01A0, 0x01A4),
    (0x01AF, 0x01AF),
    (0x01CD, 0x01DB),
    (0x01DE, 0x01EE),
    (0x01F8, 0x021E),
    (0x0222, 0x0232),
    (0x0246, 0x024E),
    (0x03D8, 0x03EE),
    (0x0460, 0x0480),
    (0x048A, 0x04BE),
    (0x04C1, 0x04CD),
    (0x04D0, 0x052E),
    (0x1E00, 0x1E94),
    (0x1EA0, 0x1EFE),
];

/// Maps a capital letter to its small one; everything else to itself.
///
/// ```
/// use greenlight_json::casefold::lower;
/// assert_eq!(['A', 'Ö', 'Ж', '7'].map(lower), ['a', 'ö', 'ж', '7']);
/// ```
pub fn lower(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let code = u32::from(letter);
    let shifted = SHIFTED.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
    let paired =
        || PAIRED.iter().any(|(first, last)| (*first..=*last).contains(&code) && (code - first) % 2 == 0);
    let shift = match shifted {
        Some((.., shift)) => *shift,
        None => i32::from(paired()),
    };
    code.checked_add_signed(shift).and_then(char::from_u32).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::lower;

    /// Against the standard library, for every letter.
    #[test]
    #[cfg_attr(miri, ignore = "a million letters, and no memory to watch")]
    fn small_letters_are_those_of_unicode() {
        let mut left = Vec::new();
        for letter in '\0'..=char::MAX {
            let small = lower(letter);
            let known: Vec<char> = letter.to_lowercase().collect();
            if small != letter {
                assert_eq!(known, [small], "{letter}");
            } else if known != [letter] {
                left.push(letter);
            }
        }
        // Letters of phonetics, of African alphabets and of the past; and the capital of the Turkish `i`, which becomes two.
        let near: String = left
            .into_iter()
            .filter(|letter| *letter < '\u{530}' || ('\u{1E00}'..'\u{1F00}').contains(letter))
            .collect();
        expect_test::expect!["İƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƦƧƩƬƮƱƲƳƵƷƸƼǄǅǇǈǊǋǱǲǴǶǷȠȺȻȽȾɁɃɄɅͰͲͶͿϏϴϷϹϺϽϾϿ"]
            .assert_eq(&near);
    }
}
