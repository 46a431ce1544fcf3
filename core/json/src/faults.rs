//! Going on behind a value that is wrong, so that one reading tells everything that is.

use crate::error::ParseError;
use crate::offset::{Path, each};
use crate::reader::Reader;

/// How many faults of a document are told at most; behind so many it is read no further.
pub const FAULTS_MAX: usize = 64;

impl Reader<'_> {
    /// Reads the last value by `read`. Where that finds a fault, it is kept in mind, and the reader goes behind the value; the document
    /// is refused once all of it is read.
    ///
    /// # Errors
    /// That the text is not JSON, or that there are too many faults.
    pub fn value_by(
        &mut self,
        read: &mut dyn FnMut(&mut Self) -> Result<(), ParseError>,
    ) -> Result<(), ParseError> {
        let begin = self.begin();
        read(self).or_else(|fault| self.pass_over(begin, fault))
    }

    /// Goes behind the last value, whatever it is.
    ///
    /// # Errors
    /// That the text is not JSON.
    pub fn pass(&mut self) -> Result<(), ParseError> {
        each(self, &Path::Whole, &mut |_, _| ())
    }

    /// Keeps in mind what is wrong with the value that begins there, and goes behind it.
    #[cold]
    pub(crate) fn pass_over(&mut self, begin: Begin, fault: ParseError) -> Result<(), ParseError> {
        if fault.is_of_text() || self.faults.len() >= FAULTS_MAX {
            return Err(fault);
        }
        if !fault.is_recorded() {
            self.faults.push(fault);
        }
        self.go_back(begin);
        self.value()?;
        self.pass()
    }

    /// What is wrong with the document, now that it is read, or why it was not read to its end.
    pub(crate) fn all_faults(self, read: Result<(), ParseError>) -> Vec<ParseError> {
        match read {
            Err(fault) if fault.is_of_text() => vec![fault],
            read => self.faults.into_iter().chain(read.err().filter(|fault| !fault.is_recorded())).collect(),
        }
    }
}

/// Where a value begins, and how deep.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Begin {
    pub(crate) offset: usize,
    pub(crate) depth: u32,
}

#[cfg(test)]
#[expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
mod tests {
    use crate::{FAULTS_MAX, object};
    use expect_test::{Expect, expect};

    #[derive(Debug, Default)]
    struct Image {
        size: u32,
        regions: Vec<String>,
        owner: Option<Owner>,
    }

    #[derive(Debug)]
    struct Owner {
        name: String,
        age: u8,
    }

    object!(Image, "an image", { size, regions, owner });
    object!(Owner, "an owner", { name: required, age: required });

    fn check(text: &str, expected: Expect) {
        let told = match crate::from_str::<Image>(text) {
            Ok(image) => format!("{image:?}\n"),
            Err(first) => {
                let others = first.others.iter().map(|other| format!("{other}\n"));
                std::iter::once(format!("{first}\n")).chain(others).collect()
            }
        };
        expected.assert_eq(&told);
    }

    #[test]
    fn everything_that_is_wrong_is_told_once() {
        check(
            r#"{"size": "big", "regions": ["a", 1, "b", {"c": [2]}], "colour": {"x": "}"}, "size": 3, "owner": {"name": 4, "agee": 5}}"#,
            expect![[r#"
                `big` stands where a whole number from 0 to 4294967295 belongs at `/size`
                `1` stands where a text belongs at `/regions/1`
                an object stands where a text belongs at `/regions/3`
                there is no field `colour` here at `/colour`
                `size` stands here twice at ``
                `4` stands where a text belongs at `/owner/name`
                there is no field `agee` here at `/owner/agee`
                the field `age` is missing at `/owner`
            "#]],
        );
        check(
            r#"{"owner": {"name": 4, "age": "old"}, "size": 1}"#,
            expect![[r#"
            `4` stands where a text belongs at `/owner/name`
            `old` stands where a whole number from 0 to 255 belongs at `/owner/age`
        "#]],
        );
    }

    #[test]
    fn a_text_that_is_no_json_is_only_that() {
        check(
            r#"{"size": "big", "colour": 1, "regions": [}"#,
            expect![[r#"
            expected value at line 1 column 42
        "#]],
        );
        check(
            r#"{"colour": "#,
            expect![[r#"
            EOF while parsing a value at line 1 column 11
        "#]],
        );
    }

    #[test]
    fn so_many_faults_are_enough() {
        let text = format!(r#"{{"regions": [{}]}}"#, ["1"; 2 * FAULTS_MAX].join(","));
        let first = crate::from_str::<Image>(&text).expect_err("numbers are no texts");
        assert_eq!(first.others.len(), FAULTS_MAX, "and the one at which reading ended");
    }
}
