//! A request from the command line: who wants to do what, where no case says it.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, error};
use greenlight_core::case::{Action, Details};
use serde_json::{Map, Value, json};

use crate::request::Hints;

/// Under which title the options stand.
const TITLE: &str = "What is to be done, in place of the request of a case";

/// The request that options make; none where no action is named.
#[derive(Debug, Default)]
pub(super) struct RequestOptions {
    actor: Option<String>,
    action: Option<String>,
    details: Vec<(&'static str, String)>,
}

impl RequestOptions {
    /// Whether something is asked for.
    pub(super) const fn is_given(&self) -> bool {
        self.action.is_some()
    }

    /// The request in JSON.
    pub(super) fn json(&self) -> Option<Value> {
        let details: Map<String, Value> =
            self.details.iter().map(|(name, text)| ((*name).to_owned(), typed(name, text))).collect();
        let mut request = Map::new();
        request.extend(self.actor.as_deref().map(|actor| ("actor".to_owned(), Value::from(actor))));
        request.insert(self.action.clone()?, Value::Object(details));
        Some(Value::Object(request))
    }

    /// What a request says of files that do not tell it themselves.
    pub(super) fn hints<'a>(&'a self, whole: &'a [String]) -> Hints<'a> {
        let named = |wanted: &str| self.detail(wanted);
        Hints {
            environment: named("environment"),
            person: self.actor.as_deref(),
            // Of several connections, or images, each goes by its own name, by which the request means it.
            network: named("subnet"),
            image: None,
            whole,
            origins: true,
        }
    }

    fn detail(&self, wanted: &str) -> Option<&str> {
        self.details.iter().find(|(name, _)| *name == wanted).map(|(_, text)| &**text)
    }
}

/// The option of a detail: `max_bots` is `--max-bots`.
fn option(name: &'static str) -> Arg {
    Arg::new(name).long(name.replace('_', "-")).value_name(name.to_uppercase()).help_heading(TITLE)
}

/// A number or a switch where the detail takes one; else the text.
fn typed(name: &str, text: &str) -> Value {
    let plain: Option<Value> = serde_json::from_str(text).ok().filter(|value: &Value| !value.is_string());
    let fits =
        |value: &Value| greenlight_core::json::from_str::<Details>(&json!({name: value}).to_string()).is_ok();
    plain.filter(fits).unwrap_or_else(|| text.into())
}

impl Args for RequestOptions {
    fn augment_args(command: Command) -> Command {
        let create = option("create-machine")
            .value_name("NAME")
            .requires("actor")
            .help("Somebody wants to create a hosted machine of this name; the options below say the rest");
        let action = option("action")
            .conflicts_with("create-machine")
            .requires("actor")
            .value_parser(PossibleValuesParser::new(Action::WORDS.iter().copied()))
            .hide_possible_values(true)
            .help(format!("Somebody wants to do this: {}", Action::WORDS.join(", ")));
        let actor = option("actor").value_name("NAME").help("Who acts: a name under `people`");
        let with_action = |arg: Arg| arg.requires("what");
        let details = Details::meanings()
            .map(|(name, meaning)| with_action(option(name).help(meaning.trim_end_matches('.').to_owned())));
        let what = clap::ArgGroup::new("what").args(["create-machine", "action"]);
        command.args([create, action, with_action(actor)]).args(details).group(what)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for RequestOptions {
    fn from_arg_matches(given: &ArgMatches) -> Result<Self, clap::Error> {
        let text = |name: &str| given.get_one::<String>(name).cloned();
        let mut details: Vec<_> =
            Details::meanings().filter_map(|(name, _)| Some((name, text(name)?))).collect();
        let mut action = text("action");
        if let Some(machine) = text("create-machine") {
            if details.iter().any(|(name, _)| *name == "name") {
                let message = "`--create-machine` already says the name of the machine";
                return Err(clap::Error::raw(error::ErrorKind::ArgumentConflict, message));
            }
            details.push(("name", machine));
            action = Some(Action::CreateMachine.word().to_owned());
        }
        Ok(Self { actor: text("actor"), action, details })
    }

    fn update_from_arg_matches(&mut self, given: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(given)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_make_a_request() {
        for (line, request) in [
            ("", Value::Null),
            (
                "--create-machine 7 --environment prod --count 2 --actor ann",
                json!({"actor": "ann", "create-machine": {"environment": "prod", "count": 2, "name": "7"}}),
            ),
            (
                "--action create-group --work-accounts true --max-bots 3 --name 3 --actor b",
                json!({"actor": "b", "create-group": {"work_accounts": true, "max_bots": 3, "name": "3"}}),
            ),
            ("--action restart --machine m --actor a", json!({"actor": "a", "restart": {"machine": "m"}})),
        ] {
            let words = ["x"].into_iter().chain(line.split_whitespace());
            let given = RequestOptions::augment_args(Command::new("x")).get_matches_from(words);
            let asked = RequestOptions::from_arg_matches(&given).unwrap();
            assert_eq!(asked.json().unwrap_or_default(), request, "{line}");
        }
    }

    #[test]
    fn options_without_an_action_or_twice_a_name_are_refused() {
        for line in [
            "--environment prod",
            "--actor ann",
            "--create-machine m",
            "--actor a --create-machine m --action edit",
        ] {
            let words = ["x"].into_iter().chain(line.split_whitespace());
            assert!(
                RequestOptions::augment_args(Command::new("x")).try_get_matches_from(words).is_err(),
                "{line}"
            );
        }
        let words = ["x", "--actor", "a", "--create-machine", "m", "--name", "n"];
        let given = RequestOptions::augment_args(Command::new("x")).get_matches_from(words);
        assert!(RequestOptions::from_arg_matches(&given).is_err());
    }
}
