//! A building: what it needs before and after, and what it generates.

use super::{IN_SERVICE, NAME};
use crate::activity::Activity;
use crate::error::{Error, Errors, MeasureFault, Message, Result};
use crate::forms::{FieldError, FormInputs, SourcedAmount, SourcedRate};
use crate::measures::drive::{ELECTRIC, not_a};
use crate::measures::equipment::Equipment;
use crate::measures::group::{CODE, PLACE, given_together, refuse_worse};
use crate::measures::{Change, MeasureForm, Served, ServiceUnit, wear};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Fraction, Ratio, Scalar};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};

/// Codes in force, with the year from which each holds.
pub(super) const CODE_IN_FORCE: Input = Input::of_kind(
    "code_in_force",
    InputKind::Group(&[NAME, FROM, INTENSITY]),
    "a building code, with what it allows and from when",
)
.optional();
/// The keys of a building.
pub(super) const KEYS: &[Input] = &[
    NAME,
    PLACE,
    CODE,
    FLOOR_AREA,
    IN_SERVICE,
    NEW,
    INTENSITY_BEFORE,
    INTENSITY_AFTER,
    ACTION,
    GENERATION,
    SELF_USE,
    EXPORT_DISPLACES,
    wear::DEGRADATION.optional(),
];
const FROM: Input = Input::of_kind("from", InputKind::Year, "the first year in which it is in force");
const INTENSITY: Input = Input::one("intensity", "kWh/m2", "electricity for each m2 in a year that it allows").without_rows();
const FLOOR_AREA: Input = Input::one("floor_area", "m2", "floor area").without_rows();
const NEW: Input =
    Input::of_kind("new", InputKind::Flag, "whether it is a new building, held against the code in force").optional();
const INTENSITY_BEFORE: Input =
    Input::maybe("intensity_before", "kWh/m2", "electricity for each m2 in a full year, before").without_rows();
const INTENSITY_AFTER: Input =
    Input::maybe("intensity_after", "kWh/m2", "electricity for each m2 in a full year, after").without_rows();
const ACTION: Input =
    Input::of_kind("action", InputKind::Group(&[NAME, SAVING]), "what saves, of what the others leave").optional();
const SAVING: Input = Input::of_kind("saving", InputKind::Share, "share that it saves of what the others leave");
const GENERATION: Input = Input::maybe("generation", "kWh", "own generation of a full first year").without_rows();
const SELF_USE: Input =
    Input::of_kind("self_use", InputKind::Share, "share of the generation that the building uses").optional().with(&["generation"]);
const EXPORT_DISPLACES: Input =
    Input::of_kind("export_displaces", InputKind::Code(ELECTRIC), "activity code of the electricity that the export displaces")
        .optional();

/// A code, and what it allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnergyCode {
    /// Its name.
    pub name: String,
    /// The first year in which it is in force.
    pub from: Year,
    /// Electricity for each m2 in a year.
    pub intensity: SourcedRate,
}

impl EnergyCode {
    pub(super) fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let code = Self {
            name: group.need(&NAME, registry)?,
            from: group.need(&FROM, registry)?,
            intensity: group.need(&INTENSITY, registry)?,
        };
        check_intensity(&INTENSITY, &code.name, &code.intensity).map_err(|error| group.at_field(error))?;
        Ok(code)
    }
}

/// Own generation of a building.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildingGeneration {
    /// Of a full first year.
    pub amount: SourcedAmount,
    /// Share of it that the building uses.
    pub self_use: Fraction,
    /// What the rest displaces; none where nothing is sent out.
    pub export_displaces: Option<String>,
    /// Part of the output lost each year; none where it is not counted.
    pub degradation: Option<SourcedRate>,
}

/// A building, or several of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Building {
    /// Name, place, code and service.
    pub equipment: Equipment,
    /// Floor area.
    pub floor_area: SourcedAmount,
    /// Electricity for each m2 without the measure.
    pub before: SourcedRate,
    /// The code in force that `before` is of; none for a building that was there.
    pub code_in_force: Option<String>,
    /// Electricity for each m2 with it, as a part of `before` and a rate of its own where that is stated.
    pub after: IntensityAfter,
    /// How many actions there are.
    pub actions: usize,
    /// Own generation; none where there is none.
    pub generation: Option<BuildingGeneration>,
}

/// What a building needs with the measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IntensityAfter {
    /// As stated.
    Stated(SourcedRate),
    /// What the actions leave of what was needed before.
    Left(Fraction),
}

