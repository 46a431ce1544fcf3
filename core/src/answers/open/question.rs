//! The places of a case where something is still to be chosen or stated, with the result of each choice, in the order in which to ask.

use super::Basis;
use super::choice::{Choice, Completed, Possibility, Tried};
use super::span::{edge, merged, point_of, value_at};
use crate::evaluation::completion::domain::LONG;
use crate::evaluation::completion::{Frame, named};
use crate::evaluation::order::Rank;
use crate::evaluation::{open_level, words};
use crate::facts::Case;
use crate::facts::change::{Change, Step};
use crate::rules::RuleSet;
use crate::vocabulary::Words;
use crate::vocabulary::error::Error;
use crate::vocabulary::kind::Kind;
use crate::vocabulary::{Level, Text};
use greenlight_json::{Pointer, sort};
use serde::Serialize;
use serde_json::Value;

/// A field of the request, or a missing fact.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct OpenPlace {
    /// The place in the case.
    pub at: Pointer,
    /// The question, and where the answer belongs.
    pub message: String,
    /// The key of that sentence in the catalogue: the place, with `*` for each name from the case. Only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub sentence: Option<Pointer>,
    /// The parameters of the sentence, by name. Only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub parameters: Option<Words>,
    /// The worst level of the rules that ask for it; absent if none does, so that it does not matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The rules that ask for it.
    pub rules: Vec<Text>,
    /// The rules that block whatever is chosen here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub always: Vec<Text>,
    /// The possible choices, if they can be listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub choices: Vec<Choice>,
    /// For a list: the choice that the stated members are all there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<Choice>,
    /// The rank among the questions.
    #[serde(skip)]
    rank: Rank,
}

/// Collects the places of a case where something is to be chosen or stated.
pub(super) struct Places<'a, 'b> {
    pub(super) frame: Frame<'a>,
    pub(super) basis: &'b mut Basis,
}

impl Places<'_, '_> {
    /// Returns the fields of the request, in the order of its form.
    pub(super) fn fields(&mut self) -> Result<Vec<OpenPlace>, Error> {
        let Some(request) = &self.basis.case.request else { return Ok(Vec::new()) };
        let action = Pointer::ROOT.key("request").key(request.action.word());
        let actor = request.actor.is_none().then(|| Pointer::ROOT.key("request").key("actor"));
        let fields = request.action.fields().iter().map(|field| action.clone().key(field));
        let fields: Vec<Pointer> = actor.into_iter().chain(fields).collect();
        fields.into_iter().map(|at| self.place(at)).collect()
    }

    /// Returns the missing facts, the most decisive first; after those, facts that only cause warnings, and last facts that nearly always
    /// have their usual value.
    pub(super) fn questions(&mut self) -> Result<Vec<OpenPlace>, Error> {
        let mut places: Vec<Pointer> = self.basis.verdicts.missing().cloned().collect();
        sort(&mut places, Ord::cmp);
        places.dedup();
        places.retain(|at| at.below("request").is_none());
        let mut open = places.into_iter().map(|at| self.place(at)).collect::<Result<Vec<_>, _>>()?;
        in_order(&mut open);
        Ok(open)
    }

    /// Returns only the given places: fields of the request in the given order, and facts (also known ones) in the order in which to ask.
    pub(super) fn these(&mut self, places: &[Pointer]) -> Result<(Vec<OpenPlace>, Vec<OpenPlace>), Error> {
        let (mut fields, mut facts) = (Vec::new(), Vec::new());
        for at in places {
            drop(Change::new(Step::Forget, at.clone(), &Value::Null)?);
            let of_request = at.below("request").is_some();
            (if of_request { &mut fields } else { &mut facts }).push(self.place(at.clone())?);
        }
        in_order(&mut facts);
        Ok((fields, facts))
    }

