//! Who vouches for which values of a document: kept in mind while it is read, told by their places.

use super::place::{Place, Way, each};
use super::reader::Reader;
use crate::case::fact::Attestation;
use crate::pointer::Pointer;
use crate::sort::sort;

impl Reader<'_> {
    /// Keeps in mind that somebody vouches for a value.
    pub fn attest(&mut self, at: Place, by: Attestation) {
        self.attested.push((at, by));
    }

    /// Who vouches for which values in the one that begins at `whole` and has been read, with their places in it, sorted by them.
    pub fn attested(&mut self, whole: Place) -> Vec<(Pointer, Attestation)> {
        if self.attested.is_empty() {
            return Vec::new();
        }
        let mut left = std::mem::take(&mut self.attested).into_iter().peekable();
        let mut found: Vec<(Pointer, Attestation)> = Vec::new();
        let visit = &mut |place: Place, way: &Way<'_>| {
            while let Some((at, by)) = left.next_if(|(at, _)| *at <= place) {
                if at == place {
                    found.push((way.pointer(), by));
                }
            }
        };
        let mut again = Reader::at(self.text, whole);
        // What was read once is read again without a fault.
        let _ = again.value().and_then(|()| each(&mut again, &Way::Whole, visit));
        sort(&mut found, |(one, _), (other, _)| one.cmp(other));
        found
    }
}
