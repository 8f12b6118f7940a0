//! An event by one form: visitors by mode and distance, energy, waste, catering.
//!
//! ```text
//! passenger-km = visitors · trips · distance                   by train, bus, plane, taxi
//! vehicle-km   = visitors · trips · distance / people          by car and motorcycle, whose factors are for each vehicle
//! ```
//!
//! Source: GHG Protocol Technical Guidance for Calculating Scope 3 Emissions (2013), category 6 and 7, distance-based method.

use crate::activity::Activity;
use crate::assess::Assessor;
use crate::city::CityForm;
use crate::error::{Error, Errors, Location, Message, Result};
use crate::forms::{FormContext, FormInputs, SourcedAmount, fill};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, OwnUnits, Rate, Ratio};
use crate::taxonomy::Year;

const SOURCE: Input = Input::of_kind("source", InputKind::Text, "who counted, where a section does not say");
const YEAR: Input = Input::of_kind("year", InputKind::Year, "the year of the event");
const VISITORS: Input = Input::of_kind(
    "visitors",
    InputKind::Group(&[MODE, PEOPLE, DISTANCE, TRIPS, IN_VEHICLE, PLACE]),
    "visitors who came the same way",
)
.optional();
const MODE: Input =
    Input::of_kind("mode", InputKind::Text, "how they came: car, bus, metro, plane-domestic; the end of a code travel.*");
const PEOPLE: Input = Input::of_kind("people", InputKind::Count(1), "how many came this way");
const DISTANCE: Input = Input::one("distance", "km", "one way").without_rows();
const TRIPS: Input = Input::of_kind("trips", InputKind::Count(1), "ways for each visitor; 2 where it is not stated").optional();
const IN_VEHICLE: Input =
    Input::of_kind("people_in_vehicle", InputKind::Number, "people in a car or on a motorcycle, the mean").optional();
const USED: Input = Input::of_kind("used", InputKind::Group(&[ACTIVITY, AMOUNT, PLACE]), "energy, waste, food, nights").optional();
const ACTIVITY: Input = Input::of_kind("activity", InputKind::Text, "an activity code");
const AMOUNT: Input = Input::of_kind("amount", InputKind::Value, "how much").without_rows();
const PLACE: Input = Input::of_kind("place", InputKind::Place, "the department").optional();

/// There and back.
const BOTH_WAYS: u32 = 2;

/// The activities that the form of an event states.
pub(super) fn activities(form: &CityForm, assessor: &Assessor, units: &OwnUnits) -> Result<Vec<Activity>, Errors> {
    let at = Location::file("event.toml");
    let context = FormContext { registry: assessor.registry(), catalogue: assessor.catalogue(), places: None, units };
    let top = fill(form.keys(), &[SOURCE, YEAR, VISITORS, USED], &at, context)?;
    let year: Year = top.need(&YEAR, assessor.registry())?;
    let mut activities = Vec::new();
    // Sections of one mode are amounts of their own: their distances differ.
    for (number, group) in (1_usize..).zip(top.sections(&VISITORS)) {
        activities.push(visitors(group, (year, number), assessor)?);
    }
    for (number, group) in (1_usize..).zip(top.sections(&USED)) {
        activities.push(used(group, (year, number), assessor)?);
    }
    Ok(activities)
}

fn source(group: &FormInputs) -> Result<String> {
    group.source().map(str::to_owned).ok_or_else(|| group.problem(&SOURCE, Message::NoSource))
}

fn visitors(group: &FormInputs, (year, number): (Year, usize), assessor: &Assessor) -> Result<Activity> {
    let registry = assessor.registry();
    let (mode, people): (String, u32) = (group.need(&MODE, registry)?, group.need(&PEOPLE, registry)?);
    let code = format!("travel.{mode}");
    let rules = assessor.catalogue().find(&code).map_err(|problem| group.placed(MODE.name, problem.into()))?;
    let by_vehicle = rules.first().is_some_and(|rule| rule.dimension == Dimension::VehicleDistance);
    let distance: SourcedAmount = group.need(&DISTANCE, registry)?;
    let (source, trips) = (source(group)?, group.get::<u32>(&TRIPS).unwrap_or(BOTH_WAYS));
    let unit: &str = if by_vehicle { "vkm/km" } else { "pkm/km" };
    let each = Rate::parse(Exact::ONE, Exact::ONE, unit)?;
    let times = |number: u32| Ratio::from(Exact::from(i64::from(number)));
    let travel = Activity::new(&code, year, distance.amount)
        .with_origin(&format!("event.toml: visitors {number}, by {mode}"))
        .with_place(&group.get::<String>(&PLACE).unwrap_or_default())
        .with_rate("each person or vehicle goes the distance", each, &distance.source)
        .with_multiplier("trips", times(trips), &source)
        .with_multiplier("visitors", times(people), &source);
    match (by_vehicle, group.get::<Ratio>(&IN_VEHICLE)) {
        (true, Some(in_vehicle)) => {
            let share = Ratio::ONE.checked_div(in_vehicle).map_err(|error| group.placed(IN_VEHICLE.name, error))?;
            Ok(travel.with_multiplier("vehicles for each visitor", share, &source))
        }
        (true, None) => Err(group.missing(&IN_VEHICLE, registry)),
        (false, Some(_)) => Err(group.problem(&IN_VEHICLE, Message::PeopleInNoVehicle { value: code.into() })),
        (false, None) => Ok(travel),
    }
}

fn used(group: &FormInputs, (year, number): (Year, usize), assessor: &Assessor) -> Result<Activity> {
    let registry = assessor.registry();
    let code: String = group.need(&ACTIVITY, registry)?;
    assessor.catalogue().find(&code).map_err(|problem| group.placed(ACTIVITY.name, Error::from(problem)))?;
    let amount: SourcedAmount = group.need(&AMOUNT, registry)?;
    let place = group.get::<String>(&PLACE).unwrap_or_default();
    Ok(Activity::new(&code, year, amount.amount)
        .with_origin(&format!("event.toml: used {number}, {}", amount.source))
        .with_place(&place))
}
