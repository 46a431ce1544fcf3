//! Text made short: what stood in it before is said by its distance and its length, as records of one call repeat each other.

/// The fewest letters that are worth to be said so.
const LEAST: usize = 4;
/// So far back may lie what is said again.
const FARTHEST: usize = 0xffff;
/// Places are remembered in a table of two to this power.
const BITS: u32 = 13;
/// A length that goes on in the next byte.
const MORE: usize = 0xff;

/// Makes a text short.
pub(super) fn packed(text: &str) -> Box<[u8]> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len() / 3);
    let mut places = vec![0_u32; 1 << BITS];
    let (mut at, mut from) = (0, 0);
    while let Some(next) = bytes.get(at..).and_then(<[u8]>::first_chunk::<LEAST>) {
        let slot = u32::from_le_bytes(*next).wrapping_mul(2_654_435_761) >> (32 - BITS);
        let now = u32::try_from(at + 1).unwrap_or_default();
        let before = places.get_mut(slot as usize).map_or(0, |place| std::mem::replace(place, now)) as usize;
        let length = match before.checked_sub(1) {
            Some(before) if at - before <= FARTHEST => alike(bytes, before, at),
            _ => 0,
        };
        if length < LEAST {
            at += 1;
            continue;
        }
        push(&mut out, bytes.get(from..at).unwrap_or_default(), Some((at + 1 - before, length)));
        at += length;
        from = at;
    }
    push(&mut out, bytes.get(from..).unwrap_or_default(), None);
    out.into()
}

/// How many bytes at one place are as at another.
fn alike(bytes: &[u8], before: usize, at: usize) -> usize {
    let (before, now) = (bytes.get(before..).unwrap_or_default(), bytes.get(at..).unwrap_or_default());
    before.iter().zip(now).take_while(|(one, other)| one == other).count()
}

/// Says some bytes as they are, and then those of a distance and a length.
fn push(out: &mut Vec<u8>, plain: &[u8], again: Option<(usize, usize)>) {
    number(out, plain.len());
    out.extend_from_slice(plain);
    if let Some((distance, length)) = again {
        number(out, length - LEAST);
        out.extend(u16::try_from(distance).unwrap_or_default().to_le_bytes());
    }
}

fn number(out: &mut Vec<u8>, mut number: usize) {
    while number >= MORE {
        out.push(0xff);
        number -= MORE;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

/// The text that was made short.
pub(super) fn unpacked(packed: &[u8]) -> String {
    let mut out = Vec::with_capacity(packed.len() * 4);
    let mut rest = packed;
    while let Some(plain) = read(&mut rest) {
        let (said, behind) = rest.split_at(plain.min(rest.len()));
        out.extend_from_slice(said);
        rest = behind;
        let Some(length) = read(&mut rest) else { break };
        let Some((distance, behind)) = rest.split_first_chunk() else { break };
        rest = behind;
        let from = out.len().saturating_sub(u16::from_le_bytes(*distance).into());
        // What is said again may reach into itself.
        for at in from..from + length + LEAST {
            out.extend(out.get(at).copied());
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

fn read(rest: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    loop {
        let (first, behind) = rest.split_first()?;
        *rest = behind;
        number += usize::from(*first);
        if usize::from(*first) < MORE {
            return Some(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    #[test]
    fn what_was_made_short_is_the_same_again() {
        let mut rows = String::new();
        for number in 0..3000_u64 {
            let id = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let _ = writeln!(rows, r#"{{"id":"{id:016x}","name":"bot-{number}","kind":"hosted","é":null}}"#);
        }
        let far = format!("{rows}{}{rows}", "y".repeat(2 * FARTHEST));
        for text in [
            "",
            "a",
            "abc",
            "abcd",
            &"a".repeat(1000),
            &"abcdefg".repeat(300),
            &"é😀".repeat(77),
            &rows,
            &far,
        ] {
            assert!(unpacked(&packed(text)) == text, "{text:.40}");
        }
        for length in 250..262 {
            let plain: String =
                (0..length).filter_map(|number| char::from_u32(0x4e00 + number * 7)).collect();
            let text = format!("{plain}{plain}{}", "z".repeat(length as usize));
            assert!(unpacked(&packed(&text)) == text, "{length}");
        }
        let short = packed(&rows).len();
        assert!(short * 2 < rows.len(), "{short} of {}", rows.len());
    }

    #[test]
    fn what_was_never_made_by_it_is_some_text() {
        for bytes in [&[][..], &[9], &[1, 65, 3], &[0, 3, 9, 9], &[255], &[1, 0xff, 0]] {
            unpacked(bytes);
        }
    }
}
