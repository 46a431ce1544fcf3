//! Why a file, or a part of it, gave no facts: a stable code, the file, the place, what is wrong and how to mend it.

use crate::vocabulary::choices;
use greenlight_json::Pointer;
use serde::Serialize;

choices! {
    /// Why something was not read. The words are stable.
    pub enum ProblemCode {
        /// There is nothing in the file.
        Empty = "empty",
        /// The text is not JSON.
        NotJson = "not-json",
        /// The text ends in the middle.
        Truncated = "truncated",
        /// The text nests deeper than is read.
        TooDeep = "too-deep",
        /// A warning or another text of the tool stands before or behind the JSON.
        Noise = "noise",
        /// `ConvertTo-Json` cut the answer off at its depth.
        CutOff = "cut-off",
        /// The file holds the error of a command.
        Failed = "failed",
        /// The caller was not allowed to look: nothing is known, and nothing is absent.
        NotAllowed = "not-allowed",
        /// What was asked for was not found, or its table does not exist.
        NotFound = "not-found",
        /// The service was asked too often.
        Throttled = "throttled",
        /// The service answered with another error.
        ErrorAnswer = "error-answer",
        /// It is no answer of a call that is known.
        Unrecognised = "unrecognised",
        /// The file does not say what it is about, and nobody told.
        NotTold = "not-told",
        /// A value that no fact can take.
        Unusable = "unusable",
    }
}

/// Why something was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ImportProblem"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Problem {
    /// What kind of trouble.
    pub code: ProblemCode,
    /// In which file.
    pub file: String,
    /// Where in it; empty where it is not JSON at all.
    pub at: Pointer,
    /// Line, counted from 1, where the text is not JSON at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column, counted from 1, where the text is not JSON at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl Problem {
    /// Trouble with a file as a whole.
    pub(super) fn new(
        code: ProblemCode,
        file: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { code, file: file.to_owned(), at: Pointer::ROOT, line: None, column: None, message, help }
    }

    /// The same trouble at a place in the JSON.
    pub(super) fn at(mut self, at: Pointer) -> Self {
        self.at = at;
        self
    }

    /// The same trouble at a place in the text.
    pub(super) fn in_line(mut self, line: usize, column: usize) -> Self {
        (self.line, self.column) = (u32::try_from(line).ok(), u32::try_from(column).ok());
        self
    }
}
