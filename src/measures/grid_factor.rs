//! Grid factor: the electricity of the grid weighs by another series of the tables.
//!
//! ```text
//! without = kWh[y] · EF[y]        with = kWh[y] · EF'[y]        reduction = kWh[y] · (EF[y] − EF'[y])
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | kWh | grid electricity in the inventory of the year, or in the baseline of a plan, of all references | kWh |
//! | EF | emitted for each kWh as the city's own series has it | kg/kWh |
//! | EF' | the same of the series that the form names | kg/kWh |
//!
//! The series is one of the tables, or rows of the city's own `factors.csv` with a name in the column `series`, such as the path of a
//! power development plan. It must be made for inventories: a combined, operating or build margin weighs what a project displaces, and
//! an inventory that counted with it would no longer be comparable; it is refused. Losses of the network follow the series.
//!
//! A city does not build the grid: the reduction is what its electricity gains by the plans of others.
//!
//! Source: GPC v1.1, ch. 6 (scope 2 by the grid average of the year); the series has its own.

use super::measure::named_series;
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, ShareAct, ShareChange, Stage};
use crate::error::{Errors, MeasureFault, Message, Result};
use crate::factors::Purpose;
use crate::methods::{Input, InputKind};
use crate::taxonomy::Year;
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new("grid-factor", "measure.grid-factor", "GPC v1.1, ch. 6", &[SERIES])
    .at(Stage::Supply)
    .following(&["GPC v1.1, ch. 6"])
    .touching(&["I.1.2", "I.1.3", "I.2.2", "I.2.3", "I.3.2", "I.3.3", "II.1.2", "II.1.3", "II.2.2", "II.2.3"])
    .monitoring(&["the factor of each year as it is published"])
    .counted_twice_with(&[
        "rooftop-solar and all that saves electricity: less is saved of a cleaner grid",
        "green-power: what a contract matches is in the grid of everyone else",
    ]);

const SERIES: Input = Input::of_kind("series", InputKind::Text, "the series of grid electricity with the measure");

/// A cleaner grid.
#[derive(Clone, Copy, Debug, Default)]
pub struct GridFactor;

impl Measure for GridFactor {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let registry = form.context.registry;
        let series: String = form.inputs.need(&SERIES, registry)?;
        let purpose = named_series(form.inputs, &SERIES, &series, registry, |_| true)?;
        if !matches!(purpose, Purpose::Inventory | Purpose::Alternative | Purpose::Margin) {
            let message = Message::Measure {
                value: Some(series.into()),
                fault: MeasureFault::SeriesOfOtherPurpose { purpose: purpose.to_string().into() },
            };
            return Err(form.inputs.problem(&SERIES, message).into());
        }
        Ok(grid_factor(form.title, form.years, &series))
    }
}

/// Grid electricity by another series in some years.
pub fn grid_factor(measure: &str, years: &BTreeSet<Year>, series: &str) -> Change {
    let act = || ShareAct::GridSeries { series: series.to_owned() };
    Change {
        measure: measure.to_owned(),
        years: years.clone(),
        shares: years.iter().map(|year| ShareChange::new(*year, "", act())).collect(),
        notes: vec![Note::ShareOfBaseline {}, Note::GridOfOthers {}],
        ..Change::default()
    }
}
