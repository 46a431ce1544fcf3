//! Words what an overlay changed, and findings about the overlay itself.

use super::{Steps, filled, text_of};
use crate::evaluation::report::{Finding, Overlaid, OwnValue, OwnWords, Shifted, Waived};
use crate::evaluation::{Subject, Verdicts};
use crate::overlay::waiver::Waiver;
use crate::overlay::{self, Applied, Overlay, Restriction};
use crate::rulebook::Source;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Rule, commas};
use crate::rules::{Looked, Verdict};
use crate::vocabulary::{Fixed, Fixer, Joint, Level, Provenance, ToWord, Word, Words};
use greenlight_json::Pointer;

/// Returns a finding at its level in the overlay, with what the overlay changed.
pub fn changed(applied: &Applied<'_>, looked: &Looked, rule: &Rule, finding: Finding) -> Finding {
    let was = finding.level;
    let level = applied.level(rule.id, was);
    let mut parts = Vec::new();
    if level != was {
        let reason = applied.overlay.shift(rule.id).and_then(|shift| shift.reason.as_ref());
        parts.push(match reason {
            Some(reason) => say::WAS_LEVEL_BECAUSE.with("level", was).with("reason", reason),
            None => say::WAS_LEVEL.with("level", was),
        });
    }
    parts.extend(applied.values(looked, Some(rule.id)).iter().map(OwnValue::to_word));
    if parts.is_empty() {
        return Finding { level, ..finding };
    }
    let changed = Word::list(Joint::Semicolon, parts);
    let (overlay, mut parameters) = (Some(changed.text().to_string()), finding.parameters);
    if let Some(parameters) = &mut parameters {
        parameters.push("overlay", changed);
    }
    Finding { level, overlay, parameters, ..finding }
}

impl OwnValue {
    fn to_word(&self) -> Word {
        say::VALUE_IS_WAS.with("key", &*self.key).with("value", &self.value).with("was", &self.was)
    }
}

impl ToWord for OwnWords {
    fn to_word(&self) -> Word {
        match self {
            Self::Number(number) => number.to_word(),
            Self::Words(words) => commas(words.iter().map(|word| &**word)),
        }
    }
}

/// Returns the finding about a broken rule of the organisation's own.
pub fn restricted(overlay: &Overlay, own: &Restriction, evidence: Evidence, parameters: bool) -> Finding {
    let seen = evidence.into_seen();
    let steps = Steps::of(own.steps.iter().copied(), &seen.words);
    Finding {
        code: own.code.into(),
        name: own.name.into(),
        level: Level::Error,
        message: filled(own.says, &seen.words),
        steps: steps.sentences,
        command: None,
        fixers: own.fixers.into(),
        provenance: Provenance::Organisation,
        source: said(overlay, own.section),
        at: seen.at,
        found: text_of(&seen.words, "found"),
        expected: text_of(&seen.words, "expected"),
        related: seen.related,
        overlay: None,
        parameters: parameters.then_some(seen.words),
        step_codes: if parameters { steps.codes } else { Vec::new() },
    }
}

/// Returns the entry of a broken rule that is waived.
pub fn waived(
    applied: &Applied<'_>,
    rule: &Rule,
    evidence: Evidence,
    place: usize,
    parameters: bool,
) -> Option<Waived> {
    let waiver = applied.overlay.waivers().get(place)?;
    let seen = evidence.into_seen();
    Some(Waived {
        code: rule.id.code().into(),
        name: rule.name().into(),
        level: applied.level(rule.id, seen.level.unwrap_or(rule.level)),
        message: filled(rule.said().says, &seen.words),
        at: seen.at,
        parameters: parameters.then_some(seen.words),
        waiver: at(place),
        reason: waiver.reason.to_string(),
        until: waiver.until,
    })
}

/// Returns the overlay with those of its levels and values that had an effect.
pub fn overlaid(cx: &Context<'_>, applied: &Applied<'_>, verdicts: &Verdicts) -> Overlaid {
    let levels = verdicts.notable().filter_map(|(rule, verdict)| {
        let (was, level) = applied.shifted(cx, rule, verdict)?;
        let reason = applied.overlay.shift(rule.id)?.reason.as_ref().map(ToString::to_string);
        Some(Shifted { code: rule.id.code().into(), level, was, reason })
    });
    let waivers = applied.overlay.waivers().iter().enumerate();
    let open = waivers.filter(|(_, waiver)| is_open(cx, verdicts, waiver)).map(|(place, _)| at(place));
    Overlaid {
        name: applied.overlay.name.to_string(),
        date: applied.overlay.date,
        levels: levels.collect(),
        waived: Vec::new(),
        open: open.collect(),
        values: applied.values(&verdicts.looked, None),
    }
}

