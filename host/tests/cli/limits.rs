//! What fits a large tenant, and names and texts as other programs write them.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

use serde_json::Value;

use crate::support::{CASE, Folder};

/// A case as JSON with so many machines, about 1 KB each.
fn tenant(machines: usize) -> String {
    let golden: Value = serde_json::from_str(greenlight_core::rules::examples::GOLDEN).unwrap();
    let (mut case, mut machine) = (golden.clone(), golden["machines"]["bot-01"].clone());
    case["machines"] = Value::Null;
    case["tenant"]["hosted_machines"] = Value::Null;
    case["environments"]["prod"]["hosted_machines"] = Value::Null;
    machine["connections"] = vec!["maker-a"; (900 - machine.to_string().len().min(900)) / 10].into();
    let mut listed = String::from("{");
    for number in 0..machines {
        let comma = if number > 0 { "," } else { "" };
        let _ = write!(listed, "{comma}\"m-{number:06}\":{machine}");
    }
    case.to_string().replacen("\"machines\":null", &format!("\"machines\":{listed}}}"), 1)
}

/// The memory that a command took at most, in KiB; what it printed is in the file `out`.
#[cfg(target_os = "linux")]
fn most_memory(folder: &Folder, line: &str) -> u64 {
    let out = fs::File::create(folder.path("out")).unwrap();
    let mut child = folder.command(line).stdout(out).stderr(std::process::Stdio::null()).spawn().unwrap();
    let mut most = 0_u64;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
        most = most.max(kib.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    most
}

#[cfg(target_os = "linux")]
#[test]
fn memory_follows_the_size_of_the_case() {
    // 1 GiB is what a hundred thousand machines may take; this is a tenth of them.
    let folder = Folder::with("case.json", tenant(10_000));
    assert!(fs::metadata(folder.path("case.json")).unwrap().len() > 9_000_000);
    let most = most_memory(&folder, "check case.json");
    let out = fs::read_to_string(folder.path("out")).unwrap();
    assert!(out.contains("create machine by "), "{out}");
    assert!((10_000..120 << 10).contains(&most), "{most} KiB");
}

/// Runs that are of no machine that is known, about 1 KB each, on pages as scripts write them.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_follow_the_size_of_an_export() {
    let folder = Folder::new();
    let mut pages = std::io::BufWriter::new(fs::File::create(folder.path("runs.json")).unwrap());
    let context = r#""@odata.context": "https://o.crm.dynamics.com/api/data/v9.2/$metadata#flowsessions""#;
    let more = "x".repeat(850);
    for page in 0..40 {
        let opens = if page == 0 { "[" } else { "," };
        write!(pages, "{opens}{{{context}, \"value\": [").unwrap();
        for row in 0..1000 {
            let comma = if row == 0 { "" } else { "," };
            let id = format!("{page:08}-0000-0000-0000-{row:012}");
            write!(
                pages,
                r#"{comma}{{"flowsessionid": "{id}", "startedon": "2026-01-01T00:00:00Z", "_machineid_value": "{id}", "context": "{more}"}}"#
            )
            .unwrap();
        }
        let next = if page < 39 { r#", "@odata.nextLink": "https://o""# } else { "" };
        write!(pages, "]{next}}}").unwrap();
    }
    write!(pages, "]").unwrap();
    drop(pages);
    assert!(fs::metadata(folder.path("runs.json")).unwrap().len() > 40_000_000);
    let most = most_memory(&folder, "facts runs.json --format json");
    let answer: Value = serde_json::from_slice(&fs::read(folder.path("out")).unwrap()).unwrap();
    assert_eq!(answer["files"][0]["answers"][0]["records"], 40_000, "{answer}");
    assert_eq!(answer["files"][0]["answers"][0]["unread"], serde_json::json!(["context", "flowsessionid"]));
    assert!((10_000..80 << 10).contains(&most), "{most} KiB");
}

#[test]
fn limits_are_shown() {
    let help = Folder::new().run("--help").out;
    assert!(help.contains("a file, or a line of `.jsonl`, of 256 MiB; a trace of 1024 MiB"), "{help}");
}

#[test]
fn json_without_aliases_is_not_told_of_them() {
    let folder = Folder::with("case.json", format!("{{\"machines\":[{}1]}}", "1,".repeat(1_000_000)));
    let ended = folder.run("check case.json");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("case.json:1:") && !ended.err.contains("alias"), "{ended:?}");
}

