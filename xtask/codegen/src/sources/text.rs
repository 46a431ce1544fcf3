//! Markdown as plain text: dates, headings, lines without links and markup.

/// A date as front matter writes it, the year first: `01/24/2024` and `2024-01-24` are one.
pub(super) fn date(written: &str) -> Option<String> {
    let number = |text: &str| text.parse::<u32>().ok();
    let parts: Vec<&str> = written.split(['/', '-']).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let (year, month, day) = if a.len() == 4 {
        (number(a)?, number(b)?, number(c.get(..2)?)?)
    } else {
        (number(c)?, number(a)?, number(b)?)
    };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// A name without the date at its end.
pub(super) fn undated(name: &str) -> &str {
    let dated = |at: usize| {
        let (_, end) = name.split_at_checked(at)?;
        let digits = end
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 0 | 5 | 8) { byte == b'-' } else { byte.is_ascii_digit() });
        (end.len() == 11 && digits).then_some(at)
    };
    name.len().checked_sub(11).and_then(dated).and_then(|at| name.get(..at)).unwrap_or(name)
}

/// Level and text of a line that is a heading.
pub(super) fn heading(line: &str) -> Option<(usize, String)> {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = line.get(marks..).filter(|text| (1..=6).contains(&marks) && text.starts_with([' ', '\t']))?;
    Some((marks, plain(text.trim_end_matches('#'))))
}

/// A line without links, images, tags and marks of emphasis.
pub(super) fn plain(line: &str) -> String {
    if line.trim_start().starts_with(":::") {
        return String::new();
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['[', ']', '<', '`', '*', '!']) {
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        let tail = behind.get(1..).unwrap_or_default();
        rest = match behind.as_bytes() {
            [b']', b'(', ..] => tail.split_once(')').map_or("", |(_, after)| after),
            [b'<', next, ..] if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!') => {
                tail.split_once('>').map_or("", |(_, after)| after)
            }
            [b'<', ..] => {
                out.push('<');
                tail
            }
            [b'!', next, ..] if *next != b'[' => {
                out.push('!');
                tail
            }
            _ => tail,
        };
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in which case and the form of quotation marks do not matter.
pub(super) fn folded(text: &str) -> String {
    let straight = text.chars().map(|letter| match letter {
        '\u{2019}' | '\u{2018}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        other => other,
    });
    let lower: String = straight.flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two words are the same but for an ending.
pub(super) fn akin(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.chars().take(5).collect::<String>();
    one == other || one.chars().count() > 4 && stem(one) == stem(other)
}

/// Whether a text is an id such as `0af06dc6-e4b5-4f28-818e-e78e62d137a5`.
pub(super) fn is_id(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// Whether a text holds another between letters that are of no word.
pub(super) fn holds(text: &str, phrase: &str) -> bool {
    let edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    text.match_indices(phrase).any(|(at, _)| {
        let (before, rest) = text.split_at(at);
        edge(before.chars().next_back())
            && edge(rest.get(phrase.len()..).and_then(|rest| rest.chars().next()))
    })
}

/// The numbers in a line, each with the word behind it, but for those that count the items of a list and those behind a word of which they are part.
pub(super) fn numbers(line: &str, part_of: &[&str]) -> Vec<(u64, String)> {
    let words: Vec<&str> = line.split([' ', '|', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        if at == 0 && word.ends_with(['.', ')']) || before.is_some_and(|before| part_of.contains(before)) {
            continue;
        }
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if is_id(bare) {
            continue;
        }
        let (number, unit) = bare.split_once('-').unwrap_or((bare, ""));
        let unit = if unit.is_empty() { words.get(at + 1).copied().unwrap_or_default() } else { unit };
        let letters = unit.trim_matches(|letter: char| !letter.is_alphanumeric());
        let digits = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
        if let Some(number) = number.replace(',', "").parse().ok().filter(|_| digits) {
            found.push((number, letters.to_owned()));
        }
    }
    found
}
