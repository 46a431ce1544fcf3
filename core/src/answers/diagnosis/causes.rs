//! Finds the rules that relate to a machine's problem: those that predict the error, and those that are broken.

use super::{Cause, Likelihood, Patient, says_that_a_check_failed};
use crate::evaluation::report::{Notice, Question};
use crate::evaluation::{self, words};
use crate::facts::known::Missing;
use crate::facts::ledger::Ledger;
use crate::facts::request::{Action, Details, Request};
use crate::facts::value::{Connectivity, Status};
use crate::facts::{Case, DEFAULT_IMAGE, NONE};
use crate::lifecycle::published::{self, Group, Mode, Published};
use crate::rulebook::{Key, Rulebook};
use crate::rules::context::Context;
use crate::rules::foresight::{CAUSED_BY, DISCONNECTS, OF_THE_ACCOUNT, SIGNING_IN};
use crate::rules::rule::{Evidence, Rule};
use crate::rules::{RuleId, Verdict};
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::Instant;
use crate::vocabulary::{Level, ProvisioningCode, Text};
use greenlight_json::join::joined;
use greenlight_json::{InlineStr, Pointer, sort};

/// The result of the search for causes.
#[derive(Debug, Default)]
pub(super) struct CausesFound {
    /// The possible causes, the most likely first.
    pub(super) causes: Vec<Cause>,
    /// Questions about facts that would improve the diagnosis.
    pub(super) questions: Vec<Question>,
    /// Notices about the rulebook.
    pub(super) notices: Vec<Notice>,
}

/// Finds causes by judging the action that may have led to the error: creating the machine, adding its image, or running a flow on it.
pub(super) fn find(
    case: &Case,
    patient: &Patient<'_>,
    now: Instant,
    book: Rulebook,
) -> Result<CausesFound, Error> {
    let machine = patient.machine;
    let action = suspected(patient);
    let request = request(case, patient, action);
    let mut ledger = Ledger::default();
    if let (Action::CreateMachine, Some(environment)) = (action, machine.it.environment.value()) {
        // The machine already has its unit of capacity.
        ledger.set_machines_in(environment, -1);
    }
    let cx = Context::new(case, &ledger, &request, now, book);
    let mut found = CausesFound { notices: evaluation::notices(&cx.into()), ..CausesFound::default() };
    found.ask_about(patient, action);
    if machine.it.creator.value().is_none() {
        return Ok(found);
    }
    let foreseeing = foreseeing(patient);
    for (rule, verdict) in evaluation::judge(&cx.into())?.into_notable() {
        found.take(patient, &cx, rule, foreseeing.contains(&rule.id.code()), verdict);
    }
    let rank = |cause: &Cause| {
        let place = foreseeing.iter().position(|code| cause.rule == *code);
        (cause.likelihood, restates(&cause.rule), place.unwrap_or(usize::MAX), cause.level)
    };
    sort(&mut found.causes, |one, other| rank(one).cmp(&rank(other)));
    found.leave_out_what_only_restates();
    Ok(found)
}

/// Whether the error itself states that a check of the network connection failed.
fn tells_of_a_check(patient: &Patient<'_>) -> bool {
    let checks = |code: Published| code.group == Group::NetworkHealth || says_that_a_check_failed(code);
    patient.code.is_some_and(checks)
}

/// Whether a rule only states that the machine or its network has a problem, and not why.
fn restates(rule: &str) -> bool {
    [RuleId::LCY010, RuleId::LCY011, RuleId::NET035].iter().any(|id| id.code() == rule)
}

impl CausesFound {
    /// Removes causes that only restate the problem if another cause explains it or may.
    fn leave_out_what_only_restates(&mut self) {
        let explains = |cause: &Cause| cause.likelihood != Likelihood::Beside && !restates(&cause.rule);
        if self.causes.iter().any(explains) {
            self.causes.retain(|cause| cause.likelihood != Likelihood::Likely || !restates(&cause.rule));
        }
    }

