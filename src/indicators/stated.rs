//! An indicator as a city states it.

use super::indicator::Indicator;
use crate::error::{CoBenefitFault, Message, Result, Text};
use crate::quantity::Exact;
use crate::taxonomy::Year;

checked! {
    /// A row of `indicators.csv`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct StatedIndicator {
        /// The indicator.
        pub indicator: Indicator,
        /// The year.
        pub year: Year,
        /// How much.
        pub value: Exact,
        /// One of its units.
        pub unit: String,
        /// Who states it, and where.
        pub source: String,
    }
}

impl StatedIndicator {
    /// So much of an indicator in a year. Refused: a unit that it is not stated in, less than nothing, more than 100 %, no source.
    pub fn new(indicator: Indicator, year: Year, value: Exact, unit: &str, source: &str) -> Result<Self> {
        let stated = Self { indicator, year, value, unit: unit.to_owned(), source: source.to_owned() };
        stated.check()?;
        Ok(stated)
    }

    fn check(&self) -> Result<()> {
        let value = || Text::from(&self.value);
        if !self.indicator.units().contains(&self.unit.as_str()) {
            let known = self.indicator.units().iter().map(|unit| (*unit).into()).collect();
            return Err(CoBenefitFault::NotAnIndicatorUnit { of: self.indicator.name().into(), known }
                .of(self.unit.as_str())
                .into());
        }
        if self.value.is_negative() {
            return Err(Message::BelowZero { value: value() }.into());
        }
        if self.unit == "%" && self.value > Exact::from(100) {
            return Err(CoBenefitFault::AboveHundredPerCent.of(value()).into());
        }
        if self.source.trim().is_empty() {
            return Err(Message::NoSource.into());
        }
        Ok(())
    }
}
