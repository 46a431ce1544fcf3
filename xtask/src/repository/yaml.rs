//! YAML as a tree of texts: enough to look at workflows and forms.

use anyhow::{Context as _, Result, bail, ensure};
use saphyr_parser::{Event, Parser, StrInput};

/// A part of a document.
#[derive(Debug)]
pub(super) enum Yaml {
    Text(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
}

impl Yaml {
    /// Reads the only document of a text.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let mut events = Events(Parser::new_from_str(text));
        ensure!(events.next()? == Event::StreamStart, "this is not YAML");
        ensure!(matches!(events.next()?, Event::DocumentStart(_)), "there is no document");
        let first = events.next()?;
        let whole = events.value(first)?;
        ensure!(events.next()? == Event::DocumentEnd, "the document does not end");
        ensure!(events.next()? == Event::StreamEnd, "there is more than one document");
        Ok(whole)
    }

    /// What stands under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.members().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Keys and what stands under them.
    pub(super) fn members(&self) -> &[(String, Self)] {
        if let Self::Map(members) = self { members } else { &[] }
    }

    /// What a list holds.
    pub(super) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// A text.
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// One text, or the texts of a list.
    pub(super) fn texts(&self) -> Vec<&str> {
        self.text().into_iter().chain(self.items().iter().filter_map(Self::text)).collect()
    }
}

/// What the parser sees, one by one.
struct Events<'a>(Parser<'a, StrInput<'a>>);

impl<'a> Events<'a> {
    fn next(&mut self) -> Result<Event<'a>> {
        let (event, _) = self.0.next().context("it ends too early")??;
        Ok(event)
    }

    /// What begins with this event.
    fn value(&mut self, first: Event<'a>) -> Result<Yaml> {
        match first {
            Event::Scalar(text, ..) => Ok(Yaml::Text(text.into_owned())),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        Event::SequenceEnd => return Ok(Yaml::List(items)),
                        first => items.push(self.value(first)?),
                    }
                }
            }
            Event::MappingStart(..) => {
                let mut members: Vec<(String, Yaml)> = Vec::new();
                loop {
                    let key = match self.next()? {
                        Event::MappingEnd => return Ok(Yaml::Map(members)),
                        Event::Scalar(key, ..) => key.into_owned(),
                        other => bail!("{other:?} is no key"),
                    };
                    ensure!(members.iter().all(|(other, _)| *other != key), "`{key}` stands twice");
                    let first = self.next()?;
                    members.push((key, self.value(first)?));
                }
            }
            other => bail!("{other:?} is not used here"),
        }
    }
}
