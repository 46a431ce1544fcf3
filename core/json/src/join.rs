//! Joins names into one line.

/// The names in one line; `none` where there are none.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>, none: &str) -> String {
    let mut line = Line::default();
    names.into_iter().for_each(|name| line.add(", ", name, ""));
    line.told(none)
}

/// The names in one line, any of which will do.
pub fn either<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> String {
    joined(names, " or ")
}

/// The names in one line, with something between them; `join` of the standard library weighs more.
pub fn joined<N: AsRef<str>>(names: impl IntoIterator<Item = N>, joint: &str) -> String {
    let mut line = Line::default();
    names.into_iter().for_each(|name| line.add(joint, name.as_ref(), ""));
    line.told("")
}

/// The names in one line, each in backticks, as what a document says is shown in sentences; `none` where there are none.
pub fn quoted<'a>(names: impl IntoIterator<Item = &'a str>, none: &str) -> String {
    let mut line = Line::default();
    names.into_iter().for_each(|name| line.add(", ", name, "`"));
    line.told(none)
}

/// Room for a usual line, so that it need not be moved while it grows.
const USUAL_BYTES: usize = 64;

/// Names in one line.
#[derive(Default)]
struct Line(Option<String>);

impl Line {
    #[inline(never)]
    fn add(&mut self, joint: &str, name: &str, quote: &str) {
        if let Some(line) = &mut self.0 {
            line.push_str(joint);
        }
        let line = self.0.get_or_insert_with(|| String::with_capacity(USUAL_BYTES));
        for part in [quote, name, quote] {
            line.push_str(part);
        }
    }

    #[inline(never)]
    fn told(self, none: &str) -> String {
        self.0.unwrap_or_else(|| none.to_owned())
    }
}
