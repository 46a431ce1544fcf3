//! How long things take: one distribution for each, with Greenlight's own defaults.

use crate::facts::phrases;
use crate::facts::scenario::distribution::Distribution;
use crate::vocabulary::duration::Duration;
use crate::vocabulary::expected;
use crate::vocabulary::{Phase, Provenance, choices};
use greenlight_json::{FromJson, FromJsonInPlace, Json, ParseError, Reader};

choices! {
    /// Something that takes time.
    pub enum Span {
        /// Looking up licence, creator and policy.
        Checks = "checks",
        /// Getting Azure capacity.
        Capacity = "capacity",
        /// Creating the network interface.
        Network = "network",
        /// Fetching the image where it is already in the region.
        Image = "image",
        /// Creating and starting the virtual machine, its agents included.
        VirtualMachine = "virtual-machine",
        /// Joining Microsoft Entra ID.
        EntraJoin = "entra-join",
        /// Joining a local domain as well and waiting for the synchronisation, whenever that runs.
        HybridJoin = "hybrid-join",
        /// Enrolling in Intune.
        IntuneEnrolment = "intune-enrolment",
        /// Registering the machine runtime and the last settings.
        Registration = "registration",
        /// Restarting.
        Restart = "restart",
        /// Deleting.
        Deletion = "deletion",
        /// From a failed attempt to the next one.
        RetryWait = "retry-wait",
        /// From a failed attempt to the release of its address.
        AddressHold = "address-hold",
        /// Copying a new VM image to the region of its environment.
        ImageReplication = "image-replication",
        /// Creating a network connection, its health check included.
        NetworkConnection = "network-connection",
        /// Joining a local domain where it is known how often the synchronisation runs; the wait for it comes on top.
        DomainJoin = "domain-join",
    }
}

/// How long something takes, and how well founded that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The distribution of its duration.
    pub distribution: Distribution,
    /// How well founded it is.
    pub provenance: Provenance,
}

/// The durations that a scenario sets; the others are Greenlight's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lengths([Option<Length>; Span::ALL.len()]);

impl Span {
    /// Returns the default duration. The defaults are Greenlight's own, chosen so that a machine is usually ready in 35 to 45 minutes,
    /// since Microsoft says only that it can take more than 30; three attempts and the hold of addresses are documented for Windows 365.
    pub const fn usual(self) -> Length {
        const S: u64 = 1_000;
        const M: u64 = 60 * S;
        let (least, mode, most) = match self {
            Self::Checks => (6 * S, 18 * S, M),
            Self::Capacity => (30 * S, 2 * M, 10 * M),
            Self::Network => (12 * S, 30 * S, 2 * M),
            Self::Image => (30 * S, M, 3 * M),
            Self::VirtualMachine => (7 * M, 15 * M, 30 * M),
            Self::EntraJoin => (M, 2 * M, 5 * M),
            Self::HybridJoin => (10 * M, 35 * M, 90 * M),
            Self::DomainJoin => (10 * M, 20 * M, 40 * M),
            Self::IntuneEnrolment => (2 * M, 6 * M, 20 * M),
            Self::Registration => (2 * M, 5 * M, 14 * M),
            Self::Restart => (2 * M, 4 * M, 8 * M),
            Self::Deletion | Self::RetryWait => (M, 5 * M, 15 * M),
            Self::AddressHold => (150 * M, 180 * M, 240 * M),
            Self::ImageReplication => (20 * M, 60 * M, 180 * M),
            Self::NetworkConnection => (5 * M, 12 * M, 30 * M),
        };
        Length {
            distribution: Distribution::Triangular(
                Duration::of_ms(least),
                Duration::of_ms(mode),
                Duration::of_ms(most),
            ),
            provenance: match self {
                Self::AddressHold => Provenance::Adjacent,
                _ => Provenance::Assumed,
            },
        }
    }

