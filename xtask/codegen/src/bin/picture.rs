//! Draws what a terminal showed (standard input) as an SVG (standard output), cut to what a page has room for.

use anyhow::Result;
use std::io::{Read as _, Write as _};

/// Lines kept of the beginning and of the end.
const KEPT: (usize, usize) = (24, 5);
/// Characters kept of a line.
const WIDTH: usize = 118;

fn main() -> Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let svg = anstyle_svg::Term::new().palette(anstyle_svg::WIN10_CONSOLE).render_svg(&shortened(&text));
    // Dim text is hard to read on a page at less.
    let svg = svg.replace(".dimmed { opacity: 0.4; }", ".dimmed { opacity: 0.75; }");
    Ok(std::io::stdout().write_all(svg.as_bytes())?)
}

/// The first and the last lines, each cut to the width.
fn shortened(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(cut).collect();
    let (first, last) = KEPT;
    if lines.len() <= first + last {
        return lines.join("\n");
    }
    let begin = lines.iter().take(first).cloned();
    let end = lines.iter().skip(lines.len() - last).cloned();
    begin.chain(["  ⋮".to_owned()]).chain(end).collect::<Vec<_>>().join("\n")
}

/// A line cut to the width, its escape sequences kept whole.
fn cut(line: &str) -> String {
    let (mut out, mut shown, mut escape) = (String::new(), 0, false);
    for c in line.chars() {
        if c == '\u{1b}' {
            escape = true;
        }
        if escape {
            out.push(c);
            escape = !c.is_ascii_alphabetic();
        } else if shown < WIDTH {
            out.push(c);
            shown += 1;
        } else if shown == WIDTH {
            out.push('…');
            shown += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{cut, shortened};

    #[test]
    fn long_lines_and_many_lines_are_cut() {
        assert_eq!(cut("\u{1b}[1mshort\u{1b}[0m"), "\u{1b}[1mshort\u{1b}[0m");
        assert_eq!(cut(&"x".repeat(200)).chars().count(), 119);
        assert_eq!(cut(&format!("{}\u{1b}[0m", "x".repeat(200))).matches('\u{1b}').count(), 1);
        assert_eq!(shortened(&"line\n".repeat(100)).lines().count(), 30);
        assert_eq!(shortened("one\ntwo"), "one\ntwo");
    }
}
