//! The floor: the workload's 25 rules written by hand in Rust, as fast as plain code goes, without findings, dates or missing facts.

use crate::neutral::{Action, Image, ImageKind, License, Mode, NetworkKind, Request, parse};

/// The service principals that hosted machines need; the first is that of Windows 365.
const SERVICE_PRINCIPALS: [&str; 4] = [
    "0af06dc6-e4b5-4f28-818e-e78e62d137a5",
    "9cdead84-a844-4324-93f2-b2e6bb768d07",
    "a85cf173-4192-42f8-81fa-777a763e6e2c",
    "50e95039-b200-4007-bc97-8d5790743a63",
];

const WINDOWS_365: &str = SERVICE_PRINCIPALS[0];

/// The rules that are broken: bit `n` stands for rule `R0n`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Broken(u32);

impl Broken {
    /// Adds a rule when it is broken.
    fn note(&mut self, rule: u32, broken: bool) {
        self.0 |= u32::from(broken) << rule;
    }

    /// The numbers of the rules, ascending.
    pub fn rules(self) -> impl Iterator<Item = u32> {
        (1..=25).filter(move |rule| self.0 >> rule & 1 == 1)
    }

    /// Whether this rule is among them.
    pub const fn contains(self, rule: u32) -> bool {
        self.0 >> rule & 1 == 1
    }

    /// With this rule.
    #[must_use]
    pub const fn with(self, rule: u32) -> Self {
        Self(self.0 | 1 << rule)
    }

    /// The answer as the workload writes it: `["R04","R14"]`.
    pub fn answer(self) -> String {
        let mut text = String::with_capacity(2 + 6 * self.0.count_ones() as usize);
        text.push('[');
        for rule in self.rules() {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str("\"R");
            for digit in [rule / 10, rule % 10] {
                text.extend(char::from_digit(digit, 10));
            }
            text.push('"');
        }
        text.push(']');
        text
    }
}

/// One line in, the rules it breaks out.
///
/// # Errors
/// When the line is not a request.
pub fn check(line: &str) -> Result<String, serde_json::Error> {
    parse(line).map(|request| judge(&request).answer())
}

/// The rules that a request breaks.
pub fn judge(request: &Request<'_>) -> Broken {
    let mut broken = Broken::default();
    let region = region(request.environment.geo);
    place(request, region, &mut broken);
    if request.image.kind == ImageKind::Custom {
        image(&request.image, region, &mut broken);
        broken.note(17, !granted(request, "Reader", "subscription"));
    }
    let shared = request.image.shared_with.contains(&request.user.id);
    let needs_share = request.image.kind != ImageKind::None && !held(request, ROLES_IMAGE_ADMIN);
    broken.note(12, needs_share && !shared);
    network(request, region, &mut broken);
    tenant(request, &mut broken);
    if request.action == Action::CreateMachine {
        licence(request, &mut broken);
    }
    broken.note(24, !privileged(request));
    broken
}

fn place(request: &Request<'_>, region: Option<&str>, broken: &mut Broken) {
    let environment = &request.environment;
    broken.note(1, region.is_none());
    broken.note(2, environment.cloud != "public");
    broken.note(3, environment.geo == "Germany" && !environment.germany_approved);
    let elsewhere = geography_of(request.tenant.country) != Some(environment.geo);
    broken.note(25, !environment.cross_geo_enabled && elsewhere);
}

fn image(image: &Image<'_>, region: Option<&str>, broken: &mut Broken) {
    broken.note(4, region.is_none_or(|region| !image.regions.contains(&region)));
    broken.note(5, image.generation != 2);
    broken.note(6, !image.generalized);
    broken.note(7, image.session_type != "single");
    broken.note(8, image.recovery_partition);
    broken.note(9, image.security_type != "TrustedLaunch");
    let recent = match image.os_family {
        "Windows 10 Enterprise" => matches!(image.os_version, "20H2" | "21H1" | "21H2" | "22H2"),
        "Windows 11 Enterprise" => matches!(image.os_version, "21H2" | "22H2" | "23H2" | "24H2"),
        _ => false,
    };
    broken.note(10, !recent);
    broken.note(11, image.os_disk_gb != 64);
}

fn network(request: &Request<'_>, region: Option<&str>, broken: &mut Broken) {
    let added = u32::from(request.action == Action::CreateNetwork);
    broken.note(13, request.tenant.custom_networks + added > 30);
    if request.network.kind == NetworkKind::Custom {
        broken.note(14, region != Some(request.network.region));
        broken.note(15, request.network.free_ips < request.request.count);
        let all = granted(request, "Reader", "subscription")
            && granted(request, "Network Contributor", "resourceGroup")
            && granted(request, "Network Contributor", "virtualNetwork");
        broken.note(16, !all);
    }
}

