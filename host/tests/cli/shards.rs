//! Simulating on several threads and in shards: the same bytes as without, and nothing half done.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::{Ended, Folder};

/// The template's rollout, as often as is needed.
fn rollout() -> Folder {
    let folder = Folder::new();
    assert_eq!(folder.run("init").code, 0);
    folder
}

const SIMULATE: &str = "simulate rollout.yaml --replicates 24";

/// Simulates all shards into files, and gives their names.
fn shards(folder: &Folder, of: usize) -> Vec<String> {
    let names: Vec<String> = (1..=of).map(|number| format!("{number}-of-{of}.jsonl")).collect();
    for (number, name) in (1..).zip(&names) {
        let ended = folder.run(&format!("{SIMULATE} --shard {number}/{of} -o {name}"));
        assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{ended:?}");
        assert_eq!(ended.err, format!("shard {number}/{of}: {name}\n"));
    }
    names
}

#[test]
fn threads_and_shards_give_the_bytes_of_one_thread() {
    let folder = rollout();
    for options in ["", " --format json", " --each", " --objective failed=0 --objective p50<10h"] {
        let whole = folder.run(&format!("{SIMULATE}{options}"));
        assert!(whole.out.len() > 500, "{whole:?}");
        let same = |line: &str| {
            let ended = folder.run(&format!("{line}{options}"));
            assert_eq!((ended.code, &ended.out, &ended.err), (whole.code, &whole.out, &whole.err), "{line}");
        };
        for jobs in [1, 2, 5] {
            same(&format!("{SIMULATE} --jobs {jobs}"));
        }
        if options.is_empty() {
            shards(&folder, 3);
            shards(&folder, 7);
        }
        for of in [3, 7] {
            let names: Vec<String> = (1..=of).rev().map(|number| format!("{number}-of-{of}.jsonl")).collect();
            same(&format!("merge {}", names.join(" ")));
        }
    }
    // A scenario in JSON may be written over many lines.
    let scenario = "{\n  \"as_of\": \"2024-02-12\",\n  \"horizon\": \"2d\",\n  \"replicates\": 3\n}\n";
    folder.write("many.json", scenario);
    assert_eq!(folder.run("simulate many.json --shard 1/1 -o one.jsonl").code, 0);
    assert_eq!(folder.run("merge one.jsonl").out, folder.run("simulate many.json").out);
    let missed = "--objective failed=0 --objective p50<1m";
    assert_eq!(folder.run(&format!("merge {} {missed}", shards_again(&folder))).code, 4);
}

/// The three shards that are there.
fn shards_again(folder: &Folder) -> String {
    let names: Vec<String> = (1..=3).map(|number| format!("{number}-of-3.jsonl")).collect();
    assert!(names.iter().all(|name| folder.path(name).is_file()));
    names.join(" ")
}

#[test]
fn what_is_wrong_is_said_as_without_threads() {
    let folder = rollout();
    for line in ["--rulebook 2010-01-01", "--objective ready", "--as-of 2001-01-01"] {
        let one = folder.run(&format!("{SIMULATE} {line}"));
        let several = folder.run(&format!("{SIMULATE} {line} --jobs 3"));
        assert_eq!(one.code, 2, "{line}: {one:?}");
        assert_eq!((one.out, one.err), (several.out, several.err), "{line}");
    }
    folder.write("small.yaml", format!("limits: {{events: 500}}\n{}", read(&folder, "rollout.yaml")));
    let one = folder.run("simulate small.yaml --replicates 50");
    assert!(one.code == 2 && one.err.contains("more than 500 events"), "{one:?}");
    let several = folder.run("simulate small.yaml --replicates 50 --jobs 2");
    assert_eq!((several.code, several.err), (2, one.err));
}

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path(name)).unwrap()
}

