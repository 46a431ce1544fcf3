//! `greenlight check` on what other tools printed: with what is to be done on the command line, or with a case beside it.

use serde_json::Value;

use crate::support::Folder;

const SAMPLES: &[(&str, &[u8])] = &[
    ("image.json", include_bytes!("../../../core/tests/import/samples/az/sig-image-definition-list.json")),
    (
        "subnets.json",
        include_bytes!("../../../core/tests/import/samples/az/network-vnet-subnet-list-utf16.json"),
    ),
    (
        "environments.json",
        include_bytes!("../../../core/tests/import/samples/power-platform/bap-environments.json"),
    ),
    ("refused.json", include_bytes!("../../../core/tests/import/samples/graph/error-forbidden.json")),
];

const ASKED: &str = "--create-machine bot-01 --environment Singapore --image win11-robots --actor ann";

fn exports() -> Folder {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("exports")).unwrap();
    for (name, content) in SAMPLES {
        folder.write(&format!("exports/{name}"), content);
    }
    folder
}

#[test]
fn a_folder_of_exports_and_options_make_a_verdict() {
    let folder = exports();
    let ended = folder.run(&format!("check exports {ASKED} --as-of 2026-11-28"));
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    let last = ended.out.lines().last().unwrap();
    assert!(last.starts_with("facts missing: create machine by ann; "), "{last}");
    assert!(ended.err.contains("exports/refused.json") && ended.err.contains("not-allowed"), "{}", ended.err);
    let answer = folder.run(&format!("check exports {ASKED} --as-of 2026-11-28 --format json")).out;
    let report: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(report["request"]["action"], "create-machine");
}

#[test]
fn a_finding_names_the_file_it_was_read_in() {
    let folder = exports();
    folder.write("tenant.yaml", "people: {ann: {}}\n");
    let asked = ASKED.replace("win11-robots", "win10-gen1");
    let ended = folder.run(&format!("check tenant.yaml exports {asked} --as-of 2026-11-28"));
    assert!(ended.out.contains("read in: exports/image.json, at `/"), "{}{}", ended.out, ended.err);
}

#[test]
fn a_fact_of_the_case_holds_over_those_of_the_files_and_that_is_told() {
    let folder = exports();
    let request = "request: {actor: ann, create-machine: {environment: Singapore, image: win11-robots}}";
    folder.write(
        "case.yaml",
        format!("people: {{ann: {{}}}}\nimages: {{win11-robots: {{generation: 1}}}}\n{request}\n"),
    );
    let ended = folder.run("check case.yaml exports --as-of 2026-11-28");
    assert!(
        ended
            .err
            .contains("`/images/win11-robots/generation` is 1, as the case says; exports/image.json says 2"),
        "{}",
        ended.err
    );
    assert!(ended.out.contains("IMG004"), "{}", ended.out);
}

#[test]
fn options_are_the_request_of_a_tenant_file_too() {
    let folder = Folder::with(
        "tenant.yaml",
        "environments: {Singapore: {}}\nimages: {win11-robots: {generation: 1}}\npeople: {ann: {}}\n",
    );
    let ended = folder.run(&format!("check tenant.yaml {ASKED}"));
    assert!(ended.out.contains("IMG004"), "{}{}", ended.out, ended.err);
    let ended = folder.run(
        "check tenant.yaml --action share-image --environment Singapore --image win11-robots --actor ann",
    );
    assert!(ended.out.contains("share image by ann"), "{}{}", ended.out, ended.err);
}

#[test]
fn what_is_mixed_wrongly_or_asks_nothing_is_refused() {
    let folder = exports();
    for name in ["one.yaml", "two.yaml"] {
        folder.write(name, "people: {}\n");
    }
    folder.write("lines.jsonl", "{\"people\": {}}\n");
    for (line, says) in [
        ("check exports/image.json", "nothing says what is to be done"),
        ("check exports", "nothing says what is to be done"),
        ("check one.yaml two.yaml exports", "several cases stand beside"),
        ("check lines.jsonl exports", "a batch of cases stands beside"),
        ("check exports --environment Singapore", "--create-machine"),
        ("check exports --create-machine bot", "--actor"),
    ] {
        let ended = folder.run(line);
        assert_eq!((ended.code, ended.err.contains(says)), (2, true), "{line}: {}", ended.err);
    }
}

/// A virtual network with three connections, and an image definition of which two images are made.
#[test]
fn of_several_connections_and_images_each_is_meant_by_its_own_name() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("exports")).unwrap();
    let samples: [(&str, &[u8]); 3] = [
        (
            "networks.json",
            include_bytes!("../../../core/tests/import/samples/dataverse/flowmachinenetworks-annotated.json"),
        ),
        (
            "images.json",
            include_bytes!("../../../core/tests/import/samples/dataverse/flowmachineimages-annotated.json"),
        ),
        (
            "versions.json",
            include_bytes!(
                "../../../core/tests/import/samples/dataverse/flowmachineimageversions-annotated.json"
            ),
        ),
    ];
    for (name, content) in samples {
        folder.write(&format!("exports/{name}"), content);
    }
    let asked = "check exports --create-machine bot-01 --environment prod --actor ann --format json";
    let mut asked = folder.command(&format!("{asked} --as-of 2026-11-28"));
    asked.args(["--network", "Robots NEU", "--image", "Robots image"]);
    let ended = asked.output().unwrap();
    let report: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert!(report.get("outcome").is_some(), "{report:#}");
}
