//! Files that are written: nothing that was there is lost, and what could be written is valid and says how far it goes.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Ended, Folder};

fn scenario() -> Folder {
    let folder = Folder::new();
    assert_eq!(folder.run("init").code, 0);
    folder
}

/// The names in a folder: nothing may be left lying beside what was written.
fn names(folder: &Folder) -> Vec<String> {
    let files = fs::read_dir(folder.path("")).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path(name)).unwrap()
}

/// The command is refused for this reason, and nothing is written.
fn refused(folder: &Folder, line: &str, code: &str) {
    let before: Vec<_> = names(folder).into_iter().map(|name| (read(folder, &name), name)).collect();
    let ended = folder.run(line);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{line}: {ended:?}");
    assert!(ended.err.contains(code) && ended.err.contains("help: "), "{line}: {ended:?}");
    let after: Vec<_> = names(folder).into_iter().map(|name| (read(folder, &name), name)).collect();
    assert_eq!(before, after, "{line}");
}

#[test]
fn a_trace_is_written_and_replayed() {
    let folder = scenario();
    let ended = folder.run("simulate rollout.yaml --trace t.jsonl");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert_eq!(names(&folder), ["case.yaml", "rollout.yaml", "t.jsonl"]);
    let lines = read(&folder, "t.jsonl").lines().count();
    let same = format!("same: all {lines} lines of t.jsonl came out again\n");
    assert_eq!(folder.run("replay t.jsonl").out, same);
    let ended = folder.run_with("replay -", format!("\u{feff}{}", read(&folder, "t.jsonl")));
    assert_eq!((ended.code, ended.out), (0, same.replace("t.jsonl", "<stdin>")));
}

#[test]
fn what_is_there_is_kept() {
    let folder = scenario();
    folder.write("t.jsonl", "mine\n");
    folder.write("greenlight.toml", "name = \"Contoso\"\ndate = 2024-02-01\n");
    refused(&folder, "simulate rollout.yaml --trace t.jsonl", "`t.jsonl` is already there");
    refused(&folder, "simulate rollout.yaml --trace rollout.yaml --force", "is an input of this command");
    refused(&folder, "simulate rollout.yaml --trace ./rollout.yaml", "is an input of this command");
    refused(&folder, "simulate rollout.yaml --trace greenlight.toml --force", "is an input of this command");
    refused(&folder, "init", "`./case.yaml` is already there");
    fs::remove_file(folder.path("case.yaml")).unwrap();
    refused(&folder, "init", "`./rollout.yaml` is already there");
    refused(&folder, "simulate rollout.yaml --trace . --force", "cannot be written");
    refused(&folder, "simulate rollout.yaml --trace nowhere/t.jsonl", "cannot be written");

    folder.write("wrong.yaml", "horizon: sometime\n");
    refused(&folder, "simulate wrong.yaml --trace t.jsonl --force", "sometime");
    refused(&folder, "simulate wrong.yaml --trace new.jsonl", "sometime");

    assert_eq!(folder.run("simulate rollout.yaml --trace t.jsonl --force").code, 0);
    assert!(folder.run("replay t.jsonl").out.starts_with("same: "));
}

#[cfg(unix)]
#[test]
fn an_input_by_another_name_is_one_too() {
    let folder = scenario();
    std::os::unix::fs::symlink("rollout.yaml", folder.path("soft")).unwrap();
    fs::hard_link(folder.path("rollout.yaml"), folder.path("hard")).unwrap();
    for other in ["soft", "hard"] {
        let line = format!("simulate rollout.yaml --force --trace {other}");
        refused(&folder, &line, "is an input of this command");
    }
    // A link to another file stays one.
    folder.write("target", "old");
    std::os::unix::fs::symlink("target", folder.path("link")).unwrap();
    assert_eq!(folder.run("simulate rollout.yaml --trace link --force").code, 0);
    assert!(fs::symlink_metadata(folder.path("link")).unwrap().is_symlink());
    assert!(read(&folder, "target").starts_with("{\"trace\":"));
}

