//! Waivers: a rule that does not count for some requests, until a day.

use super::document::Exception;
use super::phrases;
use crate::facts::At;
use crate::facts::entities::{Machine, MachineGroup};
use crate::facts::known::{Known, Missing, all};
use crate::facts::request::Action;
use crate::rules::RuleId;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Joint, Word};
use greenlight_json::{InlineStr, Pointer};

/// A rule that does not count for some requests, until a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The rule.
    pub rule: RuleId,
    /// Why.
    pub reason: InlineStr,
    /// The first day on which the rule counts again.
    pub until: Day,
    scope: WaiverScope,
}

/// The requests that are meant: all of these must be so; none given means every request.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WaiverScope {
    environment: Option<InlineStr>,
    machine: Option<InlineStr>,
    image: Option<InlineStr>,
    network: Option<InlineStr>,
    person: Option<InlineStr>,
}

/// What a request is about, where it is about one of its kind.
type Asked<'a> = Known<Option<&'a str>>;

impl Waiver {
    /// A waiver, if it says for what and why.
    ///
    /// # Errors
    /// A rule that does not exist, no scope or one that contradicts itself, an empty reason.
    pub(super) fn new(written: &Exception, at: &Pointer) -> Result<Self, Error> {
        let Exception { rule, environment, machine, image, network, person, tenant, reason, until } = written;
        let (rule, reason) = (super::rule(rule, || at.clone().key("rule"))?, super::reason(reason, at)?);
        let scope = WaiverScope {
            environment: environment.clone(),
            machine: machine.clone(),
            image: image.clone(),
            network: network.clone(),
            person: person.clone(),
        };
        let narrow = scope != WaiverScope::default();
        match tenant {
            Some(false) => {
                let help = phrases::LEAVE_IT_OUT;
                let message = phrases::SAYS_WHAT_IT_IS_FOR;
                Err(Error::new(ErrorCode::InvalidValue, at.clone().key("tenant"), message, help))
            }
            Some(true) if narrow => {
                let help = phrases::LEAVE_TENANT_OUT;
                let message = phrases::WHOLE_AND_PART;
                Err(Error::new(ErrorCode::Contradiction, at.clone().key("tenant"), message, help))
            }
            None if !narrow => {
                let message = phrases::FOR_WHICH_REQUESTS;
                let help = phrases::ADD_A_SCOPE;
                Err(Error::new(ErrorCode::MissingField, at.clone(), message, help))
            }
            Some(true) | None => Ok(Self { rule, reason, until: *until, scope }),
        }
    }

    /// The rule, and for which requests it is waived.
    pub(super) const fn waived(&self) -> (RuleId, &WaiverScope) {
        (self.rule, &self.scope)
    }

    /// Whether the rule counts again.
    pub fn has_ended(&self, now: Instant) -> bool {
        now.day() >= self.until
    }

    /// Whether the request is one that is meant.
    ///
    /// # Errors
    /// The facts that are missing to say so.
    pub(crate) fn is_for<'a>(&self, cx: &Context<'a>) -> Known<bool> {
        let WaiverScope { environment, machine, image, network, person } = &self.scope;
        let is = |wanted: &Option<InlineStr>, asked: fn(&Context<'a>) -> Asked<'a>| match wanted {
            None => Ok(true),
            Some(wanted) => asked(cx).map(|asked| asked == Some(wanted.as_str())),
        };
        all([
            person.as_ref().map_or(Ok(true), |person| cx.is_actor(Ok(person))),
            is(environment, asked_environment),
            is(machine, asked_machine),
            is(image, asked_image),
            is(network, asked_network),
        ])
    }

    /// What it is for, in words.
    pub fn scope(&self) -> Word {
        let WaiverScope { environment, machine, image, network, person } = &self.scope;
        let parts = [
            (say::NAMED_ENVIRONMENT, environment),
            (say::NAMED_MACHINE, machine),
            (say::NAMED_IMAGE, image),
            (say::NETWORK_NAMED, network),
            (say::NAMED_PERSON, person),
        ];
        let words = parts.into_iter().filter_map(|(what, name)| Some(what.with("name", name.as_ref()?)));
        let words: Vec<Word> = words.collect();
        if words.is_empty() { say::THE_WHOLE_TENANT.into() } else { Word::list(Joint::And, words) }
    }
}

fn takes(cx: &Context<'_>, field: &str) -> bool {
    cx.action().fields().contains(&field)
}

/// The environment that the request is in; none where the action is in none.
fn asked_environment<'a>(cx: &Context<'a>) -> Asked<'a> {
    if !takes(cx, "environment") && !takes(cx, "machine") && !takes(cx, "group") {
        return Ok(None);
    }
    Ok(Some(cx.environment()?.key()))
}

/// The machine that the request is on. One that is only to be made is none: names must not decide what becomes of it.
fn asked_machine<'a>(cx: &Context<'a>) -> Asked<'a> {
    let details = cx.details();
    if !takes(cx, "machine") || details.machine.is_none() && details.group.is_some() {
        return Ok(None);
    }
    given(cx, "machine", details.machine.as_ref())
}

/// The image that is asked for, or of which the thing was made that the request is on.
fn asked_image<'a>(cx: &Context<'a>) -> Asked<'a> {
    let asked = cx.details().image.as_ref();
    asked_or_made(cx, "image", asked, At::<Machine>::image, At::<MachineGroup>::image)
}

/// The network that is asked for, or on which the thing was made that the request is on.
fn asked_network<'a>(cx: &Context<'a>) -> Asked<'a> {
    let asked = cx.details().network.as_ref();
    if asked.is_none() && matches!(cx.action(), Action::CreateMachine | Action::CreateGroup) {
        return Ok(None);
    }
    asked_or_made(cx, "network", asked, At::<Machine>::network, At::<MachineGroup>::network)
}

fn asked_or_made<'a>(
    cx: &Context<'a>,
    field: &str,
    asked: Option<&'a InlineStr>,
    of_machine: fn(At<'a, Machine>) -> Known<&'a InlineStr>,
    of_group: fn(At<'a, MachineGroup>) -> Known<&'a InlineStr>,
) -> Asked<'a> {
    let details = cx.details();
    let made = if asked.is_some() {
        None
    } else if takes(cx, "machine") && (details.machine.is_some() || details.group.is_none()) {
        Some(of_machine(cx.machine()?)?)
    } else if takes(cx, "group") {
        Some(of_group(cx.group()?)?)
    } else {
        None
    };
    match asked.or(made) {
        None if !takes(cx, field) => Ok(None),
        name => given(cx, field, name),
    }
}

/// What the request names, or that it must.
fn given<'a>(cx: &Context<'a>, field: &str, name: Option<&'a InlineStr>) -> Asked<'a> {
    name.map(|name| Some(name.as_str())).ok_or_else(|| Missing::fact(cx.asked(field)))
}
