//! Emissions without the plan, as its form states them.

use super::cells::{UNIT, VALUE, YEAR, mass, parsed, row_mass, source, text, word};
use crate::error::{Error, LabelKey, Message, PlanFault, Result, Text, did_you_mean};
use crate::factors::Registry;
use crate::forms::{FormInputs, SourcedRate};
use crate::methods::{Input, InputKind};
use crate::plan::scenario::{Elasticity, NationalScaling, ScenarioDriver};
use crate::quantity::{Exact, Mass, Quantity, Ratio};
use crate::taxonomy::{Category, Year};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const BASELINE: Input = Input::of_kind(
    "baseline",
    InputKind::Section(&[
        KIND,
        BASE_YEAR,
        EMISSIONS,
        GROWTH,
        DRIVERS,
        FOLLOW,
        NATIONAL,
        LOCAL_MEAN,
        NATIONAL_MEAN,
        LIMIT,
        STATED,
        BETWEEN,
    ]),
    "emissions without the plan",
)
.optional();
const KIND: Input = Input::of_kind(
    "kind",
    InputKind::Word(&["constant", "growth", "drivers", "national", "stated"]),
    "how emissions without the plan are found",
);
const BASE_YEAR: Input = Input::of_kind("base_year", InputKind::Year, "the year that they start from").optional();
const EMISSIONS: Input =
    Input::maybe("emissions", "t", "emissions of the base year, where they are not the inventory's").without_rows();
const GROWTH: Input = Input::maybe("growth", "%/yr", "growth of each year").without_rows();
const DRIVERS: Input =
    Input::of_kind("drivers", InputKind::Table(&[DRIVER, YEAR, VALUE, UNIT_OF_DRIVER]), "drivers by year").optional();
const DRIVER: Input = Input::of_kind("driver", InputKind::Text, "the name of the driver");
const UNIT_OF_DRIVER: Input = Input::of_kind("unit", InputKind::Text, "its unit, in words").optional();
const FOLLOW: Input =
    Input::of_kind("follow", InputKind::Group(&[REFERENCES, DRIVER, ELASTICITY]), "what follows which driver").optional();
const REFERENCES: Input = Input::of_kind("references", InputKind::Text, "sectors, sub-sectors or references, such as I.1 II");
const ELASTICITY: Input = Input::of_kind("elasticity", InputKind::Text, "how much they follow it, such as 0.8").optional();
const NATIONAL: Input = Input::of_kind(
    "national",
    InputKind::Table(&[YEAR, Input::of_kind("growth", InputKind::Text, "growth in per cent")]),
    "projected national growth by year",
)
.optional();
const LOCAL_MEAN: Input = Input::maybe("local_mean", "%/yr", "mean growth of the city in the past").without_rows();
const NATIONAL_MEAN: Input = Input::maybe("national_mean", "%/yr", "mean growth of the country in the past").without_rows();
const LIMIT: Input = Input::of_kind("limit", InputKind::Text, "the highest ratio of the two").optional();
const STATED: Input =
    Input::of_kind("stated", InputKind::Table(&[YEAR, VALUE, UNIT]), "emissions without the plan by year").optional();
const BETWEEN: Input =
    Input::of_kind("between", InputKind::Word(&["linear"]), "how years between stated ones are found").optional();

/// Which references follow a driver.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FollowedDriver {
    /// The references.
    pub references: BTreeSet<Category>,
    /// What they follow.
    pub driver: ScenarioDriver,
}

/// How emissions without the plan are found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaselineKind {
    /// As in the base year.
    Constant,
    /// By the same rate each year.
    Growth(Ratio),
    /// Each reference by its driver; what follows none stays as it is.
    Drivers(Vec<FollowedDriver>),
    /// By the national projection.
    National {
        /// Local growth for each unit of national growth.
        scaling: NationalScaling,
        /// National growth of each year, as a share.
        growth: BTreeMap<Year, Ratio>,
    },
    /// As somebody states them.
    Stated {
        /// kg CO2e by year.
        years: BTreeMap<Year, Mass>,
        /// Whether years between lie on a line.
        is_linear: bool,
    },
}

/// Emissions without the plan, as a form states them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlanBaseline {
    /// The year that they start from; none where they are stated.
    pub base_year: Option<Year>,
    /// Emissions of that year, where they are not the inventory's.
    pub emissions: Option<Mass>,
    /// How they go on.
    pub kind: BaselineKind,
    /// Who states it.
    pub source: String,
}

impl PlanBaseline {
    /// The year at whose factors emissions go on; none where they are stated.
    pub fn factors_of(&self) -> Option<Year> {
        self.base_year.filter(|_| !matches!(self.kind, BaselineKind::Stated { .. }))
    }

    pub(super) fn read(inputs: &FormInputs, registry: &Registry) -> Result<Self> {
        let kind = word(inputs, &KIND, &[("constant", 0), ("growth", 1), ("drivers", 2), ("national", 3), ("stated", 4)]);
        let kind = match kind {
            Some(1) => BaselineKind::Growth(rate(inputs, &GROWTH, registry)?),
            Some(2) => BaselineKind::Drivers(drivers(inputs, registry)?),
            Some(3) => national(inputs, registry)?,
            Some(4) => stated(inputs, registry)?,
            _ => BaselineKind::Constant,
        };
        let base_year = inputs.get(&BASE_YEAR);
        if base_year.is_none() && !matches!(kind, BaselineKind::Stated { .. }) {
            return Err(inputs.missing(&BASE_YEAR, registry));
        }
        Ok(Self { base_year, emissions: mass(inputs, &EMISSIONS)?, kind, source: source(inputs)? })
    }
}

