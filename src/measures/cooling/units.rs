//! Units that are replaced on one day, and the cold that they give.

use super::refrigerant::{self, RefrigerantCharge};
use crate::activity::Activity;
use crate::error::{Errors, LabelKey, Message, Result, Text, did_you_mean};
use crate::forms::{FieldError, FormInputs, SourcedAmount};
use crate::measures::equipment::Equipment;
use crate::measures::group::{CODE, COUNT, IN_SERVICE, NAME, PLACE, check_hours, given_together, named, refuse_worse};
use crate::measures::lighting::{check_power, for_hours};
use crate::measures::{Change, MeasureForm, Service};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, Ratio, Scalar};
use crate::taxonomy::{Period, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub(super) const GRADE: Input =
    Input::of_kind("grade", InputKind::Group(&[NAME, COP]), "a grade of efficiency, and its COP").optional();
pub(super) const UNITS: Input = Input::of_kind(
    "units",
    InputKind::Group(&[
        NAME,
        PLACE,
        CODE,
        IN_SERVICE,
        METERED,
        LOAD,
        COUNT.optional(),
        CAPACITY,
        HOURS,
        COP_BEFORE,
        COP_AFTER,
        GRADE_BEFORE,
        GRADE_AFTER,
        OLD_UNTIL,
        COP_MARKET,
        refrigerant::BEFORE,
        refrigerant::AFTER,
    ]),
    "equipment of one kind that is replaced on one day",
);
const METERED: Input = Input::maybe("metered", "kWh", "electricity that the new equipment takes in a full year").without_rows();
const LOAD: Input = Input::maybe("load", "kWh", "cold delivered in a full year").without_rows();
const CAPACITY: Input = Input::maybe("capacity", "kW", "cooling capacity of one unit").without_rows();
const HOURS: Input = Input::of_kind("hours", InputKind::Number, "hours at full load in a full year").optional();
const COP: Input = Input::of_kind("cop", InputKind::Number, "cold for each unit of electricity");
const COP_BEFORE: Input = Input::of_kind("cop_before", InputKind::Number, "cold for each unit of electricity, before").optional();
const COP_AFTER: Input = Input::of_kind("cop_after", InputKind::Number, "cold for each unit of electricity, after").optional();
const GRADE_BEFORE: Input = Input::of_kind("grade_before", InputKind::Text, "grade before").optional();
const GRADE_AFTER: Input = Input::of_kind("grade_after", InputKind::Text, "grade after").optional();
const OLD_UNTIL: Input =
    Input::of_kind("old_until", InputKind::Text, "the day until which the equipment before would have served").optional();
const COP_MARKET: Input =
    Input::of_kind("cop_market", InputKind::Number, "cold for each unit of electricity of what the market sells then")
        .optional()
        .with(&["old_until"]);

/// The cold of a full year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoolingDemand {
    /// Electricity of the new equipment, as metered.
    Metered(SourcedAmount),
    /// Cold delivered.
    Load(SourcedAmount),
    /// Units at full load for some hours.
    Stock {
        /// How many.
        count: u32,
        /// Cooling capacity of one.
        capacity: SourcedAmount,
        /// Hours at full load.
        hours: Ratio,
    },
}

/// Equipment that still ran: until when, and what the market sells then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyReplacement {
    /// The last day on which the equipment before would have served.
    pub old_until: Period,
    /// The COP of what would have been bought then.
    pub market: Ratio,
}

/// Equipment of one kind that is replaced on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoolingUnits {
    /// Name, place, code and service.
    pub equipment: Equipment,
    /// The cold of a full year.
    pub demand: CoolingDemand,
    /// COP before.
    pub before: Ratio,
    /// COP after.
    pub after: Ratio,
    /// Where the equipment before still ran.
    pub early: Option<EarlyReplacement>,
    /// Its refrigerant; none where it is not counted.
    pub refrigerant_before: Option<RefrigerantCharge>,
    /// The refrigerant after; none where it is not counted.
    pub refrigerant_after: Option<RefrigerantCharge>,
}

/// The COP of each grade that a form names.
pub(super) fn grades(form: &MeasureForm<'_>) -> Result<BTreeMap<String, Ratio>, Errors> {
    let read = |group: &FormInputs| {
        let registry = form.context.registry;
        Ok::<(String, Ratio), Errors>((group.need(&NAME, registry)?, group.need(&COP, registry)?))
    };
    Ok(named(form, &GRADE, |(name, _)| name, read)?.into_iter().collect())
}

