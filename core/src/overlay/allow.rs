//! What an organisation restricts new things to: rules of its own, beside Microsoft's.

use super::document::Allowed;
use super::phrases;
use super::{Overlay, own};
use crate::facts::request::{Action, Actions};
use crate::rulebook::Geography;
use crate::rulebook::term::{Named, Term, Vocabulary};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, quoted, require};
use crate::vocabulary::Fixer;
use crate::vocabulary::error::{Error, ErrorCode};
use greenlight_json::{InlineStr, Pointer};

/// What new things are restricted to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Allow {
    geographies: Option<Vec<Term<Geography>>>,
    images: Option<Vec<InlineStr>>,
}

impl Allow {
    /// The restrictions, if they leave something to choose.
    ///
    /// # Errors
    /// An empty list, or a geography that does not exist.
    pub(super) fn new(written: &Allowed, at: &Pointer) -> Result<Self, Error> {
        let geographies = listed(written.geographies.as_deref(), || at.clone().key("geographies"))?;
        let geography = |(index, name): (usize, &InlineStr)| {
            own::place(Geography::WORDS, name, || at.clone().key("geographies").index(index)).map(Term::at)
        };
        Ok(Self {
            geographies: match geographies {
                Some(names) => Some(names.iter().enumerate().map(geography).collect::<Result<_, _>>()?),
                None => None,
            },
            images: listed(written.images.as_deref(), || at.clone().key("images"))?
                .map(<[InlineStr]>::to_vec),
        })
    }
}

fn listed(names: Option<&[InlineStr]>, at: impl Fn() -> Pointer) -> Result<Option<&[InlineStr]>, Error> {
    if names.is_some_and(<[InlineStr]>::is_empty) {
        let help = phrases::NAME_WHAT_IS_ALLOWED;
        return Err(Error::new(ErrorCode::InvalidValue, at(), phrases::ALLOWS_NOTHING, help));
    }
    Ok(names)
}

/// A rule of the organisation's own.
#[derive(Debug)]
pub struct Restriction {
    /// Its code, such as `ORG001`.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Where in the overlay it is said.
    pub section: &'static str,
    /// The actions it judges.
    judges: Actions,
    /// What is wrong, with `{words}` that the evidence fills in.
    pub says: &'static str,
    /// How to mend it.
    pub steps: &'static [&'static str],
    /// Who can mend it, the least role first.
    pub fixers: &'static [Fixer],
    check: fn(&Context<'_>, &Allow) -> Judgement,
}

/// The rules of the organisation's own, by code. All are of level error.
pub static RESTRICTIONS: &[&Restriction] = &[&GEOGRAPHY, &IMAGE];

static GEOGRAPHY: Restriction = Restriction {
    code: "ORG001",
    name: "geography-is-allowed",
    section: "allow.geographies",
    judges: Actions::of(&[
        Action::CreateMachine,
        Action::CreateImage,
        Action::CreateNetwork,
        Action::CreateGroup,
    ]),
    says: "environment `{environment}` lies in the geography {found}, but the organisation allows new things only in {expected}",
    steps: &[
        "choose an environment in one of the geographies that are allowed",
        "or have whoever keeps the overlay allow this one",
    ],
    fixers: &[Fixer::Maker, Fixer::PolicyOwner],
    check: geography,
};

static IMAGE: Restriction = Restriction {
    code: "ORG002",
    name: "image-is-allowed",
    section: "allow.images",
    judges: Actions::of(&[Action::CreateMachine, Action::CreateGroup, Action::EditGroup]),
    says: "image {found} is not among those that the organisation allows: {expected}",
    steps: &["choose one of the images that are allowed", "or have whoever keeps the overlay allow this one"],
    fixers: &[Fixer::Maker, Fixer::PolicyOwner],
    check: image,
};

impl Restriction {
    /// What it says of the request under this overlay.
    ///
    /// # Errors
    /// Why it is not met.
    pub(crate) fn judge(&self, cx: &Context<'_>, overlay: &Overlay) -> Judgement {
        applies(self.judges.contain(cx.action()))?;
        (self.check)(cx, &overlay.allow)
    }
}

fn geography(cx: &Context<'_>, allow: &Allow) -> Judgement {
    let Some(allowed) = &allow.geographies else { return applies(false) };
    let environment = cx.environment()?;
    let geography: &Named<Geography> = environment.geography()?;
    require(Ok(allowed.iter().any(|term| geography == term)), || {
        let names = quoted(allowed.iter().map(|term| term.id()), say::NONE);
        let found = geography.term().map_or(geography.name(), |term| term.id());
        Evidence::new(environment.field("geography"), say::QUOTED_NAME.with("name", found), names)
            .with("environment", environment.key())
    })
}

fn image(cx: &Context<'_>, allow: &Allow) -> Judgement {
    let Some(allowed) = &allow.images else { return applies(false) };
    let image = match &cx.details().image {
        // A machine group that is edited keeps its image unless another is named.
        None if cx.action() == Action::EditGroup => return applies(false),
        None => Err(crate::facts::known::Missing::fact(cx.asked("image"))),
        Some(image) => Ok(image),
    }?;
    require(Ok(allowed.contains(image)), || {
        let names = quoted(allowed.iter().map(InlineStr::as_str), say::NONE);
        Evidence::new(cx.asked("image"), say::QUOTED_NAME.with("name", image), names)
    })
}
