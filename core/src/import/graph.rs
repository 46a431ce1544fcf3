//! What Microsoft Graph answers, by REST or by cmdlets.

pub(super) mod connections;
pub(super) mod enrolment;
pub(super) mod images;
pub(super) mod people;
pub(super) mod tenant;