#[cfg(unix)]
#[test]
fn what_a_standard_stream_is_redirected_to_is_not_written_over() {
    let folder = scenario();
    let open = |name: &str| fs::File::options().read(true).write(true).open(folder.path(name)).unwrap();
    let run = |line: &str, from: &str, to: Option<&str>| -> Ended {
        let mut command = folder.command(line);
        if let Some(to) = to {
            command.stdout(open(to));
        }
        command.stdin(open(from)).output().unwrap().into()
    };
    folder.write("out", "");
    for (line, from, to, said) in [
        ("simulate - --trace rollout.yaml --force", "rollout.yaml", None, "is an input of this command"),
        ("redact - -o case.yaml --force", "case.yaml", None, "is an input of this command"),
        ("redact - --key case.yaml", "case.yaml", None, "is an input of this command"),
        ("simulate rollout.yaml --trace out --force", "case.yaml", Some("out"), "is another output"),
    ] {
        let before = (read(&folder, from), names(&folder));
        let ended = run(line, from, to);
        assert_eq!(ended.code, 2, "{line}: {ended:?}");
        assert!(ended.err.contains(said), "{line}: {ended:?}");
        assert_eq!((read(&folder, from), names(&folder)), before, "{line}");
    }
    // Another file, or an input that has a name of its own, is no reason.
    assert_eq!(run("simulate - --trace t.jsonl", "rollout.yaml", None).code, 0);
    assert_eq!(run("simulate rollout.yaml --trace t.jsonl --force", "t.jsonl", Some("out")).code, 0);
}

#[test]
fn two_outputs_are_two_files() {
    let folder = scenario();
    refused(&folder, "redact case.yaml -o r.json --key r.json", "`r.json` is another output");
    refused(&folder, "redact case.yaml -o ./r.json --key r.json --force", "is another output");
    folder.write("there.json", "{}");
    refused(&folder, "redact case.yaml -o there.json --key ./there.json --force", "is another output");
    refused(&folder, "redact case.yaml -o there.json --key key.json", "`there.json` is already there");
    refused(&folder, "redact case.yaml -o nowhere/r.json --key key.json", "cannot be written");
    assert_eq!(folder.run("redact case.yaml -o r.json --key key.json").code, 0);
    assert_eq!(names(&folder), ["case.yaml", "key.json", "r.json", "rollout.yaml", "there.json"]);
}

/// A simulation that goes on for minutes.
const LONG: &str = "simulate rollout.yaml --trace t.jsonl --replicates 10000";

/// Its scenario: many machines, and no budget that would end it early.
fn long() -> Folder {
    let folder = scenario();
    let text = read(&folder, "rollout.yaml")
        .replace("count: 5", "count: 2000")
        .replace("hosted_rpa_addons: 3", "hosted_rpa_addons: 9000")
        .replace("hosted_rpa_addons: 8", "hosted_rpa_addons: 9000")
        .replace("free: 12", "free: 9000");
    folder.write("rollout.yaml", format!("limits: {{events: 9007199254740991}}\n{text}"));
    folder
}

/// What is there of a trace that was stopped replays as the same so far.
fn is_the_same_so_far(folder: &Folder, ended: &Ended) {
    assert_eq!(names(folder), ["case.yaml", "rollout.yaml", "t.jsonl"], "{ended:?}");
    let trace = read(folder, "t.jsonl");
    assert!(trace.ends_with("\"event\":\"stopped\"}\n"), "{:?}", trace.lines().last());
    let lines = trace.lines().count() - 1;
    let replayed = folder.run("replay t.jsonl");
    let said = format!(
        "same so far, partial: the first {lines} lines of t.jsonl came out again; there it was stopped\n"
    );
    assert_eq!((replayed.code, replayed.out), (0, said));
}

/// A summary that says of itself that it is not all of what was asked for, and of how much it is.
fn is_marked(ended: &Ended) {
    let last = ended.out.lines().last().unwrap_or_default();
    assert!(last.starts_with("simulated ") && last.contains(": partial, "), "{ended:?}");
    assert!(last.contains(" of 10000 replicates came to their end, "), "{ended:?}");
    assert!(ended.err.contains("stopped"), "{ended:?}");
}

