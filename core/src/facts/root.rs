//! The case and its request as the top-level parts that changes go through.

use super::Case;
use super::part::{Part, Refused};
use super::request::{Action, Request};

impl Part for Case {
    fn part(&mut self, key: &str, make: bool) -> Result<Option<&mut dyn Part>, Refused> {
        if key != "request" {
            return self.facts.part(key, make);
        }
        if make && self.request.is_none() {
            self.request = Some(Request::default());
        }
        Ok(self.request.as_mut().map(|request| request as &mut dyn Part))
    }

    fn reset(&mut self) {
        *self = Self::default();
    }

    fn take_out(&mut self, key: &str) -> Option<Result<(), Refused>> {
        (key == "request").then(|| {
            self.request = None;
            Ok(())
        })
    }
}

impl Part for Request {
    fn part(&mut self, key: &str, _make: bool) -> Result<Option<&mut dyn Part>, Refused> {
        match Action::find(key) {
            Some(action) if action == self.action => Ok(Some(&mut self.details)),
            Some(_) => Err(Refused::OtherAction),
            None if key == "actor" => Ok(Some(&mut self.actor)),
            None => Err(Refused::NoSuch(&["actor"])),
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }

    fn take_out(&mut self, key: &str) -> Option<Result<(), Refused>> {
        (key != "actor").then_some(Err(Refused::Needed))
    }
}

impl serde::Serialize for Request {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(None)?;
        if let Some(actor) = &self.actor {
            map.serialize_entry("actor", actor)?;
        }
        map.serialize_entry(self.action.word(), &self.details)?;
        map.end()
    }
}
