//! LIC011: hosted capacity is called by the name it has.

use crate::rulebook::term::Term;
use crate::rulebook::{Key, Offering};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, require, rule};

rule! {
    /// Hosted RPA add-ons have become units of Power Automate Hosted Process.
    ///
    /// # Why
    /// The page of 2024-05-01 says that every hosted RPA add-on was converted, one for one, without anything to do; not by which day. Admin centers
    /// and invoices speak of Hosted Process
    /// since: who looks for the add-on does not find it.
    ///
    /// # How to fix it
    /// Nothing has to be done. State the units as Hosted Process; each add-on is one.
    code: LIC011,
    name: "capacity-goes-by-its-name",
    level: Note,
    provenance: Stated,
    source: "add-ons-2024-05-01" / "Hosted RPA add-on (legacy)",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine],
    fixers: [Maker],
    says: "environment `{environment}` is said to have {found}: they were converted, one for one, to {expected}",
    steps: [
        "look for Power Automate Hosted Process in the admin centers, and count each add-on as one unit",
    ],
    examples: [
        broken "stated by the former name" { "/environments/prod": { "hosted_process": null, "hosted_rpa_addons": 3 } },
        met "stated by the name it has" {},
        unknown "nobody knows the capacity" {
            "/environments/prod": { "hosted_process": null, "hosted_rpa_addons": null }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    applies(cx.flag(Key::LicenceHostedProcess)?)?;
    let environment = cx.environment()?;
    let (units, name) = cx.capacity(environment);
    let units = units?;
    require(Ok(name == "hosted_process"), || {
        let (former, later) = (Term::<Offering>::HOSTED_RPA_ADD_ON, Term::<Offering>::HOSTED_PROCESS);
        let found = say::UNITS_OF_PRODUCT.counting(units.number).with("product", former.name());
        let expected =
            say::UNITS_OF.with("units", say::UNITS.counting(units.number)).with("product", later.name());
        Evidence::new(environment.field(name), found, expected).with("environment", environment.key())
    })
}
