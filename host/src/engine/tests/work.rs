//! How much work the verbs take, counted in instructions and not in time: twice the input, twice the work.

use std::sync::Arc;

use super::*;
use crate::document::{Document, SourceText};

/// An engine that counts its instructions.
pub(super) fn counting() -> Engine {
    let mut counting = config::config();
    counting.consume_fuel(true);
    let engine = wasmtime::Engine::new(&counting).unwrap();
    let component = Component::from_binary(&engine, COMPONENT).unwrap();
    Engine::linked(engine, &component).unwrap()
}

/// The instructions of one call, and the trace that was told.
pub(super) fn work(engine: &Engine, verb: Verb, input: &str) -> (u64, String) {
    let heard = Arc::new(Recording::default());
    let mut live = engine.worker(Limits::SIMULATE, Arc::clone(&heard) as _).start().unwrap();
    live.store.set_fuel(u64::MAX).unwrap();
    let answer = ask(&mut live, verb, input).unwrap();
    assert!(!answer.starts_with("{\"error\""), "{answer:.300}");
    let trace = std::mem::take(&mut *heard.0.lock().unwrap());
    (u64::MAX - live.store.get_fuel().unwrap(), trace)
}

fn rollout(machines: usize, options: &str) -> String {
    let text = include_str!("../../../templates/rollout.yaml").replacen(
        "count: 5",
        &format!("count: {machines}"),
        1,
    );
    let source = Arc::new(SourceText { name: "rollout.yaml".to_owned(), text, lines_before: 0 });
    let mut scenario = Document::read_all(&source).remove(0).unwrap();
    scenario.set_json("faults", r#"[{"code":"internalError","probability_ppm":500000}]"#);
    format!("{{\"scenario\":{},\"options\":{options}}}", scenario.json())
}

/// The case that `init` writes, with other fields of its own.
fn case(fields: &[(&str, String)]) -> Document {
    let source = Arc::new(SourceText {
        name: "case.yaml".to_owned(),
        text: include_str!("../../../templates/case.yaml").to_owned(),
        lines_before: 0,
    });
    let mut case = Document::read_all(&source).remove(0).unwrap();
    for (field, value) in fields {
        case.set_json(field, value);
    }
    case
}

/// A JSON object of so many members, each made of its number.
fn members(count: usize, member: impl Fn(usize) -> String) -> String {
    format!("{{{}}}", (0..count).map(member).collect::<Vec<_>>().join(","))
}

/// A JSON list of so many items.
fn items(count: usize, item: impl Fn(usize) -> String) -> String {
    format!("[{}]", (0..count).map(item).collect::<Vec<_>>().join(","))
}

/// So many machines of one environment, or each of its own.
fn machines(count: usize, environment: impl Fn(usize) -> String) -> String {
    members(count, |n| format!(r#""m-{n:06}":{{"environment":"{}","creator":"maker-a"}}"#, environment(n)))
}

fn fleet(count: usize) -> String {
    format!("{{\"case\":{}}}", case(&[("machines", machines(count, |_| "prod".to_owned()))]).json())
}

/// So many machines in a tenant of which little is known, so that completions are looked for.
fn half_known(count: usize) -> String {
    let environment = r#"{"geography":"Europe","kind":"production","features":{"hosted_machines":"enabled"},"flow_extensions_version":"1.2.4.1","cross_geo":"enabled","hosted_rpa_addons":8,"hosted_rpa_trial_addons":2,"hosted_machine_groups":1,"image_names":[],"network_names":[],"group_names":[],"default_image":{"shared_with":["maker-a"]}}"#;
    format!(
        r#"{{"case":{{"as_of":"2024-02-12","environments":{{"prod":{environment}}},"people":{{"maker-a":{{}}}},"machines":{},"request":{{"actor":"maker-a","create-machine":{{"environment":"prod","name":"x","image":"default"}}}}}}}}"#,
        machines(count, |_| "prod".to_owned())
    )
}

/// An environment, a group and a creator for each machine, beside those that something is asked of.
fn spread(count: usize) -> String {
    let document: serde_json::Value = serde_json::from_str(&case(&[]).json()).unwrap();
    format!("{{\"case\":{}}}", spread_over(document, count))
}

fn spread_over(mut document: serde_json::Value, count: usize) -> serde_json::Value {
    use serde_json::json;
    let of_each = |of: &dyn Fn(usize) -> (String, serde_json::Value)| (0..count).map(of).collect::<Vec<_>>();
    let within = |n: usize| format!("e-{n:06}");
    let environments = of_each(&|n| (within(n), json!({"geography": "Europe"})));
    let people = of_each(&|n| (format!("p-{n:06}"), json!({"account": "enabled"})));
    document["environments"].as_object_mut().unwrap().extend(environments);
    document["people"].as_object_mut().unwrap().extend(people);
    let machine =
        |n| (format!("m-{n:06}"), json!({"environment": within(n), "creator": format!("p-{n:06}")}));
    document["machines"] = of_each(&machine).into_iter().collect();
    let group =
        |n| (format!("g-{n:06}"), json!({"environment": within(n), "kind": "hosted", "committed_bots": 1}));
    document["groups"] = of_each(&group).into_iter().collect();
    document
}

/// A rollout in a tenant that is spread as widely.
fn rollout_over(count: usize) -> String {
    let text = include_str!("../../../templates/rollout.yaml").to_owned();
    let source = Arc::new(SourceText { name: "rollout.yaml".to_owned(), text, lines_before: 0 });
    let scenario = Document::read_all(&source).remove(0).unwrap();
    format!("{{\"scenario\":{}}}", spread_over(serde_json::from_str(&scenario.json()).unwrap(), count))
}

/// A case under so many waivers, none of which is for it.
fn waived(count: usize) -> String {
    let waivers = items(count, |n| {
        format!(r#"{{"rule":"IMG004","image":"i-{n}","reason":"agreed","until":"2024-06-01"}}"#)
    });
    format!(
        "{{\"case\":{},\"options\":{{\"overlay\":{{\"name\":\"Contoso\",\"date\":\"2024-02-01\",\"waivers\":{waivers}}}}}}}",
        case(&[]).json()
    )
}

/// What az answers that lists so many virtual networks.
fn export_of_networks(count: usize) -> String {
    let networks = (0..count).map(|n| {
        let group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg";
        let id = format!("{group}/providers/Microsoft.Network/virtualNetworks/vnet-{n:06}");
        let subnet = serde_json::json!({"id": format!("{id}/subnets/hosted"), "name": "hosted", "addressPrefix": "10.0.0.0/24"});
        serde_json::json!({"id": id, "name": format!("vnet-{n:06}"), "type": "Microsoft.Network/virtualNetworks", "location": "northeurope", "resourceGroup": "rg", "subnets": [subnet]})
    });
    let answer = serde_json::Value::from(networks.collect::<Vec<_>>());
    serde_json::json!({"files": [{"name": "networks.json", "text": answer.to_string()}]}).to_string()
}

/// What Microsoft Graph answers that lists so many people.
fn export(count: usize) -> String {
    let people = (0..count).map(|n| {
        let user = format!("person-{n}@contoso.example");
        serde_json::json!({"id": format!("00000000-0000-0000-0000-{n:012}"), "userPrincipalName": user, "accountEnabled": true})
    });
    let context = "https://graph.microsoft.com/v1.0/$metadata#users(id,userPrincipalName,accountEnabled)";
    let answer = serde_json::json!({"@odata.context": context, "value": people.collect::<Vec<_>>()});
    serde_json::json!({"files": [{"name": "users.json", "text": answer.to_string()}]}).to_string()
}

/// A rollout over listed machines whose facts change so many times, or in which so many faults are said.
fn busy(machines_listed: usize, changes: usize, faults: usize) -> String {
    let text = include_str!("../../../templates/rollout.yaml");
    let source =
        Arc::new(SourceText { name: "rollout.yaml".to_owned(), text: text.to_owned(), lines_before: 0 });
    let mut scenario = Document::read_all(&source).remove(0).unwrap();
    scenario.set_json("machines", &machines(machines_listed, |_| "prod".to_owned()));
    let change =
        |n| format!(r#"{{"at":"d1T00:{:02}","change":{{"tenant":{{"custom_networks":{n}}}}}}}"#, n % 60);
    scenario.set_json("timeline", &items(changes, change));
    let fault = |n| format!(r#"{{"code":"internalError","from":"d1","machines":["m-{n:06}"]}}"#);
    scenario.set_json("faults", &items(faults, fault));
    format!("{{\"scenario\":{}}}", scenario.json())
}

fn check(what: &str, once: u64, twice: u64) {
    assert!(twice * 10 <= once * 22, "{what}: {once} instructions, and {twice} for twice the input");
}

#[test]
fn twice_the_machines_are_twice_the_work() {
    let engine = counting();
    let of = |verb, input: String| work(&engine, verb, &input);
    let (n, each, traced) = (2000, r#"{"each":true}"#, r#"{"trace":true}"#);
    let simulate = |machines, options| of(Verb::Simulate, rollout(machines, options));
    check("simulate --each", simulate(n, each).0, simulate(2 * n, each).0);
    let ((one, short), (two, long)) = (simulate(n, traced), simulate(2 * n, traced));
    check("simulate --trace", one, two);
    check("replay", of(Verb::Replay, short).0, of(Verb::Replay, long).0);
    check("check", of(Verb::Check, fleet(n)).0, of(Verb::Check, fleet(2 * n)).0);
}

#[test]
fn twice_of_anything_is_twice_the_work() {
    let engine = counting();
    let of = |verb, input: String| work(&engine, verb, &input).0;
    let n = 1000;
    check("environments", of(Verb::Check, spread(n)), of(Verb::Check, spread(2 * n)));
    check("half-known", of(Verb::Check, half_known(100)), of(Verb::Check, half_known(200)));
    check("waivers", of(Verb::Check, waived(10 * n)), of(Verb::Check, waived(20 * n)));
    check("licences", of(Verb::Licences, fleet(n)), of(Verb::Licences, fleet(2 * n)));
    check("licences of many", of(Verb::Licences, spread(n)), of(Verb::Licences, spread(2 * n)));
    check("simulate over many", of(Verb::Simulate, rollout_over(n)), of(Verb::Simulate, rollout_over(2 * n)));
    check(
        "networks",
        of(Verb::ImportFacts, export_of_networks(n)),
        of(Verb::ImportFacts, export_of_networks(2 * n)),
    );
    check("redact", of(Verb::Redact, fleet(n)), of(Verb::Redact, fleet(2 * n)));
    check("missing facts", of(Verb::MissingFacts, fleet(n)), of(Verb::MissingFacts, fleet(2 * n)));
    check("import", of(Verb::ImportFacts, export(n)), of(Verb::ImportFacts, export(2 * n)));
    let changed = |machines, changes| of(Verb::Simulate, busy(machines, changes, 0));
    check("changes", changed(n, 100), changed(n, 200));
    check("machines whose facts change", changed(n, 100), changed(2 * n, 100));
    let failing = |faults| of(Verb::Simulate, busy(2 * n, 0, faults));
    check("faults", failing(n), failing(2 * n));
}
