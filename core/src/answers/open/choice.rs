//! Determines what each choice at a place leads to.

use crate::evaluation::Verdicts;
use crate::evaluation::completion::domain::{Domain, stated};
use crate::evaluation::completion::{BOUND, Blockers, Completion, Frame, Model, Search, WhatIf, make};
use crate::facts::Case;
use crate::facts::change::{Change, Step};
use crate::facts::request::Request;
use crate::rules::RuleSet;
use crate::vocabulary::error::Error;
use crate::vocabulary::{Text, choices};
use greenlight_json::Pointer;
use serde::Serialize;
use serde_json::Value;

choices! {
    /// Whether a choice can still lead to a case that is ready.
    pub enum Possibility {
        /// A completion with this choice is ready.
        Possible = "possible",
        /// No completion with this choice is ready.
        Impossible = "impossible",
        /// The search gave up before it found out.
        NotWithinBound = "not-within-bound",
    }
}

/// A choice at a place, or a span of numbers or instants that all have the same result.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Choice {
    /// The value, or the member of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The span of numbers or instants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// For a name: whether it is new and stands for anything that the case does not declare yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub new: bool,
    /// For a member of a list: whether no completion without it is ready.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub required: bool,
    /// Whether it can still lead to a case that is ready.
    pub verdict: Possibility,
    /// The rules that the choice breaks, or that together leave no way out after it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub because: Vec<Text>,
}

/// A range of values, both ends included.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Span {
    /// The first value; absent if the range has no lower end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    /// The last value; absent if the range has no upper end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
}

/// At most this many choices are tried to find out which rules read a field.
const MANY: usize = 12;

/// At most this many completions are kept to try the next choices in.
const KEPT: usize = 3;

/// A place at which choices are tried, in the case and in its completions.
pub(super) struct Tried<'a> {
    frame: Frame<'a>,
    at: Pointer,
    /// The change to apply before choices are tried.
    start: Option<Change>,
    here: WhatIf,
    /// The completion of the case, if one was found, and then completions found while trying choices.
    completed: Vec<WhatIf>,
    /// Whether the first entry of `completed` completes the case itself; the others may have other requests.
    is_own: bool,
    /// The changes that led to the first completion.
    made: &'a [Change],
    /// What the place names in the completion; an alternative may copy its facts.
    model: Option<Model>,
    /// The members of the list at this place in the completion.
    listed: Option<Vec<Value>>,
    last_was_impossible: bool,
    /// The blockers after each change that was already tried.
    led_to: Vec<(Change, Option<Blockers>)>,
}

/// A completion of a case, and the changes that led to it.
#[derive(Debug)]
pub(super) struct Completed {
    pub(super) case: Case,
    pub(super) made: Vec<Change>,
}

