//! The report: what is decided, what is wrong and how to mend it, and what is still to be said.

use crate::case::choice::choices;
use crate::instant::{Day, Instant};
use crate::pointer::Pointer;
use crate::write::{Written, object, written};
use smol_str::SmolStr;

/// The version of the report's shape: a minor step adds, a major step breaks.
pub const FORMAT_VERSION: &str = "1.0";

choices! {
    /// How bad a broken rule is.
    pub enum Level {
        /// The action fails or is refused.
        Error = "error",
        /// The action may fail, or something is worth mending.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }

    /// How far a value or a rule can be shown to hold.
    pub enum Provenance {
        /// Microsoft says it of hosted machines.
        Stated = "stated",
        /// Microsoft says it of Windows 365, Dataverse or a neighbouring page; assumed to hold here.
        Adjacent = "adjacent",
        /// Ours.
        Assumed = "assumed",
    }

    /// The one-word answer.
    pub enum Outcome {
        /// Every rule of level error that applies is met.
        Ready = "ready",
        /// A rule of level error is broken.
        Blocked = "blocked",
        /// No rule of level error is broken, but some cannot be judged yet.
        NeedsFacts = "needs-facts",
    }

    /// Who can mend something, from the least role to the greatest.
    pub enum Fixer {
        /// Whoever makes flows and asks for machines.
        Maker = "maker",
        /// Who created the machine.
        MachineCreator = "machine-creator",
        /// Who owns the image or the network connection.
        ImageOrNetworkOwner = "image-or-network-owner",
        /// A co-owner of the machine.
        CoOwner = "co-owner",
        /// An administrator of the environment (System Administrator).
        EnvironmentAdministrator = "environment-administrator",
        /// A Power Platform administrator of the tenant.
        PowerPlatformAdministrator = "power-platform-administrator",
        /// An administrator of applications in Microsoft Entra ID.
        EntraApplicationAdministrator = "entra-application-administrator",
        /// An Intune administrator.
        IntuneAdministrator = "intune-administrator",
        /// Who may assign Azure roles: Owner or User Access Administrator.
        AzureRoleAssignmentAdministrator = "azure-role-assignment-administrator",
        /// An administrator of the network or of Active Directory.
        NetworkAdministrator = "network-administrator",
        /// Who assigns licences.
        LicenceAdministrator = "licence-administrator",
        /// Who buys licences.
        Billing = "billing",
        /// Microsoft: support, allow-listing.
        Microsoft = "microsoft",
    }
}

written! {
    /// One broken rule.
    pub struct Finding {
        /// The rule, such as `IMG004`.
        pub code: &'static str,
        /// The rule's name, such as `image-is-generation-2`.
        pub name: &'static str,
        /// How bad it is.
        pub level: Level,
        /// Where in the case.
        pub at: Pointer,
        /// What stands there.
        pub found: String,
        /// What would be right.
        pub expected: String,
        /// Other places that matter.
        #[left_out = "Vec::is_empty"]
        pub related: Vec<Pointer>,
        /// What is wrong, in a sentence.
        pub message: String,
        /// Who can mend it, the least role first.
        pub fixers: &'static [Fixer],
        /// How, step by step.
        pub steps: Vec<String>,
        /// The command that does it, where there is one.
        #[left_out = "Option::is_none"]
        pub command: Option<String>,
        /// How far the rule can be shown to hold.
        pub provenance: Provenance,
        /// Where it is said.
        pub source: Source,
    }

    /// Where something is said.
    pub struct Source {
        /// The page.
        pub page: &'static str,
        /// Its section.
        pub section: &'static str,
        /// The date of the version cited.
        pub date: Day,
        /// Where the page is published.
        pub url: &'static str,
    }

    /// A fact that is missing.
    pub struct Question {
        /// Where the fact would stand.
        pub at: Pointer,
        /// The rules that need it.
        pub rules: Vec<&'static str>,
        /// The worst level among them.
        pub level: Level,
        /// The question, in a sentence.
        pub message: String,
    }

    /// Something to do once the machine exists.
    pub struct Task {
        /// The rule that will judge it then.
        pub code: &'static str,
        /// What to do, in a sentence.
        pub message: String,
        /// Who can do it.
        pub fixers: &'static [Fixer],
        /// How, step by step.
        pub steps: Vec<String>,
    }

    /// Something about the report itself.
    pub struct Notice {
        /// A stable word for it.
        pub code: &'static str,
        /// What it is, in a sentence.
        pub message: String,
    }
}

/// How many rules ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub struct Counts {
    /// Rules that are met.
    pub met: u32,
    /// Rules that are broken.
    pub broken: u32,
    /// Rules that lack facts.
    pub unknown: u32,
    /// Rules whose defect another rule's failure covers.
    pub not_judged: u32,
    /// Rules that ask for something once the machine exists.
    pub afterwards: u32,
    /// Rules that do not apply to the action.
    pub not_applicable: u32,
}

