//! Diagram and table of the lifecycle, derived from the transition function.

use crate::vocabulary::Phase;
use std::fmt::Write as _;

use super::{HeldResources, Machine, Resource, Signal, Transition, next};

/// How a phase shows in the Dataverse table `flowmachine`. The codes are stated there; which phase has which is our mapping (`assumed`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// `statuscode` and its name; `None` where there is no row.
    pub code: Option<(u8, &'static str)>,
    /// `statecode` and its name.
    pub state: Option<(u8, &'static str)>,
    /// What it means for the person who wants to use the machine.
    pub meaning: &'static str,
}

/// How a phase shows in Dataverse and what it means for the user.
#[must_use]
pub const fn status(phase: Phase) -> Status {
    const ACTIVE: (u8, &str) = (0, "Active");
    const MAINTENANCE: (u8, &str) = (2, "Maintenance");
    let row = match phase {
        Phase::Requested | Phase::Refused | Phase::Deleted => None,
        Phase::Checks
        | Phase::Capacity
        | Phase::Network
        | Phase::Image
        | Phase::VirtualMachine
        | Phase::EntraJoin
        | Phase::IntuneEnrolment
        | Phase::Registration => Some(((10, "Provisioning"), MAINTENANCE)),
        Phase::Active | Phase::Restarting => Some(((1, "Active"), ACTIVE)),
        Phase::Failed => Some(((8, "Error"), MAINTENANCE)),
        Phase::Removed => Some(((9, "Disabled"), MAINTENANCE)),
        Phase::Deleting => Some(((6, "ToDelete"), MAINTENANCE)),
    };
    let meaning = meaning(phase);
    match row {
        Some((code, state)) => Status { code: Some(code), state: Some(state), meaning },
        None => Status { code: None, state: None, meaning },
    }
}

const fn meaning(phase: Phase) -> &'static str {
    match phase {
        Phase::Requested => "asked for; the rules judge it now",
        Phase::Refused => "never created; the findings say why",
        Phase::Checks => "wait: licence, creator and policy are looked up",
        Phase::Capacity => "wait: the region makes room",
        Phase::Network => "wait: the machine gets its address",
        Phase::Image => "wait: the image must be in the region",
        Phase::VirtualMachine => "wait: the machine is built and starts",
        Phase::EntraJoin => "wait: the machine joins Microsoft Entra ID",
        Phase::IntuneEnrolment => "wait: the machine enrols in Intune",
        Phase::Registration => "wait: the machine registers to the environment",
        Phase::Active => "usable while connected; after a warning it may show 12 ProvisionedWithError",
        Phase::Restarting => "not usable for a few minutes",
        Phase::Failed => "not usable: read the error code, fix the cause, delete and create again",
        Phase::Removed => "visible and not usable: delete, create again, rebind the connections",
        Phase::Deleting => "going away",
        Phase::Deleted => "gone",
    }
}

/// The lifecycle as a Mermaid state diagram.
#[must_use]
pub fn diagram() -> String {
    let mut out = String::from("stateDiagram-v2\n    [*] --> requested\n");
    for &phase in Phase::ALL {
        for &signal in Signal::ALL {
            let targets: &[(Phase, &str)] = match next(phase, signal) {
                Transition::To(target) => &[(target, "")],
                Transition::Retry => &[(Phase::Checks, " (again)"), (Phase::Failed, " (last attempt)")],
                Transition::Stay | Transition::Refuse => &[],
            };
            for (target, note) in targets {
                line(&mut out, phase, *target, &format!("{}{note}", signal.word()));
            }
        }
        if phase.is_final() {
            let _ = writeln!(out, "    {} --> [*]", id(phase));
        }
    }
    out
}

/// The lifecycle as Markdown: what each signal does in each phase, then how each phase shows in Dataverse.
#[must_use]
pub fn table() -> String {
    let mut out = String::from("| phase |");
    for signal in Signal::ALL {
        let _ = write!(out, " {} |", signal.word());
    }
    out.push_str("\n|---|");
    out.push_str(&"---|".repeat(Signal::ALL.len()));
    out.push('\n');
    for &phase in Phase::ALL {
        let _ = write!(out, "| **{}** |", phase.word());
        for &signal in Signal::ALL {
            let cell = match next(phase, signal) {
                Transition::To(target) => target.word(),
                Transition::Retry => "again, or failed",
                Transition::Stay => "stays",
                Transition::Refuse => "",
            };
            let _ = write!(out, " {cell} |");
        }
        out.push('\n');
    }
    out.push_str("\n| phase | holds | statuscode | statecode | for the user |\n|---|---|---|---|---|\n");
    for &phase in Phase::ALL {
        let status = status(phase);
        let _ = writeln!(
            out,
            "| **{}** | {} | {} | {} | {} |",
            phase.word(),
            holds(phase),
            numbered(status.code),
            numbered(status.state),
            status.meaning,
        );
    }
    out
}

fn line(out: &mut String, from: Phase, to: Phase, label: &str) {
    let _ = writeln!(out, "    {} --> {}: {label}", id(from), id(to));
}

/// Mermaid reads a hyphen in a state's name as part of an arrow.
fn id(phase: Phase) -> String {
    phase.word().replace('-', "_")
}

fn numbered(entry: Option<(u8, &str)>) -> String {
    entry.map_or_else(|| "no row".to_owned(), |(number, name)| format!("{number} {name}"))
}

/// What a machine that went the ordinary way holds in this phase.
fn holds(phase: Phase) -> String {
    let mut machine = Machine::NEW;
    let mut held = None;
    for signal in [Signal::Accepted].into_iter().chain([Signal::Done; 8]) {
        if machine.phase == phase {
            break;
        }
        let Ok((after, _)) = machine.step(signal, 1) else {
            break;
        };
        machine = after;
    }
    if machine.phase == phase {
        held = Some(machine.holds);
    } else if matches!(phase, Phase::Restarting | Phase::Deleting) {
        held = Some(Machine::IN_USE.holds);
    }
    words(held.unwrap_or(HeldResources::NONE))
}

fn words(holdings: HeldResources) -> String {
    let held: Vec<_> = Resource::ALL
        .iter()
        .filter(|resource| holdings.has(**resource))
        .map(|resource| resource.word())
        .collect();
    if held.is_empty() { "nothing".to_owned() } else { held.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn the_diagram_names_every_phase() {
        let diagram = diagram();
        for &phase in Phase::ALL {
            assert!(diagram.contains(&format!("--> {}", id(phase))), "{phase:?}");
        }
    }

    #[test]
    fn the_table_of_an_attempt() {
        let table = table();
        let rows: Vec<_> = table.lines().filter(|line| line.starts_with("| **network")).collect();
        expect![[r"
            | **network** |  |  | image | again, or failed | stays |  |  |  |  | deleting |  |
            | **network** | licence, azure-capacity | 10 Provisioning | 2 Maintenance | wait: the machine gets its address |"]].assert_eq(&rows.join("\n"));
    }
}
