//! Concentrations measured in the air: read, checked and printed with their completeness, in no figure of emissions.

use crate::error::{CoBenefitFault, Message, Result};
use crate::quantity::{Exact, Ratio, is_above};
use crate::taxonomy::Period;

words! {
    /// What a station measures.
    MonitoredPollutant, "name.pollutant" {
        /// Particles finer than 2.5 micrometres.
        FineParticles "PM2.5"
        /// Particles finer than 10 micrometres.
        CoarseParticles "PM10"
        /// Nitrogen dioxide.
        NitrogenDioxide "NO2"
        /// Ozone.
        Ozone "O3"
        /// Sulphur dioxide.
        SulphurDioxide "SO2"
        /// Carbon monoxide.
        CarbonMonoxide "CO"
    }
}

words! {
    /// A unit of a concentration.
    ConcentrationUnit, "name.concentration" {
        /// Millionths of a gram in a cubic metre of air.
        Micrograms "ug/m3"
        /// Thousandths of a gram in a cubic metre of air.
        Milligrams "mg/m3"
        /// Billionths of the volume of air.
        PerBillion "ppb"
        /// Millionths of the volume of air.
        PerMillion "ppm"
    }
}

/// Days of a year with valid data that make an annual mean of PM2.5 a valid one: City of Saitama, results of air monitoring of fiscal year
/// 2022 (31 August 2023), note on valid stations.
const VALID_DAYS: i64 = 250;

checked! {
    /// A row of `monitoring.csv`: the mean of a period at a station.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct MonitoringValue {
        /// The station.
        pub station: String,
        /// The instrument, or its method.
        pub instrument: String,
        /// What is measured.
        pub pollutant: MonitoredPollutant,
        /// In which unit.
        pub unit: ConcentrationUnit,
        /// The period that it is the mean of.
        pub period: Period,
        /// The share of the period with valid data, in %.
        pub completeness: Exact,
        /// The mean.
        pub value: Exact,
        /// Who states it, and where.
        pub source: String,
    }
}

impl MonitoringValue {
    /// A mean of a pollutant at a station, with the share of the period in % that it is of. Refused: less than nothing, a share above 100 %,
    /// particles by volume, no source.
    pub fn new(
        (station, instrument): (&str, &str),
        pollutant: MonitoredPollutant,
        (value, unit): (Exact, ConcentrationUnit),
        (period, completeness): (Period, Exact),
        source: &str,
    ) -> Result<Self> {
        let (station, instrument, source) = (station.to_owned(), instrument.to_owned(), source.to_owned());
        let measured = Self { station, instrument, pollutant, unit, period, completeness, value, source };
        measured.check()?;
        Ok(measured)
    }

    /// A share of a period in per cent, with its sign: `92 %`. A number without it may be a share of 1.
    pub fn completeness_of(text: &str) -> Result<Exact> {
        let number = text.strip_suffix('%').map(str::trim_end).and_then(|number| number.parse::<Exact>().ok());
        number.ok_or_else(|| CoBenefitFault::NotACompleteness.of(text).into())
    }

    /// Whether as much of the period was measured as 250 days are of a year.
    pub fn is_complete(&self) -> bool {
        let valid = Ratio::new(Exact::from(VALID_DAYS).checked_mul(Exact::from(100)).unwrap_or(Exact::ZERO), Exact::from(365));
        valid.is_ok_and(|valid| !is_above(valid, Ratio::from(self.completeness)))
    }

    fn check(&self) -> Result<()> {
        if let Some(below) = [self.value, self.completeness].iter().find(|number| number.is_negative()) {
            return Err(Message::BelowZero { value: below.into() }.into());
        }
        if self.completeness > Exact::from(100) {
            return Err(CoBenefitFault::AboveHundredPerCent.of(&self.completeness).into());
        }
        let is_of_particles = matches!(self.pollutant, MonitoredPollutant::FineParticles | MonitoredPollutant::CoarseParticles);
        if is_of_particles && matches!(self.unit, ConcentrationUnit::PerBillion | ConcentrationUnit::PerMillion) {
            return Err(CoBenefitFault::ParticlesByVolume.of(self.unit.name()).into());
        }
        if self.source.trim().is_empty() {
            return Err(Message::NoSource.into());
        }
        Ok(())
    }
}