fn rate(inputs: &FormInputs, input: &Input, registry: &Registry) -> Result<Ratio> {
    let stated: SourcedRate = inputs.need(input, registry)?;
    stated.rate.ratio().map_err(|error| inputs.placed(input.name, error))
}

fn drivers(inputs: &FormInputs, registry: &Registry) -> Result<Vec<FollowedDriver>> {
    let mut by_name: BTreeMap<String, BTreeMap<Year, Exact>> = BTreeMap::new();
    let mut units: BTreeMap<String, String> = BTreeMap::new();
    for row in inputs.sections(&DRIVERS) {
        let (name, year): (String, Year) = (row.need(&DRIVER, registry)?, row.need(&YEAR, registry)?);
        let unit = text(row, &UNIT_OF_DRIVER);
        let first = units.entry(name.clone()).or_insert_with(|| unit.clone());
        if *first != unit {
            let fault = PlanFault::DriverUnits { unit: unit.into(), first: first.as_str().into() };
            return Err(row.problem(&UNIT_OF_DRIVER, Message::Plan { value: Some(name.into()), fault }));
        }
        if by_name.entry(name.clone()).or_default().insert(year, parsed(row, &VALUE)?).is_some() {
            return Err(row.problem(&YEAR, Message::Duplicate { value: name.into() }));
        }
    }
    let mut taken = BTreeSet::new();
    let mut read = |section: &FormInputs| {
        let (name, listed): (String, String) = (section.need(&DRIVER, registry)?, section.need(&REFERENCES, registry)?);
        let years = by_name.get(&name).ok_or_else(|| {
            let what = LabelKey::of("name.driver");
            let nearest = did_you_mean(&name, by_name.keys().map(String::as_str)).map(Text::from);
            let names = by_name.keys().map(|known| known.as_str().into()).collect();
            section.problem(&DRIVER, Message::UnknownName { value: name.as_str().into(), what, nearest, names })
        })?;
        let references = references(&listed).map_err(|error| section.placed(REFERENCES.name, error))?;
        if let Some(twice) = references.iter().find(|reference| !taken.insert(**reference)) {
            return Err(section.problem(&REFERENCES, Message::Duplicate { value: twice.reference().into() }));
        }
        let elasticity = match section.parsed::<Exact>(&ELASTICITY)? {
            None => Elasticity::ONE,
            Some(number) => Elasticity::new(number).map_err(|error| section.placed(ELASTICITY.name, error))?,
        };
        Ok(FollowedDriver { references, driver: ScenarioDriver { name, years: years.clone(), elasticity } })
    };
    inputs.sections(&FOLLOW).iter().map(&mut read).collect()
}

/// The references that a list of sectors, sub-sectors and references means.
///
/// # Errors
/// A word that is none of them.
pub(super) fn references(listed: &str) -> Result<BTreeSet<Category>> {
    let mut found = BTreeSet::new();
    for word in listed.split([' ', ',']).filter(|word| !word.is_empty()) {
        let meant: Vec<Category> = Category::all().filter(|category| category.is_within(word)).collect();
        if meant.is_empty() {
            word.parse::<Category>()?;
        }
        found.extend(meant);
    }
    Ok(found)
}

fn national(inputs: &FormInputs, registry: &Registry) -> Result<BaselineKind> {
    let limit: Exact = inputs.parsed(&LIMIT)?.ok_or_else(|| inputs.missing(&LIMIT, registry))?;
    let (local, national) = (rate(inputs, &LOCAL_MEAN, registry)?, rate(inputs, &NATIONAL_MEAN, registry)?);
    let scaling = NationalScaling::new(local, national, limit).map_err(|error| inputs.placed(LOCAL_MEAN.name, error))?;
    let growth_of_row = Input::of_kind("growth", InputKind::Text, "growth in per cent");
    let of_row = |row: &FormInputs| {
        let per_cent: Exact = parsed(row, &growth_of_row)?;
        Ok((row.need::<Year>(&YEAR, registry)?, Ratio::new(per_cent, 100)?))
    };
    let growth = inputs.sections(&NATIONAL).iter().map(of_row).collect::<Result<_>>()?;
    Ok(BaselineKind::National { scaling, growth })
}

fn stated(inputs: &FormInputs, registry: &Registry) -> Result<BaselineKind> {
    let mut years = BTreeMap::new();
    for row in inputs.sections(&STATED) {
        let year: Year = row.need(&YEAR, registry)?;
        let emitted = row_mass(row)?;
        if emitted.base().is_negative() {
            return Err(row.problem(&VALUE, Message::BelowZero { value: emitted.to_string().into() }));
        }
        if years.insert(year, emitted).is_some() {
            return Err(row.problem(&YEAR, Message::Duplicate { value: (&year).into() }));
        }
    }
    if years.is_empty() {
        return Err(inputs.missing(&STATED, registry));
    }
    Ok(BaselineKind::Stated { years, is_linear: inputs.has(&BETWEEN) })
}

/// The figure of a year that a driver or a projection must have.
pub(super) fn no_figure(of: &str, year: Year) -> Error {
    Message::Plan { value: Some(of.into()), fault: PlanFault::NoFigureOf { year: year.to_string().into() } }.into()
}
