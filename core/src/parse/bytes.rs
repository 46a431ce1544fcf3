//! Finding and comparing bytes, eight at a time: in WebAssembly nobody else does it so.

/// How many bytes stand before the next that means something in a text: a quotation mark, a backslash or a control character.
pub(crate) fn plain(bytes: &[u8]) -> usize {
    before(bytes, |word| below(word, 32) | below(word ^ each(b'"'), 1) | below(word ^ each(b'\\'), 1))
}

/// How many bytes stand before the first such, or before the end.
pub(crate) fn until(bytes: &[u8], byte: u8) -> usize {
    before(bytes, |word| below(word ^ each(byte), 1))
}

/// Whether two texts are the same. In WebAssembly, comparing goes byte by byte: seeing first that most texts differ in length or at their
/// first byte, and going eight bytes at a time, takes half the time.
pub(crate) fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    one.len() == other.len() && one.first() == other.first() && same_bytes(one, other)
}

/// A byte eight times.
const fn each(byte: u8) -> u64 {
    u64::MAX / 255 * byte as u64
}

/// The highest bit of each byte of a word that is below a limit of at most 128; perhaps also of some behind such a byte.
const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(each(limit)) & !word & each(0x80)
}

/// How many bytes stand before the first of which `marks` has the highest bit; it sees eight bytes at a time, the first lowest.
fn before(bytes: &[u8], marks: impl Fn(u64) -> u64) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut count = 0;
    for word in words {
        let marked = marks(u64::from_le_bytes(*word));
        if marked != 0 {
            return count + marked.trailing_zeros() as usize / 8;
        }
        count += 8;
    }
    count + rest.iter().take_while(|byte| marks(each(**byte)) == 0).count()
}

#[inline(never)]
fn same_bytes(one: &[u8], other: &[u8]) -> bool {
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    match (one.last_chunk(), other.last_chunk()) {
        (Some(end), Some(other_end)) => {
            let mut words = one.as_chunks().0.iter().zip(other.as_chunks().0);
            word(end) == word(other_end) && words.all(|(one, other)| word(one) == word(other))
        }
        _ => one.iter().zip(other).all(|(one, other)| one == other),
    }
}
