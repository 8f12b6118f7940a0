//! Indicators: what a file would be refused for is refused through the API and by serde; they change no figure of the inventory.

use citycarbon::city::CityInput;
use citycarbon::indicators::{ConcentrationUnit, Indicator, MonitoredPollutant, MonitoringValue, StatedIndicator};
use citycarbon::inventory::Settings;
use citycarbon::{Activity, City, Exact, GwpSet, Year};
use proptest::prelude::*;

fn year() -> Year {
    "2022".parse().unwrap()
}

fn city() -> CityInput {
    let settings = Settings::new("Songkhla", "TH-90".parse().unwrap(), [year()], GwpSet::Ar5);
    let lpg = Activity::new("residential.lpg", year(), "1200 t".parse().unwrap());
    CityInput::new(settings.with_gdp(year(), Exact::from(1000))).with_activity(lpg)
}

fn measured(value: Exact, completeness: Exact) -> citycarbon::Result<MonitoringValue> {
    let (unit, pollutant) = (ConcentrationUnit::Micrograms, MonitoredPollutant::FineParticles);
    MonitoringValue::new(("road", "beta gauge"), pollutant, (value, unit), ("2022".parse().unwrap(), completeness), "report")
}

proptest! {
    /// A share is taken from 0 to 100 %, any other amount from 0, and read back only then.
    #[test]
    fn only_what_can_be_is_stated(indicator in prop::sample::select(Indicator::ALL), value in -200..300_i64) {
        for unit in indicator.units() {
            let stated = StatedIndicator::new(indicator, year(), Exact::from(value), unit, "report");
            let can_be = value >= 0 && (*unit != "%" || value <= 100);
            prop_assert_eq!(stated.is_ok(), can_be);
            let json = format!(
                r#"{{"indicator":"{indicator}","year":"2022","value":"{value}","unit":"{unit}","source":"report"}}"#
            );
            prop_assert_eq!(serde_json::from_str::<StatedIndicator>(&json).is_ok(), can_be);
        }
        prop_assert!(StatedIndicator::new(indicator, year(), Exact::ONE, "t NOx", "report").is_err());
        prop_assert!(StatedIndicator::new(indicator, year(), Exact::ONE, indicator.units()[0], " ").is_err());
    }

    #[test]
    fn only_what_can_be_is_measured(value in -50..500_i64, completeness in -20..150_i64) {
        let made = measured(Exact::from(value), Exact::from(completeness));
        prop_assert_eq!(made.is_ok(), value >= 0 && (0..=100).contains(&completeness));
        if let Ok(made) = made {
            prop_assert_eq!(made.is_complete(), completeness >= 69);
            let json = serde_json::to_string(&made).unwrap();
            prop_assert_eq!(&serde_json::from_str::<MonitoringValue>(&json).unwrap(), &made);
            prop_assert!(serde_json::from_str::<MonitoringValue>(&json.replace("ug/m3", "ppb")).is_err());
        }
    }

    /// The inventory is the same whatever is stated and measured next to it.
    #[test]
    fn indicators_and_monitoring_change_no_figure(value in 0..100_i64, pollution in 0..500_i64) {
        let plain = City::new(city()).unwrap();
        let stated = StatedIndicator::new(Indicator::FineParticleLevel, year(), Exact::from(value), "ug/m3", "report").unwrap();
        let air = measured(Exact::from(pollution), Exact::from(90)).unwrap();
        let with = City::new(city().with_indicator(stated).with_monitoring(air)).unwrap();
        prop_assert_eq!(plain.close().unwrap(), with.close().unwrap());
        // Nor does a concentration change an indicator.
        let of = |city: &City| {
            let all = city.indicators(&city.close().unwrap()).unwrap();
            all.into_iter().filter(|row| row.indicator != Indicator::FineParticleLevel).collect::<Vec<_>>()
        };
        prop_assert_eq!(of(&plain), of(&with));
    }
}

#[test]
fn a_row_twice_is_refused_without_a_file_too() {
    let stated = |value: i64| StatedIndicator::new(Indicator::GreenArea, year(), Exact::from(value), "%", "report").unwrap();
    let refused = City::new(city().with_indicator(stated(1)).with_indicator(stated(2))).unwrap_err();
    assert_eq!(refused.to_string(), "indicators.csv: indicator: \"green-area\": listed twice; keep one");
    let air = || measured(Exact::ONE, Exact::from(90)).unwrap();
    let refused = City::new(city().with_monitoring(air()).with_monitoring(air())).unwrap_err();
    assert_eq!(refused.to_string(), "monitoring.csv: station: \"road\": listed twice; keep one");
}
