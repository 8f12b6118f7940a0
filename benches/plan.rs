//! Measures of a plan that interact, all figures made up, compared with the plain way: whole inventories, one for each coalition.
//!
//! ```text
//! cargo bench --bench plan
//! ```

use citycarbon::activity::Activity;
use citycarbon::assess::Assessor;
use citycarbon::factors::{EmissionFactor, FallbackPolicy, Losses, Provenance, Purpose};
use citycarbon::gas::{Gas, GwpSet, Stated};
use citycarbon::inventory::{Inventory, Settings};
use citycarbon::measures::Stage;
use citycarbon::plan::{ActivityCell, ActivityState, CityPlan, PlanMeasure};
use citycarbon::quantity::{Dimension, Fraction, Ratio, Reading};
use citycarbon::taxonomy::Catalogue;
use citycarbon::{Exact, Region, Registry, Year};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const FIRST: u16 = 2025;
const YEARS: u16 = 30;
const DISTRICTS: usize = 50;
const ELECTRIC: [&str; 5] =
    ["residential.electricity", "commercial.electricity", "manufacturing.electricity", "road.electricity", "rail.electricity"];

fn region() -> Region {
    "TH-10".parse().unwrap()
}

fn years(count: u16) -> impl Iterator<Item = Year> + Clone {
    (FIRST..FIRST + count).map(|number| Year::new(number).unwrap())
}

/// Bangkok with a grid of 500 g for each kWh in every year, and a series of a cleaner one to choose.
fn assessor() -> Assessor {
    let series = [("own", "500 g/kWh", Purpose::Inventory), ("clean", "300 g/kWh", Purpose::Alternative)];
    let factors = series.map(|(series, rate, purpose)| {
        let source = Provenance::new("made up", "bench");
        let factor = EmissionFactor::new(series, "electricity", "grid-electricity", Gas::CO2, rate.parse().unwrap(), source);
        let mut factor = factor.with_losses(Losses::Inside);
        (factor.region, factor.purpose, factor.series) = (region(), purpose, series.to_owned());
        factor
    });
    let registry = Registry::bundled().unwrap().with_factors("bench", factors).unwrap();
    Assessor::new(Catalogue::bundled().clone(), registry, region(), FallbackPolicy::default().with_most_years_back(60))
}

fn settings(count: u16) -> Settings {
    Settings::new("Bench", region(), years(count), GwpSet::Ar5)
}

fn electricity(code: &str, place: &str) -> ActivityCell {
    ActivityCell::new(code, Dimension::Energy).with_place(place)
}

fn share(thousandths: u32) -> Fraction {
    Fraction::from_parts(thousandths, 1000).unwrap()
}

/// Twelve measures that all reach the electricity of homes: habits, appliances, gas that becomes electricity, a cleaner grid.
fn overlapping(count: u16) -> CityPlan {
    let (homes, gas) = (|| electricity(ELECTRIC[0], ""), || ActivityCell::new("residential.lpg", Dimension::Volume));
    let mut baseline = ActivityState::default();
    for year in years(count) {
        for (code, cell) in ELECTRIC.iter().map(|code| (code, electricity(code, ""))) {
            let amount = 1_877_874_947_u64 + u64::from(year.number()) * 1_000 + u64::try_from(code.len()).unwrap();
            baseline = baseline.with_amount(year, cell, Exact::from(amount).into());
        }
        baseline = baseline.with_amount(year, gas(), Exact::from(12_345_678).into());
    }
    let measure = |at: u32| {
        let (stage, name) = ([Stage::Demand, Stage::Efficiency, Stage::Fuel, Stage::Supply], format!("m{at:02}"));
        let stage = stage[usize::try_from(at % 2).unwrap() + 2 * usize::from(at >= 10)];
        years(count).fold(PlanMeasure::new(&name, stage), |measure, year| {
            let part = share(10 + 7 * at + u32::from(year.number() - FIRST));
            match at {
                10 => measure.switching(year, gas(), homes(), part, Ratio::new(235, 10).unwrap()),
                11 => measure.with_grid_series(year, "clean"),
                _ if at.is_multiple_of(2) => measure.avoiding(year, homes(), part, share(300)),
                _ => measure.needing(year, homes(), part, Ratio::new(6, 10).unwrap()),
            }
            .unwrap()
        })
    };
    CityPlan::new(baseline, (0..12).map(measure)).unwrap()
}