/// Refuses what is not energy for an area.
fn check_intensity(input: &Input, name: &str, stated: &SourcedRate) -> Result<(), FieldError> {
    let units = (stated.rate.unit.dimension(), stated.rate.per_unit.dimension());
    if units != (Dimension::Energy, Dimension::Area) || stated.rate.value.is_negative() || stated.rate.per.is_negative() {
        return Err(FieldError::new(input, not_a("rate.intensity", (&stated.rate).into(), "150 kWh/m2").of(name)));
    }
    Ok(())
}

impl Building {
    pub(super) fn read(group: &FormInputs, form: &MeasureForm<'_>, codes: &[EnergyCode]) -> Result<Self, Errors> {
        let equipment = Equipment::read(group, form, None)?;
        let (before, code_in_force) = before(group, form, codes, equipment.service.first_year())?;
        let actions = group.sections(&ACTION);
        let after = match (group.get(&INTENSITY_AFTER), actions) {
            (Some(stated), []) => IntensityAfter::Stated(stated),
            (Some(_), _) => {
                let ways = [&INTENSITY_AFTER, &ACTION];
                return Err(given_together(group, &ACTION, &INTENSITY_AFTER, &ways).into());
            }
            (None, actions) => {
                let mut left = Fraction::ONE;
                for action in actions {
                    let saving: Fraction = action.need(&SAVING, form.context.registry)?;
                    left = left.checked_mul(saving.complement()?)?;
                }
                IntensityAfter::Left(left)
            }
        };
        let building = Self {
            equipment,
            floor_area: group.need(&FLOOR_AREA, form.context.registry)?,
            before,
            code_in_force,
            after,
            actions: actions.len(),
            generation: generation(group, form)?,
        };
        building.check().map_err(|error| group.at_field(error))?;
        Ok(building)
    }

    /// Refuses units that do not fit, an intensity above the one before, an export to nowhere, more generated for own use than is needed.
    pub fn check(&self) -> Result<(), FieldError> {
        let name = self.equipment.name.as_str();
        let area = self.floor_area.amount.unit();
        if area.dimension() != Dimension::Area {
            let refused = area.refused_for(Dimension::Area, None, Some("m2")).with_value(&self.floor_area.amount.to_string());
            return Err(FieldError::new(&FLOOR_AREA, refused));
        }
        check_intensity(&INTENSITY_BEFORE, name, &self.before)?;
        if let IntensityAfter::Stated(after) = &self.after {
            check_intensity(&INTENSITY_AFTER, name, after)?;
            let refused = |error: Error| FieldError::new(&INTENSITY_AFTER, error);
            let ratio = |rate: &SourcedRate| rate.rate.ratio().map_err(refused);
            let worse = ratio(after)?.compare(ratio(&self.before)?).map_err(refused)?.is_gt();
            refuse_worse(&INTENSITY_AFTER, name, worse, &after.rate.to_string(), &self.before.rate.to_string())?;
        }
        let Some(own) = &self.generation else { return Ok(()) };
        let unit = own.amount.amount.unit();
        if unit.dimension() != Dimension::Energy {
            let refused = unit.refused_for(Dimension::Energy, None, Some("kWh")).with_value(&own.amount.amount.to_string());
            return Err(FieldError::new(&GENERATION, refused));
        }
        if !own.self_use.is_one() && own.export_displaces.is_none() {
            let message = Message::ExportToNowhere { value: (&own.self_use.number()).into() };
            return Err(FieldError::new(&SELF_USE, message.of(name)));
        }
        if let Some(stated) = &own.degradation {
            wear::check(name, stated)?;
        }
        let refused = |error: Error| FieldError::new(&SELF_USE, error);
        let (used, needed) = (own.first_year().map_err(refused)?, self.needed().map_err(refused)?);
        if used.compare(needed).map_err(refused)?.is_gt() {
            let shown = |base: Ratio| Ok::<_, Error>(format!("{} kWh", base.checked_div(Ratio::new(36, 10)?)?.evaluate()?.value()));
            let (value, needed) = (shown(used).map_err(refused)?, shown(needed).map_err(refused)?);
            return Err(FieldError::new(
                &SELF_USE,
                Message::Measure { value: Some(value.into()), fault: MeasureFault::MoreUsedThanNeeded { needed: needed.into() } }
                    .of(name),
            ));
        }
        Ok(())
    }

    /// Needed in a full year with the measure, in MJ.
    fn needed(&self) -> Result<Ratio> {
        let area = Ratio::from(self.floor_area.amount.in_base()?);
        match &self.after {
            IntensityAfter::Stated(after) => area.checked_mul(after.rate.ratio()?),
            IntensityAfter::Left(left) => area.checked_mul(self.before.rate.ratio()?)?.checked_mul(left.number()),
        }
    }