fn tenant(request: &Request<'_>, broken: &mut Broken) {
    let tenant = &request.tenant;
    let there = |id: &&str| tenant.service_principals.contains(id);
    broken.note(18, !SERVICE_PRINCIPALS.iter().all(there));
    let licensed = ["Windows", "Intune", "EntraID"].iter().all(|licence| tenant.licenses.contains(licence));
    broken.note(19, !(licensed && tenant.mdm_windows_allowed));
}

fn licence(request: &Request<'_>, broken: &mut Broken) {
    let License { mode, age_days, extensions } = request.license;
    let count = request.request.count;
    if mode == Mode::SelfAssisted {
        broken.note(23, age_days > 90 || request.tenant.machines + count > 1);
    } else {
        broken.note(20, !request.user.plans.contains(&"PowerAutomatePremium"));
        let environment = &request.environment;
        broken.note(21, environment.addons < environment.machines + count);
    }
    let runs = age_days <= 30 || age_days <= 60 && extensions == 1;
    broken.note(22, mode == Mode::Trial && !runs);
}

/// Roles that bring a privilege, as bits of [`role`].
const ROLES_CREATE_MACHINE: u8 = 0b0_0111;
const ROLES_READ_NETWORK: u8 = 0b0_1111;
const ROLES_CREATE_IMAGE: u8 = 0b1_1011;
const ROLES_CREATE_NETWORK: u8 = 0b0_1011;
const ROLES_IMAGE_ADMIN: u8 = 0b1_0001;

fn role(name: &str) -> u8 {
    match name {
        "System Administrator" => 1,
        "Environment Maker" => 1 << 1,
        "Desktop Flows Machine Owner" => 1 << 2,
        "Desktop Flows Machine Configuration Admin" => 1 << 3,
        "Desktop Flow Machine Image Admin" => 1 << 4,
        _ => 0,
    }
}

fn held(request: &Request<'_>, roles: u8) -> bool {
    request.user.roles.iter().any(|name| role(name) & roles != 0)
}

fn privileged(request: &Request<'_>) -> bool {
    match request.action {
        // Whoever may create a machine may read images too.
        Action::CreateMachine => {
            held(request, ROLES_CREATE_MACHINE)
                && (request.network.kind != NetworkKind::Custom || held(request, ROLES_READ_NETWORK))
        }
        Action::CreateImage => held(request, ROLES_CREATE_IMAGE),
        Action::CreateNetwork => held(request, ROLES_CREATE_NETWORK),
    }
}

fn granted(request: &Request<'_>, role: &str, scope: &str) -> bool {
    request
        .grants
        .iter()
        .any(|grant| grant.scope == scope && grant.role == role && grant.principal == WINDOWS_365)
}

fn region(geography: &str) -> Option<&'static str> {
    Some(match geography {
        "Australia" => "australiaeast",
        "Asia" => "eastasia",
        "Brazil" => "brazilsouth",
        "Canada" => "canadacentral",
        "Europe" => "northeurope",
        "France" => "francecentral",
        "Germany" => "germanywestcentral",
        "India" => "centralindia",
        "Japan" => "japaneast",
        "Korea" => "koreacentral",
        "Norway" => "norwayeast",
        "Switzerland" => "switzerlandnorth",
        "United Arab Emirates" => "uaenorth",
        "United Kingdom" => "uksouth",
        "United States" => "eastus",
        _ => return None,
    })
}

fn geography_of(country: &str) -> Option<&'static str> {
    Some(match country {
        "AU" | "NZ" => "Australia",
        "HK" | "SG" => "Asia",
        "BR" => "Brazil",
        "CA" => "Canada",
        "NL" | "IE" | "ES" | "IT" => "Europe",
        "FR" => "France",
        "DE" => "Germany",
        "IN" => "India",
        "JP" => "Japan",
        "KR" => "Korea",
        "NO" => "Norway",
        "CH" => "Switzerland",
        "AE" => "United Arab Emirates",
        "GB" => "United Kingdom",
        "US" => "United States",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus;

    /// The floor counts only if it gives the answers of the workload's specification.
    #[test]
    fn gives_the_expected_answer_to_every_request() {
        let (requests, expected) = (corpus::requests(), corpus::expected());
        assert_eq!((requests.len(), expected.len()), (1000, 1000));
        for (request, expected) in requests.iter().zip(expected) {
            assert_eq!(check(request).unwrap(), expected, "{request}");
        }
    }
}
