//! Where in a source each value stands: one small entry a value, so that a hundred thousand machines fit.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// Where a value stands, in bytes of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NodeSpan {
    /// Its key, when it stands in a mapping.
    pub(crate) key: Option<Range<usize>>,
    /// The value itself.
    pub(crate) value: Range<usize>,
    /// Whether it holds other values.
    pub(crate) holds: bool,
}

impl NodeSpan {
    /// What to underline when the value is meant: a whole mapping is better named by its key.
    pub(crate) fn shown(&self) -> Range<usize> {
        match &self.key {
            Some(key) if self.holds => key.clone(),
            _ => self.value.clone(),
        }
    }
}

/// The values of a document, each followed by those it holds.
#[derive(Debug, Default)]
pub(super) struct Places {
    entries: Vec<Node>,
    names: HashMap<Rc<str>, u32>,
    /// What is held by the entries that were asked for: by the number of its name, or in a list by its place.
    held: RefCell<HashMap<u32, HashMap<u32, u32>>>,
}

/// One value. Sources are shorter than four gigabytes.
#[derive(Clone, Debug)]
struct Node {
    name: u32,
    key: Range<u32>,
    value: Range<u32>,
    /// The entry after all that it holds.
    next: u32,
    kind: Kind,
}

/// What a value is, as far as its place is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A scalar.
    Single,
    /// A list.
    List,
    /// A mapping.
    Mapping,
    /// What the entry of this number is.
    Alias(u32),
}

/// A key: the number of its name, and where it stands.
pub(super) type Key = (u32, Range<usize>);

impl Places {
    /// The number of a name.
    pub(super) fn name(&mut self, name: &str) -> u32 {
        if let Some(number) = self.names.get(name) {
            return *number;
        }
        let number = small(self.names.len());
        self.names.insert(name.into(), number);
        number
    }

    /// A value begins; all that begin before it ends are held by it.
    pub(super) fn begin(&mut self, key: Option<&Key>) -> u32 {
        let number = small(self.entries.len());
        let (name, key) = key.map_or((u32::MAX, 0..0), |(name, key)| (*name, key.clone()));
        self.entries.push(Node {
            name,
            key: smaller(key),
            value: 0..0,
            next: number + 1,
            kind: Kind::Single,
        });
        number
    }

    /// A value ends.
    pub(super) fn end(&mut self, number: u32, value: Range<usize>, kind: Kind) {
        let next = small(self.entries.len());
        if let Some(entry) = self.entries.get_mut(number as usize) {
            (entry.value, entry.next, entry.kind) = (smaller(value), next, kind);
        }
    }

    /// The place of a JSON Pointer.
    pub(super) fn place(&self, pointer: &str) -> Option<NodeSpan> {
        let mut at = 0;
        for segment in pointer.split('/').skip(1) {
            at = self.child(self.meant(at)?, &segment.replace("~1", "/").replace("~0", "~"))?;
        }
        let (entry, meant) = (self.entry(at)?, self.entry(self.meant(at)?)?);
        let wide = |range: &Range<u32>| range.start as usize..range.end as usize;
        Some(NodeSpan {
            key: (entry.name != u32::MAX).then(|| wide(&entry.key)),
            value: wide(&meant.value),
            holds: meant.kind != Kind::Single,
        })
    }

    /// The fields of the outermost mapping, with the places of their values.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let names: HashMap<u32, &str> = self.names.iter().map(|(name, number)| (*number, &**name)).collect();
        self.children(0).filter_map(move |number| {
            let entry = self.entry(number)?;
            Some((*names.get(&entry.name)?, entry.value.start as usize..entry.value.end as usize))
        })
    }

    fn entry(&self, number: u32) -> Option<&Node> {
        self.entries.get(number as usize)
    }

    fn meant(&self, number: u32) -> Option<u32> {
        match self.entry(number)?.kind {
            Kind::Alias(meant) => self.meant(meant),
            _ => Some(number),
        }
    }

    fn child(&self, number: u32, segment: &str) -> Option<u32> {
        let wanted = match self.entry(number)?.kind {
            Kind::Mapping => *self.names.get(segment)?,
            Kind::List => segment.parse().ok()?,
            Kind::Single | Kind::Alias(_) => return None,
        };
        let mut held = self.held.borrow_mut();
        let held = held.entry(number).or_insert_with(|| {
            let list = self.entry(number).is_some_and(|entry| entry.kind == Kind::List);
            let name = |child: u32| self.entry(child).map_or(u32::MAX, |entry| entry.name);
            (0..)
                .zip(self.children(number))
                .map(|(nth, child)| (if list { nth } else { name(child) }, child))
                .collect()
        });
        held.get(&wanted).copied()
    }

    fn children(&self, number: u32) -> impl Iterator<Item = u32> {
        let end = self.entry(number).map_or(0, |entry| entry.next);
        let first = Some(number + 1).filter(|first| *first < end);
        std::iter::successors(first, move |child| {
            self.entry(*child).map(|entry| entry.next).filter(|next| *next < end)
        })
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn smaller(range: Range<usize>) -> Range<u32> {
    small(range.start)..small(range.end)
}
