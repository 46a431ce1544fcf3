//! A summary as text: where single things are many, they are written piece by piece, and it can be stopped between two.

use super::Summary;
use crate::simulation::unlisted;
use crate::vocabulary::Observer;
use greenlight_json::write;
use serde::Serialize;
use std::fmt::Write as _;

/// So many single things are written before the observer is asked again whether to go on.
const AT_ONCE: usize = 1 << 12;

/// A summary as text: without single things, and marked, when it is stopped while they are written.
pub(crate) fn text(mut summary: Summary, observer: &mut dyn Observer) -> String {
    let lengths = [
        summary.requests.as_ref().map_or(0, Vec::len),
        summary.each_machine.as_ref().map_or(0, Vec::len),
        summary.timeline.as_ref().map_or(0, Vec::len),
    ];
    if lengths.into_iter().all(|length| length < AT_ONCE) {
        return write::text(&summary);
    }
    let replicate = u64::try_from(summary.until.since(summary.as_of)).unwrap_or(0);
    let all = replicate.saturating_mul(u64::from(summary.replicates));
    let mut goes_on = || observer.progress(all, all);
    // The lists are the last members of the document.
    let (requests, machines, timeline) =
        (summary.requests.take(), summary.each_machine.take(), summary.timeline.take());
    let mut out = write::text(&summary);
    out.pop();
    if append(&mut out, "requests", requests, &mut goes_on)
        && append(&mut out, "each_machine", machines, &mut goes_on)
        && append(&mut out, "timeline", timeline, &mut goes_on)
    {
        out.push('}');
        return out;
    }
    summary.partial = true;
    summary.warnings.push(unlisted());
    write::text(&summary)
}

/// Appends a list to the members of an object; `false` when it is stopped before its end.
fn append<T: Serialize>(
    out: &mut String,
    key: &str,
    lines: Option<Vec<T>>,
    goes_on: &mut impl FnMut() -> bool,
) -> bool {
    let Some(lines) = lines else { return true };
    let _ = write!(out, ",\"{key}\":[");
    for (place, piece) in lines.chunks(AT_ONCE).enumerate() {
        if !goes_on() {
            return false;
        }
        if place > 0 {
            out.push(',');
        }
        let text = write::text(&piece);
        out.push_str(text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(&text));
    }
    out.push(']');
    true
}