    fn area(&self, year: Year, what: &str, share: Ratio) -> Activity {
        self.equipment.over(year, what, &self.floor_area, share)
    }

    /// What changes in a year.
    pub(super) fn changes(&self, year: Year, change: &mut Change) -> Result<()> {
        let share = self.equipment.share_of(year)?;
        if share.numerator().is_zero() {
            return Ok(());
        }
        let rate = |area: Activity, stated: &SourcedRate| area.with_rate("energy for each m2", stated.rate, &stated.source);
        change.without.push(rate(self.area(year, "before", share), &self.before));
        let needed = match &self.after {
            IntensityAfter::Stated(after) => rate(self.area(year, "after", share), after),
            IntensityAfter::Left(left) => {
                let before = rate(self.area(year, "after", share), &self.before);
                before.with_multiplier("left by the actions", left.number(), &self.equipment.source)
            }
        };
        let Some(own) = &self.generation else {
            change.with.push(needed);
            return Ok(());
        };
        let kept = Ratio::from(wear::kept(own.degradation.as_ref(), self.equipment.service.age_in(year))?);
        let generated = |code: &str, what: &str, part: Fraction| {
            let mut all = self.equipment.over(year, what, &own.amount, share);
            code.clone_into(&mut all.code);
            let left = all.with_multiplier("kept after degradation", kept, &own.amount.source);
            left.with_multiplier("share", part.number(), &self.equipment.source)
        };
        let served = |what: ServiceUnit, amount: &Activity| {
            let kilowatt_hours = amount.base_amount()?.checked_div(Ratio::new(36, 10)?)?;
            Ok::<_, Error>(Served::new(year, what, kilowatt_hours))
        };
        // Used in the building: that part of what it needs is not bought.
        let used = generated(&self.equipment.code, "generated and used", own.self_use);
        change.served.push(served(ServiceUnit::UsedOnSite {}, &used)?);
        let all = needed.base_amount()?;
        change.with.push(if all.numerator().is_zero() {
            needed
        } else {
            let bought = used.base_amount()?.checked_div(all)?.complement()?.reduced();
            needed.with_multiplier("bought, the rest is generated", bought, &own.amount.source)
        });
        if let Some(code) = own.export_displaces.as_ref().filter(|_| !own.self_use.is_one()) {
            let sent = generated(code, "exported", own.self_use.complement()?);
            change.served.push(served(ServiceUnit::Exported {}, &sent)?);
            change.exported.push(sent);
        }
        Ok(())
    }
}

impl BuildingGeneration {
    /// Used in the building in a full first year, in MJ.
    fn first_year(&self) -> Result<Ratio> {
        Ratio::from(self.amount.amount.in_base()?).checked_mul(self.self_use.number())
    }
}

/// What a building needs without the measure: as stated, or by the code in force when it goes into service.
fn before(
    group: &FormInputs,
    form: &MeasureForm<'_>,
    codes: &[EnergyCode],
    first: Year,
) -> Result<(SourcedRate, Option<String>), Errors> {
    let stated = group.get(&INTENSITY_BEFORE);
    if group.get(&NEW) != Some(true) {
        return stated.map(|stated| (stated, None)).ok_or_else(|| group.missing(&INTENSITY_BEFORE, form.context.registry).into());
    }
    if stated.is_some() {
        return Err(group.problem(&INTENSITY_BEFORE, Message::Measure { value: None, fault: MeasureFault::StockForNew }).into());
    }
    let in_force = codes.iter().filter(|code| code.from <= first).max_by_key(|code| code.from);
    let code = in_force.ok_or_else(|| {
        group.problem(&NEW, Message::Measure { value: None, fault: MeasureFault::NoCodeInForce { year: (&first).into() } })
    })?;
    Ok((code.intensity.clone(), Some(format!("{}, {}", code.name, code.intensity.source))))
}

fn generation(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Option<BuildingGeneration>, Errors> {
    let registry = form.context.registry;
    let Some(amount) = group.get(&GENERATION) else {
        return match [&SELF_USE, &EXPORT_DISPLACES, &wear::DEGRADATION].into_iter().find(|input| group.has(input)) {
            Some(_) => Err(group.missing(&GENERATION, registry).into()),
            None => Ok(None),
        };
    };
    Ok(Some(BuildingGeneration {
        amount,
        self_use: group.need(&SELF_USE, registry)?,
        export_displaces: group.get(&EXPORT_DISPLACES),
        degradation: group.get(&wear::DEGRADATION),
    }))
}
