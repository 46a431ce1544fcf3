//! The lifecycle's whole state space, explored: what holds for a machine holds on every path.

use std::collections::{BTreeMap, VecDeque};

use super::{Connectivity, Effects, HeldResources, Machine, Phase, Resource, Signal, Transition, next};

const ATTEMPTS: u8 = 3;

/// Every machine reachable from the three ways to begin, by breadth-first search, with its shortest history.
fn reachable() -> BTreeMap<Machine, Vec<Signal>> {
    let beginnings = [Machine::NEW, Machine::REPLACEMENT, Machine::IN_USE];
    let mut seen: BTreeMap<_, _> = beginnings.map(|machine| (machine, vec![])).into();
    let mut queue = VecDeque::from(beginnings);
    while let Some(machine) = queue.pop_front() {
        for (signal, after, _) in steps(machine) {
            if !seen.contains_key(&after) {
                let history = seen.get(&machine).into_iter().flatten().copied();
                seen.insert(after, history.chain([signal]).collect());
                queue.push_back(after);
            }
        }
    }
    seen
}

fn steps(machine: Machine) -> impl Iterator<Item = (Signal, Machine, Effects)> {
    Signal::ALL.iter().filter_map(move |&signal| {
        let (after, effects) = machine.step(signal, ATTEMPTS).ok()?;
        Some((signal, after, effects))
    })
}

/// The machines from which some path leads to one that satisfies the condition.
fn can_reach(all: &BTreeMap<Machine, Vec<Signal>>, goal: impl Fn(Machine) -> bool) -> Vec<Machine> {
    let mut good: Vec<_> = all.keys().copied().filter(|&machine| goal(machine)).collect();
    loop {
        let more: Vec<_> = all
            .keys()
            .copied()
            .filter(|machine| !good.contains(machine))
            .filter(|&machine| steps(machine).any(|(_, after, _)| good.contains(&after)))
            .collect();
        if more.is_empty() {
            return good;
        }
        good.extend(more);
    }
}

#[test]
fn every_phase_is_reachable() {
    let all = reachable();
    for phase in Phase::ALL {
        assert!(all.keys().any(|machine| machine.phase == *phase), "{phase:?}");
    }
}

#[test]
fn every_machine_can_come_to_an_end() {
    let all = reachable();
    let able = can_reach(&all, |machine| machine.phase.is_final());
    for (machine, history) in &all {
        assert!(able.contains(machine), "{machine:?} after {history:?}");
    }
}

#[test]
fn only_final_phases_are_without_a_way_on() {
    for (machine, history) in reachable() {
        let stuck = steps(machine).next().is_none();
        assert_eq!(stuck, machine.phase.is_final(), "{machine:?} after {history:?}");
    }
}

#[test]
fn attempts_are_bounded_and_counted() {
    for (machine, history) in reachable() {
        let judged = !matches!(machine.phase, Phase::Requested | Phase::Refused);
        assert_eq!(machine.attempt >= 1, judged, "{machine:?} after {history:?}");
        assert!(machine.attempt <= ATTEMPTS, "{machine:?} after {history:?}");
        if machine.phase == Phase::Failed {
            assert_eq!(machine.attempt, ATTEMPTS, "{history:?}");
        }
    }
}

#[test]
fn what_was_taken_is_given_back_exactly_once() {
    for (machine, history) in reachable() {
        for (signal, after, effects) in steps(machine) {
            let taken = match (signal, machine.phase.takes()) {
                (Signal::Accepted | Signal::Done, Some(resource)) => HeldResources::NONE.with(resource),
                _ => HeldResources::NONE,
            };
            let story = format!("{machine:?} {signal:?} after {history:?}");
            assert!(machine.holds.common(taken).is_empty(), "taken twice: {story}");
            assert!(after.holds.common(effects.release).is_empty(), "{story}");
            for &resource in Resource::ALL {
                let before = machine.holds.has(resource) || taken.has(resource);
                let later = after.holds.has(resource) || effects.release.has(resource);
                assert_eq!(before, later, "{resource:?}: {story}");
            }
        }
    }
}

#[test]
fn a_machine_that_ended_holds_nothing_and_a_usable_one_holds_everything() {
    let everything = HeldResources::OF_ATTEMPT.with(Resource::Licence);
    for (machine, history) in reachable() {
        let ended = matches!(machine.phase, Phase::Refused | Phase::Failed | Phase::Removed | Phase::Deleted);
        let usable = matches!(machine.phase, Phase::Active | Phase::Restarting);
        if ended {
            assert!(machine.holds.is_empty(), "{machine:?} after {history:?}");
        } else if usable {
            assert_eq!(machine.holds, everything, "after {history:?}");
        }
    }
}

#[test]
fn only_an_active_machine_is_connected() {
    for machine in reachable().into_keys() {
        let connected = machine.connectivity == Connectivity::Connected;
        assert!(!connected || machine.phase == Phase::Active, "{machine:?}");
    }
}

#[test]
fn work_begins_exactly_where_it_can_be_done() {
    for machine in reachable().into_keys() {
        for (_, after, effects) in steps(machine) {
            let entered = after.phase != machine.phase || after.attempt != machine.attempt;
            let expected = (entered && after.phase.has_work()).then_some(after.phase);
            assert_eq!(effects.begin, expected, "{machine:?} to {after:?}");
        }
    }
}

#[test]
fn the_obligation_to_rebind_stays_until_it_is_met() {
    for (machine, history) in reachable() {
        for (signal, after, _) in steps(machine) {
            let met = signal == Signal::ConnectionsRebound;
            assert_eq!(after.must_rebind, machine.must_rebind && !met, "{history:?} {signal:?}");
        }
    }
}

#[test]
fn a_refused_signal_leaves_no_trace_and_names_itself() {
    for machine in reachable().into_keys() {
        for &signal in Signal::ALL {
            if let Err(impossible) = machine.step(signal, ATTEMPTS) {
                assert_eq!((impossible.phase, impossible.signal), (machine.phase, signal));
            }
        }
    }
}

#[test]
fn every_signal_happens_somewhere_and_every_word_is_its_own() {
    for &signal in Signal::ALL {
        let happens = |phase: &&Phase| next(**phase, signal) != Transition::Refuse;
        assert!(Phase::ALL.iter().any(|phase| happens(&phase)), "{signal:?}");
        assert_eq!(Signal::find(signal.word()), Some(signal));
    }
    for &phase in Phase::ALL {
        assert_eq!(Phase::find(phase.word()), Some(phase));
    }
}

#[test]
fn the_state_space_is_small() {
    expect_test::expect!["212"].assert_eq(&reachable().len().to_string());
}
