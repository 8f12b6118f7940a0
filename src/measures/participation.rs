//! Participation: households that join a campaign, each with a unit saving, as long as they go on.
//!
//! ```text
//! claimed[y] = Σ J[v] · p^(y − v) · k,  v ≤ y
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | J | households that joined in the year v | |
//! | p | persistence: the share of those who took part in a year that still do in the next; never assumed | |
//! | k | saving of one household in a year | kg, t |
//!
//! The tonnes are an estimate of who runs the campaign: a claim, in no reduction. Where meters of those who joined and of some who did
//! not are compared, state the saving as a share of their electricity: `energy-saving`.
//!
//! Source: the form of carbon-point programmes (guideline for local plans, Korea, 2024, appendix 3, no. 3-1), with persistence.

use super::group::{NAME, named, source};
use super::unit_saving::{PublishedSaving, SAVING, UNIT_SAVING, numbers};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Served, ServiceUnit, TonnesOf};
use crate::error::{Errors, Result};
use crate::forms::FormInputs;
use crate::methods::{Input, InputKind};
use crate::quantity::{Exact, Fraction, Ratio, power};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new(
    "participation",
    "measure.participation",
    "form of carbon-point programmes, Korea, 2024, appendix 3",
    &[CAMPAIGN],
)
.in_tonnes_of(TonnesOf::Claim)
.following(&["guideline for local plans, Korea, 2024, no. 3-1"])
.monitoring(&["who joins in each year", "by a survey or by meters, who still takes part"])
.counted_twice_with(&["energy-saving: a share of the same homes' electricity is the same saving"]);

const CAMPAIGN: Input = Input::of_kind(
    "campaign",
    InputKind::Group(&[NAME, JOINED, UNIT_SAVING, SAVING, PERSISTENCE]),
    "a campaign that households join",
);
const JOINED: Input = Input::of_kind("joined", InputKind::Free, "households that joined in each year");
const PERSISTENCE: Input = Input::of_kind(
    "persistence",
    InputKind::Share,
    "share of those who take part in a year that still do in the next; habits do not last by themselves",
);

/// The unit of what is counted here.
const HOUSEHOLD: &str = "household";

/// Digits after the dot that persistence is computed with: exact for six years of a share of three digits.
const PLACES: u32 = 18;

/// Participation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Participation;

impl Measure for Participation {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let campaigns = named(form, &CAMPAIGN, |campaign: &Campaign| &campaign.name, |group| Campaign::read(group, form))?;
        Ok(participation(form.title, form.years, &campaigns)?)
    }
}

/// A campaign that households join.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// Its name; each has its own.
    pub name: String,
    /// Households that joined in each year.
    pub joined: BTreeMap<Year, Ratio>,
    /// What one of them saves.
    pub saving: PublishedSaving,
    /// Share of those who take part in a year that still do in the next.
    pub persistence: Fraction,
    /// Who counts them.
    pub source: String,
}

impl Campaign {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        Ok(Self {
            name: group.need(&NAME, registry)?,
            joined: numbers(group, &JOINED, form.years)?,
            saving: PublishedSaving::read_for(group, HOUSEHOLD, registry)?,
            persistence: group.need(&PERSISTENCE, registry)?,
            source: source(group)?,
        })
    }

    /// Households that take part in a year.
    pub fn taking_part(&self, year: Year) -> Result<Ratio> {
        let kept = self.persistence.number().evaluate()?.value();
        self.joined.iter().filter(|(joined, _)| **joined <= year).try_fold(Ratio::ZERO, |sum, (joined, number)| {
            let age = u32::from(year.number().saturating_sub(joined.number()));
            sum.checked_add(number.checked_mul(power(kept, age, PLACES)?)?)
        })
    }
}

/// Participation in some years, as claims.
///
/// # Errors
/// A saving that is no mass.
pub fn participation(measure: &str, years: &BTreeSet<Year>, campaigns: &[Campaign]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for year in years {
        let mut all = Ratio::from(Exact::ZERO);
        for campaign in campaigns {
            campaign.saving.check()?;
            let number = campaign.taking_part(*year)?;
            change.claimed.push(campaign.saving.claim(*year, number, &campaign.name)?);
            all = all.checked_add(number)?;
        }
        change.served.push(Served::new(*year, ServiceUnit::Households {}, all));
    }
    change.notes = vec![Note::ClaimOnly {}, Note::PersistenceStated {}];
    change.notes.extend(campaigns.iter().map(|campaign| campaign.saving.note(&campaign.name)));
    Ok(change)
}
