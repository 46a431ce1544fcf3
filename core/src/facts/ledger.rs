//! What happened since the facts were stated: a simulation's own machines, addresses and networks, on top of the facts' counts.

use greenlight_json::InlineStr;

/// Additions to the counts of a case; empty when a case is judged as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    machines: Vec<(InlineStr, i64)>,
    addresses: Vec<(InlineStr, u64)>,
    /// Custom networks added to the tenant.
    pub custom_networks: u64,
}

impl Ledger {
    /// Machines more, or fewer, that take a unit of the environment's capacity.
    pub fn machines_in(&self, environment: &str) -> i64 {
        amount(&self.machines, environment)
    }

    /// Machines more, or fewer, in the whole tenant.
    pub fn machines(&self) -> i64 {
        self.machines.iter().map(|row| row.1).sum()
    }

    /// Addresses taken on the network, or promised to machines on their way there.
    pub fn addresses_in(&self, network: &str) -> u64 {
        amount(&self.addresses, network)
    }

    /// Sets how many machines more, or fewer, take a unit of the environment's capacity.
    pub fn set_machines_in(&mut self, environment: &str, machines: i64) {
        set(&mut self.machines, environment, machines);
    }

    /// Sets how many addresses are taken on the network.
    pub fn set_addresses_in(&mut self, network: &str, addresses: u64) {
        set(&mut self.addresses, network, addresses);
    }
}

fn amount<N: Copy + Default>(rows: &[(InlineStr, N)], name: &str) -> N {
    find(rows, name).ok().and_then(|at| rows.get(at)).map_or_else(N::default, |row| row.1)
}

fn set<N>(rows: &mut Vec<(InlineStr, N)>, name: &str, amount: N) {
    match find(rows, name) {
        Ok(at) => {
            if let Some(row) = rows.get_mut(at) {
                row.1 = amount;
            }
        }
        Err(at) => rows.insert(at, (name.into(), amount)),
    }
}

/// Where the row of a name is, or would be: rows are sorted by it.
fn find<N>(rows: &[(InlineStr, N)], name: &str) -> Result<usize, usize> {
    rows.binary_search_by(|row| row.0.as_str().cmp(name))
}
