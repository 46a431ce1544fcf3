//! How much work importing takes, for each sample of what tools print: twice the records, twice the work.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::records::{Own, records, repeated};
use super::work::{counting, work};
use super::*;

/// How many records are read at least, so that what is the same for any number hides nothing.
const RECORDS: usize = 120;

/// So many instructions at most it takes to pack the first block of records: of some samples only twice as many fill one.
const TO_PACK_A_BLOCK: u64 = 9_000_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/import")
}

/// The samples that are JSON and whose calls are known, by their names.
fn samples() -> Vec<(String, String)> {
    let folder = folder();
    let table = fs::read_to_string(folder.join("expected/recognised.txt")).unwrap();
    let known = table.lines().filter_map(|line| line.split_once(' ')).filter(|(_, told)| told.contains(':'));
    let read =
        |name: &str| Some((name.to_owned(), fs::read_to_string(folder.join("samples").join(name)).ok()?));
    known.filter_map(|(name, _)| read(name)).filter(|(_, text)| records(text).is_some()).collect()
}

fn asked(files: &[(String, String)], tenant: &Value) -> String {
    let files: Vec<Value> = files.iter().map(|(name, text)| json!({"name": name, "text": text})).collect();
    let hints = json!({"environment": "prod", "person": "maker-a", "network": "hosted"});
    json!({"files": files, "tenant": tenant, "hints": hints}).to_string()
}

/// What takes more than twice the work for twice the records.
#[derive(Default)]
struct Held {
    more: Vec<String>,
}

impl Held {
    fn of(&mut self, engine: &Engine, what: &str, files: impl Fn(usize) -> Vec<(String, String)>) {
        self.over(engine, what, &|_| json!({}), files);
    }

    fn over(
        &mut self,
        engine: &Engine,
        what: &str,
        tenant: &dyn Fn(usize) -> Value,
        files: impl Fn(usize) -> Vec<(String, String)>,
    ) {
        let of = |times| work(engine, Verb::ImportFacts, &asked(&files(times), &tenant(times))).0;
        let (once, twice) = (of(1), of(2));
        if twice * 10 > once * 22 + TO_PACK_A_BLOCK * 10 {
            self.more.push(format!("{what}: {once} instructions, and {twice} for twice the records"));
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.more.is_empty(), "{}", self.more.join("\n"));
        }
    }
}

/// A sample with each of its records so many times.
fn grown(sample: &(String, String), times: usize, own: Own) -> (String, String) {
    (sample.0.clone(), repeated(&sample.1, times, own).unwrap())
}

fn named<'s>(samples: &'s [(String, String)], name: &str) -> &'s (String, String) {
    samples.iter().find(|sample| sample.0 == name).unwrap()
}

#[test]
fn twice_the_records_of_any_sample_are_twice_the_work() {
    let engine = counting();
    let all = samples();
    let mut held = Held::default();
    for sample in &all {
        let times = RECORDS.div_ceil(records(&sample.1).unwrap());
        for own in [Own::Itself, Own::Everything] {
            let what = format!("{} {own:?}", sample.0);
            held.of(&engine, &what, |twice| vec![grown(sample, twice * times, own)]);
        }
    }
    assert!(all.len() > 80, "{}", all.len());
}

#[test]
fn twice_the_records_of_all_samples_together_are_twice_the_work() {
    let engine = counting();
    let all = samples();
    let mut held = Held::default();
    held.of(&engine, "all samples", |twice| {
        all.iter().map(|sample| grown(sample, twice * 20, Own::Everything)).collect()
    });
}

/// The records of a sample, so many times and changed.
fn changed(sample: &(String, String), times: usize, change: impl Fn(usize, &mut Value)) -> String {
    let mut whole: Value = serde_json::from_str(&grown(sample, times, Own::Everything).1).unwrap();
    let list = if whole.is_array() { &mut whole } else { &mut whole["value"] };
    for (number, record) in list.as_array_mut().unwrap().iter_mut().enumerate() {
        change(number, record);
    }
    whole.to_string()
}

