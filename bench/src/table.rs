//! Which of our rules say what a rule of the workload says.

/// A rule of the workload, what it asks for, and our rules about the same thing.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its number: 4 for `R04`.
    pub rule: u32,
    /// What it asks for.
    pub asks: &'static str,
    /// Our rules.
    pub ours: &'static [&'static str],
}

/// All 25.
pub const ROWS: &[Row] = &[
    row(1, "the geography is offered", &["GEO001", "GEO018"]),
    row(2, "the public cloud", &["GEO009"]),
    row(3, "Germany needs admission", &["GEO004"]),
    row(4, "the image is replicated to the region", &["IMG013"]),
    row(5, "generation 2", &["IMG004"]),
    row(6, "generalized", &["IMG005"]),
    row(7, "single session", &["IMG006"]),
    row(8, "no recovery partition", &["IMG007"]),
    row(9, "trusted launch", &["IMG010"]),
    row(10, "Windows Enterprise, recent enough", &["IMG001", "IMG002", "IMG003"]),
    row(11, "an OS disk of 64 GB", &["IMG008", "IMG009"]),
    row(12, "the user may use the image", &["IMG019", "PRE011"]),
    row(13, "at most 30 custom networks", &["NET001"]),
    row(14, "the network is in the region", &["NET002"]),
    row(15, "free addresses", &["NET005"]),
    row(16, "three role assignments for a network", &["NET007", "NET008", "NET009"]),
    row(17, "Reader on the subscription for an image", &["IMG014"]),
    row(18, "four service principals", &["PRE004", "PRE005", "PRE006", "PRE007"]),
    row(19, "licences and enrolment", &["LIC006", "LIC007", "LIC029", "PRE003"]),
    row(20, "a premium plan", &["LIC003"]),
    row(21, "an add-on for each machine", &["LIC001"]),
    row(22, "a trial of 30 days, extended once", &["LIC017"]),
    row(23, "a self-assisted trial of 90 days, one machine", &["LIC020", "LIC028"]),
    row(24, "privileges for the action", &["ROL001", "ROL002", "ROL003"]),
    row(25, "cross-geo support", &["GEO011"]),
];

const fn row(rule: u32, asks: &'static str, ours: &'static [&'static str]) -> Row {
    Row { rule, asks, ours }
}

/// The workload's rule that one of ours answers to, if there is one.
pub fn of(code: &str) -> Option<u32> {
    ROWS.iter().find(|row| row.ours.contains(&code)).map(|row| row.rule)
}
