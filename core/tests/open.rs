//! What is open is what exhaustive enumeration says is open: decided, choices and witnesses against all completions of facts with few values.

#![expect(clippy::unwrap_used, reason = "an integration test: it may panic")]

mod parallel;

use greenlight_core::evaluation::completion::Frame;
use greenlight_core::evaluation::completion::domain::Domain;
use greenlight_core::evaluation::judge;
use greenlight_core::facts::change::{Change, Step};
use greenlight_core::facts::ledger::Ledger;
use greenlight_core::facts::usual::is_usual;
use greenlight_core::open::{Decided, Open, OpenPlace, Possibility};
use greenlight_core::report::{Level, Outcome};
use greenlight_core::rulebook::Book;
use greenlight_core::rules::{self, RuleSet, examples};
use greenlight_core::verbs::OpenOptions;
use greenlight_core::vocabulary::kind::Kind;
use greenlight_core::{Case, CheckOptions, check, open};
use greenlight_json::Pointer;
use serde_json::Value;
use std::sync::atomic::{AtomicU32, Ordering};

/// Every case of the examples, each once.
fn cases() -> Vec<(Book, Value)> {
    let goldens = Book::ALL.iter().map(|book| (*book, examples::golden(*book).unwrap()));
    let all =
        rules::ALL.iter().flat_map(|rule| examples::of(rule).map(|(_, book, case)| (book, case.unwrap())));
    let mut cases: Vec<(Book, Value)> = goldens.chain(all).collect();
    cases.sort_by_key(|(book, case)| (*book as usize, case.to_string()));
    cases.dedup();
    cases
}

/// The places of plain facts.
fn places(value: &Value, at: &Pointer, out: &mut Vec<Pointer>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| places(value, &at.clone().key(key), out));
        }
        Value::Array(_) => {}
        _ if at.keys().count() > 1 => out.push(at.clone()),
        _ => {}
    }
}

fn read(case: &Value) -> Option<Case> {
    greenlight_json::from_str(&case.to_string()).ok()
}

/// The outcome as `check` says it; nothing where the case contradicts itself.
fn outcome(book: Book, case: &Case) -> Option<Outcome> {
    let options = CheckOptions { rulebook: Some(book.date()), ..CheckOptions::default() };
    check(case, &options).ok().map(|report| report.outcome)
}

fn opened(book: Book, case: &Case) -> Option<Open> {
    open(case, &OpenOptions { rulebook: Some(book.date()), ..OpenOptions::default() }).ok()
}

fn with(case: &Case, changes: &[Change]) -> Option<Case> {
    let mut stated = case.clone();
    changes.iter().try_for_each(|change| stated.apply(change)).ok()?;
    Some(stated)
}

/// A number that is the same in every run.
const fn drawn(seed: usize, below: usize) -> usize {
    (seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) % below
}

/// Facts of a case that have few values, so many at most.
fn few(case: &Case, document: &Value, domain: &mut Domain, seed: usize) -> Vec<Pointer> {
    let mut all = Vec::new();
    places(document, &Pointer::ROOT, &mut all);
    all.retain(|at| {
        at.below("request").is_none() && matches!(domain.kind(at), Some(Kind::Word(_) | Kind::Truth))
    });
    let mut chosen: Vec<Pointer> = Vec::new();
    for step in 0..40 {
        if all.is_empty() || chosen.len() == 3 {
            break;
        }
        let at = all.swap_remove(drawn(seed + step, all.len()));
        // Only facts that matter make anything open.
        let forget = Change::new(Step::Forget, at.clone(), &Value::Null).unwrap();
        let Some(without) = with(case, &[forget]) else { continue };
        if check(&without, &CheckOptions::default()).is_ok_and(|report| report.outcome == Outcome::NeedsFacts)
            || step % 7 == 0
        {
            chosen.push(at);
        }
    }
    chosen
}

/// Every completion of some facts, and its outcome.
fn completions(
    book: Book,
    case: &Case,
    places: &[Pointer],
    domain: &mut Domain,
) -> Vec<(Vec<Change>, Outcome)> {
    let mut all: Vec<Vec<Change>> = vec![Vec::new()];
    for at in places {
        let ways = domain.changes(&mut case.clone(), at);
        all = all
            .iter()
            .flat_map(|so_far| ways.iter().map(|way| [so_far.clone(), vec![way.clone()]].concat()))
            .collect();
    }
    all.into_iter()
        .filter_map(|changes| {
            let outcome = outcome(book, &with(case, &changes)?)?;
            Some((changes, outcome))
        })
        .collect()
}

