//! The order of questions: fields of the request in the order of its form, then facts by how much their answer decides; after those, facts
//! that only cause warnings, and last facts that nearly always have their usual value.

use super::completion::domain::Domain;
use super::completion::{Frame, WhatIf};
use super::report::Question;
use super::{judge, open_level};
use crate::facts::Case;
use crate::facts::request::Action;
use crate::facts::usual::is_usual;
use crate::vocabulary::Level;
use crate::vocabulary::error::Error;
use greenlight_json::{Pointer, sort};
use std::cmp::Reverse;

/// The limit on the number of questions about facts above which a report does not rank them by what they decide.
const MANY: usize = 100;

/// The rank of a question; the least is asked first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// The position in the form of the request; facts come after all fields.
    field: usize,
    usual: bool,
    warns: bool,
    /// How many rules could still be errors after the least helpful answer.
    worst: usize,
    rules: Reverse<u32>,
}

impl Rank {
    /// Returns the rank of a fact that this number of rules asks for, with their worst level.
    pub fn of_fact(at: &Pointer, level: Option<Level>, rules: u32) -> Self {
        let (usual, warns) = (is_usual(at), level != Some(Level::Error));
        Self { field: usize::MAX, usual, warns, worst: usize::MAX, rules: Reverse(rules) }
    }

    /// Returns the rank of a question about a fact or a field of the request.
    pub fn of(at: &Pointer, action: Action, level: Level, rules: usize) -> Self {
        let fact = Self::of_fact(at, Some(level), u32::try_from(rules).unwrap_or(u32::MAX));
        let field = at.below("request").map(|_| at.keys().nth(2));
        let place = |name: &str| action.fields().iter().position(|field| *field == name);
        let field = field.map(|name| name.and_then(|name| place(&name)).map_or(0, |place| place + 1));
        Self { field: field.unwrap_or(usize::MAX), ..fact }
    }

    /// Returns the rank with the number of rules that the least helpful answer leaves.
    #[must_use]
    pub const fn leaving(self, worst: usize) -> Self {
        Self { worst, ..self }
    }
}

/// Sorts the questions of a report by rank, trying answers to find how many rules each leaves.
///
/// # Errors
/// If the case cannot be judged.
pub fn decisive_first(frame: Frame<'_>, case: &Case, questions: &mut Vec<Question>) -> Result<(), Error> {
    let facts = questions.iter().filter(|question| question.at.below("request").is_none()).count();
    if !(2..=MANY).contains(&facts) {
        return Ok(());
    }
    let (verdicts, action) = frame.of(case, |cx| judge(cx).map(|verdicts| (verdicts, cx.action())))??;
    let mut domain = Domain::of(case, frame.now, frame.book);
    let mut case = case.clone();
    let mut ranked = Vec::with_capacity(questions.len());
    for question in questions.drain(..) {
        let at = &question.at;
        if at.below("request").is_some() {
            ranked.push((Rank::of(at, action, question.level, question.rules.len()), question));
            continue;
        }
        let asking = verdicts.asking(at);
        let level = frame.of(&case, |cx| asking.iter().map(|rule| open_level(cx, rule)).min())?;
        let rank = Rank::of_fact(at, level.or(Some(question.level)), asking.count());
        let start = WhatIf::start(&mut case, at);
        let mut what_if = WhatIf::new(frame, case, at, start.as_ref(), Some(&verdicts))?;
        let worst = what_if.worst(frame, &mut domain, at)?;
        case = what_if.into_case();
        ranked.push((rank.leaving(worst), question));
    }
    sort(&mut ranked, |(one, left), (other, right)| (one, &left.at).cmp(&(other, &right.at)));
    questions.extend(ranked.into_iter().map(|(_, question)| question));
    Ok(())
}