#[cfg(unix)]
#[test]
fn signals_stop_a_simulation_with_what_there_is() {
    for signal in ["-INT", "-TERM"] {
        let folder = long();
        let child = folder.command(LONG).stdin(Stdio::null()).spawn().unwrap();
        let part = folder.path(&format!(".t.jsonl.{}.part", child.id()));
        while fs::metadata(&part).map_or(0, |file| file.len()) == 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
        let asked = Instant::now();
        assert!(Command::new("kill").arg(signal).arg(child.id().to_string()).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
        let ended = Ended::from(output);
        assert_eq!(ended.code, 2, "{ended:?}");
        is_marked(&ended);
        is_the_same_so_far(&folder, &ended);
    }
}

#[test]
fn a_time_limit_stops_a_simulation_with_what_there_is() {
    let folder = long();
    let begun = Instant::now();
    let ended = folder.run(&format!("{LONG} --time-limit 500ms"));
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert_eq!(ended.code, 2, "{ended:?}");
    is_marked(&ended);
    is_the_same_so_far(&folder, &ended);
}

/// The summary comes, and the list that there was no time for does not.
#[test]
fn a_time_limit_stops_a_simulation_of_which_each_machine_is_wanted() {
    let folder = long();
    let text = read(&folder, "rollout.yaml")
        .replace("count: 2000", "count: 100000")
        .replace("hosted_rpa_addons: 9000", "hosted_rpa_addons: 900000")
        .replace("free: 9000", "free: 900000");
    folder.write("rollout.yaml", text);
    for format in ["words", "json"] {
        let line = format!("simulate rollout.yaml --each --time-limit 500ms --format {format}");
        let ended = folder.run(&line);
        assert_eq!(ended.code, 2, "{ended:?}");
        let partial = if format == "json" { "\"partial\":true" } else { ": partial, " };
        assert!(ended.out.contains(partial) && ended.out.contains("unlisted"), "{ended:?}");
        assert!(ended.err.contains("stopped"), "{ended:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_keeps_what_fits() {
    // A limit on the length of files fails like a full disk, in the middle of a line.
    let folder = long();
    let greenlight = env!("CARGO_BIN_EXE_greenlight");
    let script = format!("trap '' XFSZ; ulimit -f 1000; exec {greenlight} {LONG}");
    let output = Command::new("sh").args(["-c", &script]).current_dir(folder.path("")).output().unwrap();
    let ended = Ended::from(output);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.out.contains("simulated "), "{ended:?}");
    assert!(
        ended.err.contains("`t.jsonl` cannot be written") && ended.err.contains("marked as stopped"),
        "{ended:?}"
    );
    is_the_same_so_far(&folder, &ended);
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_that_is_full_is_told() {
    let folder = scenario();
    let ended = folder.run("simulate rollout.yaml --trace /dev/full");
    assert_eq!(ended.code, 2);
    assert!(
        ended.out.contains("simulated ") && ended.err.contains("`/dev/full` cannot be written"),
        "{ended:?}"
    );
    for line in [
        "--help",
        "check --help",
        "--version",
        "rules",
        "explain IMG004",
        "schema case",
        "man",
        "completions bash",
        "check case.yaml",
        "check case.yaml --format json",
        "check case.yaml --handover",
        "simulate rollout.yaml",
        "licences case.yaml",
        "roles",
        "rulebook",
        "init other",
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = folder.command(line).stdin(Stdio::null()).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}");
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(err.contains("the output cannot be written"), "{line}: {err}");
    }
    assert!(read(&folder, "other/case.yaml").contains("as_of"));
}

#[cfg(unix)]
#[test]
fn a_reader_of_the_trace_that_leaves_early_is_told() {
    let folder = long();
    assert!(Command::new("mkfifo").arg(folder.path("pipe")).status().unwrap().success());
    let line = LONG.replace("t.jsonl", "pipe");
    let child = folder.command(&line).stdin(Stdio::null()).spawn().unwrap();
    drop(fs::File::open(folder.path("pipe")).unwrap());
    let ended = Ended::from(child.wait_with_output().unwrap());
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.out.contains("simulated ") && ended.err.contains("`pipe` cannot be written"), "{ended:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_trace_is_refused_by_its_beginning() {
    let folder = Folder::with("text", "just text\n");
    for (line, said) in [
        ("replay /dev/zero", "`/dev/zero` is no trace"),
        ("replay text", "`text` is no trace"),
        ("replay .", "`.` is a folder"),
        ("replay nowhere", "there is no file `nowhere`"),
    ] {
        let ended = folder.run(line);
        assert_eq!(ended.code, 2, "{line}");
        assert!(ended.err.contains(said) && ended.err.contains("help: "), "{line}: {ended:?}");
    }
}
