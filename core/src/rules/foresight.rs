//! Maps published error codes to the rules that could have predicted them, and broken rules to the codes that they lead to.

use super::RuleId;
use crate::lifecycle::provisioning_error::Foresight;
use crate::vocabulary::ProvisioningCode;

impl Foresight {
    /// Returns the rules that could have predicted it.
    #[must_use]
    pub fn rules(self) -> Vec<&'static str> {
        let codes = match self {
            Self::Rules(rules) => rules,
            Self::Fact { candidates, .. } => candidates,
            Self::Nothing(_) => &[],
        };
        codes.iter().copied().filter(|code| super::find(code).is_some()).collect()
    }

    /// Returns the fact that could have predicted it, if no rule asks for it.
    #[must_use]
    pub fn fact(self) -> Option<&'static str> {
        match self {
            Self::Fact { fact, .. } if self.rules().is_empty() => Some(fact),
            Self::Fact { .. } | Self::Rules(_) | Self::Nothing(_) => None,
        }
    }
}

/// The code with which provisioning fails if a broken rule was ignored, or broke in the meantime. Our mapping (`assumed`). If a rule
/// predicts several codes, the most specific one is listed; addresses are counted when they are allocated, and a health check that is
/// merely old causes no failure.
pub const CAUSED_BY: &[(RuleId, ProvisioningCode)] = &[
    (RuleId::LIC001, ProvisioningCode::LicenseNotFound),
    (RuleId::LIC003, ProvisioningCode::LicenseNotFound),
    (RuleId::LIC007, ProvisioningCode::InvalidIntuneSubscriptionOrLicense),
    (RuleId::PRE002, ProvisioningCode::InvalidIntuneSubscriptionOrLicense),
    (RuleId::PRE003, ProvisioningCode::BlockedByEnrollmentRestriction),
    (RuleId::PRE015, ProvisioningCode::MdmDiscoveryUrlMisconfigured),
    (RuleId::PRE016, ProvisioningCode::BlockedByGroupPolicyOrConfigMgr),
    (RuleId::PRE018, ProvisioningCode::DelayedEffectivenessOfIntuneLicense),
    (RuleId::PRE021, ProvisioningCode::RequestDisallowedByPolicy),
    (RuleId::PRE022, ProvisioningCode::UserNotFound),
    (RuleId::IMG001, ProvisioningCode::ImageNotSupportedFail),
    (RuleId::IMG002, ProvisioningCode::ImageNotSupportedFail),
    (RuleId::IMG004, ProvisioningCode::ImageNotSupportTpm),
    (RuleId::IMG009, ProvisioningCode::ImageDiskSizeOverMatch),
    (RuleId::IMG010, ProvisioningCode::ImageNotSupportTpm),
    (RuleId::IMG025, ProvisioningCode::ImageNotSupportedWarning),
    (RuleId::NET003, ProvisioningCode::CreateNicReadOnlyDisabledSubscription),
    (RuleId::NET007, ProvisioningCode::CreateNicArmAuthorizationFailed),
    (RuleId::NET008, ProvisioningCode::CreateNicArmAuthorizationFailed),
    (RuleId::NET009, ProvisioningCode::CreateNicArmAuthorizationFailed),
    (RuleId::NET020, ProvisioningCode::UserNotAvailableInLocalAd),
    (RuleId::NET024, ProvisioningCode::EndpointCheckFailed),
    (RuleId::NET041, ProvisioningCode::EndpointCheckFailed),
];

/// The rules about signing in: a code that one of them predicts is about signing in.
pub const SIGNING_IN: &[RuleId] = &[
    RuleId::PRE023,
    RuleId::PRE024,
    RuleId::PRE025,
    RuleId::PRE026,
    RuleId::PRE027,
    RuleId::PRE031,
    RuleId::PRE033,
    RuleId::QUE015,
];

/// The rules about the account of a run, examined first if a code is about signing in: that it works, is a person's, is known to the
/// machine, has the right to log on, and needs no second factor. Our order.
pub const OF_THE_ACCOUNT: &[RuleId] =
    &[RuleId::ROL025, RuleId::ROL017, RuleId::ROL010, RuleId::PRE031, RuleId::PRE032];

/// The rules that predict nothing but that a machine is disconnected.
pub const DISCONNECTS: &[RuleId] = &[RuleId::LCY026, RuleId::NET025];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_that_foresees_a_code_exists() {
        for &code in ProvisioningCode::ALL {
            if let Foresight::Rules(rules) = code.about().foresight {
                for rule in rules {
                    assert!(super::super::find(rule).is_some(), "{code} is foreseen by {rule}");
                }
            }
            if let Foresight::Fact { candidates, .. } = code.about().foresight {
                for candidate in candidates {
                    let rule = super::super::find(candidate);
                    assert!(rule.is_none(), "{code} is foreseen by the rule {candidate} now");
                }
            }
        }
    }

    #[test]
    fn a_rule_causes_only_what_it_foresees_and_every_such_rule_causes_something() {
        for (rule, code) in CAUSED_BY {
            match code.about().foresight {
                Foresight::Rules(rules) => assert!(rules.contains(&rule.code()), "{code} by {rule:?}"),
                other => panic!("{code} is foreseen by {other:?}"),
            }
        }
        for &code in ProvisioningCode::ALL {
            let Foresight::Rules(rules) = code.about().foresight else {
                continue;
            };
            let elsewhere =
                matches!(code, ProvisioningCode::NoEnoughIpAddress | ProvisioningCode::CanaryCheckUnpass);
            for rule in rules.iter().filter(|_| !elsewhere) {
                assert!(CAUSED_BY.iter().any(|row| row.0.code() == *rule), "{rule}");
            }
        }
    }
}
