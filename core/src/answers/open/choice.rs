//! What each choice at a place leads to.

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
        /// There is a completion with it that is ready.
        Possible = "possible",
        /// There is none.
        Impossible = "impossible",
        /// The search gave up before it could tell.
        NotWithinBound = "not-within-bound",
    }
}

/// One choice at a place, or a span of numbers or instants that all lead to the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Choice {
    /// The value, or the member of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The numbers or instants from the first to the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Of a name: whether nothing in the case has it, so that it stands for any that is not there yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub new: bool,
    /// Of a member of a list: whether there is no completion that is ready without it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub required: bool,
    /// Whether it can still lead to a case that is ready.
    pub verdict: Possibility,
    /// The rules that it breaks, or that together leave no way out once it is chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub because: Vec<Text>,
}

/// From one value to another, both included.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Span {
    /// The first; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    /// The last; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
}

/// Of so many choices it is looked at which rules read a field.
const MANY: usize = 12;

/// So many completions are kept, in which the next choices are tried.
const KEPT: usize = 3;

/// A place at which choices are tried, in the case and in completions of it.
pub(super) struct Tried<'a> {
    frame: Frame<'a>,
    at: Pointer,
    /// The change from which choices are tried.
    start: Option<Change>,
    here: WhatIf,
    /// The completion of the case, where one was found, then those that were found while choices were tried.
    completed: Vec<WhatIf>,
    /// Whether the first is of the case: the others may be of other requests.
    is_own: bool,
    /// The changes that made the first.
    made: &'a [Change],
    /// What the place names in the completion: what is chosen instead may be like it.
    model: Option<Model>,
    /// The members of the list at the place in the completion.
    listed: Option<Vec<Value>>,
    last_was_impossible: bool,
    /// What blocks, and what could, after changes that were looked at.
    led_to: Vec<(Change, Option<Blockers>)>,
}

/// A completion of a case, and the changes that made it.
#[derive(Debug)]
pub(super) struct Completed {
    pub(super) case: Case,
    pub(super) made: Vec<Change>,
}

impl<'a> Tried<'a> {
    /// A place of a case of which the rules say something, and of its completion, from which choices there are tried: as if nothing were said
    /// there, where something is that nobody asks for.
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

    /// The case and its completion as they were.
    pub(super) fn into_cases(self) -> (Case, Option<Case>) {
        let own = self.completed.into_iter().next().filter(|_| self.is_own);
        (self.here.into_case(), own.map(WhatIf::into_case))
    }

    /// The case without what stands at the place.
    pub(super) const fn case(&self) -> &Case {
        &self.here.case
    }

    /// The same, to be changed.
    pub(super) const fn case_mut(&mut self) -> &mut Case {
        &mut self.here.case
    }

    /// Whether nobody can tell what is to be done without this field of the request, which is set aside.
    pub(super) fn needs(&self, field: &str) -> bool {
        self.case().request.iter().flat_map(Request::lacks).any(|lacking| lacking == field)
    }

    /// The numbers of the rulebook that the rules which ask for the place make use of, here and in the completion.
    pub(super) fn numbers(&self) -> Result<Vec<u64>, Error> {
        let what_ifs = std::iter::once(&self.here).chain(self.completed.first());
        let numbers = what_ifs.map(|what_if| what_if.numbers(self.frame)).collect::<Result<Vec<_>, _>>()?;
        Ok(numbers.concat())
    }

    /// How many rules block or could after the complete answer that leaves the most.
    pub(super) fn worst(&mut self, domain: &mut Domain) -> Result<usize, Error> {
        self.here.worst(self.frame, domain, &self.at)
    }

    /// The rules that ask for the place; of a field of the request, those that say something else after one of these changes.
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

    /// Whether there may be no completion that is ready without a member of the list: that of the case may do without.
    pub(super) fn may_need(&self, member: &Choice) -> bool {
        let needs = |listed: &Vec<Value>| member.value.as_ref().is_some_and(|member| listed.contains(member));
        self.listed.as_ref().is_none_or(needs)
    }

    /// Of a member that is added: the list of the completion with it.
    fn with_member(&self, change: &Change) -> Option<Change> {
        let member = change.value().filter(|_| change.step() == Step::Add)?;
        let listed = self.listed.as_ref()?;
        let whole = listed.iter().filter(|other| *other != member).chain([member]).cloned().collect();
        Some(Change::unchecked(Step::Set, self.at.clone(), Some(whole)))
    }

    /// How many rules block or could, with nothing chosen.
    pub(super) fn open(&self) -> usize {
        self.here.blockers(self.frame).map_or(0, |blockers| blockers.rules())
    }

    /// What blocks, and what could, once each of several changes is made; without those that cannot be.
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

    /// Whether something that is chosen can lead to a case in which nothing but `common` is broken; and why not.
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
        // Where the choice before led nowhere, this one mostly does not either.
        let later = self.last_was_impossible;
        if !later && self.is_found_near(domain, nearly.starts(self, change, &chosen), common)? {
            return Ok(POSSIBLE);
        }
        // Where the case itself was too much to search, a choice in it mostly is as well.
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

    /// What the completions become with a choice; nothing where one of them is ready then. What completes the case mostly completes it with
    /// another choice as well, or nearly.
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

    /// Whether one of these cases leads to a completion in few steps.
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

    /// Keeps a completion that was found, in the place of the oldest but the first.
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

/// What completions become with a choice of which none is ready.
struct Nearly {
    /// One that lacks facts.
    completed: Option<Case>,
    /// The rules that the choice breaks in one.
    in_the_way: Option<RuleSet>,
}

impl Nearly {
    /// Cases from which it may not be far to one that is ready.
    fn starts(&self, tried: &Tried<'_>, change: &Change, chosen: &Case) -> Vec<Case> {
        let name = change.value().and_then(Value::as_str);
        let lent = self.completed.as_ref().zip(tried.model.as_ref().zip(name));
        let lent = lent.map(|(case, (model, name))| model.lend(case, name));
        let mended = self.in_the_way.filter(|_| tried.is_own).map(|blocking| {
            // Without what the rules in the way had asked for it may do.
            let mut mended = chosen.clone();
            let stays = |made: &&Change| tried.here.verdicts.asking(made.at()).and(blocking).count() == 0;
            tried.made.iter().filter(stays).for_each(|made| drop(make(&mut mended, made)));
            mended
        });
        lent.into_iter().flatten().chain(self.completed.clone()).chain(mended).collect()
    }
}
