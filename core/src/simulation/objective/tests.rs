//! What objectives mean, and the law that later is never easier.

use super::*;
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&match Objective::parse(text) {
        Ok(read) => format!(
            "{:?}, {}{}, {}",
            read.figure,
            if read.strict { "beyond " } else { "" },
            read.bound,
            read.share_ppm
        ),
        Err(help) => help.text().to_string(),
    });
}

#[test]
fn objectives_are_read() {
    check("active>=5", expect!["Active, 5, 950000"]);
    check("failed = 0", expect!["Failed, 0, 950000"]);
    check("p90 < 45m in 80% of replicates", expect!["Within(900000), beyond 2700000, 800000"]);
    check("p99.9<=2h", expect!["Within(999000), 7200000, 950000"]);
    check("share(ready) = 100%", expect!["Share(None), 1000000, 950000"]);
    check(
        "share(ready within 90m) >= 95% in 99.5 % of replicates",
        expect!["Share(Some(Duration(5400000))), 950000, 995000"],
    );
}

#[test]
fn what_is_no_objective_is_recorded() {
    check(
        "active",
        expect![
            "write a figure and its bound, such as `share(ready within 90m) >= 95%`, `p90 < 45m`, `ready >= 5` or `failed = 0`"
        ],
    );
    check(
        "speed>=5",
        expect![
            "`speed` is no figure; known here: share(ready within …), p50, p90, p99, active, ready, refused, failed, removed, max"
        ],
    );
    check(
        "p0<5m",
        expect![
            "`p0` is no figure; known here: share(ready within …), p50, p90, p99, active, ready, refused, failed, removed, max"
        ],
    );
    check("p90<5", expect!["write a length of time such as `45m` or `1h30m`"]);
    check(
        "share(ready within soon) >= 5%",
        expect!["write how long may pass, as in `share(ready within 90m) >= 95%`"],
    );
    check("share(ready) >= 101%", expect!["write a share such as `95%`"]);
    check(
        "ready >= 5 in most replicates",
        expect!["write the share of the replicates as in `… in 90% of replicates`"],
    );
    for wrong in [
        "p90>45m",
        "p90 = 45m",
        "active<=5",
        "ready=5",
        "ready=0",
        "failed>=1",
        "failed=1",
        "share(ready)<5%",
        "active=>5",
    ] {
        assert!(Objective::parse(wrong).unwrap_err().text().starts_with("compare it by "), "{wrong}");
    }
}

fn found(objective: &str, replicates: &[(&[u64], u64)]) -> ObjectiveLine {
    let objective = Objective::parse(objective).unwrap();
    let mut tally = ObjectiveTally::default();
    for (times, never) in replicates {
        let mut sample = Sample::default();
        times.iter().for_each(|time| sample.add(*time));
        sample.add_never(*never);
        sample.order();
        let machines = Machines { active: sample.came(), ..Machines::default() };
        objective.look(&Replicate { machines: &machines, times: &sample }, &mut tally);
    }
    objective.line(tally)
}

#[test]
fn an_objective_holds_in_a_share_of_the_replicates() {
    let good: (&[u64], u64) = (&[60_000, 60_000], 0);
    let bad: (&[u64], u64) = (&[60_000], 1);
    let line = found("share(ready within 1m) >= 60% in 75% of replicates", &[good, good, good, bad]);
    assert!(line.met && line.decided && line.held_in == 3);
    let line = found("share(ready within 1m) >= 60%", &[good, good, good, bad]);
    expect!["`share(ready within 1m) >= 60%` is missed: it holds in 3 of 4 replicates, and is wanted in 95 % of them; it is 100 % in the middle one, from 50 % to 100 % over all"].assert_eq(&line.message);
    // Six of eight machines over all replicates are no share of the replicates.
    assert!(!found("share(ready) >= 75%", &[good, bad, good, bad]).met);
}

#[test]
fn one_replicate_decides_nothing_and_nothing_asked_for_misses() {
    let line = found("max <= 2m", &[(&[60_000], 1)]);
    assert!(!line.met && !line.decided);
    expect!["`max <= 2m` is missed in the one replicate there is, where it is never; one replicate decides nothing: simulate more"].assert_eq(&line.message);
    assert!(!found("share(ready) >= 0.0001%", &[(&[], 0), (&[], 0)]).met);
    assert!(!found("p50 <= 100d", &[(&[], 0), (&[], 0)]).met);
    expect!["`ready >= 1` is not decided: no replicate came to its end"]
        .assert_eq(&found("ready >= 1", &[]).message);
}

/// What became of a machine that was asked for: how long it took, where it became active, and which of its possible ends is its own.
#[derive(Clone, Copy, Debug)]
struct Fate {
    after: Option<u64>,
    end: usize,
}

fn fate() -> impl Strategy<Value = Fate> {
    (prop::option::of(0u64..200), 0usize..4).prop_map(|(after, end)| Fate { after, end })
}

/// In how many of one replicate with these fates an objective holds.
fn held(objective: &Objective, fates: &[Fate]) -> u32 {
    let (mut machines, mut times, mut tally) =
        (Machines::default(), Sample::default(), ObjectiveTally::default());
    for Fate { after, end } in fates {
        machines.total += 1;
        let Machines { refused, provisioning, active, restarting, failed, removed, deleted, .. } =
            &mut machines;
        let of_ready = [active, restarting, removed];
        let of_never = [refused, failed, provisioning];
        let ends = if after.is_some() { of_ready } else { of_never };
        *ends.into_iter().nth(*end).unwrap_or(deleted) += 1;
        match after {
            Some(after) => times.add(*after),
            None => times.add_never(1),
        }
    }
    times.order();
    objective.look(&Replicate { machines: &machines, times: &times }, &mut tally);
    tally.held_in
}

/// Every objective that can be written about a figure and these bounds.
fn objectives(figure: &str, bound: u64) -> Vec<Objective> {
    let bounds = [format!("{}", bound / 20), format!("{bound}ms"), format!("{}%", bound / 2)];
    let signs = [">=", ">", "<=", "<", "="];
    let texts =
        signs.iter().flat_map(|sign| bounds.iter().map(move |bound| format!("{figure} {sign} {bound}")));
    texts.filter_map(|text| Objective::parse(&text).ok()).collect()
}

proptest! {
    #[test]
    fn a_machine_that_is_ready_later_or_never_makes_no_objective_easier(
        before in prop::collection::vec(fate(), 1..12), place in any::<prop::sample::Index>(),
        later in prop::option::of(0u64..200), end in 0usize..4, bound in 0u64..200,
    ) {
        let mut after = before.clone();
        let moved = &mut after[place.index(before.len())];
        *moved = match (moved.after, later) {
            (Some(time), Some(later)) => Fate { after: Some(time + later), ..*moved },
            (Some(_), None) => Fate { after: None, end },
            (None, _) => *moved,
        };
        let words = WORDS.map(|(word, _)| word.to_owned());
        let others = ["p0.5", "p50", "p90", "p100", "share(ready)"].map(str::to_owned);
        let within = format!("share(ready within {bound}ms)");
        for figure in words.into_iter().chain(others).chain([within]) {
            let objectives = objectives(&figure, bound);
            prop_assert!(objectives.len() > 1, "{figure}");
            for objective in objectives {
                prop_assert!(held(&objective, &after) <= held(&objective, &before), "{}", objective.text);
            }
        }
    }
}