/// What is open in a case of which these facts are erased must be what all their completions say.
fn hold(book: Book, case: &Case, erased: &[Pointer], completions: &[(Vec<Change>, Outcome)]) {
    let open = opened(book, case).unwrap();
    let any = |wanted| completions.iter().any(|(_, outcome)| *outcome == wanted);
    let told = format!("{} {:?} without {erased:?}", book.date(), case.request);
    let (ready, blocked) = (any(Outcome::Ready), any(Outcome::Blocked));
    let expected = match (ready, blocked) {
        (true, true) => Outcome::NeedsFacts,
        (true, false) => Outcome::Ready,
        _ => Outcome::Blocked,
    };
    assert_eq!(open.outcome, expected, "{told}");
    assert_eq!(open.decided == Decided::No, expected == Outcome::NeedsFacts, "{told}");
    assert_eq!(outcome(book, case), Some(expected), "{told}");
    for (changes, wanted) in [(&open.ready_if, Outcome::Ready), (&open.blocked_if, Outcome::Blocked)] {
        let Some(changes) = changes else { continue };
        assert_eq!(
            with(case, changes).and_then(|case| outcome(book, &case)),
            Some(wanted),
            "{told}: {changes:?}"
        );
    }
    for question in open.questions.iter().filter(|question| question.level == Some(Level::Error)) {
        hold_choices(question, completions, &told);
    }
}

/// A choice is possible where some completion with it is ready, as long as nothing blocks whatever is chosen.
fn hold_choices(question: &OpenPlace, completions: &[(Vec<Change>, Outcome)], told: &str) {
    if !question.always.is_empty() {
        return;
    }
    for choice in &question.choices {
        let Some(value) = &choice.value else { continue };
        let chosen = |changes: &[Change]| {
            changes.iter().any(|change| *change.at() == question.at && change.value() == Some(value))
        };
        let with_it: Vec<_> = completions.iter().filter(|(changes, _)| chosen(changes)).collect();
        if with_it.is_empty() || completions.iter().all(|(_, outcome)| *outcome == Outcome::Blocked) {
            continue;
        }
        let possible = with_it.iter().any(|(_, outcome)| *outcome == Outcome::Ready);
        let expected = if possible { Possibility::Possible } else { Possibility::Impossible };
        assert_eq!(choice.verdict, expected, "{told}: {} {value}", question.at);
    }
}

#[test]
fn what_is_open_is_what_all_completions_say() {
    let cases: Vec<_> = cases().into_iter().enumerate().filter(|(place, _)| place % 5 == 0).collect();
    let (tried, open) = (AtomicU32::new(0), AtomicU32::new(0));
    parallel::each(&cases, |_, (seed, (book, document))| {
        let Some(whole) = read(document) else { return };
        if outcome(*book, &whole) == Some(Outcome::NeedsFacts) || outcome(*book, &whole).is_none() {
            return;
        }
        let mut domain = Domain::of(&whole, whole.as_of.unwrap(), book.rulebook());
        let erased = few(&whole, document, &mut domain, *seed);
        let forget: Vec<_> =
            erased.iter().map(|at| Change::new(Step::Forget, at.clone(), &Value::Null).unwrap()).collect();
        let Some(case) = with(&whole, &forget) else { return };
        let completions = completions(*book, &case, &erased, &mut domain);
        // What is asked for only once something is stated is no matter of these facts.
        if completions.iter().any(|(_, outcome)| *outcome == Outcome::NeedsFacts) || completions.is_empty() {
            return;
        }
        hold(*book, &case, &erased, &completions);
        tried.fetch_add(1, Ordering::Relaxed);
        let mixed = completions.iter().any(|(_, outcome)| *outcome != completions.first().unwrap().1);
        open.fetch_add(u32::from(mixed), Ordering::Relaxed);
    });
    let (tried, open) = (tried.into_inner(), open.into_inner());
    assert!(tried > 200 && open > 60, "only {tried} cases, {open} of them open");
}

/// A request is only asked for what its action takes.
#[test]
fn every_question_about_the_request_can_be_answered() {
    let mut asked = 0;
    for (book, mut document) in cases() {
        let Some(action) =
            document["request"].as_object().unwrap().keys().find(|key| *key != "actor").cloned()
        else {
            continue;
        };
        document["request"][&action] = Value::Object(serde_json::Map::new());
        let case = read(&document).unwrap();
        let takes = case.request.as_ref().unwrap().action.fields();
        let options = CheckOptions { rulebook: Some(book.date()), ..CheckOptions::default() };
        for question in check(&case, &options).unwrap().questions {
            let keys: Vec<_> = question.at.keys().collect();
            if keys[0] == "request" && keys[1] != "actor" {
                assert!(takes.contains(&&*keys[2]), "{} of {action}", question.at);
                asked += 1;
            }
        }
    }
    assert!(asked > 1000, "only {asked}");
}

