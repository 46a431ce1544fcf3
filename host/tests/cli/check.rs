//! `greenlight check`: reports, exit codes, options.

use expect_test::expect;
use serde_json::Value;

use crate::support::{CASE, Ended, Folder, case};

fn check(content: &str, options: &str) -> Ended {
    Folder::with("case.yaml", content).run(&format!("check case.yaml {options}"))
}

fn blocked() -> String {
    case("generation: 2 ", "generation: 1 ")
}

fn needs_facts() -> String {
    case("    generation: 2 ", "    #")
}

/// The golden case of the core as one line of JSON, its image of this generation or of an unknown one.
fn json_line(generation: Option<u32>) -> String {
    let mut case: Value = serde_json::from_str(greenlight_core::rules::examples::GOLDEN).unwrap();
    case["images"]["finance"]["generation"] = generation.into();
    case.to_string()
}

#[test]
fn exit_codes_one_by_one() {
    let folder = Folder::new();
    folder.write("ready.yaml", CASE);
    folder.write("blocked.yaml", blocked());
    folder.write("open.yaml", needs_facts());
    folder.write("bad.yaml", "imagse: {}");
    let cases = [
        ("check ready.yaml", 0),
        ("check blocked.yaml", 1),
        ("check bad.yaml", 2),
        ("check missing.yaml", 2),
        ("check", 2),
        ("check ready.yaml --rulebook yesterday", 2),
        ("check open.yaml", 3),
        ("check open.yaml --fail-on never", 3),
        ("check blocked.yaml --fail-on never", 0),
        ("check blocked.yaml --fail-on note", 1),
        // A batch returns the first that applies of 2, 1, 3, 4, 0.
        ("check ready.yaml open.yaml", 3),
        ("check open.yaml blocked.yaml ready.yaml", 1),
        ("check open.yaml bad.yaml blocked.yaml", 2),
    ];
    for (line, code) in cases {
        assert_eq!(folder.run(line).code, code, "{line}");
    }
}

