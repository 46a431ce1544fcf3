//! Bad input: a stable code, the place, what is wrong and how to mend it.

use super::choices;
use super::phrases::TEN_LEVELS;
use greenlight_json::{DocumentError, ErrorKind, FAULTS_MAX, Pointer, Said, Word};
use serde::Serialize;

choices! {
    /// What kind of trouble the input is in. The words are stable.
    #[cfg_attr(feature = "schema", schemars(rename = "Code"))]
    #[non_exhaustive]
    pub enum ErrorCode {
        /// The text is not JSON.
        MalformedJson = "malformed-json",
        /// The text is longer, or nested deeper, than the engine reads.
        TooLarge = "too-large",
        /// A field that the document does not have.
        UnknownField = "unknown-field",
        /// A word that is not among those allowed.
        UnknownValue = "unknown-value",
        /// A value of another type than the field takes.
        WrongType = "wrong-type",
        /// A value of the right type that cannot be.
        InvalidValue = "invalid-value",
        /// A field without which nothing can be said.
        MissingField = "missing-field",
        /// The same name twice.
        DuplicateKey = "duplicate-key",
        /// A name that refers to nothing.
        UnknownReference = "unknown-reference",
        /// An instant or a rulebook before the first that is known.
        NotInForce = "not-in-force",
        /// Two facts of which only one can be.
        Contradiction = "contradiction",
        /// A verb, rule or published code that does not exist.
        UnknownCode = "unknown-code",
        /// A simulation that would not end within its budget.
        BudgetExceeded = "budget-exceeded",
        /// Shards that do not make one simulation: one is of another, given twice, or missing.
        ShardMismatch = "shard-mismatch",
    }
}

/// Bad input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", schemars(rename = "InputError"))]
#[non_exhaustive]
pub struct Error {
    /// What kind of trouble.
    pub code: ErrorCode,
    /// Where.
    pub at: Pointer,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// The other places that are part of it, as the other of two facts that exclude each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Pointer>,
    /// Line, counted from 1, where the text is not JSON at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column, counted from 1, where the text is not JSON at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The phrases of message and help, so that they can be told in another language; where it was asked for.
    #[serde(default, skip_serializing_if = "Phrases::are_kept")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Said>"))]
    phrases: Phrases,
    /// What else is wrong with the same document.
    #[serde(skip)]
    pub others: Vec<Self>,
}

/// What an error says, and whether that is told beside its sentences.
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
    /// Trouble at a place.
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

    /// The same trouble, with other help.
    #[must_use]
    pub(crate) fn helped(mut self, help: impl Into<Word>) -> Self {
        let help = help.into();
        self.help = help.text().to_string();
        if let Some(said) = &mut self.phrases.0 {
            said.0.help = help;
        }
        self
    }

    /// The same trouble, and everything else that is wrong, with the phrases of message and help.
    #[must_use]
    pub fn with_phrases(mut self) -> Self {
        if let Some(said) = &mut self.phrases.0 {
            said.1 = true;
        }
        self.others = self.others.into_iter().map(Self::with_phrases).collect();
        self
    }

    /// The same trouble, with another place that is part of it.
    #[must_use]
    pub fn beside(mut self, other: Pointer) -> Self {
        self.related.push(other);
        self
    }

    /// The same trouble of a document that lies at `place` in another.
    #[must_use]
    pub fn under(self, place: &Pointer) -> Self {
        self.at_places(&|at| *at = place.clone().join(at))
    }

    /// The same trouble at other places.
    fn at_places(mut self, change: &dyn Fn(&mut Pointer)) -> Self {
        std::iter::once(&mut self.at).chain(&mut self.related).for_each(change);
        self.others = self.others.into_iter().map(|other| other.at_places(change)).collect();
        self
    }

    /// The same trouble, its place told from `member` of the document where it lies there: whoever wrote a case reads of
    /// `/images/finance`, and not of where their case stands in a request.
    #[must_use]
    pub fn relative_to(self, member: &str) -> Self {
        self.at_places(&|at| {
            if let Some(inner) = at.below(member) {
                *at = inner;
            }
        })
    }

    /// Everything that is wrong, itself first.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }

    /// The answer that carries it: `{"error": …, "errors": […]}`.
    pub fn answer(&self) -> String {
        greenlight_json::write::text(&self.refusal())
    }

    /// The document of the answer that carries it.
    pub fn refusal(&self) -> Refusal<&Self> {
        Refusal { error: self, errors: self.all().collect() }
    }
}

/// The answer to bad input.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Refusal"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Refusal<E = Error> {
    /// What is wrong with it, first of all.
    pub error: E,
    /// Everything that is wrong with it: 64 faults at most, and nothing of what was read no further for them.
    pub errors: Vec<E>,
}

/// What is wrong with a document, as far as it was looked at.
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
    /// Nothing yet; so many are kept in mind at most.
    pub(crate) const fn at_most(most: usize) -> Self {
        Self { errors: Vec::new(), most }
    }

    /// Keeps in mind what is wrong.
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

    /// Each of them.
    pub(crate) fn into_told(self) -> Vec<Error> {
        self.errors
    }

    /// All of it, as one error.
    ///
    /// # Errors
    /// The first fault, with the others.
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
