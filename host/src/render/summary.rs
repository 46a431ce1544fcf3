//! placeholder while looking at real output
use crate::answer::summary::Summary;
pub(crate) fn words(summary: &Summary) -> String {
    format!("{summary:#?}")
}
