//! What fits a large tenant, and names and texts as other programs write them.

use std::fmt::Write as _;
use std::fs;

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

#[cfg(target_os = "linux")]
#[test]
fn memory_follows_the_size_of_the_case() {
    // 1 GiB is what a hundred thousand machines may take; this is a tenth of them.
    let folder = Folder::with("case.json", tenant(10_000));
    assert!(fs::metadata(folder.path("case.json")).unwrap().len() > 9_000_000);
    let mut child = folder
        .command("check case.json")
        .stdout(fs::File::create(folder.path("out")).unwrap())
        .spawn()
        .unwrap();
    let mut most = 0_u64;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
        most = most.max(kib.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let out = fs::read_to_string(folder.path("out")).unwrap();
    assert!(out.contains("create machine by "), "{out}");
    assert!((10_000..120 << 10).contains(&most), "{most} KiB");
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
