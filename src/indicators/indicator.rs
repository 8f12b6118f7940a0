//! The indicators: their numbers, their formulas, the page of each.

use crate::i18n::{self, Language};

words! {
    /// An indicator, by its number in the list of the United Nations.
    Indicator, "name.indicator" {
        /// Wastewater that is safely treated.
        SafeWastewater "6.3.1"
        /// Renewable energy in final energy.
        RenewableShare "7.2.1"
        /// Energy for each unit of GDP.
        EnergyIntensity "7.3.1"
        /// CO2 for each unit of value added.
        Co2Intensity "9.4.1"
        /// Population near public transport.
        PublicTransport "11.2.1"
        /// Municipal waste that is collected and managed in controlled facilities.
        ControlledWaste "11.6.1"
        /// Annual mean of fine particles in the air.
        FineParticleLevel "11.6.2"
        /// Recycling rate.
        RecyclingRate "12.5.1"
        /// Greenhouse gases in a year.
        TotalEmissions "13.2.2"
        /// Forest in the land area.
        ForestArea "15.1.1"
        /// Progress towards sustainable forest management.
        ForestManagement "15.2.1"
        /// Green area: an indicator of local reviews, not of the list.
        GreenArea "green-area"
    }
}

/// The list: its text was read in a copy.
const LIST: &str =
    "United Nations, list of SDG indicators, as kept in github.com UNDP-Data/Access-All-Data-Viz, src/Data/SDGGoalList.tsx";

impl Indicator {
    /// Its name.
    pub fn title(self, language: Language) -> &'static str {
        i18n::label(&format!("indicator.{self}"), language).unwrap_or(self.name())
    }

    /// How it is computed here, or what a city states; and how that differs from the list.
    pub fn formula(self, language: Language) -> &'static str {
        i18n::label(&format!("indicator-formula.{self}"), language).unwrap_or_default()
    }

    /// The page of its name and, where one was read, of its definition.
    pub fn source(self) -> String {
        match self {
            Self::EnergyIntensity | Self::Co2Intensity | Self::RecyclingRate => {
                format!("{LIST}; SDG indicator metadata, worldbank.github.io/sdg-metadata, {}", self.name().replace('.', "-"))
            }
            Self::GreenArea => "no indicator of the list; public reports of cities state it".to_owned(),
            _ => format!("{LIST}; definition not read"),
        }
    }

    /// The units that it may be stated in.
    pub fn units(self) -> &'static [&'static str] {
        match self {
            Self::EnergyIntensity => &["MJ/GDP"],
            Self::Co2Intensity => &["kg CO2/GDP"],
            Self::FineParticleLevel => &["ug/m3"],
            Self::TotalEmissions => &["t CO2e", "t CO2e/person"],
            Self::GreenArea => &["m2/person", "%"],
            Self::RecyclingRate => &["%", "t"],
            _ => &["%"],
        }
    }

    /// Whether the inventory, or the streams of waste of a measure, may give it.
    pub fn is_computed(self) -> bool {
        matches!(self, Self::EnergyIntensity | Self::Co2Intensity | Self::RecyclingRate | Self::TotalEmissions)
    }
}
