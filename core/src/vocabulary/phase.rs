//! Where a machine is in its life.

use super::choices;

choices! {
    /// Where a machine is in its life.
    pub enum Phase {
        /// Asked for; the rules have not judged it yet.
        Requested = "requested",
        /// The rules said no; nothing was ever allocated.
        Refused = "refused",
        /// The service looks up licence, creator and policy. Every attempt starts here.
        Checks = "checks",
        /// Waiting for Azure capacity in the home region.
        Capacity = "capacity",
        /// Creating the network interface and taking an address.
        Network = "network",
        /// Waiting for the image to be there in the home region.
        Image = "image",
        /// Creating and starting the virtual machine, its agents included.
        VirtualMachine = "virtual-machine",
        /// Joining Microsoft Entra ID.
        EntraJoin = "entra-join",
        /// Enrolling in Intune.
        IntuneEnrolment = "intune-enrolment",
        /// Registering the machine runtime to the environment.
        Registration = "registration",
        /// Registered and usable.
        Active = "active",
        /// Restarting on request; unusable for some minutes.
        Restarting = "restarting",
        /// All attempts failed; only deletion remains.
        Failed = "failed",
        /// Swept for inactivity: still visible, unusable; only deletion remains.
        Removed = "removed",
        /// Being deleted.
        Deleting = "deleting",
        /// Gone.
        Deleted = "deleted",
    }
}
