//! The macro by which each rule is declared in its file.

/// Declares the rule of a file; its doc comment is the rule's page. `check` is a function next to it. Fields must be in this order; those
/// that few rules need may be left out.
macro_rules! rule {
    (
        $(#[doc = $page:literal])+
        code: $id:ident,
        name: $name:literal,
        level: $level:ident,
        $(at_worst: $at_worst:ident,)?
        provenance: $provenance:ident,
        source: $source:literal / $section:literal $(+ $more:literal / $there:literal)*,
        $(holds: $holds:ident,)?
        judges: $judges:tt,
        fixers: [$($fixer:ident),+ $(,)?],
        $(covered_by: [$($cover:ident),+ $(,)?],)?
        says: $says:literal,
        steps: [$($step:literal),+ $(,)?],
        $(command: $command:literal,)?
        examples: [$($verdict:ident $(@$book:ident)? $note:literal $change:tt),+ $(,)?] $(,)?
    ) => {
        $(#[doc = $page])+
        pub(crate) static RULE: $crate::rules::rule::Rule = $crate::rules::rule::Rule {
            id: $crate::rules::RuleId::$id,
            level: $crate::vocabulary::Level::$level,
            at_worst: $crate::rules::rule::at_worst!($($at_worst)?),
            judges: $crate::rules::rule::actions!($judges),
            holds: $crate::rules::rule::lifetime!($($holds)?),
            provenance: $crate::vocabulary::Provenance::$provenance,
            fixers: &[$($crate::vocabulary::Fixer::$fixer),+],
            covered_by: &[$($($crate::rules::RuleId::$cover),+)?],
            lines: concat!($name, "\n", $source $(, "|", $more)*, "\n", $section $(, "|", $there)*, "\n", $says $(, "\n", $step)+),
            command: $crate::rules::rule::first(&[$($command)?]),
            check,
            #[cfg(feature = "pages")]
            page: concat!($($page, "\n"),+),
            #[cfg(feature = "pages")]
            examples: &[$($crate::rules::rule::Example {
                book: $crate::rules::rule::book!($($book)?),
                verdict: stringify!($verdict),
                note: $note,
                change: stringify!($change),
            }),+],
        };
    };
}

/// Expands to the function that determines the worst level of a rule, if it has one.
macro_rules! at_worst {
    () => {
        None
    };
    ($at_worst:ident) => {
        Some($at_worst)
    };
}

/// Expands to the actions that a rule judges: a list of them, or the name of a shared list.
macro_rules! actions {
    ([$($action:ident),+ $(,)?]) => {
        $crate::facts::request::Actions::of(&[$($crate::facts::request::Action::$action),+])
    };
    ($actions:expr) => {
        $actions
    };
}

/// Expands to the lifetime that a rule names, by default since general availability.
macro_rules! lifetime {
    () => {
        $crate::rulebook::Lifetime::SINCE_GENERAL
    };
    ($holds:ident) => {
        $crate::rulebook::Lifetime::$holds
    };
}

/// Expands to the version that an example names, if any.
#[cfg(feature = "pages")]
macro_rules! book {
    () => {
        None
    };
    ($book:ident) => {
        Some($crate::rulebook::Book::$book)
    };
}

#[cfg(feature = "pages")]
pub(crate) use book;
pub(crate) use {actions, at_worst, lifetime, rule};