    /// Returns the span of a phase's work; `None` for a phase without work. `hybrid`: the machine joins a local domain as well.
    pub const fn of(phase: Phase, hybrid: bool) -> Option<Self> {
        match phase {
            Phase::Checks => Some(Self::Checks),
            Phase::Capacity => Some(Self::Capacity),
            Phase::Network => Some(Self::Network),
            Phase::Image => Some(Self::Image),
            Phase::VirtualMachine => Some(Self::VirtualMachine),
            Phase::EntraJoin if hybrid => Some(Self::HybridJoin),
            Phase::EntraJoin => Some(Self::EntraJoin),
            Phase::IntuneEnrolment => Some(Self::IntuneEnrolment),
            Phase::Registration => Some(Self::Registration),
            Phase::Restarting => Some(Self::Restart),
            Phase::Deleting => Some(Self::Deletion),
            Phase::Requested
            | Phase::Refused
            | Phase::Active
            | Phase::Failed
            | Phase::Removed
            | Phase::Deleted => None,
        }
    }
}

impl Lengths {
    /// Returns the duration that the scenario sets for `span`, if any.
    pub fn given(&self, span: Span) -> Option<Length> {
        self.0.get(span as usize).copied().flatten()
    }

    /// Returns the duration of `span`: the scenario's, or else the default.
    pub fn of(&self, span: Span) -> Length {
        self.given(span).unwrap_or_else(|| span.usual())
    }
}

const FIELDS: &[&str] = &["fixed", "uniform", "triangular", "provenance"];
const PROVENANCES: &[&str] = &["stated", "adjacent", "assumed"];

impl FromJson for Length {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        if reader.json() == Json::Object {
            return length(reader);
        }
        let fixed = reader.meaning(expected::LENGTH, Duration::parse)?;
        Ok(Self { distribution: Distribution::Fixed(fixed), provenance: Provenance::Assumed })
    }
}

fn length(reader: &mut Reader<'_>) -> Result<Length, ParseError> {
    let here = reader.here();
    let mut found = None;
    let mut provenance = Provenance::Assumed;
    let mut first = true;
    while reader.key(&mut first)? {
        let Some(field) = FIELDS.iter().find(|field| **field == reader.word()) else {
            return Err(reader.here().unknown_field(reader.word(), FIELDS));
        };
        reader.value()?;
        let distribution = match *field {
            "fixed" => Distribution::Fixed(Duration::from_json(reader)?),
            "uniform" => {
                let [least, most] = bounds(reader)?;
                Distribution::Uniform(least, most)
            }
            "triangular" => {
                let [least, mode, most] = bounds(reader)?;
                Distribution::Triangular(least, mode, most)
            }
            _ => {
                provenance = match reader.text(expected::TEXT)? {
                    "stated" => Provenance::Stated,
                    "adjacent" => Provenance::Adjacent,
                    "assumed" => Provenance::Assumed,
                    _ => return Err(reader.unknown_word(PROVENANCES)),
                };
                continue;
            }
        };
        if !distribution.is_ordered() {
            return Err(here.invalid_value(phrases::BOUNDS_ASCEND.with("field", field)));
        }
        if found.replace(distribution).is_some() {
            return Err(here.invalid_value(phrases::ONE_DISTRIBUTION));
        }
    }
    let distribution = found.ok_or_else(|| here.invalid_value(phrases::A_DISTRIBUTION))?;
    Ok(Length { distribution, provenance })
}

fn bounds<const N: usize>(reader: &mut Reader<'_>) -> Result<[Duration; N], ParseError> {
    if reader.json() != Json::Array {
        return Err(reader.stands_where(phrases::ARRAY_OF.with("length", N)));
    }
    let here = reader.here();
    let bounds: Vec<Duration> = Vec::from_json(reader)?;
    let length = bounds.len();
    bounds
        .try_into()
        .map_err(|_| here.invalid_value(phrases::INVALID_LENGTH.with("found", length).with("length", N)))
}