    /// Adds the cause or the questions that follow from the verdict of one rule.
    fn take(
        &mut self,
        patient: &Patient<'_>,
        cx: &Context<'_>,
        rule: &'static Rule,
        foresees: bool,
        verdict: Verdict,
    ) {
        match verdict {
            Verdict::Broken(evidence) => {
                let finding = words::finding(rule, evidence, cx.book, false);
                let at = here(patient, cx, finding.at);
                let machine = patient.machine;
                let symptom = at == machine.field("error") || at == machine.field("status");
                if rule.id == RuleId::NET035 && tells_of_a_check(patient) {
                    return;
                }
                let tells = !symptom || patient.code.is_none() && !is_plain(rule);
                if foresees || tells && finding.level == Level::Error {
                    self.causes.push(Cause {
                        likelihood: likelihood(patient, foresees),
                        leads_to: leads_to(rule).map(Text::from),
                        says: finding.message,
                        at: Some(at),
                        steps: finding.steps,
                        command: finding.command,
                        level: finding.level,
                        ..open(rule)
                    });
                }
            }
            Verdict::Unknown(missing) if foresees => {
                let missing = located(patient, cx, missing);
                for at in &missing {
                    self.ask(at.clone(), Some((rule, cx)));
                }
                self.causes.push(Cause {
                    leads_to: leads_to(rule).map(Text::from),
                    level: rule.open_level(cx),
                    missing,
                    steps: words::advice(rule, &known(patient, cx)),
                    ..open(rule)
                });
            }
            Verdict::Unknown(missing) if patient.code.is_none() && rule.open_level(cx) == Level::Error => {
                for at in located(patient, cx, missing) {
                    self.ask(at, Some((rule, cx)));
                }
            }
            _ => {}
        }
    }

    /// Asks for the facts of the machine itself that a diagnosis needs.
    fn ask_about(&mut self, patient: &Patient<'_>, action: Action) {
        let machine = patient.machine;
        for (field, lacks) in [
            ("status", machine.it.status.value().is_none()),
            ("error", machine.it.error.value().is_none()),
            ("creator", machine.it.creator.value().is_none()),
            ("network", action == Action::CreateMachine && machine.it.network.value().is_none()),
        ] {
            if lacks {
                self.ask(machine.field(field), None);
            }
        }
        if let Some(network) = patient.network.filter(|_| patient.lacks_the_check()) {
            self.ask(network.connection().field("health_error"), None);
        }
    }

