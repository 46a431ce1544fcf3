//! Why Windows and Microsoft Entra ID turn the account of a run away: the codes that stand in messages and in the event log beside a failed sign-in.

use super::{fact, rows, rules};
use crate::lifecycle::provisioning_error::Foresight;

/// What is known of an account's password by nobody but its owner.
const PASSWORD: Foresight =
    fact(&[], "whether the connection holds the present password of the account, and it has not expired");

/// Which policies let the account in.
const ACCESS: Foresight =
    fact(&[], "which conditional access policies apply where the account signs in to the machine");

/// How long and from where the account may sign in.
const LIMITS: Foresight =
    fact(&[], "what the directory says of when, until when and from where the account may sign in");

rows! {
    Run Adjacent "windows-event-4625-2017-04-19" / "Failure Information";
    "STATUS_NO_LOGON_SERVERS" windows -1_073_741_730 mode Both: "signing in", AfterFix, rules(&["LCY021", "NET019"]),
        "no domain controller answers that could let the account in",
        "bring a domain controller back into the reach of the machine";
    "STATUS_NO_SUCH_USER" windows -1_073_741_724 mode Both: "signing in", AfterFix, rules(&["QUE015", "ROL025"]),
        "there is no account of the name that the connection gives",
        "correct the user name of the connection, or restore the account";
    "STATUS_WRONG_PASSWORD" windows -1_073_741_718 mode Both: "signing in", AfterFix, PASSWORD,
        "the password of the connection is wrong",
        "enter the present password in the connection";
    "STATUS_ACCOUNT_RESTRICTION" windows -1_073_741_714 mode Both: "signing in", AfterFix, LIMITS,
        "user name and password may be right, and a restriction of the account keeps it out",
        "sign in by remote desktop with the same account to see which restriction that is, and have it taken away";
    "STATUS_INVALID_LOGON_HOURS" windows -1_073_741_713 mode Both: "signing in", AfterWaiting, LIMITS,
        "the account may not sign in at this hour",
        "run the flow within the hours in which the account may sign in, or have them widened";
    "STATUS_INVALID_WORKSTATION" windows -1_073_741_712 mode Both: "signing in", AfterFix, LIMITS,
        "the account may sign in to named computers only, and the machine is none of them",
        "have the machine added to the computers to which the account may sign in";
    "STATUS_PASSWORD_EXPIRED" windows -1_073_741_711 mode Both: "signing in", AfterFix, PASSWORD,
        "the password of the account has expired",
        "set a new password, and enter it in every connection of the account";
    "STATUS_ACCOUNT_DISABLED" windows -1_073_741_710 mode Both: "signing in", AfterFix, rules(&["ROL025"]),
        "the account is disabled",
        "have the account enabled, or use a connection with another account";
    "STATUS_TIME_DIFFERENCE_AT_DC" windows -1_073_741_517 mode Both: "signing in", AfterFix,
        fact(&[], "whether the clocks of the machine and of the domain controller agree"),
        "the clocks of the machine and of the domain controller differ too much",
        "set the clock of the machine by that of the domain";
    "STATUS_TRUSTED_DOMAIN_FAILURE" windows -1_073_741_428 mode Both: "signing in", AfterFix,
        fact(&[], "whether the domains of the machine and of the account trust each other"),
        "the trust between the domain of the machine and that of the account is broken",
        "have the trust between the domains mended";
    "STATUS_ACCOUNT_EXPIRED" windows -1_073_741_421 mode Both: "signing in", AfterFix, LIMITS,
        "the account has expired",
        "have the end of the account put off, or use a connection with another account";
    "STATUS_PASSWORD_MUST_CHANGE" windows -1_073_741_276 mode Both: "signing in", AfterFix, PASSWORD,
        "the password must be changed at the next sign-in, which nobody does in a run",
        "sign in once by hand, change the password, and enter the new one in the connection";
    "STATUS_ACCOUNT_LOCKED_OUT" windows -1_073_741_260 mode Both: "signing in", AfterWaiting, fact(&[], "whether the account of the connection is locked out"),
        "the account is locked out after too many attempts",
        "unlock the account, and see that no connection holds an old password";
    "AADSTS50126" also ["InvalidUserNameOrPassword"] mode Both from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterFix, PASSWORD,
        "user name or password is wrong",
        "enter the present password in the connection, and look at the user name";
    "AADSTS50034" also ["UserAccountNotFound"] mode Both from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterFix, rules(&["ROL025", "QUE015"]),
        "the directory has no account of this name",
        "correct the user name of the connection, or restore the account";
    "AADSTS50053" also ["IdsLocked"] mode Both from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterWaiting, fact(&[], "whether the account of the connection is locked out"),
        "the account is locked after too many attempts, or the address it signs in from is known for attacks",
        "read which of the two it is in the sign-in log; see that no connection holds an old password";
    "AADSTS50055" also ["InvalidPasswordExpiredPassword"] mode Both from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterFix, PASSWORD,
        "the password of the account has expired",
        "set a new password, and enter it in every connection of the account";
    "AADSTS50057" also ["UserDisabled"] mode Both from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterFix, rules(&["ROL025"]),
        "the account is disabled",
        "have the account enabled, or use a connection with another account";
    "AADSTS50074" also ["UserStrongAuthClientAuthNRequiredInterrupt"] mode Unattended from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterFix, rules(&["PRE032"]),
        "a second factor is asked for, and nobody is there to give it",
        "leave the account out of what asks it for a second factor";
    "AADSTS50076" also ["UserStrongAuthClientAuthNRequired"] mode Unattended from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterFix, rules(&["PRE032"]),
        "a conditional access policy, or the account's own setting, asks for a second factor",
        "leave the account out of what asks it for a second factor";
    "AADSTS50079" also ["UserStrongAuthEnrollmentRequired"] mode Unattended from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterFix, rules(&["PRE032"]),
        "the account must register a second factor before it is let in",
        "leave the account out of what asks it for a second factor";
    "AADSTS53003" also ["BlockedByConditionalAccess"] mode Both from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterFix, ACCESS,
        "a conditional access policy keeps the account out",
        "read the policy's name in the sign-in log, and have the account or the machine left out of it";
    "AADSTS53000" also ["DeviceNotCompliant"] mode Both from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterFix, ACCESS,
        "a conditional access policy wants a compliant device, and the machine is none",
        "make the machine compliant in Intune, or have it left out of the policy";
    "AADSTS53001" also ["DeviceNotDomainJoined"] mode Both from "entra-error-codes-2024-04-24" / "AADSTS error codes" Adjacent:
        "signing in", AfterFix, ACCESS,
        "a conditional access policy wants a device of a local domain, and the machine is in none",
        "have the machine left out of the policy, or use one that joins the domain";
}
