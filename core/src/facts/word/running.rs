//! The words of settings and states that can keep the account of a run from signing in.

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

    /// The security layer of remote desktop connections.
    pub enum SecurityLayer {
        /// The security layer of remote desktop itself; 0 in the registry.
        Rdp = "rdp" also ["0"],
        /// The best that both sides support; 1 in the registry.
        Negotiate = "negotiate" also ["1"],
        /// TLS; 2 in the registry.
        Tls = "tls" also ["2"],
    }

    /// A proxy between a machine and the service.
    pub enum Proxy {
        /// None.
        None = "none",
        /// One that lets Windows services through.
        Open = "open",
        /// One that lets through only the requests of a signed-in user.
        SignedInUsers = "signed-in-users",
    }

    /// The execution policy for PowerShell scripts.
    pub enum ScriptPolicy {
        /// No policy sets it.
        NotSet = "not-set" also ["Undefined", "NotConfigured"],
        /// All scripts run.
        Unrestricted = "unrestricted" also ["Bypass"],
        /// Scripts of the machine itself run; others run only if they are signed.
        RemoteSigned = "remote-signed",
        /// Only signed scripts run.
        AllSigned = "all-signed",
        /// No script runs.
        Restricted = "restricted",
    }

    /// The state of the Windows session that is open on a machine.
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

    /// The reason why the first run of a queue does not start.
    pub enum Head {
        /// Nothing blocks it, or the queue is empty.
        None = "none",
        /// A session of its user is open on every machine.
        SessionOpen = "session-open",
        /// No machine is free.
        NoMachine = "no-machine",
    }
}