impl<'a> Tried<'a> {
    /// Prepares a place of a judged case and of its completion. A fact that no rule asks for is removed first, so that choices replace it.
    pub(super) fn new(
        frame: Frame<'a>,
        (mut case, verdicts): (Case, &Verdicts),
        (mut completed, made): (Option<Case>, &'a [Change]),
        at: Pointer,
    ) -> Result<Self, Error> {
        let model = Model::at(completed.as_ref().unwrap_or(&case), &at);
        let listed = completed.as_mut().and_then(|case| stated(case, &at));
        let nobody_asks = at.below("request").is_none() && verdicts.asking(&at).count() == 0;
        let (start, known) = if nobody_asks && case.states(&at) {
            (Some(Change::unchecked(Step::Forget, at.clone(), None)), None)
        } else {
            (WhatIf::start(&mut case, &at), Some(verdicts))
        };
        let here = WhatIf::new(frame, case, &at, start.as_ref(), known)?;
        let is_own = completed.is_some();
        let completed = completed.map(|case| WhatIf::new(frame, case, &at, start.as_ref(), None));
        let completed = Vec::from_iter(completed.transpose()?);
        Ok(Self {
            frame,
            at,
            start,
            here,
            completed,
            is_own,
            made,
            model,
            listed,
            last_was_impossible: false,
            led_to: Vec::new(),
        })
    }

    /// Returns the original case and its completion.
    pub(super) fn into_cases(self) -> (Case, Option<Case>) {
        let own = self.completed.into_iter().next().filter(|_| self.is_own);
        (self.here.into_case(), own.map(WhatIf::into_case))
    }

    /// Returns the case without a value at the place.
    pub(super) const fn case(&self) -> &Case {
        &self.here.case
    }

    /// Mutable version of [`case`](Self::case).
    pub(super) const fn case_mut(&mut self) -> &mut Case {
        &mut self.here.case
    }

    /// Whether the request must have this field, which was removed to try choices.
    pub(super) fn needs(&self, field: &str) -> bool {
        self.case().request.iter().flat_map(Request::lacks).any(|lacking| lacking == field)
    }

    /// Returns the numbers of the rulebook that the rules asking for the place use, in the case and in its completion.
    pub(super) fn numbers(&self) -> Result<Vec<u64>, Error> {
        let what_ifs = std::iter::once(&self.here).chain(self.completed.first());
        let numbers = what_ifs.map(|what_if| what_if.numbers(self.frame)).collect::<Result<Vec<_>, _>>()?;
        Ok(numbers.concat())
    }

    /// Returns how many rules block or could block after the least helpful complete answer.
    pub(super) fn worst(&mut self, domain: &mut Domain) -> Result<usize, Error> {
        self.here.worst(self.frame, domain, &self.at)
    }

    /// Returns the rules that ask for the place; for a field of the request also those whose verdict differs after one of these changes.
    pub(super) fn readers(&mut self, changes: &[Change]) -> RuleSet {
        let mut readers = self.here.verdicts.asking(&self.at);
        if self.at.below("request").is_none() {
            return readers;
        }
        let Some(open) = self.here.blockers(self.frame) else { return readers };
        let (frame, askers, before) = (self.frame, self.here.askers, self.here.verdicts.clone());
        for change in changes.iter().take(MANY) {
            let mut led = None;
            self.here.after(frame, change, &mut |case, said| {
                let differ = askers.iter().filter(|rule| said.of(rule.id) != before.of(rule.id));
                differ.for_each(|rule| readers.insert(rule.id));
                led = frame.blockers(case, said, RuleSet::NONE, &mut |_| ()).ok();
            });
            self.led_to.push((change.clone(), led.map(|led| open.replaced(askers, &led))));
        }
        readers
    }

    /// Whether a member of the list may be necessary: it is not if the known completion does without it.
    pub(super) fn may_need(&self, member: &Choice) -> bool {
        let needs = |listed: &Vec<Value>| member.value.as_ref().is_some_and(|member| listed.contains(member));
        self.listed.as_ref().is_none_or(needs)
    }

    /// For a change that adds a member: returns the change that sets the completion's list with this member added.
    fn with_member(&self, change: &Change) -> Option<Change> {
        let member = change.value().filter(|_| change.step() == Step::Add)?;
        let listed = self.listed.as_ref()?;
        let whole = listed.iter().filter(|other| *other != member).chain([member]).cloned().collect();
        Some(Change::unchecked(Step::Set, self.at.clone(), Some(whole)))
    }

    /// Returns how many rules block or could block with no choice made.
    pub(super) fn open(&self) -> usize {
        self.here.blockers(self.frame).map_or(0, |blockers| blockers.rules())
    }

    /// Returns the blockers after each of several changes, leaving out changes that are not possible.
    pub(super) fn led<'c>(
        &mut self,
        changes: impl Iterator<Item = &'c Change>,
    ) -> Vec<(&'c Change, Blockers)> {
        let Some(before) = self.here.blockers(self.frame) else { return Vec::new() };
        let led = changes.filter_map(|change| {
            let led = match self.led_to.iter().find(|(known, _)| known == change) {
                Some((_, led)) => *led,
                None => self.here.led(self.frame, &before, change),
            };
            Some((change, led?))
        });
        led.collect()
    }

    /// Returns whether a choice can lead to a case in which only rules in `common` are broken, and the rules that prevent it if not.
    pub(super) fn possibility(
        &mut self,
        domain: &mut Domain,
        change: &Change,
        common: RuleSet,
    ) -> Result<(Possibility, RuleSet), Error> {
        let tried = self.try_choice(domain, change, common)?;
        self.last_was_impossible = tried.0 == Possibility::Impossible;
        Ok(tried)
    }

