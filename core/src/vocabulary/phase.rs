//! The phases of a machine's life.

use super::choices;

choices! {
    /// The phase of its life that a machine is in.
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
        /// Waiting for the image to be available in the home region.
        Image = "image",
        /// Creating and starting the virtual machine, including its agents.
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
        /// Removed by the service for inactivity: still visible, but unusable; only deletion remains.
        Removed = "removed",
        /// Being deleted.
        Deleting = "deleting",
        /// Gone.
        Deleted = "deleted",
    }
}