/// A COP, or that of a grade.
fn efficiency(
    group: &FormInputs,
    (cop, grade): (&Input, &Input),
    grades: &BTreeMap<String, Ratio>,
    form: &MeasureForm<'_>,
) -> Result<Ratio, Errors> {
    match (group.get::<Ratio>(cop), group.get::<String>(grade)) {
        (Some(stated), None) => Ok(stated),
        (None, None) => Err(group.missing(cop, form.context.registry).into()),
        (Some(_), Some(_)) => Err(given_together(group, grade, cop, &[cop, grade]).into()),
        (None, Some(value)) => grades.get(&value).copied().ok_or_else(|| {
            let nearest = did_you_mean(&value, grades.keys().map(String::as_str)).map(Text::from);
            let (what, names) = (LabelKey::of("name.grade"), grades.keys().map(Text::from).collect());
            group.problem(grade, Message::UnknownName { value: value.into(), what, nearest, names }).into()
        }),
    }
}

impl CoolingDemand {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let ways = [&METERED, &LOAD, &CAPACITY];
        let given: Vec<&Input> = ways.into_iter().filter(|input| group.has(input)).collect();
        if let [first, second, ..] = given.as_slice() {
            return Err(given_together(group, second, first, &ways).into());
        }
        if !group.has(&CAPACITY) && (group.has(&COUNT) || group.has(&HOURS)) {
            return Err(group.missing(&CAPACITY, registry).into());
        }
        match (group.get(&METERED), group.get(&LOAD), group.get(&CAPACITY)) {
            (Some(metered), ..) => Ok(Self::Metered(metered)),
            (_, Some(load), _) => Ok(Self::Load(load)),
            (.., Some(capacity)) => match (group.get(&COUNT), group.get(&HOURS)) {
                (Some(count), Some(hours)) => Ok(Self::Stock { count, capacity, hours }),
                _ => Err(group.all_missing(&[&COUNT, &HOURS], registry)),
            },
            _ => Err(group.missing(&METERED, registry).into()),
        }
    }

    fn check(&self, name: &str) -> Result<(), FieldError> {
        let energy = |input: &Input, stated: &SourcedAmount| {
            let unit = stated.amount.unit();
            if unit.dimension() == Dimension::Energy {
                return Ok(());
            }
            let refused = unit.refused_for(Dimension::Energy, None, Some("kWh")).with_value(&stated.amount.to_string());
            Err(FieldError::new(input, refused))
        };
        match self {
            Self::Metered(stated) => energy(&METERED, stated),
            Self::Load(stated) => energy(&LOAD, stated),
            Self::Stock { capacity, hours, .. } => {
                check_power(&CAPACITY, capacity).and_then(|()| check_hours(&HOURS, name, *hours))
            }
        }
    }
}

