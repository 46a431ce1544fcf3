//! QUE007: an attended run finds its user signed in and the screen unlocked.

use crate::facts::known::all;
use crate::facts::value::SessionState;
use crate::rules::context::{Context, session_is_of};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::ToWord;

rule! {
    /// For an attended run, the user of the connection must be signed in to the machine, in a session that is open and unlocked.
    ///
    /// # Why
    /// An attended run works in the session that somebody has open. Without one it fails with `AttendedUserNotLoggedIn`, in a session that is locked
    /// or disconnected with `AttendedUserSessionNotActive`; older versions say `NoUnlockedActiveSessionForAttended` to both.
    ///
    /// # How to fix it
    /// Open the machine in the browser, sign in with the account of the connection, and leave the screen unlocked until the run has ended.
    code: QUE007,
    name: "attended-user-is-signed-in",
    level: Error,
    provenance: Stated,
    source: "run-errors-2024-01-19" / "NoUnlockedActiveSessionForAttended",
    judges: [RunAttended],
    fixers: [Maker, MachineCreator],
    says: "an attended run on machine `{machine}` needs {expected}, and there is {found}",
    steps: [
        "open `{machine}` in the browser and sign in with the account of the connection",
        "leave the screen unlocked until the run has ended",
    ],
    examples: [
        broken "nobody is signed in" { "/request/run-attended/machine": "bot-01" },
        broken "the screen is locked" {
            "/machines/bot-01/windows": { "session": "locked", "session_user": "maker-a" },
            "/request/run-attended/machine": "bot-01"
        },
        broken "signed in and disconnected" {
            "/machines/bot-01/windows": { "session": "disconnected", "session_user": "maker-a" },
            "/request/run-attended/machine": "bot-01"
        },
        broken "somebody else's session" {
            "/machines/bot-01/windows": { "session": "unlocked", "session_user": "admin" },
            "/request/run-attended/machine": "bot-01"
        },
        broken "the creator's session, for a run as another" {
            "/machines/bot-01/windows": { "session": "unlocked", "session_user": "maker-a" },
            "/request/run-attended": { "machine": "bot-01", "account": "admin" }
        },
        met "the creator's session" {
            "/machines/bot-01/windows": { "session": "unlocked", "session_user": "maker-a" },
            "/request/run-attended/machine": "bot-01"
        },
        met "the session of the account that is named" {
            "/machines/bot-01/windows": { "session": "unlocked", "session_user": "admin" },
            "/request/run-attended": { "machine": "bot-01", "account": "admin" }
        },
        unknown "nobody knows what is open" {
            "/machines/bot-01/windows": { "session": null, "session_user": "maker-a" },
            "/request/run-attended/machine": "bot-01"
        },
        unknown "nobody knows whose session it is" {
            "/machines/bot-01/windows": { "session": "unlocked", "session_user": null },
            "/request/run-attended/machine": "bot-01"
        },
        unknown "the creator was not looked up" {
            "/machines/bot-01": { "creator": null, "windows": { "session": "unlocked", "session_user": "maker-a" } },
            "/request/run-attended/machine": "bot-01"
        },
        not_applicable "on a machine group" { "/request/run-attended/group": "pool" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let (windows, account) = (machine.windows(), cx.run_account(machine));
    let session = windows.session();
    let unlocked = session.clone().map(|session| *session == SessionState::Unlocked);
    require(all([unlocked.clone(), session_is_of(machine, account.clone())]), || {
        let whose = account.map_or_else(|_| say::USER_OF_THE_CONNECTION.into(), ToWord::to_word);
        let found = match session {
            Ok(SessionState::Unlocked) => say::SESSION_OF_SOMEBODY_ELSE.into(),
            Ok(SessionState::None) | Err(_) => say::NONE.into(),
            Ok(state) => say::SESSION_THAT_IS.with("state", state),
        };
        let at = if unlocked == Ok(true) { "session_user" } else { "session" };
        Evidence::new(windows.field(at), found, say::UNLOCKED_SESSION_OF.with("person", whose))
            .with("machine", machine.key())
    })
}
