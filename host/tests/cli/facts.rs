//! `greenlight facts`: files of other tools as facts.

use serde_json::Value;

use crate::support::Folder;

const ACCOUNT: &str = include_str!("../../../core/tests/import/samples/az/account-show.json");
const IMAGE: &str = include_str!("../../../core/tests/import/samples/az/sig-image-definition-show.json");
const SUBNET: &[u8] =
    include_bytes!("../../../core/tests/import/samples/az/network-vnet-subnet-list-utf16.json");
const REFUSED: &str = include_str!("../../../core/tests/import/samples/graph/error-forbidden.json");

fn exports() -> Folder {
    let folder = Folder::with("account.json", ACCOUNT);
    folder.write("image.txt", IMAGE);
    folder.write("subnets.json", SUBNET);
    folder
}

#[test]
fn facts_go_into_a_pipe_and_the_report_beside_it() {
    let ended = exports().run("facts account.json image.txt subnets.json --network snet-hosted");
    assert_eq!(ended.code, 0, "{}", ended.err);
    let facts: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(facts["tenant"]["cloud"]["value"], "public");
    let generation = &facts["images"]["win11-robots"]["generation"];
    assert_eq!((&generation["value"], &generation["source"]["file"]), (&2.into(), &"image.txt".into()));
    assert!(generation["observed_at"].is_string(), "{generation}");
    assert_eq!(facts["networks"]["vnet-robots"]["subnet"]["free"]["value"], 23);
    assert!(ended.err.contains("az-sig-image-definition: 1 record, 5 facts"), "{}", ended.err);
}

#[test]
fn a_folder_and_an_older_tenant_file_are_taken_together() {
    let folder = exports();
    folder.write("tenant.yaml", "tenant: {cloud: gcc, country: NO}\n");
    let ended = folder.run("facts . -o facts.json");
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("`/tenant/cloud` was \"gcc\", and is \"public\""), "{}", ended.out);
    let facts: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path("facts.json")).unwrap()).unwrap();
    let (cloud, country) = (&facts["tenant"]["cloud"]["value"], &facts["tenant"]["country"]);
    assert_eq!((cloud, country), (&"public".into(), &"NO".into()));
    assert_eq!(folder.run("facts . -o facts.json").code, 2);
}

#[test]
fn what_somebody_vouches_for_holds_and_is_kept() {
    let folder = exports();
    let ended = folder.run(
        "facts image.txt --attest /images/win11-robots/generation=1 --by ann --note looked -o facts.json",
    );
    assert_eq!(ended.code, 0, "{}", ended.err);
    let text = std::fs::read_to_string(folder.path("facts.json")).unwrap();
    let facts: Value = serde_json::from_str(&text).unwrap();
    let generation = &facts["images"]["win11-robots"]["generation"];
    assert_eq!(generation["value"], 1);
    assert_eq!(
        (&generation["attested"]["by"], &generation["attested"]["note"]),
        (&"ann".into(), &"looked".into())
    );
    let ended = folder.run("facts image.txt --attest generation=1 --by ann");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("`generation=1` is no fact"), "{}", ended.err);
    let ended = folder.run("facts image.txt --attest /images/win11-robots/generationn=1 --by ann");
    assert_eq!(ended.code, 2, "{}", ended.out);
}

#[test]
fn what_could_not_be_read_is_told_with_its_file() {
    let folder = Folder::with("refused.json", REFUSED);
    folder.write("broken.json", "{\"a\": ");
    let ended = folder.run("facts refused.json broken.json --format words");
    assert_eq!(ended.code, 2);
    assert!(ended.out.contains("not-allowed") && ended.out.contains("truncated"), "{}", ended.out);
    let answer: Value = serde_json::from_str(&folder.run("facts refused.json --format json").out).unwrap();
    assert_eq!(answer["problems"][0]["file"], "refused.json");
    assert_eq!(folder.run("facts nothing.json").code, 2);
}

#[test]
fn what_a_case_lacks_is_told_with_the_call_that_supplies_it() {
    let case = "as_of: 2025-11-01\nenvironments: {prod: {}}\npeople: {ann: {}}\nrequest: {actor: ann, create-machine: {environment: prod, image: default}}\n";
    let folder = Folder::with("case.yaml", case);
    let ended = folder.run("facts --missing case.yaml");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    for says in [
        "power-platform-environments: GET https://api.bap.microsoft.com/",
        "who may: Power Platform Administrator",
        "no call supplies it; it stands here: Power Platform admin center, the environment, Settings, Features, Hosted RPA",
        " by hand; as of 2025-11-01",
    ] {
        assert!(ended.out.contains(says), "{says}: {}", ended.out);
    }
    let answer: Value =
        serde_json::from_str(&folder.run("facts --missing case.yaml --format json").out).unwrap();
    let facts = answer["facts"].as_array().unwrap();
    assert!(facts.iter().all(|fact| fact["call"].is_object() != fact["stands"].is_string()), "{facts:?}");
    assert_eq!(folder.run("facts --missing nothing.yaml").code, 2);
    assert_eq!(folder.run("facts case.yaml --missing case.yaml").code, 2);
}

/// What can be read only once is read piece by piece, and is as good as a file.
#[cfg(unix)]
#[test]
fn standard_input_and_a_named_pipe_are_read_as_files_are() {
    let folder = exports();
    let of_files = folder.run("facts account.json subnets.json --plain");
    assert_eq!(of_files.code, 0, "{}", of_files.err);
    let pipe = folder.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = std::thread::spawn(move || std::fs::write(pipe, SUBNET).unwrap());
    let ended = folder.run_with("facts - pipe --plain", ACCOUNT);
    writer.join().unwrap();
    assert_eq!((ended.code, ended.out), (0, of_files.out), "{}", ended.err);
    let broken = folder.run_with("facts account.json - --plain", b"[{\"id\": \"caf\xe9\"}]");
    assert_eq!(broken.code, 2);
    assert!(
        broken.err.contains("<stdin>:1:13") && broken.err.contains("not UTF-8 from here"),
        "{}",
        broken.err
    );
}
