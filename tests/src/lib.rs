//! The corpus: cases as data, and the answers that every door must give, byte for byte.

use greenlight_core::json::patch::merge;
use greenlight_core::lifecycle::published;
use greenlight_core::rulebook::Book;
use greenlight_core::rules::{self, examples};
use serde_json::{Value, json};

mod drawn;
mod expect;
mod written;

pub use drawn::{Calls, differing};
pub use expect::Expect;

/// The answers to the corpus, one a line, as committed; `cargo xtask codegen` writes them.
pub const ANSWERS: &str = include_str!("../answers.jsonl");

/// A scenario in which machines become active, are refused, fail, are removed and replaced.
const ROLLOUT: &str = include_str!("../../core/tests/simulation/rollout.json");

/// A way to the engine.
pub trait Door {
    /// Calls a verb of the engine on text. The trace that `simulate` emits follows its answer, after a line feed.
    fn call(&self, verb: &str, input: &str) -> String;
}

/// The engine without any WebAssembly.
#[derive(Clone, Copy, Debug)]
pub struct Native;

impl Door for Native {
    fn call(&self, verb: &str, input: &str) -> String {
        use greenlight_core::verbs;
        match verb {
            "check" => verbs::text::check(input),
            "check-lines" => verbs::text::check_lines(input),
            "explain" => verbs::text::explain(input),
            "rules" => verbs::text::rules(),
            "diagnose" => verbs::text::diagnose(input),
            "open" => verbs::text::open(input),
            "why" => verbs::text::why(input),
            "import-facts" => verbs::text::import_facts(input),
            "missing-facts" => verbs::text::missing_facts(input),
            "redact" => verbs::text::redact(input),
            "licences" => verbs::text::licences(input),
            "rulebook" => verbs::text::rulebook(input),
            "roles" => verbs::text::roles(input),
            "simulate" => {
                let mut heard = Recording::default();
                let answer = verbs::text::simulate(input, &mut heard);
                with_trace(answer, &heard.0)
            }
            "outcomes" => verbs::text::outcomes(input),
            "shard" => verbs::text::shard(input, &mut greenlight_core::vocabulary::NoObserver),
            "merge" => verbs::text::merge(input, &mut greenlight_core::vocabulary::NoObserver),
            "replay" => verbs::text::replay(input, &mut greenlight_core::vocabulary::NoObserver),
            other => format!("no verb `{other}`"),
        }
    }
}

/// An answer and the trace that came with it, as one text.
pub fn with_trace(answer: String, trace: &str) -> String {
    if trace.is_empty() { answer } else { format!("{answer}\n{trace}") }
}

/// Keeps what the engine emits.
#[derive(Debug, Default)]
struct Recording(String);

impl greenlight_core::vocabulary::Observer for Recording {
    fn emit(&mut self, chunk: &str) {
        self.0.push_str(chunk);
    }

    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// One call and what must come of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it shows.
    pub note: String,
    /// The verb.
    pub verb: String,
    /// The input.
    pub input: String,
    /// What a person wrote that the answer must say.
    pub expect: Expect,
}

impl Case {
    /// What the door answers, on one line.
    pub fn answer_of(&self, door: &impl Door) -> String {
        let answer = door.call(&self.verb, &self.input);
        if answer.contains('\n') { Value::String(answer).to_string() } else { answer }
    }
}

/// Every case: those by hand, then every rule's examples, then every rule and every published code explained, then simulations.
///
/// # Errors
/// If a file or an example is not what it should be.
pub fn corpus() -> serde_json::Result<Vec<Case>> {
    let golden = examples::golden(Book::General)?;
    let mut cases = written::cases()?;
    for rule in rules::ALL {
        let code = rule.id.code();
        for (example, book, case) in examples::of(rule) {
            cases.push(Case {
                note: format!("{code} by {}: {}", book.date(), example.note),
                verb: "check".to_owned(),
                input: json!({"case": case?, "options": {"rulebook": book.date().to_string()}}).to_string(),
                expect: Expect {
                    verdict: Some((code.to_owned(), examples::promised(example))),
                    ..Expect::default()
                },
            });
        }
    }
    for rule in rules::ALL {
        let code = rule.id.code();
        cases.push(Case {
            note: format!("explain {code}"),
            verb: "explain".to_owned(),
            input: json!({"code": code.to_lowercase()}).to_string(),
            expect: Expect { holds: Some(rule.name().to_owned()), ..Expect::default() },
        });
    }
    for published in published::all() {
        let ambiguous = published::all().filter(|other| other.code == published.code).count() > 1;
        let failed = json!({"machines": {"bot-01": {"status": "failed", "error": published.code}}});
        let mut case = golden.clone();
        merge(&mut case, &failed);
        cases.push(Case {
            note: format!("diagnose {} ({})", published.code, published.group),
            verb: "diagnose".to_owned(),
            input: json!({"case": case, "machine": "bot-01"}).to_string(),
            // A word that means several things is told as what a machine's error means by it.
            expect: Expect { holds: (!ambiguous).then(|| published.meaning.to_owned()), ..Expect::default() },
        });
        cases.push(Case {
            note: format!("explain {} ({})", published.code, published.group),
            verb: "explain".to_owned(),
            input: json!({"code": published.code.to_uppercase()}).to_string(),
            expect: Expect { holds: Some(published.meaning.to_owned()), ..Expect::default() },
        });
    }
    cases.push(Case {
        note: "redact the golden case".to_owned(),
        verb: "redact".to_owned(),
        input: json!({"case": golden}).to_string(),
        expect: Expect { holds: Some("name-1".to_owned()), ..Expect::default() },
    });
    cases.extend(opened()?);
    cases.extend(simulations()?);
    let broken = json!({"case": golden, "options": {"rulebook": "2022-12-12"}});
    cases.push(Case {
        note: "outcomes of a batch".to_owned(),
        verb: "outcomes".to_owned(),
        input: format!("{}\n\n{broken}\n{{}}", json!({"case": golden})),
        expect: Expect { holds: Some("outcome".to_owned()), ..Expect::default() },
    });
    Ok(cases)
}

