//! What an organisation lays over the rulebook: levels of rules, waivers, what it allows, and values of its own.

pub mod ages;
pub mod allow;
pub mod applied;
pub mod document;
pub mod effects;
pub mod own;
pub mod phrases;
pub mod waiver;

use crate::rulebook::Key;
use crate::rules::rule::Rule;
use crate::rules::{self, RuleId};
use crate::vocabulary::Level;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::Day;
use crate::vocabulary::phrases::{KEEP_ONE_OF_BOTH, NO_RULE};
use ages::Ages;
use allow::Allow;
use document::{Document, Setting};
use greenlight_json::did_you_mean;
use greenlight_json::{InlineStr, Pointer, closest, sort};
use own::Own;
use waiver::Waiver;

pub use allow::{RESTRICTIONS, Restriction};
pub use applied::Applied;

/// An overlay that is held to be right. There is one way to make it, whoever wrote the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// Whose it is.
    pub name: InlineStr,
    /// The day this version of it was decided.
    pub date: Day,
    levels: Vec<LevelOverride>,
    waivers: Vec<Waiver>,
    allow: Allow,
    values: Vec<Own>,
    /// How old facts may be.
    pub ages: Ages,
}

/// Another level for a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelOverride {
    /// The rule.
    pub rule: RuleId,
    /// Its level here.
    pub level: Level,
    /// Why, where it is said.
    pub reason: Option<InlineStr>,
    /// Whether it relaxes the rule.
    relaxes: bool,
}

impl LevelOverride {
    /// The level of a finding that would be of level `own`: tightening never relaxes one, relaxing never tightens one.
    pub fn of(&self, own: Level) -> Level {
        if self.relaxes { own.max(self.level) } else { own.min(self.level) }
    }
}

impl Overlay {
    /// The overlay that the document describes.
    ///
    /// # Errors
    /// A rule or value that does not exist, a level that is none, something relaxed without a reason or beyond what may be relaxed, a
    /// waiver without scope, a waiver given twice; each with its place in the document.
    pub fn new(document: &Document) -> Result<Self, Error> {
        if document.name.trim().is_empty() {
            let help = phrases::WRITE_THE_NAME;
            let at = Pointer::ROOT.key("name");
            return Err(Error::new(ErrorCode::InvalidValue, at, phrases::EMPTY_NAME, help));
        }
        let at = Pointer::ROOT.key("rules");
        let levels: Result<Vec<LevelOverride>, Error> =
            document.rules.iter().map(|(code, setting)| shift(code, setting, &at)).collect();
        let at = Pointer::ROOT.key("values");
        let values: Result<Vec<Own>, Error> =
            document.values.iter().map(|(key, given)| Own::new(key, given, &at)).collect();
        Ok(Self {
            name: document.name.clone(),
            date: document.date,
            levels: levels?,
            waivers: waivers(document)?,
            allow: Allow::new(&document.allow, &Pointer::ROOT.key("allow"))?,
            values: values?,
            ages: Ages::of(&document.ages),
        })
    }

    /// The other level of a rule, if it has one here.
    pub fn shift(&self, rule: RuleId) -> Option<&LevelOverride> {
        self.levels.iter().find(|shift| shift.rule == rule)
    }

    /// The waivers, in the order of the document.
    pub fn waivers(&self) -> &[Waiver] {
        &self.waivers
    }

    /// The value for a key, by its place in the document's order, if the overlay sets it.
    fn value(&self, key: Key) -> Option<(usize, &Own)> {
        self.values.iter().enumerate().find(|(_, own)| own.key == key)
    }

    /// The value for a key by its name, and the rulebook's, whose [written](effects::OwnWords::written) words are given.
    pub(crate) fn instead_of(&self, key: &str, was: &[String]) -> Option<effects::OwnValue> {
        self.values.iter().find(|own| crate::rulebook::describe(own.key).0 == key)?.instead_of(was)
    }

