//! Errors about bad input: a stable code, the place, what is wrong and how to fix it.

use super::choices;
use super::phrases::TEN_LEVELS;
use greenlight_json::{DocumentError, ErrorKind, FAULTS_MAX, Pointer, Said, Word};
use serde::Serialize;

choices! {
    /// The kind of error in the input. The words are stable.
    #[cfg_attr(feature = "schema", schemars(rename = "Code"))]
    #[non_exhaustive]
    pub enum ErrorCode {
        /// The text is not JSON.
        MalformedJson = "malformed-json",
        /// The text is longer, or nested deeper, than the engine accepts.
        TooLarge = "too-large",
        /// A field that the document does not have.
        UnknownField = "unknown-field",
        /// A word that is not among those allowed.
        UnknownValue = "unknown-value",
        /// A value of another type than the field accepts.
        WrongType = "wrong-type",
        /// A value of the right type that is not possible.
        InvalidValue = "invalid-value",
        /// A required field is missing.
        MissingField = "missing-field",
        /// The same name twice.
        DuplicateKey = "duplicate-key",
        /// A name that refers to nothing.
        UnknownReference = "unknown-reference",
        /// An instant, or a version of the rulebook, earlier than the first one known.
        NotInForce = "not-in-force",
        /// Two facts that contradict each other.
        Contradiction = "contradiction",
        /// A verb, rule or published code that does not exist.
        UnknownCode = "unknown-code",
        /// A simulation that would exceed its budget.
        BudgetExceeded = "budget-exceeded",
        /// Shards that do not form one simulation: one belongs to another, is given twice, or is missing.
        ShardMismatch = "shard-mismatch",
    }
}

/// An error in the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", schemars(rename = "InputError"))]
#[non_exhaustive]
pub struct Error {
    /// The kind of error.
    pub code: ErrorCode,
    /// The place in the document, as a JSON Pointer.
    pub at: Pointer,
    /// What is wrong.
    pub message: String,
    /// How to fix it.
    pub help: String,
    /// Other places that the error involves, such as the second of two facts that contradict each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Pointer>,
    /// The line, counted from 1, if the text is not JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column, counted from 1, if the text is not JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The phrases that `message` and `help` are made of, for translation; only where they were asked for.
    #[serde(default, skip_serializing_if = "Phrases::are_kept")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Said>"))]
    phrases: Phrases,
    /// The other errors in the same document.
    #[serde(skip)]
    pub others: Vec<Self>,
}

/// The phrases of an error, and whether to serialize them beside its sentences.
#[derive(Clone, Debug, Default)]
struct Phrases(Option<Box<(Said, bool)>>);

impl Phrases {
    fn of(said: Said) -> Self {
        Self(Some(Box::new((said, false))))
    }

    fn shown(&self) -> Option<&Said> {
        self.0.as_deref().filter(|(_, told)| *told).map(|(said, _)| said)
    }

    fn are_kept(&self) -> bool {
        self.shown().is_none()
    }
}

impl PartialEq for Phrases {
    fn eq(&self, other: &Self) -> bool {
        self.shown() == other.shown()
    }
}

impl Eq for Phrases {}

impl Serialize for Phrases {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.shown().serialize(serializer)
    }
}

#[cfg(feature = "deserialize")]
impl<'de> serde::Deserialize<'de> for Phrases {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let said = <Option<Said> as serde::Deserialize>::deserialize(deserializer)?;
        Ok(Self(said.map(|said| Box::new((said, true)))))
    }
}

impl Error {
    /// Creates an error at a place.
    #[cold]
    #[inline(never)]
    pub fn new(code: ErrorCode, at: Pointer, message: impl Into<Word>, help: impl Into<Word>) -> Self {
        Self::said(code, at, Said { message: message.into(), help: help.into() })
    }

    #[cold]
    fn said(code: ErrorCode, at: Pointer, said: Said) -> Self {
        let (message, help) = said.text();
        Self {
            code,
            at,
            message,
            help,
            related: Vec::new(),
            line: None,
            column: None,
            phrases: Phrases::of(said),
            others: Vec::new(),
        }
    }

    /// Replaces the help.
    #[must_use]
    pub(crate) fn helped(mut self, help: impl Into<Word>) -> Self {
        let help = help.into();
        self.help = help.text().to_string();
        if let Some(said) = &mut self.phrases.0 {
            said.0.help = help;
        }
        self
    }

