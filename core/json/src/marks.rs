//! Marks on values of a document: kept while it is read, found again by their pointers.

use crate::from_json::FromJson;
use crate::offset::{ByteOffset, Path, each};
use crate::pointer::Pointer;
use crate::reader::Reader;
use crate::sort::sort;

impl Reader<'_> {
    /// Marks the value at `at` with another that was read: the one at `by`.
    pub fn mark(&mut self, at: ByteOffset, by: ByteOffset) {
        self.marks.push((at, by));
    }

    /// The marks on values within the one that begins at `whole` and has been read, by pointer; each read once more as a `T`.
    pub fn marks<T: FromJson>(&mut self, whole: ByteOffset) -> Vec<(Pointer, T)> {
        if self.marks.is_empty() {
            return Vec::new();
        }
        let mut marks = std::mem::take(&mut self.marks).into_iter().peekable();
        let text = self.text;
        let mut found: Vec<(Pointer, T)> = Vec::new();
        let visit = &mut |offset: ByteOffset, path: &Path<'_>| {
            while let Some((at, by)) = marks.next_if(|(at, _)| *at <= offset) {
                let mut mark = Reader::at(text, by);
                if at == offset
                    && mark.value().is_ok()
                    && let Ok(mark) = T::from_json(&mut mark)
                {
                    found.push((path.pointer(), mark));
                }
            }
        };
        let mut again = Reader::at(text, whole);
        // What was read once is read again without an error.
        let _ = again.value().and_then(|()| each(&mut again, &Path::Whole, visit));
        sort(&mut found, |(one, _), (other, _)| one.cmp(other));
        found
    }
}
