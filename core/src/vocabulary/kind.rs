//! The kinds of values that a place of a document can hold, so that a program can try the possible values of an unknown fact.

/// A kind of value.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// `true` or `false`.
    Truth,
    /// A number of 0 or more.
    Number,
    /// A count: a number, or a lower bound.
    Count,
    /// A point in time.
    Instant,
    /// A point in time, or `none`.
    Started,
    /// One word of a closed set; the function returns the word at an index.
    Word(fn(usize) -> Option<&'static str>),
    /// A text, such as the name of a thing in the case.
    Text,
    /// A country by its two-letter code.
    Country,
    /// An Azure region.
    Region,
    /// A version of a program.
    Version,
    /// Where a role is assigned.
    Scope,
    /// A privilege on a table.
    Privilege,
    /// A role assignment.
    Grant,
    /// A deny assignment.
    Denial,
    /// A person with whom something is shared.
    Share,
    /// An enrolment restriction.
    Restriction,
    /// A list of members of this kind.
    List(&'static Self),
    /// A table of things by name.
    Table,
    /// A group of facts.
    Group,
}

/// A type whose values are of one kind.
pub trait Valued {
    /// The kind of the type's values.
    const KIND: Kind;
}

/// Implements [`Valued`] for types by naming the kind of each.
macro_rules! valued {
    ($($type:ty => $kind:ident),+ $(,)?) => {$(
        impl crate::vocabulary::kind::Valued for $type {
            const KIND: crate::vocabulary::kind::Kind = crate::vocabulary::kind::Kind::$kind;
        }
    )+};
}

pub(crate) use valued;

valued! {
    bool => Truth,
    u32 => Number,
    u64 => Number,
    greenlight_json::InlineStr => Text,
    super::instant::Instant => Instant,
}
