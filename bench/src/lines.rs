//! The program on JSON Lines, against native judging on as many threads: what each part takes, on one processor and on two.

use crate::doors::host::engine::{Engine, Limits, NoObserver, Verb};
use crate::judging::{ROUNDS, pass};
use crate::measure::{Contender, compare, grouped, median, table};
use crate::{convert, corpus, neutral};
use greenlight_core::report::{Brief, Report};
use greenlight_core::verbs;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// How often the corpus stands in the file that is judged, and how often each contender judges that.
const TIMES: usize = 40;
const TURNS: usize = 5;
/// A file so long that memory which grows with it would be seen: a million lines.
const LONG: usize = 1000;

/// What counts of a report that nobody reads.
#[derive(Deserialize)]
#[expect(dead_code, reason = "read as the program reads it")]
struct Seen<'a> {
    outcome: &'a str,
    findings: Vec<SeenFinding<'a>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read as the program reads it")]
struct SeenFinding<'a> {
    level: &'a str,
}

/// What each part of judging a line takes, and what the program takes on all of them; of a million lines, how much memory.
///
/// # Errors
/// When there is no program beside this one, or one of them fails.
pub fn figures() -> Result<String, Box<dyn Error>> {
    let cases = cases()?;
    let mut told = parts(&cases)?;
    let Some(program) = program() else {
        told.push_str("\nthe program: not measured, as it is not there; build it with `cargo build --release -p greenlight`\n");
        return Ok(told);
    };
    let folder = env::temp_dir().join(format!("greenlight-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = whole(&program, &folder, &cases);
    fs::remove_dir_all(&folder)?;
    told.push('\n');
    told.push_str(&measured?);
    Ok(told)
}

fn cases() -> Result<Vec<String>, Box<dyn Error>> {
    let lines = corpus::requests();
    let requests = lines.iter().map(|line| neutral::parse(line));
    Ok(requests.map(|request| Ok(convert::case(&request?).to_string())).collect::<serde_json::Result<_>>()?)
}

fn request(case: &str) -> String {
    format!("{{\"case\":{case},\"options\":{{\"rulebook\":\"{}\"}}}}", convert::BOOK.date())
}

/// Each part by itself, on one thread.
fn parts(cases: &[String]) -> Result<String, Box<dyn Error>> {
    let requests: Vec<String> = cases.iter().map(|case| request(case)).collect();
    let texts: Vec<&str> = requests.iter().map(String::as_str).collect();
    let batches: Vec<String> = texts.chunks(64).map(|chunk| chunk.join("\n")).collect();
    let reports: Vec<String> = texts.iter().map(|text| verbs::text::check(text)).collect();
    let reports: Vec<&str> = reports.iter().map(String::as_str).collect();
    let engine = Engine::load()?;
    let worker = || engine.worker(Limits::JUDGE, Arc::new(NoObserver));
    let (mut briefly, mut fully) = (worker(), worker());
    let in_batches = |name, verb| {
        let mut worker = worker();
        let batches = &batches;
        let count = texts.len();
        Contender::new(name, move || {
            for batch in batches {
                drop(black_box(worker.call(verb, black_box(batch))));
            }
            count
        })
    };
    for batch in &batches {
        if briefly.call(Verb::Outcomes, batch)? != verbs::text::outcomes(batch)
            || fully.call(Verb::CheckLines, batch)? != verbs::text::check_lines(batch)
        {
            return Err("wasmtime and native give different answers".into());
        }
    }
    let outcomes = in_batches("wasmtime, outcomes", Verb::Outcomes);
    let lines = in_batches("wasmtime, full reports", Verb::CheckLines);
    let figures = compare(
        ROUNDS,
        vec![
            pass("native, outcome and codes", &texts, native),
            pass("native, full reports", &texts, verbs::text::check),
            outcomes,
            lines,
            pass("a case read to skip it", &texts, serde_json::from_str::<IgnoredAny>),
            pass("a report read for its levels", &reports, serde_json::from_str::<Seen<'_>>),
            pass("a report read whole", &reports, serde_json::from_str::<IgnoredAny>),
        ],
    );
    Ok(table("parts of a line", &figures))
}

/// What a program in Rust, or the Python package, asks: outcome and codes, from text.
fn native(request: &str) -> Option<Brief> {
    let report: Report = greenlight_core::from_text::check(request).ok()?;
    Some(Brief::from(&report))
}

/// The program, where it is built beside this one.
fn program() -> Option<PathBuf> {
    let beside = env::current_exe().ok()?.with_file_name(format!("greenlight{}", env::consts::EXE_SUFFIX));
    beside.is_file().then_some(beside)
}

fn whole(program: &Path, folder: &Path, cases: &[String]) -> Result<String, Box<dyn Error>> {
    let file = folder.join("cases.jsonl");
    written(&file, cases, TIMES)?;
    let count = cases.len() * TIMES;
    let out = folder.join("out");
    let run = |format: &str, processors: usize| timed(program, &file, &out, format, processors);
    let formats = ["outcome", "json", "words"];
    let mut ratios: Vec<(String, Vec<f64>, Vec<f64>)> = Vec::new();
    let mut alone = Vec::new();
    let mut twice = Vec::new();
    for turn in 0..TURNS {
        let (one, two) = (judged(cases, 1), judged(cases, 2));
        alone.push(one.as_secs_f64());
        twice.push(one.as_secs_f64() / two.as_secs_f64());
        for (place, format) in formats.iter().enumerate() {
            let (slow, fast) = (run(format, 1)?.0, run(format, 2)?.0);
            if turn == 0 {
                ratios.push(((*format).to_owned(), Vec::new(), Vec::new()));
            }
            if let Some((_, times, gain)) = ratios.get_mut(place) {
                times.push(fast.as_secs_f64() / two.as_secs_f64());
                gain.push(slow.as_secs_f64() / fast.as_secs_f64());
            }
        }
    }
    let mut told = format!(
        "| `greenlight check` on {} lines | times native, two threads | one processor against two |\n|---|---:|---:|\n| native, outcome and codes | 1.00 | {:.2} |\n",
        grouped(f64::from(u32::try_from(count)?)),
        median(twice)
    );
    for (format, times, gain) in ratios {
        let _ = writeln!(told, "| `--format {format}` | {:.2} | {:.2} |", median(times), median(gain));
    }
    let _ = writeln!(
        told,
        "\nnative on one thread: {:.2} µs a case",
        median(alone) * 1e6 / f64::from(u32::try_from(count)?)
    );
    written(&file, cases, LONG)?;
    for format in ["outcome", "json"] {
        let (time, peak) = run(format, 2)?;
        let _ = writeln!(
            told,
            "a million lines, `--format {format}`: {:.1} s, at most {} MiB of memory",
            time.as_secs_f64(),
            peak >> 10
        );
    }
    Ok(told)
}

fn written(file: &Path, cases: &[String], times: usize) -> Result<(), std::io::Error> {
    let mut out = BufWriter::new(fs::File::create(file)?);
    for _ in 0..times {
        for case in cases {
            writeln!(out, "{case}")?;
        }
    }
    out.flush()
}

/// Native judging of the file's cases on so many threads, in pieces as the program takes them.
fn judged(cases: &[String], threads: usize) -> Duration {
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while next.fetch_add(1, Ordering::Relaxed) < TIMES * cases.len() / 50 {
                    for case in cases.iter().cycle().take(50) {
                        drop(black_box(native(&request(black_box(case)))));
                    }
                }
            });
        }
    });
    begun.elapsed()
}

/// How long the program takes on so many processors, and how many KiB of memory at most.
fn timed(
    program: &Path,
    file: &Path,
    out: &Path,
    format: &str,
    processors: usize,
) -> Result<(Duration, u64), Box<dyn Error>> {
    let begun = Instant::now();
    let mut child = Command::new("taskset")
        .args(["-c", if processors == 1 { "0" } else { "0,1" }])
        .arg(program)
        .args(["check", "--no-overlay", "--fail-on", "never", "--rulebook"])
        .args([&convert::BOOK.date().to_string(), "--format", format])
        .arg(file)
        .stdin(Stdio::null())
        .stdout(fs::File::create(out)?)
        .spawn()?;
    let mut peak = 0;
    loop {
        let ended = child.try_wait()?;
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
        peak = peak.max(kib.unwrap_or(0));
        match ended {
            Some(ended) if matches!(ended.code(), Some(0 | 3)) => return Ok((begun.elapsed(), peak)),
            Some(ended) => return Err(format!("the program ended with {ended}").into()),
            None => thread::sleep(Duration::from_millis(5)),
        }
    }
}