/// What is open in examples that lack a fact, which call supplies it, and why others are broken: of one rule in seven, which meets every family.
fn opened() -> serde_json::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for rule in rules::ALL.iter().step_by(7) {
        let code = rule.id.code();
        for (verb, verdict) in [("open", "unknown"), ("missing-facts", "unknown"), ("why", "broken")] {
            let Some((example, book, case)) =
                examples::of(rule).find(|(example, ..)| example.verdict == verdict)
            else {
                continue;
            };
            let mut input = json!({"case": case?, "options": {"rulebook": book.date().to_string()}});
            if verb == "why" {
                merge(&mut input, &json!({"rule": code}));
            }
            // What the request itself does not say no call supplies.
            let holds = if verb == "missing-facts" { "facts" } else { code };
            cases.push(Case {
                note: format!("{verb} {code} by {}: {}", book.date(), example.note),
                verb: verb.to_owned(),
                input: input.to_string(),
                expect: Expect { holds: Some(holds.to_owned()), ..Expect::default() },
            });
        }
    }
    Ok(cases)
}

/// The rollout under several seeds, each with its trace, and the replay of each trace: true, and with one line changed.
fn simulations() -> serde_json::Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut add = |note: String, verb: &str, input: String, holds: &str| {
        let expect = Expect { holds: Some(holds.to_owned()), ..Expect::default() };
        cases.push(Case { note, verb: verb.to_owned(), input, expect });
    };
    let mut scenario: Value = serde_json::from_str(ROLLOUT)?;
    for seed in ["7", "8", "a seed may be any text"] {
        merge(&mut scenario, &json!({"seed": seed}));
        let quiet = json!({"scenario": scenario}).to_string();
        add(format!("simulate, seed {seed}, no trace"), "simulate", quiet, "each_machine");
        let input = json!({"scenario": scenario, "options": {"trace": true}}).to_string();
        let told = Native.call("simulate", &input);
        let trace = told.split_once('\n').map_or("", |(_, trace)| trace).to_owned();
        add(format!("simulate, seed {seed}"), "simulate", input, "\n");
        // The last step of the trace, so that its header still can be run.
        let changed = match trace.rsplit_once("active") {
            Some((before, after)) => format!("{before}inactive{after}"),
            None => String::new(),
        };
        add(format!("replay, seed {seed}"), "replay", trace, "\"same\":true");
        add(format!("replay what was changed, seed {seed}"), "replay", changed, "\"same\":false");
    }
    merge(&mut scenario, &json!({"replicates": 20}));
    let many = json!({"scenario": scenario}).to_string();
    add("simulate twenty replicates".to_owned(), "simulate", many, "\"replicates\":20");
    let mut shards = Vec::new();
    for number in 1..=2 {
        let part = json!({"scenario": scenario, "shard": {"number": number, "of": 2}}).to_string();
        shards.push(serde_json::from_str::<Value>(&Native.call("shard", &part))?);
        add(format!("simulate shard {number} of 2"), "shard", part, "\"events\"");
    }
    let whole = json!({"scenario": scenario, "shards": shards}).to_string();
    add("merge two shards".to_owned(), "merge", whole, "\"totals_over_replicates\":20");
    shards.remove(0);
    let half = json!({"scenario": scenario, "shards": shards}).to_string();
    add("merge one of two shards".to_owned(), "merge", half, "shard 1/2 is missing");
    Ok(cases)
}

/// Where a door's answers differ from the committed ones, in words; nothing when they are the same.
///
/// # Errors
/// If the corpus cannot be read.
pub fn differences(door: &impl Door) -> serde_json::Result<Vec<String>> {
    let cases = corpus()?;
    let mut found = Vec::new();
    if cases.len() != ANSWERS.lines().count() {
        found.push(format!(
            "{} cases, {} answers: run `cargo xtask codegen`",
            cases.len(),
            ANSWERS.lines().count()
        ));
    }
    for (case, expected) in cases.iter().zip(ANSWERS.lines()) {
        let answer = case.answer_of(door);
        if answer != expected {
            found.push(format!("{}\n  expected {expected}\n  answered {answer}", case.note));
        }
    }
    Ok(found)
}
