//! Codes with which a run of a desktop flow fails.

use super::{fact, nothing, rows, rules};
use crate::lifecycle::provisioning_error::Foresight;

/// What lies inside the machine and nobody states.
const INSIDE: Foresight =
    nothing("it is a passing state of the machine's own programs, which no export shows");

const VERSION: Foresight =
    fact(&[], "whether Power Automate for desktop on the machine is as new as where the flow was made");

rows! {
    Run Stated "run-errors-2025-09-08" / "Error code occurs when running an attended or unattended desktop flow";
    "UnsupportedRpaScriptSchemaVersion" http 400 mode Both: "starting the run", AfterFix, VERSION,
        "the flow was made with a newer version of Power Automate for desktop than the machine has",
        "update Power Automate for desktop on the machine";
    "InvalidUIFlowsCertificates" http 401 mode Both: "reaching the machine", AfterFix, VERSION,
        "the certificate by which the machine is known is not valid",
        "update Power Automate for desktop, or register the machine anew";
    "WindowsIdentityIncorrect" http 401 mode Both: "signing in", AfterFix, rules(&["QUE015"]),
        "user name or password of the connection is wrong, or the name is not written in the form that the machine needs",
        "edit the connection: on a hosted machine the user name is written user@domain";
    "NoUnlockedActiveSessionForAttended" http 400 mode Attended
        from "run-errors-2024-01-19" / "Error code occurs when running an attended or unattended desktop flow" Stated:
        "finding a session", AfterFix, rules(&["QUE007"]),
        "the user of the connection has no session that is open and unlocked",
        "sign in to the machine with the account of the connection, and leave the screen unlocked",
        note "later pages divide it into AttendedUserNotLoggedIn and AttendedUserSessionNotActive";
    "AttendedUserNotLoggedIn" http 400 mode Attended from "queue-errors-2025-07-14" / "AttendedUserNotLoggedIn" Stated:
        "finding a session", AfterFix, rules(&["QUE007", "QUE029"]),
        "the user of the connection is not signed in to the machine",
        "sign in to the machine with the account of the connection; see that the account of UIFlowService is among Remote Desktop Users";
    "AttendedUserSessionNotActive" http 400 mode Attended from "queue-errors-2025-07-14" / "AttendedUserSessionNotActive" Stated:
        "finding a session", AfterFix, rules(&["QUE007"]),
        "the session of the connection's user is locked or disconnected",
        "unlock the session, and leave it so until the run has ended";
    "SessionCreationError" http 400 mode Unattended: "creating a session", AfterFix, rules(&["QUE018", "PRE027"]),
        "Windows did not let the run sign in",
        "try remote desktop with the same account; take away what waits at the sign-in screen";
    "SessionCreationWinLogonFailure" http 400 mode Unattended: "creating a session", Once, INSIDE,
        "the sign-in of Windows failed",
        "restart the machine";
    "SessionCreationInvalidCredentials" http 400 mode Unattended: "creating a session", AfterFix, rules(&["QUE015"]),
        "the credentials of the connection were refused",
        "write the user name as user@domain, and enter the present password";
    "SessionCreationErrorWithThirdPartyCredentialProvider" http 400 mode Unattended
        from "session-creation-errors-2025-07-11" / "SessionCreationErrorWithThirdPartyCredentialProvider" Stated:
        "creating a session", AfterFix, rules(&["QUE016"]),
        "a credential provider of another maker stands in the way of signing in",
        "uninstall the program that it belongs to";
    "SessionCreationUserPromptedForCredentialsAfterConnection" http 400 mode Unattended
        from "session-creation-errors-2025-07-11" / "SessionCreationUserPromptedForCredentialsAfterConnection" Stated:
        "creating a session", AfterFix, rules(&["QUE017"]),
        "Windows asks for the credentials once more after the connection is made",
        "turn off the policy that always prompts for a password upon connection";
    "SessionExistsForTheUserWhenUnattended" http 400 mode Unattended: "creating a session", AfterFix, rules(&["QUE008"]),
        "the user of the connection already has a session on the machine",
        "sign that user out, or turn on the reuse of Windows sessions";
    "UnattendedUserSessionLocked" http 400 mode Unattended from "queue-errors-2025-07-14" / "UnattendedUserSessionLocked" Stated:
        "creating a session", AfterFix, rules(&["QUE008"]),
        "the user of the connection has a locked session on the machine",
        "sign that user out, or turn on the reuse of Windows sessions";
    "UnattendedUserSessionDisconnected" http 400 mode Unattended from "queue-errors-2025-07-14" / "UnattendedUserSessionDisconnected" Stated:
        "creating a session", AfterFix, rules(&["QUE008"]),
        "the user of the connection has a disconnected session on the machine",
        "sign that user out, or turn on the reuse of Windows sessions";
    "Win10AlreadyHasActiveSession" http 400 mode Unattended: "creating a session", AfterFix, rules(&["QUE008"]),
        "somebody has a session on the machine, and Windows 10 and 11 take one at a time",
        "sign everybody out, or turn on the reuse of Windows sessions";
    "TooManyActiveSessions" http 400 mode Unattended: "creating a session", AfterWaiting,
        nothing("it concerns Windows Server, which no hosted machine runs"),
        "the server has as many sessions as it may",
        "sign one of them out";
    "SessionNotFound" http 400 mode Unattended: "creating a session", AfterFix, rules(&["LCY016"]),
        "the session that was made is not found; on a machine made from a copy of another, its registration is the other's",
        "restart the machine; if it was made from a copy, register it anew";
    "SessionNotFoundAfterCreation" http 400 mode Unattended: "creating a session", AfterFix, rules(&["QUE029"]),
        "the session was made, and the account of UIFlowService may not see it",
        "add the account of UIFlowService to the group Remote Desktop Users, and see that no policy takes it out again";
    "NoSessionFoundForPasswordless" http 400 mode Attended: "finding a session", AfterFix, rules(&["QUE007"]),
        "an attended run through a connection with sign-in found no open session of its user",
        "sign in to the machine with the account of the connection and leave the session open, or run unattended with a Process licence";
    "SessionHasLoggedOff" http 400 mode Unattended from "session-logged-off-2024-10-11" / "Cause" Stated:
        "running", AfterFix, INSIDE,
        "the session in which the flow ran was signed off: by somebody, by a program, or by a script of the flow",
        "look for scripts of the flow that sign off or restart, for time limits of sessions by policy, and in the log of the local session manager";
    "SessionHasLoggedOffWithMaxIdleTime" http 400 mode Unattended from "session-limits-2024-12-10" / "Cause" Stated:
        "running", AfterFix, fact(&[], "which time limits policies set for idle sessions of remote desktop"),
        "a policy signs idle sessions of remote desktop off sooner than the flow ends",
        "have the time limit of idle sessions (`MaxIdleTime`) raised or taken away";
    "MaxRDSessionDurationReached" http 400 mode Unattended from "session-limits-2024-12-10" / "Cause" Stated:
        "running", AfterFix, fact(&[], "which time limits policies set for sessions of remote desktop"),
        "a policy ends sessions of remote desktop sooner than the flow does",
        "have the time limit of active sessions (`MaxConnectionTime`) raised or taken away, or divide the flow";
    "LogonTypeNotGranted" windows -1_073_741_477 http 400 mode Unattended from "logon-type-2024-08-07" / "Cause" Stated:
        "signing in", AfterFix, rules(&["PRE031"]),
        "the account of the connection, or a group that it is in, may not log on in this way: a local policy does not grant the right, or denies it",
        "under User Rights Assignment, grant the account to log on locally, through Remote Desktop Services and from the network, and take it out of what denies them";
    "AAD_CLOUDAP_E_OAUTH_USERNAME_IS_MALFORMED" windows -1_073_445_812 mode Both from "invalid-credentials-2024-08-20" / "Resolution" Stated:
        "signing in", AfterFix, rules(&["QUE015"]),
        "the user name of the connection is not written in the form that the machine expects",
        "write it as user@domain where the machine joined Microsoft Entra ID only, and as domain\\user where it joined a domain";
    "STATUS_SMARTCARD_LOGON_REQUIRED" windows -1_073_741_062 mode Both from "invalid-credentials-2024-08-20" / "Resolution" Stated:
        "signing in", AfterFix, fact(&[], "whether the account or the machine demands a smart card"),
        "a smart card is demanded for signing in, which runs cannot give",
        "use an account and a machine that demand no smart card";
    "STATUS_LOGON_FAILURE" windows -1_073_741_715 mode Both from "invalid-credentials-2024-08-20" / "Resolution" Stated:
        "signing in", AfterFix, rules(&["QUE015"]),
        "user name or password is wrong, or the name is not written in the form that the machine expects",
        "sign in to the machine by hand with the same name and password, then correct the connection";
    "MSEntraLogonFailure" also ["AadLogonFailure"] http 400 mode Unattended from "aadlogonfailure-2021-03-31" / "Resolution" Stated:
        "creating a session", AfterFix, rules(&["PRE023", "PRE026", "PRE033", "PRE024", "PRE025", "PRE032"]),
        "network level authentication asks for the sign-in before Windows can speak to Microsoft Entra ID",
        "turn network level authentication off on the machine, or use Microsoft Entra authentication for remote desktop",
        note "older pages call it AadLogonFailure";
    "MSEntraMachineAlwaysPromptingForPassword" also ["AADMachineAlwaysPromptingForPassword"] http 400 mode Unattended
        from "always-prompting-2024-12-09" / "Resolution" Stated:
        "creating a session", AfterFix, rules(&["QUE017"]),
        "the machine always prompts for a password upon connection",
        "set the policy Always prompt for password upon connection to Disabled; a value in the registry comes back with the policy",
        note "older pages call it AADMachineAlwaysPromptingForPassword";
    "MSEntraRemoteDesktopAppConsentRequired" mode Unattended from "run-unattended-2025-02-10" / "Admin consent for unattended runs using CBA or sign-in credentials with NLA (preview)" Stated:
        "creating a session", AfterFix, rules(&["PRE024"]),
        "Microsoft Entra ID asks for consent to the remote desktop connection, and nobody is there to give it",
        "hide the consent prompt for the group of devices that the machine belongs to";
    "RDPIsNotEnabled" http 400 mode Unattended: "creating a session", AfterFix, fact(&[], "whether remote desktop is turned on on the machine"),
        "remote desktop is turned off on the machine",
        "turn remote desktop on";
    "RdpPermissionNotGranted" http 400 mode Unattended: "creating a session", AfterFix, rules(&["PRE027"]),
        "the user of the connection may not sign in by remote desktop",
        "add the user to the group Remote Desktop Users of the machine";
    "UIFlowServiceNoRdpPermissions" http 400 mode Unattended: "creating a session", AfterFix, rules(&["QUE029"]),
        "the account of UIFlowService may not list the sessions of the machine",
        "add `NT SERVICE\\UIFlowService` to the group Remote Desktop Users and restart the machine";
    "AccountLockedOut" http 400 mode Unattended: "signing in", AfterFix, fact(&[], "whether the account of the connection is locked out"),
        "the account of the connection is locked out after too many attempts to sign in or to change its password",
        "unlock the account, and see that no change of passwords leaves an old one in a connection";
    "UnallowedTenantForConnectWithSignIn" http 403 mode Attended from "unallowed-tenant-2024-09-11" / "Cause" Stated:
        "signing in", AfterFix, fact(&[], "whether the machine's registry allows the tenant to connect with sign-in"),
        "the machine joined a domain and not Microsoft Entra ID, and its registry does not allow the tenant to connect with sign-in",
        "add the tenant to `AllowedRegistrationTenants` in the machine's registry, or connect with user name and password";
    "MachineNotJoined" mode Attended from "machine-not-joined-2024-09-18" / "Cause" Stated:
        "making the connection", AfterFix, fact(&[], "whether the machine has joined Microsoft Entra ID or a domain"),
        "the machine has joined neither Microsoft Entra ID nor a domain, without which a connection with sign-in cannot be made",
        "join the machine, or connect with user name and password";
    "AgentNotReachable" mode Both from "agent-errors-2023-04-12" / "More information" Stated: "running", Once, INSIDE,
        "the agent that runs the flow cannot be reached: the machine was restarted in the run, other people connected to it, or it lacks processor or memory",
        "see whether the machine was restarted in the run, keep other people off it while flows run, and give it more processor and memory";
    "UnresponsiveAgent" mode Both from "agent-errors-2023-04-12" / "More information" Stated: "running", Once, INSIDE,
        "the agent that runs the flow does not respond",
        "see whether the machine has enough processor and memory";
    "AgentHasNotStarted" mode Both from "agent-errors-2023-04-12" / "More information" Stated: "starting the run", Once, INSIDE,
        "a session was made, and the agent did not start in it",
        "see whether the machine has enough processor and memory";
    "GatewayTimeout" mode Both from "agent-errors-2023-04-12" / "More information" Stated: "running", Once, INSIDE,
        "a step of the run got no answer in time",
        "try again; if it persists, see whether the machine has enough processor and memory, and ask Microsoft support";
    "AttendedNoLicense" mode Attended from "license-check-2023-03-06" / "Cause" Stated: "starting the run", AfterFix, rules(&["LIC004", "LIC003"]),
        "whoever owns the connection of an attended run has no Power Automate Premium",
        "assign Power Automate Premium to the owner of the desktop flow connection";
    "UnattendedNoAddon" mode Unattended from "license-check-2023-03-06" / "Cause" Stated: "starting the run", AfterFix, rules(&["LIC005", "LIC001"]),
        "neither an unattended RPA add-on nor a Process licence is there for an unattended run",
        "allocate the add-on, or Process or Hosted Process, to the environment";
    "LicensingCheckFailed" mode Both from "license-check-2023-03-06" / "Cause" Stated: "starting the run", Once, INSIDE,
        "whether the run is licensed could not be found out",
        "try again";
    "DataverseTimeout" http 504 mode Both: "starting the run", AfterWaiting, nothing("how busy Dataverse is stands in no export"),
        "a call to Dataverse took too long",
        "find out what else keeps Dataverse busy, have it scaled up, or ask Microsoft support";
    "AuthTokenNotYetValid" http 401 mode Both: "reaching the machine", AfterFix, fact(&[], "whether the machine's clock is right"),
        "the clock of the machine is behind, so that what lets the run in is not valid yet",
        "set the clock of the machine";
    "ExistingRecordingSession" http 400 mode Designer: "starting the run", AfterWaiting, INSIDE,
        "somebody is recording on the machine",
        "end the recording";
    "LocalPlaybackOrRecordingOngoing" http 429 mode Designer: "starting the run", AfterWaiting, INSIDE,
        "a flow is being recorded or played back on the machine",
        "wait for it to end, or end it";
    "UIFlowAlreadyRunning" http 429 mode Both: "starting the run", AfterWaiting, rules(&["QUE019"]),
        "another flow runs on the machine",
        "wait, or cancel the cloud flow that started the other one";
    "UnattendedUnsupportedWithOldConnection" http 403 mode Unattended: "starting the run", AfterFix,
        fact(&[], "whether the connection was made before unattended runs were offered"),
        "the connection is too old for unattended runs",
        "make a new desktop flow connection";
    "UIFlowAgentNotAvailable" http 400 mode Both: "starting the run", Once, INSIDE,
        "the service UIFlowService does not run on the machine",
        "start UIFlowService, or restart the machine";
    "UIFlowAgentLauncherServiceIsNotRunning" http 500 mode Both: "starting the run", Once, INSIDE,
        "the service that launches the agent does not run on the machine",
        "start the agent launcher service, or restart the machine";
    "DesktopFlowMalformedMachineResponse" http 500 mode Both: "running", Once, INSIDE,
        "the machine answered with something that is no answer",
        "look at the machine's memory and disk, and update Power Automate for desktop";
    "WcfServerCrash" http 500 mode Both: "running", Once, INSIDE,
        "a part of Power Automate for desktop stopped on the machine",
        "look at the machine's memory and disk, and update Power Automate for desktop";
    "TotalChunksMismatch" http 400 mode Both: "running", Once, INSIDE,
        "the flow did not reach the machine in one piece",
        "look at the machine's disk and network, empty its cache, and use version 2.36 or later";
    "UnableToCallCrlEndpoint" http 400 mode Both: "reaching the machine", AfterFix, fact(&[], "whether the network lets certificate revocation lists through"),
        "the machine cannot fetch the lists of revoked certificates",
        "let the addresses of certificate revocation lists through";
    "NoListenerConnected" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY026", "NET025", "LCY010"]),
        "the machine is not connected to the service",
        "see whether the machine runs and its network lets the runtime's addresses through; restart it";
    "ConnectionNotEstablished" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY026", "NET025", "LCY010"]),
        "no connection to the machine came about",
        "see whether the machine runs and its network lets the runtime's addresses through; restart it";
    "ConnectionTimeout" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY026", "NET025", "LCY010"]),
        "the machine did not answer in time",
        "see whether the machine runs and its network lets the runtime's addresses through; restart it";
    "DnsError" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY010", "LCY016"]),
        "the address under which the machine is registered does not resolve",
        "register the machine anew";
    "EndpointDoNotExist" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY010", "LCY016"]),
        "the place at which the machine is registered does not exist",
        "register the machine anew";
    "MachineNotFound" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY023", "LCY013"]),
        "the machine that the connection names is not registered any more, or the environment was moved to another region",
        "see whether the machine is registered and the connection is whole, and that no script of the flow registers the machine anew";
    "GroupIsEmpty" http 400 mode Both: "choosing a machine", AfterFix, rules(&["QUE021"]),
        "the machine group has no machine",
        "add a machine to the group";
    "NoCandidateMachine" http 400 mode Both: "waiting in the queue", AfterFix, rules(&["QUE008", "QUE007", "QUE001", "QUE027", "LCY017", "QUE002", "QUE019"]),
        "no machine took the run up within the time that runs may wait",
        "add machines or bots, spread the runs over the day, or bring the machines back that are away";
    "XrmMachineGroupNotFound" http 404 mode Both: "choosing a machine", AfterFix, rules(&["QUE022"]),
        "the machine group that the connection names was deleted",
        "make the group again, and name it in the connections";
    "DesktopFlowsActionThrottled" http 429 mode Both: "starting the run", AfterWaiting, rules(&["QUE020"]),
        "too many runs were started through one connection",
        "spread the flows over several connections";
    "DesktopFlowsActionTimeout" http 400 mode Both: "running", AfterFix, rules(&["QUE004", "QUE003"]),
        "the action that started the run gave up waiting for it",
        "set a longer timeout on the action, or divide the flow";
    "OnPremiseDataGatewayNotAvailable" http 502 mode Both: "reaching the machine", AfterFix, rules(&["QUE013"]),
        "the data gateway that the connection goes through does not answer",
        "leave the gateway: make a connection that goes directly to the machine";
}
