//! A factor of a pollutant with its source.

use super::pollutant::Pollutant;
use super::table::ExhaustRow;
use crate::error::{LabelKey, Message, Result};
use crate::factors::Source;
use crate::forms::SourcedRate;
use crate::quantity::{Dimension, Rate, Ratio};

checked! {
    /// So much of a pollutant for each vehicle-km, unit of fuel or kWh, with its source.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct PollutantFactor {
        /// The id of a row of the table, or the key of the form.
        pub id: String,
        /// The number and units as printed.
        pub rate: Rate,
        /// The publication and the place in it, or who states it.
        pub source: String,
        /// Whether it is a row of the table.
        pub in_table: bool,
    }
}

impl PollutantFactor {
    /// A stated factor of exhaust or of power plants. Refused: one below zero, and what is no mass for each distance, fuel or energy.
    pub fn stated(key: &str, stated: &SourcedRate) -> Result<Self> {
        let factor = Self { id: key.to_owned(), rate: stated.rate, source: stated.source.clone(), in_table: false };
        factor.check()?;
        Ok(factor)
    }

    /// A row of the table and the pollutant that it is of; none of a row of energy.
    pub(super) fn of_row(row: &ExhaustRow) -> Option<(Pollutant, Self)> {
        let title = Source::find(&row.source).map_or(row.source.as_str(), |source| source.title.as_str());
        let source = format!("{title}, {}", row.locator);
        Some((row.pollutant?, Self { id: row.id.clone(), rate: row.rate, source, in_table: true }))
    }

    /// What it is given for.
    pub fn given_for(&self) -> Dimension {
        self.rate.per_unit.dimension()
    }

    /// kg of an amount of what it is given for, in base units.
    pub fn mass(&self, amount: Ratio) -> Result<Ratio> {
        self.rate.ratio()?.checked_mul(amount)
    }

    fn check(&self) -> Result<()> {
        let Rate { value, unit, per, .. } = self.rate;
        if value.is_negative() || per.is_negative() || per.is_zero() {
            return Err(Message::BelowZero { value: (&self.rate).into() }.into());
        }
        let given_for = matches!(
            self.given_for(),
            Dimension::VehicleDistance
                | Dimension::Mass
                | Dimension::Volume
                | Dimension::NormalVolume
                | Dimension::GasVolume
                | Dimension::Energy
        );
        if unit.dimension() == Dimension::Mass && given_for {
            return Ok(());
        }
        let wanted = LabelKey::of("rate.pollutant");
        Err(Message::OtherKind { value: (&self.rate).into(), wanted, example: "9.2 g/vkm".into() }.into())
    }
}
