//! Landfill gas: methane that is captured and burnt instead of passing the cover.
//!
//! ```text
//! C = V · w · ρ                       B = C · η
//! without: (G − L) · (1 − OX)         with: (G − C) · (1 − OX) + (C − B)            C ≤ G, L ≤ G
//! share:   A becomes A · ((1 − c) · (1 − OX) + c · (1 − η)) / ((1 − l) · (1 − OX))
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | V, w | gas captured in the year, share of methane in it | Nm3 |
//! | ρ | density of methane at the conditions of V | kg/Nm3 |
//! | η | share of the captured methane that is destroyed; the rest slips | |
//! | G | methane generated in the same year by the same waste | kg |
//! | L | methane destroyed without the measure, by law or practice | kg |
//! | OX | share that oxidises in the cover; captured gas never passes it | |
//! | A | waste that is counted by its methane commitment | t |
//! | c, l | share of its methane that is captured, or destroyed without the measure | |
//!
//! Recovery is taken off generation before oxidation. What is captured is of all waste of earlier years: a site counted by first-order
//! decay takes masses (`[[site]]`), one counted by commitment takes shares (`[[commitment]]`), and less waste then gives less gas. CO2 of
//! methane that is burnt or oxidises is biogenic: a memo, as is the CO2 that comes with the gas, which is the same on both sides.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 3, eq. 3.1; the form of ACM0001 and AMS-III.G of the CDM, of which titles and scope were
//! read, not the equations. Where nothing slips it is (1 − OX) · (B − L), as in ACM0001.

use super::drive::not_a;
use super::plant_energy::{
    BOILER, DISPLACES, ELECTRIC_USE, ELECTRICITY, EXPORT_DISPLACES, EnergyUse, FUEL_CODE, FUEL_TAKEN, HEAT, HEAT_DISPLACES,
    POWER_EXPORTED, POWER_USED,
};
use super::treatment::{NAME, PLACE, at_group, energy_notes, reference, refuse_other, refuse_twice};
use super::{Change, GasFlow, Measure, MeasureForm, MeasureSpec, Note, ShareAct, ShareChange, Stage};
use crate::activity::Activity;
use crate::error::{Errors, MeasureFault, Message, Result};
use crate::forms::{FormInputs, SourcedAmount, SourcedRate};
use crate::gas::Gas;
use crate::methods::recovery::emitted;
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Amount, Dimension, Fraction, Mass, Ratio};
use crate::taxonomy::{Category, Year};
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new(
    "landfill-gas",
    "measure.landfill-gas",
    "IPCC 2006, vol. 5, ch. 3, eq. 3.1; form of ACM0001 and AMS-III.G of the CDM",
    &[SITE, COMMITMENT],
)
.at(Stage::Supply)
.following(&["ACM0001", "AMS-III.G"])
.touching(&["III.1.1", "III.1.2", "III.1.3", "I.2.2", "I.4.4"])
.monitoring(&["flow of the gas and its methane", "working hours of the flare", "electricity sent out"])
.counted_twice_with(&[
    "waste-separation: less waste gives less gas to capture",
    "the inventory: gas that is captured already is in its recovery",
    "rooftop-solar: an electricity purchase can be displaced once",
]);

const SITE: Input = Input::of_kind(
    "site",
    InputKind::Group(&[
        NAME,
        PLACE,
        REF,
        METHANE_SHARE,
        DENSITY,
        DESTRUCTION,
        OXIDATION,
        YEAR_OF_GAS,
        ELECTRICITY,
        ELECTRIC_USE,
        FUEL_CODE,
        FUEL_TAKEN,
        DISPLACES,
        POWER_USED,
        EXPORT_DISPLACES,
        POWER_EXPORTED,
        HEAT_DISPLACES,
        HEAT,
        BOILER,
    ]),
    "landfills whose gas is captured, by mass",
)
.optional();
const REF: Input = Input::of_kind("ref", InputKind::Text, "the reference of the landfill: III.1.1, III.1.2 or III.1.3");
const METHANE_SHARE: Input = Input::of_kind("methane_share", InputKind::Share, "share of methane in the gas, by volume");
const DENSITY: Input = Input::one("density", "kg/Nm3", "density of methane at 0 degrees C and 101.325 kPa").without_rows();
const DESTRUCTION: Input =
    Input::of_kind("destruction", InputKind::Share, "share of the captured methane that the flare or engine destroys");
