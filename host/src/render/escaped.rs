//! What documents and file names say, made harmless: what steers a terminal, begins a line or cannot be seen is shown escaped.

use std::borrow::Cow;
use std::ops::Range;

use greenlight_core::json::unseen::is_unseen;

/// The text as one line that shows every character that it holds.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unseen) { text.chars().map(shown).collect::<String>().into() } else { text.into() }
}

/// Lines of a source, and the parts of them that are marked; tabs and ends of lines stay as they are.
pub(crate) fn lines<'a>(text: &'a str, marked: &[Range<usize>]) -> (Cow<'a, str>, Vec<Range<usize>>) {
    let escapes = |letter: char| is_unseen(letter) && !matches!(letter, '\n' | '\r' | '\t');
    if !text.chars().any(escapes) {
        return (text.into(), marked.to_vec());
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut places = vec![0; text.len() + 1];
    for (at, letter) in text.char_indices() {
        let before = out.len();
        if escapes(letter) {
            out.push_str(&shown(letter));
        } else {
            out.push(letter);
        }
        places.iter_mut().skip(at).take(letter.len_utf8()).for_each(|place| *place = before);
    }
    if let Some(end) = places.last_mut() {
        *end = out.len();
    }
    let place = |at: usize| places.get(at).copied().unwrap_or(out.len());
    let marked = marked.iter().map(|range| place(range.start)..place(range.end)).collect();
    (out.into(), marked)
}

fn shown(letter: char) -> Cow<'static, str> {
    match letter {
        '\n' => "\\n".into(),
        '\r' => "\\r".into(),
        '\t' => "\\t".into(),
        unseen if is_unseen(unseen) => unseen.escape_unicode().to_string().into(),
        seen => seen.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_shown() {
        let check = |text: &str, expected: &str| assert_eq!(printable(text), expected, "{text:?}");
        check("finance – Größe, 財務 👩", "finance – Größe, 財務 👩");
        check("a\nready: b", "a\\nready: b");
        check("\u{1b}[2J\u{7f}\u{9b}", "\\u{1b}[2J\\u{7f}\\u{9b}");
        check("\u{202e}txt.exe\u{2066}", "\\u{202e}txt.exe\\u{2066}");
        check("a\u{34f}\u{fe0f}\u{e000}\u{fdd0}\u{ffff}", "a\\u{34f}\\u{fe0f}\\u{e000}\\u{fdd0}\\u{ffff}");
        check("a\u{200b}b\u{feff}\u{e0041}\u{2028}", "a\\u{200b}b\\u{feff}\\u{e0041}\\u{2028}");
    }

    #[test]
    fn marks_follow_what_they_mark() {
        let check = |text: &str, mark: Range<usize>, expected: &str, marked: &str| {
            let (out, marks) = lines(text, &[mark]);
            assert_eq!((&*out, &out[marks[0].clone()]), (expected, marked), "{text:?}");
        };
        check("a: é\n", 3..5, "a: é\n", "é");
        check("\u{1b}a: é\n\tb", 4..6, "\\u{1b}a: é\n\tb", "é");
        check("a: \u{202e}é", 3..8, "a: \\u{202e}é", "\\u{202e}é");
    }
}
