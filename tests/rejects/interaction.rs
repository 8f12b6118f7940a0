//! What a plan refuses, each with its whole message.

use citycarbon::activity::Activity;
use citycarbon::assess::Assessor;
use citycarbon::error::ErrorKind;
use citycarbon::gas::GwpSet;
use citycarbon::inventory::Settings;
use citycarbon::measures::Change;
use citycarbon::measures::Stage;
use citycarbon::plan::{ActivityCell, ActivityState, CityPlan, PlanMeasure};
use citycarbon::quantity::{Dimension, Exact, Fraction, Mass, Ratio};
use citycarbon::taxonomy::Year;
use citycarbon::{Error, Result};
use std::sync::LazyLock;

static ASSESSOR: LazyLock<Assessor> = LazyLock::new(|| Assessor::shipped("TH-10".parse().unwrap()).unwrap());

fn year() -> Year {
    Year::new(2022).unwrap()
}

fn homes() -> ActivityCell {
    ActivityCell::new("residential.electricity", Dimension::Energy)
}

fn share(hundredths: u32) -> Fraction {
    Fraction::from_parts(hundredths, 100).unwrap()
}

fn habits() -> PlanMeasure {
    PlanMeasure::new("habits", Stage::Demand).avoiding(year(), homes(), Fraction::ONE, share(20)).unwrap()
}

/// Homes use 1,000 kWh.
fn baseline() -> ActivityState {
    ActivityState::of([&Activity::new("residential.electricity", year(), "1000 kWh".parse().unwrap())]).unwrap()
}

fn roofs(amount: &str) -> PlanMeasure {
    PlanMeasure::new("roofs", Stage::Supply).generating(year(), homes(), amount.parse().unwrap()).unwrap()
}

/// What is wrong with a plan of these measures.
fn refused(measures: impl IntoIterator<Item = PlanMeasure>) -> Error {
    let settings = Settings::new("Bangkok", ASSESSOR.region().clone(), [year()], GwpSet::Ar5);
    CityPlan::new(baseline(), measures).and_then(|plan| plan.outcome(&ASSESSOR, &settings)).unwrap_err()
}

fn says<T: std::fmt::Debug>(result: Result<T>, kind: ErrorKind, text: &str) {
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.to_string().as_str()), (kind, text));
}

#[test]
fn a_measure_twice_is_refused() {
    let other = PlanMeasure::new("lamps", Stage::Efficiency).avoiding(year(), homes(), Fraction::ONE, share(5)).unwrap();
    let of_one_name = other.clone().with_rank(3);
    says(
        CityPlan::new(baseline(), [other, of_one_name]),
        ErrorKind::Double,
        "\"lamps\": this name is used twice; give each its own name",
    );
    // Half of the homes save two fifths: the same cells, the same function.
    let same = PlanMeasure::new("more habits", Stage::Demand).avoiding(year(), homes(), share(50), share(40)).unwrap();
    let text = "\"more habits\": the same measure as habits: it changes the same activity in the same way; delete one of them";
    says(CityPlan::new(baseline(), [same.clone(), habits()]), ErrorKind::Double, text);
    // In another stage, or in other years, it is another measure.
    let lamps = PlanMeasure::new("lamps", Stage::Efficiency).avoiding(year(), homes(), share(50), share(40)).unwrap();
    assert!(CityPlan::new(baseline(), [habits(), lamps]).is_ok());
    let next = Year::new(2023).unwrap();
    assert!(CityPlan::new(baseline(), [habits(), same.avoiding(next, homes(), share(1), share(1)).unwrap()]).is_ok());
    let claimed = CityPlan::new(baseline(), [habits()]).unwrap().with_claimed("habits", year(), Mass::tonnes(1));
    says(claimed, ErrorKind::Double, "\"habits\": this name is used twice; give each its own name");
}

#[test]
fn nothing_is_clipped_at_zero() {
    let text = "\"-360 MJ\": roofs would bring residential.electricity below zero in 2022, from 3600 MJ; make it smaller, or state what \
                exceeds the amount as an export";
    says(roofs("1100 kWh").apply(&baseline()), ErrorKind::Negative, text);
    // Alone it fits, after the habits it does not: 800 kWh are left.
    assert!(roofs("900 kWh").apply(&baseline()).is_ok());
    let error = refused([roofs("900 kWh"), habits()]);
    assert_eq!(
        error.to_string(),
        "\"-360 MJ\": roofs would bring residential.electricity below zero in 2022, from 2880 MJ; make it smaller, or state what exceeds \
         the amount as an export"
    );
    let mut change = Change::default();
    change.without.push(Activity::new("residential.electricity", year(), "1 kWh".parse().unwrap()).with_place("east"));
    let trucks = PlanMeasure::new("trucks", Stage::Fuel).changing(&change).unwrap();
    let state = ActivityState::default().with_amount(year(), homes().with_place("east"), Ratio::ONE);
    let text = "\"-2.6 MJ\": trucks would bring residential.electricity in east below zero in 2022, from 1 MJ; make it smaller, or state \
                what exceeds the amount as an export";
    says(trucks.apply(&state), ErrorKind::Negative, text);
    // All of it is not too much.
    assert!(roofs("1000 kWh").apply(&baseline()).unwrap().amount(year(), &homes()).unwrap().numerator().is_zero());
}