/// Whoever could act is a choice, possible where they can and impossible where they cannot; somebody of whom nothing is known is one as well.
#[test]
fn an_absent_actor_is_an_open_field() {
    let cases: Vec<_> = cases().into_iter().enumerate().filter(|(place, _)| place % 12 == 0).collect();
    let (possible, impossible, open) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
    parallel::each(&cases, |_, (_, (book, document))| {
        let Some(whole) = read(document).filter(|whole| outcome(*book, whole).is_some()) else { return };
        let at = Pointer::of(&["request", "actor"]);
        let forget = Change::new(Step::Forget, at.clone(), &Value::Null).unwrap();
        let nobodys = with(&whole, &[forget]).unwrap();
        let told = format!("{} {:?}", book.date(), nobodys.request);
        let opened = opened(*book, &nobodys).unwrap();
        let field = opened.fields.first().unwrap();
        assert_eq!((&field.at, field.level), (&at, Some(Level::Error)), "{told}");
        let (known, new): (Vec<_>, Vec<_>) = field.choices.iter().partition(|choice| !choice.new);
        assert_eq!((known.len(), new.len()), (whole.facts.people.len(), 1), "{told}");
        let mut outcomes = Vec::new();
        for choice in known {
            let name = choice.value.as_ref().unwrap();
            let chosen = Change::new(Step::Set, at.clone(), name).unwrap();
            let Some(outcome) = with(&nobodys, &[chosen]).and_then(|case| outcome(*book, &case)) else {
                continue;
            };
            outcomes.push(outcome);
            match outcome {
                Outcome::Ready if opened.reasons.is_empty() => {
                    assert_eq!(choice.verdict, Possibility::Possible, "{told}: {name}");
                    possible.fetch_add(1, Ordering::Relaxed);
                }
                Outcome::Blocked if field.always.is_empty() && opened.reasons.is_empty() => {
                    assert_eq!(choice.verdict, Possibility::Impossible, "{told}: {name}");
                    assert!(!choice.because.is_empty(), "{told}: {name}");
                    impossible.fetch_add(1, Ordering::Relaxed);
                }
                _ => {}
            }
        }
        let stands = outcome(*book, &nobodys).unwrap();
        if outcomes.contains(&Outcome::Ready) && outcomes.contains(&Outcome::Blocked) {
            assert_eq!((stands, opened.outcome), (Outcome::NeedsFacts, Outcome::NeedsFacts), "{told}");
            open.fetch_add(1, Ordering::Relaxed);
        }
        assert!(stands != Outcome::Ready || !outcomes.contains(&Outcome::Blocked), "{told}");
        assert!(stands != Outcome::Blocked || !outcomes.contains(&Outcome::Ready), "{told}");
    });
    let counts = [possible, impossible, open].map(AtomicU32::into_inner);
    assert!(counts[0] > 40 && counts[1] > 40 && counts[2] > 20, "{counts:?}");
}

/// Cases of the examples without about a third of their facts.
fn erased(every: usize) -> Vec<(Book, Case)> {
    let cases = cases().into_iter().enumerate().filter(|(place, _)| place % every == 0);
    let without = cases.filter_map(|(seed, (book, document))| {
        let mut all = Vec::new();
        places(&document, &Pointer::ROOT, &mut all);
        let mut case = read(&document)?;
        for (place, at) in all.into_iter().enumerate() {
            if at.below("request").is_none() && drawn(seed * 1009 + place, 3) == 0 {
                case = Change::new(Step::Forget, at, &Value::Null)
                    .ok()
                    .and_then(|forget| with(&case, &[forget]))
                    .unwrap_or(case);
            }
        }
        opened(book, &case).map(|_| (book, case))
    });
    without.collect()
}

/// How many rules could still be errors after the worst answer at a place, by judging all rules after each.
fn worst(book: Book, case: &Case, at: &Pointer, domain: &mut Domain) -> usize {
    let ledger = Ledger::default();
    let frame = Frame { ledger: &ledger, book: book.rulebook(), now: case.as_of.unwrap(), overlay: None };
    let left = domain.changes(&mut case.clone(), at).into_iter().filter_map(|change| {
        let stated = with(case, &[change]).filter(|stated| stated.resolve().is_ok())?;
        let verdicts = frame.of(&stated, judge).unwrap().unwrap();
        Some(frame.blockers(&stated, &verdicts, RuleSet::NONE, &mut |_| ()).unwrap().rules())
    });
    left.max().unwrap_or_default()
}

