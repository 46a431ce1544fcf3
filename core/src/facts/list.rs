//! Lists that know whether they are complete: members that a partial list does not contain may still exist.

use super::origin::{ORIGIN, Origin};
use super::part::Members;
use super::place::{Field, Name, Place};
use crate::facts::known::{Known, Missing};
use crate::vocabulary::expected;
use greenlight_json::{FromJson, FromJsonInPlace, ParseError, Pointer, Reader, Slot, fields};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

/// A list that may be unknown. Written `[a, b]` (the complete list), or `{items: [a, b], complete: false}` if there may be more members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing<T> {
    items: Option<Vec<T>>,
    complete: bool,
}

/// A listing and its place.
#[derive(Debug)]
pub struct List<'a, T> {
    listing: Option<&'a Listing<T>>,
    place: Place<'a>,
    name: Name,
    key: &'a str,
}

impl<T> Clone for List<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<'_, T> {}

impl<T> Listing<T> {
    /// Creates a complete list.
    pub const fn whole(items: Vec<T>) -> Self {
        Self { items: Some(items), complete: true }
    }

    /// Creates a list that may have more members.
    pub const fn partial(items: Vec<T>) -> Self {
        Self { items: Some(items), complete: false }
    }

    /// Returns whether the known members are all there are.
    pub const fn is_whole(&self) -> bool {
        self.items.is_some() && self.complete
    }

    /// Returns the known members; more may exist.
    pub fn items(&self) -> &[T] {
        self.items.as_deref().unwrap_or_default()
    }
}

impl<T: FromJson + Serialize + PartialEq> Members for Listing<T> {
    fn put(&mut self, member: &mut Reader<'_>, there: bool) -> Result<(), ParseError> {
        let member = T::from_json(member)?;
        let before = self.items.as_ref().and_then(|items| items.iter().position(|item| *item == member));
        match (there, before) {
            (true, None) => {
                self.complete &= self.items.is_some();
                self.items.get_or_insert_default().push(member);
            }
            (false, Some(at)) => drop(self.items.as_mut().map(|items| items.remove(at))),
            (true, Some(_)) | (false, None) => {}
        }
        Ok(())
    }

    fn complete(&mut self) {
        self.items.get_or_insert_default();
        self.complete = true;
    }
}

impl<T> From<Vec<T>> for Listing<T> {
    fn from(items: Vec<T>) -> Self {
        Self::whole(items)
    }
}

impl<T, const N: usize> From<[T; N]> for Listing<T> {
    fn from(items: [T; N]) -> Self {
        Self::whole(items.into())
    }
}

impl<T: Serialize> Serialize for Listing<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.complete {
            return self.items.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        if let Some(items) = &self.items {
            map.serialize_entry("items", items)?;
        }
        map.serialize_entry("complete", &false)?;
        map.end()
    }
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self { items: None, complete: true }
    }
}

impl<'a, T> List<'a, T> {
    pub(super) const fn under(
        listing: Option<&'a Listing<T>>,
        place: Place<'a>,
        name: Name,
        key: &'a str,
    ) -> Self {
        Self { listing, place, name, key }
    }

    /// Returns the pointer to the list.
    pub fn pointer(self) -> Pointer {
        let field = self.place.field(self.name);
        if self.key.is_empty() { field } else { field.key(self.key) }
    }

    /// Returns the known members; more may exist unless the list [is whole](Self::is_whole).
    pub fn items(self) -> &'a [T] {
        self.listing.and_then(|listing| listing.items.as_deref()).unwrap_or_default()
    }

    /// Returns whether the known members are all there are.
    pub fn is_whole(self) -> bool {
        self.listing.is_some_and(Listing::is_whole)
    }

    /// Returns whether some member fulfils `wanted`: unknown if no known member does and there may be more.
    ///
    /// # Errors
    /// The pointer to the list, if it is missing or partial.
    pub fn any(self, wanted: impl FnMut(&T) -> bool) -> Known<bool> {
        if self.items().iter().any(wanted) { Ok(true) } else { self.whole().map(|_| false) }
    }

    /// Returns all members.
    ///
    /// # Errors
    /// The pointer to the list, if it is missing or partial.
    pub fn whole(self) -> Known<&'a [T]> {
        if self.is_whole() { Ok(self.items()) } else { Err(Missing::fact(self.pointer())) }
    }
}

impl<T: PartialEq> List<'_, T> {
    /// Returns whether `member` is in the list.
    ///
    /// # Errors
    /// The pointer to the list, if it is missing, or if it is partial and does not contain the member.
    pub fn contains<M: ?Sized>(self, member: &M) -> Known<bool>
    where
        T: PartialEq<M>,
    {
        self.any(|item| item == member)
    }
}

impl<T> Field for Listing<T> {
    type Read<'a>
        = List<'a, T>
    where
        T: 'a;

    fn read<'a>(&'a self, place: Place<'a>, name: Name) -> List<'a, T> {
        List::under(Some(self), place, name, "")
    }
}

impl<T: FromJson> FromJsonInPlace for Listing<T> {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        if reader.is_array() {
            return self.items.read_in_place(reader);
        }
        partial(reader, &mut self.items, &mut self.complete)
    }
}

/// Reads a listing written as an object: its members, whether they are all there are, and its origin.
fn partial(
    reader: &mut Reader<'_>,
    items: &mut dyn FromJsonInPlace,
    complete: &mut bool,
) -> Result<(), ParseError> {
    const NAMES: &[&str] = &["items", "complete", ORIGIN[0], ORIGIN[1], ORIGIN[2]];
    let here = reader.here();
    let mut origin = Origin::default();
    let [attested, observed_at, source] = origin.slots();
    let slots: &mut [Slot<'_>] = &mut [Some(items), Some(complete), attested, observed_at, source];
    fields(reader, expected::LISTING, NAMES, slots)?;
    origin.keep(here, reader);
    Ok(())
}