    fn place(&mut self, at: Pointer) -> Result<OpenPlace, Error> {
        if self.basis.domain.kind(&at).is_none() {
            return self.unlisted(at);
        }
        let case = std::mem::take(&mut self.basis.case);
        let (completed, made) = self.basis.completed.take().map(|it| (it.case, it.made)).unzip();
        let made = made.unwrap_or_default();
        let of_request = at.below("request").is_some();
        let mut tried = Tried::new(self.frame, (case, &self.basis.verdicts), (completed, &made), at.clone())?;
        let changes = self.basis.domain.parts(tried.case(), &at);
        let asking = tried.readers(&changes);
        let level = match at.keys().nth(2) {
            None if of_request => Some(Level::Error),
            Some(field) if of_request && tried.needs(&field) => Some(Level::Error),
            _ => self.level(tried.case(), asking)?,
        };
        let mut place = OpenPlace::of(at, level, asking);
        self.choose(&mut tried, &mut place, changes)?;
        if !of_request {
            place.rank = place.rank.leaving(tried.worst(&mut self.basis.domain)?);
        }
        let (case, completed) = tried.into_cases();
        self.basis.case = case;
        self.basis.completed = completed.map(|case| Completed { case, made });
        Ok(place)
    }

    /// Returns a place inside a member of a list; it has no choices, as it is stated with the whole list.
    fn unlisted(&self, at: Pointer) -> Result<OpenPlace, Error> {
        let asking = self.basis.verdicts.asking(&at);
        Ok(OpenPlace::of(at, self.level(&self.basis.case, asking)?, asking))
    }

    /// Returns the worst level of rules that lack facts.
    fn level(&self, case: &Case, rules: RuleSet) -> Result<Option<Level>, Error> {
        self.frame.of(case, |cx| rules.iter().map(|rule| open_level(cx, rule)).min())
    }

    /// Fills in the choices at a place.
    fn choose(
        &mut self,
        tried: &mut Tried<'_>,
        place: &mut OpenPlace,
        changes: Vec<Change>,
    ) -> Result<(), Error> {
        let observed = place.at.below("request").is_none();
        match self.basis.domain.kind(&place.at) {
            Some(kind @ (Kind::Number | Kind::Count | Kind::Instant | Kind::Started)) => {
                let values = self.basis.domain.near(tried.numbers()?, &kind, observed);
                self.spans(tried, place, matches!(kind, Kind::Number | Kind::Count), &values)
            }
            Some(Kind::List(_)) => self.members(tried, place, changes),
            Some(Kind::Text) if !named::is_reference(&place.at) => Ok(()),
            Some(Kind::Table | Kind::Group) | None => Ok(()),
            Some(_) => self.each(tried, place, &changes).map(drop),
        }
    }

    /// Fills in the members of a list as choices, and the choice that there are no others.
    fn members(
        &mut self,
        tried: &mut Tried<'_>,
        place: &mut OpenPlace,
        mut changes: Vec<Change>,
    ) -> Result<(), Error> {
        if changes.len() > LONG {
            // Keep only the members that make a difference to a rule.
            let nothing = tried.open();
            let led = tried.led(changes.iter()).into_iter();
            let looked_for =
                led.filter(|(change, led)| change.step() == Step::Complete || led.rules() != nothing);
            changes = looked_for.map(|(change, _)| change.clone()).collect();
        }
        self.each(tried, place, &changes)?;
        if place.whole.as_ref().is_some_and(|whole| whole.verdict == Possibility::Possible) {
            return Ok(());
        }
        let wholes = self.basis.domain.wholes(tried.case_mut(), &place.at);
        let Some((all, but)) = wholes.split_first() else { return Ok(()) };
        let common = self.basis.broken;
        if tried.possibility(&mut self.basis.domain, all, common)?.0 != Possibility::Possible {
            return Ok(());
        }
        let all = all.value().and_then(Value::as_array).cloned().unwrap_or_default();
        for without in but {
            let left = without.value().and_then(Value::as_array);
            let left_out = all.iter().find(|member| left.is_some_and(|left| !left.contains(member)));
            let choice = place.choices.iter_mut().find(|choice| choice.value.as_ref() == left_out);
            if let Some(choice) = choice
                && choice.verdict == Possibility::Possible
                && tried.may_need(choice)
            {
                choice.required =
                    tried.possibility(&mut self.basis.domain, without, common)?.0 == Possibility::Impossible;
            }
        }
        Ok(())
    }

    /// Fills in each change as a choice; returns the rules that block after every one of them.
    fn each(
        &mut self,
        tried: &mut Tried<'_>,
        place: &mut OpenPlace,
        changes: &[Change],
    ) -> Result<RuleSet, Error> {
        let led = tried.led(changes.iter());
        let common =
            led.iter().map(|(_, led)| led.blocking).reduce(RuleSet::and).unwrap_or(self.basis.broken);
        place.always = codes(common);
        for (change, led) in led {
            let choice = self.choice(tried, change, led.blocking, common)?;
            if change.step() == Step::Complete {
                place.whole = Some(choice);
            } else {
                place.choices.push(choice);
            }
        }
        Ok(common)
    }