/// What decides most is asked first: in `open` as in a report that is asked for it.
#[test]
fn what_decides_most_is_asked_first_everywhere() {
    let compared = AtomicU32::new(0);
    parallel::each(&erased(9), |_, (book, case)| {
        let open = opened(*book, case).unwrap();
        let options =
            CheckOptions { rulebook: Some(book.date()), decisive_first: true, ..CheckOptions::default() };
        let asked = check(case, &options).unwrap().questions;
        let of_report: Vec<_> =
            asked.iter().map(|question| &question.at).filter(|at| at.below("request").is_none()).collect();
        let of_open: Vec<_> = open.questions.iter().map(|place| &place.at).collect();
        let told = format!("{} {:?}", book.date(), case.request);
        assert_eq!(of_report, of_open, "{told}");
        let mut domain = Domain::of(case, case.as_of.unwrap(), book.rulebook());
        let of_words: Vec<_> = open
            .questions
            .iter()
            .filter(|place| place.level == Some(Level::Error) && !is_usual(&place.at))
            .filter(|place| matches!(domain.kind(&place.at), Some(Kind::Word(_) | Kind::Truth)))
            .map(|place| &place.at)
            .collect();
        let left: Vec<_> = of_words.iter().map(|at| worst(*book, case, at, &mut domain)).collect();
        assert!(left.is_sorted(), "{told}: {of_words:?} leave {left:?}");
        compared
            .fetch_add(u32::try_from(left.len()).unwrap_or_default().saturating_sub(1), Ordering::Relaxed);
    });
    let compared = compared.into_inner();
    assert!(compared > 100, "only {compared}");
}

/// A span begins and ends where the case may no longer hold the next number, or where another begins.
#[test]
fn spans_of_numbers_reach_as_far_as_a_case_may_hold_them() {
    let (ends, refused) = (AtomicU32::new(0), AtomicU32::new(0));
    parallel::each(&erased(16), |_, (book, case)| {
        let open = opened(*book, case).unwrap();
        for place in open.fields.iter().chain(&open.questions) {
            let spans: Vec<_> = place
                .choices
                .iter()
                .filter_map(|choice| choice.span.as_ref())
                .filter_map(|span| Some((span.from.as_ref()?.as_u64()?, span.to.as_ref()?.as_u64()?)))
                .collect();
            let can_be = |number: u64| {
                let set = Change::new(Step::Set, place.at.clone(), &Value::from(number));
                set.ok()
                    .and_then(|set| with(case, &[set]))
                    .is_some_and(|case| outcome(*book, &case).is_some())
            };
            let (Some((first, _)), Some((_, last))) = (spans.first(), spans.last()) else { continue };
            let told = format!("{} {:?}: {} {spans:?}", book.date(), case.request, place.at);
            assert!(spans.iter().all(|(from, to)| can_be(*from) && can_be(*to)), "{told}");
            assert!(first.checked_sub(1).is_none_or(|below| !can_be(below)), "{told}");
            // No document holds a larger number than this.
            assert!(*last == (1 << 53) - 1 || !can_be(last + 1), "{told}");
            ends.fetch_add(1, Ordering::Relaxed);
            refused.fetch_add(u32::from(*first > 0), Ordering::Relaxed);
        }
    });
    let (ends, refused) = (ends.into_inner(), refused.into_inner());
    assert!(ends > 40 && refused > 5, "{ends}, {refused}");
}

/// Each witness does what it says.
#[test]
fn what_is_stated_makes_a_case_ready_or_blocked() {
    let held = AtomicU32::new(0);
    parallel::each(&erased(7), |_, (book, case)| {
        let open = opened(*book, case).unwrap();
        for (changes, wanted) in [(&open.ready_if, Outcome::Ready), (&open.blocked_if, Outcome::Blocked)] {
            let Some(changes) = changes else { continue };
            let told = format!("{} {:?}: {changes:?}", book.date(), case.request);
            assert_eq!(with(case, changes).and_then(|case| outcome(*book, &case)), Some(wanted), "{told}");
            held.fetch_add(1, Ordering::Relaxed);
        }
    });
    let held = held.into_inner();
    assert!(held > 200, "only {held}");
}
