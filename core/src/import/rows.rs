//! The records of an answer, packed: as text that is read again when a reader comes to them, and of each no more than its readers ask for.

mod packed;

use super::calls::{self, Call};
use super::text;
use greenlight_json::Pointer;
use serde_json::{Deserializer, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::{mem, slice};

/// So much text goes into one block, whose records are read at once.
const BLOCK: usize = 1 << 16;

/// Records, in turn.
#[derive(Debug, Default)]
pub(super) struct Rows {
    blocks: Vec<Box<[u8]>>,
    /// The block that is being filled.
    last: String,
    length: usize,
    /// The first record, with all that it has; it stands in no block.
    first: Option<Value>,
    /// The names of all members of all records.
    members: BTreeSet<String>,
    /// Those of the record before: thousands have the same.
    before: Vec<String>,
    /// What PowerShell cut off first, as its record and the keys below that, from the innermost.
    cut: Option<(usize, Vec<String>)>,
    kept: Kept,
}

/// What of each record is kept.
#[derive(Clone, Copy, Debug, Default)]
enum Kept {
    /// All of it.
    #[default]
    All,
    /// What readers of this call ask for, since nothing can show any more that it is of another one.
    For(&'static Call),
    /// What readers of several calls asked for: nobody can read them as one.
    Mixed,
}

impl Rows {
    /// Records of an answer whose context is known.
    pub(super) fn packed(context: &str, rows: Vec<Value>) -> Self {
        let mut packed = Self::default();
        for row in rows {
            packed.push(row, Some(context));
        }
        packed
    }

    /// Adds a record; the context, where it is known, tells with the first one of which call they are.
    pub(super) fn push(&mut self, mut row: Value, context: Option<&str>) {
        if let Some(keys) = text::cut_out(&mut row) {
            self.cut.get_or_insert((self.length, keys));
        }
        if let Some(members) = row.as_object()
            && !members.keys().eq(&self.before)
        {
            self.before = members.keys().cloned().collect();
            self.members.extend(self.before.iter().cloned());
        }
        self.length += 1;
        if self.length > 1 {
            return self.pack(row);
        }
        let call = match context {
            Some(context) => calls::recognise(context, Some(&row)),
            // It may still be told otherwise, but for what says its type.
            None => calls::typed(&row),
        };
        self.kept = call.filter(|call| !call.members.is_empty()).map_or(Kept::All, Kept::For);
        self.first = Some(row);
    }

    /// Makes text of a record.
    fn pack(&mut self, mut row: Value) {
        if let Kept::For(call) = self.kept {
            keep(&mut row, call.members);
        }
        self.last.push_str(&row.to_string());
        self.last.push('\n');
        if self.last.len() >= BLOCK {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        self.blocks.push(packed::packed(&self.last));
        self.last.clear();
    }

    /// Adds the records of the next page.
    pub(super) fn append(&mut self, mut page: Self) {
        if self.length == 0 {
            *self = page;
            return;
        }
        let Some(first) = page.first else { return };
        self.kept = match (self.kept, page.kept) {
            (kept, Kept::All) | (Kept::All, kept) => kept,
            (Kept::For(call), Kept::For(other)) if call.id == other.id => self.kept,
            _ => Kept::Mixed,
        };
        if let Some((index, keys)) = page.cut {
            self.cut.get_or_insert((self.length + index, keys));
        }
        self.pack(first);
        self.end_block();
        self.blocks.append(&mut page.blocks);
        self.last = page.last;
        self.length += page.length;
        self.members.append(&mut page.members);
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub(super) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The first record, with all that it has.
    pub(super) const fn first(&self) -> Option<&Value> {
        self.first.as_ref()
    }

    /// Whether what readers of this call ask for was kept.
    pub(super) fn serve(&self, call: &Call) -> bool {
        match self.kept {
            Kept::All => true,
            Kept::For(own) => own.id == call.id,
            Kept::Mixed => false,
        }
    }

    /// The names of all members of all records.
    pub(super) const fn members(&self) -> &BTreeSet<String> {
        &self.members
    }

    /// Where PowerShell cut something off first, of records that stand in a list at this place.
    pub(super) fn cut(&self, list: &Pointer) -> Option<Pointer> {
        let (index, keys) = self.cut.as_ref()?;
        Some(keys.iter().rev().fold(list.clone().index(*index), |at, key| at.key(key)))
    }

    /// The records, some at a time.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Cow<'_, [Value]>> {
        let first = self.first.iter().map(|row| Cow::Borrowed(slice::from_ref(row)));
        let blocks = self.blocks.iter().map(|block| read(&packed::unpacked(block)));
        first.chain(blocks.chain((!self.last.is_empty()).then(|| read(&self.last))).map(Cow::Owned))
    }

    /// The records, some at a time, each let go of as it is given out. How many there were, and which members they had, stays known.
    pub(super) fn taken(&mut self) -> impl Iterator<Item = Vec<Value>> + use<> {
        let first = self.first.take().map(|row| vec![row]);
        let (blocks, last) = (mem::take(&mut self.blocks), mem::take(&mut self.last));
        let blocks = blocks.into_iter().map(|block| read(&packed::unpacked(&block)));
        first.into_iter().chain(blocks).chain((!last.is_empty()).then(|| read(&last)))
    }

    /// All records at once.
    pub(super) fn all(&self) -> Cow<'_, [Value]> {
        let mut blocks = self.blocks();
        match (self.length, blocks.next()) {
            (_, None) => Cow::default(),
            (1, Some(only)) => only,
            (_, Some(first)) => {
                first.into_owned().into_iter().chain(blocks.flat_map(Cow::into_owned)).collect()
            }
        }
    }
}

/// The records of a text, one a line.
fn read(text: &str) -> Vec<Value> {
    Deserializer::from_str(text).into_iter().map_while(Result::ok).collect()
}

/// Keeps what is asked for, by its name in any case and however deep, also in `properties`.
fn keep(value: &mut Value, asked: &[&[&str]]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| keep(item, asked)),
        Value::Object(members) => {
            let is_asked = |name: &str| {
                name == "properties"
                    || asked.iter().flat_map(|names| *names).any(|it| it.eq_ignore_ascii_case(name))
            };
            members.retain(|name, _| is_asked(name));
            members.values_mut().for_each(|value| keep(value, asked));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A Cloud PC with what is asked for, and more.
    fn cloud_pc(number: usize) -> Value {
        json!({
            "id": number, "managedDeviceName": "m", "servicePlanName": "s", "displayName": format!("bot-{number}"), "STATUS": "failed",
            "statusDetail": {"code": "x", "message": "y"}, "properties": {"productType": "p", "more": 1},
        })
    }

    const CONTEXT: &str =
        "https://graph.microsoft.com/beta/$metadata#deviceManagement/virtualEndpoint/cloudPCs";

    #[test]
    fn of_records_no_more_is_kept_than_is_asked_for() {
        let rows: Vec<Value> = (0..3000).map(cloud_pc).collect();
        let all =
            Rows::packed("", rows.iter().map(|row| json!({"of": "nothing known", "row": row})).collect());
        assert!(all.all().iter().zip(&rows).all(|(kept, row)| kept["row"] == *row));
        assert!(all.blocks().count() > 5);
        for context in ["", CONTEXT] {
            let packed = Rows::packed(context, rows.clone());
            assert_eq!((packed.len(), packed.all().len()), (3000, 3000));
            assert_eq!(packed.first(), rows.first());
            assert!(packed.members().contains("servicePlanName"));
            let kept = json!({
                "displayName": "bot-2999", "STATUS": "failed", "statusDetail": {"code": "x"}, "properties": {"productType": "p"},
            });
            assert_eq!(packed.all().last(), Some(&kept));
            let text: usize = packed.blocks.iter().map(|block| block.len()).sum();
            assert!(text < 3000 * 130, "{text}");
        }
        // As long as a context may stand behind the records, members alone do not tell.
        let mut unsure = Rows::default();
        for row in &rows {
            unsure.push(row.clone(), None);
        }
        assert_eq!(*unsure.all(), *rows);
    }

    #[test]
    fn pages_are_the_records_of_all() {
        let mut pages = Rows::default();
        for page in 0..4 {
            let mut rows: Vec<Value> = (0..page * 700).map(cloud_pc).collect();
            if page == 3 {
                rows[5]["statusDetail"] = json!({"code": "System.Object[]"});
            }
            pages.append(Rows::packed(CONTEXT, rows));
        }
        assert_eq!((pages.len(), pages.all().len()), (4200, 4200));
        assert_eq!(pages.cut(&Pointer::ROOT).unwrap().as_str(), "/2105/statusDetail/code");
        let call = calls::recognise(CONTEXT, None).unwrap();
        assert!(pages.serve(call));
        // A page that nobody knows was kept as it is; of pages of different calls nothing is left that one reader could read.
        pages.append(Rows::packed("", vec![json!({"of": "nothing known"})]));
        assert!(pages.serve(call));
        pages.append(Rows::packed("#users", vec![json!({"id": "1"})]));
        assert!(!pages.serve(call));
    }
}
