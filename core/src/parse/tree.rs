//! A JSON text taken apart: its values in the order of the text, each in a few bytes, none of them copied.

use crate::pointer::Pointer;

/// A text and where its values stand in it.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    pub(super) text: &'t str,
    /// The texts that were written with escapes, without them.
    pub(super) unescaped: String,
    pub(super) parts: Vec<Part>,
}

/// A value, or the key of a field, which stands before its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) kind: Kind,
    /// Of a text or number: where it begins.
    pub(super) start: u32,
    /// Of a text or number: where it ends. Of a list or an object: the part that follows all of its own.
    pub(super) end: u32,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    False,
    True,
    Number,
    Text,
    /// A text with escapes: it stands among those without.
    Escaped,
    List,
    Object,
}

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    at: usize,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Json<'t> {
    /// Nothing.
    Null,
    /// Yes or no.
    Truth(bool),
    /// A number, as it is written.
    Number(&'t str),
    /// A text.
    Text(&'t str),
    /// A list.
    List(Items<'t>),
    /// An object.
    Object(Fields<'t>),
}

/// The values of a list.
#[derive(Clone, Debug)]
pub struct Items<'t> {
    tree: &'t Tree<'t>,
    at: usize,
    end: usize,
}

/// The fields of an object.
#[derive(Clone, Debug)]
pub struct Fields<'t>(Items<'t>);

impl Part {
    pub(super) const fn new(kind: Kind) -> Self {
        Self { kind, start: 0, end: 0 }
    }
}

impl<'t> Tree<'t> {
    /// The whole document.
    pub(super) const fn root(&'t self) -> Node<'t> {
        Node { tree: self, at: 0 }
    }

    /// Where the value at this place stands.
    pub(super) fn pointer(&self, at: usize) -> Pointer {
        let mut node = Node { tree: self, at: 0 };
        let mut pointer = Pointer::ROOT;
        while node.at < at {
            let within = |inner: &Node<'_>| inner.at <= at && at < inner.after();
            let found = match node.json() {
                Json::List(items) => (0..)
                    .zip(items)
                    .find(|(_, item)| within(item))
                    .map(|(place, item)| (pointer.clone().index(place), item)),
                Json::Object(mut fields) => {
                    fields.find(|(_, value)| within(value)).map(|(key, value)| (pointer.clone().key(key), value))
                }
                _ => None,
            };
            let Some(found) = found else { break };
            (pointer, node) = found;
        }
        pointer
    }
}

impl<'t> Node<'t> {
    fn part(self) -> Part {
        self.tree.parts.get(self.at).copied().unwrap_or(Part::new(Kind::Null))
    }

    /// The place of the value behind this one and all that is in it.
    fn after(self) -> usize {
        let part = self.part();
        match part.kind {
            Kind::List | Kind::Object => part.end as usize,
            _ => self.at + 1,
        }
    }

    /// Its place among all values.
    pub(super) const fn place(self) -> usize {
        self.at
    }

    /// What it is.
    pub fn json(self) -> Json<'t> {
        let part = self.part();
        let span = part.start as usize..part.end as usize;
        match part.kind {
            Kind::Null => Json::Null,
            Kind::False => Json::Truth(false),
            Kind::True => Json::Truth(true),
            Kind::Number => Json::Number(self.tree.text.get(span).unwrap_or_default()),
            Kind::Text => Json::Text(self.tree.text.get(span).unwrap_or_default()),
            Kind::Escaped => Json::Text(self.tree.unescaped.get(span).unwrap_or_default()),
            Kind::List => Json::List(self.items(part)),
            Kind::Object => Json::Object(Fields(self.items(part))),
        }
    }

    const fn items(self, part: Part) -> Items<'t> {
        Items { tree: self.tree, at: self.at + 1, end: part.end as usize }
    }

    /// The field of this name, if this is an object that has one.
    pub fn field(self, name: &str) -> Option<Self> {
        match self.json() {
            Json::Object(mut fields) => fields.find(|(key, _)| *key == name).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if self.at >= self.end {
            return None;
        }
        let node = Node { tree: self.tree, at: self.at };
        self.at = node.after();
        Some(node)
    }
}

impl<'t> Iterator for Fields<'t> {
    type Item = (&'t str, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        let Json::Text(key) = self.0.next()?.json() else { return None };
        Some((key, self.0.next()?))
    }
}
