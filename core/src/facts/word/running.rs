//! What may keep the account of a run from signing in, in words.

use crate::vocabulary::choices;

choices! {
    /// How a desktop flow connection signs in.
    pub enum Authentication {
        /// With a user name and a password.
        Password = "password" also ["Username and password", "Connect with username and password"],
        /// By the sign-in of whoever uses it, which Power Automate calls attended.
        SignIn = "sign-in" also ["Connect with sign-in"],
        /// With a certificate.
        Certificate = "certificate" also ["Certificate-based authentication", "CBA"],
        /// With a user name and a password, and an application as the owner of its runs.
        ServicePrincipal = "service-principal",
    }

    /// Whether signing in asks an account for a second factor.
    pub enum SecondFactor {
        /// It does not.
        None = "none",
        /// By the account's own, older setting.
        PerUser = "per-user" also ["enforced"],
        /// By a policy, or by the security defaults.
        Policy = "policy" also ["conditional access", "security defaults"],
    }

    /// The security layer of remote desktop.
    pub enum SecurityLayer {
        /// That of remote desktop itself; 0 in the registry.
        Rdp = "rdp" also ["0"],
        /// What both sides can do best; 1 in the registry.
        Negotiate = "negotiate" also ["1"],
        /// TLS; 2 in the registry.
        Tls = "tls" also ["2"],
    }

    /// A proxy between a machine and the service.
    pub enum Proxy {
        /// None.
        None = "none",
        /// One that lets services of Windows through.
        Open = "open",
        /// One that lets through only what a signed-in user asks for.
        SignedInUsers = "signed-in-users",
    }

    /// What a policy says of PowerShell scripts.
    pub enum ScriptPolicy {
        /// No policy says anything.
        NotSet = "not-set" also ["Undefined", "NotConfigured"],
        /// All run.
        Unrestricted = "unrestricted" also ["Bypass"],
        /// Those of the machine itself run, others only when they are signed.
        RemoteSigned = "remote-signed",
        /// Only signed ones run.
        AllSigned = "all-signed",
        /// None runs.
        Restricted = "restricted",
    }

    /// State of the Windows session that is open on a machine.
    pub enum SessionState {
        /// None is open.
        None = "none" also ["no session"],
        /// Somebody is signed in, and the screen is not locked.
        Unlocked = "unlocked",
        /// Somebody is signed in, and the screen is locked.
        Locked = "locked",
        /// Somebody is signed in, and disconnected.
        Disconnected = "disconnected" also ["Disc"],
    }

    /// The form of a user name.
    pub enum Username {
        /// `user@domain`.
        AtDomain = "user-at-domain" also ["user@domain", "UPN"],
        /// `domain\user`.
        DomainUser = "domain-user" also ["domain\\user"],
        /// An account of the machine itself.
        Local = "local",
    }

    /// Why the first run of a queue does not start.
    pub enum Head {
        /// Nothing keeps it, or the queue is empty.
        None = "none",
        /// A session of its user is open everywhere.
        SessionOpen = "session-open",
        /// No machine is free.
        NoMachine = "no-machine",
    }
}