impl Written for Counts {
    fn write(&self, out: &mut String) {
        const FIELDS: &[(&str, bool)] = &[
            (r#","met":"#, true),
            (r#","broken":"#, true),
            (r#","unknown":"#, true),
            (r#","not-judged":"#, true),
            (r#","afterwards":"#, true),
            (r#","not-applicable":"#, true),
        ];
        let Self { met, broken, unknown, not_judged, afterwards, not_applicable } = self;
        object(out, FIELDS, &[met, broken, unknown, not_judged, afterwards, not_applicable]);
    }
}

written! {
    /// One rule's verdict, as `--all` lists it.
    pub struct VerdictLine {
        /// The rule.
        pub code: &'static str,
        /// How it ended.
        pub verdict: &'static str,
        /// The rule whose failure covers it.
        #[left_out = "Option::is_none"]
        pub because: Option<&'static str>,
        /// The facts it lacks.
        #[left_out = "Vec::is_empty"]
        pub missing: Vec<Pointer>,
    }

    /// A fact that somebody vouches for.
    pub struct Attested {
        /// Where it stands.
        pub at: Pointer,
        /// The person.
        pub by: SmolStr,
        /// When they said so.
        #[left_out = "Option::is_none"]
        pub on: Option<Instant>,
        /// What they said about it.
        #[left_out = "Option::is_none"]
        pub note: Option<SmolStr>,
    }

    /// Who wants to do what.
    pub struct Asked {
        /// What.
        pub action: &'static str,
        /// Who.
        pub actor: String,
    }

    /// The engine that answered.
    pub struct Engine {
        /// Always `greenlight`.
        pub name: &'static str,
        /// Its version.
        pub version: &'static str,
    }
}

/// The engine of this build.
pub const ENGINE: Engine = Engine { name: "greenlight", version: env!("CARGO_PKG_VERSION") };

written! {
    /// Digests that prove what was asked and answered.
    pub struct Receipt {
        /// SHA-256 of the canonical request.
        pub request: String,
        /// SHA-256 of the report without its receipt.
        pub report: String,
    }

    /// What the engine says of one case.
    pub struct Report {
        /// Version of this shape.
        pub format_version: &'static str,
        /// The one-word answer.
        pub outcome: Outcome,
        /// The instant judged.
        pub as_of: Instant,
        /// What was asked.
        pub request: Asked,
        /// Everything published by this day was known.
        pub rulebook: Day,
        /// The engine.
        pub engine: Engine,
        /// What is wrong, worst first.
        pub findings: Vec<Finding>,
        /// What is still to be said.
        pub questions: Vec<Question>,
        /// What to do once the machine exists.
        pub tasks: Vec<Task>,
        /// What to know about the report itself.
        pub warnings: Vec<Notice>,
        /// Facts that rest on somebody's word.
        #[left_out = "Vec::is_empty"]
        pub attested: Vec<Attested>,
        /// How many rules ended how.
        pub counts: Counts,
        /// Every rule's verdict, when asked for.
        #[left_out = "Option::is_none"]
        pub verdicts: Option<Vec<VerdictLine>>,
        /// Digests, when asked for.
        #[left_out = "Option::is_none"]
        pub receipt: Option<Receipt>,
    }
}