    fn try_choice(
        &mut self,
        domain: &mut Domain,
        change: &Change,
        common: RuleSet,
    ) -> Result<(Possibility, RuleSet), Error> {
        const POSSIBLE: (Possibility, RuleSet) = (Possibility::Possible, RuleSet::NONE);
        if let Some(whole) = self.with_member(change)
            && let Some(completed) = self.completed.first_mut().filter(|_| self.is_own)
            && completed.is_ready_after(self.frame, &whole, common)
        {
            return Ok(POSSIBLE);
        }
        let Some(nearly) = self.in_completions(change, common) else { return Ok(POSSIBLE) };
        let mut chosen = self.here.case.clone();
        if make(&mut chosen, change).is_none() {
            return Ok((Possibility::Impossible, RuleSet::NONE));
        }
        // If the previous choice was impossible, this one probably is too: then the full search comes first.
        let later = self.last_was_impossible;
        if !later && self.is_found_near(domain, nearly.starts(self, change, &chosen), common)? {
            return Ok(POSSIBLE);
        }
        // If the case itself exceeded the search budget, a choice in it probably does too.
        let bound = if self.is_own { BOUND / 10 } else { BOUND / 100 };
        Ok(match Search::new(self.frame, domain, bound).but(common).of_any_kind().ready(&chosen)? {
            Completion::Found(changes) => {
                self.keep(&chosen, &changes)?;
                POSSIBLE
            }
            Completion::None(reasons) => (Possibility::Impossible, reasons),
            Completion::GaveUp => {
                let is_found =
                    later && self.is_found_near(domain, nearly.starts(self, change, &chosen), common)?;
                if is_found { POSSIBLE } else { (Possibility::NotWithinBound, RuleSet::NONE) }
            }
        })
    }

    /// Tries a choice in the known completions; `None` if one of them is ready with it. What completes the case often completes it with
    /// another choice too, or nearly so.
    fn in_completions(&mut self, change: &Change, common: RuleSet) -> Option<Nearly> {
        let frame = self.frame;
        let mut nearly = Nearly { completed: None, in_the_way: None };
        for completed in &mut self.completed {
            let mut is_ready = false;
            completed.after(frame, change, &mut |case, said| {
                let Ok(blockers) = frame.blockers(case, said, common, &mut |_| ()) else { return };
                is_ready = blockers.rules() == 0;
                let blocking = Some(blockers.blocking).filter(|rules| rules.count() > 0);
                nearly.in_the_way = nearly.in_the_way.or(blocking);
                if !is_ready && !blockers.blocks() && nearly.completed.is_none() {
                    nearly.completed = Some(case.clone());
                }
            });
            if is_ready {
                return None;
            }
        }
        Some(nearly)
    }

    /// Whether a completion is found from one of these cases within a small budget.
    fn is_found_near(
        &mut self,
        domain: &mut Domain,
        starts: Vec<Case>,
        common: RuleSet,
    ) -> Result<bool, Error> {
        for start in starts {
            let mut search = Search::new(self.frame, domain, BOUND / 100).but(common).of_any_kind();
            if let Completion::Found(changes) = search.ready(&start)? {
                self.keep(&start, &changes)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Keeps a completion that was found, replacing the oldest except the first.
    fn keep(&mut self, case: &Case, changes: &[Change]) -> Result<(), Error> {
        let mut completed = case.clone();
        for change in changes {
            completed.apply(change)?;
        }
        if self.completed.len() >= KEPT {
            drop(self.completed.remove(1));
        }
        self.completed.push(WhatIf::new(self.frame, completed, &self.at, self.start.as_ref(), None)?);
        Ok(())
    }
}

/// The closest results of a choice in the completions, if none is ready with it.
struct Nearly {
    /// A completion that lacks facts after the choice.
    completed: Option<Case>,
    /// The rules that the choice breaks in a completion.
    in_the_way: Option<RuleSet>,
}

impl Nearly {
    /// Returns cases that may need few changes to be ready.
    fn starts(&self, tried: &Tried<'_>, change: &Change, chosen: &Case) -> Vec<Case> {
        let name = change.value().and_then(Value::as_str);
        let lent = self.completed.as_ref().zip(tried.model.as_ref().zip(name));
        let lent = lent.map(|(case, (model, name))| model.lend(case, name));
        let mended = self.in_the_way.filter(|_| tried.is_own).map(|blocking| {
            // Leaving out what the blocking rules had asked for may be enough.
            let mut mended = chosen.clone();
            let stays = |made: &&Change| tried.here.verdicts.asking(made.at()).and(blocking).count() == 0;
            tried.made.iter().filter(stays).for_each(|made| drop(make(&mut mended, made)));
            mended
        });
        lent.into_iter().flatten().chain(self.completed.clone()).chain(mended).collect()
    }
}