    /// Returns one change as a choice. `blocking` are the rules that it breaks; those in `common` are broken by every choice.
    fn choice(
        &mut self,
        tried: &mut Tried<'_>,
        change: &Change,
        blocking: RuleSet,
        common: RuleSet,
    ) -> Result<Choice, Error> {
        let own = blocking.without(common);
        let (verdict, because) = if own.count() > 0 {
            (Possibility::Impossible, own)
        } else {
            tried.possibility(&mut self.basis.domain, change, common.or(self.basis.broken))?
        };
        Ok(Choice {
            value: change.value().cloned(),
            span: None,
            new: named::declares(tried.case(), change).is_some(),
            required: false,
            verdict,
            because: codes(because),
        })
    }

    /// Fills in numbers or instants, merging those with the same result into one span.
    fn spans(
        &mut self,
        tried: &mut Tried<'_>,
        place: &mut OpenPlace,
        number: bool,
        values: &[Value],
    ) -> Result<(), Error> {
        let at = place.at.clone();
        let set = |value: Value| Change::unchecked(Step::Set, at.clone(), Some(value));
        // The largest first: the completion found for it mostly works for smaller ones.
        let changes: Vec<Change> = values.iter().rev().cloned().map(set).collect();
        let common = self.each(tried, place, &changes)?;
        place.choices.reverse();
        let (others, points): (Vec<_>, Vec<_>) =
            std::mem::take(&mut place.choices).into_iter().partition(|choice| choice.point().is_none());
        place.choices = others;
        let mut points: Vec<(i64, Choice)> =
            points.into_iter().filter_map(|choice| Some((choice.point()?, choice))).collect();
        // The values tried may exceed what can be stated.
        let mut can_be = |point: i64| {
            let change = value_at(number, point).map(set);
            change.is_some_and(|change| !tried.led(std::iter::once(&change)).is_empty())
        };
        let mut edges = Vec::new();
        for (end, way) in [(points.first(), -1), (points.last(), 1)] {
            let Some((inside, _)) = end else { break };
            let beyond = values.iter().filter_map(point_of).filter(|point| (point - inside) * way > 0);
            if let Some(beyond) = beyond.min_by_key(|point| point.abs_diff(*inside)) {
                edges.push((*inside, edge(*inside, beyond, &mut can_be)));
            }
        }
        let mut look = |point: i64| -> Result<Option<Choice>, Error> {
            let Some(change) = value_at(number, point).map(set) else { return Ok(None) };
            let Some((_, led)) = tried.led(std::iter::once(&change)).pop() else { return Ok(None) };
            self.choice(tried, &change, led.blocking, common.and(led.blocking)).map(Some)
        };
        for (inside, edge) in edges {
            if edge != inside
                && let Some(choice) = look(edge)?
            {
                points.insert(if edge < inside { 0 } else { points.len() }, (edge, choice));
            }
        }
        let mut between = |low: i64, high: i64| {
            let middle = low + (high - low) / 2;
            Ok(look(middle)?.map(|choice| (middle, choice)))
        };
        place.choices.extend(merged(points, &mut between)?);
        Ok(())
    }
}

fn in_order(places: &mut [OpenPlace]) {
    sort(places, |one, other| (&one.rank, &one.at).cmp(&(&other.rank, &other.at)));
}

fn codes(rules: RuleSet) -> Vec<Text> {
    rules.iter().map(|rule| rule.id.code().into()).collect()
}

impl OpenPlace {
    /// Returns a place that these rules ask for, without choices.
    fn of(at: Pointer, level: Option<Level>, asking: RuleSet) -> Self {
        Self {
            message: words::question(&at),
            sentence: None,
            parameters: None,
            rank: Rank::of_fact(&at, level, asking.count()),
            at,
            level,
            rules: codes(asking),
            always: Vec::new(),
            choices: Vec::new(),
            whole: None,
        }
    }

    /// Adds the parameters of its sentence.
    pub(super) fn add_parameters(&mut self) {
        (self.sentence, self.parameters) = Some(words::sentence(&self.at)).unzip();
    }
}
