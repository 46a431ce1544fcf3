//! Enrolment restrictions of Intune, and who is enrolled automatically.

use crate::import::claims::Claiming;
use crate::import::names::Names;
use crate::import::row::Row;
use serde_json::json;

const INTUNE: &str = "0000000a-0000-0000-c000-000000000000";

const fn permission(blocked: bool) -> &'static str {
    if blocked { "blocked" } else { "allowed" }
}

/// Whether an id is that of the restriction that applies to everybody; unknown without one.
fn is_default(row: &Row<'_>) -> Option<bool> {
    let id = row.text("id").or_else(|| row.text("Identity"))?;
    Some(id.ends_with("_DefaultPlatformRestrictions"))
}

/// What a configuration says of Windows (MDM): the default one and older ones under one name, newer ones under another.
fn windows<'a>(row: &Row<'a>) -> Option<Row<'a>> {
    let platform = row.text("platformType").filter(|platform| platform.eq_ignore_ascii_case("windows"));
    let newer = platform.and_then(|_| row.child("platformRestriction"));
    newer.or_else(|| row.child("windowsRestriction"))
}

/// `deviceManagement/deviceEnrollmentConfigurations`.
pub(in crate::import) fn configurations(rows: &[Row<'_>], _: &Names, claims: &mut Claiming<'_>) {
    let custom = ["tenant", "intune", "custom_restrictions"];
    let mut own: Vec<(i64, &Row<'_>, bool)> = Vec::new();
    let mut readable = true;
    for row in rows {
        let restrictions = row.text("@odata.type").or_else(|| row.text("ResourceName")).unwrap_or_default();
        if !restrictions.contains("PlatformRestriction") {
            continue;
        }
        let said = windows(row);
        let blocked = said.as_ref().and_then(|windows| windows.flag("platformBlocked"));
        let Some(default) = is_default(row) else {
            readable = false;
            continue;
        };
        if default {
            let path = |name: &'static str| ["tenant", "intune", name];
            claims.set_if(row, &path("default_restriction"), blocked.map(permission));
            // Where the platform is blocked as a whole, its own word for personal devices has no meaning.
            let personal = said.as_ref().and_then(|windows| windows.flag("personalDeviceEnrollmentBlocked"));
            let personal = blocked.and_then(|blocked| if blocked { Some(true) } else { personal });
            claims.set_if(row, &path("windows_personal_enrolment"), personal.map(permission));
        } else if let Some(blocked) = blocked {
            own.push((row.number("priority").unwrap_or(i64::MAX), row, blocked));
        } else if row.get("windowsRestriction").is_none() && row.text("platformType").is_none() {
            readable = false;
        }
    }
    let Some(first) = rows.first() else { return };
    // Version 1.0 shows the default ones alone.
    let all = claims.whole && readable && first.answer.context.contains("/beta/");
    if !own.is_empty() || all {
        claims.asked(first, &custom, all);
    }
    own.sort_by_key(|(priority, ..)| *priority);
    for (_, row, blocked) in own {
        claims.member(row, &custom, json!({"windows": permission(blocked)}));
    }
}

/// `policies/mobileDeviceManagementPolicies`: for everybody or for nobody; groups are not expanded here.
pub(in crate::import) fn automatic(rows: &[Row<'_>], _: &Names, claims: &mut Claiming<'_>) {
    for row in rows.iter().filter(|row| row.text("id") == Some(INTUNE)) {
        let enrolment = match row.text("appliesTo") {
            Some("all") => "enabled",
            Some("none") => "disabled",
            _ => continue,
        };
        claims.set(row, &["tenant", "intune", "automatic_enrolment"], enrolment);
    }
}
