//! Tables of things, sorted by name; a duplicate name is an error.

use super::list::{List, Listing};
use super::place::{Field, Name, Place};
use crate::vocabulary::expected;
use greenlight_json::{FromJson, FromJsonInPlace, InlineStr, ParseError, Reader, sort};

/// A table of things by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T> {
    rows: Vec<(InlineStr, T)>,
    /// Whether the document gives the table, even an empty one.
    stated: bool,
}

impl<T> Table<T> {
    /// Returns the thing of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.row(name).map(|row| &row.1)
    }

    /// Returns the thing of this name, with the table's own copy of the name.
    pub fn row(&self, name: &str) -> Option<&(InlineStr, T)> {
        if let [only] = self.rows.as_slice() {
            return (only.0 == *name).then_some(only);
        }
        let at = self.find(name).ok()?;
        self.rows.get(at)
    }

    /// Returns the thing of this name, mutably.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        let at = self.find(name).ok()?;
        self.rows.get_mut(at).map(|row| &mut row.1)
    }

    /// Returns whether the document gives the table, even an empty one.
    pub const fn is_stated(&self) -> bool {
        self.stated
    }

    /// Inserts a thing under a name, replacing the one that is there.
    pub fn insert(&mut self, name: &str, thing: T) {
        self.stated = true;
        match self.find(name) {
            Ok(at) => {
                if let Some(row) = self.rows.get_mut(at) {
                    row.1 = thing;
                }
            }
            Err(at) => self.rows.insert(at, (name.into(), thing)),
        }
    }

    /// Removes the thing of this name and returns it.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let at = self.find(name).ok()?;
        Some(self.rows.remove(at).1)
    }

    /// Returns the index of the thing of this name.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.find(name).ok()
    }

    /// Returns the index of the row of this name, or the index at which to insert it.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.rows.binary_search_by(|row| row.0.as_str().cmp(name))
    }

    /// Iterates over all things in the order of their names.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&InlineStr, &T)> {
        self.rows.iter().map(|(name, thing)| (name, thing))
    }

    /// Returns the number of things.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether the table is empty.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A saved copy of what a table holds under one name.
#[derive(Debug)]
pub(super) struct SavedThing<T> {
    thing: Option<T>,
    stated: bool,
}

impl<T: Clone> Table<T> {
    /// Copies what the table holds under a name.
    pub(super) fn kept(&self, name: &str) -> SavedThing<T> {
        SavedThing { thing: self.get(name).cloned(), stated: self.stated }
    }

    /// Restores what the table held under a name.
    pub(super) fn put_back(&mut self, name: &str, row: SavedThing<T>) {
        match row.thing {
            Some(thing) => self.insert(name, thing),
            None => drop(self.remove(name)),
        }
        self.stated = row.stated;
    }
}

impl<T: Default> Table<T> {
    /// Returns the thing of this name, created if there is none.
    pub(super) fn made(&mut self, name: &str) -> Option<&mut T> {
        self.stated = true;
        let at = self.find(name).unwrap_or_else(|at| {
            self.rows.insert(at, (name.into(), T::default()));
            at
        });
        self.rows.get_mut(at).map(|row| &mut row.1)
    }
}

/// If several things have the same name, the last is kept.
impl<N: AsRef<str>, T> FromIterator<(N, T)> for Table<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(things: I) -> Self {
        let mut table = Self { stated: true, ..Self::default() };
        things.into_iter().for_each(|(name, thing)| table.insert(name.as_ref(), thing));
        table
    }
}

impl<N: AsRef<str>, T, const M: usize> From<[(N, T); M]> for Table<T> {
    fn from(things: [(N, T); M]) -> Self {
        things.into_iter().collect()
    }
}

impl<T: serde::Serialize> serde::Serialize for Table<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), stated: false }
    }
}

/// Lists by name, such as a person's roles by environment.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a, T> {
    table: &'a Table<Listing<T>>,
    place: Place<'a>,
    name: Name,
}

impl<'a, T> Lists<'a, T> {
    /// Returns the list of this name; it is unknown if there is none.
    pub fn of(self, key: &'a str) -> List<'a, T> {
        List::under(self.table.get(key), self.place, self.name, key)
    }
}

impl<T> Field for Table<Listing<T>> {
    type Read<'a>
        = Lists<'a, T>
    where
        T: 'a;

    fn read<'a>(&'a self, place: Place<'a>, name: Name) -> Lists<'a, T> {
        Lists { table: self, place, name }
    }
}

impl<T: FromJson> FromJsonInPlace for Table<T> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        let here = reader.here();
        self.stated = !reader.is_null();
        rows(reader, &mut |reader, name| {
            if self.rows.capacity() == 0 {
                // Rows are large, and most tables of a case have only one.
                self.rows = Vec::with_capacity(1);
            } else if self.rows.len() == self.rows.capacity() {
                // Growing a long table repeatedly would hold two copies of it, so room for all rows is reserved at once.
                self.rows.reserve_exact(reader.more(here, self.rows.len()));
            }
            T::from_json_row(&mut self.rows, name, reader)
        })?;
        if self.rows.is_sorted_by(|a, b| a.0 < b.0) {
            return Ok(());
        }
        sort(&mut self.rows, |one, other| one.0.cmp(&other.0));
        let twice = self.rows.windows(2).find_map(|pair| match pair {
            [(one, _), (other, _)] if one == other => Some(one),
            _ => None,
        });
        twice.map_or(Ok(()), |name| Err(here.duplicate_key(name)))
    }
}

/// Reads the rows of a table, each with `read`.
fn rows(
    reader: &mut Reader<'_>,
    read: &mut dyn FnMut(&mut Reader<'_>, InlineStr) -> Result<(), ParseError>,
) -> Result<(), ParseError> {
    if reader.is_null() {
        return Ok(());
    }
    if !reader.is_object() {
        return Err(reader.wrong_type(expected::TABLE));
    }
    let mut first = true;
    while reader.key(&mut first)? {
        let name: InlineStr = reader.word().into();
        reader.value()?;
        reader.value_by(&mut |reader| read(reader, name.clone()))?;
    }
    Ok(())
}
