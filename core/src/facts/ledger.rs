//! The ledger: machines, addresses and networks that a simulation added since the facts were stated, on top of their counts.

use greenlight_json::InlineStr;

/// Additions to the counts of a case; empty unless the case is part of a simulation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    machines: Vec<(InlineStr, i64)>,
    addresses: Vec<(InlineStr, u64)>,
    /// Custom networks added to the tenant.
    pub custom_networks: u64,
}

impl Ledger {
    /// Returns how many more machines (fewer, if negative) use a unit of the environment's capacity.
    pub fn machines_in(&self, environment: &str) -> i64 {
        amount(&self.machines, environment)
    }

    /// Returns how many more machines (fewer, if negative) the whole tenant has.
    pub fn machines(&self) -> i64 {
        self.machines.iter().map(|row| row.1).sum()
    }

    /// Returns how many addresses of the network are taken, or reserved for machines being provisioned.
    pub fn addresses_in(&self, network: &str) -> u64 {
        amount(&self.addresses, network)
    }

    /// Sets how many more machines (fewer, if negative) use a unit of the environment's capacity.
    pub fn set_machines_in(&mut self, environment: &str, machines: i64) {
        set(&mut self.machines, environment, machines);
    }

    /// Sets how many addresses of the network are taken.
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

/// Returns the index of the row of a name, or the index at which to insert it; rows are sorted by name.
fn find<N>(rows: &[(InlineStr, N)], name: &str) -> Result<usize, usize> {
    rows.binary_search_by(|row| row.0.as_str().cmp(name))
}