#[test]
fn a_finding_is_shown_at_its_place_with_who_can_mend_it() {
    let ended = check(&blocked(), "");
    let finding = ended.out.split("\n\n").next().unwrap();
    expect![[r#"
        error[IMG004]: image `finance` is of generation 1, but hosted machines need generation 2
          --> case.yaml:76:17
           |
        76 |     generation: 1                 # change this to 1 and check again
           |                 ^
           |
           = help: 1. create a new image definition of generation 2 in the gallery
                   2. build the image on a generation 2 virtual machine and add a version of it to the new definition
                   `az sig image-definition create --hyper-v-generation V2 --features SecurityType=TrustedLaunch --os-type Windows --os-state Generalized --gallery-name GALLERY --gallery-image-definition NAME --publisher PUBLISHER --offer OFFER --sku SKU --resource-group GROUP`
           = who can mend it: image or network owner
           = source: Hosted machines, Image requirements, 2024-01-24"#]].assert_eq(finding);
    assert_eq!(ended.err, "");
}

#[test]
fn missing_facts_are_asked_for_at_the_place_where_they_would_stand() {
    let ended = check(&needs_facts(), "");
    let questions = ended.out.split("\n\n").find(|part| part.starts_with("facts missing")).unwrap();
    expect![[r#"
        facts missing
          for image `finance` case.yaml:71:3
            generation                    Hyper-V generation of its definition  IMG004"#]]
    .assert_eq(questions);
}

#[test]
fn json_is_the_engines_report_and_nothing_else() {
    let folder = Folder::new();
    folder.write("a.yaml", blocked());
    folder.write("b.yaml", "imagse: {}");
    folder.write("c.yaml", CASE);
    let ended = folder.run("check a.yaml b.yaml c.yaml --format json");
    let lines: Vec<Value> = ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["outcome"], "blocked");
    assert_eq!(lines[0]["format_version"], "1.0");
    assert_eq!(lines[2]["outcome"], "ready");
    expect![[r#"{"error":{"at":"/imagse","code":"unknown-field","column":1,"file":"b.yaml","help":"did you mean `images`?","line":1,"message":"there is no field `imagse` here"},"errors":[{"at":"/imagse","code":"unknown-field","column":1,"file":"b.yaml","help":"did you mean `images`?","line":1,"message":"there is no field `imagse` here"}]}"#]].assert_eq(&lines[1].to_string());
    assert!(ended.err.contains("imagse"), "{ended:?}");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let case = "as_of: soon\nimagse: {}\npeople: {ann: {plans: [7]}}\nenvironments: {prod: {geography: Europ, hosted_machines: many}}\n";
    let folder = Folder::with("case.yaml", case);
    let ended = folder.run("check case.yaml");
    assert_eq!((ended.code, &*ended.out), (2, ""));
    let places: Vec<&str> = ended.err.lines().filter_map(|line| line.trim().strip_prefix("--> ")).collect();
    assert_eq!(
        places,
        ["case.yaml:1:8", "case.yaml:2:1", "case.yaml:3:24", "case.yaml:4:58"],
        "{}",
        ended.err
    );
    let case =
        CASE.replace("image: finance", "image: finanz").replace("geography: Europe", "geography: Europ");
    let ended = check(&case, "--format json");
    let answer: Value = serde_json::from_str(&ended.out).unwrap();
    let codes: Vec<&Value> =
        answer["errors"].as_array().unwrap().iter().map(|error| &error["code"]).collect();
    assert_eq!(codes, ["unknown-reference", "unknown-value"], "{answer}");
}

#[test]
fn a_pipe_gets_the_questions_in_the_order_in_which_they_decide() {
    let folder = Folder::with("case.yaml", CASE.replace("    hosted_rpa_addons: 3\n", ""));
    let ended = folder.run("check case.yaml --ask --rulebook 2024-01-24");
    assert_eq!(ended.code, 3, "{}", ended.err);
    let asked = "/environments/prod/hosted_rpa_addons: for environment `prod`: hosted RPA add-ons bought and assigned to it\n";
    assert_eq!(ended.out, asked);
    assert_eq!(folder.run("check case.yaml case.yaml --ask").code, 2);
}

#[test]
fn all_lists_every_verdict_and_a_receipt_proves_them() {
    let ended = check(CASE, "--all --receipt --format json");
    let report: Value = serde_json::from_str(&ended.out).unwrap();
    let rules = Folder::new().run("rules").out.lines().count();
    assert_eq!(report["verdicts"].as_array().unwrap().len(), rules);
    assert_eq!(report["receipt"]["request"].as_str().unwrap().len(), 64);
    let words = check(CASE, "--all --receipt").out;
    assert_eq!(words.lines().filter(|line| line.starts_with("IMG004  met")).count(), 1, "{words}");
}

#[test]
fn the_instant_is_that_of_the_option_the_case_or_now() {
    let instant = |content: &str, options: &str| {
        let ended = check(content, &format!("{options} --format json"));
        let report: Value = serde_json::from_str(&ended.out).unwrap();
        report["as_of"].as_str().unwrap().to_owned()
    };
    let without = case("as_of: 2024-02-12T09:00:00Z", "");
    assert_eq!(instant(CASE, ""), "2024-02-12T09:00:00Z");
    assert_eq!(instant(CASE, "--as-of 2024-03-01"), "2024-03-01T00:00:00Z");
    assert_eq!(instant(&without, "--as-of 2024-03-01"), "2024-03-01T00:00:00Z");
    assert!(instant(&without, "").as_str() > "2025");
    assert!(instant(CASE, "--as-of now").as_str() > "2025");
}

#[test]
fn the_rulebook_is_that_of_the_option() {
    let ended = check(CASE, "--rulebook 2024-01-24 --format json");
    let report: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(report["rulebook"], "2024-01-24");
    let ended = check(CASE, "--rulebook 2001-01-01");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("there is no rulebook of 2001-01-01"), "{ended:?}");
}

#[test]
fn several_documents_and_standard_input() {
    let both = format!("{CASE}\n---\n{}", blocked());
    let ended = Folder::new().run_with("check -", &both);
    assert_eq!(ended.code, 1);
    let outcomes: Vec<_> = ended.out.lines().filter_map(|line| line.strip_prefix("<stdin>: ")).collect();
    assert!(outcomes[0].starts_with("ready") && outcomes[1].starts_with("blocked"), "{ended:?}");
}

#[test]
fn json_reads_as_yaml_does() {
    let folder = Folder::new();
    let case = json_line(Some(1));
    folder.write("case.json", &case);
    folder.write("case.yaml", &case);
    let json = folder.run("check case.json --format json");
    assert!(json.out.contains("\"outcome\":\"blocked\""), "{json:?}");
    assert_eq!(json.out, folder.run("check case.yaml --format json").out);
    assert_eq!(json.out, folder.run_with("check - --format json", &case).out);
}

#[test]
fn a_batch_answers_line_by_line_in_order() {
    let empty = String::new();
    let lines = [
        json_line(Some(2)),
        json_line(Some(1)),
        empty,
        r#"{"imagse": {}}"#.to_owned(),
        "{".to_owned(),
        json_line(None),
    ];
    let folder = Folder::with("cases.jsonl", lines.join("\n"));
    let ended = folder.run("check cases.jsonl");
    assert_eq!(ended.code, 2);
    expect![[r#"
        cases.jsonl:2: error[IMG004]: image `finance` is of generation 1, but hosted machines need generation 2
        cases.jsonl:6: facts missing: /images/finance/generation
        5 cases: 1 ready, 1 blocked, 1 with facts missing, 2 unreadable
    "#]].assert_eq(&ended.out);
    expect![[r#"
        error: there is no field `imagse` here
         --> cases.jsonl:4:2
          |
        4 | {"imagse": {}}
          |  ^^^^^^^^
          |
          = help: did you mean `images`?

        error: this is not valid JSON: the text ends within an object
         --> cases.jsonl:5:1
          |
        5 | {
          | ^
          |
          = help: the end of the document is missing; is the file complete?

    "#]]
    .assert_eq(&ended.err);
    let answers = folder.run("check cases.jsonl --format json").out;
    assert_eq!(answers.lines().count(), 5);
    folder.write("one.json", json_line(Some(1)));
    let one = folder.run("check one.json --format json").out;
    assert_eq!(answers.lines().nth(1), one.lines().next());
}

#[test]
fn a_large_batch_keeps_its_order() {
    let (ready, blocked) = (json_line(Some(2)), json_line(Some(1)));
    let lines: Vec<&str> =
        (0..1000).map(|index| if index % 7 == 3 { blocked.as_str() } else { ready.as_str() }).collect();
    let ended = Folder::with("cases.jsonl", lines.join("\n")).run("check cases.jsonl --format json");
    assert_eq!(ended.code, 1);
    assert_eq!(ended.out.lines().count(), 1000);
    for (index, line) in ended.out.lines().enumerate() {
        assert_eq!(line.contains("\"outcome\":\"blocked\""), index % 7 == 3, "line {index}");
    }
}

#[test]
fn a_handover_goes_to_whoever_can_mend_each_finding() {
    let ended = check(&blocked(), "--handover");
    assert_eq!(ended.code, 1);
    let letter = ended.out.split("\nTo: ").next().unwrap();
    expect![[r#"
        To: image or network owner

        maker-a asks for `create-machine` in Power Automate. For that, please:

        - image `finance` is of generation 1, but hosted machines need generation 2 [IMG004]
          create a new image definition of generation 2 in the gallery
          build the image on a generation 2 virtual machine and add a version of it to the new definition
            az sig image-definition create --hyper-v-generation V2 --features SecurityType=TrustedLaunch --os-type Windows --os-state Generalized --gallery-name GALLERY --gallery-image-definition NAME --publisher PUBLISHER --offer OFFER --sku SKU --resource-group GROUP
          See Hosted machines, Image requirements, 2024-01-24: https://learn.microsoft.com/power-automate/desktop-flows/hosted-machines
    "#]].assert_eq(letter);
}

#[test]
fn outcomes_are_told_in_brief() {
    let lines = [json_line(Some(2)), json_line(Some(1)), String::new(), "{".to_owned(), json_line(None)];
    let folder = Folder::with("cases.jsonl", lines.join("\n"));
    let ended = folder.run("check cases.jsonl --format outcome");
    assert_eq!(ended.code, 2);
    let told: Vec<Value> = ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [ready, blocked, unreadable, open] = told.as_slice() else { panic!("{}", ended.out) };
    let start = |number: usize, outcome: &str| {
        format!(r#"{{"file":"cases.jsonl","number":{number},"outcome":"{outcome}""#)
    };
    for (line, number, outcome) in [(0, 1, "ready"), (1, 2, "blocked"), (3, 5, "needs-facts")] {
        let line = ended.out.lines().nth(line).unwrap();
        assert!(line.starts_with(&start(number, outcome)), "{line}");
    }
    assert!(unreadable["error"]["message"].as_str().unwrap().contains("not valid JSON"), "{unreadable}");
    assert_eq!((&ready["errors"], &open["errors"]), (&Value::Null, &Value::Null));
    assert_eq!(blocked["errors"], serde_json::json!(["IMG004"]));

    // Documents that are no lines are told alike.
    let pretty: Value = serde_json::from_str(&json_line(Some(1))).unwrap();
    folder.write("one.json", serde_json::to_string_pretty(&pretty).unwrap());
    let one = folder.run("check one.json --format outcome");
    let blocked = ended.out.lines().nth(1).unwrap();
    let expected = blocked.replace("cases.jsonl", "one.json").replace(r#""number":2"#, r#""number":1"#);
    assert_eq!((one.code, one.out), (1, format!("{expected}\n")));
    for (options, code) in [("--fail-on never", 0), ("--fail-on note", 1), ("", 1)] {
        let ended = folder.run(&format!("check one.json --format outcome {options}"));
        assert_eq!(ended.code, code, "{options}");
    }
}

#[test]
fn a_batch_without_instants_is_judged_now() {
    let mut case: Value = serde_json::from_str(&json_line(Some(1))).unwrap();
    case.as_object_mut().unwrap().remove("as_of");
    // Elsewhere it is a name like any other.
    let mut named = case.clone();
    named["people"]["as_of"] = serde_json::json!({});
    let folder = Folder::with("cases.jsonl", format!("{case}\n{named}\n"));
    let told = |options: &str| -> Vec<Value> {
        let ended = folder.run(&format!("check cases.jsonl --format json {options}"));
        ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let now = told("");
    assert!(now.len() == 2 && now.iter().all(|report| report["outcome"] == "blocked"), "{now:?}");
    let then = told("--as-of 2024-02-12T09:00:00Z");
    assert!(then.iter().all(|report| report["as_of"] == "2024-02-12T09:00:00Z"), "{then:?}");
    assert!(now.iter().all(|report| report["as_of"] != "2024-02-12T09:00:00Z"), "{now:?}");
}

/// A pipe has no name that would say that a case stands in each line.
#[test]
fn standard_input_holds_a_case_a_line_where_that_is_said() {
    let folder = Folder::new();
    let lines = format!("{}\n{}\n", json_line(Some(2)), json_line(Some(1)));
    let judged = folder.run_with("check - --lines --format outcome", &lines);
    expect![[r#"
        {"file":"<stdin>","number":1,"outcome":"ready"}
        {"file":"<stdin>","number":2,"outcome":"blocked","errors":["IMG004"]}
    "#]]
    .assert_eq(&judged.out);
    assert_eq!(judged.code, 1, "{}", judged.err);
    let unsaid = folder.run_with("check -", &lines);
    assert!(unsaid.code == 2 && unsaid.err.contains("`check --lines`"), "{}", unsaid.err);
}

/// Each case of a batch is handed over as it is by itself.
#[test]
fn a_hand_over_is_written_of_every_line() {
    let folder = Folder::with("one.json", json_line(Some(1)));
    let alone = folder.run("check one.json --handover").out;
    folder.write("cases.jsonl", format!("{}\n", json_line(Some(1))).repeat(2));
    assert_eq!(folder.run("check cases.jsonl --handover").out, alone.repeat(2));
    assert!(alone.contains("generation"), "{alone}");
}

/// What can be read only once is not looked at before: nothing of it is lost.
#[cfg(unix)]
#[test]
fn a_named_pipe_is_read_from_its_beginning() {
    let folder = Folder::new();
    let pipe = folder.path("cases.jsonl");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let lines = r#"{"as_of": "2024-02-12"}"#.to_owned() + "\n";
    let writer = std::thread::spawn(move || std::fs::write(pipe, lines.repeat(3)).unwrap());
    let ended = folder.run("check cases.jsonl --format json");
    writer.join().unwrap();
    assert_eq!(ended.out.lines().count(), 3, "{}{}", ended.out, ended.err);
    assert!(ended.out.lines().all(|line| line.contains("missing-field")), "{}", ended.out);
}