#[test]
fn a_byte_order_mark_before_lines_is_no_trouble() {
    let line = greenlight_core::rules::examples::GOLDEN.replace('\n', " ");
    let ended = Folder::with("cases.jsonl", format!("\u{feff}{line}\n{line}\n")).run("check cases.jsonl");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    assert!(ended.out.contains("2 cases: 2 ready"), "{ended:?}");
}

#[test]
fn what_is_wrong_with_an_option_is_not_sought_in_the_file() {
    let folder = Folder::with("case.yaml", CASE);
    for line in ["check --rulebook 2010-01-01 case.yaml", "check case.yaml --rulebook 2010-01-01"] {
        let ended = folder.run(line);
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.err.contains("--> --rulebook") && !ended.err.contains("case.yaml"), "{ended:?}");
    }
    assert_eq!(
        folder.run("check --rulebook 2024-01-24 case.yaml").code,
        folder.run("check case.yaml --rulebook 2024-01-24").code
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_utf_8_are_names() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new();
    let odd = folder.path("").join(OsStr::from_bytes(b"caf\xe9"));
    fs::create_dir_all(odd.join("below")).unwrap();
    fs::create_dir(odd.join(".git")).unwrap();
    fs::write(odd.join("greenlight.toml"), "name = \"Contoso\"\ndate = 2024-02-01\n").unwrap();
    let case = odd.join("below").join(OsStr::from_bytes(b"\xff.yaml"));
    fs::write(&case, CASE).unwrap();
    let lines = odd.join(OsStr::from_bytes(b"\xff.jsonl"));
    fs::write(&lines, greenlight_core::rules::examples::GOLDEN.replace('\n', " ")).unwrap();
    let output = folder.command("check").args([&case, &lines]).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!((output.status.code(), &*err), (Some(0), ""), "{out}");
    assert!(out.contains("caf\u{fffd}") && out.contains("overlay Contoso"), "{out}");
    let rollout = odd.join(OsStr::from_bytes(b"\xfe.yaml"));
    fs::write(&rollout, include_str!("../../templates/rollout.yaml")).unwrap();
    let trace = odd.join(OsStr::from_bytes(b"\xfe.jsonl"));
    let simulated = folder.command("simulate").arg(&rollout).arg("--trace").arg(&trace).output().unwrap();
    assert_eq!(simulated.status.code(), Some(0), "{simulated:?}");
    assert_eq!(folder.command("replay").arg(&trace).output().unwrap().status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn an_overlay_that_links_out_of_its_repository_is_not_quoted() {
    let folder = Folder::with("secret", "root:secret:0:0\n");
    fs::create_dir_all(folder.path("repository/cases")).unwrap();
    fs::create_dir(folder.path("repository/.git")).unwrap();
    folder.write("repository/cases/case.yaml", CASE);
    let check = |target: &str, place: &str, code: i32| {
        std::os::unix::fs::symlink(target, folder.path(place)).unwrap();
        let ended = folder.run("check repository/cases/case.yaml");
        assert_eq!(ended.code, code, "{place}: {ended:?}");
        assert!(!ended.err.contains("secret:0"), "{place}: {ended:?}");
        fs::remove_file(folder.path(place)).unwrap();
        ended.err
    };
    for place in ["repository/greenlight.toml", "repository/cases/greenlight.toml"] {
        let err = check(folder.path("secret").to_str().unwrap(), place, 2);
        assert!(err.contains("is a link to a file outside") && err.contains("--overlay"), "{err}");
    }
    // Within the repository a link is as good as the file.
    folder.write("repository/shared.toml", "name = \"Contoso\"\ndate = 2024-02-01\n");
    check("../shared.toml", "repository/cases/greenlight.toml", 0);
}