impl CoolingUnits {
    pub(super) fn read(group: &FormInputs, form: &MeasureForm<'_>, grades: &BTreeMap<String, Ratio>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let early = match group.parsed(&OLD_UNTIL)? {
            Some(old_until) => Some(EarlyReplacement { old_until, market: group.need(&COP_MARKET, registry)? }),
            None if group.has(&COP_MARKET) => return Err(group.missing(&OLD_UNTIL, registry).into()),
            None => None,
        };
        let units = Self {
            equipment: Equipment::read(group, form, None)?,
            demand: CoolingDemand::read(group, form)?,
            before: efficiency(group, (&COP_BEFORE, &GRADE_BEFORE), grades, form)?,
            after: efficiency(group, (&COP_AFTER, &GRADE_AFTER), grades, form)?,
            early,
            refrigerant_before: RefrigerantCharge::read(group, &refrigerant::BEFORE, registry)?,
            refrigerant_after: RefrigerantCharge::read(group, &refrigerant::AFTER, registry)?,
        };
        units.check().map_err(|error| group.at_field(error))?;
        Ok(units)
    }

    /// Refuses a COP of zero, one that is no better than before, and units that do not fit.
    pub fn check(&self) -> Result<(), FieldError> {
        let name = self.equipment.name.as_str();
        self.demand.check(name)?;
        let stated =
            [Some((&COP_BEFORE, self.before)), Some((&COP_AFTER, self.after)), self.early.map(|early| (&COP_MARKET, early.market))];
        for (input, cop) in stated.into_iter().flatten() {
            let refused = |error| FieldError::new(input, error);
            if cop.numerator().is_zero() || cop.numerator().is_negative() {
                return Err(FieldError::new(input, Message::NotAboveZero { value: (&cop).into() }.of(name)));
            }
            let worse = self.after.compare(cop).map_err(refused)?.is_lt();
            refuse_worse(&COP_AFTER, name, worse, &self.after.to_string(), &cop.to_string())?;
        }
        for refrigerant in self.refrigerant_before.iter().chain(&self.refrigerant_after) {
            refrigerant.check()?;
        }
        self.old_service().map_err(|error| FieldError::new(&OLD_UNTIL, error))?;
        Ok(())
    }

    /// Days on which the equipment before would still have served; none where it would have been replaced anyway.
    fn old_service(&self) -> Result<Option<Service>> {
        self.early.map(|early| self.equipment.service.until(early.old_until)).transpose()
    }

    /// The parts of a year with the equipment before, and with what the market sells, as baselines.
    fn parts(&self, year: Year) -> Result<[(Ratio, Ratio); 2]> {
        let all = self.equipment.share_of(year)?;
        let (Some(old), Some(early)) = (self.old_service()?, self.early) else {
            return Ok([(all, self.before), (Ratio::ZERO, self.before)]);
        };
        let old = old.share_of(year)?;
        let old = if old.compare(all)?.is_gt() { all } else { old };
        Ok([(old, self.before), (all.checked_add(old.checked_mul(Exact::from(-1))?)?.reduced(), early.market)])
    }

    /// Electricity for the cold of a part of a year at a COP.
    fn taken(&self, year: Year, what: &str, part: Ratio, cop: Ratio) -> Result<Activity> {
        let (equipment, source) = (&self.equipment, &self.equipment.source);
        let inverse = |cop: Ratio| Ratio::ONE.checked_div(cop);
        Ok(match &self.demand {
            CoolingDemand::Metered(metered) => {
                let taken = equipment.over(year, what, metered, part);
                if cop == self.after {
                    taken
                } else {
                    taken.with_multiplier("ratio of the COPs", self.after.checked_div(cop)?, source)
                }
            }
            CoolingDemand::Load(load) => {
                equipment.over(year, what, load, part).with_multiplier("electricity for each unit of cold", inverse(cop)?, source)
            }
            CoolingDemand::Stock { count, capacity, hours } => {
                let all = equipment.over(year, what, capacity, part).with_multiplier(
                    "units",
                    Ratio::from(Exact::from(i64::from(*count))),
                    source,
                );
                for_hours(all, *hours, source)?.with_multiplier("electricity for each unit of cold", inverse(cop)?, source)
            }
        })
    }

    /// What changes in a year.
    pub(super) fn changes(&self, year: Year, change: &mut Change) -> Result<()> {
        let all = self.equipment.share_of(year)?;
        if all.numerator().is_zero() {
            return Ok(());
        }
        let (name, place) = (&self.equipment.name, &self.equipment.place);
        let parts = self.parts(year)?;
        for ((part, cop), what) in parts.into_iter().zip(["before", "sold by the market"]) {
            if !part.numerator().is_zero() {
                change.without.push(self.taken(year, what, part, cop)?);
            }
        }
        change.with.push(self.taken(year, "after", all, self.after)?);
        let lost = |refrigerant: &Option<RefrigerantCharge>, part: Ratio, what: &str| match refrigerant {
            Some(held) => held.lost(year, part, place, &format!("{name}, {what}")),
            None => Ok(Vec::new()),
        };
        let [(old, _), (market, _)] = parts;
        change.gases.without.extend(lost(&self.refrigerant_before, old, "before")?);
        // What the market sells leaks as the new equipment does: nothing is saved by it.
        if self.early.is_some() && self.refrigerant_before.is_some() {
            change.gases.without.extend(lost(&self.refrigerant_after, market, "sold by the market")?);
        }
        change.gases.with.extend(lost(&self.refrigerant_after, all, "after")?);
        Ok(())
    }
}