#[test]
fn an_activity_that_the_baseline_lacks_is_refused() {
    let litres = ActivityCell::new("road.diesel-b7", Dimension::Volume);
    let shorter =
        |cell: &ActivityCell| PlanMeasure::new("shorter ways", Stage::Demand).avoiding(year(), cell.clone(), share(50), share(10));
    let error = refused([shorter(&litres.clone().with_place("east")).unwrap()]);
    assert_eq!(error.kind(), ErrorKind::Empty);
    assert_eq!(
        error.to_string(),
        "\"road.diesel-b7\": the baseline of 2022 has no amount (volume) of this activity in east, which shorter ways changes; add the \
         amount, or correct the code, place or unit of the measure"
    );
    // The same electricity as a mass is another cell.
    let error = refused([shorter(&ActivityCell::new("residential.electricity", Dimension::Mass)).unwrap()]);
    assert_eq!(
        error.to_string(),
        "\"residential.electricity\": the baseline of 2022 has no amount (mass) of this activity, which shorter ways changes; add the \
         amount, or correct the code, place or unit of the measure"
    );
    // What another measure creates is there.
    let mut change = Change::default();
    change.with.push(Activity::new("road.diesel-b7", year(), "10 litre".parse().unwrap()));
    let trucks = PlanMeasure::new("trucks", Stage::Demand).changing(&change).unwrap();
    let plan = CityPlan::new(baseline(), [trucks, shorter(&litres).unwrap()]).unwrap();
    let settings = Settings::new("Bangkok", ASSESSOR.region().clone(), [year()], GwpSet::Ar5);
    assert!(plan.outcome(&ASSESSOR, &settings).is_ok());
}

#[test]
fn a_function_changes_what_it_declares() {
    let other = ActivityCell::new("commercial.electricity", Dimension::Energy);
    let cell = other.clone();
    let stray = PlanMeasure::new("stray", Stage::Demand)
        .with_function(year(), vec![homes()], move |state| Ok(state.clone().with_amount(year(), cell.clone(), Ratio::ONE)))
        .unwrap();
    let text =
        "\"commercial.electricity\": stray changes this in 2022 without declaring it; declare every activity that it changes";
    says(stray.apply(&baseline()), ErrorKind::Conflict, text);
    let of_next_year = Year::new(2023).unwrap();
    let stray = PlanMeasure::new("stray", Stage::Demand)
        .with_function(year(), vec![homes()], move |state| Ok(state.clone().with_amount(of_next_year, homes(), Ratio::ONE)))
        .unwrap();
    let text =
        "\"residential.electricity\": stray changes this in 2022 without declaring it; declare every activity that it changes";
    says(stray.apply(&baseline()), ErrorKind::Conflict, text);
    let stray = PlanMeasure::new("stray", Stage::Supply)
        .with_function(year(), vec![homes()], move |state| Ok(state.clone().with_series(year(), "th-tgo-cfo")))
        .unwrap();
    let text = "\"th-tgo-cfo\": stray changes this in 2022 without declaring it; declare every activity that it changes";
    says(stray.apply(&baseline()), ErrorKind::Conflict, text);
    // It sees what it declares and nothing else.
    let sees = PlanMeasure::new("sees", Stage::Demand).with_function(year(), vec![homes()], move |state| {
        assert_eq!(state.amounts().map(|(_, cell, _)| cell.code.clone()).collect::<Vec<_>>(), ["residential.electricity"]);
        Ok(state.clone())
    });
    assert!(!sees.unwrap().changes(&baseline().with_amount(year(), other, Ratio::ONE)).unwrap());
}

#[test]
fn one_series_of_the_grid_is_brought_in_a_year() {
    let grid = |name: &str, series: &str| PlanMeasure::new(name, Stage::Supply).with_grid_series(year(), series).unwrap();
    let error = refused([grid("wind", "th-tgo-cfo"), grid("sun", "th-carbonfootprint")]);
    assert_eq!(error.kind(), ErrorKind::Double);
    assert_eq!(error.to_string(), "\"wind\": another series of grid electricity in 2022, next to that of sun; keep one of them");
    let error = refused([grid("wind", "th-tgo-cf")]);
    assert_eq!(error.kind(), ErrorKind::Setting);
    assert!(error.to_string().starts_with("\"th-tgo-cf\": "), "{error}");
}

#[test]
fn parts_that_mean_nothing_are_refused() {
    let empty = || PlanMeasure::new("m", Stage::Fuel);
    let below = Ratio::from(Exact::from(-1));
    let text = "\"residential.electricity\": listed twice; keep one";
    let once = empty().avoiding(year(), homes(), share(1), share(1)).unwrap();
    says(once.needing(year(), homes(), share(1), Ratio::ONE), ErrorKind::Double, text);
    says(empty().switching(year(), homes(), homes(), share(1), Ratio::ONE), ErrorKind::Double, text);
    for error in [
        empty().needing(year(), homes(), share(1), below).unwrap_err(),
        empty().switching(year(), homes(), ActivityCell::new("a", Dimension::Mass), share(1), below).unwrap_err(),
        empty().generating(year(), homes(), "-1 kWh".parse().unwrap()).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Negative, "{error}");
    }
    let litres = empty().generating(year(), homes(), "5 litre".parse().unwrap());
    assert_eq!(litres.as_ref().unwrap_err().kind(), ErrorKind::Dimension);
    assert!(litres.unwrap_err().to_string().starts_with("\"5 litre\": "));
}

/// More measures on one cell than a set of 128 bits holds.
#[test]
fn too_many_measures_on_one_cell_are_refused() {
    let cut = |at: u32| {
        PlanMeasure::new(&format!("m{at}"), Stage::Demand).avoiding(
            year(),
            homes(),
            Fraction::ONE,
            Fraction::from_parts(at, 1000).unwrap(),
        )
    };
    let error = refused((0..129).map(|at| cut(at).unwrap()));
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert_eq!(error.to_string(), "129 measures overlap, more than 128; combine some of them");
}
