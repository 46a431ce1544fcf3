//! A second reading of the catalogue of messages: sentences of a report from their names and what fills them.

use greenlight_core::rulebook::term::{Term, Vocabulary};
use greenlight_core::rulebook::{
    self, AdminRole, App, AzureRole, Geography, Key, Licence, Offering, Plan, Role,
};
use greenlight_core::rules;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A catalogue of messages.
pub(crate) struct Catalogue(Value);

/// What a catalogue tells.
#[derive(Debug, Default)]
pub(crate) struct Told {
    message: String,
    help: Option<String>,
    steps: Vec<String>,
    found: Option<String>,
    expected: Option<String>,
    overlay: Option<String>,
    /// The texts in it that come from no catalogue.
    pub(crate) untranslated: BTreeSet<String>,
}

impl Told {
    /// What it says otherwise than the engine.
    pub(crate) fn differs(&self, said: &Value) -> Option<(String, Value)> {
        let steps = || self.steps.iter().map(|step| Value::from(step.as_str())).collect::<Vec<_>>();
        let words = [
            ("message", Some(self.message.as_str().into())),
            ("help", self.help.as_deref().map(Value::from)),
            ("steps", said.get("steps").map(|_| steps().into())),
            ("found", self.found.as_deref().map(Value::from)),
            ("expected", self.expected.as_deref().map(Value::from)),
            ("overlay", self.overlay.as_deref().map(Value::from)),
        ];
        let told = |name: &str, again: &Option<Value>| {
            said.get(name).is_some_and(|said| again.as_ref().is_some_and(|again| said != again))
        };
        words
            .into_iter()
            .find(|(name, again)| told(name, again))
            .map(|(name, again)| (again.unwrap_or_default().to_string(), said[name].clone()))
    }
}

impl Catalogue {
    /// The one in the repository.
    pub(crate) fn committed() -> Self {
        Self(serde_json::from_str(include_str!("../../../docs/messages.json")).unwrap())
    }

    /// The same with every Latin letter in a message replaced.
    pub(crate) fn in_another_script(mut self) -> Self {
        for part in ["rules", "phrases", "questions", "lists", "values"] {
            replace(&mut self.0[part]);
        }
        self
    }

    /// A finding, task, question, notice, waiver or old fact of a report, or an error.
    pub(crate) fn told(&self, said: &Value) -> Result<Told, String> {
        let mut told = Told::default();
        if said["phrase"].is_object() {
            told.message = self.word(&said["phrase"], &mut told.untranslated)?;
            return Ok(told);
        }
        if said["phrases"].is_object() {
            told.message = self.word(&said["phrases"]["message"], &mut told.untranslated)?;
            told.help = Some(self.word(&said["phrases"]["help"], &mut told.untranslated)?);
            return Ok(told);
        }
        let words = said["parameters"].as_object().ok_or("no parameters")?;
        let code = said["code"].as_str().unwrap_or_default();
        let rule = &self.0["rules"][code];
        let sentence = match said["sentence"].as_str() {
            Some(sentence) => &self.0["questions"][sentence],
            None if rule.is_object() => &rule["says"],
            None => &self.0["phrases"][code],
        };
        let all = &mut told.untranslated;
        told.message = self.filled(sentence, words, all)?;
        for step in said["step_codes"].as_array().into_iter().flatten() {
            told.steps.push(match step.as_u64().and_then(|place| usize::try_from(place).ok()) {
                Some(place) => self.filled(&rule["steps"][place], words, all)?,
                None => self.word(step, all)?,
            });
        }
        for (word, told) in
            [("found", &mut told.found), ("expected", &mut told.expected), ("overlay", &mut told.overlay)]
        {
            *told = match words.get(word) {
                Some(is) => Some(self.word(is, all)?),
                None => None,
            };
        }
        Ok(told)
    }

    fn word(&self, word: &Value, all: &mut BTreeSet<String>) -> Result<String, String> {
        match word {
            Value::String(text) => {
                all.insert(text.clone());
                Ok(text.clone())
            }
            Value::Number(number) => Ok(number.to_string()),
            Value::Object(fields) => self.composed(fields, all),
            other => Err(format!("{other} is no word")),
        }
    }

    fn composed(&self, fields: &Map<String, Value>, all: &mut BTreeSet<String>) -> Result<String, String> {
        let name = |field: &str| fields.get(field).and_then(Value::as_str);
        if let Some(value) = name("value") {
            let known = self.0["values"][value].as_str();
            return known.map(str::to_owned).ok_or_else(|| format!("no value `{value}`"));
        }
        if let Some(phrase) = name("phrase") {
            let none = Map::new();
            let words = fields.get("with").and_then(Value::as_object).unwrap_or(&none);
            return self
                .filled(&self.0["phrases"][phrase], words, all)
                .map_err(|why| format!("`{phrase}`: {why}"));
        }
        let list = name("list").ok_or("neither value, phrase nor list")?;
        let between = self.0["lists"][list].as_str().ok_or_else(|| format!("no list `{list}`"))?;
        let mark = if list == "quoted" { "`" } else { "" };
        let members = fields["of"].as_array().into_iter().flatten();
        let members = members.map(|member| Ok(format!("{mark}{}{mark}", self.word(member, all)?)));
        Ok(members.collect::<Result<Vec<_>, String>>()?.join(between))
    }

