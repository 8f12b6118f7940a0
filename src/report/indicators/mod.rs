//! Indicators and monitoring of a city: as text for people, as JSON for programs.

mod json;
mod text;

pub use json::{
    FigureReport, IndicatorReport, IndicatorYearReport, IndicatorsReport, MonitoringReport, OriginReport, indicators_json,
};
pub use text::indicators_text;
