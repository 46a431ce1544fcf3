//! What the rules warn of, though they refuse nothing: counted, and said once.

use super::ask::Assessment;
use super::log::Request as Record;
use super::shard::WarnedCount;
use super::summary::WarnedLine;
use super::world::World;
use crate::evaluation;
use crate::evaluation::report::{Finding, Report};
use crate::facts::entities::Machine;
use crate::facts::ledger::Ledger;
use crate::facts::request::Request;
use crate::vocabulary::error::Error;
use crate::vocabulary::{Level, Text};
use greenlight_json::{InlineStr, Pointer};
use std::collections::BTreeMap;

/// What a rule warned of, and how often.
#[derive(Debug)]
pub(super) struct Warned {
    requests: u64,
    /// Those of the replicate that is simulated, which count once it has come to its end.
    pending: u64,
    name: Text,
    message: String,
    steps: Vec<String>,
}

impl Warned {
    /// Of a rule of this name, not counted yet.
    pub(super) const fn new(name: Text, message: String, steps: Vec<String>) -> Self {
        Self { requests: 0, pending: 0, name, message, steps }
    }

    /// Counts so many requests more.
    pub(super) const fn count(&mut self, requests: u64) {
        self.pending = self.pending.saturating_add(requests);
    }

    /// What was counted last counts.
    pub(super) const fn keep(&mut self) {
        self.requests = self.requests.saturating_add(self.pending);
        self.pending = 0;
    }

    /// The same in numbers that add up; `None` where none counts.
    pub(super) fn to_count(&self, code: &str) -> Option<WarnedCount> {
        let Self { requests, message, steps, .. } = self;
        (*requests > 0).then(|| WarnedCount {
            code: code.to_owned(),
            requests: *requests,
            message: message.clone(),
            steps: steps.clone(),
        })
    }
}

/// The rules that warned, by code.
pub(super) type Warnings = BTreeMap<&'static str, Warned>;

/// The lines of a summary.
pub(super) fn lines(warnings: Warnings) -> Vec<WarnedLine> {
    let line = |(code, warned): (&'static str, Warned)| WarnedLine {
        code: code.into(),
        name: warned.name,
        requests: warned.requests,
        message: warned.message,
        steps: warned.steps,
    };
    warnings.into_iter().filter(|(_, warned)| warned.requests > 0).map(line).collect()
}

impl World {
    /// Counts what the rules warned of one entry of the timeline.
    pub(super) fn warn(
        &mut self,
        judged: &Assessment,
        request: &Request,
        ledger: &Ledger,
        machine: Option<(&InlineStr, &Machine)>,
    ) -> Result<(), Error> {
        if judged.warned.iter().any(|code| !self.log.warned.contains_key(code)) {
            let cx = self.context(ledger, request).with_machine(machine);
            let report = evaluation::report_as_it_stands(&cx, false)?;
            let told = |code: &&'static str| {
                let finding = report.findings.iter().find(|finding| finding.code == **code)?.clone();
                let Finding { name, message, steps, .. } = finding;
                Some((*code, Warned::new(name, message, steps)))
            };
            for (code, warned) in judged.warned.iter().filter_map(told) {
                self.log.warned.entry(code).or_insert(warned);
            }
        }
        for code in &judged.warned {
            if let Some(warned) = self.log.warned.get_mut(code) {
                warned.count(1);
            }
        }
        Ok(())
    }

    /// Counts what the rules warn of machines that are asked for together: each alone may be well where all of them are not.
    pub(super) fn warn_of_batch(
        &mut self,
        request: &Request,
        spec: u32,
        first: &Assessment,
    ) -> Result<(), Error> {
        let ledger = self.ledger(Some(spec), 0);
        if request.details.count.is_none_or(|count| count < 2) {
            return self.warn(first, request, &ledger, None);
        }
        let whole = self.judge(request, &ledger, None)?;
        self.warn(&whole, request, &ledger, None)
    }

    /// The rules' words on a request, with places in the timeline where they are of the request.
    pub(super) fn report(
        &self,
        entry: u32,
        request: &Request,
        ledger: &Ledger,
        machine: Option<(&InlineStr, &Machine)>,
    ) -> Result<Report, Error> {
        let cx = self.context(ledger, request).with_machine(machine);
        let mut report = evaluation::report_as_it_stands(&cx, false)?;
        let here = Pointer::ROOT.key("timeline").index(entry as usize);
        let moved = |at: &mut Pointer| {
            if let Some(rest) = at.below("request") {
                *at = here.clone().join(&rest);
            }
        };
        for finding in &mut report.findings {
            moved(&mut finding.at);
            finding.related.iter_mut().for_each(moved);
        }
        report.questions.iter_mut().for_each(|question| moved(&mut question.at));
        Ok(report)
    }

    /// Puts the rules' words into a record.
    pub(super) fn explain(
        &self,
        record: &mut Record,
        request: &Request,
        ledger: &Ledger,
        machine: Option<(&InlineStr, &Machine)>,
    ) -> Result<(), Error> {
        let report = self.report(record.entry, request, ledger, machine)?;
        record.outcome = Some(record.outcome.unwrap_or(report.outcome));
        record.findings = report.findings;
        record.questions = report.questions;
        record.tasks = report.tasks;
        Ok(())
    }

    /// Adds to a record what the rules say of machines that are asked for together, beside what refuses one of them.
    pub(super) fn explain_batch(
        &self,
        record: &mut Record,
        request: &Request,
        ledger: &Ledger,
    ) -> Result<(), Error> {
        let report = self.report(record.entry, request, ledger, None)?;
        for finding in report.findings.into_iter().filter(|finding| finding.level != Level::Error) {
            match record.findings.iter_mut().find(|told| told.code == finding.code) {
                Some(told) if told.level == Level::Error => {}
                Some(told) => *told = finding,
                None => {
                    let place = record.findings.partition_point(|told| told.level <= finding.level);
                    record.findings.insert(place, finding);
                }
            }
        }
        Ok(())
    }
}