    fn filled(
        &self,
        message: &Value,
        words: &Map<String, Value>,
        all: &mut BTreeSet<String>,
    ) -> Result<String, String> {
        let form = match words.get("count").and_then(Value::as_u64) {
            Some(0) if message["zero"].is_string() => &message["zero"],
            Some(1) if message["one"].is_string() => &message["one"],
            Some(_) if message["other"].is_string() => &message["other"],
            _ => message,
        };
        let mut rest = form.as_str().ok_or_else(|| format!("no message, but {form}"))?;
        let mut out = String::new();
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, behind) = behind.split_once('}').ok_or("a brace that is not closed")?;
            let word = words.get(name).ok_or_else(|| format!("nothing fills `{name}`"))?;
            out.push_str(before);
            out.push_str(&self.word(word, all)?);
            rest = behind;
        }
        Ok(out + rest)
    }
}

/// Replaces the Latin letters of messages, but for the names of what fills them.
fn replace(message: &mut Value) {
    match message {
        Value::String(text) => {
            let mut name = false;
            let letters = text.chars().map(|letter| {
                name = if name { letter != '}' } else { letter == '{' };
                if letter.is_ascii_alphabetic() && !name { 'д' } else { letter }
            });
            *text = letters.collect();
        }
        Value::Array(each) => each.iter_mut().for_each(replace),
        Value::Object(fields) => fields.values_mut().for_each(replace),
        _ => {}
    }
}

/// What stays as it is in every language.
pub(crate) struct Data(BTreeSet<String>);

/// Names that Microsoft gives and that the rulebook does not have.
const NAMES: &[&str] = &[
    // Editions of Windows.
    "Education",
    "Education N",
    "Enterprise",
    "Enterprise LTSC",
    "Enterprise Evaluation",
    "Enterprise G",
    "Enterprise N",
    "Enterprise N LTSC",
    "Enterprise multi-session",
    "Home",
    "Home N",
    "Pro",
    "Pro N",
    "Server",
];

impl Data {
    /// The texts of a request, those of the rulebook, codes and names of rules, and names of Microsoft's; no word that the catalogue has.
    pub(crate) fn of(request: &Value, catalogue: &Catalogue) -> Self {
        let mut data = BTreeSet::new();
        gather(request, &mut data);
        let tables = request["case"].as_object().into_iter().flat_map(Map::values);
        let names: Vec<&String> = tables.filter_map(Value::as_object).flat_map(Map::keys).collect();
        data.retain(|text| text != "none" && catalogue.0["values"].get(text).is_none());
        data.extend(names.into_iter().cloned());
        data.extend(rulebook_texts().chain(NAMES.iter().copied()).map(str::to_owned));
        data.extend(rules::ALL.iter().flat_map(|rule| [rule.id.code(), rule.name()]).map(str::to_owned));
        data.extend(rulebook::windows().iter().map(|windows| windows.version.to_owned()));
        Self(data)
    }

    /// Whether a text is one of them, privileges by name, the letters of a country, what a name is put in, or without a letter.
    pub(crate) fn holds(&self, text: &str) -> bool {
        let technical = |letter: char| letter.is_ascii_lowercase() || "-.".contains(letter);
        let mut privileges = text.split(", ").map(|name| name.contains('.') && name.chars().all(technical));
        let within = |whole: &str| self.0.iter().any(|name| name.len() > 3 && whole.contains(name.as_str()));
        !text.chars().any(|letter| letter.is_ascii_alphabetic())
            || self.0.contains(text)
            || privileges.all(|is| is)
            || self.0.contains(&text.to_lowercase()) && text.len() == 2
            || text.starts_with('/') && within(text)
    }
}

/// The texts of the rulebook.
fn rulebook_texts() -> impl Iterator<Item = &'static str> {
    let values =
        Key::ALL.iter().flat_map(|key| rulebook::entries(*key)).flat_map(|entry| match entry.value {
            rulebook::Value::Text(text) => vec![text],
            rulebook::Value::Texts(texts) => texts.to_vec(),
            _ => Vec::new(),
        });
    let terms = [
        names::<AdminRole>(),
        names::<App>(),
        names::<AzureRole>(),
        names::<Geography>(),
        names::<Licence>(),
        names::<Offering>(),
        names::<Plan>(),
        names::<Role>(),
        Term::<App>::all().map(Term::guid).collect(),
    ];
    values.chain(terms.into_iter().flatten())
}

fn names<V: Vocabulary>() -> Vec<&'static str> {
    Term::<V>::all().flat_map(|term| [term.id(), term.name()]).collect()
}

fn gather(value: &Value, data: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(data.insert(text.clone())),
        Value::Array(each) => each.iter().for_each(|value| gather(value, data)),
        Value::Object(fields) => fields.values().for_each(|value| gather(value, data)),
        _ => {}
    }
}