const OXIDATION: Input = Input::of_kind("oxidation", InputKind::Share, "share of the methane that oxidises in the cover");
const YEAR_OF_GAS: Input = Input::of_kind(
    "gas",
    InputKind::Group(&[YEAR, CAPTURED, GENERATED, DESTROYED_WITHOUT]),
    "gas captured and methane generated in each year",
);
const YEAR: Input = Input::of_kind("year", InputKind::Year, "the year");
const CAPTURED: Input = Input::one("captured", "Nm3", "gas captured in the year").without_rows();
const GENERATED: Input =
    Input::one("generated", "t", "methane generated in the same year by the same waste, before oxidation").without_rows();
const DESTROYED_WITHOUT: Input =
    Input::one("destroyed_without", "t", "methane that law or practice would destroy in the year").without_rows();
const COMMITMENT: Input = Input::of_kind(
    "commitment",
    InputKind::Group(&[NAME, PLACE, CODE, SHARE, SHARE_WITHOUT, DESTRUCTION, OXIDATION]),
    "landfills whose gas is captured, by the share of their methane commitment",
)
.optional();
const CODE: Input = Input::of_kind("code", InputKind::Code(LANDFILLED), "activity code of the waste landfilled");
const SHARE: Input =
    Input::of_kind("captured", InputKind::Share, "share of all methane of the waste, over the years, that is captured");
const SHARE_WITHOUT: Input =
    Input::of_kind("destroyed_without", InputKind::Share, "share of it that is destroyed without the measure");

/// Codes of waste that is counted by its commitment.
const LANDFILLED: CodeClass = CodeClass {
    name: "class.landfill",
    example: "landfill.managed-anaerobic.food.outside",
    fits: |rule| rule.category.is_within("III.1"),
};

/// Capture of landfill gas.
#[derive(Clone, Copy, Debug, Default)]
pub struct LandfillGas;

impl Measure for LandfillGas {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let (sites, commitments) = (form.inputs.sections(&SITE), form.inputs.sections(&COMMITMENT));
        if sites.is_empty() && commitments.is_empty() {
            return Err(form.inputs.missing(&SITE, form.context.registry).into());
        }
        let read = sites.iter().map(|group| GasSite::read(group, form)).collect::<Result<Vec<_>>>()?;
        refuse_twice(sites, read.iter().map(|site| site.name.as_str()))?;
        let mut change = Change { measure: form.title.to_owned(), years: form.years.clone(), ..Change::default() };
        for (site, group) in read.iter().zip(sites) {
            for gas in &site.gas {
                site.add_to(gas, &mut change).map_err(|error| at_group(group, error))?;
            }
        }
        for group in commitments {
            change.shares.extend(of_commitment(group, form)?);
        }
        change.notes = vec![Note::LandfillGasLeftOut {}];
        if !commitments.is_empty() {
            change.notes.push(Note::Commitment {});
        }
        let notes: Vec<Note> = energy_notes(&change).collect();
        change.notes.extend(notes);
        Ok(change)
    }
}

/// Gas of one year.
#[derive(Clone, Debug)]
struct GasOfYear {
    year: Year,
    flow: SourcedAmount,
    captured: Amount<Mass>,
    generated: Amount<Mass>,
    destroyed_without: Amount<Mass>,
}

/// A landfill whose gas is captured.
#[derive(Clone, Debug)]
struct GasSite {
    name: String,
    place: String,
    category: Category,
    destruction: Fraction,
    oxidation: Fraction,
    gas: Vec<GasOfYear>,
    energy: EnergyUse,
    source: String,
}

impl GasSite {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self> {
        let registry = form.context.registry;
        let density: SourcedRate = group.need(&DENSITY, registry)?;
        let (mass_of_gas, to) = density.rate.conversion_from(Dimension::NormalVolume).unwrap_or((Ratio::ZERO, Dimension::Number));
        if to != Dimension::Mass || mass_of_gas.numerator().is_negative() || mass_of_gas.numerator().is_zero() {
            return Err(group.problem(&DENSITY, not_a("rate.density", (&density.rate).into(), "0.716 kg/Nm3")));
        }
        let share: Fraction = group.need(&METHANE_SHARE, registry)?;
        let methane = share.number().checked_mul(mass_of_gas)?;
        let mut seen = BTreeSet::new();
        let mut gas = Vec::new();
        for section in group.sections(&YEAR_OF_GAS) {
            let of_year = GasOfYear::read(section, form, methane)?;
            if !seen.insert(of_year.year) {
                return Err(section.problem(&YEAR, Message::Duplicate { value: (&of_year.year).into() }));
            }
            gas.push(of_year);
        }
        Ok(Self {
            name: group.need(&NAME, registry)?,
            place: group.get(&PLACE).unwrap_or_default(),
            category: reference(group, form, &REF, "III.1")?,
            destruction: group.need(&DESTRUCTION, registry)?,
            oxidation: group.need(&OXIDATION, registry)?,
            gas,
            energy: EnergyUse::read(group, registry, Dimension::NormalVolume)?,
            source: density.source,
        })
    }

