//! The workload's data: a thousand requests and the answers of its specification.

/// The requests, one a line.
const REQUESTS: &str = include_str!("../corpus/requests.jsonl");
/// The rules that each breaks, one answer a line.
const EXPECTED: &str = include_str!("../corpus/expected.jsonl");

/// The requests.
pub fn requests() -> Vec<&'static str> {
    REQUESTS.lines().collect()
}

/// The answers of the workload's specification, in the same order.
pub fn expected() -> Vec<&'static str> {
    EXPECTED.lines().collect()
}
