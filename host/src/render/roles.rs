//! Roles in words: the matrix, who could do something, and whether a person can.

use std::fmt::Write as _;

use anstyle::Style;
use greenlight_core::licences::Answer;
use greenlight_core::report::{Level, Provenance};
use greenlight_core::roles::{ActionNeeds, RolePrivileges, Roles};

use super::{level_style, licences, printable};
use crate::document::Document;

const BOLD: Style = Style::new().bold();

/// The answer in words: all of it, or only what was asked.
pub(crate) fn words(told: &Roles, asked: bool, document: Option<&Document>) -> String {
    let mut out = String::new();
    if let Some(person) = &told.person {
        for action in &person.actions {
            let style = level_style(match action.can {
                Answer::Yes => Level::Note,
                Answer::No => Level::Error,
                Answer::Unknown => Level::Warning,
            });
            let _ = writeln!(out, "{style}{}{style:#}", printable(&action.says));
            if let Some(access) = &action.access {
                super::access::sets(&mut out, access, "  ");
            }
        }
        out.push('\n');
    } else if !asked {
        told.matrix.iter().for_each(|role| matrix(&mut out, role));
    }
    if told.person.is_none() || asked {
        told.actions.iter().for_each(|action| bringers(&mut out, action, asked));
    }
    if let Some(document) = document {
        let asked = told.questions.iter().map(|asked| (&asked.at, asked.message.as_str()));
        licences::questions(&mut out, asked, document);
    }
    let _ = writeln!(out, "as of {}, rulebook of {}", told.as_of, told.rulebook);
    out
}

fn matrix(out: &mut String, role: &RolePrivileges) {
    let doubt = if role.provenance == Provenance::Stated { "" } else { "  (our reading)" };
    let _ = writeln!(out, "{BOLD}{}{BOLD:#}{doubt}", printable(&role.role));
    for table in &role.tables {
        let operations = match table.operations.as_slice() {
            [] => "-".to_owned(),
            _ if table.everything => "everything".to_owned(),
            some => some.join(", "),
        };
        let _ = writeln!(out, "  {:<25} {operations}", table.table);
    }
    out.push('\n');
}

fn bringers(out: &mut String, action: &ActionNeeds, asked: bool) {
    let name = action.action.replace('-', " ").replace("cross geo", "cross-geo");
    let needs = match action.privileges.as_slice() {
        [] => String::new(),
        some => format!("  needs {}", some.join(", ")),
    };
    let _ = writeln!(out, "{BOLD}{name}{BOLD:#}{needs}");
    for role in &action.roles {
        let brings = if asked && !role.brings.is_empty() {
            format!("  brings {}", role.brings.join(", "))
        } else {
            String::new()
        };
        let _ = writeln!(out, "  {}{brings}", printable(&role.role));
    }
    let _ = writeln!(out, "  {}\n", printable(&action.says));
}
