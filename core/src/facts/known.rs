//! Three-valued knowledge: a value, or all the facts that are missing to determine it (strong Kleene logic).

use greenlight_json::{Pointer, sort};

/// The facts that are missing to determine a value; never empty. One machine word long, so that passing it on compiles to little code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(Box<Paths>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Paths {
    first: Pointer,
    others: Vec<Pointer>,
}

/// A value, or the facts that are missing to determine it.
pub type Known<T> = Result<T, Missing>;

impl Missing {
    /// Creates a set of one missing fact.
    pub fn fact(at: Pointer) -> Self {
        Self(Box::new(Paths { first: at, others: Vec::new() }))
    }

    /// Adds the missing facts of `other`.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.others.push(other.0.first);
        self.0.others.extend(other.0.others);
        self
    }

    /// Adds these missing facts after those of `so_far`.
    #[must_use]
    pub fn after(self, so_far: Option<Self>) -> Self {
        match so_far {
            Some(so_far) => so_far.and(self),
            None => self,
        }
    }

    /// Keeps only the first missing fact.
    #[must_use]
    pub fn first(self) -> Self {
        Self::fact(self.0.first)
    }

    /// Iterates over the pointers of the missing facts, in the order in which they were noted.
    pub fn paths(&self) -> impl Iterator<Item = &Pointer> {
        std::iter::once(&self.0.first).chain(&self.0.others)
    }

    /// Returns the pointers of the missing facts, sorted and without duplicates.
    pub fn into_paths(self) -> Vec<Pointer> {
        let mut paths = self.0.others;
        paths.push(self.0.first);
        sort(&mut paths, Pointer::cmp);
        paths.dedup();
        paths
    }
}

/// Returns true if all parts are true, false if one is false; otherwise the facts that are missing.
///
/// # Errors
/// The facts missing in the undecided parts.
pub fn all(parts: impl IntoIterator<Item = Known<bool>>) -> Known<bool> {
    fold(parts, false)
}

/// Returns true if one part is true, false if all are false; otherwise the facts that are missing.
///
/// # Errors
/// The facts missing in the undecided parts.
pub fn any(parts: impl IntoIterator<Item = Known<bool>>) -> Known<bool> {
    fold(parts, true)
}

/// Returns true if either part is true (`other` is evaluated only if the first is not), false if neither is; otherwise the missing facts.
///
/// # Errors
/// The facts missing in the undecided parts.
pub fn or(one: Known<bool>, other: impl FnOnce() -> Known<bool>) -> Known<bool> {
    if one == Ok(true) { one } else { any([one, other()]) }
}

/// Returns whether `when` implies `then`: true as soon as `when` is false or `then` is true; otherwise the facts that are missing.
///
/// # Errors
/// The facts missing in the undecided parts.
pub fn implies(when: Known<bool>, then: Known<bool>) -> Known<bool> {
    any([not(when), then])
}

/// Negates the part, if it is known.
///
/// # Errors
/// The facts missing in the part.
pub fn not(part: Known<bool>) -> Known<bool> {
    part.map(|truth| !truth)
}

/// Returns both values, or all facts that are missing for either.
///
/// # Errors
/// The facts missing on both sides.
pub fn both<A, B>(a: Known<A>, b: Known<B>) -> Known<(A, B)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(missing), Ok(_)) | (Ok(_), Err(missing)) => Err(missing),
        (Err(one), Err(other)) => Err(one.and(other)),
    }
}

/// Returns `decisive` if one part equals it, its opposite if no part does; otherwise the facts that are missing.
fn fold(parts: impl IntoIterator<Item = Known<bool>>, decisive: bool) -> Known<bool> {
    let mut missing: Option<Missing> = None;
    for part in parts {
        match part {
            Ok(truth) if truth == decisive => return Ok(decisive),
            Ok(_) => {}
            Err(more) => missing = Some(more.after(missing)),
        }
    }
    missing.map_or(Ok(!decisive), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(name: &str) -> Known<bool> {
        Err(Missing::fact(Pointer::ROOT.key(name)))
    }

    /// Every pair of three-valued parts, against the definition: unknown exactly when completions disagree.
    #[test]
    fn all_and_any_are_what_every_completion_says() {
        let parts = [Some(true), Some(false), None];
        let known = |part: Option<bool>, name| part.map_or_else(|| unknown(name), Ok);
        for a in parts {
            for b in parts {
                let completions = |join: fn(bool, bool) -> bool| {
                    let values = |part: Option<bool>| part.map_or(vec![true, false], |p| vec![p]);
                    let mut answers: Vec<bool> = values(a)
                        .into_iter()
                        .flat_map(|x| values(b).into_iter().map(move |y| join(x, y)))
                        .collect();
                    answers.sort_unstable();
                    answers.dedup();
                    (answers.len() == 1).then(|| answers[0])
                };
                assert_eq!(all([known(a, "a"), known(b, "b")]).ok(), completions(|x, y| x && y));
                assert_eq!(any([known(a, "a"), known(b, "b")]).ok(), completions(|x, y| x || y));
            }
        }
    }

    #[test]
    fn every_missing_fact_is_named_once() {
        let paths = all([unknown("b"), Ok(true), unknown("a"), unknown("b")]).map_err(Missing::into_paths);
        assert_eq!(paths, Err(vec![Pointer::ROOT.key("a"), Pointer::ROOT.key("b")]));
        assert_eq!(all([unknown("a"), Ok(false)]), Ok(false));
        assert_eq!(any([unknown("a"), Ok(true)]), Ok(true));
    }
}
