//! Codes with which a run of a desktop flow fails.

use super::{fact, nothing, rows, rules};
use crate::lifecycle::provisioning_error::Foresight;

/// What lies inside the machine and nobody states.
const INSIDE: Foresight =
    nothing("it is a passing state of the machine's own programs, which no export shows");

const VERSION: Foresight =
    fact(&[], "whether Power Automate for desktop on the machine is as new as where the flow was made");

rows! {
    Run Stated "run-errors-2024-01-19" / "Error codes";
    "UnsupportedRpaScriptSchemaVersion" http 400 mode Both: "starting the run", AfterFix, VERSION,
        "the flow was made with a newer version of Power Automate for desktop than the machine has",
        "update Power Automate for desktop on the machine";
    "InvalidUIFlowsCertificates" http 401 mode Both: "reaching the machine", AfterFix, VERSION,
        "the certificate by which the machine is known is not valid",
        "update Power Automate for desktop, or register the machine anew";
    "WindowsIdentityIncorrect" http 401 mode Both: "signing in", AfterFix, rules(&["QUE015"]),
        "user name or password of the connection is wrong, or the name is not written in the form that the machine needs",
        "edit the connection: on a hosted machine the user name is written user@domain";
    "NoUnlockedActiveSessionForAttended" http 400 mode Attended: "finding a session", AfterFix, rules(&["QUE007"]),
        "the user of the connection has no session that is open and unlocked",
        "sign in to the machine with the account of the connection, and leave the screen unlocked",
        note "later pages divide it into AttendedUserNotLoggedIn and AttendedUserSessionNotActive";
    "AttendedUserNotLoggedIn" mode Attended from "queue-errors-2025-07-14" / "Attended runs" Stated:
        "finding a session", AfterFix, rules(&["QUE007"]),
        "the user of the connection is not signed in to the machine",
        "sign in to the machine with the account of the connection";
    "AttendedUserSessionNotActive" mode Attended from "queue-errors-2025-07-14" / "Attended runs" Stated:
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
        from "session-creation-errors-2025-07-11" / "Unsupported credential providers" Stated:
        "creating a session", AfterFix, rules(&["QUE016"]),
        "a credential provider of another maker stands in the way of signing in",
        "uninstall the program that it belongs to";
    "SessionCreationUserPromptedForCredentialsAfterConnection" http 400 mode Unattended
        from "session-creation-errors-2025-07-11" / "User prompted for credentials" Stated:
        "creating a session", AfterFix, rules(&["QUE017"]),
        "Windows asks for the credentials once more after the connection is made",
        "turn off the policy that always prompts for a password upon connection";
    "SessionExistsForTheUserWhenUnattended" http 400 mode Unattended: "creating a session", AfterFix, rules(&["QUE008"]),
        "the user of the connection already has a session on the machine",
        "sign that user out, or turn on the reuse of Windows sessions";
    "UnattendedUserSessionLocked" mode Unattended from "queue-errors-2025-07-14" / "Unattended runs" Stated:
        "creating a session", AfterFix, rules(&["QUE008"]),
        "the user of the connection has a locked session on the machine",
        "sign that user out, or turn on the reuse of Windows sessions";
    "UnattendedUserSessionDisconnected" mode Unattended from "queue-errors-2025-07-14" / "Unattended runs" Stated:
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
    "SessionNotFoundAfterCreation" mode Unattended from "greenlight" / "Named by third parties" Assumed:
        "creating a session", Once, INSIDE,
        "the session was made and is not found",
        "restart the machine and try again",
        note "third parties name it; no page that was read describes it";
    "NoSessionFoundForPasswordless" mode Unattended from "greenlight" / "Named by third parties" Assumed:
        "creating a session", Once, INSIDE,
        "no session is found for an account that signs in without a password",
        "restart the machine and try again",
        note "third parties name it; no page that was read describes it";
    "AadLogonFailure" http 400 mode Unattended from "aadlogonfailure-2021-03-31" / "Resolution" Stated: "creating a session", AfterFix, rules(&["PRE026", "PRE023", "PRE024", "PRE025"]),
        "network level authentication asks for the sign-in before Windows can speak to Microsoft Entra ID",
        "turn network level authentication off on the machine, or use Microsoft Entra authentication for remote desktop";
    "MSEntraLogonFailure" mode Unattended from "greenlight" / "Named by third parties" Assumed:
        "creating a session", AfterFix, rules(&["PRE024", "PRE025"]),
        "signing in to Windows by Microsoft Entra authentication failed",
        "see whether Microsoft Entra authentication for remote desktop is turned on, and the password is right",
        note "third parties name it; no page that was read describes it";
    "MSEntraMachineAlwaysPromptingForPassword" mode Unattended from "greenlight" / "Named by third parties" Assumed:
        "creating a session", AfterFix, rules(&["QUE017"]),
        "the machine always prompts for a password upon connection",
        "turn off the policy that prompts for it",
        note "third parties name it; no page that was read describes it";
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
    "UIFlowServiceNoRdpPermissions" mode Unattended from "queue-errors-2025-07-14" / "UIFlowService permissions" Stated:
        "creating a session", AfterFix, rules(&["QUE029"]),
        "the account of UIFlowService may not sign in by remote desktop",
        "add `NT SERVICE\\UIFlowService` to the group Remote Desktop Users and restart the machine";
    "AccountLockedOut" mode Unattended from "greenlight" / "Named by third parties" Assumed:
        "signing in", AfterFix, fact(&[], "whether the account of the connection is locked out"),
        "the account of the connection is locked out",
        "unlock the account, and correct the password where it is stored wrong",
        note "third parties name it; no page that was read describes it";
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
    "NoListenerConnected" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY010", "NET025"]),
        "the machine is not connected to the service",
        "see whether the machine runs and its network lets the runtime's addresses through; restart it";
    "ConnectionNotEstablished" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY010", "NET025"]),
        "no connection to the machine came about",
        "see whether the machine runs and its network lets the runtime's addresses through; restart it";
    "ConnectionTimeout" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY010", "NET025"]),
        "the machine did not answer in time",
        "see whether the machine runs and its network lets the runtime's addresses through; restart it";
    "DnsError" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY010", "LCY016"]),
        "the address under which the machine is registered does not resolve",
        "register the machine anew";
    "EndpointDoNotExist" http 404 mode Both: "reaching the machine", AfterFix, rules(&["LCY010", "LCY016"]),
        "the place at which the machine is registered does not exist",
        "register the machine anew";
    "MachineNotFound" mode Both from "greenlight" / "Named by third parties" Assumed:
        "reaching the machine", AfterFix, rules(&["LCY023", "LCY013"]),
        "the machine that the connection names does not exist",
        "make the connection anew with a machine that exists",
        note "third parties name it; no page that was read describes it";
    "GroupIsEmpty" http 400 mode Both: "choosing a machine", AfterFix, rules(&["QUE021"]),
        "the machine group has no machine",
        "add a machine to the group";
    "NoCandidateMachine" http 400 mode Both: "waiting in the queue", AfterFix, rules(&["QUE001", "QUE002", "QUE027", "LCY017"]),
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