    /// Whether it says less of the rule than Microsoft does: then the rule speaks for no other.
    fn relaxes(&self, rule: RuleId) -> bool {
        self.shift(rule).is_some_and(|shift| shift.relaxes)
    }
}

/// Where an overlay stands in a request.
pub fn place() -> Pointer {
    Pointer::ROOT.key("options").key("overlay")
}

fn waivers(document: &Document) -> Result<Vec<Waiver>, Error> {
    let at = |index| Pointer::ROOT.key("waivers").index(index);
    let written = document.waivers.iter().enumerate();
    let waivers =
        written.map(|(index, written)| Waiver::new(written, &at(index))).collect::<Result<Vec<_>, _>>()?;
    // Those that waive the same lie side by side, the earlier first.
    let mut order: Vec<(usize, &Waiver)> = waivers.iter().enumerate().collect();
    sort(&mut order, |(_, one), (_, other)| one.waived().cmp(&other.waived()));
    let twice = order.windows(2).filter_map(|pair| match pair {
        [(first, one), (second, other)] if one.waived() == other.waived() => Some((*second, *first)),
        _ => None,
    });
    let Some((second, first)) = twice.min() else { return Ok(waivers) };
    let again = phrases::WAIVED_TWICE.with("first", first + 1);
    let again = match waivers.get(second) {
        Some(waiver) => again.with("code", waiver.rule.code()).with("scope", waiver.scope()),
        None => again,
    };
    Err(Error::new(ErrorCode::DuplicateKey, at(second), again, KEEP_ONE_OF_BOTH))
}

fn shift(code: &str, setting: &Setting, at: &Pointer) -> Result<LevelOverride, Error> {
    let at = || at.clone().key(code);
    let id = rule(code, at)?;
    let own = rules::ALL.get(id as usize).map_or(Level::Error, |rule: &&Rule| rule.level);
    let Some(level) = Level::find(&setting.level) else {
        let near = closest(&setting.level, Level::WORDS.iter().copied());
        let help = near.map_or_else(|| phrases::WRITE_A_LEVEL.into(), did_you_mean);
        let message = phrases::NO_LEVEL.with("level", &setting.level);
        return Err(Error::new(ErrorCode::UnknownValue, at().key("level"), message, help));
    };
    let given = match &setting.reason {
        Some(written) => Some(reason(written, &at())?),
        None => None,
    };
    let relaxes = level > own;
    if relaxes && given.is_none() {
        let message = phrases::RELAXED_WITHOUT_REASON.with("code", code);
        let message = message.with("own", own).with("level", level);
        return Err(Error::new(ErrorCode::MissingField, at(), message, phrases::ADD_A_REASON));
    }
    Ok(LevelOverride { rule: id, level, reason: given, relaxes })
}

/// The rule of a code.
fn rule(code: &str, at: impl Fn() -> Pointer) -> Result<RuleId, Error> {
    let codes = || rules::ALL.iter().map(|rule| rule.id.code());
    let found = rules::ALL.iter().find(|rule| rule.id.code() == code);
    found.map(|rule| rule.id).ok_or_else(|| {
        let own = RESTRICTIONS.iter().any(|own| own.code == code);
        let help = match closest(code, codes()) {
            _ if own => phrases::OWN_RESTRICTION.into(),
            Some(near) => did_you_mean(near),
            None => phrases::RULES_LISTS_ALL.into(),
        };
        Error::new(ErrorCode::UnknownCode, at(), NO_RULE.with("code", code), help)
    })
}

/// A reason, if it says something.
fn reason(written: &InlineStr, at: &Pointer) -> Result<InlineStr, Error> {
    if written.trim().is_empty() {
        let help = phrases::SAY_THE_REASON;
        return Err(Error::new(
            ErrorCode::InvalidValue,
            at.clone().key("reason"),
            phrases::EMPTY_REASON,
            help,
        ));
    }
    Ok(written.clone())
}
