//! The error codes that provisioning a hosted machine can end with, as Microsoft published them on 2024-03-12.

mod catalogue;

use crate::lifecycle::machine::Signal;
use crate::vocabulary::{Phase, ProvisioningCode};

/// Where code, meaning and remedy were published.
pub const SOURCE: &str = "MicrosoftDocs/SupportArticles-docs, troubleshoot-hosted-machines-in-power-automate-for-desktop.md, 2024-03-12";

/// Whether trying again helps. Our mapping (`assumed`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// There is nothing to retry: the machine works.
    No,
    /// The cause goes away by itself; a later attempt may succeed.
    AfterWaiting,
    /// The next attempt fails too unless somebody removes the cause.
    AfterFix,
    /// One more attempt may succeed; if it does not, somebody must look for the cause.
    Once,
}

/// What could have told before the machine was asked for. Our mapping (`assumed`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foresight {
    /// These rules, given the facts they ask for.
    Rules(&'static [&'static str]),
    /// A fact that no page on hosted machines makes a requirement, so that no rule asks for it.
    Fact {
        /// The candidates that a rule about it would come from.
        candidates: &'static [&'static str],
        /// The fact.
        fact: &'static str,
    },
    /// Nothing, for this reason.
    Nothing(&'static str),
}

/// What is known of one error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The phase in which it strikes (`assumed`); `None` for any phase of an attempt.
    pub phase: Option<Phase>,
    /// Whether trying again helps.
    pub retry: Retry,
    /// What could have told.
    pub foresight: Foresight,
    /// What the code means, restated.
    pub meaning: &'static str,
    /// What to do about it, restated.
    pub remedy: &'static str,
}

impl Retry {
    /// The word this value is written with in documents.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::AfterWaiting => "after-waiting",
            Self::AfterFix => "after-fix",
            Self::Once => "once",
        }
    }
}

impl Foresight {
    /// Why nothing could have told, where nothing could.
    #[must_use]
    pub const fn reason(self) -> Option<&'static str> {
        if let Self::Nothing(reason) = self { Some(reason) } else { None }
    }
}

impl ProvisioningCode {
    /// What this code tells a machine: that the attempt is over, or only a warning.
    #[must_use]
    pub const fn signal(self) -> Signal {
        match self.about().retry {
            Retry::No => Signal::Warned,
            Retry::AfterWaiting | Retry::AfterFix | Retry::Once => Signal::Faltered,
        }
    }

    /// The phase in which a simulation lets it strike when the scenario names none.
    #[must_use]
    pub const fn usual_phase(self) -> Phase {
        match self.about().phase {
            Some(phase) => phase,
            None => Phase::Capacity,
        }
    }
}

/// The catalogue as Markdown.
#[must_use]
pub fn table() -> String {
    use std::fmt::Write as _;
    let mut out = String::from(
        "| code | meaning | remedy | phase | retry | could have been foreseen by |\n|---|---|---|---|---|---|\n",
    );
    for &code in ProvisioningCode::ALL {
        let about = code.about();
        let foresight = match about.foresight {
            Foresight::Rules(rules) => rules.join(", "),
            Foresight::Fact { candidates, fact } => {
                format!("{fact} (no rule; candidate {})", candidates.join(", "))
            }
            Foresight::Nothing(reason) => format!("not foreseeable: {reason}"),
        };
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {foresight} |",
            code.word(),
            about.meaning,
            about.remedy,
            about.phase.map_or("any", Phase::word),
            about.retry.word(),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_has_the_28_published_codes_each_once() {
        let mut words: Vec<_> = ProvisioningCode::ALL.iter().map(|code| code.word()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 28);
        for &code in ProvisioningCode::ALL {
            assert_eq!(ProvisioningCode::find(code.word()), Some(code));
        }
    }

    #[test]
    fn every_code_strikes_while_a_machine_is_provisioned_and_says_what_to_do() {
        for &code in ProvisioningCode::ALL {
            let about = code.about();
            assert!(code.usual_phase().is_provisioning(), "{code:?}");
            assert!(!about.meaning.is_empty() && !about.remedy.is_empty(), "{code:?}");
            match about.foresight {
                Foresight::Rules(rules) => assert!(!rules.is_empty(), "{code:?}"),
                Foresight::Fact { candidates, fact } => {
                    assert!(!candidates.is_empty() && !fact.is_empty(), "{code:?}");
                }
                Foresight::Nothing(reason) => assert!(!reason.is_empty(), "{code:?}"),
            }
        }
    }

    #[test]
    fn one_code_is_only_a_warning() {
        let warnings: Vec<_> =
            ProvisioningCode::ALL.iter().filter(|code| code.signal() == Signal::Warned).collect();
        assert_eq!(warnings, [&ProvisioningCode::ImageNotSupportedWarning]);
    }

    #[test]
    fn what_nothing_foretells_is_what_the_service_keeps_to_itself() {
        let unforeseeable: Vec<_> = ProvisioningCode::ALL
            .iter()
            .filter(|code| matches!(code.about().foresight, Foresight::Nothing(_)))
            .map(|code| code.word())
            .collect();
        assert_eq!(unforeseeable, ["intuneEnroll_TenantUnderAccountMove", "internalError"]);
    }
}
