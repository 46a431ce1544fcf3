//! Machine groups, and run queues.

use super::{Share, Started};
use crate::facts::choice::facts;
use crate::facts::fact::{Count, Fact};
use crate::facts::list::Listing;
use crate::facts::place::Group;
use crate::facts::value::{GroupKind, GroupState, Head, Region, Switch, Username};
use crate::vocabulary::instant::Instant;
use greenlight_json::InlineStr;

facts! {
    /// A machine group: hosted, whose bots are made on demand, or of machines.
    pub struct MachineGroup {
        /// The environment it belongs to.
        environment: Fact<InlineStr>,
        /// Its kind.
        kind: Fact<GroupKind>,
        /// Its state.
        state: Fact<GroupState>,
        /// Who created it.
        creator: Fact<InlineStr>,
        /// Who it is shared with.
        shared_with: Listing<Share>,
        /// The image its bots are made from: a name under `images`, or `default`.
        image: Fact<InlineStr>,
        /// The Windows version of the default image it was made from, such as `22H2`; `none` for a custom image.
        default_image_build: Fact<InlineStr>,
        /// The network its bots are made on: a name under `networks`, or `none` for Microsoft's.
        network: Fact<InlineStr>,
        /// The Azure region it was provisioned in.
        region: Fact<Region>,
        /// When it was provisioned.
        provisioned: Fact<Instant>,
        /// The most bots it may have.
        max_bots: Fact<u64>,
        /// Bots that are guaranteed to it.
        committed_bots: Fact<u64>,
        /// When that number was set.
        committed_since: Fact<Instant>,
        /// Whether its connections use work or school accounts.
        work_accounts: Fact<bool>,
        /// The form of the user name in the connection to it.
        username: Fact<Username>,
        /// The machines in it, for a group of machines.
        members: Listing<InlineStr>,
        /// Maintenance mode.
        maintenance: Fact<Switch>,
        /// Whether unattended runs reuse a session that is open.
        session_reuse: Fact<Switch>,
        /// When a desktop flow last ran on it, or `none`.
        last_run: Fact<Started>,
        /// Its run queue.
        queue: Queue,
    }

    /// The run queue of a machine or of a machine group.
    pub struct Queue {
        /// Minutes that its oldest run has waited.
        waiting_minutes: Fact<u64>,
        /// Minutes that a run is expected to wait.
        expected_minutes: Fact<u64>,
        /// Desktop flows that wait in it.
        waiting_runs: Count,
        /// Unattended runs that are due at the same time.
        parallel_runs: Count,
        /// Why the first run of it does not start.
        head: Fact<Head>,
        /// Extended queue prioritization.
        extended: Fact<Switch>,
        /// Whether many of its runs take less than a minute.
        short_runs: Fact<bool>,
    }
}

impl Group for Queue {}