/// The digest of the engine in a shard's file.
fn engine_digest(file: &str) -> String {
    let shard: serde_json::Value = serde_json::from_str(file.lines().nth(1).unwrap()).unwrap();
    let digest = shard["simulation"]["engine_digest"].as_str().unwrap();
    assert!(digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{digest}");
    digest.to_owned()
}

#[test]
fn shards_that_are_no_whole_are_refused_by_name() {
    let folder = rollout();
    shards(&folder, 3);
    let other = |line: &str| {
        let ended = folder.run(&format!("simulate {line} -o other.jsonl --force"));
        assert_eq!(ended.code, 0, "{ended:?}");
    };
    let refused = |files: &str, said: &[&str]| {
        let ended = folder.run(&format!("merge {files}"));
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{files}: {ended:?}");
        for said in said {
            assert!(ended.err.contains(said), "{files}: {said}: {}", ended.err);
        }
    };
    let [first, second, third] = ["1-of-3.jsonl", "2-of-3.jsonl", "3-of-3.jsonl"];
    refused(&format!("{first} {third}"), &["shard 2/3 is missing", "help: "]);
    refused(third, &["shards 1/3, 2/3 are missing"]);
    refused(
        &format!("{first} {second} {third} {second}"),
        &["shard 2 is given twice", "`2-of-3.jsonl`", "--> 2-of-3.jsonl"],
    );
    let foreign = |said: &str| {
        refused(&format!("{first} {second} other.jsonl"), &[said, "--> other.jsonl"]);
    };
    other("rollout.yaml --replicates 24 --seed 8 --shard 3/3");
    foreign("another seed: 8 instead of 7");
    other("rollout.yaml --replicates 25 --shard 3/3");
    foreign("another number of replicates");
    other("rollout.yaml --replicates 24 --shard 3/4");
    foreign("another number of shards: 4 instead of 3");
    other("rollout.yaml --replicates 24 --as-of 2024-02-13 --shard 3/3");
    foreign("another scenario");
    folder.write("old.jsonl", read(&folder, third).replace("\"greenlight 0.", "\"greenlight 9."));
    refused(&format!("{first} {second} old.jsonl"), &["another engine: greenlight 9.", "--> old.jsonl"]);
    let digest = engine_digest(&read(&folder, third));
    folder.write("built.jsonl", read(&folder, third).replace(&digest, &"0".repeat(64)));
    let said = format!("another build of this engine: 000000000000 instead of {}", &digest[..12]);
    refused(&format!("{first} {second} built.jsonl"), &[&said, "--> built.jsonl"]);
    let rerun = folder.run(&format!("{SIMULATE} --shard 3/3 -o built.jsonl"));
    assert_eq!(rerun.code, 2);
    assert!(rerun.err.contains("is there, and is not shard 3/3 of this simulation"), "{rerun:?}");
    for (name, text) in [
        ("text.jsonl", "just text\n".to_owned()),
        ("half.jsonl", read(&folder, third).lines().next().unwrap().to_owned()),
        ("cut.jsonl", read(&folder, third).trim_end().trim_end_matches('}').to_owned()),
    ] {
        folder.write(name, text);
        refused(&format!("{first} {second} {name}"), &[&format!("`{name}` is no shard")]);
    }
    let partial = folder.run(&format!("merge {third} --partial"));
    assert_eq!(partial.code, 2, "{partial:?}");
    assert!(partial.err.contains("partial: what is told is of 9 of 24 replicates"), "{partial:?}");
}

#[test]
fn a_rerun_does_what_is_missing() {
    let folder = rollout();
    let names = shards(&folder, 3);
    let before: Vec<String> = names.iter().map(|name| read(&folder, name)).collect();
    fs::remove_file(folder.path("2-of-3.jsonl")).unwrap();
    let run = |number: u32, more: &str| {
        folder.run(&format!("{SIMULATE} --shard {number}/3 -o {number}-of-3.jsonl{more}"))
    };
    let there = run(1, "");
    assert_eq!(there.code, 0);
    assert_eq!(there.err, "shard 1/3 is there, and not simulated again: 1-of-3.jsonl\n");
    assert_eq!(run(2, "").err, "shard 2/3: 2-of-3.jsonl\n");
    let after: Vec<String> = names.iter().map(|name| read(&folder, name)).collect();
    assert_eq!(before, after);
    let unfit = run(3, " --seed 8");
    assert_eq!(unfit.code, 2);
    assert!(unfit.err.contains("is there, and is not shard 3/3 of this simulation"), "{unfit:?}");
    assert_eq!(read(&folder, "3-of-3.jsonl"), before[2]);
    assert_eq!(run(3, " --seed 8 --force").code, 0);
    assert_ne!(read(&folder, "3-of-3.jsonl"), before[2]);
}

#[test]
fn usage_of_shards_is_checked() {
    let folder = rollout();
    for (line, said) in [
        ("--shard 0/3 -o s", "as in `2/7`"),
        ("--shard 4/3 -o s", "as in `2/7`"),
        ("--shard 1/3", "--output"),
        ("-o s", "--shard"),
        ("--shard 1/3 -o s --jobs 2", "cannot be used with"),
        ("--shard 1/3 -o s --objective failed=0", "cannot be used with"),
        ("--shard 1/3 -o rollout.yaml --force", "is an input of this command"),
        ("--trace t --jobs 2", "cannot be used with"),
        ("--force", "required"),
    ] {
        let ended = folder.run(&format!("simulate rollout.yaml {line}"));
        assert_eq!(ended.code, 2, "{line}: {ended:?}");
        assert!(ended.err.contains(said), "{line}: {ended:?}");
    }
    folder.write("now.yaml", "horizon: 2d\n");
    let ended = folder.run("simulate now.yaml --shard 1/3 -o s");
    assert!(ended.code == 2 && ended.err.contains("--as-of"), "{ended:?}");
}

/// A simulation that goes on for minutes.
fn long() -> Folder {
    let folder = rollout();
    let text =
        read(&folder, "rollout.yaml").replace("count: 5", "count: 200").replace("free: 12", "free: 9000");
    folder.write("long.yaml", format!("limits: {{events: 9007199254740991}}\nreplicates: 10000\n{text}"));
    folder
}

#[test]
fn what_is_stopped_is_valid_and_marked() {
    let folder = long();
    for jobs in [1, 2] {
        let ended = folder.run(&format!("simulate long.yaml --jobs {jobs} --time-limit 1s --format json"));
        assert_eq!(ended.code, 2, "{ended:?}");
        let summary: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
        // On a machine that is busy it may not even answer in the moment that is left, and says so.
        if summary["error"]["code"] == "stopped" {
            continue;
        }
        assert_eq!(summary["partial"], true, "{summary}");
        assert!(summary["totals_over_replicates"].as_u64().unwrap() < 10_000);
        // In the middle of a shard, or between two.
        assert!(ended.err.contains("what is told is "), "{ended:?}");
    }
    let ended = folder.run("simulate long.yaml --shard 1/2 -o s.jsonl --time-limit 1s");
    // Here as well: nothing is written either way.
    assert!(ended.code == 2 && ended.err.contains("stopped"), "{ended:?}");
    assert!(!folder.path("s.jsonl").exists());
}

/// The recipe with a shard that is killed, and run again.
#[cfg(target_os = "linux")]
#[test]
fn the_recipe_goes_on_where_a_shard_was_killed() {
    let folder = rollout();
    let text =
        read(&folder, "rollout.yaml").replace("count: 5", "count: 50").replace("free: 12", "free: 900");
    folder.write("rollout.yaml", format!("limits: {{events: 900000000}}\nreplicates: 400\n{text}"));
    let recipe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/scale/xargs.sh");
    let run = || {
        let mut command = Command::new("sh");
        command.arg(&recipe).args(["rollout.yaml", "5", "shards"]).current_dir(folder.path(""));
        command.env("GREENLIGHT", env!("CARGO_BIN_EXE_greenlight")).env("JOBS", "2").env("FORMAT", "json");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let killed = run();
    let victim = loop {
        let parts = fs::read_dir(folder.path("shards")).into_iter().flatten();
        let names = parts.filter_map(|file| file.ok()?.file_name().into_string().ok());
        // `.1.jsonl.<process>.part`
        let process =
            names.filter_map(|name| name.strip_suffix(".part")?.rsplit_once('.').map(|it| it.1.to_owned()));
        if let Some(process) = process.last() {
            break process;
        }
        thread::sleep(Duration::from_millis(1));
    };
    assert!(Command::new("kill").args(["-KILL", &victim]).status().unwrap().success());
    let killed = Ended::from(killed.wait_with_output().unwrap());
    assert!(killed.code != 0 && killed.out.is_empty(), "{killed:?}");

    let there =
        |name: &str| Path::new(name).extension().is_some_and(|it| it == "jsonl") && !name.starts_with('.');
    let files = fs::read_dir(folder.path("shards")).unwrap();
    let done = files.filter(|file| there(file.as_ref().unwrap().file_name().to_str().unwrap())).count();
    assert!(done < 5, "{done}");
    let again = Ended::from(run().wait_with_output().unwrap());
    assert_eq!(again.code, 0, "{again:?}");
    assert_eq!(again.err.matches("is there, and not simulated again").count(), done, "{again:?}");
    assert_eq!(again.out, folder.run("simulate rollout.yaml --format json").out);
}
