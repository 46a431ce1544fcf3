//! What an overlay changed, and what is to be said about the overlay itself.

use super::filled;
use crate::evaluation::Verdicts;
use crate::evaluation::report::{Finding, Overlaid, OwnValue, OwnWords, Shifted, Waived};
use crate::overlay::waiver::Waiver;
use crate::overlay::{self, Applied, Overlay, Restriction};
use crate::rulebook::Source;
use crate::rules::Verdict;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Rule};
use crate::vocabulary::{Fixed, Fixer, Level, Provenance};
use greenlight_json::join::joined;
use greenlight_json::{InlineStr, Pointer};
use std::fmt;

/// A finding as the overlay has it: at its level there, and with what was changed.
pub fn changed(applied: &Applied<'_>, rule: &Rule, finding: Finding) -> Finding {
    let was = finding.level;
    let level = applied.level(rule.id, was);
    let mut parts = Vec::new();
    if level != was {
        let reason = applied.overlay.shift(rule.id).and_then(|shift| shift.reason.as_ref());
        parts.push(match reason {
            Some(reason) => format!("was {}, because: {reason}", was.word()),
            None => format!("was {}", was.word()),
        });
    }
    parts.extend(applied.values(Some(rule.id)).iter().map(OwnValue::to_string));
    Finding { level, overlay: (!parts.is_empty()).then(|| joined(parts, "; ")), ..finding }
}

impl fmt::Display for OwnValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}, was {}", self.key, self.value, self.was)
    }
}

impl fmt::Display for OwnWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Words(words) => f.write_str(&joined(words.iter().map(|word| &**word), ", ")),
        }
    }
}

/// A rule of the organisation's own that is broken, in words.
pub fn restricted(overlay: &Overlay, own: &Restriction, evidence: Evidence) -> Finding {
    let message = filled(own.says, &evidence);
    let steps = own.steps.iter().map(|step| filled(step, &evidence)).collect();
    let seen = evidence.into_seen();
    Finding {
        code: own.code.into(),
        name: own.name.into(),
        level: Level::Error,
        message,
        steps,
        command: None,
        fixers: own.fixers.into(),
        provenance: Provenance::Organisation,
        source: said(overlay, own.section),
        at: seen.at,
        found: seen.found,
        expected: seen.expected,
        related: seen.related,
        overlay: None,
    }
}

/// A broken rule that does not count, in words.
pub fn waived(applied: &Applied<'_>, rule: &Rule, evidence: Evidence, place: usize) -> Option<Waived> {
    let waiver = applied.overlay.waivers().get(place)?;
    Some(Waived {
        code: rule.id.code().into(),
        name: rule.name().into(),
        level: applied.level(rule.id, evidence.level.unwrap_or(rule.level)),
        message: filled(rule.said().says, &evidence),
        at: evidence.into_seen().at,
        waiver: at(place),
        reason: waiver.reason.to_string(),
        until: waiver.until,
    })
}

/// The overlay, and which levels and values of it mattered.
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
        values: applied.values(None),
    }
}

/// Whether facts are missing for the rule of a waiver, which may matter once they are known.
fn is_open(cx: &Context<'_>, verdicts: &Verdicts, waiver: &Waiver) -> bool {
    matches!(verdicts.of(waiver.rule), Verdict::Unknown(_)) && waiver.is_for(cx) != Ok(false)
}

/// Findings about waivers: one that has ended and would be of use, one that is of no use.
pub fn waivers(cx: &Context<'_>, applied: &Applied<'_>, verdicts: &Verdicts) -> Vec<Finding> {
    let waivers = applied.overlay.waivers().iter().enumerate();
    let told = waivers.filter_map(|(place, waiver)| {
        let rule = waiver.rule.rule()?;
        match verdicts.of(waiver.rule) {
            Verdict::Waived(_, by) if *by == place => None,
            Verdict::Broken(evidence) if waiver.has_ended(cx.now) && waiver.is_for(cx) == Ok(true) => {
                Some(ended(&applied.overlay, waiver, rule, place, evidence.at.clone()))
            }
            _ if is_open(cx, verdicts, waiver) => None,
            _ => applied.tells_unused.then(|| unused(&applied.overlay, waiver, rule, place)),
        }
    });
    told.collect()
}

fn ended(overlay: &Overlay, waiver: &Waiver, rule: &Rule, place: usize, broken: Pointer) -> Finding {
    let (code, until) = (rule.id.code(), waiver.until);
    Finding {
        code: "OVL001".into(),
        name: "waiver-has-ended".into(),
        level: Level::Warning,
        found: until.to_string().into(),
        expected: "a later day".into(),
        related: vec![broken],
        message: format!(
            "the waiver of {code} for {} ended on {until}: the rule counts again",
            waiver.scope()
        ),
        steps: vec![
            format!("mend what {code} finds, and take the waiver out"),
            "or decide the waiver anew, with a later `until` and the reason why".to_owned(),
        ],
        ..about(overlay, place)
    }
}

fn unused(overlay: &Overlay, waiver: &Waiver, rule: &Rule, place: usize) -> Finding {
    let code = rule.id.code();
    Finding {
        code: "OVL002".into(),
        name: "waiver-is-used".into(),
        level: Level::Note,
        found: "nothing to waive".into(),
        expected: format!("{code} broken").into(),
        related: Vec::new(),
        message: format!("the waiver of {code} for {} waives nothing here", waiver.scope()),
        steps: vec!["take it out if no other case needs it".to_owned()],
        ..about(overlay, place)
    }
}

/// What every finding about a waiver says.
fn about(overlay: &Overlay, place: usize) -> Finding {
    Finding {
        code: "".into(),
        name: "".into(),
        level: Level::Note,
        at: at(place),
        found: InlineStr::EMPTY,
        expected: InlineStr::EMPTY,
        related: Vec::new(),
        message: String::new(),
        fixers: Fixed::new(&[Fixer::PolicyOwner]),
        steps: Vec::new(),
        command: None,
        provenance: Provenance::Organisation,
        source: said(overlay, "waivers"),
        overlay: None,
    }
}

/// Where a waiver stands in a request.
pub(crate) fn at(waiver: usize) -> Pointer {
    overlay::place().key("waivers").index(waiver)
}

/// The overlay as the source of what it says.
fn said(overlay: &Overlay, section: &'static str) -> Source {
    Source {
        page: overlay.name.to_string().into(),
        section: section.into(),
        date: overlay.date,
        url: "".into(),
    }
}