    /// Serializes this error and the others with the phrases of message and help.
    #[must_use]
    pub fn with_phrases(mut self) -> Self {
        if let Some(said) = &mut self.phrases.0 {
            said.1 = true;
        }
        self.others = self.others.into_iter().map(Self::with_phrases).collect();
        self
    }

    /// Adds another place that the error involves.
    #[must_use]
    pub fn beside(mut self, other: Pointer) -> Self {
        self.related.push(other);
        self
    }

    /// Prefixes the error's places with `place`, for a document that is nested there in another.
    #[must_use]
    pub fn under(self, place: &Pointer) -> Self {
        self.at_places(&|at| *at = place.clone().join(at))
    }

    /// Applies `change` to every place of this error and the others.
    fn at_places(mut self, change: &dyn Fn(&mut Pointer)) -> Self {
        std::iter::once(&mut self.at).chain(&mut self.related).for_each(change);
        self.others = self.others.into_iter().map(|other| other.at_places(change)).collect();
        self
    }

    /// Makes the error's places relative to `member` of the document, for those that lie in it: the author of a case then reads
    /// `/images/finance`, wherever the case is nested in a request.
    #[must_use]
    pub fn relative_to(self, member: &str) -> Self {
        self.at_places(&|at| {
            if let Some(inner) = at.below(member) {
                *at = inner;
            }
        })
    }

    /// Iterates over all errors of the document, starting with this one.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }

    /// Returns the JSON answer that reports the errors: `{"error": …, "errors": […]}`.
    pub fn answer(&self) -> String {
        greenlight_json::write::text(&self.refusal())
    }

    /// Returns the document of that answer.
    pub fn refusal(&self) -> Refusal<&Self> {
        Refusal { error: self, errors: self.all().collect() }
    }
}

/// The answer to bad input.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Refusal"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Refusal<E = Error> {
    /// The first error.
    pub error: E,
    /// All errors, at most 64; parts of the input that could not be read further because of an error are not checked.
    pub errors: Vec<E>,
}

/// The errors found in a document so far.
#[derive(Debug)]
pub(crate) struct Faults {
    errors: Vec<Error>,
    most: usize,
}

impl Default for Faults {
    fn default() -> Self {
        Self::at_most(FAULTS_MAX)
    }
}

impl Faults {
    /// Creates an empty list that keeps at most `most` errors.
    pub(crate) const fn at_most(most: usize) -> Self {
        Self { errors: Vec::new(), most }
    }

    /// Adds the error of a check, if it failed.
    pub(crate) fn note(&mut self, looked_at: Result<(), Error>) {
        if let Err(error) = looked_at {
            self.keep(error);
        }
    }

    #[cold]
    fn keep(&mut self, mut error: Error) {
        let others = std::mem::take(&mut error.others);
        let room = self.most.saturating_sub(self.errors.len());
        self.errors.extend(std::iter::once(error).chain(others).take(room));
    }

    /// Returns the errors.
    pub(crate) fn into_told(self) -> Vec<Error> {
        self.errors
    }

    /// Returns all errors as one.
    ///
    /// # Errors
    /// The first error, with the others in it.
    pub(crate) fn all(self) -> Result<(), Error> {
        let mut faults = self.errors.into_iter();
        match faults.next() {
            Some(first) => Err(Error { others: faults.collect(), ..first }),
            None => Ok(()),
        }
    }
}

impl From<DocumentError> for Error {
    fn from(error: DocumentError) -> Self {
        let DocumentError { kind, pointer, message, help, said, line, column, others } = error;
        let code = match kind {
            ErrorKind::TooDeep | ErrorKind::TooLong => ErrorCode::TooLarge,
            ErrorKind::UnknownField => ErrorCode::UnknownField,
            ErrorKind::UnknownValue => ErrorCode::UnknownValue,
            ErrorKind::WrongType => ErrorCode::WrongType,
            ErrorKind::InvalidValue => ErrorCode::InvalidValue,
            ErrorKind::MissingField => ErrorCode::MissingField,
            ErrorKind::DuplicateKey => ErrorCode::DuplicateKey,
            _ => ErrorCode::MalformedJson,
        };
        let others = others.into_iter().map(Self::from).collect();
        let (related, phrases) = (Vec::new(), Phrases::of(*said));
        let error = Self { code, at: pointer, message, help, related, line, column, phrases, others };
        if kind == ErrorKind::TooDeep { error.helped(TEN_LEVELS) } else { error }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "{} at line {line} column {column}", self.message)?,
            _ => write!(f, "{} at `{}`", self.message, self.at)?,
        }
        write!(f, "; {}", self.help)
    }
}

impl std::error::Error for Error {}
