//! Things by name, sorted by it; a name given twice is an error.

use super::fact::{OriginVisitor, Walk};
use super::list::{List, Listing};
use super::place::{Field, Place};
use crate::parse::{Fault, Fill, Json, Reader, order};
use crate::pointer::Pointer;
use smol_str::SmolStr;

/// Things by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T> {
    rows: Vec<(SmolStr, T)>,
}

impl<T> Table<T> {
    /// The thing of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.row(name).map(|row| &row.1)
    }

    /// The thing of this name, with the table's own copy of the name.
    pub fn row(&self, name: &str) -> Option<&(SmolStr, T)> {
        let at = self.rows.binary_search_by(|row| row.0.as_str().cmp(name)).ok()?;
        self.rows.get(at)
    }

    /// All things, by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&SmolStr, &T)> {
        self.rows.iter().map(|(name, thing)| (name, thing))
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<T: Walk> Walk for Table<T> {
    fn walk(&self, at: &dyn Fn() -> Pointer, visit: OriginVisitor<'_>) {
        for (name, thing) in &self.rows {
            thing.walk(&|| at().key(name), visit);
        }
    }
}

/// Lists by name, such as a person's roles by environment.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a, T> {
    table: &'a Table<Listing<T>>,
    place: Place<'a>,
    name: &'static str,
}

impl<'a, T> Lists<'a, T> {
    /// The list of this name; unknown where there is none.
    pub fn of(self, key: &'a str) -> List<'a, T> {
        List::under(self.table.get(key), self.place, self.name, key)
    }
}

impl<T> Field for Table<Listing<T>> {
    type Read<'a>
        = Lists<'a, T>
    where
        T: 'a;

    fn read<'a>(&'a self, place: Place<'a>, name: &'static str) -> Lists<'a, T> {
        Lists { table: self, place, name }
    }
}

impl<T: Fill + Default> Fill for Table<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let here = reader.here();
        read_names(reader, &mut |name, reader| {
            self.rows.push((name, T::default()));
            self.rows.last_mut().map_or(Ok(()), |row| row.1.fill(reader))
        })?;
        if !self.rows.is_sorted_by(|a, b| a.0 < b.0) {
            let names: Vec<&str> = self.rows.iter().map(|row| row.0.as_str()).collect();
            let order = order(&names).map_err(|twice| here.has_key_twice(twice))?;
            arrange(&order, &mut |one, other| self.rows.swap(one, other));
        }
        Ok(())
    }
}

/// Reads names and, by `read`, what each of them stands for. Like all that does not depend on the kind of things, it is compiled once.
fn read_names(
    reader: &mut Reader<'_>,
    read: &mut dyn FnMut(SmolStr, &mut Reader<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    match reader.json() {
        Json::Null => return Ok(()),
        Json::Object => {}
        _ => return Err(reader.is_no("names, each with its facts")),
    }
    let mut first = true;
    while reader.key(&mut first)? {
        let name = reader.word().into();
        reader.value()?;
        read(name, reader)?;
    }
    Ok(())
}

/// Puts things into an order, which says for each place where the thing stands that belongs there, by swapping two at a time.
fn arrange(order: &[usize], swap: &mut dyn FnMut(usize, usize)) {
    // Where the thing is now that stood at a place, and which thing stands at a place now.
    let mut moved_to: Vec<usize> = (0..order.len()).collect();
    let mut stands_at = moved_to.clone();
    let at = |places: &[usize], place: usize| places.get(place).copied().unwrap_or(place);
    for (place, &thing) in order.iter().enumerate() {
        let (from, other) = (at(&moved_to, thing), at(&stands_at, place));
        swap(place, from);
        for (places, at, is) in [(&mut moved_to, other, from), (&mut stands_at, from, other)] {
            if let Some(entry) = places.get_mut(at) {
                *entry = is;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{arrange, order};

    #[test]
    fn things_are_put_into_any_order() {
        for names in ["", "a", "ba", "cab", "dacb", "edcba", "bcdea", "fbdaec"] {
            let mut names: Vec<String> = names.chars().map(String::from).collect();
            let sorted = {
                let mut sorted = names.clone();
                sorted.sort();
                sorted
            };
            let order = order(&names.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
            arrange(&order, &mut |one, other| names.swap(one, other));
            assert_eq!(names, sorted);
        }
    }
}