/// 25 measures, five on each of five kinds of electricity in fifty districts.
fn of_districts(count: u16) -> CityPlan {
    let places: Vec<String> = (0..DISTRICTS).map(|at| format!("district {at}")).collect();
    let mut baseline = ActivityState::default();
    for year in years(count) {
        for (at, place) in places.iter().enumerate() {
            for code in ELECTRIC {
                let amount = 18_778_749_u64 + u64::from(year.number()) * 1_000 + u64::try_from(at * 17 + code.len()).unwrap();
                baseline = baseline.with_amount(year, electricity(code, place), Exact::from(amount).into());
            }
        }
    }
    let measure = |at: u32| {
        let (code, name) = (ELECTRIC[usize::try_from(at % 5).unwrap()], format!("m{at:02}"));
        let all = years(count).flat_map(|year| places.iter().map(move |place| (year, place)));
        all.fold(PlanMeasure::new(&name, Stage::Demand), |measure, (year, place)| {
            let part = share(10 + 7 * at + u32::from(year.number() - FIRST));
            measure.avoiding(year, electricity(code, place), part, share(300)).unwrap()
        })
    };
    CityPlan::new(baseline, (0..25).map(measure)).unwrap()
}

/// kg CO2e of a whole state: an inventory, every line closed.
fn emitted(assessor: &Assessor, cleaner: &Assessor, state: &ActivityState, settings: &Settings) -> Exact {
    let mut inventory = Inventory::new(settings.clone());
    for (year, cell, amount) in state.amounts() {
        let assessor = if state.series(year).is_some() { cleaner } else { assessor };
        let one = Activity::new(&cell.code, year, Reading::new(1, cell.unit())).with_place(&cell.place);
        inventory.record(assessor, &one.with_multiplier("amount", amount, "bench")).unwrap();
    }
    let closed = inventory.lines().map(|line| line.close(GwpSet::Ar5, Stated::Refuse).unwrap());
    Exact::sum(closed.map(|line| line.co2e.unwrap_or(Exact::ZERO))).unwrap()
}

/// What each of these coalitions saves of a plan, by whole inventories.
fn plainly(assessor: &Assessor, plan: &CityPlan, settings: &Settings, coalitions: impl Iterator<Item = Vec<usize>>) -> Vec<Exact> {
    let mut policy = assessor.policy().clone();
    policy.choose.insert("grid-electricity".to_owned(), "clean".to_owned());
    let cleaner = assessor.clone().with_policy(policy);
    let without = emitted(assessor, &cleaner, plan.baseline(), settings);
    let saved = |chosen: Vec<usize>| {
        let measures = chosen.into_iter().map(|at| &plan.measures()[at]);
        let state = measures.fold(plan.baseline().clone(), |state, measure| measure.apply(&state).unwrap());
        without.checked_sub(emitted(assessor, &cleaner, &state, settings)).unwrap()
    };
    coalitions.map(saved).collect()
}

fn chosen(coalition: usize) -> Vec<usize> {
    (0..12).filter(|at| coalition >> at & 1 == 1).collect()
}

fn shapley(criterion: &mut Criterion) {
    let (assessor, plan, one_year) = (assessor(), overlapping(YEARS), overlapping(1));
    let outcome = plan.outcome(&assessor, &settings(YEARS)).unwrap();
    let first = &outcome.years[&years(1).next().unwrap()];
    let all = plainly(&assessor, &one_year, &settings(1), [4095, 1].into_iter().map(chosen));
    assert_eq!(all, [first.together.co2e, first.measures[0].alone.co2e]);
    let mut group = criterion.benchmark_group("shares of 12 measures that overlap, years");
    group.throughput(Throughput::Elements(YEARS.into())).sample_size(10);
    group.bench_function("30 years", |bencher| {
        bencher.iter(|| assert_eq!(black_box(&plan).outcome(&assessor, &settings(YEARS)).unwrap(), outcome));
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("one year/plain, each coalition as a whole inventory", |bencher| {
        bencher.iter(|| plainly(&assessor, black_box(&one_year), &settings(1), (0..4096).map(chosen)));
    });
    group.finish();
}

fn districts(criterion: &mut Criterion) {
    let (assessor, plan, one_year) = (assessor(), of_districts(YEARS), of_districts(1));
    let outcome = plan.outcome(&assessor, &settings(YEARS)).unwrap();
    let first = &outcome.years[&years(1).next().unwrap()];
    // Together, each alone, each after those before it; no shares.
    let coalitions = || (0..25).map(|at| vec![at]).chain((1..=25).map(|count| (0..count).collect()));
    let all = plainly(&assessor, &one_year, &settings(1), coalitions());
    assert_eq!((all[49], all[3]), (first.together.co2e, first.measures[3].alone.co2e));
    let mut group = criterion.benchmark_group("25 measures in 50 districts, years");
    group.throughput(Throughput::Elements(YEARS.into())).sample_size(10);
    group.bench_function("30 years, with shares", |bencher| {
        bencher.iter(|| assert_eq!(black_box(&plan).outcome(&assessor, &settings(YEARS)).unwrap(), outcome));
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("one year/plain, each coalition as a whole inventory, without shares", |bencher| {
        bencher.iter(|| plainly(&assessor, black_box(&one_year), &settings(1), coalitions()));
    });
    group.finish();
}

criterion_group!(benches, shapley, districts);
criterion_main!(benches);
