//! Published figures of a measure next to what is computed.

use super::labels::Label;
use super::table::grouped;
use super::text::{clean, line};
use crate::error::Result;
use crate::gas::{Gas, Substance};
use crate::i18n::{self, Language};
use crate::measures::{PublishedFigure, PublishedWhat, ServiceUnit};
use crate::plan::Effects;
use crate::quantity::{CLOSING_PLACES, Dimension, Exact, Ratio, Rounding, Unit};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};

/// A published figure and what is computed, both in the unit of the publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PublishedReport {
    /// What it is of.
    pub what: PublishedWhat,
    /// The year.
    pub year: Year,
    /// The figure as published.
    pub published: Exact,
    /// What is computed; none where nothing of the kind is.
    pub computed: Option<Exact>,
    /// The unit of both.
    pub unit: String,
    /// Why they differ.
    pub reason: String,
    /// Who published it.
    pub source: String,
}

impl PublishedReport {
    pub(super) fn all(effects: &Effects) -> Result<Vec<Self>> {
        let of = |figure: &PublishedFigure| {
            let PublishedFigure { what, year, value, unit, reason, source, .. } = figure.clone();
            Ok(Self { what, year, published: value, computed: computed(figure, effects)?, unit, reason, source })
        };
        effects.published.iter().map(of).collect()
    }
}

/// kg in a unit of mass; none where the unit is of something else.
fn in_unit(kg: Exact, unit: &str) -> Result<Option<Exact>> {
    // "t CO2e" is a mass of what the words say.
    let symbol = unit.split(' ').next().unwrap_or_default();
    match symbol.parse::<Unit>() {
        Ok(unit) if unit.dimension() == Dimension::Mass => {
            Ratio::new(kg, unit.multiplier())?.divided(CLOSING_PLACES, Rounding::HalfEven).map(Some)
        }
        _ => Ok(None),
    }
}

fn computed(figure: &PublishedFigure, effects: &Effects) -> Result<Option<Exact>> {
    let Some(effect) = effects.years.get(&figure.year) else { return Ok(None) };
    let of_mass = |kg: Option<Exact>| kg.map_or(Ok(None), |kg| in_unit(kg, &figure.unit));
    match figure.what {
        PublishedWhat::Reduction => of_mass(Some(effect.reduction()?)),
        PublishedWhat::ReductionShare if effect.baseline.is_zero() => Ok(None),
        PublishedWhat::ReductionShare => {
            let share = Ratio::new(effect.reduction()?, effect.baseline)?;
            share.checked_mul(Exact::from(100))?.divided(CLOSING_PLACES, Rounding::HalfEven).map(Some)
        }
        PublishedWhat::ThisYear => of_mass(effect.this_year),
        PublishedWhat::Methane => of_mass(effect.by_gas()?.get(&Substance::Gas(Gas::CH4)).copied()),
        PublishedWhat::Waste => {
            let of_year = effects.streams.iter().filter(|streams| streams.period.year() == figure.year);
            let totals: Vec<Exact> = of_year.map(crate::measures::Streams::total).collect::<Result<_>>()?;
            if totals.is_empty() {
                return Ok(None);
            }
            of_mass(Some(Exact::sum(totals)?.checked_mul(Exact::THOUSAND)?))
        }
        PublishedWhat::Money => {
            let of_year =
                effects.savings.iter().filter(|saving| saving.year == figure.year && saving.money.currency() == figure.unit);
            let amounts: Vec<Exact> = of_year.map(|saving| saving.money.amount()).collect();
            if amounts.is_empty() { Ok(None) } else { Exact::sum(amounts).map(Some) }
        }
        PublishedWhat::Generated => {
            let is_power =
                |what: &ServiceUnit| matches!(what, ServiceUnit::Generated | ServiceUnit::UsedOnSite | ServiceUnit::Exported);
            let of_year = effects.served.iter().filter(|served| served.year == figure.year && is_power(&served.what));
            let kilowatt_hours = of_year.map(|served| served.amount).collect::<Vec<_>>();
            let unit = figure.unit.parse::<Unit>().ok().filter(|unit| unit.dimension() == Dimension::Energy);
            let Some(unit) = unit.filter(|_| !kilowatt_hours.is_empty()) else { return Ok(None) };
            let sum = kilowatt_hours.into_iter().try_fold(Ratio::ZERO, Ratio::checked_add)?;
            let megajoules = sum.checked_mul(Ratio::new(36, 10)?)?;
            megajoules.checked_div(unit.multiplier().into())?.divided(CLOSING_PLACES, Rounding::HalfEven).map(Some)
        }
    }
}

/// The first lines of a measure: what was published, what is computed, and why they differ.
pub(super) fn lines(out: &mut String, figures: &[PublishedReport], language: Language) {
    if figures.is_empty() {
        return;
    }
    line(out, &format!("{}:", Label::PublishedNextTo.render(language)));
    for figure in figures {
        let whole = |number: Exact| grouped(number.round(0, Rounding::HalfEven).0, 0, language);
        let what = i18n::label(&format!("published.{}", figure.what.name()), language).unwrap_or_default().to_owned();
        let label = Label::PublishedFigure {
            what,
            year: figure.year,
            published: whole(figure.published),
            unit: figure.unit.clone(),
            computed: figure.computed.map(whole),
            reason: figure.reason.clone(),
            source: figure.source.clone(),
        };
        line(out, &format!("  - {}", clean(&label.render(language))));
    }
    out.push('\n');
}