    /// Adds a question about a fact unless it was already asked; `rule` is one that needs the fact.
    fn ask(&mut self, at: Pointer, rule: Option<(&Rule, &Context<'_>)>) {
        let level = rule.map_or(Level::Error, |(rule, cx)| rule.open_level(cx));
        let rules = rule.map(|(rule, _)| Text::new(rule.id.code()));
        if let Some(asked) = self.questions.iter_mut().find(|asked| asked.at == at) {
            asked.rules.extend(rules);
            asked.level = asked.level.min(level);
        } else {
            let message = words::question(&at);
            let rules = rules.into_iter().collect();
            self.questions.push(Question { at, rules, level, message, sentence: None, parameters: None });
        }
    }
}

/// Returns the action that failed, judging by the machine's error or else its status.
fn suspected(patient: &Patient<'_>) -> Action {
    let making = matches!(
        patient.status,
        Some(Status::Provisioning | Status::Failed | Status::ProvisionedWithError | Status::Error)
    );
    match patient.code.map(|code| (code.group, code.mode)) {
        Some((
            Group::Provisioning | Group::NetworkHealth | Group::ImageStatus | Group::ConnectionStatus,
            _,
        )) => Action::CreateMachine,
        Some((Group::ImageUpload, _)) => Action::CreateImage,
        Some((Group::Run, Some(Mode::Attended))) => Action::RunAttended,
        Some((Group::MachineStatus | Group::CloudPcStatus | Group::Refusal, _)) | None if making => {
            Action::CreateMachine
        }
        Some((Group::Run | Group::MachineStatus | Group::CloudPcStatus | Group::Refusal, _)) | None => {
            Action::RunUnattended
        }
    }
}

/// Returns the codes of the rules that predict the problem, the most likely first: those of its error, or for a machine that is only
/// disconnected, those about disconnection. If the error is about signing in, the run's account comes first. If an unnamed check of the
/// network connection failed, the rules of every check follow.
fn foreseeing(patient: &Patient<'_>) -> Vec<&'static str> {
    let Some(code) = patient.check.or(patient.code) else {
        let away = patient.machine.it.connectivity.value() == Some(&Connectivity::Disconnected);
        let plain = patient.error.is_none() && patient.status.is_none_or(|status| status == Status::Active);
        let told = if away && plain { DISCONNECTS } else { &[] };
        return told.iter().map(|rule| rule.code()).collect();
    };
    let own = code.foresight.rules();
    let signs_in = |rule: &RuleId| own.contains(&rule.code());
    let account = if SIGNING_IN.iter().any(signs_in) { OF_THE_ACCOUNT } else { &[] };
    let checks =
        published::all().filter(|check| patient.lacks_the_check() && check.group == Group::NetworkHealth);
    let mut rules: Vec<&str> = account.iter().map(|rule| rule.code()).collect();
    for rule in own.into_iter().chain(checks.flat_map(|check| check.foresight.rules())) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules
}

/// Returns the request to judge: that of the case if it is such a run, or else one by the machine's creator.
fn request(case: &Case, patient: &Patient<'_>, action: Action) -> Request {
    let it = patient.machine.it;
    let ours = |request: &&Request| {
        let named = request.details.machine.as_deref();
        action != Action::CreateMachine
            && request.action == action
            && named == Some(patient.machine.key().as_str())
    };
    if let Some(request) = case.request.as_ref().filter(ours) {
        return request.clone();
    }
    let known = |fact: Option<&InlineStr>| fact.filter(|name| *name != NONE).cloned();
    let name = InlineStr::from(patient.machine.key().as_str());
    let details = match action {
        Action::CreateMachine => Details {
            environment: known(it.environment.value()),
            name: Some(name),
            image: known(it.image.value()),
            network: known(it.network.value()),
            ..Details::default()
        },
        Action::CreateImage => Details {
            environment: known(it.environment.value()),
            image: known(it.image.value()).filter(|image| *image != DEFAULT_IMAGE),
            ..Details::default()
        },
        _ => Details { machine: Some(name), ..Details::default() },
    };
    Request { actor: Some(it.creator.value().cloned().unwrap_or_default()), action, details }
}

fn likelihood(patient: &Patient<'_>, foresees: bool) -> Likelihood {
    if foresees || patient.code.is_none() { Likelihood::Likely } else { Likelihood::Beside }
}

/// Returns the cause for a rule that cannot be judged.
fn open(rule: &'static Rule) -> Cause {
    Cause {
        likelihood: Likelihood::Possible,
        rule: rule.id.code().into(),
        name: rule.name().into(),
        level: rule.level,
        leads_to: None,
        says: crate::answers::diagnosis::words::open(rule),
        at: None,
        fixers: rule.fixers.into(),
        steps: Vec::new(),
        command: None,
        missing: Vec::new(),
    }
}

/// Returns the evidence that fills in the steps of a rule that cannot be judged.
fn known(patient: &Patient<'_>, cx: &Context<'_>) -> Evidence {
    let machine = patient.machine;
    let mut known = Evidence::new(machine.pointer(), "", "").with("machine", machine.key());
    if let Some(network) = patient.network {
        known = known.with("network", network.key());
    }
    if let Some(image) = machine.it.image.value() {
        known = known.with("image", image);
    }
    for (word, key) in
        [("addresses", Key::NetworkWindows365Endpoints), ("session_hosts", Key::NetworkSessionHostEndpoints)]
    {
        if let Ok(addresses) = cx.texts(key) {
            known = known.with(word, joined(addresses, ", "));
        }
    }
    known
}

/// Returns the provisioning error that a broken rule leads to.
fn leads_to(rule: &Rule) -> Option<&'static str> {
    let row = CAUSED_BY.iter().find(|(cause, _)| *cause == rule.id);
    row.map(|(_, code): &(_, ProvisioningCode)| code.word())
}

/// Whether the rule only states that the machine has a problem.
fn is_plain(rule: &Rule) -> bool {
    matches!(rule.id, RuleId::LCY010 | RuleId::LCY011)
}

/// Returns the pointers to missing facts, at the place where the author of the case would state them.
fn located(patient: &Patient<'_>, cx: &Context<'_>, missing: Missing) -> Vec<Pointer> {
    missing.into_paths().into_iter().map(|at| here(patient, cx, at)).collect()
}

/// Maps a pointer into the request made up here to the field of the machine.
fn here(patient: &Patient<'_>, cx: &Context<'_>, at: Pointer) -> Pointer {
    if cx.case.request.as_ref() == Some(cx.request) {
        return at;
    }
    for field in ["environment", "image", "network"] {
        if at == cx.asked(field) {
            return patient.machine.field(field);
        }
    }
    if at.below("request").is_some() { patient.machine.pointer() } else { at }
}
