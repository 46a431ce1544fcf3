//! Texts, many letters at a time: how far JSON goes on plainly, where a line or a `{word}` ends, whether two are the same.

const ONES: u64 = u64::MAX / 255;
const HIGHS: u64 = ONES << 7;

/// How many bytes stand before the next that means something in a JSON text: a quotation mark, a backslash or a control character.
pub fn plain(bytes: &[u8]) -> usize {
    scan(bytes, odd)
}

/// Whether nothing in a text means something in JSON.
pub fn is_plain(bytes: &[u8]) -> bool {
    let odd = |word: &[u8; 8]| odd(u64::from_le_bytes(*word));
    match bytes.last_chunk() {
        Some(last) => {
            bytes.as_chunks().0.iter().fold(odd(last), |found, word| found | odd(word)) & HIGHS == 0
        }
        None => plain(bytes) == bytes.len(),
    }
}

/// Whether two texts are the same. Most are short: to compare their first letters and their last is cheaper than to call for it.
#[inline]
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len()
        && match one.len() {
            4..8 => {
                one.first_chunk::<4>() == other.first_chunk() && one.last_chunk::<4>() == other.last_chunk()
            }
            8..=16 => {
                one.first_chunk::<8>() == other.first_chunk() && one.last_chunk::<8>() == other.last_chunk()
            }
            17..=32 => {
                one.first_chunk::<16>() == other.first_chunk() && one.last_chunk::<16>() == other.last_chunk()
            }
            _ => one.first() == other.first() && one == other,
        }
}

/// What stands before the first such byte, and behind it. Only ASCII: others are parts of letters.
pub fn split(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = scan(text.as_bytes(), |word| is(word, byte));
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The lines of a text.
#[derive(Clone, Debug)]
pub struct Lines<'t>(Option<&'t str>);

impl<'t> Lines<'t> {
    /// The lines of `text`, without what ends them.
    pub const fn of(text: &'t str) -> Self {
        Self(Some(text))
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let text = self.0?;
        let (line, rest) = split(text, b'\n').map_or((text, None), |(line, rest)| (line, Some(rest)));
        self.0 = rest;
        Some(line)
    }
}

/// How many bytes stand before the first that is meant: `meant` gives the highest bit of each byte of a word that is, and perhaps of some
/// behind the first of them.
#[inline]
fn scan(bytes: &[u8], meant: impl Fn(u64) -> u64) -> usize {
    let mut count = 0;
    for word in bytes.as_chunks::<8>().0 {
        let found = meant(u64::from_le_bytes(*word)) & HIGHS;
        if found != 0 {
            return count + first(found);
        }
        count += 8;
    }
    scan_last(bytes, meant)
}

/// [`scan`] where the first that is meant can only be among the last seven bytes.
#[inline(never)]
fn scan_last(bytes: &[u8], meant: impl Fn(u64) -> u64) -> usize {
    // With some before them, of which is known that they are not meant; or with some behind them, that are nothing.
    let (before, word) = match bytes.last_chunk::<8>() {
        Some(word) => (bytes.len() - 8, u64::from_le_bytes(*word)),
        None => (0, bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))),
    };
    bytes.len().min(before + first(meant(word) & HIGHS))
}

/// The place of the first byte of which the highest bit is set; 8 where there is none.
const fn first(found: u64) -> usize {
    found.trailing_zeros() as usize / 8
}

/// The bytes that mean something in a JSON text.
fn odd(word: u64) -> u64 {
    // With their second bit turned, quotation marks stand behind the control characters, and before all others.
    below(word ^ (ONES * 2), 0x21) | is(word, b'\\')
}

/// The bytes that are below a limit of at most 128.
const fn below(word: u64, limit: u64) -> u64 {
    word.wrapping_sub(ONES * limit) & !word
}

/// The bytes that are this one.
fn is(word: u64, byte: u8) -> u64 {
    below(word ^ (ONES * u64::from(byte)), 1)
}

#[cfg(test)]
mod tests {
    use super::{Lines, equal, is_plain, plain, split};

    #[test]
    fn every_byte_in_every_place() {
        for byte in 0..=u8::MAX {
            let means = matches!(byte, b'"' | b'\\' | ..b' ');
            for length in 1..26 {
                for place in 0..length {
                    let mut bytes = vec![b'a'; length];
                    bytes[place] = byte;
                    assert_eq!(
                        plain(&bytes),
                        if means { place } else { length },
                        "{byte} at {place} of {length}"
                    );
                    assert_eq!(is_plain(&bytes), !means, "{byte} at {place} of {length}");
                    bytes[place + 1..].fill(b'"');
                    let end = if means { place } else { place + 1 };
                    assert_eq!(plain(&bytes), end, "{byte} at {place} of {length}, marks behind");
                }
            }
        }
    }

    #[test]
    fn texts_that_differ_anywhere_are_not_the_same() {
        for length in 0..40 {
            let one = vec![b'a'; length];
            assert!(equal(&one, &one), "{length} letters");
            assert!(!equal(&one, &vec![b'a'; length + 1]), "{length} letters");
            for place in 0..length {
                let mut other = one.clone();
                other[place] = b'b';
                assert!(!equal(&one, &other), "{place} of {length}");
            }
        }
    }

    #[test]
    fn texts_are_split_at_a_byte() {
        for length in 0..26 {
            let (before, behind) = ("é".repeat(length / 2) + &"a".repeat(length % 2), "b}ü".repeat(length));
            let text = [before.as_str(), "}", &behind].concat();
            assert_eq!(split(&text, b'}'), Some((before.as_str(), behind.as_str())));
            assert_eq!(split(&before, b'}'), None);
            assert_eq!(split(&before, 0), None);
        }
    }

    #[test]
    fn lines_are_told_apart() {
        for text in ["", "\n", "one", "one\n", "a\n\nbcdefghij\nk"] {
            assert!(Lines::of(text).eq(text.split('\n')), "{text:?}");
        }
    }
}
