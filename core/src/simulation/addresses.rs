//! The addresses of a subnet: promised, taken, and held for hours after a machine is gone or an attempt has failed.

use super::machine_state::{Event, Failure, FailureCause, MachineState, Root};
use super::stock::Stock;
use super::world::World;
use crate::facts::scenario::length::Span;
use crate::lifecycle::machine::Machine;
use crate::vocabulary::{Phase, ProvisioningCode};

/// The addresses of a network.
#[derive(Clone, Debug)]
pub(super) struct AddressPool {
    pub(super) stock: Stock,
    /// Addresses for machines that are on their way to take one.
    pub(super) promised: u32,
    /// Addresses that nobody uses and that are not free yet, by what they are held after.
    held: Vec<(Root, u32)>,
}

impl AddressPool {
    /// Of a network whose addresses nobody has counted.
    pub(super) const UNCOUNTED: Self = Self { stock: Stock::new(None, 0), promised: 0, held: Vec::new() };

    /// Addresses that nobody uses and that are not free yet.
    pub(super) fn held(&self) -> u32 {
        self.held.iter().map(|row| row.1).sum()
    }

    fn hold(&mut self, root: Root) {
        match self.held.iter_mut().find(|row| row.0 == root) {
            Some(row) => row.1 += 1,
            None => self.held.push((root, 1)),
        }
    }

    fn release(&mut self, root: Root) {
        self.stock.give_back();
        if let Some(row) = self.held.iter_mut().find(|row| row.0 == root) {
            row.1 = row.1.saturating_sub(1);
        }
        self.held.retain(|row| row.1 > 0);
    }

    /// Why there is no address: because of those that are held, where there would be one without them.
    fn shortage(&self) -> FailureCause {
        let without = self.stock.taken().saturating_sub(self.held());
        let enough = self.stock.limit().is_some_and(|limit| without < limit);
        match self.most_held() {
            Some((root, held)) if enough => {
                FailureCause::NoAddress { held: u16::try_from(held).unwrap_or(u16::MAX), root: Some(root) }
            }
            _ => FailureCause::NoAddress { held: 0, root: None },
        }
    }

    /// After what most addresses are held that nobody uses, and how many that are.
    pub(super) fn most_held(&self) -> Option<(Root, u32)> {
        self.held.iter().max_by_key(|(root, held)| (*held, std::cmp::Reverse(*root))).copied()
    }
}

impl World {
    /// Takes an address at the end of an attempt's work on the network.
    pub(super) fn take_address(&mut self, id: u32, spec: u32) -> Result<(), Failure> {
        let now = self.now;
        let Some((_, subnet)) = self.subnet_of(spec) else {
            return Ok(());
        };
        if !subnet.stock.take(now) {
            let cause = subnet.shortage();
            return Err(Failure { code: ProvisioningCode::NoEnoughIpAddress, cause });
        }
        self.promise(id, false);
        Ok(())
    }

    /// A policy lets an attempt fail after it has asked for its interface: the address is held all the same, as each attempt's is.
    pub(super) fn waste_address(&mut self, state: &MachineState, failure: Failure) {
        let policy = failure.code == ProvisioningCode::RequestDisallowedByPolicy;
        if !policy || state.machine.phase != Phase::Network {
            return;
        }
        if let Some((_, subnet)) = self.subnet_of(state.spec)
            && !subnet.stock.is_exhausted()
        {
            subnet.stock.book();
            self.hold_address(state, failure.root());
        }
    }

    /// An address is free again hours after a machine has gone or an attempt has failed.
    pub(super) fn release_address(&mut self, state: &MachineState, after: Machine) {
        let failed = after.phase.is_provisioning() || after.phase == Phase::Failed;
        let root = state.failure.filter(|_| failed).map_or(Root::GONE, Failure::root);
        self.hold_address(state, root);
    }

    fn hold_address(&mut self, state: &MachineState, root: Root) {
        let Some((network, subnet)) = self.subnet_of(state.spec) else {
            return;
        };
        subnet.hold(root);
        let hold = self.draw(Span::AddressHold, state, state.draw());
        self.later(hold, Event::Released { network, root });
    }

    /// An address that was held is free again.
    pub(super) fn released(&mut self, network: u16, root: Root) {
        if let Some(subnet) = self.subnets.get_mut(usize::from(network)) {
            subnet.release(root);
        }
    }

    /// Promises an address to a machine that is on its way to take one, or takes the promise back.
    pub(super) fn promise(&mut self, id: u32, promised: bool) {
        let Some(state) = self.machine_states.get_mut(id as usize) else {
            return;
        };
        let before = std::mem::replace(&mut state.promised, promised);
        let spec = state.spec;
        if let Some((_, subnet)) = self.subnet_of(spec) {
            match (before, promised) {
                (false, true) => subnet.promised += 1,
                (true, false) => subnet.promised = subnet.promised.saturating_sub(1),
                (false, false) | (true, true) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::machine_state::RootOrigin;

    #[test]
    fn a_shortage_goes_back_to_what_holds_most_where_that_would_have_been_enough() {
        let endpoint = Root { code: ProvisioningCode::EndpointCheckFailed, origin: RootOrigin::Fault };
        let mut subnet = AddressPool { stock: Stock::new(Some(4), 4), ..AddressPool::UNCOUNTED };
        let alone = FailureCause::NoAddress { held: 0, root: None };
        assert_eq!(subnet.shortage(), alone);
        subnet.hold(Root::GONE);
        subnet.hold(endpoint);
        subnet.hold(endpoint);
        assert_eq!(subnet.shortage(), FailureCause::NoAddress { held: 2, root: Some(endpoint) });
        subnet.stock.set_limit(Some(1));
        assert_eq!(subnet.shortage(), alone);
        subnet.stock.set_limit(Some(4));
        subnet.release(endpoint);
        subnet.release(endpoint);
        assert_eq!(
            (subnet.shortage(), subnet.held(), subnet.stock.taken()),
            (FailureCause::NoAddress { held: 1, root: Some(Root::GONE) }, 1, 2)
        );
    }
}
