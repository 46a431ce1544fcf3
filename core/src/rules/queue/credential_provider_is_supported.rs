//! QUE016: no credential provider stands in the way of unattended sessions.

use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use greenlight_json::same;

rule! {
    /// None of the credential providers that unattended runs do not support may be installed on the machine.
    ///
    /// # Why
    /// A credential provider of another maker takes over the Windows sign-in screen. With some of them, those of `SailPoint`, `SIDCredentialProvider` and
    /// `CGWinLogon`, Power Automate cannot create a session, and the run fails with `SessionCreationErrorWithThirdPartyCredentialProvider`.
    ///
    /// # How to fix it
    /// Uninstall the program that the provider belongs to. The providers of a machine stand in its registry.
    code: QUE016,
    name: "credential-provider-is-supported",
    level: Error,
    provenance: Stated,
    source: "session-creation-errors-2025-07-11" / "SessionCreationErrorWithThirdPartyCredentialProvider",
    holds: SINCE_SESSIONS,
    judges: [RunUnattended],
    fixers: [MachineCreator, IntuneAdministrator],
    says: "machine `{machine}` has the credential provider `{found}`, with which no session can be created; it should have {expected}",
    steps: [
        "uninstall the program on `{machine}` that brings the credential provider `{found}`",
    ],
    command: "reg query \"HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Authentication\\Credential Providers\" /s",
    examples: [
        broken "by its name" {
            "/machines/bot-01/windows/credential_provider": "CGWinLogon",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "one of those that are named" {
            "/machines/bot-01/windows/credential_provider": "{0094a34b-0bf0-4789-8b2d-8339e469d756}",
            "/request/run-unattended/machine": "bot-01"
        },
        met "none" { "/request/run-unattended/machine": "bot-01" },
        met "another one" {
            "/machines/bot-01/windows/credential_provider": "11111111-2222-3333-4444-555555555555",
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody has looked" {
            "/machines/bot-01/windows/credential_provider": null,
            "/request/run-unattended/machine": "bot-01"
        },
        not_applicable "on a machine group" { "/request/run-unattended/group": "invoices" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let unsupported = cx.texts(Key::SessionUnsupportedProviders)?;
    let machine = cx.asked_machine()?;
    let windows = machine.windows();
    let given = windows.credential_provider()?;
    let bare = given.trim_matches(['{', '}']);
    let called = cx.texts(Key::SessionUnsupportedProviderNames).unwrap_or_default();
    let by_name = called.iter().position(|name| same(name, given)).and_then(|place| unsupported.get(place));
    let known = unsupported.iter().find(|id| id.eq_ignore_ascii_case(bare)).or(by_name);
    require(Ok(known.is_none()), || {
        let found = known.copied().unwrap_or_default();
        Evidence::new(windows.field("credential_provider"), found, say::NONE).with("machine", machine.key())
    })
}
