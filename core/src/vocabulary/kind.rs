//! What kind of value can stand at a place of a document, so that whoever does not know the value can try those there are.

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
    /// One word of a closed set, by its place.
    Word(fn(usize) -> Option<&'static str>),
    /// A text, such as the name of a thing of the case.
    Text,
    /// A country by its two letters.
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
    /// Somebody with whom something is shared.
    Share,
    /// An enrolment restriction.
    Restriction,
    /// A list of such members.
    List(&'static Self),
    /// Things by name.
    Table,
    /// Facts that stand together.
    Group,
}

/// A type of values, of a known kind.
pub trait Valued {
    /// The kind.
    const KIND: Kind;
}

/// Says of what kind some types are.
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