/// Whether the waiver's rule lacks facts, so that the waiver may matter once they are known.
fn is_open(cx: &Context<'_>, verdicts: &Verdicts, waiver: &Waiver) -> bool {
    matches!(verdicts.of(waiver.rule), Verdict::Unknown(_)) && waiver.is_for(cx) != Ok(false)
}

/// Returns the findings about waivers: those that have ended and would apply, and those that have no effect.
pub fn waivers(cx: &Subject<'_>, applied: &Applied<'_>, verdicts: &Verdicts) -> Vec<Finding> {
    let waivers = applied.overlay.waivers().iter().enumerate();
    let told = waivers.filter_map(|(place, waiver)| match verdicts.of(waiver.rule) {
        Verdict::Waived(_, by) if *by == place => None,
        Verdict::Broken(evidence) if waiver.has_ended(cx.now) && waiver.is_for(cx) == Ok(true) => {
            let words = seen(waiver.until.to_word(), say::A_LATER_DAY.into());
            let ended = ENDED.finding(&applied.overlay, place, words, cx.parameters);
            Some(Finding { level: Level::Warning, related: vec![evidence.at.clone()], ..ended })
        }
        _ if is_open(cx, verdicts, waiver) => None,
        _ => applied.tells_unused.then(|| {
            let broken = say::CODE_BROKEN.with("code", waiver.rule.code());
            let words = seen(say::NOTHING_TO_WAIVE.into(), broken);
            UNUSED.finding(&applied.overlay, place, words, cx.parameters)
        }),
    });
    told.collect()
}

/// The texts of a finding about a waiver: code, name, sentence and steps, with `{words}` to fill in.
#[derive(Debug)]
pub struct AboutWaiver {
    /// The code of the finding.
    pub code: &'static str,
    /// The name of the finding.
    pub name: &'static str,
    /// What is wrong.
    pub says: &'static str,
    /// How to fix it.
    pub steps: &'static [&'static str],
}

/// The finding that a waiver has ended although it would still apply.
pub const ENDED: AboutWaiver = AboutWaiver {
    code: "OVL001",
    name: "waiver-has-ended",
    says: "the waiver of {code} for {scope} ended on {found}: the rule counts again",
    steps: &[
        "mend what {code} finds, and take the waiver out",
        "or decide the waiver anew, with a later `until` and the reason why",
    ],
};

/// The finding that a waiver has no effect.
pub const UNUSED: AboutWaiver = AboutWaiver {
    code: "OVL002",
    name: "waiver-is-used",
    says: "the waiver of {code} for {scope} waives nothing here",
    steps: &["take it out if no other case needs it"],
};

impl AboutWaiver {
    /// Returns the finding for a waiver.
    fn finding(&self, overlay: &Overlay, place: usize, mut words: Words, parameters: bool) -> Finding {
        if let Some(waiver) = overlay.waivers().get(place) {
            words.push("code", waiver.rule.code().to_word());
            words.push("scope", waiver.scope());
        }
        let steps = Steps::of(self.steps.iter().copied(), &words);
        Finding {
            code: self.code.into(),
            name: self.name.into(),
            level: Level::Note,
            at: at(place),
            found: text_of(&words, "found"),
            expected: text_of(&words, "expected"),
            related: Vec::new(),
            message: filled(self.says, &words),
            fixers: Fixed::new(&[Fixer::PolicyOwner]),
            steps: steps.sentences,
            command: None,
            provenance: Provenance::Organisation,
            source: said(overlay, "waivers"),
            overlay: None,
            parameters: parameters.then_some(words),
            step_codes: if parameters { steps.codes } else { Vec::new() },
        }
    }
}

/// Returns the words for what was found about a waiver and what would be right.
fn seen(found: Word, expected: Word) -> Words {
    let mut words = Words::default();
    words.push("found", found);
    words.push("expected", expected);
    words
}

/// Returns the pointer to a waiver in a request.
pub(crate) fn at(waiver: usize) -> Pointer {
    overlay::place().key("waivers").index(waiver)
}

/// Returns the overlay as the source of its statements.
fn said(overlay: &Overlay, section: &'static str) -> Source {
    Source {
        page: overlay.name.to_string().into(),
        section: section.into(),
        date: overlay.date,
        url: "".into(),
    }
}