#[test]
fn twice_of_what_is_not_right_is_twice_the_work() {
    let engine = counting();
    let all = samples();
    let mut held = Held::default();
    let lone = named(&all, "graph/user-account.json");
    let users = |count: usize| -> Vec<Value> {
        serde_json::from_str(&grown(lone, count, Own::Everything).1).unwrap()
    };
    held.of(&engine, "files", |twice| {
        users(300 * twice).iter().map(|user| (user["id"].to_string(), user.to_string())).collect()
    });
    held.of(&engine, "pages", |twice| {
        let count = 300 * twice;
        let page = |(number, user): (usize, &Value)| {
            let next = (number + 1 < count).then_some("https://graph.microsoft.com/next");
            json!({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users", "@odata.nextLink": next, "value": [user]})
        };
        vec![(
            "pages.json".to_owned(),
            users(count).iter().enumerate().map(page).collect::<Value>().to_string(),
        )]
    });
    let mut one = |name: &'static str, count: usize, change: &dyn Fn(usize, &mut Value)| {
        let sample = named(&all, name);
        held.of(&engine, name, |twice| vec![(name.to_owned(), changed(sample, count * twice, change))]);
    };
    // Each record says another country; each region, and each version, is one that there is not.
    one("13-rest-tenants-list.json", 300, &|number, record| {
        record["countryCode"] = json!(format!("C{number}"));
    });
    one("az/network-vnet-list.json", 150, &|_, record| record["location"] = json!("westeurop"));
    one("dataverse/flowmachines-annotated.json", 30, &|_, record| record["agentversion"] = json!("newest"));
    // Each is asked for by a file of its own.
    held.of(&engine, "lists of files", |twice| {
        let sample = named(&all, "dataverse/flowmachineimages-annotated.json");
        let file = |number: usize| {
            (
                number.to_string(),
                changed(sample, 1, |_, record| record["name"] = json!(format!("i-{number}"))),
            )
        };
        (0..150 * twice).map(file).collect()
    });
}

#[test]
fn twice_the_facts_over_twice_as_many_are_twice_the_work() {
    let engine = counting();
    let all = samples();
    let mut held = Held::default();
    let sample = named(&all, "dataverse/flowmachineimages-annotated.json");
    let names = |twice: usize| (0..1000 * twice).map(|number| format!("image-{number}")).collect::<Vec<_>>();
    let tenant = |twice| json!({"environments": {"prod": {"image_names": names(twice)}}});
    held.over(&engine, "lists over lists", &tenant, |twice| {
        vec![grown(sample, 250 * twice, Own::Everything)]
    });
    let people = |twice: usize| -> Value {
        let person = |number| (format!("person-{number}"), json!({"account": "enabled"}));
        json!({"people": (0..1000 * twice).map(person).collect::<serde_json::Map<_, _>>()})
    };
    let users = named(&all, "graph/users-page.json");
    held.over(&engine, "people over people", &people, |twice| {
        vec![grown(users, 200 * twice, Own::Everything)]
    });
}

/// Role assignments as `az` prints them, each to a principal of its own or to one of a few.
fn assignments(count: usize, principals: usize) -> impl Iterator<Item = String> {
    let sample = "09-az-role-assignment-list.json";
    let text = fs::read_to_string(folder().join("samples").join(sample)).unwrap();
    let row = serde_json::from_str::<Value>(&text).unwrap()[0].take();
    (0..count).map(move |number| {
        let mut row = row.clone();
        let principal = format!("90c192cf-d3ac-44af-8f21-{:012}", number % principals);
        let group = number % principals / 20;
        row["scope"] =
            format!("/subscriptions/6513270e-269e-4d37-b2a7-4de452e6b438/resourceGroups/rg-{group:05}")
                .into();
        row["name"] = format!("6b0d549b-6f03-475a-9600-{number:012}").into();
        row["id"] =
            format!("{}/providers/Microsoft.Authorization/roleAssignments/{}", row["scope"], row["name"])
                .into();
        row["principalName"] = format!("0{}", &principal[1..]).into();
        row["principalId"] = principal.into();
        format!("{}{row}", if number == 0 { "[" } else { "," })
    })
}

/// Machines as Dataverse answers.
fn machines(count: usize) -> impl Iterator<Item = String> {
    let text = fs::read_to_string(folder().join("samples/dataverse/flowmachines-annotated.json")).unwrap();
    let row = serde_json::from_str::<Value>(&text).unwrap()["value"][0].take();
    (0..count).map(move |number| {
        let mut row = row.clone();
        row["flowmachineid"] = format!("88888888-8888-4888-8888-{number:012}").into();
        row["name"] = format!("hm-{number:07}").into();
        row["_flowmachinegroupid_value"] = format!("99999999-8888-4888-8888-{number:012}").into();
        format!("{}{row}", if number == 0 { "[" } else { "," })
    })
}

/// So many bytes of memory the engine takes for an import, and so many its answer has.
fn memory(engine: &Engine, rows: impl Iterator<Item = String> + Send + 'static) -> (usize, usize) {
    let begins = Piece::File(json!({"name": "x.json", "text": ""}).to_string());
    let rows = rows.chain(["]".to_owned()]).map(Piece::Text);
    let mut live = engine.worker(Limits::SIMULATE, Arc::new(NoObserver)).start().unwrap();
    live.store.data_mut().files = Box::new(std::iter::once(begins).chain(rows));
    let request = json!({"files": [], "hints": {"environment": "prod", "origins": true}}).to_string();
    let rest = ask(&mut live, Verb::ImportFacts, &request).unwrap();
    let state = live.store.data();
    assert!(state.answered.starts_with("{\"format_version\"") || state.answered.is_empty());
    (state.memory, state.answered.len() + rest.len())
}

#[test]
fn a_record_more_takes_little_memory() {
    let engine = Engine::load().unwrap();
    let (few, many) = (4000, 16_000);
    let mut told: Vec<String> = Vec::new();
    let mut hold =
        |what: &str, few_of: (usize, usize), many_of: (usize, usize), most: &dyn Fn(usize) -> usize| {
            let of_each = |few_of: usize, many_of: usize| many_of.saturating_sub(few_of) / (many - few);
            let (memory, answer) = (of_each(few_of.0, many_of.0), of_each(few_of.1, many_of.1));
            let most = most(answer);
            if memory > most {
                told.push(format!(
                    "{what}: {memory} bytes for each record, {most} at most, of {answer} in the answer"
                ));
            }
        };
    let of = |count, principals| memory(&engine, assignments(count, principals));
    hold("assignments to a few", of(few, 200), of(many, 200), &|_| 250);
    hold("assignments to each", of(few, few), of(many, many), &|answer| 6 * answer);
    hold("machines", memory(&engine, machines(few)), memory(&engine, machines(many)), &|answer| 3 * answer);
    assert!(told.is_empty(), "{told:?}");
}
