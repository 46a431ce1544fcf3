//! Queries about Azure roles: what they allow, and who holds them.

use super::{Context, Served};
use crate::facts::At;
use crate::facts::azure_action::covers;
use crate::facts::entities::Subscription;
use crate::facts::known::{Known, Missing, any, implies, not};
use crate::facts::value::Scope;
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{App, AzureRole, Key, Value};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, either_of};
use greenlight_json::Pointer;

/// A holder of role assignments.
#[derive(Clone, Copy, Debug)]
pub enum Principal<'a> {
    /// A service principal.
    App(Term<App>),
    /// A person, by name.
    Person(&'a str),
}

impl<'a> Context<'a> {
    /// Whether the principal holds a role that satisfies `enough` at one of the scopes.
    ///
    /// # Errors
    /// Missing facts: the role assignments, if the list is incomplete and none of those known is enough; or the actions of a role that the
    /// rulebook does not know.
    pub fn granted(
        &self,
        subscription: At<'a, Subscription>,
        principal: Principal<'_>,
        enough: impl Fn(&Named<AzureRole>) -> Known<bool>,
        covers: impl Fn(&Scope) -> bool,
    ) -> Known<bool> {
        let grants = subscription.grants();
        let held = grants.items().iter().filter(|it| principal.is(&it.principal) && covers(&it.scope));
        any(held.map(|grant| enough(&grant.role)).chain([grants.whole().map(|_| false)]))
    }

    /// Judges hosted machines, for which Windows 365 needs rights in Azure, and hosted machine groups, which have a service principal of
    /// their own.
    ///
    /// # Errors
    /// The reason if the rule is not met.
    pub fn for_each_app(&self, judge: impl Fn(Served, Term<App>) -> Judgement) -> Judgement {
        let machines = judge(Served::Machines, Term::<App>::WINDOWS_365);
        either_of(machines, || judge(Served::Groups, Term::<App>::HOSTED_MACHINE_GROUPS))
    }

    /// Requires, as far as `owed`, that no deny assignment (which overrides every role) takes rights from an app where `covers` holds. The
    /// evidence names the app, and under `word` the thing that needs the rights.
    ///
    /// # Errors
    /// The reason if the rule is not met.
    pub fn nothing_denies(
        &self,
        (app, owed): (Term<App>, Known<bool>),
        subscription: Known<At<'a, Subscription>>,
        covers: impl Fn(&Scope) -> Known<bool>,
        (word, thing): (&'static str, &str),
    ) -> Judgement {
        let denied = subscription.clone().and_then(|subscription| {
            let denials = subscription.deny_assignments();
            let own = denials.items().iter().filter(|it| Principal::App(app).is(&it.principal));
            any(own.map(|it| covers(&it.scope)).chain([denials.whole().map(|_| false)]))
        });
        if implies(owed, not(denied))? {
            return Ok(());
        }
        let subscription = subscription?;
        Err(Evidence::new(subscription.field("deny_assignments"), subscription.key(), say::NONE)
            .with("app", app.name())
            .with(word, thing)
            .broken())
    }

    /// Whether an Azure role is `least`, which allows reading what `action` names, or another role that includes that.
    ///
    /// # Errors
    /// Missing facts: the actions of the role, if the rulebook does not know it.
    pub fn at_least(&self, role: &Named<AzureRole>, least: Term<AzureRole>, action: Key) -> Known<bool> {
        let reads = |term: Term<AzureRole>, key: Key| {
            matches!(self.value_of(key, term, self.now), Some(Value::Flag(true)))
        };
        match role {
            Named::Term(term) => Ok(*term == least
                || least == Term::READER
                    && (reads(*term, Key::AzureRoleReads)
                        || action == Key::AzureActionReadNetwork
                            && reads(*term, Key::AzureRoleReadsNetworks))),
            Named::Other(name) => self.allows(name, action),
        }
    }

    /// Whether an Azure role that the rulebook does not know allows what `action` names.
    ///
    /// # Errors
    /// Missing facts: its actions, if they could decide it.
    pub fn allows(&self, role: &str, action: Key) -> Known<bool> {
        let Ok(needed) = self.text(action) else { return Ok(false) };
        // Azure compares names of roles without regard to case.
        let mut stated = self.case.facts.azure_roles.iter();
        match stated.find(|(name, _)| name.eq_ignore_ascii_case(role)) {
            Some((name, stated)) => {
                At::of(&"azure_roles", name, stated).actions().any(|allowed| covers(allowed, needed))
            }
            None => Err(Missing::fact(Pointer::ROOT.key("azure_roles").key(role).key("actions"))),
        }
    }
}

impl Principal<'_> {
    /// Whether an app of the case is this principal.
    pub fn is(self, named: &Named<App>) -> bool {
        match self {
            Self::App(app) => *named == app,
            Self::Person(name) => matches!(named, Named::Other(other) if other == name),
        }
    }
}