impl FromJsonInPlace for Lengths {
    fn read_in_place(&mut self, reader: &mut Reader<'_>) -> Result<(), ParseError> {
        match reader.json() {
            Json::Null => return Ok(()),
            Json::Object => {}
            _ => return Err(reader.wrong_type(expected::LENGTHS)),
        }
        let here = reader.here();
        let mut first = true;
        while reader.key(&mut first)? {
            let Some(span) = Span::find(reader.word()) else {
                return Err(reader.here().unknown_field(reader.word(), Span::WORDS));
            };
            reader.value()?;
            let length = Length::from_json(reader)?;
            let Some(place) = self.0.get_mut(span as usize) else { continue };
            if place.replace(length).is_some() {
                return Err(here.duplicate_key(span.word()));
            }
        }
        Ok(())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Lengths {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Durations".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let duration = generator.subschema_for::<Duration>();
        let bounds = |count: u32| serde_json::json!({"type": "array", "items": duration, "minItems": count, "maxItems": count});
        let length = serde_json::json!({
            "description": expected::LENGTH,
            "anyOf": [duration, {
                "type": "object",
                "properties": {
                    "fixed": duration, "uniform": bounds(2), "triangular": bounds(3),
                    "provenance": {"enum": PROVENANCES}
                },
                "additionalProperties": false
            }]
        });
        let spans: serde_json::Map<String, serde_json::Value> =
            Span::WORDS.iter().map(|word| ((*word).to_owned(), length.clone())).collect();
        schemars::json_schema!({"type": ["object", "null"], "properties": spans, "additionalProperties": false})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use greenlight_json;

    fn check(text: &str, expected: Expect) {
        let found = match greenlight_json::from_str::<Lengths>(text) {
            Ok(lengths) => {
                let given = |span: &&Span| lengths.given(**span).is_some();
                let shown = |span: &Span| format!("{span}: {}", lengths.of(*span).distribution);
                Span::ALL.iter().filter(given).map(shown).collect::<Vec<_>>().join(", ")
            }
            Err(error) => format!("{} {}; {}", error.pointer, error.message, error.help),
        };
        expected.assert_eq(&found);
    }

    #[test]
    fn lengths_are_read() {
        check("{}", expect![""]);
        check("null", expect![""]);
        check(r#"{"checks": "5m"}"#, expect!["checks: 5m"]);
        check(
            r#"{"restart": {"uniform": ["1m", "9m"]}, "image": {"triangular": ["1s", "1s", "2s"], "provenance": "stated"}}"#,
            expect!["image: 1s to 2s, mostly 1s, restart: 1m to 9m"],
        );
        check(
            r#"{"chekcs": "5m"}"#,
            expect!["/chekcs there is no field `chekcs` here; did you mean `checks`?"],
        );
        check(
            r#"{"checks": {"uniform": ["2m", "1m"]}}"#,
            expect!["/checks the bounds of `uniform` must ascend; see the JSON Schema of the document"],
        );
        check(
            r#"{"checks": {"provenance": "stated"}}"#,
            expect![
                "/checks one of `fixed`, `uniform` and `triangular` must be given; see the JSON Schema of the document"
            ],
        );
        check(
            r#"{"checks": {"fixed": "1m", "uniform": ["1m", "2m"]}}"#,
            expect![
                "/checks one of `fixed`, `uniform` and `triangular` must be given, not several; see the JSON Schema of the document"
            ],
        );
        check(
            r#"{"checks": {"uniform": ["1m"]}}"#,
            expect![
                "/checks/uniform invalid length 1, expected an array of length 2; see the JSON Schema of the document"
            ],
        );
        check(
            r#"{"checks": {"fixed": "soon"}}"#,
            expect![
                "/checks/fixed `soon` is not a duration of at most 36525d such as `90s`, `2m`, `1h30m` or `14d`; write a duration of at most 36525d such as `90s`, `2m`, `1h30m` or `14d`"
            ],
        );
    }

    #[test]
    fn every_usual_length_compiles() {
        for &span in Span::ALL {
            assert!(span.usual().distribution.is_ordered(), "{span}");
        }
    }

    #[test]
    fn every_phase_with_work_takes_time() {
        for &phase in Phase::ALL {
            assert_eq!(
                Span::of(phase, false).is_some(),
                phase.has_work() && phase != Phase::Requested,
                "{phase}"
            );
        }
    }
}