    /// Methane and biogenic CO2 on both sides, and the energy.
    fn add_to(&self, gas: &GasOfYear, change: &mut Change) -> Result<()> {
        let passes = self.oxidation.complement()?;
        let without = emitted(gas.generated, gas.destroyed_without)?.part(passes)?;
        let slip = gas.captured.part(self.destruction.complement()?)?;
        let with = emitted(gas.generated, gas.captured)?.part(passes)?.checked_add(slip)?;
        let source = format!("{}: {}", self.name, gas.flow.source);
        let flows = |methane: Amount<Mass>| -> Result<[GasFlow; 2]> {
            // Each carbon that is not emitted as methane is emitted as CO2.
            let burnt = emitted(gas.generated, methane)?.checked_mul(Ratio::new(44, 16)?)?;
            let flow = |gas_of: Gas, mass: Amount<Mass>| -> Result<GasFlow> {
                let kg = mass.number().evaluate()?.value();
                Ok(GasFlow::new(self.category, gas.year, gas_of, kg, &source).with_place(self.place.clone()))
            };
            Ok([flow(Gas::CH4, methane)?, flow(Gas::CO2_BIOGENIC, burnt)?])
        };
        change.gases.without.extend(flows(without)?);
        change.gases.with.extend(flows(with)?);
        self.energy.add_to(change, |code, role| {
            Activity::new(code, gas.year, gas.flow.amount)
                .with_place(&self.place)
                .with_origin(&format!("{}: {role}: {}", self.name, self.source))
        })
    }
}

impl GasOfYear {
    fn read(section: &FormInputs, form: &MeasureForm<'_>, methane: Ratio) -> Result<Self> {
        let registry = form.context.registry;
        let year: Year = section.need(&YEAR, registry)?;
        if !form.years.contains(&year) {
            return Err(
                section.problem(&YEAR, Message::Measure { value: Some((&year).into()), fault: MeasureFault::NotAYearOfTheMeasure })
            );
        }
        let flow: SourcedAmount = section.need(&CAPTURED, registry)?;
        refuse_other(section, &CAPTURED, &flow, Dimension::NormalVolume, "Nm3")?;
        let mass = |input: &Input| -> Result<Amount<Mass>> {
            let stated: SourcedAmount = section.need(input, registry)?;
            refuse_other(section, input, &stated, Dimension::Mass, "t")?;
            Ok(Amount::new(stated.amount.in_base()?.into()))
        };
        let (generated, destroyed_without) = (mass(&GENERATED)?, mass(&DESTROYED_WITHOUT)?);
        let captured = Amount::new(methane.checked_mul(flow.amount.in_base()?)?);
        emitted(generated, captured).map_err(|error| section.placed(CAPTURED.name, error))?;
        emitted(generated, destroyed_without).map_err(|error| section.placed(DESTROYED_WITHOUT.name, error))?;
        Ok(Self { year, flow, captured, generated, destroyed_without })
    }
}

/// What is left of the commitment of a code, in each year.
fn of_commitment(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Vec<ShareChange>> {
    let registry = form.context.registry;
    let share = |input: &Input| group.need::<Fraction>(input, registry);
    let (captured, without, destruction, oxidation) =
        (share(&SHARE)?, share(&SHARE_WITHOUT)?, share(&DESTRUCTION)?, share(&OXIDATION)?);
    let passes = oxidation.complement()?;
    let slip = captured.checked_mul(destruction.complement()?)?;
    let with = captured.complement()?.checked_mul(passes)?.number().checked_add(slip.number())?;
    let before = without.complement()?.checked_mul(passes)?;
    if before.is_zero() {
        return Err(group.problem(
            &SHARE_WITHOUT,
            Message::Measure { value: Some((&without.number()).into()), fault: MeasureFault::NothingLeftToCapture },
        ));
    }
    let need = with.checked_div(before.number())?.reduced();
    let code: String = group.need(&CODE, registry)?;
    let place: Option<String> = group.get(&PLACE);
    let act = ShareAct::Needed { participation: Fraction::ONE, need };
    Ok(form.years.iter().map(|year| ShareChange::new(*year, &code, act.clone()).with_place(place.clone())).collect())
}
